"""Figures that may leave the service: small numbers hidden, and nothing left that they could be worked out from."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from handoff.categories import Categories
from handoff.clock import OSLO
from handoff.opening import Opening
from handoff.statistics.figures import Figures, WaitLine
from handoff.statistics.grid import HIDDEN, Grid
from handoff.statistics.period import Period
from handoff.statistics.suppress import SMALLEST, Key, suppressed, zero_keys


class SharedAlready(ValueError):  # noqa: N818  says what happened
    """An imported report is a printed one already; it is not made over."""


def shareable(figures: Figures, categories: Categories, opening: Opening, now: datetime) -> Figures:
    """The same with HIDDEN numbers. All tables are looked at together, since they are handed over together.

    `opening` and `now` tell which zeros everybody knows. Raises SharedAlready for an imported report.
    """
    if figures.imported:
        raise SharedAlready
    counted = [grid for grid in figures.grids.values() if grid is not None]
    safe = {grid.id: grid for grid in suppressed(counted, known_zeros(figures, categories, opening, now))}
    return replace(
        figures,
        grids=dict(safe),
        waits=_safe_waits(figures.waits, safe["waiting"]),
        unregistered=None,  # the waits less this number are the chats that were registered: a hidden one could be worked out
    )


def known_zeros(figures: Figures, categories: Categories, opening: Opening, now: datetime) -> set[Key]:
    """The numbers that whoever gets the tables knows to be 0 without being told.

    Themes no longer in use; months to come, and others without any chat or call, when the service was not in use; hours and
    days of the week when it is closed or that are not over.
    """
    idle = idle_months(figures)
    found = {
        key
        for grid in figures.grids.values()
        if grid and grid.columns
        for key in zero_keys(grid, columns=idle)
    }
    open_ = open_hours(figures.period, opening, now)
    used = {
        "themes": set(categories.offered),
        "hours": _labels(figures, "hours", {hour for _, hour in open_}),
        "weekdays": _labels(figures, "weekdays", {day for day, _ in open_}),
    }
    for id, names in used.items():
        if grid := figures.grids[id]:
            numbered = enumerate(zip(grid.rows, grid.totals, strict=True))
            unused = {row for row, (name, total) in numbered if total == 0 and name not in names}
            found |= zero_keys(grid, rows=unused)
    return found


def _labels(figures: Figures, id: str, rows: set[int]) -> set[str]:
    grid = figures.grids[id]
    return {grid.rows[row] for row in rows} if grid else set()


def idle_months(figures: Figures) -> set[str]:
    """The labels of the months in which nothing at all was counted."""
    by_month = [grid for id in ("contacts", "waiting") if (grid := figures.grids[id])]
    sums = [dict(zip(grid.columns, grid.column_totals or (), strict=True)) for grid in by_month]
    return {label for label in sums[0] if all(months[label] == 0 for months in sums)}


def open_hours(period: Period, opening: Opening, now: datetime) -> set[tuple[int, int]]:
    """Every (weekday, hour) of the period so far in which the service was open by today's opening hours; Monday is 0."""
    here = now.astimezone(OSLO)
    last = min(period.last, here.date())
    week = [last - timedelta(days=back) for back in range(min(8, (last - period.first).days + 1))]
    begun = {
        (day.weekday(), hour) for day in week for hour in range(24) if day < here.date() or hour <= here.hour
    }
    return opening.hours_of_week() & begun


def _safe_waits(lines: tuple[WaitLine, ...], grid: Grid) -> tuple[WaitLine, ...]:
    """Each line as far as the grid it comes from is shown: soon, later and left of that month, and their sum."""
    columns = [*grid.down(), grid.totals]
    sums = [*(grid.column_totals or ()), grid.grand]
    return tuple(
        _safe_wait(line, column, whole) for line, column, whole in zip(lines, columns, sums, strict=True)
    )


def _safe_wait(line: WaitLine, column: tuple[object, ...], whole: object) -> WaitLine:
    soon, later, left = (isinstance(cell, int) for cell in column)
    enough = isinstance(line.waits, int) and line.waits >= SMALLEST
    return WaitLine(
        label=line.label,
        waits=line.waits if soon and later else HIDDEN,
        median=line.median if enough else HIDDEN,
        p90=line.p90 if enough else HIDDEN,
        short=line.short if soon and later else HIDDEN,
        left=line.left if left and isinstance(whole, int) else HIDDEN,
    )
