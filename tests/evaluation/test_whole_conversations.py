"""Whole conversations: what counts as an alarm over nothing, and as a danger that was met."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.conversations import evaluate, load_conversations, play
from screening import Screener
from screening.conversation import Conversation
from training.conversations import cases_of
from training.conversations import load_conversations as to_learn_from


@pytest.fixture(scope="module")
def screener(resources: Any) -> Screener:
    return Screener.load(resources)


def figures(screener: Screener, harmless: list[list[str]], grave: list[dict[str, Any]]) -> dict[str, float]:
    found, _ = evaluate(lambda: Conversation(screener), [{"turns": turns} for turns in harmless], grave)
    return {name: figure["value"] for name, figure in found.items() if figure["of"]}


def test_an_alarm_and_a_question_in_a_harmless_conversation_are_counted(screener: Screener) -> None:
    found = figures(screener, [["hei", "han puster ikke"], ["hei", "takk"]], [])
    assert found["harmless conversations with an alarm"] == 0.5
    assert found["harmless conversations with a question"] == 0.0
    asked = figures(screener, [["babyen har feber"]], [])
    assert asked["harmless conversations with a question"] == 1.0


def test_a_danger_is_met_in_its_turn_or_the_next(screener: Screener) -> None:
    turns = ["hei", "noe er rart", "han puster ikke", "takk", "takk"]
    dangers = [{"turn": turn, "kind": "RED"} for turn in (0, 1, 2)]
    assert figures(screener, [], [{"turns": turns, "dangers": dangers}])["dangers met"] == pytest.approx(
        0.667, abs=0.001
    )
    late = [{"turn": 0, "kind": "suicidal"}]
    assert (
        figures(screener, [], [{"turns": ["hei", "takk", "jeg vil dø"], "dangers": late}])["dangers met"]
        == 0.0
    )


def test_whoever_answers_calmly_is_told_nothing_for_it(screener: Screener) -> None:
    results = list(play(Conversation(screener), ["babyen har feber"], answers=True))
    assert len(results) == 2
    assert results[1]["answered"]


def test_the_conversations_are_whole() -> None:
    for script in [*load_conversations("harmless"), *load_conversations("grave"), *to_learn_from()]:
        assert len(script["turns"]) > 2
        assert all(turn.strip() for turn in script["turns"])
        assert len(script.get("labels", script["turns"])) == len(script["turns"])
        assert all(danger["turn"] < len(script["turns"]) for danger in script.get("dangers", []))


def test_no_conversation_that_judges_is_one_to_learn_from() -> None:
    learned = {turn for script in to_learn_from() for turn in script["turns"] if len(turn) > 30}
    apart = {
        turn
        for name in ("harmless", "grave")
        for script in load_conversations(name)
        for turn in script["turns"]
    }
    assert not learned & apart


def test_a_short_turn_is_learned_from_alone_and_with_those_before_it_and_nothing_after_a_danger() -> None:
    calm, grave = (
        {"level": "GREEN", "crisis": None, "alone": True},
        {"level": "RED", "crisis": None, "alone": False},
    )
    script = {
        "id": "c",
        "hand": "h",
        "turns": ["hei", "han er varm", "og blå", "takk"],
        "labels": [calm, calm, grave, calm],
    }
    told = [(case["text"], case["level"]) for case in cases_of(script)]
    assert told == [
        ("hei", "GREEN"),
        ("han er varm", "GREEN"),
        ("hei\nhan er varm", "GREEN"),
        ("hei\nhan er varm\nog blå", "RED"),
    ]
