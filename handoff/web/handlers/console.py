"""What the console calls: the queue, one conversation, and what a veileder does with it."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from handoff.chat import claims
from handoff.chat.coming import say_coming
from handoff.chat.console_view import conversation_view
from handoff.chat.queue_view import queue_view
from handoff.chat.rows import changed, lock
from handoff.errors import NotFound, ThemeSwitchedOff
from handoff.registering import LONGEST_NAME
from handoff.store.hub import QUEUE
from handoff.web.access import still_signed_in
from handoff.web.keys import PARTS, TURNS
from handoff.web.long_poll import wait_for_news
from handoff.web.presence import note_holder
from handoff.web.reading import conversation_id, number_in_query, read_body, veileder
from handoff.web.schemas import EmptyBody, ThemeBody


async def get_queue(request: web.Request) -> web.Response:
    """The queue, by long poll."""
    parts = request.app[PARTS]
    who = veileder(request)
    seen = number_in_query(request, "seen", -1)
    wait = number_in_query(request, "wait", 0)
    await note_holder(parts, who)

    async def read() -> dict[str, Any]:
        async with parts.store.read() as tx:
            await still_signed_in(request, tx)
            return await queue_view(parts, tx, who)

    body = await wait_for_news(
        parts.store.hub, QUEUE, read, lambda found: seen < 0 or found["version"] != seen, wait
    )
    return web.json_response(body)


async def get_conversation(request: web.Request) -> web.Response:
    """Open a conversation; each opening is in the audit log."""
    parts = request.app[PARTS]
    who = veileder(request)
    async with parts.store.write() as tx:
        row = await claims.may_read(tx, conversation_id(request), who)
        if row.veileder_id != who.id:  # the holder's claim is in the log already
            await claims.audit_opening(parts, tx, who, row.id)
        body = await conversation_view(parts, tx, row)
    return web.json_response(body)


async def claim(request: web.Request) -> web.Response:
    """Take a conversation."""
    parts = request.app[PARTS]
    who = veileder(request)
    await read_body(request, EmptyBody)
    async with parts.store.write() as tx:
        row = await claims.claim(parts, tx, conversation_id(request), who)
        claims.audit(parts, tx, who, "claim", row.id)
        body = {"id": row.id, "state": row.state}
    return web.json_response(body)


async def coming(request: web.Request) -> web.Response:
    """Tell a waiting parent that a veileder comes."""
    parts = request.app[PARTS]
    await read_body(request, EmptyBody)
    async with parts.store.write() as tx:
        await say_coming(parts, tx, conversation_id(request), veileder(request))
    return web.Response(status=204)


async def release(request: web.Request) -> web.Response:
    """Give a conversation back to the queue."""
    parts = request.app[PARTS]
    who = veileder(request)
    await read_body(request, EmptyBody)
    async with parts.store.write() as tx:
        row = await claims.held_by(tx, conversation_id(request), who)
        await claims.release(parts, tx, row)
        claims.audit(parts, tx, who, "release", row.id)
    request.app[TURNS].wake(conversation_id(request))
    return web.Response(status=204)


async def close(request: web.Request) -> web.Response:
    """End a conversation."""
    parts = request.app[PARTS]
    who = veileder(request)
    await read_body(request, EmptyBody)
    async with parts.store.write() as tx:
        row = await claims.held_by(tx, conversation_id(request), who)
        await claims.close(parts, tx, row)
        claims.audit(parts, tx, who, "close", row.id)
    return web.Response(status=204)


async def acknowledge(request: web.Request) -> web.Response:
    """An alert was seen."""
    parts = request.app[PARTS]
    who = veileder(request)
    await read_body(request, EmptyBody)
    number = alert_number(request)
    async with parts.store.write() as tx:
        row = await claims.may_acknowledge(tx, conversation_id(request), number, who)
        await claims.acknowledge(parts, tx, row, number, who)
        claims.audit(parts, tx, who, "acknowledge", row.id)
    return web.Response(status=204)


def alert_number(request: web.Request) -> int:
    text = request.match_info["n"]
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise NotFound
    return int(text)


async def decide_theme(request: web.Request) -> web.Response:
    """Keep or refuse a suggested theme, or add one; null takes the decision back."""
    parts = request.app[PARTS]
    body = await read_body(request, ThemeBody)
    if body.theme not in parts.content.categories.offered:
        raise ThemeSwitchedOff(name=body.theme[:LONGEST_NAME])
    async with parts.store.write() as tx:
        row = await registrable(tx, request)
        decisions = {k: v for k, v in row.theme_decisions.items() if k != body.theme}
        row.theme_decisions = decisions if body.accepted is None else {**decisions, body.theme: body.accepted}
        changed(tx, row)
    return web.Response(status=204)


async def registrable(tx: Any, request: web.Request) -> Any:
    """One's own conversation, held or just ended: what is said is over, what is registered is not."""
    who = veileder(request)
    row = await lock(tx, conversation_id(request))
    if row.ended_at is not None and row.veileder_id == who.id:
        return row
    return await claims.held_by(tx, row.id, who)
