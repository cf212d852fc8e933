"""The figures of the suggested themes, on messages small enough to count by hand."""

from __future__ import annotations

from evaluation.themes import evaluate, suggested_for_nothing

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


def test_a_suggestion_where_there_is_no_theme_is_counted() -> None:
    told = {"hei": [], "4 måneder": ["T02", "T07"], "takk": []}
    figure = suggested_for_nothing(lambda text: (told[text], ["T01"]), list(told))
    assert (figure["hits"], figure["of"], figure["value"]) == (1, 3, 0.333)
    assert figure["low"] < 0.333 < figure["high"]


def test_only_the_first_three_count_as_first() -> None:
    ranked = ["T07", "T08", "T09", "T01", "T02", "T03"]
    figures = evaluate(lambda text: ([], ranked), CASES)  # type: ignore[arg-type]
    assert figures["in the first three"]["hits"] == 0
    assert figures["in the first three"]["of"] == 3


def test_a_theme_that_is_switched_off_counts_nowhere() -> None:
    figures = evaluate(lambda text: (["T02"], ["T02"]), CASES, in_use={"T02"})  # type: ignore[arg-type]
    assert (figures["micro precision"]["hits"], figures["micro precision"]["of"]) == (1, 1)
    assert "recall, T01" not in figures
