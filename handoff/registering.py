"""Registration: what remains of a conversation or a call, in the service's own categories."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.categories import Categories
from handoff.chat.life import hashed
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
    SavedDifferently,
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

    `begun_at` and `length_minutes` are asked of a telephone call only; `corrects` too: the veileder was asked whether this is
    the call that was stored under this client_id, and says it is.
    """

    themes: list[str]
    gender: str | None
    outcomes: list[str]
    channel: str | None = None
    violence: list[str] = field(default_factory=list)
    client_id: str | None = None
    begun_at: datetime | None = None
    length_minutes: int | None = None
    corrects: bool = False


def tidy(categories: Categories, given: Registration, *, usual_channel: str) -> Registration:
    """The registration without doubles, with its channel and gender."""
    return replace(
        given,
        themes=list(dict.fromkeys(given.themes)),
        gender=given.gender or categories.unknown_gender,
        outcomes=list(dict.fromkeys(given.outcomes)),
        violence=list(dict.fromkeys(given.violence)),
        channel=given.channel or usual_channel,
    )


def check(categories: Categories, given: Registration) -> None:
    """Raise ThemeGone, KindWithoutTheme or NotListed for what the service does not use (any more)."""
    gone = next((theme for theme in given.themes if theme not in categories.offered), None)
    if gone is not None:
        raise ThemeGone(name=gone[:LONGEST_NAME])
    if given.violence and categories.violence_theme not in given.themes:
        raise KindWithoutTheme(name=categories.violence_theme)
    listed = (
        set(given.outcomes) <= set(categories.outcomes)
        and set(given.violence) <= set(categories.violence_kinds)
        and given.gender in categories.genders
        and given.channel in categories.channels
    )
    if not listed:
        raise NotListed


