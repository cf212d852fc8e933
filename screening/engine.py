"""One message on one state: signs and facts taken up, rules worked out, what to show and what to ask."""

from typing import Any

from screening.answers import bare_temperature, yes_no
from screening.language.guess import guess_language
from screening.outcome import Held, Outcomes, Wanted, everybody, profiles
from screening.protocol import Protocol
from screening.protocol_models import NUMBER_ORDER, RANK, Question
from screening.reading import Mention, Reader, Reading
from screening.state import State, age_near, child_of, take_ages, take_facts, take_up, youngest

Result = dict[str, Any]
CAREFUL = "careful"
_FEVER_SIGN, _FEVER_FROM = "fever", 38.0


class Engine:
    """Pure: takes text and state, gives result and a new state."""

    def __init__(self, protocol: Protocol, reader: Reader) -> None:
        self._protocol = protocol
        self._reader = reader
        self._outcomes = Outcomes(protocol)
        self._first_rule = _first_rules(protocol)

    def screen(self, text: str, state: State | None, choice: str | None = None) -> tuple[Result, State]:
        """Screen one message of a parent; `choice` is the button it came from, if any."""
        state = take_up(state)
        reading = self._reader(text)
        question = self._protocol.questions.get(state["open"] or "")
        state["language"] = guess_language(reading.tokens, state["language"])
        take_ages(state, reading, asked=bool(question and question.kind == "age"))
        told = self._take_signs(state, reading)
        take_facts(state, reading, [m for m in reading.mentions if m.told.about == "parent"])
        self._fever_of(state)
        told |= {fact.name for fact in reading.facts} | ({"age_months"} if reading.ages else set())
        answered, told_by_answer, careful = self._read_answer(state, question, reading, choice)
        self._take_answers(state, reading)
        unread = question.id if question and answered is None else None
        return self._finish(state, reading, told | told_by_answer, answered, unread, careful, len(text))

    def timed_out(self, state: State | None) -> tuple[Result, State]:
        """Nobody answered the open question in time: the careful case."""
        state = take_up(state)
        question = self._protocol.questions.get(state["open"] or "")
        told = self._be_careful(state, question) if question else set()
        return self._finish(
            state, self._reader(""), told, None, question.id if question else None, bool(question), 0
        )

    def ask(self, state: State | None, question_id: str) -> State:
        """A question has been put to the parent."""
        state = take_up(state)
        if question_id not in self._protocol.questions:
            raise KeyError(question_id)
        if state["open"] != question_id:
            state["open"], state["tries"] = question_id, 0
        if question_id not in state["asked"]:
            state["asked"].append(question_id)
        return state

    def _take_signs(self, state: State, reading: Reading) -> set[str]:
        """Put the message's signs on the people they belong to; gives the signs told as present."""
        present: set[str] = set()
        for mention in reading.mentions:
            if self.counts(mention):
                self._person(state, reading, mention)["signs"][mention.sign] = "yes"
                present.add(mention.sign)
        for mention in reading.mentions:
            if mention.sign in present or mention.told.unreal:
                continue
            if not self._is_about(mention):
                continue
            signs = self._person(state, reading, mention)["signs"]
            if mention.told.negated and not mention.told.doubt and mention.told.when == "now":
                signs[mention.sign] = "no"
            elif signs.get(mention.sign) != "yes" and (
                mention.told.when == "hypothetical" or mention.told.doubt
            ):
                signs[mention.sign] = "maybe"
        return present

    def counts(self, mention: Mention) -> bool:
        """Whether a mention makes its sign hold: now (or sticky), not denied, about somebody who counts."""
        told = mention.told
        if (
            told.unreal
            or told.negated
            or told.doubt
            or told.when == "hypothetical"
            or not self._is_about(mention)
        ):
            return False
        return told.when == "now" or self._protocol.signs[mention.sign].sticky

    def _is_about(self, mention: Mention) -> bool:
        sign = self._protocol.signs[mention.sign]
        return sign.done_to_child or mention.told.about == "unclear" or mention.told.about in sign.about

    def _person(self, state: State, reading: Reading, mention: Mention) -> dict[str, Any]:
        about, allowed = mention.told.about, self._protocol.signs[mention.sign].about
        if self._protocol.signs[mention.sign].done_to_child:
            about = "child"
        elif about == "unclear":
            about = "child" if "child" in allowed else allowed[0]
        if about == "child":
            return child_of(state, age_near(reading, mention.first))
        person: dict[str, Any] = state[about]
        return person

    def _fever_of(self, state: State) -> None:
        """A measured 38.0 or more is fever, whatever it was called."""
        if _FEVER_SIGN not in self._protocol.signs:
            return
        for person in [*state["children"], state["parent"]]:
            if person["facts"].get("temperature", 0) >= _FEVER_FROM:
                person["signs"][_FEVER_SIGN] = "yes"

    def _read_answer(
        self, state: State, question: Question | None, reading: Reading, choice: str | None
    ) -> tuple[str | None, set[str], bool]:
        """(answered question, signs told by the answer, careful case) for the open question."""
        if question is None:
            return None, set(), False
        value = self._answer_value(state, question, reading, choice)
        if value is not None:
            state["open"], state["tries"] = None, 0
            return question.id, self._apply(state, question, value), False
        state["tries"] += 1
        if state["tries"] < 2:
            return None, set(), False
        return None, self._be_careful(state, question), True

    def _answer_value(
        self, state: State, question: Question, reading: Reading, choice: str | None
    ) -> str | None:
        values = [one.value for one in question.choices]
        if choice is not None and choice in values:
            return choice
        if question.kind == "age":
            if reading.ages:
                return _text(youngest(state)["age"])
            return "unknown" if yes_no(reading.tokens) == "unknown" else None
        if question.kind == "temperature":
            return self._temperature_answer(state, reading, values)
        told = self._told_choice(question, reading)
        if told is not None:
            return told
        said = yes_no(reading.tokens)
        return said if said in values else None

    def _temperature_answer(self, state: State, reading: Reading, values: list[str]) -> str | None:
        bare = bare_temperature(reading.tokens)
        if bare is not None:
            youngest(state)["facts"]["temperature"] = bare
            self._fever_of(state)
        value = (
            youngest(state)["facts"].get("temperature")
            if bare is not None or any(f.name == "temperature" for f in reading.facts)
            else None
        )
        if value is not None:
            return _text(value)
        said = yes_no(reading.tokens)
        return said if said in values or said == "unknown" else None

    def _told_choice(self, question: Question, reading: Reading) -> str | None:
        """The choice whose own sign this message tells in so many words; the most careful first."""
        present = self._present(reading)
        return next((one.value for one in question.choices if one.sign in present), None)

    def _present(self, reading: Reading) -> set[str]:
        return {mention.sign for mention in reading.mentions if self.counts(mention)}

    def _apply(self, state: State, question: Question, value: str) -> set[str]:
        state["answers"][question.id] = value
        choice = next((one for one in question.choices if one.value == value), None)
        child = youngest(state)
        if question.kind == "age" and _is_number(value):
            child["age"] = float(value)
            return {"age_months"}
        if question.kind == "temperature" and _is_number(value):
            child["facts"]["temperature"] = float(value)
            self._fever_of(state)
            return {"temperature"}
        if choice is None:
            return set()
        for sign in choice.denies:
            child["signs"][sign] = "no"
        if choice.sign:
            child["signs"][choice.sign] = "yes"
        return {choice.sign} if choice.sign else set()

    def _be_careful(self, state: State, question: Question) -> set[str]:
        """Nobody can read the answer: what the question calls careful counts as told."""
        state["open"], state["tries"] = None, 0
        state["answers"][question.id] = "unknown"
        youngest(state)["signs"][question.careful] = "yes"
        return {question.careful}

    def _take_answers(self, state: State, reading: Reading) -> None:
        """A message can answer several safety questions at once, by its ages, temperatures and signs."""
        present = self._present(reading)
        for question in self._protocol.questions.values():
            if question.kind == "age" and reading.ages:
                state["answers"][question.id] = _text(youngest(state)["age"])
            elif question.kind == "temperature" and any(fact.name == "temperature" for fact in reading.facts):
                state["answers"][question.id] = _text(youngest(state)["facts"].get("temperature"))
            elif question.kind in {"yes_no", "choice"}:
                value = next((one.value for one in question.choices if one.sign in present), None)
                if value is not None:
                    state["answers"][question.id] = value

    def _finish(
        self,
        state: State,
        reading: Reading,
        told: set[str],
        answered: str | None,
        unread: str | None,
        careful: bool,
        length: int,
    ) -> tuple[Result, State]:
        medical = [held for profile in profiles(state) for held in self._outcomes.medical(profile)]
        crises = self._outcomes.crises(everybody(state))
        for held in medical:
            state["rules"][held.rule.id] = _higher(state["rules"].get(held.rule.id, "GREEN"), held.level)
            state["level"] = _higher(state["level"], held.level)
        for held in crises:
            _note_crisis(state, held)
        wanted = self._outcomes.wanted(state, state["level"])
        over_budget = len(state["asked"]) >= self._protocol.general.most_questions and bool(wanted)
        findings = _spans(reading, told, medical, length)
        crisis = _spans(reading, told, crises, length)
        show = self._show(
            state,
            [*findings, *crisis],
            careful or (over_budget and RANK[wanted[0].possible] >= RANK["ORANGE"]),
        )
        asks = [] if over_budget or state["level"] == "RED" else [one.question for one in wanted]
        result = {
            "level": state["level"],
            "emergency": _emergency(state, self._protocol),
            "findings": [_finding(held, span) for held, span in findings] + self._set_aside(reading),
            "crisis": [
                {"rule": h.rule.id, "level": h.level, "number": h.number, "start": s, "end": e}
                for h, (s, e) in crisis
            ],
            "ask": asks,
            "answers": dict(state["answers"]),
            "answered": answered,
            "unread": unread,
            "show": show,
            "age_months": youngest(state)["age"],
            "temperature": youngest(state)["facts"].get(
                "temperature", state["parent"]["facts"].get("temperature")
            ),
            "possible_red": self._possible_red(state, wanted),
            "language": state["language"],
        }
        return result, state

    def _possible_red(self, state: State, wanted: list[Wanted]) -> bool:
        """Whether a possible RED hangs on a question: one that is wanted, or the one that stands open."""
        return state["level"] != "RED" and any(one.possible == "RED" for one in wanted)

    def _set_aside(self, reading: Reading) -> list[dict[str, Any]]:
        """Mentions that do not count, each under the first rule that looks at its sign."""
        result = []
        for mention in reading.mentions:
            rule = None if self.counts(mention) else self._rule_of(mention.sign)
            if rule is not None:
                about = (
                    "other"
                    if mention.told.about == "other"
                    else ("child" if mention.told.about == "unclear" else mention.told.about)
                )
                when = "hypothetical" if mention.told.doubt else mention.told.when
                result.append(
                    {
                        "rule": rule,
                        "level": "GREEN",
                        "start": mention.start,
                        "end": mention.end,
                        "counts": False,
                        "negated": mention.told.negated,
                        "about": about,
                        "when": when,
                    }
                )
        return result

    def _rule_of(self, sign: str) -> str | None:
        return self._first_rule.get(sign)

    def _show(
        self, state: State, found: list[tuple[Held, tuple[int, int]]], careful: bool
    ) -> dict[str, Any] | None:
        """The one fixed text for this message: highest level, then priority, then first in the text."""
        best = min(
            found, key=lambda one: (-RANK[one[0].level], -one[0].rule.priority, one[1][0]), default=None
        )
        highest = max(
            [state["level"], *(level for level, _ in state["crisis"].values())], key=RANK.__getitem__
        )
        if best is None or (careful and RANK[best[0].level] < RANK["ORANGE"]):
            return (
                {"rule": CAREFUL, "full": True, "level": "ORANGE", "variant": 0}
                if careful and RANK[highest] < RANK["RED"]
                else None
            )
        rule, level = best[0].rule.id, best[0].level
        shown = state["shown"].get(rule)
        fresh = shown is None or RANK[level] > RANK[shown]
        if fresh and RANK[level] >= max((RANK[one] for one in state["shown"].values()), default=0):
            state["shown"][rule] = level
            return {"rule": rule, "full": True, "level": level, "variant": 0}
        top = max(state["shown"], key=lambda one: RANK[state["shown"][one]]) if state["shown"] else rule
        state["short"] += 1
        return {
            "rule": top,
            "full": False,
            "level": state["shown"].get(top, level),
            "variant": state["short"] - 1,
        }


