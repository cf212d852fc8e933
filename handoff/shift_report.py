"""The shift report (vaktrapport): counts, waits and urgent cases of some hours, from what is kept without text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.lines import title_of
from handoff.chat.rows import CLAIMED, QUEUED, REAL
from handoff.clock import start_of_hour
from handoff.ended import ended_between
from handoff.parts import Parts
from handoff.registering import PHONE
from handoff.store.tables import ConversationRow, EndedRow, RegistrationRow

SOON_MINUTES = 5


@dataclass(frozen=True)
class Waits:
    """How long those waited whom a veileder took: whole minutes; `soon` of `count` were below five."""

    count: int
    median: int | None
    longest: int | None
    soon: int


@dataclass(frozen=True)
class Urgent:
    """How many urgent conversations of one kind; `level` is RED or ORANGE."""

    title: str
    level: str
    count: int


@dataclass(frozen=True)
class ShiftReport:
    """Everything but the notes. Pairs are (printed name, how many), the most frequent first.

    `includes_now`: the period reaches to this moment, so that `urgent` holds those that are going on as well.
    """

    ended: int
    taken: int
    gave_up: int
    going_on: int
    waiting: int
    calls: int
    registered: int
    waits: Waits
    urgent: list[Urgent]
    themes: list[tuple[str, int]]
    violence: list[tuple[str, int]]
    outcomes: list[tuple[str, int]]
    includes_now: bool


async def shift_report(parts: Parts, tx: AsyncSession, first: datetime, last: datetime) -> ShiftReport:
    """What happened from `first` to `last` (UTC). No more than the hour is kept of a time, so whole hours count."""
    ended = await ended_between(tx, first, last)
    registered = await registered_between(tx, first, last)
    here = includes_now(first, last, parts.clock.now())
    open_now = await urgent_now(tx) if here else []
    return ShiftReport(
        ended=len(ended),
        taken=sum(row.taken for row in ended),
        gave_up=sum(not row.taken for row in ended),
        going_on=await count_now(tx, CLAIMED),
        waiting=await count_now(tx, *QUEUED),
        calls=sum(row.channel == PHONE for row in registered),
        registered=len(registered),
        waits=waits_of(ended),
        urgent=urgent_kinds(parts, [*((row.rule, row.urgency) for row in ended if row.urgency), *open_now]),
        themes=counted(theme for row in registered for theme in row.themes),
        violence=counted(kind for row in registered for kind in row.violence),
        outcomes=counted(outcome for row in registered for outcome in row.outcomes),
        includes_now=here,
    )


def includes_now(first: datetime, last: datetime, now: datetime) -> bool:
    """Whether the period holds this moment. A page that was opened earlier in this hour still does: whole hours count."""
    return first <= now and (last >= now or last > start_of_hour(now))


async def registered_between(tx: AsyncSession, first: datetime, last: datetime) -> list[RegistrationRow]:
    """Registrations of what ended in these hours, as the chats are counted: one that began before the shift is in both."""
    ended = func.coalesce(RegistrationRow.ended_hour, RegistrationRow.hour)
    found = await tx.scalars(select(RegistrationRow).where(ended >= start_of_hour(first), ended < last))
    return list(found)


async def count_now(tx: AsyncSession, *states: str) -> int:
    """How many conversations of real parents are in these states at this moment."""
    found = await tx.scalar(
        select(func.count()).where(
            ConversationRow.state.in_(states), ConversationRow.listed_at.is_not(None), REAL
        )
    )
    return found or 0


async def urgent_now(tx: AsyncSession) -> list[tuple[str | None, int]]:
    """Rule and urgency of the urgent conversations that have not ended."""
    rows = await tx.execute(
        select(ConversationRow.urgent_rule, ConversationRow.urgency).where(
            ConversationRow.state.in_((CLAIMED, *QUEUED)), ConversationRow.urgency > 0, REAL
        )
    )
    return [(rule, urgency) for rule, urgency in rows]


def waits_of(ended: list[EndedRow]) -> Waits:
    """The waits of those who were taken."""
    minutes = [row.wait_minutes for row in ended if row.taken]
    return Waits(
        count=len(minutes),
        median=round(median(minutes)) if minutes else None,
        longest=max(minutes, default=None),
        soon=sum(wait < SOON_MINUTES for wait in minutes),
    )


def urgent_kinds(parts: Parts, cases: list[tuple[str | None, int]]) -> list[Urgent]:
    """By kind, the gravest and most frequent first."""
    grouped = Counter((urgency, rule or "") for rule, urgency in cases)
    ordered = sorted(grouped.items(), key=lambda one: (-one[0][0], -one[1], one[0][1]))
    return [
        Urgent(title_of(parts.screener, parts.texts, rule), "RED" if urgency > 1 else "ORANGE", count)
        for (urgency, rule), count in ordered
    ]


def counted(values: Iterable[str]) -> list[tuple[str, int]]:
    return Counter(values).most_common()
