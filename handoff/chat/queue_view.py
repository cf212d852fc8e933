"""The queue as the console shows it: who waits, how urgent and why, how long; and the alerts."""

from __future__ import annotations

import json
import zlib
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.claims import Veileder
from handoff.chat.console_view import alert_view, offered_themes, words_of
from handoff.chat.lines import title_of
from handoff.chat.practising import own_practice
from handoff.chat.rows import CLAIMED, CLOSED, LEFT, QUEUED, REAL, WAITING
from handoff.chat.service import service_now, service_view, waiting_list
from handoff.chat.summary import beginning
from handoff.clock import OSLO, whole_minutes
from handoff.parts import Parts
from handoff.queue.ordering import in_order
from handoff.store.tables import AlertRow, ConversationRow, MessageRow, UnregisteredRow

MOST_WORDS = 3
MOST_PROBLEMS = 5


async def queue_view(parts: Parts, tx: AsyncSession, who: Veileder) -> dict[str, Any]:
    """`{version, conversations, mine, practice, alerts, service, me, content_problems}`. `version` changes when something but the clock does."""
    ordered = in_order(await waiting_list(tx))
    rows = await rows_by_id(tx, [w.id for w in ordered])
    suggestions = await parent_messages_by_id(tx, list(rows))
    waiting = [
        entry(parts, rows[w.id], place, suggestions.get(w.id, []))
        for place, w in enumerate(ordered, start=1)
        if w.id in rows
    ]
    body = {
        "conversations": waiting,
        "mine": await held_view(parts, tx, who),
        "practice": await practice_view(parts, tx, who),
        "alerts": await open_alerts(parts, tx, who),
        "service": service_view(await service_now(parts, tx)),
        "me": {"name": who.name, "role": who.role},
        "content_problems": [str(problem) for problem in parts.content.problems[:MOST_PROBLEMS]],
    }
    return {"version": version_of(body), **body}


def version_of(body: dict[str, Any]) -> int:
    """A number that is the same as long as the queue is; whole minutes count, seconds do not."""
    alerts = [{**alert, "age": None} for alert in body["alerts"]]
    steady = json.dumps({**body, "alerts": alerts}, sort_keys=True)
    return zlib.crc32(steady.encode())


async def rows_by_id(tx: AsyncSession, ids: list[str]) -> dict[str, ConversationRow]:
    found = await tx.scalars(select(ConversationRow).where(ConversationRow.id.in_(ids)))
    return {row.id: row for row in found}


async def parent_messages_by_id(tx: AsyncSession, ids: list[str]) -> dict[str, list[MessageRow]]:
    """What the parent wrote in each conversation, for its themes and words."""
    found = await tx.scalars(
        select(MessageRow)
        .where(MessageRow.conversation_id.in_(ids), MessageRow.sender == "parent")
        .order_by(MessageRow.number)
    )
    grouped: dict[str, list[MessageRow]] = {}
    for message in found:
        grouped.setdefault(message.conversation_id, []).append(message)
    return grouped


def entry(parts: Parts, row: ConversationRow, place: int, messages: list[MessageRow]) -> dict[str, Any]:
    """One line of the queue. `here` is false when the parent's page has gone silent (parked)."""
    now = parts.clock.now()
    return {
        "id": row.id,
        "position": place,
        "state": row.state,
        "here": row.state == WAITING,
        "urgent": row.urgency > 0,
        "urgency": row.urgency,
        "level": row.level,
        "emergency": row.emergency,
        "reason": reason(parts, row, messages),
        "words": words_behind(parts, row, messages)[-MOST_WORDS:],
        "waiting_minutes": whole_minutes(row.created_at, now),
        "opened_at": row.created_at.isoformat(),
        "language": row.language,
        "wants_human": row.wants_human,
        "came_back": row.front,
        "coming": row.coming,
        "kommune": sorted({p["navn"] for p in row.kommune}),
        "messages": len(messages),
        "unscreened": any(m.screened == "failed" for m in messages),
    }


def reason(parts: Parts, row: ConversationRow, messages: list[MessageRow]) -> str:
    """Why this one, in Norwegian words: what was found, what it is about, or what was asked for."""
    if row.urgent_rule:
        return title_of(parts.screener, parts.texts, row.urgent_rule)
    themes = offered_themes(parts, row, messages)
    if themes:
        return str(themes[0]["theme"])
    if row.wants_human:
        return parts.texts.get("web_reason_human", "nb")
    return parts.texts.get("web_reason_new", "nb")


