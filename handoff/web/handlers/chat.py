"""What a parent's page calls; messages are for both sides."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from handoff.chat import life
from handoff.chat.polling import Snapshot, look
from handoff.chat.posting import Incoming, post_from_parent, post_from_veileder, told_about
from handoff.chat.practising import answer_later
from handoff.chat.reading import waits_for_layer
from handoff.chat.rows import CLAIMED, OVER, changed
from handoff.errors import ConversationOver, TooMany
from handoff.web.access import still_signed_in
from handoff.web.keys import CALLER, DESCRIBING, FLOOD, PARTS, TURNS
from handoff.web.limits import address_of
from handoff.web.long_poll import wait_for_news
from handoff.web.presence import note_presence
from handoff.web.reading import (
    conversation_id,
    number_in_query,
    own,
    reachable,
    read_body,
    writable,
)
from handoff.web.schemas import EmptyBody, LeaveBody, MessageBody, StartBody


async def start(request: web.Request) -> web.Response:
    """Open a conversation."""
    parts = request.app[PARTS]
    address = address_of(request, trusted_proxy=parts.settings.trusted_proxy)
    if seconds := request.app[FLOOD].take(address, parts.clock.now()):
        raise TooMany(retry_after=seconds)
    body = await read_body(request, StartBody)
    async with parts.store.write() as tx:
        answer = await life.start(parts, tx, body.language or "nb")
    return web.json_response(answer, status=201)


async def post_message(request: web.Request) -> web.Response:
    """Send a message, as the parent or as the holder."""
    parts = request.app[PARTS]
    body = await read_body(request, MessageBody)
    incoming = Incoming(body.client_id, body.text, body.choice)
    who = request[CALLER].veileder
    async with parts.store.write() as tx:
        row = await writable(request, tx)
        if who:
            answer = await post_from_veileder(parts, tx, row, who.id, incoming)
            if row.practice:
                await answer_later(parts, tx, row)
        else:
            answer = await post_from_parent(parts, tx, row, incoming)
    if not who:
        read = tx.info.get("to_read")
        if read:
            request.app[DESCRIBING].wake(conversation_id(request), read)
        request.app[TURNS].wake(conversation_id(request))
        if read and waits_for_layer(read.screening):
            # an emergency belongs in this answer: the next poll may be slow to come
            await request.app[DESCRIBING].settled(conversation_id(request))
            async with parts.store.read() as tx:
                answer["messages"] = await told_about(tx, conversation_id(request), read.number)
    return web.json_response(answer, status=201)


async def get_messages(request: web.Request) -> web.Response:
    """The long poll."""
    parts = request.app[PARTS]
    after = number_in_query(request, "after", 0)
    seen = number_in_query(request, "seen", -1)
    wait = number_in_query(request, "wait", 0)
    noted = False

    async def read() -> dict[str, Any]:
        nonlocal noted
        async with parts.store.read() as tx:
            await still_signed_in(request, tx)
            row = await reachable(request, tx)
            as_veileder = request[CALLER].veileder is not None
            body = (await look(parts, tx, row, after=after, as_veileder=as_veileder)).body
        if noted:
            return body
        noted = True  # once a poll; being here may change what there is to see
        return await read() if await note_presence(request, row) else body

    body = await wait_for_news(
        parts.store.hub,
        conversation_id(request),
        read,
        lambda found: Snapshot(found).is_news(seen if seen >= 0 else None),
        wait,
    )
    return web.json_response(body)


async def ask_for_human(request: web.Request) -> web.Response:
    """«Snakk med et menneske»."""
    parts = request.app[PARTS]
    await read_body(request, EmptyBody)
    async with parts.store.write() as tx:
        await life.ask_for_human(parts, tx, await own(request, tx))
    return web.Response(status=204)


async def typing(request: web.Request) -> web.Response:
    """A sign of typing, from either side."""
    parts = request.app[PARTS]
    await read_body(request, EmptyBody)
    now = parts.clock.now()
    async with parts.store.write() as tx:
        row = await writable(request, tx)
        if row.state in OVER:
            raise ConversationOver
        if request[CALLER].veileder and row.state == CLAIMED:
            row.veileder_typing_at = row.holder_seen_at = now
        else:
            row.parent_typing_at = now
        changed(tx, row)
    return web.Response(status=204)


async def leave(request: web.Request) -> web.Response:
    """The parent leaves."""
    parts = request.app[PARTS]
    body = await read_body(request, LeaveBody)
    async with parts.store.write() as tx:
        await life.leave(parts, tx, await own(request, tx), quick_exit=body.quick_exit)
    return web.Response(status=204)
