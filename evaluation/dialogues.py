"""What went wrong in a dialogue that `ventevakt replay` played: evaluation/cases/dialogues.jsonl says what must and must not happen.

A script's `expect`: `number` (or several that are right, or null), `by_turn` (the parent's turn, from 1, whose very next reply
must hold it), `not_before`, `calm` (no number may ever come), `crisis`, `kommune`, `answered` (question id -> turn in which the
parent answered it: it must not be put afterwards). Faults begin with the name of their kind (`KINDS_OF_FAULT`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from evaluation.screening import KINDS

DIALOGUES = Path(__file__).parent / "cases" / "dialogues.jsonl"
KINDS_OF_FAULT = (
    "late",
    "early",
    "alarm",
    "number",
    "soothing",
    "order",
    "place",
    "again",
    "asked",
    "crisis",
    "kommune",
)

Script = dict[str, Any]
Played = dict[str, Any]


def load_dialogues(path: Path = DIALOGUES) -> list[Script]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def faults(script: Script, played: Played, place_questions: Collection[str]) -> list[str]:
    """Every fault of one played dialogue. place_questions: the texts in which the assistant asks for the kommune."""
    turns = [turn["replies"] for turn in played["turns"]]
    expect = script["expect"]
    found = [*_numbers(expect, turns), *_beside_an_emergency(turns, place_questions), *_repeated(turns)]
    found += _asked_again(expect.get("answered") or {}, turns)
    view = played["veileder"]["conversation"]
    if expect.get("crisis") and expect["crisis"] not in _crises(view):
        found.append(f"crisis {expect['crisis']} is not shown to the veileder")
    told = {place["kommunenummer"] for place in view["kommune"]}
    if not set(expect.get("kommune") or []) <= told:
        found.append(f"kommune {expect['kommune']} is not among {sorted(told)}")
    return found


def numbers_of(replies: list[dict[str, Any]]) -> list[str]:
    return [reply["emergency"] for reply in replies if reply["emergency"]]


def _numbers(expect: dict[str, Any], turns: list[list[dict[str, Any]]]) -> Iterator[str]:
    first = next((i for i, replies in enumerate(turns, 1) if numbers_of(replies)), None)
    if expect.get("calm"):
        if first:
            yield f"alarm in turn {first}: {numbers_of(turns[first - 1])}"
        return
    if first and first < (expect.get("not_before") or 0):
        yield f"early in turn {first}: {numbers_of(turns[first - 1])}"
    by = expect.get("by_turn")
    if not by or not expect.get("number"):
        return
    right = {expect["number"]} if isinstance(expect["number"], str) else set(expect["number"])
    given = numbers_of(turns[by - 1])
    if not given:
        yield f"late in turn {by}"
    elif not right & set(given):
        yield f"number {given} in turn {by}, right is {sorted(right)}"


def _beside_an_emergency(
    turns: list[list[dict[str, Any]]], place_questions: Collection[str]
) -> Iterator[str]:
    """In the turn of an emergency it comes first; from then on nothing soothing; the place is not asked before it."""
    urgent = False
    for number, replies in enumerate(turns, 1):
        emergencies = [i for i, reply in enumerate(replies) if reply["emergency"]]
        urgent = urgent or bool(emergencies)
        if urgent and any(reply["kind"] == "strategy" for reply in replies):
            yield f"soothing in turn {number}"
        before = replies[: emergencies[0]] if emergencies else []
        if any(reply["sender"] == "assistant" for reply in before):
            yield f"order in turn {number}: the assistant speaks before the emergency message"
        if any(reply["text"] in place_questions for reply in before):
            yield f"place in turn {number}: asked before the number"


def _repeated(turns: list[list[dict[str, Any]]]) -> Iterator[str]:
    before: set[str] = set()
    for number, replies in enumerate(turns, 1):
        said = {
            reply["text"]
            for reply in replies
            if reply["sender"] == "assistant" and reply["kind"] != "service"
        }
        if again := said & before:
            yield f"again in turn {number}: {sorted(again)[0][:60]!r}"
        before = said or before


def _asked_again(answered: dict[str, int], turns: list[list[dict[str, Any]]]) -> Iterator[str]:
    for number, replies in enumerate(turns, 1):
        for reply in replies:
            if reply["asks"] in answered and number >= answered[reply["asks"]]:
                yield f"asked in turn {number}: {reply['asks']}, answered in turn {answered[reply['asks']]}"


def _crises(view: dict[str, Any]) -> set[str]:
    rules = {finding["rule"] for finding in view["findings"] if not finding["negated"]}
    return set().union(*[KINDS.get(rule, set()) for rule in rules])
