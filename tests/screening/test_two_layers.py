"""Rules first, the statistical layer after: what is held, what settles it, what it adds."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from support import NeverSure

from screening import Screener
from screening.conversation import Conversation
from screening.merging import merged
from screening.statistical.description import Description
from screening.statistical.facts import SIZE, vector
from screening.statistical.spans import clauses

UNSURE = "vi har lest mye om det, og nå kramper han"


@pytest.fixture
def doubting(screener: Screener) -> Screener:
    """The real rules with a linear half that is sure of nothing."""
    return Screener(screener.protocol, screener.reader, NeverSure())  # type: ignore[arg-type]


def described(
    *signs: str, confirms: bool = False, start: int = 0, end: int = 3, red: float = 0.0
) -> Description:
    return Description(signs, start, end, confirms, {"red": red}, ())


def test_without_a_layer_at_hand_nothing_is_held(doubting: Screener) -> None:
    result, _ = doubting.screen(UNSURE, None)
    assert (result["emergency"], result["held"]) == ("113", [])


def test_what_the_rules_are_unsure_of_waits_and_makes_a_question(doubting: Screener) -> None:
    result, state = doubting.screen(UNSURE, None, hold=True)
    assert (result["level"], result["emergency"], result["show"]) == ("GREEN", None, None)
    assert {one["rule"] for one in result["held"]} >= {"SE-01"}
    assert result["ask"]
    assert json.loads(json.dumps(state)) == state


def test_what_is_held_counts_when_the_layer_confirms_it(doubting: Screener) -> None:
    _, state = doubting.screen(UNSURE, None, hold=True)
    result, state = doubting.settle(UNSURE, state, described(confirms=True))
    assert (result["level"], result["emergency"]) == ("RED", "113")
    assert result["show"]["full"] is True
    assert state["held"] == []
    assert any(f["rule"] == "SE-01" and UNSURE[f["start"] : f["end"]] for f in result["findings"])


def test_what_is_held_counts_when_the_layer_is_away(doubting: Screener) -> None:
    _, state = doubting.screen(UNSURE, None, hold=True)
    result, _ = doubting.settle(UNSURE, state, None)
    assert result["emergency"] == "113"


def test_what_the_layer_does_not_confirm_is_asked_about(doubting: Screener) -> None:
    _, state = doubting.screen(UNSURE, None, hold=True)
    result, state = doubting.settle(UNSURE, state, described())
    assert (result["emergency"], result["show"]) == (None, None)
    assert result["ask"]
    again, _ = doubting.screen("nå kramper han", state)  # later words count by themselves
    assert again["emergency"] == "113"


def test_measures_are_never_held(doubting: Screener) -> None:
    result, _ = doubting.screen("babyen er 6 uker og har 38,4", None, hold=True)
    assert result["emergency"] == "116117"


def test_an_answer_to_a_safety_question_is_never_held(doubting: Screener) -> None:
    state = doubting.ask(None, "contact")
    result, _ = doubting.screen("nei", state, hold=True)
    assert (result["emergency"], result["held"]) == ("113", [])


def test_the_sure_are_told_at_once(screener: Screener) -> None:
    result, _ = screener.screen("hjelp hun puster ikke og er blå på leppene", None, hold=True)
    assert (result["emergency"], result["held"]) == ("113", [])


@pytest.mark.parametrize(
    ("sign", "number"),
    [
        ("described_red", "113"),
        ("described_urgent", "116117"),
        ("described_suicidal", "116117"),
        ("described_violence_now", "112"),
        ("described_shaking_done", "113"),
        ("described_psychosis", "116117"),
        ("described_harm_child", "116111"),
        ("described_abuse_disclosure", "116111"),
        ("described_child_alone", "116111"),
        ("described_violence_past", None),
        ("described_intoxication", None),
    ],
)
def test_what_the_layer_sees_gets_its_own_reviewed_text(
    screener: Screener, sign: str, number: str | None
) -> None:
    text = "noe ingen har skrevet før"
    _, state = screener.screen(text, None)
    result, _ = screener.settle(text, state, described(sign, start=4, end=9))
    assert result["emergency"] == number
    shown = result["show"]
    [hit] = [*[f for f in result["findings"] if f["counts"]], *result["crisis"]]
    assert (hit["start"], hit["end"]) == (4, 9)
    for language in ("nb", "nn", "en"):
        told = screener.message(shown["rule"], language, level=shown["level"], variant=shown["variant"])
        spelled = {"116117": "116 117", "116111": "116 111"}.get(number or "", number or "")
        assert spelled in told
    others = [entry.message for entry in screener.rule(shown["rule"]).levels if entry.message]
    assert sign in {"described_shaking_done", "described_violence_past", "described_intoxication"} or any(
        told == message.get("en") for message in others
    )


def test_a_suspicion_makes_a_question_and_no_number(screener: Screener) -> None:
    _, state = screener.screen("hei", None)
    result, state = screener.settle("hei", state, described("described_maybe"))
    assert (result["emergency"], result["ask"][0]) == (None, "age")
    _, state = screener.screen("hei", None)
    result, _ = screener.settle("hei", state, described("described_maybe_suicidal"))
    assert (result["emergency"], result["ask"]) == (None, ["life_q"])


KINDS = {
    "harm_child": "PC-01", "shaking_done": "PC-03", "suicidal": "PC-04", "violence_now": "PC-06", "violence_past": "PC-07",
    "psychosis": "PC-10", "intoxication": "PC-12", "child_alone": "PC-13", "abuse_disclosure": "PC-14",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "rule"), KINDS.items())
def test_of_a_crisis_that_is_only_possible_the_parent_is_asked_and_the_veileder_told(
    screener: Screener, kind: str, rule: str
) -> None:
    _, state = screener.screen("hei", None)
    result, state = screener.settle("hei", state, described(f"described_possible_{kind}"))
    [hit] = result["crisis"]
    assert (hit["rule"], hit["level"], hit["possible"], hit["likeness"]) == (rule, "YELLOW", True, True)
    assert (result["show"], result["emergency"], len(result["ask"])) == (None, None, 1)
    yes, _ = screener.screen("ja", screener.ask(state, result["ask"][0]), choice="yes")
    assert yes["show"] is not None


@pytest.mark.parametrize(
    "answer", ["nei", "hæ? nei, han vil bare ikke på skolen", "han liker fotball", "Nei det er ikke sånn"]
)
def test_whoever_was_only_taken_for_somebody_in_a_crisis_is_told_no_number(
    screener: Screener, answer: str
) -> None:
    _, state = screener.screen("hei", None)
    result, state = screener.settle("hei", state, described("described_possible_suicidal"))
    for _ in range(3):
        result, state = screener.screen(answer, screener.ask(state, "life_q"))
        assert (result["show"], result["emergency"]) == (None, None)
    assert result["ask"] == []


def test_beside_a_surer_crisis_the_veileder_sees_the_other_and_nobody_is_asked_about_it(
    screener: Screener,
) -> None:
    _, state = screener.screen("hei", None)
    result, _ = screener.settle("hei", state, described("described_suicidal", "described_beside_psychosis"))
    assert {hit["rule"]: hit["possible"] for hit in result["crisis"]} == {"PC-04": False, "PC-10": True}
    assert result["show"]["rule"] == "PC-04"
    assert "mind_q" not in result["ask"]


def test_the_layer_is_not_lifted_by_general_rules(screener: Screener) -> None:
    _, state = screener.screen("babyen er 7 uker", None)
    result, _ = screener.settle("babyen er 7 uker", state, described("described_urgent"))
    assert result["level"] == "ORANGE"


def test_a_sign_the_protocol_does_not_know_is_left_out(screener: Screener) -> None:
    result, _ = screener.settle("hei", None, described("described_something_new"))
    assert result["findings"] == []


def test_the_facts_are_numbers_from_0_to_1_and_hold_what_is_held(doubting: Screener) -> None:
    held, _ = doubting.screen(UNSURE, None, hold=True)
    first, _ = doubting.screen(UNSURE, None)
    assert vector(held) == vector(first)
    for text in ("", "babyen er 6 uker og har 38,4", "han slår oss nå", UNSURE):
        facts = vector(doubting.screen(text, None)[0])
        assert len(facts) == SIZE and all(0 <= fact <= 1 for fact in facts)


def test_one_result_out_of_two(screener: Screener) -> None:
    text = "babyen er 6 uker og har 38,4"
    first, state = screener.screen(text, None)
    second, _ = screener.settle(text, state, described("described_suicidal"))
    result = merged(first, second)
    rules = [f["rule"] for f in [*result["findings"], *result["crisis"]]]
    assert rules == [f["rule"] for f in first["findings"]] + ["PC-04"]
    assert result["emergency"] == "116117"


def test_a_conversation_reads_short_messages_with_those_before(screener: Screener) -> None:
    seen: list[list[str]] = []

    def layer(text: str, result: Any, before: Any = ()) -> Description:
        seen.append(list(before))
        return described()

    conversation = Conversation(screener, layer)  # type: ignore[arg-type]
    for text in ("en", "to", "tre", "fire"):
        conversation.read(text)
    assert seen == [[], ["en"], ["en", "to"], ["to", "tre"]]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("han er varm", []),
        ("Han har hatt feber i to dager. Nå henger hodet og han ser ikke på meg!", 3),
        ("vi var på hytta hele helga men i dag vil hun ikke våkne ordentlig", 2),
        ("ord " * 2000, 0),
    ],
)
def test_clauses_are_places_in_the_text(text: str, pieces: int | list[Any]) -> None:
    found = clauses(text)
    assert len(found) == pieces or (pieces == 0 and len(found) <= 12) or found == pieces
    for start, end in found:
        assert 0 <= start < end <= len(text)
        assert text[start].isalnum() and text[end - 1].isalnum()


def test_a_danger_that_has_a_name_gets_no_likeness_beside_it(screener: Screener) -> None:
    text = "hun puster ikke"
    _, state = screener.screen(text, None)
    result, _ = screener.settle(text, state, described("described_red", "described_maybe"))
    assert (result["level"], result["findings"], result["ask"]) == ("RED", [], [])


@pytest.mark.parametrize(("red", "number"), [(0.9, "113"), (0.2, "116117")])
def test_a_clear_likeness_to_more_danger_than_was_named_is_told(
    screener: Screener, red: float, number: str
) -> None:
    text = "babyen er 6 uker og har 38,4"
    first, state = screener.screen(text, None)
    assert first["emergency"] == "116117"
    result, _ = screener.settle(text, state, described("described_red", "described_urgent", red=red))
    assert result["emergency"] == number


def test_beside_an_acute_crisis_a_likeness_is_told_to_the_veileder_alone(screener: Screener) -> None:
    text = "han slår meg nå og jeg er redd for livet mitt"
    first, state = screener.screen(text, None)
    assert any(one["level"] == "RED" for one in first["crisis"])
    result, _ = screener.settle(text, state, described("described_suicidal"))
    assert ([one["rule"] for one in result["crisis"]], result["show"]) == (["PC-04"], None)
    assert result["emergency"] == first["emergency"] == "112"


def test_an_acute_crisis_hides_no_likeness_to_another_acute_one(screener: Screener) -> None:
    text = "han slår meg nå og jeg er redd for livet mitt"
    _, state = screener.screen(text, None)
    result, _ = screener.settle(text, state, described("described_shaking_done", "described_violence_now"))
    assert [one["rule"] for one in result["crisis"]] == ["PC-03"]


@pytest.mark.parametrize(
    "text", ["hun er blek", "babyen har kastet opp", "han har slått seg", "hun kjennest varm"]
)
def test_one_mild_sign_in_a_line_of_few_words_is_asked_about_and_is_no_crisis(
    screener: Screener, text: str
) -> None:
    _, state = screener.screen(text, None)
    result, _ = screener.settle(
        text, state, described("described_red", "described_urgent", "described_violence_now", red=0.9)
    )
    assert (result["emergency"], result["crisis"]) == (None, [])
    assert set(result["ask"]) & {"age", "contact", "breathing", "colour", "fluids"}


@pytest.mark.parametrize(
    "text",
    [
        "hun er blek og kaldsvett",
        "nyfødt og helt blek",
        "han er slapp og stille",
        "kastet opp tabletter",
        "kastet opp sju ganger",
        "slapp, stille",
        "ho ligg heilt i ro med augo opne",
        "blek og stiv",
        "iskald og blå",
        "blod kom opp",
        "han hostet blod",
        "hun er blek etter et fall fra taket",
    ],
)
def test_what_says_more_than_one_mild_sign_is_told(screener: Screener, text: str) -> None:
    _, state = screener.screen(text, None)
    result, _ = screener.settle(text, state, described("described_red", red=0.9))
    assert result["emergency"] == "113"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("han er slapp", {"limp", "contact"}),
        ("she is grey", {"colour", "contact"}),
        ("hun svetter", {"contact"}),
        ("hun kaster opp", {"age", "fluids"}),
        ("han kastet opp en gang", {"age", "fluids"}),
    ],
)
def test_an_illness_that_one_thing_in_a_line_looks_like_is_asked_about(
    screener: Screener, text: str, asked: set[str]
) -> None:
    _, state = screener.screen(text, None)
    result, _ = screener.settle(text, state, described("described_red", "described_urgent", red=0.9))
    assert result["emergency"] is None
    assert set(result["ask"]) & asked


def test_violence_that_one_thing_in_a_line_looks_like_is_asked_about(screener: Screener) -> None:
    _, state = screener.screen("han kaster ting", None)
    result, _ = screener.settle("han kaster ting", state, described("described_violence_now"))
    assert (result["emergency"], result["ask"][:1]) == (None, ["safe_now"])


@pytest.mark.parametrize("text", ["brystsmerter", "choking", "han har anfall"])
def test_what_rules_and_likeness_both_call_danger_is_told_of_one_thing_too(
    doubting: Screener, text: str
) -> None:
    held, state = doubting.screen(text, None, hold=True)
    assert held["held"]
    result, _ = doubting.settle(text, state, described("described_red", red=0.9))
    assert result["emergency"] == "113"


def test_a_clear_likeness_to_more_danger_is_told_of_one_thing_that_the_rules_call_urgent(
    screener: Screener,
) -> None:
    first, state = screener.screen("kaster opp blod", None)
    assert first["emergency"] == "116117"
    result, _ = screener.settle("kaster opp blod", state, described("described_red", red=0.9))
    assert result["emergency"] == "113"


def test_the_same_bare_line_again_is_asked_about_again(screener: Screener) -> None:
    state = None
    for _ in range(2):
        _, state = screener.screen("hun svetter", state)
        result, state = screener.settle("hun svetter", state, described("described_red", red=0.9))
        assert result["emergency"] is None


@pytest.mark.parametrize("text", ["han rister", "han ser ut"])
def test_shaking_that_a_bare_line_looks_like_is_asked_about(screener: Screener, text: str) -> None:
    first, state = screener.screen(text, None)
    assert first["emergency"] is None
    result, _ = screener.settle(text, state, described("described_shaking_done", "described_red", red=0.9))
    assert (result["emergency"], result["crisis"]) == (None, [])
    assert result["ask"]


def test_who_shakes_a_child_is_told(screener: Screener) -> None:
    assert screener.screen("han rister henne", None)[0]["emergency"] == "113"


def test_a_wish_to_die_that_one_thing_in_a_line_looks_like_is_told(screener: Screener) -> None:
    _, state = screener.screen("brevet er skrevet", None)
    result, _ = screener.settle("brevet er skrevet", state, described("described_suicidal"))
    assert [one["rule"] for one in result["crisis"]] == ["PC-04"]


@pytest.mark.parametrize("before", ["babyen fikk feber i natt", "han er 3 uker gammel"])
def test_one_mild_sign_after_something_else_is_told(screener: Screener, before: str) -> None:
    _, state = screener.screen(before, None)
    _, state = screener.screen("han er blek", state)
    result, _ = screener.settle("han er blek", state, described("described_red", red=0.9))
    assert result["emergency"] == "113"


def test_a_crisis_that_no_words_name_is_a_likeness(screener: Screener) -> None:
    text = "han slår meg nå og jeg er redd for livet mitt"
    first, state = screener.screen(text, None)
    result, _ = screener.settle(text, state, described("described_suicidal"))
    assert [one["likeness"] for one in first["crisis"] + result["crisis"]] == [False, True]


def test_what_was_found_earlier_hides_no_likeness_in_a_later_message(screener: Screener) -> None:
    _, state = screener.screen("babyen er 6 uker og har 38,4", None)
    result, _ = screener.settle("storebror ligger helt stille", state, described("described_urgent"))
    assert [one["rule"] for one in result["findings"] if one["counts"]] == ["ST-01"]


def test_an_earlier_acute_crisis_hides_no_other_crisis(screener: Screener) -> None:
    _, state = screener.screen("jeg ristet babyen i natt", None)
    text = "nå har jeg lagt brevet på bordet"
    result, _ = screener.settle(text, state, described("described_suicidal"))
    assert "PC-04" in [one["rule"] for one in result["crisis"]]


class SureOfIllness(NeverSure):
    """Sure of what the rules found of a body, and of no crisis."""

    def is_sure(self, text: str, result: Any) -> bool:
        return True


def test_beside_an_ill_child_a_doubtful_crisis_waits_alone(screener: Screener) -> None:
    rules = Screener(screener.protocol, screener.reader, SureOfIllness())  # type: ignore[arg-type]
    text = "hun puster ikke, og jeg ristet henne"
    result, state = rules.screen(text, None, hold=True)
    assert (result["emergency"], result["crisis"]) == ("113", [])
    assert {one["rule"] for one in result["held"]} == {"PC-03"}
    doubted, _ = rules.settle(text, state, described(confirms=True))
    assert doubted["crisis"] == []
    confirmed, _ = rules.settle(text, state, Description((), 0, 3, True, {}, (), confirms_crisis=True))
    assert [one["rule"] for one in confirmed["crisis"]] == ["PC-03"]


class SeesNoDanger(NeverSure):
    """Finds all plain but what holds one of these words."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def is_plain(self, text: str, result: Any) -> bool:
        return not any(word in text for word in self.words)


