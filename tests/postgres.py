"""A PostgreSQL for the tests, where one answers, and databases in it that are dropped after use."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import asyncpg
from sqlalchemy import make_url
from support import skip_or_fail

SERVER = os.environ.get("VENTEVAKT_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/test")


def require_server() -> str:
    """The address of a PostgreSQL that answers; without one, skip and say so."""

    async def knock() -> None:
        await (await asyncpg.connect(SERVER, timeout=3)).close()

    try:
        _run(knock())
    except (OSError, asyncpg.PostgresError, TimeoutError) as problem:
        skip_or_fail(f"no PostgreSQL answers (VENTEVAKT_TEST_POSTGRES): {type(problem).__name__}")
    return SERVER


@contextmanager
def empty_database(server: str) -> Iterator[str]:
    """The address of a new database without tables, dropped with the block."""
    name = f"ventevakt_test_{secrets.token_hex(4)}"
    _run(_order(server, f'CREATE DATABASE "{name}"'))
    try:
        # quicker; nothing here outlives the tests
        _run(_order(server, f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        _run(_order(server, f'DROP DATABASE "{name}" WITH (FORCE)'))


async def _order(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    await connection.execute(statement)
    await connection.close()


def _run(work: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: while a browser is open, Playwright's loop runs in the tests' thread."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()
