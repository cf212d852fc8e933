"""Wake-up calls inside one process: who waits for news of a conversation or of the queue."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

QUEUE = "queue"


class Hub:
    """Subscribers by topic; a topic is a conversation's id or QUEUE."""

    def __init__(self) -> None:
        self._bells: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self.closed = False

    @contextmanager
    def subscribe(self, topic: str) -> Iterator[asyncio.Event]:
        """An event that is set at every change of `topic`, for as long as the block lasts."""
        bell = asyncio.Event()
        self._bells[topic].add(bell)
        try:
            yield bell
        finally:
            self._bells[topic].discard(bell)
            if not self._bells[topic]:
                del self._bells[topic]

    def publish(self, topics: Iterable[str]) -> None:
        """Wake everybody who waits for one of these."""
        for topic in topics:
            for bell in tuple(self._bells.get(topic, ())):
                bell.set()

    def close(self) -> None:
        """Wake everybody for good: the process is stopping."""
        self.closed = True
        self.publish(tuple(self._bells))
