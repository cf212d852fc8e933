"""Printed reports of other periods, imported as they were printed: aggregates, kept beside what is counted here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.errors import ContentError
from content.models import Date, Reviewed, Strict, parse_model
from content.yaml_loader import Lines, Path_, Problem, line_of, load_yaml, nearest
from handoff.categories import Categories
from handoff.clock import OSLO, SystemClock
from handoff.statistics.figures import Figures, Words, day_label, month_label
from handoff.statistics.grid import Cell, Grid
from handoff.statistics.period import Period, PeriodRefused, period
from handoff.store.tables import ImportedReportRow

FOLDER = "rapporter"
Count = Annotated[int, Field(ge=0, le=1_000_000)]
TABLES = ("channels", "themes", "genders", "violence", "outcomes")


class Line(Strict):
    """One row of a printed table; null where nothing was printed."""

    name: str
    total: Count | None
    months: list[Count | None] | None = None


class Report(Reviewed):
    """A file in resources/rapporter/. A table that is null was not printed as numbers."""

    id: str = Field(pattern=r"^[a-z0-9-]{3,60}$", examples=["foreldresupport-2020-mars-august"])
    title: str = Field(min_length=1)
    licence: str
    first: Date
    last: Date
    months: list[str] = Field(min_length=1)
    channels: list[Line] | None
    themes: list[Line] | None
    genders: list[Line] | None
    violence: list[Line] | None
    outcomes: list[Line] | None
    outcomes_total: Count | None
    note: str | None = None

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)


def read_report(file: Path, categories: Categories, today: date | None = None) -> Report:
    """A file as a report. Raises ContentError with all problems at once, in Norwegian, with their lines.

    `today`, the day in Norway unless given, is the last day a report can be of.
    """
    today = today or SystemClock().now().astimezone(OSLO).date()
    data, lines, problems = load_yaml(file)
    if data is None:
        raise ContentError(list(problems))
    report, wrong = parse_model(Report, data, lines, file.name)
    found = [*problems, *wrong, *_problems(data, lines, file.name, categories, today)]
    if found or report is None:
        raise ContentError(sorted(set(found), key=lambda problem: problem.line))
    return report


def check_reports(resources: Path) -> None:
    """Read every file in resources/rapporter. Raises ContentError with the problems of all of them."""
    categories = Categories.load(resources)
    problems: list[Problem] = []
    for file in sorted((resources / FOLDER).glob("*.yaml")):
        try:
            read_report(file, categories)
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)


_REFUSED = {
    "stat_error_order": "«last» er før «first».",
    "stat_error_long": "Perioden er for lang: den kan være høyst ti år.",
    "stat_error_years": "Årstallene i «first» og «last» skal være fra 1900 til 2100.",
}


def _problems(data: Any, lines: Lines, file: str, categories: Categories, today: date) -> Iterator[Problem]:
    """What the shape alone does not tell: months, lengths, names, doubles. Works on what could not be read as well."""
    if not isinstance(data, dict):
        return
    for at, message in (*_month_problems(data, today), *_table_problems(data, categories)):
        yield Problem(file, line_of(lines, at), message)


def _month_problems(data: dict[str, Any], today: date) -> Iterator[tuple[Path_, str]]:
    try:
        first, last = (datetime.fromisoformat(str(data.get(key))).date() for key in ("first", "last"))
        expected = period(first, last).months()
    except ValueError as error:
        if isinstance(error, PeriodRefused):
            yield ("last",), _REFUSED[str(error)]
        return
    if last > today:
        yield (
            ("last",),
            f"«last» er etter i dag, {day_label(today)}: en trykt rapport er om noe som har vært.",
        )
    if data.get("months") != expected:
        told = ", ".join(f'"{month}"' for month in expected)
        yield ("months",), f"«months» skal være alle månedene fra «first» til «last»: [{told}]."


def _table_problems(data: dict[str, Any], categories: Categories) -> Iterator[tuple[Path_, str]]:
    months = data.get("months")
    wanted = len(months) if isinstance(months, list) else None
    for table, names in _names(categories).items():
        rows = data.get(table)
        seen: set[str] = set()
        if rows == []:
            yield (table,), f"«{table}» er en tom liste. Skriv null når rapporten ikke har tallene."
        for number, row in enumerate(rows if isinstance(rows, list) else []):
            if not isinstance(row, dict):
                continue
            at: Path_ = (table, number)
            name, given = row.get("name"), row.get("months")
            if isinstance(name, str) and name not in names:
                yield (*at, "name"), f"«{name}» finnes ikke i «{table}»{nearest(name, list(names)) or '.'}"
            if isinstance(name, str) and name in seen:
                yield (*at, "name"), f"«{name}» står to ganger."
            seen.add(str(name))
            if isinstance(given, list) and wanted is not None and len(given) != wanted:
                yield (
                    (*at, "months"),
                    f"«{name}» har {len(given)} tall, men perioden har {wanted} måneder. Skriv null der tallet ikke er oppgitt.",
                )
            if table == "themes" and "months" not in row:
                yield at, f"«{name}» mangler «months», ett tall for hver måned."
        missing = [name for name in names if name not in seen]
        if rows and missing and seen <= set(names):  # a name that is misspelt is told by itself
            told = ", ".join(f"«{name}»" for name in missing)
            yield (
                (table,),
                f"«{table}» mangler rader: {told}. Skriv «total: null» der tallet ikke er oppgitt.",
            )


def _names(categories: Categories) -> dict[str, Sequence[str]]:
    return {
        "channels": categories.channels,
        "themes": categories.themes,
        "genders": categories.genders,
        "violence": categories.violence_kinds,
        "outcomes": categories.outcomes,
    }


class NotImported(ValueError):  # noqa: N818  says what happened
    """A report that is refused; the text is the id of the sentence that says why, `about` what it names."""

    def __init__(self, sentence: str, about: str = "") -> None:
        super().__init__(sentence)
        self.about = about


async def import_report(tx: AsyncSession, report: Report, now: datetime) -> None:
    """Store a report once. Raises NotImported for one that is there, or whose period overlaps with another's."""
    content = report.model_dump(mode="json")
    known = await tx.get(ImportedReportRow, report.id)
    if known is not None:
        raise NotImported("stat_import_again" if known.content == content else "stat_import_other")
    overlapping = await tx.scalar(
        select(ImportedReportRow)
        .where(ImportedReportRow.first <= report.last, ImportedReportRow.last >= report.first)
        .limit(1)
    )
    if overlapping is not None:
        raise NotImported("stat_import_overlap", about=str(overlapping.content["title"]))
    row = ImportedReportRow(
        id=report.id, first=report.first, last=report.last, imported_at=now, content=content
    )
    tx.add(row)


