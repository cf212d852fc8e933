"""The page where staff keep the directory right, used as people do: with the mouse, with keys alone, with a reader."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest
from accessibility import problems_in_each_look, problems_of
from pages import ConsolePage, ParentPage
from playwright.sync_api import BrowserContext, Locator, Page, expect
from running import LOGIN_PASSWORD, ROOT, Ventevakt, ventevakt

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Contexts = Callable[..., BrowserContext]
SOURCE = "https://www.heroy.kommune.no/legevakt"
TOUCHED = ("0301", "1515", "1577")
SLOW = 60_000  # the server reads and checks all 357 kommuner


@dataclass(frozen=True)
class Office:
    """A running Ventevakt and its content files, which the tests may change."""

    system: Ventevakt
    file: Path
    staff: OpenerDirector

    def served(self) -> list[object]:
        """What the server shows staff of the kommuner that the tests change."""
        found = []
        for number in TOUCHED:
            with self.staff.open(f"{self.system.url}/api/directory/{number}", timeout=30) as answer:
                kommune = json.load(answer)
            found.append((kommune["site"], kommune["services"]))
        return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    resources = Path(shutil.copytree(ROOT / "resources", folder / "resources"))
    logins = ("fag:fagansvarlig", "kari", "leia:leder")
    settings = {"resources": str(resources), "statistical": "0", "flood_burst": "1000"}
    with ventevakt(folder / "data", with_bot=False, logins=logins, **settings) as running:
        yield Office(running, resources / "legevakt_kommuner.yaml", signed_in(running, "fag"))


def signed_in(system: Ventevakt, name: str) -> OpenerDirector:
    """Asks the server as this login."""
    opener = build_opener(HTTPCookieProcessor())
    body = json.dumps({"username": name, "password": LOGIN_PASSWORD}).encode()
    headers = {"Content-Type": "application/json"}
    opener.open(Request(f"{system.url}/api/session", body, headers), timeout=30).close()
    return opener


@pytest.fixture(autouse=True)
def files_as_they_were(office: Office) -> Iterator[None]:
    """The file, and what the server made of it: the next test must not meet what this one wrote."""
    before, served = office.file.read_bytes(), office.served()
    yield
    if office.file.read_bytes() != before:  # else the server would read all 357 kommuner again for nothing
        office.file.write_bytes(before)
    end = time.monotonic() + SLOW / 1000
    while office.served() != served:
        assert time.monotonic() < end, "the server never took the file back"
        time.sleep(0.1)


class Desk:
    """The page, in the words of who uses it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, name: str) -> Desk:
        self.page.get_by_label("Brukernavn").fill(name)
        self.page.get_by_label("Passord").fill(LOGIN_PASSWORD)
        self.page.get_by_role("button", name="Logg inn").click()
        expect(self.page.locator("#work")).to_be_visible()
        return self

    def open(self, words: str, title: str) -> None:
        self.page.get_by_label("Søk etter kommune").fill(words)
        self.page.get_by_role("button", name="Søk").click()
        expect(self.title).to_contain_text(title)

    @property
    def title(self) -> Locator:
        return self.page.locator("#kommune-title")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog", name="Endre")

    def edit(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=f"Endre {name}").first

    def fill(self, value: str, source: str = SOURCE) -> None:
        self.dialog.get_by_label("Nytt innhold").fill(value)
        self.dialog.get_by_label("Kilde").fill(source)

    def look_over(self) -> None:
        self.dialog.get_by_role("button", name="Se over").click()

    def save(self) -> None:
        self.dialog.get_by_role("button", name="Lagre").click()
        expect(self.dialog).to_be_hidden(timeout=SLOW)

    def parent_sees(self, language: str = "nb") -> Locator:
        return self.page.locator(f"#parent-{language}")

    def tab_to(self, wanted: Locator) -> None:
        """Press Tab until something has the focus."""
        for _ in range(120):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"Tab never leads to {wanted}")


@pytest.fixture
def desk(office: Office, contexts: Contexts) -> Callable[..., Desk]:
    def open_page(name: str = "fag", **options: str) -> Desk:
        page = contexts({"width": 1280, "height": 900}, **options).new_page()
        page.goto(office.system.url + "/konsoll/tjenester")
        return Desk(page).sign_in(name)

    return open_page


