"""A table of whole numbers with its totals: one shape for the page, CSV, PDF, the terminal and suppression."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar


class Hidden(Enum):
    """The mark of a number that is kept back."""

    HIDDEN = "hidden"


HIDDEN = Hidden.HIDDEN
Cell = int | None | Hidden
"""A number; None when nobody gave it; HIDDEN when it is kept back."""
KeyT = TypeVar("KeyT")


@dataclass(frozen=True)
class Grid:
    """`cells[row][column]`, `totals` of each row, `column_totals` and `grand` over all rows (None: not printed).

    `counts` names what is counted: grids that count the same have the same column totals and the same grand total.
    A grid without columns has totals alone. `made_of`: another grid's id, and for each row the rows of that one whose
    totals it is the sum of. Such a grid has totals alone, and no sum of them: it would count some twice. `as_one`: rows that
    are also read as one number, which is no less small where it is left over when the others are subtracted.
    """

    id: str
    counts: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...]
    column_totals: tuple[Cell, ...] | None
    grand: Cell
    made_of: tuple[str, tuple[tuple[int, ...], ...]] | None = None
    as_one: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it but zeros."""
        numbers = [cell for row in (*self.cells, self.totals) for cell in row]
        return all(number == 0 for number in numbers)

    def down(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells column by column."""
        return tuple(tuple(row[number] for row in self.cells) for number in range(len(self.columns)))


def counted(
    id: str,
    counts: str,
    *,
    rows: Sequence[tuple[KeyT, str]],
    columns: Sequence[tuple[str, str]],
    pairs: Iterable[tuple[KeyT, str]],
) -> Grid:
    """A grid of how often each (row key, column key) comes. `rows` and `columns`: keys with what people read.

    A pair whose row is not listed is counted in a row of its own at the end: nothing is lost when a category is retired.
    """
    number = Counter(pairs)
    known = {key for key, _ in rows}
    retired = sorted({key for key, _ in number if key not in known}, key=str)
    all_rows = [*rows, *((key, str(key)) for key in retired)]
    cells = tuple(tuple(number[key, column] for column, _ in columns) for key, _ in all_rows)
    return summed(id, counts, [label for _, label in all_rows], [label for _, label in columns], cells)


def summed(
    id: str, counts: str, rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[int]]
) -> Grid:
    """A grid whose totals are the sums of its cells."""
    return Grid(
        id=id,
        counts=counts,
        rows=tuple(rows),
        columns=tuple(columns),
        cells=tuple(tuple(row) for row in cells),
        totals=tuple(sum(row) for row in cells),
        column_totals=tuple(sum(column) for column in zip(*cells, strict=True))
        if cells
        else tuple(0 for _ in columns),
        grand=sum(sum(row) for row in cells),
    )


def of_totals(id: str, counts: str, rows: Sequence[str], totals: Sequence[int]) -> Grid:
    """A grid with totals alone."""
    return Grid(id, counts, tuple(rows), (), tuple(() for _ in rows), tuple(totals), (), sum(totals))
