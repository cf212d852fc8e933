"""Pictures of the pages for README and docs, from a Ventevakt that this script starts itself.

Usage: scripts/screenshots.py [--directory] [--registration] [--practice] [--leader] [--users] [FOLDER]   (default docs/img). Needs Chromium and
a trained assistant; with --directory only those of what staff keep the directory right with, with --registration those of what a
veileder does at the end of a conversation and a shift, with --practice those of training mode, with --leader those of the leader's
pages, with --users those of signing in and of the logins. These need no assistant.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "browser")]

from half_year import fill  # noqa: E402  found on the path set above
from pages import ConsolePage, ParentPage  # noqa: E402  found on the path set above
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright  # noqa: E402
from running import CHROMIUM, FLAGS, LOGIN_PASSWORD, Ventevakt, ventevakt  # noqa: E402

SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}
LOGIN_SIZE = {"width": 720, "height": 480}
TIRED = "Hei. Babyen min er 4 måneder og gråter hele kvelden. Jeg er så sliten. Vi bor i Bergen."
BLUE = "Hun puster ikke ordentlig og er blå på leppene"
FEVER = "Babyen er 6 uker og har 38,4 i feber"
TEEN = "Tenåringen min svarer meg ikke lenger, vi bare krangler"

expect.set_options(timeout=20_000)


@contextmanager
def studio(folder: Path, *logins: str, with_bot: bool = False) -> Iterator[tuple[Browser, Ventevakt]]:
    """A browser and a Ventevakt with these logins, for as long as the block lasts."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        ventevakt(Path(data), with_bot=with_bot, logins=logins) as running,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser, running
        browser.close()


def main(folder: Path) -> None:
    with studio(folder, "kari", with_bot=True) as (browser, running):
        camera = Camera(browser, running, folder)
        console = camera.console()
        for size in SIZES:
            camera.parent_pages(size)
        camera.console_pages(console)


def registration_pages(folder: Path) -> None:
    """What a veileder does at the end: somebody urgent, the form, the shift report. Needs no assistant."""
    with studio(folder, "kari") as (browser, running):
        camera = Camera(browser, running, folder)
        camera.registration(camera.console())


def directory_pages(folder: Path) -> None:
    """The page of the fagansvarlige and what a veileder reports, over a copy of the content."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        resources = shutil.copytree(ROOT / "resources", Path(data) / "resources")
        logins = ("fag:fagansvarlig", "kari")
        with (
            ventevakt(Path(data) / "var", with_bot=False, logins=logins, resources=str(resources)) as running,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
            DirectoryCamera(browser, running, folder).shoot_all()
            coverage_map(browser, Path(data) / "kart.html", folder)
            browser.close()


def coverage_map(browser: Browser, file: Path, folder: Path) -> None:
    """The map that `ventevakt resources map` makes."""
    command({}, "resources", "map", str(file))
    page = browser.new_context(viewport={"width": 720, "height": 1400}, locale="nb-NO").new_page()
    page.goto(file.as_uri())
    page.get_by_label("Krisesenter").check()
    expect(page.get_by_role("heading", name="Krisesenter", exact=True)).to_be_visible()
    page.screenshot(path=folder / "directory-map.png", animations="disabled")


def practice_pages(folder: Path) -> None:
    """Training mode: where a practice is chosen, and what there was to notice. Needs no assistant."""
    with studio(folder, "kari") as (browser, running):
        camera = Camera(browser, running, folder)
        camera.practice(camera.console())


def leader_pages(folder: Path) -> None:
    """The leader's pages over a made-up half year: statistics, the imported report, accept rates, staffing. Needs no assistant."""
    with studio(folder, "lise:leder") as (browser, running):
        data = {"VENTEVAKT_DATA": str(running.data)}
        fill(running.data / "ventevakt.db", a_day=8)
        report = ROOT / "resources" / "rapporter" / "2020_mars_august.yaml"
        command(data, "stats", "import", str(report))
        command(data, "simulate", "--save")
        page = signed_in(browser, running, "lise")
        half_year = "from=2026-01-01&to=2026-06-30"
        two_quarters = (
            "from=2026-04-01&to=2026-06-30&compare=dates&compare_from=2026-01-01&compare_to=2026-03-31"
        )
        for name, path, heading in (
            ("statistics-keys", f"statistikk?{half_year}", "Nøkkeltall"),
            ("statistics-waits", f"statistikk?{half_year}", "Ventetid per måned i minutter"),
            (
                "statistics-chi",
                f"statistikk?{half_year}",
                "Temaer etter Child Helpline Internationals kategorier",
            ),
            ("statistics-compare", f"statistikk?{two_quarters}", "Sammenligning"),
            ("statistics-report", "statistikk?report=foreldresupport-2020-mars-august", "Temaer per måned"),
            ("theme-rates", "temaforslag?fra=2026-01-01&til=2026-06-30", "Hvor gode er temaforslagene?"),
            ("staffing", "bemanning", "Hastesaker: ventetid"),
        ):
            page.goto(f"{running.url}/konsoll/{path}")
            place = page.locator("h1, h2, h3, p.picture").filter(has_text=heading).first
            place.evaluate("(heading) => heading.scrollIntoView()")
            page.screenshot(path=folder / f"{name}.png", animations="disabled")


