"""A parent who writes what stands on a button has pressed it."""

from __future__ import annotations

import pytest

from screening import Screener
from screening.labels import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_typed_is_the_same_as_pressed(screener: Screener, language: str) -> None:
    unlike = []
    for question in screener.protocol.questions.values():
        for choice in question.choices:
            label = choice.label.get(language)
            state = screener.ask(screener.screen("babyen har 38.3 i feber", None)[1], question.id)
            pressed, after = screener.screen(label, state, choice=choice.value)
            for written in (label, f" {label.upper()}. ", label.replace("–", " - ")):
                typed, then = screener.screen(written, state)
                if (typed["answered"], typed["level"], then["answers"], then["children"]) != (
                    pressed["answered"],
                    pressed["level"],
                    after["answers"],
                    after["children"],
                ):
                    unlike.append((question.id, written, typed["level"], pressed["level"]))
    assert unlike == []


def test_what_says_more_than_a_label_is_read_as_ever(screener: Screener) -> None:
    state = screener.ask(screener.screen("babyen har 38.3 i feber", None)[1], "contact")
    result, _ = screener.screen("nei nå sover han igjen og lar seg ikke vekke", state)
    assert result["level"] == "RED"
