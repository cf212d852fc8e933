"""The store: many writers, wake-up calls, nothing readable after deletion, times in UTC. On both databases."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, select
from support import FakeClock

from handoff.chat.rows import append, lock, messages_of
from handoff.errors import NotFound
from handoff.store.engine import Store, async_url, mark_changed
from handoff.store.tables import ConversationRow, MessageRow, WaitRow

pytestmark = pytest.mark.store


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    opened = Store(store_url)
    yield opened
    await opened.close()


def conversation(id: str, clock: FakeClock) -> ConversationRow:
    return ConversationRow(
        id=id,
        token_hash="x",
        language="nb",
        state="waiting",
        speaker="assistant",
        created_at=clock.now(),
        last_poll_at=clock.now(),
        last_number=0,
        version=1,
    )


async def test_a_reading_that_breaks_or_is_cancelled_gives_its_connection_back(
    store: Store, clock: FakeClock
) -> None:
    read = asyncio.Event()

    async def look(*, breaks: bool) -> None:
        async with store.read() as tx:
            await tx.scalar(select(func.count()).select_from(ConversationRow))
            read.set()
            if breaks:
                raise ValueError
            await asyncio.Event().wait()

    with pytest.raises(ValueError):
        await look(breaks=True)
    read.clear()
    looking = asyncio.create_task(look(breaks=False))
    await read.wait()
    looking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await looking
    assert store.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    async with store.write() as tx:
        tx.add(conversation("c", clock))
    async with store.read() as tx:  # no connection is left in what was read before
        assert await tx.scalar(select(func.count()).select_from(ConversationRow)) == 1


async def test_many_writers_of_one_conversation_lose_nothing(store: Store, clock: FakeClock) -> None:
    async with store.write() as tx:
        tx.add(conversation("c", clock))

    async def write(n: int) -> None:
        async with store.write() as tx:
            row = await lock(tx, "c")
            await asyncio.sleep(0)
            append(tx, row, clock.now(), sender="parent", text=str(n))

    await asyncio.gather(*[write(n) for n in range(40)])
    async with store.read() as tx:
        messages = await messages_of(tx, "c")
    assert [m.number for m in messages] == list(range(1, 41))
    assert {m.text for m in messages} == {str(n) for n in range(40)}


async def test_writers_in_two_processes_wait_for_each_other(
    store: Store, store_url: str, clock: FakeClock
) -> None:
    other = Store(store_url)

    async def write(where: Store, n: int) -> None:
        async with where.write() as tx:
            seen = await tx.scalar(select(func.count()).select_from(WaitRow))
            await asyncio.sleep(0)
            tx.add(WaitRow(hour=clock.now(), minutes=n + 0 * (seen or 0)))

    await asyncio.gather(*[write(where, n) for n in range(15) for where in (store, other)])
    async with other.read() as tx:
        assert await tx.scalar(select(func.count()).select_from(WaitRow)) == 30
    await other.close()


async def test_a_failing_transaction_leaves_nothing_and_wakes_nobody(store: Store, clock: FakeClock) -> None:
    with store.hub.subscribe("c") as bell:
        with pytest.raises(RuntimeError):
            async with store.write() as tx:
                tx.add(conversation("c", clock))
                mark_changed(tx, "c")
                await tx.flush()
                raise RuntimeError
        assert not bell.is_set()
    async with store.read() as tx:
        with pytest.raises(NotFound):
            await lock(tx, "c")


async def test_a_commit_wakes_those_who_wait_for_that_conversation(store: Store, clock: FakeClock) -> None:
    with store.hub.subscribe("c") as bell, store.hub.subscribe("d") as other:
        async with store.write() as tx:
            tx.add(conversation("c", clock))
            mark_changed(tx, "c")
        assert bell.is_set()
        assert not other.is_set()


async def test_postgresql_wakes_other_processes(postgres_database: str) -> None:
    here, there = Store(postgres_database), Store(postgres_database)
    await there.listen()
    with there.hub.subscribe("c") as bell:
        async with here.write() as tx:
            mark_changed(tx, "c")
        await asyncio.wait_for(bell.wait(), 5)
    await here.close()
    await there.close()


async def test_listening_to_a_database_that_is_away_is_no_error() -> None:
    store = Store("postgresql://nobody@127.0.0.1:1/none")
    await store.listen()
    assert await store.is_up() is False
    await store.close()


async def test_deleted_words_are_gone_from_the_files(sqlite_url: str, clock: FakeClock) -> None:
    store = Store(sqlite_url)
    word = "hemmeligordsomskalbort"
    async with store.write() as tx:
        row = conversation("c", clock)
        tx.add(row)
        await tx.flush()
        append(tx, row, clock.now(), sender="parent", text=word * 20)
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    assert readable(folder, word)
    async with store.write() as tx:
        await tx.delete(await lock(tx, "c"))
    await store.wipe_log()
    assert not readable(folder, word)
    async with store.read() as tx:
        assert await tx.scalar(select(func.count()).select_from(MessageRow)) == 0
    await store.close()


async def test_a_log_that_somebody_reads_is_emptied_at_the_next_try(
    sqlite_url: str, clock: FakeClock
) -> None:
    store = Store(sqlite_url)
    async with store.write() as tx:
        tx.add(WaitRow(hour=clock.now(), minutes=1))
    reader = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM waits").fetchone()
    async with store.write() as tx:
        tx.add(WaitRow(hour=clock.now(), minutes=2))
    await store.wipe_log()
    assert store.log_to_wipe is True
    reader.execute("COMMIT")
    await store.wipe_log()
    assert store.log_to_wipe is False
    reader.close()
    await store.close()


async def test_a_result_that_is_kept_holds_nothing_open(sqlite_url: str, clock: FakeClock) -> None:
    store = Store(sqlite_url)
    async with store.write() as tx:
        tx.add_all([WaitRow(hour=clock.now(), minutes=n) for n in range(3)])
    async with store.read() as tx:
        kept = await tx.execute(select(WaitRow.minutes).order_by(WaitRow.minutes))
    async with store.write() as tx:
        tx.add(WaitRow(hour=clock.now(), minutes=3))
    await store.wipe_log()
    assert store.log_to_wipe is False
    assert list(kept.scalars()) == [0, 1, 2]
    await store.close()


def readable(folder: Path, word: str) -> bool:
    return any(word.encode() in file.read_bytes() for file in folder.glob("*.db*"))


async def test_times_come_back_aware_and_in_utc(store: Store) -> None:
    local = datetime(2026, 7, 1, 12, 30, tzinfo=timezone(timedelta(hours=2)))
    async with store.write() as tx:
        tx.add(WaitRow(hour=local, minutes=1))
    async with store.read() as tx:
        back = await tx.scalar(select(WaitRow.hour))
    assert back == local
    assert back is not None
    assert back.tzinfo == UTC


async def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="aware"):
        async with store.write() as tx:
            tx.add(WaitRow(hour=datetime(2026, 1, 1), minutes=1))  # noqa: DTZ001  the bad example


def test_plain_addresses_get_our_drivers() -> None:
    assert async_url("postgresql://u:p@h/d") == "postgresql+asyncpg://u:p@h/d"
    assert async_url("sqlite:////tmp/x.db") == "sqlite+inline:////tmp/x.db"


async def test_an_error_of_the_database_does_not_hold_what_was_written(
    store: Store, clock: FakeClock
) -> None:
    async with store.write() as tx:
        tx.add(conversation("c", clock))
    with pytest.raises(Exception, match="messages") as raised:
        async with store.write() as tx:
            for _ in range(2):
                row = await lock(tx, "c")
                row.last_number = 0
                append(tx, row, clock.now(), sender="parent", text="hemmelig")
                await tx.flush()
                tx.expunge_all()
    assert "hemmelig" not in str(raised.value)
