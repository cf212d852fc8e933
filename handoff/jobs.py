"""What happens when something falls due. Each job looks again whether its cause still holds: time has passed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.claims import LOST, give_back
from handoff.chat.emergencies import act_on, fall_back
from handoff.chat.life import erase, leave
from handoff.chat.lines import buttons, spoken, varied
from handoff.chat.posting import CHECK_IN_NO, CHECK_IN_YES
from handoff.chat.practising import play
from handoff.chat.reading import describing_planned, go_without, screen_message, texts_before
from handoff.chat.rows import (
    ASSISTANT,
    CLAIMED,
    OVER,
    PARKED,
    QUEUED,
    WAITING,
    append,
    changed,
    messages_of,
    plan,
    plan_all,
)
from handoff.deciding import count_unregistered
from handoff.describer import ABSENT, UP
from handoff.parts import Parts
from handoff.queue.due import AFTER, COMPANY_IN_A_ROW, DESCRIBE_TRIES, RESCREEN_TRIES, TURN_TRIES, Due
from handoff.registering import keep_unregistered
from handoff.store.tables import ConversationRow, DueRow, MessageRow


@dataclass(frozen=True)
class After:
    """What has to follow the commit: a turn of the assistant (for an event), the wiping of deleted words, a description."""

    turn_of: str | None = None
    event: str | None = None
    wipe: bool = False
    describe: tuple[str, int] | None = None


Job = Callable[[Parts, AsyncSession, ConversationRow, DueRow], Awaitable[After]]
DONE = After()


async def red_unanswered(parts: Parts, tx: AsyncSession, row: ConversationRow, due: DueRow) -> After:
    """Nobody answered for 60 s after a question because of a possible RED: the careful case counts."""
    if row.state in OVER or not row.possible_red:
        return DONE
    result, row.screening_state = parts.screener.timed_out(row.screening_state)
    row.possible_red = False
    newest = next((m for m in reversed(await messages_of(tx, row.id)) if m.sender == "parent"), None)
    await act_on(parts, tx, row, result, newest.number if newest else row.last_number)
    changed(tx, row)
    return DONE


async def check_in(parts: Parts, tx: AsyncSession, row: ConversationRow, due: DueRow) -> After:
    """Some minutes after an emergency message: «Kom du gjennom?». Waits for its turn behind a safety question."""
    if row.speaker != ASSISTANT or row.state not in QUEUED or not row.emergency:
        return DONE
    now = parts.clock.now()
    if row.state == PARKED or question_stands(await messages_of(tx, row.id), now):
        await plan(tx, row.id, Due.CHECK_IN, now, after=timedelta(minutes=1))
        return DONE
    number = spoken(row.emergency)
    append(
        tx,
        row,
        now,
        sender="system",
        kind="question",
        text=varied(parts.texts, "web_check_in", row.language, row.last_number, number=number),
        choices=buttons(parts.texts, row.language, (CHECK_IN_YES, CHECK_IN_NO)),
    )
    return DONE


def question_stands(messages: list[MessageRow], now: datetime) -> bool:
    """Whether a safety question was put in the last minute and nothing has been written since."""
    newest = next((m for m in reversed(messages) if m.asks or m.sender == "parent"), None)
    return newest is not None and bool(newest.asks) and now - newest.sent_at < AFTER[Due.RED_UNANSWERED]


async def keep_company(parts: Parts, tx: AsyncSession, row: ConversationRow, due: DueRow) -> After:
    """Eight quiet minutes: a few words, at most three times without a word from the parent."""
    if row.speaker != ASSISTANT or row.state not in QUEUED:
        return DONE
    now = parts.clock.now()
    messages = await messages_of(tx, row.id)
    quiet = now - max(m.sent_at for m in messages)
    if quiet < AFTER[Due.KEEP_COMPANY]:
        await plan(tx, row.id, Due.KEEP_COMPANY, now, after=AFTER[Due.KEEP_COMPANY] - quiet)
        return DONE
    await plan(tx, row.id, Due.KEEP_COMPANY, now)
    if row.state == PARKED or row.kept_company >= COMPANY_IN_A_ROW:
        return DONE
    return After(turn_of=row.id, event="keep_company")


async def alert_fallback(parts: Parts, tx: AsyncSession, row: ConversationRow, due: DueRow) -> After:
    """20 s without an acknowledgement: the emergency message goes to the parent after all."""
    if await fall_back(parts, tx, row, int(due.key)):
        parts.figures(row).alert_fallbacks.inc()
    return DONE


async def lease_warn(parts: Parts, tx: AsyncSession, row: ConversationRow, due: DueRow) -> After:
    """The console silent for 2 minutes: the parent is told, once for each silence."""
    if row.state != CLAIMED:
        return DONE
    now = parts.clock.now()
    seen = row.holder_seen_at or now
    left = seen + AFTER[Due.LEASE_WARN] - now
    await plan(tx, row.id, Due.LEASE_WARN, now, after=left if left > timedelta(0) else AFTER[Due.LEASE_WARN])
    told = row.lease_warned_at is not None and row.lease_warned_at > seen
    if left > timedelta(0) or told:
        return DONE
    row.lease_warned_at = now
    text = parts.texts.get("web_lease_warn", row.language)
    append(tx, row, now, sender="system", kind="notice", text=text)
    return DONE


async def lease_end(parts: Parts, tx: AsyncSession, row: ConversationRow, due: DueRow) -> After:
    """The console silent for 5 minutes: back to the front of the queue, the assistant speaks again."""
    if row.state != CLAIMED:
        return DONE
    now = parts.clock.now()
    silent = now - (row.holder_seen_at or now)
    if silent < AFTER[Due.LEASE_END]:
        await plan(tx, row.id, Due.LEASE_END, now, after=AFTER[Due.LEASE_END] - silent)
        return DONE
    parts.figures(row).leases_lost.inc()
    await give_back(parts, tx, row, how=LOST, text_id="web_lease_lost")
    return DONE


async def parked(parts: Parts, tx: AsyncSession, row: ConversationRow, due: DueRow) -> After:
    """The parent's page silent for 3 minutes: parked, the place kept."""
    if row.state in OVER:
        return DONE
    now = parts.clock.now()
    silent = now - row.last_poll_at
    left = AFTER[Due.PARKED] - silent
    if row.state == WAITING and left <= timedelta(0):
        row.state = PARKED
        changed(tx, row)
    await plan(tx, row.id, Due.PARKED, now, after=left if left > timedelta(0) else AFTER[Due.PARKED])
    return DONE


