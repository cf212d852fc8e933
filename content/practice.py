"""Training mode: scripted parents a new veileder practises on, `resources/opplaering/*.yaml`, one a file.

What a scripted parent writes is chosen here, by plain functions over plain data; when it is written, and into which
conversation, is decided by whoever plays the script.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from content.errors import ContentError
from content.models import Language, Reviewed, Strict, parse_model
from content.yaml_loader import Lines, Problem, line_of, load_yaml, nearest

FOLDER = "opplaering"
SOURCES = "protocol/sources.yaml"
ANSWER = "answer-"  # how the names of answers begin
DIFFICULTIES = ("lett", "middels", "vanskelig", "alvorlig")


class Line(Strict):
    """Something the parent writes, `after` seconds after what it follows."""

    text: str = Field(min_length=1, max_length=1500)
    after: int = Field(default=6, ge=1, le=60)


class Answer(Line):
    """The parent's next message after one of the veileder's; with `when`, the one that these words bring at once."""

    when: list[str] = Field(default_factory=list)


class Point(Strict):
    """Something to notice afterwards. `words`: words of the veileder's that show where it was done."""

    text: str = Field(min_length=1)
    words: list[str] = Field(default_factory=list)
    sources: list[str] = Field(default_factory=list)


class Script(Reviewed):
    """One scripted parent: what is written while waiting, what is answered, what to notice afterwards."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{2,39}$", examples=["graat_om_kvelden"])
    title: str = Field(min_length=1)
    about: str = Field(min_length=1)
    difficulty: Literal["lett", "middels", "vanskelig", "alvorlig"]
    language: Language
    before: list[Line] = Field(min_length=1)
    answers: list[Answer] = Field(min_length=1)
    points: list[Point] = Field(min_length=1)

    def next_before(self, sent: Collection[str]) -> tuple[str, Line] | None:
        """What is still to be written whoever answers: its name and the line; None when all is written.

        `sent`: the names of the lines that have been written.
        """
        named = ((f"before-{number}", line) for number, line in enumerate(self.before))
        return next((one for one in named if one[0] not in sent), None)

    def next_answer(self, sent: Collection[str], heard: str) -> tuple[str, Answer] | None:
        """What is answered to `heard`, the veileder's words since the parent last wrote; None when nothing is left.

        A line whose `when` is among the words comes first, whatever its place; else the next one without `when`.
        """
        left = [
            (name, line)
            for number, line in enumerate(self.answers)
            if (name := f"{ANSWER}{number}") not in sent
        ]
        asked_for = (one for one in left if one[1].when and says(heard, one[1].when))
        return next(asked_for, None) or next((one for one in left if not one[1].when), None)


def says(text: str, words: Collection[str]) -> bool:
    """Whether one of `words` begins a word of `text`, in any case: «gammel» stands in «Hvor gammelt er barnet?»."""
    said = f" {_plain(text)}"
    return any(f" {_plain(word)}" in said for word in words)


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


@dataclass(frozen=True)
class Source:
    """What a point rests on."""

    title: str
    url: str


@dataclass(frozen=True)
class Practice:
    """All scripts by id, easy ones first, and the sources their points name."""

    scripts: Mapping[str, Script]
    sources: Mapping[str, Source]

    @classmethod
    def load(cls, resources: Path) -> "Practice":
        """Read every file in `resources/opplaering`. Raises ContentError with all problems."""
        sources = _read_sources(resources / SOURCES)
        found: dict[str, Script] = {}
        problems: list[Problem] = []
        for path in sorted((resources / FOLDER).glob("*.yaml")):
            problems += _read_file(path, found, sources)
        if problems:
            raise ContentError(problems)
        ordered = sorted(found.values(), key=lambda one: DIFFICULTIES.index(one.difficulty))
        return cls({script.id: script for script in ordered}, sources)


def _read_sources(path: Path) -> dict[str, Source]:
    """The protocol's sources by key; what is wrong with that file is told by its own loader."""
    data = load_yaml(path).data
    listed = data.get("sources") if isinstance(data, dict) else None
    return {
        one["key"]: Source(str(one.get("title")), str(one.get("url")))
        for one in listed or []
        if isinstance(one, dict) and isinstance(one.get("key"), str)
    }


def _read_file(path: Path, found: dict[str, Script], sources: Mapping[str, Source]) -> list[Problem]:
    """Add the script of one file to `found`; returns what is wrong with it."""
    data, lines, problems = load_yaml(path)
    if data is None:
        return list(problems)
    script, wrong = parse_model(Script, data, lines, path.name)
    told = [*problems, *wrong]
    if script is None:
        return told
    if script.id in found:
        text = f"Manuset «{script.id}» står også i en annen fil."
        told.append(Problem(path.name, line_of(lines, ("id",)), text))
    told += _source_problems(script, lines, path.name, sources)
    told += _order_problems(script, lines, path.name)
    found[script.id] = script
    return told


def _source_problems(script: Script, lines: Lines, file: str, sources: Mapping[str, Source]) -> list[Problem]:
    """A source that stands in no list: most likely a slip."""
    return [
        Problem(
            file,
            line_of(lines, ("points", number, "sources")),
            f"Kilden «{key}» finnes ikke i {SOURCES}{nearest(key, sorted(sources)) or '.'}",
        )
        for number, point in enumerate(script.points)
        for key in point.sources
        if key not in sources
    ]


def _order_problems(script: Script, lines: Lines, file: str) -> list[Problem]:
    """A script must get on whatever the veileder writes, and no condition may be empty words."""
    told = []
    if all(answer.when for answer in script.answers):
        text = "Minst ett av svarene under «answers» må stå uten «when», ellers kan forelderen bli stum."
        told.append(Problem(file, line_of(lines, ("answers",)), text))
    places: list[tuple[tuple[Any, ...], list[str]]] = [
        (("answers", n, "when"), answer.when) for n, answer in enumerate(script.answers)
    ]
    places += [(("points", n, "words"), point.words) for n, point in enumerate(script.points)]
    for at, words in places:
        told += [
            Problem(file, line_of(lines, at), f"«{at[-1]}» har et tomt ord. Skriv et ord, eller ta det bort.")
            for word in words
            if not _plain(word)
        ]
    return told