def test_a_number_is_changed_seen_and_taken_back(office: Office, desk: Callable[..., Desk]) -> None:
    at = desk()
    at.page.get_by_label("Søk etter kommune").fill("Herøy")
    at.page.keyboard.press("Enter")
    at.page.get_by_role("button", name="Herøy i Møre og Romsdal (1515)").click()
    expect(at.title).to_have_text("Herøy i Møre og Romsdal (1515), Møre og Romsdal")
    expect(at.parent_sees()).to_contain_text("Telefon 116 117")
    at.edit("Legevakt, telefon").click()
    at.fill("70 11 22 33")
    at.look_over()
    expect(at.dialog.locator("#preview-nn")).to_contain_text("Telefon 70 11 22 33", timeout=SLOW)
    expect(at.dialog).to_contain_text("Sande, Ulstein, Hareid, Ørsta, Volda, der det ikke står ennå")
    expect(at.parent_sees()).not_to_contain_text("70 11 22 33")
    assert b"70 11 22 33" not in office.file.read_bytes()
    at.save()
    for language in ("nb", "nn"):
        expect(at.parent_sees(language)).to_contain_text("Telefon 70 11 22 33")
    expect(at.page.locator("#announce")).to_contain_text("Foreldre ser det nye nå.")
    expect(at.edit("Legevakt, telefon")).to_be_focused()
    change = at.page.locator("#history .change").first
    expect(change).to_contain_text("ingenting → 70 11 22 33 (bekreftet")
    expect(change).to_contain_text("fagansvarlig")
    change.get_by_role("button", name="Angre").click()
    at.page.get_by_role("dialog", name="Angre endringen?").get_by_role("button", name="Angre").click()
    expect(at.page.locator("#announce")).to_have_text("Endringen er angret.", timeout=SLOW)
    expect(at.parent_sees()).not_to_contain_text("70 11 22 33")
    expect(at.page.locator("#history .change").first).to_contain_text("Angret en endring")
    at.page.reload()
    expect(at.title).to_contain_text("Herøy i Møre og Romsdal")


def test_one_more_legevakt_is_added_by_its_name(office: Office, desk: Callable[..., Desk]) -> None:
    at = desk()
    at.open("Fosnavåg", "Herøy")
    at.page.get_by_role("button", name="Legg til en til: legevakt").click()
    dialog = at.page.get_by_role("dialog", name="Legg til Legevakt, navn")
    expect(dialog).to_contain_text("Skriv navnet først")
    dialog.get_by_label("Nytt innhold").fill("Legevakta på Fosnavåg")
    dialog.get_by_label("Kilde").fill(SOURCE)
    dialog.get_by_role("button", name="Se over").click()
    expect(dialog.locator("#preview-nb")).to_contain_text("Legevakta på Fosnavåg", timeout=SLOW)
    assert problems_of(at.page) == []
    dialog.get_by_role("button", name="Lagre").click()
    expect(dialog).to_be_hidden(timeout=SLOW)
    expect(at.page.locator("[data-edit='legevakt.2.navn']")).to_be_focused()
    expect(at.page.locator("#entries")).to_contain_text("Legevakt: Legevakta på Fosnavåg")
    assert "Legevakta på Fosnavåg" in office.file.read_text(encoding="utf-8")


def test_the_site_and_a_note_are_changed_on_the_page(office: Office, desk: Callable[..., Desk]) -> None:
    at = desk()
    at.open("Fosnavåg", "Herøy")
    at.edit("Kommunens nettsted, adresse").click()
    at.fill("https://heroy.kommune.no")
    at.look_over()
    errors = at.dialog.locator("#edit-errors")
    expect(errors).to_contain_text("er ikke et nettsted. Skriv bare domenet", timeout=SLOW)
    at.fill("heroy.kommune.no")
    at.look_over()
    expect(at.dialog.locator("#preview-nb")).to_contain_text("heroy.kommune.no", timeout=SLOW)
    at.save()
    expect(at.parent_sees()).to_contain_text("heroy.kommune.no")
    at.edit("Legevakt, merknad til dere").click()
    expect(at.dialog.get_by_label("Kilde")).to_be_hidden()
    at.dialog.get_by_label("Nytt innhold").fill("Ring kommunen\ni januar")
    assert problems_of(at.page) == []
    at.look_over()
    expect(at.dialog.get_by_role("heading", name="Alt er i orden")).to_be_visible(timeout=SLOW)
    at.save()
    expect(at.page.locator("#entries")).to_contain_text("Ring kommunen i januar")
    expect(at.parent_sees()).not_to_contain_text("i januar")
    assert 'merknad: "Ring kommunen i januar"' in office.file.read_text(encoding="utf-8")


