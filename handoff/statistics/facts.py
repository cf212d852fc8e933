"""What the database holds of a period: categories, whole hours and minutes, counts. Nothing of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.statistics.period import Period
from handoff.store.tables import EndedRow, RegistrationRow, TagDecisionRow


class Registered(NamedTuple):
    """One registration. `hour`: when the conversation began, rounded down, in UTC; `waited`: minutes, None of a call."""

    hour: datetime
    channel: str
    gender: str
    themes: list[str]
    outcomes: list[str]
    violence: list[str]
    waited: int | None = None


class Ended(NamedTuple):
    """One chat that has ended. `taken`: a veileder came; `minutes`: the wait until then, or until the parent left."""

    hour: datetime
    taken: bool
    minutes: int
    urgency: int


class Decided(NamedTuple):
    """What became of the suggestions of one theme."""

    tag: str
    accepted: int
    rejected: int
    undecided: int


@dataclass(frozen=True)
class Facts:
    """Everything that is counted from."""

    period: Period
    registered: Sequence[Registered]
    ended: Sequence[Ended]
    decided: Sequence[Decided]


async def facts_of(tx: AsyncSession, period: Period) -> Facts:
    """Read what began in the period. Decisions on suggestions have no hour: they count on the day they were kept."""
    r, e, d = RegistrationRow, EndedRow, TagDecisionRow
    registered = await tx.execute(
        select(r.hour, r.channel, r.gender, r.themes, r.outcomes, r.violence, r.wait_minutes).where(
            r.hour >= period.begin, r.hour < period.end
        )
    )
    ended = await tx.execute(
        select(e.hour, e.taken, e.wait_minutes, e.urgency).where(e.hour >= period.begin, e.hour < period.end)
    )
    decided = await tx.execute(
        select(d.tag, func.sum(d.accepted), func.sum(d.rejected), func.sum(d.undecided))
        .where(d.day >= period.first, d.day <= period.last)
        .group_by(d.tag)
        .order_by(d.tag)
    )
    return Facts(
        period,
        [Registered(*row) for row in registered],
        [Ended(*row) for row in ended],
        [Decided(tag, *map(int, counts)) for tag, *counts in decided],
    )
