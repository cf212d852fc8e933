"""Names written wrong: the nearest known name, where the words around say that a place stands here."""

from dataclasses import dataclass

from directory.places.context import Context, qualifier
from directory.places.evidence import Evidence, evidence, is_place
from directory.places.level import Level, Target
from directory.places.names import PlaceNames
from directory.places.slips import is_compound, is_inflected, is_swedish, is_word, nearest_word_cost
from directory.places.text import sound_of, word_set

NEVER_AT_AN_END = word_set(
    "i på og fra til ved med av for er bor bur vi jeg eg å en et som men at har ikke ikkje"
)
"""Small words that stand inside a name at most: "Nore og Uvdal"."""
_SHORTEST = 4
_SHORT = 5
_LONGEST = 30
_MOST_WORDS = 3
_SMALL = 0.2
"""A village must be so much nearer than a kommune or a town."""
_MOST_ABROAD = 0.75
_MOST_IN_USE, _RARE_ZIPF = 0.95, 1.3
"""A word that somebody has used before is a slip of something very near, if it is one."""
_MOST_VILLAGE = 1.0
_ALLOWED_LONG, _LONG, _LONG_MORE = {Evidence.SURE: 1.45, Evidence.LIKELY: 1.0}, 11, 0.6
"""How much may be wrong in a name of several words, and how much more in a long one."""
_FAMOUS = 0.08
"""A name that is written ten times as often may be so much further away."""
_ONE_SLIP, _MUCH_OFTENER, _KNOWN = 0.8, 1.5, 3.5
"""A village so near to a town that is written thirty times as often (Zipf)."""
_EQUAL = 0.2
"""Names whose costs differ by no more are equally near."""
_ONE_LETTER = 1.0
_LEFT_OUT = 2
"""So many letters an apostrophe may stand for: "levang'"."""
_BESIDE = 0.4
"""So much more may be wrong where the kommune stands beside: "langhsu i ski"."""


@dataclass(frozen=True)
class _Tolerance:
    """What counts as a slip, by how plainly a place stands here."""

    allowed: tuple[tuple[int, float], ...]
    """How much may be wrong in a word shorter than so many letters."""
    level: Level
    """How doubtful a name may be."""
    in_use: tuple[float, float]
    """A word so common (Zipf; shorter than six letters, longer) is no slip."""
    nearer_word: float
    """An ordinary word may be further away by so much and still is meant."""
    first: bool
    """Whether the first letter may be wrong."""
    village: float
    """How much less may be wrong in the name of a village."""


_TOLERANCE = {
    Evidence.SURE: _Tolerance(
        ((5, 0.75), (6, 1.15), (7, 1.4), (9, 1.9), (11, 2.3), (99, 2.8)),
        Level.WORD,
        (2.3, 3.0),
        -0.25,
        True,
        0.2,
    ),
    Evidence.LIKELY: _Tolerance(
        ((5, -1), (6, 0.75), (7, 0.95), (9, 1.35), (11, 1.8), (99, 2.3)),
        Level.SURNAME,
        (1.3, 1.6),
        0,
        False,
        0.4,
    ),
    Evidence.NONE: _Tolerance(
        ((8, -1), (9, 0.45), (11, 0.75), (99, 1.2)), Level.FREE, (1.3, 1.3), 0.4, False, 0
    ),
}


def misspelt(names: PlaceNames, context: Context, at: int) -> tuple[int, tuple[Target, ...]]:
    """How many words from `at` are a misspelt name, and its targets; (0, ()) when nothing is near enough.

    Two names equally near in different kommuner: both, so that somebody asks.
    """
    one = _one_word(names, context, at)
    return (1, one) if one else (0, ())


def misspelt_words(names: PlaceNames, context: Context, at: int) -> tuple[int, tuple[Target, ...]]:
    """ "Nordrre Follo", "Sør Audral", "nore o uvdal"."""
    for count in range(_MOST_WORDS, 1, -1):
        words = context.words[at : at + count]
        key = " ".join(word.folded for word in words)
        if len(words) < count or len(key) < 8 or not all(word.joins_next for word in words[:-1]):
            continue
        if not key.replace(" ", "").isalpha() or {words[0].folded, words[-1].folded} & NEVER_AT_AN_END:
            continue
        sure = evidence(context, names, at, at + count)
        if sure is Evidence.NONE or (sure is Evidence.LIKELY and all(is_word(word.folded) for word in words)):
            continue
        found = names.nearest_long.near(key, _ALLOWED_LONG[sure] + (_LONG_MORE if len(key) >= _LONG else 0))
        if found:
            return count, _best(names, found)
    return 0, ()


