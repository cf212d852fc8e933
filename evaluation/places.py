"""How well a parent's kommune is read from a message, on messages that the rules of the place finder were never mended for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from evaluation.intervals import share

CASES = Path(__file__).parent / "cases" / "places.jsonl"

Read = Callable[[str, bool], set[str]]


def load() -> list[dict[str, Any]]:
    """text; asked: whether the assistant has just asked for the kommune; kommune_nr: all that are right, [] when none is told."""
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def evaluate(read: Read, cases: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Shares with 95 % intervals. read: text, asked -> kommunenumre. An ambiguous name is right with all its kommuner and no other."""
    told = [(set(case["kommune_nr"]), read(case["text"], case["asked"])) for case in cases]
    named = [(right, found) for right, found in told if right]
    none = [found for right, found in told if not right]
    return {
        "right": share(sum(right == found for right, found in named), len(named)),
        "a kommune where none is told": share(sum(bool(found) for found in none), len(none)),
    }
