"""Registration with the keyboard alone, quickly; a busy veileder and somebody urgent; what survives a reload; two tabs."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from accessibility import problems_in_each_look, problems_of
from pages import ConsolePage, ParentPage, until
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect
from running import LOGIN_PASSWORD, Ventevakt

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Parent = Callable[..., ParentPage]
Veileder = Callable[..., ConsolePage]
Contexts = Callable[..., BrowserContext]
BLUE = "hun puster ikke ordentlig og er blå på leppene"
TIRED = "Babyen min på 4 måneder gråter hele kvelden, og jeg er så sliten."
VIOLENCE = "Overgrep og vold i hjemmet"
MEANS = {
    "Sliten og trett": "Utmattelse og søvnmangel, ikke mer krefter.",
    "Ensomhet": "Ensomhet, lite nettverk, alene med barn.",
}
LONG_CHAT = [
    "jeg er helt alene med babyen hele dagen",
    "vi krangler hele tiden og svigermor blander seg",
    "har ikke råd til bleier, inkasso",
    "mekling om samvær neste uke",
    "mannen drikker for mye hver helg",
    "føler meg så ensom",
    "hva er vitsen med alt",
]


class Counted:
    """A keyboard that counts its key presses; a key held with another is one press."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1


def waiting(system: Ventevakt, parent: Parent, text: str) -> ParentPage:
    page = parent(system).start()
    page.write(text)
    return page


def held(system: Ventevakt, parent: Parent, veileder: Veileder, text: str) -> tuple[ParentPage, ConsolePage]:
    """A parent, and kari who has taken the conversation."""
    page = waiting(system, parent, text)
    console = veileder(system)
    console.open(page.conversation)
    console.claim()
    console.has_taken()
    return page, console


def form(console: ConsolePage) -> Locator:
    return console.page.get_by_role("dialog", name="Registrer samtalen")


def ended(console: ConsolePage) -> Locator:
    """End the open conversation; the form that follows."""
    console.page.keyboard.press("Alt+a")
    console.page.keyboard.press("Enter")
    expect(form(console)).to_be_visible()
    return form(console)


def ticked(dialog: Locator) -> list[str]:
    boxes = dialog.locator("input[type=checkbox]:checked")
    return [box.get_attribute("value") or "" for box in boxes.all()]


