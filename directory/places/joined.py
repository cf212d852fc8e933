"""Words written together that are two: "ikirkenes", "bori", "påhitra"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from directory.places.level import Level
from directory.places.names import PlaceNames
from directory.places.slips import is_word
from directory.places.text import Word, fold

_PREPOSITIONS = ("i", "på", "fra", "frå", "til", "te", "ved", "bor", "bur")
_TOWARDS = ("til", "te", "ved", "fra", "frå")
_TWO_WORDS = {
    "bori": 3,
    "buri": 3,
    "borpå": 3,
    "burpå": 3,
    "erpå": 2,
    "boi": 2,
    "eri": 2,
    "jegbor": 3,
    "vibor": 2,
    "egbur": 2,
    "mebur": 2,
}
_WE_LIVE = re.compile(r"(jeg|vi|eg|me|æ)?(bor|bur|bodde)(i|på)(.{3,})")
_SHORTEST, _SHORTEST_DOUBTFUL = 4, 6


def split_joined(names: PlaceNames, words: list[Word]) -> list[Word]:
    """The same words, those that are a preposition and a name (or "bor" and a preposition) as two."""
    return [
        part for word in words for part in _parts(names, replace(word, folded="på") if _is_on(word) else word)
    ]


def _is_on(word: Word) -> bool:
    """ "Bor p Lillehammer"."""
    return word.folded == "p" and word.gap == " "


def _parts(names: PlaceNames, word: Word) -> Iterator[Word]:
    at = _TWO_WORDS.get(word.folded) or _live_before(names, word.folded) or _preposition(names, word)
    cut = _letters(word.text, at) if at else 0
    if not cut:
        yield word
        return
    for text, start, gap in (
        (word.text[:cut], word.start, " "),
        (word.text[cut:], word.start + cut, word.gap),
    ):
        part = Word(text, fold(text), start, start + len(text), word.clause, word.sentence, gap)
        yield from _parts(names, part)


def _live_before(names: PlaceNames, folded: str) -> int:
    """How many letters of "viboritromsø" are "vi bor" or "bor": the rest is a preposition and a name; else 0."""
    said = _WE_LIVE.fullmatch(folded)
    return len(said[1] or "") or len(said[2]) if said and said[4] in names.levels else 0


def _preposition(names: PlaceNames, word: Word) -> int:
    """How many letters of `word` are a preposition before a name; 0 when it is one word."""
    if word.folded in names.first_words or is_word(word.folded):
        return 0
    for preposition in _PREPOSITIONS:
        rest = word.folded.removeprefix(preposition)
        level = names.levels.get(rest, Level.ABROAD)
        capital = word.text[len(preposition) : len(preposition) + 1].isupper() and word.text[:1].islower()
        shortest = _SHORTEST if level is Level.FREE or capital else _SHORTEST_DOUBTFUL
        if level > Level.FREE and preposition in _TOWARDS and not capital:
            continue  # "tilgjeving" is forgiveness
        if rest != word.folded and len(rest) >= shortest and level <= Level.WORD:
            return len(preposition)
    return 0


def _letters(text: str, folded: int) -> int:
    """How many code points of `text` are its first `folded` letters ("på" may be written with a loose ring)."""
    return next(
        (
            cut
            for cut in range(1, len(text))
            if len(fold(text[:cut])) == folded and fold(text[cut:])[:1].isalpha()
        ),
        0,
    )
