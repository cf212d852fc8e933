"""Registration: what remains of a conversation or a call, in the service's own categories."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.categories import Categories
from handoff.chat.rows import changed, last_claim
from handoff.clock import start_of_hour, whole_minutes
from handoff.deciding import count_registered
from handoff.errors import (
    AlreadyRegistered,
    EndsInTheFuture,
    InTheFuture,
    KindWithoutTheme,
    NotListed,
    NotRegistrable,
    ThemeGone,
    TooLongAgo,
)
from handoff.parts import Parts
from handoff.store.engine import mark_changed
from handoff.store.hub import QUEUE
from handoff.store.tables import ConversationRow, RegistrationRow, UnregisteredRow

CHAT, PHONE = "Chat", "Tlf"
LONGEST_NAME = 120
OLDEST_CALL = timedelta(days=366)
ROUNDED = timedelta(minutes=1)  # beginning and length are told in whole minutes
REGISTER_WITHIN = timedelta(days=7)
"""How long after the text was deleted a conversation may still be registered."""


@dataclass(frozen=True)
class Registration:
    """What a veileder ticked. `gender` None: not told. `client_id`: the form's own, the same when it is sent again.

    `begun_at` and `length_minutes` are asked of a telephone call only.
    """

    themes: list[str]
    gender: str | None
    outcomes: list[str]
    channel: str | None = None
    violence: list[str] = field(default_factory=list)
    client_id: str | None = None
    begun_at: datetime | None = None
    length_minutes: int | None = None


def check(categories: Categories, given: Registration, *, usual_channel: str) -> Registration:
    """The registration without doubles, with its channel and gender.

    Raises ThemeGone, KindWithoutTheme or NotListed for what the service does not use (any more).
    """
    gone = next((theme for theme in given.themes if theme not in categories.offered), None)
    if gone is not None:
        raise ThemeGone(name=gone[:LONGEST_NAME])
    if given.violence and categories.violence_theme not in given.themes:
        raise KindWithoutTheme(name=categories.violence_theme)
    channel = given.channel or usual_channel
    gender = given.gender or categories.unknown_gender
    listed = (
        set(given.outcomes) <= set(categories.outcomes)
        and set(given.violence) <= set(categories.violence_kinds)
        and gender in categories.genders
        and channel in categories.channels
    )
    if not listed:
        raise NotListed
    return replace(
        given,
        themes=list(dict.fromkeys(given.themes)),
        gender=gender,
        outcomes=list(dict.fromkeys(given.outcomes)),
        violence=list(dict.fromkeys(given.violence)),
        channel=channel,
    )


async def register_conversation(
    parts: Parts, tx: AsyncSession, row: ConversationRow, given: Registration
) -> int:
    """Register a conversation once; nothing in the registration leads back to it. Raises AlreadyRegistered.

    The form is the last word on suggested themes: one that is ticked was accepted, one that was accepted before and is
    not ticked was not. A practice is checked like any other and counted nowhere: 0.
    """
    if row.registered:
        return await sent_before(tx, given.client_id)
    checked = check(parts.content.categories, given, usual_channel=CHAT)
    await count_registered(parts, tx, row, checked.themes)
    row.registered = True
    refused = {theme: False for theme, kept in row.theme_decisions.items() if kept is False}
    row.theme_decisions = {**refused, **dict.fromkeys(checked.themes, True)}
    changed(tx, row)
    if row.practice:
        return 0
    begun = row.first_claimed_at or parts.clock.now()
    return await store(
        tx,
        checked,
        hour=start_of_hour(row.created_at),
        ended=start_of_hour(row.ended_at or parts.clock.now()),
        wait=whole_minutes(row.created_at, begun),
        length=whole_minutes(begun, await talked_until(parts, tx, row)),
    )


async def talked_until(parts: Parts, tx: AsyncSession, row: ConversationRow) -> datetime:
    """When the last veileder went, or now. What the parent waited alone after that is no part of the conversation."""
    last = await last_claim(tx, row)
    return (last and last.ended_at) or row.ended_at or parts.clock.now()


async def register_deleted(
    parts: Parts, tx: AsyncSession, conversation_id: str, veileder_id: int, given: Registration
) -> int:
    """Register a conversation whose text is deleted, from what was kept for it. Raises NotRegistrable."""
    kept = await tx.get(UnregisteredRow, conversation_id, with_for_update=True)
    if kept is None or kept.veileder_id != veileder_id:
        raise NotRegistrable
    checked = check(parts.content.categories, given, usual_channel=CHAT)
    await tx.delete(kept)
    mark_changed(tx, QUEUE)
    return await store(
        tx,
        checked,
        hour=kept.hour,
        ended=kept.ended_hour,
        wait=kept.wait_minutes,
        length=kept.length_minutes,
    )


async def register_call(parts: Parts, tx: AsyncSession, given: Registration) -> int:
    """Register a telephone call that has ended; without a time, just now.

    Raises InTheFuture for one that has not begun, EndsInTheFuture for one that is not over, TooLongAgo.
    """
    if given.client_id and (earlier := await registered_as(tx, given.client_id)):
        return earlier
    checked = check(parts.content.categories, given, usual_channel=PHONE)
    now = parts.clock.now()
    length = timedelta(minutes=checked.length_minutes or 0)
    begun = checked.begun_at or now - length
    if begun > now:
        raise InTheFuture
    if begun + length > now + ROUNDED:
        raise EndsInTheFuture
    if begun < now - OLDEST_CALL:
        raise TooLongAgo
    return await store(
        tx,
        checked,
        hour=start_of_hour(begun),
        ended=start_of_hour(begun + length),
        wait=None,
        length=checked.length_minutes,
    )


async def store(
    tx: AsyncSession,
    checked: Registration,
    *,
    hour: datetime,
    ended: datetime | None,
    wait: int | None,
    length: int | None,
) -> int:
    """Add the registration; returns its id."""
    stored = RegistrationRow(
        hour=hour,
        ended_hour=ended,
        channel=checked.channel,
        gender=checked.gender,
        themes=checked.themes,
        outcomes=checked.outcomes,
        violence=checked.violence,
        client_id=checked.client_id,
        wait_minutes=wait,
        length_minutes=length,
    )
    tx.add(stored)
    await tx.flush()
    return stored.id


async def sent_before(tx: AsyncSession, client_id: str | None) -> int:
    """The registration that this very form made earlier: its answer was lost. Raises AlreadyRegistered for any other."""
    earlier = await registered_as(tx, client_id) if client_id else None
    if earlier is None:
        raise AlreadyRegistered
    return earlier


async def registered_as(tx: AsyncSession, client_id: str) -> int | None:
    """The id of the registration that a form with this client_id made, if any."""
    found: int | None = await tx.scalar(
        select(RegistrationRow.id).where(RegistrationRow.client_id == client_id)
    )
    return found


async def keep_unregistered(parts: Parts, tx: AsyncSession, row: ConversationRow) -> None:
    """A conversation is about to be deleted: keep what its registration will need, when it can still come."""
    if row.practice or row.registered or row.veileder_id is None or row.first_claimed_at is None:
        return
    tx.add(
        UnregisteredRow(
            conversation_id=row.id,
            veileder_id=row.veileder_id,
            hour=start_of_hour(row.created_at),
            wait_minutes=whole_minutes(row.created_at, row.first_claimed_at),
            length_minutes=whole_minutes(row.first_claimed_at, await talked_until(parts, tx, row)),
            deleted_at=parts.clock.now(),
            ended_hour=start_of_hour(row.ended_at or parts.clock.now()),
        )
    )


async def forget_unregistered(parts: Parts, tx: AsyncSession) -> None:
    """What nobody registered within a week is let go."""
    oldest = parts.clock.now() - REGISTER_WITHIN
    await tx.execute(delete(UnregisteredRow).where(UnregisteredRow.deleted_at < oldest))
