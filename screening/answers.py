"""Does a message answer the open question? Only a clear yes, no or don't-know, an age or a temperature does."""

from screening.language.tokens import Token

YES = frozenset(
    {
        "ja",
        "javisst",
        "jaja",
        "jajamen",
        "selvsagt",
        "sjølvsagt",
        "såklart",
        "naturligvis",
        "naturlegvis",
        "jo",
        "jepp",
        "japp",
        "jada",
        "joda",
        "jaa",
        "yes",
        "yep",
        "yeah",
        "yess",
        "jess",
        "selvfølgelig",
        "absolutt",
        "stemmer",
        "riktig",
        "jau",
        "juup",
        "mm",
        "mhm",
        "ok",
        "jupp",
        "aye",
        "sure",
    }
) - {"ok", "mm"}
NO = frozenset(
    {
        "nei",
        "neinei",
        "neida",
        "neei",
        "niks",
        "næi",
        "nepp",
        "nope",
        "no",
        "nah",
        "nja",
        "næh",
        "nai",
        "overhodet",
        "nix",
        "nehei",
        "neppe",
        "nææ",
        "næ",
        "nej",
    }
) - {"nja", "overhodet"}
_UNKNOWN = (
    "vet ikke",
    "vet jeg ikke",
    "usikker",
    "ikke sikker",
    "aner ikke",
    "ingen anelse",
    "nja",
    "tja",
    "kanskje",
    "vanskelig å si",
    "dont know",
    "not sure",
    "unsure",
    "no idea",
    "maybe",
    "vanskelig å se",
    "husker ikke",
    "vet da ikke",
    "ikke helt sikker",
    "litt usikker",
)
_SHORT_NO = (
    "ikke",
    "ikke nå",
    "ikke i det hele tatt",
    "egentlig ikke",
    "tror ikke det",
    "det tror jeg ikke",
    "overhodet ikke",
    "ikke egentlig",
    "not really",
    "det gjør han ikke",
    "det gjør hun ikke",
    "det gjør det ikke",
    "det har hun ikke",
    "det har han ikke",
    "det er hun ikke",
    "det er han ikke",
    "slett ikke",
    "aldri",
    "aldri i livet",
    "aldri i verden",
    "definitivt ikke",
    "på ingen måte",
    "ikke på noen måte",
    "of course not",
    "absolutely not",
    "får ikke det",
    "det får jeg ikke",
)
_SHORT_YES = (
    "det gjør han",
    "det gjør hun",
    "det gjør det",
    "det har han",
    "det har hun",
    "det er han",
    "det er hun",
    "det får jeg",
    "tror det",
    "det tror jeg",
    "gjør det",
    "klart det",
    "så klart",
    "i høyeste grad",
    "of course",
    "i think so",
    "litt",
    "ganske",
    "veldig",
)
_LEADS = frozenset({
    "å", "åh", "og", "herregud", "herreguda", "jøss", "huff", "uffda", "gud", "omg", "hm", "hmm", "eh", "ehm", "øh", "altså", "vel", "oi", "uff", "men", "så", "ååå", "åå", "nå", "hæ", "ha", "hva"
})  # fmt: skip


_SURELY = frozenset(
    {
        "absolutt",
        "selvfølgelig",
        "selvsagt",
        "sjølvsagt",
        "såklart",
        "naturligvis",
        "naturlegvis",
        "definitivt",
        "sure",
        "riktig",
    }
)
_NOT = frozenset({"ikke", "not"})
_NOT_SAID_OF_THAT = tuple(
    f"{unsure} {asks}"
    for unsure in ("vet ikke", "husker ikke", "aner ikke", "dont know")
    for asks in ("hvor mange", "hvor mye", "hvor lenge", "hva", "når", "hvem", "how many", "how much", "how long", "what", "when", "who")
)  # fmt: skip
_VAGUE = frozenset(
    {"tja", "nja", "kanskje", "maybe", "vel", "hm", "hmm", "litt", "ganske", "bare", "sånn", "så", "der"}
)


def yes_no(tokens: list[Token]) -> str | None:
    """'yes', 'no', 'unknown', or None when the message is no clear answer. Nonsense is never one."""
    words = [token.norm for token in tokens]
    raws = [token.raw for token in tokens]
    said = " ".join(words)
    if raws == ["no"]:
        return "no"
    while words and words[0] in _LEADS:
        words, raws = words[1:], raws[1:]
    if not words:
        return None
    start = " ".join(words[:6])
    if any(f" {phrase} " in f" {start} " for phrase in _NOT_SAID_OF_THAT):
        return None
    if any(f" {phrase} " in f" {start} " for phrase in _UNKNOWN):
        return "unknown"
    if words[0] in _SURELY and len(words) > 1 and words[1] in _NOT:
        return "no"
    first = {words[0], raws[0]}
    if first & YES and not (len(words) > 1 and words[1] in {"eller", "or"}):
        return "unknown" if len(words) > 1 and words[1] in NO else "yes"
    if first & NO:
        return "unknown" if len(words) > 1 and words[1] in YES else "no"
    return _short(said) or _short(" ".join(words))


def is_vague(tokens: list[Token]) -> bool:
    """«Tja», «litt», «kanskje litt»: neither a yes nor a no to whether a child is as it should be."""
    return bool(tokens) and all({token.norm, token.raw} & _VAGUE for token in tokens)


_WELL = frozenset({"frisk", "friske", "healthy"})
_ALL = frozenset({
    "da", "alle", "begge", "hun", "han", "barna", "barnet", "vi", "de", "ungene", "babyen", "er", "helt", "som", "fisk", "fisker", "heldigvis", "her",
    "takk", "ingen", "syk", "syke", "we", "they", "are", "all"
})  # fmt: skip
_ABOUT_ALL = _ALL | NO | _LEADS


def says_well(tokens: list[Token]) -> bool:
    """«Nei, alle er friske»: a no to what somebody else would have asked, and not a word more."""
    words = {token.norm for token in tokens}
    return bool(words & _WELL) and words <= _WELL | _ABOUT_ALL


def _short(said: str) -> str | None:
    if said in _SHORT_NO:
        return "no"
    return "yes" if said in _SHORT_YES else None


def bare_temperature(tokens: list[Token]) -> float | None:
    """'39', '38,5 nå': a number that can only be the answer when a temperature was asked for."""
    numbers = [token.number for token in tokens if token.number is not None]
    fits = [number for number in numbers if 33 <= number < 43.5]
    return max(fits) if fits and len(tokens) <= 8 else None