def test_who_shares_a_service_is_changed_on_the_page(office: Office, desk: Callable[..., Desk]) -> None:
    at = desk()
    at.open("Fosnavåg", "Herøy")
    expect(at.page.locator("#entries")).to_contain_text("det står der, ikke her.")
    at.open("1577", "Volda")
    at.edit("Legevakt, deles med").click()
    expect(at.dialog).to_contain_text("Navn eller kommunenummer på de andre kommunene")
    at.fill("Herøy i Møre og Romsdal, Ulstein")
    assert problems_of(at.page) == []
    at.look_over()
    expect(at.dialog.locator("#edit-said")).to_contain_text("bare hvem som deler tjenesten", timeout=SLOW)
    at.save()
    expect(at.page.locator("#entries")).to_contain_text("Herøy i Møre og Romsdal, Ulstein")
    assert 'samarbeid: ["1577", "1515", "1516"]  # Volda, Herøy, Ulstein' in office.file.read_text("utf-8")


def test_a_change_in_the_file_is_in_the_history_and_undone_there(
    office: Office, desk: Callable[..., Desk]
) -> None:
    at = desk()
    at.open("0301", "Oslo")
    text = office.file.read_text(encoding="utf-8")
    office.file.write_text(text.replace("23 48 72 00", "23 48 72 01", 1), encoding="utf-8")
    change = at.page.locator("#history .change").filter(has_text="endret i filen").first
    expect(at.parent_sees()).to_contain_text("23 48 72 00")
    for _ in range(20):
        at.page.wait_for_timeout(1000)
        at.page.reload()
        expect(at.title).to_contain_text("Oslo")
        if change.count():
            break
    expect(change).to_contain_text("23 48 72 00 (bekreftet 2026-08-13) → 23 48 72 01 (bekreftet 2026-08-13)")
    assert problems_of(at.page) == []
    change.get_by_role("button", name="Angre").click()
    at.page.get_by_role("dialog", name="Angre endringen?").get_by_role("button", name="Angre").click()
    expect(at.page.locator("#announce")).to_have_text("Endringen er angret.", timeout=SLOW)
    expect(at.parent_sees()).to_contain_text("23 48 72 00")
    assert office.file.read_text(encoding="utf-8") == text


def test_what_must_be_looked_at_is_listed_and_leads_to_the_kommune(desk: Callable[..., Desk]) -> None:
    at = desk("leia")
    listed = at.page.locator("#stale > li")
    expect(listed).to_have_count(0)
    at.page.get_by_text("Vis listen").click()
    expect(listed.first).to_contain_text("mangler: Barnevernvakt (åpningstid)")
    expect(listed.first).to_contain_text(
        "Familievernkontor (åpningstid dag for dag), Helsestasjon, Psykisk helse"
    )
    expect(listed.first).not_to_contain_text("dag for dag), Familievernkontor")
    assert listed.count() == 358
    at.page.get_by_label("Vis", exact=True).select_option(label="ikke bekreftet")
    expect(listed.first).to_contain_text("Stavanger (1103)")
    assert problems_of(at.page) == []
    at.page.get_by_role("link", name="Stavanger (1103)").click()
    expect(at.title).to_be_focused()
    expect(at.title).to_contain_text("Stavanger")


def test_the_other_pages_and_the_map_are_found_from_here(desk: Callable[..., Desk]) -> None:
    at = desk("leia")
    pages = at.page.get_by_role("navigation", name="Andre sider").get_by_role("link")
    expect(pages).to_have_text(["Statistikk", "Bemanning", "Brukere", "Temaforslag", "Vaktrapport"])
    at.page.get_by_role("link", name="Se alt på et kart").click()
    expect(at.page.locator("svg.map")).to_be_visible()
    fill = at.page.locator("svg.map path").first.evaluate("path => getComputedStyle(path).fill")
    assert "url(" in fill  # the page's own style is let in
    at.page.get_by_role("link", name="Stavanger", exact=True).click()
    expect(at.title).to_contain_text("Stavanger")
    at.page.get_by_role("link", name="Vaktrapport").click()
    at.page.get_by_role("link", name="Tjenester i kommunene").click()
    expect(at.page.locator("#overview")).to_be_visible()


