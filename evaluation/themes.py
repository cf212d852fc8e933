"""How good the suggested themes are, each message alone: over all themes, among the first three, and by theme.

Labels: `themes` are right, `themes_also` would be right too and count neither way. A message without the key was never
read for themes (hand `first`): it says nothing of suggestions for nothing. Turns of a chat that tell of no theme do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import numpy as np

from evaluation.intervals import share
from evaluation.labelled import THEMES, Case

FIRST = 3
RESAMPLES = 1000

Suggest = Callable[[str], tuple[list[str], list[str]]]


def evaluate(suggest: Suggest, cases: Iterable[Case], in_use: Collection[str] = THEMES) -> dict[str, Any]:
    """Figures with 95 % intervals for the themes in use. suggest: a text -> ids of the suggested themes, and of all, surest first."""
    rows = []
    told_of: list[tuple[set[str], set[str], set[str]]] = []
    for case in cases:
        right, also = set(case.get("themes", [])) & set(in_use), set(case.get("themes_also", []))
        if not right:
            continue
        suggested, order = suggest(case["text"])
        told = set(suggested)
        told_of.append((told, right, also))
        first = len(set(order[:FIRST]) & right)
        rows.append(
            (len(told & right), len(told - right - also), len(right - told), first, min(FIRST, len(right)))
        )
    counts = np.array(rows)
    hits, wrong, missed, first, of_first = (int(number) for number in counts.sum(0))
    figures = {
        "micro F1": _f1(counts[:, :3]),
        "micro precision": share(hits, hits + wrong),
        "micro recall": share(hits, hits + missed),
        "in the first three": share(first, of_first),
    }
    for theme in THEMES:
        both = sum(theme in told and theme in right for told, right, _ in told_of)
        all_told = both + sum(theme in told and theme not in right | also for told, right, also in told_of)
        labelled = sum(theme in right for _, right, _ in told_of)
        if labelled:
            figures[f"precision, {theme}"] = share(both, all_told)
            figures[f"recall, {theme}"] = share(both, labelled)
    return figures


def suggested_for_nothing(suggest: Suggest, texts: Sequence[str]) -> dict[str, float | int]:
    """How many of these texts, which tell of no theme, get a suggestion all the same."""
    return share(sum(bool(suggest(text)[0]) for text in texts), len(texts))


def _f1(counts: np.ndarray[Any, Any]) -> dict[str, float | int]:
    """F1 over all themes; its interval from drawing the messages anew."""

    def of(some: np.ndarray[Any, Any]) -> float:
        hits, wrong, missed = some.sum(0)
        return float(2 * hits / max(1, 2 * hits + wrong + missed))

    chance = np.random.default_rng(1)
    drawn = [of(counts[chance.integers(0, len(counts), len(counts))]) for _ in range(RESAMPLES)]
    hits, wrong, missed = (int(number) for number in counts.sum(0))
    low, high = np.percentile(drawn, (2.5, 97.5))
    return {
        "hits": 2 * hits,
        "of": 2 * hits + wrong + missed,
        "value": round(of(counts), 3),
        "low": round(float(low), 3),
        "high": round(float(high), 3),
    }
