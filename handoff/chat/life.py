"""A conversation's life on the parent's side: opened, asked for a human, present, left; and how it ends."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.lines import varied
from handoff.chat.posting import come_alive, new_id
from handoff.chat.rows import (
    ASSISTANT,
    LEFT,
    OVER,
    PARKED,
    QUEUED,
    WAITING,
    append,
    changed,
    last_claim,
    message_view,
    open_claim,
    plan,
)
from handoff.chat.service import HERE, place_of, said_when, service_line, service_now
from handoff.ended import count_ended
from handoff.errors import ConversationOver
from handoff.parts import Parts
from handoff.queue.due import Due
from handoff.store.tables import ConversationRow, DueRow

POLL_NOTED_EVERY = timedelta(seconds=5)
NOBODY_SPEAKS = "nobody"


def hashed(token: str) -> str:
    """What is kept of a token. Tokens are long and random, so a plain hash tells nothing.

    Of what a header holds: aiohttp reads bytes that are no UTF-8 as half characters, which are bytes again here.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


async def start(parts: Parts, tx: AsyncSession, language: str) -> dict[str, Any]:
    """Open a conversation with its greeting: `{id, token, state, messages}`. The place counts from here."""
    now = parts.clock.now()
    row, token = await open_row(tx, language, now)
    service = await service_now(parts, tx)
    greeting = parts.texts.get(said_when(service, "web_greeting"), language)
    messages = [append(tx, row, now, sender=ASSISTANT, text=greeting)]
    row.told_service = service.kind
    if service.kind != HERE:
        line = service_line(parts, service, language)
        messages.append(append(tx, row, now, sender="system", kind="notice", text=line))
    for kind in (Due.PARKED, Due.LEFT, Due.KEEP_COMPANY):
        await plan(tx, row.id, kind, now)
    parts.metrics.conversations.inc()
    return {"id": row.id, "token": token, "state": row.state, "messages": [message_view(m) for m in messages]}


async def open_row(
    tx: AsyncSession, language: str, now: datetime, **more: Any
) -> tuple[ConversationRow, str]:
    """A new waiting conversation in the store, and its token. `more`: other columns."""
    row, token = new_row(language, now, **more)
    tx.add(row)
    await tx.flush()
    return row, token


def new_row(language: str, now: datetime, **more: Any) -> tuple[ConversationRow, str]:
    """A new waiting conversation and its token, of which only the hash is kept."""
    token = secrets.token_urlsafe(32)
    row = ConversationRow(
        id=new_id(),
        token_hash=hashed(token),
        language=language,
        state=WAITING,
        speaker=ASSISTANT,
        created_at=now,
        last_poll_at=now,
        last_number=0,
        answered_to=0,
        version=0,
        urgency=0,
        kept_company=0,
        kommune=[],
        theme_decisions={},
        **more,
    )
    return row, token


async def ask_for_human(parts: Parts, tx: AsyncSession, row: ConversationRow) -> None:
    """«Snakk med et menneske»: in the list at once, the place kept; said once. Raises ConversationOver."""
    if row.state in OVER:
        raise ConversationOver
    now = parts.clock.now()
    come_alive(row, now)
    if row.wants_human or row.state not in QUEUED:
        return
    row.wants_human = True
    service = await service_now(parts, tx)
    place = await place_of(parts, tx, row, service)
    if place["position"] is None:
        text = service_line(parts, service, row.language, turn=1)
    else:
        text = parts.texts.get("web_human_waiting", row.language, position=place["position"])
    append(tx, row, now, sender="system", kind="notice", text=text)


async def tell_service(parts: Parts, tx: AsyncSession, row: ConversationRow, *, again: bool = False) -> None:
    """The service opened, closed, or its veileder came or went while this parent waits: said once, or `again`."""
    service = await service_now(parts, tx)
    if (service.kind == row.told_service and not again) or row.state not in QUEUED:
        return
    row.told_service = service.kind
    place = await place_of(parts, tx, row, service)
    if place["position"] is None or not place["listed"]:
        text = service_line(parts, service, row.language)
    else:
        text = parts.texts.get("web_here_now", row.language, position=place["position"])
    append(tx, row, parts.clock.now(), sender="system", kind="notice", text=text)


def poll_is_news(row: ConversationRow, now: datetime) -> bool:
    """Whether a poll has to be written down: seldom, so that polling is cheap."""
    return row.state not in OVER and (row.state == PARKED or now - row.last_poll_at >= POLL_NOTED_EVERY)


def note_poll(tx: AsyncSession, row: ConversationRow, now: datetime) -> None:
    """The parent's page polled: present; a parked one is back in its place."""
    row.last_poll_at = now
    if row.state == PARKED:
        row.state = WAITING
        changed(tx, row)


async def leave(parts: Parts, tx: AsyncSession, row: ConversationRow, *, quick_exit: bool) -> None:
    """The parent left, by choice or by 30 minutes of silence. The veileder who is there is told."""
    if row.state in OVER:
        return
    row.quick_exit = quick_exit
    if row.veileder_id is not None:
        text = varied(parts.texts, "web_left", row.language, 0)
        append(tx, row, parts.clock.now(), sender="system", kind="notice", text=text)
    await end(parts, tx, row, LEFT)


async def end(parts: Parts, tx: AsyncSession, row: ConversationRow, state: str) -> None:
    """Closed or left: nobody speaks any more, nothing is due but the deletion.

    One that ends in the queue after a veileder gave it back, or lost it, is that veileder's to register.
    """
    now = parts.clock.now()
    row.state, row.ended_at, row.speaker = state, now, NOBODY_SPEAKS
    if claim := await open_claim(tx, row):
        claim.ended_at, claim.ended_how = now, state
    if row.veileder_id is None and (last := await last_claim(tx, row)):
        row.veileder_id = last.veileder_id
    count_ended(parts, tx, row)
    await tx.execute(delete(DueRow).where(DueRow.conversation_id == row.id))
    await plan(tx, row.id, Due.DELETE, now, after=timedelta(minutes=parts.settings.retention_minutes))
    changed(tx, row)


async def erase(tx: AsyncSession, row: ConversationRow) -> None:
    """Delete a conversation with everything that hangs on it. Categories and minutes remain elsewhere."""
    await tx.delete(row)
