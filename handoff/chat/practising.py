"""Training mode: a scripted parent in the real console, for one veileder alone, counted nowhere.

A practice is a conversation whose `practice` names its script and whose `veileder_id` is set from the first moment: it is
there for that veileder only. Its parent has no page; what it writes goes through `post_from_parent` like any other's, so
that screening and alerts are the real ones. Everything that lists or counts asks for `rows.REAL` instead.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from content.practice import ANSWER, Line, Script, says
from handoff.chat.claims import Veileder, audit, lock_for
from handoff.chat.life import end, open_row
from handoff.chat.lines import title_of
from handoff.chat.posting import Incoming, post_from_parent
from handoff.chat.rows import (
    ASSISTANT,
    CLAIMED,
    CLOSED,
    OVER,
    QUEUED,
    append,
    cancel,
    changed,
    message_view,
    messages_of,
    plan,
)
from handoff.clock import whole_minutes
from handoff.errors import NotFound, PracticeRunning
from handoff.parts import Parts
from handoff.queue.due import Due
from handoff.store.tables import AlertRow, ConversationRow, MessageRow, VeilederRow

OVER_NOTICE = "practice-over"
RUNNING = (*QUEUED, CLAIMED)


async def start(parts: Parts, tx: AsyncSession, who: Veileder, script_id: str) -> ConversationRow:
    """Let a scripted parent come to this veileder. Raises NotFound, and PracticeRunning for a second at a time."""
    script = parts.practice.scripts.get(script_id)
    if script is None:
        raise NotFound
    await tx.scalar(select(VeilederRow.id).where(VeilederRow.id == who.id).with_for_update())
    if any(row.state in RUNNING for row in await own_practice(tx, who)):
        raise PracticeRunning
    now = parts.clock.now()
    row, _ = await open_row(tx, script.language, now, practice=script.id, veileder_id=who.id)
    append(tx, row, now, sender=ASSISTANT, text=parts.texts.get("web_greeting", script.language))
    await plan(tx, row.id, Due.LEFT, now)
    await write_later(tx, row, now, script.before[0])
    audit(parts, tx, who, "practice", row.id)
    return row


async def own_practice(tx: AsyncSession, who: Veileder) -> list[ConversationRow]:
    """This veileder's practice, oldest first."""
    found = await tx.scalars(
        select(ConversationRow)
        .where(ConversationRow.veileder_id == who.id, ConversationRow.practice.is_not(None))
        .order_by(ConversationRow.created_at)
    )
    return list(found)


async def own(tx: AsyncSession, conversation_id: str, who: Veileder) -> ConversationRow:
    """The only way from a request to a practice, locked. A real conversation is not there (NotFound)."""
    row = await lock_for(tx, conversation_id, who)
    if not row.practice:
        raise NotFound
    return row


async def stop(parts: Parts, tx: AsyncSession, row: ConversationRow) -> None:
    """Break a practice off. One that has ended stays as it is."""
    if row.state not in OVER:
        await end(parts, tx, row, CLOSED)


async def write_later(tx: AsyncSession, row: ConversationRow, now: datetime, line: Line) -> None:
    """The parent writes `line` when its time has come, and is seen writing until then."""
    row.parent_typing_at = now + timedelta(seconds=line.after)
    await plan(tx, row.id, Due.PRACTICE, now, after=timedelta(seconds=line.after))
    changed(tx, row)


async def answer_later(parts: Parts, tx: AsyncSession, row: ConversationRow) -> None:
    """The veileder wrote: the parent goes on in a while, and answers once to all that is written until then."""
    script = parts.practice.scripts.get(row.practice or "")
    found = next_line(script, await messages_of(tx, row.id)) if script else None
    if found:
        await write_later(tx, row, parts.clock.now(), found[1])
    else:
        await plan(tx, row.id, Due.PRACTICE, parts.clock.now(), after=timedelta(0))


async def play(parts: Parts, tx: AsyncSession, row: ConversationRow) -> int | None:
    """Write what comes next in the script: the message's number, or None when the parent has nothing to say (any more)."""
    if row.state in OVER:
        return None
    script = parts.practice.scripts.get(row.practice or "")
    messages = await messages_of(tx, row.id)
    found = next_line(script, messages) if script else None
    if script is None or found is None:
        tell_over(parts, tx, row, messages)
        return None
    name, line = found
    posted = await post_from_parent(parts, tx, row, Incoming(name, line.text))
    await cancel(tx, row.id, Due.TURN)  # the assistant takes no part
    if script.next_before({*sent(messages), name}) or (not is_answer(name) and unanswered(messages)):
        await answer_later(parts, tx, row)
    return int(posted["number"])


