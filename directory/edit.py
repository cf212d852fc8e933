"""Change one fact about a kommune's service, in place: what staff do on the command line and on a page.

The whole file is checked before anything is written; what cannot stand is refused in a Norwegian sentence.
"""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from content.atomic import write_atomically
from content.yaml_loader import Loaded, Problem, line_of, load_yaml_text
from directory.check import check_kommuner
from directory.edit_block import add_one_more, rewrite_service
from directory.edit_request import (
    FIELDS,
    NOTE,
    PARTNERS,
    SITE,
    Edit,
    EditRefused,
    EntryChange,
    FileChanged,
    Target,
    date_of,
    partners_of,
    target_of,
    value_of,
)
from directory.model import Kind, Kommune, Krisesenter, Nettsted
from directory.reading import KOMMUNER
from directory.rules import digits_of, sharing
from directory.services import LIMIT_DAYS, is_fresh

__all__ = [
    "FIELDS",
    "Edit",
    "EditRefused",
    "Edited",
    "FileChanged",
    "edit_file",
    "edit_text",
    "put_file",
    "read_file",
    "version_of",
]

_TOLD = {"navn", "telefon", "adresse", "apningstid", "nettside"}
_NOT_ABOUT_IT = {"merknad", "i_tillegg"}  # what stays when a service goes
_READ_WITH_THE_NAME = {"adresse", "dekker", "apningstid", "nettside"}
_SHOWN = {
    "adresse": "adressen",
    "dekker": "hva den gjelder",
    "apningstid": "åpningstiden",
    "nettside": "nettsiden",
}
_GONE = {"navn": "navnet", "telefon": "nummeret", **_SHOWN}


@dataclass(frozen=True)
class Edited:
    """The new text of the file, where it was changed, and what staff should know (Norwegian sentences).

    `changed` and `elsewhere` are names of kommuner by number; `elsewhere` those that share the service and say
    something else about it still. `entries` is each service before and after, `kommuner` all of them after.
    """

    text: str
    changed: dict[str, str]
    elsewhere: dict[str, str]
    said: list[str]
    entries: list[EntryChange]
    kommuner: dict[str, Kommune]


def edit_file(resources: Path, edit: Edit, *, today: date, shared: bool = False) -> Edited:
    """Change the file in `resources`, as a whole or not at all. Raises EditRefused; arguments as edit_text."""
    text = read_file(resources)
    edited = edit_text(text, edit, today=today, shared=shared)
    put_file(resources, text, edited.text)
    return edited


def read_file(resources: Path) -> str:
    """The text of legevakt_kommuner.yaml, newlines as they are. Raises EditRefused."""
    try:
        return (resources / KOMMUNER).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EditRefused(f"{KOMMUNER} finnes ikke, eller er ikke lagret som UTF-8.") from error


def put_file(resources: Path, before: str, after: str) -> None:
    """Write `after` if the file still is `before`. Raises FileChanged, or EditRefused when it cannot be written."""
    try:
        with _alone(resources):
            if read_file(resources) != before:
                raise FileChanged("Noen andre endret filen samtidig. Ingenting er skrevet. Prøv igjen.")
            write_atomically(resources / KOMMUNER, after)
    except OSError as error:
        raise EditRefused(f"{KOMMUNER} kan ikke skrives her. Ingenting er endret.") from error


def good_file(text: str, today: date) -> tuple[Loaded, dict[str, Kommune]]:
    """The file as it was read, and its kommuner. Raises EditRefused with every problem it has."""
    loaded, kommuner, problems = _read(text, today)
    if problems:
        raise EditRefused("Filen har feil fra før. Rett dem først.", *map(str, problems))
    return loaded, kommuner