def test_everything_can_be_done_with_the_keyboard_alone(office: Office, desk: Callable[..., Desk]) -> None:
    at = desk()
    at.tab_to(at.page.get_by_label("Søk etter kommune"))
    at.page.keyboard.type("Fosnavåg")
    at.page.keyboard.press("Enter")
    expect(at.title).to_be_focused()
    at.tab_to(at.edit("Legevakt, telefon"))
    at.page.keyboard.press("Enter")
    expect(at.dialog.get_by_label("Nytt innhold")).to_be_focused()
    at.page.keyboard.type("70 11 22 44")
    at.page.keyboard.press("Tab")
    at.page.keyboard.type(SOURCE)
    at.page.keyboard.press("Enter")
    expect(at.dialog.get_by_role("heading", name="Alt er i orden")).to_be_focused(timeout=SLOW)
    at.tab_to(at.dialog.get_by_role("button", name="Lagre"))
    at.page.keyboard.press("Enter")
    expect(at.dialog).to_be_hidden(timeout=SLOW)
    expect(at.parent_sees()).to_contain_text("Telefon 70 11 22 44")
    at.tab_to(at.page.locator("#history").get_by_role("button", name="Angre").first)
    at.page.keyboard.press("Enter")
    at.page.keyboard.press("Enter")
    expect(at.page.locator("#history-title")).to_be_focused(timeout=SLOW)
    expect(at.parent_sees()).not_to_contain_text("70 11 22 44")
    assert b"70 11 22 44" not in office.file.read_bytes()


def test_what_is_wrong_is_said_and_what_was_written_stays_in_the_fields(
    office: Office, desk: Callable[..., Desk]
) -> None:
    at = desk()
    before = office.file.read_bytes()
    at.open("Fosnavåg", "Herøy")
    at.edit("Legevakt, telefon").click()
    at.fill("1234", source="")
    at.look_over()
    errors = at.dialog.locator("#edit-errors")
    expect(errors).to_contain_text("Kilden mangler: skriv hvor opplysningen er lest.", timeout=SLOW)
    expect(errors).to_be_focused()
    at.dialog.get_by_label("Kilde").fill(SOURCE)
    at.look_over()
    expect(errors).to_contain_text("«1234» er ikke et gyldig norsk telefonnummer", timeout=SLOW)
    expect(errors).to_contain_text("Ingenting er lagret.")
    expect(at.dialog.get_by_label("Nytt innhold")).to_have_value("1234")
    expect(at.dialog.get_by_role("button", name="Lagre")).to_have_count(0)
    at.dialog.get_by_role("button", name="Avbryt").click()
    assert office.file.read_bytes() == before


def test_what_somebody_else_wrote_meanwhile_is_shown_and_kept(
    office: Office, desk: Callable[..., Desk]
) -> None:
    at = desk()
    at.open("0301", "Oslo")
    at.edit("Legevakt, telefon").click()
    expect(at.dialog).to_contain_text("Står nå: 23 48 72 00")
    at.fill("23 48 72 05")
    text = office.file.read_text(encoding="utf-8")
    office.file.write_text(text.replace("23 48 72 00", "23 48 72 01", 1), encoding="utf-8")
    at.look_over()
    expect(at.dialog).to_contain_text("Noen andre har endret dette siden du åpnet det.", timeout=SLOW)
    expect(at.dialog).to_contain_text("Står nå: 23 48 72 01", timeout=SLOW)
    assert "23 48 72 01" in office.file.read_text(encoding="utf-8")
    at.look_over()
    expect(at.dialog.locator("#preview-nb")).to_contain_text("23 48 72 05", timeout=SLOW)


