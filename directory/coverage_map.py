"""A page that shows where the directory knows something and where it does not: a map, and the same in tables."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from directory.boundaries import Point, Ring, project
from directory.check import coverage
from directory.model import KINDS, Kommune
from directory.services import state_of
from directory.staff_words import KIND_WORDS, STATE_WORDS

WIDTH = 2000
_MARGIN = 10
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Shape:
    """One kommune on the page: its name, its states in the order of KINDS, and its outline as SVG path data."""

    kommunenummer: str
    name: str
    fylke: str
    states: list[str]
    path: str


def coverage_page(
    kommuner: dict[str, Kommune], boundaries: dict[str, list[Ring]], *, today: date, home: str | None = None
) -> str:
    """The whole page as HTML that needs no other file. A kommune without boundaries is in the tables alone.

    `home`: where the page about the kommuner is, which is then linked to.
    """
    paths, height = _paths(boundaries)
    shapes = [
        Shape(
            kommunenummer=number,
            name=kommune.navn,
            fylke=kommune.fylke,
            states=[state_of(kommune.service(kind), today) for kind in KINDS],
            path=paths.get(number, ""),
        )
        for number, kommune in sorted(kommuner.items(), key=lambda item: (item[1].fylke, item[1].navn))
    ]
    page = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    ).get_template("coverage_map.html")
    return page.render(
        shapes=shapes,
        kinds=[KIND_WORDS[kind] for kind in KINDS],
        states=STATE_WORDS,
        counts=[coverage(kommuner, today=today)[kind] for kind in KINDS],
        total=len(kommuner),
        width=WIDTH,
        height=height,
        today=today.isoformat(),
        home=home,
    )


def _paths(boundaries: dict[str, list[Ring]]) -> tuple[dict[str, str], int]:
    """SVG path data of each kommune on a page WIDTH wide, and how high that page is."""
    projected = {
        number: [[project(*point) for point in ring] for ring in rings]
        for number, rings in boundaries.items()
    }
    points = [point for rings in projected.values() for ring in rings for point in ring]
    if not points:
        return {}, 0
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = (WIDTH - 2 * _MARGIN) / (east - west)

    def on_page(point: Point) -> tuple[int, int]:
        return round((point[0] - west) * scale) + _MARGIN, round((north - point[1]) * scale) + _MARGIN

    paths = {
        number: "".join(_path([on_page(point) for point in ring]) for ring in rings)
        for number, rings in projected.items()
    }
    return paths, round((north - south) * scale) + 2 * _MARGIN


def _path(ring: list[tuple[int, int]]) -> str:
    """One ring as steps between whole numbers; an islet too small to be seen is left out."""
    kept = [point for i, point in enumerate(ring) if i == 0 or point != ring[i - 1]]
    if len(kept) < 4:
        return ""
    steps = "".join(f"{b[0] - a[0]} {b[1] - a[1]} " for a, b in pairwise(kept))
    return f"M{kept[0][0]} {kept[0][1]}l{steps.strip()}z"
