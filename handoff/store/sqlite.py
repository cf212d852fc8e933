"""SQLite without a thread for each connection.

aiosqlite hands every call to a thread and waits for it; a statement here takes some tens of microseconds, the way to the
thread and back ten times that (docs/decisions/0008). So statements run where they are called. What could block, waiting
for another process's write lock, does not: a busy database is asked again, and others are served meanwhile.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from typing import Any

import aiosqlite

BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
BUSY_TIMEOUT_S = 15.0
ASK_AGAIN_S = 0.01


class InlineConnection(aiosqlite.Connection):
    """An aiosqlite connection whose calls run at once, in the caller's thread."""

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run `fn`; while another process holds the lock, again. Raises what it raises, and busy after 15 s."""
        loop = asyncio.get_running_loop()
        end = loop.time() + BUSY_TIMEOUT_S
        while True:
            try:
                return fn(*args, **kwargs)
            except sqlite3.OperationalError as problem:
                if not _is_busy(problem) or loop.time() > end:
                    raise
            await asyncio.sleep(ASK_AGAIN_S)


async def connect(path: str) -> InlineConnection:
    """A connection that keeps the log durable, wipes what it deletes, and begins transactions when we say so."""
    connection = InlineConnection(lambda: _open(path), iter_chunk_size=64)
    await connection
    return connection


def _open(path: str) -> sqlite3.Connection:
    """A connection that is ready for use. Runs in a thread of its own, so it may wait for who is opening or closing the file."""
    # isolation_level None: the driver's own BEGIN comes too late; timeout 0: waiting is _execute's work
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    end = time.monotonic() + BUSY_TIMEOUT_S
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON", "synchronous=FULL"):
        while not _is_set(connection, pragma, end):
            time.sleep(ASK_AGAIN_S)
    return connection


def _is_set(connection: sqlite3.Connection, pragma: str, end: float) -> bool:
    """Set a pragma; False while another process is in the way. SQLite's own waiting leaves out the change to the log."""
    try:
        connection.execute(f"PRAGMA {pragma}")
    except sqlite3.OperationalError as problem:
        if not _is_busy(problem) or time.monotonic() > end:
            connection.close()
            raise
        return False
    return True


def _is_busy(problem: sqlite3.OperationalError) -> bool:
    return problem.sqlite_errorcode & 0xFF in BUSY