def test_hours_are_filled_in_day_by_day(office: Office, desk: Callable[..., Desk]) -> None:
    at = desk()
    at.open("Fosnavåg", "Herøy")
    at.edit("Legevakt, åpningstid").click()
    at.dialog.get_by_label("Mandag til fredag").fill("kl. 16.00–8.00")
    at.dialog.get_by_label("Lørdag og søndag").fill("hele døgnet")
    at.dialog.get_by_label("Helligdager", exact=True).fill("stengt")
    at.dialog.get_by_label("Kildens egne ord").fill("")
    at.dialog.get_by_label("Kilde:").fill(SOURCE)
    at.look_over()
    expect(at.dialog.get_by_role("heading", name="Alt er i orden")).to_be_visible(timeout=SLOW)
    at.save()
    line = 'apningstid: {hverdager: ["16:00-08:00"], helg: ["00:00-24:00"], helligdager: []}'
    assert line in office.file.read_text(encoding="utf-8")
    expect(at.parent_sees("nn")).to_contain_text("Kvardagar kl. 16–08")


@pytest.mark.parametrize("name", ["kari", "leia"])
def test_others_of_the_staff_may_read_and_are_offered_nothing_else(
    desk: Callable[..., Desk], name: str
) -> None:
    at = desk(name)
    expect(at.page.get_by_text("Du kan lese her. Fagansvarlig kan endre.")).to_be_visible()
    at.open("Fosnavåg", "Herøy")
    expect(at.parent_sees("nn")).to_contain_text("Telefon 116 117")
    expect(at.page.get_by_role("button", name="Endre")).to_have_count(0)
    expect(at.page.get_by_role("button", name="Angre")).to_have_count(0)


def test_a_veileder_sees_the_age_and_reports_a_wrong_number_in_one_click(
    office: Office,
    desk: Callable[..., Desk],
    parent: Callable[..., ParentPage],
    veileder: Callable[..., ConsolePage],
) -> None:
    page = parent(office.system).start()
    page.write("vi bor i Oslo og er slitne")
    console = veileder(office.system)
    console.open(page.conversation)
    services = console.page.locator("#services > li")
    expect(services.first).to_contain_text("sjekket for ")
    services.first.get_by_role("button", name="Meld feil nummer").click()
    expect(services.first).to_contain_text("Meldt: Feil nummer: ")
    expect(console.page.locator("#service-told")).to_contain_text("Fagansvarlig får se meldingen")
    assert problems_of(console.page) == []
    at = desk()
    report = at.page.locator("#reports .report")
    expect(report).to_contain_text("Oslo (0301)")
    report.get_by_role("button", name="Oslo (0301)", exact=True).click()
    expect(at.page.locator("#kommune-reports .report")).to_contain_text("Feil nummer: ")
    at.page.get_by_role("button", name="Ferdig sett på").click()
    expect(at.page.locator("#kommune-reports .report")).to_have_count(0)
    at.page.get_by_role("button", name="Til oversikten").click()
    expect(at.page.locator("#reports")).to_have_text("Ingen åpne meldinger.")


def test_the_page_has_no_accessibility_problem(desk: Callable[..., Desk]) -> None:
    sizes = [(1280, 900), (320, 900)]
    at = desk(reduced_motion="reduce")
    expect(at.page.locator("#counts tr").first).to_be_visible()
    assert problems_in_each_look(at.page, sizes) == []
    at.open("0301", "Oslo")
    assert problems_in_each_look(at.page, sizes) == []
    at.edit("Legevakt, åpningstid").click()
    assert problems_in_each_look(at.page, sizes) == []
    at.page.keyboard.press("Escape")
    at.edit("Legevakt, telefon").click()
    at.fill("23 48 72 05")
    at.look_over()
    expect(at.dialog.locator("#preview-nb")).to_contain_text("23 48 72 05", timeout=SLOW)
    assert problems_in_each_look(at.page, sizes) == []


@pytest.mark.parametrize(
    ("text", "intervals"),
    [
        ("08:00-15:30", ["08:00-15:30"]),
        ("8.00 – 15.30, 17:00-19:00", ["08:00-15:30", "17:00-19:00"]),
        ("Stengt", []),
        ("hele døgnet", ["00:00-24:00"]),
        ("8-16", ["8-16"]),
    ],
)
def test_hours_as_people_write_them(
    office: Office, contexts: Contexts, text: str, intervals: list[str]
) -> None:
    page = contexts({"width": 800, "height": 600}).new_page()
    page.goto(office.system.url)
    script = """async (text) => {
      const { asList, asText } = await import("/static/directory/hours.js");
      const words = { closed: "stengt", around: "hele døgnet" };
      const list = asList(text, words);
      return [list, asList(asText(list, words), words)];
    }"""
    assert page.evaluate(script, text) == [intervals, intervals]
