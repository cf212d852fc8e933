"""Registration: what remains of a conversation or a call, in the service's own categories; and its table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.categories import Categories
from handoff.chat.rows import changed
from handoff.clock import OSLO, start_of_hour, whole_minutes
from handoff.errors import AlreadyRegistered, NotListed
from handoff.parts import Parts
from handoff.store.tables import ConversationRow, RegistrationRow

CHAT, PHONE = "Chat", "Tlf"


@dataclass(frozen=True)
class Registration:
    """What a veileder ticked."""

    themes: list[str]
    gender: str
    outcomes: list[str]
    channel: str | None = None
    length_minutes: int | None = None


def check(categories: Categories, given: Registration, *, usual_channel: str) -> Registration:
    """The registration without doubles and with its channel. Raises NotListed for what the service does not use."""
    channel = given.channel or usual_channel
    listed = (
        set(given.themes) <= set(categories.themes)
        and set(given.outcomes) <= set(categories.outcomes)
        and given.gender in categories.genders
        and channel in categories.channels
    )
    if not listed:
        raise NotListed
    return Registration(
        themes=list(dict.fromkeys(given.themes)),
        gender=given.gender,
        outcomes=list(dict.fromkeys(given.outcomes)),
        channel=channel,
        length_minutes=given.length_minutes,
    )


async def register_conversation(
    parts: Parts, tx: AsyncSession, row: ConversationRow, given: Registration
) -> int:
    """Register a conversation once; nothing in the registration leads back to it. Raises AlreadyRegistered."""
    if row.registered:
        raise AlreadyRegistered
    checked = check(parts.content.categories, given, usual_channel=CHAT)
    claimed = row.first_claimed_at or parts.clock.now()
    end = row.ended_at or parts.clock.now()
    stored = RegistrationRow(
        hour=start_of_hour(row.created_at),
        channel=checked.channel,
        gender=checked.gender,
        themes=checked.themes,
        outcomes=checked.outcomes,
        wait_minutes=whole_minutes(row.created_at, claimed),
        length_minutes=whole_minutes(claimed, end),
    )
    tx.add(stored)
    row.registered = True
    changed(tx, row)
    await tx.flush()
    return stored.id


async def register_call(parts: Parts, tx: AsyncSession, given: Registration) -> int:
    """Register a telephone call that has just ended."""
    checked = check(parts.content.categories, given, usual_channel=PHONE)
    begun = parts.clock.now() - timedelta(minutes=checked.length_minutes or 0)
    stored = RegistrationRow(
        hour=start_of_hour(begun),
        channel=checked.channel,
        gender=checked.gender,
        themes=checked.themes,
        outcomes=checked.outcomes,
        wait_minutes=None,
        length_minutes=checked.length_minutes,
    )
    tx.add(stored)
    await tx.flush()
    return stored.id


async def statistics(tx: AsyncSession, first: date, last: date) -> dict[str, Any]:
    """Counts of what was registered from `first` to `last` inclusive; days and months are Norwegian."""
    begin = datetime.combine(first, time(), tzinfo=OSLO).astimezone(UTC)
    end = datetime.combine(last + timedelta(days=1), time(), tzinfo=OSLO).astimezone(UTC)
    found = await tx.scalars(
        select(RegistrationRow).where(RegistrationRow.hour >= begin, RegistrationRow.hour < end)
    )
    rows = list(found)
    months: dict[str, list[RegistrationRow]] = {}
    for row in rows:
        months.setdefault(f"{row.hour.astimezone(OSLO):%Y-%m}", []).append(row)
    by_month = [{"month": month, **counts(part)} for month, part in sorted(months.items())]
    return {**counts(rows), "months": by_month}


def counts(rows: list[RegistrationRow]) -> dict[str, Any]:
    """How many in all, and by channel, gender, theme and outcome; one conversation may have several themes."""
    return {
        "total": len(rows),
        "channels": dict(Counter(row.channel for row in rows)),
        "genders": dict(Counter(row.gender for row in rows)),
        "themes": dict(Counter(theme for row in rows for theme in row.themes)),
        "outcomes": dict(Counter(outcome for row in rows for outcome in row.outcomes)),
    }
