"""Answers to safety questions: the open one, and those a message answers on the way."""

from dataclasses import dataclass, field
from itertools import takewhile

from screening.answers import bare_temperature, is_vague, says_well, yes_no
from screening.language.tokens import Token
from screening.plain_answers import PlainAnswers
from screening.protocol import Protocol
from screening.protocol_models import Question
from screening.reading import Reading
from screening.state import State, youngest
from screening.uptake import Uptake

_TRIES = 2
_ASIDE = 2  # questions of the parent's own that are no try at an answer
_BABY = 24.0  # months
_JOINS = frozenset({"og", "men", "and", "but"})
_CHOSEN = frozenset({"yes_no", "choice"})  # kinds of question that a sign can answer
_NEAR = 5  # words from the beginning, among which «nei» and what is denied belong together


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of the open question. told: the signs and facts the answer told."""

    answered: str | None = None
    unread: str | None = None
    careful: bool = False
    told: frozenset[str] = field(default_factory=frozenset)


class Answering:
    """Reads answers by the choices of the protocol's questions. Changes the state it is given."""

    def __init__(self, protocol: Protocol, uptake: Uptake, plain: PlainAnswers) -> None:
        self._questions = protocol.questions
        self._of_kind = {
            kind: [question.id for question in protocol.questions.values() if question.kind == kind]
            for kind in ("age", "temperature")
        }
        self._core = protocol.general.core
        self._help = protocol.general.help
        self._plain = plain
        self._uptake = uptake
        self._bodily = _bodily(protocol)

    def open_question(self, state: State) -> Question | None:
        """The question that stands open, if any."""
        return self._questions.get(state["open"] or "")

    def read(self, state: State, reading: Reading, choice: str | None) -> Answer:
        """Read the message as an answer to the open question; the second unread one is the careful case."""
        question = self.open_question(state)
        if question is None:
            return Answer()
        if choice is None and question.asleep is not None and self._only_sleeps(reading):
            return self._ask_instead(state, question, question.asleep)
        value = self._value(state, question, reading, choice)
        doubts = value == "unknown" and not self._plain.begins_with_no(reading)
        if value is not None and not (doubts and _is_guess(state, question)):
            state["open"], state["tries"] = None, 0
            return Answer(answered=question.id, told=self._apply(state, question, value))
        if self._needs_no_answer(question, reading):
            return self._close(state, question)
        if state["aside"] < _ASIDE and self._only_asks(reading):
            state["aside"] += 1
            return Answer(unread=question.id)
        state["well"] = state["well"] or self._tells_well(question, reading)
        state["tries"] += 1
        if state["tries"] < _TRIES:
            return Answer(unread=question.id)
        if state["well"]:
            return self._close(state, question)
        return self.be_careful(state, question, doubts=doubts)

    def _tells_well(self, question: Question, reading: Reading) -> bool:
        """«Hun er frisk og legger på seg», «nei, hun drikker masse»: no answer, but who is so well gives no alarm by not answering."""
        if question.careful not in self._bodily or self._tells_danger(reading, bodily=False):
            return False
        return self._plain.tells_well(reading)

    def _only_sleeps(self, reading: Reading) -> bool:
        """«Hun sover», «nei, hun sover»; «nei, sover tungt» and «nei, sover fortsatt» agree with the no."""
        if self._plain.begins_with_no(reading) and self._tells_danger(reading, bodily=True):
            return False
        return self._plain.is_asleep(reading)

    def _ask_instead(self, state: State, question: Question, other: str) -> Answer:
        """«Hun sover» to «Får du kontakt?»: whether she wakes is what must be known."""
        state["open"], state["tries"] = None, 0
        state["answers"][question.id] = "unknown"
        state["closed"].append(question.id)
        if other not in state["instead"]:
            state["instead"].append(other)
        state["answers"].pop(other, None)
        return Answer(answered=question.id)

    def _close(self, state: State, question: Question) -> Answer:
        """The question is not put again, and nothing follows of it."""
        state["open"], state["tries"] = None, 0
        state["answers"][question.id] = "unknown"
        state["closed"].append(question.id)
        return Answer()

    def _needs_no_answer(self, question: Question, reading: Reading) -> bool:
        """Thanks, help that is called or on its way, a calm word to what only the layer suggested; and nothing new is told."""
        present = self._uptake.present(reading)
        if present - {*self._help, *self._plain.calm_signs}:
            return False
        if question.careful is None and self._plain.reassures(reading, present):
            return True
        return bool(present & {*self._help}) or self._plain.is_thanks(reading)

    def _only_asks(self, reading: Reading) -> bool:
        """A question of the parent's own that tells nothing is no try at an answer, nor is «3 år» to another question."""
        told = self._uptake.present(reading)
        if self._plain.begins_as_question(reading):
            told -= {*self._plain.calm_signs}
        return (self._plain.is_question(reading) or self._plain.tells_only_a_measure(reading)) and not told

    def be_careful(
        self, state: State, question: Question, *, silent: bool = False, doubts: bool = False
    ) -> Answer:
        """Nobody can read the answer, or nobody answers (`silent`): what the question calls careful counts.

        What could not be read is noted as such: the rules make no alarm of it alone (`Outcomes`). Silence counts as told.

        Where no words gave rise to the question (it is asked of everybody, or for a mere likeness), who goes on about
        something else meant something else: it stays unknown, and nothing follows. Only who does not know («vet ikke»,
        twice: `doubts`), or falls silent, reads the shared careful text. Nor does anything follow of an age that was
        asked for so: the other questions come.
        """
        state["open"], state["tries"] = None, 0
        state["answers"][question.id] = "unknown"
        if question.careful is None:
            return Answer(unread=question.id)
        if question.id not in state["caused"] or (_is_guess(state, question) and not silent):
            return Answer(unread=question.id, careful=question.kind != "age" and (doubts or silent))
        told = silent and question.id not in state["instead"]  # to see whether a child wakes takes longer
        signs = youngest(state)["signs"]
        if signs.get(question.careful) != "yes":
            signs[question.careful] = "yes" if told else "unread"
        return Answer(unread=question.id, careful=True, told=frozenset({question.careful}))

    def take_on_the_way(self, state: State, reading: Reading) -> None:
        """A message can answer several safety questions at once, by its ages, temperatures and signs.

        Only the core questions and those that were put: a sign that plays a part in some other question's
        answer does not mean that the parent has answered it.
        """
        state["answers"] |= self._measured(state, reading)
        present = self._uptake.present(reading)
        for name in {**dict.fromkeys(self._core), **dict.fromkeys(state["asked"])}:
            question = self._questions.get(name)  # None: the protocol was changed since it was asked
            if (
                question
                and question.kind in _CHOSEN
                and (value := _told_choice(question, present)) is not None
            ):
                state["answers"][name] = value

    def _measured(self, state: State, reading: Reading) -> dict[str, str]:
        """What a message answers by its ages and temperatures."""
        child = youngest(state)
        told: dict[str, str | None] = {}
        if reading.ages:
            told |= dict.fromkeys(self._of_kind["age"], _text(child["age"]))
        if any(fact.name == "temperature" for fact in reading.facts):
            told |= dict.fromkeys(self._of_kind["temperature"], _text(child["facts"].get("temperature")))
        return {question: value for question, value in told.items() if value is not None}

    def _value(self, state: State, question: Question, reading: Reading, choice: str | None) -> str | None:
        values = {one.value for one in question.choices} | {"unknown"}
        if choice is not None and choice in values:
            return choice
        if question.kind == "age" and (years := self._years(state, reading)) is not None:
            return _text(years)
        if question.kind == "age" and reading.ages:
            return _text(youngest(state)["age"])
        if question.kind == "temperature" and (degrees := self._degrees(state, reading)):
            return _text(degrees)
        if self._plain.begins_as_question(reading) or self._plain.only_names_something(reading):
            return None
        present = self._uptake.present(reading)
        told = (
            _told_choice(question, present)
            or self._plain.choice(question, reading, present)
            or self._in_minutes(question, reading)
        )
        said = told or yes_no(reading.tokens)
        if not told and said in {"yes", "no"} and self._answers_something_else(question, reading, said):
            return None
        if not told and self._is_half_an_answer(question, reading, said):
            return None
        return said if said in values else None

    def _is_half_an_answer(self, question: Question, reading: Reading, said: str | None) -> bool:
        """«Tja», «litt» to how the child is: neither that all is well nor that it is not. It is asked again in other words."""
        if question.careful not in self._bodily or not is_vague(reading.tokens):
            return False
        return said == "unknown" or any(one.value == said and not one.sign for one in question.choices)

    def _in_minutes(self, question: Question, reading: Reading) -> str | None:
        """«Jeg er 20 minutter unna» to «Kan en voksen være der om få minutter?»."""
        minutes = self._plain.minutes_away(reading)
        if minutes is None:
            return None
        fits = (
            one for one in question.choices if one.minutes and one.minutes[0] <= minutes <= one.minutes[1]
        )
        return next((one.value for one in fits), None)

    def _years(self, state: State, reading: Reading) -> float | None:
        """The age that a bare number tells; one that may be weeks or months is asked for its unit."""
        baby = state["baby"] or any(
            child["age"] is not None and child["age"] < _BABY for child in state["children"]
        )
        return self._plain.years(reading, baby=baby)

    def _answers_something_else(self, question: Question, reading: Reading, said: str) -> bool:
        """Whether a «nei» or «ja» is none to this question.

        What follows a «nei» is read itself. Where a no would be the alarm, only what cannot agree with it makes it none: «nei, alle
        er friske», «nei hun drikker fint»; beside any sign of danger it stays the alarm: «nei, hun er slapp». «Nei, det gjelder
        datteren min» corrects what was understood, and «ja hun puster jo» goes on about something else.
        """
        if said != "no":
            clause = _first_clause(reading)
            about_people = question.careful not in self._bodily and not question.topic
            if about_people and self._plain.is_only_how_the_child_is(clause):
                return True
            return self._plain.is_about(question, clause) is False
        if self._plain.corrects(reading):
            return True
        signs = {one.sign for one in question.choices if one.value == "no" and one.sign}
        bodily = bool(signs) and signs <= self._bodily
        if signs and self._tells_danger(reading, bodily=bodily):
            return False
        if self._denies_something_else(question, reading) or (signs and says_well(reading.tokens)):
            return True
        if self._plain.no_is_elsewhere(question, reading, alarms=bool(signs), bodily=bodily):
            return True
        return not signs and self._plain.is_about(question, _first_clause(reading)) is False

    def _tells_danger(self, reading: Reading, *, bodily: bool) -> bool:
        """Whether a sign is told beside the no. bodily: only the child's counts; a thought of the parent's own has its own text."""
        good = self._plain.good_things(reading)
        return any(
            mention.sign not in self._plain.calm_signs
            and self._uptake.counts(mention)
            and not (bodily and mention.told.about == "parent")
            and not any(first <= mention.first and mention.last <= last for first, last in good)
            for mention in reading.mentions
        )

    def _denies_something_else(self, question: Question, reading: Reading) -> bool:
        """«Nei, ikke feber» to «Får du kontakt med barnet?» answers what somebody asked before, or nobody: ask again."""
        asked_about = {sign for one in question.choices for sign in (one.sign, *one.denies)}
        return any(
            mention.told.negated
            and mention.first <= _NEAR
            and mention.sign not in asked_about
            and mention.sign not in self._plain.calm_signs
            for mention in reading.mentions
        )

    def _degrees(self, state: State, reading: Reading) -> float | None:
        bare = bare_temperature(reading.tokens)
        if bare is not None:
            return bare
        measured = any(fact.name == "temperature" for fact in reading.facts)
        value: float | None = youngest(state)["facts"].get("temperature")
        return value if measured else None

    def _apply(self, state: State, question: Question, value: str) -> frozenset[str]:
        """Note an answer on the youngest child; gives the signs and facts it told."""
        state["answers"][question.id] = value
        child = youngest(state)
        if question.kind == "age" and _is_number(value):
            child["age"] = float(value)
            return frozenset({"age_months"})
        if question.kind == "temperature" and _is_number(value):
            child["facts"]["temperature"] = float(value)
            self._uptake.note_fever(state, ["temperature"])
            return frozenset({"temperature"})
        choice = next((one for one in question.choices if one.value == value), None)
        if choice is None:
            return frozenset()
        child["signs"].update(dict.fromkeys(choice.denies, "no"))
        if choice.sign is None:
            return frozenset()
        child["signs"][choice.sign] = "yes"
        return frozenset({choice.sign})


def _bodily(protocol: Protocol) -> frozenset[str]:
    """The signs of a child's body: those that an illness or an injury looks at."""
    return frozenset(
        sign
        for (rule, kind, _), condition in protocol.conditions.items()
        if kind == "levels" and not protocol.rules[rule].crisis
        for sign in condition.signs
    )


def _told_choice(question: Question, present: set[str]) -> str | None:
    """The choice whose own sign a message tells in so many words."""
    return next((one.value for one in question.choices if one.sign in present), None)


def _is_guess(state: State, question: Question) -> bool:
    """Whether no words gave rise to the question: a «vet ikke» to it tells nothing, and it is put again in other words."""
    told = question.id in state["caused"] and question.id not in state["guessed"]
    return question.careful is not None and not told


def _first_clause(reading: Reading) -> list[Token]:
    """What belongs to the yes or no a message begins with: all up to «og» or «men»."""
    clause = takewhile(lambda token: token.norm not in _JOINS and token.sentence == 0, reading.tokens)
    return list(clause)


def _text(value: float | None) -> str:
    return "unknown" if value is None else f"{value:g}"


def _is_number(value: str) -> bool:
    return value.replace(".", "", 1).isdigit()
