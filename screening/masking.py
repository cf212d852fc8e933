"""Take out what could identify a person, before anything else sees the message.

Fødselsnummer always; phone, e-mail and street address only while the assistant speaks. Emergency and help
numbers, temperatures, doses, ages and dates are left alone.
"""

import re
from collections.abc import Callable

Check = Callable[[re.Match[str]], bool]

_BIRTH_NUMBER = re.compile(r"(?<![\d.,])(\d{2})[ .-]?(\d{2})[ .-]?(\d{2})[ .-]?(\d{3})[ .-]?(\d{2})(?![\d])")
_LOOSE_BIRTH_NUMBER = re.compile(r"(?<![\d.,])\d(?:[\s.-]{0,2}\d){10}(?!\d)")
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?(?:@|\(at\)|\[at\]) ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?<![\d.,:])(?:(?:\+|00) ?47 ?)?(?:[2-9]\d{7}|[2-9]\d \d{2} \d{2} \d{2}|[4-9]\d{2} \d{2} \d{3}|[489]\d{2} ?\d{2} ?\d{3}|\d{2}[ .-]\d{2}[ .-]\d{2}[ .-]\d{2})(?!\d|[.,]\d)"
)
_FOREIGN_PHONE = re.compile(r"(?<!\d)(?:\+|00)(?!47)\d{1,3}[ -]?(?:\d[ -]?){6,11}\d(?!\d)")
_STREET_WORDS = r"(?:gata|gate|gaten|gt|veien|vei|vegen|veg|vn|allé|alléen|alle|alleen|plass|plassen|torg|torget|stien|sti|bakken|bakke|lia|kroken|svingen|tunet|tun|haugen|ringen|terrasse|brygge|brygga|smauet|smuget|jordet|åsen|kleiva|løkka|flata|faret|grenda|høgda|dalen|moen|strand|stranda|toppen|vika|neset|hagen|skogen|marka|myra|holtet|lunden|enga|skrenten|streete|street|road)"
_ADDRESS = re.compile(
    rf"(?<!\w)(?:[A-ZÆØÅ][\wæøåéü.'-]{{0,30}}[ ]){{0,2}}(?:[A-ZÆØÅa-zæøå][\wæøåéü.'-]{{0,30}}{_STREET_WORDS}|[A-ZÆØÅ][\wæøåéü.'-]{{0,30}}s? (?i:{_STREET_WORDS}))\.? (?:nr\.? ?)?\d{{1,4}}(?: ?[A-Za-z](?!\w))?(?:,? \d{{4}} (?P<place>[A-ZÆØÅ]\w+))?(?!\d| ?(?:år|uker|mnd|måneder|månader|dager|timer|min|gang|grader|kg|kilo|ml|meter|m\b|x ?\d|,\d))"
)
_NO_STREET = re.compile(
    r"(?:[Rr]ing|[Ll]ag|[Ss]ag|[Ss]olg|[Vv]alg|[Ff]ulg|[Bb]ed|[Hh]eng)t\b|(?:[Ss]ø|[Nn]a|[Hh]a|[Oo]|[Ss]a)vn\b"
    r"|(?:[Hh](?:o|un|u|an)|[Vv]i|[JjEe]e?g|[Mm]e|[Gg]utt?en|[Jj]enta|[Bb]abyen|[Bb]arnet|[Uu]ngen|[Mm]insten|[Ss]onen|[Dd]ottera) veg\b"  # weighs
    r"|[^.]*\. [Aa]lle\. \d"  # the end of a sentence
)
_HELP_NUMBERS = frozenset(
    {
        "22591300",
        "11600",
        "116006",
        "116111",
        "116117",
        "116123",
        "22400040",
        "80099900",
        "81555201",
        "47809050",
        "02800",
        "81000811",
        "80033321",
        "80057000",
        "08588",
        "23348200",
    }
)
_LABELS = {
    "fødselsnummer": "[fødselsnummer]",
    "e-post": "[e-post]",
    "telefonnummer": "[telefonnummer]",
    "adresse": "[adresse]",
}
_ONLY_CONTACT = re.compile(
    r"(?:\[(?:fødselsnummer|e-post|telefonnummer)\]|(?:og|eller|and|or)\b|[^\w\[\]])+", re.IGNORECASE
)
_WEIGHTS_1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_WEIGHTS_2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def mask(text: str, *, claimed: bool) -> tuple[str, list[str]]:
    """The text without identifying parts, and the kinds that were taken out (in Norwegian, each once).

    claimed: a veileder has the conversation; then only fødselsnummer are masked.
    """
    kinds: list[str] = []
    text = _replace(_BIRTH_NUMBER, text, "fødselsnummer", kinds, _is_birth_number)
    text = _replace(_LOOSE_BIRTH_NUMBER, text, "fødselsnummer", kinds, _is_loose_birth_number)
    if not claimed:
        text = _replace(_EMAIL, text, "e-post", kinds)
        text = _replace(_FOREIGN_PHONE, text, "telefonnummer", kinds)
        text = _replace(_PHONE, text, "telefonnummer", kinds, _is_private_phone)
        text = _replace(_ADDRESS, text, "adresse", kinds, _is_address)
    return text, kinds


