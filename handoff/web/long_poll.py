"""The long poll: subscribe, then read; answer at once when there is news, else wait and read again every 2 s."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from handoff.store.hub import Hub

LONGEST_S = 25
READ_AGAIN_S = 2.0

Body = dict[str, Any]


async def wait_for_news(
    hub: Hub,
    topic: str,
    read: Callable[[], Awaitable[Body]],
    is_news: Callable[[Body], bool],
    wait: float,
) -> Body:
    """What `read` gives as soon as `is_news` says so, or when `wait` seconds have passed.

    Subscribing comes before reading: what is committed in between rings the bell. Reading again does not depend
    on the bell: another process may have written.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + min(wait, LONGEST_S)
    with hub.subscribe(topic) as bell:
        while True:
            bell.clear()
            body = await read()
            left = end - loop.time()
            if left <= 0 or hub.closed or is_news(body):
                return body
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), min(READ_AGAIN_S, left))
