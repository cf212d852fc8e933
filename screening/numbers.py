"""Numbers as parents write them, with their units: "6uker", "halvannet år", "38 komma 4", "fem og et halvt"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from screening.language.tokens import Token

WORDS: dict[str, float] = {
    "null": 0, "en": 1, "ei": 1, "et": 1, "ett": 1, "én": 1, "ein": 1, "eit": 1, "eitt": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7,
    "åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16, "sytten": 17, "atten": 18, "nitten": 19,
    "tjue": 20, "tjueen": 21, "tjueto": 22, "tjuetre": 23, "tjuefire": 24, "tjuefem": 25, "tjueseks": 26, "tjuesju": 27, "tjuesyv": 27, "tjueåtte": 28, "tjueni": 29, "trettien": 31, "trettito": 32, "trettitre": 33, "tretti": 30, "førti": 40, "femti": 50, "seksti": 60, "sytti": 70, "åtti": 80, "nitti": 90, "hundre": 100,
    "trettifem": 35, "trettiseks": 36, "trettisju": 37, "trettisyv": 37, "trettiåtte": 38, "trettini": 39, "førtien": 41, "førtito": 42,
    "toogethalvt": 2.5, "treogethalvt": 3.5, "fireogethalvt": 4.5, "halvannet": 1.5, "halvannen": 1.5, "halvanna": 1.5, "halvtannet": 1.5, "halvtanna": 1.5, "par": 2, "fjorte": 14,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "eighteen": 18,
    "två": 2, "fyra": 4, "åtta": 8, "nio": 9, "tio": 10, "elva": 11, "otte": 8, "halvanden": 1.5, "halvandet": 1.5,
    "første": 1, "andre": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6, "sjuende": 7, "syvende": 7, "åttende": 8,
}  # fmt: skip
_NUMBER_WORDS = frozenset(WORDS)
ORDINALS = frozenset(
    {"første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "syvende", "åttende"}
)
_ONE = frozenset({"en", "ei", "et", "ett", "én", "ein", "eit", "eitt"})
_HALF = frozenset({"halv", "halvt", "halve", "halvanna", "half"})
_UNITS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("year", ("år", "års", "åra", "år gammel", "years", "year", "yrs", "yr", "yo", "y", "årig", "årige", "åringen", "åring", "åringa", "åringer")),
    ("month", ("måned", "måneder", "månedene", "måneders", "mnd", "mnder", "mån", "mnt", "månedersen", "månedgammel", "months", "month", "mo", "mos", "md", "mdr", "mån", "mn", "månedene", "månads", "måneds")),
    ("week", ("uke", "uker", "ukers", "ukene", "uka", "weeks", "week", "wks", "wk", "ukersen", "ukes", "ukesgammel")),
    ("day", ("dag", "dager", "dagene", "dagen", "dagers", "døgn", "døgnet", "døgnene", "days", "day", "netter", "natt", "natten", "nettene", "nights", "night")),
    ("hour", ("time", "timer", "timene", "timen", "t", "hours", "hour", "hrs", "hr", "h")),
    ("minute", ("minutt", "minutter", "minuttet", "minuttene", "min", "minutes", "minute", "mins")),
    ("second", ("sekund", "sekunder", "sek", "seconds", "second", "secs")),
    ("metre", ("meter", "meteren", "m", "metres", "metre", "meters")),
    ("centimetre", ("cm", "centimeter", "centimetre")),
    ("times", ("ganger", "gang", "times", "gonger")),
    ("degree", ("grader", "grad", "°", "graders", "degrees")),
    ("other", ("kg", "kilo", "gram", "g", "liter", "dl", "ml", "kr", "kroner", "prosent", "%", "mg", "barn", "unger", "km", "mil", "stk", "tabletter", "poser", "glass", "lag", "personer", "voksne", "jenter", "gutter", "uka")),
)  # fmt: skip
UNIT_OF = {word: unit for unit, words in reversed(_UNITS) for word in words}
# what the lists of words do not hold: dialects and slips of «måneder», «uker», «dager» right after a number («4 måna», «5 ukå»)
_LIKE_A_UNIT = (
    ("month", re.compile(r"m(ån|nd|nad|anad|annad|aned)\w{0,5}")),
    ("week", re.compile(r"(uk|vek|vekk|veck|vik|vikk)(a|å|o|e|u|er|or|ar|ur|år)s?")),
    ("day", re.compile(r"(dag|dåg|dægg?|dog)(a|å|e|er|ar|år|an|ane)s?|d[aå](er|ar|an)")),
)
_TIME_UNITS = frozenset({"year", "month", "week", "day"})
_TIMES = frozenset(word for unit, words in _UNITS if unit in _TIME_UNITS for word in words)
_COMPOUND = re.compile(
    r"(halvannet|halvannen|halvtannet|halvt|toogethalvt|ett|en|et|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|två|fyra|sex|åtta|nio|tio|otte|syv)"
    r"(åring|års|år|måneders|måneder(?=$|en$)|måneds|månadars|månaders|ukers|ukes|veckors|ugers|dagers|dagars)(en|a|ene|er|sen|baby|babyen|gammel|gammelt|gamle|jente|jenta|gutt|gutten|ing|vaksine|vaksina|vaksinen|vaksinene|vaksiner|vaccinet|vaccine|kontroll|kontrollen)?"
)
_COMPOUND_UNITS = {"å": "year", "m": "month", "u": "week", "v": "week", "d": "day"}
_SPECIAL_COMPOUND = {"halvt": 0.5, "toogethalvt": 2.5, "sex": 6}  # what is no number word by itself


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens first..last-1 say `value` `unit` ("" when no unit stands there). joined: one word (treåring)."""

    first: int
    last: int
    value: float
    unit: str
    joined: bool = False
    ordinal: bool = False


