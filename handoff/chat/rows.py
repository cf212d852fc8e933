"""The few ways to a conversation's row, its messages and its due times. Every change goes through here."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.errors import NotFound
from handoff.queue.due import AFTER, Due
from handoff.store.engine import is_writing, mark_changed
from handoff.store.hub import QUEUE
from handoff.store.tables import ClaimRow, ConversationRow, DueRow, MessageRow

ASSISTANT = "assistant"
WAITING, PARKED, CLAIMED, CLOSED, LEFT = "waiting", "parked", "claimed", "closed", "left"
QUEUED = (WAITING, PARKED)
OVER = (CLOSED, LEFT)
REAL = ConversationRow.practice.is_(None)
"""What every count and list of conversations asks for: a practice (handoff/chat/practising.py) is no parent."""

# Built once: a statement that every message needs costs more to build than to run.
MESSAGES_AFTER = (
    select(MessageRow)
    .where(MessageRow.conversation_id == bindparam("conversation"), MessageRow.number > bindparam("after"))
    .order_by(MessageRow.number)
)
# Tables, not classes: what is planned is written at once, with none of the session's bookkeeping.
_DUE = cast(Table, DueRow.__table__)
FORGET_KINDS = delete(_DUE).where(
    _DUE.c.conversation_id == bindparam("conversation"),
    _DUE.c.kind.in_(bindparam("kinds", expanding=True)),
)
FORGET_ONE = FORGET_KINDS.where(_DUE.c.key == bindparam("only_key"))
_NEW: dict[str, Any] = {"sqlite": sqlite_insert(_DUE), "postgresql": postgresql_insert(_DUE)}
PLAN = {
    dialect: new.on_conflict_do_update(
        index_elements=["conversation_id", "kind", "key"],
        set_={"due_at": new.excluded.due_at, "tries": new.excluded.tries},
    )
    for dialect, new in _NEW.items()
}


async def lock(tx: AsyncSession, conversation_id: str) -> ConversationRow:
    """The conversation, in a writing transaction held until it ends. Raises NotFound."""
    row = await tx.get(
        ConversationRow, conversation_id, with_for_update=is_writing(tx), populate_existing=True
    )
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
    """The messages after number `after`, in order."""
    return list(await tx.scalars(MESSAGES_AFTER, {"conversation": conversation_id, "after": after}))


def message_view(message: MessageRow) -> dict[str, Any]:
    """A message as both sides see it."""
    return {
        "number": message.number,
        "sender": message.sender,
        "kind": message.kind,
        "emergency": message.emergency,
        "text": message.text,
        "choices": message.choices,
        "asks": message.asks,
        "in_reply_to": message.in_reply_to,
        "sent_at": message.sent_at.isoformat(),
    }


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
    due_at = now + (AFTER[kind] if after is None else after)
    values = {"conversation_id": conversation_id, "kind": kind, "key": key, "due_at": due_at, "tries": tries}
    await tx.execute(PLAN[tx.get_bind().dialect.name], values)


async def cancel(tx: AsyncSession, conversation_id: str, *kinds: Due, key: str | None = None) -> None:
    """Forget what was planned; without `key` all of these kinds."""
    values = {"conversation": conversation_id, "kinds": kinds}
    if key is None:
        await tx.execute(FORGET_KINDS, values)
    else:
        await tx.execute(FORGET_ONE, {**values, "only_key": key})


async def open_claim(tx: AsyncSession, row: ConversationRow) -> ClaimRow | None:
    """The claim that is running, if any."""
    found: ClaimRow | None = await tx.scalar(
        select(ClaimRow).where(ClaimRow.conversation_id == row.id, ClaimRow.ended_at.is_(None))
    )
    return found
