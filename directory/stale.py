"""What staff should look at again: everything unverified, older than its limit, or missing."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from directory.model import (
    KINDS,
    Apningstid,
    Kommune,
    Krisesenter,
    NasjonaleTjenester,
    NasjonalTjeneste,
    Sourced,
)
from directory.opening_hours import is_structured
from directory.services import safe_number, state_of
from directory.staff_words import KIND_WORDS, STATE_WORDS, csv_text

COLUMNS = (
    "kommunenummer", "kommune", "tjeneste", "navn", "gjelder", "tilstand", "kontrollert", "dager", "kilde", "kilde_alder",
)  # fmt: skip
NATIONAL = "Hele landet"
_NUMBERS, _SITES, _NATIONAL = "Telefonnumre", "Kommunenes nettsteder", "Nasjonale tjenester"
_HOURS = "Åpningstid til numre som vises"
NO_HOURS, ONLY_WORDS = "åpningstid", "åpningstid dag for dag"
WHOLE = "tjenesten"
REPORTED, REPORTED_WORD = "reported", "meldt feil"
_GROUPS = (*KIND_WORDS.values(), _NUMBERS, _HOURS, _SITES, _NATIONAL)


class Report(NamedTuple):
    """A veileder's word, not yet seen to, that something about a service is wrong. `service` is which (services.what_of), or ""."""

    kommunenummer: str
    service: str
    note: str
    day: date


class Item(NamedTuple):
    """One thing somebody can check. `days` since it was checked; None, and `checked` None, when it never was.

    `state` is verified, stale, unverified or missing. `part` says what of the service it is: "tjenesten" (name,
    address and hours), "telefon" or "nettsted". A number that a parent is shown has an item more, whose state is missing, when
    its hours are not known: NO_HOURS, or ONLY_WORDS when nobody has found out which days the source's words are about.
    National services have the kommunenummer "", and such an item also for "språk".
    A report is an item too: `state` and `part` are "reported" and "melding", `name` what was said, `checked` its day.
    """

    kommunenummer: str
    kommune: str
    service: str
    name: str
    part: str
    state: str
    checked: date | None
    days: int | None
    source: str
    source_age: str


def items(
    kommuner: Iterable[Kommune],
    nasjonale: NasjonaleTjenester | None,
    *,
    today: date,
    reports: Collection[Report] = (),
) -> Iterator[Item]:
    """Everything that carries a status, in the order of the files, and the reports at the head of each kommune.

    `nasjonale` None leaves those out.
    """
    for kommune in kommuner:
        for report in reports:
            if report.kommunenummer == kommune.kommunenummer:
                yield _reported(kommune, report, today)
        yield _item(kommune, "", kommune.nettsted.adresse, "nettsted", kommune.nettsted, "", today)
        for kind in KINDS:
            main = kommune.service(kind)
            # one more that is gone leaves no gap
            for entry in (main, *(other for other in main.i_tillegg if other.status != "missing")):
                yield from _of_service(kommune, kind, entry, today)
    for service in nasjonale.tjenester if nasjonale else ():
        item = _item(None, service.id, service.navn.nb, WHOLE, service, "", today)
        yield item
        for part in _gaps(service):
            yield item._replace(part=part, state="missing", checked=None, days=None)


def to_check(found: Iterable[Item]) -> list[Item]:
    """Those that a parent is not shown as they stand: all but the verified ones that are new enough."""
    return [item for item in found if item.state != "verified"]


def totals(found: Iterable[Item]) -> dict[str, Counter[str]]:
    """How many things are in each state, per kind of service, for the numbers, the sites and the national services."""
    counts: dict[str, Counter[str]] = {group: Counter() for group in _GROUPS}
    for item in found:
        if item.state != REPORTED:  # what is reported has a state of its own besides, and is counted there
            counts[_group(item)][item.state] += 1
    return {group: count for group, count in counts.items() if count}


def as_csv(found: Iterable[Item]) -> str:
    """One line for each thing, with the words the files use for the state."""
    return csv_text(COLUMNS, found)


def as_table(found: Iterable[Item]) -> str:
    """Kommune by kommune, in Norwegian: what is reported first, what is missing gathered on one line."""
    lines = []
    for (number, kommune), group in groupby(found, key=lambda item: (item.kommunenummer, item.kommune)):
        lines.append(f"{kommune} ({number})" if number else kommune)
        rows = list(group)
        lines += [_line(item) for item in rows if item.state == REPORTED]
        lines += _missing_lines(item for item in rows if item.state == "missing")
        lines += [_line(item) for item in rows if item.state not in {"missing", REPORTED}]
    return "".join(f"{line}\n" for line in lines)