def calm(screener: Screener, *words: str) -> Screener:
    return Screener(screener.protocol, screener.reader, SeesNoDanger(*words))  # type: ignore[arg-type]


def test_questions_about_what_looks_harmless_are_left_out(screener: Screener) -> None:
    assert screener.screen("han kaster opp", None)[0]["ask"] == ["age", "fluids"]
    result, state = calm(screener).screen("han kaster opp", None, hold=True)
    assert (result["ask"], result["possible_red"], result["level"]) == ([], False, "GREEN")
    assert json.loads(json.dumps(state)) == state


@pytest.mark.parametrize(
    "text", ["noe er galt med babyen", "det er noe alvorlig galt med henne", "noko er gale"]
)
def test_a_parents_strong_worry_is_asked_about_however_plain_the_words(screener: Screener, text: str) -> None:
    for rules in (calm(screener), screener):
        result, state = rules.screen(text, None, hold=True)
        assert (result["ask"][:1], state["muted"]) == (["contact"], [])


def test_a_fear_of_meningitis_is_asked_about_and_a_vaccine_is_none(screener: Screener) -> None:
    asked, _ = calm(screener).screen("kan det være hjernehinnebetennelse?", None, hold=True)
    assert asked["ask"][:1] == ["neck"]  # «trykk et glass mot prikkene» says nothing where there are none
    assert calm(screener).screen("skal hun ta meningittvaksinen", None, hold=True)[0]["ask"] == []


