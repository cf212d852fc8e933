"""Read YAML the way an editor means it: strictly, with line numbers, all problems at once.

YAML 1.1 turns `no` into false, `0301` into 193 and `15:30` into 930. Here such values are refused
with a sentence that says what to write instead. Duplicate keys, anchors and tabs are refused too.
"""

import re
from collections.abc import Hashable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

import yaml

Path_ = tuple[str | int, ...]
Lines = dict[Path_, int]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_TRAPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?i)(yes|no|on|off|y|n)"), "YAML leser {v} som ja/nei. Skriv {q}."),
    (re.compile(r"0\d+"), "Tallet {v} begynner med 0 og ville blitt et annet tall. Skriv {q}."),
    (re.compile(r"\d+(:\d\d)+"), "{v} ville blitt lest som et tall. Sett klokkeslett i hermetegn: {q}."),
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}"), "Sett datoen i hermetegn: {q}."),
    (
        re.compile(r"[-+]?(0x[0-9a-fA-F]+|0o[0-7]+|0b[01]+|\d[\d_]*_[\d_]*)"),
        "{v} ville blitt lest som et annet tall. Skriv {q}.",
    ),
    (re.compile(r"(?i)[-+]?\.(inf|nan)"), "{v} er ikke et tall her. Skriv {q} hvis det er tekst."),
)
_INT = re.compile(r"[-+]?(0|[1-9]\d*)")
_FLOAT = re.compile(r"[-+]?\d+\.\d+")
_OPEN_QUOTE = "Et hermetegn er åpnet, men ikke lukket."
_SYNTAX = (
    (
        "could not find expected ':'",
        "Det mangler et kolon etter nøkkelen, eller et hermetegn er ikke lukket.",
    ),
    (
        "found character that cannot start any token",
        "Linjen begynner med et tegn som ikke kan stå der: bruk mellomrom, ikke tabulator, og sett tekst i hermetegn.",
    ),
    ("found character '\\t'", "Linjen er rykket inn med tabulator. Bruk mellomrom."),
    ("mapping values are not allowed", "Uventet kolon. Sett teksten i hermetegn."),
    ("found unexpected end of stream", _OPEN_QUOTE),
    (
        "found unknown escape character",
        "Ukjent tegn etter \\ i hermetegn. Bruk enkle hermetegn eller skriv \\\\.",
    ),
    ("did not find expected key", "Innrykket stemmer ikke med linjene rundt."),
    ("did not find expected '-' indicator", "Innrykket stemmer ikke med punktene i listen rundt."),
    ("did not find expected ',' or ']'", "Listen i [ ] mangler komma eller ]."),
    ("did not find expected ',' or '}'", "Listen i { } mangler komma eller }."),
    ("special characters are not allowed", "Filen inneholder et tegn som ikke er tillatt."),
)


class Problem(NamedTuple):
    """Something an editor must fix: which file, which line, and what to do (Norwegian)."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.message}"


class Loaded(NamedTuple):
    """What a YAML file holds: plain data, the line of each value by its path, and the problems."""

    data: Any
    lines: Lines
    problems: list[Problem]


def nearest(word: str, choices: list[str]) -> str:
    """The Norwegian tail ', mente du «x»?' when a choice is close to `word`, else ''."""
    close = get_close_matches(word, choices, n=1, cutoff=0.6)
    return f", mente du «{close[0]}»?" if close else ""


def line_of(lines: Lines, path: Path_) -> int:
    """The line of `path`, or of the nearest thing around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def load_yaml(path: Path) -> Loaded:
    """Read one file. Never raises for what the file holds: that becomes problems (data may be None)."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return Loaded(None, {}, [Problem(path.name, 1, "Filen er ikke lagret som UTF-8.")])
    except OSError:
        return Loaded(None, {}, [Problem(path.name, 1, "Filen finnes ikke eller kan ikke leses.")])
    return load_yaml_text(text, path.name)


def load_yaml_text(text: str, file: str) -> Loaded:
    """As load_yaml, for text that is already read."""
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        return Loaded(None, {}, [_syntax_problem(error, text, file)])
    reader = _Reader(file)
    if node is None:
        return Loaded(None, {}, [Problem(file, 1, "Filen er tom.")])
    data = reader.value(node, ())
    return Loaded(data, reader.lines, reader.problems)


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    said = f"{getattr(error, 'problem', '') or ''} {getattr(error, 'context', '') or ''} {error}"
    message = next(
        (norwegian for english, norwegian in _SYNTAX if english in said), "Filen er ikke gyldig YAML her."
    )
    if "did not find expected" in said and (opened := _open_quote(text, line)):
        return Problem(file, opened, _OPEN_QUOTE)
    return Problem(file, line, message)


def _open_quote(text: str, line: int) -> int | None:
    """Where a quote was left open, up to `line`: the last row with an odd number of ", unless another closes it."""
    rows = text.split("\n")[:line]
    odd = [number for number, row in enumerate(rows, start=1) if row.replace('\\"', "").count('"') % 2]
    return odd[-1] if len(odd) % 2 else None


class _Reader:
    """Turns YAML nodes into plain data and notes lines and problems on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: Lines = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path_) -> Any:
        self.lines[path] = node.start_mark.line + 1
        if id(node) in self._seen and not isinstance(node, yaml.ScalarNode):
            self._problem(node, "Anker og alias (& og *) brukes ikke her. Skriv innholdet ut.")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[Hashable, Any]:
        result: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            key = self._scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str | int):
                self._problem(key_node, "Nøkkelen må være et ord.")
                continue
            if key in result:
                first = self.lines[(*path, key)]
                self._problem(key_node, f"«{key}» står to ganger (også på linje {first}). Behold én.")
                continue
            result[key] = self.value(value_node, (*path, key))
            self.lines[(*path, key)] = key_node.start_mark.line + 1
        return result

    def _scalar(self, node: yaml.Node) -> Any:
        text: str = node.value
        if node.tag.startswith("!") or getattr(node, "style", None):  # plain: None, and "" in the C reader
            return text
        for trap, message in _TRAPS:
            if trap.fullmatch(text):
                self._problem(node, message.format(v=f"«{text}»", q=f'"{text}"'))
                return text
        return _plain(text)

    def _problem(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(self.file, node.start_mark.line + 1, message))


def _plain(text: str) -> Any:
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text in {"true", "True", "TRUE"}:
        return True
    if text in {"false", "False", "FALSE"}:
        return False
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