@lru_cache(maxsize=2)
def _read(text: str, today: date) -> tuple[Loaded, dict[str, Kommune], list[Problem]]:
    """Kept for the next look at the same text: staff look a change over, then save it. Nobody changes what it gives."""
    loaded = load_yaml_text(text, KOMMUNER)
    return loaded, *check_kommuner(loaded, today=today)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One at a time, also among processes, between looking at the file and writing it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def version_of(kommuner: dict[str, Kommune], target: Target) -> str:
    """A short mark of what stands about a service, here and where it is shared: another mark, another content.

    One that is not there yet has the mark of nothing.
    """
    if target.is_new(kommuner):
        return sha256(b"").hexdigest()[:16]
    entries = [one.entry(kommuner) for one in (target, *_partners(kommuner, target))]
    said = "\n".join(entry.model_dump_json(exclude={"i_tillegg"}) for entry in entries)
    return sha256(said.encode()).hexdigest()[:16]


def edit_text(text: str, edit: Edit, *, today: date, shared: bool = False, seen: str | None = None) -> Edited:
    """The text of legevakt_kommuner.yaml with one fact changed, or one service more; every line of the others stays as it is.

    `shared`: change it in every kommune that shares the service. `seen`: the version_of what staff looked at when
    they decided; another one is refused with FileChanged. Raises EditRefused, also when the file has problems
    already or would have one afterwards.
    """
    before, kommuner = good_file(text, today)
    target, name = target_of(edit, kommuner)
    if seen is not None and seen != version_of(kommuner, target):
        raise FileChanged("Noen andre har endret dette siden du åpnet det. Ingenting er skrevet.")
    checked = date_of(edit, today)
    value = (
        partners_of(edit.value, target.number, kommuner) if name == PARTNERS else value_of(name, edit.value)
    )
    if value is None and target.kind == SITE:
        raise EditRefused("Kommunen må ha et nettsted. Skriv domenet, for eksempel www.oslo.kommune.no")
    _refuse_nameless(kommuner, target, name)
    if name == "navn":
        _refuse_twice(kommuner, target, value)
    if target.is_new(kommuner):
        text = _lines_changed(text, lambda rows: add_one_more(rows, _line(before, target)))
        before, kommuner = good_file(text, today)
    partners = _partners(kommuner, target)
    differing = [one for one in partners if name != NOTE and not _says(one.raw(before.data), name, value)]
    if not shared:
        _refuse_other_numbers(kommuner, name, [one for one in differing if digits_of(one.service(kommuner))])
    targets = [target, *partners] if shared else [target]
    wanted = {
        one: _with(
            one.raw(before.data), name, _for(one, name, value), source=edit.source.strip(), checked=checked
        )
        for one in targets
    }
    new, after = rewritten(text, before, wanted, today)
    return Edited(
        text=new,
        changed={one.number: kommuner[one.number].navn for one in targets},
        elsewhere={} if shared else {one.number: kommuner[one.number].navn for one in differing},
        said=_said(name, value, {one: one.entry(kommuner) for one in targets}, kommuner, checked, today),
        entries=entry_changes(before.data, wanted),
        kommuner=after,
    )


def entry_changes(data: Any, wanted: dict[Target, dict[str, Any]]) -> list[EntryChange]:
    """Each service before and after, without the others of its kind, which are services of their own."""
    return [EntryChange(one, _alone_in(one.raw(data)), _alone_in(entry)) for one, entry in wanted.items()]


def _alone_in(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: deepcopy(value) for key, value in raw.items() if key != "i_tillegg"}


def _partners(kommuner: dict[str, Kommune], target: Target) -> list[Target]:
    if target.kind == SITE:
        return []
    found = sharing(kommuner, target.number, target.kind, target.service(kommuner))
    return [Target(number, target.kind, inside) for number, _, inside in found]


def _for(target: Target, name: str, value: Any) -> Any:
    """The value for one of those that share a service; who is no longer among them shares it with nobody."""
    return None if name == PARTNERS and value and target.number not in value else value