def test_the_age_is_always_asked_where_it_could_make_red_of_a_fever(screener: Screener) -> None:
    result, state = calm(screener).screen("han har litt feber", None, hold=True)
    assert (result["ask"], state["muted"]) == (["age"], ["contact"])


def test_something_less_harmless_brings_them_back(screener: Screener) -> None:
    rules = calm(screener, "drikker")
    _, state = rules.screen("han kaster opp", None, hold=True)
    assert state["muted"]
    result, state = rules.screen("og han drikker dårlig", state, hold=True)
    assert "fluids" in result["ask"]
    assert state["muted"] == []


def test_without_a_judge_they_come_back(screener: Screener) -> None:
    _, state = calm(screener).screen("han kaster opp", None, hold=True)
    result, _ = calm(screener).screen("vi venter her", state)
    assert {"age", "fluids"} <= set(result["ask"])


def test_what_a_plain_answer_makes_of_an_earlier_sign_is_asked(screener: Screener) -> None:
    rules = calm(screener)
    _, state = rules.screen("han har feber", None, hold=True)
    result, state = rules.screen("to år", state, hold=True)
    assert (result["ask"], state["muted"]) == (["perks_up"], ["contact"])


def test_what_was_wanted_before_is_not_left_out_for_being_said_again(screener: Screener) -> None:
    rules = calm(screener, "høy")
    first, state = rules.screen("han har høy feber", None, hold=True)
    second, state = rules.screen("ja, feber", state, hold=True)
    assert "contact" in first["ask"] and "contact" in second["ask"]
    assert state["muted"] == []


