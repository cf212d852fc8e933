"""The shift report with its notes, and the page that shows how good the suggested themes are."""

from __future__ import annotations

from datetime import datetime, timedelta

from aiohttp import web

from handoff.chat.claims import audit
from handoff.chat.life import hashed
from handoff.clock import OSLO, start_of_hour
from handoff.deciding import accept_rates, whole
from handoff.errors import BadTime
from handoff.shift_notes import add_note, notes_between, remove_note
from handoff.shift_report import shift_report
from handoff.store.tables import SessionRow
from handoff.web.access import COOKIE
from handoff.web.handlers.pages import staff_page
from handoff.web.handlers.registrations import day_in_query, oslo_time
from handoff.web.keys import PARTS
from handoff.web.reading import number_in_path, read_body, veileder
from handoff.web.schemas import NoteBody

A_QUARTER = timedelta(days=90)
MINUTE = "%Y-%m-%dT%H:%M"


async def shift_page(request: web.Request) -> web.Response:
    """The report of a shift; without times from when one signed in until now."""
    parts = request.app[PARTS]
    who = veileder(request)
    now = parts.clock.now()
    last = time_in_query(request, "til", now)
    first = time_in_query(request, "fra", await signed_in_at(request, now))
    if first > last:
        raise BadTime
    async with parts.store.read() as tx:
        report = await shift_report(parts, tx, first, last)
        notes = await notes_between(parts, tx, who, first, last + timedelta(minutes=1))
    begun, ended = first.astimezone(OSLO), last.astimezone(OSLO)
    return staff_page(
        request,
        "shift_report.html",
        me=who.name,
        report=report,
        notes=[(note, note_time(note.at)) for note in notes],
        first=begun.strftime(MINUTE),
        last=ended.strftime(MINUTE),
        shown={"first": f"{begun:%d.%m.%Y kl. %H:%M}", "last": f"{ended:%d.%m.%Y kl. %H:%M}"},
    )


def time_in_query(request: web.Request, name: str, default: datetime) -> datetime:
    """A Norwegian time like 2026-11-28T15:00, in UTC. Raises BadTime."""
    return oslo_time(request.query.get(name) or None) or default


async def signed_in_at(request: web.Request, now: datetime) -> datetime:
    """The hour this browser signed in: where one's shift began, as far as anybody knows."""
    token = request.cookies.get(COOKIE, "")
    async with request.app[PARTS].store.read() as tx:
        session = await tx.get(SessionRow, hashed(token))
    return start_of_hour(session.created_at if session else now)


async def write_note(request: web.Request) -> web.Response:
    """Keep a note for the shift report; what could identify somebody is taken out first, and told."""
    parts = request.app[PARTS]
    who = veileder(request)
    body = await read_body(request, NoteBody)
    async with parts.store.write() as tx:
        note, kinds = await add_note(parts, tx, who, body.text)
        audit(parts, tx, who, "note", None)
        answer = {
            "id": note.id,
            "at": note_time(note.at),
            "name": who.name,
            "text": note.text,
            "masked": kinds,
        }
    return web.json_response(answer, status=201)


def note_time(at: datetime) -> str:
    """«29.11. kl. 14:30»: a shift may last past midnight, and a report may cover several."""
    return f"{at.astimezone(OSLO):%d.%m. kl. %H:%M}"


async def take_back_note(request: web.Request) -> web.Response:
    """Delete one's own note."""
    parts = request.app[PARTS]
    async with parts.store.write() as tx:
        await remove_note(tx, veileder(request), number_in_path(request, "n"))
    return web.Response(status=204)


async def rates_page(request: web.Request) -> web.Response:
    """How often each suggested theme was accepted, without dates in the last 90 days; and what each theme is."""
    parts = request.app[PARTS]
    today = parts.clock.now().astimezone(OSLO).date()
    last = day_in_query(request, "til", today)
    first = day_in_query(request, "fra", last - A_QUARTER)
    if first > last:
        raise BadTime
    async with parts.store.read() as tx:
        rates = await accept_rates(tx, first, last)
    categories = parts.content.categories
    names = {theme.id: theme.name for theme in categories.listed}
    return staff_page(
        request,
        "tag_rates.html",
        rates=[(names.get(rate.tag, rate.tag), rate) for rate in rates],
        together=whole(rates),
        themes=[(theme, parts.directory.names_for_theme(theme.slug)) for theme in categories.listed],
        chi=categories.chi,
        first=first.isoformat(),
        last=last.isoformat(),
        shown={"first": f"{first:%d.%m.%Y}", "last": f"{last:%d.%m.%Y}"},
    )
