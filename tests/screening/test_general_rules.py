"""The general rules G3, G4, G5, G7 and G10: both sides of each."""

import pytest

from screening import Screener

FOUR_DAYS = "toåringen har hatt feber i fire dager"  # YELLOW by itself


def level(screener: Screener, *texts: str) -> str:
    state = None
    for text in texts:
        result, state = screener.screen(text, state)
    return str(result["level"])


def test_the_starting_point_is_yellow(screener: Screener) -> None:
    assert level(screener, FOUR_DAYS) == "YELLOW"


@pytest.mark.parametrize(
    "more",
    [
        "noe er alvorlig galt med ham",  # G3
        "vi var på legevakta i går og han er fortsatt like syk",  # G4
        "han er blitt mye verre",  # G5
        "han har hjertefeil",  # G7
    ],
)
def test_a_general_rule_lifts_to_legevakt(screener: Screener, more: str) -> None:
    assert level(screener, FOUR_DAYS, more) == "ORANGE"
    assert level(screener, f"{FOUR_DAYS}. {more}") == "ORANGE"


def test_worse_by_the_hour_is_red(screener: Screener) -> None:
    assert level(screener, FOUR_DAYS, "han blir verre fra time til time") == "RED"


@pytest.mark.parametrize(
    "text",
    [
        "noe er alvorlig galt med ham",
        "vi var på legevakta i går",
        "alt blir bare verre og verre",
        "han har hjertefeil",
        "krangelen blir verre fra time til time",
    ],
)
def test_without_a_named_sign_nothing_is_lifted(screener: Screener, text: str) -> None:
    assert level(screener, text) == "GREEN"


def test_what_lifts_a_child_does_not_lift_the_parents_own_body(screener: Screener) -> None:
    assert level(screener, "jeg har brystbetennelse og 39,2 i feber", "babyen er premature") != "RED"


def test_a_rule_that_looks_at_the_age_is_not_lifted_by_the_age(screener: Screener) -> None:
    assert level(screener, "hun er 8 uker og har 38,3") == "ORANGE"


def test_a_lifted_rule_shows_a_text_of_its_new_level(screener: Screener) -> None:
    _, state = screener.screen(FOUR_DAYS, None)
    result, _ = screener.screen("han er blitt mye verre", state)
    text = screener.message(result["show"]["rule"], "nb", level=result["show"]["level"])
    assert (result["show"]["level"], result["emergency"]) == ("ORANGE", "116117")
    assert "116 117" in text


def test_worry_alone_asks_the_core_questions(screener: Screener) -> None:
    result, _ = screener.screen("noe er alvorlig galt med babyen", None)
    assert result["level"] == "GREEN"
    assert "contact" in result["ask"]


def test_the_fourth_question_is_not_asked_and_the_careful_text_comes_once(screener: Screener) -> None:
    _, state = screener.screen("hei", None)
    state["asked"] = state["caused"] = ["diabetes_known", "allergy_airway", "burn_look"]
    state["answers"] = {"burn_look": "unknown"}
    result, state = screener.screen("babyen har feber", state)
    assert (result["ask"], result["show"]["rule"]) == ([], "careful")
    assert "116 117" in screener.message("careful", "nb")
    result, _ = screener.screen("hun har fortsatt feber", state)
    assert result["show"] is None
