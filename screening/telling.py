"""What a message tells of who writes and since when, for the summary a veileder reads: the words, never a guess."""

from pathlib import Path
from typing import NamedTuple, TypedDict

from content.models import Date, Strict, parse_model
from content.yaml_loader import Problem, load_yaml
from screening.language.lexicon import load_lexicon
from screening.language.normalise import Normaliser
from screening.matcher import Matcher
from screening.matching import Pattern, literals
from screening.patterns import Compiler, PatternError
from screening.protocol import ProtocolError
from screening.reading import read_numbers, tokens_of, word_costs

FILE = "oppsummering.yaml"
ROLE, SINCE = "role", "since"


class Role(Strict):
    """Who somebody may be to the child, and how people say so."""

    id: str
    label: str
    patterns: list[str]


class TellingFile(Strict):
    """oppsummering.yaml."""

    vocabulary: dict[str, list[str]]
    roles: list[Role]
    since: list[str]
    checked: Date
    approved_by: str | None = None
    review_by: Date


class Key(NamedTuple):
    """What a pattern tells: a role by its label, or a time."""

    what: str
    label: str


class Told(TypedDict):
    """`what` is role or since; `label` the role in Norwegian, empty for a time; the span lies in the text."""

    what: str
    label: str
    start: int
    end: int


class Telling:
    """The patterns, ready to read with."""

    def __init__(self, normaliser: Normaliser, matcher: Matcher[Key]) -> None:
        self._normaliser = normaliser
        self._matcher = matcher

    @classmethod
    def load(cls, resources: Path) -> "Telling":
        """Read resources/oppsummering.yaml; raises ProtocolError with all problems."""
        lexicon, problems = load_lexicon(resources)
        data, lines, found = load_yaml(resources / FILE)
        model, wrong = parse_model(TellingFile, data, lines, FILE)
        problems += found + wrong
        if model is None:
            raise ProtocolError(problems)
        compiler = Compiler(model.vocabulary, word_costs(), lexicon)
        written = [(Key(ROLE, role.label), text) for role in model.roles for text in role.patterns]
        patterns: list[tuple[Key, Pattern]] = []
        for key, text in [*written, *((Key(SINCE, ""), text) for text in model.since)]:
            try:
                patterns.append((key, compiler(text)))
            except PatternError as error:
                problems.append(Problem(FILE, 1, f"«{text}»: {error}"))
        if problems:
            raise ProtocolError(problems)
        words, prefixes = literals(pattern for _, pattern in patterns)
        return cls(Normaliser(lexicon, words, prefixes), Matcher(patterns))

    def read(self, text: str) -> list[Told]:
        """The first role and the longest time that the text tells; at most one of each."""
        tokens = self._normaliser(text)
        numbers = read_numbers(tokens)
        taken = tokens_of(numbers.ages)
        matches = self._matcher.find(tokens, numbers.kinds)
        roles = sorted((m for m in matches if m.key.what == ROLE), key=lambda m: m.first)
        times = [m for m in matches if m.key.what == SINCE and not taken & set(range(m.first, m.last))]
        longest = sorted(times, key=lambda m: (m.first - m.last, m.first))
        return [
            Told(
                what=match.key.what,
                label=match.key.label,
                start=tokens[match.first].start,
                end=tokens[match.last - 1].end,
            )
            for match in (*roles[:1], *longest[:1])
        ]
