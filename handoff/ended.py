"""Figures of conversations that ended: what remains for the shift report and the statistics when the text is gone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.clock import start_of_hour, whole_minutes
from handoff.parts import Parts
from handoff.store.tables import ConversationRow, EndedRow


def count_ended(parts: Parts, tx: AsyncSession, row: ConversationRow) -> None:
    """Note a conversation that has just ended. Practice, and one that nobody wrote in, is not counted."""
    if row.practice or row.listed_at is None:
        return
    ended = row.ended_at or parts.clock.now()
    tx.add(
        EndedRow(
            hour=start_of_hour(row.created_at),
            ended_hour=start_of_hour(ended),
            taken=row.first_claimed_at is not None,
            wait_minutes=whole_minutes(row.created_at, row.first_claimed_at or ended),
            urgency=row.urgency,
            rule=row.urgent_rule if row.urgency else None,
        )
    )


async def ended_between(tx: AsyncSession, first: datetime, last: datetime) -> list[EndedRow]:
    """Those that ended from `first` (in it) to `last` (not in it); whole hours, since no more is kept."""
    found = await tx.scalars(
        select(EndedRow).where(EndedRow.ended_hour >= start_of_hour(first), EndedRow.ended_hour < last)
    )
    return list(found)
