"""Labelled messages as rows to learn from: readings (text, text in bokmål, the rules' facts), targets and their weights.

Each message is read as written, as a tired thumb would have sent it, and with another beginning and end. The rules read all three: what a
slip hides from them must not stand among the facts, or the network learns to trust facts that a real message with slips does not bring.

Runs in the project's own environment (it needs the rules) and writes one JSON line a message for `training.train`.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

from evaluation.labelled import CRISES, THEMES, TRAINING, Case, load
from screening import Screener
from screening.protocol_models import RANK
from screening.statistical.facts import vector
from training.chat_turns import chat_turns
from training.conversations import conversation_turns
from training.roughen import rough
from training.wrapped import wrapped

FIRST = 0.7  # share of the first label among several that are also right


def row(screener: Screener, case: Case) -> dict[str, Any]:
    """What is learned from one message."""
    targets, weights = labels(case)
    return {
        "id": case["id"],
        "hand": case["hand"],
        "readings": [reading(screener, text) for text in (case["text"], rough_copy(case), wrapped(case))],
        "targets": targets,
        "weights": weights,
    }


def reading(screener: Screener, text: str) -> dict[str, Any]:
    """A text, the same as the rules read it in bokmål, and what they made of it."""
    result, _ = screener.screen(text, None)
    in_bokmaal = " ".join(token.norm for token in screener.reader.tokens(text))
    return {"text": text, "bokmaal": in_bokmaal, "facts": vector(result)}


def rough_copy(case: Case) -> str:
    """The message with many slips; the same ones every time."""
    return rough(case["text"], random.Random(case["id"]))


def labels(case: Case) -> tuple[list[float], list[float]]:
    """Targets in the order of OUTPUTS, and how much each counts: 0 where more than one answer is right."""
    urgency = [
        sum(share for level, share in _shares(case).items() if RANK[level] >= rank) for rank in (1, 2, 3)
    ]
    several = len(case["levels"]) > 2
    targets, weights = urgency, [(0.0 if several else 1.0) if case["crisis"] else 2.0] * 3
    unsure = None in case["crises"] and case["crisis"] is not None
    for kind in CRISES:
        targets.append(float(kind == case["crisis"]))
        also = kind in case["crises"] and kind != case["crisis"]
        weights.append(0.0 if also else 1.0 if unsure else 2.0 if kind == case["crisis"] else 1.5)
    maybe = unsure or (case["crisis"] is None and len(case["crises"]) > 1)
    targets.append(float(case["crisis"] is not None))
    weights.append(0.5 if maybe else 1.5)
    told, also = set(case["themes"] or ()), set(case["themes_also"])
    named = 0.0 if case["themes"] is None else 1.0
    targets += [float(theme in told) for theme in THEMES]
    weights += [0.0 if theme in also else named for theme in THEMES]
    return targets, weights


def _shares(case: Case) -> dict[str, float]:
    first, *others = case["levels"]
    if not others:
        return {first: 1.0}
    return {first: FIRST, **dict.fromkeys(others, (1 - FIRST) / len(others))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--messages", type=Path, default=TRAINING)
    arguments = parser.parse_args()
    screener = Screener.load(Path("resources"))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    rows = [row(screener, case) for case in load(arguments.messages) + chat_turns() + conversation_turns()]
    arguments.out.write_text(
        "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8"
    )
    print(f"{len(rows)} messages")


if __name__ == "__main__":
    main()