def test_while_a_question_stands_open_nothing_is_left_out(screener: Screener) -> None:
    rules = calm(screener, "feber")
    _, state = rules.screen("han har feber", None, hold=True)
    state = rules.ask(state, "age")
    result, state = rules.screen("han kaster opp", state, hold=True)
    assert state["muted"] == []
    assert "fluids" in result["ask"]


@pytest.mark.parametrize("description", [described("described_maybe"), None])
def test_a_suspicion_or_a_failure_of_the_layer_brings_them_back(
    screener: Screener, description: Description | None
) -> None:
    rules = calm(screener)
    text = "han kaster opp"
    _, state = rules.screen(text, None, hold=True)
    assert state["muted"] == ["age", "fluids"]
    result, _ = rules.settle(text, state, description)
    assert "fluids" in result["ask"]


def described_plain(*signs: str, plain: bool = True) -> Description:
    return replace(described(*signs), plain=plain)


def test_questions_about_what_the_layer_finds_harmless_are_left_out(doubting: Screener) -> None:
    asked, state = doubting.screen("han kaster opp", None, hold=True)
    assert asked["ask"] == ["age", "fluids"]
    result, state = doubting.settle("han kaster opp", state, described_plain())
    assert (result["ask"], state["muted"], state["spare"]) == ([], ["age", "fluids"], [])
    assert doubting.screen("og han drikker dårlig", state, hold=True)[0]["ask"] == ["age", "fluids"]


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("han kaster opp", described_plain(plain=False)),
        ("han kaster opp", described_plain("described_maybe")),
        ("han kaster opp", None),
        ("noe er galt med babyen", described_plain()),
        ("han har litt feber", described_plain()),
    ],
)
def test_other_questions_are_put_all_the_same(
    doubting: Screener, text: str, description: Description | None
) -> None:
    _, state = doubting.screen(text, None, hold=True)
    result, _ = doubting.settle(text, state, description)
    assert result["ask"]


