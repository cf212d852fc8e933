"""Bookkeeping of what was changed in the file itself: once, whatever the database and however many look at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from copy import deepcopy
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select
from support import FakeClock

from directory.edit_request import EntryChange, Target
from directory.model import Kommune
from handoff.content import Content
from handoff.directory_by_hand import account_for, note_changes_by_hand
from handoff.metrics import Metrics
from handoff.store.engine import Store
from handoff.store.tables import DirectoryChangeRow, DirectorySeenRow

pytestmark = pytest.mark.store


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    store = Store(store_url)
    yield store
    await store.close()


def process(store: Store, content: Content, kommuner: dict[str, Kommune], clock: FakeClock) -> Any:
    """As much of a web process as the bookkeeping needs; each has taken in its own directory."""
    directory = SimpleNamespace(kommuner=kommuner, texts=content.directory.texts)
    return SimpleNamespace(
        store=store,
        clock=clock,
        metrics=Metrics(),
        texts=content.texts,
        content=SimpleNamespace(directory_on_disk=lambda: directory),
    )


def with_address(content: Content, address: str) -> dict[str, Kommune]:
    oslo = deepcopy(content.directory.kommuner["0301"])
    object.__setattr__(oslo.legevakt, "adresse", address)
    return {**content.directory.kommuner, "0301": oslo}


async def rows(store: Store) -> list[DirectoryChangeRow]:
    async with store.read() as tx:
        return list(await tx.scalars(select(DirectoryChangeRow)))


async def test_many_processes_at_once_write_one_row(
    store: Store, real_content: Content, clock: FakeClock
) -> None:
    assert await note_changes_by_hand(process(store, real_content, real_content.directory.kommuner, clock))
    changed = with_address(real_content, "Nygata 1")
    noted = [note_changes_by_hand(process(store, real_content, changed, clock)) for _ in range(4)]
    assert await asyncio.gather(*noted) == [True] * 4
    [row] = await rows(store)
    assert (row.role, row.what, row.kommuner) == ("fil", "legevakt.adresse", ",0301,")
    assert row.new == "Nygata 1 (bekreftet 2026-08-13)"


async def test_the_first_file_is_what_later_ones_are_compared_with(
    store: Store, real_content: Content, clock: FakeClock
) -> None:
    for _ in range(2):
        assert await note_changes_by_hand(
            process(store, real_content, real_content.directory.kommuner, clock)
        )
    assert await rows(store) == []
    async with store.read() as tx:
        assert len(list(await tx.scalars(select(DirectorySeenRow)))) == 1


async def test_what_the_page_accounts_for_is_not_found_again(
    store: Store, real_content: Content, clock: FakeClock
) -> None:
    first = process(store, real_content, real_content.directory.kommuner, clock)
    async with store.write() as tx:
        await account_for(tx, [])  # nothing is kept yet, so there is nothing to note
    await note_changes_by_hand(first)
    changed = with_address(real_content, "Nygata 1")
    after = changed["0301"].legevakt.model_dump(mode="json", exclude_unset=True)
    async with store.write() as tx:
        await account_for(tx, [EntryChange(Target("0301", "legevakt", ()), {}, after)])
    assert await note_changes_by_hand(process(store, real_content, changed, clock))
    assert await rows(store) == []


async def test_a_file_that_is_broken_or_newer_is_left_for_later(
    store: Store, real_content: Content, clock: FakeClock
) -> None:
    broken = process(store, real_content, {}, clock)
    broken.content.directory_on_disk = lambda: None
    assert await note_changes_by_hand(broken)
    newer = process(store, real_content, real_content.directory.kommuner, clock)
    asked = iter([newer.content.directory_on_disk(), None])
    newer.content.directory_on_disk = lambda: next(asked)
    assert await note_changes_by_hand(newer)
    async with store.read() as tx:
        assert list(await tx.scalars(select(DirectorySeenRow))) == []


async def test_a_database_that_is_away_is_counted_and_nothing_is_raised(
    store: Store, real_content: Content, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = process(store, real_content, real_content.directory.kommuner, clock)

    def away() -> Any:
        raise OSError("no database")

    monkeypatch.setattr(store, "write", away)
    assert await note_changes_by_hand(one) is False
    assert b"ventevakt_directory_history_failures_total 1.0" in one.metrics.page()
