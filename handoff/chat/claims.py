"""Claim, release, close, acknowledge: what a veileder does with a conversation. The database decides who wins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.life import end, tell_service
from handoff.chat.lines import varied
from handoff.chat.rows import (
    ASSISTANT,
    CLAIMED,
    CLOSED,
    LEFT,
    OVER,
    QUEUED,
    REAL,
    WAITING,
    append,
    cancel,
    changed,
    lock,
    open_claim,
    plan,
)
from handoff.chat.service import HERE, Service, place_at_opening, place_of, said_when, service_now
from handoff.clock import start_of_hour, whole_minutes
from handoff.errors import AlreadyClaimed, ConversationOver, LeaseLost, NotClaimed, NotFound
from handoff.parts import Parts
from handoff.queue.due import AFTER, Due
from handoff.store.tables import (
    AlertRow,
    AuditRow,
    ClaimRow,
    ConversationRow,
    MessageRow,
    VeilederRow,
    WaitRow,
)

LOST, RELEASED = "lost", "released"
ONE_OPENING = timedelta(minutes=15)


@dataclass(frozen=True)
class Veileder:
    """Who is signed in. `role` is veileder, fagansvarlig or leder."""

    id: int
    name: str
    role: str


async def lock_for(tx: AsyncSession, conversation_id: str, who: Veileder) -> ConversationRow:
    """The conversation, locked. Somebody else's practice is not there for anybody (NotFound)."""
    row = await lock(tx, conversation_id)
    if row.practice and row.veileder_id != who.id:
        raise NotFound
    return row


async def may_read(tx: AsyncSession, conversation_id: str, who: Veileder) -> ConversationRow:
    """The only way from a veileder's request to a conversation to read.

    Waiting: anybody, that is how one chooses. Claimed or over: its holder and fagansvarlig. To others it is
    not there (NotFound), except that one who held it and lost it is told so (LeaseLost).
    """
    row = await lock_for(tx, conversation_id, who)
    if row.state in QUEUED or row.veileder_id == who.id or who.role == "fagansvarlig":
        return row
    if await has_lost(tx, row, who):
        raise LeaseLost
    raise NotFound


async def held_by(tx: AsyncSession, conversation_id: str, who: Veileder) -> ConversationRow:
    """The only way from a veileder's request to a conversation to act on: a claimed one that this veileder holds.

    Raises ConversationOver for one's own that has ended, LeaseLost for one that was taken back, NotClaimed for
    one that still waits, NotFound for anybody else's.
    """
    row = await lock_for(tx, conversation_id, who)
    if row.state == CLAIMED and row.veileder_id == who.id:
        return row
    if row.state in OVER and row.veileder_id == who.id:
        raise ConversationOver
    if await has_lost(tx, row, who):
        raise LeaseLost
    if row.state in QUEUED:
        raise NotClaimed
    raise NotFound


async def has_lost(tx: AsyncSession, row: ConversationRow, who: Veileder) -> bool:
    """Whether this veileder's last claim on it was taken back."""
    how = await tx.scalar(
        select(ClaimRow.ended_how)
        .where(ClaimRow.conversation_id == row.id, ClaimRow.veileder_id == who.id)
        .order_by(ClaimRow.id.desc())
        .limit(1)
    )
    return how == LOST


async def claim(parts: Parts, tx: AsyncSession, conversation_id: str, who: Veileder) -> ConversationRow:
    """Give a waiting conversation to one veileder. Legal from waiting and parked.

    When two claim at once the second gets AlreadyClaimed: the guarded UPDATE decides, not a read made earlier.
    Claiming what one holds is no error.
    """
    now = parts.clock.now()
    won = await tx.execute(
        update(ConversationRow)
        .where(
            ConversationRow.id == conversation_id,
            ConversationRow.state.in_(QUEUED),
            or_(REAL, ConversationRow.veileder_id == who.id),
        )
        .values(state=CLAIMED, speaker=f"veileder:{who.id}", veileder_id=who.id, holder_seen_at=now)
        .returning(ConversationRow.id),
        execution_options={"synchronize_session": False},
    )
    if won.first() is None:
        return await refuse_claim(tx, conversation_id, who)
    row = await lock(tx, conversation_id)
    tx.add(ClaimRow(conversation_id=row.id, veileder_id=who.id, claimed_at=now))
    row.listed_at = row.listed_at or now
    row.coming = None
    if row.first_claimed_at is None:
        row.first_claimed_at = now
        if not row.practice:
            tx.add(
                WaitRow(
                    hour=start_of_hour(row.created_at),
                    minutes=whole_minutes(row.created_at, now),
                    place=await place_at_opening(tx, row),
                )
            )
    await cancel(tx, row.id, Due.KEEP_COMPANY, Due.CHECK_IN, Due.TURN, Due.PARKED)
    await plan(tx, row.id, Due.LEASE_WARN, now)
    await plan(tx, row.id, Due.LEASE_END, now)
    text = parts.texts.get(
        "web_joined", row.language, name=who.name, role=role_word(parts, who, row.language)
    )
    append(tx, row, now, sender="system", kind="notice", text=text)
    return row


async def refuse_claim(tx: AsyncSession, conversation_id: str, who: Veileder) -> ConversationRow:
    """Say why a claim was not won."""
    row = await lock_for(tx, conversation_id, who)
    if row.state in OVER:
        raise ConversationOver
    if row.veileder_id == who.id:
        return row
    holder = await tx.get(VeilederRow, row.veileder_id)
    raise AlreadyClaimed(name=holder.name if holder else "")