def users_page(folder: Path) -> None:
    """Where everybody signs in, and the leader's page about logins. Needs no assistant."""
    with studio(folder, "lise:leder", "kari", "ola", "fag:fagansvarlig") as (browser, running):
        door = browser.new_context(viewport=LOGIN_SIZE, locale="nb-NO").new_page()
        door.goto(f"{running.url}/konsoll")
        door.get_by_label("Brukernavn").fill("kari")
        door.screenshot(path=folder / "login.png", animations="disabled", caret="hide")
        page = signed_in(browser, running, "lise")
        page.goto(f"{running.url}/konsoll/brukere")
        page.get_by_label("Navn").fill("nora")
        page.keyboard.press("Enter")
        expect(page.locator("#secret")).to_be_visible()
        page.screenshot(path=folder / "users.png", animations="disabled")


def signed_in(browser: Browser, running: Ventevakt, name: str) -> Page:
    """A page on which this login is signed in."""
    page = browser.new_context(viewport={"width": 1100, "height": 900}, locale="nb-NO").new_page()
    page.request.post(f"{running.url}/api/session", data={"username": name, "password": LOGIN_PASSWORD})
    return page


def command(settings: dict[str, str], *arguments: str) -> None:
    """Run `ventevakt ...`."""
    whole = [sys.executable, "-m", "handoff.cli", *arguments]
    subprocess.run(whole, cwd=ROOT, env={**os.environ, **settings}, check=True, capture_output=True)


