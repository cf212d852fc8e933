"""Pictures of the pages for README and docs, from a Ventevakt that this script starts itself.

Usage: scripts/screenshots.py [FOLDER]   (default docs/img). Needs Chromium and a trained assistant.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests")]

from pages import ConsolePage, ParentPage  # noqa: E402  found on the path set above
from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402
from running import CHROMIUM, FLAGS, LOGIN_PASSWORD, Ventevakt, ventevakt  # noqa: E402

SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}
TIRED = "Hei. Babyen min er 4 måneder og gråter hele kvelden. Jeg er så sliten. Vi bor i Bergen."
BLUE = "Hun puster ikke ordentlig og er blå på leppene"
FEVER = "Babyen er 6 uker og har 38,4 i feber"
TEEN = "Tenåringen min svarer meg ikke lenger, vi bare krangler"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        ventevakt(Path(data), with_bot=True, logins=("kari",)) as running,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        camera = Camera(browser, running, folder)
        console = camera.console()
        for size in SIZES:
            camera.parent_pages(size)
        camera.console_pages(console)
        browser.close()


class Camera:
    """Takes the pictures, one visitor after the other."""

    def __init__(self, browser: Browser, running: Ventevakt, folder: Path) -> None:
        self.browser = browser
        self.running = running
        self.folder = folder

    def shoot(self, page: Page, name: str) -> None:
        page.screenshot(path=self.folder / f"{name}.png", animations="disabled", caret="hide")

    @contextmanager
    def visitor(self, size: str) -> Iterator[ParentPage]:
        context = self.browser.new_context(
            viewport=SIZES[size], locale="nb-NO", timezone_id="Europe/Oslo", device_scale_factor=2
        )
        page = context.new_page()
        page.goto(self.running.url)
        yield ParentPage(page)
        page.get_by_role("link", name="Lukk raskt").or_(page.get_by_role("button", name="Lukk raskt")).click()
        page.wait_for_url("about:blank")
        context.close()

    def parent_pages(self, size: str) -> None:
        with self.visitor(size) as parent:
            expect(parent.page.get_by_role("button", name="Start samtalen")).to_be_enabled()
            self.shoot(parent.page, f"parent-start-{size}")
            parent.start().write(TIRED)
            self.answered(parent)
            self.shoot(parent.page, f"parent-chat-{size}")
        with self.visitor(size) as parent:
            parent.start().write(BLUE)
            expect(parent.emergency("113")).to_be_visible()
            self.shoot(parent.page, f"parent-emergency-{size}")

    def answered(self, parent: ParentPage) -> None:
        """Return when the assistant has answered and its buttons are there."""
        expect(parent.page.locator("#log .choices")).to_be_visible()
        parent.page.locator("#log-end").scroll_into_view_if_needed()

    def console(self) -> ConsolePage:
        """The console, signed in first, so that somebody is there for the parents."""
        context = self.browser.new_context(
            viewport=SIZES["desktop"], locale="nb-NO", timezone_id="Europe/Oslo", device_scale_factor=2
        )
        console = ConsolePage(context.new_page())
        console.page.goto(self.running.url + "/konsoll")
        console.sign_in("kari", LOGIN_PASSWORD)
        return console

    def console_pages(self, console: ConsolePage) -> None:
        parents = [self.waiting(text) for text in (TIRED, TEEN, FEVER, BLUE)]
        expect(console.card(parents[-1].conversation)).to_contain_text("Akutt")
        for minutes in (2, 4, 6):  # in steps, so that nobody seems to have been away
            self.running.advance(120)
            expect(console.card(parents[-1].conversation)).to_contain_text(f"{minutes} min")
        console.open(parents[-1].conversation)
        expect(console.messages("parent").locator("mark").first).to_be_visible()
        self.shoot(console.page, "console-queue")
        tired = parents[0]
        console.open(tired.conversation)
        console.claim()
        console.has_taken()
        console.write("Hei, jeg er veileder og har lest det du skrev. Så fint at du tok kontakt.")
        tired.write("Takk. Det hjelper bare å vite at noen er der.")
        expect(console.messages("parent").filter(has_text="noen er der")).to_be_visible()
        console.page.get_by_label("Skriv til forelderen").fill("Hva er det verste akkurat nå?")
        self.shoot(console.page, "console-conversation")

    def waiting(self, text: str) -> ParentPage:
        """A parent who has written and waits."""
        page = self.browser.new_context(viewport=SIZES["phone"], locale="nb-NO").new_page()
        page.goto(self.running.url)
        parent = ParentPage(page).start()
        parent.write(text)
        return parent


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "img")
