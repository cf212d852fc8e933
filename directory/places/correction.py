"""Names that put another one right: "Nesodden? nei, Nes", "Drammen. Eller egentlig Lier", "Lier, ikke Drammen", "ikke Våler i Solør, men i Østfold"."""

from directory.places.context import IN, NOT, Context
from directory.places.level import Level
from directory.places.names import PlaceNames
from directory.places.said import is_common
from directory.places.text import word_set

NO = word_set(
    "nei neei neida nope sorry oi ops unnskyld beklager feil no autokorrektur autocorrect skrivefeil"
)
RATHER = word_set("eller rettere sagt egentlig heller snarere or")
AFTER_ALL = word_set("da då heller egentlig forresten altså")
_ALTERNATIVE = {"eller", "or"}
"""Alone they leave a choice: "Moss eller Råde"."""
_MEANS = word_set(
    "jeg eg æ i på fra frå mener mente meiner meinte mene skulle skrive være vi bor bur det er e vent"
)
_THAT = word_set("den det vårt")
_LONGEST = 3


def puts_right(context: Context, names: PlaceNames, start: int, end: int, level: Level) -> bool:
    """Whether the name from `start` to `end` is set in the place of another, or against it: then it is one, whatever the word."""
    if level > Level.WORD or (level is Level.WORD and is_common(context, start, end)):
        return False
    return _replaces_a_name(context, names, start, end) or _is_set_against(context, names, start, end)


def _replaces_a_name(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """ "(nesodden?) nei, nes", "(Drammen.) Eller egentlig Lier": nothing but such words between the two, and nothing after."""
    if any(word not in AFTER_ALL for word in context.after(end, 1)):
        return False
    first = start
    while first and context.folded[first - 1] in NO | RATHER | _MEANS:
        first -= 1
    said = set(context.folded[first:start])
    if not said & NO and not said & RATHER - _ALTERNATIVE:
        return False
    begins_anew = context.words[first - 1].gap.strip() or context.folded[first] in NO - {"feil"}
    return bool(begins_anew) and _name_before(context, names, first)


def _is_set_against(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """ "Lier ikke Drammen", "Lier, ikke i Drammen"."""
    words = context.folded[end : end + 1 + _LONGEST]
    if start != context.clause(start)[0] or words[:1] == [] or words[0] not in NOT:
        return False
    rest = words[2:] if words[1:2] != [] and words[1] in IN else words[1:]
    return rest[:1] != [] and names.levels.get(rest[0], Level.ABROAD) <= Level.SURNAME


def _name_before(context: Context, names: PlaceNames, end: int) -> bool:
    return any(
        " ".join(context.folded[max(0, end - count) : end]) in names.targets
        for count in range(1, _LONGEST + 1)
    )


def is_the_other(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """ "Ikke Våler i Solør, men i Østfold": only where it lies is denied, and said anew."""
    own = names.kommuner_of(" ".join(context.folded[start:end]))
    following = context.folded[end : end + 3 * _LONGEST]
    if len(own) < 2 or "men" not in following:
        return False
    but = following.index("men")
    rest = [word for word in following[but + 1 :] if word not in IN | _THAT]
    regions = (" ".join(rest[:count]) for count in range(1, _LONGEST + 1))
    return but > 1 and any(names.regions.get(region, frozenset()) & own for region in regions)
