"""The statistical layer beside the event loop: loaded behind the start, one thread, and absent without harm."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from handoff.ports import Description, Result
from screening.statistical.layer import StatisticalLayer, Unavailable

LIMIT_S = 2.0
LOADING, UP, ABSENT = "loading", "up", "absent"
Layer = Callable[[str, Result, Sequence[str]], Description]
log = logging.getLogger(__name__)


class Describer(Protocol):
    """Anything that describes messages."""

    @property
    def state(self) -> str: ...

    async def describe(self, text: str, result: Result, before: Sequence[str]) -> Description:
        """Raises whatever goes wrong, TimeoutError after 2 s."""
        ...

    def start(self) -> None: ...

    def close(self) -> None: ...


class ThreadedDescriber:
    """One layer in one thread of its own: the event loop never waits for arithmetic."""

    def __init__(self, load: Callable[[], Layer] = StatisticalLayer.load) -> None:
        self._load = load
        self._layer: Layer | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="statistical")
        self.state = LOADING

    def start(self) -> None:
        """Begin to load; returns at once."""
        self._thread.submit(self._begin)

    def _begin(self) -> None:
        try:
            self._layer = self._load()
        except Unavailable as reason:
            log.warning("no statistical layer, the rules work alone: %s", reason)
            self.state = ABSENT
        else:
            self.state = UP

    async def describe(self, text: str, result: Result, before: Sequence[str]) -> Description:
        layer = self._layer
        if layer is None:
            raise Unavailable(self.state)
        async with asyncio.timeout(LIMIT_S):
            return await asyncio.get_running_loop().run_in_executor(self._thread, layer, text, result, before)

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)


class NoDescriber:
    """The rules alone, by the operator's setting."""

    state = ABSENT

    def start(self) -> None:
        """Nothing to load."""

    async def describe(self, text: str, result: Result, before: Sequence[str]) -> Description:
        raise Unavailable(self.state)

    def close(self) -> None:
        """Nothing to stop."""
