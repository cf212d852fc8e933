"""Weigh the two halves against each other on the development messages, choose from which score each sign counts, write the card.

`python -m training.thresholds` reads screening/model/network.onnx as the service does, in the project's own environment. The
bounds below are what is spent: how many calm messages may be sent to help, be asked, or be taken for a crisis.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from evaluation.labelled import CRISES, DEVELOPMENT, THEMES, Case, to_tune_on
from evaluation.screening import KINDS
from screening import Screener
from screening.statistical.layer import MODEL, Mix, StatisticalLayer, looks_dangerous
from screening.statistical.linear import Linear
from training.conversations import cases_of, load_conversations
from training.linear import HELP, is_danger
from training.outputs import OUTPUTS, URGENCY
from training.prepare import labels

CONVERSATIONS = DEVELOPMENT / "conversations"
OVER_REFERRED = 0.034  # of calm messages, those that are told a number of a crisis among them
FALSE_CRISES = 0.019  # of messages without a crisis
ASKED = 0.13  # of calm messages, by this layer
TOLD_IN_VAIN = 0.004  # of the turns of ordinary conversations, those told a crisis by likeness; what is less sure is asked about
SUSPECTED = 0.05  # of messages without a crisis: asked about violence or wish to die
BESIDE = 0.15  # of the likeliest kind's score: one crisis is easily taken for its neighbour, and the veileder should see both
PLAIN = 0.005  # of dangerous messages may look so harmless that the rules' questions are left out
ACUTE = {"violence_now", "shaking_done"}  # 112 or 113: told for their own sake alone
TOLD_113 = 0.2  # of ORANGE messages: more than legevakt is no harm, but it is not what was labelled

Floats = NDArray[np.float64]
Result = dict[str, Any]
Scores = dict[str, float]


def is_urgent(case: Case) -> bool:
    return case["crisis"] is None and case["level"] in {"RED", "ORANGE"}


def is_calm(case: Case) -> bool:
    return case["crisis"] is None and not set(case["levels"]) & {"RED", "ORANGE"}


def least(scores: list[float], share: float) -> float:
    """The least threshold that at most `share` of these scores reach."""
    ordered = sorted(scores, reverse=True)
    allowed = int(share * len(ordered))
    return round(float(ordered[allowed]) + 1e-4, 4) if allowed < len(ordered) else 0.0


def unspent(share: float, of: int, left: int) -> float:
    """What is left of a budget as a share of the messages that are left: the others have spent theirs."""
    return max(0.0, share * of - (of - left)) / max(1, left)


def _tells_a_kind(result: Result) -> bool:
    """Whether the rules tell a crisis that messages are labelled with; a parent's own illness is none."""
    return any(KINDS.get(hit["rule"]) for hit in result["crisis"])


def both_halves(layer: StatisticalLayer, linear: Linear, screener: Screener, cases: list[Case]) -> Floats:
    """The log odds of network and linear half: messages x OUTPUTS x 2."""
    found = []
    for case in cases:
        result, _ = screener.screen(case["text"], None)
        scores = linear.scores(case["text"], result)
        network = layer.network_logits(case["text"], result)
        found.append([[float(network[i]), scores[name]] for i, name in enumerate(OUTPUTS)])
    return np.array(found)


def mix(cases: list[Case], logits: Floats) -> dict[str, dict[str, Any]]:
    """For each output what it is mixed from, as screening.statistical.layer.Mix takes it: a level from all levels, the others from
    themselves, with weights that are alike for outputs of a kind."""
    found: dict[str, dict[str, Any]] = {}
    pairs = [labels(case) for case in cases]
    wanted, counted = (np.array(part) for part in zip(*pairs, strict=True))
    for group in (*((name,) for name in URGENCY), CRISES, ("crisis",), THEMES):
        columns = [OUTPUTS.index(name) for name in group]
        parts = [URGENCY if name in URGENCY else (name,) for name in group]
        given = np.concatenate(
            [logits[:, [OUTPUTS.index(name) for name in part]].reshape(len(cases), -1) for part in parts],
            axis=1,
        ).reshape(len(cases) * len(group), -1)
        right, weight = wanted[:, columns].ravel() > 0.5, counted[:, columns].ravel()
        model = LogisticRegression(C=10.0, max_iter=1000).fit(given[weight > 0], right[weight > 0])
        weights = [round(number, 4) for number in model.coef_[0].tolist()]
        halves = list(zip(weights[::2], weights[1::2], strict=True))
        for name, part in zip(group, parts, strict=True):
            found[name] = {
                "constant": round(float(model.intercept_[0]), 4),
                "from": dict(zip(part, halves, strict=True)),
            }
    return found


def mixed(weights: dict[str, dict[str, Any]], logits: Floats) -> list[Scores]:
    """The scores as the layer gives them."""
    blend = Mix(OUTPUTS, weights)
    return [
        {name: 1 / (1 + math.exp(-odds)) for name, odds in blend(one[:, 0], one[:, 1]).items()}
        for one in logits
    ]


