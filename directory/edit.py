"""Change one fact about a kommune's service, in place: what staff do on the command line and on a page.

The whole file is checked before anything is written; what cannot stand is refused in a Norwegian sentence.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from content.atomic import write_atomically
from content.yaml_loader import line_of, load_yaml_text
from directory.check import check_kommuner
from directory.edit_block import rewrite_service
from directory.edit_request import FIELDS, Edit, EditRefused, Target, date_of, target_of, value_of
from directory.model import Kommune, Krisesenter
from directory.reading import KOMMUNER
from directory.rules import digits_of, sharing
from directory.services import LIMIT_DAYS, is_fresh

__all__ = ["FIELDS", "Edit", "EditRefused", "Edited", "edit_file", "edit_text"]

_SHOWN = {"adresse": "adressen", "apningstid": "åpningstiden", "nettside": "nettsiden"}


@dataclass(frozen=True)
class Edited:
    """The new text of the file, where it was changed, and what staff should know (Norwegian sentences).

    `changed` and `elsewhere` are names of kommuner by number; `elsewhere` those that share the service and say
    something else about it still.
    """

    text: str
    changed: dict[str, str]
    elsewhere: dict[str, str]
    said: list[str]


def edit_file(resources: Path, edit: Edit, *, today: date, shared: bool = False) -> Edited:
    """Change the file in `resources`, as a whole or not at all. Raises EditRefused; arguments as edit_text."""
    path = resources / KOMMUNER
    text = _read(path)
    edited = edit_text(text, edit, today=today, shared=shared)
    if _read(path) != text:
        raise EditRefused("Noen andre endret filen samtidig. Ingenting er skrevet. Prøv igjen.")
    try:
        write_atomically(path, edited.text)
    except OSError as error:
        raise EditRefused(f"{KOMMUNER} kan ikke skrives her. Ingenting er endret.") from error
    return edited


def edit_text(text: str, edit: Edit, *, today: date, shared: bool = False) -> Edited:
    """The text of legevakt_kommuner.yaml with one fact changed; every other line stays as it is.

    `shared`: change it in every kommune that shares the service. Raises EditRefused, also when the file has
    problems already or would have one afterwards.
    """
    before = load_yaml_text(text, KOMMUNER)
    kommuner, problems = check_kommuner(before, today=today)
    if problems:
        raise EditRefused("Filen har feil fra før. Rett dem først.", *map(str, problems))
    target, name = target_of(edit, kommuner)
    checked = date_of(edit, today)
    value = value_of(name, edit.value)
    partners = _partners(kommuner, target)
    differing = [one for one in partners if not _says(one.raw(before.data), name, value)]
    if not shared:
        _refuse_other_numbers(kommuner, name, [one for one in differing if digits_of(one.entry(kommuner))])
    targets = [target, *partners] if shared else [target]
    wanted = {
        one: _with(one.raw(before.data), name, value, source=edit.source.strip(), checked=checked)
        for one in targets
    }
    new = _rewritten(text, wanted, lambda one: line_of(before.lines, (one.number, one.kind)))
    _refuse_if_wrong(new, before.data, wanted, today)
    return Edited(
        text=new,
        changed={one.number: kommuner[one.number].navn for one in targets},
        elsewhere={} if shared else {one.number: kommuner[one.number].navn for one in differing},
        said=_said(edit, name, {one: one.entry(kommuner) for one in targets}, kommuner, checked, today),
    )


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EditRefused(f"{KOMMUNER} finnes ikke, eller er ikke lagret som UTF-8.") from error


def _partners(kommuner: dict[str, Kommune], target: Target) -> list[Target]:
    entry = target.entry(kommuner)
    found = sharing(kommuner, target.number, target.kind, entry)
    return [Target(number, target.kind, inside) for number, _, inside in found]


def _says(raw: dict[str, Any], name: str, value: Any) -> bool:
    """Whether an entry already has the value; for a number the spaces do not count."""
    if name != "telefon":
        return bool(raw.get(name) == value)
    return "".join((raw.get("telefon") or {}).get("nummer", "").split()) == "".join(value.split())


def _refuse_other_numbers(kommuner: dict[str, Kommune], name: str, others: list[Target]) -> None:
    if name != "telefon" or not others:
        return
    listed = ", ".join(
        f"{_named(kommuner, one.number)} har {entry.telefon.nummer}"
        for one in others
        if (entry := one.entry(kommuner)).telefon
    )
    shared = others[0].entry(kommuner).navn
    raise EditRefused(
        f"«{shared}» deles med flere, og de må ha samme nummer: {listed}. Ingenting er skrevet.", shared=True
    )


def _named(kommuner: dict[str, Kommune], number: str) -> str:
    return f"{kommuner[number].navn} ({number})"


def _with(raw: dict[str, Any], name: str, value: Any, *, source: str, checked: date) -> dict[str, Any]:
    """The entry with the new fact, who said so and when."""
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


def _rewritten(text: str, wanted: dict[Target, dict[str, Any]], line: Callable[[Target], int]) -> str:
    """Every target rewritten, from the bottom up so that the line numbers above stay true."""
    crlf = text.count("\r\n") == text.count("\n")
    new = text.replace("\r\n", "\n") if crlf else text
    for target in sorted(wanted, key=line, reverse=True):
        new = rewrite_service(new, line(target), target.inside, wanted[target])
    return new.replace("\n", "\r\n") if crlf else new


def _refuse_if_wrong(new: str, data: Any, wanted: dict[Target, dict[str, Any]], today: date) -> None:
    after = load_yaml_text(new, KOMMUNER)
    problems = check_kommuner(after, today=today)[1]
    if problems:
        raise EditRefused(*(problem.message for problem in problems))
    expected = deepcopy(data)
    for target, entry in wanted.items():
        raw = target.raw(expected)
        raw.clear()
        raw.update(entry)
    if after.data != expected:
        raise EditRefused("Filen er skrevet på en måte som ikke kan endres trygt her. Rett den for hånd.")


def _said(
    edit: Edit,
    name: str,
    entries: dict[Target, Krisesenter],
    kommuner: dict[str, Kommune],
    checked: date,
    today: date,
) -> list[str]:
    said = []
    if (today - checked).days > LIMIT_DAYS:
        said.append(f"{checked} er for lenge siden: opplysningen vises ikke for en forelder.")
    for target, entry in entries.items():
        others = _listed(words for key, words in _SHOWN.items() if key != name and getattr(entry, key, None))
        who = _named(kommuner, target.number)
        if others and name == "telefon" and not is_fresh(entry, today):
            said.append(f"{who}: bare nummeret er nå kontrollert, ikke {others}.")
        elif others and name != "telefon" and (name != "status" or edit.value.strip() == "verified"):
            said.append(
                f"{who}: status, dato og kilde gjelder hele tjenesten. Nå regnes også {others} som lest der den dagen. "
                "Les det igjen hos kilden, og rett det som ikke stemmer."
            )
    return said


def _listed(words: Iterable[str]) -> str:
    *first, last = [*words] or [""]
    return f"{', '.join(first)} og {last}" if first else last
