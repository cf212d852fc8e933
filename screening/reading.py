"""One message read once: its tokens, what its numbers are, the signs it tells and how, and its facts."""

from dataclasses import dataclass, replace
from functools import cache

from content.word_use import most_used
from screening.ages import Age, ages
from screening.context import Context, Told
from screening.language.normalise import Normaliser
from screening.language.tokens import Token
from screening.matcher import Match, Matcher
from screening.matching import Gap, Kinds
from screening.measures import Fact, measures
from screening.numbers import Quantity, quantities
from screening.patterns import NEGATIONS, TOUCHES

_NOTHING: frozenset[str] = frozenset()
_NUMBER, _AGE, _TEMPERATURE = frozenset({"#num"}), frozenset({"#age"}), frozenset({"#temp"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A sign that tokens first..last-1 (text[start:end]) told, how it was told, and by which pattern."""

    sign: str
    first: int
    last: int
    start: int
    end: int
    told: Told
    pattern: str


@dataclass(frozen=True, slots=True)
class Swallowed:
    """A match that does not count because it lies inside a longer `not_in` match (for staff)."""

    sign: str
    pattern: str
    inside: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one message says. `ages` and `facts` carry the tokens that said them."""

    tokens: list[Token]
    mentions: list[Mention]
    swallowed: list[Swallowed]
    ages: list[Age]
    facts: list[Fact]

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Code-point offsets of tokens first..last-1 in the text as given."""
        return self.tokens[first].start, self.tokens[last - 1].end


class Reader:
    """Reads messages with the protocol's patterns. Key of a pattern: (sign id, True when it is a not_in)."""

    def __init__(self, normaliser: Normaliser, matcher: Matcher[tuple[str, bool]]) -> None:
        self._normaliser = normaliser
        self._matcher = matcher

    def tokens(self, text: str) -> list[Token]:
        """The words of a text with their candidates."""
        return self._normaliser(text)

    def __call__(self, text: str) -> Reading:
        tokens = self._normaliser(text)
        numbers = read_numbers(tokens)
        matches = self._matcher.find(tokens, numbers.kinds)
        context = Context(tokens)
        mentions, swallowed = _mentions(tokens, matches, context)
        return Reading(tokens, mentions, swallowed, numbers.ages, _of_somebody(numbers.facts, context))


def _of_somebody(facts: list[Fact], context: Context) -> list[Fact]:
    """The facts with whom they are about; «bamsen har 41 i feber» is nobody's."""
    told = [(fact, context.told(fact.first, fact.last, negates=True)) for fact in facts]
    return [replace(fact, about=how.about) for fact, how in told if not how.unreal]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the numbers of a message say. kinds: of each token, for #num, #temp and #age."""

    ages: list[Age]
    facts: list[Fact]
    kinds: Kinds


def read_numbers(tokens: list[Token]) -> Numbers:
    """The ages and facts of a message, and what each token is to the patterns."""
    found = quantities(tokens)
    told_ages = ages(tokens, found)
    facts = measures(tokens, found, tokens_of(told_ages))
    return Numbers(told_ages, facts, number_kinds(tokens, found, told_ages, facts))


def tokens_of(told_ages: list[Age]) -> set[int]:
    """The tokens that say an age."""
    return {i for age in told_ages for i in range(age.first, age.last)}


def number_kinds(
    tokens: list[Token], found: list[Quantity], told_ages: list[Age], facts: list[Fact]
) -> Kinds:
    """What each number token was read as, for #num, #temp and #age. found: the message's quantities."""
    kinds = [_NUMBER if token.number is not None else _NOTHING for token in tokens]
    for quantity in found:
        kinds[quantity.first] |= _NUMBER
    for i in tokens_of(told_ages):
        kinds[i] |= _AGE
    for fact in facts:
        if fact.name == "temperature":
            kinds[fact.first] |= _TEMPERATURE
    return kinds


@cache
def word_costs() -> dict[str, float]:
    """How common a word is, to choose anchors: the 3000 most used words by rank; others count as rare."""
    return {word: 1 / (rank + 1) for rank, word in enumerate(most_used("nb", 3000))}


def _mentions(
    tokens: list[Token], matches: list[Match[tuple[str, bool]]], context: Context
) -> tuple[list[Mention], list[Swallowed]]:
    shields: dict[str, list[Match[tuple[str, bool]]]] = {}
    for match in matches:
        if match.key[1]:
            shields.setdefault(match.key[0], []).append(match)
    mentions: list[Mention] = []
    swallowed: list[Swallowed] = []
    for match in matches:
        sign, is_shield = match.key
        if is_shield or (match.pattern.may_negate and _broken_negation(tokens, match)):
            continue
        cover = next((shield for shield in shields.get(sign, ()) if _covers(shield, match)), None)
        if cover is not None:
            swallowed.append(Swallowed(sign, match.pattern.text, cover.pattern.text))
            continue
        mentions.append(_mention(tokens, context, match))
    unique = {(one.sign, one.first, one.last, one.told): one for one in mentions}
    return list(unique.values()), swallowed


def _broken_negation(tokens: list[Token], match: Match[tuple[str, bool]]) -> bool:
    """Whether a comma parts a negation from what the pattern means by it.

    'ikke utslett, spiser og drikker' is no 'ikke ... drikker', and 'puster, ikke noe feber' no 'puster ikke'.
    """
    inside = range(match.first + 1, match.last)
    if _is_no(tokens[match.first]):
        again = match.last < len(tokens) and _is_no(tokens[match.last])
        return not again and any(tokens[i].before == "," for i in inside)
    gaps = any(isinstance(part, Gap) for part in match.pattern.parts)
    return not gaps and any(tokens[i].before == "," and _is_no(tokens[i]) for i in inside)


def _covers(shield: Match[tuple[str, bool]], match: Match[tuple[str, bool]]) -> bool:
    """Whether a not_in match takes `match` away: it holds all of it, or touches it when written with ~."""
    if shield.pattern.text.startswith(TOUCHES):
        return shield.first < match.last and match.first < shield.last
    return shield.first <= match.first and match.last <= shield.last


def _mention(tokens: list[Token], context: Context, match: Match[tuple[str, bool]]) -> Mention:
    pattern = match.pattern
    own = pattern.negates or (
        pattern.may_negate and any(_is_no(token) for token in tokens[match.first : match.last])
    )
    told = context.told(match.first, match.last, negates=own)
    return Mention(
        match.key[0],
        match.first,
        match.last,
        tokens[match.first].start,
        tokens[match.last - 1].end,
        told,
        pattern.text,
    )


def _is_no(token: Token) -> bool:
    return token.norm in NEGATIONS or token.raw in NEGATIONS
