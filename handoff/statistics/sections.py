"""Figures as headings and tables in Norwegian words: what the page, CSV, PDF and the terminal all show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from handoff.statistics.charts import Number, Picture
from handoff.statistics.figures import (
    ORDER,
    SOON,
    Figures,
    WaitLine,
    Words,
    accept_shares,
    period_label,
    share,
    shares_of_suggested,
    urgent_share,
)
from handoff.statistics.grid import HIDDEN, Cell, Grid, Hidden

DASH = "–"


class Share(NamedTuple):
    """A share, 0 to 1."""

    value: float


Value = int | float | Share | Hidden | None | str
"""What a cell of a shown table holds; None: not given."""


@dataclass(frozen=True)
class Table:
    """A table with a heading row; the first column holds what each row is. `notes`: row number to a remark.

    `told`: the last column holds words, not numbers. `pictures`: what is drawn above it.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Value, ...]], ...]
    foot: tuple[str, tuple[Value, ...]] | None = None
    notes: dict[int, str] = field(default_factory=dict)
    told: bool = False
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Section:
    """One heading with its tables. `grid`: what its chart is drawn from; None when there is nothing to draw."""

    id: str
    heading: str
    lead: tuple[str, ...]
    tables: tuple[Table, ...]
    grid: Grid | None


class KeyFigure(NamedTuple):
    """A number at the top."""

    label: str
    value: Value


def sections_of(figures: Figures, words: Words) -> list[Section]:
    """Everything in order. What a report does not give is said; what it does not treat is left out."""
    return [section(id, figures, words) for id in ORDER if id in figures.grids]


def section(id: str, figures: Figures, words: Words) -> Section:
    """One of them."""
    heading, grid = words(f"stat_{id}"), figures.grids[id]
    if grid is None:
        return Section(id, heading, (words("stat_not_given_table"),), (), None)
    tables = [grid_table(grid, figures, words)]
    if id == "waiting":
        tables.append(waits_table(figures.waits, words))
    return Section(id, heading, lead_of(id, figures, words), tuple(tables), grid)


def lead_of(id: str, figures: Figures, words: Words) -> tuple[str, ...]:
    """What must be known to read the table."""
    lines = [words("stat_themes_lead")] if id == "themes" else []
    if id == "themes" and figures.odd:
        lines.append(words("stat_odd_lead", count=len(figures.odd)))
    if id == "outcomes" and figures.odd_total:
        lines.append(words("stat_odd_total", difference=signed(figures.odd_total)))
    if id in {"chi", "hours", "weekdays", "waiting", "urgency", "suggestions", "violence"}:
        lines.append(words(f"stat_{id}_lead", minutes=SOON))
    return tuple(lines)


def grid_table(grid: Grid, figures: Figures, words: Words) -> Table:
    """A grid with its totals: first when there are months, as the service prints it, and alone when there are none."""
    total = words("stat_printed_total") if figures.imported else words("stat_total")
    header = [words(f"stat_{grid.id}_rows"), total, *grid.columns]
    rows: list[tuple[str, tuple[Value, ...]]] = [
        (label, (whole, *cells))
        for label, whole, cells in zip(grid.rows, grid.totals, grid.cells, strict=True)
    ]
    foot: tuple[str, tuple[Value, ...]] | None = None
    if grid.column_totals is not None:
        foot = (words(f"stat_sum_{grid.counts}"), (grid.grand, *grid.column_totals))
    elif grid.grand is not None:
        foot = (words("stat_printed_sum"), (grid.grand, *("" for _ in grid.columns)))
    if grid.id == "chi":
        header.append(words("stat_chi_themes"))
        rows = [
            (label, (*cells, made))
            for (label, cells), made in zip(rows, _made_of(grid, figures), strict=True)
        ]
    if grid.id == "suggestions":
        header += [words("stat_suggestions_of_suggested"), words("stat_suggestions_share")]
        shares = zip(shares_of_suggested(grid), accept_shares(grid), strict=True)
        rows = [
            (label, (*cells, as_share(suggested), as_share(decided)))
            for (label, cells), (suggested, decided) in zip(rows, shares, strict=True)
        ]
        whole = as_share(accepted_of_suggested(grid)), as_share(accepted_of_decided(grid))
        foot = foot and (foot[0], (*foot[1], *whole))
    return Table(
        caption=words("stat_caption", what=words(f"stat_{grid.id}"), period=figures.title),
        header=tuple(header),
        rows=tuple(rows),
        foot=foot,
        notes=_odd_notes(grid, figures, words),
        told=grid.id == "chi",
    )


def _made_of(grid: Grid, figures: Figures) -> list[str]:
    """For each row the names of the rows it is the sum of."""
    id, parts = grid.made_of or ("", ())
    names = source.rows if (source := figures.grids.get(id)) else ()
    return [", ".join(names[row] for row in rows) for rows in parts]


