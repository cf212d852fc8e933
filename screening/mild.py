"""Lines so bare that a mere likeness is not told: «hun er blek», «han har slått seg». What counts as such is data (general.yaml)."""

from collections.abc import Iterator

from screening.cues import LONG_AGO, RECENTLY, STILL
from screening.general import Mild
from screening.language.tokens import Token
from screening.people import who
from screening.reading import Mention, Reading
from screening.state import State, youngest

MAYBE, MAYBE_VIOLENCE = "described_maybe", "described_maybe_violence"
_MAYBES = {MAYBE, MAYBE_VIOLENCE}  # what was only asked about before is nothing that was told
_JOINS = frozenset({"og", "and", "men", "but"})
_MOST_WORDS = 6
_MOST_OF_THEN = 10


def says_little(mild: Mild, state: State, reading: Reading) -> bool:
    """Whether a line holds one mild sign, small words and who it is about, and nothing else has been told before it either."""
    told = {mention.sign for mention in reading.mentions}
    if not told & {*mild.signs} or _tells_numbers(mild, state, reading):
        return False
    allowed = {*mild.signs, *mild.beside}
    return told <= allowed and _told_so_far(state) <= allowed and not list(_unread(mild, reading))


def says_one_thing(mild: Mild, state: State, reading: Reading) -> bool:
    """Whether a line holds one word or turn of phrase beside small words and who it is about, and nothing has been told before.

    «Hun svetter», «han er slapp»: the rules know what such a word can mean and ask; a likeness knows no more than they do.
    """
    before = _told_so_far(state) - {mention.sign for mention in reading.mentions} - _MAYBES - {*mild.beside}
    if before or _tells_numbers(mild, state, reading) or _is_joined(reading):
        return False
    return len(list(_unread(mild, reading))) + len(_stretches(reading.mentions)) <= 1


def tells_long_ago(reading: Reading) -> bool:
    """Whether a short line tells only of years ago: «i fjor svelget hun et batteri». A likeness of that is asked about."""
    words = [token.norm for token in reading.tokens]
    said = " ".join(words)
    now = RECENTLY.find(said) or STILL & {*words}
    return len(words) <= _MOST_OF_THEN and bool(LONG_AGO.find(said)) and not now


def _is_joined(reading: Reading) -> bool:
    """Whether a line tells two things though one pattern may hold both: «slapp og stille», «spyr, gulp», or is long."""
    tokens = reading.tokens
    return len(tokens) > _MOST_WORDS or any(t.norm in _JOINS or "," in t.before for t in tokens)


def _tells_numbers(mild: Mild, state: State, reading: Reading) -> bool:
    """An age, a temperature, how often: more than a bare line. «Kastet opp en gang» is as bare as «kastet opp»."""
    telling = [fact for fact in reading.facts if fact.value > mild.up_to.get(fact.name, -1)]
    return bool(telling) or youngest(state)["age"] is not None


def _told_so_far(state: State) -> set[str]:
    """The signs of the children and the parent that hold or may hold, of this message and those before."""
    people = [*state["children"], state["parent"]]
    return {
        sign for person in people for sign, status in person["signs"].items() if status in {"yes", "maybe"}
    }


def _unread(mild: Mild, reading: Reading) -> Iterator[Token]:
    """The words that belong to no sign, name no person and are no small ones: «stiv» in «blek og stiv»."""
    for token in reading.tokens:
        inside = any(mention.start <= token.start < mention.end for mention in reading.mentions)
        if not inside and token.norm not in mild.words and who(token) is None:
            yield token


def _stretches(mentions: list[Mention]) -> list[tuple[int, int]]:
    """The stretches of the text that signs were read from; those that share a word are one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((mention.start, mention.end) for mention in mentions):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