def totals_as_table(counts: dict[str, Counter[str]]) -> str:
    """The totals, one line for each group."""
    width = max(map(len, counts), default=0)
    head = f"{'Til sammen':{width}}" + "".join(f"{word:>16}" for word in STATE_WORDS.values())
    rows = [
        f"{group:{width}}" + "".join(f"{count[state]:16}" for state in STATE_WORDS)
        for group, count in counts.items()
    ]
    return "".join(f"{line}\n" for line in (head, *rows))


def _gaps(service: NasjonalTjeneste) -> Iterator[str]:
    """What a parent would ask of a national service and nobody has found out. A mere site has no hours."""
    if service.telefon or service.chat:
        yield from _hours_gaps(service.apningstid)
    if not service.spraak:
        yield "språk"


def _hours_gaps(hours: Apningstid | None) -> Iterator[str]:
    if not is_structured(hours):
        yield ONLY_WORDS if hours and hours.tekst else NO_HOURS


def _reported(kommune: Kommune, report: Report, today: date) -> Item:
    return Item(
        kommunenummer=kommune.kommunenummer,
        kommune=kommune.navn,
        service=report.service,
        name=report.note,
        part="melding",
        state=REPORTED,
        checked=report.day,
        days=(today - report.day).days,
        source="",
        source_age="",
    )


def _of_service(kommune: Kommune, kind: str, entry: Krisesenter, today: date) -> Iterator[Item]:
    name = entry.navn or ""
    yield _item(kommune, kind, name, WHOLE, entry, "", today)
    if entry.telefon:
        yield _item(kommune, kind, name, "telefon", entry.telefon, entry.kilde or "", today)
    if safe_number(entry.telefon, entry, today):
        hours = _item(kommune, kind, name, "", entry, "", today)
        for part in _hours_gaps(entry.apningstid):
            yield hours._replace(part=part, state="missing", checked=None, days=None)


def _item(
    kommune: Kommune | None,
    service: str,
    name: str,
    part: str,
    entry: Sourced | NasjonalTjeneste,
    source: str,
    today: date,
) -> Item:
    checked = entry.kontrollert
    return Item(
        kommunenummer=kommune.kommunenummer if kommune else "",
        kommune=kommune.navn if kommune else NATIONAL,
        service=service,
        name=name,
        part=part,
        state=state_of(entry, today),
        checked=checked,
        days=(today - checked).days if checked else None,
        source=entry.kilde or source,
        source_age=entry.kilde_alder or "",
    )


def _group(item: Item) -> str:
    if not item.kommunenummer:
        return _NATIONAL
    parts = {"telefon": _NUMBERS, "nettsted": _SITES, NO_HOURS: _HOURS, ONLY_WORDS: _HOURS}
    return parts.get(item.part) or service_words(item)


def service_words(item: Item) -> str:
    """What staff call the service; a site, a national service and a report about nothing named by its own words."""
    kind, _, place = item.service.partition(".")  # "familievernkontor.2" is the second, in a report
    words = {str(kind): words for kind, words in KIND_WORDS.items()}.get(kind)
    return f"{words} {place}".strip() if words else item.name


def _missing_lines(missing: Iterable[Item]) -> Iterator[str]:
    """What is missing altogether on one line, and a line for each thing that is not known of a service that is there."""
    names: dict[str, list[str]] = {}
    for item in missing:
        part = "" if item.part == WHOLE else f"{item.part}: "
        names.setdefault(part, []).append(service_words(item))
    for what, services in names.items():
        yield f"  {'mangler':16}{what}{', '.join(services)}"


def _line(item: Item) -> str:
    if item.state == REPORTED:
        return f"  {REPORTED_WORD:16}{service_words(item):30}  {f'{item.checked}, {item.days} dager':26}  {item.name}"
    what = " – ".join(
        word for word in (service_words(item), item.part if item.part == "telefon" else "") if word
    )
    when = f"{item.checked}, {item.days} dager" if item.checked else item.source_age or "ukjent alder"
    return f"  {STATE_WORDS[item.state]:16}{what:30}  {when:26}  {item.source}"
