"""Which strategy is offered, over the real cards."""

from dataclasses import replace
from typing import Any

import pytest

from bot import names
from bot.actions.calming import next_strategy
from bot.flow.topics import TOPICS
from bot.flow.view import View

GREEN: dict[str, Any] = {
    "level": "GREEN",
    "ask": [],
    "answers": {},
    "findings": [],
    "crisis": [],
    "show": None,
}


def view(topic: str, findings: dict[str, Any] | None = None, text: str = "", **slots: Any) -> View:
    return View(
        {names.TOPICS: [topic], names.CHILD_WELL: "yes", **slots}, {**GREEN, **(findings or {})}, text=text
    )


def test_each_offer_is_a_new_one_until_none_is_left() -> None:
    offered: list[str] = []
    while card := next_strategy(view("relationship", offered=offered), asked_for=True):
        assert card.id not in offered
        offered.append(card.id)
    assert len(offered) >= 3


@pytest.mark.parametrize("topic", ["exhaustion", "sleep", "tantrum", "teen", "anxiety"])
def test_an_English_parent_is_never_given_norwegian_steps(topic: str) -> None:
    offered: list[str] = []
    while card := next_strategy(view(topic, language="en", offered=offered)):
        assert card.offer.en
        assert all(step.en for step in card.steps)
        offered.append(card.id)


@pytest.mark.parametrize("age", [None, 1, 8, 18, 30, 60, 100, 160])
@pytest.mark.parametrize("topic", [name for name, topic in TOPICS.items() if topic.calming])
def test_an_English_parent_is_offered_what_a_norwegian_one_is(topic: str, age: int | None) -> None:
    told = dict.fromkeys(("age", "contact", "worry", "fluids"), "no")
    findings = {"age_months": age, "answers": told}
    for asked_for in (False, True):
        norwegian = next_strategy(view(topic, findings), asked_for=asked_for)
        english = next_strategy(view(topic, findings, language="en"), asked_for=asked_for)
        assert english is norwegian
        assert norwegian is not None or not asked_for


def test_what_is_offered_unasked_is_about_what_was_told() -> None:
    """The group of a card is what it is about; a theme holds many that are about something else."""
    for topic, kind in TOPICS.items():
        for age in (None, 5, 30, 70, 150):
            card = next_strategy(view(topic, {"age_months": age, "answers": dict.fromkeys(kind.ask, "no")}))
            assert card is None or card.group in kind.groups


@pytest.mark.parametrize(
    "topic", ["school", "family", "development", "money", "grief", "other_child", "services_experience"]
)
def test_where_no_strategy_is_about_it_none_is_offered(topic: str) -> None:
    for text in ("han blir ertet hver dag", "nei", "hun venter på time", "hvem hjelper oss"):
        assert next_strategy(view(topic, text=text)) is None


def test_a_no_is_not_taken_for_a_word_about_limits() -> None:
    said_no = replace(view("tantrum", {"age_months": 40}), text="nei, hun er frisk", intent="deny")
    card = next_strategy(said_no)
    assert card is not None
    assert card.id == "TOD-1"


def test_a_couple_that_parts_is_not_given_a_pause_in_a_quarrel() -> None:
    assert next_strategy(view("relationship")) is None
    quarrel = next_strategy(view("relationship", fitting=["REL-1"]))
    assert quarrel is not None
    assert quarrel.id == "REL-1"


def test_sleep_of_a_child_over_two_is_about_the_evening() -> None:
    card = next_strategy(view("sleep", {"age_months": 52}))
    assert card is not None
    assert card.id == "SLP-EVE"


@pytest.mark.parametrize("topic", ["low_mood", "father"])
def test_only_who_writes_as_a_father_is_told_of_other_fathers(topic: str) -> None:
    offered: list[str] = []
    written = view(topic, language="en", offered=offered)
    written = replace(written, text="nothing has helped so far, and it feels dangerous. Farlig")
    while card := next_strategy(replace(written, slots={**written.slots, "offered": offered})):
        offered.append(card.id)
    assert ("DAD-1" in offered) == (topic == "father")


@pytest.mark.parametrize(
    "closed",
    [
        view("exhaustion", {"level": "ORANGE"}),
        view("exhaustion", {"level": "RED"}),
        view("exhaustion", alarm=True),
        view("exhaustion", crisis=["PC-04"]),
        view("exhaustion", {"crisis": [{"rule": "PC-04", "level": "ORANGE"}]}),
        view("exhaustion", {"ask": ["contact"]}),
        view("exhaustion", child_well=None, asked={"child_well": 2}),
        view("child_ill"),
        view("fever"),
        view("violence"),
        View({names.TOPICS: ["exhaustion", "child_ill"], names.CHILD_WELL: "yes"}, GREEN),
    ],
)
def test_nothing_calming_is_offered_when_the_gate_is_closed(closed: View) -> None:
    assert next_strategy(closed, asked_for=True) is None


def test_the_gate_opens_for_a_well_child() -> None:
    assert next_strategy(view("exhaustion")) is not None


def test_a_no_holds_until_the_parent_asks() -> None:
    assert next_strategy(view("exhaustion", declined=True)) is None
    assert next_strategy(view("exhaustion", declined=True), asked_for=True) is not None
