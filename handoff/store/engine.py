"""The store: one database, reading and writing transactions, and the news of what was committed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterable
from typing import Any

import asyncpg  # type: ignore[import-untyped]  # it ships no types
from sqlalchemy import Connection, event, func, make_url, select, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from handoff.store import sqlite
from handoff.store.hub import QUEUE, Hub

CHANNEL = "ventevakt"
log = logging.getLogger(__name__)


def async_url(url: str) -> str:
    """The address with the driver we use, so that plain postgresql:// and sqlite:// work too."""
    parsed = make_url(url)
    drivers = {
        "postgresql": "postgresql+asyncpg",
        "postgres": "postgresql+asyncpg",
        "sqlite": sqlite.DRIVER,
    }
    wanted = drivers.get(parsed.drivername.split("+")[0], parsed.drivername)
    return parsed.set(drivername=wanted).render_as_string(hide_password=False)


def make_engine(url: str) -> AsyncEngine:
    """An engine whose SQLite connections wait for each other, wipe what they delete, and begin when we say so."""
    url = async_url(url)
    # hide_parameters: what a parent wrote must not stand in an error
    options: dict[str, Any] = {"pool_size": 10, "max_overflow": 20, "hide_parameters": True}
    if not url.startswith("sqlite"):
        return create_async_engine(url, pool_pre_ping=True, **options)
    path = make_url(url).database or ""
    engine = create_async_engine(url, creator=lambda: sqlite.connect(path), **options)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:  # on the driver's cursor, as nobody can hold it up: SQLAlchemy's own way to a statement costs ten times as much
        connection.connection.cursor().execute("BEGIN")


def _empty_log(connection: Connection) -> bool:
    """Whether the log is empty now: not while somebody reads what was before. No transaction may be open here."""
    (busy, *_) = connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def mark_changed(tx: AsyncSession, *topics: str) -> None:
    """Note whom this transaction's commit is news to."""
    tx.info.setdefault("changed", set()).update(topics)


def is_writing(tx: AsyncSession) -> bool:
    """Whether this is a writing transaction: rows it reads to change are locked."""
    return bool(tx.info.get("writes"))


class Store:
    """One database. Reading and writing are told apart so that SQLite takes its write lock at the start."""

    def __init__(self, url: str, hub: Hub | None = None) -> None:
        self.hub = hub or Hub()
        self.url = async_url(url)
        self.engine = make_engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._readers = async_sessionmaker(self.engine, expire_on_commit=False)
        self._writers = async_sessionmaker(self.engine.execution_options(writes=True), expire_on_commit=False)
        self._turnstile = (
            asyncio.Lock()
        )  # SQLite has one writer; a queue in memory is fairer than its retries
        self._listener: asyncpg.Connection | None = None
        self.log_to_wipe = False

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A transaction that only reads."""
        async with self._readers() as session:  # giving the connection back ends what only read
            yield session

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A writing transaction; whoever waits for what it changed is woken after the commit."""
        async with contextlib.AsyncExitStack() as stack:
            if self.is_sqlite:
                await stack.enter_async_context(self._turnstile)
            async with self._writers() as session, session.begin():
                session.info["writes"] = True
                yield session
                changed: set[str] = session.info.get("changed", set())
                await self._notify(session, changed)
        self.hub.publish(changed)

    async def _notify(self, session: AsyncSession, topics: Iterable[str]) -> None:
        if not self.is_sqlite:
            for topic in sorted(topics):
                await session.execute(select(func.pg_notify(CHANNEL, topic)))

    async def listen(self) -> None:
        """With PostgreSQL: hear what other processes commit, and listen again when the connection breaks.

        Nobody depends on it: long polls read again every 2 s anyway.
        """
        if self.is_sqlite or (self._listener and not self._listener.is_closed()):
            return
        address = make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=False)
        try:
            self._listener = await asyncpg.connect(address, timeout=5)
            await self._listener.add_listener(CHANNEL, self._heard)
        except (OSError, asyncpg.PostgresError, TimeoutError) as problem:
            log.warning("cannot listen for other processes: %s", type(problem).__name__)

    def _heard(self, _connection: object, _pid: int, _channel: str, topic: object) -> None:
        self.hub.publish([str(topic), QUEUE])

    async def wipe_log(self) -> None:
        """After deletions: SQLite's write-ahead log would keep the deleted words readable. Moved and emptied.

        While somebody reads (a backup, another process) it cannot be; `log_to_wipe` then stays, for the next try.
        """
        if self.is_sqlite:
            async with self._turnstile, self.engine.connect() as connection:
                self.log_to_wipe = not await connection.run_sync(_empty_log)

    async def is_up(self) -> bool:
        """Whether the database answers."""
        try:
            async with self.read() as tx:
                await tx.execute(text("SELECT 1"))
        except Exception:
            log.exception("the database does not answer")
            return False
        return True

    async def close(self) -> None:
        """Close every connection."""
        if self._listener:
            await self._listener.close()
        await self.engine.dispose()
