"""A parent writes: stored once, answered at once by the rules, in order, and read back by both sides."""

from __future__ import annotations

import uuid

import pytest
from house import House


async def test_opening_greets_at_once_with_the_anonymity_sentence(house: House) -> None:
    parent = await house.parent()
    greeting = parent.greeting[0]
    assert greeting["number"] == 1
    assert greeting["sender"] == "assistant"
    assert "Du er anonym så lenge du ikke forteller hvem du er" in greeting["text"]
    assert "dataprogram" in greeting["text"]


@pytest.mark.parametrize(("language", "word"), [("nn", "Eg er eit dataprogram"), ("en", "computer program")])
async def test_opening_in_another_language(house: House, language: str, word: str) -> None:
    parent = await house.parent(language=language)
    assert word in parent.greeting[0]["text"]


async def test_a_chosen_language_stays_until_another_is_written(house: House) -> None:
    parent = await house.parent(language="en")
    answer = await parent.say("blå")
    assert answer["messages"][0]["text"] == "BR-04 en full"
    await parent.say("eg veit ikkje")
    assert (await parent.say("slår oss"))["messages"][0]["text"].startswith("PC-06 nn")


async def test_the_emergency_message_is_in_the_answer_to_the_post(house: House) -> None:
    parent = await house.parent()
    answer = await parent.say("han er blå på leppene")
    [message] = answer["messages"]
    assert message["kind"] == "emergency"
    assert message["sender"] == "system"
    assert message["emergency"] == "113"
    assert message["in_reply_to"] == answer["number"]


async def test_a_crisis_has_its_own_number(house: House) -> None:
    parent = await house.parent()
    assert (await parent.say("jeg rister ham"))["messages"][0]["emergency"] == "116111"
    assert (await parent.say("han slår oss"))["messages"][0]["emergency"] == "112"


async def test_yellow_advice_is_a_notice_without_a_number(house: House) -> None:
    parent = await house.parent()
    [message] = (await parent.say("hun har utslett"))["messages"]
    assert message["kind"] == "notice"
    assert message["emergency"] is None


async def test_nothing_found_is_answered_with_nothing_at_once(house: House) -> None:
    parent = await house.parent()
    assert (await parent.say("jeg er bare lei"))["messages"] == []


async def test_sending_again_gives_the_first_answer_and_stores_nothing(house: House) -> None:
    parent = await house.parent()
    body = {"client_id": str(uuid.uuid4()), "text": "blå"}
    path = f"/api/conversations/{parent.id}/messages"
    first = await (await parent.post(path, body)).json()
    await house.settle()
    before = await parent.messages()
    again = await parent.post(path, {**body, "text": "noe annet"})
    assert again.status == 201
    assert await again.json() == first
    await house.settle()
    assert await parent.messages() == before


async def test_numbers_are_without_gaps_and_after_gives_what_is_new(house: House) -> None:
    parent = await house.parent()
    await parent.say("hei")
    await parent.say("blå")
    await house.settle()
    messages = await parent.messages()
    assert [m["number"] for m in messages] == list(range(1, len(messages) + 1))
    assert (await parent.poll(after=messages[-2]["number"]))["messages"] == messages[-1:]


async def test_personal_things_are_taken_out_before_anything_else_and_the_parent_is_told(
    house: House,
) -> None:
    parent = await house.parent()
    answer = await parent.say("mitt nummer er 010190 12345 og ungen er blå")
    assert [m["kind"] for m in answer["messages"]] == ["notice", "emergency"]
    await house.settle()
    stored = next(m for m in await parent.messages() if m["sender"] == "parent")
    assert "12345" not in stored["text"]
    assert "12345" not in house.bot.requests[0]["text"]


async def test_that_something_was_taken_out_never_reads_the_same_twice_in_a_row(house: House) -> None:
    parent = await house.parent()
    told = []
    for _ in range(6):
        [notice] = (await parent.say("mitt nummer er 010190 12345"))["messages"]
        told.append(notice["text"])
        await house.settle()
    assert len(set(told)) == 3
    assert told[:3] == told[3:]


