"""How far a written word is from a name: slips of the thumb and of the ear cost less than other changes."""

from collections.abc import Container, Iterator
from functools import cache, lru_cache
from itertools import accumulate, product
from math import log10

from content.word_use import shares
from directory.places.text import sound_of

_ROWS = ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")
_ALPHABET = "abcdefghijklmnoprstuvyæøå"
# Letters that dialects and tired ears take for each other.
_ALIKE = (
    ("a", "æå"), ("æ", "e"), ("e", "iy"), ("i", "y"), ("u", "oy"), ("ø", "oyeu"), ("å", "o"),
    ("g", "kj"), ("b", "p"), ("d", "t"), ("s", "zc"), ("c", "k"), ("k", "q"), ("v", "wf"), ("n", "m"),
)  # fmt: skip
_DIALECT, _NEIGHBOUR, _OTHER = 0.5, 0.7, 1.0
_DOUBLED, _SILENT, _EXTRA, _MISSING, _SWAPPED = 0.4, 0.6, 0.9, 0.75, 0.6
_HEARD = 0.25
"""What it costs that two words are only said alike."""
_FIRST = 0.3
"""People rarely miss the first letter."""
_ENDINGS = ("an", "ane", "ene", "anj", "ainn", "en", "a", "ar", "er")
_SHORTEST_STEM = 3
_COMMON_ZIPF = 3.0
_NEAR_ZIPF = 2.4
_FOREIGN = 0.5
"""Words of other languages must be so much more common to count."""
_SWEDISH = str.maketrans("æø", "äö")


def _swaps() -> dict[tuple[str, str], float]:
    """What it costs to write one letter for another, where that is less than for any two."""
    costs: dict[tuple[str, str], float] = {}
    for row, letters in enumerate(_ROWS):
        for at, letter in enumerate(letters):
            around = letters[at + 1 : at + 2] + (_ROWS[row + 1][max(0, at - 1) : at + 1] if row < 2 else "")
            costs |= dict.fromkeys([*product(letter, around), *product(around, letter)], _NEIGHBOUR)
    for letter, others in _ALIKE:
        costs |= dict.fromkeys([*product(letter, others), *product(others, letter)], _DIALECT)
    return costs


_SWAPS = _swaps()


def slip_cost(written: str, name: str) -> float:
    """The cheapest way from `name` to `written`, by spelling or by sound. 0 is the same, about 0.5 to 1 a letter."""
    spelt = _cost(written, name)
    return spelt if spelt <= _HEARD else min(spelt, _HEARD + _cost(sound_of(written), sound_of(name)))


def _cost(a: str, b: str) -> float:
    """Optimal string alignment with the costs above."""
    extra_a, extra_b = _extras(a, _EXTRA), _extras(b, _MISSING)
    before: list[float] = []
    row = [0.0, *accumulate(extra_b)]
    for i, x in enumerate(a):
        two_before, before, row = before, row, [row[0] + extra_a[i]]
        for j, y in enumerate(b):
            swap = 0 if x == y else _SWAPS.get((x, y), _OTHER) + (_FIRST if i == j == 0 else 0)
            best = min(before[j + 1] + extra_a[i], row[j] + extra_b[j], before[j] + swap)
            if i and j and x == b[j - 1] and a[i - 1] == y and x != y:
                best = min(best, two_before[j - 1] + _SWAPPED)
            row.append(best)
    return row[-1]


@lru_cache(maxsize=20_000)
def _extras(word: str, most: float) -> tuple[float, ...]:
    """What it costs that each letter of `word` is not in the other, `most` for a plain one."""
    return tuple(_extra(word, at, most) for at in range(len(word)))


def _extra(word: str, at: int, most: float) -> float:
    letter = word[at]
    if letter in word[max(0, at - 1) : at] + word[at + 1 : at + 2]:
        return _DOUBLED
    return (_SILENT if letter in "ehd" else most) + (_FIRST if at == 0 else 0)


@lru_cache(maxsize=20_000)
def is_word(word: str, zipf: float = _COMMON_ZIPF) -> bool:
    """In use in Norwegian (at least so often, on the Zipf scale) or common in English: hardly a misspelt place."""
    common = max(zipf, _COMMON_ZIPF) + _FOREIGN
    return zipf_of(word, "nb") >= zipf or zipf_of(word, "en") >= common


@lru_cache(maxsize=20_000)
def is_inflected(word: str) -> bool:
    """A word with an ending of the dialects: "koppan", "støvlan", "leppene"."""
    stems = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    return any(len(stem) >= _SHORTEST_STEM and (is_word(stem) or is_word(stem + "e")) for stem in stems)


def is_compound(word: str) -> bool:
    """Two words written as one: "stallgangen"."""
    cuts = range(_SHORTEST_STEM, len(word) - _SHORTEST_STEM)
    return any(is_word(word[:cut]) and is_word(word[cut:]) for cut in cuts)


def zipf_of(word: str, language: str) -> float:
    """How often a word is written, on the Zipf scale; 0 when it is in no list, or in another language than Norwegian hardly used."""
    share = _shares(language).get(word, 0)
    return log10(share) + 9 if share else 0


@lru_cache(maxsize=5_000)
def is_swedish(word: str) -> bool:
    """Common in Swedish."""
    return zipf_of(word.translate(_SWEDISH), "sv") >= _COMMON_ZIPF + _FOREIGN


@cache
def _shares(language: str) -> dict[str, float]:
    """How often each word is written; of other languages those that are common there. Read once: a look-up must not wait for it."""
    if language == "nb":
        return shares("nb", "best")
    return shares(language, "small", at_least=10 ** (_COMMON_ZIPF - 9))


def nearest_word_cost(word: str, but: Container[str]) -> float:
    """What it costs to read `word` as a slip in an ordinary Norwegian word that is not among `but`; 9: none is near."""
    in_use = _shares("nb")
    limit = 10 ** (_NEAR_ZIPF - 9)
    near = {other for other in _one_slip_away(word) if in_use.get(other, 0) >= limit and other not in but}
    near.discard(word)
    return min((_cost(word, other) for other in near), default=9)


def _one_slip_away(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _ALPHABET:
            if tail:
                yield head + letter + tail[1:]
            yield head + letter + tail
