"""The parent's page itself: numbers always there, one button, ways out, languages, accessibility."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from accessibility import problems_in_each_look
from pages import ParentPage
from playwright.sync_api import BrowserContext, Request, expect
from running import Ventevakt

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Parent = Callable[..., ParentPage]
Contexts = Callable[..., BrowserContext]
NUMBERS = ["113", "116117", "112"]
ANONYMOUS = (
    "Du er anonym så lenge du ikke forteller hvem du er. "
    "Ved fare for liv og helse kan veilederne ha plikt til å varsle."
)


def test_start_page_tells_who_answers_and_asks_for_nothing(without_bot: Ventevakt, parent: Parent) -> None:
    page = parent(without_bot).page
    expect(page.get_by_text(ANONYMOUS)).to_be_visible()
    expect(page.get_by_text("Assistenten er et dataprogram, ikke et menneske")).to_be_visible()
    expect(page.get_by_role("button", name="Start samtalen")).to_be_enabled()
    assert page.locator("input:visible, select:visible, textarea:visible").count() == 0
    assert page.context.cookies() == []


def test_numbers_stay_on_screen_without_javascript(without_bot: Ventevakt, contexts: Contexts) -> None:
    page = contexts({"width": 320, "height": 480}, java_script_enabled=False).new_page()
    page.goto(without_bot.url)
    assert "JavaScript er slått av" in page.locator("noscript").inner_text()
    expect(page.get_by_role("button", name="Start samtalen")).to_be_hidden()
    page.mouse.wheel(0, 3000)
    for number in NUMBERS:
        expect(page.locator(f'.numbers a[href="tel:{number}"]')).to_be_in_viewport(ratio=1)


def test_numbers_stay_on_screen_during_the_chat(without_bot: Ventevakt, parent: Parent) -> None:
    page = parent(without_bot).start()
    for turn in range(6):
        page.write(f"melding nummer {turn}, med litt tekst så det blir noe å rulle i")
    for number in NUMBERS:
        expect(page.page.locator(f'.numbers a[href="tel:{number}"]')).to_be_in_viewport(ratio=1)


def test_when_the_service_does_not_answer_the_parent_is_told_with_numbers(
    without_bot: Ventevakt, parent: Parent
) -> None:
    page = parent(without_bot).page
    page.route("**/api/**", lambda route: route.abort())
    page.get_by_role("button", name="Start samtalen").click()
    expect(page.get_by_role("alert")).to_contain_text("113")
    page.unroute("**/api/**")
    page.get_by_role("button", name="Start samtalen").click()
    expect(page.get_by_label("Skriv til oss")).to_be_visible()


@pytest.mark.parametrize("way", ["button", "escape"])
def test_quick_exit_leaves_at_once_and_tells_the_server(
    without_bot: Ventevakt, parent: Parent, way: str
) -> None:
    page = parent(without_bot).start()
    page.write("han kommer hjem nå")
    left: list[Request] = []
    page.page.context.on("request", lambda request: left.append(request) if "/leave" in request.url else None)
    if way == "button":
        page.page.get_by_role("button", name="Lukk raskt").click()
    else:
        page.page.keyboard.press("Escape")
        page.page.keyboard.press("Escape")
    page.page.wait_for_url("about:blank")
    assert page.page.locator("body").inner_text() == ""
    assert [request.post_data_json for request in left] == [{"quick_exit": True}]
    page.page.goto(without_bot.url)
    expect(page.page.get_by_role("button", name="Start samtalen")).to_be_visible()


def test_one_escape_alone_stays(without_bot: Ventevakt, parent: Parent) -> None:
    page = parent(without_bot).start()
    page.page.keyboard.press("Escape")
    expect(page.page.locator("#announce")).to_contain_text("Esc en gang til")
    assert page.page.url.startswith(without_bot.url)


def test_leaving_is_confirmed_first(without_bot: Ventevakt, parent: Parent) -> None:
    page = parent(without_bot).start()
    page.page.get_by_role("button", name="Avslutt", exact=True).click()
    page.page.get_by_role("button", name="Nei, bli her").click()
    expect(page.page.get_by_label("Skriv til oss")).to_be_visible()
    page.page.get_by_role("button", name="Avslutt", exact=True).click()
    page.page.get_by_role("button", name="Ja, avslutt").click()
    expect(page.page.get_by_role("heading", name="Samtalen er avsluttet")).to_be_visible()
    page.page.get_by_role("button", name="Start en ny samtale").click()
    expect(page.page.get_by_role("button", name="Start samtalen")).to_be_enabled()


def test_a_human_can_be_asked_for_at_every_moment(without_bot: Ventevakt, parent: Parent) -> None:
    without_bot.advance(301)  # who was here in other tests is here no longer
    page = parent(without_bot).start()
    ask = page.page.get_by_role("button", name="Snakk med et menneske")
    note = page.page.locator("#human-note")
    for words in ("Vi har notert at du vil", "Det er ikke glemt", "Vi har notert at du vil"):
        ask.click()  # every press is seen to be heard
        expect(note).to_contain_text(words)
        expect(note).to_be_in_viewport(ratio=1)
    expect(note).to_contain_text("Ingen veileder er her akkurat nå")
    page.write("er det noen der?")
    expect(note).to_be_hidden()
    expect(ask).to_be_enabled()


@pytest.mark.parametrize(("language", "start"), [("nn", "Start samtalen"), ("en", "Start the chat")])
def test_language_is_chosen_in_one_press(
    without_bot: Ventevakt, parent: Parent, language: str, start: str
) -> None:
    page = parent(without_bot).page
    page.locator(f'.languages a[hreflang="{language}"]').click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.get_by_role("button", name=start).click()
    expect(page.locator("#log .message-assistant").first).to_be_visible()


def test_nothing_is_asked_of_any_other_host(without_bot: Ventevakt, contexts: Contexts) -> None:
    hosts: set[str] = set()
    context = contexts({"width": 360, "height": 740})
    context.on("request", lambda request: hosts.add(re.sub(r"^(\w+://[^/]+).*", r"\1", request.url)))
    page = context.new_page()
    page.goto(without_bot.url)
    ParentPage(page).start().write("hei")
    assert hosts == {without_bot.url}


@pytest.mark.parametrize("size", [(320, 568), (320, 256), (360, 740), (1280, 800)])
def test_no_width_needs_scrolling_sideways(
    without_bot: Ventevakt, contexts: Contexts, size: tuple[int, int]
) -> None:
    page = contexts({"width": size[0], "height": size[1]}).new_page()
    page.goto(without_bot.url)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    chat = ParentPage(page).start()
    chat.write("hun puster ikke ordentlig og er blå på leppene " + "x" * 120)
    expect(chat.emergency("113")).to_be_visible()
    assert page.evaluate(wide) <= 0


def test_parent_page_has_no_accessibility_problem(without_bot: Ventevakt, contexts: Contexts) -> None:
    sizes = [(360, 740), (1280, 800)]
    page = contexts({"width": 360, "height": 740}, reduced_motion="reduce").new_page()
    page.goto(without_bot.url)
    assert problems_in_each_look(page, sizes) == []
    chat = ParentPage(page).start()
    chat.write("hun puster ikke ordentlig og er blå på leppene")
    expect(chat.emergency("113")).to_be_visible()
    assert problems_in_each_look(page, sizes) == []
    page.get_by_role("button", name="Avslutt", exact=True).click()
    assert problems_in_each_look(page, sizes) == []


def test_whole_way_to_an_emergency_number_with_the_keyboard_alone(
    without_bot: Ventevakt, parent: Parent
) -> None:
    page = parent(without_bot, desktop=True).page
    start = page.get_by_role("button", name="Start samtalen")
    for _ in range(15):
        page.keyboard.press("Tab")
        if start.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_label("Skriv til oss")).to_be_focused()
    page.keyboard.type("hun puster ikke ordentlig og er blå på leppene")
    page.keyboard.press("Enter")
    expect(ParentPage(page).emergency("113")).to_have_attribute("role", "alert")
    page.locator("#log a.call").focus()
    expect(page.locator("#log a.call")).to_be_focused()
