"""Figures of the place finder count what is right in full, and what is found where nothing is told."""

from evaluation.places import evaluate, load

CASES = [
    {"text": "bor i Våler", "asked": False, "kommune_nr": ["3114", "3419"]},
    {"text": "bor i Moss", "asked": False, "kommune_nr": ["3103"]},
    {"text": "takk", "asked": False, "kommune_nr": []},
    {"text": "mose", "asked": True, "kommune_nr": []},
]


def test_half_of_an_ambiguous_name_is_not_right() -> None:
    found = {"bor i Våler": {"3114"}, "bor i Moss": {"3103"}, "mose": {"3103"}}
    figures = evaluate(lambda text, _: found.get(text, set()), CASES)
    assert (figures["right"]["hits"], figures["right"]["of"]) == (1, 2)
    none = figures["a kommune where none is told"]
    assert (none["hits"], none["of"]) == (1, 2)


def test_whether_it_was_asked_for_is_passed_on() -> None:
    asked: list[bool] = []
    evaluate(lambda _, was_asked: asked.append(was_asked) or set(), CASES)  # type: ignore[func-returns-value]
    assert asked == [False, False, False, True]


def test_the_set_holds_both_kinds() -> None:
    cases = load()
    assert sum(bool(case["kommune_nr"]) for case in cases) >= 200
    assert sum(not case["kommune_nr"] for case in cases) >= 200
