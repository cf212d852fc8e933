"""Choose on the development messages from which score on each sign counts, and write the card of the network.

`python -m training.thresholds` reads screening/model/network.onnx as the service does, in the project's own environment. The
bounds below are what is spent: how many calm messages may be sent to help, be asked, or be taken for a crisis.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.labelled import CRISES, DEVELOPMENT, Case, load
from screening import Screener
from screening.statistical.layer import MODEL, StatisticalLayer
from training.outputs import OUTPUTS

OVER_REFERRED = 0.025  # of calm messages
FALSE_CRISES = 0.015  # of messages without a crisis
ASKED = 0.15  # of calm messages
TOLD_113 = 0.10  # of ORANGE messages: more than legevakt is no harm, but it is not what was labelled
HELP = {"113", "112", "116117", "116111"}

Scores = dict[str, float]


def clear(cases: Iterable[Case]) -> list[Case]:
    """Messages that the rules were not fitted to."""
    return [case for case in cases if case["hand"] != "rules"]


def is_urgent(case: Case) -> bool:
    return case["crisis"] is None and case["level"] in {"RED", "ORANGE"}


def is_calm(case: Case) -> bool:
    return case["crisis"] is None and not set(case["levels"]) & {"RED", "ORANGE"}


def least(scores: list[float], share: float) -> float:
    """The least threshold that at most `share` of these scores reach."""
    ordered = sorted(scores, reverse=True)
    allowed = int(share * len(ordered))
    return round(float(ordered[allowed]) + 1e-4, 4) if allowed < len(ordered) else 0.0


def scored(layer: StatisticalLayer, screener: Screener, cases: list[Case]) -> list[tuple[Scores, bool]]:
    """The scores of each message, and whether the rules alone are sure of an emergency."""
    found = []
    for case in cases:
        result, _ = screener.screen(case["text"], None, hold=True)
        found.append((layer(case["text"], result).scores, result["emergency"] in HELP))
    return found


def choose(cases: list[Case], read: list[tuple[Scores, bool]]) -> dict[str, Any]:
    """The thresholds as the card holds them."""
    both = list(zip(cases, read, strict=True))
    calm = [one for case, one in both if is_calm(case)]
    spent = sum(told for _, told in calm)
    left = max(0.0, OVER_REFERRED - spent / len(calm))
    urgent = least(
        [scores["urgent"] for scores, told in calm if not told], left * len(calm) / max(1, len(calm) - spent)
    )
    maybe = least([scores["urgent"] for scores, _ in calm], ASKED)
    orange = [one[0]["red"] for case, one in both if is_urgent(case) and case["levels"] == ["ORANGE"]]
    red = max(least(orange, TOLD_113), least([scores["red"] for scores, _ in calm], OVER_REFERRED / 2))
    quiet = [one[0] for case, one in both if case["crisis"] is None and case["crises"] == [None]]
    crisis = least([max(scores[kind] for kind in CRISES) for scores in quiet], FALSE_CRISES)
    suspected = least([max(scores[kind] for kind in CRISES) for scores in quiet], 3 * FALSE_CRISES)
    signs = [
        {"sign": "described_red", "output": "red", "from": red},
        {"sign": "described_urgent", "output": "urgent", "from": urgent},
        {"sign": "described_maybe", "output": "urgent", "from": min(maybe, urgent), "below": urgent},
        *({"sign": f"described_{kind}", "output": kind, "from": crisis} for kind in CRISES),
        {
            "sign": "described_maybe_suicidal",
            "output": "suicidal",
            "from": min(suspected, crisis),
            "below": crisis,
        },
        {
            "sign": "described_maybe_violence",
            "output": "violence_now",
            "from": min(suspected, crisis),
            "below": crisis,
        },
    ]
    return {"outputs": list(OUTPUTS), "signs": signs, "confirm": min(urgent, crisis)}


def main() -> None:
    card = MODEL / "card.json"
    neutral = {"outputs": list(OUTPUTS), "signs": [], "confirm": 1.0}
    card.write_text(json.dumps(neutral), encoding="utf-8")
    layer, screener = StatisticalLayer.load(), Screener.load(Path("resources"))
    cases = clear(load(DEVELOPMENT))
    chosen = choose(cases, scored(layer, screener, cases))
    card.write_text(json.dumps(chosen, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for one in chosen["signs"]:
        print(f"{one['sign']:32} {one['output']:18} from {one['from']:.3f}")
    print(
        f"{len(cases)} development messages; confirm {chosen['confirm']:.3f}; mean urgent {np.mean([c['level'] in ('RED', 'ORANGE') for c in cases]):.2f}"
    )


if __name__ == "__main__":
    main()
