"""Load resources/protocol/ as one checked whole: every problem at once, in Norwegian, with file and line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from content.models import parse_model
from content.yaml_loader import Lines, Problem, line_of, load_yaml, nearest
from screening.conditions import NEVER, Condition, ConditionError, parse_condition
from screening.general import General
from screening.protocol_models import Messages, Question, QuestionFile, Rule, Sign, Sources, Topic, Vocabulary

ModelT = TypeVar("ModelT", bound=BaseModel)
SPECIAL: dict[str, type[BaseModel]] = {
    "sources.yaml": Sources,
    "messages.yaml": Messages,
    "vocabulary.yaml": Vocabulary,
    "questions.yaml": QuestionFile,
    "general.yaml": General,
}


class ProtocolError(Exception):
    """The protocol cannot be used; `problems` says everything that must be fixed."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the files something was written."""

    file: str
    lines: Lines = field(repr=False, compare=False)
    path: tuple[str | int, ...]

    def problem(self, message: str, *tail: str | int) -> Problem:
        """A problem at this place, or at `tail` inside it."""
        return Problem(self.file, line_of(self.lines, (*self.path, *tail)), message)


@dataclass(frozen=True)
class Protocol:
    """Everything in resources/protocol/, by id. `conditions` holds every parsed `when` by its place."""

    signs: dict[str, Sign]
    rules: dict[str, Rule]
    questions: dict[str, Question]
    messages: Messages
    sources: dict[str, str]
    vocabulary: dict[str, list[str]]
    general: General
    conditions: dict[tuple[str, str, int], Condition]
    places: dict[str, Place]


