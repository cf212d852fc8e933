"""One message on one state: what is told is taken up, the rules are worked out, what to show and ask follows."""

from typing import Any

from screening.answering import Answer, Answering
from screening.language.guess import guess_language
from screening.outcome import Held, Outcomes, Wanted, everybody, profiles
from screening.presenting import crisis, emergency, finding, placed, set_aside, show
from screening.protocol import Protocol
from screening.protocol_models import RANK
from screening.reading import Mention, Reader, Reading
from screening.state import State, take_up, youngest
from screening.uptake import Uptake

Result = dict[str, Any]


class Engine:
    """Pure: takes text and state, gives result and a new state."""

    def __init__(self, protocol: Protocol, reader: Reader) -> None:
        self._protocol = protocol
        self._reader = reader
        self._outcomes = Outcomes(protocol)
        self._uptake = Uptake(protocol)
        self._answering = Answering(protocol, self._uptake)
        self._first_rule = _first_rules(protocol)
        self._ill = protocol.general.ill

    def screen(self, text: str, state: State | None, choice: str | None = None) -> tuple[Result, State]:
        """Screen one message of a parent; `choice` is the button it came from, if any."""
        state = take_up(state)
        reading = self._reader(text)
        question = self._answering.open_question(state)
        state["language"] = guess_language(reading.tokens, state["language"])
        told = self._uptake.take(state, reading, age_asked=question is not None and question.kind == "age")
        answer = self._answering.read(state, reading, choice)
        self._answering.take_on_the_way(state, reading)
        return self._result(state, reading, told | answer.told, answer, len(text)), state

    def timed_out(self, state: State | None) -> tuple[Result, State]:
        """Nobody answered the open question in time: the careful case."""
        state = take_up(state)
        question = self._answering.open_question(state)
        answer = self._answering.be_careful(state, question) if question else Answer()
        return self._result(state, self._reader(""), set(answer.told), answer, 0), state

    def ask(self, state: State | None, question_id: str) -> State:
        """A question has been put to the parent; asking the same again keeps the count of tries."""
        state = take_up(state)
        if question_id not in self._protocol.questions:
            raise KeyError(question_id)
        if state["open"] != question_id:
            state["open"], state["tries"] = question_id, 0
        if question_id not in state["asked"]:
            state["asked"].append(question_id)
            state["caused"] += [question_id] if self._has_cause(state, question_id) else []
        return state

    def _has_cause(self, state: State, question_id: str) -> bool:
        """Whether a rule wants the question for what was told, or the child was said to be ill."""
        wanted = {one.question for one in self._outcomes.wanted(state, state["level"])}
        ill = any(child["signs"].get(sign) == "yes" for child in state["children"] for sign in self._ill)
        return ill or question_id in wanted

    def counts(self, mention: Mention) -> bool:
        """Whether a mention makes its sign hold."""
        return self._uptake.counts(mention)

    def _result(self, state: State, reading: Reading, told: set[str], answer: Answer, length: int) -> Result:
        medical = [held for profile in profiles(state) for held in self._outcomes.medical(profile)]
        crises = self._outcomes.crises(everybody(state))
        risen = _remember(state, medical, crises)
        findings = placed(reading, told, medical, length, risen)
        crisis_found = placed(reading, told, crises, length, risen)
        wanted = self._outcomes.wanted(state, state["level"])
        spent = len(state["caused"]) >= self._protocol.general.most_questions
        unsure = spent and _unsure(state, wanted)
        child = youngest(state)
        return {
            "level": state["level"],
            "emergency": emergency(state, self._protocol),
            "findings": [finding(*one) for one in findings] + self._set_aside(reading),
            "crisis": [crisis(*one) for one in crisis_found],
            "ask": [] if spent or state["level"] == "RED" else [one.question for one in wanted],
            "answers": dict(state["answers"]),
            "answered": answer.answered,
            "unread": answer.unread,
            "show": show(state, [*findings, *crisis_found], answer.careful or unsure),
            "age_months": child["age"],
            "temperature": child["facts"].get("temperature", state["parent"]["facts"].get("temperature")),
            "possible_red": _possible_red(state, wanted),
            "language": state["language"],
        }

    def _set_aside(self, reading: Reading) -> list[dict[str, Any]]:
        aside = [
            mention
            for mention in reading.mentions
            if not self.counts(mention) and mention.sign in self._first_rule
        ]
        return [set_aside(mention, self._first_rule[mention.sign]) for mention in aside]


def _first_rules(protocol: Protocol) -> dict[str, str]:
    """For each sign the first rule whose levels look at it."""
    first: dict[str, str] = {}
    for (rule, kind, _), condition in protocol.conditions.items():
        if kind == "levels":
            for sign in condition.signs:
                first.setdefault(sign, rule)
    return first


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


def _higher(one: str, other: str) -> str:
    return one if RANK[one] >= RANK[other] else other


def _unsure(state: State, wanted: list[Wanted]) -> bool:
    """After the last question (G10): something urgent may hide in what was not asked, and the answers do not calm.

    Three clear and calming answers are not turned into an alarm by a fourth question that nobody put.
    """
    unclear = any(state["answers"].get(question) == "unknown" for question in state["caused"])
    least = "ORANGE" if unclear else "RED"
    return any(RANK[one.possible] >= RANK[least] for one in wanted)


def _possible_red(state: State, wanted: list[Wanted]) -> bool:
    """Whether a possible RED hangs on a question that is wanted or stands open."""
    return state["level"] != "RED" and any(one.possible == "RED" for one in wanted)
