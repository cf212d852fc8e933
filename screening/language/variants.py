"""Spelling variants of a word that lead to words the protocol itself uses.

Only words of the protocol's own patterns are ever proposed, and only as further candidates: a variant
can make a pattern match, it never takes away what was written.
"""

from bisect import bisect_left
from collections import defaultdict
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

_FOLD = (
    ("aa", "a"),
    ("ae", "a"),
    ("oe", "o"),
    ("å", "a"),
    ("ä", "a"),
    ("æ", "a"),
    ("ø", "o"),
    ("ö", "o"),
    ("é", "e"),
    ("è", "e"),
    ("ü", "u"),
    ("ô", "o"),
    ("ò", "o"),
    ("ó", "o"),
)
# Endings of dialects and nynorsk -> endings a pattern may have been written with.
_ENDINGS = (
    ("ar", ("er",)), ("ane", ("ene",)), ("an", ("ene", "en")), ("ene", ("ane",)), ("ast", ("es",)),
    ("a", ("et", "en", "er", "ene", "e")), ("e", ("er", "et")), ("er", ("ar",)), ("et", ("a",)), ("te", ("et",)),
    ("te", ("t",)), ("heit", ("het",)), ("leg", ("lig",)), ("lege", ("lige",)), ("ing", ("ning",)), ("ane", ("er",)),
    ("inga", ("ingen",)), ("inne", ("ene",)), ("å", ("a", "en")), ("år", ("er",)), ("ad", ("et",)), ("ade", ("et",)), ("at", ("et",)),
    ("æ", ("a", "en")), ("on", ("en",)), ("erne", ("ene",)), ("arna", ("ene",)), ("", ("er", "e", "en")),
)  # fmt: skip
_MIN_ENDING, _MIN_FUZZY = 4, 4
# So common as they stand that reading them without å, æ, ø does harm: «for» is not «før», «har» not «hår».
_AS_WRITTEN = frozenset(
    {
        "for",
        "før",
        "har",
        "hår",
        "var",
        "vår",
        "tar",
        "lar",
        "lår",
        "bar",
        "bær",
        "bår",
        "bare",
        "om",
        "slo",
        "skal",
    }
)

_BITS = np.array([number.bit_count() for number in range(1 << 16)], np.uint8)


def _letters(word: str) -> int:
    """The letters of a word as a set of 32 bits; rare ones share a bit."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 32)
    return bits


def fold(word: str) -> str:
    """The word without the difference between å/a/aa, ø/o/oe/ö and æ/a/ae/ä."""
    for letters, plain in _FOLD:
        word = word.replace(letters, plain)
    return word


class Variants:
    """`words`: those that patterns name; `prefixes`: those they name with a star; `known`: ordinary words."""

    def __init__(self, words: frozenset[str], prefixes: frozenset[str], known: list[str]) -> None:
        reached = _known_with(prefixes, known)
        self._words = words | reached
        self._folded: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            self._folded[fold(word)].append(word)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            if len(word) >= _MIN_FUZZY:
                self._by_length[len(word)].append(word)
        self._between = cache(self._words_between)
        self.fuzzy = lru_cache(maxsize=20000)(self._fuzzy)
        self.spellings = lru_cache(maxsize=20000)(self._spellings)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def _spellings(self, word: str) -> tuple[str, ...]:
        """Words of the protocol that `word` may be with another ending or without æ, ø, å."""
        plain = len(word) > 1 and not any(letter in "åæø" for letter in word)
        found = [other for other in self._folded.get(fold(word), ()) if other != word] if plain else []
        if word in _AS_WRITTEN:
            found = []
        if len(word) >= _MIN_ENDING:
            for ending, others in _ENDINGS:
                if word.endswith(ending):
                    stem = word[: len(word) - len(ending)]
                    found += [stem + other for other in others if stem + other in self._words]
        return tuple(dict.fromkeys(found))

    def _words_between(self, least: int, most: int) -> tuple[list[str], npt.NDArray[np.uint32]]:
        """The words of these lengths, and which letters each is made of."""
        words = [word for n in range(least, most + 1) for word in self._by_length.get(n, ())]
        return words, np.array([_letters(word) for word in words], np.uint32)

    def _fuzzy(self, word: str) -> str | None:
        """The one nearest word of the protocol: one slip in a short word, two from eight letters on."""
        slips = 1 if len(word) < 8 else 2
        if len(word) < _MIN_FUZZY or len(word) > 30:
            return None
        words, letters = self._between(len(word) - slips, len(word) + slips)
        # a slip changes at most two of the letters a word is made of: that leaves few words to compare
        apart = np.bitwise_xor(letters, _letters(word))
        near = np.flatnonzero(_BITS[apart & 0xFFFF] + _BITS[apart >> 16] <= 2 * slips)
        best = process.extractOne(word, [words[i] for i in near], scorer=OSA.distance, score_cutoff=slips)
        if best is None or (best[0][0] != word[0] and (best[1] > 1 or best[0][1:2] != word[:1])):
            return None
        if len(word) == _MIN_FUZZY and len(best[0]) == _MIN_FUZZY and sorted(best[0]) != sorted(word):
            return None
        return str(best[0])


def _known_with(prefixes: frozenset[str], known: list[str]) -> frozenset[str]:
    """Ordinary words that begin with one of the prefixes; at most 40 each, so that short ones do not flood."""
    ordered = sorted(known)
    found: set[str] = set()
    for prefix in prefixes:
        at = bisect_left(ordered, prefix)
        for word in ordered[at : at + 40]:
            if len(prefix) < 4 or not word.startswith(prefix):
                break
            found.add(word)
    return frozenset(found)
