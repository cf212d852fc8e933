"""What comes next, decided on plain data."""

from typing import Any

import pytest

from bot import names
from bot.flow import calming
from bot.flow.alarm import asks_to_wait, is_alarm, is_urgent, says_help_comes
from bot.flow.next_step import Step, next_step
from bot.flow.remember import remembered
from bot.flow.said import is_denial, is_good_news, is_question, refuses
from bot.flow.screening import (
    MAX_FOLLOW_UPS,
    Question,
    asked_enough,
    is_answered,
    lets_go,
    next_question,
    put,
)
from bot.flow.services import choose, describe, near_enough
from bot.flow.topics import (
    TOPICS,
    WELL,
    crises,
    is_violent,
    remember_topic,
    themes_of,
    topic_from_themes,
    topic_of,
    with_crisis_first,
)
from bot.flow.view import View
from bot.flow.waiting import human_text, wait_text
from bot.flow.well import child_well, tells_child_well
from content.strategies import gate_open

GREEN: dict[str, Any] = {
    "level": "GREEN",
    "ask": [],
    "answers": {},
    "findings": [],
    "crisis": [],
    "show": None,
}


def view(slots: dict[str, Any] | None = None, findings: dict[str, Any] | None = None, **more: Any) -> View:
    return View(slots or {}, {**GREEN, **(findings or {})}, **more)


# --- alarm


@pytest.mark.parametrize(
    ("findings", "alarm"),
    [
        (None, False),
        ({}, False),
        (GREEN, False),
        ({"level": "RED"}, True),  # says nothing about this message: the careful case
        ({**GREEN, "level": "RED"}, False),  # it was found earlier; this message adds nothing
        ({**GREEN, "level": "RED", "show": {"rule": "BR-01", "full": False}}, True),
        (
            {**GREEN, "level": "ORANGE", "findings": [{"rule": "X", "level": "ORANGE", "negated": False}]},
            True,
        ),
        (
            {**GREEN, "level": "ORANGE", "findings": [{"rule": "X", "level": "ORANGE", "negated": True}]},
            False,
        ),
        (
            {**GREEN, "level": "YELLOW", "findings": [{"rule": "X", "level": "YELLOW", "negated": False}]},
            False,
        ),
        ({**GREEN, "emergency": "112", "crisis": [{"rule": "PC-06", "level": "RED"}]}, True),
        ({**GREEN, "crisis": [{"rule": "PC-02", "level": "YELLOW"}]}, False),
        ({**GREEN, "show": {"rule": "careful", "full": True, "level": "ORANGE"}}, True),
        ({**GREEN, "show": {"rule": "DE-12", "full": True, "level": "GREEN"}}, False),
    ],
)
def test_a_message_is_an_alarm_when_something_urgent_is_in_it(findings: Any, alarm: bool) -> None:
    assert is_alarm(findings) is alarm


def test_urgent_stays_urgent_when_the_message_is_harmless() -> None:
    assert is_urgent({**GREEN, "level": "ORANGE"})
    assert not is_alarm({**GREEN, "level": "ORANGE"})


# --- which question


def test_what_the_library_wants_to_know_comes_before_the_core_questions() -> None:
    ill = {names.TOPICS: ["child_ill"]}
    assert next_question(view(ill)) == Question("age", again=False)
    assert next_question(view(ill, {"ask": ["glass", "neck"]})) == Question("glass", again=False)


def test_what_is_known_is_not_asked() -> None:
    ill = {names.TOPICS: ["child_ill"]}
    assert next_question(view(ill, {"age_months": 36})) == Question("contact", again=False)
    assert next_question(view({**ill, names.ANSWERS: {"age": "36", "contact": "yes"}})) == Question(
        "breathing", again=False
    )
    assert next_question(view(ill, {"answers": {"age": "36"}})) == Question("contact", again=False)


def test_a_question_that_was_not_answered_is_asked_once_more_in_other_words() -> None:
    open_question = {
        names.TOPICS: ["child_ill"],
        names.ASKED: {"age": 1},
        names.ASKING: "age",
        names.ROUND: 1,
    }
    assert next_question(view(open_question)) == Question("age", again=True)
    given_up = {**open_question, names.ASKED: {"age": 2}}
    assert next_question(view(given_up)) == Question("contact", again=False)


