"""The few ways to a conversation's row, its messages and its due times. Every change goes through here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Row, Table, bindparam, delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.errors import NotFound
from handoff.queue.due import AFTER, Due
from handoff.store.engine import is_writing, mark_changed
from handoff.store.hub import QUEUE
from handoff.store.tables import ClaimRow, ConversationRow, DueRow, MessageRow
from handoff.store.types import UTCDateTime

ASSISTANT = "assistant"
WAITING, PARKED, CLAIMED, CLOSED, LEFT = "waiting", "parked", "claimed", "closed", "left"
QUEUED = (WAITING, PARKED)
OVER = (CLOSED, LEFT)
REAL = ConversationRow.practice.is_(None)
"""What every count and list of conversations asks for: a practice (handoff/chat/practising.py) is no parent."""

Planned = dict[str, Any]

# Built once: a statement that every message needs costs more to build than to run.
CONVERSATIONS = cast(Table, ConversationRow.__table__)
MESSAGES = cast(Table, MessageRow.__table__)
CONVERSATION_TO_WRITE = (
    select(ConversationRow).where(ConversationRow.id == bindparam("conversation")).with_for_update()
)
MESSAGES_TO_WRITE = (
    select(MessageRow)
    .where(MessageRow.conversation_id == bindparam("conversation"), MessageRow.number > bindparam("after"))
    .order_by(MessageRow.number)
)
# What is only read comes as plain rows, the same columns by the same names: half the price, and nobody changes them by mistake.
CONVERSATION = select(CONVERSATIONS).where(CONVERSATIONS.c.id == bindparam("conversation"))
MESSAGES_AFTER = (
    select(MESSAGES)
    .where(MESSAGES.c.conversation_id == bindparam("conversation"), MESSAGES.c.number > bindparam("after"))
    .order_by(MESSAGES.c.number)
)
VIEWED = ("number", "sender", "kind", "emergency", "text", "choices", "asks", "in_reply_to", "sent_at")
VIEWS_AFTER = (
    select(*(MESSAGES.c[name] for name in VIEWED))
    .where(MESSAGES.c.conversation_id == bindparam("conversation"), MESSAGES.c.number > bindparam("after"))
    .order_by(MESSAGES.c.number)
)
# Tables, not classes: what is planned is written at once, with none of the session's bookkeeping.
_DUE = cast(Table, DueRow.__table__)
FORGET_KINDS = delete(_DUE).where(
    _DUE.c.conversation_id == bindparam("conversation"),
    _DUE.c.kind.in_(bindparam("kinds", expanding=True)),
)
FORGET_KEYS = FORGET_KINDS.where(_DUE.c.key.in_(bindparam("keys", expanding=True)))
# In words, which both databases understand alike: the built form costs three times as much to look up as this costs to run.
PLAN = text(
    "INSERT INTO due_times (conversation_id, kind, key, due_at, tries) VALUES (:conversation_id, :kind, :key, :due_at, :tries) "
    "ON CONFLICT (conversation_id, kind, key) DO UPDATE SET due_at = excluded.due_at, tries = excluded.tries"
).bindparams(bindparam("due_at", type_=UTCDateTime))


async def find(tx: AsyncSession, conversation_id: str) -> ConversationRow | None:
    """The conversation as it is now; in a writing transaction held until it ends, else a plain row."""
    values = {"conversation": conversation_id}
    if not is_writing(tx):
        return cast(ConversationRow | None, (await tx.execute(CONVERSATION, values)).first())
    found: ConversationRow | None = await tx.scalar(
        CONVERSATION_TO_WRITE, values, execution_options={"populate_existing": True}
    )
    return found


async def lock(tx: AsyncSession, conversation_id: str) -> ConversationRow:
    """As find. Raises NotFound."""
    row = await find(tx, conversation_id)
    if row is None:
        raise NotFound
    return row


def changed(tx: AsyncSession, row: ConversationRow) -> None:
    """Something both sides see has changed: a new version, and a call to all who wait for news."""
    row.version += 1
    mark_changed(tx, row.id, QUEUE)


def append(
    tx: AsyncSession,
    row: ConversationRow,
    now: datetime,
    *,
    sender: str,
    text: str,
    kind: str = "text",
    **more: Any,
) -> MessageRow:
    """Add the next message of a locked conversation. `more`: other columns of MessageRow."""
    row.last_number += 1
    defaults: dict[str, Any] = {"choices": [], "replies": []}
    message = MessageRow(
        conversation_id=row.id,
        number=row.last_number,
        sender=sender,
        kind=kind,
        text=text,
        sent_at=now,
        **{**defaults, **more},
    )
    tx.add(message)
    changed(tx, row)
    return message


async def messages_of(tx: AsyncSession, conversation_id: str, after: int = 0) -> list[MessageRow]:
    """The messages after number `after`, in order; plain rows unless the transaction writes."""
    values = {"conversation": conversation_id, "after": after}
    if not is_writing(tx):
        return cast(list[MessageRow], (await tx.execute(MESSAGES_AFTER, values)).all())
    return list(await tx.scalars(MESSAGES_TO_WRITE, values))


async def views_of(tx: AsyncSession, conversation_id: str, after: int = 0) -> list[dict[str, Any]]:
    """The messages after number `after` as both sides see them, without the rest of their rows."""
    found = await tx.execute(VIEWS_AFTER, {"conversation": conversation_id, "after": after})
    return [message_view(row) for row in found]


def message_view(message: MessageRow | Row[Any]) -> dict[str, Any]:
    """A message as both sides see it."""
    return {name: getattr(message, name) for name in VIEWED} | {"sent_at": message.sent_at.isoformat()}


async def plan(
    tx: AsyncSession,
    conversation_id: str,
    kind: Due,
    now: datetime,
    *,
    after: timedelta | None = None,
    key: str = "",
    tries: int = 0,
) -> None:
    """Let `kind` fall due; one that is planned already under the same key is moved."""
    await plan_all(tx, [planned(conversation_id, kind, now, after=after, key=key, tries=tries)])


def planned(
    conversation_id: str,
    kind: Due,
    now: datetime,
    *,
    after: timedelta | None = None,
    key: str = "",
    tries: int = 0,
) -> Planned:
    """What `plan_all` takes: `kind` falls due so long after `now`."""
    due_at = now + (AFTER[kind] if after is None else after)
    return {"conversation_id": conversation_id, "kind": kind, "key": key, "due_at": due_at, "tries": tries}


async def plan_all(tx: AsyncSession, several: list[Planned]) -> None:
    """As plan, for several at once, or none."""
    if several:
        await tx.execute(PLAN, several)


async def cancel(
    tx: AsyncSession, conversation_id: str, *kinds: Due, keys: Sequence[str] | None = None
) -> None:
    """Forget what was planned; without `keys` all of these kinds."""
    values = {"conversation": conversation_id, "kinds": kinds}
    if keys is None:
        await tx.execute(FORGET_KINDS, values)
    else:
        await tx.execute(FORGET_KEYS, {**values, "keys": keys})


async def last_claim(tx: AsyncSession, row: ConversationRow) -> ClaimRow | None:
    """The newest claim, running or not; None when nobody has taken it."""
    found: ClaimRow | None = await tx.scalar(
        select(ClaimRow).where(ClaimRow.conversation_id == row.id).order_by(ClaimRow.id.desc()).limit(1)
    )
    return found


async def open_claim(tx: AsyncSession, row: ConversationRow) -> ClaimRow | None:
    """The claim that is running, if any."""
    found: ClaimRow | None = await tx.scalar(
        select(ClaimRow).where(ClaimRow.conversation_id == row.id, ClaimRow.ended_at.is_(None))
    )
    return found


async def has_newer(tx: AsyncSession, row: ConversationRow, upto: int) -> bool:
    """Whether the parent has written more than the message with this number."""
    newest = await tx.scalar(
        select(func.max(MessageRow.number)).where(
            MessageRow.conversation_id == row.id, MessageRow.sender == "parent"
        )
    )
    return (newest or 0) > upto
