"""How screening does on labelled messages: who is sent to help, who is sent there for nothing, which crises are found.

Each message is screened alone, from an empty state. The labels: training/LABELS.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from evaluation.intervals import share
from evaluation.labelled import Case

HELP_NUMBERS = {"113", "112", "116117", "116111", "116123"}
URGENT = {"RED", "ORANGE"}
ACUTE = {"violence_now", "shaking_done", "psychosis"}

# which labels of the evaluation set a crisis rule of the protocol may answer to
KINDS = {
    "PC-01": {"harm_child"},
    "PC-02": {"harm_child"},
    "PC-03": {"shaking_done", "harm_child", "abuse_disclosure"},
    "PC-04": {"suicidal"},
    "PC-05": {"harm_child", "suicidal", "violence_now"},
    "PC-06": {"violence_now"},
    "PC-07": {"violence_past", "violence"},
    "PC-08": {"violence_past", "violence", "harm_child"},
    "PC-09": {"abuse_disclosure", "violence", "violence_past"},
    "PC-10": {"psychosis"},
    "PC-12": {"intoxication"},
    "PC-13": {"child_alone"},
    "PC-14": {"abuse_disclosure"},
    "PC-15": {"abuse_disclosure", "harm_child"},
    "PC-16": {"child_alone"},
    "PC-17": {"child_alone", "violence_now"},
    "PC-18": {"violence", "violence_now", "violence_past"},
    "PC-21": {"suicidal", "intoxication"},
    "PC-22": {"violence_now", "violence_past", "violence"},
    "TE-01": {"suicidal"},
    "TE-02": {"suicidal"},
}

Result = dict[str, Any]


def found_kinds(result: Result) -> set[str]:
    """The labels that the crises and findings of a result answer to."""
    rules = [hit["rule"] for hit in result["crisis"]]
    rules += [hit["rule"] for hit in result["findings"] if not hit["negated"]]
    return set().union(*[KINDS.get(rule, set()) for rule in rules])


def counted(case: Case, result: Result) -> dict[str, bool]:
    """Which measures this case counts in, and whether it was a hit there (for the measures in BAD a hit is a fault)."""
    if case["crisis"]:
        return _crisis(case, result)
    measures = _urgent(case, result) if case["level"] in URGENT else _calm(case, result)
    if None in case["crises"]:
        measures["false crises"] = any(KINDS.get(hit["rule"]) for hit in result["crisis"])
    return measures


def _crisis(case: Case, result: Result) -> dict[str, bool]:
    kind = case["crisis"]
    hit = bool(found_kinds(result) & (set(case["crises"]) - {None}))
    measures = {"crises": hit, f"crisis {kind}": hit}
    measures["crises found or asked"] = hit or bool(result["ask"])
    if case.get("behaviour"):
        measures["crises without keywords"] = hit
    if kind in ACUTE or case["level"] == "RED":
        measures["acute crises given a number"] = result["emergency"] in HELP_NUMBERS
    return measures


def _urgent(case: Case, result: Result) -> dict[str, bool]:
    told = result["emergency"] in HELP_NUMBERS
    names = [f", {case['lang']}", f", {case['family']}" if "family" in case else ""]
    names += [", without keywords"] if case.get("behaviour") else []
    measures = {f"urgent at once{name}": told for name in ["", *filter(None, names)]}
    measures["urgent at once or asked"] = told or bool(result["ask"])
    if case.get("behaviour"):
        measures["urgent at once or asked, without keywords"] = told or bool(result["ask"])
    if case["level"] == "RED":
        measures["RED told 113"] = result["emergency"] == "113"
    if not set(case["levels"]) <= URGENT:
        measures["urgent at once, borderline"] = told
    return measures


def _calm(case: Case, result: Result) -> dict[str, bool]:
    if set(case["levels"]) & URGENT:
        return {}
    told = result["emergency"] in HELP_NUMBERS
    measures = {"calm over-referred": told, f"calm over-referred, {case['lang']}": told}
    measures["calm asked a medical question"] = bool(result["ask"])
    if case.get("look_alike"):
        measures["look-alikes over-referred"] = told
    return measures


def is_fault(measure: str, hit: bool) -> bool:
    """Whether an outcome is a fault: of some measures the hits are."""
    return hit == (measure.split(",")[0] in BAD)


def evaluate(screen: Callable[[str], Result], cases: Iterable[Case]) -> tuple[dict[str, Any], list[str]]:
    """The figures with 95 % intervals, and a line for every case that went wrong."""
    hits, of = Counter[str](), Counter[str]()
    misses = []
    for case in cases:
        result = screen(case["text"])
        for measure, hit in counted(case, result).items():
            of[measure] += 1
            hits[measure] += hit
            if is_fault(measure, hit) and "," not in measure:
                misses.append(miss(measure, case, result))
    return {measure: share(hits[measure], of[measure]) for measure in sorted(of)}, sorted(misses)


def evaluate_chat(screen: Callable[[str], Result], turns: Iterable[str]) -> tuple[dict[str, Any], list[str]]:
    """What happens to turns that tell of nothing: greetings, thanks, ages, places. A number or a question is a fault."""
    results = [(text, screen(text)) for text in turns]
    told = [(text, result) for text, result in results if result["emergency"] in HELP_NUMBERS]
    asked = [text for text, result in results if result["ask"]]
    figures = {
        "told a number": share(len(told), len(results)),
        "asked a question": share(len(asked), len(results)),
    }
    return figures, [f"chat turn told {result['emergency']}: {text[:120]}" for text, result in told]


def miss(measure: str, case: Case, result: Result) -> str:
    """One line about a case that went wrong."""
    rules = [hit["rule"] for hit in [*result["findings"], *result["crisis"]] if not hit.get("negated")]
    label = "/".join(case["levels"]) + (f" {case['crisis']}" if case["crisis"] else "")
    return (
        f"{measure}: {case['id']} [{case['lang']}] {label} -> {result['emergency']} {rules} "
        f"ask={result['ask'][:2]}: {case['text'][:300]}"
    )


BAD = {"calm over-referred", "calm asked a medical question", "look-alikes over-referred", "false crises"}
