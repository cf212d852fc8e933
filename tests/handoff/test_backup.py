"""Copies of the database: taken while web runs, put back when it does not, and never a way around the deletion."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from click.testing import CliRunner
from house import House
from running import free_port
from sqlalchemy import Connection
from support import FakeClock

from handoff.backup import BackupRefused, Restored, back_up, restore
from handoff.cli import main
from handoff.settings import Settings
from handoff.store.engine import make_engine
from handoff.store.migrate import alembic_config
from handoff.store.tables import Base

WORD = "helthemmeligord"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Where the copy goes."""
    return tmp_path / "copies" / "kopi.db"


@pytest.fixture
async def elsewhere(house: House, tmp_path: Path, copy: Path) -> Settings:
    """The settings of another machine, where nothing is yet and nothing runs."""
    copy.parent.mkdir()
    data = tmp_path / "elsewhere"
    return Settings.complete(data=data, port=free_port())


@pytest.fixture
def put_back(clock: FakeClock, copy: Path, house: House) -> Callable[..., Any]:
    """restore() outside the test's loop."""

    def call(settings: Settings, file: Path = copy, **more: Any) -> Any:
        return asyncio.to_thread(restore, settings, file, clock=clock, content=house.content, **more)

    return call


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def holds(file: Path, word: str) -> bool:
    """Whether the raw file has this word anywhere."""
    return word.encode() in file.read_bytes()


def values(settings: Settings, query: str) -> list[Any]:
    with closing(sqlite3.connect(settings.data / "ventevakt.db")) as connection:
        return [row[0] for row in connection.execute(query)]


async def test_a_copy_is_taken_while_web_runs_and_only_its_owner_can_read_it(
    house: House, elsewhere: Settings, copy: Path, put_back: Callable[..., Any]
) -> None:
    parent = await house.parent()
    await parent.say(WORD)
    back_up(house.parts.settings, copy)
    await parent.say("skrevet etterpå")
    assert mode(copy) == 0o600
    assert [file.name for file in copy.parent.iterdir()] == ["kopi.db"]
    assert await put_back(elsewhere) == Restored(kept=1, deleted=0)
    assert mode(elsewhere.data / "ventevakt.db") == 0o600
    assert values(elsewhere, "SELECT text FROM messages WHERE sender = 'parent'") == [WORD]
    assert [f.name for f in elsewhere.data.iterdir() if f.name.startswith("ventevakt")] == ["ventevakt.db"]


async def test_what_was_to_be_deleted_since_is_deleted_before_the_copy_is_used(
    house: House, elsewhere: Settings, copy: Path, clock: FakeClock, put_back: Callable[..., Any]
) -> None:
    closed, waiting = await house.parent(), await house.parent()
    await closed.say(WORD)
    await waiting.say(WORD)
    veileder = await house.claimed(closed)
    await veileder.post(f"/api/conversations/{closed.id}/close")
    clock.advance(minutes=25)
    fresh = await house.parent()
    await fresh.say("akkurat begynt")
    back_up(house.parts.settings, copy)
    assert holds(copy, WORD)
    clock.advance(minutes=35)
    assert await put_back(elsewhere) == Restored(kept=1, deleted=2)
    assert values(elsewhere, "SELECT id FROM conversations") == [fresh.id]
    assert not holds(elsewhere.data / "ventevakt.db", WORD)
    # the one that was closed can still be registered; how the other went on is not known
    assert values(elsewhere, "SELECT conversation_id FROM unregistered") == [closed.id]


async def test_the_staff_are_there_and_sign_in_anew(
    house: House, elsewhere: Settings, copy: Path, put_back: Callable[..., Any]
) -> None:
    await house.as_veileder("kari")
    back_up(house.parts.settings, copy)
    await put_back(elsewhere)
    assert values(elsewhere, "SELECT name FROM veiledere") == ["kari"]
    assert values(elsewhere, "SELECT count(*) FROM sessions") == [0]


async def test_a_copy_to_keep_can_leave_the_conversations_out(
    house: House, elsewhere: Settings, copy: Path, put_back: Callable[..., Any]
) -> None:
    parent = await house.parent()
    await parent.say(WORD)
    await house.as_veileder("kari")
    back_up(house.parts.settings, copy, without_conversations=True)
    assert not holds(copy, WORD)
    assert not holds(copy, parent.id)
    assert await put_back(elsewhere) == Restored(kept=0, deleted=0)
    assert values(elsewhere, "SELECT name FROM veiledere") == ["kari"]


async def test_nothing_is_put_back_while_web_has_the_database_open(
    house: House, elsewhere: Settings, copy: Path, put_back: Callable[..., Any]
) -> None:
    parent = await house.parent()
    back_up(house.parts.settings, copy)
    await parent.say(WORD)
    with pytest.raises(BackupRefused, match="Ventevakt kjører"):
        await put_back(replace(house.parts.settings, port=elsewhere.port), replacing=True)
    assert WORD in [m["text"] for m in await parent.messages()]


async def test_nothing_is_put_back_while_somebody_listens_on_webs_port(
    house: House, elsewhere: Settings, copy: Path, put_back: Callable[..., Any]
) -> None:
    back_up(house.parts.settings, copy)
    with socket.socket() as web:
        web.bind(("127.0.0.1", elsewhere.port))
        web.listen()
        with pytest.raises(BackupRefused, match="Ventevakt kjører"):
            await put_back(elsewhere)
    assert not (elsewhere.data / "ventevakt.db").exists()


