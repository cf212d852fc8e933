"""The veileder's console: who waits and why, the words that were marked, alerts, replies, registration, keys."""

from __future__ import annotations

import re
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


def taken(system: Ventevakt, parent: Parent, veileder: Veileder, text: str) -> tuple[ParentPage, ConsolePage]:
    """A parent who wrote `text`, and the veileder kari who has taken the conversation."""
    page = parent(system).start()
    page.write(text)
    console = veileder(system)
    console.open(page.conversation)
    console.claim()
    console.has_taken()
    return page, console


def test_a_wrong_password_is_told_and_nothing_is_shown(without_bot: Ventevakt, contexts: Contexts) -> None:
    page = contexts({"width": 1280, "height": 800}).new_page()
    page.goto(without_bot.url + "/konsoll")
    page.get_by_label("Brukernavn").fill("kari")
    page.get_by_label("Passord").fill("feil")
    page.get_by_role("button", name="Logg inn").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.locator("#work")).to_be_hidden()
    page.get_by_label("Passord").fill(LOGIN_PASSWORD)
    page.get_by_role("button", name="Logg inn").click()
    expect(page.locator("#work")).to_be_visible()
    page.get_by_role("button", name="Logg ut").click()
    expect(page.get_by_label("Brukernavn")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Brukernavn")).to_be_visible()


def test_who_signs_in_before_the_sign_out_is_answered_stays_signed_in(
    without_bot: Ventevakt, contexts: Contexts
) -> None:
    page = contexts({"width": 1280, "height": 800}).new_page()
    page.goto(without_bot.url + "/konsoll")
    ConsolePage(page).sign_in("kari", LOGIN_PASSWORD)
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "DELETE":
            held.append(route)
        else:
            route.continue_()

    page.route("**/api/session", hold)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    with page.expect_request(lambda request: request.method == "DELETE"):
        page.get_by_role("button", name="Logg ut").click()
    page.get_by_label("Brukernavn").fill("ola")
    page.get_by_label("Passord").fill(LOGIN_PASSWORD)
    page.get_by_role("button", name="Logg inn").click()
    page.evaluate("fetch('/api/session').then(() => null)")  # what the click sent was sent before this
    assert "POST" not in sent
    [sign_out] = held
    sign_out.continue_()
    expect(page.locator("#work")).to_be_visible()
    page.reload()
    expect(page.locator("#work")).to_be_visible()


@pytest.mark.parametrize("path", ["/konsoll", "/konsoll/tjenester"])
def test_a_log_in_before_the_script_has_come_puts_no_password_in_the_address(
    without_bot: Ventevakt, contexts: Contexts, path: str
) -> None:
    page = contexts({"width": 1280, "height": 800}).new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(without_bot.url + path)
    address = page.url
    page.get_by_label("Brukernavn").fill("kari")
    page.get_by_label("Passord").fill(LOGIN_PASSWORD)
    page.get_by_label("Passord").press("Enter")
    expect(page.get_by_role("button", name="Logg inn")).to_be_disabled()
    assert page.url == address
    page.unroute("**/*.js")
    page.reload()
    ConsolePage(page).sign_in("kari", LOGIN_PASSWORD)


def test_somebody_urgent_is_told_by_title_words_and_announcement(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    console = veileder(without_bot)
    page = parent(without_bot).start()
    page.write("litt sliten bare")
    expect(console.card(page.conversation)).to_contain_text("Vanlig")
    page.write(BLUE)
    expect(console.card(page.conversation)).to_contain_text("Akutt")
    expect(console.page).to_have_title(re.compile("^HASTER"))
    expect(console.page.locator("#announce-urgent")).to_contain_text("Haster")


def test_findings_are_marked_in_the_words_with_rule_and_meaning(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page = parent(without_bot).start()
    page.write("😢😢 hjelp, hun er blå på leppene!")
    console = veileder(without_bot)
    console.open(page.conversation)
    marks = console.messages("parent").locator("mark")
    expect(marks.first).to_be_visible()
    marked = "".join(marks.all_inner_texts())
    assert "blå" in marked
    assert "😢" not in marked
    marks.first.focus()
    expect(console.page.locator(".tip b").first).not_to_be_empty()
    expect(console.page.locator(".tip")).to_contain_text("Kilde:")
    console.page.keyboard.press("Escape")
    expect(console.page.locator(".tip")).to_have_count(0)


def test_what_no_words_told_leads_to_the_question_and_marks_nothing(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    """The server's view of a question that was not understood twice."""
    page = parent(without_bot).start()
    page.write(BLUE)
    console = veileder(without_bot)

    def unclear(route: Route) -> None:
        view = route.fetch().json()
        question = view["messages"][0]["number"]
        finding = {**view["findings"][0], "careful": True, "start": None, "end": None, "message": question}
        asked = {"question": "contact", "message": question, "text": "Får du kontakt?", "answer": "unread"}
        route.fulfill(json={**view, "findings": [finding], "asked": [asked]})

    console.page.route(f"**/api/conversations/{page.conversation}", unclear)
    console.open(page.conversation)
    finding = console.page.locator("#findings li")
    expect(finding).to_contain_text("ikke avklart: svarte ikke på spørsmålet")
    expect(finding.get_by_role("button")).to_have_text("Vis spørsmålet i samtalen")
    expect(console.page.locator("#shown")).to_contain_text("Får du kontakt? – Svar: ikke forstått")
    expect(console.page.locator("#log mark")).to_have_count(0)
    console.page.unroute_all(behavior="wait")


def test_a_shared_name_and_a_place_outside_norway_are_told_apart(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page = parent(without_bot).start()
    page.write("vi bor i Våler")
    console = veileder(without_bot)
    console.open(page.conversation)
    place = console.page.locator("#kommune")
    expect(place.locator("button")).to_have_text(["Våler i Østfold", "Våler i Innlandet"])
    page.write("nei det var feil, vi bor i Danmark")
    expect(place).to_contain_text("Ikke i en norsk kommune: Danmark.")
    expect(place.locator("button")).to_have_count(0)


def test_an_alert_is_acknowledged_with_one_key_and_then_the_parent_is_not_told(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, console = taken(without_bot, parent, veileder, "kan vi snakke litt")
    page.write(BLUE)
    alert = console.alert(page.conversation)
    expect(alert).to_contain_text("Akutt")
    expect(alert).to_contain_text("s hvis ingen bekrefter")
    console.page.keyboard.press("Alt+b")
    expect(alert).to_have_count(0)
    without_bot.advance(21)
    console.write("Ring 113 nå, jeg er her.")
    expect(page.messages("veileder")).to_have_count(1)
    expect(page.messages("emergency")).to_have_count(0)


def test_an_alert_nobody_acknowledges_reaches_the_parent(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, console = taken(without_bot, parent, veileder, "kan vi snakke litt")
    page.write(BLUE)
    expect(console.alert(page.conversation)).to_be_visible()
    without_bot.advance(21)
    expect(page.emergency("113")).to_be_visible()
    expect(console.alert(page.conversation)).to_contain_text("Meldingen er sendt til forelderen")
    console.page.keyboard.press("Alt+b")
    expect(console.alert(page.conversation)).to_have_count(0)


def test_a_lost_lease_is_told_and_the_draft_is_kept(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, console = taken(without_bot, parent, veileder, "jeg gruer meg til natta")
    console.page.context.set_offline(True)
    page.write("er du der?")  # what the console sent before has been dealt with once this is
    without_bot.advance(301)
    expect(page.page.locator("#queue")).not_to_have_text("Du skriver med en veileder nå.")
    field = console.page.get_by_label("Skriv til forelderen")
    field.fill("halvferdig setning")
    console.page.context.set_offline(False)
    expect(console.page.locator("#open-error")).to_contain_text("Du har ikke lenger denne samtalen")
    console.claim()
    console.has_taken()
    expect(field).to_have_value("halvferdig setning")
    expect(console.page.locator("#open-error")).to_be_hidden()


def test_a_conversation_somebody_else_has_taken_over_cannot_be_written_in(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, kari = taken(without_bot, parent, veileder, "jeg gruer meg til dagen")
    kari.page.context.set_offline(True)
    kari.page.get_by_label("Skriv til forelderen").fill("det jeg ville si")
    page.write("er du der?")
    without_bot.advance(301)
    ola = veileder(without_bot, "ola")
    ola.open(page.conversation)
    ola.claim()
    ola.has_taken()
    kari.page.context.set_offline(False)
    expect(kari.page.locator("#open-error")).to_contain_text("Du har ikke lenger denne samtalen")
    expect(kari.page.get_by_label("Skriv til forelderen")).to_have_value("det jeg ville si")
    expect(kari.page.get_by_role("button", name="Send", exact=True)).to_be_disabled()


def test_draft_and_open_conversation_survive_a_reload(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    _, console = taken(without_bot, parent, veileder, "tenåringen svarer meg aldri")
    console.page.get_by_label("Skriv til forelderen").fill("uferdig")
    console.page.reload()
    expect(console.page.get_by_label("Skriv til forelderen")).to_have_value("uferdig")


SENT = "**/api/conversations/*/messages"


def holding_back(page: Page, path: str) -> list[Route]:
    """What is sent to `path` from now on, held back until the test lets it go on."""
    held: list[Route] = []
    page.route(
        path, lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    return held


def send_slowly(console: ConsolePage, text: str) -> Route:
    """Send, with the answer still on its way."""
    held = holding_back(console.page, SENT)
    field = console.page.get_by_label("Skriv til forelderen")
    field.fill(text)
    with console.page.expect_request(lambda one: one.method == "POST" and one.url.endswith("/messages")):
        field.press("Enter")
    until(console.page, "document.getElementById('send').disabled")
    [route] = held
    return route


def test_what_is_typed_while_a_message_is_on_its_way_stays(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, console = taken(without_bot, parent, veileder, "jeg er så sliten")
    route = send_slowly(console, "Hei, jeg er her.")
    field = console.page.get_by_label("Skriv til forelderen")
    field.press("End")
    console.page.keyboard.type(" Hvor gammelt er barnet?")
    console.page.keyboard.press("Enter")  # not before the first has arrived: it would be sent twice
    route.continue_()
    expect(console.messages("veileder")).to_have_count(1)
    expect(field).to_have_value("Hvor gammelt er barnet?")
    console.page.reload()
    console.page.unroute(SENT)
    console.has_taken()
    expect(field).to_have_value("Hvor gammelt er barnet?")
    field.press("Enter")
    expect(page.messages("veileder")).to_have_count(2)


def test_an_answer_that_comes_when_another_conversation_is_open_leaves_its_draft_alone(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    first, console = taken(without_bot, parent, veileder, "jeg er så sliten")
    second = parent(without_bot).start()
    second.write("jeg venter også")
    console.open(second.conversation)
    console.claim()
    console.has_taken()
    field = console.page.get_by_label("Skriv til forelderen")
    field.fill("kladd til den andre")
    console.open(first.conversation)
    expect(field).to_have_value("")
    route = send_slowly(console, "til den første")
    console.open(second.conversation)
    expect(field).to_have_value("kladd til den andre")
    with console.page.expect_response(lambda one: one.url.endswith("/messages") and one.status == 201):
        route.continue_()
    expect(first.messages("veileder")).to_have_count(1)
    expect(field).to_have_value("kladd til den andre")
    console.open(first.conversation)
    expect(field).to_have_value("")
    console.page.reload()
    console.open(second.conversation)
    expect(field).to_have_value("kladd til den andre")


def test_a_reload_before_the_answer_does_not_send_the_message_twice(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, console = taken(without_bot, parent, veileder, "jeg er så sliten")
    route = send_slowly(console, "kom dette fram?")
    assert route.fetch().status == 201  # stored, and the answer never comes
    console.page.reload()
    console.page.unroute(SENT)
    console.has_taken()
    field = console.page.get_by_label("Skriv til forelderen")
    expect(field).to_have_value("kom dette fram?")
    field.press("Enter")
    expect(field).to_have_value("")
    console.write("og dette?")
    expect(page.messages("veileder")).to_have_count(2)
    expect(console.messages("veileder")).to_have_count(2)


def test_canned_reply_is_found_by_search_and_can_be_changed(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    _, console = taken(without_bot, parent, veileder, "hva kan dere hjelpe med")
    console.page.keyboard.press("Alt+r")
    replies = console.page.locator("#replies-list button")
    expect(replies.first).to_be_visible()
    before = replies.count()
    title = replies.last.locator("b").inner_text()
    console.page.keyboard.type(title)
    expect(replies.first.locator("b")).to_have_text(title)
    assert replies.count() <= before
    text = replies.first.inner_text().removeprefix(title).strip()
    console.page.keyboard.press("Enter")
    field = console.page.get_by_label("Skriv til forelderen")
    expect(field).to_be_focused()
    assert field.input_value().split() == text.split()


def test_canned_replies_are_in_the_language_of_each_parent_and_as_new_as_the_file(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    said = "Hei, jeg er veileder", "Hei, eg er rettleiar", "Hi, I am a counsellor"
    console = veileder(without_bot)
    first = console.page.locator("#replies-list button").first
    for path, text in zip(("/", "/?lang=nn", "/?lang=en", "/"), (*said, said[0]), strict=True):
        page = parent(without_bot, path=path)
        page.page.locator("#start-button").click()
        page.page.locator("#text").fill("hei")
        page.page.locator("#send").click()
        console.open(page.conversation)
        console.claim()
        console.has_taken()
        console.page.keyboard.press("Alt+r")
        expect(first).to_contain_text(text)
        console.page.keyboard.press("Escape")
    answer = {"replies": [{"id": "ny", "title": "Nytt svar", "text": "Skrevet nå", "language": "nb"}]}
    console.page.route("**/api/replies*", lambda route: route.fulfill(json=answer))
    console.page.keyboard.press("Alt+r")
    expect(first).to_contain_text("Skrevet nå")
    console.page.keyboard.press("Escape")
    console.page.unroute("**/api/replies*")
    console.page.route("**/api/replies*", lambda route: route.abort())
    console.page.keyboard.press("Alt+r")
    expect(first).to_contain_text("Skrevet nå")  # what was there before is better than nothing


def test_given_back_the_parent_is_first_and_the_assistant_speaks_again(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, console = taken(without_bot, parent, veileder, "jeg må snakke med noen")
    console.page.keyboard.press("Alt+g")
    console.page.keyboard.press("Enter")
    expect(console.page.locator("#empty")).to_be_visible()
    expect(console.card(page.conversation)).to_contain_text("Kom tilbake til køen")
    expect(page.page.locator("#queue")).to_contain_text("i køen")


def test_a_parent_who_leaves_is_told_of_and_can_be_registered(
    without_bot: Ventevakt, parent: Parent, veileder: Veileder
) -> None:
    page, console = taken(without_bot, parent, veileder, "vi krangler hele tiden")
    id = page.conversation
    page.page.get_by_role("button", name="Lukk raskt").click()
    expect(console.page.locator("#open-note")).to_have_text("Forelderen har forlatt samtalen.")
    console.page.locator(f'#unregistered .card[data-id="{id}"]').click()
    dialog = console.page.get_by_role("dialog", name="Registrer samtalen")
    dialog.get_by_label("Relasjonsproblemer").check()
    dialog.get_by_label("Kvinne").check()
    dialog.get_by_role("button", name="Lagre registreringen").click()
    expect(dialog).to_be_hidden()
    expect(console.page.locator(f'.card[data-id="{id}"]')).to_have_count(0)


def test_shortcuts_are_shown(without_bot: Ventevakt, veileder: Veileder) -> None:
    console = veileder(without_bot)
    console.page.keyboard.press("?")
    dialog = console.page.get_by_role("dialog", name="Hurtigtaster")
    expect(dialog).to_contain_text("Ta samtalen")
    assert problems_of(console.page) == []
    console.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


# Lets the test hear: what goes to the loudspeaker goes by here too, and the loudest of it is kept.
LISTEN = """
  window.loudest = 0;
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (to, ...more) {
    if (to === this.context.destination) {
      const ear = this.context.createAnalyser();
      connect.call(this, ear);
      const heard = new Float32Array(ear.fftSize);
      const listen = () => {
        ear.getFloatTimeDomainData(heard);
        window.loudest = Math.max(window.loudest, ...heard.map(Math.abs));
      };
      const timer = setInterval(listen, 10);
      setTimeout(() => clearInterval(timer), 5000);
    }
    return connect.call(this, to, ...more);
  };
"""
# A browser that holds sound back until somebody presses. The real one would, but takes every look of the test for a press.
HOLDING_BACK = """
  const held = [];
  let pressed = false;
  window.AudioContext = class extends AudioContext {
    constructor() {
      super();
      super.suspend();
    }
    resume() {
      return pressed ? super.resume() : new Promise((done) => held.push(() => super.resume().then(done)));
    }
  };
  addEventListener("pointerup", () => {
    pressed = true;
    for (const go of held.splice(0)) go();
  }, true);
"""
A_SOUND = "window.loudest > 0.05"


def listening(
    contexts: Contexts, system: Ventevakt, *, own: BrowserContext | None = None, script: str = ""
) -> ConsolePage:
    """A console whose sound the test hears."""
    page = (own or contexts({"width": 1280, "height": 800})).new_page()
    page.add_init_script(LISTEN + script)
    page.goto(system.url + "/konsoll")
    return ConsolePage(page)


def note(console: ConsolePage) -> Locator:
    """The line that says why nothing can be heard."""
    return console.page.locator("#sound-note")


def urgent(parent: Parent, system: Ventevakt, console: ConsolePage) -> None:
    """Somebody urgent arrives while this console is open."""
    page = parent(system).start()
    page.write("litt sliten bare")
    expect(console.card(page.conversation)).to_contain_text("Vanlig")
    page.write(BLUE)
    expect(console.card(page.conversation)).to_contain_text("Akutt")


def test_somebody_urgent_is_heard_from_the_login_on(
    without_bot: Ventevakt, parent: Parent, contexts: Contexts
) -> None:
    console = listening(contexts, without_bot)
    expect(note(console)).to_be_hidden()
    console.sign_in("kari", LOGIN_PASSWORD)
    expect(console.page.get_by_role("button", name="Lyd: på")).to_have_attribute("aria-pressed", "true")
    expect(note(console)).to_be_hidden()
    assert not console.page.evaluate(A_SOUND)
    urgent(parent, without_bot, console)
    until(console.page, A_SOUND)


def test_turned_off_nobody_is_heard_in_any_tab_of_this_browser_and_that_is_said(
    without_bot: Ventevakt, parent: Parent, contexts: Contexts
) -> None:
    console = listening(contexts, without_bot)
    console.sign_in("kari", LOGIN_PASSWORD)
    console.page.keyboard.press("Alt+l")
    expect(console.page.get_by_role("button", name="Lyd: av")).to_have_attribute("aria-pressed", "false")
    expect(note(console)).to_contain_text("Lyden er av")
    assert problems_of(console.page) == []
    tab = listening(contexts, without_bot, own=console.page.context)
    expect(note(tab)).to_contain_text("Lyden er av")
    urgent(parent, without_bot, console)
    expect(console.page.locator("#announce-urgent")).to_contain_text("Haster")
    assert console.page.evaluate("window.loudest") == 0
    tab.page.get_by_role("button", name="Lyd: av").click()
    until(tab.page, A_SOUND)  # heard once, so that one knows
    expect(note(tab)).to_be_hidden()
    expect(console.page.get_by_role("button", name="Lyd: på")).to_be_visible()


def test_a_new_tab_that_the_browser_keeps_silent_says_so_until_a_press(
    without_bot: Ventevakt, parent: Parent, contexts: Contexts
) -> None:
    signed_in = listening(contexts, without_bot)
    signed_in.sign_in("kari", LOGIN_PASSWORD)
    tab = listening(contexts, without_bot, own=signed_in.page.context, script=HOLDING_BACK)
    expect(note(tab)).to_contain_text("Trykk et sted på siden")
    assert problems_of(tab.page) == []
    urgent(parent, without_bot, tab)
    expect(tab.page.locator("#announce-urgent")).to_contain_text("Haster")
    expect(note(tab)).to_be_visible()
    assert tab.page.evaluate("window.loudest") == 0
    tab.page.get_by_role("heading", name="Kø").click()
    expect(note(tab)).to_be_hidden()
    until(tab.page, A_SOUND)  # what was held back


def test_a_browser_without_sound_says_so(without_bot: Ventevakt, contexts: Contexts) -> None:
    page = contexts({"width": 1280, "height": 800}).new_page()
    page.add_init_script("delete window.AudioContext")
    page.goto(without_bot.url + "/konsoll")
    console = ConsolePage(page)
    console.sign_in("kari", LOGIN_PASSWORD)
    expect(note(console)).to_contain_text("kan ikke lage lyd")


def test_console_has_no_accessibility_problem(
    without_bot: Ventevakt, parent: Parent, contexts: Contexts
) -> None:
    sizes = [(1280, 800), (1024, 768), (768, 1024)]
    page = parent(without_bot).start()
    page.write("Vi bor i Bergen. 😢 hun puster ikke ordentlig og er blå på leppene")
    console = ConsolePage(contexts({"width": 1280, "height": 800}, reduced_motion="reduce").new_page())
    console.page.goto(without_bot.url + "/konsoll")
    assert problems_in_each_look(console.page, sizes) == []
    console.sign_in("kari", LOGIN_PASSWORD)
    console.open(page.conversation)
    expect(console.messages("parent").locator("mark").first).to_be_visible()
    assert problems_in_each_look(console.page, sizes) == []
    console.claim()
    console.has_taken()
    assert problems_in_each_look(console.page, sizes) == []
