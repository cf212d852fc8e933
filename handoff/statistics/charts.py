"""Charts as plain shapes: where each bar stands and what is written beside it. The page and the PDF both draw them.

Standing bars for months, hours and days; lying bars where the names are long. A chart shows no number that its table
does not show, and each series has a pattern and a name besides its colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handoff.statistics.grid import Cell, Grid

WIDTH = 720
STANDING_HEIGHT = 300
_LEFT, _TOP, _BOTTOM = 46, 22, 34
_LABEL_ROOM = 58
_NUMBER_ROOM = 22
_LYING_BAR, _LYING_NAME, _LYING_GAP, _LYING_RIGHT = 16, 20, 12, 62
STANDING = ("contacts", "hours", "weekdays", "waiting", "urgency")
"""The tables drawn with standing bars."""
Number = Cell | float


class Picture(NamedTuple):
    """What a chart is drawn from when it is no grid of counts: a group of bars for each name, `series` are name and numbers."""

    id: str
    title: str
    names: Sequence[str]
    series: Sequence[tuple[str, Sequence[Number]]]


@dataclass(frozen=True)
class Bar:
    """A bar of the series with this number."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True)
class Label:
    """A text at a place. `anchor`: start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str
    strong: bool = False


@dataclass(frozen=True)
class Chart:
    """Shapes on a sheet `width` wide and `height` high, from the top left. `lines`: heights of lines that run from `left`."""

    id: str
    width: float
    height: float
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    lines: tuple[float, ...]
    series: tuple[str, ...]
    left: float = _LEFT


def chart_of(grid: Grid | None) -> Chart | None:
    """The chart that fits a table: over months, hours or days where it has them, else its totals. None of nothing."""
    if grid is None or grid.is_empty:
        return None
    if grid.id in {"hours", "weekdays"}:
        return standing(grid.id, _short(grid), [("", grid.totals)])
    if grid.id in STANDING and grid.columns:
        return standing(grid.id, grid.columns, list(zip(grid.rows, grid.cells, strict=True)))
    if grid.id == "suggestions":
        return lying(grid.id, grid.rows, list(zip(grid.columns, grid.down(), strict=True)))
    return lying(grid.id, grid.rows, [("", grid.totals)])


def picture_chart(picture: Picture) -> Chart | None:
    """None when it has no number to show."""
    if not any(isinstance(cell, int | float) for _, cells in picture.series for cell in cells):
        return None
    return standing(picture.id, picture.names, picture.series)


def comparison_chart(grid: Grid | None) -> Chart | None:
    """Two periods side by side: the columns of the grid are the series. None of nothing."""
    if grid is None or not any(cell for row in grid.cells for cell in row):
        return None
    series = list(zip(grid.columns, grid.down(), strict=True))
    if grid.id in {"hours", "weekdays"}:
        return standing("compare-" + grid.id, _short(grid), series)
    return lying("compare-" + grid.id, grid.rows, series)


def _short(grid: Grid) -> Sequence[str]:
    return [row.split("–")[0].removeprefix("kl. ") for row in grid.rows] if grid.id == "hours" else grid.rows


def standing(id: str, names: Sequence[str], series: Sequence[tuple[str, Sequence[Number]]]) -> Chart:
    """A group of standing bars for each name."""
    top = nice_top([cell for _, cells in series for cell in cells])
    room = (WIDTH - _LEFT - 8) / max(1, len(names))
    bar_width = min(34.0, room * 0.8 / max(1, len(series)))
    ground = STANDING_HEIGHT - _BOTTOM
    bars, labels = [], []
    every = (
        max(1, -(-int(_LABEL_ROOM) // max(1, int(room)))) if len(max(names, key=len, default="")) > 3 else 1
    )
    for place, name in enumerate(names):
        middle = _LEFT + room * (place + 0.5)
        if place % every == 0:
            labels.append(Label(middle, ground + 20, name, "middle"))
        for number, (_, cells) in enumerate(series):
            cell = cells[place]
            if not isinstance(cell, int | float):
                continue
            height = (ground - _TOP) * cell / top
            x = middle + (number - len(series) / 2) * bar_width
            bars.append(Bar(x, ground - height, bar_width - 2, height, number))
            if bar_width >= _NUMBER_ROOM:
                labels.append(
                    Label(x + bar_width / 2 - 1, ground - height - 5, written(cell), "middle", strong=True)
                )
    ticks = [top * part // 4 for part in range(5)] if top % 4 == 0 else [0, top]
    heights = [ground - (ground - _TOP) * tick / top for tick in ticks]
    labels += [Label(_LEFT - 6, y + 4, f"{tick}", "end") for tick, y in zip(ticks, heights, strict=True)]
    return Chart(id, WIDTH, STANDING_HEIGHT, tuple(bars), tuple(labels), tuple(heights), _names(series))


def lying(id: str, names: Sequence[str], series: Sequence[tuple[str, Sequence[Cell]]]) -> Chart:
    """A group of lying bars under each name."""
    top = nice_top([cell for _, cells in series for cell in cells])
    bars, labels = [], []
    y = 0.0
    for place, name in enumerate(names):
        labels.append(Label(0, y + 15, name, "start"))
        y += _LYING_NAME
        for number, (_, cells) in enumerate(series):
            cell = cells[place]
            width = (WIDTH - _LYING_RIGHT) * cell / top if isinstance(cell, int) else 0.0
            if isinstance(cell, int):
                bars.append(Bar(0, y, max(width, 1.0), _LYING_BAR - 2, number))
                labels.append(Label(width + 6, y + 12, f"{cell}", "start", strong=True))
            else:
                labels.append(Label(0, y + 12, "–", "start"))
            y += _LYING_BAR
        y += _LYING_GAP
    return Chart(id, WIDTH, max(y, 1.0), tuple(bars), tuple(labels), (), _names(series))


def written(number: float) -> str:
    """As the tables have it: 12, 12,5."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def _names(series: Sequence[tuple[str, Sequence[Number]]]) -> tuple[str, ...]:
    return tuple(name for name, _ in series if name)


def nice_top(cells: Sequence[Number]) -> int:
    """The end of the scale: the next of 4, 8, 20, 40, 80, 200 ... that holds the highest number."""
    highest = max((cell for cell in cells if isinstance(cell, int | float)), default=0)
    step = 1
    while True:
        for top in (4 * step, 8 * step, 20 * step):
            if highest <= top:
                return top
        step *= 10
