"""The labelled messages keep their form, are many and varied, and training and evaluation stay apart."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import pytest

from evaluation.labelled import CRISES, DEVELOPMENT, HELD_OUT, THEMES, TRAINING, Case, load, problems
from evaluation.near_copies import near_duplicates, similar_pairs

IN_USE = set(THEMES) - {"T20", "T21"}


@pytest.fixture(scope="module")
def training() -> list[Case]:
    return load(TRAINING)


@pytest.mark.parametrize("folder", [TRAINING, DEVELOPMENT, HELD_OUT], ids=lambda folder: folder.name)
def test_every_line_has_the_form(folder) -> None:  # type: ignore[no-untyped-def]
    assert problems(load(folder)) == []


def test_a_broken_line_is_told() -> None:
    case = {
        "id": "x1", "hand": "h", "text": " ", "lang": "tysk", "level": "RED", "levels": ["ORANGE"], "crisis": None,
        "crises": ["suicidal"], "themes": ["T01"], "themes_also": ["T01"], "look_alike": "odd", "age_months": -1,
    }  # fmt: skip
    told = problems([case, case])
    assert {line.split(": ")[1] for line in told} == {
        "text", "level", "crisis", "themes", "lang", "look_alike", "age_months", "id used twice",
    }  # fmt: skip


def test_there_is_much_of_it_by_many_hands(training: list[Case]) -> None:
    assert len(training) >= 6000
    assert len({case["hand"] for case in training}) >= 10
    assert len(load(HELD_OUT)) >= 1200
    kinds = Counter(case["crisis"] for case in training)
    assert min(kinds[kind] for kind in CRISES) >= 100


def test_every_theme_in_use_has_enough_messages(training: list[Case]) -> None:
    told = Counter(theme for case in training for theme in case["themes"])
    assert {theme: told[theme] for theme in IN_USE if told[theme] < 150} == {}


def test_no_sentence_is_multiplied(training: list[Case]) -> None:
    texts = [case["text"] for case in training]
    assert len(near_duplicates(texts)) <= 0.005 * len(texts)


def test_no_evaluation_message_is_nearly_copied_in_training(training: list[Case]) -> None:
    held_out = [case["text"] for case in load(HELD_OUT) if len(re.findall(r"\w+", case["text"])) > 3]
    texts = [case["text"] for case in training]
    assert [(held_out[i], texts[j]) for i, j in similar_pairs(held_out, texts)] == []


def test_ids_do_not_tell_the_label() -> None:
    """Numbers were given after shuffling: neighbours are alike no more often than others."""
    for hand, cases in _by_hand(load(HELD_OUT)).items():
        levels = [case["level"] for case in sorted(cases, key=lambda case: case["id"])]
        same = sum(a == b for a, b in itertools.pairwise(levels)) / (len(levels) - 1)
        expected = sum((count / len(levels)) ** 2 for count in Counter(levels).values())
        assert abs(same - expected) < 0.1, hand


def _by_hand(cases: list[Case]) -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = {}
    for case in cases:
        found.setdefault(case["hand"], []).append(case)
    return found
