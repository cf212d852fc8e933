"""A whole web application on a fresh database, with a driven clock, a scripted bot and a small screener."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import postgres
import pytest
from aiohttp.test_utils import TestServer
from argon2 import PasswordHasher
from fakes import FakeBot, FakeContent, FakeDescriber
from house import House
from sqlalchemy import text
from support import FakeClock

from content.texts import Texts
from handoff import users
from handoff.categories import Categories
from handoff.content import Content
from handoff.main import build_app
from handoff.replies import Replies
from handoff.settings import Settings
from handoff.store.engine import Store
from handoff.store.migrate import upgrade
from handoff.store.tables import Base


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing is slow on purpose; not here."""
    monkeypatch.setattr(users, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated SQLite database to copy from."""
    file = tmp_path_factory.mktemp("db") / "empty.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def real_content(resources: Path) -> Content:
    """The protocol, texts and places that parents get."""
    return Content(resources)


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    file = tmp_path / "ventevakt.db"
    shutil.copy(migrated_file, file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def postgres_database() -> Iterator[str]:
    """A migrated database of this session's own."""
    with postgres.empty_database(postgres.require_server()) as url:
        upgrade(url)
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    url = str(request.getfixturevalue("postgres_database"))

    async def empty() -> None:
        store = Store(url)
        tables = ", ".join(Base.metadata.tables)
        async with store.engine.begin() as connection:
            await connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
        await store.close()

    asyncio.run(empty())
    return url


@pytest.fixture(scope="session")
def real_words(resources: Path) -> tuple[Texts, Replies, Categories]:
    return Texts.load(resources), Replies.load(resources), Categories.load(resources)


CreateClient = Callable[..., Awaitable[House]]


@pytest.fixture
async def create_client(
    clock: FakeClock, sqlite_url: str, tmp_path: Path, real_words: tuple[Texts, Replies, Categories]
) -> AsyncIterator[CreateClient]:
    """create_client(open="15-07", ...) builds the application with these settings."""
    houses: list[House] = []

    async def create(
        *,
        background: bool = False,
        bot: Any = None,
        content: Any = None,
        describer: Any = None,
        **settings: Any,
    ) -> House:
        values = {"data": tmp_path, "database_url": sqlite_url, "flood_burst": 1000, **settings}
        content = content or FakeContent(*real_words)
        bot, describer = bot or FakeBot(), describer or FakeDescriber()
        app = build_app(
            Settings.complete(**values),
            clock=clock,
            bot=bot,
            describer=describer,
            content=content,
            background=background,
        )
        server = TestServer(app)
        await server.start_server()
        houses.append(House(server, app, clock, bot, content, describer))
        return houses[-1]

    yield create
    for house in houses:
        await house.close()


@pytest.fixture
async def house(create_client: CreateClient) -> House:
    """The application with its usual settings: always open, the bot alive."""
    return await create_client()
