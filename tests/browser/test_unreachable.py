"""Web is stopped, and a parent reloads or comes back: the numbers are there, and nothing old is ever shown for new."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
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


@pytest.mark.parametrize("behind_gateway", [False, True])
def test_with_web_stopped_a_reload_shows_the_numbers_and_later_the_conversation(
    contexts: Contexts, tmp_path: Path, behind_gateway: bool
) -> None:
    with ventevakt(tmp_path, with_bot=False) as system:
        parent = ParentPage(visited(contexts, system)).start()
        parent.write("hun sover endelig")
        page, port = parent.page, port_of(system)
    with gateway(port) if behind_gateway else nullcontext():
        page.reload()
        shows_the_numbers(page)
        assert problems_of(page) == []
        page.get_by_role("link", name="Prøv igjen").click()
        shows_the_numbers(page)
    with ventevakt(tmp_path, with_bot=False, logins=(), port=port):
        page.get_by_role("link", name="Prøv igjen").click()
        expect(parent.own("hun sover endelig")).to_be_visible()
        parent.write("der våknet hun igjen")


def test_with_web_stopped_a_second_visit_shows_the_numbers_in_each_language(
    contexts: Contexts, tmp_path: Path
) -> None:
    with ventevakt(tmp_path, with_bot=False, logins=()) as system:
        first = visited(contexts, system)
        first.close()
        context, url, port = first.context, system.url, port_of(system)
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
    with ventevakt(tmp_path, with_bot=False, logins=(), port=port):
        again.goto(url)
        expect(again.get_by_role("button", name="Start samtalen")).to_be_enabled()


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


def test_what_was_kept_of_older_words_is_thrown_away_when_new_ones_come(
    contexts: Contexts, tmp_path: Path
) -> None:
    resources = tmp_path / "resources"
    shutil.copytree(ROOT / "resources", resources)
    page_texts = resources / "texts" / "page.yaml"
    data = tmp_path / "var"
    with ventevakt(data, with_bot=False, logins=(), resources=str(resources)) as system:
        page = visited(contexts, system)
        port, old = port_of(system), page.evaluate("caches.keys()")
    before = page_texts.read_text("utf-8")
    page_texts.write_text(before.replace(HEADINGS["nb"], "Chatten svarer ikke"), "utf-8")
    with ventevakt(data, with_bot=False, logins=(), port=port, resources=str(resources)):
        page.goto(system.url)
        until(page, f"caches.keys().then((names) => names.length === 1 && names[0] !== {old[0]!r})")
    page.reload()
    expect(page.get_by_role("heading", name="Chatten svarer ikke")).to_be_visible()


def test_quick_exit_takes_along_what_the_browser_keeps(without_bot: Ventevakt, contexts: Contexts) -> None:
    page = visited(contexts, without_bot)
    page.get_by_role("button", name="Lukk raskt").click()
    page.wait_for_url("about:blank")
    page.goto(without_bot.url + "/healthz")
    until(page, "caches.keys().then((names) => names.length === 0)")
    until(page, "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
