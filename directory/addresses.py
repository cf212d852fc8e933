"""Whether a text holds the address of a house: what may never stand about a krisesenter.

It errs on the side of finding one, but hours, telephone numbers, dates and counts are no addresses.
"""

import re

_STREET = re.compile(
    r"(?i)\b\w*(?:veien|vegen|gata|gaten|gate|gt|vei|veg|vn|torget|torg|plass|plassen|alleen|allé|bakken|stien|kroken"
    r"|svingen|tunet|brygga|brygge|haugen|ringen|promenaden|terrasse|terrassen|åsen|jordet|faret|løkka|grenda)\.?(?P<comma>,)? ?\d+"
)
"""A kind of street and a number, in capitals or not, however they are joined."""

_NAME = r"[A-ZÆØÅÄÖ][\w'.-]*"
_HOUSE = re.compile(
    rf"(?<![\w.-])(?P<name>{_NAME})(?P<more>(?: (?![\dA-ZÆØÅÄÖ])[\w'.-]+){{0,2}}),? (?P<number>\d{{1,3}})(?:-\d{{1,3}})?(?: ?[A-Za-z]\b)?"
    r"(?![\w%]|[.:]\d| ?[-–] ?\d| \d)"
)
"""A name, perhaps with a word or two after it, and a number of at most three digits that goes on as no time and no telephone number."""

_POSTCODE = re.compile(r"(?<![\d.:/-])(?<!\d{4} )\d{4},? ?[A-ZÆØÅÄÖ]\w")

_RUN_TOGETHER = re.compile(r"(?<=[^\W\d_]{3})(?=\d)")
"""Where a word goes on as a number: Fjellstua12."""

_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_TIME = re.compile(
    r"(?i)\w*(?:dag|dagar|dager|dagene|helg|helger|helgen|tid|tider|tiden|telefon|telefonen|natt|kveld|morgen|morgon)|åp\w+|op[en]\w+"
    rf"|steng\w*|døgn\w*|tlf|chat\w*|sms|kl|klokk\w+|man|tirs?|ons|tors?|fre|lør|søn|sommer\w*|vinter\w*|jul|påske\w*|{_MONTHS}"
)
_NO_PLACE = re.compile(
    r"(?i)uke|veke|rad|side|nr|nummer|tast|ring|id|punkt|kapittel|tabell|figur|sone|bydel|avdeling|trinn|nivå|del|fase|versjon|år"
    r"|i|på|ved|og|eller|av|for|fra|til|med|har|er|var|dekker|ca|cirka|om|over|under|etter|før|minst|inntil|omtrent|rundt|bare|som|at"
    r"|alle|hele|mer|enn|mellom|siden|per|pr|hver|se|alder|barn|kun|totalt"
)
"""Words that a count, a page or a moment follows, where a name of a place would stand."""

_COUNTED = re.compile(
    rf"(?i)\.?\s*(?:{_MONTHS}|timer|timar|minutter?|dager|dagar|døgn|uker|veker|måneder|månader|år|kommuner|kommunar|sentre|senter|plasser|plassar"
    r"|senger|rom|familier|kvinner|menn|barn|personer|ansatte|ganger|prosent|km|meter|til|kr|kroner)\b"
)


def names_an_address(text: str) -> bool:
    """Whether a street with a number, any name with a house number, or a postcode with its place stands in the text."""
    plain = " ".join(_RUN_TOGETHER.sub(" ", text).split())
    return (
        _POSTCODE.search(plain) is not None
        or any(_is_street(found, plain) for found in _STREET.finditer(plain))
        or any(_is_house(found, plain) for found in _HOUSE.finditer(plain))
    )


def _is_street(found: re.Match[str], text: str) -> bool:
    return not (found["comma"] and _COUNTED.match(text, found.end()))  # Vi har plass, 12 rom


def _is_house(found: re.Match[str], text: str) -> bool:
    more = re.sub(r" (?:nr|nummer)\b", "", found["more"])  # Fjellstua nr. 2
    words = [word.strip(".") for word in re.split(r"[ -]", found["name"] + more)]
    if any(_NO_PLACE.fullmatch(word) or _TIME.fullmatch(word) for word in words):
        return False
    return not _COUNTED.match(text, found.end("number"))
