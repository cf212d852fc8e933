"""One message on one state: what is told is taken up, the rules are worked out, what to show and ask follows."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import partial
from typing import TYPE_CHECKING, Any
from typing import Protocol as Interface

from screening.answering import Answer, Answering
from screening.labels import typed_label
from screening.language.guess import guess_language
from screening.mild import MAYBE, MAYBE_VIOLENCE, says_little, says_one_thing, tells_long_ago
from screening.outcome import DESCRIBED, Held, Outcomes, Wanted, everybody, profiles
from screening.plain_answers import PlainAnswers
from screening.presenting import crisis, emergency, finding, placed, set_aside, show
from screening.protocol import Protocol
from screening.protocol_models import RANK, Rule
from screening.reading import Mention, Reader, Reading
from screening.small_hitter import is_the_child, softened, without_the_child
from screening.state import State, hold_back, new_state, people, settle_held, take_up, youngest
from screening.uptake import Uptake

if TYPE_CHECKING:
    from screening.statistical.description import Description

# how much a message must look like danger to life when its own words tell of a lesser danger
CLEAR_RED = 0.35
# one in a thousand: a message that looks less like any crisis than this is not asked about one for its words alone
HARDLY = 0.001
HARDLY_ILL = 0.005  # and one that looks like illness less than so is not asked about it
VIOLENCE, SHAKING = "described_violence_now", "described_shaking_done"

Result = dict[str, Any]


class Judge(Interface):
    """Says from a text and what the rules made of it how much the rest of the message bears them out."""

    def is_sure(self, text: str, result: Result) -> bool:
        """Whether an emergency that the rules found may be told at once."""
        ...

    def is_sure_of_crisis(self, text: str, result: Result) -> bool:
        """Whether a crisis that they found may be told at once."""
        ...

    def is_plain(self, text: str, result: Result) -> bool:
        """Whether hardly any dangerous message looks as harmless as this one."""
        ...


class Engine:
    """Pure: takes text and state, gives result and a new state."""

    def __init__(self, protocol: Protocol, reader: Reader) -> None:
        self._protocol = protocol
        self._reader = reader
        self._outcomes = Outcomes(protocol)
        self._uptake = Uptake(protocol)
        self._plain = PlainAnswers(protocol.general.answers)
        self._answering = Answering(protocol, self._uptake, self._plain)
        self._first_rule = _first_rules(protocol)
        self._likeness = _likeness(protocol)
        self._acute_likeness = _acute_likeness(protocol)
        unlearned = {*protocol.general.unlearned, *_only_in(protocol, lambda rule: not rule.judged)}
        self._judged = protocol.signs.keys() - unlearned
        self._crisis_alone = _only_in(protocol, lambda rule: rule.crisis and not rule.own_body) & self._judged
        self._ill = protocol.general.ill
        self._mild = protocol.general.mild
        self._help = protocol.general.help
        self._pointing = protocol.general.pointing

    def screen(
        self,
        text: str,
        state: State | None,
        choice: str | None = None,
        *,
        judge: Judge | None = None,
        answers: bool = True,
    ) -> tuple[Result, State]:
        """Screen one message of a parent; `choice` is the button it came from, if any.

        An emergency that the judge is not sure of is held: its signs are only a maybe until `settle`, which must follow.
        Questions that a plain message gave rise to are not put. answers: False leaves the open question to a later message.
        """
        before = {**take_up(state), "spare": []}
        question = self._answering.open_question(before)
        if choice is None and question and answers:
            choice = typed_label(question, text)
        reading = self._read_of_the_child(before, self._reader(text))
        read = partial(self._read, text, reading, choice=choice, answers=answers)
        if judge is None:
            before["muted"] = []
        result, after = read(before)
        if judge is None:
            return result, after
        if unsure := self._unsure_of(text, before, result, judge):
            held, after = read({**before, "muted": []}, hold=unsure)
            return {**held, "held": _missing(result, held)}, after
        spare = self._spare(text, reading, before, result)
        muted = spare if judge.is_plain(text, result) else []
        if muted != before["muted"]:
            result, after = read({**before, "muted": muted})
        return result, {**after, "spare": spare}

    def _is_the_child(self, state: State, reading: Reading) -> bool:
        return is_the_child(state, reading, self.counts, self._plain.calm_signs)

    def _read_of_the_child(self, state: State, reading: Reading) -> Reading:
        """What is said of a small child that hits tells nothing of a grown-up."""
        return without_the_child(reading) if self._is_the_child(state, reading) else reading

    def _unsure_of(self, text: str, before: State, result: Result, judge: Judge) -> Container[str]:
        """The signs that must wait for the layer; none when what was found may be told at once.

        An ill child can be sure while «slår» beside it is not: then only what makes the crisis waits. What makes an urgent
        crisis acute that is open already never does: «jeg fant en eske med piller» means little by itself.
        """
        if not _is_news(result, before):
            return ()
        if not judge.is_sure(text, result):
            return self._judged - self._signs_of(_grown(result, before))
        if result["crisis"] and not judge.is_sure_of_crisis(text, result):
            return self._crisis_alone - self._signs_of(_grown(result, before))
        return ()

    def _signs_of(self, rules: set[str]) -> set[str]:
        """The signs that the levels of these rules look at."""
        conditions = self._protocol.conditions.items()
        return {
            sign
            for (rule, kind, _), one in conditions
            if kind == "levels" and rule in rules
            for sign in one.signs
        }

    def _spare(self, text: str, reading: Reading, before: State, result: Result) -> list[str]:
        """Which questions are not put after this message if it is plain: without worry those that it alone gave rise to, else none.

        «seks uker» is plain, but what it makes of an earlier «varm» is asked about, and so is what an answer leads to. The
        age is always asked where it could make RED of what was told: a parent may not think of telling it.
        """
        if not (result["ask"] or before["muted"]) or self._tells_worry(reading):
            return []
        if before["open"] or result["answered"] or result["unread"] or not result["ask"]:
            return list(before["muted"])
        earlier = {one.question for one in self._outcomes.wanted(before, before["level"])}
        _, alone = self._read(text, reading, new_state())
        new = [one.question for one in self._outcomes.wanted(alone, alone["level"]) if not self._always(one)]
        return [*before["muted"], *(one for one in result["ask"] if one in new and one not in earlier)]

    def _tells_worry(self, reading: Reading) -> bool:
        """«Noe er galt med babyen», «hun er dårlig»: a parent's own word for it is asked about, however little else is told."""
        return any(mention.sign in self._ill and self.counts(mention) for mention in reading.mentions)

    def _always(self, wanted: Wanted) -> bool:
        return wanted.possible == "RED" and self._protocol.questions[wanted.question].kind == "age"

    def _read(
        self,
        text: str,
        reading: Reading,
        before: State,
        *,
        choice: str | None = None,
        hold: Container[str] = (),
        answers: bool = True,
    ) -> tuple[Result, State]:
        state = take_up(before)
        question = self._answering.open_question(state)
        state["language"], state["spoken"] = guess_language(
            reading.tokens, state["language"], state["spoken"]
        )
        state["baby"] = state["baby"] or self._plain.tells_baby(reading)
        told = self._uptake.take(state, reading, age_asked=question is not None and question.kind == "age")
        if hold:
            told -= hold_back(state, before, {sign for sign in told if sign in hold})
        answer = self._answering.read(state, reading, choice) if answers else Answer()
        self._answering.take_on_the_way(state, reading)
        told |= answer.told | self._left_open(state)
        return self._result(state, reading, told, answer, len(text)), state

    def _count_pointing(self, state: State, reading: Reading, description: Description) -> None:
        """One more message that points to what a question is about, by its words or by a likeness."""
        seen = self._uptake.present(reading) | {*description.signs}
        for pointing in self._pointing:
            if seen & {*pointing.seen}:
                state["pointed"][pointing.question] = state["pointed"].get(pointing.question, 0) + 1

    def _left_open(self, state: State) -> set[str]:
        """What counts because a question stayed unread twice while several messages pointed to it: its text is shown after all."""
        told = {
            pointing.sign
            for pointing in self._pointing
            if state["pointed"].get(pointing.question, 0) >= pointing.times
            and state["answers"].get(pointing.question) == "unknown"
            and not (pointing.unless_calmed and pointing.question in state["closed"])
            and state["parent"]["signs"].get(pointing.sign) != "yes"
        }
        return self._uptake.take_described(state, sorted(told))

    def settle(self, text: str, state: State | None, description: Description | None) -> tuple[Result, State]:
        """Take in what the statistical layer made of a message; None: there is no such layer now, or it failed.

        What was held counts when the layer confirms it or is not there; what the layer found itself are signs too.
        """
        state = take_up(state)
        reading = self._reader(text)
        the_child_hits = self._is_the_child(state, reading)
        reading = self._read_of_the_child(state, reading)
        held = list(state["held"])  # the rules found an emergency in these very words
        told = settle_held(state, lambda sign: description is None or self._confirmed(sign, description))
        for sign in {sign for _, sign in held} - told:
            # what such words answered on the way is in doubt with them, and may be asked
            state["answers"].pop(self._protocol.signs[sign].question, None)
        where, quietly = None, False
        spare, state["spare"] = state["spare"], []
        if description is None or description.signs:
            state["muted"] = []
        elif description.plain and spare:
            state["muted"] = spare
        if description is not None:
            where = description.start, description.end
            acute = self._acute_in(state, reading)
            news = self._news_of(state, reading, description, acute, doubted=bool(held))
            if held:
                news = self._followed_up(state, reading, description, held, news, told)
            if the_child_hits:
                news = softened(news)
            quietly = bool(acute) and not told and not any(self._is_grave(sign) for sign in news)
            told |= self._uptake.take_described(state, news)
            self._count_pointing(state, reading, description)
            told |= self._left_open(state)
        return self._result(state, reading, told, Answer(), len(text), where, quietly=quietly), state

    def _followed_up(
        self,
        state: State,
        reading: Reading,
        description: Description,
        held: list[list[str]],
        news: list[str],
        told: set[str],
    ) -> list[str]:
        """`news`, and what sees to it that nothing the rules find urgent ends in silence: a question about a crisis that the
        layer did not bear out, a maybe for such an illness of which no other question would follow."""
        believed = self._believed(state, held)
        if description.like_a_crisis >= HARDLY:
            state["doubted"] += self._doubted(state, reading, believed)
        if told or news or self._outcomes.wanted(state, state["level"]):
            return news
        return self._unanswered(reading, believed, description)

    def _doubted(self, state: State, reading: Reading, believed: State) -> list[str]:
        """The urgent crises that words of this message tell of and the layer did not bear out."""
        before = {*state["crisis"], *state["doubted"]}
        told = _told_in(reading, self._outcomes.crises(everybody(believed)))
        borne_out = {one.rule.id for one in self._outcomes.crises(everybody(state))} | before
        return [
            one.rule.id for one in told if RANK[one.level] >= RANK["ORANGE"] and one.rule.id not in borne_out
        ]

    def _unanswered(self, reading: Reading, believed: State, description: Description) -> list[str]:
        """A maybe for an illness that words of this message make urgent, unless the message hardly looks like illness and the
        words are of no danger to life: «Bambi. Moren dør»."""
        least = "RED" if description.scores.get("not_green", 1.0) < HARDLY_ILL else "ORANGE"
        medical = [one for profile in profiles(believed) for one in self._outcomes.medical(profile)]
        urgent = [one for one in _told_in(reading, medical) if RANK[one.level] >= RANK[least]]
        return [MAYBE] if urgent else []

    def _believed(self, state: State, held: list[list[str]]) -> State:
        """The state as it would be had the layer borne out these signs."""
        believed = take_up(state)
        for name, sign in held:
            people(believed)[name]["signs"][sign] = "yes"
        return believed

    def _confirmed(self, sign: str, description: Description) -> bool:
        """An ill child makes no crisis of a word: «slår» beside a fever waits for the crisis itself."""
        return description.confirms_crisis if sign in self._crisis_alone else description.confirms

    def _acute_in(self, state: State, reading: Reading) -> set[str]:
        """The acute crises that words of this message are a reason for: their text has been shown."""
        crises = _told_in(reading, self._outcomes.crises(everybody(state)))
        return {held.rule.id for held in crises if held.level == "RED"}

    def _is_grave(self, sign: str) -> bool:
        """Whether a likeness says more than an acute crisis beside it; a lesser crisis is for the veileder to see alone."""
        return sign in self._likeness or sign in self._acute_likeness

    def _news_of(
        self, state: State, reading: Reading, description: Description, acute: set[str], *, doubted: bool
    ) -> list[str]:
        """The described signs that say more than the message's own words: a danger that has a name needs no likeness beside it,
        and an acute crisis none to itself. A likeness alone makes one mild sign no more than a maybe, and no crisis; of one thing
        in a line, where the rules name no danger, it makes illness, violence and shaking a maybe. doubted: the rules found an
        emergency in it that was held.

        Only this message counts. What was found earlier says nothing about what is told now.
        """
        medical = [held for profile in profiles(state) for held in self._outcomes.medical(profile)]
        highest = max((RANK[held.level] for held in _told_in(reading, medical)), default=-1)

        def is_news(sign: str) -> bool:
            if sign in self._likeness:
                level = self._likeness[sign]
                clear = highest < RANK["ORANGE"] or level != "RED" or description.scores["red"] >= CLEAR_RED
                return highest < RANK[level] and clear
            return self._acute_likeness.get(sign) not in acute

        calmed = self._calmed(state, reading)
        news = [sign for sign in description.signs if is_news(sign) and sign not in calmed]
        if says_little(self._mild, state, reading):
            return [MAYBE] if any(sign in self._likeness for sign in news) else []
        going_on = MAYBE in news and self._goes_on_about_a_crisis(state, reading)
        if going_on or tells_long_ago(reading):
            return list(dict.fromkeys(MAYBE if sign in self._likeness else sign for sign in news))
        named = doubted or highest >= RANK["ORANGE"]  # the rules say danger too: the likeness is not alone
        return self._asked_about(news) if not named and says_one_thing(self._mild, state, reading) else news

    def _goes_on_about_a_crisis(self, state: State, reading: Reading) -> bool:
        """«Han åpner ikke» from a parent locked out by a violent partner: a line without a sign of its own belongs to the acute crisis
        that was told. Where the layer is not even sure that anybody is ill, its likeness does not take the place of that number."""
        acute = {number for level, number in state["crisis"].values() if level == "RED"}
        signs = self._uptake.present(reading) - {*self._plain.calm_signs}
        return bool(acute) and "113" not in acute and not signs

    def _calmed(self, state: State, reading: Reading) -> Container[str]:
        """The likenesses that a line which calms or denies is not asked about: «han har det greit på skolen»."""
        told = any(RANK[level] >= RANK["ORANGE"] for level, _ in state["crisis"].values())
        calms = not told and self._plain.reassures(reading, self._uptake.present(reading))
        return self._protocol.general.calmed if calms else ()

    def _asked_about(self, news: list[str]) -> list[str]:
        """The same, with an illness, violence and shaking no more than a maybe: what is only asked about."""
        maybe = dict.fromkeys([*self._likeness, SHAKING], MAYBE) | {VIOLENCE: MAYBE_VIOLENCE}
        return list(dict.fromkeys(maybe.get(sign, sign) for sign in news))

    def timed_out(self, state: State | None) -> tuple[Result, State]:
        """Nobody answered the open question in time: the careful case."""
        state = take_up(state)
        question = self._answering.open_question(state)
        answer = self._answering.be_careful(state, question, silent=True) if question else Answer()
        told = set(answer.told) | self._left_open(state)
        return self._result(state, self._reader(""), told, answer, 0), state

    def ask(self, state: State | None, question_id: str) -> State:
        """A question has been put to the parent; asking the same again keeps the count of tries."""
        state = take_up(state)
        if question_id not in self._protocol.questions:
            raise KeyError(question_id)
        if state["open"] != question_id:
            state["open"], state["tries"], state["aside"], state["well"] = question_id, 0, 0, False
        if question_id not in state["asked"]:
            state["asked"].append(question_id)
            self._note_cause(state, question_id)
        return state

    def _note_cause(self, state: State, question_id: str) -> None:
        """Whether something told gave rise to the question, or only a likeness; one put in place of another has the other's cause."""
        question = self._protocol.questions[question_id]
        others = self._protocol.questions.values()
        instead_of = [one.id for one in others if one.asleep == question_id and one.id in state["asked"]]
        if question.careful is None:
            return
        if question_id in state["instead"] and instead_of:
            caused = any(one in state["caused"] for one in instead_of)
            guessed = all(one in state["guessed"] for one in instead_of if one in state["caused"])
        else:
            caused = self._has_cause(state, question_id)
            guessed = not self._has_cause(_without_likenesses(state), question_id)
        if caused:
            state["caused"].append(question_id)
        if caused and guessed:
            state["guessed"].append(question_id)

    def _has_cause(self, state: State, question_id: str) -> bool:
        """Whether a rule wants the question for what was told, or the child was said to be ill."""
        wanted = {one.question for one in self._outcomes.wanted(state, state["level"])}
        ill = any(child["signs"].get(sign) == "yes" for child in state["children"] for sign in self._ill)
        return ill or question_id in wanted

    def counts(self, mention: Mention) -> bool:
        """Whether a mention makes its sign hold."""
        return self._uptake.counts(mention)

    def _result(
        self,
        state: State,
        reading: Reading,
        told: set[str],
        answer: Answer,
        length: int,
        where: tuple[int, int] | None = None,
        *,
        quietly: bool = False,
    ) -> Result:
        """quietly: what is new is for the veileder; the parent has read the text of something graver."""
        medical = [held for profile in profiles(state) for held in self._outcomes.medical(profile)]
        crises = self._outcomes.crises(everybody(state))
        risen = _remember(state, medical, crises)
        help_told = [mention for mention in reading.mentions if mention.sign in self._help]
        helped = any(map(self.counts, help_told))
        if help_told and emergency(state, self._protocol):
            state["helped"] = helped  # «ambulansen kommer ikke» takes it back
        findings = placed(reading, told, medical, where or (0, length), risen)
        crisis_found = placed(reading, told, crises, where or (0, length), risen)
        wanted = self._outcomes.wanted(state, state["level"])
        spent = len(state["caused"]) >= self._protocol.general.most_questions
        unsure = spent and _unsure(state, wanted)
        child = youngest(state)
        return {
            "level": state["level"],
            "emergency": emergency(state, self._protocol),
            "findings": [finding(one) for one in findings] + self._set_aside(reading),
            "crisis": [crisis(one) for one in crisis_found],
            "ask": [] if spent or state["level"] == "RED" else [one.question for one in wanted],
            "answers": dict(state["answers"]),
            "answered": answer.answered,
            "unread": answer.unread,
            "show": None
            if quietly
            else show(
                state,
                [*findings, *crisis_found],
                answer.careful or unsure,
                self._protocol,
                helped=helped,
            ),
            "age_months": child["age"],
            "temperature": child["facts"].get("temperature", state["parent"]["facts"].get("temperature")),
            "possible_red": _possible_red(state, wanted),
            "language": state["language"],
            "held": [],
            "signs": self._told_signs(reading),
        }

    def _told_signs(self, reading: Reading) -> list[str]:
        """Every sign that was mentioned and how, as names: what the statistical layer looks at beside the text."""
        told = set[str]()
        for mention in reading.mentions:
            how = mention.told
            denied = "denied" if how.negated else "said"
            counts = "counts" if self.counts(mention) else "aside"
            told |= {mention.sign, f"{mention.sign} {how.about} {how.when} {denied} {counts}"}
        return sorted(told)

    def _set_aside(self, reading: Reading) -> list[dict[str, Any]]:
        aside = [
            mention
            for mention in reading.mentions
            if not self.counts(mention) and mention.sign in self._first_rule
        ]
        return [set_aside(mention, self._first_rule[mention.sign]) for mention in aside]


