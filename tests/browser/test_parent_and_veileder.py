"""The main job in a real browser: kept company, kept safe, taken over by a human."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml
from pages import ConsolePage, ParentPage
from playwright.sync_api import expect
from running import ROOT, Ventevakt

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Parent = Callable[..., ParentPage]
Veileder = Callable[..., ConsolePage]
BLUE = "hun puster ikke ordentlig og er blå på leppene"


def test_fever_in_a_small_baby_gives_116117_in_the_first_reply(
    without_bot: Ventevakt, parent: Parent
) -> None:
    page = parent(without_bot).start()
    gives_in_the_first_reply(page, "hei, babyen min er 6 uker og har 38,4 i feber", "116117")
    expect(page.emergency("113")).to_have_count(0)


def gives_in_the_first_reply(page: ParentPage, words: str, number: str) -> None:
    """The card comes right after the parent's own words, before anything else is said."""
    page.write(words)
    card = page.page.locator("#log .message-parent + .message-emergency")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("Viktig")
    expect(card.locator(f'a.call[href="tel:{number}"]')).to_be_in_viewport()


def test_not_breathing_gives_113_in_the_first_reply_with_the_bot_stopped(
    without_bot: Ventevakt, parent: Parent
) -> None:
    gives_in_the_first_reply(parent(without_bot).start(), BLUE, "113")


def test_the_number_of_a_message_taller_than_the_screen_is_in_view(
    without_bot: Ventevakt, parent: Parent
) -> None:
    page = parent(without_bot).start()
    gives_in_the_first_reply(page, "hun har krampeanfall akkurat nå, hun rister i hele kroppen", "113")
    card = page.page.locator("#log .message-emergency").bounding_box()
    log = page.page.locator("#scroller").bounding_box()
    assert card
    assert log
    assert card["height"] > 0.9 * log["height"], "the longest messages are what this is about"


@pytest.mark.needs_model
def test_not_breathing_gives_113_in_the_first_reply_with_the_bot_alive(
    with_bot: Ventevakt, parent: Parent
) -> None:
    page = parent(with_bot).start()
    gives_in_the_first_reply(page, BLUE, "113")
    beside = page.page.locator("#log .message-emergency ~ .message-assistant")
    expect(beside.first).to_be_visible()  # the assistant talks on, below the number
    expect(page.emergency("113").locator("a.call")).to_be_in_viewport()
    expect(page.page.locator("#log .kind-strategy")).to_have_count(0)
    expect(page.emergency("113")).to_have_count(1)


@pytest.mark.parametrize("answer", ["button", "text"])
def test_no_to_contact_gives_113_with_the_bot_dead(
    without_bot: Ventevakt, parent: Parent, answer: str
) -> None:
    page = parent(without_bot).start()
    page.write("noe er galt med babyen")
    expect(page.page.get_by_text("Får du kontakt med barnet")).to_be_visible()
    if answer == "button":
        page.choose("Nei")
    else:
        page.write("nei")
    expect(page.emergency("113")).to_be_visible()


def claim_together(*consoles: ConsolePage) -> None:
    """Press «Ta samtalen» in all of them at the same instant of the machine's clock, none waiting for another."""
    at = consoles[0].page.evaluate("Date.now()") + 500
    press = "([button, at]) => void setTimeout(() => button.click(), at - Date.now())"
    for console in consoles:
        button = console.page.get_by_role("button", name="Ta samtalen").element_handle()
        console.page.evaluate(press, [button, at])


