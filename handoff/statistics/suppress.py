"""Tables that leave the service: numbers under 5 are hidden, and others with them until none can be worked out again.

Whoever gets the tables knows that totals are sums and that no number is below 0. From that the lowest and the highest
value each hidden number can have is worked out, as somebody would who tried to; a number that can be just one is
exposed, and one more number beside it is hidden, the smallest there is. That goes on until nothing is exposed.
Tables that count the same (channel, gender, hour) share their totals and are looked at together.

A table whose rows are sums of another's rows comes after: only its own numbers are hidden for it, so that the other stays
as useful as it was.

A zero that everybody knows (an hour when the service is closed) is no company: it is hidden like any other small number,
but whoever tries is taken to know it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from handoff.statistics.grid import HIDDEN, Cell, Grid

SMALLEST = 5
"""A smaller number is never shown."""

ROOM = 1.0
"""A hidden number is safe when its highest possible value is at least this much above its lowest."""

Key = tuple[str, ...]
"""Names a number: ("themes", "0", "2"), or for what tables share ("=contacts", "jan. 2026")."""


@dataclass(frozen=True)
class Sum:
    """`total` is the sum of `parts`."""

    total: Key
    parts: tuple[Key, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        return (self.total, *self.parts)


def suppressed(grids: Sequence[Grid], known: Set[Key] = frozenset()) -> list[Grid]:
    """The grids with HIDDEN where a number must not be shown, given that all of them are handed over together.

    `known`: numbers that everybody knows to be 0. One that is not 0 after all is treated as any other.
    """
    values: dict[Key, int] = {}
    sums: list[Sum] = []
    for grid in grids:
        if grid.made_of is None:
            values |= dict(_numbers(grid))
            sums += _sums(grid)
    zeros = {key for key in known if values.get(key) == 0}
    hidden = hidden_keys(values, sums, zeros)
    for grid in grids:
        if grid.made_of is not None:
            hidden |= hidden_repeats(values | dict(_numbers(grid)), sums, _made(grid), hidden)
    return [_with_hidden(grid, hidden | zeros) for grid in grids]


def hidden_keys(values: dict[Key, int], sums: Sequence[Sum], known: Set[Key] = frozenset()) -> set[Key]:
    """What must be hidden: every number under SMALLEST but the `known` ones, and what else keeps those from being worked out."""
    hidden = {key for key, value in values.items() if value < SMALLEST and key not in known}
    with_key: dict[Key, list[Sum]] = {}
    for one in sums:
        for key in one.keys:
            with_key.setdefault(key, []).append(one)
    while found := exposed(values, sums, hidden):
        before = len(hidden)
        for key in sorted(found, key=lambda key: (values[key], key)):
            hidden |= _company(key, values, with_key, hidden, known)
        if len(hidden) == before:  # nothing beside them is left: what is in the same tables goes
            hidden |= {key for one in sums if hidden.intersection(one.keys) for key in one.keys} - known
        if len(hidden) == before:
            return hidden
    return hidden


def _company(
    key: Key, values: dict[Key, int], with_key: dict[Key, list[Sum]], hidden: set[Key], known: Set[Key]
) -> set[Key]:
    """What to hide beside an exposed number: in each sum where it is hidden alone, or else in one of its sums.

    Parts go before totals, then a number that has hidden company in its other sums already, then the smallest.
    """
    own = with_key[key]
    alone = [one for one in own if len(hidden.intersection(one.keys)) == 1]
    more: set[Key] = set()
    for one in alone or own:
        left = [part for part in one.keys if part not in hidden and part not in known]
        if not left or (more and not alone):
            continue

        def cost(part: Key, one: Sum = one) -> tuple[bool, int, int, Key]:
            others = [other for other in with_key[part] if other is not one]
            lonely = sum(1 for other in others if not (hidden | more).intersection(other.keys))
            return part == one.total, lonely, values[part], part

        more.add(min(left, key=cost))
    return more


def hidden_repeats(
    values: dict[Key, int], sums: Sequence[Sum], made: Sequence[Sum], hidden: set[Key]
) -> set[Key]:
    """What to hide of the totals of `made`, which say other numbers again in sum, so that nothing in `hidden` is given away.

    One whose parts are all shown says nothing new. Of the others the smallest goes first.
    """
    telling = sorted(
        (one.total for one in made if hidden.intersection(one.parts)), key=lambda key: (values[key], key)
    )
    repeats = {key for key in telling if values[key] < SMALLEST}
    near = _linked((one.total for one in made), [*sums, *made])
    of_these = [one for one in (*sums, *made) if near.intersection(one.keys)]
    while left := [key for key in telling if key not in repeats]:
        found = exposed(values, of_these, hidden & near | repeats)
        beside = {one.total for one in made if found.intersection(one.parts)}
        if not found:
            break
        repeats.add(next((key for key in left if key in beside), left[0]))
    return repeats


def _linked(keys: Iterable[Key], sums: Sequence[Sum]) -> set[Key]:
    """These keys and all that sums, and sums of sums, tie to them."""
    near: set[Key] = set()
    more = set(keys)
    while more - near:
        near |= more
        more = {key for one in sums if near.intersection(one.keys) for key in one.keys}
    return near


def exposed(values: dict[Key, int], sums: Sequence[Sum], hidden: set[Key]) -> set[Key]:
    """The hidden numbers that whoever gets the tables could work out."""
    if not hidden:
        return set()
    return _Attack(values, sums, hidden).certain()


class _Attack:
    """What the shown numbers say about the hidden ones: linear sums, none below 0."""

    def __init__(self, values: dict[Key, int], sums: Sequence[Sum], hidden: set[Key]) -> None:
        from scipy.sparse import csr_array  # scipy: 34 MB that web needs only when a table is shared

        self.order = sorted(hidden)
        place = {key: number for number, key in enumerate(self.order)}
        rows: list[int] = []
        cols: list[int] = []
        signs: list[int] = []
        rest: list[int] = []
        for one in sums:
            if not hidden.intersection(one.keys):
                continue
            known = 0
            for key, sign in ((one.total, -1), *((part, 1) for part in one.parts)):
                if key in place:
                    rows.append(len(rest))
                    cols.append(place[key])
                    signs.append(sign)
                else:
                    known += sign * values[key]
            rest.append(-known)
        self.truth = np.array([values[key] for key in self.order], dtype=float)
        shape = (len(rest), len(self.order))
        self.matrix = csr_array((signs, (rows, cols)), shape=shape) if rest else None
        self.rest = np.array(rest, dtype=float)
        self.cap = float(self.truth.sum() * 2 + 100)

    def certain(self) -> set[Key]:
        """Numbers that have one possible value. Most are cleared together: any other solution clears what differs in it."""
        if self.matrix is None:
            return set()
        open_ = np.ones(len(self.order), dtype=bool)
        for direction in (-1.0, 1.0):
            open_ &= ~self._moved(np.where(open_, direction, 0.0))
        for number in np.flatnonzero(open_):
            for direction in (-1.0, 1.0):
                if open_[number]:
                    goal = np.zeros(len(self.order))
                    goal[number] = direction
                    open_ &= ~self._moved(goal)
        return {key for key, still in zip(self.order, open_, strict=True) if still}

    def _moved(self, goal: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which numbers differ from the truth in the solution with the smallest `goal`."""
        from scipy.optimize import linprog

        found = linprog(goal, A_eq=self.matrix, b_eq=self.rest, bounds=(0, self.cap), method="highs")
        if found.x is None:  # the truth is a solution, so this is the solver's trouble: take all for exposed
            return np.zeros(len(self.order), dtype=bool)
        moved: NDArray[np.bool_] = np.abs(found.x - self.truth) >= ROOM - 1e-6
        return moved


