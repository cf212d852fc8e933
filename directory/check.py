"""Everything that can be said about the directory's files: what must be fixed, and what is known and not."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from content.yaml_loader import Lines, Loaded, Problem, line_of, load_yaml
from directory.model import KINDS, Kommune, KommuneEntry, NasjonaleTjenester, NasjonalTjeneste, Sourced
from directory.places.files import read_place_files
from directory.reading import KOMMUNER, NATIONAL, kommuner_from, national_from
from directory.rules import all_services, partners_without_it
from directory.services import state_of
from directory.wording import load_texts


def check_resources(resources: Path, *, today: date) -> list[Problem]:
    """All problems of all the directory's files at once, in file and line order. Empty: in order."""
    problems = check_kommuner(load_yaml(resources / KOMMUNER), today=today)[1]
    loaded = load_yaml(resources / NATIONAL)
    national, more = national_from(loaded, NATIONAL)
    problems += more
    if national:
        problems += _national_from_the_future(national.tjenester, loaded.lines, today)
    problems += load_texts(resources)[1]
    problems += read_place_files(resources).problems
    return sorted(problems)


def check_kommuner(loaded: Loaded, *, today: date) -> tuple[dict[str, Kommune], list[Problem]]:
    """The kommuner in legevakt_kommuner.yaml, once read, and everything wrong with the file."""
    kommuner, problems = kommuner_from(loaded, KOMMUNER)
    return kommuner, [*problems, *_from_the_future(kommuner, loaded.lines, today)]


def doubts(resources: Path) -> list[Problem]:
    """What is not wrong enough to refuse the files, but should be looked at by staff. Empty when there are errors."""
    loaded = load_yaml(resources / KOMMUNER)
    kommuner, problems = kommuner_from(loaded, KOMMUNER)
    return [] if problems else doubts_about(kommuner, loaded.lines)


def doubts_about(kommuner: dict[str, Kommune], lines: Lines) -> list[Problem]:
    """As doubts, of a file that is already read: a shared service that the other kommune does not name."""
    entries: dict[str, KommuneEntry] = dict(kommuner)
    return [
        Problem(
            KOMMUNER,
            line_of(lines, path),
            f"{kommuner[number].navn} ({number}) deler «{name}» med {kommuner[partner].navn} ({partner}), "
            f"men den står ikke under {kind} der.",
        )
        for number, kind, name, partner, path in partners_without_it(entries)
    ]


def coverage(kommuner: dict[str, Kommune], *, today: date) -> dict[str, Counter[str]]:
    """Per kind of service: how many kommuner are verified, stale, unverified and missing, and `telefon` shown."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for kommune in kommuner.values():
        for kind in KINDS:
            entry = kommune.service(kind)
            counts[kind][state_of(entry, today)] += 1
            shown = [e.telefon for e in (entry, *entry.i_tillegg) if e.telefon]
            counts[kind]["telefon"] += any(state_of(phone, today) == "verified" for phone in shown)
    return counts


def json_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema for each YAML file, for editors that complete and underline."""
    number = {"type": "object", "additionalProperties": False}
    kommune = KommuneEntry.model_json_schema(ref_template="#/$defs/{model}")
    definitions = kommune.pop("$defs", {})
    return {
        KOMMUNER: {
            **number,
            "patternProperties": {r"^\d{4}$": {"$ref": "#/$defs/KommuneEntry"}},
            "$defs": {**definitions, "KommuneEntry": kommune},
        },
        NATIONAL: NasjonaleTjenester.model_json_schema(),
    }


def _from_the_future(kommuner: dict[str, Kommune], lines: Lines, today: date) -> list[Problem]:
    return [
        _future(
            KOMMUNER,
            line_of(lines, (*path, "kontrollert")),
            f"{kommuner[number].navn} ({number})",
            part.kontrollert,
        )
        for number, part, path in _sourced(kommuner)
        if part.kontrollert and part.kontrollert > today
    ]


def _sourced(kommuner: dict[str, Kommune]) -> Iterator[tuple[str, Sourced, tuple[str | int, ...]]]:
    """All that carries a date: kommunenummer, the part, and its path in the file."""
    for number, kommune in kommuner.items():
        yield number, kommune.nettsted, (number, "nettsted")
    for number, _, entry, path in all_services(dict(kommuner)):
        yield number, entry, path
        if entry.telefon:
            yield number, entry.telefon, (*path, "telefon")


def _national_from_the_future(entries: list[NasjonalTjeneste], lines: Lines, today: date) -> list[Problem]:
    return [
        _future(NATIONAL, line_of(lines, ("tjenester", i, "kontrollert")), entry.id, entry.kontrollert)
        for i, entry in enumerate(entries)
        if entry.kontrollert and entry.kontrollert > today
    ]


def _future(file: str, line: int, who: str, when: date) -> Problem:
    return Problem(file, line, f"{who}: kontrollert {when} er fram i tid.")
