from evaluation.screening import counted

QUIET = {"level": "GREEN", "emergency": None, "findings": [], "crisis": [], "ask": []}


def test_urgent_message_that_was_only_asked_about_is_not_sent_at_once():
    case = {"text": "", "lang": "nn-x", "gold_level": "RED", "acceptable_levels": ["RED"]}
    assert counted(case, QUIET | {"ask": ["contact"]}) == {
        "urgent at once": False,
        "urgent at once or asked": True,
        "urgent at once, nn": False,
        "RED told 113": False,
    }


def test_calm_message_with_a_number_is_over_referred():
    case = {"text": "", "gold_level": "GREEN", "acceptable_levels": ["GREEN"], "hard_negative": "idiom"}
    found = counted(case, QUIET | {"emergency": "116117"})
    assert (found["calm over-referred"], found["look-alikes over-referred"], found["false crises"]) == (
        True,
        True,
        False,
    )


def test_message_that_may_be_urgent_is_not_counted_as_calm():
    case = {"text": "", "gold_level": "YELLOW", "acceptable_levels": ["YELLOW", "ORANGE"]}
    assert counted(case, QUIET) == {}


def test_crisis_is_a_hit_by_any_accepted_kind():
    case = {
        "text": "",
        "gold_level": "GREEN",
        "gold_crisis": "violence_past",
        "acceptable_crisis": ["harm_child"],
    }
    hit = {"rule": "PC-01", "level": "ORANGE", "number": "116111", "start": 0, "end": 1}
    assert counted(case, QUIET | {"crisis": [hit]}) == {"crises": True, "crisis violence_past": True}
