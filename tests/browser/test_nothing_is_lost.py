"""Reload, lost network, a server that stumbles: what the parent wrote is kept, sent once, and said to be so."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from pages import NUMBERED, ParentPage
from playwright.sync_api import Route, expect
from running import Ventevakt

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Parent = Callable[..., ParentPage]
MESSAGES = "**/api/conversations/*/messages"
POSTED_OR_POLLED = re.compile(r"/api/conversations/\w+/messages")


def test_reload_in_the_middle_loses_nothing(without_bot: Ventevakt, parent: Parent) -> None:
    page = parent(without_bot).start()
    page.write("første melding")
    page.write("andre melding")
    page.page.get_by_label("Skriv til oss").fill("et utkast")
    before = page.page.locator("#log .message").all_inner_texts()
    page.page.reload()
    expect(page.own("andre melding")).to_be_visible()
    after = page.page.locator("#log .message")
    expect(after.nth(len(before) - 1)).to_be_visible()
    assert after.all_inner_texts()[: len(before)] == before
    expect(page.page.get_by_label("Skriv til oss")).to_have_value("et utkast")
    page.write("tredje melding")
    expect(page.own("tredje melding")).to_have_count(1)


def test_written_without_network_is_sent_once_when_it_is_back(without_bot: Ventevakt, parent: Parent) -> None:
    page = parent(without_bot).start()
    page.page.context.set_offline(True)
    page.page.get_by_label("Skriv til oss").fill("skrevet i tunnelen")
    page.page.get_by_role("button", name="Send", exact=True).click()
    expect(page.own("skrevet i tunnelen")).to_contain_text("Ikke sendt ennå")
    banner = page.page.locator("#connection")
    expect(banner).to_contain_text("Nettet er borte")
    expect(banner.get_by_role("link", name="113")).to_be_visible()
    page.page.context.set_offline(False)
    expect(page.own("skrevet i tunnelen")).to_have_attribute("data-number", NUMBERED)
    expect(page.own("skrevet i tunnelen")).to_have_count(1)
    expect(banner).to_be_hidden()


def test_unsent_message_survives_a_reload(without_bot: Ventevakt, parent: Parent) -> None:
    page = parent(without_bot).start()
    page.page.route(MESSAGES, lambda route: route.abort())
    page.page.get_by_label("Skriv til oss").fill("ikke mist meg")
    page.page.get_by_role("button", name="Send", exact=True).click()
    expect(page.own("ikke mist meg")).to_contain_text("Ikke sendt ennå")
    page.page.unroute(MESSAGES)
    page.page.reload()
    expect(page.own("ikke mist meg")).to_have_attribute("data-number", NUMBERED)
    expect(page.own("ikke mist meg")).to_have_count(1)


def test_answer_lost_on_the_way_does_not_double_the_message(without_bot: Ventevakt, parent: Parent) -> None:
    page = parent(without_bot).start()
    lost: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.page.route(MESSAGES, lose_the_first_answer)
    page.write("kom dette fram?")
    assert lost == [201]
    page.write("og dette?")
    expect(page.own("kom dette fram?")).to_have_count(1)
    page.page.reload()
    expect(page.own("og dette?")).to_have_count(1)
    expect(page.own("kom dette fram?")).to_have_count(1)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_stumbling_server_is_tried_again(without_bot: Ventevakt, parent: Parent, status: int) -> None:
    page = parent(without_bot).start()
    stumbles: list[int] = []

    def stumble_once(route: Route) -> None:
        if route.request.method == "POST" and not stumbles:
            stumbles.append(status)
            route.fulfill(status=status, json={"error": "server_error", "message": "Noe gikk galt hos oss."})
        else:
            route.continue_()

    page.page.route(MESSAGES, stumble_once)
    page.write("prøv igjen da")
    assert stumbles == [status]
    expect(page.own("prøv igjen da")).to_have_count(1)


@pytest.mark.parametrize("status", [403, 404])
def test_what_a_filter_on_the_way_refuses_ends_no_conversation(
    without_bot: Ventevakt, parent: Parent, status: int
) -> None:
    page = parent(without_bot).start()
    refused: set[str] = set()

    def refuse(route: Route) -> None:
        refused.add(route.request.method)
        route.fulfill(status=status, content_type="text/html", body="<h1>Logg inn på nettverket</h1>")

    page.page.route(POSTED_OR_POLLED, refuse)
    page.page.reload()
    banner = page.page.locator("#connection")
    expect(banner.get_by_role("link", name="113")).to_be_visible()
    page.page.get_by_label("Skriv til oss").fill("er dere der?")
    page.page.get_by_role("button", name="Send", exact=True).click()
    expect(page.own("er dere der?")).to_contain_text("Ikke sendt ennå")
    assert refused == {"GET", "POST"}
    page.page.unroute(POSTED_OR_POLLED)
    expect(page.own("er dere der?")).to_have_attribute("data-number", NUMBERED)
    expect(banner).to_be_hidden()


def test_a_refused_message_can_be_taken_back_and_changed(without_bot: Ventevakt, parent: Parent) -> None:
    page = parent(without_bot).start()
    answer = {"error": "conversation_closed", "message": "Samtalen er avsluttet."}
    page.page.route(
        MESSAGES,
        lambda route: (
            route.fulfill(status=409, json=answer) if route.request.method == "POST" else route.continue_()
        ),
    )
    page.page.get_by_label("Skriv til oss").fill("for sent ute")
    page.page.get_by_role("button", name="Send", exact=True).click()
    expect(page.own("for sent ute")).to_contain_text("Samtalen er avsluttet.")
    page.page.get_by_role("button", name="Legg teksten tilbake i skrivefeltet").click()
    expect(page.page.get_by_label("Skriv til oss")).to_have_value("for sent ute")
    expect(page.own("for sent ute")).to_have_count(0)


def test_near_the_limit_the_room_left_is_told_and_too_much_is_not_sent(
    without_bot: Ventevakt, parent: Parent
) -> None:
    page = parent(without_bot).start()
    field = page.page.get_by_label("Skriv til oss")
    field.fill("å" * 3900)
    expect(page.page.get_by_text("Du kan skrive 100 tegn til.")).to_be_visible()
    field.fill("😢" * 4001)
    expect(page.page.get_by_text("Meldingen er 1 tegn for lang.")).to_be_visible()
    expect(page.page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    field.fill("😢" * 4000)
    page.page.get_by_role("button", name="Send", exact=True).click()
    expect(page.messages("parent")).to_have_attribute("data-number", NUMBERED)


def test_what_was_masked_is_shown_as_it_is_stored(without_bot: Ventevakt, parent: Parent) -> None:
    page = parent(without_bot).start()
    page.page.get_by_label("Skriv til oss").fill("du kan ringe meg på 912 34 567")
    page.page.get_by_role("button", name="Send", exact=True).click()
    expect(page.messages("parent").last).to_have_attribute("data-number", NUMBERED)
    expect(page.messages("parent").last).not_to_contain_text("912 34 567")
