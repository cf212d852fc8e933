"""Copies of an SQLite database, taken while web runs, and put back when it does not. PostgreSQL has its own tools for it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import delete, make_url, or_, select

from handoff.chat.life import erase
from handoff.chat.rows import OVER
from handoff.clock import Clock
from handoff.content import Content
from handoff.jobs import let_go
from handoff.launch import busy_ports
from handoff.main import build_app
from handoff.parts import Parts
from handoff.queue.due import AFTER, Due
from handoff.settings import Settings
from handoff.store.migrate import alembic_config, upgrade
from handoff.store.tables import ConversationRow, DueRow, SessionRow
from handoff.web.keys import PARTS, SWEEPER

ONLY_ITS_OWNER = 0o600


class BackupRefused(Exception):  # noqa: N818  says what happened
    """No copy was taken or put back; the text says why, in Norwegian, for the operator. Nothing was changed."""


@dataclass(frozen=True)
class Restored:
    """How many conversations are in the database now, and how many were deleted since their time was over."""

    kept: int
    deleted: int


def database_file(settings: Settings) -> Path:
    """Where the SQLite database lies. Raises BackupRefused with PostgreSQL."""
    url = make_url(settings.database_url)
    if not url.drivername.startswith("sqlite"):
        raise BackupRefused("Databasen er PostgreSQL. Bruk pg_dump og pg_restore, slik docs/backup.md viser.")
    return Path(url.database or "")


def back_up(settings: Settings, file: Path, *, without_conversations: bool = False) -> None:
    """Copy the database into a new `file` that only its owner can read. Web may run meanwhile.

    Raises BackupRefused when there is nothing to copy, `file` is there already, or the copy is damaged.
    """
    database = database_file(settings)
    if not database.exists():
        raise BackupRefused(f"Det finnes ingen database i {database}.")
    if file.exists():
        raise BackupRefused(f"{file} finnes fra før. Velg et annet navn.")
    with _copied(database, file.with_name(file.name + ".new")) as copy:
        if without_conversations:
            _leave_out_conversations(copy)
        _require_whole(copy)
        copy.rename(file)


def restore(
    settings: Settings,
    file: Path,
    *,
    replacing: bool = False,
    clock: Clock | None = None,
    content: Content | None = None,
) -> Restored:
    """Make `file`, a copy that `back_up` took, the database; what is past its deletion time is deleted first.

    Raises BackupRefused while web runs, over a database that is there already unless `replacing`, and for a file
    that is damaged, no database of Ventevakt, or made by a newer Ventevakt.
    """
    database = database_file(settings)
    if busy_ports(settings.port) or _in_use(database):
        raise BackupRefused("Ventevakt kjører. Stopp det først, og prøv igjen.")
    if database.exists() and not replacing:
        raise BackupRefused(
            f"Det ligger en database i {database}. Skriv --replace for å bytte den ut med kopien."
        )
    if not file.exists():
        raise BackupRefused(f"{file} finnes ikke.")
    database.parent.mkdir(parents=True, exist_ok=True)
    with _copied(file, database.with_name(database.name + ".restoring")) as copy:
        _require_whole(copy)
        _require_known_schema(copy)
        upgrade(f"sqlite:///{copy}")
        restored = asyncio.run(_as_if_time_had_passed(settings, copy, clock, content))
        with _opened(copy) as connection:
            _one_file(connection)
        for log in ("-wal", "-shm"):  # of the old database: they would be read into the new one
            database.with_name(database.name + log).unlink(missing_ok=True)
        copy.replace(database)
    return restored


@contextlib.contextmanager
def _copied(source: Path, target: Path) -> Iterator[Path]:
    """A copy of `source` in `target`, readable by its owner alone; removed with the block unless it was renamed."""
    try:
        _remove(target)
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, ONLY_ITS_OWNER))
        with _opened(source) as whole, _opened(target) as copy:
            whole.backup(copy)
            _one_file(copy)
        yield target
    except sqlite3.DatabaseError as problem:
        raise BackupRefused(f"{source} kan ikke leses som database: {problem}") from problem
    finally:
        _remove(target)


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a file that is there; transactions begin when we say so."""
    uri = f"{file.resolve().as_uri()}?mode=rw"
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=15, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")
        yield connection


