"""What the statistical layer says of a message. Imports nothing heavy: the rest of the project names it in its types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypedDict

BEFORE = 2  # earlier messages of the parent that a short one is read together with
SHORT = 80  # code points: a message so short is also read together with those before it


class Unavailable(Exception):  # noqa: N818  says what happened
    """The layer cannot be used here; the text says why, for the operator."""


class DescribedTheme(TypedDict):
    """A theme by its id, how sure (0..1), and the clause that says most of it."""

    id: str
    score: float
    start: int
    end: int


@dataclass(frozen=True)
class Description:
    """What the layer sees in one message.

    signs: the protocol's signs that the scores stand for (`described_...`); start, end: where it shows most, in code points;
    confirms: the danger that the rules were unsure of is real, confirms_crisis: and the crisis; like_a_crisis: the highest
    score of any; scores: output -> 0..1; plain: hardly any dangerous message looks so harmless; themes: surest first.
    """

    signs: tuple[str, ...]
    start: int
    end: int
    confirms: bool
    scores: dict[str, float]
    themes: tuple[DescribedTheme, ...]
    confirms_crisis: bool = False
    like_a_crisis: float = 1.0
    plain: bool = False

    @classmethod
    def read(cls, told: dict[str, Any]) -> Description:
        """What `asdict` made, perhaps by way of JSON, which knows no tuples."""
        return cls(**{**told, "signs": tuple(told["signs"]), "themes": tuple(told["themes"])})
