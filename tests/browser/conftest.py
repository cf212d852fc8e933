"""A real browser against a running Ventevakt. Nothing here waits a fixed time: Playwright waits for what is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import postgres
import pytest
from pages import ConsolePage, ParentPage
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from running import CHROMIUM, FLAGS, LOGIN_PASSWORD, Bot, Ventevakt, ventevakt
from support import skip_or_fail

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}

expect.set_options(timeout=15_000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        skip_or_fail("needs Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def without_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ventevakt]:
    """Ventevakt with no assistant running."""
    with ventevakt(tmp_path_factory.mktemp("web"), with_bot=False, flood_burst="1000") as running:
        yield running


@pytest.fixture(scope="session")
def with_bot(assistant: Bot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ventevakt]:
    """Ventevakt with its assistant."""
    with ventevakt(tmp_path_factory.mktemp("all"), with_bot=assistant, flood_burst="1000") as running:
        yield running


@pytest.fixture
def on_postgresql(assistant: Bot, tmp_path: Path) -> Iterator[Ventevakt]:
    """Ventevakt with its assistant and a PostgreSQL."""
    with (
        postgres.empty_database(postgres.require_server()) as url,
        ventevakt(tmp_path, with_bot=assistant, database_url=url) as running,
    ):
        yield running


@pytest.fixture(params=["with_bot", "on_postgresql"], ids=["sqlite", "postgresql"])
def on_each_database(request: pytest.FixtureRequest) -> Ventevakt:
    """Ventevakt with its assistant, on SQLite and on PostgreSQL."""
    running: Ventevakt = request.getfixturevalue(request.param)
    return running


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser profiles, each as fresh as a new visitor's. Errors of the page's own scripts fail the test."""
    made: list[BrowserContext] = []
    errors: list[str] = []

    def make(viewport: dict[str, int], **options: object) -> BrowserContext:
        context = browser.new_context(viewport=viewport, locale="nb-NO", **options)  # type: ignore[arg-type]
        context.on("weberror", lambda error: errors.append(str(error.error)))
        context.on("console", lambda message: _note_refusal(message.text, errors))
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
    assert errors == []


def _note_refusal(text: str, errors: list[str]) -> None:
    if "Content Security Policy" in text:
        errors.append(text)


@pytest.fixture
def parent(contexts: Callable[..., BrowserContext]) -> Callable[..., ParentPage]:
    """Opens the parent's page on a phone (or `desktop=True`)."""

    def open_page(system: Ventevakt, *, desktop: bool = False, path: str = "/") -> ParentPage:
        options = {} if desktop else {"has_touch": True, "is_mobile": True}
        page: Page = contexts(DESKTOP if desktop else PHONE, **options).new_page()
        page.goto(system.url + path)
        return ParentPage(page)

    return open_page


@pytest.fixture
def veileder(contexts: Callable[..., BrowserContext]) -> Callable[..., ConsolePage]:
    """Opens the console and signs in."""

    def sign_in(system: Ventevakt, name: str = "kari") -> ConsolePage:
        page: Page = contexts(DESKTOP).new_page()
        page.goto(system.url + "/konsoll")
        console = ConsolePage(page)
        console.sign_in(name, LOGIN_PASSWORD)
        return console

    return sign_in