def test_what_screening_wants_now_comes_before_our_own_open_question() -> None:
    waiting = {names.TOPICS: ["child_ill"], names.ASKING: WELL, names.ASKED: {WELL: 1}}
    assert next_question(view(waiting, {"ask": ["safe_now"]})) == Question("safe_now", again=False)


def test_at_most_three_core_questions_for_one_topic() -> None:
    asked = {"age": 1, "contact": 1, "breathing": 1}
    slots = {names.TOPICS: ["feeding", "child_ill"], names.ASKED: asked, names.ROUND: MAX_FOLLOW_UPS}
    assert next_question(view(slots)) is None
    assert asked_enough(view(slots))
    assert all(len(topic.ask) <= MAX_FOLLOW_UPS for topic in TOPICS.values())


def test_what_the_library_wants_is_asked_even_after_three_core_questions() -> None:
    slots = {
        names.TOPICS: ["child_ill"],
        names.ASKED: {"age": 1, "contact": 1, "breathing": 1},
        names.ROUND: 3,
    }
    assert next_question(view(slots, {"ask": ["glass"]})) == Question("glass", again=False)


def test_parents_whose_topic_is_no_ill_child_get_one_plain_question() -> None:
    for topic in ("teen", "relationship", "money", "exhaustion"):
        assert next_question(view({names.TOPICS: [topic]})) == Question(WELL, again=False)
        assert next_question(view({names.TOPICS: [topic], names.CHILD_WELL: "yes"})) is None
    assert next_question(view({names.TOPICS: ["violence"]})) is None


def test_our_own_question_is_not_put_after_the_librarys() -> None:
    asked = {names.TOPICS: ["child_ill", "exhaustion"], names.ASKED: {"age": 1, "contact": 1, "breathing": 1}}
    assert next_question(view(asked)) is None


def test_a_plain_question_that_nobody_answered_keeps_the_gate_shut() -> None:
    in_vain = {names.TOPICS: ["exhaustion"], names.ASKED: {WELL: 2}, names.ASKING: WELL}
    assert next_question(view(in_vain)) is None
    assert not asked_enough(view(in_vain))
    assert asked_enough(view({**in_vain, names.CHILD_WELL: "yes"}))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("skal eg vente t legekontoret opnar?", True),
        ("kan det vente til i morgen", True),
        ("bør vi vente og se", True),
        ("should I wait until morning?", True),
        ("holder det å dra på mandag", True),
        ("greit å vente til i morra", True),
        ("kan det vänta", True),
        ("skal jeg bare legge meg", True),
        ("hvor lenge skal jeg vente", False),
        ("hun vil ikke legge seg", False),
        ("skal vi vente på ambulansen ute?", False),
        ("vi venter på dem nå", False),
        ("kan jeg vente her", False),
        ("jeg har ventet i tre timer", False),
    ],
)
def test_who_asks_whether_to_wait(text: str, asks: bool) -> None:
    assert asks_to_wait(text) is asks


def test_after_an_alarm_only_what_could_make_it_113_is_asked() -> None:
    orange = {"level": "ORANGE", "emergency": "116117", "ask": ["contact"], "possible_red": True}
    alarm = {names.ALARM: True, names.TOPICS: ["child_ill"]}
    assert next_question(view(alarm, orange)) == Question("contact", again=False)
    assert next_question(view(alarm, {**orange, "possible_red": False})) is None
    assert next_question(view(alarm, {**orange, "level": "RED", "emergency": "113"})) is None
    assert next_question(view(alarm, {**orange, "emergency": "112"})) is None


def test_putting_a_question_is_remembered() -> None:
    slots = put(view({names.ASKED: {"age": 1}, names.ROUND: 1}), Question("contact", again=False))
    assert slots == {names.ASKED: {"age": 1, "contact": 1}, names.ASKING: "contact", names.ROUND: 2}


def test_only_the_library_says_that_a_question_was_answered() -> None:
    asked = {names.ASKING: "contact"}
    assert not is_answered(view(asked, intent="affirm"))
    assert is_answered(view(asked, {"answered": "contact"}))
    assert is_answered(view(asked, {"answers": {"contact": "no"}}))


# --- where the parent is


OSLO, BERGEN, SHARED = ["0301"], ["4601"], ["3114", "3419"]


