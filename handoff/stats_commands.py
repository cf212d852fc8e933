"""`ventevakt stats ...`: the leader's tables in the terminal, and printed reports of other periods."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from handoff.store.once import read_once, write_once

if TYPE_CHECKING:
    from handoff.settings import Settings
    from handoff.statistics.figures import Figures, Words
    from handoff.statistics.reports import Report
    from handoff.statistics.sections import Table

T = TypeVar("T")
A_DAY = click.DateTime(["%Y-%m-%d"])


@click.group(invoke_without_command=True)
@click.option("--from", "first", type=A_DAY, help="first day, 2026-01-01 (else the first of this half year)")
@click.option("--to", "last", type=A_DAY, help="last day (else the last of this half year)")
@click.option("--report", help="the id of an imported report instead of a period")
@click.pass_context
def stats(context: click.Context, first: date | None, last: date | None, report: str | None) -> None:
    """The statistics of a period as tables; `import` takes in a printed report of another period."""
    if context.invoked_subcommand is None:
        _print_tables(first, last, report)


@stats.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """Take in a printed report (resources/rapporter/ holds the format) as a period of its own."""
    from content.errors import ContentError
    from handoff.categories import Categories
    from handoff.clock import SystemClock
    from handoff.statistics.reports import NotImported, import_report, read_report

    settings, words = _settings_and_words()
    try:
        report = read_report(file, Categories.load(settings.resources))
    except ContentError as error:
        _refuse(*map(str, error.problems), words("stat_import_refused"))
    try:
        write_once(settings.database_url, lambda tx: import_report(tx, report, SystemClock().now()))
    except NotImported as refused:
        _refuse(words(str(refused), report=report.id, about=refused.about))
    _tell_imported(report, words)


@stats.command()
@click.argument("id")
def remove(id: str) -> None:
    """Forget an imported report. What was counted here stays as it is."""
    from handoff.statistics.reports import remove_report

    settings, words = _settings_and_words()
    if not write_once(settings.database_url, lambda tx: remove_report(tx, id)):
        _refuse(words("stat_remove_missing", report=id))
    click.echo(words("stat_removed"))


def _print_tables(first: date | None, last: date | None, report: str | None) -> None:
    from handoff.statistics.period import PeriodRefused
    from handoff.statistics.sections import key_figures, mark, sections_of, shown, title_line

    settings, words = _settings_and_words()
    try:
        figures = _figures(settings, words, first, last, report)
    except PeriodRefused as refused:
        _refuse(words(str(refused)))
    click.echo(title_line(figures, words))
    for line in filter(None, [mark(figures, words, shared=False), figures.origin]):
        click.echo(line)
    for key in key_figures(figures, words):
        click.echo(f"{key.label}: {shown(key.value, words)}")
    for section in sections_of(figures, words):
        click.echo(f"\n{section.heading}")
        for line in section.lead:
            click.echo(line)
        for table in section.tables:
            click.echo("\n" + as_text(table, words))


def _figures(
    settings: Settings, words: Words, first: date | None, last: date | None, report: str | None
) -> Figures:
    from handoff.categories import Categories
    from handoff.clock import OSLO, SystemClock
    from handoff.statistics.facts import facts_of
    from handoff.statistics.figures import figures_of
    from handoff.statistics.period import PeriodRefused, half_year, period
    from handoff.statistics.reports import figures_of_report, imported_report

    if report is not None:
        found = read_once(settings.database_url, lambda tx: imported_report(tx, report))
        if found is None:
            raise PeriodRefused("stat_error_report")
        return figures_of_report(found, words)
    usual = half_year(SystemClock().now().astimezone(OSLO).date())
    asked = period(_day(first) or usual.first, _day(last) or usual.last)
    facts = read_once(settings.database_url, lambda tx: facts_of(tx, asked))
    return figures_of(facts, Categories.load(settings.resources), words)


def as_text(table: Table, words: Words) -> str:
    """A table in columns: names to the left, numbers to the right; a remark after its row."""
    from handoff.statistics.sections import shown

    notes = {number: f"  ({note})" for number, note in table.notes.items()}
    rows = [list(table.header)] + [
        [label, *(shown(cell, words) for cell in cells)] for label, cells in table.rows
    ]
    if table.foot:
        rows.append([table.foot[0], *(shown(cell, words) for cell in table.foot[1])])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = []
    for number, row in enumerate(rows, start=-1):
        cells = [
            row[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
        ]
        lines.append(("  ".join(cells) + notes.get(number, "")).rstrip())
    return "\n".join(lines)


def _tell_imported(report: Report, words: Words) -> None:
    from handoff.statistics.figures import period_label
    from handoff.statistics.reports import figures_of_report, odd_rows, odd_total
    from handoff.statistics.sections import signed

    click.echo(words("stat_import_done", title=report.title, period=period_label(report.period, words)))
    for name, difference in odd_rows(report):
        click.echo(words("stat_import_odd", name=name, difference=signed(difference)))
    if off := odd_total(report):
        click.echo(words("stat_import_odd_total", difference=signed(off)))
    missing = [
        words(f"stat_{id}") for id, grid in figures_of_report(report, words).grids.items() if grid is None
    ]
    if missing:
        click.echo(words("stat_import_not_given", tables="; ".join(missing)))


def _settings_and_words() -> tuple[Settings, Words]:
    """The settings of the service, its content, and its database brought up to date."""
    from content.errors import ContentError
    from content.texts import Texts
    from handoff.settings import Settings
    from handoff.store.migrate import upgrade

    settings = Settings.from_env()
    try:
        texts = Texts.load(settings.resources)
    except ContentError as problem:
        _refuse(str(problem))
    settings.data.mkdir(parents=True, exist_ok=True)
    upgrade(settings.database_url)
    return settings, partial(_word, texts)


def _word(texts: object, id: str, **values: object) -> str:
    return str(texts.get(id, "nb", **values))  # type: ignore[attr-defined]  # Texts, imported late


def _day(given: date | None) -> date | None:
    """click gives a datetime."""
    return date(given.year, given.month, given.day) if given else None


def _refuse(*sentences: str) -> NoReturn:
    for sentence in sentences:
        click.echo(sentence, err=True)
    sys.exit(1)