def _says(raw: dict[str, Any], name: str, value: Any) -> bool:
    """Whether an entry already has the value; for a number the spaces do not count."""
    if name == PARTNERS:
        return set(raw.get(name) or ()) == set(value or ())
    if name != "telefon" or value is None:
        return bool(raw.get(name) == value)
    return "".join((raw.get("telefon") or {}).get("nummer", "").split()) == "".join(value.split())


def _refuse_nameless(kommuner: dict[str, Kommune], target: Target, name: str) -> None:
    """What was emptied gets its name first, as one that is new does."""
    needs_name = target.inside or name == PARTNERS  # a service is known as shared by its name
    if name != "navn" and needs_name and target.entry(kommuner).status == "missing":
        raise EditRefused("Den har ikke noe navn. Skriv navnet først.")


def _refuse_twice(kommuner: dict[str, Kommune], target: Target, value: Any) -> None:
    """Two of one name in one kommune would be one place with two numbers."""
    main = kommuner[target.number].service(cast(Kind, target.kind))
    here = None if target.is_new(kommuner) else target.entry(kommuner)
    if any(one.navn == value for one in (main, *main.i_tillegg) if one is not here):
        raise EditRefused(f"«{value}» står alt under {target.kind} i {_named(kommuner, target.number)}.")


def _refuse_other_numbers(kommuner: dict[str, Kommune], name: str, others: list[Target]) -> None:
    if name != "telefon" or not others:
        return
    listed = ", ".join(
        f"{_named(kommuner, one.number)} har {entry.telefon.nummer}"
        for one in others
        if (entry := one.service(kommuner)).telefon
    )
    shared = others[0].service(kommuner).navn
    raise EditRefused(
        f"«{shared}» deles med flere, og de må ha samme nummer: {listed}. Ingenting er skrevet.", shared=True
    )


def _named(kommuner: dict[str, Kommune], number: str) -> str:
    return f"{kommuner[number].navn} ({number})"


def _with(raw: dict[str, Any], name: str, value: Any, *, source: str, checked: date) -> dict[str, Any]:
    """The entry with the new fact, who said so and when. What is taken out leaves the rest as it was, and so does a note."""
    if name in {NOTE, PARTNERS}:  # neither is what the state, the date and the source speak of
        return {key: kept for key, kept in raw.items() if key != name} | ({name: value} if value else {})
    if value is None:
        left = {key: kept for key, kept in raw.items() if key != name}
        return left if left.keys() & _TOLD else _missing(left)
    if value == "missing" and name == "status":
        return _missing(raw)
    if name == "navn" and raw.keys() & _READ_WITH_THE_NAME:
        return {**raw, "navn": value}  # who corrects a name has not read the old address and hours again
    seen = {"kontrollert": checked.isoformat(), "kilde": source}
    if name == "telefon":
        phone = {"nummer": value, "status": "verified", **seen}
        # A service with nothing known yet stands and falls with its number; any other keeps its own status.
        own = {"status": "verified", **seen} if raw["status"] == "missing" else {}
        return {**raw, **own, "telefon": phone}
    status = {"status": value} if name == "status" else {name: value, "status": "verified"}
    entry = {key: kept for key, kept in raw.items() if key != "kilde_alder"} | status | seen
    number = raw.get("telefon")
    if number and raw.get("kilde") and not number.get("kilde"):
        # The number was read where the service was; that stays true when the service gets another source.
        entry["telefon"] = {**number, "kilde": raw["kilde"]}
    return entry


def _missing(raw: dict[str, Any]) -> dict[str, Any]:
    """The entry of a service of which nothing is known (any more)."""
    kept = {key: value for key, value in raw.items() if key in _NOT_ABOUT_IT}
    return {"status": "missing", **kept}


def rewritten(
    text: str, before: Loaded, wanted: dict[Target, dict[str, Any]], today: date
) -> tuple[str, dict[str, Kommune]]:
    """The text with every target as `wanted`, and the kommuner it then holds. Raises EditRefused when that is wrong.

    `before` is `text`, loaded.
    """
    new = _written(text, wanted, lambda one: _line(before, one), before.data)
    return new, _refuse_if_wrong(new, before.data, wanted, today)