def _without_likenesses(state: State) -> State:
    """The state by what was told in words alone."""
    told = take_up(state)
    for person in people(told).values():
        person["signs"] = {
            sign: how for sign, how in person["signs"].items() if not sign.startswith(DESCRIBED)
        }
    return told


def _first_rules(protocol: Protocol) -> dict[str, str]:
    """For each sign the first rule whose levels look at it."""
    first: dict[str, str] = {}
    for (rule, kind, _), condition in protocol.conditions.items():
        if kind == "levels":
            for sign in condition.signs:
                first.setdefault(sign, rule)
    return first


def _likeness(protocol: Protocol) -> dict[str, str]:
    """The level that each medical sign of the statistical layer stands for; a mere maybe stands for ORANGE."""
    maybe = {sign: "ORANGE" for sign in protocol.general.alone if sign.startswith(DESCRIBED)}
    return maybe | {
        sign: protocol.rules[rule].levels[number].level
        for (rule, kind, number), condition in protocol.conditions.items()
        if kind == "levels" and not protocol.rules[rule].crisis
        for sign in condition.signs
        if sign.startswith(DESCRIBED)
    }


def _acute_likeness(protocol: Protocol) -> dict[str, str]:
    """The crisis signs of the statistical layer that stand by themselves for something acute, with their rules."""
    return {
        sign: rule
        for (rule, kind, number), condition in protocol.conditions.items()
        if kind == "levels"
        and protocol.rules[rule].crisis
        and protocol.rules[rule].levels[number].level == "RED"
        for sign in condition.signs
        if sign.startswith(DESCRIBED) and condition.holds(frozenset((sign,)), {})
    }


