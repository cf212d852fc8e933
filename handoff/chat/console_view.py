"""What the console shows of one conversation, from facts alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.lines import sources_of, title_of
from handoff.chat.rows import CLAIMED, message_view, messages_of
from handoff.chat.summary import answer_to, items_of, question_before, summary_lines
from handoff.clock import whole_minutes
from handoff.parts import Parts
from handoff.queue.ordering import URGENCY
from handoff.store.tables import AlertRow, ConversationRow, MessageRow, VeilederRow

EMPTY: Mapping[int, dict[str, Any]] = MappingProxyType({})


async def conversation_view(parts: Parts, tx: AsyncSession, row: ConversationRow) -> dict[str, Any]:
    """The whole conversation with findings and themes marked by spans into each message's stored text."""
    messages = await messages_of(tx, row.id)
    themes = offered_themes(parts, row, messages)
    asked = asked_questions(messages)
    return {
        "id": row.id,
        "state": row.state,
        "level": row.level,
        "emergency": row.emergency,
        "urgent": row.urgency > 0,
        "holder": await holder_name(tx, row),
        "waited_minutes": whole_minutes(row.created_at, row.first_claimed_at or parts.clock.now()),
        "parent_seen_seconds": parent_seen_seconds(parts, row),
        "registered": row.registered,
        "messages": [{**message_view(m), "screened": m.screened} for m in messages],
        "findings": findings_of(parts, messages),
        "themes": themes,
        "kommune": row.kommune,
        "language": row.language,
        "summary": summary_lines(parts, row, messages, themes),
        "shown": shown_to_parent(parts, messages),
        "asked": asked,
        "alerts": await alerts_of(parts, tx, row.id),
        "practice": row.practice is not None,
    }


def parent_seen_seconds(parts: Parts, row: ConversationRow) -> int:
    """How long the parent's page has been silent; a scripted parent has no page and is always there."""
    return 0 if row.practice else int((parts.clock.now() - row.last_poll_at).total_seconds())


MOST = 5
"""So many themes are suggested for one conversation: a handful, each within reach of a key."""
UNTOLD: Mapping[str, None] = MappingProxyType({"score": None, "message": None, "start": None, "end": None})
"""A theme the veileder chose that no message suggested."""

CERTAIN = {"likeness": False, "possible": False}
TOLD = {"negated": False, "about": "parent", "when": "now"}
"""What a crisis does not say of itself."""


def findings_of(parts: Parts, messages: list[MessageRow]) -> list[dict[str, Any]]:
    """Every finding and crisis of every message, with the rule's title.

    A `careful` one was told by no words: it has no span, and leads to the question that was not answered.
    """
    return [
        {
            **CERTAIN,
            **(TOLD if item["crisis"] else {"number": None}),
            **item,
            **({"start": None, "end": None} if item["careful"] else {}),
            "message": question_before(messages, message) if item["careful"] else message.number,
            "title": title_of(parts.screener, parts.texts, item["rule"]),
            "sources": sources_of(parts.screener, item["rule"]),
        }
        for message in messages
        for item in items_of(message)
        if is_told(item)
    ]


def is_told(item: dict[str, Any]) -> bool:
    """Whether a finding says anything: it counts, or is marked as denied, over or feared. «Så sint» of a partner is no sign of a child's illness."""
    marked = item.get("negated") or item.get("when", "now") != "now"
    return bool(item["crisis"] or item.get("counts", True) or marked)


def offered_themes(
    parts: Parts,
    row: ConversationRow,
    messages: list[MessageRow],
    newer: Mapping[int, dict[str, Any]] = EMPTY,
) -> list[dict[str, Any]]:
    """The suggested themes that can be registered: one that was switched off meanwhile is suggested no more, decided or not."""
    return suggested_themes(messages, row.theme_decisions, newer, offered=parts.content.categories.offered)


