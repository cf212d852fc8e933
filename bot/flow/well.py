"""How the answer to our own question is read: «Er barnet sykt eller i fare akkurat nå?»

A «nei» is a natural answer of a parent who came with something else, and so is «ungene er friske». A yes counts only
when it is plain: «ja, et menneske hadde vært fint» answers something else. What is unclear opens no gate.
"""

from collections.abc import Sequence

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


def child_well(words: Sequence[str], said: str | None) -> str | None:
    """ "yes", "no", or None when it is unclear. `words` in bokmål; `said`: the clear yes, no or unknown in them."""
    negated, ill = bool(NEGATIONS & set(words)), bool(ILL_WORDS & set(words))
    if said == "unknown":
        return "no"
    if said == "no" or (negated and ill):
        return "yes"
    well = PLAINLY_WELL if said == "yes" else WELL_WORDS
    if well & set(words) and not negated and not ill:
        return "yes"
    if ill or (said == "yes" and len(words) <= SHORT):
        return "no"
    return None