def accepted_of_suggested(grid: Grid) -> float | Hidden | None:
    """Of all suggestions, the share that was accepted; 0 to 1."""
    accepted, *_ = grid.column_totals or (None,)
    if isinstance(accepted, int) and isinstance(grid.grand, int):
        return share(accepted, grid.grand)
    return HIDDEN


def accepted_of_decided(grid: Grid) -> float | Hidden | None:
    """Of the suggestions a veileder decided on, the share that was accepted; 0 to 1."""
    accepted, rejected, _ = grid.column_totals or (None, None, None)
    if isinstance(accepted, int) and isinstance(rejected, int):
        return share(accepted, accepted + rejected)
    return HIDDEN


def _odd_notes(grid: Grid, figures: Figures, words: Words) -> dict[int, str]:
    if grid.id != "themes":
        return {}
    differences = dict(figures.odd)
    return {
        number: words("stat_odd", difference=signed(differences[name]))
        for number, name in enumerate(grid.rows)
        if name in differences
    }


def waits_table(lines: Sequence[WaitLine], words: Words) -> Table:
    """Median, 90th percentile and shares, month by month; the last line is the whole period."""
    header = [
        words(f"stat_waits_{key}", minutes=SOON) for key in ("rows", "n", "median", "p90", "short", "left")
    ]
    rows = [(line.label, wait_values(line)) for line in lines]
    return Table(
        words("stat_waits_caption"),
        tuple(header),
        tuple(rows[:-1]),
        rows[-1] if rows else None,
        pictures=waits_pictures(lines[:-1], words),
    )


def waits_pictures(months: Sequence[WaitLine], words: Words) -> tuple[Picture, ...]:
    """The waits of each month in minutes, and the shares in per cent; what is hidden has no bar."""

    def series(key: str, numbers: Sequence[Number]) -> tuple[str, Sequence[Number]]:
        return words(f"stat_waits_{key}", minutes=SOON), numbers

    names = [line.label for line in months]
    minutes = [
        series("median", [line.median for line in months]),
        series("p90", [line.p90 for line in months]),
    ]
    shares = [
        series("short", [_per_cent(line.short) for line in months]),
        series("left", [_per_cent(line.left) for line in months]),
    ]
    return (
        Picture("waits", words("stat_waits_chart"), names, minutes),
        Picture("wait-shares", words("stat_wait_shares_chart", minutes=SOON), names, shares),
    )


def _per_cent(share: float | Hidden | None) -> Number:
    return round(share * 100) if isinstance(share, float | int) else share


def wait_values(line: WaitLine) -> tuple[Value, ...]:
    return (line.waits, or_dash(line.median), or_dash(line.p90), as_share(line.short), as_share(line.left))


def as_share(value: float | Hidden | None) -> Value:
    """A share of nothing is a dash."""
    return Share(value) if isinstance(value, float | int) else or_dash(value)


def or_dash(value: Value) -> Value:
    """A dash for what does not exist: the median of no waits. Unlike None it is no gap in what was told."""
    return DASH if value is None else value


def key_figures(figures: Figures, words: Words) -> list[KeyFigure]:
    """The few numbers at the top of what was counted here; none of an imported report."""
    if figures.imported:
        return []
    contacts, whole = figures.grids["contacts"], figures.waits[-1]
    found: list[tuple[str, Value]] = [
        ("contacts", contacts.grand if contacts else None),
        ("median", or_dash(whole.median)),
        ("p90", or_dash(whole.p90)),
        ("short", as_share(whole.short)),
        ("left", as_share(whole.left)),
        ("urgent", as_share(urgent_share(figures))),
    ]
    if figures.unregistered is not None:
        found.append(("unregistered", figures.unregistered))
    return [KeyFigure(words(f"stat_key_{id}", minutes=SOON), value) for id, value in found]


def comparison(one: Figures, other: Figures, words: Words) -> list[Section]:
    """Two periods side by side, for every table that the first has: totals, and what is no total but a wait or a share."""
    return [compared(id, one, other, words) for id in ORDER if id in one.grids]


def compared(id: str, one: Figures, other: Figures, words: Words) -> Section:
    """One table of both periods; says so when one of them does not give it."""
    first, second = one.grids[id], other.grids.get(id)
    if first is None or second is None:
        return Section(id, words(f"stat_{id}"), (_missing(first, one, other, words),), (), None)
    if id == "suggestions":
        lead = (words("stat_suggestions_compare_lead"),)
        table = accept_comparison(first, second, _both(id, one, other, words), words)
        return Section(id, words(f"stat_{id}"), lead, (table,), None)
    grid = side_by_side(first, second, (one.title, other.title))
    table = replace(
        _both(id, one, other, words),
        rows=tuple(
            (label, (left, right, change(left, right)))
            for label, (left, right) in zip(grid.rows, grid.cells, strict=True)
        ),
    )
    if id == "urgency":
        shares = urgent_share(one), urgent_share(other)
        table = replace(table, foot=_shares(words("stat_key_urgent"), *shares, words))
    tables = [table, waits_comparison(one, other, words)] if id == "waiting" else [table]
    return Section(id, words(f"stat_{id}"), (), tuple(tables), grid)


