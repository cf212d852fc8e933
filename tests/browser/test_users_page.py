"""The leader's page about logins in a browser: added, signed in, changed, shut out and let in again, by keyboard; axe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from accessibility import problems_in_each_look, problems_of
from pages import ConsolePage, ParentPage
from playwright.sync_api import BrowserContext, Locator, Page, expect
from running import LOGIN_PASSWORD, Ventevakt, ventevakt

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Contexts = Callable[..., BrowserContext]
DESKTOP = {"width": 1280, "height": 900}
OWN = "mitt-helt-eget-passord"


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ventevakt]:
    folder, logins = tmp_path_factory.mktemp("users"), ("lise:leder", "kari")
    with ventevakt(folder, with_bot=False, logins=logins, statistical="0") as running:
        yield running


def opened(system: Ventevakt, contexts: Contexts) -> Page:
    """The page, with the leader signed in."""
    page = contexts(DESKTOP).new_page()
    login = {"username": "lise", "password": LOGIN_PASSWORD}
    assert page.request.post(f"{system.url}/api/session", data=login).status == 204
    page.goto(f"{system.url}/konsoll/statistikk")
    page.get_by_role("link", name="Brukere").click()
    expect(row(page, "lise")).to_contain_text("Leder")
    return page


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=re.compile(f"^{name}")))


def edit(page: Page, name: str) -> Locator:
    """The dialog about a login, opened by keyboard."""
    page.get_by_role("button", name=f"Endre {name}").press("Enter")
    dialog = page.get_by_role("dialog", name=f"Endre {name}")
    expect(dialog).to_be_visible()
    return dialog


def test_from_the_first_password_to_being_shut_out_and_let_in_again(
    system: Ventevakt, contexts: Contexts, parent: Callable[..., ParentPage]
) -> None:
    page = opened(system, contexts)
    page.get_by_label("Navn").fill("ola")
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_have_text("ola er lagt til.")
    expect(page.get_by_role("heading", name="Passordet til ola")).to_be_focused()
    password = page.locator("#secret-password").inner_text()
    expect(row(page, "ola")).to_contain_text("har ikke valgt eget passord ennå")
    page.get_by_role("button", name="Skjul passordet").press("Enter")
    expect(page.locator("#secret")).to_be_hidden()
    assert password not in page.content()

    console = contexts(DESKTOP).new_page()
    console.goto(f"{system.url}/konsoll")
    console.get_by_label("Brukernavn").fill("ola")
    console.get_by_label("Passord").fill(password)
    console.keyboard.press("Enter")
    expect(console.locator("#login-error")).to_contain_text("Velg ditt eget nå, med minst 10 tegn")
    own = console.get_by_label("Ditt eget, nye passord")
    expect(own).to_be_focused()
    assert problems_of(console) == []
    own.fill("kort")
    console.keyboard.press("Enter")
    expect(console.locator("#login-error")).to_contain_text("Passordet må ha minst 10 tegn.")
    own.fill(OWN)
    console.keyboard.press("Enter")
    expect(console.locator("#work")).to_be_visible()

    waiting = parent(system).start()
    waiting.write("jeg er så sliten")
    ola = ConsolePage(console)
    ola.open(waiting.conversation)
    ola.claim()
    ola.has_taken()

    dialog = edit(page, "ola")
    assert problems_of(page) == []
    dialog.get_by_role("button", name="Steng innloggingen").press("Enter")
    expect(page.locator("#state")).to_have_text("ola er stengt ute.")
    expect(row(page, "ola")).to_contain_text("Stengt")
    expect(page.get_by_role("button", name="Endre ola")).to_be_focused()
    expect(console.get_by_label("Brukernavn")).to_be_visible()
    expect(waiting.messages("system").filter(has_text=re.compile("orbindelsen"))).to_be_visible()
    console.get_by_label("Brukernavn").fill("ola")
    console.get_by_label("Passord").fill(OWN)
    console.keyboard.press("Enter")
    expect(console.locator("#login-error")).to_contain_text("Innloggingen din er stengt.")

    edit(page, "ola").get_by_role("button", name="Åpne igjen").press("Enter")
    expect(page.locator("#state")).to_have_text("ola kan logge inn igjen.")
    console.keyboard.press("Enter")
    expect(console.locator("#work")).to_be_visible()


def test_role_and_password_are_changed_and_the_leader_cannot_lock_herself_out(
    system: Ventevakt, contexts: Contexts
) -> None:
    page = opened(system, contexts)
    dialog = edit(page, "kari")
    dialog.get_by_label("Rolle").select_option("fagansvarlig")
    dialog.get_by_role("button", name="Bytt rolle").press("Enter")
    expect(page.locator("#state")).to_have_text("kari er nå fagansvarlig.")
    expect(row(page, "kari")).to_contain_text("Fagansvarlig")

    dialog = edit(page, "kari")
    dialog.get_by_label("Passord du velger").fill("kort")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text("Passordet må ha minst 10 tegn.")
    dialog.get_by_label("Passord du velger").fill("")
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_have_text("kari har fått nytt passord og er logget ut.")
    expect(page.locator("#secret-password")).to_have_text(re.compile(r"^([a-z2-9]{4}-){3}[a-z2-9]{4}$"))
    page.reload()
    expect(page.locator("#secret")).to_be_hidden()

    dialog = edit(page, "lise")
    expect(dialog).to_contain_text("Din egen rolle og tilgang må en annen leder endre.")
    expect(dialog.get_by_role("button", name="Steng innloggingen")).to_be_hidden()
    expect(dialog.get_by_role("button", name="Bytt rolle")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_what_is_wrong_is_said_and_a_lost_network_too(system: Ventevakt, contexts: Contexts) -> None:
    page = opened(system, contexts)
    page.get_by_role("button", name="Legg til").press("Enter")
    error = page.locator("#add-error")
    expect(error).to_contain_text("Navnet må ha 1-60 tegn")
    page.get_by_label("Navn").fill("Lise")
    page.get_by_role("button", name="Legg til").press("Enter")
    expect(error).to_contain_text("Det finnes allerede en innlogging som heter «lise»")
    page.route("**/api/users", lambda route: route.abort())
    page.get_by_role("button", name="Legg til").press("Enter")
    expect(error).to_have_text("Ingen kontakt med tjeneren. Prøv igjen.")
    page.unroute("**/api/users")
    page.context.clear_cookies()
    page.get_by_role("button", name="Legg til").press("Enter")
    expect(error).to_contain_text("Du må logge inn først.")
    error.get_by_role("link", name="Gå til innloggingen").click()
    expect(page.get_by_label("Brukernavn")).to_be_visible()


def test_the_page_has_no_accessibility_problem(system: Ventevakt, contexts: Contexts) -> None:
    sizes = [(1280, 640), (320, 640)]
    page = opened(system, contexts)
    assert problems_in_each_look(page, sizes) == []
    edit(page, "kari")
    assert problems_in_each_look(page, sizes) == []