def place_after(slots: dict[str, Any], **facts: Any) -> tuple[Any, Any]:
    after = {**slots, **remembered(view(slots, facts=facts), "nb")}
    return after.get(names.KOMMUNE), after.get(names.OUTSIDE)


def test_the_place_follows_what_web_has_read() -> None:
    assert place_after({}, kommune=OSLO) == ("0301", None)
    assert place_after({names.KOMMUNE: "0301"}, kommune=BERGEN) == ("4601", None)
    assert place_after({names.KOMMUNE: "0301"}, kommune=[], outside="utlandet") == (None, "utlandet")
    assert place_after({names.OUTSIDE: "utlandet"}, kommune=OSLO, outside=None) == ("0301", None)
    assert place_after({names.KOMMUNE: "0301"}, kommune=[]) == ("0301", None)  # nothing was told


def test_a_name_of_several_is_no_place_until_one_is_chosen() -> None:
    assert place_after({names.KOMMUNE: "0301"}, kommune=SHARED) == (None, None)
    assert place_after({names.KOMMUNE: "3114"}, kommune=SHARED) == ("3114", None)
    asked = {names.KOMMUNE_ASKED: True}
    told = remembered(view(asked, facts={"kommune": SHARED}), "nb")
    assert told[names.KOMMUNE_ASKED] is False
    again = remembered(view({**asked, **told, names.KOMMUNE_ASKED: True}, facts={"kommune": SHARED}), "nb")
    assert names.KOMMUNE_ASKED not in again  # skipped once, it is not asked again


def test_what_was_chosen_in_the_chat_stands_until_web_reads_something_new() -> None:
    slots = {names.KOMMUNE: "1841", names.PLACE_TOLD: OSLO}
    assert place_after(slots, kommune=OSLO) == ("1841", None)
    assert place_after(slots, kommune=BERGEN) == ("4601", None)


def test_services_are_shown_anew_for_another_place_alone() -> None:
    shown = {names.KOMMUNE: "0301", names.SERVICES_SHOWN: True}
    assert remembered(view(shown, facts={"kommune": BERGEN}), "nb")[names.SERVICES_SHOWN] is False
    assert names.SERVICES_SHOWN not in remembered(view(shown, facts={"kommune": OSLO}), "nb")


def test_during_an_alarm_only_a_place_outside_is_heard() -> None:
    alarm = {names.ALARM: True}
    assert place_after(alarm, kommune=OSLO) == (None, None)
    assert place_after(alarm, kommune=[], outside="utlandet") == (None, "utlandet")


# --- which step

SKIPPED = {names.KOMMUNE_ASKED: True, names.SERVICES_SHOWN: True}


@pytest.mark.parametrize(
    ("slots", "step"),
    [
        ({}, Step.ASK_WHAT_HAPPENS),
        ({names.TOPICS: ["child_ill"]}, Step.ASK_SAFETY),
        ({names.CHILD_WELL: "yes", names.TOPICS: ["teen"]}, Step.OFFER_STRATEGY),
        ({names.CHILD_WELL: "yes", names.TOPICS: ["teen"], names.DECLINED: True}, Step.ASK_KOMMUNE),
        ({names.CHILD_WELL: "yes", names.TOPICS: ["teen"], names.OFFERED: ["TEEN-1"]}, Step.ASK_KOMMUNE),
        ({names.TOPICS: ["violence"]}, Step.ASK_KOMMUNE),
        ({names.TOPICS: ["violence"], names.OUTSIDE: "utlandet"}, Step.SHOW_SERVICES),
        ({names.TOPICS: ["violence"], names.KOMMUNE: "4601"}, Step.SHOW_SERVICES),
        ({names.TOPICS: ["violence"], names.KOMMUNE: "4601", names.SERVICES_SHOWN: True}, Step.SUMMARISE),
        ({names.TOPICS: ["violence"], names.KOMMUNE_ASKED: True}, Step.SHOW_SERVICES),  # left unanswered
        ({names.TOPICS: ["violence"], **SKIPPED}, Step.SUMMARISE),
        ({names.TOPICS: ["violence"], **SKIPPED, names.SUMMARISED: True}, Step.STAY),
        ({names.TOPIC: "grief", names.TOPICS: ["grief"], names.TURN: 2, names.HEARD: 1}, Step.LISTEN),
        ({names.TOPIC: "grief", names.TOPICS: ["grief"], names.TURN: 3, names.HEARD: 1}, Step.ASK_KOMMUNE),
        ({names.TOPICS: ["child_ill"], names.ALARM: True}, Step.STAY),
        (
            {names.CHILD_WELL: "yes", names.TOPICS: ["teen"], names.ALARM: True, names.KOMMUNE: "4601"},
            Step.STAY,
        ),
    ],
)
def test_the_order_of_the_conversation(slots: dict[str, Any], step: Step) -> None:
    assert next_step(view(slots), calming_open=True) is step


