"""How the answer to our own question is read: «Er barnet sykt eller i fare akkurat nå?»

A «nei» is a natural answer of a parent who came with something else, and so is «ungene er friske». A yes counts only
when it is plain: «ja, et menneske hadde vært fint» answers something else. What is unclear opens no gate.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

NEGATIONS = frozenset(["ikke", "ingen", "aldri", "not", "no", "none", "nobody"])
WELL_WORDS = frozenset(
    [
        "frisk",
        "friske",
        "friskt",
        "trygg",
        "trygge",
        "trygt",
        "fint",
        "bra",
        "fine",
        "well",
        "healthy",
        "safe",
        "okay",
    ]
)
PLAINLY_WELL = frozenset(["frisk", "friske", "friskt", "trygg", "trygge", "trygt", "healthy", "safe"])
"""After these a «ja» is no answer of its own: «ja, begge er friske»."""
ILL_WORDS = frozenset(
    [
        "syk",
        "syke",
        "sykt",
        "dårlig",
        "dårlige",
        "skadet",
        "skadde",
        "fare",
        "utrygg",
        "utrygge",
        "ill",
        "sick",
        "hurt",
        "danger",
    ]
)
SHORT = 4  # words
NEAR = 4  # words
NO_ANSWER = frozenset(["ok", "okei", "okay", "greit", "hm", "hmm", "mhm", "ja ja"])
"""What is neither a yes nor a no to whether a child is ill."""
ABOUT_ME = frozenset(
    (me, verb) for me in ("jeg", "eg", "æ", "i", "vi") for verb in ("er", "har", "am", "have")
)
"""«Ja, jeg er det» is about the parent; «ja, jeg tror det» may be about the child."""


def child_well(words: Sequence[str], said: str | None) -> str | None:
    """ "yes", "no", or None when it is unclear. `words` in bokmål; `said`: the clear yes, no or unknown in them."""
    if _is_not_well(words):
        return "no"
    negated, ill = bool(NEGATIONS & set(words)), bool(ILL_WORDS & set(words))
    if said == "unknown":  # «jeg vet ikke hva jeg skal gjøre» is no answer to this
        return "no" if ill or len(words) <= SHORT else None
    if set(words) <= NO_ANSWER or (said == "yes" and not ill and ABOUT_ME & set(pairwise(words))):
        return None
    if said == "no" or (negated and ill):
        return "yes"
    well = PLAINLY_WELL if said == "yes" else WELL_WORDS
    if well & set(words) and not negated and not ill:
        return "yes"
    if ill or (said == "yes" and len(words) <= SHORT):
        return "no"
    return None


def _is_not_well(words: Sequence[str]) -> bool:
    """«Jeg tror ikke hun er frisk», «ingen av barna er friske»; in «ikke syke, de er friske» the no is said of something else."""
    for at, word in enumerate(words):
        before = words[max(0, at - NEAR) : at]
        if word in PLAINLY_WELL and NEGATIONS & set(before) and not ILL_WORDS & set(before):
            return True
    return False


_CHILD = (
    r"(?:barn\w*|ung(?:en|ene|ane|a)|han|hun|ho|de|dei|dem|begge|alle|gutt\w*|gut|guten|jent\w*|sønn\w*|son|sonen|datter\w*|dotter\w*|baby\w*|"
    r"\w+åring\w*|she|he|they|kids?|child\w*|son|daughter|both|everyone)"
)
_WELL_TOLD = re.compile(
    rf"\b{_CHILD}\b(?: \w+){{0,2}}? (?:er|e|are|is)(?: (?!ikke|ikkje|ikk|itj|not|aldri|neppe|nok|vel|kanskje)\w+){{0,2}}? (?:frisk\w*|healthy)\b"
    r"|\b(?:ingen|nobody|no one|none)\b(?: \w+){0,2}? (?:er|e|are|is) (?:syke?|sjuke?|ill|sick)\b"
    rf"|(?:\b{_CHILD}\b(?: \w+){{0,2}}? (?:er|e|are|is) |^(?:nei,? )?)(?:ikke|ikkje|not) (?:syke?|sjuke?|ill|sick)\b"
)
_IN_DOUBT = re.compile(
    r"\?|\b(?:ingen|none) (?:av|of)\b|\b(?:tror|trur|vet|veit|think|know|om|hvis|viss|når|if|when|sjelden|knapt|nesten|hardly)\b|\b(?:bare|berre|only|just)\b(?=.*\b(?:slapp\w*|slapt|trøtt|sliten|varm\w*|dårlig\w*|dårleg\w*|vil (?:ikke|ikkje)|(?:spiser|drikker|et|drikk) (?:ikke|ikkje)|kaster|spyr|tired|hot)\b)|\b(?:men|but|bortsett|unntatt|except|håper|håpar|hope|trodde|trudde|før|var|enda|ennå|lenger|helt sikker|redd\w*|fare\w*|utrygg\w*|skad\w*|slå\w*|slo|voksne|foreldre\w*|hurt|danger|unsafe)\b"
)


_NAMED = re.compile(
    r"\b(?:barn\w*|born\w*|ung(?:en|ene|ane|a|ar|er)|ongen|ongan|han|hun|ho|gutt\w*|gut|guten|jent\w*|sønn\w*|sonen|datter\w*|dotter\w*|baby\w*|\w+åring\w*|minsten|eldste\w*|tvilling\w*|veslejent\w*|"
    r"småen|ettåring\w*|she|he|kids?|child\w*|son|daughter|toddler|twins?|mnd|måneder|månader)\b"
)


def names_child(written: str) -> bool:
    """Whether a message names a child, or may. `written` in lower case."""
    return bool(_NAMED.search(written))


def tells_child_well(written: str) -> bool:
    """Whether a message says plainly, asked or not, that the child is not ill: then nobody has to ask. `written` in lower case."""
    return bool(_WELL_TOLD.search(written)) and not _IN_DOUBT.search(written)
