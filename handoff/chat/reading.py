"""Screening of one stored message: the result into its row, the state into the conversation's."""

from __future__ import annotations

import contextlib
import logging
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.emergencies import OWN_NUMBER, act_on, number_of
from handoff.chat.lines import varied
from handoff.chat.rows import (
    CLAIMED,
    MESSAGES,
    OVER,
    Planned,
    append,
    cancel,
    changed,
    has_newer,
    lock,
    plan,
    planned,
)
from handoff.describer import ABSENT, UP
from handoff.errors import NotFound
from handoff.parts import Parts
from handoff.ports import Description, Result
from handoff.queue.due import Due
from handoff.store.tables import ConversationRow, MessageRow
from screening.merging import merged
from screening.presenting import CAREFUL
from screening.protocol_models import RANK
from screening.statistical.description import BEFORE

log = logging.getLogger(__name__)
TEXTS_BEFORE = (
    select(MessageRow.text)
    .where(
        MessageRow.conversation_id == bindparam("conversation"),
        MessageRow.sender == "parent",
        MessageRow.number < bindparam("before"),
    )
    .order_by(MessageRow.number.desc())
    .limit(BEFORE)
)

READ_IN_FULL = (
    update(MESSAGES)
    .where(
        MESSAGES.c.conversation_id == bindparam("conversation"),
        MESSAGES.c.number == bindparam("read"),
        MESSAGES.c.screened.in_(("rules", "failed")),
    )
    .values(screened="full", screening=bindparam("screening"))
)


@dataclass(frozen=True)
class ToRead:
    """A stored message that the statistical layer is to read: its number, its text, what screening made of it, and what the
    parent wrote before it, oldest first."""

    number: int
    text: str
    screening: dict[str, Any]
    before: list[str]


@dataclass(frozen=True)
class Quiet:
    """A message that the layer has read and of which nothing follows for the parent: what is to be stored of it can wait for
    the next transaction."""

    number: int
    screening: dict[str, Any]


async def screen_message(
    parts: Parts,
    tx: AsyncSession,
    row: ConversationRow,
    message: MessageRow,
    *,
    choice: str | None,
    before: list[str],
    tries: int = 0,
    answers: bool = True,
) -> list[MessageRow]:
    """Screen a message of the parent within its own transaction; returns what the parent is told at once.

    `choice` is the value of a button of the open safety question, when that is what was pressed; `before` what the
    parent wrote before it (`texts_before`). The caller plans that the layer reads it (`describing_planned`). A failure of
    screening never loses the message: it is marked, told about, counted, and tried again by the sweeper (`tries`
    counts that). answers: False when it answers something else than the open safety question.
    """
    follows = choice is None and parts.describer.state == UP  # a button holds our own words
    try:
        result = read(parts, row, message.text, choice, hold=follows, answers=answers)
        seen = look_around(parts, row, message.text, result)
    except Exception as problem:  # whatever breaks in there, the parent's message is kept and answered
        return await screening_failed(parts, tx, row, message, problem, tries)
    message.screened = "full" if choice is not None else "rules"
    waits = follows and row.state != CLAIMED and may_be_graver(parts, result)
    put_off = {"show": result["show"], "emergency": result["emergency"]} if waits else None
    message.screening = {"result": result, **seen, "put_off": put_off}
    if seen["kommune"]:
        row.kommune = [
            {**place, "message": message.number} for place in still_meant(row.kommune, seen["kommune"])
        ]
    watched = row.possible_red
    shown = await act_on(parts, tx, row, {**result, "show": None} if waits else result, message.number)
    if watched or row.possible_red:
        await watch_for_silence(parts, tx, row)
    if follows:
        tx.info["to_read"] = ToRead(message.number, message.text, message.screening, before)
    return shown


def may_be_graver(parts: Parts, result: Result) -> bool:
    """Whether the layer may make more of what the rules would tell: the parent should read one number, not one and then
    another. What the rules are sure is danger to life never waits, nor does a crisis: it has a text of its own."""
    show = result["show"]
    return show is not None and show["level"] != "RED" and is_of_a_body(parts, show)


def is_of_a_body(parts: Parts, show: dict[str, Any]) -> bool:
    """Whether a text is about somebody ill or hurt, not about a crisis of the home."""
    return show["rule"] == CAREFUL or not parts.screener.rule(show["rule"]).crisis


def waits_for_layer(screening: dict[str, Any]) -> bool:
    """Whether what the parent is told hangs on the layer: the answer to the message then waits for it, at most 2 s."""
    return bool(screening["result"]["held"] or screening.get("put_off"))


