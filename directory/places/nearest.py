"""The names nearest to a word, by spelling and by sound."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.places.slips import slip_cost
from directory.places.text import sound_of

_SHORTEST = 4
_REMEMBERED = 20_000
_SPACE = 0.2
"""What it costs that a name of several words is written as one, or the reverse."""
_MOST_LETTERS = 3
"""Names with more letters wrong than this are not looked at."""


class NearestNames:
    """An index of names, without their spaces, by the length of their spelling and of their sound."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._spelt: dict[int, list[str]] = defaultdict(list)
        self._heard: dict[int, list[str]] = defaultdict(list)
        self._said: dict[str, list[str]] = defaultdict(list)
        self._keys: dict[str, str] = {}
        self.near = lru_cache(maxsize=_REMEMBERED)(self._near)
        """Names that a word may be a slip of at a cost of at most so much, the nearest first: (cost, key)."""
        for key in keys:
            joined = key.replace(" ", "")
            if len(joined) < _SHORTEST or joined in self._keys:
                continue
            self._keys[joined] = key
            self._spelt[len(joined)].append(joined)
            sound = sound_of(joined)
            if sound not in self._said:
                self._heard[len(sound)].append(sound)
            self._said[sound].append(joined)

    def _near(self, word: str, allowed: float) -> list[tuple[float, str]]:
        letters = 1 if allowed < 0.9 else 2 if allowed < 1.6 else _MOST_LETTERS
        joined = word.replace(" ", "")
        names = set(_within(self._spelt, joined, letters))
        for heard in _within(self._heard, sound_of(joined), letters - 1):
            names.update(self._said[heard])
        found = []
        for name in names:
            key = self._keys[name]
            cost = slip_cost(joined, name) + _SPACE * (key.count(" ") != word.count(" "))
            if cost <= allowed:
                found.append((round(cost, 3), key))
        return sorted(found)


def _within(by_length: dict[int, list[str]], word: str, letters: int) -> list[str]:
    found: list[str] = []
    for length in range(len(word) - letters, len(word) + letters + 1):
        names = by_length.get(length)
        if names:
            near = process.extract(word, names, scorer=OSA.distance, score_cutoff=letters, limit=None)
            found += [name for name, *_ in near]
    return found
