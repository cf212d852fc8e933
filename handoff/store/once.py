"""One transaction for a command: the database is opened for it and closed after it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

T = TypeVar("T")


def in_one_transaction(database_url: str, work: Callable[[AsyncSession], Awaitable[T]]) -> T:
    """What `work` gives, once it is committed. Raises what it raises; nothing is written then."""
    from handoff.store.engine import Store  # takes a moment: not for every command that could need it

    async def go() -> T:
        store = Store(database_url)
        try:
            async with store.write() as tx:
                return await work(tx)
        finally:
            await store.close()

    return asyncio.run(go())
