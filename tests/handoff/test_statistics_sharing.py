"""What leaves the service: small numbers are hidden, and somebody who subtracts, or knows more arithmetic, gets nowhere."""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, partial
from io import StringIO
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from handoff.opening import Opening, parse_opening
from handoff.statistics.csv_file import as_csv
from handoff.statistics.facts import Decided, Ended, Facts, Registered
from handoff.statistics.figures import (
    Figures,
    accept_shares,
    figures_of,
    shares_of_suggested,
    urgent_share,
)
from handoff.statistics.grid import HIDDEN, Cell, Grid, of_totals, summed
from handoff.statistics.period import period
from handoff.statistics.sharing import shareable
from handoff.statistics.suppress import suppressed

Line = tuple[Cell, list[Cell]]
"""A printed total and the numbers printed beside it."""


def lines_of(grid: Grid) -> list[Line]:
    """Every sum that a reader of the table knows of."""
    totals, down = list(grid.totals), list(grid.column_totals or ())
    if grid.made_of is not None:
        return []
    if not grid.columns:
        return [(grid.grand, totals)]
    rows = [(total, list(cells)) for total, cells in zip(grid.totals, grid.cells, strict=True)]
    columns = [(total, list(cells)) for total, cells in zip(down, grid.down(), strict=True)]
    return [*rows, *columns, (grid.grand, totals), (grid.grand, down)]


