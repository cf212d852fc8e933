"""Suggest which of the service's 22 themes a message is about: the printed names, surest first."""

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypedDict

from pydantic import Field

from content.models import Date, Strict, parse_model
from content.yaml_loader import Lines, Problem, line_of, load_yaml, nearest
from screening.answers import NO
from screening.language.lexicon import load_lexicon
from screening.language.normalise import Normaliser
from screening.language.tokens import Token
from screening.matcher import Match, Matcher
from screening.matching import Pattern, literals
from screening.patterns import Compiler, PatternError
from screening.protocol import ProtocolError
from screening.reading import read_numbers, word_costs
from screening.statistical.description import DescribedTheme

_STRONG, _WEAK, _TOLD = 0.62, 0.3, 0.8
_OUTSIDE_AGE = 0.4
_LEAST, _MOST = 0.45, 5
_SHORT_NO = 5  # words
ANY_ILLNESS = "*"  # among the rules of a theme: whatever is found of a body


class Framework(Strict):
    """The categories of Child Helpline International, as far as they are known, and where they were read."""

    source: str = Field(min_length=1)
    checked: Date
    note: str
    categories: list[str] = Field(min_length=1)


class Theme(Strict):
    """One theme of temaer.yaml. `chi`: its categories in the framework; none where the framework has no word for it."""

    id: str = Field(pattern=r"^T\d\d$", examples=["T01"])
    slug: str
    name: str
    active: bool
    definition: str = Field(min_length=1)
    chi: list[str]
    strong: list[str]
    patterns: list[str]
    months: list[float] | None = None
    rules: list[str] = Field(default_factory=list)


class ThemeFile(Strict):
    """temaer.yaml."""

    chi: Framework
    vocabulary: dict[str, list[str]]
    themes: list[Theme]
    source: str
    checked: Date
    approved_by: str | None = None
    review_by: Date


class Suggestion(TypedDict):
    """A theme by its printed name, how sure (0..1), and which words said so."""

    theme: str
    score: float
    start: int
    end: int


class Weighted(NamedTuple):
    """Whose pattern it is, and what a match of it is worth."""

    theme: str
    weight: float


class Themes:
    """The themes and their patterns, ready to suggest from."""

    def __init__(self, themes: list[Theme], normaliser: Normaliser, matcher: Matcher[Weighted]) -> None:
        self.themes = themes
        self._normaliser = normaliser
        self._matcher = matcher

    @classmethod
    def load(cls, resources: Path) -> "Themes":
        """Read resources/temaer.yaml; raises ProtocolError with all problems."""
        lexicon, problems = load_lexicon(resources)
        data, lines, found = load_yaml(resources / "temaer.yaml")
        problems += found
        model, found = parse_model(ThemeFile, data, lines, "temaer.yaml")
        problems += found
        if model is None:
            raise ProtocolError(problems)
        problems += unknown_categories(model, lines)
        compiler = Compiler(model.vocabulary, word_costs(), lexicon)
        patterns: list[tuple[Weighted, Pattern]] = []
        for theme in model.themes:
            for weight, texts in ((_STRONG, theme.strong), (_WEAK, theme.patterns)):
                for text in texts:
                    try:
                        patterns.append((Weighted(theme.name, weight), compiler(text)))
                    except PatternError as error:
                        problems.append(Problem("temaer.yaml", 1, f"{theme.id}, «{text}»: {error}"))
        if problems:
            raise ProtocolError(problems)
        words, prefixes = literals(pattern for _, pattern in patterns)
        return cls(model.themes, Normaliser(lexicon, words, prefixes), Matcher(patterns))

    def suggest(self, text: str, result: dict[str, Any] | None = None) -> list[Suggestion]:
        """At most five suggestions, surest first; score in 0..1, span of the surest wording.

        result: what screening said about the same text; a sign that counted or a crisis speaks for its theme.
        """
        tokens = self._normaliser(text)
        numbers = read_numbers(tokens)
        matches = self._matcher.find(tokens, numbers.kinds)
        by_theme: dict[str, list[Match[Weighted]]] = defaultdict(list)
        for match in matches:
            by_theme[match.key.theme].append(match)
        denied, suggestions = only_denies(text), list[Suggestion]()
        for theme in self.themes:
            nothing = (denied and ANY_ILLNESS in theme.rules) or (theme.id in _DENIABLE and denies_it(text))
            worded = [] if nothing else by_theme[theme.name]
            told = _told_by_rules(theme, result)
            score = _score(worded, bool(told)) * self._age_factor(theme, [age.months for age in numbers.ages])
            if theme.active and score >= _LEAST:
                start, end = told[0] if told else _span(worded, tokens)
                suggestions.append(
                    {"theme": theme.name, "score": round(score, 2), "start": start, "end": end}
                )
        return sorted(suggestions, key=lambda one: -one["score"])[:_MOST]

    def described(
        self, text: str, worded: list[Suggestion], found: Sequence[DescribedTheme]
    ) -> list[Suggestion]:
        """What the statistical layer found in a text in place of the wordings; where both say a theme, the wording shows why.

        When it found none, the wordings stand: a suggestion costs a veileder one key.
        """
        denied, denies = only_denies(text), denies_it(text)
        names = {
            theme.id: theme.name
            for theme in self.themes
            if theme.active
            and not (denied and ANY_ILLNESS in theme.rules)
            and not (denies and theme.id in _DENIABLE)
        }
        spans = {one["theme"]: (one["start"], one["end"]) for one in worded}
        suggestions: list[Suggestion] = []
        for one in found:
            if name := names.get(one["id"]):
                start, end = spans.get(name, (one["start"], one["end"]))
                suggestions.append({"theme": name, "score": one["score"], "start": start, "end": end})
        return suggestions or worded

    @staticmethod
    def _age_factor(theme: Theme, months: list[float]) -> float:
        if not months or theme.months is None:
            return 1.0
        return 1.0 if any(theme.months[0] <= one < theme.months[1] for one in months) else _OUTSIDE_AGE


