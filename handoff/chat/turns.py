"""A turn of the assistant: read what is unanswered, ask the bot, store its replies in one guarded transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.assistant import Choice, Reply, TurnFailed, TurnReply
from handoff.chat.console_view import offered_themes
from handoff.chat.lines import fresh
from handoff.chat.posting import CHECK_IN
from handoff.chat.reading import Quiet, last_result, note_quiet, store_quiet, watch_for_silence
from handoff.chat.rows import ASSISTANT, CONVERSATIONS, QUEUED, append, find, has_newer, messages_of
from handoff.chat.service import place_of, said_when, service_now
from handoff.parts import Parts
from handoff.ports import Result
from handoff.queue.due import Due
from handoff.store.tables import ConversationRow, DueRow, MessageRow
from screening.masking import only_contact_details

KEEP_COMPANY = "keep_company"


@dataclass(frozen=True)
class Turn:
    """What was read before the bot was asked; the guard compares it with what is there afterwards."""

    conversation: str
    answered_to: int
    upto: int
    last_number: int
    urgency: int
    event: str | None
    nothing_to_say: bool
    request: dict[str, Any]


async def take_turn(
    parts: Parts, conversation_id: str, event: str | None = None, quiet: Sequence[Quiet] = ()
) -> bool:
    """Give the assistant one turn; True when parent messages came in meanwhile and wait for the next.

    quiet: what was read of messages and has nothing but themes to tell; it is stored along with the turn.
    """
    async with parts.store.read() as tx:
        turn = await read_turn(parts, tx, conversation_id, event, quiet)
    if turn is None:
        await note_quiet(parts, conversation_id, quiet)
        return False
    reply, outcome = await ask_bot(parts, turn)
    async with parts.store.write() as tx:
        more = await finish_turn(parts, tx, turn, reply, quiet)
    if more is None:  # somebody else speaks now
        await note_quiet(parts, conversation_id, quiet)
    parts.metrics.turns.labels(outcome="dropped" if more is None else outcome).inc()
    return bool(more)


async def ask_bot(parts: Parts, turn: Turn) -> tuple[TurnReply | None, str]:
    """The bot's answer, or None with how it failed."""
    if turn.nothing_to_say:
        return None, "nothing"
    try:
        reply = await parts.bot.turn(turn.request)
        for item in reply.replies:
            if item.asks:
                parts.screener.question(item.asks, "nb")
    except TurnFailed as problem:
        return None, problem.outcome
    except KeyError:  # a question that screening does not know
        return None, "nonsense"
    return reply, "ok"


async def read_turn(
    parts: Parts, tx: AsyncSession, conversation_id: str, event: str | None, quiet: Sequence[Quiet] = ()
) -> Turn | None:
    """The next turn, or None when the assistant has nothing to answer or does not speak."""
    row = await find(tx, conversation_id)
    if row is None or row.speaker != ASSISTANT or row.state not in QUEUED or row.practice:
        return None
    messages = await messages_of(tx, conversation_id)
    open_messages = [m for m in messages if m.sender == "parent" and m.number > row.answered_to]
    if not open_messages and event is None:
        return None
    heard = [
        m
        for m in open_messages
        if not (m.choice or "").startswith(CHECK_IN) and not only_contact_details(m.text)
    ]
    request = await turn_request(parts, tx, row, messages, heard, None if heard else event, quiet)
    return Turn(
        conversation=conversation_id,
        answered_to=row.answered_to,
        upto=open_messages[-1].number if open_messages else row.answered_to,
        last_number=row.last_number,
        urgency=row.urgency,
        event=None if open_messages else event,
        nothing_to_say=bool(open_messages) and not heard,
        request=request,
    )


async def turn_request(
    parts: Parts,
    tx: AsyncSession,
    row: ConversationRow,
    messages: list[MessageRow],
    heard: list[MessageRow],
    event: str | None,
    quiet: Sequence[Quiet],
) -> dict[str, Any]:
    """The body of `POST /turn`: all unanswered messages together, their findings, and the facts."""
    service = await service_now(parts, tx)
    place = await place_of(parts, tx, row, service)
    newest = {one.number: one.screening for one in quiet}
    themes = offered_themes(parts, row, messages, newest)
    return {
        "turn": f"{row.id}:{row.last_number}",
        "state": row.dialogue_state,
        "text": "\n".join(m.text for m in heard),
        "choice": heard[-1].choice if heard else None,
        "event": event,
        "findings": joined_findings(messages, heard),
        "language": row.language,
        "facts": {
            "open": service.open,
            "veileder_here": service.veileder_here,
            "position": place["position"],
            **places_told(row),
            "themes": [slug for t in themes if (slug := parts.content.categories.slug(t["theme"]))],
            "urgent": row.urgency > 0,
            "claimed": False,
        },
    }


