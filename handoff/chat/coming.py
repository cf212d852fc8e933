"""«Jeg kommer»: a veileder who is busy tells somebody urgent in the queue that they were seen."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.claims import Veileder, audit, lock_for, refuse_claim
from handoff.chat.rows import QUEUED, REAL, append, changed
from handoff.parts import Parts
from handoff.store.tables import ConversationRow


async def say_coming(parts: Parts, tx: AsyncSession, conversation_id: str, who: Veileder) -> None:
    """Tell a waiting parent, in fixed words, that a veileder comes. Legal from waiting and parked.

    Said once for each wait, whoever presses and however often; once more when it becomes graver (`take_level`) or whoever
    said it has gone (`forget_coming`). The conversation stays in the queue, in its place.
    Raises AlreadyClaimed, ConversationOver, NotFound.
    """
    row = await lock_for(tx, conversation_id, who)
    if row.state not in QUEUED:
        await refuse_claim(tx, conversation_id, who)
        return
    if row.coming is not None:
        return
    row.coming = who.name
    text = parts.texts.get("web_coming", row.language)
    append(tx, row, parts.clock.now(), sender="system", kind="notice", text=text)
    audit(parts, tx, who, "coming", row.id)


async def forget_coming(tx: AsyncSession, name: str) -> None:
    """Who said «jeg kommer» is not there any more: those who are see the banner again, and may say it in their place."""
    promised = (
        select(ConversationRow).where(ConversationRow.coming == name, REAL).order_by(ConversationRow.id)
    )
    fresh = {"populate_existing": True}
    for row in await tx.scalars(promised.with_for_update(), execution_options=fresh):
        row.coming = None
        changed(tx, row)