def test_no_strategy_when_the_gate_is_closed() -> None:
    assert (
        next_step(view({names.CHILD_WELL: "yes", names.TOPICS: ["teen"]}), calming_open=False)
        is Step.ASK_KOMMUNE
    )


# --- the gate


@pytest.mark.parametrize(
    ("slots", "findings", "facts", "is_open"),
    [
        ({names.CHILD_WELL: "yes", names.TOPICS: ["teen"]}, {}, {}, True),
        ({names.TOPICS: ["crying"]}, {}, {}, False),  # nothing was asked yet
        (
            {names.TOPICS: ["crying"], names.ANSWERS: {"age": "5", "contact": "yes", "worry": "no"}},
            {},
            {},
            True,
        ),
        ({names.CHILD_WELL: "yes", names.TOPICS: ["teen"]}, {"level": "ORANGE"}, {}, False),
        ({names.CHILD_WELL: "yes", names.TOPICS: ["teen"]}, {"level": "RED"}, {}, False),
        ({names.CHILD_WELL: "yes", names.TOPICS: ["teen"], names.ALARM: True}, {}, {}, False),
        ({names.CHILD_WELL: "yes", names.TOPICS: ["teen"], names.CRISIS: ["PC-04"]}, {}, {}, False),
        (
            {names.CHILD_WELL: "yes", names.TOPICS: ["teen"]},
            {"crisis": [{"rule": "PC-07", "level": "YELLOW"}]},
            {},
            False,
        ),
        ({names.CHILD_WELL: "yes", names.TOPICS: ["teen"]}, {}, {"urgent": True}, False),
        ({names.CHILD_WELL: "yes", names.TOPICS: ["teen"]}, {}, {"claimed": True}, False),
        ({names.CHILD_WELL: "yes", names.TOPICS: ["teen"], names.DECLINED: True}, {}, {}, False),
        ({names.CHILD_WELL: "yes", names.TOPICS: ["teen"]}, {"ask": ["contact"]}, {}, False),
    ],
)
def test_the_gate_before_anything_calming(
    slots: dict[str, Any], findings: dict[str, Any], facts: dict[str, Any], is_open: bool
) -> None:
    assert gate_open(calming.gate_facts(view(slots, findings, facts=facts)))[0] is is_open


def test_without_findings_the_gate_is_closed() -> None:
    assert not gate_open(calming.gate_facts(View({names.CHILD_WELL: "yes", names.TOPICS: ["teen"]})))[0]


def test_a_parent_who_asks_has_taken_back_a_no_but_nothing_else() -> None:
    said_no = {names.CHILD_WELL: "yes", names.TOPICS: ["teen"], names.DECLINED: True}
    assert gate_open(calming.gate_facts(view(said_no), asked_for=True))[0]
    assert not gate_open(calming.gate_facts(view({**said_no, names.ALARM: True}), asked_for=True))[0]


# --- what is remembered


def test_each_turn_counts_and_takes_up_what_the_library_read() -> None:
    before = {names.TURN: 4, names.ANSWERS: {"age": "36"}, names.MISSES: 2}
    values = remembered(view(before, {"answers": {"contact": "yes"}}, intent="affirm"), "nn")
    assert values == {
        names.TURN: 5,
        names.LANGUAGE: "nn",
        names.ANSWERS: {"age": "36", "contact": "yes"},
        names.MISSES: 0,
    }


def test_an_alarm_is_remembered_and_a_crisis_too() -> None:
    values = remembered(view({}, {"emergency": "112", "crisis": [{"rule": "PC-06", "level": "RED"}]}), "nb")
    assert values[names.ALARM] is True
    assert values[names.CRISIS] == ["PC-06"]


@pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope", "event_keep_company"])
def test_what_nobody_understood_does_not_end_the_row_of_misunderstandings(intent: str) -> None:
    assert names.MISSES not in remembered(view({}, intent=intent), "nb")


