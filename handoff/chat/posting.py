"""A message arrives: from the parent (masked, screened, answered at once by the rules) or from the veileder."""

from __future__ import annotations

import contextlib
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.cleaning import clean
from handoff.chat.lines import fresh, spoken
from handoff.chat.reading import describing_planned, screen_message, waits_for_layer
from handoff.chat.rows import (
    CLAIMED,
    MESSAGES,
    OVER,
    PARKED,
    QUEUED,
    WAITING,
    append,
    changed,
    message_view,
    messages_of,
    plan_all,
    planned,
)
from handoff.chat.service import said_when, service_now
from handoff.errors import ChoiceNotOffered, ConversationOver
from handoff.parts import Parts
from handoff.queue.due import TURN_TRIES, Due
from handoff.store.tables import ConversationRow, MessageRow
from screening.masking import mask
from screening.statistical.description import BEFORE

WRONG_PLACE = "wrong_place"  # the button under services that are for somewhere else (bot/actions/kommune.py)
CHECK_IN = "check_in_"
CHECK_IN_YES, CHECK_IN_NO = "check_in_yes", "check_in_no"
ONLY_AN_ANSWER = 12  # words; what is longer the assistant hears too
_M = MESSAGES.c
_LAST = (
    select(_M.number)
    .where(_M.conversation_id == bindparam("conversation"), _M.sender == "parent")
    .order_by(_M.number.desc())
    .limit(BEFORE)
)
# Together, and before anything is changed: each statement, and each change sent ahead of one, costs more than the reading.
SENT_OR_LAST = (
    select(_M.number, _M.client_id, _M.text, _M.replies)
    .where(
        _M.conversation_id == bindparam("conversation"),
        or_(_M.client_id == bindparam("client_id"), _M.number.in_(_LAST)),
    )
    .order_by(_M.number)
)


@dataclass(frozen=True)
class Incoming:
    """What somebody sent."""

    client_id: str
    text: str
    choice: str | None = None


@dataclass(frozen=True)
class Pressed:
    """A button: the message that offered it, its label, and whether it answers the open safety question."""

    label: str
    is_safety_answer: bool


async def post_from_parent(
    parts: Parts, tx: AsyncSession, row: ConversationRow, incoming: Incoming
) -> dict[str, Any]:
    """Store, mask and screen a parent's message in a locked conversation: `{number, messages}`.

    The same client_id again gives the first answer again. Raises ConversationOver, ChoiceNotOffered, TooLong,
    EmptyMessage; nothing is stored then.
    """
    earlier, before = await sent_or_last(tx, row, incoming.client_id)
    if earlier:
        return await answer_again(tx, row, earlier)
    if row.state in OVER:
        raise ConversationOver
    pressed = await find_pressed(tx, row, incoming.choice) if incoming.choice else None
    text = clean(incoming.text or (pressed.label if pressed else ""))
    masked, kinds = mask(text, claimed=row.state == CLAIMED)
    now = parts.clock.now()
    message = append(
        tx,
        row,
        now,
        sender="parent",
        text=masked,
        client_id=incoming.client_id,
        choice=incoming.choice,
        screened="rules",
    )
    come_alive(row, now)
    answers = [await tell_masked(parts, tx, row, message)] if kinds else []
    answers += await understand(parts, tx, row, message, pressed, before)
    message.replies = [answer.number for answer in answers]
    due = [planned(row.id, Due.TURN, now, after=TURN_TRIES[0]), *describing_planned(parts, message)]
    await plan_all(tx, due)
    parts.figures(row).messages.labels(sender="parent").inc()
    return {"number": message.number, "messages": [message_view(answer) for answer in answers]}


async def understand(
    parts: Parts,
    tx: AsyncSession,
    row: ConversationRow,
    message: MessageRow,
    pressed: Pressed | None,
    before: list[str],
) -> list[MessageRow]:
    """Screen what was written. A press on a button that asks nothing about safety holds only our own words."""
    if pressed and not pressed.is_safety_answer and message.text == pressed.label:
        message.screened = "full"
        take_kommune(parts, row, message)
        if (message.choice or "").startswith(CHECK_IN):
            return [await answer_check_in(parts, tx, row, message, str(message.choice))]
        return []
    if pressed is None and (value := await check_in_answered(parts, tx, row, message)):
        told = await screen_message(parts, tx, row, message, choice=None, before=before, answers=False)
        if told or shows_something(message):  # an emergency has the word
            return told
        if len(message.text.split()) <= ONLY_AN_ANSWER:
            message.choice = value
        return [await answer_check_in(parts, tx, row, message, value)]
    choice = message.choice if pressed and pressed.is_safety_answer else None
    return await screen_message(parts, tx, row, message, choice=choice, before=before)


def take_kommune(parts: Parts, row: ConversationRow, message: MessageRow) -> None:
    """A press on one of several kommuner settles which it is; one on «Vi bor et annet sted» takes back what was read."""
    if message.choice == WRONG_PLACE:
        row.kommune = []
        return
    with contextlib.suppress(KeyError):
        kommune = parts.directory.kommune(message.choice or "")
        place = {"kommunenummer": message.choice, "navn": kommune.entydig, "outside": None}
        row.kommune = [{**place, "message": message.number, "start": 0, "end": len(message.text)}]


