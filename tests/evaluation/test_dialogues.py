"""The judge of dialogues finds each kind of fault, and nothing where all is well."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.dialogues import KINDS_OF_FAULT, faults, load_dialogues
from evaluation.labelled import CRISES

PLACE = "Hvilken kommune bor du i?"


def reply(text: str = "Jeg hører deg.", **more: Any) -> dict[str, Any]:
    plain = {
        "sender": "assistant",
        "kind": "text",
        "emergency": None,
        "text": text,
        "choices": [],
        "asks": None,
    }
    return plain | more


RING = reply("Ring 113 nå.", sender="system", kind="emergency", emergency="113")


def played(*turns: list[dict[str, Any]], findings: Any = (), kommune: Any = ()) -> dict[str, Any]:
    view = {"findings": list(findings), "kommune": list(kommune)}
    return {"turns": [{"text": "", "replies": one} for one in turns], "veileder": {"conversation": view}}


def kinds(expect: dict[str, Any], *turns: list[dict[str, Any]], **more: Any) -> list[str]:
    found = faults({"expect": expect}, played(*turns, **more), {PLACE})
    assert {fault.split()[0] for fault in found} <= set(KINDS_OF_FAULT)
    return [fault.split()[0] for fault in found]


URGENT = {"number": "113", "by_turn": 2, "not_before": 2}


def test_all_is_well() -> None:
    assert kinds(URGENT, [reply("Hei")], [RING, reply("Jeg er her.")]) == []
    assert kinds({"number": None, "calm": True}, [reply("Hei")], [reply("Så fint", kind="strategy")]) == []


@pytest.mark.parametrize(
    ("expect", "turns", "kind"),
    [
        (URGENT, [[reply("a")], [reply("b")]], "late"),
        (URGENT, [[RING], [RING]], "early"),
        (URGENT | {"number": ["112"]}, [[reply("a")], [RING]], "number"),
        ({"number": None, "calm": True}, [[RING]], "alarm"),
        (URGENT, [[reply("a")], [RING, reply("b", kind="strategy")]], "soothing"),
        (URGENT, [[reply("a")], [reply("b"), RING]], "order"),
        ({"calm": True}, [[reply("a")], [reply("a")]], "again"),
        ({"calm": True, "answered": {"age": 1}}, [[reply("a", asks="age")]], "asked"),
        ({"calm": True, "crisis": "suicidal"}, [[reply("a")]], "crisis"),
        ({"calm": True, "kommune": ["4601"]}, [[reply("a")]], "kommune"),
    ],
)
def test_a_fault_is_found(expect: dict[str, Any], turns: Any, kind: str) -> None:
    assert kinds(expect, *turns) == [kind]


def test_the_place_asked_before_the_number() -> None:
    assert kinds(URGENT, [reply("a")], [reply(PLACE), RING]) == ["order", "place"]


def test_what_the_veileder_is_shown_counts() -> None:
    expect = {"calm": True, "crisis": "suicidal", "kommune": ["4601"]}
    finding = {"rule": "PC-04", "negated": False}
    assert kinds(expect, [reply("a")], findings=[finding], kommune=[{"kommunenummer": "4601"}]) == []


def test_the_scripts_are_many_and_well_formed() -> None:
    scripts = load_dialogues()
    assert len(scripts) >= 60
    assert len({script["id"] for script in scripts}) == len(scripts)
    for script in scripts:
        expect, turns = script["expect"], len(script["turns"])
        assert turns >= 2 and all(turn.strip() for turn in script["turns"])
        assert (expect.get("by_turn") or 1) <= turns and (expect.get("not_before") or 1) <= turns
        assert expect.get("crisis") in {None, *CRISES}
        assert not (expect.get("calm") and expect.get("number"))
