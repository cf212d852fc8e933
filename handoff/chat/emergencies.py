"""What follows from a screening result: the fixed message to the parent, or an alert to the veileder who is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.rows import CLAIMED, OVER, append, changed, plan
from handoff.parts import Parts
from handoff.ports import Result
from handoff.queue.due import AFTER, CONSOLE_SILENT, Due
from handoff.queue.ordering import URGENCY, urgency_of
from handoff.store.tables import AlertRow, ConversationRow, MessageRow

OWN_NUMBER = {"RED": "113", "ORANGE": "116117"}


@dataclass(frozen=True)
class Show:
    """Which fixed message a parent is to see: of which rule and level, in full or the short line number `variant`."""

    rule: str
    full: bool
    level: str
    variant: int


async def act_on(
    parts: Parts, tx: AsyncSession, row: ConversationRow, result: Result, cause: int
) -> list[MessageRow]:
    """Take a screening result into a locked conversation; returns what the parent is told at once.

    `cause` is the number of the parent's message it came from. While a veileder is there and the console answers,
    an emergency becomes an alert; else the fixed message goes to the parent.
    """
    take_level(tx, row, result)
    if result["show"] is None:
        return []
    show = Show(**{key: result["show"][key] for key in ("rule", "full", "level", "variant")})
    number = number_of(show.level, result["emergency"])
    if row.state != CLAIMED:
        return [await tell_parent(parts, tx, row, show, number, cause=cause)]
    if show.level not in URGENCY:
        return []
    silent = console_is_silent(row, parts.clock.now())
    if show.full:
        await open_alert(parts, tx, row, show, number, cause, shown=silent)
    return [await tell_parent(parts, tx, row, show, number, cause=cause)] if silent else []


def number_of(level: str, emergency: str | None) -> str | None:
    """The number a message of this level names: the one to ring first, else the level's own; none below ORANGE."""
    return (emergency or OWN_NUMBER[level]) if level in URGENCY else None


def take_level(tx: AsyncSession, row: ConversationRow, result: Result) -> None:
    """Level, urgency and number of the conversation after a result. Level and urgency never fall."""
    urgency = urgency_of(result)
    show = result["show"]
    if urgency > row.urgency:
        row.urgent_rule = rule_behind(result)
        row.coming = None  # «jeg kommer» was said to somebody less ill: whoever is busy is asked again
    elif show and row.urgent_rule is None:
        row.urgent_rule = show["rule"]
    if urgency > row.urgency or result["level"] != row.level:
        changed(tx, row)
    row.urgency = max(row.urgency, urgency)
    row.level = result["level"]
    row.emergency = result["emergency"] or (number_of(show["level"], None) if show else None) or row.emergency
    row.possible_red = result["possible_red"]


def rule_behind(result: Result) -> str | None:
    """The rule that made a result as urgent as it is: the shown one, else (its text is put off) the most urgent finding's."""
    if result["show"]:
        return str(result["show"]["rule"])
    found = [*result["findings"], *result["crisis"]]
    urgent = max(found, key=lambda one: URGENCY.get(one["level"], 0), default=None)
    return str(urgent["rule"]) if urgent and urgent["level"] in URGENCY else None


def console_is_silent(row: ConversationRow, now: datetime) -> bool:
    """Whether nobody would see an alert now."""
    return row.holder_seen_at is None or now - row.holder_seen_at >= CONSOLE_SILENT


async def tell_parent(
    parts: Parts, tx: AsyncSession, row: ConversationRow, show: Show, number: str | None, *, cause: int
) -> MessageRow:
    """Show the fixed message of a rule. With a number to ring it is an emergency message, and a check-in follows."""
    now = parts.clock.now()
    full = show.full or not await was_shown(tx, row, show.rule)
    message = append(
        tx,
        row,
        now,
        sender="system",
        kind="emergency" if number else "notice",
        emergency=number,
        text=parts.screener.message(show.rule, row.language, full, level=show.level, variant=show.variant),
        rule=show.rule,
        in_reply_to=cause,
    )
    if number:
        parts.figures(row).emergencies.labels(number=number).inc()
        if full:
            await plan(tx, row.id, Due.CHECK_IN, now)
    return message


async def was_shown(tx: AsyncSession, row: ConversationRow, rule: str) -> bool:
    """Whether the parent has seen this rule's message before."""
    stmt = select(MessageRow.number).where(MessageRow.conversation_id == row.id, MessageRow.rule == rule)
    return await tx.scalar(stmt.limit(1)) is not None


async def open_alert(
    parts: Parts,
    tx: AsyncSession,
    row: ConversationRow,
    show: Show,
    number: str | None,
    cause: int,
    *,
    shown: bool,
) -> None:
    """Alert the veileder; unless the parent is told at once anyway, the fallback falls due in 20 s."""
    now = parts.clock.now()
    highest = await tx.scalar(select(func.max(AlertRow.number)).where(AlertRow.conversation_id == row.id))
    alert = AlertRow(
        conversation_id=row.id,
        number=(highest or 0) + 1,
        rule=show.rule,
        level=show.level,
        variant=show.variant,
        emergency=number,
        message_number=cause,
        created_at=now,
        shown_at=now if shown else None,
    )
    tx.add(alert)
    changed(tx, row)
    parts.figures(row).alerts.inc()
    if not shown:
        await plan(tx, row.id, Due.ALERT_FALLBACK, now, after=fallback_after(row, now), key=str(alert.number))


def fallback_after(row: ConversationRow, now: datetime) -> timedelta:
    """20 s, or less when the console will have been silent for 30 s before that."""
    silent_in = (row.holder_seen_at or now) + CONSOLE_SILENT - now
    return max(timedelta(0), min(AFTER[Due.ALERT_FALLBACK], silent_in))


async def fall_back(parts: Parts, tx: AsyncSession, row: ConversationRow, number: int) -> bool:
    """Nobody acknowledged the alert: the parent gets the message after all, and every console shows the alert.

    False when that is not so (yet).
    """
    now = parts.clock.now()
    alert = await tx.get(AlertRow, (row.id, number))
    if alert is None or alert.acknowledged_at or alert.shown_at or row.state in OVER:
        return False
    left = alert.created_at + AFTER[Due.ALERT_FALLBACK] - now
    if left > timedelta(0) and not console_is_silent(row, now):
        await plan(tx, row.id, Due.ALERT_FALLBACK, now, after=left, key=str(number))
        return False
    alert.shown_at = now
    changed(tx, row)
    show = Show(alert.rule, True, alert.level, alert.variant)
    await tell_parent(parts, tx, row, show, alert.emergency, cause=alert.message_number)
    return True
