"""«Han er 4 og slår», and then «hva gjør jeg når han slår»: the child still, not somebody who makes a home unsafe."""

from collections.abc import Callable, Collection
from dataclasses import replace

from screening.people import who
from screening.reading import Mention, Reading
from screening.state import State, people

SIGN = "small_child_hits"
_SMALL_MONTHS = 84.0
_OF_WHO_HITS = frozenset(
    {"violence_past", "violence_fear", "hits_me"}
)  # what «han slår» tells, whoever he is
_HITS = frozenset({"violence_past", "hits_me"})  # «jeg er redd for ham» alone is no child that hits
_SHE_OR_HE = frozenset({"han", "hun", "ho", "he", "she", "barnet", "den"})
_OF_GROWN_UPS = frozenset(
    {"krangle", "krangler", "krangel", "krangla", "penger", "jobb", "jobben", "foran", "barna", "ungene", "sjalu", "alkohol", "øl", "vin", "hverandre"}
    | {"skilsmisse", "flytte", "drept", "drepe", "strupen", "fight", "money", "work", "kids", "children"}
)  # fmt: skip
"""What «han» does beside these is hardly done by a child of four."""
_LIKENESSES = {
    "described_violence_now": "described_possible_violence_now",
    "described_violence_past": "described_possible_violence_past",
}


def is_the_child(
    state: State, reading: Reading, counts: Callable[[Mention], bool], harmless: Collection[str]
) -> bool:
    """Whether who hits in this message is the small child that was told of before: no grown-up is named, here or as one who hits.

    harmless: signs that tell nothing beside it. Any other sign («han er full og slår») and it is read as it stands.
    """
    everybody = people(state).values()
    ages = [child["age"] for child in state["children"] if child["age"] is not None]
    if (
        not ages
        or max(ages) >= _SMALL_MONTHS
        or not any(one["signs"].get(SIGN) == "yes" for one in everybody)
    ):
        return False
    if {"PC-06", "PC-07"} & {rule for rule, (level, _) in state["crisis"].items() if level != "YELLOW"}:
        return False
    words = {token.norm for token in reading.tokens}
    if (
        not words & _SHE_OR_HE
        or words & _OF_GROWN_UPS
        or any(who(token) in {"other", "unreal"} for token in reading.tokens)
    ):
        return False
    told = {mention.sign for mention in reading.mentions if counts(mention)}
    return bool(told & _HITS) and told <= {*_OF_WHO_HITS, SIGN, *harmless}


def without_the_child(reading: Reading) -> Reading:
    """The message without what it would tell of a grown-up who hits."""
    return replace(reading, mentions=[one for one in reading.mentions if one.sign not in _OF_WHO_HITS])


def softened(signs: list[str]) -> list[str]:
    """The likenesses to violence as mere possibilities: the veileder sees them, the parent is told nothing."""
    return list(dict.fromkeys(_LIKENESSES.get(sign, sign) for sign in signs))
