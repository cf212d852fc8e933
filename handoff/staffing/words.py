"""Figures as Norwegian writes them."""

from __future__ import annotations

from collections.abc import Callable

from handoff.staffing.results import Interval

NONE = "–"


def minutes(value: float) -> str:
    """Whole minutes from 10 up, else one decimal: what the intervals can carry."""
    return f"{value:.0f}" if value >= 9.95 else f"{max(0.0, value):.1f}".replace(".", ",")


def percent(value: float) -> str:
    """A share (0-1) in whole per cent."""
    return f"{100 * min(1.0, max(0.0, value)):.0f} %"


def count(value: float) -> str:
    """A number of people, thousands set apart by a space that does not break."""
    return f"{max(0.0, value):,.0f}".replace(",", "\N{NO-BREAK SPACE}")


def with_interval(measured: Interval | None, written: Callable[[float], str]) -> str:
    """«16 (15–17)» or «26 % (20–31 %)»; a dash where there was nobody to count."""
    if measured is None:
        return NONE
    low = written(measured.low).removesuffix(" %")
    return f"{written(measured.mean)} ({low}–{written(measured.high)})"
