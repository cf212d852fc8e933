"""Which measures a labelled message counts in, and what is a fault there."""

from typing import Any

from evaluation.screening import counted, evaluate, found_kinds, is_fault

QUIET: dict[str, Any] = {"level": "GREEN", "emergency": None, "findings": [], "crisis": [], "ask": []}
CALM: dict[str, Any] = {
    "id": "x", "text": "", "lang": "nb", "level": "GREEN", "levels": ["GREEN"], "crisis": None, "crises": [None],
}  # fmt: skip


def test_urgent_message_that_was_only_asked_about_is_not_sent_at_once() -> None:
    case = CALM | {"level": "RED", "levels": ["RED"], "lang": "nn", "family": "rash", "behaviour": True}
    assert counted(case, QUIET | {"ask": ["contact"]}) == {
        "urgent at once": False,
        "urgent at once, nn": False,
        "urgent at once, rash": False,
        "urgent at once, without keywords": False,
        "urgent at once or asked": True,
        "urgent at once or asked, without keywords": True,
        "RED told 113": False,
        "false crises": False,
    }


def test_calm_message_with_a_number_is_over_referred() -> None:
    found = counted(CALM | {"look_alike": "idiom"}, QUIET | {"emergency": "116117"})
    assert found["calm over-referred"] and found["look-alikes over-referred"] and not found["false crises"]


def test_message_that_may_be_urgent_is_not_counted_as_calm() -> None:
    assert set(counted(CALM | {"level": "YELLOW", "levels": ["YELLOW", "ORANGE"]}, QUIET)) == {"false crises"}


def hit(rule: str) -> dict[str, Any]:
    return {"rule": rule, "level": "ORANGE", "number": "116111", "start": 0, "end": 1}


def test_crisis_is_a_hit_by_any_accepted_kind() -> None:
    case = CALM | {"crisis": "violence_past", "crises": ["violence_past", "harm_child"]}
    found = counted(case, QUIET | {"crisis": [hit("PC-01")]})
    assert found == {"crises": True, "crisis violence_past": True, "crises found or asked": True}


def test_an_acute_crisis_is_to_be_given_a_number() -> None:
    case = CALM | {"crisis": "violence_now", "crises": ["violence_now"]}
    assert counted(case, QUIET | {"crisis": [hit("PC-06")]})["acute crises given a number"] is False


def test_a_rule_that_has_no_label_is_no_false_crisis() -> None:
    assert found_kinds(QUIET | {"crisis": [hit("PC-19")]}) == set()
    assert counted(CALM, QUIET | {"crisis": [hit("PC-19")]})["false crises"] is False
    assert counted(CALM, QUIET | {"crisis": [hit("PC-07")]})["false crises"] is True


def test_of_some_measures_the_hits_are_the_faults() -> None:
    assert is_fault("calm over-referred, nb", True) and not is_fault("calm over-referred", False)
    assert is_fault("urgent at once", False) and not is_fault("urgent at once", True)


def test_figures_and_misses_of_a_few_messages() -> None:
    cases = [
        CALM | {"id": "a", "text": "ro"},
        CALM | {"id": "b", "text": "fare", "level": "RED", "levels": ["RED"]},
    ]
    figures, misses = evaluate(lambda text: QUIET | {"emergency": "113" if text == "ro" else None}, cases)
    assert (figures["calm over-referred"]["hits"], figures["RED told 113"]["hits"]) == (1, 0)
    assert [line.split(":")[0] for line in misses] == [
        "RED told 113", "calm over-referred", "urgent at once or asked", "urgent at once",
    ]  # fmt: skip
