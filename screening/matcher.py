"""Finds which of thousands of patterns match a message, by looking up the patterns each word can start."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Generic, TypeVar

from screening.language.tokens import Token
from screening.matching import Kinds, Pattern, Scan, Word, WordIndex, words_in

KeyT = TypeVar("KeyT")
_LONGEST, _OVERLAP = 120, 40
_NOTHING = 0  # the bit that patterns of one word wait for: it is always there


@dataclass(frozen=True, slots=True)
class Match(Generic[KeyT]):
    """Tokens first..last-1 matched `pattern`, which belongs to `key`."""

    key: KeyT
    pattern: Pattern
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Start:
    """What a token can start. words: which words that patterns must hold it can be itself, as bits; waited_for: which ones the
    patterns that it can start wait for; waiting: those patterns and how far into their anchor, by the bit they wait for."""

    words: int
    waited_for: int
    waiting: dict[int, list[tuple[int, int]]]


class Matcher(Generic[KeyT]):
    """An index of compiled patterns by the anchors they can start from.

    Which words a sentence holds is one whole number, a bit for each word that some pattern must hold: what a sentence's words
    and thousands of patterns have in common is then found by one operation a word.
    """

    def __init__(self, patterns: list[tuple[KeyT, Pattern]]) -> None:
        self._patterns = patterns
        self._by_anchor: dict[int, list[tuple[int, int]]] = defaultdict(list)
        seen: set[int] = set()
        self._index = WordIndex([word for _, pattern in patterns for word in words_in(pattern.parts, seen)])
        for number, (_, pattern) in enumerate(patterns):
            anchor = pattern.parts[pattern.anchor]
            assert isinstance(anchor, Word)
            for key, offset in anchor.rarest():
                self._by_anchor[key].append((number, offset))
        self._anchors = frozenset(self._by_anchor)
        awaited = {key for _, pattern in patterns for keys in (pattern.must, *pattern.some) for key in keys}
        self._bits = {key: bit for bit, key in enumerate(sorted(awaited), start=_NOTHING + 1)}
        self._needs = [(self._as_bits(p.must), [self._as_bits(keys) for keys in p.some]) for _, p in patterns]
        self._start = lru_cache(maxsize=3000)(self._find_start)

    def _as_bits(self, keys: Iterable[int]) -> int:
        return sum({1 << self._bits[key] for key in keys if key in self._bits})

    def _find_start(self, keys: frozenset[int]) -> _Start:
        """A token with these keys. Each pattern stands under the rarest other word that it must hold."""
        waiting: dict[int, list[tuple[int, int]]] = {}
        for number, offset in sorted(
            {start for key in keys & self._anchors for start in self._by_anchor[key]}
        ):
            others = self._patterns[number][1].must
            waiting.setdefault(self._bits[others[0]] if others else _NOTHING, []).append((number, offset))
        return _Start(self._as_bits(keys), sum(1 << bit for bit in waiting), waiting)

    def find(self, tokens: list[Token], kinds: Kinds) -> list[Match[KeyT]]:
        """All matches, one per pattern and anchor word, in the order of the text, then of the protocol."""
        keys = [self._index.keys(token.forms, kind) for token, kind in zip(tokens, kinds, strict=True)]
        starts = [self._start(one) for one in keys]
        found: dict[tuple[int, int, int], Match[KeyT]] = {}
        for low, high in _sentences(tokens):
            scan = Scan(tokens, keys, low, high)
            present = reduce(or_, (start.words for start in starts[low:high]), 1 << _NOTHING)
            for at in range(low, high):
                for number, offset in _possible(starts[at], present):
                    if not self._can_be(number, present):
                        continue
                    key, pattern = self._patterns[number]
                    if span := pattern.matches(scan, at - offset):
                        found[(number, *span)] = Match(key, pattern, *span)
        ordered = sorted(found.items(), key=lambda one: (one[1].first, one[1].last, one[0][0]))
        return [match for _, match in ordered]

    def _can_be(self, number: int, present: int) -> bool:
        """Whether every word that the pattern must hold beside its anchor occurs in the sentence at all."""
        must, some = self._needs[number]
        return present & must == must and (not some or all(present & words for words in some))


def _possible(start: _Start, present: int) -> Iterator[tuple[int, int]]:
    """The patterns that wait for a word that is there."""
    there = start.waited_for & present
    while there:
        bit = there.bit_length() - 1
        there ^= 1 << bit
        yield from start.waiting[bit]


def _sentences(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """The token ranges of the sentences; a very long one (no full stop at all) is cut with an overlap."""
    low = 0
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or tokens[at].sentence != tokens[low].sentence:
            for start in range(low, max(low + 1, at - _OVERLAP), _LONGEST - _OVERLAP):
                yield start, min(at, start + _LONGEST)
            low = at
