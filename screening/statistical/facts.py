"""What the rules made of a message, as numbers: the second half of what the network looks at."""

from __future__ import annotations

from typing import Any

from screening.protocol_models import RANK

FAMILIES = ("BR", "CH", "CO", "CL", "FE", "ME", "SE", "DE", "NB", "HI", "FR", "WO", "BU", "PO", "DR", "AB", "AL", "PA", "DI", "TE", "GU")  # fmt: skip
CRISES = tuple(f"PC-{number:02d}" for number in range(1, 25))
AGES = (1, 3, 6, 12, 36, 120)  # months: upper ends of the ranges that the protocol tells apart
TEMPERATURES = (36.0, 38.0, 39.0, 40.0)
SIZE = 2 * len(FAMILIES) + len(CRISES) + 1 + (len(AGES) + 2) + (len(TEMPERATURES) + 2)

Result = dict[str, Any]


def vector(result: Result) -> list[float]:
    """`SIZE` numbers between 0 and 1 from what `screen` said of a message.

    For each family of rules how high it reached and whether it was mentioned without counting; which crises; how many
    findings; the child's age and temperature in ranges. What is held counts here as what it would be.
    """
    found = [*result["findings"], *result["held"]]
    counting = [f for f in found if f["counts"] and not f["rule"].startswith("PC-")]
    aside = {f["rule"].split("-")[0] for f in found if not f["counts"]}
    highest: dict[str, int] = {}
    for finding in counting:
        family = finding["rule"].split("-")[0]
        highest[family] = max(highest.get(family, 0), RANK[finding["level"]] + 1)
    crises = {hit["rule"] for hit in [*result["crisis"], *result["held"]]}
    return [
        *(highest.get(family, 0) / 4 for family in FAMILIES),
        *(float(family in aside) for family in FAMILIES),
        *(float(rule in crises) for rule in CRISES),
        min(len(counting), 5) / 5,
        *_range_of(result["age_months"], AGES),
        *_range_of(result["temperature"], TEMPERATURES),
    ]


def _range_of(value: float | None, ends: tuple[float, ...]) -> list[float]:
    """One 1 among zeros: unknown, then the ranges below, between and above `ends`."""
    place = 0 if value is None else 1 + sum(value >= end for end in ends)
    return [float(i == place) for i in range(len(ends) + 2)]
