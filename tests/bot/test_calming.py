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


def view(topic: str, findings: dict[str, Any] | None = None, **slots: Any) -> View:
    return View({names.TOPICS: [topic], names.CHILD_WELL: "yes", **slots}, {**GREEN, **(findings or {})})


def test_each_offer_is_a_new_one_until_none_is_left() -> None:
    offered: list[str] = []
    while card := next_strategy(view("relationship", offered=offered)):
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
    norwegian = next_strategy(view(topic, findings))
    english = next_strategy(view(topic, findings, language="en"))
    assert norwegian is not None
    assert english is norwegian


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