def suggested_themes(
    messages: list[MessageRow],
    decisions: dict[str, Any],
    newer: Mapping[int, dict[str, Any]] = EMPTY,
    *,
    offered: Collection[str] | None = None,
) -> list[dict[str, Any]]:
    """What the conversation is about, most likely first: the MOST likely themes, and each the veileder decided on.

    `score` combines those of all messages, so that what is said again counts for more; place and words are those of
    the surest one. `accepted`: what was decided (null: nothing yet). newer: what stands in place of the screening
    that is stored with some messages. offered: the only themes that are asked for; all that were suggested, when None.
    """
    surest: dict[str, dict[str, Any]] = {}
    missing: dict[str, float] = {}
    decisions = {theme: kept for theme, kept in decisions.items() if offered is None or theme in offered}
    for message in messages:
        for item in newer.get(message.number, message.screening or {}).get("themes", []):
            theme = item["theme"]
            if offered is not None and theme not in offered:
                continue
            missing[theme] = missing.get(theme, 1.0) * (1 - item["score"])
            if theme not in surest or item["score"] > surest[theme]["score"]:
                surest[theme] = {**item, "message": message.number}
    ordered = sorted(surest, key=lambda theme: missing[theme])
    likely = [theme for number, theme in enumerate(ordered) if number < MOST or theme in decisions]
    told = [{**surest[theme], "score": round(1 - missing[theme], 2)} for theme in likely]
    told += [{**UNTOLD, "theme": theme} for theme in decisions if theme not in surest]
    return [{**item, "accepted": decisions.get(item["theme"])} for item in told]


def asked_questions(messages: list[MessageRow]) -> list[dict[str, Any]]:
    """The safety questions that were put, with the answer as far as it is known."""
    return [
        {"question": m.asks, "message": m.number, "text": m.text, "answer": answer_to(messages, m.asks)}
        for m in messages
        if m.asks
    ]


def shown_to_parent(parts: Parts, messages: list[MessageRow]) -> list[dict[str, Any]]:
    """The fixed messages the parent has seen."""
    return [
        {
            "rule": m.rule,
            "title": title_of(parts.screener, parts.texts, m.rule),
            "number": m.emergency,
            "message": m.number,
        }
        for m in messages
        if m.rule
    ]


async def alerts_of(parts: Parts, tx: AsyncSession, conversation_id: str) -> list[dict[str, Any]]:
    """The conversation's alerts, oldest first."""
    rows = await tx.scalars(
        select(AlertRow).where(AlertRow.conversation_id == conversation_id).order_by(AlertRow.number)
    )
    return [await alert_view(parts, tx, row) for row in rows]


async def alert_view(parts: Parts, tx: AsyncSession, row: AlertRow) -> dict[str, Any]:
    """An alert as the console shows it; `age` in seconds, `words` the parent's own that caused it."""
    cause = await tx.get(MessageRow, (row.conversation_id, row.message_number))
    words = words_of(cause, {row.rule}) if cause else []
    return {
        "conversation": row.conversation_id,
        "number": row.number,
        "rule": row.rule,
        "title": title_of(parts.screener, parts.texts, row.rule),
        "level": row.level,
        "emergency": row.emergency,
        "message": row.message_number,
        "words": " … ".join(words),
        "age": int((parts.clock.now() - row.created_at).total_seconds()),
        "acknowledged": row.acknowledged_at is not None,
        "told": row.shown_at is not None,
    }


def words_of(message: MessageRow, rules: set[str] | None = None) -> list[str]:
    """The parent's own words behind the urgent findings of a message (of these rules), each once.

    What was told by the answer to a question has no words of its own: «nei» says nothing by itself.
    """
    result = message.screening["result"] if message.screening else {"findings": [], "crisis": []}
    by_answer = result.get("answered") or result.get("unread")
    told = [
        message.text[item["start"] : item["end"]]
        for item in [*result["findings"], *result["crisis"]]
        if item["level"] in URGENCY
        and not item.get("negated")
        and not (by_answer and item["end"] - item["start"] == len(message.text))
        and (rules is None or item["rule"] in rules)
    ]
    longest = [words for words in told if words and not any(words != o and words in o for o in told)]
    return list(dict.fromkeys(longest))


async def holder_name(tx: AsyncSession, row: ConversationRow) -> str | None:
    """Who holds it."""
    if row.state != CLAIMED or row.veileder_id is None:
        return None
    holder = await tx.get(VeilederRow, row.veileder_id)
    return holder.name if holder else None
