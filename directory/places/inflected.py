"""Names with an ending: "Oslos", "Bergensområdet", and in Sámi and Kven "Unjárggas", "Snåasesne", "Raisissa"."""

import re
from collections.abc import Iterator

from directory.places.context import AT, LIVE, Context
from directory.places.evidence import is_place
from directory.places.level import Level, Target
from directory.places.names import PlaceNames
from directory.places.text import word_set

_TAIL = re.compile(
    r"s?(?:området|områda|områ|regionen|distriktet|traktene|legevakt|legevakta|legevakten|kommune|kommunen|sentrum"
    r"|væring(?:er)?|mamma|pappa|mor|far|mødre|jente|jenta|gutt|dame)"
)
_CASES = ("sne", "snie", "ste", "ssa", "sta", "lla", "lta", "is", "s", "i")
"""In and from a place: South Sámi "-sne" and "-ste", Kven "-ssa", "-sta", "-lla" and "-lta", Northern Sámi "-s" and "-i"."""
_WEAKENED = (("ng", "nk"), ("g", "k"))
"""What a consonant before such an ending was: "Porsangissa" is in Porsanki, "Loabágis" in Loabák."""
_SHORTEST = 4
_ONLY = word_set("eneste einaste største nærmeste nye gamle lille vesle")
_SERVICE = re.compile(r"(skole|skule|barnehage|psykolog|stasjon|legevakt|lege|kontor|bibliotek|butikk)$")


def inflected(names: PlaceNames, context: Context, at: int) -> tuple[int, tuple[Target, ...]]:
    """How many words (one or none) from `at` are a name with an ending, and its targets."""
    before = context.before(at, 1)
    owns = bool(context.after(at + 1, 1)) or (before != [] and before[0] not in AT | LIVE)
    for stem in _stems(context.folded[at], owns=owns):
        level = names.levels.get(stem, Level.ABROAD)
        if len(stem) < _SHORTEST or level > Level.SURNAME:
            continue
        if (owns and _has_a_school(context, at)) or is_place(context, names, at, at + 1, level):
            return 1, names.targets[stem]
    return 0, ()


def _has_a_school(context: Context, at: int) -> bool:
    """ "Kodals eneste barneskole", "Florøs einaste barnepsykolog": what a town has, by an owner's -s."""
    following = context.folded[at + 1 : at + 3]
    one = following[:1] != [] and following[0] in _ONLY
    return context.folded[at].endswith("s") and one and _SERVICE.search(following[-1]) is not None


def _stems(word: str, *, owns: bool) -> Iterator[str]:
    """The name in "Oslosområdet", and in "Oslos" where it owns something: "bor i sandes" is a slip of Sandnes."""
    tail = _TAIL.search(word)
    if tail and tail.end() == len(word):
        yield word[: tail.start()]
    if owns and word.endswith("s"):
        yield word[:-1]


def in_sami_or_kven(names: PlaceNames, context: Context, at: int) -> tuple[int, tuple[Target, ...]]:
    """The same for a Sámi or Kven name; those have no other use, so that the ending alone says that somebody is there."""
    word = context.folded[at]
    if len(word) <= _SHORTEST or not word.endswith(_CASES):
        return 0, ()
    stems = (word.removesuffix(case) for case in _CASES if word.endswith(case))
    keys = (key for stem in stems for key in _strong(stem) if key in names.sami_or_kven)
    return next(((1, names.targets[key]) for key in keys), (0, ()))


def _strong(stem: str) -> Iterator[str]:
    """The stem as it is, and with the consonant before its ending (a vowel may follow) as in the name itself."""
    yield stem
    for weak, strong in _WEAKENED:
        for vowel in ("", "i"):
            if stem.endswith(weak + vowel):
                yield stem.removesuffix(weak + vowel) + strong + vowel