def _only_in(protocol: Protocol, chosen: Callable[[Rule], bool]) -> set[str]:
    """The signs that none but the chosen rules look at."""
    looked_at: dict[bool, set[str]] = {True: set(), False: set()}
    for (rule, kind, _), condition in protocol.conditions.items():
        if kind == "levels":
            looked_at[chosen(protocol.rules[rule])] |= condition.signs
    return looked_at[True] - looked_at[False]


def _told_in(reading: Reading, held: list[Held]) -> list[Held]:
    """Those that words of this very message are a reason for."""
    told = {mention.sign for mention in reading.mentions if not mention.told.negated}
    told |= {fact.name for fact in reading.facts}
    return [one for one in held if told & (one.signs | one.facts)]


def _remember(state: State, medical: list[Held], crises: list[Held]) -> set[str]:
    """Levels that were reached stay reached; gives the rules that rose now."""
    before = {**state["rules"], **{rule: level for rule, (level, _) in state["crisis"].items()}}
    for held in medical:
        state["rules"][held.rule.id] = _higher(state["rules"].get(held.rule.id, "GREEN"), held.level)
        state["level"] = _higher(state["level"], held.level)
    for held in crises:
        if RANK[held.level] > RANK[before.get(held.rule.id, "GREEN")] or held.rule.id not in before:
            state["crisis"][held.rule.id] = [held.level, held.number]
    return {
        held.rule.id
        for held in [*medical, *crises]
        if RANK[held.level] > RANK[before.get(held.rule.id, "GREEN")]
    }