class _Reading:
    """Collects what the files hold, and every problem on the way."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.places: dict[str, Place] = {}
        self.special: dict[str, Any] = {}
        self.signs: dict[str, Sign] = {}
        self.rules: dict[str, Rule] = {}
        self.vocabulary: dict[str, list[str]] = {}
        self.unreadable = False

    def file(self, path: Path) -> None:
        data, lines, found = load_yaml(path)
        self.problems += found
        if data is None:
            self.unreadable = True
            return
        model, found = parse_model(SPECIAL.get(path.name, Topic), data, lines, path.name)
        self.problems += found
        if model is None:
            self.unreadable = True
            return
        self.special[path.name] = model
        self.places[path.stem] = Place(path.name, lines, ())
        self._take(getattr(model, "signs", []), "signs", self.signs, path.name, lines, "Tegnet")
        self._take(getattr(model, "rules", []), "rules", self.rules, path.name, lines, "Regelen")
        for name, words in (getattr(model, "vocabulary", None) or {}).items():
            place = Place(path.name, lines, ("vocabulary", name))
            if name in self.vocabulary:
                self.problems.append(
                    place.problem(f"Ordlisten «{name}» finnes allerede i {self.places['@' + name].file}.")
                )
            self.vocabulary[name], self.places["@" + name] = words, place

    def _take(
        self, items: Iterable[Any], key: str, into: dict[str, Any], file: str, lines: Lines, what: str
    ) -> None:
        for number, item in enumerate(items):
            place = Place(file, lines, (key, number))
            if item.id in into:
                first = self.places[item.id]
                self.problems.append(
                    place.problem(
                        f"{what} «{item.id}» finnes allerede i {first.file} linje {line_of(first.lines, first.path)}.",
                        "id",
                    )
                )
                continue
            into[item.id], self.places[item.id] = item, place


def load_protocol(resources: Path) -> Protocol:
    """Read and check the whole protocol; raises ProtocolError with all problems."""
    protocol, problems = read_protocol(resources)
    if problems or protocol is None:
        raise ProtocolError(problems)
    return protocol


def read_protocol(resources: Path) -> tuple[Protocol | None, list[Problem]]:
    """As load_protocol, but gives what could be read beside the problems (None when a whole file is missing or unreadable)."""
    reading = _Reading()
    folder = resources / "protocol"
    for path in sorted(folder.glob("*.yaml")):
        reading.file(path)
    for name in SPECIAL:
        if not (folder / name).exists():
            reading.problems.append(Problem(name, 1, "Filen mangler i resources/protocol/."))
    missing = [name for name in SPECIAL if name not in reading.special]
    if missing or reading.unreadable:  # what it names would be missing everywhere: one slip, one sentence
        return None, sorted(set(reading.problems))
    protocol = _assemble(reading)
    reading.problems += _broken_references(protocol)
    return protocol, sorted(set(reading.problems))


def _assemble(reading: _Reading) -> Protocol:
    questions: dict[str, Question] = {}
    for number, question in enumerate(reading.special["questions.yaml"].questions):
        if question.id in questions:
            reading.problems.append(
                reading.places["questions"].problem(
                    f"Spørsmålet «{question.id}» finnes to ganger.", "questions", number
                )
            )
        questions[question.id] = question
        reading.places["?" + question.id] = Place(
            "questions.yaml", reading.places["questions"].lines, ("questions", number)
        )
    return Protocol(
        signs=reading.signs,
        rules=reading.rules,
        questions=questions,
        messages=reading.special["messages.yaml"],
        sources={source.key: source.title for source in reading.special["sources.yaml"].sources},
        vocabulary=reading.vocabulary,
        general=reading.special["general.yaml"],
        conditions=_conditions(reading),
        places=reading.places,
    )


def _conditions(reading: _Reading) -> dict[tuple[str, str, int], Condition]:
    conditions = {}
    for rule in reading.rules.values():
        for kind, entries in (("levels", rule.levels), ("ask", rule.ask)):
            for number, entry in enumerate(entries):
                try:
                    conditions[(rule.id, kind, number)] = parse_condition(entry.when)  # type: ignore[attr-defined]
                except ConditionError as error:
                    conditions[(rule.id, kind, number)] = NEVER
                    reading.problems.append(
                        reading.places[rule.id].problem(f"{rule.id}: {error}", kind, number, "when")
                    )
    for number, lift in enumerate(reading.special["general.yaml"].raises):
        try:
            conditions[(lift.id, "raises", number)] = parse_condition(lift.when)
        except ConditionError as error:
            conditions[(lift.id, "raises", number)] = NEVER
            reading.problems.append(
                reading.places["general"].problem(f"{lift.id}: {error}", "raises", number, "when")
            )
    return conditions


def _broken_references(protocol: Protocol) -> list[Problem]:
    signs, questions, sources = list(protocol.signs), list(protocol.questions), list(protocol.sources)
    answers = protocol.general.answers
    problems: list[Problem] = []

    def check(name: str | None, choices: list[str], what: str, place: Place, *tail: str | int) -> None:
        if name is not None and name not in choices:
            problems.append(
                place.problem(f"{what} «{name}» finnes ikke{nearest(name, choices) or '.'}", *tail)
            )

    for sign in protocol.signs.values():
        check(sign.question, questions, "Spørsmålet", protocol.places[sign.id], "question")
    for rule in protocol.rules.values():
        problems += _rule_references(protocol, rule, check)
    for question in protocol.questions.values():
        place = protocol.places["?" + question.id]
        check(question.careful, signs, "Tegnet", place, "careful")
        check(question.asleep, questions, "Spørsmålet", place, "asleep")
        for topic in question.topic:
            check(topic, list(answers.topics), "Emnet", place, "topic")
        for number, choice in enumerate(question.choices):
            for kind in choice.said:
                check(kind, [*answers.kinds, "activity"], "Svaret", place, "choices", number)
            for sign_id in [choice.sign, *choice.denies]:
                check(sign_id, signs, "Tegnet", place, "choices", number)
        for key in question.sources:
            check(key, sources, "Kilden", place, "sources")
    for key in {key for block in protocol.messages.first_aid for key in block.sources}:
        check(key, sources, "Kilden", Place("messages.yaml", {}, ()))
    problems += _general_references(protocol, check)
    return problems


def _general_references(protocol: Protocol, check: Callable[..., None]) -> list[Problem]:
    general, place = protocol.general, protocol.places["general"]
    for number, lift in enumerate(general.raises):
        condition = protocol.conditions.get((lift.id, "raises", number))
        for sign in sorted(condition.signs) if condition else ():
            check(sign, list(protocol.signs), "Tegnet", place, "raises", number)
        for key in lift.sources:
            check(key, list(protocol.sources), "Kilden", place, "raises", number)
    for name in ("alone", "ill", "own", "help", "calmed", "everyday", "events", "unlearned", "not_named"):
        for sign in getattr(general, name):
            check(sign, list(protocol.signs), "Tegnet", place, name)
    for number, pointing in enumerate(general.pointing):
        check(pointing.question, list(protocol.questions), "Spørsmålet", place, "pointing", number)
        for sign in (pointing.sign, *pointing.seen):
            check(sign, list(protocol.signs), "Tegnet", place, "pointing", number)
    for question in general.core:
        check(question, list(protocol.questions), "Spørsmålet", place, "core")
    for sign in general.answers.calm_signs:
        check(sign, list(protocol.signs), "Tegnet", place, "answers", "calm_signs")
    for name in ("whole", "of_things"):
        for kind in getattr(general.answers, name):
            check(kind, list(general.answers.kinds), "Svaret", place, "answers", name)
    return []


def _rule_references(protocol: Protocol, rule: Rule, check: Callable[..., None]) -> list[Problem]:
    place = protocol.places[rule.id]
    for kind, entries in (("levels", rule.levels), ("ask", rule.ask)):
        for number in range(len(entries)):
            condition = protocol.conditions.get((rule.id, kind, number))
            for sign in sorted(condition.signs) if condition else ():
                check(sign, list(protocol.signs), "Tegnet", place, kind, number, "when")
    for number, entry in enumerate(rule.ask):
        check(entry.question, list(protocol.questions), "Spørsmålet", place, "ask", number)
    for key in rule.sources:
        check(key, list(protocol.sources), "Kilden", place, "sources")
    check(
        rule.first_aid,
        [block.id for block in protocol.messages.first_aid],
        "Førstehjelpen",
        place,
        "first_aid",
    )
    told = rule.message is not None or all(entry.message for entry in rule.levels if entry.level != "GREEN")
    return [] if told else [place.problem(f"{rule.id} mangler «message»: teksten en forelder skal se.")]
