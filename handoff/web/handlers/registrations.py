"""Registration and statistics."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from aiohttp import web
from sqlalchemy.exc import IntegrityError

from handoff.chat.claims import Veileder, audit
from handoff.clock import OSLO
from handoff.errors import BadRequest, BadTime, NotFound
from handoff.parts import Parts
from handoff.registering import (
    Registration,
    register_call,
    register_conversation,
    register_deleted,
)
from handoff.statistics.data import statistics
from handoff.statistics.period import Period, PeriodRefused, period
from handoff.web.handlers.console import registrable
from handoff.web.keys import PARTS
from handoff.web.reading import conversation_id, read_body, veileder
from handoff.web.schemas import PhoneBody, RegistrationBody

A_YEAR = timedelta(days=365)


async def register(request: web.Request) -> web.Response:
    """Register one's own conversation, during it or after it ended."""
    parts = request.app[PARTS]
    body = await read_body(request, RegistrationBody)
    given = Registration(**body.model_dump())
    who = veileder(request)
    async with parts.store.write() as tx:
        try:
            row = await registrable(tx, request)
        except NotFound:  # its text may be deleted and its registration still be open
            number = await register_deleted(parts, tx, conversation_id(request), who.id, given)
        else:
            number = await register_conversation(parts, tx, row, given)
        audit(parts, tx, who, "register", conversation_id(request))
    return web.json_response({"id": number}, status=201)


async def register_phone(request: web.Request) -> web.Response:
    """Register a telephone call."""
    parts = request.app[PARTS]
    body = await read_body(request, PhoneBody)
    given = Registration(**{**body.model_dump(), "begun_at": oslo_time(body.begun_at)})
    try:
        number = await store_call(parts, given, veileder(request))
    except IntegrityError:  # the same form, sent twice at once: the other one is stored now
        number = await store_call(parts, given, veileder(request))
    return web.json_response({"id": number}, status=201)


async def store_call(parts: Parts, given: Registration, who: Veileder) -> int:
    """In a transaction of its own."""
    async with parts.store.write() as tx:
        audit(parts, tx, who, "register_call", None)
        return await register_call(parts, tx, who.id, given)


def oslo_time(text: str | None) -> datetime | None:
    """«2026-11-28T14:30», as a page's field for date and time says it: Norwegian time. Raises BadTime."""
    if text is None:
        return None
    try:
        told = datetime.fromisoformat(text)
        return (told if told.tzinfo else told.replace(tzinfo=OSLO)).astimezone(UTC)
    except (ValueError, OverflowError):  # the first and the last day there are have no time in other zones
        raise BadTime from None


async def get_statistics(request: web.Request) -> web.Response:
    """Counts by month, channel, gender, theme, outcome and time; waits, urgency, suggestions. Without dates the last year."""
    parts = request.app[PARTS]
    asked = asked_period(request, parts.clock.now().astimezone(OSLO).date())
    async with parts.store.read() as tx:
        return web.json_response(await statistics(tx, asked))


def asked_period(request: web.Request, today: date) -> Period:
    """From and to as in the query; else the year that ends there. Raises BadRequest."""
    last = day_in_query(request, "to", today)
    try:
        return period(day_in_query(request, "from", last - A_YEAR), last)
    except (PeriodRefused, OverflowError):
        raise BadRequest from None


def day_in_query(request: web.Request, name: str, default: date) -> date:
    """A date like 2026-11-22. Raises BadRequest."""
    try:
        return date.fromisoformat(request.query[name]) if request.query.get(name) else default
    except ValueError:
        raise BadRequest from None


async def get_categories(request: web.Request) -> web.Response:
    """What a registration may hold; `themes` are all that were ever used, `offered` those for new ones."""
    return web.json_response(request.app[PARTS].content.categories.choices())