def _written(
    text: str, wanted: dict[Target, dict[str, Any]], line: Callable[[Target], int], data: Any
) -> str:
    """Every target rewritten, from the bottom up so that the line numbers above stay true."""

    def rewrite(rows: str) -> str:
        for target in sorted(wanted, key=line, reverse=True):
            entry = wanted[target]
            partners = ", ".join(data[one]["navn"] if one in data else one for one in entry.get(PARTNERS, ()))
            rows = rewrite_service(rows, line(target), target.inside, entry, partners=partners)
        return rows

    return _lines_changed(text, rewrite)


def _line(loaded: Loaded, target: Target) -> int:
    return line_of(loaded.lines, (target.number, target.kind))


def _lines_changed(text: str, change: Callable[[str], str]) -> str:
    """A change of text whose lines end in \\n, with the line ends as they were."""
    crlf = text.count("\r\n") == text.count("\n")
    new = change(text.replace("\r\n", "\n") if crlf else text)
    return new.replace("\n", "\r\n") if crlf else new


def _refuse_if_wrong(
    new: str, data: Any, wanted: dict[Target, dict[str, Any]], today: date
) -> dict[str, Kommune]:
    after, kommuner, problems = _read(new, today)
    if problems:
        raise EditRefused(*(problem.message for problem in problems))
    expected = deepcopy(data)
    for target, entry in wanted.items():
        raw = target.raw(expected)
        raw.clear()
        raw.update(entry)
    if after.data != expected:
        raise EditRefused("Filen er skrevet på en måte som ikke kan endres trygt her. Rett den for hånd.")
    return kommuner


def _said(
    name: str,
    value: Any,
    entries: dict[Target, Krisesenter | Nettsted],
    kommuner: dict[str, Kommune],
    checked: date,
    today: date,
) -> list[str]:
    if name == PARTNERS:
        return [
            f"{_named(kommuner, target.number)}: bare hvem som deler tjenesten, blir endret. Tilstand, dato og kilde er som før."
            for target in entries
        ]
    if value is None or name == NOTE:
        return []
    if value == "missing" and name == "status":
        return [
            f"{_named(kommuner, target.number)}: alt som står om tjenesten blir borte ({gone})."
            for target, entry in entries.items()
            if (gone := _listed(words for key, words in _GONE.items() if getattr(entry, key, None)))
        ]
    if name == "navn" and any(_only_named(entry) for entry in entries.values()):
        return [
            f"{_named(kommuner, target.number)}: bare navnet blir endret. Tilstand, dato og kilde er som før."
            for target, entry in entries.items()
            if _only_named(entry)
        ]
    said = []
    if (today - checked).days > LIMIT_DAYS:
        said.append(f"{checked} er for lenge siden: opplysningen vises ikke for en forelder.")
    for target, entry in entries.items():
        others = _listed(words for key, words in _SHOWN.items() if key != name and getattr(entry, key, None))
        who = _named(kommuner, target.number)
        if others and name == "telefon" and not is_fresh(entry, today):
            said.append(f"{who}: bare nummeret er nå kontrollert, ikke {others}.")
        elif others and name != "telefon" and (name != "status" or value == "verified"):
            said.append(
                f"{who}: status, dato og kilde gjelder hele tjenesten. Nå regnes også {others} som lest der den dagen. "
                "Les det igjen hos kilden, og rett det som ikke stemmer."
            )
    return said


def _only_named(entry: Krisesenter | Nettsted) -> bool:
    """Whether a new name leaves the state of the service alone: there is more that was read with the old one."""
    return any(getattr(entry, key, None) for key in _READ_WITH_THE_NAME)


def _listed(words: Iterable[str]) -> str:
    *first, last = [*words] or [""]
    return f"{', '.join(first)} og {last}" if first else last
