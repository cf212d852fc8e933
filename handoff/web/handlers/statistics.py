"""The leader's statistics: the page, its files, and the tables as data."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from aiohttp import web

from handoff.clock import OSLO
from handoff.errors import BadRequest, NotFound
from handoff.statistics.charts import chart_of, comparison_chart, picture_chart
from handoff.statistics.csv_file import as_csv
from handoff.statistics.facts import facts_of
from handoff.statistics.figures import Figures, Words, figures_of
from handoff.statistics.period import Period, PeriodRefused, half_year, half_year_before, period
from handoff.statistics.reports import Report, figures_of_report, imported_report, imported_reports
from handoff.statistics.sections import (
    comparison,
    key_figures,
    mark,
    sections_of,
    shown,
    title_line,
)
from handoff.statistics.sharing import SharedAlready, shareable
from handoff.web.handlers.pages import staff_page, words_of
from handoff.web.keys import PARTS

PAGE = "/konsoll/statistikk"
DATES, REPORT = "dates", "report:"


@dataclass(frozen=True)
class Asked:
    """What the query asks for: one period or report, and perhaps another beside it."""

    one: Period | str
    other: Period | str | None = None


async def statistics_page(request: web.Request) -> web.Response:
    """The tables and charts of a period, or of two side by side. What makes no sense is said, with this half year below."""
    words, today = words_for(request), today_in_norway(request)
    error, status = None, 200
    try:
        asked = read_query(request, today)
        one, other = await figures_for(request, asked.one), await figures_for(request, asked.other)
    except PeriodRefused as refused:
        error, status, asked = words(str(refused)), 400, Asked(half_year(today))
        one, other = await figures_for(request, asked.one), None
    assert one is not None, "one period is always asked for"
    sections = [(section, chart_of(section.grid)) for section in sections_of(one, words)]
    beside = comparison(one, other, words) if other else []
    response = staff_page(
        request,
        "statistics.html",
        words=words,
        shown=partial(shown, words=words),
        picture_chart=picture_chart,
        error=error,
        figures=one,
        other=other,
        title=title_line(one, words),
        mark=mark(one, words, shared=False) if one.imported else None,
        paper_mark=paper_mark(one, other, words),
        keys=key_figures(one, words),
        sections=sections,
        beside=[(section, comparison_chart(section.grid)) for section in beside],
        reports=await all_reports(request),
        form=form_of(request, asked),
        shortcuts=shortcuts(today, words),
        query=query_of(asked.one),
        query_of_other=query_of(asked.other) if asked.other else None,
    )
    response.set_status(status)
    return response


def paper_mark(one: Figures, other: Figures | None, words: Words) -> str | None:
    """What stands on the printed page: it has every number. None when all of them have been printed before."""
    own = next((figures for figures in (one, other) if figures and not figures.imported), None)
    return mark(own, words, shared=False) if own else None


async def statistics_csv(request: web.Request) -> web.Response:
    """The tables as CSV; small numbers are hidden unless the query says `deling=nei`."""
    figures, shared = await figures_for_file(request)
    text = as_csv(figures, words_for(request), shared=shared)
    return file_response(request, text.encode(), figures, shared, "csv", "text/csv")


async def statistics_pdf(request: web.Request) -> web.Response:
    """The report as PDF; small numbers are hidden unless the query says `deling=nei`."""
    from handoff.statistics.pdf_file import as_pdf  # 28 MB, for what a leader asks for twice a year

    figures, shared = await figures_for_file(request)
    make = partial(as_pdf, figures, words_for(request), shared=shared, now=request.app[PARTS].clock.now())
    return file_response(request, await asyncio.to_thread(make), figures, shared, "pdf", "application/pdf")


async def figures_for_file(request: web.Request) -> tuple[Figures, bool]:
    """The figures and whether they are made to be shared. Raises BadRequest, and NotFound for an imported report to be shared."""
    try:
        figures = await figures_for(request, read_query(request, today_in_norway(request)).one)
    except PeriodRefused:
        raise BadRequest from None
    assert figures is not None, "one period is always asked for"
    if request.query.get("deling") == "nei":
        return figures, False
    parts = request.app[PARTS]
    given = parts.content.categories, parts.opening, parts.clock.now()
    try:
        return await asyncio.to_thread(shareable, figures, *given), True
    except SharedAlready:
        raise NotFound from None


def file_response(
    request: web.Request, body: bytes, figures: Figures, shared: bool, kind: str, content_type: str
) -> web.Response:
    """A download whose name says what it is and whether it may leave the service."""
    words = words_for(request)
    what = figures.report or f"{figures.period.first}_{figures.period.last}"
    name = f"statistikk_{what}_{words('stat_file_shared' if shared else 'stat_file_internal')}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(
        body=body, content_type=content_type, charset="utf-8" if kind == "csv" else None, headers=headers
    )


async def figures_for(request: web.Request, asked: Period | str | None) -> Figures | None:
    """Figures of a period, or of an imported report by its id. Raises PeriodRefused for a report that is not there."""
    parts, words = request.app[PARTS], words_for(request)
    if asked is None:
        return None
    async with parts.store.read() as tx:
        if isinstance(asked, Period):
            facts = await facts_of(tx, asked)
            return await asyncio.to_thread(figures_of, facts, parts.content.categories, words)
        report = await imported_report(tx, asked)
    if report is None:
        raise PeriodRefused("stat_error_report")
    return figures_of_report(report, words)


async def all_reports(request: web.Request) -> list[Report]:
    async with request.app[PARTS].store.read() as tx:
        return await imported_reports(tx)


def read_query(request: web.Request, today: date) -> Asked:
    """What is asked for. Raises PeriodRefused."""
    query = request.query
    one: Period | str
    if query.get("report"):
        one = query["report"]
    else:
        usual = half_year(today)
        one = period(day(query.get("from"), usual.first), day(query.get("to"), usual.last))
    beside = query.get("compare", "")
    if beside.startswith(REPORT):
        return Asked(one, beside.removeprefix(REPORT))
    if beside != DATES:
        return Asked(one)
    if not (query.get("compare_from") and query.get("compare_to")):
        raise PeriodRefused("stat_error_half")
    never = date.min
    return Asked(one, period(day(query["compare_from"], never), day(query["compare_to"], never)))


def day(text: str | None, default: date) -> date:
    """A date like 2026-11-22, as a page's date field sends it. Raises PeriodRefused."""
    try:
        return date.fromisoformat(text) if text else default
    except ValueError:
        raise PeriodRefused("stat_error_date") from None


