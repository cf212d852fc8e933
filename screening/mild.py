"""Lines with one mild sign and nothing beside it: «hun er blek», «han har slått seg». What counts as such is data (general.yaml)."""

from screening.general import Mild
from screening.people import who
from screening.reading import Reading
from screening.state import State, youngest


def says_little(mild: Mild, state: State, reading: Reading) -> bool:
    """Whether a line holds one mild sign, small words and who it is about, and nothing else has been told before it either."""
    told = {mention.sign for mention in reading.mentions}
    if not told & {*mild.signs} or reading.facts or youngest(state)["age"] is not None:
        return False
    allowed = {*mild.signs, *mild.beside}
    return told <= allowed and _told_so_far(state) <= allowed and _is_bare(mild, reading)


def _told_so_far(state: State) -> set[str]:
    """The signs of the children and the parent that hold or may hold, of this message and those before."""
    people = [*state["children"], state["parent"]]
    return {
        sign for person in people for sign, status in person["signs"].items() if status in {"yes", "maybe"}
    }


def _is_bare(mild: Mild, reading: Reading) -> bool:
    """Whether every word belongs to a sign, names a person or is a small one: not so for «blek og stiv»."""
    return all(
        token.norm in mild.words
        or who(token) is not None
        or any(mention.start <= token.start < mention.end for mention in reading.mentions)
        for token in reading.tokens
    )