async def test_a_database_that_is_there_is_replaced_only_when_told_so(
    house: House, elsewhere: Settings, copy: Path, put_back: Callable[..., Any]
) -> None:
    back_up(house.parts.settings, copy)
    await put_back(elsewhere)
    await house.as_veileder("ola")
    newer = copy.with_name("nyere.db")
    back_up(house.parts.settings, newer)
    with pytest.raises(BackupRefused, match="--replace"):
        await put_back(elsewhere, newer)
    assert values(elsewhere, "SELECT name FROM veiledere") == []
    await put_back(elsewhere, newer, replacing=True)
    assert values(elsewhere, "SELECT name FROM veiledere") == ["ola"]


async def test_a_damaged_database_is_replaced_and_its_log_is_not_read_in(
    house: House, elsewhere: Settings, copy: Path, put_back: Callable[..., Any]
) -> None:
    await house.as_veileder("kari")
    back_up(house.parts.settings, copy)
    elsewhere.data.mkdir()
    for name in ("ventevakt.db", "ventevakt.db-wal", "ventevakt.db-shm"):
        (elsewhere.data / name).write_bytes(b"damaged" * 1000)
    await put_back(elsewhere, replacing=True)
    assert not (elsewhere.data / "ventevakt.db-wal").exists()
    assert values(elsewhere, "SELECT name FROM veiledere") == ["kari"]


def made_by_another_program(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def made_by_a_newer_one(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")


def damaged(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE t (a TEXT)")
        connection.execute("CREATE INDEX i ON t (a)")
        connection.executemany("INSERT INTO t VALUES (?)", [(f"row {n}" * 50,) for n in range(200)])
    content = bytearray(file.read_bytes())
    content[8192:12288] = bytes(4096)
    file.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda file: None, "finnes ikke"),
        (lambda file: file.write_bytes(b"no database" * 500), "kan ikke leses som database"),
        (damaged, "skadet"),
        (made_by_another_program, "ikke en database fra Ventevakt"),
        (made_by_a_newer_one, "nyere utgave"),
    ],
    ids=["missing", "no database", "damaged", "another program's", "newer"],
)
async def test_what_cannot_be_put_back_is_refused_and_changes_nothing(
    elsewhere: Settings,
    copy: Path,
    make: Callable[[Path], Any],
    said: str,
    put_back: Callable[..., Any],
    house: House,
) -> None:
    good = copy.with_name("god.db")
    await house.as_veileder("kari")
    back_up(house.parts.settings, good)
    await put_back(elsewhere, good)
    make(copy)
    with pytest.raises(BackupRefused, match=said):
        await put_back(elsewhere, replacing=True)
    assert values(elsewhere, "SELECT name FROM veiledere") == ["kari"]
    assert [f.name for f in elsewhere.data.iterdir() if f.name.startswith("ventevakt")] == ["ventevakt.db"]


async def test_a_copy_of_an_older_ventevakt_is_brought_up_to_date(
    elsewhere: Settings, copy: Path, put_back: Callable[..., Any]
) -> None:
    def first_tables(connection: Connection) -> None:
        command.upgrade(alembic_config(connection), "0001")

    engine = make_engine(f"sqlite:///{copy}")
    async with engine.execution_options(writes=True).begin() as connection:
        await connection.run_sync(first_tables)
    await engine.dispose()
    await put_back(elsewhere)
    tables = set(values(elsewhere, "SELECT name FROM sqlite_master WHERE type = 'table'"))
    assert set(Base.metadata.tables) <= tables


async def test_no_file_is_overwritten_and_a_damaged_database_gives_no_copy(
    house: House, elsewhere: Settings, copy: Path
) -> None:
    made_by_another_program(copy)
    with pytest.raises(BackupRefused, match="finnes fra før"):
        back_up(house.parts.settings, copy)
    assert holds(copy, "recipes")
    Path.mkdir(elsewhere.data)
    damaged(elsewhere.data / "ventevakt.db")
    with pytest.raises(BackupRefused, match="skadet"):
        back_up(elsewhere, copy.with_name("ny.db"))
    assert [file.name for file in copy.parent.iterdir()] == ["kopi.db"]


def run(settings: Settings, *words: str | Path) -> Any:
    env = {"VENTEVAKT_DATA": str(settings.data), "VENTEVAKT_PORT": str(settings.port)}
    return CliRunner().invoke(main, [str(word) for word in words], env=env)


async def test_the_commands_say_what_was_done_and_what_was_not(
    house: House, elsewhere: Settings, copy: Path
) -> None:
    here = replace(house.parts.settings, port=elsewhere.port)
    await (await house.parent()).say(WORD)
    taken = run(here, "backup", copy)
    assert (taken.exit_code, "slett den" in taken.output) == (0, True)
    kept = run(here, "backup", "--without-conversations", copy.with_name("uten.db"))
    assert (kept.exit_code, "Samtalene er ikke med" in kept.output) == (0, True)
    again = run(here, "backup", copy)
    assert (again.exit_code, "finnes fra før" in again.output) == (1, True)
    running = await asyncio.to_thread(run, here, "restore", "--replace", copy)
    assert (running.exit_code, "Ventevakt kjører" in running.output) == (1, True)
    done = await asyncio.to_thread(run, elsewhere, "restore", copy)
    # the house's clock stands in the past: by the machine's, this conversation's time is long over
    assert (done.exit_code, "0 er der, 1 er slettet" in done.output) == (0, True)
    assert "logge inn på nytt" in done.output


@pytest.mark.parametrize("words", [("backup", "x.db"), ("restore", "x.db")])
def test_with_postgresql_its_own_tools_are_named(words: tuple[str, str]) -> None:
    env = {"VENTEVAKT_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    result = CliRunner().invoke(main, list(words), env=env)
    assert result.exit_code == 1
    assert "pg_dump" in result.output