def test_what_was_wanted_before_a_harmless_message_is_asked(doubting: Screener) -> None:
    _, state = doubting.screen("han har høy feber", None, hold=True)
    _, state = doubting.settle("han har høy feber", state, described_plain(plain=False))
    _, state = doubting.screen("han kaster opp", state, hold=True)
    result, _ = doubting.settle("han kaster opp", state, described_plain())
    assert "age" in result["ask"]


def test_a_crisis_that_the_layer_does_not_bear_out_is_asked_about(doubting: Screener) -> None:
    held, state = doubting.screen("æ klikke snart på ungen", None, hold=True)
    assert held["held"]
    result, state = doubting.settle("æ klikke snart på ungen", state, described(confirms=False))
    assert (result["show"], result["crisis"], result["ask"][:1]) == (None, [], ["harm_q"])
    state = doubting.ask(state, "harm_q")
    answered, _ = doubting.screen("ja", state, hold=True)
    assert answered["show"]["rule"] == "PC-01"


def test_a_crisis_that_looks_like_none_at_all_is_not_asked_about(doubting: Screener) -> None:
    _, state = doubting.screen("æ klikke snart på ungen", None, hold=True)
    nothing = replace(described(confirms=False), like_a_crisis=0.0002)
    result, state = doubting.settle("æ klikke snart på ungen", state, nothing)
    assert (result["show"], result["ask"], state["doubted"]) == (None, [], [])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("familien vil omskjære datteren min", "PC-18"),
        ("jeg blir tent på barn", "PC-15"),
        ("jeg er tolv og trenger noen å snakke med", "PC-23"),
        ("så trøtt at jeg glemte henne i bilen", "PC-19"),
    ],
)
def test_what_the_layer_has_not_learned_does_not_wait_for_it(
    doubting: Screener, text: str, rule: str
) -> None:
    result, _ = doubting.screen(text, None, hold=True)
    assert (result["held"], result["show"]["rule"]) == ([], rule)


