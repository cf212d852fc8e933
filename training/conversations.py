"""Turns of whole conversations, most of them harmless: what parents write in fragments, one after the other.

The labelled messages each tell of something by themselves. A network fitted to them alone took every eighth turn of an ordinary
conversation for a crisis told obliquely. Each turn is learned from alone, and as the layer reads a short one: with those before it.

`conversations/*.jsonl`, one conversation a line: `turns`, and `labels` (level, crisis, alone) for each turn where there is danger in it;
without `labels` there is none. `alone`: the turn tells it by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.labelled import Case
from screening.statistical.description import BEFORE, SHORT

FOLDER = Path(__file__).parent / "conversations"
HARMLESS: dict[str, Any] = {"level": "GREEN", "crisis": None, "alone": True}


def load_conversations(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """All conversations, each with `hand` (who wrote it) and `id`."""
    return [
        {**json.loads(line), "hand": path.stem, "id": f"{path.stem}-{number:03d}"}
        for path in sorted(folder.glob("*.jsonl"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines())
    ]


def conversation_turns() -> list[Case]:
    """Messages as in training/messages, without themes: nobody has named any."""
    return [case for conversation in load_conversations() for case in cases_of(conversation)]


def cases_of(conversation: dict[str, Any]) -> Iterator[Case]:
    """Each turn alone, and a short one with those before it as the layer reads it; nothing more after a danger."""
    turns: list[str] = conversation["turns"]
    labels = conversation.get("labels") or [HARMLESS] * len(turns)
    for number, (turn, label) in enumerate(zip(turns, labels, strict=True)):
        told = label["crisis"] is not None or label["level"] in {"RED", "ORANGE"}
        if label["alone"] or not told:
            yield _case(conversation, f"{number}", turn, label if label["alone"] else HARMLESS)
        if number and len(turn) <= SHORT:
            yield _case(
                conversation, f"{number}j", "\n".join([*turns[max(0, number - BEFORE) : number], turn]), label
            )
        if told:  # what is read together with it from now on tells it too
            return


def _case(conversation: dict[str, Any], turn: str, text: str, label: dict[str, Any]) -> Case:
    return {
        "id": f"{conversation['id']}-{turn}",
        "hand": conversation["hand"],
        "text": text,
        "lang": "nb",
        "level": label["level"],
        "levels": [label["level"]],
        "crisis": label["crisis"],
        "crises": [label["crisis"]],
        "themes": None,
        "themes_also": [],
    }