async def register_conversation(
    parts: Parts, tx: AsyncSession, row: ConversationRow, given: Registration
) -> int:
    """Register a conversation once; nothing in the registration leads back to it. Raises AlreadyRegistered.

    The same form again (its answer was lost) says how it is now: what was changed meanwhile is changed in what is stored.
    The form is the last word on suggested themes: one that is ticked was accepted, one that was accepted before and is
    not ticked was not. A practice is checked like any other and counted nowhere: 0.
    """
    given = tidy(parts.content.categories, given, usual_channel=CHAT)
    form = form_of(given.client_id, row.id)
    earlier = await registered_as(tx, form)
    if earlier is not None and same(earlier, given):
        return earlier.id
    if row.registered and earlier is None:
        raise AlreadyRegistered
    check(parts.content.categories, given)
    if earlier is None:
        await count_registered(parts, tx, row, given.themes)
    row.registered = True
    refused = {theme: False for theme, kept in row.theme_decisions.items() if kept is False}
    row.theme_decisions = {**refused, **dict.fromkeys(given.themes, True)}
    changed(tx, row)
    if row.practice:
        return 0
    if earlier is not None:
        return write(earlier, given)
    begun = row.first_claimed_at or parts.clock.now()
    return await store(
        tx,
        given,
        form=form,
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
    """Register a conversation whose text is deleted, from what was kept for it; the same form again as above. Raises NotRegistrable."""
    given = tidy(parts.content.categories, given, usual_channel=CHAT)
    form = form_of(given.client_id, conversation_id)
    kept = await tx.get(UnregisteredRow, conversation_id, with_for_update=True)
    earlier = await registered_as(tx, form)
    if earlier is not None and same(earlier, given):
        return earlier.id
    if earlier is not None:
        check(parts.content.categories, given)
        return write(earlier, given)
    if kept is None or kept.veileder_id != veileder_id:
        raise NotRegistrable
    check(parts.content.categories, given)
    await tx.delete(kept)
    mark_changed(tx, QUEUE)
    return await store(
        tx,
        given,
        form=form,
        hour=kept.hour,
        ended=kept.ended_hour,
        wait=kept.wait_minutes,
        length=kept.length_minutes,
    )


async def register_call(parts: Parts, tx: AsyncSession, veileder_id: int, given: Registration) -> int:
    """Register a telephone call that has ended; without a time, just now.

    The same form again gives the first answer again. With other answers it is either the call that was stored, mended, or
    the next caller's, in a form that was left half done: only the veileder knows, and is asked (SavedDifferently).
    Raises InTheFuture for a call that has not begun, EndsInTheFuture for one that is not over, TooLongAgo.
    """
    given = tidy(parts.content.categories, given, usual_channel=PHONE)
    form = form_of(given.client_id, f"phone of {veileder_id}")
    earlier = await registered_as(tx, form)
    if earlier is not None and same(earlier, given) and same_call(earlier, given):
        return earlier.id
    if earlier is not None and not given.corrects:
        raise SavedDifferently
    check(parts.content.categories, given)
    begun = begin_of_call(parts.clock.now(), given)
    hour, ended = start_of_hour(begun), start_of_hour(begun + timedelta(minutes=given.length_minutes or 0))
    if earlier is None:
        return await store(
            tx, given, form=form, hour=hour, ended=ended, wait=None, length=given.length_minutes
        )
    if given.begun_at is not None:  # else it was «just now» when it was stored first
        earlier.hour, earlier.ended_hour = hour, ended
    earlier.length_minutes = given.length_minutes
    return write(earlier, given)


def begin_of_call(now: datetime, given: Registration) -> datetime:
    """When a call began. Raises InTheFuture, EndsInTheFuture, TooLongAgo."""
    length = timedelta(minutes=given.length_minutes or 0)
    begun = given.begun_at or now - length
    if begun > now:
        raise InTheFuture
    if begun + length > now + ROUNDED:
        raise EndsInTheFuture
    if begun < now - OLDEST_CALL:
        raise TooLongAgo
    return begun


def form_of(client_id: str | None, scope: str) -> str | None:
    """What is kept of a form's own id: another for each conversation and each veileder's calls, so that no form can find
    what another made, and a hash, since the conversation's id alone must not lead to its registration."""
    return hashed(f"{scope}/{client_id}") if client_id else None


async def registered_as(tx: AsyncSession, form: str | None) -> RegistrationRow | None:
    """What this very form made earlier, if anything, locked."""
    if form is None:
        return None
    found: RegistrationRow | None = await tx.scalar(
        select(RegistrationRow).where(RegistrationRow.client_id == form).with_for_update()
    )
    return found


def same(stored: RegistrationRow, given: Registration) -> bool:
    """Whether the same was ticked."""
    return ticks(stored) == ticks(given)


def ticks(one: RegistrationRow | Registration) -> tuple[Any, ...]:
    return one.themes, one.gender, one.outcomes, one.channel, one.violence


def same_call(stored: RegistrationRow, given: Registration) -> bool:
    """Whether minutes and time are the same. A call of «just now» is so in the next hour too."""
    same_hour = given.begun_at is None or start_of_hour(given.begun_at) == stored.hour
    return same_hour and stored.length_minutes == given.length_minutes


def write(stored: RegistrationRow, given: Registration) -> int:
    """Let a stored registration say what the form says now; returns its id."""
    stored.themes, stored.outcomes, stored.violence = given.themes, given.outcomes, given.violence
    stored.gender, stored.channel = str(given.gender), str(given.channel)
    return stored.id


async def store(
    tx: AsyncSession,
    given: Registration,
    *,
    form: str | None,
    hour: datetime,
    ended: datetime | None,
    wait: int | None,
    length: int | None,
) -> int:
    """Add the registration; returns its id."""
    stored = RegistrationRow(
        hour=hour,
        ended_hour=ended,
        channel=given.channel,
        gender=given.gender,
        themes=given.themes,
        outcomes=given.outcomes,
        violence=given.violence,
        client_id=form,
        wait_minutes=wait,
        length_minutes=length,
    )
    tx.add(stored)
    await tx.flush()
    return stored.id


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