def words_behind(parts: Parts, row: ConversationRow, messages: list[MessageRow]) -> list[str]:
    """The parent's own words for the reason beside them; where an answer gave it, the question and the answer.

    All urgent words when the reason has none and nothing was answered: a question may end in silence.
    """
    rule = row.urgent_rule
    if rule is None:
        return [word for m in messages for word in words_of(m)]
    if own := [word for m in messages for word in words_of(m, {rule})]:
        return own
    if answer := next((m for m in messages if told_by_answer(m, rule)), None):
        return question_and_answer(parts, answer)
    return [word for m in messages for word in words_of(m)]


def told_by_answer(message: MessageRow, rule: str) -> bool:
    """Whether this message answered a safety question, clearly or not, and the rule came of it."""
    result = message.screening["result"] if message.screening else None
    if result is None or not (result["answered"] or result["unread"]):
        return False
    found = {item["rule"] for item in (*result["findings"], *result["crisis"]) if not item.get("negated")}
    return rule in found or (result["show"] or {}).get("rule") == rule


def question_and_answer(parts: Parts, message: MessageRow) -> list[str]:
    """«Får du kontakt med barnet? Nei»: the answer as its button says it, else as it was written."""
    assert message.screening is not None, "it was read as an answer"
    result = message.screening["result"]
    try:
        put = parts.screener.question(result["answered"] or result["unread"], "nb")
    except KeyError:  # it has left the content since
        return []
    answer = result["answers"].get(result["answered"])
    label = next((choice["label"] for choice in put["choices"] if choice["value"] == answer), None)
    return [f"{put['text']} {label or beginning(message.text)}"]


async def held_view(parts: Parts, tx: AsyncSession, who: Veileder) -> list[dict[str, Any]]:
    """What this veileder holds, and what was ended but can still be registered."""
    found = await tx.scalars(
        select(ConversationRow)
        .where(
            ConversationRow.veileder_id == who.id,
            ConversationRow.state.in_((CLAIMED, CLOSED, LEFT)),
            REAL,
        )
        .order_by(ConversationRow.created_at)
    )
    return [*await deleted_entries(parts, tx, who), *await held_entries(parts, tx, list(found))]


async def deleted_entries(parts: Parts, tx: AsyncSession, who: Veileder) -> list[dict[str, Any]]:
    """Conversations whose text was deleted before this veileder registered them: they can still be registered."""
    found = await tx.scalars(
        select(UnregisteredRow)
        .where(UnregisteredRow.veileder_id == who.id)
        .order_by(UnregisteredRow.deleted_at)
    )
    return [
        {
            "id": row.conversation_id,
            "state": CLOSED,
            "urgent": False,
            "urgency": 0,
            "level": "GREEN",
            "reason": parts.texts.get(
                "web_reason_deleted", "nb", when=f"{row.hour.astimezone(OSLO):%d.%m. kl. %H}"
            ),
            "registered": False,
            "erased": True,
            "waiting_minutes": row.wait_minutes,
        }
        for row in found
    ]


async def practice_view(parts: Parts, tx: AsyncSession, who: Veileder) -> list[dict[str, Any]]:
    """This veileder's own practice, in every state: nobody else's, and never among real conversations."""
    return await held_entries(parts, tx, await own_practice(tx, who))


async def held_entries(parts: Parts, tx: AsyncSession, rows: list[ConversationRow]) -> list[dict[str, Any]]:
    """One's own conversations, a line each."""
    messages = await parent_messages_by_id(tx, [row.id for row in rows])
    return [
        {
            "id": row.id,
            "state": row.state,
            "urgent": row.urgency > 0,
            "urgency": row.urgency,
            "level": row.level,
            "reason": reason(parts, row, messages.get(row.id, [])),
            "registered": row.registered,
            "erased": False,
            "waiting_minutes": whole_minutes(row.created_at, row.first_claimed_at or parts.clock.now()),
        }
        for row in rows
    ]


async def open_alerts(parts: Parts, tx: AsyncSession, who: Veileder) -> list[dict[str, Any]]:
    """Alerts nobody has acknowledged: those of one's own conversations, and all that went past their holder."""
    rows = await tx.execute(
        select(AlertRow, ConversationRow)
        .join(ConversationRow, ConversationRow.id == AlertRow.conversation_id)
        .where(
            AlertRow.acknowledged_at.is_(None),
            ConversationRow.state != CLOSED,
            or_(REAL, ConversationRow.veileder_id == who.id),
        )
        .order_by(AlertRow.created_at)
    )
    return [
        {
            **await alert_view(parts, tx, alert),
            "mine": row.veileder_id == who.id,
            "practice": row.practice is not None,
        }
        for alert, row in list(rows)
        if row.veileder_id == who.id or alert.shown_at or row.state in QUEUED
    ]