class DirectoryCamera:
    """Pictures for docs/for_fagansvarlige.md. The number filled in is the one that stands in the file."""

    def __init__(self, browser: Browser, running: Ventevakt, folder: Path) -> None:
        self.browser = browser
        self.running = running
        self.folder = folder

    def page(self, path: str, login: str) -> Page:
        context = self.browser.new_context(
            viewport={"width": 1100, "height": 800}, locale="nb-NO", timezone_id="Europe/Oslo"
        )
        page = context.new_page()
        page.goto(self.running.url + path)
        ConsolePage(page).sign_in(login, LOGIN_PASSWORD)
        return page

    def shoot(self, target: Page | Locator, name: str) -> None:
        target.screenshot(path=self.folder / f"{name}.png", animations="disabled", caret="hide")

    def shoot_all(self) -> None:
        self.panel()
        page = self.page("/konsoll/tjenester", "fag")
        expect(page.locator("#reports .report")).to_be_visible()
        self.shoot(page, "directory-overview")
        page.get_by_label("Søk etter kommune").fill("Oslo")
        page.get_by_role("button", name="Søk").click()
        expect(page.locator("#entries > li").first).to_be_visible()
        page.locator(".sides").scroll_into_view_if_needed()
        self.shoot(page, "directory-kommune")
        page.get_by_role("button", name="Endre Legevakt, telefon").click()
        page.get_by_label("Kilde:").fill("https://www.oslo.kommune.no/legevakt")
        page.get_by_role("button", name="Se over").click()
        expect(page.locator("#preview-nb li").first).to_be_visible(timeout=60_000)
        self.shoot(page, "directory-edit")
        page.get_by_role("button", name="Lagre").click()
        expect(page.locator("#history .change")).to_be_visible(timeout=60_000)
        self.shoot(page.locator("#history"), "directory-history")

    def panel(self) -> None:
        """A veileder reports a number of a parent's kommune."""
        page = self.browser.new_context(viewport=SIZES["phone"], locale="nb-NO").new_page()
        page.goto(self.running.url)
        parent = ParentPage(page).start()
        parent.write("Vi bor i Oslo og er så slitne")
        console = ConsolePage(self.page("/konsoll", "kari"))
        console.open(parent.conversation)
        services = console.page.locator("#services > li")
        services.nth(1).get_by_role("button", name="Meld feil nummer").click()
        expect(services.nth(1)).to_contain_text("Meldt")
        console.page.locator("#kommune").scroll_into_view_if_needed()
        self.shoot(console.page.locator("#panel"), "directory-panel")


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

    def registration(self, console: ConsolePage) -> None:
        tired = self.waiting(TIRED)
        console.open(tired.conversation)
        console.claim()
        console.has_taken()
        console.write("Hei, jeg er veileder og har lest det du skrev. Så fint at du tok kontakt.")
        self.waiting(BLUE)
        expect(console.page.locator("#coming .alert")).to_be_visible()
        self.shoot(console.page, "console-coming")
        console.page.keyboard.press("Alt+j")
        expect(console.page.locator("#coming")).to_be_hidden()
        console.page.keyboard.press("Alt+a")
        console.page.keyboard.press("Enter")
        dialog = console.page.get_by_role("dialog", name="Registrer samtalen")
        expect(dialog).to_be_visible()
        for key in ("k", "1", "2"):
            console.page.keyboard.press(key)
        self.shoot(console.page, "console-registration")
        console.page.keyboard.press("Control+Enter")
        expect(dialog).to_be_hidden()
        console.page.get_by_role("link", name="Vaktrapport").click()
        console.page.get_by_label("Nytt notat").fill("Mye natteskrik. Faste svar om søvn er nyttige.")
        console.page.get_by_role("button", name="Lagre notatet").click()
        expect(console.page.locator("#notes li")).to_be_visible()
        console.page.screenshot(path=self.folder / "shift-report.png", full_page=True, animations="disabled")

    def practice(self, console: ConsolePage) -> None:
        """One practice from choosing it to the points to notice."""
        page = console.page
        page.get_by_role("link", name="Opplæring").click()
        expect(page.locator("#scripts li").first).to_be_visible()
        self.shoot(page, "practice-choose")
        page.get_by_role("button", name="Start øvelsen: Babyen gråter hver kveld").click()
        expect(page.locator("#practice-mark")).to_be_visible()
        self.running.advance(10)
        expect(console.messages("parent").first).to_be_visible()
        console.claim()
        console.has_taken()
        console.write("Hei, jeg er veileder og har lest det du skrev. Har han feber?")
        self.running.advance(15)
        expect(console.messages("parent").filter(has_text="ingen feber")).to_be_visible()
        page.keyboard.press("Alt+a")
        page.keyboard.press("Enter")
        expect(page.locator("#registration-practice")).to_be_visible()
        page.keyboard.press("Control+Enter")
        page.locator("#practice .practice-points").last.click()
        expect(page.locator("#points li").first).to_be_visible()
        self.shoot(page, "practice-points")

    def waiting(self, text: str) -> ParentPage:
        """A parent who has written and waits."""
        page = self.browser.new_context(viewport=SIZES["phone"], locale="nb-NO").new_page()
        page.goto(self.running.url)
        parent = ParentPage(page).start()
        parent.write(text)
        return parent


if __name__ == "__main__":
    some = {
        "--directory": directory_pages,
        "--registration": registration_pages,
        "--practice": practice_pages,
        "--leader": leader_pages,
        "--users": users_page,
    }
    named = [argument for argument in sys.argv[1:] if argument not in some]
    target = Path(named[0]) if named else ROOT / "docs" / "img"
    asked = [some[argument] for argument in sys.argv[1:] if argument in some]
    for take in asked or [*some.values(), main]:
        take(target)