def _replace(
    pattern: re.Pattern[str], text: str, kind: str, kinds: list[str], keep: Check | None = None
) -> str:
    def one(match: re.Match[str]) -> str:
        if keep is not None and not keep(match):
            return match.group()
        if kind not in kinds:
            kinds.append(kind)
        place = match.groupdict().get("place")  # says no more than the kommune, which a parent is asked for
        return f"{_LABELS[kind]}, {place}" if place else _LABELS[kind]

    return pattern.sub(one, text)


def only_contact_details(masked: str) -> bool:
    """Whether a masked text held nothing but numbers and addresses to reach or know somebody by: there is nothing to answer."""
    return "[" in masked and _ONLY_CONTACT.fullmatch(masked) is not None


def _is_birth_number(match: re.Match[str]) -> bool:
    """Right control digits (D-numbers too), or eleven digits in a row or 6 + 5 that begin with a date: a slip is as private."""
    digits = _digits(match)
    return _is_controlled(digits) or bool(
        re.fullmatch(r"\d{6} ?\d{5}", match.group()) and _begins_with_date(digits)
    )


def _is_loose_birth_number(match: re.Match[str]) -> bool:
    """Divided in other ways: a date first, and right control digits or each digit by itself, which is how it is read aloud."""
    digits = _digits(match)
    one_by_one = re.fullmatch(r"\d(?:\D+\d){10}", match.group()) is not None
    return _begins_with_date(digits) and (one_by_one or _is_controlled(digits))


def _digits(match: re.Match[str]) -> list[int]:
    return [int(character) for character in match.group() if character.isdigit()]


def _is_controlled(digits: list[int]) -> bool:
    return digits[9] == _control(digits, _WEIGHTS_1) and digits[10] == _control(digits, _WEIGHTS_2)


def _begins_with_date(digits: list[int]) -> bool:
    """Day and month, to which D-numbers and made-up numbers add 40."""
    day, month = (10 * digits[0] + digits[1]) % 40, (10 * digits[2] + digits[3]) % 40
    return 1 <= day <= 31 and 1 <= month <= 12


def _control(digits: list[int], weights: tuple[int, ...]) -> int:
    rest = 11 - sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11
    return 0 if rest == 11 else rest


def _is_private_phone(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match.group())
    digits = digits[-8:]
    if digits[0] not in "23456789" or _are_temperatures(match.group()):
        return False
    return digits not in _HELP_NUMBERS and not _looks_like_date(match.group())


def _are_temperatures(said: str) -> bool:
    """'38 39 40 41': a row of readings."""
    pairs = re.findall(r"\d+", said)
    return len(pairs) == 4 and all(35 <= int(pair) <= 42 for pair in pairs)


def _looks_like_date(said: str) -> bool:
    """20112026 is a date; '20 11 20 26' is not how anybody writes one."""
    digits = said.strip()
    if not re.fullmatch(r"\d{8}", digits):
        return False
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    return 1 <= day <= 31 and 1 <= month <= 12 and 1900 <= year <= 2100


def _is_address(match: re.Match[str]) -> bool:
    """A street with a number; 'på vei 2', 'ringt 113', 'Søvn 2', 'Ho veg 12' and 'Alle. 14' are none."""
    said = match.group()
    if _NO_STREET.match(said):
        return False
    return bool(re.search(r"[A-ZÆØÅ]", said)) or bool(
        re.match(r"[a-zæøå]{3,}(?:gata|gate|veien|vegen|vei|veg|gaten|gt|vn)\b", said)
    )
