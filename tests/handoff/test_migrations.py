"""The migrated database and the tables in code are the same, on both databases."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, select, text

from handoff.store.engine import Store
from handoff.store.migrate import alembic_config, upgrade
from handoff.store.tables import Base, VeilederRow

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


async def test_logins_from_before_they_could_be_shut_stay_open_and_none_is_opened_on_the_way_back(
    tmp_path: Path,
) -> None:
    store = Store(f"sqlite:///{tmp_path / 'old.db'}")

    async def move(to: Callable[..., None], revision: str, *statements: str) -> None:
        async with store.engine.execution_options(writes=True).begin() as connection:
            await connection.run_sync(lambda c: to(alembic_config(c), revision))
            for statement in statements:
                await connection.execute(text(statement))

    login = "INSERT INTO veiledere (name, role, password_hash, created_at) VALUES ('{}', 'leder', 'x', '2026-01-14')"
    await move(command.upgrade, "0006", login.format("lise"), login.format("lars"))
    await move(command.upgrade, "0007")
    async with store.write() as tx:
        rows = {row.name: row for row in await tx.scalars(select(VeilederRow))}
        assert [(row.shut_at, row.last_seen_on, row.password_once) for row in rows.values()] == [
            (None, None, False)
        ] * 2
        rows["lars"].shut_at = datetime(2026, 1, 15, tzinfo=UTC)
    await move(command.downgrade, "0006")
    async with store.read() as tx:
        hashes = await tx.execute(text("SELECT name, password_hash FROM veiledere ORDER BY name"))
        assert [tuple(row) for row in hashes] == [("lars", "!"), ("lise", "x")]
    await store.close()


def test_only_its_owner_can_read_the_database_and_the_log_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "ventevakt.db"
    file.touch(mode=0o644)  # one from before this was seen to
    upgrade(f"sqlite:///{file}")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    writing = sqlite3.connect(file)
    writing.execute("CREATE TABLE one (id INTEGER)")
    beside = [path for path in tmp_path.iterdir() if path != file]
    assert beside
    assert {stat.S_IMODE(path.stat().st_mode) for path in beside} == {0o600}
    writing.close()


def test_a_database_that_does_not_answer_is_an_error() -> None:
    with pytest.raises(OSError, match="Connect"):
        upgrade("postgresql://nobody@127.0.0.1:1/none")
