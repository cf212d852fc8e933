"""Labelled messages: reading the files, and what a line may hold. What the labels mean: training/LABELS.md."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"
HELD_OUT, DEVELOPMENT = CASES / "held_out", CASES / "development"
TRAINING = Path(__file__).parent.parent / "training" / "messages"

LEVELS = ("GREEN", "YELLOW", "ORANGE", "RED")
CRISES = (
    "harm_child", "shaking_done", "suicidal", "violence_now", "violence_past", "psychosis", "abuse_disclosure",
    "intoxication", "child_alone",
)  # fmt: skip
THEMES = tuple(f"T{number:02d}" for number in range(1, 23))
VARIETIES = (
    "nb", "nn", "nord", "trønder", "vest", "øst", "sør", "dialect", "typo", "voice", "learner", "en", "sv", "da",
)  # fmt: skip
LOOK_ALIKES = (
    "negated", "resolved", "past", "hypothetical", "other", "doll", "pet", "film", "game", "idiom", "quote", "word",
    "normal", "adult", "place",
)  # fmt: skip

Case = dict[str, Any]


def load(folder: Path) -> list[Case]:
    """All messages of a folder's files, each with `hand`: the name of the file, that is of who wrote it."""
    return [
        {**json.loads(line), "hand": path.stem}
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def to_tune_on() -> list[Case]:
    """The development messages that the rules were not fitted to: thresholds are chosen on these."""
    return [case for case in load(DEVELOPMENT) if case["hand"] != "rules"]


def problems(cases: Iterable[Case]) -> list[str]:
    """A sentence for each line that breaks the form."""
    found, seen = [], set()
    for case in cases:
        wrong = [name for name, right in _checks(case).items() if not right]
        if case["id"] in seen:
            wrong.append("id used twice")
        seen.add(case["id"])
        found += [f"{case['hand']}, {case['id']}: {name}" for name in wrong]
    return found


def _checks(case: Case) -> dict[str, bool]:
    levels, crises = case["levels"], case["crises"]
    themes = [*case.get("themes", []), *case.get("themes_also", [])]
    return {
        "text": bool(case["text"].strip()) and len(case["text"]) <= 4000,
        "level": levels[0] == case["level"] and set(levels) <= set(LEVELS),
        "crisis": case["crisis"] in crises and set(crises) - {None} <= set(CRISES),
        "themes": set(themes) <= set(THEMES) and len(themes) == len(set(themes)),
        "lang": case["lang"] in VARIETIES,
        "look_alike": case.get("look_alike") in {None, *LOOK_ALIKES},
        "age_months": case.get("age_months", 0) >= 0,
    }
