"""Web is stopped, and a parent reloads or comes back: the numbers are there, and nothing old is ever shown for new."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from accessibility import problems_of
from pages import ParentPage, until
from playwright.sync_api import BrowserContext, Page, Response, expect
from playwright.sync_api import Error as BrowserError
from running import ROOT, Ventevakt, ventevakt

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Contexts = Callable[..., BrowserContext]
PHONE = {"width": 360, "height": 740}
NUMBERS = ["113", "116117", "112"]
HEADINGS = {
    "nb": "Vi får ikke kontakt med chatten",
    "nn": "Vi får ikkje kontakt med chatten",
    "en": "We cannot reach the chat",
}
KEPT = "Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((r) => r.url)))"


class Stopping(NamedTuple):
    """A web that can be stopped and started again."""

    system: Ventevakt
    stop: Callable[[], None]
    start_again: Callable[[], None]


def port_of(system: Ventevakt) -> int:
    return int(urlsplit(system.url).port or 0)


def visited(contexts: Contexts, system: Ventevakt) -> Page:
    """A parent's page whose browser keeps the numbers from now on."""
    page = contexts(PHONE).new_page()
    page.goto(system.url)
    until(page, "navigator.serviceWorker.controller !== null")
    return page


def shows_the_numbers(page: Page, language: str = "nb") -> None:
    expect(page.get_by_role("heading", name=HEADINGS[language])).to_be_visible()
    for number in NUMBERS:
        expect(page.locator(f'.numbers a[href="tel:{number}"]')).to_be_in_viewport(ratio=1)
    expect(page.locator('main a[href="tel:116123"]')).to_be_visible()


@contextmanager
def gateway(port: int) -> Iterator[None]:
    """What stands in front of web in many places: it answers 502 while web is down."""

    class Refusing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(502)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Refusing)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def stopped_for_a_while(folder: Path, resources: Path) -> Iterator[Stopping]:
    """One web for a whole outage, since each start takes seconds: `stop` ends it, `start_again` puts it where it was."""
    settings = {"resources": str(resources), "statistical": "0"}
    with ExitStack() as running:
        system = running.enter_context(ventevakt(folder, with_bot=False, **settings))

        def start_again() -> None:
            again = ventevakt(folder, with_bot=False, logins=(), port=port_of(system), **settings)
            running.enter_context(again)

        yield Stopping(system, running.close, start_again)


def comes_back_in_each_language(context: BrowserContext, url: str) -> Page:
    """A second visit while web is stopped."""
    again = context.new_page()
    for path, language in [("/", "nb"), ("/?lang=nn", "nn"), ("/?lang=en", "en"), ("/?lang=xx", "nb")]:
        again.goto(url + path)
        shows_the_numbers(again, language)
    looks = again.locator(".number-113").evaluate("(link) => getComputedStyle(link).display")
    assert looks == "flex"  # its style sheets are there too
    again.get_by_role("link", name="Lukk raskt").click()
    again.wait_for_url("about:blank")
    with pytest.raises(BrowserError, match="ERR_CONNECTION_REFUSED"):
        again.goto(url + "/konsoll")
    return again


def reloads_and_tries_again(page: Page) -> None:
    page.reload()
    shows_the_numbers(page)
    assert problems_of(page) == []
    page.get_by_role("link", name="Prøv igjen").click()
    shows_the_numbers(page)


def test_with_web_stopped_the_numbers_are_shown_and_later_the_conversation_and_new_words(
    contexts: Contexts, tmp_path: Path
) -> None:
    """Who reloads, with and without a gateway in front; who comes for the second time; who comes after new words."""
    resources = Path(shutil.copytree(ROOT / "resources", tmp_path / "resources"))
    page_texts = resources / "texts" / "page.yaml"
    with stopped_for_a_while(tmp_path / "var", resources) as (system, stop, start_again):
        parents = [ParentPage(visited(contexts, system)).start() for _ in range(2)]
        for parent in parents:
            parent.write("hun sover endelig")
        before = visited(contexts, system)
        before.close()
        later = visited(contexts, system)
        [old] = later.evaluate("caches.keys()")

        stop()
        reloads_and_tries_again(parents[0].page)
        again = comes_back_in_each_language(before.context, system.url)
        with gateway(port_of(system)):
            reloads_and_tries_again(parents[1].page)
        text = page_texts.read_text("utf-8")
        page_texts.write_text(text.replace(HEADINGS["nb"], "Chatten svarer ikke"), "utf-8")

        start_again()
        for parent in parents:
            parent.page.get_by_role("link", name="Prøv igjen").click()
            expect(parent.own("hun sover endelig")).to_be_visible()
            parent.write("der våknet hun igjen")
        again.goto(system.url)
        expect(again.get_by_role("button", name="Start samtalen")).to_be_enabled()
        later.goto(system.url)
        until(later, f"caches.keys().then((names) => names.length === 1 && names[0] !== {old!r})")

        stop()
        later.reload()
        expect(later.get_by_role("heading", name="Chatten svarer ikke")).to_be_visible()


def test_nothing_of_a_conversation_is_kept_and_the_console_is_left_alone(
    without_bot: Ventevakt, contexts: Contexts
) -> None:
    parent = ParentPage(visited(contexts, without_bot)).start()
    parent.write("dette skal ingen finne igjen")
    parent.page.reload()
    expect(parent.own("dette skal ingen finne igjen")).to_be_visible()
    [kept] = parent.page.evaluate(f"(async () => {KEPT})()")
    assert sorted(url.removeprefix(without_bot.url) for url in kept) == [
        "/static/base.css?uten-nett",
        "/static/parent.css?uten-nett",
        "/uten-nett?lang=en",
        "/uten-nett?lang=nb",
        "/uten-nett?lang=nn",
    ]
    console = parent.page.context.new_page()
    answers: list[Response] = []
    console.on("response", lambda answer: answers.append(answer))
    console.goto(without_bot.url + "/konsoll")
    expect(console.get_by_label("Brukernavn")).to_be_visible()
    assert answers
    assert [answer.url for answer in answers if answer.from_service_worker] == []


def test_quick_exit_takes_along_what_the_browser_keeps(without_bot: Ventevakt, contexts: Contexts) -> None:
    page = visited(contexts, without_bot)
    page.get_by_role("button", name="Lukk raskt").click()
    page.wait_for_url("about:blank")
    page.goto(without_bot.url + "/healthz")
    until(page, "caches.keys().then((names) => names.length === 0)")
    until(page, "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