def _first_rules(protocol: Protocol) -> dict[str, str]:
    """For each sign the first rule that looks at it."""
    first: dict[str, str] = {}
    for (rule, kind, _), condition in protocol.conditions.items():
        if kind == "levels":
            for sign in condition.signs:
                first.setdefault(sign, rule)
    return first


def _text(value: float | None) -> str:
    return "unknown" if value is None else f"{value:g}"


def _is_number(value: str) -> bool:
    return value.replace(".", "", 1).isdigit()


def _higher(one: str, other: str) -> str:
    return one if RANK[one] >= RANK[other] else other


def _note_crisis(state: State, held: Held) -> None:
    before = state["crisis"].get(held.rule.id)
    if before is None or RANK[held.level] > RANK[before[0]]:
        state["crisis"][held.rule.id] = [held.level, held.number]


def _emergency(state: State, protocol: Protocol) -> str | None:
    """The one number to ring first over level and crises."""
    numbers = {
        number for level, number in state["crisis"].values() if number and RANK[level] >= RANK["ORANGE"]
    }
    for rule, level in state["rules"].items():
        if RANK[level] == RANK[state["level"]]:
            entry = next((one for one in protocol.rules[rule].levels if one.level == level), None)
            own = (entry.number if entry else None) or protocol.rules[rule].number
            numbers |= {own} if own and RANK[level] >= RANK["ORANGE"] else set()
    if state["level"] == "RED":
        numbers.add("113")
    if state["level"] == "ORANGE":
        numbers.add("116117")
    return next((number for number in NUMBER_ORDER if number in numbers), None)


def _spans(
    reading: Reading, told: set[str], held: list[Held], length: int
) -> list[tuple[Held, tuple[int, int]]]:
    """The rules that this message told something about, with where; in the order of the text."""
    result = []
    for one in held:
        names = (one.signs | one.facts) & told
        if names:
            result.append((one, _span(reading, names, length)))
    return sorted(result, key=lambda item: (item[1][0], -item[0].rule.priority))


def _span(reading: Reading, names: frozenset[str] | set[str], length: int) -> tuple[int, int]:
    """Where the first of these signs or facts stands; the whole message when it was told by an answer."""
    told = [m for m in reading.mentions if m.sign in names and not m.told.negated]
    places = [(m.start, m.end) for m in told]
    places = places or [reading.offsets(f.first, f.last) for f in reading.facts if f.name in names]
    if not places and "age_months" in names:
        places = [reading.offsets(age.first, age.last) for age in reading.ages]
    return min(places, default=(0, length))


def _finding(held: Held, span: tuple[int, int]) -> dict[str, Any]:
    return {
        "rule": held.rule.id,
        "level": held.level,
        "start": span[0],
        "end": span[1],
        "counts": True,
        "negated": False,
        "about": held.who,
        "when": "now",
    }
