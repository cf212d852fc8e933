"""The plain functions of the pages' scripts, run in the browser they are written for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext
from running import Ventevakt

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Call = Callable[..., Any]


@pytest.fixture
def call(without_bot: Ventevakt, contexts: Callable[..., BrowserContext]) -> Iterator[Call]:
    """`call(module, function, *arguments)` runs an exported function of a script."""
    page = contexts({"width": 800, "height": 600}).new_page()
    page.goto(without_bot.url)

    def run(module: str, function: str, *arguments: object) -> Any:
        script = "async ([url, name, given]) => (await import(url))[name](...given)"
        return page.evaluate(script, [f"/static/{module}", function, list(arguments)])

    yield run


@pytest.mark.parametrize("text", ["abc", "😢 han puster ikke", "👨‍👩‍👧 blå", "æøå", "e\u0301 ja", ""])
def test_length_is_counted_as_the_server_counts(call: Call, text: str) -> None:
    assert call("offsets.js", "codePoints", text) == len(text)


def test_pieces_cut_where_python_would(call: Call) -> None:
    text = "😢😢 hun puster ikke 👶 og er blå"
    spans = [{"start": 3, "end": 18}, {"start": 7, "end": 13}, {"start": 26, "end": 999}]
    found = call("offsets.js", "pieces", text, spans)
    assert "".join(piece["text"] for piece in found) == text
    marked = [(piece["text"], len(piece["spans"])) for piece in found if piece["spans"]]
    assert marked == [(text[3:7], 1), (text[7:13], 2), (text[13:18], 1), (text[26:], 1)]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Ring 113 nå.", ["113"]),
        ("Legevakt 116 117, eller 116117.", ["116 117", "116117"]),
        ("Giftinformasjonen: 22 59 13 00.", ["22 59 13 00"]),
        ("Temperatur 38.113 og 2113 gram", []),
        ("Se https://www.bergen.kommune.no/hjelp.", ["https://www.bergen.kommune.no/hjelp"]),
    ],
)
def test_numbers_and_addresses_become_links(
    without_bot: Ventevakt, contexts: Callable[..., BrowserContext], text: str, links: list[str]
) -> None:
    page = contexts({"width": 800, "height": 600}).new_page()
    page.goto(without_bot.url)
    script = """async (text) => {
      const { linkify } = await import("/static/linkify.js");
      const parts = linkify(text);
      const whole = parts.map((part) => part.textContent ?? part).join("");
      return [whole, parts.filter((part) => part.href).map((part) => part.textContent)];
    }"""
    assert page.evaluate(script, text) == [text, links]


@pytest.mark.parametrize(
    ("queue", "told"),
    [
        ({"listed": False, "position": 1, "wait_minutes": None}, "Skriv noe, eller trykk «Snakk med et menneske», så ser veilederne deg. Du blir nummer 1 i køen."),
        ({"listed": True, "position": 1, "wait_minutes": [0, 4]}, "Du er først i køen. Trolig 0–4 minutter til."),
        ({"listed": True, "position": 2, "wait_minutes": None}, "Du er nummer 2 i køen."),
    ],
)  # fmt: skip
def test_the_place_is_one_that_a_veileder_knows_of(call: Call, queue: dict[str, Any], told: str) -> None:
    service = {"open": True, "veileder_here": True}
    answer = {"state": "waiting", "queue": queue, "service": service}
    assert call("parent/status.js", "queueSentence", answer) == told


def test_backoff_grows_and_ends_at_fifteen_seconds(call: Call) -> None:
    waits = [call("poll.js", "backoff", failures) for failures in (1, 2, 3, 4, 5, 50)]
    for wait, full in zip(waits, [1000, 2000, 4000, 8000, 15000, 15000], strict=True):
        assert full * 0.75 <= wait <= full * 1.25


def test_client_ids_are_uuids_and_differ(call: Call) -> None:
    ids = {call("api.js", "newClientId") for _ in range(20)}
    assert len(ids) == 20
    assert all(len(id) == 36 and id[14] == "4" for id in ids)


def entry(id: str, urgency: int, **more: object) -> dict[str, object]:
    """One line of the queue, as far as urgency goes."""
    return {"id": id, "urgency": urgency, "urgent": urgency > 0, "level": "GREEN", "coming": None, **more}


def test_who_has_become_more_urgent_is_news_and_who_is_as_urgent_as_before_is_not(call: Call) -> None:
    now = [entry("graver", 2), entry("same", 1), entry("new", 1), entry("calm", 0), entry("milder", 1)]
    found = call("console/queue.js", "worsened", now, {"graver": 1, "same": 1, "milder": 2})
    assert [one["id"] for one in found] == ["graver", "new"]


@pytest.mark.parametrize(
    ("given", "word"),
    [((2, "GREEN"), "RED"), ((1, "GREEN"), "ORANGE"), ((0, "YELLOW"), "YELLOW"), ((0, "GREEN"), "GREEN")],
)
def test_a_crisis_of_the_home_is_as_urgent_as_an_ill_child(
    call: Call, given: tuple[int, str], word: str
) -> None:
    urgency, level = given
    assert call("console/queue.js", "urgencyOf", entry("x", urgency, level=level)) == word


def test_busy_is_whoever_talks_practises_or_registers(call: Call) -> None:
    def busy(*, mine: str = "", practice: str = "", registering: bool = False) -> bool:
        lists = {
            name: [{"state": state}] if state else []
            for name, state in (("mine", mine), ("practice", practice))
        }
        return bool(call("console/coming.js", "isBusy", {"conversations": [], **lists}, registering))

    assert not busy()
    assert not busy(mine="closed", practice="closed")
    assert busy(mine="claimed")
    assert busy(practice="waiting")
    assert busy(practice="claimed")
    assert busy(registering=True)


def test_told_once_is_asked_about_no_more(call: Call) -> None:
    queue = [entry("told", 2, coming="ola"), entry("untold", 1), entry("calm", 0)]
    found = call("console/coming.js", "untold", {"conversations": queue, "mine": [], "practice": []})
    assert [one["id"] for one in found] == ["untold"]


@pytest.mark.parametrize(
    ("now", "rest"),
    [
        ("hei", ""),
        ("  hei \n", ""),
        ("hei igjen", "igjen"),
        ("hei\nigjen ", "igjen "),
        ("", ""),
        ("he", "he"),
        ("noe annet", "noe annet"),
    ],
)
def test_what_was_sent_is_taken_out_of_what_is_written(call: Call, now: str, rest: str) -> None:
    assert call("unsent.js", "unsent", now, "hei") == rest