def test_an_illness_that_the_layer_does_not_bear_out_and_no_question_follows_is_asked_about_all_the_same(
    doubting: Screener,
) -> None:
    text = "ettåringen la hånda på stekeovnsdøra"
    held, state = doubting.screen(text, None, hold=True)
    assert held["held"]
    result, _ = doubting.settle(text, state, described(confirms=False))
    assert result["show"] is None
    assert result["ask"]


@pytest.mark.parametrize(("confirms", "number"), [(True, "113"), (False, None)])
def test_a_parents_own_acute_illness_is_borne_out_by_what_looks_like_an_illness(
    doubting: Screener, confirms: bool, number: str | None
) -> None:
    text = "I'm the dad and I have had chest pain since noon"
    held, state = doubting.screen(text, None, hold=True)
    assert [one["rule"] for one in held["held"]] == ["PC-20"]
    result, _ = doubting.settle(text, state, described(confirms=confirms))
    assert result["emergency"] == number


def test_great_thirst_and_much_pee_wait_for_no_layer(doubting: Screener) -> None:
    text = "Sjuåringen tømmer glass på glass med vann og vi må bytte sengetøy hver natt"
    told, _ = doubting.screen(text, None, hold=True)
    assert (told["held"], told["show"]["rule"]) == ([], "DI-01")


def test_what_a_doubted_sign_answered_on_the_way_is_asked_all_the_same(doubting: Screener) -> None:
    text = "hun stirrer rett gjennom meg"
    held, state = doubting.screen(text, None, hold=True)
    assert held["held"]
    result, _ = doubting.settle(text, state, described("described_maybe"))
    assert "contact" in result["ask"]


def told(screener: Screener, *messages: tuple[str, list[str]], questions: tuple[str, ...] = ()) -> Any:
    """The last result of each message with what the layer saw in it; questions: what stands open before the last ones."""
    state: Any = None
    results = []
    for number, (text, signs) in enumerate(messages):
        asked = number - (len(messages) - len(questions))
        if asked >= 0:
            state = screener.ask(state, questions[asked])
        first, state = screener.screen(text, state, hold=True)
        second, state = screener.settle(text, state, described(*signs))
        results.append(merged(first, second))
    return results, state


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("alt blir lettere for dem etterpå", "jeg har pillene her"),
        ("guten på sytten seier så underlege ting", "han har tatt med seg beltet inn på rommet"),
        ("dattera på femten gir bort tinga sine", "eg fann ei eske med piller under senga"),
    ],
)
def test_thoughts_that_the_layer_saw_and_means_that_are_told_are_113(
    screener: Screener, first: str, second: str
) -> None:
    _, state = told(screener, (first, ["described_suicidal"]), (second, []))
    assert state["crisis"]["PC-04"] == ["RED", "113"]


def test_a_likeness_to_violence_does_not_take_the_word_from_a_wish_to_die(screener: Screener) -> None:
    results, _ = told(
        screener,
        ("sønnen på sytten sier rare ting", ["described_suicidal"]),
        ("han har tatt med seg beltet inn på rommet", ["described_violence_now"]),
    )
    assert results[-1]["show"]["rule"] == "PC-04"
    assert {one["rule"]: one["possible"] for one in results[-1]["crisis"]}["PC-06"] is True
    assert results[-1]["emergency"] == "113"