async def left(parts: Parts, tx: AsyncSession, row: ConversationRow, due: DueRow) -> After:
    """The parent's page silent for 30 minutes: gone."""
    if row.state in OVER:
        return DONE
    now = parts.clock.now()
    silent = now - row.last_poll_at
    if silent < AFTER[Due.LEFT]:
        await plan(tx, row.id, Due.LEFT, now, after=AFTER[Due.LEFT] - silent)
    else:
        await leave(parts, tx, row, quick_exit=False)
    return DONE


async def delete(parts: Parts, tx: AsyncSession, row: ConversationRow, due: DueRow) -> After:
    """The retention time is over: text and states go."""
    if row.state not in OVER:
        return DONE
    await let_go(parts, tx, row)
    return After(wipe=True)


async def let_go(parts: Parts, tx: AsyncSession, row: ConversationRow) -> None:
    """Delete a conversation that is over; what its figures and its registration need is kept first."""
    await count_unregistered(parts, tx, row)
    await keep_unregistered(parts, tx, row)
    await erase(tx, row)
    parts.figures(row).deleted.inc()


async def rescreen(parts: Parts, tx: AsyncSession, row: ConversationRow, due: DueRow) -> After:
    """A message that screening failed on is read again; after three failures it stays marked for the veileder."""
    message = await tx.get(MessageRow, (row.id, int(due.key)))
    if message is None or message.screened != "failed" or row.state in OVER:
        return DONE
    if due.tries >= RESCREEN_TRIES:
        return DONE
    before = await texts_before(tx, row.id, message.number)
    await screen_message(parts, tx, row, message, choice=None, before=before, tries=due.tries + 1)
    await plan_all(tx, describing_planned(parts, message))
    return DONE


async def describe(parts: Parts, tx: AsyncSession, row: ConversationRow, due: DueRow) -> After:
    """A message that the statistical layer has not read yet: it was loading, failed, or the process was started again."""
    message = await tx.get(MessageRow, (row.id, int(due.key)))
    if message is None or message.screened == "full" or row.state in OVER:
        return DONE
    if due.tries < DESCRIBE_TRIES:
        await plan(tx, row.id, Due.DESCRIBE, parts.clock.now(), key=due.key, tries=due.tries + 1)
    if parts.describer.state == UP:
        return After(describe=(row.id, message.number))
    if parts.describer.state == ABSENT or due.tries == DESCRIBE_TRIES:
        await go_without(parts, tx, row, message)
    return DONE


async def turn(parts: Parts, tx: AsyncSession, row: ConversationRow, due: DueRow) -> After:
    """Parent messages without an answer: after a failed turn, a restart, or a claim that ended."""
    if row.speaker != ASSISTANT or row.state not in QUEUED:
        return DONE
    if due.tries + 1 < len(TURN_TRIES):
        tries = due.tries + 1
        await plan(tx, row.id, Due.TURN, parts.clock.now(), after=TURN_TRIES[tries], tries=tries)
    return After(turn_of=row.id)


async def practice(parts: Parts, tx: AsyncSession, row: ConversationRow, due: DueRow) -> After:
    """The next line of a scripted parent, read by the statistical layer at once as any parent's."""
    number = await play(parts, tx, row)
    return DONE if number is None else After(describe=(row.id, number))


JOBS: dict[str, Job] = {
    Due.RED_UNANSWERED: red_unanswered,
    Due.CHECK_IN: check_in,
    Due.KEEP_COMPANY: keep_company,
    Due.ALERT_FALLBACK: alert_fallback,
    Due.LEASE_WARN: lease_warn,
    Due.LEASE_END: lease_end,
    Due.PARKED: parked,
    Due.LEFT: left,
    Due.DELETE: delete,
    Due.RESCREEN: rescreen,
    Due.DESCRIBE: describe,
    Due.TURN: turn,
    Due.PRACTICE: practice,
}
