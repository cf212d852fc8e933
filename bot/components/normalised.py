"""A message as the classifier sees it: as written, and in bokmål whatever spelling the parent used."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot import settings
from screening.language.lexicon import load_lexicon
from screening.language.normalise import Normaliser

NOTHING = "∅"  # emoji or dots alone


@dataclass(frozen=True)
class Reading:
    """`raw`: lower case as written; `norm`: the most likely bokmål words; `any_known`: at least one is a word."""

    raw: str
    norm: str
    any_known: bool


def read(text: str) -> Reading:
    """Read one message."""
    tokens = _normaliser()(text)
    return Reading(
        raw=" ".join(text.lower().split()) or NOTHING,
        norm=" ".join(token.norm for token in tokens) or NOTHING,
        any_known=any(token.known or token.number is not None for token in tokens),
    )


def share_known(text: str) -> float:
    """How large a part of the words the normaliser knows."""
    tokens = [token for token in _normaliser()(text) if any(c.isalpha() for c in token.norm)]
    return sum(token.known for token in tokens) / len(tokens) if tokens else 1.0


@cache
def _normaliser() -> Normaliser:
    return load(settings.resources())


def load(resources: Path) -> Normaliser:
    """The normaliser over the hand-made word list. A doubtful entry is refused by `Screener.load`, not here."""
    lexicon, _ = load_lexicon(resources)
    return Normaliser(lexicon, lexicon.targets, frozenset())