def themes_from(cases: list[Case], scores: list[Scores]) -> float:
    """The lowest threshold whose F1 over all themes is within half a point of the best: a suggestion too many costs a key,
    one too few a search. A theme that is also right counts neither way."""

    def f1(least: float) -> float:
        hits = wrong = missed = 0
        for case, one in zip(cases, scores, strict=True):
            told = {name for name in THEMES if one[name] >= least}
            right = set(case["themes"])
            hits += len(told & right)
            wrong += len(told - right - set(case["themes_also"]))
            missed += len(right - told)
        return 2 * hits / (2 * hits + wrong + missed)

    figures = {i / 100: f1(i / 100) for i in range(5, 80)}
    return min(least for least, figure in figures.items() if figure >= max(figures.values()) - 0.005)


def choose(
    cases: list[Case], scores: Sequence[Scores], told: Sequence[Result], ordinary: Sequence[Scores]
) -> dict[str, Any]:
    """The thresholds as the card holds them. told: what the rules were sure of; that is spent before the layer is asked.
    ordinary: the scores of turns of harmless conversations."""
    both = list(zip(cases, scores, told, strict=True))
    quiet = [(one, result) for case, one, result in both if case["crises"] == [None]]
    rest = [max(one[kind] for kind in CRISES) for one, result in quiet if not _tells_a_kind(result)]
    crisis = least(rest, unspent(FALSE_CRISES, len(quiet), len(rest)))
    sure = max(crisis, least([max(one[kind] for kind in CRISES) for one in ordinary], TOLD_IN_VAIN))
    suspected = max(least(rest, SUSPECTED), crisis / 2)
    calm = [(one, result) for case, one, result in both if is_calm(case)]
    rest = [
        one["urgent"]
        for one, result in calm
        if result["emergency"] not in HELP and max(one[kind] for kind in CRISES) < sure
    ]
    urgent = least(rest, unspent(OVER_REFERRED, len(calm), len(rest)))
    maybe = least([one["urgent"] for one, _ in calm], ASKED)
    orange = [one["red"] for case, one, _ in both if is_urgent(case) and case["levels"] == ["ORANGE"]]
    red = max(least(orange, TOLD_113), least([one["red"] for one, _ in calm], OVER_REFERRED / 2))
    return {
        "outputs": list(OUTPUTS),
        "kinds": list(CRISES),
        "signs": [
            *_of_illness(red, urgent, min(maybe, urgent)),
            *_of_crises(crisis, sure, min(suspected, crisis)),
        ],
        "confirm": {"urgent": urgent, "crisis": crisis},
        "plain": plainest([one for case, one, _ in both if is_danger(case)]),
    }


def plainest(dangerous: list[Scores]) -> float:
    """The score that all but PLAIN of the dangerous messages reach."""
    return round(float(np.quantile([looks_dangerous(one, CRISES) for one in dangerous], PLAIN)), 4)


def _of_illness(red: float, urgent: float, maybe: float) -> list[dict[str, Any]]:
    """What is hardly urgent is no matter of life: few words say so little that the two outputs contradict each other."""
    return [
        {"sign": "described_red", "output": "red", "from": red, "also": ["urgent", urgent / 2]},
        {"sign": "described_urgent", "output": "urgent", "from": urgent},
        {"sign": "described_maybe", "output": "urgent", "from": maybe, "below": urgent},
    ]


def _of_crises(crisis: float, sure: float, suspected: float) -> list[dict[str, Any]]:
    """From `sure` on a crisis is told, from `crisis` on noted and asked about, from `suspected` on two kinds are asked about."""
    beside = {"from": crisis, "share": BESIDE, "below": crisis}
    asked = {"from": suspected, "below": crisis}
    return [
        *({"sign": f"described_{kind}", "output": kind, "from": sure} for kind in CRISES),
        *(
            {"sign": f"described_possible_{kind}", "output": kind, "from": crisis, "below": sure}
            for kind in CRISES
        ),
        *(
            {"sign": f"described_beside_{kind}", "output": kind, **beside}
            for kind in CRISES
            if kind not in ACUTE
        ),
        {"sign": "described_maybe_suicidal", "output": "suicidal", **asked},
        {"sign": "described_maybe_violence", "output": "violence_now", **asked},
    ]


def main() -> None:
    card = MODEL / "card.json"
    even = {name: {"constant": 0.0, "from": {name: (1.0, 0.0)}} for name in OUTPUTS}
    blank = {"outputs": list(OUTPUTS), "mix": even, "signs": [], "confirm": {}, "plain": 0.0, "themes": 1.0}
    card.write_text(json.dumps(blank), encoding="utf-8")
    layer, screener = StatisticalLayer.load(), Screener.load(Path("resources"))
    named, linear = to_tune_on(), Linear.load(MODEL)
    turns = [case for one in load_conversations(CONVERSATIONS) for case in cases_of(one)]
    logits = both_halves(layer, linear, screener, named)
    ordinary = both_halves(layer, linear, screener, turns)
    weights = mix(named + turns, np.concatenate([logits, ordinary]))
    scores = mixed(weights, logits)
    told = [screener.screen(case["text"], None, hold=True)[0] for case in named]
    chosen = choose(named, scores, told, mixed(weights, ordinary)) | {
        "mix": weights,
        "themes": themes_from(named, scores),
    }
    card.write_text(json.dumps(chosen, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for one in chosen["signs"]:
        print(f"{one['sign']:32} {one['output']:18} from {one['from']:.3f}")
    print(f"{len(named)} messages, {len(turns)} turns of conversations; themes from {chosen['themes']:.2f}")


if __name__ == "__main__":
    main()
