"""Figures that may leave the service: small numbers hidden, and nothing left that they could be worked out from."""

from __future__ import annotations

from dataclasses import replace

from handoff.statistics.figures import Figures, WaitLine
from handoff.statistics.grid import HIDDEN, Grid
from handoff.statistics.suppress import SMALLEST, suppressed


class SharedAlready(ValueError):  # noqa: N818  says what happened
    """An imported report is a printed one already; it is not made over."""


def shareable(figures: Figures) -> Figures:
    """The same with HIDDEN numbers. All tables are looked at together, since they are handed over together.

    Raises SharedAlready for an imported report.
    """
    if figures.imported:
        raise SharedAlready
    counted = [grid for grid in figures.grids.values() if grid is not None]
    safe = {grid.id: grid for grid in suppressed(counted)}
    return replace(
        figures,
        grids=dict(safe),
        waits=_safe_waits(figures.waits, safe["waiting"]),
        unregistered=None,  # the waits less this number are the chats that were registered: a hidden one could be worked out
    )


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
