"""Names written wrong: the nearest known name, where the words around say that a place stands here."""

from rapidfuzz.distance import OSA

from directory.place_context import Context, alone, is_denied, lives_or_asked, place_around
from directory.place_names import Level, PlaceNames, Target, is_word
from directory.place_text import fold, sound_of

_SHORTEST = 5
_SHORTEST_IN_ANSWER = 4
_LONGEST = 30


def misspelt(names: PlaceNames, context: Context, at: int) -> tuple[int, tuple[Target, ...]]:
    """How many words from `at` are a misspelt name, and its targets; (0, ()) when nothing is near enough.

    Two names equally near in different kommuner: both, so that somebody asks.
    """
    if is_denied(context, at):
        return 0, ()
    two = _two_words(names, context, at)
    if two:
        return 2, two
    one = _one_word(names, context, at)
    return (1, one) if one else (0, ())


def _two_words(names: PlaceNames, context: Context, at: int) -> tuple[Target, ...]:
    """ "Nordrre Follo", "Sør Audral"."""
    words = context.words[at : at + 2]
    if len(words) < 2 or not words[0].joins_next or not lives_or_asked(context, names, at, at + 2):
        return ()
    key = " ".join(word.folded for word in words)
    return _nearest(names, key, 1 if len(key) < 9 else 2, Level.FREE) if len(key) >= 8 else ()


def _one_word(names: PlaceNames, context: Context, at: int) -> tuple[Target, ...]:
    word = context.words[at].folded
    shortest = _SHORTEST_IN_ANSWER if context.asked else _SHORTEST
    if len(word) < shortest or not word.isalpha() or word in names.regions:
        return ()
    allowed, level = _allowed(names, context, at, word)
    if allowed < 0 or is_word(word, strictly=_may_be_rare(names, context, at)):
        return ()
    return _nearest(names, word, allowed, level)


def _may_be_rare(names: PlaceNames, context: Context, at: int) -> bool:
    """ "Bor på Hammar": so plainly a place that only a common word is left alone."""
    word = context.words[at]
    sure = lives_or_asked(context, names, at, at + 1)
    return sure and (len(word.text) >= 7 or (word.capital and not context.shouting))


def _allowed(names: PlaceNames, context: Context, at: int, word: str) -> tuple[int, Level]:
    """How many letters may be wrong here (0: only the sound must be right, -1: nothing will do), and which names count."""
    by_length = 1 if len(word) < 7 else 2 if len(word) < 11 else 3
    if lives_or_asked(context, names, at, at + 1):
        return by_length, Level.WORD
    if alone(context, at, at + 1):
        plainly = at == 0 or (context.words[at].capital and not context.shouting)
        return (1 if len(word) >= 7 and plainly else -1), Level.FREE
    if place_around(context, at, at + 1):
        if len(word) < 7 and not (context.words[at].capital and not context.shouting):
            return -1, Level.FREE
        return (1 if len(word) < 10 else 2), Level.FREE
    return (0 if len(word) >= 9 else -1), Level.FREE


def _nearest(names: PlaceNames, word: str, allowed: int, level: Level) -> tuple[Target, ...]:
    sound = sound_of(fold(word))
    if not sound or len(word) > _LONGEST:
        return ()
    found: list[tuple[int, int, str]] = []
    for candidate, keys in names.sounds.get(sound[0], {}).items():
        if abs(len(candidate) - len(sound)) > allowed or candidate.count(" ") != sound.count(" "):
            continue
        distance = OSA.distance(sound, candidate, score_cutoff=allowed)
        if distance <= allowed:
            found += [
                (distance, OSA.distance(word, key), key)
                for key in keys
                if names.levels[key] <= level and len(word) <= len(key) + allowed + 2
            ]
    return _best(names, found)


def _best(names: PlaceNames, found: list[tuple[int, int, str]]) -> tuple[Target, ...]:
    """The nearest by sound, then by spelling; larger kinds of place before postal towns."""
    if not found:
        return ()
    ranked = sorted((sound, names.levels[key] is not Level.FREE, spelt, key) for sound, spelt, key in found)
    sound, small, spelt, _ = ranked[0]
    keys = [key for a, b, c, key in ranked if (a, b, c) == (sound, small, spelt)]
    by_kommune = {target.kommunenummer: target for key in reversed(keys) for target in names.targets[key]}
    return tuple(target for _, target in sorted(by_kommune.items(), key=lambda item: item[0] or ""))