def clipped(names: PlaceNames, context: Context, at: int) -> tuple[int, tuple[Target, ...]]:
    """ "Levang'", "mjøndal'n": a name with an apostrophe for what is not said."""
    word = context.words[at]
    if not word.clipped or len(word.folded) < _SHORT or is_word(word.folded):
        return 0, ()  # "storm'n" is the storm
    tail = context.folded[at + 1] if len(word.gap) == 1 and at + 1 < len(context.words) else ""
    tail = tail if len(tail) <= _LEFT_OUT else ""
    count = 2 if tail else 1
    if evidence(context, names, at, at + count) is Evidence.NONE:
        return 0, ()
    longest = len(word.folded) + len(tail) + _LEFT_OUT
    found = [
        (float(len(key)), key)
        for key in names.beginning_with(word.folded)
        if len(key) <= longest and key.endswith(tail) and names.levels[key] <= Level.SURNAME
    ]
    return (count, _best(names, found)) if found else (0, ())


def with_town_nearby(names: PlaceNames, key: str, targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """The targets of the village `key`, and of a town or kommune whose name is written much more often and differs by one slip: "lavik" is
    Lavik or Larvik, so that somebody asks."""
    if " " in key or not _is_village(names, key):
        return targets
    towns = (
        near
        for _, near in names.nearest.near(key, _ONE_SLIP)
        if names.fame(near) >= max(names.fame(key) + _MUCH_OFTENER, _KNOWN) and not _is_village(names, near)
    )
    town = next(towns, None)
    if town is None:
        return targets
    return tuple(sorted({*targets, *names.targets[town]}, key=lambda target: target.kommunenummer or ""))


def _one_word(names: PlaceNames, context: Context, at: int) -> tuple[Target, ...]:
    word = context.folded[at]
    if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha() or word in names.regions or is_word(word):
        return ()
    if context.words[at].clipped and not context.asked:
        return ()  # "kjellar'n" has an ending
    sure = evidence(context, names, at, at + 1)
    tolerance = _TOLERANCE[sure]
    beside = qualifier(context, names, at + 1)
    allowed = next(most for length, most in tolerance.allowed if len(word) < length)
    allowed += _BESIDE if beside and sure is Evidence.LIKELY else 0
    allowed = min(allowed, _MOST_IN_USE) if is_word(word, _RARE_ZIPF) else allowed
    if sure is not Evidence.SURE and is_swedish(word):
        return ()
    if allowed < 0 or is_word(word, tolerance.in_use[len(word) > _SHORT]):
        return ()
    found = [
        near
        for near in names.nearest.near(word, allowed)
        if _fits(names, context, at, near, tolerance, allowed)
    ]
    found = [near for near in found if beside & names.kommuner_of(near[1])] or found
    if sure is not Evidence.SURE and is_inflected(word):
        return ()
    if found and nearest_word_cost(word, names.no_words) < found[0][0] + tolerance.nearer_word:
        return ()
    return _best(names, found)


def _fits(
    names: PlaceNames,
    context: Context,
    at: int,
    near: tuple[float, str],
    tolerance: _Tolerance,
    allowed: float,
) -> bool:
    cost, key = near
    level, word = names.levels[key], context.folded[at]
    swapped = word[:2] == key[1::-1]
    if not (tolerance.first or swapped or word[0] == key[0] or sound_of(word)[0] == sound_of(key)[0]):
        return False
    if level is Level.ABROAD:
        return cost < _MOST_ABROAD and len(word) > _SHORT and is_place(context, names, at, at + 1, level)
    likely_a_name = context.asked or _has_a_name_s_capital(context, at)
    if level is Level.WORD and not likely_a_name:
        return False
    if cost > _ONE_LETTER and not likely_a_name and is_compound(word):
        return False
    if _is_village(names, key):
        if not (likely_a_name or tolerance.first):
            return False
        allowed = min(allowed - tolerance.village, _MOST_VILLAGE)
    return level <= tolerance.level and cost <= allowed


def _has_a_name_s_capital(context: Context, at: int) -> bool:
    """ "Er på Stathlle", but not "Skitthund." where every sentence begins so."""
    return context.telling_capital(at) and at > context.clause(at)[0]


def _is_village(names: PlaceNames, key: str) -> bool:
    return all(target.kind in {"poststed", "omrade"} for target in names.targets[key])


def _best(names: PlaceNames, found: list[tuple[float, str]]) -> tuple[Target, ...]:
    """The nearest; kommuner and towns before villages and words."""
    if not found:
        return ()
    ranked = sorted(
        (cost + _SMALL * _is_village(names, key) - _FAMOUS * names.fame(key), key) for cost, key in found
    )
    keys = [key for cost, key in ranked if cost - ranked[0][0] < _EQUAL]
    by_kommune = {target.kommunenummer: target for key in reversed(keys) for target in names.targets[key]}
    return tuple(target for _, target in sorted(by_kommune.items(), key=lambda item: item[0] or ""))
