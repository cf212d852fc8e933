"""The figures of the suggested themes, on messages small enough to count by hand."""

from __future__ import annotations

from evaluation.themes import evaluate

CASES = [
    {"text": "a", "themes": ["T01", "T02"], "themes_also": []},
    {"text": "b", "themes": ["T03"], "themes_also": ["T04"]},
    {"text": "c", "themes": [], "themes_also": []},
]


def test_what_is_right_wrong_and_missed() -> None:
    told = {"a": ["T01", "T05"], "b": ["T04", "T03"]}
    figures = evaluate(lambda text: (told[text], told[text]), CASES)  # type: ignore[arg-type]
    assert (figures["micro precision"]["hits"], figures["micro precision"]["of"]) == (2, 3)
    assert (figures["micro recall"]["hits"], figures["micro recall"]["of"]) == (2, 3)
    assert figures["micro F1"]["value"] == round(4 / 6, 3)
    assert figures["micro F1"]["low"] <= figures["micro F1"]["value"] <= figures["micro F1"]["high"]
    assert (figures["recall, T02"]["hits"], figures["recall, T02"]["of"]) == (0, 1)
    assert "recall, T05" not in figures


def test_only_the_first_three_count_as_first() -> None:
    ranked = ["T07", "T08", "T09", "T01", "T02", "T03"]
    figures = evaluate(lambda text: ([], ranked), CASES)  # type: ignore[arg-type]
    assert figures["in the first three"]["hits"] == 0
    assert figures["in the first three"]["of"] == 3


def test_a_theme_that_is_switched_off_counts_nowhere() -> None:
    figures = evaluate(lambda text: (["T02"], ["T02"]), CASES, in_use={"T02"})  # type: ignore[arg-type]
    assert (figures["micro precision"]["hits"], figures["micro precision"]["of"]) == (1, 1)
    assert "recall, T01" not in figures
