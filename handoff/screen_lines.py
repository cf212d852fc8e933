"""`ventevakt screen`: messages in, findings out, one JSON line each. No database, no network."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from directory import Directory
from screening import Screener
from screening.conversation import Conversation
from screening.statistical.description import Unavailable
from screening.statistical.layer import StatisticalLayer
from screening.themes import Themes

NO_MESSAGE = "Linja er ikke JSON med «id» og «text»."
BAD_CONVERSATION = "«conversation» må være en tekst."
KEYS = (
    "level",
    "emergency",
    "findings",
    "crisis",
    "ask",
    "age_months",
    "temperature",
    "themes",
    "kommune",
    "language",
)


def screen_lines(lines: Iterable[str], resources: Path) -> Iterator[dict[str, Any]]:
    """For each JSON line {"id", "text", "conversation"?} yield the result described in docs/architecture.md.

    A line that cannot be read yields {"id", "error"}, with null for an id that cannot be read either, and the rest goes on.
    """
    screener, themes, directory = Screener.load(resources), Themes.load(resources), Directory.load(resources)
    layer = load_layer()
    conversations: dict[str, Conversation] = {}
    for line in lines:
        if not line.strip():
            continue
        case = read_object(line)
        if problem := wrong(case):
            yield {"id": case.get("id"), "error": problem}
            continue
        conversation = Conversation(screener, layer)
        if (name := case.get("conversation")) is not None:
            conversation = conversations.setdefault(name, conversation)
        text = case["text"].encode("utf-8", "replace").decode()  # no half characters; places stay as they are
        result = conversation.read(text)
        yield {"id": case.get("id")} | chosen(result, text, themes, directory)


def read_object(line: str) -> dict[str, Any]:
    """The JSON object of a line; empty for anything else."""
    try:
        case = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return case if isinstance(case, dict) else {}


def wrong(case: dict[str, Any]) -> str | None:
    """In Norwegian why this is no message to screen; None when it is one."""
    if not isinstance(case.get("text"), str):
        return NO_MESSAGE
    return None if isinstance(case.get("conversation"), str | int | None) else BAD_CONVERSATION


def load_layer() -> StatisticalLayer | None:
    """The statistical layer, or None after a line about why not."""
    try:
        return StatisticalLayer.load()
    except Unavailable as reason:
        sys.stderr.write(f"Uten det statistiske laget, reglene alene: {reason}\n")
        return None


def chosen(result: dict[str, Any], text: str, themes: Themes, directory: Directory) -> dict[str, Any]:
    """The keys that the command promises, in its order."""
    places = [
        {"kommunenummer": place.kommunenummer, "navn": place.navn, "start": place.start, "end": place.end}
        for place in directory.find_places(text)
        if place.kommunenummer
    ]
    worded = themes.suggest(text, result)
    described = result.get("described")
    told = themes.described(text, worded, described.themes) if described else worded
    everything = result | {"themes": told, "kommune": places}
    return {key: everything[key] for key in KEYS}