async def test_control_characters_and_half_surrogates_are_taken_out(house: House) -> None:
    parent = await house.parent()
    await parent.say("a\x00b\x07c\r\nd\ud800e")
    assert "abc\nde" in await parent.texts("parent")


async def test_emoji_alone_are_a_message(house: House) -> None:
    parent = await house.parent()
    await parent.say("😭👩‍👧")
    assert "😭👩‍👧" in await parent.texts("parent")


@pytest.mark.parametrize(
    ("text", "status", "word"),
    [
        ("", 422, "empty"),
        (" \n\x00 ", 422, "empty"),
        ("x" * 4001, 413, "too_long"),
        ("x" * 100_000, 413, "too_long"),
        ("æ" * 400_000, 413, "too_long"),
    ],
)
async def test_a_text_that_cannot_be_stored_is_refused_kindly_and_whole(
    house: House, text: str, status: int, word: str
) -> None:
    parent = await house.parent()
    before = await parent.messages()
    path = f"/api/conversations/{parent.id}/messages"
    response = await parent.post(path, {"client_id": "a", "text": text})
    assert response.status == status
    assert (await response.json())["error"] == word
    assert await parent.messages() == before


async def test_exactly_the_limit_is_let_in(house: House) -> None:
    parent = await house.parent()
    await parent.say("å" * 4000)


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe\x00binary",
        b"[]",
        b'"text"',
        b"null",
        b'{"client_id": 1, "text": "x"}',
        b'{"text": "x"}',
        b'{"client_id": "a", "text": ["x"]}',
        b'{"client_id": "a", "text": "x", "extra": 1}',
        b'{"client_id": "a b", "text": "x"}',
        b"[" * 5000,
    ],
)
async def test_json_of_the_wrong_shape_is_a_bad_request(house: House, body: bytes) -> None:
    parent = await house.parent()
    path = f"/api/conversations/{parent.id}/messages"
    headers = {"Content-Type": "application/json"}
    response = await parent.call("POST", path, headers=headers, data=body)
    assert response.status == 400
    assert (await response.json())["error"] == "bad_request"


async def test_a_form_instead_of_json_is_a_bad_request(house: House) -> None:
    parent = await house.parent()
    path = f"/api/conversations/{parent.id}/messages"
    response = await parent.call("POST", path, data={"client_id": "a", "text": "x"})
    assert response.status == 400


async def test_unknown_conversation_and_wrong_token_give_the_same_answer(house: House) -> None:
    parent, other = await house.parent(), await house.parent()
    told = []
    for id in (other.id, "finnes-ikke"):
        response = await parent.post(f"/api/conversations/{id}/messages", {"client_id": "a", "text": "hei"})
        told.append((response.status, await response.json()))
    assert told[0] == told[1]
    assert told[0][0] == 404


async def test_without_a_token_one_is_not_signed_in(house: House) -> None:
    parent = await house.parent()
    parent.token = None
    response = await parent.post(
        f"/api/conversations/{parent.id}/messages", {"client_id": "a", "text": "hei"}
    )
    assert response.status == 401


async def test_a_conversation_that_is_over_takes_no_more(house: House) -> None:
    parent = await house.parent()
    assert (await parent.post(f"/api/conversations/{parent.id}/leave", {"quick_exit": True})).status == 204
    response = await parent.post(
        f"/api/conversations/{parent.id}/messages", {"client_id": "a", "text": "hei"}
    )
    assert response.status == 409
    assert (await response.json())["error"] == "conversation_closed"
    assert (await parent.poll())["state"] == "left"


