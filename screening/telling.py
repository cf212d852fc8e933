"""What a message tells of who writes and since when, for the summary a veileder reads: the words, never a guess."""

from pathlib import Path
from typing import NamedTuple, TypedDict

from content.models import Date, Strict, parse_model
from content.yaml_loader import Problem, load_yaml
from screening.clauses import clause_numbers
from screening.language.lexicon import load_lexicon
from screening.language.normalise import Normaliser
from screening.language.tokens import Token
from screening.matcher import Match, Matcher
from screening.matching import Pattern, literals
from screening.patterns import Compiler, PatternError
from screening.protocol import ProtocolError
from screening.reading import read_numbers, tokens_of, word_costs

FILE = "oppsummering.yaml"
ROLE, SINCE = "role", "since"
SINCE_BESIDE, BESIDE, ASIDE = "since_beside", "beside", "aside"
TIMES = (SINCE, SINCE_BESIDE)
ALONE, NEAR, SAID = 1, 2, 3
"""How surely a time is that of what is wrong: it stands alone, in a sentence with it, or right beside it."""


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
    since_beside: list[str]
    beside: list[str]
    aside: list[str]
    checked: Date
    approved_by: str | None = None
    review_by: Date


class Key(NamedTuple):
    """What a pattern tells: a role by its label, a time, or what a time is of."""

    what: str
    label: str


class Told(TypedDict):
    """`what` is role or since; `label` the role in Norwegian, empty for a time; the span lies in the text.

    `weight`: of several messages that tell it, the heaviest says it best.
    """

    what: str
    label: str
    start: int
    end: int
    weight: int


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
        times = {
            SINCE: model.since,
            SINCE_BESIDE: model.since_beside,
            BESIDE: model.beside,
            ASIDE: model.aside,
        }
        written += [(Key(what, ""), text) for what, texts in times.items() for text in texts]
        for key, text in written:
            try:
                patterns.append((key, compiler(text)))
            except PatternError as error:
                problems.append(Problem(FILE, 1, f"«{text}»: {error}"))
        if problems:
            raise ProtocolError(problems)
        words, prefixes = literals(pattern for _, pattern in patterns)
        return cls(Normaliser(lexicon, words, prefixes), Matcher(patterns))

    def read(self, text: str) -> list[Told]:
        """The first role, and the time that says best how long it has been; at most one of each."""
        tokens = self._normaliser(text)
        numbers = read_numbers(tokens)
        taken = tokens_of(numbers.ages)
        matches = self._matcher.find(tokens, numbers.kinds)
        roles = sorted((m for m in matches if m.key.what == ROLE), key=lambda m: m.first)
        told = [as_told(role, ROLE, tokens, SAID) for role in roles[:1]]
        times = [m for m in matches if m.key.what in TIMES and not taken & set(range(m.first, m.last))]
        weighed = [(weight_of(m, matches, tokens), m) for m in times]
        heaviest = sorted(weighed, key=lambda one: (-one[0], one[1].first - one[1].last, one[1].first))
        return told + [as_told(match, SINCE, tokens, weight) for weight, match in heaviest[:1] if weight]


def as_told(match: Match[Key], what: str, tokens: list[Token], weight: int) -> Told:
    start, end = tokens[match.first].start, tokens[match.last - 1].end
    return Told(what=what, label=match.key.label, start=start, end=end, weight=weight)


def weight_of(time: Match[Key], matches: list[Match[Key]], tokens: list[Token]) -> int:
    """How surely this is how long something has been wrong; 0: it is not. The nearest word of its clause decides."""
    clauses = clause_numbers(tokens)
    of = [m for m in matches if m.key.what in (BESIDE, ASIDE)]
    same = [m for m in of if clauses[m.first] in (clauses[time.last - 1], clauses[last_before(time, tokens)])]
    if same:
        nearest = min(same, key=lambda m: (between(time, m), m.key.what == ASIDE))
        return SAID if nearest.key.what == BESIDE else 0
    if time.key.what == SINCE_BESIDE:
        return 0
    sentence = tokens[time.first].sentence
    near = any(m.key.what == BESIDE and tokens[m.first].sentence == sentence for m in of)
    return NEAR if near else ALONE


def last_before(time: Match[Key], tokens: list[Token]) -> int:
    """The word before the time when «i går» was read as the English «I» and a verb, which would begin a clause; else its first."""
    read_as_subject = tokens[time.first].norm == "i" and time.first > 0
    return (
        time.first - 1
        if read_as_subject and tokens[time.first - 1].part == tokens[time.first].part
        else time.first
    )


def between(one: Match[Key], other: Match[Key]) -> int:
    """How many words stand between two matches; 0 when they touch or overlap."""
    return max(0, other.first - one.last, one.first - other.last)
