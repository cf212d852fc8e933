"""Presence is the age of the last poll. It is written down seldom, so that polling stays cheap."""

from __future__ import annotations

from datetime import timedelta

from aiohttp import web
from sqlalchemy import select, update

from handoff.chat.claims import Veileder
from handoff.chat.life import note_poll, poll_is_news
from handoff.chat.rows import CLAIMED, lock
from handoff.parts import Parts
from handoff.store.tables import ConversationRow
from handoff.web.keys import CALLER, PARTS

NOTED_EVERY = timedelta(seconds=5)


async def note_presence(request: web.Request, row: ConversationRow) -> bool:
    """The caller polled this conversation, as it was just read. True when that was written down."""
    parts = request.app[PARTS]
    who = request[CALLER].veileder
    now = parts.clock.now()
    if who:
        return row.state == CLAIMED and row.veileder_id == who.id and await note_holder(parts, who)
    if not poll_is_news(row, now):
        return False
    async with parts.store.write() as tx:
        note_poll(tx, await lock(tx, row.id), now)
    return True


async def note_holder(parts: Parts, who: Veileder) -> bool:
    """The console of this veileder is alive: every conversation it holds is kept. True when that was written down."""
    now = parts.clock.now()
    stale = (
        ConversationRow.veileder_id == who.id,
        ConversationRow.state == CLAIMED,
        ConversationRow.holder_seen_at <= now - NOTED_EVERY,
    )
    async with parts.store.read() as tx:
        if await tx.scalar(select(ConversationRow.id).where(*stale).limit(1)) is None:
            return False
    async with parts.store.write() as tx:
        await tx.execute(
            update(ConversationRow).where(*stale).values(holder_seen_at=now),
            execution_options={"synchronize_session": False},
        )
    return True