# --- topics


def test_every_report_intent_is_a_topic_and_nothing_else_is() -> None:
    assert topic_of("report_child_ill") == "child_ill"
    assert topic_of("father_perspective") == "father"
    assert topic_of("crying") is None
    assert topic_of("ask_wait_time") is None
    assert topic_of("report_father") is None


def test_the_latest_topic_comes_last_and_its_themes_first() -> None:
    slots = remember_topic(view({names.TOPICS: ["sleep", "teen"]}), "sleep")
    assert slots[names.TOPICS] == ["teen", "sleep"]
    assert themes_of(["teen", "sleep"], ["annet"])[0] == "smabarnsutfordringer"
    assert themes_of(["teen"], ["annet"])[-1] == "annet"


def test_a_theme_from_web_becomes_a_topic_when_the_words_were_not_understood() -> None:
    assert topic_from_themes(["annet", "samvar"]) == "samvaer"
    assert topic_from_themes(["annet"]) is None


# --- the queue


@pytest.mark.parametrize(
    ("facts", "wait", "human"),
    [
        ({"open": True, "veileder_here": True, "position": 3}, "utter_wait_position", "utter_human_position"),
        ({"open": True, "veileder_here": True, "position": None}, "utter_wait_unknown", "utter_human"),
        ({"open": True, "veileder_here": False, "position": 1}, "utter_wait_nobody", "utter_human_nobody"),
        (
            {"open": False, "veileder_here": False, "position": None},
            "utter_wait_closed",
            "utter_human_closed",
        ),
        (
            {"open": True, "veileder_here": True, "position": 1, "urgent": True},
            "utter_wait_position",
            "utter_human_urgent",
        ),
    ],
)
def test_only_what_web_knows_is_said_about_the_queue(facts: dict[str, Any], wait: str, human: str) -> None:
    assert wait_text(view(facts=facts))[0] == wait
    assert human_text(view(facts=facts))[0] == human


# --- services


def test_a_service_says_what_is_known_and_leaves_out_the_rest() -> None:
    class Legevakt:
        name, phone, website, address, hours = "Legevakt", "116 117", "bergen.kommune.no", None, "døgnåpent"
        open_now, opens_at, no_answer = True, None, "Får du ikke svar: 113"
        chat = languages = None
        kind = "legevakt"

    text = describe([Legevakt()], lambda id, **values: f"{id} {values.get('phone', '')}".strip())
    assert text.split("\n") == [
        "Legevakt", "service_phone 116 117", "døgnåpent", "service_open_now", "bergen.kommune.no", "Får du ikke svar: 113",
    ]  # fmt: skip


def service(kind: str, name: str = "", phone: str | None = "1") -> Any:
    from types import SimpleNamespace

    return SimpleNamespace(kind=kind, name=name or kind, phone=phone)


def kinds(chosen: Any) -> list[str]:
    return [one[0].kind for one in chosen]


def test_the_best_of_each_theme_comes_before_the_second_of_any() -> None:
    found = [
        [service(kind)] for kind in ("familievernkontor", "helsestasjon", "foreldrehverdag", "nav_gjeld")
    ]
    school, money = {"familievernkontor", "helsestasjon", "foreldrehverdag"}, {"nav_gjeld"}
    assert kinds(choose(found, [school, money])) == ["familievernkontor", "nav_gjeld", "helsestasjon"]
    assert kinds(choose(found[:1], [])) == ["familievernkontor"]


def test_somebody_to_ring_is_always_among_them() -> None:
    found = [[service(kind, phone=None)] for kind in ("helsestasjon", "foreldrehverdag", "ung_no")]
    fits = [{"helsestasjon", "foreldrehverdag", "ung_no"}]
    helse = [service("mental_helse")]
    assert kinds(choose(found, fits, listener=helse)) == ["helsestasjon", "foreldrehverdag", "mental_helse"]
    found[1][0].phone = "2"
    assert "mental_helse" not in kinds(choose(found, fits, listener=helse))


def test_the_way_in_to_a_kind_is_not_told_beside_the_kind_itself() -> None:
    found = [[service("familievernkontor", phone=None)], [service("familievern", phone=None)]]
    assert kinds(choose(found, [{"familievernkontor", "familievern"}])) == ["familievernkontor"]