def test_from_claim_to_registered_with_the_keyboard_in_time(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page = waiting(without_bot, parent, TIRED)
    id = page.conversation
    console = veileder(without_bot)
    expect(console.card(id)).to_be_visible()
    console.page.keyboard.press("Alt+k")
    for _ in range(console.page.locator("#queue .card").count()):
        if console.card(id).evaluate("card => card === document.activeElement"):
            break
        console.page.keyboard.press("ArrowDown")
    expect(console.card(id)).to_be_focused()
    console.page.keyboard.press("Enter")
    expect(console.messages("parent").first).to_be_visible()
    console.page.keyboard.press("Alt+t")
    console.has_taken()
    console.page.keyboard.type("Hei, jeg leser det du skrev.")
    console.page.keyboard.press("Enter")
    expect(page.messages("veileder")).to_be_visible()
    keys, begun = Counted(console.page), time.monotonic()
    keys.press("Alt+a", "Enter")
    dialog = form(console)
    expect(dialog).to_be_visible()
    assert ticked(dialog) == []
    expect(dialog.locator("#reg-suggested kbd").first).to_have_text("1")
    keys.press("1", "2", "f", "e", "n", "s", "Enter", "k")
    assert len(ticked(dialog)) == 3
    assert "Ensomhet" in ticked(dialog)
    with console.page.expect_request("**/registration") as sent:
        keys.press("Control+Enter")
    expect(dialog).to_be_hidden()
    body = sent.value.post_data_json
    assert (body["gender"], body["channel"], len(body["themes"])) == ("Kvinne", "Chat", 3)
    assert keys.presses < 15
    assert time.monotonic() - begun < 60
    expect(console.card(id)).to_have_count(0)


def test_a_telephone_call_is_registered_in_the_same_form_with_the_keyboard_in_time(
    without_bot: Ventevakt, veileder: Veileder
) -> None:
    console = veileder(without_bot)
    keys, begun = Counted(console.page), time.monotonic()
    keys.press("Alt+n")
    dialog = console.page.get_by_role("dialog", name="Registrer telefonsamtale")
    expect(dialog.get_by_label("Tlf")).to_be_checked()
    expect(dialog.locator("label[for=reg-length] kbd")).to_have_text("H")
    keys.press("f", "s", "l", "i", "Enter", "h", "2", "5", "m", "p")
    with console.page.expect_response("**/api/registrations") as answer:
        keys.press("Control+Enter")
    assert answer.value.status == 201
    body = answer.value.request.post_data_json
    assert (body["themes"], body["length_minutes"]) == (["Sliten og trett"], 25)
    assert (body["gender"], body["channel"], body["outcomes"]) == ("Mann", "Tlf", ["Kontakt med politiet"])
    assert keys.presses < 15
    assert time.monotonic() - begun < 60
    expect(dialog).to_be_hidden()
    keys.press("Alt+n", "g")
    expect(dialog.get_by_label("Når begynte samtalen")).to_be_focused()


def test_every_value_has_a_letter_of_its_own_and_does_what_it_shows(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    _, console = held(without_bot, parent, veileder, TIRED)
    dialog = ended(console)
    keys = [key.get_attribute("data-key") or "" for key in dialog.locator("input[data-key]").all()]
    assert len(keys) == len(set(keys)) >= 18
    for key in ("b", "p", "t"):
        console.page.keyboard.press(key)
    assert ticked(dialog) == ["Bekymringsmeldinger til barnevernet", "Kontakt med politiet"]
    expect(dialog.get_by_label("Tlf")).to_be_checked()
    console.page.keyboard.press("b")
    assert ticked(dialog) == ["Kontakt med politiet"]
    console.page.keyboard.press("Enter")  # nothing is saved by accident
    expect(dialog).to_be_visible()


def test_the_words_behind_a_suggestion_stand_in_the_form_and_what_one_accepted_is_ticked(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, console = held(without_bot, parent, veileder, TIRED)
    theme = console.page.locator('#themes [data-theme="Sliten og trett"]')  # both layers suggest it
    theme.press("j")
    expect(theme).to_contain_text("Godtatt")
    switched_off = {"error": "theme_switched_off", "message": "Temaet brukes ikke lenger."}
    console.page.route("**/themes", lambda route: route.fulfill(status=422, json=switched_off))
    theme.press("n")
    expect(console.page.locator("#open-error")).to_have_text("Temaet brukes ikke lenger.")
    console.page.unroute("**/themes")
    page.write("er du der ennå?")  # told, and the conversation goes on
    expect(console.messages("parent").filter(has_text="er du der ennå?")).to_be_visible()
    console.write("Ja, jeg er her.")
    dialog = ended(console)
    expect(dialog.locator("#reg-suggested")).to_contain_text("«")
    assert ticked(dialog) == ["Sliten og trett"]


def test_what_a_theme_means_is_told_beside_the_suggestion_and_for_each_theme_of_the_form(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    _, console = held(without_bot, parent, veileder, TIRED)
    suggested = console.page.locator('#themes [data-theme="Sliten og trett"]')
    expect(suggested).to_contain_text(MEANS["Sliten og trett"])
    expect(suggested).to_have_accessible_description(MEANS["Sliten og trett"])
    dialog = ended(console)
    line = dialog.locator("#reg-definition")
    first = dialog.locator("#reg-suggested input").first
    expect(first).to_be_focused()
    expect(line).to_contain_text(first.get_attribute("value") or "no theme")
    console.page.keyboard.press("f")
    expect(line).to_have_text("")
    console.page.keyboard.type("ensom")
    console.page.keyboard.press("Enter")
    lonely = dialog.get_by_role("checkbox", name="Ensomhet", exact=True)
    expect(lonely).to_be_focused()
    expect(line).to_have_text(f"Ensomhet: {MEANS['Ensomhet']}")
    expect(lonely).to_have_accessible_description(MEANS["Ensomhet"])
    dialog.get_by_text("Samvær", exact=True).hover()
    expect(line).to_contain_text("Samvær: ")
    dialog.get_by_text("Kjønn").hover()
    expect(line).to_have_text(f"Ensomhet: {MEANS['Ensomhet']}")
    described = dialog.locator("input[name=themes]").evaluate_all(
        "boxes => boxes.map(box => document.getElementById(box.getAttribute('aria-describedby')).textContent)"
    )
    assert len(set(described)) == 20
    assert problems_of(console.page) == []


def test_a_long_chat_suggests_five_themes_in_the_same_order_beside_it_and_in_the_form(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, console = held(without_bot, parent, veileder, "er så ensom, har ingen å snakke med")
    for text in LONG_CHAT:
        page.write(text)
    expect(console.messages("parent")).to_have_count(1 + len(LONG_CHAT))
    themes = console.page.locator("#themes [data-theme]")
    expect(themes).to_have_count(5)
    expect(console.page.locator('#themes [data-theme="Ensomhet"]')).to_be_visible()  # said again and again
    last = themes.last.get_attribute("data-theme") or ""
    console.page.keyboard.press("Alt+m")
    for _ in range(4):
        console.page.keyboard.press("ArrowDown")
    console.page.keyboard.press("n")
    expect(console.page.locator(f'#themes [data-theme="{last}"]')).to_contain_text("Avvist")
    kept = [one.get_attribute("data-theme") for one in themes.all() if "Avvist" not in one.inner_text()]
    dialog = ended(console)
    boxes = dialog.locator("#reg-suggested input").all()
    assert [box.get_attribute("value") for box in boxes] == kept
    assert [box.get_attribute("data-key") for box in boxes] == ["1", "2", "3", "4"]


def test_violence_opens_its_kinds_and_takes_them_back(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    _, console = held(without_bot, parent, veileder, "jeg vil snakke litt")
    dialog = ended(console)
    kinds = dialog.get_by_role("group", name="Type vold eller overgrep")
    expect(kinds).to_be_hidden()
    console.page.keyboard.press("f")
    console.page.keyboard.type("vold")
    console.page.keyboard.press("Enter")
    expect(kinds).to_be_visible()
    kinds.get_by_label("Vold mot barn").check()
    kinds.get_by_label("Psykisk vold").check()
    assert problems_of(console.page) == []
    dialog.get_by_label(VIOLENCE).uncheck()
    expect(kinds).to_be_hidden()
    dialog.get_by_label(VIOLENCE).check()
    expect(kinds.get_by_label("Vold mot barn")).not_to_be_checked()
    kinds.get_by_label("Fysisk vold").check()
    with console.page.expect_request("**/registration") as sent:
        console.page.keyboard.press("Control+Enter")
    assert sent.value.post_data_json["violence"] == ["Fysisk vold"]
    expect(dialog).to_be_hidden()


def test_themes_that_are_switched_off_are_not_offered(without_bot: Ventevakt, veileder: Veileder) -> None:
    console = veileder(without_bot)
    console.page.keyboard.press("Alt+n")
    dialog = console.page.get_by_role("dialog", name="Registrer telefonsamtale")
    expect(dialog.get_by_label("Ensomhet")).to_be_visible()
    assert dialog.locator("input[name=themes]").count() == 20
    expect(dialog).not_to_contain_text("Corona")


def test_a_call_of_tomorrow_is_refused_in_words_and_the_form_keeps_its_ticks(
    without_bot: Ventevakt, veileder: Veileder
) -> None:
    console = veileder(without_bot)
    expect(console.page.locator("#queue-empty:visible, #queue > li").first).to_be_visible()
    console.page.keyboard.press("Alt+n")
    dialog = console.page.get_by_role("dialog", name="Registrer telefonsamtale")
    dialog.get_by_label("Ensomhet").check()
    dialog.get_by_label("Når begynte samtalen").fill("2099-01-01T12:00")
    console.page.keyboard.press("Control+Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Tidspunktet er ikke kommet ennå")
    assert ticked(dialog) == ["Ensomhet"]
    dialog.get_by_label("Når begynte samtalen").fill("")
    console.page.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()


def test_a_theme_that_is_gone_is_told_and_the_rest_stays(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    _, console = held(without_bot, parent, veileder, "jeg vil snakke litt")
    dialog = ended(console)
    dialog.get_by_label("Ensomhet").check()
    dialog.get_by_label("Samvær").check()
    dialog.get_by_label("Samvær").evaluate(
        "box => { box.value = 'Gammelt tema'; }"
    )  # it was so when the page came
    console.page.keyboard.press("Control+Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("«Gammelt tema» brukes ikke for nye registreringer")
    assert ticked(dialog) == ["Ensomhet"]
    console.page.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()


def losing_answers(console: ConsolePage, path: str) -> None:
    """What is sent reaches the server, and the answer gets lost on the way back."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    console.page.route(path, lose)


def test_without_network_nothing_is_lost_and_sent_again_it_counts_once(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    _, console = held(without_bot, parent, veileder, "jeg vil snakke litt")
    dialog = ended(console)
    dialog.get_by_label("Ensomhet").check()
    losing_answers(console, "**/registration")
    console.page.keyboard.press("Control+Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("vi vet ikke om registreringen ble lagret")
    console.page.unroute("**/registration")
    dialog.get_by_label("Samvær").check()  # what is changed meanwhile is changed in what is stored
    with console.page.expect_response("**/registration") as answer:
        console.page.keyboard.press("Control+Enter")
    assert answer.value.status == 201
    expect(dialog).to_be_hidden()


def test_the_next_callers_form_is_not_taken_for_the_one_whose_answer_was_lost(
    without_bot: Ventevakt, veileder: Veileder
) -> None:
    console = veileder(without_bot)
    dialog = console.page.get_by_role("dialog", name="Registrer telefonsamtale")
    sent: list[str] = []
    console.page.on(
        "request", lambda one: one.url.endswith("/registrations") and sent.append(one.post_data or "")
    )

    def save_without_answer() -> None:
        losing_answers(console, "**/registrations")
        console.page.keyboard.press("Control+Enter")
        expect(dialog.get_by_role("alert")).to_contain_text("vi vet ikke om registreringen ble lagret")
        console.page.unroute("**/registrations")

    console.page.keyboard.press("Alt+n")
    dialog.get_by_label("Ensomhet").check()
    save_without_answer()
    console.page.keyboard.press("Escape")
    console.page.keyboard.press(
        "Alt+n"
    )  # settled first: the same again, and the form is empty for the next caller
    expect(dialog.locator("#reg-told")).to_contain_text("er lagret")
    assert ticked(dialog) == []
    assert sent[0] == sent[1]

    dialog.get_by_label("Samvær").check()
    save_without_answer()
    dialog.get_by_label("Livskrise").check()
    console.page.keyboard.press("Control+Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Er dette en ny samtale")
    expect(dialog.get_by_role("button", name="Lagre som en ny samtale")).to_be_focused()
    with console.page.expect_response("**/registrations") as answer:
        dialog.get_by_role("button", name="Rett den som er lagret").click()
    mended = answer.value.request.post_data_json
    assert (answer.value.status, mended["corrects"], len(mended["themes"])) == (201, True, 2)
    expect(dialog).to_be_hidden()

    console.page.keyboard.press("Alt+n")
    dialog.get_by_label("Samvær").check()
    save_without_answer()
    dialog.get_by_label("Samvær").uncheck()
    console.page.keyboard.press("Control+Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Er dette en ny samtale")
    with console.page.expect_response("**/registrations") as answer:
        dialog.get_by_role("button", name="Lagre som en ny samtale").press("Enter")
    fresh = answer.value.request.post_data_json
    assert (answer.value.status, fresh["client_id"] in "".join(sent[:-1])) == (201, False)
    expect(dialog).to_be_hidden()


def test_a_half_filled_form_is_there_again_after_a_reload(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, console = held(without_bot, parent, veileder, TIRED)
    id = page.conversation
    dialog = ended(console)
    console.page.keyboard.press("k")
    dialog.get_by_label("Ensomhet").check()
    console.page.reload()
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Kvinne")).to_be_checked()
    assert ticked(dialog) == ["Ensomhet"]
    console.page.keyboard.press("Escape")
    console.page.keyboard.press("Alt+u")
    expect(console.page.locator("#unregistered .card:focus")).to_have_count(1)
    console.card(id).press("Enter")
    expect(dialog.get_by_label("Ensomhet")).to_be_checked()


def test_a_form_on_its_way_says_so_and_takes_no_tick_that_would_be_lost(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    _, console = held(without_bot, parent, veileder, "jeg vil snakke litt")
    dialog = ended(console)
    dialog.get_by_label("Ensomhet").check()
    sent: list[Route] = []
    console.page.route("**/registration", lambda route: sent.append(route))
    with console.page.expect_request("**/registration"):
        console.page.keyboard.press("Control+Enter")
    expect(dialog.get_by_role("status")).to_contain_text("Lagrer. Skjemaet kan ikke endres")
    console.page.keyboard.press("k")
    dialog.get_by_text("Samvær", exact=True).click()
    dialog.get_by_label("Livskrise").focus()
    console.page.keyboard.press("Space")
    console.page.keyboard.press("Control+Enter")
    assert ticked(dialog) == ["Ensomhet"]
    expect(dialog.get_by_label("Kvinne")).not_to_be_checked()
    [route] = sent
    route.abort()
    expect(dialog.get_by_role("alert")).to_contain_text("vi vet ikke om registreringen ble lagret")
    expect(dialog.get_by_label("Livskrise")).to_be_focused()
    dialog.get_by_label("Samvær").check()
    console.page.unroute("**/registration")
    with console.page.expect_response("**/registration") as answer:
        console.page.keyboard.press("Control+Enter")
    assert answer.value.request.post_data_json["themes"] == ["Ensomhet", "Samvær"]
    expect(dialog).to_be_hidden()


def test_after_the_text_is_deleted_the_registration_still_counts(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, console = held(without_bot, parent, veileder, "jeg vil snakke litt")
    id = page.conversation
    dialog = ended(console)
    dialog.get_by_label("Ensomhet").check()
    without_bot.advance(31 * 60)
    expect(console.card(id)).to_contain_text("Teksten er slettet")
    console.page.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()
    expect(console.card(id)).to_have_count(0)


def test_two_tabs_register_one_conversation_once(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, first = held(without_bot, parent, veileder, "jeg vil snakke litt")
    id = page.conversation
    second = ConsolePage(first.page.context.new_page())
    second.page.goto(without_bot.url + "/konsoll")
    second.open(id)
    second.page.get_by_label("Skriv til forelderen").fill("kladd i den andre fanen")
    expect(first.page.get_by_label("Skriv til forelderen")).to_have_value("")
    dialog = ended(first)
    expect(second.page.locator("#open-note")).to_have_text("Samtalen er avsluttet.")
    second.card(id).click()
    expect(form(second)).to_be_visible()
    form(second).get_by_label("Samvær").check()
    dialog.get_by_label("Ensomhet").check()
    first.page.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()
    second.page.keyboard.press("Control+Enter")
    expect(form(second).get_by_role("alert")).to_contain_text("Samtalen er allerede registrert.")
    expect(form(second).get_by_role("alert")).to_contain_text("Det du fylte ut her, er ikke lagret")
    expect(form(second).get_by_role("button", name="Lagre registreringen")).to_be_disabled()
    second.page.reload()  # what was ticked here can be read until the form is put away
    expect(form(second).get_by_label("Samvær")).to_be_checked()


def test_another_login_in_the_same_browser_is_told_and_nobody_writes_in_anothers_name(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, kari = held(without_bot, parent, veileder, "jeg vil snakke litt")
    kari.page.get_by_label("Skriv til forelderen").fill("karis kladd")
    other = ConsolePage(kari.page.context.new_page())
    other.page.goto(without_bot.url + "/konsoll")
    other.page.get_by_role("button", name="Logg ut").click()
    other.sign_in("ola", LOGIN_PASSWORD)
    page.write("er du der ennå?")  # ends the long poll that kari's tab has begun before
    expect(kari.page.locator("#login-error")).to_be_visible(timeout=40_000)
    other.page.get_by_role("button", name="Logg ut").click()
    expect(other.page.get_by_label("Brukernavn")).to_be_visible()
    page.write("hallo?")
    kari.sign_in("kari", LOGIN_PASSWORD)
    expect(
        kari.messages("parent").filter(has_text="hallo?")
    ).to_be_visible()  # open again, not as it was left
    field = kari.page.get_by_label("Skriv til forelderen")
    expect(field).to_have_value("karis kladd")
    expect(page.messages("veileder")).to_have_count(0)
    kari.page.keyboard.press("Alt+g")  # the next in this very tab gets the conversation, not the draft
    kari.page.keyboard.press("Enter")
    expect(kari.page.locator("#empty")).to_be_visible()
    kari.page.get_by_role("button", name="Logg ut").click()
    kari.sign_in("ola", LOGIN_PASSWORD)
    kari.open(page.conversation)
    kari.claim()
    kari.has_taken()
    expect(field).to_have_value("")


def test_draft_scroll_cursor_and_focus_survive_a_reload(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, console = held(without_bot, parent, veileder, "en lang historie")
    for turn in range(12):
        page.write(f"del {turn}: " + "det er mye å fortelle her i natt " * 6)
    expect(console.messages("parent")).to_have_count(13)
    field = console.page.get_by_label("Skriv til forelderen")
    field.fill("en uferdig setning")
    field.evaluate("field => field.setSelectionRange(3, 10)")
    # until it has stayed there for two frames: a message that is drawn in the very frame of the scrolling goes to the end
    console.page.locator("#scroller").evaluate(
        "box => new Promise(done => { (function hold() { box.scrollTop = 300;"
        " requestAnimationFrame(() => requestAnimationFrame("
        "() => Math.abs(box.scrollTop - 300) < 3 ? done() : hold())); })(); })"
    )
    console.page.reload()
    expect(field).to_be_focused()
    expect(field).to_have_value("en uferdig setning")
    assert field.evaluate("field => [field.selectionStart, field.selectionEnd]") == [3, 10]
    # two frames after the focus; the page's policy forbids the string that wait_for_function would run again
    console.page.locator("#scroller").evaluate(
        "box => new Promise((done, fail) => { setTimeout(() => fail(new Error(`at ${box.scrollTop}`)), 5000);"
        " (function look() { Math.abs(box.scrollTop - 300) < 3 ? done() : requestAnimationFrame(look); })(); })"
    )


def test_the_place_in_the_form_survives_a_reload(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    _, console = held(without_bot, parent, veileder, TIRED)
    console.page.set_viewport_size({"width": 1280, "height": 400})  # so that the form scrolls
    dialog = ended(console)
    search = dialog.get_by_role("searchbox")
    search.fill("an")
    shown = dialog.locator("#reg-themes label:visible").all_inner_texts()
    livskrise = dialog.locator("#reg-themes label").filter(has_text="Livskrise")
    expect(livskrise).to_be_hidden()
    focused = dialog.get_by_label("Eksistensielle tanker")
    focused.focus()
    dialog.evaluate("box => { box.scrollTop = 40; }")
    console.page.reload()
    expect(focused).to_be_focused()
    expect(search).to_have_value("an")
    expect(livskrise).to_be_hidden()
    assert dialog.locator("#reg-themes label:visible").all_inner_texts() == shown
    until(console.page, "document.getElementById('registration-dialog').scrollTop === 40")


def test_the_focus_in_the_summary_survives_news_and_a_reload(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, console = held(without_bot, parent, veileder, BLUE)
    found = console.page.locator("#summary").get_by_role("button", name="Funnet").first
    found.focus()
    page.write("hun er 8 måneder")
    expect(console.page.locator("#summary")).to_contain_text("Barnets alder: 8 måneder")
    expect(found).to_be_focused()
    console.page.reload()
    expect(found).to_be_focused()
    marked = console.page.locator("#findings").get_by_role("button").first
    marked.focus()
    console.page.reload()
    expect(marked).to_be_focused()


def banner_of(console: ConsolePage, urgent: ParentPage) -> Locator:
    return console.page.locator(f'#coming [data-coming="{urgent.conversation}"]')


def say_coming(console: ConsolePage, urgent: ParentPage) -> None:
    """Press the key until this parent has been told; those before them in the queue are told first."""
    while banner_of(console, urgent).count():
        first = console.page.locator("#coming .alert").first.get_attribute("data-coming")
        console.page.keyboard.press("Alt+j")
        expect(console.page.locator(f'#coming [data-coming="{first}"]')).to_have_count(0)


def told(urgent: ParentPage) -> Locator:
    """What «Si at jeg kommer» says to a parent."""
    return urgent.messages("system").filter(has_text="kommer til deg så snart det går")


def test_a_busy_veileder_tells_somebody_urgent_with_one_key(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    _, console = held(without_bot, parent, veileder, "jeg vil snakke litt")
    console.page.get_by_label("Skriv til forelderen").fill("midt i en setning")
    urgent = waiting(without_bot, parent, BLUE)
    banner = banner_of(console, urgent)
    expect(banner).to_be_visible()
    expect(banner).to_contain_text("Akutt")
    expect(banner).to_contain_text("blå")
    expect(console.page.get_by_label("Skriv til forelderen")).to_be_focused()
    expect(console.page.locator("#coming .alert").first.locator("kbd")).to_have_text("Alt J")
    expect(console.page.locator("#coming kbd")).to_have_count(1)  # whom the key would answer
    assert problems_of(console.page) == []
    say_coming(console, urgent)
    expect(told(urgent)).to_have_count(1)
    expect(console.card(urgent.conversation)).to_contain_text("Fått beskjed: kari kommer")
    expect(console.page.get_by_label("Skriv til forelderen")).to_have_value("midt i en setning")


def test_on_the_telephone_the_banner_and_its_key_are_in_the_form_and_come_again_when_it_gets_worse(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    console = veileder(without_bot, "ola")
    console.give_all_back()  # what ola holds since other tests
    expect(console.page.locator("#mine")).to_have_text("Du har ingen samtaler.")
    urgent = waiting(without_bot, parent, "han har feber og er 2 måneder")
    expect(console.card(urgent.conversation)).to_contain_text("Haster")
    expect(console.page.locator("#coming")).to_be_hidden()  # free: the queue says the same
    console.page.keyboard.press("Alt+n")
    dialog = console.page.get_by_role("dialog", name="Registrer telefonsamtale")
    banner = dialog.locator(f'[data-coming="{urgent.conversation}"]')
    expect(banner).to_be_visible()
    expect(banner).to_contain_text("Haster")
    dialog.get_by_role("checkbox", name="Ensomhet", exact=True).check()
    assert problems_of(console.page) == []
    say_coming(console, urgent)
    expect(told(urgent)).to_have_count(1)
    assert ticked(dialog) == ["Ensomhet"]
    urgent.write(BLUE)
    expect(banner).to_contain_text("Akutt")
    expect(console.page.locator("#announce-urgent")).to_contain_text("Haster")
    say_coming(console, urgent)
    expect(told(urgent)).to_have_count(2)
    console.page.keyboard.press("Escape")
    expect(console.page.locator("#work > #urgent")).to_be_attached()
    console.page.keyboard.press("Alt+n")
    expect(dialog.get_by_role("checkbox", name="Ensomhet", exact=True)).to_be_checked()


def test_the_summary_leads_to_the_messages_it_was_made_from(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page = waiting(without_bot, parent, "Hei, jeg er mamma til en gutt på 4 måneder. Vi bor i Bergen.")
    page.write("Han har hatt feber i tre dager.")
    console = veileder(without_bot)
    console.open(page.conversation)
    summary = console.page.locator("#summary")
    for fact in (
        "Den som skriver: mor",
        "Barnets alder: 4 måneder",
        "Hvor lenge: «i tre dager»",
        "Kommune: Bergen",
    ):
        expect(summary).to_contain_text(fact)
    summary.get_by_role("button", name="Hvor lenge").click()
    expect(console.messages("parent").last).to_be_in_viewport()


def test_the_form_has_no_accessibility_problem_and_fits_at_400_percent(
    without_bot: Ventevakt, veileder: Veileder
) -> None:
    page = veileder(without_bot).page
    page.keyboard.press("Alt+n")
    violence = page.get_by_role("dialog", name="Registrer telefonsamtale").get_by_label(VIOLENCE)
    for size in [(1280, 2400), (320, 4800)]:  # so high that nothing is scrolled halfway out of sight
        page.set_viewport_size({"width": size[0], "height": size[1]})
        violence.uncheck()
        violence.check()  # its kinds open in this size
        assert problems_in_each_look(page, [size], within="#registration-dialog") == []


def test_a_form_opened_before_the_queue_is_known_keeps_its_ticks(
    without_bot: Ventevakt, contexts: Contexts
) -> None:
    """The first answer comes late: what is opened meanwhile is not drawn anew, and belongs to who is signed in."""
    page = contexts({"width": 1280, "height": 800}).new_page()
    page.goto(without_bot.url + "/konsoll")
    expect(page.get_by_label("Brukernavn")).to_be_focused()
    page.route("**/api/queue?wait=0", lambda route: None)  # held back until `unroute` lets it go
    page.get_by_label("Brukernavn").fill("kari")
    page.get_by_label("Passord").fill(LOGIN_PASSWORD)
    page.get_by_role("button", name="Logg inn").click()
    expect(page.locator("#bar-actions")).to_be_visible()
    page.keyboard.press("Alt+n")
    page.unroute("**/api/queue?wait=0")
    ensomhet = page.get_by_role("dialog", name="Registrer telefonsamtale").get_by_label("Ensomhet")
    ensomhet.check()
    expect(page.locator("#queue-empty:visible, #queue > li").first).to_be_attached()
    expect(ensomhet).to_be_checked()
    page.reload()
    expect(ensomhet).to_be_checked()
