"""The statistical layer beside web: a process of its own, so that neither its arithmetic nor its end holds up a message.

In web's own process it shared the interpreter with all else, which cost every message a fifth of the throughput
(docs/decisions/0008). It is started again when it ends, and absent without harm.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import logging
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from typing import Any, Protocol

from handoff.ports import Description, Result
from screening.statistical.description import Description as Described
from screening.statistical.description import Unavailable

LIMIT_S = 2.0
SILENT_S = 10.0  # a process that has answered nobody for so long hangs
PAUSES_S = (1.0, 5.0, 30.0)  # before it is started again, the last one over and over
LONGEST_ANSWER = 2**20  # bytes
LOADING, UP, ABSENT = "loading", "up", "absent"
COMMAND = (sys.executable, "-m", "screening.statistical.child")
log = logging.getLogger(__name__)


class LayerFailed(Exception):  # noqa: N818  says what happened
    """The layer broke on a message; its own process tells where."""


class Describer(Protocol):
    """Anything that describes messages."""

    @property
    def state(self) -> str: ...

    async def describe(self, text: str, result: Result, before: Sequence[str]) -> Description:
        """Raises whatever goes wrong, TimeoutError after 2 s."""
        ...

    def start(self) -> None: ...

    async def close(self) -> None: ...


class ChildDescriber:
    """One layer in one process; messages are described one after the other."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._child: Process | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._ids = itertools.count(1)
        self._asked: dict[int, asyncio.Future[Description]] = {}
        self._heard = 0.0  # when it last answered, or was first asked since
        self.state = LOADING

    def start(self) -> None:
        """Begin to load; returns at once."""
        self._keeping = asyncio.create_task(self._keep())

    async def describe(self, text: str, result: Result, before: Sequence[str]) -> Description:
        if self.state != UP or self._child is None or self._child.stdin is None:
            raise Unavailable(self.state)
        loop = asyncio.get_running_loop()
        if not self._asked:
            self._heard = loop.time()
        number, answer = next(self._ids), loop.create_future()
        self._asked[number] = answer
        asked = {"id": number, "text": text, "result": result, "before": list(before)}
        self._child.stdin.write(json.dumps(asked).encode() + b"\n")
        try:
            async with asyncio.timeout(LIMIT_S):
                return await answer
        except TimeoutError:
            if loop.time() - self._heard > SILENT_S:
                self._kill()
            raise

    async def close(self) -> None:
        """End the process with what it was reading; the sweeper has it read after the next start."""
        if self._keeping:
            self._keeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeping

    def _kill(self) -> None:
        if self._child:
            with contextlib.suppress(ProcessLookupError):
                self._child.kill()

    async def _keep(self) -> None:
        """Start the process, and start it again whenever it ends, unless it says that there is no layer to be had."""
        failures = 0
        while True:
            was_up = False
            try:
                self._child = await asyncio.create_subprocess_exec(
                    *self._command, stdin=PIPE, stdout=PIPE, limit=LONGEST_ANSWER
                )
                was_up = await self._listen(self._child)
            except (OSError, ValueError, KeyError) as problem:  # not to be started, or it says nonsense
                log.warning("the statistical layer's process fails: %s", type(problem).__name__)
            finally:
                await self._ended()
            if self.state == ABSENT:
                return
            failures = 0 if was_up else failures + 1
            pause = PAUSES_S[min(failures, len(PAUSES_S) - 1)]
            log.warning("the statistical layer's process has ended; it is started again in %.0f s", pause)
            await asyncio.sleep(pause)

    async def _listen(self, child: Process) -> bool:
        """Take what the process says until it ends; whether it ever was up."""
        assert child.stdout is not None
        async for line in child.stdout:
            said: dict[str, Any] = json.loads(line)
            if "id" in said:
                self._take(said)
            elif "up" in said:
                self.state = UP
            else:
                log.warning("no statistical layer, the rules work alone: %s", said["absent"])
                self.state = ABSENT
        return self.state == UP

    def _take(self, said: dict[str, Any]) -> None:
        self._heard = asyncio.get_running_loop().time()
        answer = self._asked.pop(said["id"])
        if answer.done():  # nobody waits for it any more
            return
        if "failed" in said:
            answer.set_exception(LayerFailed(said["failed"]))
        else:
            answer.set_result(Described.read(said["description"]))

    async def _ended(self) -> None:
        """The process is gone, or goes now; whoever waited for it learns that it has failed."""
        if self.state == UP:
            self.state = LOADING
        self._kill()
        if self._child:
            await self._child.wait()
        self._child = None
        asked, self._asked = self._asked, {}
        for answer in asked.values():
            if not answer.done():
                answer.set_exception(LayerFailed("ended"))


class NoDescriber:
    """The rules alone, by the operator's setting."""

    state = ABSENT

    def start(self) -> None:
        """Nothing to load."""

    async def describe(self, text: str, result: Result, before: Sequence[str]) -> Description:
        raise Unavailable(self.state)

    async def close(self) -> None:
        """Nothing to stop."""