def test_an_office_for_another_part_of_town_is_left_out_when_one_was_named() -> None:
    offices = [service("kontor", "Nord (Bjerke og Stovner)"), service("kontor", "Sør (Alna og Ekeberg)")]
    assert near_enough([*offices, service("legevakt")], "vi bor på stovner") == [
        offices[0],
        service("legevakt"),
    ]
    assert near_enough(offices, "vi bor i Oslo") == offices


def test_violence_in_the_home_comes_before_whatever_else_was_told() -> None:
    past = view({names.CRISIS: ["PC-07"], names.TOPICS: ["school"]})
    now = view({}, {"crisis": [{"rule": "PC-06", "level": "RED"}]})
    perhaps = view({}, {"crisis": [{"rule": "PC-07", "level": "YELLOW", "possible": True}]})
    assert is_violent(crises(past))
    assert is_violent(crises(now))
    assert not is_violent(crises(perhaps))
    assert with_crisis_first(["barn_over_to"], crises(past)) == ["overgrep_vold_hjemmet", "barn_over_to"]
    assert with_crisis_first(["barn_over_to"], crises(perhaps)) == ["barn_over_to"]


def test_a_question_about_people_is_led_in_otherwise_than_one_about_illness() -> None:
    from bot.actions.screening import lead_of

    assert lead_of("age") == lead_of("breathing") == "utter_before_questions"
    assert {lead_of(question) for question in ("home_q", "life_q", "safe_now", "teen_plan")} == {
        "utter_before_hard_question"
    }


@pytest.mark.parametrize(
    ("text", "said", "well"),
    [
        ("nei", "no", "yes"),
        ("nei ingen feber bare våken", "no", "yes"),
        ("barna er friske", None, "yes"),
        ("nei ingen er i fare", "no", "yes"),
        ("ingen er syke", None, "yes"),
        ("ja", "yes", "no"),
        ("ja litt", "yes", "no"),
        ("han er syk", None, "no"),
        ("vet ikke", "unknown", "no"),
        ("ja en på åtte og en på tre begge friske", "yes", "yes"),
        ("ja hun er ikke frisk", "yes", "no"),
        ("ja frisk men skadet", "yes", "no"),
        ("de er ikke friske", None, "no"),
        ("jeg tror ikke hun er frisk", None, "no"),
        ("ingen av barna er friske", None, "no"),
        ("nei ikke syke de er friske", "no", "yes"),
        ("ja et menneske hadde vært fint", "yes", None),
        ("ja jeg vil snakke med noen", "yes", None),
        ("xqzw", None, None),
        ("jeg orker ikke mer", None, None),
        ("jeg vet ikke hva jeg skal gjøre med regningene", "unknown", None),
        ("vet ikke om hun er syk eller ei", "unknown", "no"),
        ("ok", "yes", None),
        ("ja jeg er det", "yes", None),
        ("ja jeg tror det", "yes", "no"),
    ],
)
def test_how_the_answer_to_our_own_question_is_read(text: str, said: str | None, well: str | None) -> None:
    assert child_well(text.split(), said) == well


def test_an_answer_nobody_could_read_keeps_the_gate_shut():
    slots = {names.TOPICS: ["teen"], names.CHILD_WELL: "yes"}
    assert asked_enough(view(slots, {"answers": {"contact": "yes"}}))
    assert not asked_enough(view(slots, {"answers": {"contact": "unknown"}}))


# --- help that was called, and an alarm that was none


def test_help_is_heard_only_when_it_is_said_to_come() -> None:
    assert says_help_comes({"signs": ["help_coming", "help_coming parent now said counts"]})
    assert says_help_comes({"signs": ["help_coming", "help_coming parent now denied aside"]}) is False
    assert says_help_comes({}) is None


def test_an_alarm_that_is_put_aside_comes_back_with_the_next_one() -> None:
    put_aside = {names.ALARM: True, names.ALARM_ASIDE: True}
    assert not view(put_aside).alarm
    shown = {**GREEN, "emergency": "113", "show": {"rule": "BR-01", "full": True, "level": "RED"}}
    assert remembered(view(put_aside, shown), None)[names.ALARM_ASIDE] is False
    assert names.ALARM_ASIDE not in remembered(view(put_aside, {**GREEN, "emergency": "113"}), None)


def test_a_crisis_that_is_only_possible_is_not_kept_in_mind() -> None:
    found = {"rule": "PC-04", "level": "YELLOW", "possible": True}
    assert names.CRISIS not in remembered(view({}, {**GREEN, "crisis": [found]}), None)


