"""Bar charts as numbers: where everything stands in an SVG. The template `_bars.html` draws them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handoff.staffing.results import Interval

WIDTH, HEIGHT = 480, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 8, 20, 30
FILLED = 0.7
"""How much of a group's place its bars fill."""


@dataclass(frozen=True)
class Bar:
    """One bar with its interval, in SVG units; `low` and `high` are the ends of the line through its top."""

    series: int
    x: float
    y: float
    width: float
    height: float
    low: float
    high: float
    label: str

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Mark:
    """A word on an axis and where it stands."""

    at: float
    label: str


@dataclass(frozen=True)
class Chart:
    """Everything that is drawn. `names`: what each series is called, for the legend."""

    names: list[str]
    bars: list[Bar]
    ticks: list[Mark]
    groups: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


def bar_chart(
    groups: Sequence[str],
    series: Sequence[tuple[str, Sequence[Interval | None]]],
    written: Callable[[float], str],
    *,
    most: float | None = None,
) -> Chart:
    """Groups along the bottom, a bar for each series in each group; `most`: the axis's end when it is given."""
    top = most or max((i.high for _, values in series for i in values if i is not None), default=0.0)
    steps = axis(top)
    place = (WIDTH - LEFT - RIGHT) / max(1, len(groups))
    width = place * FILLED / max(1, len(series))
    labelled = len(groups) * len(series) <= 10

    def height_of(value: float) -> float:
        share = min(1.0, max(0.0, value / steps[-1]))
        return round(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP), 1)

    bars = [
        Bar(
            series=number,
            x=round(LEFT + place * (group + (1 - FILLED) / 2) + width * number, 1),
            y=height_of(value.mean),
            width=round(width, 1),
            height=round(HEIGHT - BOTTOM - height_of(value.mean), 1),
            low=height_of(value.low),
            high=height_of(value.high),
            label=written(value.mean) if labelled else "",
        )
        for number, (_, values) in enumerate(series)
        for group, value in enumerate(values)
        if value is not None
    ]
    return Chart(
        names=[name for name, _ in series],
        bars=bars,
        ticks=[Mark(height_of(step), written(step)) for step in steps],
        groups=[Mark(round(LEFT + place * (group + 0.5), 1), name) for group, name in enumerate(groups)],
    )


def axis(most: float) -> list[float]:
    """Round steps from 0 until `most` is covered: 1, 2 or 5 times a power of ten, five or six of them at most."""
    if most <= 0:
        return [0.0, 1.0]
    rough = most / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough - 1e-12)
    return [round(step * number, 10) for number in range(math.ceil(most / step - 1e-9) + 1)]
