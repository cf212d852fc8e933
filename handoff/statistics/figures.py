"""Facts counted: the tables of a period, in the order and the words of the service's own report."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from handoff.categories import Categories
from handoff.clock import OSLO
from handoff.statistics.facts import Ended, Facts, Registered
from handoff.statistics.grid import HIDDEN, Cell, Grid, Hidden, counted, of_totals, summed
from handoff.statistics.period import Period, month_of

Words = Callable[..., str]
"""The sentence of an id in resources/texts/statistics.yaml, its values filled in."""

SOON = 5
"""A wait of fewer whole minutes than this is a short one."""

ORDER = (
    "contacts",
    "themes",
    "chi",
    "genders",
    "violence",
    "outcomes",
    "hours",
    "weekdays",
    "waiting",
    "urgency",
    "suggestions",
)
"""The tables in the order they are shown."""


@dataclass(frozen=True)
class WaitLine:
    """The waits of one month, or of the whole period, of those whom a veileder came to; None where there were none.

    `short` is the share of waits under SOON minutes, `left` the share of all who waited and left; 0 to 1.
    """

    label: str
    waits: int | Hidden
    median: float | Hidden | None
    p90: int | Hidden | None
    short: float | Hidden | None
    left: float | Hidden | None


@dataclass(frozen=True)
class Figures:
    """Everything that is shown of one period. A grid that is None was not printed in an imported report.

    `origin`: source and licence of an imported report; "" for what was counted here. `odd`: rows of the themes
    whose printed total is not the sum of their months, with the difference (sum less total); `odd_total`: that of the outcomes
    and their printed total, None when they add up. `unregistered`: chats that
    a veileder came to and nobody has registered; None where it is not told.
    """

    title: str
    period: Period
    grids: dict[str, Grid | None]
    waits: tuple[WaitLine, ...] = ()
    origin: str = ""
    report: str = ""
    odd: tuple[tuple[str, int], ...] = ()
    unregistered: int | None = None
    odd_total: int | None = None

    @property
    def imported(self) -> bool:
        return self.report != ""


def figures_of(facts: Facts, categories: Categories, words: Words) -> Figures:
    """Count."""
    columns = [(month, month_label(month, words)) for month in facts.period.months()]

    def by_month(id: str, counts: str, rows: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Grid:
        return counted(id, counts, rows=[(row, row) for row in rows], columns=columns, pairs=pairs)

    registered = [(row, month_of(row.hour)) for row in facts.registered]
    themes = by_month(
        "themes", "themes", categories.themes, ((t, m) for r, m in registered for t in r.themes)
    )
    grids = [
        by_month("contacts", "contacts", categories.channels, ((r.channel, m) for r, m in registered)),
        themes,
        chi(themes, categories, words),
        by_month("genders", "contacts", categories.genders, ((r.gender, m) for r, m in registered)),
        by_month(
            "violence",
            "violence",
            categories.violence_kinds,
            ((k, m) for r, m in registered for k in r.violence),
        ),
        by_month(
            "outcomes", "outcomes", categories.outcomes, ((o, m) for r, m in registered for o in r.outcomes)
        ),
        hours(facts.registered, words),
        weekdays(facts.registered, words),
        waiting(facts.ended, columns, words),
        urgency(facts.ended, columns, words),
        suggestions(facts, {id: name for name, id in categories.ids.items()}, words),
    ]
    return Figures(
        title=period_label(facts.period, words),
        period=facts.period,
        grids={grid.id: grid for grid in grids},
        waits=wait_lines(facts.ended, columns, words),
        unregistered=unregistered(facts),
    )


def unregistered(facts: Facts) -> int:
    """How many chats a veileder came to and nobody has registered since they ended.

    Both are counted by the hour the chat was opened, so the difference holds also when nothing else is kept of them.
    """
    taken = sum(1 for row in facts.ended if row.taken)
    registered = sum(1 for row in facts.registered if row.waited is not None)
    return max(0, taken - registered)


def chi(themes: Grid, categories: Categories, words: Words) -> Grid:
    """The ticks of the whole period by Child Helpline International's categories; a theme of two counts in both.

    A category no theme belongs to has no row. The last row holds the themes without a category. A theme that is
    switched off and was not used is left out: it says nothing, and would be given away where it is hidden.
    """
    of = {theme.name: theme.chi for theme in categories.listed}
    used = [
        row
        for row, (name, total) in enumerate(zip(themes.rows, themes.totals, strict=True))
        if total or name in categories.offered
    ]
    by_category = {
        name: [row for row in used if name in of.get(themes.rows[row], ())]
        for name in categories.chi.categories
    }
    by_category[words("stat_chi_none")] = [row for row in used if not of.get(themes.rows[row])]
    parts = {name: tuple(rows) for name, rows in by_category.items() if rows}
    totals = [
        sum(total for row in rows if isinstance(total := themes.totals[row], int)) for rows in parts.values()
    ]
    return Grid(
        "chi", "chi", tuple(parts), (), tuple(() for _ in parts), tuple(totals), None, None, ("themes", tuple(parts.values()))
    )  # fmt: skip


def hours(registered: Sequence[Registered], words: Words) -> Grid:
    """Contacts by the Norwegian hour they began in."""
    begun = [row.hour.astimezone(OSLO).hour for row in registered]
    labels = [words("stat_hour", begin=f"{hour:02}", end=f"{(hour + 1) % 24:02}") for hour in range(24)]
    return of_totals("hours", "contacts", labels, [begun.count(hour) for hour in range(24)])


def weekdays(registered: Sequence[Registered], words: Words) -> Grid:
    """Contacts by the Norwegian day of the week they began on, Monday first."""
    begun = [row.hour.astimezone(OSLO).weekday() for row in registered]
    labels = words("stat_weekday_names").split(", ")
    return of_totals("weekdays", "contacts", labels, [begun.count(day) for day in range(7)])


def waiting(ended: Sequence[Ended], columns: Sequence[tuple[str, str]], words: Words) -> Grid:
    """Chats by how the wait ended: soon, later, or with the parent leaving."""

    def how(row: Ended) -> str:
        return ("soon" if row.minutes < SOON else "later") if row.taken else "left"

    rows = [(key, words(f"stat_waiting_{key}", minutes=SOON)) for key in ("soon", "later", "left")]
    pairs = ((how(row), month_of(row.hour)) for row in ended)
    return counted("waiting", "chats", rows=rows, columns=columns, pairs=pairs)


def urgency(ended: Sequence[Ended], columns: Sequence[tuple[str, str]], words: Words) -> Grid:
    """Chats by the highest urgency they had; the first two rows are those that were urgent at all."""
    rows = [(level, words(f"stat_urgency_{level}")) for level in (2, 1, 0)]
    pairs = ((row.urgency, month_of(row.hour)) for row in ended)
    return replace(counted("urgency", "chats", rows=rows, columns=columns, pairs=pairs), as_one=(0, 1))


def suggestions(facts: Facts, tags: dict[str, str], words: Words) -> Grid:
    """What became of suggested themes."""
    columns = [words(f"stat_suggestions_{key}") for key in ("accepted", "rejected", "undecided")]
    rows = [tags.get(one.tag, one.tag) for one in facts.decided]
    cells = [(one.accepted, one.rejected, one.undecided) for one in facts.decided]
    return summed("suggestions", "suggestions", rows, columns, cells)


def wait_lines(
    ended: Sequence[Ended], columns: Sequence[tuple[str, str]], words: Words
) -> tuple[WaitLine, ...]:
    """One line for each month, and the last for all of them."""
    months = [
        wait_line(label, [row for row in ended if month_of(row.hour) == month]) for month, label in columns
    ]
    return (*months, wait_line(words("stat_total"), ended))


def wait_line(label: str, ended: Sequence[Ended]) -> WaitLine:
    waits = sorted(row.minutes for row in ended if row.taken)
    return WaitLine(
        label=label,
        waits=len(waits),
        median=median(waits) if waits else None,
        p90=waits[math.ceil(0.9 * len(waits)) - 1] if waits else None,
        short=share(sum(1 for wait in waits if wait < SOON), len(waits)),
        left=share(len(ended) - len(waits), len(ended)),
    )


def share(part: int, whole: int) -> float | None:
    """0 to 1; None of nothing."""
    return part / whole if whole else None


def share_of(part: Cell, whole: Cell) -> float | Hidden | None:
    """0 to 1; HIDDEN when one of the two is kept back."""
    if part is HIDDEN or whole is HIDDEN:
        return HIDDEN
    return share(part, whole) if isinstance(part, int) and isinstance(whole, int) else None


def urgent_share(figures: Figures) -> float | Hidden | None:
    """The share of chats that were urgent at some time; 0 to 1."""
    grid = figures.grids["urgency"]
    if grid is None:
        return None
    calm, whole = grid.totals[2], grid.grand
    return share_of(whole - calm if isinstance(calm, int) and isinstance(whole, int) else HIDDEN, whole)


def accept_shares(grid: Grid) -> list[float | Hidden | None]:
    """For each suggested theme the share that was accepted of those a veileder decided on; 0 to 1."""
    return [
        share_of(kept, kept + refused if isinstance(kept, int) and isinstance(refused, int) else HIDDEN)
        for kept, refused, _ in grid.cells
    ]


def shares_of_suggested(grid: Grid) -> list[float | Hidden | None]:
    """For each suggested theme the share that was accepted of all suggestions; 0 to 1."""
    return [share_of(kept, whole) for (kept, *_), whole in zip(grid.cells, grid.totals, strict=True)]


def month_label(month: str, words: Words) -> str:
    """ "2026-01" as «jan. 2026»."""
    year, number = month.split("-")
    return f"{words('stat_month_names').split(', ')[int(number) - 1]} {year}"


def day_label(day: object) -> str:
    """A date as it is written in Norway: 01.03.2026."""
    return f"{day:%d.%m.%Y}"


def period_label(period: Period, words: Words) -> str:
    """«01.01.2026–30.06.2026»."""
    return words("stat_period_label", first=day_label(period.first), last=day_label(period.last))
