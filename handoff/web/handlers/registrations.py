"""Registration and statistics."""

from __future__ import annotations

from datetime import date, timedelta

from aiohttp import web

from handoff.chat.claims import audit
from handoff.clock import OSLO
from handoff.errors import BadRequest
from handoff.registering import Registration, register_call, register_conversation, statistics
from handoff.web.handlers.console import registrable
from handoff.web.keys import PARTS
from handoff.web.reading import read_body, veileder
from handoff.web.schemas import PhoneBody, RegistrationBody

A_YEAR = timedelta(days=365)


async def register(request: web.Request) -> web.Response:
    """Register one's own conversation, during it or after it ended."""
    parts = request.app[PARTS]
    body = await read_body(request, RegistrationBody)
    given = Registration(body.themes, body.gender, body.outcomes, body.channel)
    async with parts.store.write() as tx:
        row = await registrable(tx, request)
        number = await register_conversation(parts, tx, row, given)
        audit(parts, tx, veileder(request), "register", row.id)
    return web.json_response({"id": number}, status=201)


async def register_phone(request: web.Request) -> web.Response:
    """Register a telephone call."""
    parts = request.app[PARTS]
    body = await read_body(request, PhoneBody)
    given = Registration(body.themes, body.gender, body.outcomes, body.channel, body.length_minutes)
    async with parts.store.write() as tx:
        number = await register_call(parts, tx, given)
        audit(parts, tx, veileder(request), "register_call", None)
    return web.json_response({"id": number}, status=201)


async def get_statistics(request: web.Request) -> web.Response:
    """Counts by month, channel, gender, theme and outcome; without dates the last year."""
    parts = request.app[PARTS]
    today = parts.clock.now().astimezone(OSLO).date()
    last = day_in_query(request, "to", today)
    first = day_in_query(request, "from", last - A_YEAR)
    if first > last:
        raise BadRequest
    async with parts.store.read() as tx:
        return web.json_response(await statistics(tx, first, last))


def day_in_query(request: web.Request, name: str, default: date) -> date:
    """A date like 2026-11-22. Raises BadRequest."""
    try:
        return date.fromisoformat(request.query[name]) if request.query.get(name) else default
    except ValueError:
        raise BadRequest from None


async def get_categories(request: web.Request) -> web.Response:
    """What a registration may hold."""
    categories = request.app[PARTS].content.categories
    return web.json_response(
        {
            "themes": list(categories.themes),
            "channels": list(categories.channels),
            "genders": list(categories.genders),
            "outcomes": list(categories.outcomes),
        }
    )