def role_word(parts: Parts, who: Veileder, language: str) -> str:
    return parts.texts.get(f"web_role_{who.role}", language)


async def release(parts: Parts, tx: AsyncSession, row: ConversationRow) -> None:
    """Back to the front of the queue by the holder's own choice; the assistant speaks again."""
    await give_back(parts, tx, row, how=RELEASED, text_id="web_released")


async def give_back(parts: Parts, tx: AsyncSession, row: ConversationRow, *, how: str, text_id: str) -> None:
    """From claimed to waiting, at the front, with the old waiting time. Unanswered messages get their turn."""
    now = parts.clock.now()
    if running := await open_claim(tx, row):
        running.ended_at, running.ended_how = now, how
    row.state, row.speaker, row.holder_seen_at = WAITING, ASSISTANT, None
    if not row.practice:  # a practice stays with whoever practises
        row.veileder_id = None
    row.front = True
    row.veileder_typing_at = None
    row.answered_to = await last_answer(tx, row)
    await cancel(tx, row.id, Due.LEASE_WARN, Due.LEASE_END)
    if not row.practice:  # the assistant takes no part in one, and there is no page that could go silent
        for kind in (Due.PARKED, Due.KEEP_COMPANY):
            await plan(tx, row.id, kind, now)
        await plan(tx, row.id, Due.TURN, now, after=timedelta(0))
    service = await service_now(parts, tx)
    alone = service.kind != HERE and not row.practice
    text = await back_words(parts, tx, row, service, said_when(service, text_id) if alone else text_id)
    append(tx, row, now, sender="system", kind="notice", text=text)
    if alone:  # no place at the front is promised: why, and whom to ring, is said anew
        await tell_service(parts, tx, row, again=True)
    if row.possible_red:
        await plan(tx, row.id, Due.RED_UNANSWERED, now)


async def back_words(
    parts: Parts, tx: AsyncSession, row: ConversationRow, service: Service, text_id: str
) -> str:
    """What the parent is told who is back in the queue: at the front, unless somebody more urgent is before them."""
    place = (await place_of(parts, tx, row, service))["position"]
    if place in (None, 1):
        return varied(parts.texts, text_id, row.language, row.last_number)
    return varied(parts.texts, f"{text_id}_behind", row.language, row.last_number, position=place)


async def end_leases(tx: AsyncSession, veileder_id: int, now: datetime) -> None:
    """Let the lease of all that this veileder holds be over now: the sweeper gives it back to the queue at once."""
    held = await tx.scalars(
        select(ConversationRow)
        .where(ConversationRow.veileder_id == veileder_id, ConversationRow.state == CLAIMED)
        .order_by(ConversationRow.id)
        .with_for_update()
    )
    for row in held:
        row.holder_seen_at = now - AFTER[Due.LEASE_END]
        await plan(tx, row.id, Due.LEASE_END, now, after=timedelta(0))


async def last_answer(tx: AsyncSession, row: ConversationRow) -> int:
    """The number of the veileder's last word, else what the assistant had answered before the claim."""
    said = await tx.scalar(
        select(func.max(MessageRow.number)).where(
            MessageRow.conversation_id == row.id, MessageRow.sender == "veileder"
        )
    )
    return max(row.answered_to, said or 0)


async def close(parts: Parts, tx: AsyncSession, row: ConversationRow) -> None:
    """End a conversation by its holder. The parent is told, with the numbers that stay open."""
    text = parts.texts.get("web_closed_by_veileder", row.language)
    append(tx, row, parts.clock.now(), sender="system", kind="notice", text=text)
    await end(parts, tx, row, CLOSED)


async def acknowledge(
    parts: Parts, tx: AsyncSession, row: ConversationRow, number: int, who: Veileder
) -> None:
    """A veileder has seen an alert. Doing it twice is no error. Raises NotFound for an unknown one."""
    alert = await tx.get(AlertRow, (row.id, number))
    if alert is None:
        raise NotFound
    if alert.acknowledged_at is None:
        alert.acknowledged_at, alert.acknowledged_by = parts.clock.now(), who.id
        await cancel(tx, row.id, Due.ALERT_FALLBACK, keys=[str(number)])
        changed(tx, row)


async def may_acknowledge(
    tx: AsyncSession, conversation_id: str, number: int, who: Veileder
) -> ConversationRow:
    """The holder acknowledges; an alert that went past its holder, or whose conversation waits, anybody may."""
    row = await lock_for(tx, conversation_id, who)
    alert = await tx.get(AlertRow, (conversation_id, number))
    if alert and (alert.shown_at or row.state in (*QUEUED, LEFT)):
        return row
    return await held_by(tx, conversation_id, who)


def audit(parts: Parts, tx: AsyncSession, who: Veileder, action: str, conversation_id: str | None) -> None:
    """Write down who did what with which conversation."""
    tx.add(AuditRow(at=parts.clock.now(), veileder_id=who.id, action=action, conversation_id=conversation_id))


async def audit_opening(parts: Parts, tx: AsyncSession, who: Veileder, conversation_id: str) -> None:
    """Note that a conversation was opened. The console reads an open one again and again: that is one opening."""
    last = await tx.scalar(
        select(func.max(AuditRow.at)).where(
            AuditRow.action == "open",
            AuditRow.veileder_id == who.id,
            AuditRow.conversation_id == conversation_id,
        )
    )
    if last is None or parts.clock.now() - last >= ONE_OPENING:
        audit(parts, tx, who, "open", conversation_id)