def _one_file(connection: sqlite3.Connection) -> None:
    """Without a log beside it: one file is the whole database. Web turns its log on again."""
    connection.execute("PRAGMA journal_mode=DELETE")


def _remove(file: Path) -> None:
    for each in (file, *(file.with_name(file.name + log) for log in ("-wal", "-shm", "-journal"))):
        each.unlink(missing_ok=True)


def _in_use(database: Path) -> bool:
    """Whether any process has the database open: only without one can its log be turned off."""
    if not database.exists():
        return False
    try:
        with _opened(database) as connection:
            connection.execute("PRAGMA busy_timeout=200")
            _one_file(connection)
    except sqlite3.OperationalError as problem:
        return "locked" in str(problem)
    except sqlite3.DatabaseError:  # damaged: one is about to be put in its place
        return False
    return False


def _leave_out_conversations(copy: Path) -> None:
    with _opened(copy) as connection:
        connection.execute("DELETE FROM conversations")
        connection.execute("VACUUM")


def _require_whole(copy: Path) -> None:
    """Raises BackupRefused when SQLite finds a page, an index or a row damaged."""
    with _opened(copy) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
    if found != ["ok"]:
        raise BackupRefused(f"Kopien er skadet: {'; '.join(found)}")


def _require_known_schema(copy: Path) -> None:
    """Raises BackupRefused for another program's database, and for one of a Ventevakt that is newer than this."""
    with _opened(copy) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            raise BackupRefused("Kopien er ikke en database fra Ventevakt.")
        versions = {row[0] for row in connection.execute("SELECT version_num FROM alembic_version")}
    known = {each.revision for each in ScriptDirectory.from_config(alembic_config()).walk_revisions()}
    if not versions <= known:
        raise BackupRefused("Kopien er laget av en nyere utgave av Ventevakt. Oppdater først.")


async def _as_if_time_had_passed(
    settings: Settings, copy: Path, clock: Clock | None, content: Content | None
) -> Restored:
    """Delete from the copy what would have been deleted by now, and every sign-in."""
    copied = replace(settings, database_url=f"sqlite:///{copy}", statistical=False)
    app = build_app(copied, clock=clock, content=content, background=False)
    parts = app[PARTS]
    try:
        deleted = await delete_overdue(parts)
        await app[SWEEPER].forget()
        async with parts.store.write() as tx:
            await tx.execute(delete(SessionRow))  # one that was ended since would be valid again
        async with parts.store.read() as tx:
            kept = len((await tx.scalars(select(ConversationRow.id))).all())
        await parts.store.wipe_log()
    finally:
        await parts.bot.close()
        await parts.store.close()
    return Restored(kept, deleted)


async def delete_overdue(parts: Parts) -> int:
    """Delete conversations whose time was over before now, as the sweeper would have; returns how many.

    Those that were going on when the copy was taken have ended in the meantime, nobody knows how: they are in no figure.
    """
    now = parts.clock.now()
    planned = select(DueRow.conversation_id).where(DueRow.kind == Due.DELETE, DueRow.due_at <= now)
    last_sign = now - AFTER[Due.LEFT] - timedelta(minutes=parts.settings.retention_minutes)
    gone = ConversationRow.state.not_in(OVER) & (ConversationRow.last_poll_at <= last_sign)
    async with parts.store.write() as tx:
        overdue = list(
            await tx.scalars(select(ConversationRow).where(or_(ConversationRow.id.in_(planned), gone)))
        )
        for row in overdue:
            await (let_go(parts, tx, row) if row.state in OVER else erase(tx, row))
    return len(overdue)