class Attacker:
    """Has the tables and nothing else; knows that sums are sums and that people are counted in whole numbers.

    `zeros` names numbers that this one knows to be 0 without the tables: nobody calls while the service is closed.
    """

    def __init__(
        self, grids: list[Grid], *, whole: bool = True, zeros: Collection[tuple[object, ...]] = ()
    ) -> None:
        self.zeros = zeros
        self.whole = int(whole)  # without whole numbers it is quicker, and the bounds can only be wider
        self.names: dict[tuple[object, ...], int] = {}
        self.rows: list[tuple[list[tuple[int, int]], int]] = []
        by_id = {grid.id: grid for grid in grids}
        for grid in grids:
            for names, (total, parts) in zip(_names(grid), lines_of(grid), strict=True):
                self._learn(names, total, parts)
            of, made = grid.made_of or ("", ())
            for row, rows in enumerate(made):
                whole, own = grid.totals[row], [by_id[of].totals[one] for one in rows]
                self._learn([(grid.id, row), *((of, one) for one in rows)], whole, own)

    def _learn(self, names: list[tuple[object, ...]], total: Cell, parts: list[Cell]) -> None:
        unknown, known = [], 0
        for sign, name, cell in [
            (-1, names[0], total),
            *((1, n, c) for n, c in zip(names[1:], parts, strict=True)),
        ]:
            if cell is HIDDEN:
                if name not in self.zeros:
                    unknown.append((self.names.setdefault(name, len(self.names)), sign))
            else:
                assert isinstance(cell, int)
                known += sign * cell
        self.rows.append((unknown, -known))

    @cached_property
    def matrix(self) -> np.ndarray[Any, Any]:
        matrix = np.zeros((len(self.rows), len(self.names)))
        for row, (unknown, _) in enumerate(self.rows):
            for column, sign in unknown:
                matrix[row, column] += sign
        return matrix

    @cached_property
    def rest(self) -> np.ndarray[Any, Any]:
        return np.array([known for _, known in self.rows], dtype=float)

    def solution(self, goal: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """The hidden numbers as they can be, with the smallest `goal`."""
        found = milp(
            goal,
            constraints=LinearConstraint(self.matrix, self.rest, self.rest),
            integrality=self.whole,
            bounds=Bounds(0, 5000),
        )
        assert found.x is not None
        return np.asarray(found.x)

    def worked_out(self) -> list[tuple[object, ...]]:
        """The hidden numbers that can be just one.

        Where two solutions differ by a half or more, whatever they were looked for with, nobody can tell which it is:
        those need no look of their own. Each of the others is made as low and as high as it can be.
        """
        if not self.names:
            return []
        every = np.ones(len(self.names))
        lowest = highest = self.solution(every)
        for goal in (-every, *(sign * one for one in np.eye(len(self.names)) for sign in (1, -1))):
            if (highest - lowest)[goal != 0].min() < 0.5:
                found = self.solution(goal)
                lowest, highest = np.minimum(lowest, found), np.maximum(highest, found)
        return [
            name for name, number in self.names.items() if round(highest[number] - lowest[number], 3) == 0
        ]


def _names(grid: Grid) -> list[list[tuple[object, ...]]]:
    """The names of the numbers in `lines_of`, in the same order; shared totals have one name in all tables."""
    shared = grid.counts
    if grid.made_of is not None:
        return []
    totals = [(grid.id, row) for row in range(len(grid.rows))]
    if not grid.columns:
        return [[(shared,), *totals]]
    columns = range(len(grid.columns))
    rows = [[total, *((*total, column) for column in columns)] for total in totals]
    down = [[(shared, "sum", column), *((*total, column) for total in totals)] for column in columns]
    return [*rows, *down, [(shared,), *totals], [(shared,), *((shared, "sum", column) for column in columns)]]


def grid(cells: list[list[int]], id: str = "a", counts: str = "people") -> Grid:
    rows, columns = [f"r{n}" for n in range(len(cells))], [f"c{n}" for n in range(len(cells[0]))]
    return summed(id, counts, rows, columns, cells)


def only_small_hidden(one: Grid) -> Grid:
    """What somebody in a hurry would hand out."""

    def hide(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(HIDDEN if isinstance(cell, int) and cell < 5 else cell for cell in cells)

    return Grid(
        one.id, one.counts, one.rows, one.columns, tuple(hide(row) for row in one.cells),
        hide(one.totals), hide(one.column_totals or ()), hide((one.grand,))[0],
    )  # fmt: skip


def numbers(grids: list[Grid]) -> list[int]:
    found = [
        cell
        for one in grids
        for row in (
            *one.cells,
            one.totals,
            one.column_totals or (),
            () if one.grand is None else (one.grand,),
        )
        for cell in row
    ]
    return [cell for cell in found if isinstance(cell, int)]


CELLS = st.one_of(st.integers(0, 6), st.integers(0, 60))


@st.composite
def linked(draw: st.DrawFn) -> list[Grid]:
    """A table, and another that divides the same people otherwise, so that both have the same totals."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cells = draw(st.lists(st.lists(CELLS, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    whole = [sum(column) for column in zip(*cells, strict=True)]
    first = [draw(st.integers(0, total)) for total in whole]
    halves = [first, [total - part for total, part in zip(whole, first, strict=True)]]
    hours = draw(st.integers(0, sum(whole)))
    return [
        grid(cells),
        grid(halves, id="b"),
        of_totals("c", "people", ["x", "y"], [hours, sum(whole) - hours]),
    ]


def made_of(one: Grid, rows: list[list[int]]) -> Grid:
    """A table whose rows are sums of rows of another."""
    totals = [sum(total for row in parts if isinstance(total := one.totals[row], int)) for parts in rows]
    parts = tuple(tuple(row) for row in rows)
    names = tuple(f"m{n}" for n in range(len(rows)))
    return Grid("m", "m", names, (), tuple(() for _ in rows), tuple(totals), None, None, (one.id, parts))


@st.composite
def with_sums(draw: st.DrawFn) -> list[Grid]:
    """A table, and one that says its rows again in sums; a row may be in several."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    cells = draw(st.lists(st.lists(CELLS, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    some = st.lists(st.integers(0, rows - 1), min_size=1, max_size=rows, unique=True)
    one = grid(cells)
    return [one, made_of(one, draw(st.lists(some, min_size=1, max_size=4)))]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(with_sums())
def test_sums_of_rows_give_nothing_away_and_hide_nothing_but_themselves(grids: list[Grid]) -> None:
    safe = suppressed(grids)
    assert safe[:1] == suppressed(grids[:1])
    assert all(number >= 5 for number in numbers(safe))
    alone = [name for name in Attacker(safe).worked_out() if name[0] == "a"]
    assert alone == []


def test_a_sum_that_would_tell_a_hidden_row_is_hidden_and_the_others_are_shown() -> None:
    one = grid([[3, 1], [2, 1], [20, 30], [40, 50]])
    rows = made_of(one, [[0, 2], [0, 1, 3], [2, 3]])
    assert {("a", 0), ("a", 1)} <= set(Attacker([*suppressed([one]), rows]).worked_out())
    [_, safe] = suppressed([one, rows])
    assert safe.totals == (HIDDEN, 97, 140)


def test_a_table_without_rows_hides_nothing_in_the_others() -> None:
    whole = grid([[50, 60], [3, 80], [40, 2]])
    empty = summed("b", "other", [], ["c0", "c1"], [])
    assert suppressed([whole, empty])[0] == suppressed([whole])[0]


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(linked())
def test_nothing_hidden_can_be_worked_out(grids: list[Grid]) -> None:
    safe = suppressed(grids)
    assert all(number >= 5 for number in numbers(safe))
    assert Attacker(safe).worked_out() == []


def test_hiding_the_small_numbers_alone_would_not_do() -> None:
    """The attacker is no straw man: the usual mistake is found out."""
    naive = only_small_hidden(grid([[3, 20], [30, 40]]))
    assert set(Attacker([naive]).worked_out()) == {("a", 0, 0)}


def test_a_total_that_another_table_shows_gives_nothing_away() -> None:
    naive = [only_small_hidden(grid([[3, 20], [30, 40]])), grid([[33, 60]], id="b")]
    assert Attacker(naive).worked_out()
    assert Attacker(suppressed([grid([[3, 20], [30, 40]]), grid([[33, 60]], id="b")])).worked_out() == []


def test_large_numbers_stay_as_they_are() -> None:
    whole = grid([[50, 60], [70, 80]])
    assert suppressed([whole]) == [whole]


def test_one_small_number_hides_few_others() -> None:
    cells = [[50 + 7 * row + column for column in range(6)] for row in range(8)]
    cells[2][3] = 2
    [safe] = suppressed([grid(cells)])
    hidden = [
        (row, column)
        for row, line in enumerate(safe.cells)
        for column, cell in enumerate(line)
        if cell is HIDDEN
    ]
    assert (2, 3) in hidden
    assert len(hidden) <= 8
    assert HIDDEN not in safe.totals
    assert safe.grand == sum(map(sum, cells))


def test_zeros_are_small_numbers_too() -> None:
    [safe] = suppressed([grid([[0, 0], [0, 40]])])
    assert all(number >= 5 for number in numbers([safe]))
    assert Attacker([safe]).worked_out() == []


def test_a_printed_report_is_no_table_to_make_over() -> None:
    printed = Grid("a", "x", ("r",), ("c",), ((None,),), (3,), None, None)
    with pytest.raises(TypeError):
        suppressed([printed])


@pytest.fixture(scope="module")
def half_year(real_words: tuple[Any, ...]) -> tuple[Figures, Any]:
    """A made-up half year with many small numbers, and the words for it."""
    random = np.random.default_rng(7)
    texts, _, categories = real_words
    begin = datetime(2026, 1, 1, tzinfo=UTC)

    def hour() -> datetime:
        return begin + timedelta(hours=int(random.integers(0, 180 * 24)))

    registered = [
        Registered(
            hour(),
            str(random.choice(categories.channels, p=[0.1, 0.9])),
            str(random.choice(categories.genders, p=[0.05, 0.85, 0.1])),
            [str(theme) for theme in random.choice(categories.themes, size=2, replace=False)],
            [categories.outcomes[0]] if random.random() < 0.03 else [],
            [categories.violence_kinds[1]] if random.random() < 0.05 else [],
        )
        for _ in range(300)
    ]
    ended = [
        Ended(hour(), bool(random.random() < 0.9), int(random.integers(0, 40)), int(random.random() < 0.05))
        for _ in range(250)
    ]
    first_half = period(datetime(2026, 1, 1).date(), datetime(2026, 6, 30).date())  # noqa: DTZ001  a day
    words = partial(_word, texts)
    return figures_of(Facts(first_half, registered, ended, []), categories, words), words


LATER = datetime(2027, 1, 14, 19, tzinfo=UTC)


def shared(
    figures: Figures,
    half_year: tuple[Figures, Any],
    *,
    opening: str = "always",
    now: datetime = LATER,
) -> Figures:
    return shareable(figures, _categories(half_year), parse_opening(opening), now)


def _word(texts: Any, id: str, **values: object) -> str:
    return str(texts.get(id, "nb", **values))


def test_the_file_for_sharing_has_no_number_under_five_and_keeps_its_secrets(
    half_year: tuple[Figures, Any],
) -> None:
    figures, words = half_year
    text = as_csv(shared(figures, half_year), words, shared=True)
    assert text.startswith("\ufeffStatistikk 01.01.2026–30.06.2026\r\nTil deling. Tall under 5 er skjult")
    counts = grids_in(text, figures)
    assert sum(cell is HIDDEN for one in counts for row in one.cells for cell in row) > 50
    assert all(number >= 5 for number in numbers(counts))
    for universe in (
        {"contacts", "genders", "hours", "weekdays"},
        {"outcomes"},
        {"violence"},
        {"waiting", "urgency"},
        {"themes", "chi"},
    ):
        assert Attacker([one for one in counts if one.id in universe], whole=False).worked_out() == []


def grids_in(text: str, figures: Figures) -> list[Grid]:
    """The tables of the CSV read back, knowing only their shape."""
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    found = []
    for id, one in figures.grids.items():
        if one is None or not one.rows:
            continue
        start = next(
            n
            for n, row in enumerate(rows)
            if row and row[0] == one.rows[0] and len(row) >= 2 + len(one.columns)
        )
        lines = rows[start : start + len(one.rows) + (one.made_of is None)]
        block = [[_read(cell) for cell in row[1 : 2 + len(one.columns)]] for row in lines]
        cells = tuple(tuple(row[1 : 1 + len(one.columns)]) for row in block)
        totals = tuple(row[0] for row in block)
        if one.made_of is not None:
            found.append(replace(one, totals=totals[: len(one.rows)]))
            continue
        found.append(
            Grid(id, one.counts, one.rows, one.columns, cells[:-1], totals[:-1], cells[-1], totals[-1])
        )
    return found


def _read(cell: str) -> Cell:
    return HIDDEN if cell == "skjult" else int(cell)


def test_waits_of_few_people_are_hidden_as_well(half_year: tuple[Figures, Any]) -> None:
    figures, _ = half_year
    few = Ended(datetime(2026, 2, 1, 12, tzinfo=UTC), True, 3, 0)
    lonely = figures_of(Facts(figures.period, [], [few] * 3, []), _categories(half_year), half_year[1])
    last = shared(lonely, half_year).waits[-1]
    assert (last.waits, last.median, last.p90, last.short, last.left) == (HIDDEN,) * 5
    assert lonely.waits[-1].median == 3


def _categories(half_year: tuple[Figures, Any]) -> Any:
    from pathlib import Path

    from handoff.categories import Categories

    return Categories.load(Path("resources"))


def calls(number: int, hour: datetime, *themes: str) -> list[Registered]:
    return [Registered(hour, "Tlf", "Kvinne", list(themes), [], [])] * number


OCTOBER = datetime(2026, 10, 7, 12, tzinfo=UTC)  # a Wednesday


def counted(half_year: tuple[Figures, Any], last: datetime, *parts: list[Registered], **more: Any) -> Figures:
    """The figures from 1 October 2026 to the day of `last`."""
    asked = period(date(2026, 10, 1), last.date())
    facts = Facts(
        asked, [row for rows in parts for row in rows], more.get("ended", []), more.get("decided", [])
    )
    return figures_of(facts, _categories(half_year), half_year[1])


def grids_of(figures: Figures, *ids: str) -> list[Grid]:
    return [grid for id in ids if (grid := figures.grids[id])]


def test_themes_out_of_use_are_no_cover_for_a_small_number(half_year: tuple[Figures, Any]) -> None:
    categories = _categories(half_year)
    *others, rare = categories.offered
    figures = counted(
        half_year, OCTOBER, *(calls(6, OCTOBER, name) for name in others), calls(3, OCTOBER, rare)
    )
    grids = grids_of(shared(figures, half_year), "themes", "chi")
    unused = [row for row, name in enumerate(categories.themes) if name not in categories.offered]
    zeros = {name for row in unused for name in (("themes", row), ("themes", row, 0))}
    assert len(unused) == 2
    assert Attacker(grids, zeros=zeros).worked_out() == []
    naive = suppressed(grids_of(figures, "themes"))
    assert ("themes", categories.themes.index(rare)) in Attacker(naive, zeros=zeros).worked_out()


def test_hours_when_the_service_is_closed_are_no_cover(half_year: tuple[Figures, Any]) -> None:
    midnight = datetime(2026, 10, 6, 22, tzinfo=UTC)
    night = [calls(3 if hour == 4 else 9, midnight + timedelta(hours=hour)) for hour in range(7)]
    evening = [calls(9, midnight + timedelta(hours=hour)) for hour in range(15, 24)]
    figures = counted(half_year, midnight + timedelta(days=8), *night, *evening)
    grids = grids_of(
        shared(figures, half_year, opening="15:00-07:00"), "contacts", "genders", "hours", "weekdays"
    )
    zeros = {("hours", hour) for hour in range(7, 15)}
    assert Attacker(grids, zeros=zeros).worked_out() == []
    naive = suppressed(grids_of(figures, "hours"))
    assert ("hours", 4) in Attacker(naive, zeros=zeros).worked_out()


def test_days_of_the_week_that_are_not_over_are_no_cover(half_year: tuple[Figures, Any]) -> None:
    """From Thursday to Saturday, with three calls on the Friday; the other days have not come."""
    thursday = datetime(2026, 10, 1, 12, tzinfo=UTC)
    days = [calls(number, thursday + timedelta(days=day)) for day, number in enumerate((9, 3, 9))]
    figures = counted(half_year, thursday + timedelta(days=6), *days)
    now = thursday + timedelta(days=2, hours=1)
    grids = grids_of(shared(figures, half_year, now=now), "weekdays")
    zeros = {("weekdays", day) for day in (0, 1, 2, 6)}
    assert Attacker(grids, zeros=zeros).worked_out() == []


def test_months_to_come_are_no_cover(half_year: tuple[Figures, Any]) -> None:
    names = _categories(half_year).offered
    november = OCTOBER + timedelta(days=35)
    figures = counted(
        half_year,
        datetime(2026, 12, 31, tzinfo=UTC),
        *(calls(9, when, name) for when in (OCTOBER, november) for name in names[1:]),
        calls(9, OCTOBER, names[0]),
        calls(3, november, names[0]),
    )
    grids = grids_of(shared(figures, half_year, now=november), "themes", "chi")
    unused = [row for row, name in enumerate(grids[0].rows) if name not in names]
    zeros = {("themes", row, 2) for row in range(len(grids[0].rows))} | {("themes", "sum", 2)}
    zeros |= {name for row in unused for name in (("themes", row), *(("themes", row, n) for n in range(3)))}
    assert Attacker(grids, zeros=zeros).worked_out() == []
    assert [cells for cells in grids[0].cells if cells[:2] == (9, 9)] == [(9, 9, HIDDEN)] * (len(names) - 2)


def test_what_is_said_to_be_zero_and_is_not_is_treated_as_any_number() -> None:
    one = grid([[3, 20], [30, 40]])
    assert suppressed([one], {("a", "0", "0")}) == suppressed([one])


def test_few_urgent_chats_are_not_told_by_the_calm_ones(half_year: tuple[Figures, Any]) -> None:
    ended = [Ended(OCTOBER, True, 3, level) for level in (2, 1, *[0] * 38)]
    figures = counted(half_year, OCTOBER, ended=ended)
    safe = shared(figures, half_year)
    [urgency] = grids_of(safe, "urgency")
    assert urgent_share(figures) == 0.05
    assert urgent_share(safe) is HIDDEN
    assert HIDDEN in {urgency.totals[2], urgency.grand}
    assert HIDDEN in {urgency.cells[2][0], (urgency.column_totals or ())[0]}
    text = as_csv(safe, half_year[1], shared=True)
    assert ";38;" not in text or ";40;" not in text


def test_many_urgent_chats_are_told(half_year: tuple[Figures, Any]) -> None:
    levels = (2, 1, 1, 1, 1, 1, *[0] * 34)
    ended = [Ended(OCTOBER, number % 4 > 0, number % 2 * 9, level) for number, level in enumerate(levels)]
    safe = shared(counted(half_year, OCTOBER, ended=ended), half_year)
    [urgency] = grids_of(safe, "urgency")
    assert urgency.totals == (HIDDEN, HIDDEN, 34)
    assert urgent_share(safe) == 0.15


def test_a_share_of_hidden_numbers_is_hidden_and_one_of_nothing_is_no_share(
    half_year: tuple[Figures, Any],
) -> None:
    decided = [
        Decided("T05", 2, 40, 0),
        Decided("T06", 30, 1, 9),
        Decided("T07", 0, 0, 20),
        Decided("T08", 50, 50, 50),
    ]
    figures = counted(half_year, OCTOBER, decided=decided)
    handed_out = shared(figures, half_year)
    [all_told], [safe] = grids_of(figures, "suggestions"), grids_of(handed_out, "suggestions")
    assert accept_shares(all_told)[2] is None
    assert accept_shares(safe)[:3] == [HIDDEN] * 3
    assert shares_of_suggested(safe)[0] is HIDDEN
    assert urgent_share(figures) is None
    assert urgent_share(handed_out) is HIDDEN


def test_the_hours_of_the_week() -> None:
    assert Opening().hours_of_week() == set()
    assert len(Opening(always=True).hours_of_week()) == 7 * 24
    assert parse_opening("søn 22:30-00:15").hours_of_week() == {(6, 22), (6, 23), (0, 0)}
    assert parse_opening("man-fre 09-15").hours_of_week() == {
        (day, hour) for day in range(5) for hour in range(9, 15)
    }
