"""How often the trained assistant understands what a parent wants: evaluation/cases/intents.jsonl, {"text", "intent", "lang"}."""

from __future__ import annotations

from bot import quiet  # isort: skip  # first: see there

import asyncio
import json
from collections import Counter
from pathlib import Path
from typing import Any

from evaluation.intervals import share

__all__ = ["evaluate", "quiet"]
CASES = Path(__file__).parent / "cases" / "intents.jsonl"
MODEL = Path("bot/models/ventevakt.tar.gz")


def load_cases(path: Path = CASES) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


async def guesses(texts: list[str], model: Path) -> list[list[str]]:
    """The model's intents for each text, surest first."""
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    parsed = [await agent.parse_message(text) for text in texts]
    return [
        [guess["name"] for guess in message["intent_ranking"]] or [message["intent"]["name"]]
        for message in parsed
    ]


def evaluate(model: Path = MODEL, path: Path = CASES) -> tuple[dict[str, Any], list[str]]:
    """Accuracy over all and by written variety, and a line for every case that went wrong."""
    cases = load_cases(path)
    ranked = asyncio.run(guesses([case["text"] for case in cases], model))
    hits, of, misses = Counter[str](), Counter[str](), []
    for case, names in zip(cases, ranked, strict=True):
        right = names[0] == case["intent"]
        for measure, hit in (
            ("first guess", right),
            ("first three", case["intent"] in names[:3]),
            (f"first guess, {case['lang']}", right),
        ):
            of[measure] += 1
            hits[measure] += hit
        if not right:
            misses.append(f"intent: {case['intent']} -> {names[0]}: {case['text'][:120]}")
    return {measure: share(hits[measure], of[measure]) for measure in sorted(of)}, misses
