"""How the statistical layer weighs a message with those before it, and what it does with long ones and missing files."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from screening.statistical.layer import (
    MODEL,
    MOST_WINDOWS,
    SURER,
    WINDOW,
    Mix,
    StatisticalLayer,
    Unavailable,
    _windows,
)

SAID = "fare " * 8  # more than a few words
CARD: dict[str, Any] = {
    "outputs": ["urgent"],
    "mix": {"urgent": {"constant": 0.0, "from": {"urgent": (1.0, 0.0)}}},
    "signs": [{"sign": "described_urgent", "output": "urgent", "from": 0.5}],
    "confirm": {},
    "plain": 0.1,
    "themes": 1.0,
}


class Linear:
    """Sees danger in what holds «fare»."""

    def scores(self, text: str, result: Any = None) -> dict[str, float]:
        return {"urgent": 0.0}

    def is_plain(self, text: str, result: Any) -> bool:
        return "fare" not in text


class Layer(StatisticalLayer):
    """A layer with log odds of «urgent» given for each text."""

    def __init__(self, **urgent: float) -> None:
        super().__init__(None, None, Linear(), CARD)  # type: ignore[arg-type]
        self.urgent = urgent
        self.read: list[str] = []

    def _odds(self, text: str, result: dict[str, Any]) -> dict[str, float]:
        self.read.append(text)
        return {"urgent": self.urgent.get(text.replace("\n", "_"), -3.0)}


def test_a_message_by_itself_counts_as_it_is() -> None:
    assert Layer(**{SAID: 0.5})(SAID, {}).signs == ("described_urgent",)


@pytest.mark.parametrize(
    ("odds", "signs"), [(0.5, ("described_maybe",)), (SURER + 0.1, ("described_urgent",))]
)
def test_few_words_are_told_only_when_it_is_surer_and_asked_about_all_the_same(
    odds: float, signs: tuple[str, ...]
) -> None:
    layer = Layer(fare=odds)
    layer._signs = [
        *CARD["signs"],
        {"sign": "described_maybe", "output": "urgent", "from": 0.5, "below": 0.5},
    ]
    assert layer("fare", {}).signs == signs


def test_few_words_that_look_like_danger_to_life_are_told() -> None:
    layer = Layer(fare=0.5)
    assert layer("fare", {}).signs == ()
    layer._odds = lambda text, result: {"urgent": 0.5, "red": 0.0}  # type: ignore[method-assign]
    assert layer("fare", {}).signs == ("described_urgent",)


def test_few_words_confirm_a_rule_only_when_it_is_surer() -> None:
    layer = Layer(fare=0.5, sikker=SURER + 0.1)
    layer._confirm = {"urgent": 0.5}
    assert (layer("fare", {}).confirms, layer("sikker", {}).confirms) == (False, True)


@pytest.mark.parametrize(("least", "signs"), [(0.4, ("described_urgent",)), (0.7, ())])
def test_a_sign_may_ask_for_another_output_too(least: float, signs: tuple[str, ...]) -> None:
    layer = Layer(**{SAID: 0.5})
    layer._signs = [{"sign": "described_urgent", "output": "urgent", "from": 0.5, "also": ["urgent", least]}]
    assert layer(SAID, {}).signs == signs


@pytest.mark.parametrize(
    ("likeliest", "other", "signs"),
    [
        (0.8, 0.3, {"described_psychosis", "described_beside_suicidal"}),
        (0.8, 0.1, {"described_psychosis"}),
        (0.8, 0.6, {"described_psychosis", "described_possible_suicidal"}),
        (0.6, 0.2, {"described_possible_psychosis", "described_beside_suicidal"}),
        (0.4, 0.3, set()),
    ],
)
def test_a_crisis_is_told_asked_about_or_noted_beside_a_likelier_one(
    likeliest: float, other: float, signs: set[str]
) -> None:
    layer = Layer()
    layer._signs = [
        *({"sign": f"described_{kind}", "output": kind, "from": 0.7} for kind in ("psychosis", "suicidal")),
        *(
            {"sign": f"described_possible_{kind}", "output": kind, "from": 0.5, "below": 0.7}
            for kind in ("psychosis", "suicidal")
        ),
        *(
            {"sign": f"described_beside_{kind}", "output": kind, "from": 0.5, "share": 0.25, "below": 0.5}
            for kind in ("psychosis", "suicidal")
        ),
    ]
    layer._kinds = ["psychosis", "suicidal"]
    layer._odds = lambda text, result: {  # type: ignore[method-assign]
        kind: math.log(share / (1 - share)) for kind, share in (("psychosis", likeliest), ("suicidal", other))
    }
    assert set(layer(SAID, {}).signs) == signs


def test_what_was_said_before_can_take_away_some_of_a_suspicion() -> None:
    layer = Layer(fare=0.5, rolig_fare=-2.0)
    assert layer("fare", {}, ["rolig"]).signs == ()
    assert layer.read == ["fare", "rolig_fare".replace("_", "\n")]


def test_it_cannot_take_away_a_clear_danger() -> None:
    assert Layer(fare=4.0, rolig_fare=-3.0)("fare", {}, ["rolig"]).signs == ("described_urgent",)


def test_what_only_both_together_say_is_told() -> None:
    layer = Layer(slapp_fare=2.0, slapp=-1.0)
    assert layer("fare", {}, ["slapp"]).signs == ("described_urgent",)


def test_what_was_there_before_is_not_told_again() -> None:
    layer = Layer(slapp_fare=2.0, slapp=1.5)
    assert layer("fare", {}, ["slapp"]).signs == ()


def test_what_was_never_read_together_is_news() -> None:
    long = "x" * 100
    layer = Layer(**{f"{long}_{long}_fare": 2.0, f"{long}_{long}": 1.5})
    assert layer("fare", {}, [long, long]).signs == ("described_urgent",)


def test_what_was_said_before_does_not_make_the_rules_doubtful() -> None:
    layer = Layer(**{SAID: 0.5, f"rolig_{SAID}": -2.0})
    layer._confirm = {"urgent": 0.5}
    assert layer(SAID, {}, ["rolig"]).confirms is True


def test_what_nothing_points_to_is_read_once() -> None:
    layer = Layer()
    layer("takk", {}, ["hei"])
    assert layer.read == ["takk"]


def test_a_long_message_stands_on_its_own() -> None:
    layer = Layer()
    layer("fare " * 30, {}, ["hei"])
    assert len(layer.read) == 1


@pytest.mark.parametrize("pieces", [1, WINDOW, WINDOW + 1, 5000])
def test_windows_hold_the_whole_of_a_text_up_to_a_bound(pieces: int) -> None:
    windows = _windows(list(range(pieces)))
    assert 1 <= len(windows) <= MOST_WINDOWS
    assert all(len(one) <= WINDOW for one in windows)
    if pieces <= MOST_WINDOWS * (WINDOW - 50):
        assert {piece for one in windows for piece in one} == set(range(pieces))


def test_without_its_files_it_says_why_it_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be read"):
        StatisticalLayer.load(tmp_path)


def test_the_layer_that_is_shipped_fits_its_card() -> None:
    layer = StatisticalLayer.load(MODEL)
    result = {"findings": [], "held": [], "crisis": [], "signs": [], "age_months": None, "temperature": None,
              "answered": None, "ask": [], "level": "GREEN", "emergency": None, "language": "nb"}  # fmt: skip
    description = layer("hun ligger helt slapp og svarer ikke", result)
    assert np.all([0.0 <= score <= 1.0 for score in description.scores.values()])
    assert "described_red" in description.signs


def test_an_output_is_mixed_from_several_of_both_halves() -> None:
    mix = Mix(
        ("urgent", "red"),
        {"red": {"constant": -1.0, "from": {"urgent": (0.5, 0.0), "red": (1.0, 2.0)}}},
    )
    assert mix(np.array([4.0, 3.0]), [10.0, 0.25]) == {"red": -1.0 + 0.5 * 4 + 3 + 2 * 0.25}
