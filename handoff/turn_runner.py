"""Runs the assistant's turns in the background, one at a time for each conversation."""

from __future__ import annotations

import asyncio
import contextlib

from handoff.chat.reading import log_failure
from handoff.chat.turns import take_turn
from handoff.describing import Describing
from handoff.parts import Parts


class TurnRunner:
    """`wake` is cheap and may be called as often as one likes.

    A turn waits for what is still being read of the conversation: nothing calming should be said a moment before an
    emergency is found.
    """

    def __init__(self, parts: Parts, describing: Describing) -> None:
        self._parts = parts
        self._describing = describing
        self._again: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def wake(self, conversation_id: str, event: str | None = None) -> None:
        """See to it that the assistant gets its turn; during a turn, that another follows."""
        if conversation_id in self._parts.busy:
            if event is None:
                self._again.add(conversation_id)
            return
        self._parts.busy.add(conversation_id)
        task = asyncio.create_task(self._run(conversation_id, event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, conversation_id: str, event: str | None) -> None:
        try:
            more = True
            while more:
                self._again.discard(conversation_id)
                await self._describing.settled(conversation_id)
                quiet = self._describing.quiet_of(conversation_id)
                more = await take_turn(self._parts, conversation_id, event, quiet)
                more = more or conversation_id in self._again
                event = None
        except Exception as problem:  # the sweeper tries again; the process and other conversations go on
            log_failure("turn failed", problem, conversation=conversation_id)
            # nothing is kept past deletion; the sweeper has it read again
            self._describing.quiet_of(conversation_id)
        finally:
            self._parts.busy.discard(conversation_id)
            self._again.discard(conversation_id)
            self._parts.store.hub.publish([conversation_id])

    async def idle(self) -> None:
        """Wait until no turn is running."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        """Stop what is running; the messages keep waiting in the store."""
        for task in self._tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.idle()
