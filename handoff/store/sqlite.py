"""SQLite on the event loop, without a thread for each connection: an async dialect around the standard library's driver.

The usual async driver hands every call to a thread and waits for it; a statement here takes some tens of microseconds, the way
to the thread and back ten times that (docs/decisions/0008). So statements run where they are called. What could block,
waiting for another process's write lock, does not: a busy database is asked again, and others are served meanwhile.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Generator
from typing import Any, TypeVar

from sqlalchemy import AsyncAdaptedQueuePool, Pool
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL
from sqlalchemy.util import await_only

DRIVER = "sqlite+inline"
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
BUSY_TIMEOUT_S = 15.0
ASK_AGAIN_S = 0.01
PRAGMAS = ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON", "synchronous=FULL")

T = TypeVar("T")


class InlineDialect(SQLiteDialect_pysqlite):
    """SQLAlchemy's dialect of the standard library's driver, for async engines."""

    driver = "inline"
    is_async = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        return AsyncAdaptedQueuePool


registry.register("sqlite.inline", __name__, InlineDialect.__name__)


class Nothing:
    """What SQLAlchemy is given to wait for at each statement: it refuses drivers that never wait."""

    def __await__(self) -> Generator[Any, Any, None]:
        return
        yield


class Cursor(sqlite3.Cursor):
    """A cursor whose statements wait for another process's lock without holding up the loop.

    What a statement finds is fetched at once: a result that somebody keeps must hold no snapshot open.
    """

    def execute(self, *statement: Any) -> Any:
        await_only(Nothing())
        patiently(super().execute, *statement)
        self._found = deque(super().fetchall())
        return self

    def fetchone(self) -> Any:
        return self._found.popleft() if self._found else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        wanted = self.arraysize if size is None else size
        return [self._found.popleft() for _ in range(min(wanted, len(self._found)))]

    def fetchall(self) -> list[Any]:
        found, self._found = list(self._found), deque()
        return found

    def executemany(self, *statement: Any) -> Any:
        return patiently(super().executemany, *statement)

    async def _async_soft_close(self) -> None:
        """SQLAlchemy's async results ask for it; there is nothing to wait for."""


class Connection(sqlite3.Connection):
    """A connection of such cursors."""

    def cursor(self, factory: Any = Cursor) -> Any:
        return super().cursor(factory)

    def commit(self) -> None:
        patiently(super().commit)


def patiently(do: Callable[..., T], *args: Any) -> T:
    """Do it; while another process holds the lock, again. Raises what it raises, and busy after 15 s.

    Only what SQLAlchemy calls for its async engine may come here: the loop is given back by its `await_only`.
    """
    end: float | None = None
    while True:
        try:
            return do(*args)
        except sqlite3.OperationalError as problem:
            end = end or time.monotonic() + BUSY_TIMEOUT_S
            if not _is_busy(problem) or time.monotonic() > end:
                raise
        await_only(asyncio.sleep(ASK_AGAIN_S))


def connect(path: str) -> Connection:
    """A connection that keeps the log durable, wipes what it deletes, and begins transactions when we say so."""
    # isolation_level None: the driver's own BEGIN comes too late; timeout 0: waiting is our work
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, factory=Connection)
    try:
        for pragma in PRAGMAS:  # SQLite's own waiting leaves out the change to the log
            connection.cursor().execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_busy(problem: sqlite3.OperationalError) -> bool:
    return problem.sqlite_errorcode & 0xFF in BUSY
