"""Finds which of thousands of patterns match a message, by looking up each word's anchor patterns."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Generic, TypeVar

from screening.language.tokens import Token
from screening.patterns import Kinds, Pattern, Word

KeyT = TypeVar("KeyT")


@dataclass(frozen=True, slots=True)
class Match(Generic[KeyT]):
    """Tokens first..last-1 matched `pattern`, which belongs to `key`."""

    key: KeyT
    pattern: Pattern
    first: int
    last: int


class Matcher(Generic[KeyT]):
    """An index of compiled patterns by the words, beginnings, endings and numbers of their anchors."""

    def __init__(self, patterns: list[tuple[KeyT, Pattern]]) -> None:
        self._patterns = patterns
        self._words: dict[str, list[int]] = defaultdict(list)
        self._prefixes: dict[str, list[int]] = defaultdict(list)
        self._suffixes: dict[str, list[int]] = defaultdict(list)
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for number, (_, pattern) in enumerate(patterns):
            anchor = pattern.parts[pattern.anchor]
            if isinstance(anchor, Word):
                self._index(anchor, number)
        self._prefix_lengths = sorted({len(prefix) for prefix in self._prefixes})
        self._suffix_lengths = sorted({len(suffix) for suffix in self._suffixes})

    def _index(self, anchor: Word, number: int) -> None:
        for word in anchor.words:
            self._words[word].append(number)
        for prefix in anchor.prefixes:
            self._prefixes[prefix].append(number)
        for suffix in anchor.suffixes:
            self._suffixes[suffix].append(number)
        for kind in anchor.numbers:
            self._numbers[kind].append(number)
        for phrase in anchor.phrases:
            self._index(phrase[0], number)

    def find(self, tokens: list[Token], kinds: Kinds) -> list[Match[KeyT]]:
        """All matches, one per pattern and anchor word, in the order of the text."""
        found: dict[tuple[int, int, int], Match[KeyT]] = {}
        for at, token in enumerate(tokens):
            for number in self._candidates(token, kinds[at]):
                key, pattern = self._patterns[number]
                for first, last in pattern.matches(tokens, kinds, at):
                    found[(number, first, last)] = Match(key, pattern, first, last)
        return sorted(found.values(), key=lambda match: (match.first, match.last))

    def _candidates(self, token: Token, kinds: frozenset[str]) -> set[int]:
        numbers: set[int] = set()
        for form in token.forms:
            numbers.update(self._words.get(form, ()))
            for length in self._prefix_lengths:
                if length > len(form):
                    break
                numbers.update(self._prefixes.get(form[:length], ()))
            for length in self._suffix_lengths:
                if length > len(form):
                    break
                numbers.update(self._suffixes.get(form[-length:], ()))
        for kind in kinds:
            numbers.update(self._numbers.get(kind, ()))
        return numbers