def test_violence_that_is_told_in_words_is_112_beside_a_wish_to_die(screener: Screener) -> None:
    _, state = told(screener, ("alt er svart", ["described_suicidal"]))
    _, state = screener.screen("han slår meg nå", state)
    assert state["crisis"]["PC-06"] == ["RED", "112"]


def test_of_a_wish_to_die_that_the_layer_saw_the_question_is_about_whoever_was_told_of(
    screener: Screener,
) -> None:
    results, _ = told(screener, ("noe ingen har skrevet før", ["described_suicidal"]))
    assert results[-1]["ask"] == ["plan_q"]
    results, _ = told(screener, ("femtenåringen har gitt bort alt", ["described_suicidal"]))
    assert results[-1]["ask"] == ["teen_plan"]


@pytest.mark.parametrize(("again", "shown"), [(["described_possible_violence_now"], "PC-07"), ([], None)])
def test_the_question_about_home_is_not_thrown_away_when_several_messages_point_there(
    screener: Screener, again: list[str], shown: str | None
) -> None:
    results, _ = told(
        screener,
        ("noko ingen har skrive før", ["described_possible_violence_past"]),
        ("det er det verste", again),
        ("ikkje ring hit", []),
        questions=("home_q", "home_q"),
    )
    show = results[-1]["show"]
    assert (show and show["rule"]) == shown
    if show:
        assert "116 006" in screener.message("PC-07", "nn", level="YELLOW", variant=show["variant"])


def test_who_says_no_to_the_question_about_home_is_told_no_number(screener: Screener) -> None:
    pointing = ["described_possible_violence_past"]
    results, _ = told(screener, ("hei", pointing), ("hm", pointing), ("nei", []), questions=("home_q",))
    assert (results[-1]["show"], results[-1]["emergency"]) == (None, None)


def test_what_the_layer_has_not_learned_in_a_rule_that_it_judges_does_not_wait_for_it(
    doubting: Screener,
) -> None:
    _, state = doubting.screen("litt i laget i kveld, kos med vin", None, hold=True)
    result, _ = doubting.screen("babyen ligger her i sofaen ved siden av meg", state, hold=True)
    assert (result["show"]["rule"], result["held"], result["ask"]) == ("PC-12", [], ["carer_q"])


def test_words_that_point_home_count_with_the_likeness(screener: Screener) -> None:
    results, _ = told(
        screener,
        ("eg må sletta dette før han står opp", []),
        ("langerma i heile sommar", ["described_possible_violence_past"]),
        ("eldste stiller seg mellom oss", []),
        ("ikkje ring hit", []),
        questions=("home_q", "home_q"),
    )
    assert results[-1]["show"]["rule"] == "PC-07"


def test_a_likeness_of_what_happened_years_ago_is_asked_about(screener: Screener) -> None:
    seen = described("described_red", "described_urgent", red=0.9)
    for text, number in (
        ("i fjor svelget hun et batteri", None),
        ("i natt svelget hun noe rart", "113"),
        ("i fjor svelget hun et batteri og nå igjen noe rart", "113"),
    ):
        _, state = screener.screen(text, None, hold=True)
        assert screener.settle(text, state, seen)[0]["emergency"] == number, text


POSSIBLE = ["described_possible_suicidal"]


@pytest.mark.parametrize(("again", "shown"), [(POSSIBLE, "PC-04"), ([], None)])
def test_the_question_about_not_wanting_to_live_is_not_thrown_away_when_several_messages_point_there(
    screener: Screener, again: list[str], shown: str | None
) -> None:
    results, _ = told(
        screener,
        ("datteren på fjorten har sagt noe rart", POSSIBLE),
        ("hele rommet er ryddet", POSSIBLE),
        ("så lettet har hun aldri vært", again),
        questions=("life_q", "life_q"),
    )
    show = results[-1]["show"]
    assert (show and show["rule"]) == shown
    assert results[-1]["emergency"] == ("116117" if shown else None)


@pytest.mark.parametrize("text", ["nei", "nei det er ikke noe sånt", "det er nok ingenting"])
def test_who_denies_or_calms_is_told_no_number_for_a_wish_to_die(screener: Screener, text: str) -> None:
    results, _ = told(screener, ("hei", POSSIBLE), ("hm", POSSIBLE), (text, []), questions=("life_q",))
    assert (results[-1]["show"], results[-1]["emergency"]) == (None, None)


def test_of_a_likeness_to_illness_nothing_follows_when_the_parent_goes_on_about_something_else(
    screener: Screener,
) -> None:
    results, _ = told(
        screener,
        ("han er sju og kan ikke sitte stille", ["described_maybe"]),
        ("læreren sier han forstyrrer", []),
        ("fastlegen har lang ventetid", []),
        questions=("contact", "contact"),
    )
    assert (results[-1]["show"], results[-1]["emergency"]) == (None, None)
    results, _ = told(
        screener,
        ("sønnen på sju er syk", ["described_maybe"]),
        ("læreren sier han forstyrrer", []),
        ("fastlegen har lang ventetid", []),
        questions=("contact", "contact"),
    )
    assert results[-1]["show"]["rule"] == "careful"