async def remove_report(tx: AsyncSession, id: str) -> bool:
    """Forget an imported report; whether there was one."""
    gone = await tx.execute(
        delete(ImportedReportRow).where(ImportedReportRow.id == id).returning(ImportedReportRow.id)
    )
    return gone.first() is not None


async def imported_reports(tx: AsyncSession) -> list[Report]:
    """All of them, oldest period first."""
    rows = await tx.scalars(select(ImportedReportRow).order_by(ImportedReportRow.first))
    return [_stored(row) for row in rows]


async def imported_report(tx: AsyncSession, id: str) -> Report | None:
    row = await tx.get(ImportedReportRow, id)
    return _stored(row) if row else None


def _stored(row: ImportedReportRow) -> Report:
    return Report.model_validate(row.content)


def odd_rows(report: Report) -> list[tuple[str, int]]:
    """Themes whose printed total is not the sum of their months, with the difference (sum less total)."""
    found = []
    for line in report.themes or []:
        months = [number for number in line.months or [] if number is not None]
        complete = line.total is not None and len(months) == len(report.months)
        if complete and line.total is not None and sum(months) != line.total:
            found.append((line.name, sum(months) - line.total))
    return found


def odd_total(report: Report) -> int | None:
    """What the outcomes come to less their printed total; None when they add up, or when not all of them are printed."""
    totals = [line.total for line in report.outcomes or []]
    if report.outcomes_total is None or not totals or None in totals:
        return None
    return sum(total for total in totals if total is not None) - report.outcomes_total or None


def figures_of_report(report: Report, words: Words) -> Figures:
    """A report as figures: printed totals stay as printed, and what was not printed stays empty."""
    labels = tuple(month_label(month, words) for month in report.months)
    lines = {
        "contacts": report.channels,
        "themes": report.themes,
        "genders": report.genders,
        "violence": report.violence,
        "outcomes": report.outcomes,
    }
    grids = {id: _grid(id, rows, labels) for id, rows in lines.items()}
    outcomes = grids["outcomes"]
    if outcomes is not None:
        grids["outcomes"] = Grid(**{**vars(outcomes), "grand": report.outcomes_total})
    return Figures(
        title=report.title,
        period=report.period,
        grids=grids,
        origin=words(
            "stat_origin",
            source=report.source or "",
            licence=report.licence,
            checked=day_label(report.checked),
        ),
        report=report.id,
        odd=tuple(odd_rows(report)),
        odd_total=odd_total(report),
    )


def _grid(id: str, lines: Sequence[Line] | None, labels: tuple[str, ...]) -> Grid | None:
    if lines is None:
        return None
    by_month = any(line.months is not None for line in lines)
    columns = labels if by_month else ()
    cells: list[tuple[Cell, ...]] = [tuple(line.months or [None] * len(columns)) for line in lines]
    return Grid(
        id=id,
        counts="printed:" + id,
        rows=tuple(line.name for line in lines),
        columns=columns,
        cells=tuple(cells) if by_month else tuple(() for _ in lines),
        totals=tuple(line.total for line in lines),
        column_totals=None,
        grand=None,
    )
