"""SQLite without threads: another process's lock is waited for without holding anybody else up."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from handoff.store import sqlite
from handoff.store.engine import Store


@pytest.fixture
async def locked(tmp_path: Path) -> sqlite3.Connection:
    """A database whose write lock another connection holds, as another process would."""
    other = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("CREATE TABLE t (a)")
    other.execute("BEGIN IMMEDIATE")
    return other


async def test_waiting_for_anothers_lock_lets_the_loop_run_and_then_writes(
    locked: sqlite3.Connection, tmp_path: Path
) -> None:
    store = Store(f"sqlite:///{tmp_path / 'x.db'}")

    async def write() -> None:
        async with store.write() as tx:
            await tx.execute(text("INSERT INTO t VALUES (1)"))

    writing = asyncio.create_task(write())
    for _ in range(20):  # the loop is free while the writer waits: it comes round again and again
        await asyncio.sleep(0)
    assert not writing.done()
    async with store.read() as tx:
        assert await tx.scalar(text("SELECT count(*) FROM t")) == 0
    locked.execute("COMMIT")
    await writing
    async with store.read() as tx:
        assert await tx.scalar(text("SELECT count(*) FROM t")) == 1
    await store.close()


async def test_a_lock_that_is_never_given_back_is_an_error(
    locked: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_S", 0.05)
    store = Store(f"sqlite:///{tmp_path / 'x.db'}")
    with pytest.raises(OperationalError, match="locked"):
        async with store.write() as tx:
            await tx.execute(text("INSERT INTO t VALUES (1)"))
    await store.close()


async def test_other_errors_are_raised_at_once(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'y.db'}")
    with pytest.raises(OperationalError, match="no such table"):
        async with store.read() as tx:
            await tx.execute(text("SELECT * FROM nowhere"))
    await store.close()


@pytest.fixture
def taken(tmp_path: Path) -> sqlite3.Connection:
    """A new database that another process holds for itself: it cannot get its log yet."""
    other = sqlite3.connect(tmp_path / "new.db", isolation_level=None)
    other.execute("CREATE TABLE t (a)")
    other.execute("BEGIN EXCLUSIVE")
    return other


async def test_opening_waits_for_who_holds_the_file(taken: sqlite3.Connection, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'new.db'}")

    async def mode() -> str:
        async with store.read() as tx:
            return str(await tx.scalar(text("PRAGMA journal_mode")))

    opening = asyncio.create_task(mode())
    for _ in range(20):  # the loop is free while the connection is being opened
        await asyncio.sleep(0)
    assert not opening.done()
    taken.execute("COMMIT")
    assert await opening == "wal"
    await store.close()


async def test_a_file_that_is_never_free_is_an_error(
    taken: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_S", 0.05)
    store = Store(f"sqlite:///{tmp_path / 'new.db'}")
    with pytest.raises(OperationalError, match="locked"):
        async with store.read() as tx:
            await tx.scalar(text("SELECT count(*) FROM t"))
    await store.close()
