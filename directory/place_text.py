"""Words of a text with their spans, and the forms in which names are compared."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_KEPT = {"å", "æ", "ø"}
_LETTERS = str.maketrans({"ö": "ø", "ä": "æ", "ŋ": "n", "đ": "d", "ð": "d", "ŧ": "t", "þ": "t", "ß": "s"})
_SPELLINGS = (
    ("aa", "å"), ("ck", "k"), ("ch", "k"), ("th", "t"), ("gh", "g"), ("hj", "j"), ("gj", "j"), ("x", "ks"),
    ("c", "k"), ("q", "k"), ("w", "v"), ("z", "s"), ("æ", "e"), ("dt", "t"),
)  # fmt: skip
_SILENT_D = re.compile(r"(?<=[nlr])d$")
_DOUBLED = re.compile(r"(.)\1+")
_INSIDE_NAME = {" ", "-", ".", " - ", "’", "'", "\u00a0"}


def word_set(words: str) -> frozenset[str]:
    """A set from words with spaces between."""
    return frozenset(words.split())


@dataclass(frozen=True)
class Word:
    """One word: code points `start` to `end` of the text, its folded form, and the clause it stands in."""

    text: str
    folded: str
    start: int
    end: int
    clause: int
    joins_next: bool
    """No comma, full stop or line break between this word and the next."""

    @property
    def capital(self) -> bool:
        """Written with a capital first letter (all-capitals included)."""
        return self.text[:1].isupper()


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Lower case without accents, but with å, æ and ø: "Kárášjohka" -> "karasjohka", "Tromsö" -> "tromsø"."""
    lower = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    return "".join(char if char in _KEPT else _bare(char) for char in lower)


def _bare(char: str) -> str:
    return (
        char
        if char.isascii()
        else "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
    )


def key_of(name: str) -> str:
    """How a name is looked up: its folded words with one space between ("Nord-Odal" -> "nord odal")."""
    return " ".join(fold(match.group()) for match in _WORD.finditer(name))


@lru_cache(maxsize=50_000)
def sound_of(key: str) -> str:
    """A rough spelling-free form: doubled letters, silent d, ck/c/k and the like made equal."""
    for written, plain in _SPELLINGS:
        key = key.replace(written, plain)
    return _SILENT_D.sub("", _DOUBLED.sub(r"\1", key))


def words_of(text: str) -> list[Word]:
    """The words of a text in order."""
    found, clause = [], 0
    matches = list(_WORD.finditer(text))
    for number, match in enumerate(matches):
        gap = text[match.end() : matches[number + 1].start()] if number + 1 < len(matches) else ""
        inside = gap in _INSIDE_NAME or (gap == ". " and len(match.group()) <= 3)
        found.append(Word(match.group(), fold(match.group()), match.start(), match.end(), clause, inside))
        if any(mark in gap for mark in '.,!?;:()\n/–—"'):
            clause += 1
    return found


def is_shouting(words: list[Word]) -> bool:
    """Most of the text is in capitals, so that a capital letter says nothing."""
    letters = [word for word in words if len(word.text) > 1 and word.text.isalpha()]
    return bool(letters) and sum(word.text.isupper() for word in letters) * 2 > len(letters)
