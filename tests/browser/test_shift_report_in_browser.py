"""The shift report in the browser: notes by keyboard, what was masked is told, printed without its forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from accessibility import problems_of
from pages import ConsolePage, until
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect
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
    expect(save_button(page)).to_be_enabled()  # its script has come
    return page


def save_button(page: Page) -> Locator:
    return page.get_by_role("button", name="Lagre notatet")


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
    save = save_button(page)
    save.click()
    expect(page.locator("#note-state")).to_contain_text("Notatet er tomt")
    page.get_by_label("Nytt notat").fill("rolig kveld")
    page.route("**/api/shift-notes", lambda route: route.abort())
    save.click()
    expect(page.locator("#note-state")).to_contain_text("Ingen kontakt med tjeneren")
    page.unroute("**/api/shift-notes")
    page.reload()
    expect(page.get_by_label("Nytt notat")).to_have_value("rolig kveld")


def test_what_is_typed_while_a_note_is_saved_stays_for_the_next(
    without_bot: Ventevakt, contexts: Contexts
) -> None:
    page = opened(without_bot, contexts)
    held: list[Route] = []
    page.route("**/api/shift-notes", lambda route: held.append(route))
    field = page.get_by_label("Nytt notat")
    field.fill("to samtaler om samvær")
    with page.expect_request("**/api/shift-notes"):
        field.press("Control+Enter")
    field.press("End")
    page.keyboard.type("\nmange spør om bleier")
    field.press("Control+Enter")  # nothing is sent before the first is answered
    until(page, "document.getElementById('note').value.includes('bleier')")
    [route] = held
    route.continue_()
    expect(page.locator("#notes li").filter(has_text="to samtaler om samvær")).to_have_count(1)
    expect(field).to_have_value("mange spør om bleier")
    page.reload()
    expect(field).to_have_value("mange spør om bleier")


def type_before_the_script_comes(page: Page, text: str) -> None:
    """Load the page anew over a slow line and write at once; returns when the script has come."""
    page.route("**/reports/shift.js", lambda route: None)  # held back until `unroute` lets it go
    page.reload(wait_until="commit")
    page.get_by_label("Nytt notat").fill(text)
    expect(save_button(page)).to_be_disabled()
    page.unroute("**/reports/shift.js")
    expect(save_button(page)).to_be_enabled()


def test_what_is_typed_before_the_script_comes_is_kept(without_bot: Ventevakt, contexts: Contexts) -> None:
    page = opened(without_bot, contexts)
    field = page.get_by_label("Nytt notat")
    type_before_the_script_comes(page, "to samtaler om samvær")
    page.reload()
    expect(field).to_have_value("to samtaler om samvær")


def test_what_is_typed_before_the_script_comes_and_the_draft_from_before_both_stay(
    without_bot: Ventevakt, contexts: Contexts
) -> None:
    page = opened(without_bot, contexts)
    field = page.get_by_label("Nytt notat")
    field.fill("to samtaler om samvær")
    type_before_the_script_comes(page, "mange spør om bleier")
    expect(field).to_have_value("to samtaler om samvær\nmange spør om bleier")
    page.reload()
    expect(field).to_have_value("to samtaler om samvær\nmange spør om bleier")


def test_nobody_is_shown_the_note_another_had_begun(without_bot: Ventevakt, contexts: Contexts) -> None:
    page = opened(without_bot, contexts)
    field = page.get_by_label("Nytt notat")
    field.fill("karis notat")

    def sign_in_as(name: str) -> None:
        page.goto(without_bot.url + "/konsoll")
        page.get_by_role("button", name="Logg ut").click()
        ConsolePage(page).sign_in(name, LOGIN_PASSWORD)
        page.get_by_role("link", name="Vaktrapport").click()

    sign_in_as("ola")
    expect(field).to_have_value("")
    sign_in_as("kari")
    expect(field).to_have_value("karis notat")


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
