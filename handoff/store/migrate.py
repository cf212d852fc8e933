"""Bring a database up to date: `upgrade(url)`, run by the launcher before anything else starts."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from handoff.store.engine import make_engine

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
LOCK = 7_246_112  # any number, the same in every process


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, made here so that no file has to be found from the working folder."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def upgrade(url: str) -> None:
    """Create or update the tables at `url`. Safe to call again, and from several processes at once."""
    problems: list[BaseException] = []

    def work() -> None:
        try:
            asyncio.run(_upgrade(url))
        except BaseException as problem:  # carried over to the caller's thread
            problems.append(problem)

    thread = threading.Thread(target=work)  # the caller may have an event loop running
    thread.start()
    thread.join()
    if problems:
        raise problems[0]


def keep_private(file: Path) -> None:
    """Make the database's file, and so the log that SQLite keeps beside it, readable by its owner alone."""
    file.touch(mode=0o600)
    file.chmod(0o600)


async def _upgrade(url: str) -> None:
    engine = make_engine(url)
    if engine.dialect.name == "sqlite":
        keep_private(Path(engine.url.database or ""))
    try:
        async with engine.execution_options(writes=True).begin() as connection:
            await connection.run_sync(_run)
    finally:
        await engine.dispose()


def _run(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    command.upgrade(alembic_config(connection), "head")
