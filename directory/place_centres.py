"""Where the kommuner lie, roughly: which of several places of one name is near another place."""

from collections.abc import Iterable
from math import dist
from pathlib import Path

from directory.boundaries import FILE, Point, project, read_boundaries

_CLEARLY = 0.7
"""The nearest counts when it is so much nearer than the next."""


def read_centres(resources: Path) -> dict[str, Point]:
    """The middle of each kommune on the map by kommunenummer; none when there is no map."""
    try:
        boundaries = read_boundaries(resources / FILE)
    except (OSError, ValueError):
        return {}
    return {
        number: _middle(point for ring in rings for point in ring) for number, rings in boundaries.items()
    }


def nearest_to(centres: dict[str, Point], numbers: Iterable[str], others: Iterable[str]) -> str | None:
    """Which of the kommuner `numbers` lies clearly nearest to one of `others`, or None."""
    there = [centres[number] for number in others if number in centres]
    known = [number for number in numbers if number in centres]
    if not there or len(known) < 2:
        return None
    (first, number), (second, _) = sorted((min(dist(centres[n], at) for at in there), n) for n in known)[:2]
    return number if first < second * _CLEARLY else None


def _middle(points: Iterable[Point]) -> Point:
    placed = [project(*point) for point in points]
    return sum(x for x, _ in placed) / len(placed), sum(y for _, y in placed) / len(placed)