def sent(messages: list[MessageRow]) -> set[str]:
    """The names of the lines that have been written."""
    return {m.client_id for m in messages if m.sender == "parent" and m.client_id}


def next_line(script: Script, messages: list[MessageRow]) -> tuple[str, Line] | None:
    """The line that comes next, with its name; None while the veileder has to write first, or when none is left."""
    if before := script.next_before(sent(messages)):
        return before
    heard = unanswered(messages)
    return script.next_answer(sent(messages), heard) if heard else None


def is_answer(name: str | None) -> bool:
    """Whether a line of this name answers the veileder; what is written while waiting does not."""
    return (name or "").startswith(ANSWER)


def unanswered(messages: list[MessageRow]) -> str:
    """The veileder's words since the parent last answered."""
    last = max((m.number for m in messages if m.sender == "parent" and is_answer(m.client_id)), default=0)
    return "\n".join(m.text for m in messages if m.sender == "veileder" and m.number > last)


def tell_over(parts: Parts, tx: AsyncSession, row: ConversationRow, messages: list[MessageRow]) -> None:
    """Say once that the script has no more answers, so that nobody waits for one."""
    if unanswered(messages) and not any(m.client_id == OVER_NOTICE for m in messages):
        text = parts.texts.get("web_practice_over", "nb")
        now = parts.clock.now()
        append(tx, row, now, sender="system", kind="notice", text=text, client_id=OVER_NOTICE)


async def choices_view(parts: Parts, tx: AsyncSession, who: Veileder) -> dict[str, Any]:
    """`{scripts, mine}`: what can be practised on, and this veileder's practice that is still there, newest first."""
    scripts = parts.practice.scripts
    return {
        "scripts": [
            {"id": s.id, "title": s.title, "about": s.about, "difficulty": s.difficulty}
            for s in scripts.values()
        ],
        "mine": [
            {
                "id": row.id,
                "title": title_of_script(parts, row),
                "running": row.state in RUNNING,
                "started_at": row.created_at.isoformat(),
            }
            for row in reversed(await own_practice(tx, who))
        ],
    }


def title_of_script(parts: Parts, row: ConversationRow) -> str:
    """The title of a practice's script; its id when it has left the content."""
    script = parts.practice.scripts.get(row.practice or "")
    return script.title if script else str(row.practice)


async def review(parts: Parts, tx: AsyncSession, row: ConversationRow) -> dict[str, Any]:
    """The points to notice beside what was written and done. Raises PracticeRunning before it is over, NotFound when
    its script has left the content."""
    script = parts.practice.scripts.get(row.practice or "")
    if row.state not in OVER:
        raise PracticeRunning
    if script is None:
        raise NotFound
    messages = await messages_of(tx, row.id)
    return {
        "id": row.id,
        "title": script.title,
        "about": script.about,
        "difficulty": script.difficulty,
        "messages": [message_view(m) for m in messages],
        "points": points_of(parts, script, messages),
        "done": await done(parts, tx, row, messages),
    }


def points_of(parts: Parts, script: Script, messages: list[MessageRow]) -> list[dict[str, Any]]:
    """Each point with its sources and the numbers of the veileder's messages that hold its words; null: no words given."""
    own_words = [m for m in messages if m.sender == "veileder"]
    sources = parts.practice.sources
    return [
        {
            "text": point.text,
            "found": [m.number for m in own_words if says(m.text, point.words)] if point.words else None,
            "sources": [
                {"title": sources[key].title, "url": sources[key].url}
                for key in point.sources
                if key in sources
            ],
        }
        for point in script.points
    ]


async def done(
    parts: Parts, tx: AsyncSession, row: ConversationRow, messages: list[MessageRow]
) -> dict[str, Any]:
    """What the veileder did, as far as it was written down. Times in whole seconds or minutes; null: did not happen."""
    first = next((m.sent_at for m in messages if m.sender == "veileder"), None)
    alerts = await tx.scalars(
        select(AlertRow).where(AlertRow.conversation_id == row.id).order_by(AlertRow.number)
    )
    return {
        "first_word_seconds": seconds(row.first_claimed_at, first),
        "minutes": whole_minutes(row.first_claimed_at, row.ended_at)
        if row.first_claimed_at and row.ended_at
        else None,
        "messages": sum(m.sender == "veileder" for m in messages),
        "alerts": [
            {
                "title": title_of(parts.screener, parts.texts, alert.rule),
                "acknowledged_seconds": seconds(alert.created_at, alert.acknowledged_at),
            }
            for alert in alerts
        ],
        "themes": sorted(theme for theme, kept in row.theme_decisions.items() if kept),
        "registered": row.registered,
    }


def seconds(begin: datetime | None, finish: datetime | None) -> int | None:
    return int((finish - begin).total_seconds()) if begin and finish else None
