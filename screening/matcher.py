"""Finds which of thousands of patterns match a message, by looking up the patterns each word can start."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from screening.language.tokens import Token
from screening.matching import ALONE, Kinds, Pattern, Scan, Word, WordIndex, words_in

KeyT = TypeVar("KeyT")
_LONGEST, _OVERLAP = 120, 40


@dataclass(frozen=True, slots=True)
class Match(Generic[KeyT]):
    """Tokens first..last-1 matched `pattern`, which belongs to `key`."""

    key: KeyT
    pattern: Pattern
    first: int
    last: int


class Matcher(Generic[KeyT]):
    """An index of compiled patterns by the anchors they can start from."""

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
        self._candidates = lru_cache(maxsize=3000)(self._find_candidates)

    def _find_candidates(self, keys: frozenset[int]) -> dict[int, list[tuple[int, int]]]:
        """(pattern, how far into its anchor) for each pattern that a token with these keys can start.

        They stand under the rarest other word that must be there, so that the sentence's words pick the few to try.
        """
        starts: dict[int, list[tuple[int, int]]] = {}
        for number, offset in sorted(
            {start for key in keys & self._anchors for start in self._by_anchor[key]}
        ):
            others = self._patterns[number][1].must
            starts.setdefault(others[0] if others else ALONE, []).append((number, offset))
        return starts

    def find(self, tokens: list[Token], kinds: Kinds) -> list[Match[KeyT]]:
        """All matches, one per pattern and anchor word, in the order of the text, then of the protocol."""
        keys = [self._index.keys(token.forms, kind) for token, kind in zip(tokens, kinds, strict=True)]
        found: dict[tuple[int, int, int], Match[KeyT]] = {}
        for low, high in _sentences(tokens):
            scan = Scan(tokens, keys, low, high)
            for at in range(low, high):
                starts = self._candidates(keys[at])
                for number, offset in [
                    start for word in starts.keys() & scan.present for start in starts[word]
                ]:
                    key, pattern = self._patterns[number]
                    if pattern.possible(scan) and (span := pattern.matches(scan, at - offset)):
                        found[(number, *span)] = Match(key, pattern, *span)
        ordered = sorted(found.items(), key=lambda one: (one[1].first, one[1].last, one[0][0]))
        return [match for _, match in ordered]


def _sentences(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """The token ranges of the sentences; a very long one (no full stop at all) is cut with an overlap."""
    low = 0
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or tokens[at].sentence != tokens[low].sentence:
            for start in range(low, max(low + 1, at - _OVERLAP), _LONGEST - _OVERLAP):
                yield start, min(at, start + _LONGEST)
            low = at