def describing_planned(parts: Parts, message: MessageRow) -> list[Planned]:
    """That the layer reads what the rules have read, should it not come to it at once; one that loads comes to it by this."""
    if message.screened != "rules" or parts.describer.state == ABSENT:
        return []
    return [planned(message.conversation_id, Due.DESCRIBE, parts.clock.now(), key=str(message.number))]


async def texts_before(tx: AsyncSession, conversation_id: str, number: int) -> list[str]:
    """What a short text is read together with: the parent's messages before it, oldest first."""
    found = await tx.scalars(TEXTS_BEFORE, {"conversation": conversation_id, "before": number})
    return list(found)[::-1]


def is_quiet(read: ToRead, description: Description) -> bool:
    """Whether nothing new follows from a description but themes: the layer saw no sign, nothing waited for it, and no question is left out."""
    spares = description.plain and bool(read.screening["result"]["ask"])
    return not description.signs and not spares and not waits_for_layer(read.screening)


def quiet(parts: Parts, read: ToRead, description: Description) -> Quiet:
    """What is to be stored of a quiet description: its themes."""
    themes = parts.themes.described(read.text, read.screening["themes"], description.themes)
    return Quiet(read.number, {**read.screening, "themes": themes})


async def store_quiet(tx: AsyncSession, conversation_id: str, found: Sequence[Quiet], *done: Due) -> None:
    """Note that messages have been read, with their themes, and forget that this, and what else is `done`, was planned.

    Whoever watches is told by what else this transaction changes.
    """
    for one in found:
        values = {"conversation": conversation_id, "read": one.number, "screening": one.screening}
        await tx.execute(READ_IN_FULL, values)
    if found or done:  # the others have no key
        keys = ["", *(str(one.number) for one in found)]
        await cancel(tx, conversation_id, Due.DESCRIBE, *done, keys=keys)


async def note_quiet(parts: Parts, conversation_id: str, found: Sequence[Quiet]) -> None:
    """Store quiet descriptions that no turn of the assistant takes along: a veileder may be there, and sees the themes."""
    if not found:
        return
    with contextlib.suppress(NotFound):  # deleted meanwhile
        async with parts.store.write() as tx:
            row = await lock(tx, conversation_id)
            if row.state not in OVER:
                await store_quiet(tx, conversation_id, found)
                changed(tx, row)


async def take_description(
    parts: Parts, tx: AsyncSession, row: ConversationRow, message: MessageRow, description: Description
) -> None:
    """Take in what the statistical layer made of a message; whatever follows from it is told as after the rules."""
    if message.screened == "full":
        return
    if description.plain and await has_newer(tx, row, message.number):
        # what the newer message gave rise to is left for its own reading
        description = replace(description, plain=False)
    await _settle(parts, tx, row, message, description)
    message.screened = "full"
    await cancel(tx, row.id, Due.DESCRIBE, keys=[str(message.number)])


async def describing_failed(
    parts: Parts, tx: AsyncSession, row: ConversationRow, message: MessageRow, problem: Exception
) -> None:
    """The layer broke or was too slow: what was held counts, the console marks the message, the sweeper tries again."""
    log_failure("describing failed", problem, conversation=row.id, message=message.number)
    parts.figures(row).describing_failed.inc()
    if row.state in OVER or message.screened == "full":
        return
    await _settle(parts, tx, row, message, None)
    message.screened = "failed"


async def go_without(parts: Parts, tx: AsyncSession, row: ConversationRow, message: MessageRow) -> None:
    """No layer will read this message: what was held for it counts."""
    if message.screening and waits_for_layer(message.screening):
        await _settle(parts, tx, row, message, None)


async def _settle(
    parts: Parts, tx: AsyncSession, row: ConversationRow, message: MessageRow, description: Description | None
) -> None:
    result, row.screening_state = parts.screener.settle(message.text, row.screening_state, description)
    before = message.screening or {}
    after = {**before, "result": merged(before["result"], result)}
    if description is not None:
        after["themes"] = parts.themes.described(message.text, before["themes"], description.themes)
    put_off = after.pop("put_off", None)
    message.screening = after
    told = []
    if put_off and not takes_its_place(parts, put_off["show"], result["show"]):
        told += await act_on(parts, tx, row, {**result, **put_off}, message.number)
    numbers = {one.emergency for one in told} | await numbers_told(tx, row, message)
    if says_no_more(parts, result, numbers):
        result = {**result, "show": None}
    told += await act_on(parts, tx, row, result, message.number)
    message.replies = [*message.replies, *(one.number for one in told)]
    await watch_for_silence(parts, tx, row)
    changed(tx, row)


def takes_its_place(parts: Parts, put_off: dict[str, Any], show: dict[str, Any] | None) -> bool:
    """Whether what is shown now is graver, so that what was put off need not be read before it."""
    return show is not None and RANK[show["level"]] > RANK[put_off["level"]] and is_of_a_body(parts, show)