async def check_in_answered(
    parts: Parts, tx: AsyncSession, row: ConversationRow, message: MessageRow
) -> str | None:
    """The button that free text stands for, when it clearly answers «Kom du gjennom?» and that is the newest question."""
    if row.emergency is None or row.state not in QUEUED:
        return None
    earlier = [m for m in await messages_of(tx, row.id) if m.number < message.number]
    newest = next(
        (m for m in reversed(earlier) if m.sender in {"parent", "veileder"} or is_question(m)), None
    )
    if newest is None or CHECK_IN_YES not in {choice["value"] for choice in newest.choices}:
        return None
    through = parts.screener.got_through(message.text)
    return None if through is None else CHECK_IN_YES if through else CHECK_IN_NO


def is_question(message: MessageRow) -> bool:
    return bool(message.asks or message.choices or message.kind == "question")


def shows_something(message: MessageRow) -> bool:
    """Whether screening has or may have a fixed text for this message, if only in a moment; also when it failed."""
    read = message.screening
    return read is None or read["result"]["show"] is not None or waits_for_layer(read)


async def answer_check_in(
    parts: Parts, tx: AsyncSession, row: ConversationRow, message: MessageRow, value: str
) -> MessageRow:
    """«Kom du gjennom?» is web's own question, so web answers it, with the assistant dead too."""
    number = spoken(row.emergency or "113")
    rang = value == CHECK_IN_YES
    emergency = None if rang else row.emergency
    text_id = said_when(await service_now(parts, tx), "web_check_in_yes") if rang else "web_check_in_no"
    return append(
        tx,
        row,
        parts.clock.now(),
        sender="system",
        kind="emergency" if emergency else "notice",
        emergency=emergency,
        text=parts.texts.get(text_id, row.language, number=number),
        in_reply_to=message.number,
    )


async def sent_or_last(
    tx: AsyncSession, row: ConversationRow, client_id: str
) -> tuple[Row[Any] | None, list[str]]:
    """The message that was stored under this client_id, if any; else what the parent wrote last, oldest first."""
    found = (await tx.execute(SENT_OR_LAST, {"conversation": row.id, "client_id": client_id})).all()
    sent = next((message for message in found if message.client_id == client_id), None)
    return sent, [message.text for message in found]


async def told_about(tx: AsyncSession, conversation_id: str, number: int) -> list[dict[str, Any]]:
    """What the parent has been told about message `number` so far, beside the assistant's words. Empty once it is deleted."""
    replies = select(_M.replies).where(_M.conversation_id == conversation_id, _M.number == number)
    return await messages_numbered(tx, conversation_id, await tx.scalar(replies) or [])


async def answer_again(tx: AsyncSession, row: ConversationRow, earlier: Row[Any]) -> dict[str, Any]:
    """The answer that was given to a message when it first came."""
    return {"number": earlier.number, "messages": await messages_numbered(tx, row.id, earlier.replies)}


async def messages_numbered(
    tx: AsyncSession, conversation_id: str, numbers: list[int]
) -> list[dict[str, Any]]:
    """These messages as both sides see them, in order."""
    found = await tx.scalars(
        select(MessageRow)
        .where(MessageRow.conversation_id == conversation_id, MessageRow.number.in_(numbers))
        .order_by(MessageRow.number)
    )
    return [message_view(m) for m in found]


async def find_pressed(tx: AsyncSession, row: ConversationRow, value: str) -> Pressed:
    """The button with this value in the newest message that offered it. Raises ChoiceNotOffered.

    It answers the open safety question only when that very question offered it: a late press on an older
    «Ja» must not be read as the answer to another question.
    """
    messages = await messages_of(tx, row.id)
    newest_question = next((m for m in reversed(messages) if m.asks), None)
    for message in reversed(messages):
        for choice in message.choices:
            if choice["value"] == value:
                return Pressed(choice["label"], message is newest_question)
    raise ChoiceNotOffered


def come_alive(row: ConversationRow, now: Any) -> None:
    """The parent is here: in the list from the first message on, no longer parked, no longer without a word."""
    row.last_poll_at = now
    row.listed_at = row.listed_at or now
    row.kept_company = 0
    row.parent_typing_at = None
    if row.state == PARKED:
        row.state = WAITING


async def tell_masked(
    parts: Parts, tx: AsyncSession, row: ConversationRow, message: MessageRow
) -> MessageRow:
    """Tell the parent that something personal was taken out before it was stored."""
    said = [m.text for m in await messages_of(tx, row.id)]
    text = fresh(parts.texts, "web_masked", row.language, said)
    now = parts.clock.now()
    return append(tx, row, now, sender="system", kind="notice", text=text, in_reply_to=message.number)


async def post_from_veileder(
    parts: Parts, tx: AsyncSession, row: ConversationRow, veileder_id: int, incoming: Incoming
) -> dict[str, Any]:
    """Store what the holder wrote. The national identity number is masked here too.

    Raises ChoiceNotOffered: buttons are for the parent alone.
    """
    earlier, _ = await sent_or_last(tx, row, incoming.client_id)
    if earlier:
        return await answer_again(tx, row, earlier)
    if incoming.choice is not None:
        raise ChoiceNotOffered
    text, _ = mask(clean(incoming.text), claimed=True)
    message = append(
        tx,
        row,
        parts.clock.now(),
        sender="veileder",
        text=text,
        client_id=incoming.client_id,
        veileder_id=veileder_id,
    )
    row.veileder_typing_at = None
    changed(tx, row)
    parts.figures(row).messages.labels(sender="veileder").inc()
    return {"number": message.number, "messages": []}


def new_id() -> str:
    """An id that cannot be guessed."""
    return uuid.uuid4().hex
