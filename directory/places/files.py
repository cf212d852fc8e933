"""The files in resources/steder: read, checked, and said in Norwegian what is wrong."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, Field

from content.models import Strict, parse_model
from content.yaml_loader import Lines, Problem, line_of, load_yaml, nearest
from directory.boundaries import FILE, Point, project, read_boundaries
from directory.former_numbers import NOW
from directory.rules import KOMMUNENUMMER

FOLDER = "steder"
ABROAD_NUMBERS = {"2100": "svalbard", "2211": "jan_mayen"}
_COLUMNS = {
    "stedsnavn.csv": ["navn", "type", "kommunenummer", "antall"],
    "postnummer.csv": ["postnummer", "poststed", "kommunenummer"],
    "land.csv": ["navn"],
}
_TYPES = {"kommune", "bydel", "omrade", "kommunesenter", "poststed"}
ModelT = TypeVar("ModelT", bound=BaseModel)
Row = dict[str, str]


class Kallenavn(Strict):
    """Hand-written names by kommunenummer."""

    kallenavn: dict[str, list[str]]
    omraader: dict[str, list[str]]
    samisk_og_kvensk: dict[str, list[str]] = Field(default_factory=dict)


class VanligeOrd(Strict):
    """Names that are also something else, and words that tell so."""

    ord: list[str]
    personnavn: list[str]
    etternavn: list[str]
    uttrykk: list[str]
    ting: list[str]
    roller: list[str]
    turer: list[str]
    reiser: list[str]
    sykehus: list[str]
    natur: list[str]
    fornavn: list[str]


class Utenfor(Strict):
    """Places without a Norwegian kommune."""

    svalbard: list[str]
    jan_mayen: list[str]
    utlandet: list[str]


class Regioner(Strict):
    """Regions that tell places of one name apart: kommunenummer or the two digits of a fylke."""

    regioner: dict[str, list[str]]


@dataclass
class PlaceFiles:
    """What resources/steder holds, and everything wrong with it."""

    names: list[Row] = field(default_factory=list)
    postnummer: list[Row] = field(default_factory=list)
    land: list[Row] = field(default_factory=list)
    kallenavn: Kallenavn = field(default_factory=lambda: Kallenavn(kallenavn={}, omraader={}))
    vanlige: VanligeOrd = field(
        default_factory=lambda: VanligeOrd(
            ord=[],
            personnavn=[],
            etternavn=[],
            uttrykk=[],
            ting=[],
            roller=[],
            turer=[],
            reiser=[],
            sykehus=[],
            natur=[],
            fornavn=[],
        )
    )
    utenfor: Utenfor = field(default_factory=lambda: Utenfor(svalbard=[], jan_mayen=[], utlandet=[]))
    regioner: Regioner = field(default_factory=lambda: Regioner(regioner={}))
    centres: dict[str, Point] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_place_files(resources: Path) -> PlaceFiles:
    """Read all seven files, and the map. What cannot be read is left empty and told in `problems`; the map may lack."""
    folder, files = resources / FOLDER, PlaceFiles()
    files.names = _rows(folder / "stedsnavn.csv", files.problems)
    files.postnummer = _rows(folder / "postnummer.csv", files.problems)
    files.land = _rows(folder / "land.csv", files.problems)
    files.kallenavn = read_model(folder / "kallenavn.yaml", Kallenavn, files.problems) or files.kallenavn
    files.vanlige = read_model(folder / "vanlige_ord.yaml", VanligeOrd, files.problems) or files.vanlige
    files.utenfor = read_model(folder / "utenfor.yaml", Utenfor, files.problems) or files.utenfor
    files.regioner = read_model(folder / "regioner.yaml", Regioner, files.problems) or files.regioner
    files.centres = _centres(resources)
    return files


def _centres(resources: Path) -> dict[str, Point]:
    """The middle of each kommune on the map by kommunenummer; none when there is no map."""
    try:
        boundaries = read_boundaries(resources / FILE)
    except (OSError, ValueError):
        return {}
    return {
        number: _middle(point for ring in rings for point in ring) for number, rings in boundaries.items()
    }


def _middle(points: Iterable[Point]) -> Point:
    placed = [project(*point) for point in points]
    return sum(x for x, _ in placed) / len(placed), sum(y for _, y in placed) / len(placed)


def read_model(path: Path, model: type[ModelT], problems: list[Problem]) -> ModelT | None:
    data, lines, found = load_yaml(path)
    problems += found
    if data is None:
        return None
    value, wrong = parse_model(model, data, lines, path.name)
    problems += wrong
    if isinstance(value, Kallenavn):
        problems += _unknown_numbers(dict(value), lines, path.name)
    if isinstance(value, Regioner):
        problems += _unknown_regions(value, lines, path.name)
    return value


def _unknown_numbers(parts: dict[str, dict[str, list[str]]], lines: Lines, file: str) -> list[Problem]:
    return [
        Problem(file, line_of(lines, (part, number)), _no_number(number))
        for part, names in parts.items()
        for number in names
        if number not in KOMMUNENUMMER
    ]


def _no_number(number: str) -> str:
    if number in NOW:
        return f"«{number}» er et gammelt kommunenummer. Nå er det {' eller '.join(NOW[number])}."
    return f"«{number}» er ikke et kommunenummer i 2026. Dagens numre står i legevakt_kommuner.yaml."


def _unknown_regions(regions: Regioner, lines: Lines, file: str) -> list[Problem]:
    fylker = {number[:2] for number in KOMMUNENUMMER}
    return [
        Problem(
            file,
            line_of(lines, ("regioner", name)),
            f"{name}: «{number}» er verken fylke eller kommune i 2026.",
        )
        for name, numbers in regions.regioner.items()
        for number in numbers
        if number not in KOMMUNENUMMER | fylker
    ]


def _rows(path: Path, problems: list[Problem]) -> list[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            if reader.fieldnames != _COLUMNS[path.name]:
                wanted = ",".join(_COLUMNS[path.name])
                problems.append(Problem(path.name, 1, f"Første linje skal være: {wanted}"))
                return []
            rows = list(reader)
    except (OSError, UnicodeDecodeError):
        problems.append(Problem(path.name, 1, "Filen finnes ikke, eller er ikke lagret som UTF-8."))
        return []
    for number, row in enumerate(rows, start=2):
        problems += [Problem(path.name, number, message) for message in _row_problems(path.name, row)]
    return rows


def _row_problems(file: str, row: Row) -> list[str]:
    found: list[str] = []
    if None in row.values() or None in row:
        return ["Linjen har feil antall felter. Et navn med komma skal stå i hermetegn."]
    if file == "land.csv":
        return found
    number = row["kommunenummer"]
    if number not in KOMMUNENUMMER and number not in ABROAD_NUMBERS:
        found.append(_no_number(number))
    if file == "stedsnavn.csv" and row["type"] not in _TYPES:
        near = nearest(row["type"], sorted(_TYPES))
        found.append(f"«{row['type']}» er ikke en type sted. Bruk en av: {', '.join(sorted(_TYPES))}{near}")
    if file == "stedsnavn.csv" and not row["antall"].isdigit():
        found.append(f"«{row['antall']}» skal være antall postnummer (0 når det ikke er et poststed).")
    if file == "postnummer.csv" and not (row["postnummer"].isdigit() and len(row["postnummer"]) == 4):
        found.append(f"«{row['postnummer']}» er ikke et postnummer (fire siffer).")
    return found
