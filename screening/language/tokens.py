"""Cut a message into words that remember where in the exact given text they stand.

Robust against decomposed letters, zero-width characters, look-alike letters and emoji: a word's `raw`
is cleaned, its `start` and `end` are code points in the text as given.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from screening.language.asking import closing_questions

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_MARKS = "\u0300-\u036f"
_APOSTROPHES = "'’‘´`ʼ"
_TOKEN = re.compile(
    rf"(?P<clock>\d{{1,2}}:\d{{2}}(?!\d))"
    rf"|(?P<number>\d+(?:[.,]\d+)?)"
    rf"|(?P<word>[^\W\d_](?:[^\W\d_]|[{_MARKS}{_INVISIBLE}{_APOSTROPHES}])*)"
    rf"|(?P<end>[.!?…]+|\n+|[;:])"
    rf"|(?P<pause>[,()«»\"“”–—/]|(?<=\s)-(?=\s))"
    rf"|(?P<sign>[½¼¾%°+<>&])"
)
_ORDINARY = re.compile(r"[A-Za-zÆØÅæøåÄÖäö]+")
_DROP = re.compile(rf"[{_INVISIBLE}{_APOSTROPHES}]")
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХаеорсухіјѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαɑı",
    "ABEKMHOPCTYXaeopcyxijsdhqwABEZHIKMNOPTYXoaai",
)
_ABBREVIATIONS = {
    "ca",
    "kl",
    "mnd",
    "mn",
    "pga",
    "evt",
    "osv",
    "bl",
    "tlf",
    "nr",
    "dr",
    "temp",
    "min",
    "obs",
    "feks",
    "eks",
    "f",
    "dvs",
    "vha",
    "inkl",
    "gr",
    "st",
    "ift",
    "mvh",
    "std",
    "pr",
    "hr",
}
# A pronoun hung on with an apostrophe: "me'n", "slo'n", "rista'a"; other words just lose the apostrophe (ti'a, fot'n).
_CLITIC = re.compile(rf"(\w+)[{_APOSTROPHES}](n|na|an|a)", re.IGNORECASE)
# «Ikke» as it is hung on a word: "puster'ke", "ha'kke", "ska'kje", "puster 'ke".
HUNG_NOT = r"k?kj?e"
_NOT = re.compile(rf"(\w+)[{_APOSTROPHES}]{HUNG_NOT}", re.IGNORECASE)
_LOOSE_NOT = re.compile(HUNG_NOT, re.IGNORECASE)
_HOSTS = frozenset(
    {
        "me",
        "te",
        "på",
        "av",
        "frå",
        "fra",
        "hos",
        "slo",
        "tok",
        "ta",
        "la",
        "får",
        "fekk",
        "fikk",
        "ha",
        "har",
        "vil",
        "rista",
        "kasta",
        "henta",
        "vekt",
        "kan",
        "må",
        "ska",
        "ser",
        "så",
        "vekke",
        "ga",
        "gje",
        "gir",
    }
)
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(slots=True)
class Token:
    """One word or number of a message.

    raw: cleaned and lower case. norm: the most likely bokmål form. forms: every form a pattern may match.
    sentence: number of the sentence; part: number of the stretch between commas and the like.
    before: punctuation just before it ("" when only space).
    """

    start: int
    end: int
    raw: str
    norm: str = ""
    forms: frozenset[str] = field(default_factory=frozenset)
    number: float | None = None
    sentence: int = 0
    part: int = 0
    before: str = ""
    after: str = ""
    known: bool = True


def clean(word: str) -> str:
    """Lower case, composed, without invisible characters and apostrophes, look-alikes made Latin."""
    if _ORDINARY.fullmatch(word):
        return word.lower()
    return unicodedata.normalize("NFKC", _DROP.sub("", word).translate(_LOOKALIKES)).lower()


def tokenise(text: str) -> list[Token]:
    """The words and numbers of `text`, in order. Linear in its length; any text will do.

    A question that closes what is told («... skal jeg ringe?») is a sentence of its own.
    """
    asking = {start for start, _ in closing_questions(text)}
    tokens: list[Token] = []
    sentence = part = 0
    before = ""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind in {"end", "pause"}:
            mark = _mark(kind, match, tokens, text)
            if mark and tokens:
                tokens[-1].after += mark
            if mark in {"", "~"}:
                continue
            before += mark
            part += 1
            sentence += kind == "end" and mark not in {",", "(", ")"}
            continue
        if match.start() in asking and tokens and tokens[-1].sentence == sentence:
            sentence, part, before = sentence + 1, part + 1, before or "."
        for token in _tokens(kind or "", match):
            token.sentence, token.part, token.before = sentence, part, before
            before = ""
            tokens.append(token)
    return tokens


def _mark(kind: str, match: re.Match[str], tokens: list[Token], text: str) -> str:
    """'' for a dot that ends nothing, ',' for a pause, otherwise the closing mark itself."""
    said = match.group()
    if kind == "pause" and said in "()":
        return said
    if kind == "pause" or said.startswith(("...", "…")) or said == "..":
        return ","
    if said == "." and tokens and tokens[-1].end == match.start():
        follows = text[match.end() : match.end() + 1]
        if tokens[-1].raw in _ABBREVIATIONS and not _starts_sentence(text, match.end()):
            return ""
        if len(tokens[-1].raw) == 1 and follows.isalpha():
            return ""
        if tokens[-1].number is not None and not _starts_sentence(text, match.end()):
            return ""
    if said == ":" and tokens and tokens[-1].raw in _ABBREVIATIONS:
        return ""
    return "?" if "?" in said else said[0]


def _starts_sentence(text: str, at: int) -> bool:
    rest = text[at : at + 3].lstrip(" ")
    return not rest or rest[:1].isupper() or rest[:1] == "\n"


def _tokens(kind: str, match: re.Match[str]) -> list[Token]:
    said, start, end = match.group(), match.start(), match.end()
    if kind == "number":
        return [Token(start, end, said.replace(",", "."), number=_number(said))]
    if kind == "sign":
        if said in _SIGNS:
            return [Token(start, end, said, number=_SIGNS[said])]
        return [Token(start, end, said if said in "%°+<>" else "og")]
    if start and match.string[start - 1] in _APOSTROPHES and _LOOSE_NOT.fullmatch(said):
        return [Token(start, end, "ikke")]
    if _ORDINARY.fullmatch(said):
        return [Token(start, end, said.lower())]
    clitic = _CLITIC.fullmatch(said)
    if clitic and clean(clitic[1]) in _HOSTS:
        middle = start + len(clitic[1])
        return [Token(start, middle, clean(clitic[1])), Token(middle, end, clean(clitic[2]))]
    if denied := _NOT.fullmatch(said):
        middle = start + len(denied[1])
        return [Token(start, middle, clean(denied[1])), Token(middle, end, "ikke")]
    raw = clean(said)
    return [Token(start, end, raw)] if raw else []


def _number(said: str) -> float | None:
    plain = said.replace(",", ".")
    return float(plain) if len(plain) <= 9 else None
