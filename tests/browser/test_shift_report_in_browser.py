"""The shift report in the browser: notes by keyboard, what was masked is told, printed without its forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from accessibility import problems_of
from pages import ConsolePage
from playwright.sync_api import BrowserContext, Page, expect
from running import LOGIN_PASSWORD, Ventevakt

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Contexts = Callable[..., BrowserContext]
DESKTOP = {"width": 1280, "height": 800}


def opened(system: Ventevakt, contexts: Contexts, **options: object) -> Page:
    page = contexts(options.pop("size", DESKTOP), **options).new_page()
    page.goto(system.url + "/konsoll")
    ConsolePage(page).sign_in("kari", LOGIN_PASSWORD)
    page.get_by_role("link", name="Vaktrapport").click()
    expect(page.get_by_role("heading", name="Vaktrapport", exact=True)).to_be_visible()
    return page


def test_a_note_is_written_masked_told_and_taken_back_with_the_keyboard(
    without_bot: Ventevakt, contexts: Contexts
) -> None:
    page = opened(without_bot, contexts)
    field = page.get_by_label("Nytt notat")
    field.focus()
    page.keyboard.type("Spør etter 412 34 567 i morgen")
    page.keyboard.press("Control+Enter")
    status = page.locator("#note-state")
    expect(status).to_have_text("Notatet er lagret. Vi tok ut: telefonnummer.")
    note = page.locator("#notes li").filter(has_text="Spør etter [telefonnummer] i morgen")
    expect(note).to_have_count(1)
    expect(field).to_have_value("")
    page.reload()
    expect(note).to_have_count(1)
    note.get_by_role("button", name="Slett").press("Enter")
    expect(note).to_have_count(0)
    page.reload()
    expect(note).to_have_count(0)


def test_an_empty_note_and_a_lost_network_are_told_and_the_text_stays(
    without_bot: Ventevakt, contexts: Contexts
) -> None:
    page = opened(without_bot, contexts)
    save = page.get_by_role("button", name="Lagre notatet")
    save.click()
    expect(page.locator("#note-state")).to_contain_text("Notatet er tomt")
    page.get_by_label("Nytt notat").fill("rolig kveld")
    page.route("**/api/shift-notes", lambda route: route.abort())
    save.click()
    expect(page.locator("#note-state")).to_contain_text("Ingen kontakt med tjeneren")
    page.unroute("**/api/shift-notes")
    page.reload()
    expect(page.get_by_label("Nytt notat")).to_have_value("rolig kveld")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_report_has_no_accessibility_problem(
    without_bot: Ventevakt, contexts: Contexts, scheme: str, width: int
) -> None:
    page = opened(without_bot, contexts, size={"width": width, "height": 640}, color_scheme=scheme)
    assert problems_of(page) == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0


def test_on_paper_there_are_figures_and_notes_and_nothing_to_press(
    without_bot: Ventevakt, contexts: Contexts
) -> None:
    page = opened(without_bot, contexts)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Ventetid til veileder")).to_be_visible()
    expect(page.get_by_role("heading", name="Notater fra vakten")).to_be_visible()
    assert page.locator("button:visible, input:visible, textarea:visible, nav:visible").count() == 0


def test_without_login_the_page_is_closed_and_leads_to_the_login(
    without_bot: Ventevakt, contexts: Contexts
) -> None:
    page = contexts(DESKTOP).new_page()
    page.goto(without_bot.url + "/konsoll/vaktrapport")
    expect(page.get_by_text("Du må logge inn først.")).to_be_visible()
    assert problems_of(page) == []
    page.get_by_role("link", name="Gå til innloggingen").click()
    expect(page.get_by_label("Brukernavn")).to_be_visible()