async def test_one_that_is_over_is_told_so_whatever_is_called(house: House) -> None:
    left, closed = await house.parent(), await house.parent()
    await left.post(f"/api/conversations/{left.id}/leave")
    veileder = await house.claimed(closed)
    await veileder.post(f"/api/conversations/{closed.id}/close")
    for parent, state in ((left, "left"), (closed, "closed")):
        for verb in ("human", "typing"):
            response = await parent.post(f"/api/conversations/{parent.id}/{verb}")
            assert (response.status, (await response.json())["error"]) == (409, "conversation_closed")
        assert (await parent.poll())["state"] == state


async def test_a_choice_of_a_veileder_is_refused(house: House) -> None:
    parent = await house.parent()
    await parent.say("hun er så slapp")
    await house.settle()
    veileder = await house.claimed(parent)
    before = await parent.messages()
    body = {"client_id": "a", "text": "Ja", "choice": "yes"}  # offered, to the parent
    response = await veileder.post(f"/api/conversations/{parent.id}/messages", body)
    assert (response.status, (await response.json())["error"]) == (422, "choice_not_offered")
    assert await parent.messages() == before


async def test_contact_details_alone_are_answered_by_saying_that_they_are_taken_out(house: House) -> None:
    parent = await house.parent()
    [notice] = (await parent.say("41234567 og 91234567"))["messages"]
    await house.settle()
    assert house.bot.requests == []
    assert (await parent.messages())[-1]["number"] == notice["number"]
    await parent.say("vi bor i Storgata 5, 5003 Bergen")
    await house.settle()
    assert [turn["facts"]["kommune"] for turn in house.bot.requests] == [["4601"]]
    assert house.bot.requests[0]["text"] == "vi bor i [adresse], Bergen"


async def test_a_choice_never_offered_is_refused_and_nothing_is_stored(house: House) -> None:
    parent = await house.parent()
    before = await parent.messages()
    body = {"client_id": "a", "text": "Ja", "choice": "yes"}
    response = await parent.post(f"/api/conversations/{parent.id}/messages", body)
    assert response.status == 422
    assert (await response.json())["error"] == "choice_not_offered"
    assert await parent.messages() == before


async def test_places_and_themes_are_kept_for_the_veileder(house: House) -> None:
    parent = await house.parent()
    await parent.say("er så sliten her i Bergen")
    await house.settle()
    veileder = await house.as_veileder()
    view = await veileder.get(f"/api/conversations/{parent.id}")
    assert view["kommune"][0]["navn"] == "Bergen"
    number = view["kommune"][0]["message"]
    assert view["themes"] == [
        {"theme": "Sliten og trett", "score": 0.8, "message": number, "start": 6, "end": 12, "accepted": None}
    ]
    assert "Kommune: Bergen" in [line["text"] for line in view["summary"]]
    assert "Mulige temaer: Sliten og trett" in [line["text"] for line in view["summary"]]


async def test_screening_that_breaks_loses_nothing_and_is_finished_later(house: House) -> None:
    parent = await house.parent()
    house.content.screener.broken = 1
    answer = await parent.say("han er blå")
    assert "113" in answer["messages"][0]["text"]
    await house.settle()
    veileder = await house.as_veileder()
    view = await veileder.get(f"/api/conversations/{parent.id}")
    assert "failed" in [m["screened"] for m in view["messages"]]
    assert "ventevakt_screening_failed_total 1.0" in await (await veileder.call("GET", "/metrics")).text()
    await house.pass_time(seconds=3)
    assert (await parent.messages())[-1]["emergency"] == "113"
    view = await veileder.get(f"/api/conversations/{parent.id}")
    assert "failed" not in [m["screened"] for m in view["messages"]]


async def test_screening_that_stays_broken_stays_marked(house: House) -> None:
    parent = await house.parent()
    house.content.screener.broken = 100
    await parent.say("han er blå")
    for _ in range(6):
        await house.pass_time(seconds=3)
    assert house.content.screener.broken == 96
    veileder = await house.as_veileder()
    assert (await veileder.get("/api/queue"))["conversations"][0]["unscreened"] is True
    notices = [m for m in await parent.messages() if "116 117" in m["text"] and m["in_reply_to"]]
    assert len(notices) == 1
