"""Calming strategies for the waiting time: `resources/strategies/*.yaml`, and the gate before them.

The gate is a plain function over plain facts, so that every caller decides in the same way when
nothing calming is said: never to a parent whose child may be ill or where somebody is in danger.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from content.errors import ContentError
from content.models import Date, Localised, Strict, parse_model
from content.yaml_loader import Problem, line_of, load_yaml

MAX_STEPS = 6
GREEN = "GREEN"
PANIC_ATTACK = "PC-24"  # the one crisis whose help is a calming strategy, once chest pain is asked about


class Source(Strict):
    """Where a strategy was read, and the page's own date (null when it shows none)."""

    url: str = Field(pattern=r"^https?://", examples=["https://www.helsenorge.no"])
    date: str | None


class WhenNot(Strict):
    """When a strategy is wrong: ids of rules or signs that hold, and the same in words for the staff."""

    ids: list[str]
    text: Localised


class Strategy(Strict):
    """One card: what to ask first, at most six short steps, how to stop, and where it is from."""

    id: str = Field(pattern=r"^[A-Z]+-[A-Z0-9]+$", examples=["CRY-STOP"])
    group: str
    themes: list[str]
    words: list[str] = Field(default_factory=list)
    words_required: bool = False
    from_months: int | None = None
    up_to_months: int | None = None
    title: Localised
    offer: Localised
    when_not: WhenNot
    steps: list[Localised] = Field(min_length=1, max_length=MAX_STEPS)
    stop: Localised
    evidence: Literal["A", "A-", "A/B", "B", "B/C", "C", "U"]
    sources: list[Source] = Field(min_length=1)
    checked: Date
    approved_by: str | None
    review_by: Date

    def fits(self, text: str) -> int:
        """How many of the card's words begin a word of `text` (any case)."""
        said = f" {_plain(text)}"
        return sum(f" {_plain(word)}" in said for word in self.words)

    def is_for(self, age_months: float | None) -> bool:
        """Whether the card is for a child of this age; of an unknown age every card may be."""
        if age_months is None:
            return True
        least, most = self.from_months or 0, self.up_to_months
        return least <= age_months and (most is None or age_months <= most)


@dataclass(frozen=True)
class Strategies:
    """All strategies in the order of the files."""

    cards: tuple[Strategy, ...]

    @classmethod
    def load(cls, resources: Path) -> "Strategies":
        """Read every file in `resources/strategies`. Raises ContentError with all problems."""
        cards: dict[str, Strategy] = {}
        problems: list[Problem] = []
        files = sorted((resources / "strategies").glob("*.yaml"))
        if not files:
            problems.append(Problem("strategies", 1, "Mappen resources/strategies har ingen filer."))
        for path in files:
            problems += _read_file(path, cards)
        if problems:
            raise ContentError(problems)
        return cls(tuple(cards.values()))

    def get(self, id: str) -> Strategy:
        """The strategy `id`. Raises KeyError naming the id."""
        for card in self.cards:
            if card.id == id:
                return card
        raise KeyError(id)

    def that_fit(self, text: str) -> list[str]:
        """Ids of the cards that fit these words: all that may be remembered of them."""
        return [card.id for card in self.cards if card.fits(text)]

    def for_themes(
        self,
        themes: Collection[str],
        offered: Collection[str] = (),
        *,
        text: str = "",
        holding: Collection[str] = (),
        age_months: float | None = None,
        groups: Collection[str] | None = None,
        fitting: Collection[str] = (),
    ) -> Strategy | None:
        """The next strategy to offer, or None.

        `themes` are slugs, surest first; `offered` are ids already offered; `text` is what the parent
        wrote (never kept: it only chooses between cards of a theme); `holding` are the ids of rules and
        signs that hold, so that a card which is wrong then is passed over; `age_months`: the child's, if told;
        `fitting`: ids of cards that fitted what was written earlier. With `groups`, only cards of these that fit.
        """

        def fits(card: Strategy) -> int:
            return card.fits(text) + (card.id in fitting)

        for theme in themes:
            candidates = [
                (fits(card), -number, card)
                for number, card in enumerate(self.cards)
                if theme in card.themes
                and card.id not in offered
                and card.is_for(age_months)
                and not set(holding).intersection(card.when_not.ids)
                and (fits(card) or (groups is None and not card.words_required))
                and (groups is None or card.group in groups)
            ]
            if candidates:
                return max(candidates, key=lambda candidate: candidate[:2])[2]
        return None


def gate_open(facts: Mapping[str, Any]) -> tuple[bool, str]:
    """Whether a calming strategy may be offered or go on, and the reason when not.

    `facts` (JSON): `level` (medical), `crisis` (`[{rule, level}]`, all of the conversation), `urgent`,
    `screened` (the safety questions have been put), `declined` (the parent said no or stop),
    `veileder_here`. A missing level or `screened` counts as the careful case. Reasons: "urgent",
    "crisis", "not_screened", "veileder_here", "declined"; "" when open.
    """
    if facts.get("level") in {"RED", "ORANGE"} or facts.get("urgent"):
        return False, "urgent"
    crises = [
        c for c in facts.get("crisis") or () if c.get("rule") != PANIC_ATTACK or c.get("level") == "RED"
    ]
    if crises:
        return False, "crisis"
    if facts.get("veileder_here"):
        return False, "veileder_here"
    if not facts.get("screened") or "level" not in facts:
        return False, "not_screened"
    if facts.get("declined"):
        return False, "declined"
    return True, ""


def _read_file(path: Path, cards: dict[str, Strategy]) -> list[Problem]:
    """Add the strategies of one file to `cards`; returns what is wrong with them."""
    data, lines, problems = load_yaml(path)
    if data is None:
        return list(problems)
    if not isinstance(data, dict) or list(data) != ["strategies"] or not isinstance(data["strategies"], list):
        keys = [str(key) for key in data] if isinstance(data, dict) else []
        message = "Filen skal ha en liste under «strategies» og ikke noe annet" + (
            f", men her står: {', '.join(keys)}." if keys else "."
        )
        return [*problems, Problem(path.name, 1, message)]
    found = list(problems)
    for number, raw in enumerate(data["strategies"]):
        at = ("strategies", number)
        card, wrong = parse_model(Strategy, raw, lines, path.name, at)
        found += wrong
        if card and card.id in cards:
            found.append(Problem(path.name, line_of(lines, at), f"Strategien «{card.id}» står to ganger."))
        if card:
            cards[card.id] = card
    return found


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
