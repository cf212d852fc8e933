"""How the screening does on labelled messages that nobody tunes on: evaluation/cases/messages.jsonl.

Labels: docs in evaluation/README.md. Each message is screened alone, from an empty state.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from evaluation.intervals import share
from screening import Screener

CASES = Path(__file__).parent / "cases" / "messages.jsonl"
HELP_NUMBERS = {"113", "112", "116117", "116111", "116123"}

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


def load_cases(path: Path = CASES) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def found_kinds(result: dict[str, Any]) -> set[str]:
    rules = [hit["rule"] for hit in result["crisis"]] + [
        hit["rule"] for hit in result["findings"] if not hit["negated"]
    ]
    return set().union(*[KINDS.get(rule, set()) for rule in rules]) if rules else set()


def counted(case: dict[str, Any], result: dict[str, Any]) -> dict[str, bool]:
    """Which measures this case counts in, and whether it was a hit there."""
    gold, crisis = case["gold_level"], case.get("gold_crisis")
    accepted = set(case.get("acceptable_levels") or [gold])
    number = result["emergency"]
    measures: dict[str, bool] = {}
    if crisis:
        accepted_kinds = {kind for kind in case.get("acceptable_crisis", [crisis]) if kind}
        measures["crises"] = bool(found_kinds(result) & (accepted_kinds | {crisis}))
        measures[f"crisis {crisis}"] = measures["crises"]
        return measures
    if gold in ("RED", "ORANGE"):
        measures["urgent at once"] = number in HELP_NUMBERS
        measures["urgent at once or asked"] = number in HELP_NUMBERS or bool(result["ask"])
        measures[f"urgent at once, {case.get('lang', 'nb').split('-')[0]}"] = measures["urgent at once"]
        if gold == "RED":
            measures["RED told 113"] = number == "113"
    elif not accepted & {"RED", "ORANGE"}:
        measures["calm over-referred"] = number in HELP_NUMBERS
        measures["calm asked a medical question"] = bool(result["ask"])
        if case.get("hard_negative"):
            measures["look-alikes over-referred"] = number in HELP_NUMBERS
        if None in case.get("acceptable_crisis", [None]):
            measures["false crises"] = any(hit["level"] != "YELLOW" for hit in result["crisis"])
    return measures


def evaluate(resources: Path, path: Path = CASES) -> tuple[dict[str, Any], list[str]]:
    """The figures with 95 % intervals, and a line for every case that went wrong."""
    screener = Screener.load(resources)
    hits, of = Counter[str](), Counter[str]()
    misses = []
    for case in load_cases(path):
        result, _ = screener.screen(case["text"], None)
        for measure, hit in counted(case, result).items():
            of[measure] += 1
            hits[measure] += hit
            wrong = hit if measure in BAD else not hit
            if wrong and "," not in measure:
                misses.append(
                    f"{measure}: {case['id']} [{case.get('lang')}] {case['gold_level']}/{case.get('gold_crisis')} -> {result['level']}/{result['emergency']} ask={result['ask']}: {case['text'][:160]}"
                )
    return {measure: share(hits[measure], of[measure]) for measure in sorted(of)}, misses


BAD = {"calm over-referred", "calm asked a medical question", "look-alikes over-referred", "false crises"}
