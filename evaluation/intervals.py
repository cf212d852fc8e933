"""Exact confidence intervals for proportions."""

from __future__ import annotations

from scipy.stats import beta


def clopper_pearson(hits: int, of: int, confidence: float = 0.95) -> tuple[float, float]:
    """The exact interval for hits out of `of` (Clopper and Pearson 1934). (0, 1) when nothing was counted."""
    if of == 0:
        return 0.0, 1.0
    tail = (1 - confidence) / 2
    low = float(beta.ppf(tail, hits, of - hits + 1)) if hits else 0.0
    high = float(beta.ppf(1 - tail, hits + 1, of - hits)) if hits < of else 1.0
    return low, high


def share(hits: int, of: int) -> dict[str, float | int]:
    """A proportion as it is reported: counts, value and 95 % interval, rounded to three decimals."""
    low, high = clopper_pearson(hits, of)
    return {
        "hits": hits,
        "of": of,
        "value": round(hits / of, 3) if of else 0.0,
        "low": round(low, 3),
        "high": round(high, 3),
    }
