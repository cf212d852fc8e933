"""One name written as two or three words, as phones and voice-to-text do: "tys vær", "ness odden"."""

from directory.places.context import Context
from directory.places.evidence import Evidence, evidence, is_place, may_stand_here
from directory.places.fuzzy import NEVER_AT_AN_END
from directory.places.level import Level, Target
from directory.places.names import PlaceNames
from directory.places.slips import is_word, zipf_of

_MOST_PARTS = 3
_SHORTEST, _SHORTEST_FREE, _SHORTEST_ALONE, _SHORTEST_WRONG = 6, 5, 8, 7
_ONE_LETTER, _ONE_LETTER_LONG, _LONG = 0.8, 1.1, 9
"""What a letter doubled, lost or heard as another may cost, and in a name so long."""
_ONE_SOUND = 0.5
"""What may be wrong where all parts are ordinary words: "elve rom"."""
_SMALL_WORDS, _SMALL_WORD = 5.8, 6.0
"""Words so common (Zipf) are no name together, and one so common is no part of a name with a slip."""


def split_name(names: PlaceNames, context: Context, at: int) -> tuple[int, tuple[Target, ...]]:
    """How many words from `at` together are one name, and its targets; (0, ()) when they are none."""
    parts = _parts(context, at)
    for count in range(len(parts), 1, -1):
        joined = "".join(parts[:count])
        if joined in names.levels and _stands_here(names, context, at, parts[:count], joined):
            return count, names.targets[joined]
    if len(parts) < 2 or not may_stand_here(context, at, at + len(parts)):
        return 0, ()
    for count in range(len(parts), 1, -1):
        targets = _nearly(names, context, at, parts[:count])
        if targets:
            return count, targets
    return 0, ()


def _parts(context: Context, at: int) -> list[str]:
    """The folded words from `at` that may be parts of one name, at most three."""
    if context.folded[at] in NEVER_AT_AN_END:
        return []
    last = at
    while last - at < _MOST_PARTS - 1 and last + 1 < len(context.words) and context.words[last].joins_next:
        last += 1
    return context.folded[at : last + 1]


def _stands_here(names: PlaceNames, context: Context, at: int, parts: list[str], joined: str) -> bool:
    """Whether the words, put together the name `joined`, are meant as that place."""
    level, count = names.levels[joined], len(parts)
    if parts[0] in names.first_names and context.words[at].capital and context.words[at + 1].capital:
        return (
            not context.shouting and evidence(context, names, at, at + count) is Evidence.SURE
        )  # "Kristian Sand"
    shortest = _SHORTEST_FREE if level is Level.FREE else _SHORTEST
    if level > Level.WORD or len(joined) < shortest or len(parts[-1]) < 2 or _is_talk(parts):
        return False
    sure = evidence(context, names, at, at + count)
    if level is Level.WORD or len(joined) < _SHORTEST:
        return sure is Evidence.SURE and not NEVER_AT_AN_END & set(parts)
    if sure is not Evidence.NONE:
        return True
    plain = level is Level.FREE and len(joined) >= _SHORTEST_ALONE and min(map(len, parts)) > 2
    return plain and is_place(context, names, at, at + count, level)


def _is_talk(parts: list[str]) -> bool:
    """Small words that follow one another in any sentence: "her og", "here and"."""
    return any(all(zipf_of(part, language) >= _SMALL_WORDS for part in parts) for language in ("nb", "en"))


def _nearly(names: PlaceNames, context: Context, at: int, parts: list[str]) -> tuple[Target, ...]:
    """The name that the words are but for one letter, where the text says that a place stands here."""
    joined, count = "".join(parts), len(parts)
    if len(joined) < _SHORTEST_WRONG or len(parts[-1]) < 2 or not joined.isalpha():
        return ()
    known = [names.levels.get(part, Level.ABROAD) for part in parts]
    if count < len(context.words) and (known[0] <= Level.SURNAME or Level.FREE in known):
        return ()
    if max(zipf_of(part, "nb") for part in parts) >= _SMALL_WORD:
        return ()
    if evidence(context, names, at, at + count) is not Evidence.SURE:
        return ()
    allowed = _ONE_LETTER if len(joined) < _LONG else _ONE_LETTER_LONG
    near = names.nearest.near(joined, _ONE_SOUND if all(map(is_word, parts)) else allowed)
    return names.targets[near[0][1]] if near and names.levels[near[0][1]] <= Level.SURNAME else ()