def places_told(row: ConversationRow) -> dict[str, Any]:
    """What the parent told last of where they are: kommunenummer, and the kind of a place that lies in no kommune."""
    numbers = [place["kommunenummer"] for place in row.kommune if place["kommunenummer"]]
    outside = [place["outside"] for place in row.kommune if place.get("outside")]
    return {"kommune": list(dict.fromkeys(numbers)), "outside": outside[0] if outside else None}


def joined_findings(messages: list[MessageRow], heard: list[MessageRow]) -> Result | None:
    """The newest result, with the findings of all unanswered messages at their places in the joined text."""
    newest = last_result(messages)
    if newest is None:
        return None
    joined: Result = {**newest, "findings": [], "crisis": [], "show": None, "answered": None, "unread": None}
    offset = 0
    for message in heard:
        result = message.screening["result"] if message.screening else None
        if result:
            for key in ("findings", "crisis"):
                joined[key] += [moved(item, offset) for item in result[key]]
            joined.update({k: result[k] for k in ("show", "answered", "unread") if result[k] is not None})
        offset += len(message.text) + 1
    return joined


def moved(item: dict[str, Any], offset: int) -> dict[str, Any]:
    return {**item, "start": item["start"] + offset, "end": item["end"] + offset}


async def finish_turn(
    parts: Parts, tx: AsyncSession, turn: Turn, reply: TurnReply | None, quiet: Sequence[Quiet] = ()
) -> bool | None:
    """Store what the turn gave. None when it came too late; else whether newer parent messages wait.

    Begins with the guarded UPDATE: only while the assistant speaks, nothing else has answered, and nothing more
    urgent has come up since the turn was read. A failed turn leaves its messages unanswered as long as it will be
    tried again and web itself has nothing to ask.
    """
    failed = reply is None and not turn.nothing_to_say and turn.event is None
    keep_open = failed and not wanted_by(turn.request["findings"]) and await will_be_tried_again(tx, turn)
    values: dict[str, Any] = {"answered_to": turn.answered_to if keep_open else turn.upto}
    if reply is not None:
        values["dialogue_state"] = reply.state.model_dump()
    row = await guard(tx, turn, values)
    if row is None:
        return None
    if reply is not None and reply.state.slots.get("wants_veileder"):
        row.wants_human = True  # asked for in words, which the assistant has just answered
    more = row.last_number > turn.last_number and await has_newer(tx, row, turn.upto)
    said = await say(parts, tx, row, turn, reply, failed=failed)
    if any(message.asks for message in said):
        await watch_for_silence(parts, tx, row)
    await store_quiet(tx, row.id, quiet, *([] if keep_open or more else [Due.TURN]))
    return more


async def will_be_tried_again(tx: AsyncSession, turn: Turn) -> bool:
    """Whether the sweeper has another try of this turn before it."""
    stmt = select(DueRow.id).where(DueRow.conversation_id == turn.conversation, DueRow.kind == Due.TURN)
    return await tx.scalar(stmt) is not None


async def guard(tx: AsyncSession, turn: Turn, values: dict[str, Any]) -> ConversationRow | None:
    """The guarded UPDATE, and the row as it then is. None: somebody else speaks or has answered, and the replies are dropped."""
    told = {f"new_{name}": value for name, value in values.items()}
    row: ConversationRow | None = await tx.scalar(
        guarded(bool(turn.event), *values),
        {
            "conversation": turn.conversation,
            "seen_answered_to": turn.answered_to,
            "seen_urgency": turn.urgency,
            **({"seen_last_number": turn.last_number} if turn.event else {}),
            **told,
        },
        execution_options={"populate_existing": True},
    )
    return row


