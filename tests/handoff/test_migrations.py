"""The migrated database and the tables in code are the same, on both databases."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from handoff.store.engine import Store
from handoff.store.migrate import upgrade
from handoff.store.tables import Base

pytestmark = pytest.mark.store


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


async def test_migrating_from_empty_gives_the_tables(store_url: str) -> None:
    store = Store(store_url)
    async with store.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await store.close()


async def test_upgrading_again_changes_nothing(store_url: str) -> None:
    upgrade(store_url)
    store = Store(store_url)
    async with store.engine.connect() as connection:
        tables = await connection.run_sync(lambda c: inspect(c).get_table_names())
    await store.close()
    assert set(tables) == {*Base.metadata.tables, "alembic_version"}


def test_a_database_that_does_not_answer_is_an_error() -> None:
    with pytest.raises(OSError, match="Connect"):
        upgrade("postgresql://nobody@127.0.0.1:1/none")
