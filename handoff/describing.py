"""Runs the statistical layer over stored messages: at once in the background, and by the sweeper what was left undone."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Coroutine
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.reading import (
    Quiet,
    ToRead,
    describing_failed,
    is_quiet,
    log_failure,
    note_quiet,
    quiet,
    take_description,
    texts_before,
)
from handoff.chat.rows import OVER, lock
from handoff.describer import UP
from handoff.errors import NotFound
from handoff.parts import Parts
from handoff.ports import Description
from handoff.store.tables import ConversationRow, MessageRow


class Describing:
    """`wake` is cheap; a conversation's messages are described one after the other."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._tasks: dict[str, set[asyncio.Task[None]]] = defaultdict(set)
        self._quiet: dict[str, list[Quiet]] = defaultdict(list)

    def wake(self, conversation_id: str, read: ToRead) -> None:
        """Describe a message that has just come in, before the turn that follows it (`quiet_of`)."""
        self._begin(conversation_id, self._before_turn(conversation_id, read))

    def wake_late(self, conversation_id: str, number: int) -> None:
        """Describe a message that was left undone. Without a layer (yet), or while others of its conversation are being
        read, it is left to the sweeper once more."""
        waits = any(one.number == number for one in self._quiet.get(conversation_id, ()))
        if self._parts.describer.state == UP and not waits and conversation_id not in self._tasks:
            self._begin(conversation_id, self._late(conversation_id, number))

    def quiet_of(self, conversation_id: str) -> list[Quiet]:
        """What waits to be stored with the turn; whoever asks stores it. What is lost is read again by the sweeper."""
        return self._quiet.pop(conversation_id, [])

    def _begin(self, conversation_id: str, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._guarded(conversation_id, work))
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

    async def _before_turn(self, conversation_id: str, read: ToRead) -> None:
        if found := await describe(self._parts, conversation_id, read):
            self._quiet[conversation_id].append(found)

    async def _late(self, conversation_id: str, number: int) -> None:
        async with self._parts.store.read() as tx:
            read = await what_to_read(tx, conversation_id, number)
        if read and (found := await describe(self._parts, conversation_id, read)):
            await note_quiet(self._parts, conversation_id, [found])

    async def _guarded(self, conversation_id: str, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except NotFound:  # deleted meanwhile
            return
        except Exception as problem:  # the sweeper tries again
            log_failure("describing failed", problem, conversation=conversation_id)


async def describe(parts: Parts, conversation_id: str, read: ToRead) -> Quiet | None:
    """Describe one message and take in what comes of it; when the layer fails, what was held counts.

    When nothing follows but themes, that is given back for the caller to store.
    """
    try:
        description = await parts.describer.describe(read.text, read.screening["result"], read.before)
    except Exception as problem:  # whatever breaks in there: the careful case counts, and the console says so
        async with parts.store.write() as tx:
            row = await lock(tx, conversation_id)
            await describing_failed(parts, tx, row, await message_of(tx, row, read.number), problem)
        return None
    if is_quiet(read, description):
        return quiet(parts, read, description)
    await take_in(parts, conversation_id, read.number, description)
    return None


async def take_in(parts: Parts, conversation_id: str, number: int, description: Description) -> None:
    """Store a description with all that follows from it, in a transaction of its own. Raises NotFound."""
    async with parts.store.write() as tx:
        row = await lock(tx, conversation_id)
        if row.state not in OVER:
            await take_description(parts, tx, row, await message_of(tx, row, number), description)


async def what_to_read(tx: AsyncSession, conversation_id: str, number: int) -> ToRead | None:
    """A stored message for the layer; None when nothing is left to do."""
    row = await tx.get(ConversationRow, conversation_id)
    message = await tx.get(MessageRow, (conversation_id, number))
    if row is None or row.state in OVER or message is None or message.screened == "full":
        return None
    if not message.screening:
        return None
    before = await texts_before(tx, conversation_id, number)
    return ToRead(number, message.text, message.screening, before)


async def message_of(tx: AsyncSession, row: ConversationRow, number: int) -> MessageRow:
    """The message, in a writing transaction. Raises NotFound."""
    message = await tx.get(MessageRow, (row.id, number))
    if message is None:
        raise NotFound
    return message
