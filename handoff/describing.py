"""Runs the statistical layer over stored messages: at once in the background, and by the sweeper what was left undone."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.reading import describing_failed, log_failure, take_description
from handoff.chat.rows import OVER, lock
from handoff.describer import UP
from handoff.errors import NotFound
from handoff.parts import Parts
from handoff.ports import Result
from handoff.store.tables import ConversationRow, MessageRow
from screening.conversation import BEFORE


class Describing:
    """`wake` is cheap; a conversation's messages are described one after the other."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._tasks: dict[str, set[asyncio.Task[None]]] = defaultdict(set)

    def wake(self, conversation_id: str, number: int) -> None:
        """See to it that this message is described. Without a layer (yet) that is left to the sweeper."""
        if self._parts.describer.state != UP:
            return
        task = asyncio.create_task(self._run(conversation_id, number))
        self._tasks[conversation_id].add(task)
        task.add_done_callback(lambda done: self._forget(conversation_id, done))

    def _forget(self, conversation_id: str, task: asyncio.Task[None]) -> None:
        self._tasks[conversation_id].discard(task)
        if not self._tasks[conversation_id]:
            del self._tasks[conversation_id]

    async def settled(self, conversation_id: str) -> None:
        """Wait until nothing of this conversation is being described: at most 2 s a message."""
        while tasks := self._tasks.get(conversation_id):
            await asyncio.gather(*tasks, return_exceptions=True)

    async def idle(self) -> None:
        """Wait until nothing is being described."""
        while self._tasks:
            await asyncio.gather(
                *(task for tasks in self._tasks.values() for task in tasks), return_exceptions=True
            )

    async def close(self) -> None:
        """Stop what is running; the sweeper finishes it after the next start."""
        for tasks in self._tasks.values():
            for task in tasks:
                task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.idle()

    async def _run(self, conversation_id: str, number: int) -> None:
        try:
            await describe(self._parts, conversation_id, number)
        except NotFound:  # deleted meanwhile
            return
        except Exception as problem:  # the sweeper tries again
            log_failure("describing failed", problem, conversation=conversation_id, message=number)


async def describe(parts: Parts, conversation_id: str, number: int) -> None:
    """Describe one message and take in what comes of it; when the layer fails, what was held counts."""
    async with parts.store.read() as tx:
        found = await what_to_read(tx, conversation_id, number)
    if found is None:
        return
    text, result, before = found
    try:
        description = await parts.describer.describe(text, result, before)
    except Exception as problem:  # whatever breaks in there: the careful case counts, and the console says so
        async with parts.store.write() as tx:
            row = await lock(tx, conversation_id)
            await describing_failed(parts, tx, row, await message_of(tx, row, number), problem)
        return
    async with parts.store.write() as tx:
        row = await lock(tx, conversation_id)
        if row.state not in OVER:
            await take_description(parts, tx, row, await message_of(tx, row, number), description)


async def what_to_read(
    tx: AsyncSession, conversation_id: str, number: int
) -> tuple[str, Result, list[str]] | None:
    """A message's text, what the rules said of it and the parent's words before it; None when nothing is left to do."""
    row = await tx.get(ConversationRow, conversation_id)
    message = await tx.get(MessageRow, (conversation_id, number))
    if (
        row is None
        or row.state in OVER
        or message is None
        or message.screened == "full"
        or not message.screening
    ):
        return None
    earlier = await tx.scalars(
        select(MessageRow.text)
        .where(
            MessageRow.conversation_id == conversation_id,
            MessageRow.sender == "parent",
            MessageRow.number < number,
        )
        .order_by(MessageRow.number.desc())
        .limit(BEFORE)
    )
    return message.text, message.screening["result"], list(earlier)[::-1]


async def message_of(tx: AsyncSession, row: ConversationRow, number: int) -> MessageRow:
    """The message, in a writing transaction. Raises NotFound."""
    message = await tx.get(MessageRow, (row.id, number))
    if message is None:
        raise NotFound
    return message