@cache
def guarded(unasked: bool, *columns: str) -> Executable:
    """The statement, built once. unasked: a turn nobody wrote for, dropped when anything at all has been said since."""
    row = CONVERSATIONS.c
    seen = ("answered_to", "urgency", "last_number") if unasked else ("answered_to", "urgency")
    taken = (
        update(CONVERSATIONS)
        .where(row.id == bindparam("conversation"), row.speaker == ASSISTANT, row.state.in_(QUEUED))
        .where(*(row[name] == bindparam(f"seen_{name}") for name in seen))
        .values({name: bindparam(f"new_{name}") for name in columns} | {"version": row.version + 1})
        .returning(CONVERSATIONS)
    )
    return select(ConversationRow).from_statement(taken)


async def say(
    parts: Parts, tx: AsyncSession, row: ConversationRow, turn: Turn, reply: TurnReply | None, *, failed: bool
) -> list[MessageRow]:
    """Append what the parent is told: the bot's replies, or what web says in its place."""
    if turn.event == KEEP_COMPANY:
        return await keep_company(parts, tx, row, turn, reply)
    replies = reply.replies if reply else []
    if row.urgency:  # nothing soothing while the parent should be on the phone
        replies = [item for item in replies if item.kind != "strategy"]
    said = [say_reply(parts, tx, row, turn, item) for item in replies]
    if turn.event or any(message.asks for message in said) or not (failed or row.possible_red):
        return said
    messages = await messages_of(tx, row.id)
    if wanted := wanted_by(last_result(messages)):
        said.append(ask(parts, tx, row, turn, wanted, messages))
    if failed and not said:
        said += await tell_away(parts, tx, row, turn, messages)
    return said


def wanted_by(result: Result | None) -> str | None:
    """The safety question screening wants put first, if any."""
    return str(result["ask"][0]) if result and result["ask"] else None


async def tell_away(
    parts: Parts, tx: AsyncSession, row: ConversationRow, turn: Turn, messages: list[MessageRow]
) -> list[MessageRow]:
    """Once in a conversation, and not under an emergency message: the assistant is away, the queue goes on if there is one."""
    answered = any(m.replies for m in messages if m.sender == "parent" and m.number > turn.answered_to)
    if row.told_bot_down or answered:
        return []
    row.told_bot_down = True
    text = parts.texts.get(said_when(await service_now(parts, tx), "web_assistant_away"), row.language)
    return [append(tx, row, parts.clock.now(), sender="system", kind="notice", text=text)]


async def keep_company(
    parts: Parts, tx: AsyncSession, row: ConversationRow, turn: Turn, reply: TurnReply | None
) -> list[MessageRow]:
    """A few words while nothing happens: the bot's, or web's own when it has none or would repeat itself."""
    earlier = [m.text for m in await messages_of(tx, row.id) if m.sender == ASSISTANT]
    unread = [item for item in (reply.replies if reply else []) if item.text not in earlier and not item.asks]
    if row.urgency:
        unread = [item for item in unread if item.kind != "strategy"]
    if not unread:
        text_id = said_when(await service_now(parts, tx), "web_keep_company")
        unread = [Reply(kind="text", text=fresh(parts.texts, text_id, row.language, earlier))]
    row.kept_company += 1
    return [say_reply(parts, tx, row, turn, item) for item in unread[:1]]


def say_reply(parts: Parts, tx: AsyncSession, row: ConversationRow, turn: Turn, reply: Reply) -> MessageRow:
    """One reply of the bot as a message. A safety question gets the buttons that screening can read."""
    choices = [choice.model_dump() for choice in reply.choices]
    if reply.asks:
        choices = parts.screener.question(reply.asks, row.language)["choices"]
        row.screening_state = parts.screener.ask(row.screening_state, reply.asks)
    return append(
        tx,
        row,
        parts.clock.now(),
        sender=ASSISTANT,
        kind=reply.kind,
        text=reply.text,
        choices=choices,
        asks=reply.asks,
        in_reply_to=turn.upto or None,
    )


def ask(
    parts: Parts,
    tx: AsyncSession,
    row: ConversationRow,
    turn: Turn,
    question: str,
    messages: list[MessageRow],
) -> MessageRow:
    """Web puts a safety question itself, in other words than the last time."""
    again = sum(m.asks == question for m in messages) % 2 == 1
    put = parts.screener.question(question, row.language, again)
    reply = Reply(
        kind="question", text=put["text"], choices=[Choice(**c) for c in put["choices"]], asks=question
    )
    return say_reply(parts, tx, row, turn, reply)