CHILD_HITS = [
    "han er 4 og slår",
    "gutten på tre slår og sparker",
    "toåringen slår lillesøster",
    "she is 3 and hits",
]
HE_HITS = ["hva gjør jeg når han slår meg", "han slår når jeg sier nei", "jeg blir så lei når hun slår meg"]


def read_by_the_rules(screener: Screener, *texts: str) -> Any:
    """The crises of the last message, and the number of the conversation."""
    state: Any = None
    for text in texts:
        result, state = screener.screen(text, state)
    return [one["rule"] for one in result["crisis"]], result["emergency"]


@pytest.mark.parametrize("first", CHILD_HITS)
@pytest.mark.parametrize("second", HE_HITS)
def test_a_small_child_that_hits_is_no_violence_in_the_home_also_in_the_next_message(
    screener: Screener, first: str, second: str
) -> None:
    assert read_by_the_rules(screener, first, second) == ([], None)
    assert read_by_the_rules(screener, second)[0]


@pytest.mark.parametrize("likeness", ["described_violence_past", "described_violence_now"])
def test_a_likeness_to_violence_is_no_more_than_possible_where_the_small_child_hits(
    screener: Screener, likeness: str
) -> None:
    results, _ = told(screener, (CHILD_HITS[0], []), (HE_HITS[0], [likeness]))
    assert (results[-1]["show"], results[-1]["emergency"]) == (None, None)
    assert [one["possible"] for one in results[-1]["crisis"]] == [True]
    results, _ = told(screener, (CHILD_HITS[0], []), ("mannen min gjør det han også", [likeness]))
    assert [one["possible"] for one in results[-1]["crisis"]] == [False]


@pytest.mark.parametrize(
    "second",
    [
        "mannen min slår også", "han slår meg når vi krangler om penger", "han slår meg når han er full", "faren slår meg når han er sint", "han slår meg og truer med å drepe meg",
        "samboeren min kveler meg når han slår", "han har kniv og slår meg",
    ],
)  # fmt: skip
@pytest.mark.parametrize("first", CHILD_HITS[:2])
def test_a_grown_up_that_hits_is_heard_beside_the_child_that_does(
    screener: Screener, first: str, second: str
) -> None:
    assert read_by_the_rules(screener, first, second)[0]


@pytest.mark.parametrize(
    "first", ["han er 14 og slår", "samboeren er 40 og slår", "mannen min slo meg i går"]
)
def test_who_is_no_small_child_is_not_read_as_one(screener: Screener, first: str) -> None:
    assert read_by_the_rules(screener, first, "hva gjør jeg når han slår")[0]


def test_a_small_child_takes_nothing_back_of_violence_that_was_told(screener: Screener) -> None:
    texts = ("mannen min slår meg når han er full", "gutten på tre slår og biter", HE_HITS[0])
    assert read_by_the_rules(screener, *texts)[0]


def test_a_farewell_for_good_beside_a_likeness_to_suicide_is_told_at_once(screener: Screener) -> None:
    _, state = screener.screen("han har gitt bort alle tingene", None, hold=True)
    _, state = screener.settle("han har gitt bort alle tingene", state, described("described_suicidal"))
    result, _ = screener.screen("skrev ha det bra for alltid til broren", state, hold=True)
    assert (result["emergency"], result["show"]["rule"]) == ("113", "PC-04")
    calm, _ = screener.screen("sa ha det bra til broren", state, hold=True)
    assert calm["emergency"] == "116117"


def test_who_is_not_safe_is_told_112_though_only_a_likeness_was_asked_about(screener: Screener) -> None:
    text = "han bestemmer hvem jeg får snakke med"
    _, state = screener.screen(text, None, hold=True)
    asked, state = screener.settle(text, state, described("described_violence_past"))
    assert asked["ask"][:1] == ["safe_now"]
    result, _ = screener.screen("nei", screener.ask(state, "safe_now"))
    assert result["emergency"] == "112"


@pytest.mark.parametrize("answer", ["det er meg", "det er sønnen min", "det gjelder datteren min"])
def test_whom_it_is_about_answers_whether_somebody_does_not_want_to_live(
    screener: Screener, answer: str
) -> None:
    result, _ = screener.screen(answer, screener.ask(None, "life_q"))
    assert (result["answered"], result["emergency"]) == ("life_q", "116117")
    assert screener.screen("det er ikke meg", screener.ask(None, "life_q"))[0]["emergency"] is None
