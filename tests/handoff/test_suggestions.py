"""What a conversation is about, from what was suggested for each message: a handful, in one order everywhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from house import House

from handoff.chat.console_view import MOST, suggested_themes
from handoff.store.tables import MessageRow

TIRED, LONELY, WORRIED = "Sliten og trett", "Ensomhet", "Uro/ engstelse"
MANY = {"Samvær": 0.9, TIRED: 0.8, "Livskrise": 0.75, WORRIED: 0.7, "Omsorgssvikt": 0.6, LONELY: 0.5}


def said(number: int, **scores: float) -> MessageRow:
    """A message with suggestions; `tired=0.8` at the character that is its number."""
    names = {"tired": TIRED, "lonely": LONELY, "worried": WORRIED}
    themes = [
        {"theme": names[key], "score": score, "start": number, "end": number + 1}
        for key, score in scores.items()
    ]
    return MessageRow(number=number, screening={"themes": themes})


def names_of(suggested: list[dict[str, Any]]) -> list[str]:
    return [one["theme"] for one in suggested]


@pytest.mark.parametrize(
    ("messages", "order"),
    [
        ([said(1, tired=0.6), said(2, lonely=0.8), said(3, tired=0.6)], [TIRED, LONELY]),
        ([said(1, tired=0.5, lonely=0.9), said(2, tired=0.5)], [LONELY, TIRED]),
        ([said(1, tired=0.45), said(2, tired=0.45), said(3, lonely=0.62, worried=0.8)], [WORRIED, TIRED, LONELY]),
        ([said(1, tired=0.7), said(2, lonely=0.7)], [TIRED, LONELY]),
    ],
    ids=["said twice beats once surely", "sure beats twice doubtful", "doubtful twice lies between", "first said first"],
)  # fmt: skip
def test_repetition_and_surety_both_count(messages: list[MessageRow], order: list[str]) -> None:
    assert names_of(suggested_themes(messages, {})) == order


def test_the_score_is_that_of_the_conversation_and_the_words_are_the_surest() -> None:
    [one] = suggested_themes([said(1, tired=0.5), said(2, tired=0.8), said(3, tired=0.5)], {})
    assert one == {"theme": TIRED, "score": 0.95, "message": 2, "start": 2, "end": 3, "accepted": None}


def test_one_message_alone_keeps_its_scores() -> None:
    suggested = suggested_themes([said(1, tired=0.8, lonely=0.62)], {})
    assert [(one["theme"], one["score"]) for one in suggested] == [(TIRED, 0.8), (LONELY, 0.62)]


def test_what_was_read_anew_counts_in_place_of_what_is_stored() -> None:
    messages = [said(1, tired=0.9), said(2, lonely=0.6)]
    newer = {1: {"themes": [{"theme": WORRIED, "score": 0.7, "start": 0, "end": 1}]}}
    assert names_of(suggested_themes(messages, {}, newer)) == [WORRIED, LONELY]


def long_chat() -> list[MessageRow]:
    """A theme in each message, the likeliest last."""
    return [
        MessageRow(number=n, screening={"themes": [{"theme": theme, "score": score, "start": 0, "end": 1}]})
        for n, (theme, score) in enumerate(reversed(MANY.items()), 1)
    ]


def test_a_long_chat_suggests_a_handful() -> None:
    assert names_of(suggested_themes(long_chat(), {})) == list(MANY)[:MOST]


@pytest.mark.parametrize("decision", [True, False])
def test_what_was_decided_stays_where_it_is_also_when_others_have_become_likelier(decision: bool) -> None:
    suggested = suggested_themes(long_chat(), {LONELY: decision, TIRED: decision})
    assert names_of(suggested) == list(MANY)
    assert {one["theme"]: one["accepted"] for one in suggested if one["accepted"] is not None} == {
        TIRED: decision,
        LONELY: decision,
    }


def test_a_theme_the_veileder_added_stands_last_without_words() -> None:
    suggested = suggested_themes([said(1, tired=0.8)], {WORRIED: True})
    assert suggested[1] == {
        "theme": WORRIED, "score": None, "message": None, "start": None, "end": None, "accepted": True,
    }  # fmt: skip


def test_what_is_not_offered_is_not_suggested_and_takes_nobodys_place() -> None:
    offered = [theme for theme in MANY if theme != "Samvær"]
    suggested = suggested_themes(long_chat(), {"Samvær": True}, offered=offered)
    assert names_of(suggested) == offered


async def test_a_theme_that_is_switched_off_in_the_middle_is_suggested_nowhere_any_more(house: House) -> None:
    for word, theme in (("sliten", TIRED), ("alene", LONELY)):
        house.describer.hears[word] = {"theme": theme, "score": 0.8, "start": 0, "end": 2}
    parent = await house.parent()
    await parent.say("er sliten")
    await house.settle()
    await parent.say("er alene")
    await house.settle()
    veileder = await house.claimed(parent)
    path = f"/api/conversations/{parent.id}"
    assert (await veileder.post(f"{path}/themes", {"theme": TIRED, "accepted": True})).status == 204
    categories = house.content.categories
    house.content.categories = replace(
        categories, offered=tuple(theme for theme in categories.offered if theme != TIRED)
    )
    view = await veileder.get(path)
    assert names_of(view["themes"]) == [LONELY]
    assert [line["text"] for line in view["summary"] if line["what"] == "themes"] == [
        f"Mulige temaer: {LONELY}"
    ]
    [card] = (await veileder.get("/api/queue"))["mine"]
    assert card["reason"] == LONELY
    refused = await veileder.post(f"{path}/themes", {"theme": TIRED, "accepted": False})
    assert (await refused.json())["error"] == "theme_switched_off"
    assert (await veileder.post(f"{path}/themes", {"theme": LONELY, "accepted": True})).status == 204


async def test_panel_summary_queue_and_assistant_have_the_same_order(house: House) -> None:
    for word, theme, score in (("alene", LONELY, 0.6), ("redd", WORRIED, 0.8), ("sliten", TIRED, 0.7)):
        house.describer.hears[word] = {"theme": theme, "score": score, "start": 0, "end": 2}
    parent = await house.parent()
    for text in ("er alene", "er redd og sliten", "alltid alene", "sliten"):
        await parent.say(text)
        await house.settle()
    order = [TIRED, LONELY, WORRIED]  # 0.91, 0.84, 0.8
    assert house.bot.requests[-1]["facts"]["themes"] == ["sliten_trett", "ensomhet", "uro_engstelse"]
    veileder = await house.as_veileder()
    view = await veileder.get(f"/api/conversations/{parent.id}")
    assert names_of(view["themes"]) == order
    [line] = [line["text"] for line in view["summary"] if line["what"] == "themes"]
    assert line == f"Mulige temaer: {', '.join(order)}"
    [card] = (await veileder.get("/api/queue"))["conversations"]
    assert card["reason"] == TIRED