def quantities(tokens: list[Token]) -> list[Quantity]:
    """Every number of a message with its unit, in order."""
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        one = _compound(tokens, i) or _quantity(tokens, i)
        if one is None:
            i += 1
            continue
        found.append(one)
        i = one.last
    return found


def _compound(tokens: list[Token], i: int) -> Quantity | None:
    token = tokens[i]
    said = _joined(token.norm) or (_joined(token.raw) if token.raw != token.norm else None)
    return Quantity(i, i + 1, *said, joined=True) if said else None


@lru_cache(maxsize=8000)
def _joined(word: str) -> tuple[float, str] | None:
    """(value, unit) of 'treåring', 'seksukersbaby'."""
    match = _COMPOUND.fullmatch(word)
    if match is None:
        return None
    value = _SPECIAL_COMPOUND.get(match[1], WORDS.get(match[1], 1))
    return value, _COMPOUND_UNITS[match[2][0]]


def _quantity(tokens: list[Token], i: int) -> Quantity | None:
    read = read_number(tokens, i) or _slipped(tokens, i)
    if read is None:
        return None
    value, end = read
    unit = unit_at(tokens, end)
    if unit is None and _word(tokens, i) in _ONE | {"første", "andre", "par"}:
        return None
    last = end + 1 if unit else end
    if unit == "year" and _is_and_a_half(tokens, last):
        value, last = value + 0.5, last + _half_length(tokens, last)
    joined = unit == "year" and _word(tokens, end).startswith("åring")
    return Quantity(i, last, value, unit or "", joined, _word(tokens, i) in ORDINALS)


def _slipped(tokens: list[Token], i: int) -> tuple[float, int] | None:
    """As read_number, for a number word with two letters in the wrong order before a unit: 'fier måneder'."""
    word = unswapped(tokens[i].norm, _NUMBER_WORDS)
    return (WORDS[word], i + 1) if word and unit_at(tokens, i + 1) in _TIME_UNITS else None


def read_number(tokens: list[Token], i: int) -> tuple[float, int] | None:
    """(value, index after it) of the number that begins at token i, else None."""
    value = _single(tokens, i)
    if value is None:
        return None
    end = i + 1
    if _word(tokens, i) in _ONE and _word(tokens, end) == "par":
        return 2.0, end + 1
    if _word(tokens, i) in _ONE and _word(tokens, end) in _HALF:
        return 0.5, end + 1
    if (
        _word(tokens, end) in {"komma", "punkt", "point"}
        and (tail := _single(tokens, end + 1)) is not None
        and tail < 100
    ):
        return float(f"{int(value)}.{int(tail)}"), end + 2
    if value == 100 and _word(tokens, end) in {"og", "and"} and 0 < (_single(tokens, end + 1) or 0) < 100:
        return value + (_single(tokens, end + 1) or 0), end + 2
    if _is_and_a_half(tokens, end):
        return value + 0.5, end + _half_length(tokens, end)
    if _word(tokens, end) == "½" and value == int(value):
        return value + 0.5, end + 1
    return value, end


def unit_at(tokens: list[Token], i: int) -> str | None:
    """The unit that stands at token i, if any."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    if known := UNIT_OF.get(token.norm) or UNIT_OF.get(token.raw):
        return known
    like = next((unit for unit, like in _LIKE_A_UNIT if like.fullmatch(token.norm)), None)
    return like or UNIT_OF.get(unswapped(token.norm, _TIMES) or "")


@lru_cache(maxsize=8000)
def unswapped(word: str, words: frozenset[str]) -> str | None:
    """The one of `words` that this is with two neighbouring letters in the wrong order: 'uekr', 'månedre', 'fier'."""
    turned = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
    return next((one for one in turned if one in words), None) if len(word) > 3 else None


def _single(tokens: list[Token], i: int) -> float | None:
    if i >= len(tokens):
        return None
    if tokens[i].number is not None:
        return tokens[i].number
    return WORDS.get(tokens[i].norm, WORDS.get(tokens[i].raw))


def _word(tokens: list[Token], i: int) -> str:
    return tokens[i].norm if 0 <= i < len(tokens) else ""


def _is_and_a_half(tokens: list[Token], i: int) -> bool:
    return _half_length(tokens, i) > 0


def _half_length(tokens: list[Token], i: int) -> int:
    """How many tokens say 'og et halvt' / 'og en halv' / 'og halvt' / 'and a half' at i (0: none)."""
    if _word(tokens, i) not in {"og", "and"}:
        return 0
    if _word(tokens, i + 1) in _HALF:
        return 2
    return (
        3
        if (_word(tokens, i + 1) in _ONE or _word(tokens, i + 1) in {"a", "hun"})
        and _word(tokens, i + 2) in _HALF
        else 0
    )