def test_what_troubles_a_small_child_is_another_theme_for_an_older_one() -> None:
    assert themes_of(["sleep"], ["livskrise"], 60) == ["barn_over_to", "sliten_trett", "livskrise"]
    assert themes_of(["sleep"], [], 8) == themes_of(["sleep"], []) == ["smabarnsutfordringer", "sliten_trett"]


@pytest.mark.parametrize(
    ("text", "well"),
    [
        ("barna er friske", True),
        ("nei, ikke syk", True),
        ("ungane er ikkje sjuke", True),
        ("ingen er syke her", True),
        ("the kids are healthy", True),
        ("barna er ikke friske", False),
        ("jeg er frisk", False),
        ("er han frisk?", False),
        ("han er ikke syk, men redd", False),
        ("håper de er friske", False),
        ("de er syke", False),
        ("hun er ikke syk, bare kresen", True),
        ("ingen av barna er friske", False),
        ("jeg tror ikke hun er frisk", False),
        ("vet ikke om barnet er frisk", False),
        ("han er sjelden frisk", False),
        ("hun er ikke syk, bare slapp og vil ikke spise", False),
    ],
)
def test_a_child_that_is_well_is_told_plainly_or_not_at_all(text: str, well: bool) -> None:
    assert tells_child_well(text) is well


def test_a_child_told_to_be_well_is_not_asked_about_unless_screening_has_found_something() -> None:
    told = {"intent": "report_money", "text": "lite penger, barna er friske"}
    assert remembered(view(**told), "nb")[names.CHILD_WELL] == "yes"
    assert names.CHILD_WELL not in remembered(view(findings={"ask": ["contact"]}, **told), "nb")
    assert names.CHILD_WELL not in remembered(view(findings={"level": "YELLOW"}, **told), "nb")
    doubted = {names.CHILD_WELL: "no", names.TOPICS: ["money", "child_ill"]}
    taken_back = remembered(view(doubted, text="de er ikke syke"), "nb")
    assert (taken_back[names.CHILD_WELL], taken_back[names.TOPICS]) == ("yes", ["money"])
    assert names.CHILD_WELL not in remembered(
        view({**doubted, names.ALARM: True}, text="de er ikke syke"), "nb"
    )


def test_our_own_question_rests_when_the_parent_goes_on() -> None:
    once = {names.TOPICS: ["exhaustion"], names.ASKED: {WELL: 1}}
    assert next_question(view(once)) is None
    open_now = {names.ASKING: WELL, names.TOPICS: ["money"], names.ASKED: {WELL: 1}}
    assert lets_go(view(open_now, loop=names.SCREENING_FORM))
    assert not lets_go(view(open_now, {"ask": ["contact"]}, loop=names.SCREENING_FORM))
    assert not lets_go(view({**open_now, names.ASKING: "age"}, loop=names.SCREENING_FORM))


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("nei", True),
        ("nei takk", True),
        ("jeg vil ikke si hvor jeg bor", True),
        ("ikke nå", True),
        ("nei, de sover nå", False),
        ("nei hun slår ikke", False),
        ("nei, de har det bra", False),
        ("nei, han vil ikke på skolen", False),
    ],
)
def test_a_no_about_something_else_refuses_nothing(text: str, refused: bool) -> None:
    assert refuses(text) is refused


def test_what_is_denied_and_what_is_well() -> None:
    assert is_denial("nei, jeg har ikke gjort ham noe")
    assert is_denial("ingen krangel nå")
    assert not is_denial("ikke noe hjelper")
    assert not is_denial("nei, jeg tør ikke gå hjem")
    assert not is_denial("han slår meg ikke lenger, men han truer meg hver eneste dag og natt")
    assert is_good_news("hun sover godt nå")
    assert is_good_news("barna sover")
    assert not is_question("kan ikke sitte stille")
    assert is_question("kan du hjelpe meg")
    assert not is_good_news("barna sover ikke")
    assert not is_good_news("barna har det bedre når jeg er død")
    assert not is_good_news("jeg er rolig nå, alt er klart")
    assert not is_good_news("hun er rolig nå og kald")
    assert not is_good_news("hun sover ikke godt")
    assert not is_good_news("han spiser bra, men gråter")