def zero_keys(grid: Grid, *, rows: Set[int] = frozenset(), columns: Set[str] = frozenset()) -> set[Key]:
    """The names of all numbers in these rows and in the columns with these labels."""
    cells, totals, column_totals, _ = _keys(grid)
    places = [number for number, label in enumerate(grid.columns) if label in columns]
    found = {key for row in rows for key in (totals[row], *cells[row])}
    found |= {key for number in places for key in (column_totals[number], *(row[number] for row in cells))}
    return found | ({_as_one(grid)[number] for number in places} if grid.as_one else set())


def _keys(grid: Grid) -> tuple[list[list[Key]], list[Key], list[Key], Key]:
    """The names of a grid's cells, row totals, column totals and grand total."""
    cells = [
        [(grid.id, str(row), str(column)) for column in range(len(grid.columns))]
        for row in range(len(grid.rows))
    ]
    totals: list[Key] = [(grid.id, str(row)) for row in range(len(grid.rows))]
    shared = "=" + grid.counts
    return [list(row) for row in cells], totals, [(shared, label) for label in grid.columns], (shared,)


def _numbers(grid: Grid) -> Iterable[tuple[Key, int]]:
    if grid.made_of is not None:
        yield from (
            (key, cell)
            for key, cell in zip(_keys(grid)[1], grid.totals, strict=True)
            if isinstance(cell, int)
        )
        return
    if grid.column_totals is None:
        raise TypeError(f"{grid.id} is a printed table: only what was counted here can be made safe")
    cells, totals, column_totals, grand = _keys(grid)
    pairs: list[tuple[Key, Cell]] = [
        *((key, cell) for keys, row in zip(cells, grid.cells, strict=True) for key, cell in zip(keys, row, strict=True)),
        *zip(totals, grid.totals, strict=True),
        *zip(column_totals, grid.column_totals, strict=True),
        (grand, grid.grand),
    ]  # fmt: skip
    for key, cell in pairs:
        if not isinstance(cell, int):
            raise TypeError(f"{key} is no number: only tables that were counted here can be made safe")
        yield key, cell
    if grid.as_one:
        lines = [*grid.down(), grid.totals]
        for key, line in zip(_as_one(grid), lines, strict=True):
            yield key, sum(cell for row in grid.as_one if isinstance(cell := line[row], int))


