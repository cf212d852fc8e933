"""Which of several places that somebody was just asked about a short answer means, though it names none of them: "i Østfold",
"den ved Drammen", "ikke den i Solør", "Østre"."""

from collections.abc import Collection

from directory.places.choice import Hit, is_denied_region, nearest_to
from directory.places.context import NEARNESS, Context
from directory.places.names import PlaceNames
from directory.places.slips import is_word, slip_cost
from directory.places.text import key_of

_MOST_WORDS = 3
"""The longest name of a region: "møre og romsdal"."""
_SHORTEST_WRONG, _MOST_WRONG = 6, 0.8
"""A region this long may have one letter wrong: "østfoll"."""
_FROM = {"fra", "frå", "from", "mellom", "between"}
"""Who comes from somewhere is not near it."""


def chosen_of(names: PlaceNames, context: Context, among: Collection[str], hits: list[Hit]) -> Hit | None:
    """The one of the kommuner `among` that the text leaves, by the region it lies in or a place it lies near. `hits`, what it
    names itself, go before; a place that it is not near is a correction."""
    if not among or any(hit.kommuner & set(among) for hit in hits):
        return None
    if not hits:
        return _by_region(names, context, frozenset(among)) or _by_own_word(names, context, frozenset(among))
    near = next((hit for hit in hits if (NEARNESS - _FROM) & set(context.before(hit.start, 1))), None)
    number = nearest_to(names.centres, among, near.kommuner) if near else None
    return _hit(names, near.start, near.end, number) if near and number else None


def _by_region(names: PlaceNames, context: Context, among: frozenset[str]) -> Hit | None:
    """ "Østfold", "den i Nordland", "ikke den i Solør": what the regions named leave of `among`, if that is one."""
    said = _regions(names, context)
    denied = [region for *_, region, is_denied in said if is_denied]
    named = [region for *_, region, is_denied in said if not is_denied]
    left = among.difference(*denied).intersection(*named)
    if not said or len(left) != 1:
        return None
    return _hit(names, said[0][0], said[0][1], *left)


def _by_own_word(names: PlaceNames, context: Context, among: frozenset[str]) -> Hit | None:
    """ "Østre", when asked about Østre Toten or Vestre Toten: the one of `among` with a word in its name that no other has."""
    written = {number: key_of(names.kommuner[number].sted).split() for number in among}
    for at, word in enumerate(context.folded):
        meant = [number for number, name in written.items() if len(name) > 1 and word in name]
        if len(meant) == 1:
            return _hit(names, at, at + 1, meant[0])
    return None


def _regions(names: PlaceNames, context: Context) -> list[tuple[int, int, frozenset[str], bool]]:
    """Each region named: its words, its kommuner, and whether it is the one that is not meant."""
    found = []
    at = 0
    while at < len(context.words):
        count, region = _region_at(names, context, at)
        if region:
            found.append((at, at + count, region, is_denied_region(context, at)))
        at += count
    return found


def _region_at(names: PlaceNames, context: Context, at: int) -> tuple[int, frozenset[str]]:
    for count in range(min(_MOST_WORDS, len(context.words) - at), 0, -1):
        key = " ".join(context.folded[at : at + count])
        if key in names.regions:
            return count, names.regions[key]
    word = context.folded[at]
    if len(word) < _SHORTEST_WRONG or is_word(word):
        return 1, frozenset()
    cost, key = min((slip_cost(word, key), key) for key in names.regions)
    return 1, names.regions[key] if cost <= _MOST_WRONG else frozenset()


def _hit(names: PlaceNames, start: int, end: int, number: str) -> Hit:
    return Hit(start, end, (names.kommuner[number],))