async def numbers_told(tx: AsyncSession, row: ConversationRow, message: MessageRow) -> set[str | None]:
    """The numbers that the parent has been told to ring in answer to this message."""
    if not message.replies:
        return set()
    told = select(MessageRow.emergency).where(
        MessageRow.conversation_id == row.id, MessageRow.number.in_(message.replies)
    )
    return set(await tx.scalars(told))


def says_no_more(parts: Parts, result: Result, told: set[str | None]) -> bool:
    """Whether what is to be shown about somebody ill, or again, names only a number that this message has been answered with."""
    show = result["show"]
    if show is None or not (is_of_a_body(parts, show) or not show["full"]):
        return False
    number = number_of(show["level"], result["emergency"])
    return number is not None and (number in told or ("113" in told and number == OWN_NUMBER["ORANGE"]))


def read(
    parts: Parts, row: ConversationRow, text: str, choice: str | None, *, hold: bool, answers: bool = True
) -> Result:
    """Screen a text with the conversation's state, and note the language it is written in.

    A language chosen on the page stands until the parent clearly writes another: screening starts from bokmål.
    """
    first = row.screening_state is None
    state = row.screening_state
    result, state = parts.screener.screen(text, state, choice=choice, hold=hold, answers=answers)
    if first and result["language"] == "nb":
        state["language"] = result["language"] = row.language
    row.screening_state, row.language = state, result["language"]
    return result


def look_around(parts: Parts, row: ConversationRow, text: str, result: Result) -> dict[str, Any]:
    """Themes and places of a text, and who it says writes and since when; several places with one span: ambiguous, all are kept.

    A place in no kommune has no kommunenummer; `outside` says what it is (svalbard, jan_mayen, utlandet).
    """
    slots = (row.dialogue_state or {}).get("slots", {})
    asked = slots.get("requested_slot") == "kommune"
    among = [place["kommunenummer"] for place in row.kommune if place["kommunenummer"]] if asked else []
    places = parts.directory.find_places(text, asked=asked, among=among)
    return {
        "themes": [dict(theme) for theme in parts.themes.suggest(text, result)],
        "told": [dict(told) for told in parts.telling.read(text)],
        "kommune": [
            {
                "kommunenummer": p.kommunenummer,
                "navn": p.navn,
                "outside": None if p.kommunenummer else p.kind,
                "start": p.start,
                "end": p.end,
            }
            for p in places
        ],
    }


def still_meant(before: list[dict[str, Any]], told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was told last of where the parent is. A name of several kommuner, said again once one was chosen, means that one."""
    known = {place["kommunenummer"] for place in before}
    one_name = len({(place["start"], place["end"]) for place in told}) == 1
    chosen = [place for place in told if place["kommunenummer"] in known]
    return chosen if one_name and len(known) == len(chosen) == 1 else told


async def watch_for_silence(parts: Parts, tx: AsyncSession, row: ConversationRow) -> None:
    """Start or stop the 60 s after which a possible RED that nobody answers becomes the careful case."""
    if row.possible_red and row.state != CLAIMED:
        await plan(tx, row.id, Due.RED_UNANSWERED, parts.clock.now())
    else:
        await cancel(tx, row.id, Due.RED_UNANSWERED)


async def screening_failed(
    parts: Parts, tx: AsyncSession, row: ConversationRow, message: MessageRow, problem: Exception, tries: int
) -> list[MessageRow]:
    """Mark the message, tell the parent the numbers once per message, try again soon."""
    log_failure("screening failed", problem, conversation=row.id, message=message.number)
    parts.figures(row).screening_failed.inc()
    message.screened = "failed"
    await plan(tx, row.id, Due.RESCREEN, parts.clock.now(), key=str(message.number), tries=tries)
    changed(tx, row)
    if tries or row.state == CLAIMED:
        return []
    text = varied(parts.texts, "web_screening_failed", row.language, message.number)
    notice = append(
        tx, row, parts.clock.now(), sender="system", kind="notice", text=text, in_reply_to=message.number
    )
    return [notice]


def log_failure(what: str, problem: BaseException, **ids: object) -> None:
    """Log a failure by its kind and place, never by its words: they may hold a parent's text."""
    frames = traceback.extract_tb(problem.__traceback__)
    place = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "?"
    named = " ".join(f"{key}={value}" for key, value in ids.items())
    log.error("%s: %s at %s %s", what, type(problem).__name__, place, named)


def last_result(messages: list[MessageRow]) -> Result | None:
    """The newest screening result among messages in order."""
    return next((m.screening["result"] for m in reversed(messages) if m.screening), None)