def test_two_veileder_claim_at_once_and_one_wins(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page = parent(without_bot).start()
    page.write("jeg er så sliten at jeg bare gråter")
    consoles = {name: veileder(without_bot, name) for name in ("kari", "ola")}
    asked: list[str] = []
    for name, console in consoles.items():
        console.page.route("**/messages?*", lambda _: None)  # neither hears of the other but by its own claim
        console.page.on(
            "request", lambda request, name=name: asked.append(name) if "/claim" in request.url else None
        )
        console.open(page.conversation)
    claim_together(*consoles.values())
    fields = {name: console.page.get_by_label("Skriv til forelderen") for name, console in consoles.items()}
    refused = {name: console.page.locator("#open-error") for name, console in consoles.items()}
    expect(page.messages("system").filter(has_text="er her nå og leser")).to_have_count(1)
    told = page.messages("system").filter(has_text="er her nå og leser").inner_text()
    [winner] = [name for name in consoles if f"{name} (" in told]
    [loser] = [name for name in consoles if name != winner]
    expect(fields[winner]).to_be_visible()
    expect(refused[loser]).to_contain_text(winner)
    expect(fields[loser]).to_be_hidden()
    expect(refused[winner]).to_be_hidden()
    assert sorted(asked) == ["kari", "ola"]
    expect(page.messages("system").filter(has_text="er her nå og leser")).to_have_count(1)


def test_somebody_elses_claim_is_told_to_who_only_looks(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page = parent(without_bot).start()
    page.write("jeg vet ikke hva jeg skal gjøre")
    kari, ola = veileder(without_bot, "kari"), veileder(without_bot, "ola")
    for console in (kari, ola):
        console.open(page.conversation)
    kari.claim()
    expect(ola.page.locator("#open-error")).to_contain_text("tatt av en annen")
    expect(ola.page.get_by_role("button", name="Ta samtalen")).to_be_hidden()


def test_red_after_the_laptop_closed_reaches_the_parent_and_the_queue(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page = parent(without_bot).start()
    page.write("sønnen min sover aldri og jeg er helt tom")
    kari = veileder(without_bot)
    kari.open(page.conversation)
    kari.claim()
    kari.has_taken()
    kari.page.close()
    page.write(BLUE)
    without_bot.advance(31)
    expect(page.emergency("113")).to_be_visible()
    without_bot.advance(300)
    ola = veileder(without_bot, "ola")
    expect(ola.card(page.conversation)).to_contain_text("Akutt")


def test_a_veileder_takes_over_writes_closes_and_registers(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page = parent(without_bot).start()
    page.write("Babyen gråter hele kvelden, og jeg er alene. Vi bor i Bergen.")
    id = page.conversation
    kari = veileder(without_bot)
    kari.open(page.conversation)
    kari.claim()
    kari.has_taken()
    expect(page.page.get_by_text("Du skriver med en veileder nå.")).to_be_visible()
    kari.write("Hei. Jeg har lest det du skrev. Hvordan har du det nå?")
    expect(page.messages("veileder")).to_contain_text("Hvordan har du det nå?")
    page.write("bedre nå som noen er her")
    expect(kari.messages("parent").filter(has_text="bedre nå som noen er her")).to_be_visible()
    close_and_register(kari)
    expect(page.page.get_by_text("Samtalen er avsluttet.", exact=True)).to_be_visible()
    expect(page.page.get_by_label("Skriv til oss")).to_be_hidden()
    expect(kari.card(id)).to_have_count(0)


def test_who_is_at_the_newest_follows_and_who_reads_above_is_told_of_what_is_new(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page = parent(without_bot).start()
    page.write("hei, jeg har lest her en stund. " * 15)
    kari = veileder(without_bot)
    kari.open(page.conversation)
    kari.claim()
    kari.has_taken()
    newer = page.page.get_by_role("button", name="Nye meldinger")
    for words in ("Først dette. ", "Så dette. "):
        kari.write(words * 30)
        expect(page.messages("veileder").filter(has_text=words)).to_be_in_viewport()
    expect(page.page.locator("#log-end")).to_be_in_viewport()
    expect(newer).to_be_hidden()
    first = page.messages("assistant").first
    first.scroll_into_view_if_needed()
    expect(page.page.locator("#log-end")).not_to_be_in_viewport()
    kari.write("Og dette.")
    expect(newer).to_be_visible()
    expect(first).to_be_in_viewport()
    newer.click()
    expect(page.messages("veileder").last).to_be_in_viewport()
    expect(newer).to_be_hidden()


def close_and_register(console: ConsolePage) -> None:
    """With the keyboard alone."""
    keyboard = console.page.keyboard
    keyboard.press("Alt+a")
    keyboard.press("Enter")
    dialog = console.page.get_by_role("dialog", name="Registrer samtalen")
    expect(dialog).to_be_visible()
    assert dialog.locator("input[name=themes]:checked").count() == 0
    keyboard.press("Space")
    keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()


@pytest.mark.store
@pytest.mark.needs_model
def test_tired_mother_is_kept_company_and_then_taken_over(
    on_each_database: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page = parent(on_each_database).start()
    page.write("jeg er så sliten, babyen gråter hele tiden og ingenting hjelper")
    expect(page.messages("assistant").nth(1)).to_be_visible()
    answer_until_strategy(page)
    page.write("Vi bor i Bergen")
    expect(page.page.locator("#log .kind-service").first).to_be_visible()
    kari = veileder(on_each_database)
    kari.open(page.conversation)
    kari.claim()
    kari.has_taken()
    kari.write("Hei, nå er jeg her.")
    expect(page.messages("veileder")).to_contain_text("nå er jeg her")
    page.write("takk")
    expect(kari.messages("parent").filter(has_text="takk")).to_be_visible()
    close_and_register(kari)


def answer_until_strategy(page: ParentPage) -> None:
    """Press, at each question, the answer of a parent whose child is well, until something calming is offered."""
    strategy = page.page.locator("#log .kind-strategy")
    asked = page.page.locator("#log .message:has(.choices)")
    for _ in range(12):
        expect(strategy.or_(asked).first).to_be_visible()
        if strategy.count():
            return
        question = asked.inner_text()
        page.choose(next((label for text, label in all_is_well() if text in question), "Ja, gjerne"))
    raise AssertionError("twelve questions and nothing that calms")


def all_is_well() -> list[tuple[str, str]]:
    """Each safety question with the button that tells of no danger."""
    protocol = yaml.safe_load((ROOT / "resources" / "protocol" / "questions.yaml").read_text("utf-8"))
    return [
        (question[wording]["nb"], choice["label"]["nb"])
        for question in protocol["questions"]
        for wording in ("text", "again")
        for choice in question.get("choices", [])
        if choice.get("denies") or choice["label"]["nb"] == "3–6 måneder"
    ]


@pytest.mark.needs_model
def test_no_to_contact_gives_113_with_the_bot_alive(with_bot: Ventevakt, parent: Parent) -> None:
    page = parent(with_bot).start()
    page.write("noe er galt med babyen")
    expect(page.page.get_by_text("Får du kontakt med barnet")).to_be_visible()
    page.write("nei")
    expect(page.emergency("113")).to_be_visible()
