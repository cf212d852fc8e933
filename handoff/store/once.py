"""One transaction for a command: the database is opened for it and closed after it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

T = TypeVar("T")
Work = Callable[["AsyncSession"], Awaitable[T]]


def write_once(database_url: str, work: Work[T]) -> T:
    """What `work` gives, once it is committed. Raises what it raises; nothing is written then."""
    return asyncio.run(_once(database_url, work, writes=True))


def read_once(database_url: str, work: Work[T]) -> T:
    """What `work` reads. Nobody who writes meanwhile has to wait for it. Raises what it raises."""
    return asyncio.run(_once(database_url, work, writes=False))


async def _once(database_url: str, work: Work[T], *, writes: bool) -> T:
    from handoff.store.engine import Store  # takes a moment: not for every command that could need it

    store = Store(database_url)
    try:
        async with store.write() if writes else store.read() as tx:
            return await work(tx)
    finally:
        await store.close()