def form_of(request: web.Request, asked: Asked) -> dict[str, str]:
    """What stands in the form's fields."""
    one = asked.one if isinstance(asked.one, Period) else half_year(today_in_norway(request))
    other = asked.other
    values = {
        "from": one.first.isoformat(),
        "to": one.last.isoformat(),
        "compare": "",
        "compare_from": "",
        "compare_to": "",
    }
    if isinstance(other, Period):
        dates = {"compare_from": other.first.isoformat(), "compare_to": other.last.isoformat()}
        return {**values, "compare": DATES, **dates}
    return {**values, "compare": REPORT + other} if other else values


def shortcuts(today: date, words: Words) -> list[tuple[str, str]]:
    """Name and query of periods one often wants."""
    year_ago = (
        today.replace(year=today.year - 1, day=28)
        if (today.month, today.day) == (2, 29)
        else today.replace(year=today.year - 1)
    )
    wanted = [
        ("this_half", half_year(today)),
        ("last_half", half_year_before(today)),
        ("last_year", Period(year_ago + timedelta(days=1), today)),
    ]
    return [(words(f"stat_{id}"), query_of(one)) for id, one in wanted]


def query_of(asked: Period | str) -> str:
    """The query that asks for a period or a report."""
    if isinstance(asked, Period):
        return f"from={asked.first}&to={asked.last}"
    return f"report={asked}"


def today_in_norway(request: web.Request) -> date:
    return request.app[PARTS].clock.now().astimezone(OSLO).date()


def words_for(request: web.Request) -> Words:
    return partial(words_of, request.app[PARTS].texts, "nb")
