"""Training mode in a real browser: chosen, played in the console, registered as nothing, looked back on; by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from accessibility import problems_of
from pages import ConsolePage, ParentPage
from playwright.sync_api import BrowserContext, Page, expect
from running import Ventevakt

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Parent = Callable[..., ParentPage]
Veileder = Callable[..., ConsolePage]
EASY = "Babyen gråter hver kveld"
GRAVE = "Seks uker gammel baby med feber"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def choose(console: ConsolePage, system: Ventevakt) -> Page:
    """The page to choose on; a practice that another test left running is broken off."""
    page = console.page
    page.goto(system.url + "/konsoll/opplaering")
    expect(page.locator("#scripts li").first).to_be_visible()
    stop = page.get_by_role("button", name="Avbryt øvelsen")
    if stop.count():
        stop.click()
        expect(page.locator("#told")).to_have_text("Øvelsen er avbrutt.")
        expect(stop).to_have_count(0)
    return page


def start(console: ConsolePage, system: Ventevakt, title: str) -> str:
    """Begin a practice by keyboard and wait for the parent in the console; the conversation's id."""
    page = choose(console, system)
    button = page.get_by_role("button", name=f"Start øvelsen: {title}")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#practice-mark")).to_be_visible()
    card = page.locator('#practice .card[aria-current="true"]')
    expect(card).to_have_count(1)
    system.advance(10)
    expect(console.messages("parent").first).to_be_visible()
    return str(card.get_attribute("data-id"))


def take(console: ConsolePage) -> None:
    expect(console.page.locator("#preview-bar")).to_be_visible()
    console.page.keyboard.press("Alt+t")
    console.has_taken()


def answered(console: ConsolePage, system: Ventevakt, words: str, answer: str) -> None:
    """The veileder writes, time passes, and the parent answers."""
    console.write(words)
    system.advance(15)
    expect(console.messages("parent").filter(has_text=answer)).to_be_visible()


def test_from_choosing_to_the_points_by_keyboard_alone(without_bot: Ventevakt, veileder: Veileder) -> None:
    console = veileder(without_bot)
    link = console.page.get_by_role("link", name="Opplæring")
    link.focus()
    console.page.keyboard.press("Enter")
    expect(console.page.get_by_role("heading", level=1)).to_have_text("Opplæring")
    page = console.page
    start(console, without_bot, EASY)
    expect(page).to_have_title(re.compile("Øvelse"))
    expect(page.locator("#practice .practice-flag")).to_have_text("Øvelse")
    expect(page.locator("#queue .practice-flag, #mine .practice-flag")).to_have_count(0)
    take(console)
    answered(console, without_bot, "Hei. Har han feber?", "Nei, ingen feber")
    page.keyboard.press("Alt+a")
    page.keyboard.press("Enter")
    expect(page.locator("#registration-practice")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#practice-pane")).to_contain_text("Øvelse: ikke registrert.")
    expect(page.locator("#announce")).to_have_text("Øvelse: ikke registrert.")
    page.locator("#practice .practice-points").last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Punkter å merke seg: {EASY}")
    expect(page.locator("#points li")).to_have_count(5)
    expect(page.locator("#done")).to_contain_text("Øvelse: ikke registrert.")
    found = page.locator("#points li").first.locator(".found a").first
    found.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".message:target")).to_contain_text("Har han feber?")


def test_nobody_else_sees_it_and_a_real_parent_is_not_marked(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    kari, ola = veileder(without_bot, "kari"), veileder(without_bot, "ola")
    id = start(kari, without_bot, EASY)
    real = parent(without_bot).start()
    real.write("hei, er det noen her")
    expect(ola.card(real.conversation)).to_be_visible()
    expect(ola.card(id)).to_have_count(0)
    expect(ola.page.locator("#practice-pane")).to_be_hidden()
    expect(ola.page).not_to_have_title(re.compile("Øvelse"))
    kari.open(real.conversation)
    expect(kari.page.locator("#practice-mark")).to_be_hidden()
    expect(kari.page).not_to_have_title(re.compile("Øvelse"))
    expect(kari.page.locator("#practice").locator(f'[data-id="{real.conversation}"]')).to_have_count(0)


def test_an_alert_of_a_practice_says_so_and_is_acknowledged_by_its_key(
    without_bot: Ventevakt, veileder: Veileder
) -> None:
    console = veileder(without_bot)
    id = start(console, without_bot, GRAVE)
    expect(console.messages("emergency").first).to_be_visible()
    take(console)
    answered(console, without_bot, "Våkner hun når du tar på henne?", "sovner igjen fort")
    alert = console.alert(id)
    expect(alert.locator(".practice-flag")).to_have_text("Øvelse")
    expect(console.page.locator("#announce-urgent")).to_contain_text("Øvelse")
    assert problems_of(console.page) == []
    console.page.keyboard.press("Alt+b")
    expect(alert).to_have_count(0)


def test_a_second_practice_at_a_time_is_refused_in_words(without_bot: Ventevakt, veileder: Veileder) -> None:
    console = veileder(without_bot)
    page = choose(console, without_bot)
    other = page.context.new_page()
    other.goto(without_bot.url + "/konsoll/opplaering")
    expect(other.locator("#scripts button").first).to_be_enabled()
    page.get_by_role("button", name=f"Start øvelsen: {EASY}").click()
    expect(page.locator("#practice-mark")).to_be_visible()
    other.locator("#scripts button").last.click()
    expect(other.get_by_role("alert")).to_contain_text("en øvelse i gang")
    other.reload()
    expect(other.locator("#scripts button").first).to_be_disabled()
    other.get_by_role("button", name="Fortsett i konsollen").click()
    expect(other.locator("#practice-mark")).to_be_visible()
    choose(console, without_bot)
    expect(page.locator("#scripts button").first).to_be_enabled()


def test_signed_out_both_pages_say_where_to_sign_in(
    without_bot: Ventevakt, contexts: Callable[..., BrowserContext]
) -> None:
    page = contexts({"width": 800, "height": 600}).new_page()
    for path in ("/konsoll/opplaering", "/konsoll/opplaering/ukjent"):
        page.goto(without_bot.url + path)
        expect(page.get_by_role("alert")).to_contain_text("Logg inn i konsollen først.")
        expect(page.get_by_role("link", name="Til innloggingen")).to_be_visible()


def test_the_pages_hold_for_axe_small_screens_and_paper(without_bot: Ventevakt, veileder: Veileder) -> None:
    console = veileder(without_bot)
    page = choose(console, without_bot)
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 x 1024 at 400 %
    assert problems_of(page) == []
    assert page.evaluate(WIDER) <= 0
    page.get_by_role("button", name=f"Start øvelsen: {EASY}").click()
    expect(page.locator("#practice-mark")).to_be_visible()
    choose(console, without_bot)
    page.locator("#mine a").first.click()
    expect(page.locator("#points li").first).to_be_visible()
    assert problems_of(page) == []
    assert page.evaluate(WIDER) <= 0
    page.emulate_media(media="print")
    expect(page.locator("#print")).to_be_hidden()
    expect(page.locator("#points")).to_be_visible()
    expect(page.locator("#log")).to_be_visible()