def _both(id: str, one: Figures, other: Figures, words: Words) -> Table:
    """The head of a table that holds both periods and the difference."""
    header = (words(f"stat_{id}_rows"), one.title, other.title, words("stat_change"))
    return Table(words("stat_compare_caption", what=words(f"stat_{id}")), header, ())


def waits_comparison(one: Figures, other: Figures, words: Words) -> Table:
    """How long people waited in the whole of each period, and the shares of those who waited shortly or left."""
    new, old = one.waits[-1], other.waits[-1]
    names = {key: words(f"stat_waits_{key}", minutes=SOON) for key in ("n", "median", "p90", "short", "left")}
    counts = [
        (names[key], (or_dash(left), or_dash(right), more(left, right)))
        for key, left, right in (
            ("n", new.waits, old.waits),
            ("median", new.median, old.median),
            ("p90", new.p90, old.p90),
        )
    ]
    shares = [
        _shares(names["short"], new.short, old.short, words),
        _shares(names["left"], new.left, old.left, words),
    ]
    header = (words("stat_waits_measure"), one.title, other.title, words("stat_change"))
    caption = words("stat_compare_caption", what=words("stat_waits_caption"))
    return Table(caption, header, (*counts, *shares))


def accept_comparison(one: Grid, other: Grid, table: Table, words: Words) -> Table:
    """Of each suggested theme the share of its suggestions that was accepted, in both periods; the last line is all of them."""
    left, right = (dict(zip(grid.rows, shares_of_suggested(grid), strict=True)) for grid in (one, other))
    rows = [_shares(name, left.get(name), right.get(name), words) for name in dict.fromkeys([*left, *right])]
    whole = _shares(
        words("stat_sum_suggestions"), accepted_of_suggested(one), accepted_of_suggested(other), words
    )
    return replace(table, rows=tuple(rows), foot=whole)


Line = tuple[str, tuple[Value, ...]]


def _shares(label: str, new: float | Hidden | None, old: float | Hidden | None, words: Words) -> Line:
    """A share of both periods and the difference in percentage points."""
    difference = DASH
    if isinstance(new, float | int) and isinstance(old, float | int):
        difference = words("stat_points", difference=signed(round((new - old) * 100)))
    return label, (as_share(new), as_share(old), difference)


def _missing(first: Grid | None, one: Figures, other: Figures, words: Words) -> str:
    return words("stat_compare_missing", title=one.title if first is None else other.title)


def side_by_side(one: Grid, other: Grid, titles: tuple[str, str]) -> Grid:
    """The row totals of two grids as the two columns of one; a row that only one has is not given in the other."""
    left, right = (
        dict(zip(one.rows, one.totals, strict=True)),
        dict(zip(other.rows, other.totals, strict=True)),
    )
    rows = list(dict.fromkeys([*one.rows, *other.rows]))
    cells: tuple[tuple[Cell, ...], ...] = tuple((left.get(row), right.get(row)) for row in rows)
    return Grid(one.id, "compared", tuple(rows), titles, cells, tuple(None for _ in rows), None, None)


def change(new: Cell, old: Cell) -> Value:
    """How many more in the first of two periods: «+12 (+8 %)»."""
    if not (isinstance(new, int) and isinstance(old, int)):
        return None
    more = f"{new - old:+d}"
    relative = f" ({(new - old) / old:+.0%})" if old else ""
    return (more + relative).replace("%", " %").replace("-", "−")


def more(new: Value, old: Value) -> str:
    """How much more in the first of two periods: «+3,5», «−2»; a dash when one of them does not exist."""
    if not (isinstance(new, int | float) and isinstance(old, int | float)):
        return DASH
    return f"{new - old:+.1f}".removesuffix(".0").replace(".", ",").replace("-", "−")


def shown(value: Value, words: Words) -> str:
    """A value as people read it: «1 234», «12,5», «8 %», «ikke oppgitt», «skjult»."""
    if value is None:
        return words("stat_not_given")
    if isinstance(value, Hidden):
        return words("stat_hidden")
    if isinstance(value, Share):
        return f"{value.value * 100:.0f} %"
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0").replace(".", ",")
    if isinstance(value, int):
        return f"{value:,}".replace(",", " ")
    return value


def signed(difference: int) -> str:
    """«+47», «−1»."""
    return f"{difference:+d}".replace("-", "−")


def title_line(figures: Figures, words: Words) -> str:
    """What it is and which period."""
    if figures.imported:
        return words("stat_title_imported", title=figures.title, period=period_label(figures.period, words))
    return words("stat_title_period", period=figures.title)


def mark(figures: Figures, words: Words, *, shared: bool) -> str:
    """What stands on every file: whether it may leave the service."""
    if figures.imported:
        return words("stat_mark_imported")
    return words("stat_mark_shared" if shared else "stat_mark_internal")
