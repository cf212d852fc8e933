"""Rewrite one service in the text of legevakt_kommuner.yaml, and leave every other line as it is.

Only the lines of the one service go through ruamel.yaml, which keeps comments, order and quotes. Of what
comes back, only the lines that differ are taken, so that hand-made spacing in the others stays too.
"""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from io import StringIO
from itertools import pairwise
from re import compile as pattern
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

ORDER = (
    "nummer", "navn", "telefon", "nettside", "adresse", "dekker", "apningstid", "samarbeid",
    "status", "kontrollert", "kilde", "kilde_alder", "merknad", "i_tillegg",
)  # fmt: skip
SHARED = "samarbeid"
_REMARK = pattern(r"^(\s*samarbeid: \[[^\]]*\])\s+#")
_WORD = {"status"}
_ON_ONE_LINE = {"nettsted"}
_URL = pattern(r"https?://[^\s\"'\[\]{},#]+")


class _Representer(RoundTripRepresenter):
    """Writes null where nothing is known, as the file does."""


_Representer.add_representer(
    type(None), lambda representer, _: representer.represent_scalar("tag:yaml.org,2002:null", "null")
)


def rewrite_service(
    text: str, line: int, inside: Sequence[str | int], wanted: dict[str, Any], *, partners: str = ""
) -> str:
    """The text in which the service whose key stands on `line` (from 1) holds `wanted`.

    `inside` leads from the service to one of the others of its kind ("i_tillegg", 0); empty is the service itself.
    `partners`: the names of those under samarbeid, for the remark behind the numbers.
    """

    def update(service: CommentedMap) -> None:
        entry = service
        for part in inside:
            entry = entry[part]
        renamed = entry.get(SHARED) != wanted.get(SHARED)
        _update(entry, wanted)
        if renamed and SHARED in wanted:
            _remark(entry, SHARED, partners)

    return _rewritten(text, line, update)


def add_one_more(text: str, line: int) -> str:
    """The text in which the service on `line` has one more of its kind, last, of which nothing is known yet."""

    def add(service: CommentedMap) -> None:
        if "i_tillegg" not in service:
            service.insert(_place(service, "i_tillegg"), "i_tillegg", CommentedSeq())
        service["i_tillegg"].append(CommentedMap({"status": "missing"}))

    return _rewritten(text, line, add)


def _rewritten(text: str, line: int, change: Callable[[CommentedMap], None]) -> str:
    lines = text.split("\n")
    first, end = line - 1, _end_of_block(lines, line - 1)
    margin = lines[first][: _indent(lines[first])]
    block = [row.removeprefix(margin) for row in lines[first:end]]
    step = _step(block)
    yaml = _yaml(step, _offset(block, step))
    document = yaml.load("\n".join(block) + "\n")
    before = _dumped(yaml, document)
    change(_service(document))
    after = _merged(block, before, _dumped(yaml, document))
    lines[first:end] = [margin + row if row else row for row in after]
    return "\n".join(lines)


def _end_of_block(lines: list[str], first: int) -> int:
    """The line after the last one that belongs to the key on line `first`; blank lines after it do not."""
    end = first + 1
    for number in range(first + 1, len(lines)):
        if lines[number].strip() and _indent(lines[number]) <= _indent(lines[first]):
            break
        if lines[number].strip():
            end = number + 1
    return end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _step(block: list[str]) -> int:
    """How far in the fields stand: two spaces, unless somebody writes otherwise."""
    fields = (row for row in block[1:] if row.strip() and not row.lstrip().startswith("#"))
    return next((_indent(row) for row in fields), 2)


def _offset(block: list[str], step: int) -> int:
    """How far in the others of a kind stand from their key, none is allowed too; a step where there are no others."""
    rows = [row for row in block if row.strip() and not row.lstrip().startswith("#")]
    others = ((key, row) for key, row in pairwise(rows) if key.lstrip().startswith("i_tillegg:"))
    return next((_indent(row) - _indent(key) for key, row in others if row.lstrip().startswith("- ")), step)


def _yaml(step: int, offset: int) -> Any:
    yaml: Any = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=step, sequence=offset + 2, offset=offset)
    yaml.Representer = _Representer
    return yaml


def _dumped(yaml: Any, document: CommentedMap) -> list[str]:
    out = StringIO()
    yaml.dump(document, out)
    return [_REMARK.sub(r"\1  #", row) for row in out.getvalue().rstrip("\n").split("\n")]


def _merged(block: list[str], before: list[str], after: list[str]) -> list[str]:
    """The lines of `after` that are new, and the rest as they stand in `block`, which ruamel writes as `before`."""
    if len(block) != len(before):
        return after
    merged: list[str] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        merged += block[i:j] if kind == "equal" else after[k:m]
    return merged


def _service(document: CommentedMap) -> CommentedMap:
    """The map to change. A service on a single line, `{status: missing}`, becomes one with a line for each field."""
    [key] = document
    if document[key].fa.flow_style() and key not in _ON_ONE_LINE:
        document[key] = CommentedMap(document[key])
    service: CommentedMap = document[key]
    return service


def _update(entry: CommentedMap, wanted: dict[str, Any]) -> None:
    for key in [key for key in entry if key not in wanted]:
        del entry[key]
    for key, value in wanted.items():
        if key in entry and entry[key] == value:
            continue
        if isinstance(value, dict) and isinstance(entry.get(key), CommentedMap) and key == "telefon":
            _update(entry[key], value)
        elif key in entry:
            entry[key] = _styled(key, value)
        else:
            entry.insert(_place(entry, key), key, _styled(key, value))


def _remark(entry: CommentedMap, key: str, words: str) -> None:
    """Put the words behind the value, in place of those that stand there; remarks on lines of their own stay."""
    _, _, token, *_ = entry.ca.items.get(key, [None, None, None])
    if token is None:
        entry.yaml_add_eol_comment(words, key, column=0)
    else:
        token.value = f"# {words}\n{token.value.partition(chr(10))[2]}"


def _place(entry: CommentedMap, key: str) -> int:
    rank = ORDER.index(key)
    return next((i for i, other in enumerate(entry) if other in ORDER[rank + 1 :]), len(entry))


def _styled(key: str, value: Any) -> Any:
    """The value as the file writes such values: text in quotes, but for a status and an address on the web."""
    if isinstance(value, dict):
        styled = CommentedMap({name: _styled(name, item) for name, item in value.items()})
        styled.fa.set_flow_style()
        return styled
    if isinstance(value, list):
        listed = CommentedSeq(_styled(key, item) for item in value)
        listed.fa.set_flow_style()
        return listed
    plain = not isinstance(value, str) or key in _WORD or _URL.fullmatch(value)
    return value if plain else DoubleQuotedScalarString(value)
