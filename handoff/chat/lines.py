"""What web itself says, in words from resources/texts/web.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handoff.ports import Screener, Texts

CAREFUL = "careful"  # what screening calls the message for a question nobody could answer
NUMBERS = {"116117": "116 117", "116111": "116 111", "116123": "116 123"}


def spoken(number: str) -> str:
    """A number as people read it: 116 117, 113."""
    return NUMBERS.get(number, number)


def varied(texts: Texts, id: str, language: str, turn: int, **values: object) -> str:
    """The variant of a text for its `turn`-th use (from 0), so that two uses in a row never read the same."""
    variants = texts.variants(id, language, **values)
    return variants[turn % len(variants)]


def fresh(texts: Texts, id: str, language: str, said: Sequence[str]) -> str:
    """A variant that is not in `said` yet (oldest first), else the one that was said longest ago."""
    last = {text: number for number, text in enumerate(said)}
    return min(texts.variants(id, language), key=lambda text: last.get(text, -1))


def buttons(texts: Texts, language: str, values: Sequence[str]) -> list[dict[str, Any]]:
    """Choices of web's own; the label of value `v` is the text `web_choice_<v>`."""
    return [{"label": texts.get(f"web_choice_{value}", language), "value": value} for value in values]


def title_of(screener: Screener, texts: Texts, rule: str) -> str:
    """What a shown rule means, in Norwegian; one that has left the content since is shown by its id."""
    if rule == CAREFUL:
        return texts.get("web_reason_careful", "nb")
    try:
        return screener.rule(rule).title
    except KeyError:
        return rule


def sources_of(screener: Screener, rule: str) -> list[str]:
    """The titles of what a rule rests on; none for one that has left the content since."""
    try:
        return screener.sources(rule)
    except KeyError:
        return []