def _as_one(grid: Grid) -> list[Key]:
    """The names of what the rows that are read as one number are together: in each column, and in all."""
    return [*((grid.id, "as one", str(column)) for column in range(len(grid.columns))), (grid.id, "as one")]


def _sums(grid: Grid) -> list[Sum]:
    cells, totals, column_totals, grand = _keys(grid)
    if not grid.rows:  # a total of nothing is 0 for everybody
        return []
    if not grid.columns:
        return [Sum(grand, tuple(totals))]
    across = [Sum(total, tuple(row)) for total, row in zip(totals, cells, strict=True)]
    down = [Sum(total, tuple(row[number] for row in cells)) for number, total in enumerate(column_totals)]
    own = [*across, *down, Sum(grand, tuple(totals)), Sum(grand, tuple(column_totals))]
    if not grid.as_one:
        return own
    *months, whole = _as_one(grid)
    own.append(Sum(whole, tuple(months)))
    lines = [*zip(*cells, strict=True), tuple(totals)]
    for one, line, total in zip((*months, whole), lines, (*column_totals, grand), strict=True):
        rest = [key for row, key in enumerate(line) if row not in grid.as_one]
        own += [Sum(one, tuple(line[row] for row in grid.as_one)), Sum(total, (one, *rest))]
    return own


def _made(grid: Grid) -> list[Sum]:
    """Each row of a grid as the sum of the other grid's rows that it is made of."""
    of, rows = grid.made_of or ("", ())
    return [
        Sum((grid.id, str(row)), tuple((of, str(one)) for one in parts)) for row, parts in enumerate(rows)
    ]


def _with_hidden(grid: Grid, hidden: set[Key]) -> Grid:
    cells, totals, column_totals, grand = _keys(grid)

    def shown(keys: Sequence[Key], numbers: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(HIDDEN if key in hidden else cell for key, cell in zip(keys, numbers, strict=True))

    return replace(
        grid,
        cells=tuple(shown(keys, row) for keys, row in zip(cells, grid.cells, strict=True)),
        totals=shown(totals, grid.totals),
        column_totals=None if grid.column_totals is None else shown(column_totals, grid.column_totals),
        grand=shown([grand], [grid.grand])[0],
    )
