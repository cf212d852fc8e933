"""Whom the child is with, and who stands beside a place: "hun er hos meg mest", "... i Vinstra med meg"."""

from directory.place_context import BE, NOT, Context
from directory.place_people import CHILD, PERHAPS_CHILD, SELF, person_at
from directory.place_text import word_set

GROWN_UP = {"mother", "father", "other"}
_WITH = word_set("hos hjå with med mæ me")
_HERE = word_set("her hjemme heime nå no")
_ME = word_set("meg oss mæ me")


def company_after(context: Context, end: int, until: int) -> str | None:
    """ "... i Vinstra med meg": who stands right after."""
    last = min(until, context.clause(end - 1)[1])
    if end + 1 < last and context.folded[end] in _WITH:
        return person_at(context, end + 1)
    return None


def people_with_child(context: Context) -> set[str]:
    """Whom the child is with: "hun er hos meg mest", "det er hos mor barnet har sovet"."""
    found: set[str] = set()
    for at, word in enumerate(context.folded[:-1]):
        if word not in {"hos", "hjå", "with"} or (at and context.folded[at - 1] in NOT):
            continue
        person = person_at(context, at + 1)
        if person in GROWN_UP | {SELF} and _child_around(context, at):
            found.add(person)
    return found


def _child_around(context: Context, at: int) -> bool:
    first, last = context.clause(at)
    around = range(max(first, at - 6), min(last, at + 6))
    return any(person_at(context, i) in {CHILD, PERHAPS_CHILD} for i in around if i != at + 1)


def child_is_here(context: Context) -> bool:
    """ "Men lille er her hos meg": the child is where the one who writes is."""
    words = context.folded
    return any(
        words[at - 1] in _HERE and words[at] in _WITH and words[at + 1] in _ME and words[at - 2] in BE
        for at in range(2, len(words) - 1)
    )
