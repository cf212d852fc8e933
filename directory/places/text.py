"""Words of a text with their spans, and the forms in which names are compared."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_ZERO = re.compile(r"0(?=[^\W\d_]{3})|(?<=[^\W\d_])0(?=[^\W\d_])")
"""A zero among letters is an O: "0slo"."""
_KEPT = {"å", "æ", "ø"}
_LETTERS = str.maketrans({"ö": "ø", "ä": "æ", "ŋ": "n", "đ": "d", "ð": "d", "ŧ": "t", "þ": "t", "ß": "s"})
# What is written in many ways and said in one: "skj", "sj" and "sk" before i and y; "kj" and "tj"; silent letters.
_SAID = tuple(
    (re.compile(written), said)
    for written, said in (
        ("aa", "å"), ("skj|sj|sch|sk(?=[iy])", "š"), ("kj|tj|k(?=[iy])", "č"), ("ck|ch", "k"), ("th", "t"), ("gh", "g"), ("ds", "s"),
        ("hj|gj|lj", "j"), ("hv", "v"), ("x", "ks"), ("[cq]", "k"), ("w", "v"), ("z", "s"), ("æ", "e"), ("dt", "t"),
        (r"(?<=[nlr])d", ""), (r"r[gj]\b", "r"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_INSIDE_NAME = {" ", "-", ".", " - ", "’", "'", "\u00a0"}
_APOSTROPHES = "'’´`"
_ENDS_CLAUSE = frozenset('.,!?;:()\n/–—"')
_DASH = " - "
_ENDS_SENTENCE = re.compile(r"[.!?](\s|$)|\n")


def word_set(words: str) -> frozenset[str]:
    """A set from words with spaces between."""
    return frozenset(words.split())


@dataclass(frozen=True)
class Word:
    """One word: code points `start` to `end` of the text, its folded form, and where it stands."""

    text: str
    folded: str
    start: int
    end: int
    clause: int
    sentence: int
    gap: str
    """What stands between this word and the next, or the end."""

    @property
    def joins_next(self) -> bool:
        """No comma, full stop or line break between this word and the next."""
        return self.gap in _INSIDE_NAME or (self.gap == ". " and len(self.text) <= 3)

    @property
    def capital(self) -> bool:
        """Written with a capital first letter (all-capitals included)."""
        return self.text[:1].isupper()

    @property
    def clipped(self) -> bool:
        """An apostrophe follows: "levang'", "mjøndal'n"."""
        return self.gap[:1] in _APOSTROPHES and self.gap != ""


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Lower case without accents, but with å, æ and ø: "Kárášjohka" -> "karasjohka", "Tromsö" -> "tromsø"."""
    lower = _ZERO.sub("o", unicodedata.normalize("NFC", text).casefold()).translate(_LETTERS)
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
    """A rough spelling-free form: "skjien", "sjien" and "skien" are one, and so are "gjøvik" and "jøvik"."""
    for written, said in _SAID:
        key = written.sub(said, key)
    return key


def words_of(text: str) -> list[Word]:
    """The words of a text in order."""
    found: list[Word] = []
    clause = sentence = 0
    matches = list(_WORD.finditer(text))
    for number, match in enumerate(matches):
        gap = text[match.end() : matches[number + 1].start() if number + 1 < len(matches) else None]
        found.append(
            Word(match.group(), fold(match.group()), match.start(), match.end(), clause, sentence, gap)
        )
        clause += not _ENDS_CLAUSE.isdisjoint(gap) or gap == _DASH
        sentence += bool(_ENDS_SENTENCE.search(gap)) and not found[-1].joins_next
    return found


def is_shouting(words: list[Word]) -> bool:
    """Most of the text is in capitals, so that a capital letter says nothing."""
    letters = [word for word in words if len(word.text) > 1 and word.text.isalpha()]
    return bool(letters) and sum(word.text.isupper() for word in letters) * 2 > len(letters)