def only_denies(text: str) -> bool:
    """«Nei, han er frisk»: a short no to what was asked is no talk of illness, whatever words it denies."""
    words = re.findall(r"\w+", text.lower())
    return 0 < len(words) <= _SHORT_NO and words[0] in NO


def denies_it(text: str) -> bool:
    """«Nei, jeg har ikke slått ham»: a no that denies once more what was asked tells of none of these by its words.

    What tells of it by its very no stays: «nei, jeg tør ikke gå hjem», «nei, han slutter ikke å slå».
    """
    words = re.findall(r"\w+", text.lower())
    denies = 1 < len(words) <= _LONG_NO and words[0] in NO and bool(_NOT & set(words[1:]))
    return denies and not _STILL.search(text.lower())


_LONG_NO = 10  # words
_DENIABLE = frozenset({"T11", "T13", "T14", "T15", "T17"})
"""Quarrels, neglect, harm, violence and addiction: what nobody is to read as told who was told that it is not so."""
_NOT = frozenset(
    ["ikke", "ikkje", "ikk", "itj", "ingen", "inga", "ingenting", "aldri", "not", "never", "nothing"]
)
_STILL = re.compile(
    r"\b(?:tør|torer|tor|våger|redd\w*|lar|lèt|får|slutt\w*|slipp\w*|stopp\w*|klarer|orker|orkar|råd|penger|sov\w*|vil|gir|hjelp\w*|afraid|stop|lets?|sleep)\b"
)


def unknown_categories(file: ThemeFile, lines: Lines) -> list[Problem]:
    """Categories of themes that the framework does not have, or that are named twice."""
    known, problems = file.chi.categories, []
    for number, theme in enumerate(file.themes):
        for place, name in enumerate(theme.chi):
            line = line_of(lines, ("themes", number, "chi", place))
            if name not in known:
                told = f"«{name}» er ikke blant kategoriene under «chi»{nearest(name, known) or '.'}"
                problems.append(Problem("temaer.yaml", line, f"{theme.id}: {told}"))
            elif name in theme.chi[:place]:
                problems.append(Problem("temaer.yaml", line, f"{theme.id}: «{name}» står to ganger."))
    return problems


def _told_by_rules(theme: Theme, result: dict[str, Any] | None) -> list[tuple[int, int]]:
    """Where screening found a rule that belongs to the theme (ANY_ILLNESS in `rules`: any medical finding)."""
    if result is None:
        return []
    crises = [(one["start"], one["end"]) for one in result["crisis"] if one["rule"] in theme.rules]
    if ANY_ILLNESS not in theme.rules:
        return crises
    counted = [
        one
        for one in result["findings"]
        if not one["negated"] and one["when"] == "now" and one["about"] != "other"
    ]
    return crises + [(one["start"], one["end"]) for one in counted if one["level"] != "GREEN"]


def _span(matches: list[Match[Weighted]], tokens: list[Token]) -> tuple[int, int]:
    best = max(matches, key=lambda match: (match.key.weight, match.last - match.first))
    return tokens[best.first].start, tokens[best.last - 1].end


def _score(matches: list[Match[Weighted]], told: bool) -> float:
    """Wordings add up without ever passing 1; several patterns on the same words count once."""
    missing, taken = 1 - _TOLD if told else 1.0, set[int]()
    for match in sorted(matches, key=lambda one: (-one.key.weight, one.first - one.last)):
        places = set(range(match.first, match.last))
        if not places & taken:
            missing *= 1 - match.key.weight
            taken |= places
    return 1 - missing