def _is_news(result: Result, before: State) -> bool:
    """Whether words (no answer to a safety question) made something urgent, or a crisis, that was not there before."""
    if result["answered"] or result["unread"]:
        return False
    if any(one["rule"] not in before["crisis"] for one in result["crisis"]):
        return True
    levels = {held for held, _ in before["crisis"].values()} | {before["level"]}
    show = result["show"]
    return show is not None and RANK[show["level"]] >= RANK["ORANGE"] and show["level"] not in levels


def _grown(result: Result, before: State) -> set[str]:
    """The crises that are acute now and were urgent before this message."""
    acute = {one["rule"] for one in result["crisis"] if one["level"] == "RED"}
    return {rule for rule in acute if before["crisis"].get(rule, [""])[0] == "ORANGE"}


def _missing(first: Result, second: Result) -> list[dict[str, Any]]:
    """The findings and crises of the first result that the second lacks."""
    there = {one["rule"] for one in [*second["findings"], *second["crisis"]] if one.get("counts", True)}
    found = [one for one in first["findings"] if one["counts"]] + [
        {**one, "counts": True} for one in first["crisis"]
    ]
    return [one for one in found if one["rule"] not in there]


def _higher(one: str, other: str) -> str:
    return one if RANK[one] >= RANK[other] else other


def _unsure(state: State, wanted: list[Wanted]) -> bool:
    """After the last question (G10): something urgent may hide in what was not asked, and the answers do not calm.

    Three clear and calming answers are not turned into an alarm by a fourth question that nobody put.
    """
    asked = {*state["caused"]} - {*state["closed"]}
    unclear = any(state["answers"].get(question) == "unknown" for question in asked)
    least = "ORANGE" if unclear else "RED"
    return any(RANK[one.possible] >= RANK[least] for one in wanted)


def _possible_red(state: State, wanted: list[Wanted]) -> bool:
    """Whether a possible RED hangs on a question that is wanted or stands open."""
    return state["level"] != "RED" and any(one.possible == "RED" for one in wanted)
