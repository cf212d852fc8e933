"""Messages that begin with where the writer is: "dokka, huset er fullt av mugg", "Magnor, fem min fra grensa", "LINDERUD han er borte"."""

import re

from directory.places.context import LIVE, SPEAKERS, Context, alone
from directory.places.here import OFFICE
from directory.places.level import Level
from directory.places.names import PlaceNames
from directory.places.people import CHILD, PERHAPS_CHILD, SELF, person_at
from directory.places.said import LANDMARK, is_common, is_near_a_place
from directory.places.slips import zipf_of
from directory.places.text import word_set

_BY = word_set(
    "ved rett like nær midt utenfor utanfor utafor innafor innenfor nord sør oppe nede ute inne borte helt langt"
)
_AGE = word_set("tretten")
"""A place too, but "Tretten, og vil ikke på skolen" is how old somebody is."""
_POINTS_BACK = word_set("den det dei de han hun ho hu hen som og å men er e æ var ble blei vart i på til av")
"""What goes on about a thing just named: "dokka, den er borte", "flisa, som satt i foten"."""
_NUMBER = re.compile(
    r"\d+|en|ei|ein|et|eit|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|femten|tjue|tyve|tretti|førti|noen|nokre|par|halv"
)
_DISTANCE = re.compile(r"min(utt(er|ar)?)?|km|kilometer|mil|time(r|s)?|timar|kvarter|halvtime|meter")
_FROM = word_set("fra frå ifra unna nord sør øst vest aust utenfor utanfor")
_END = {",", ".", "!", ":", "-", "–"}
_RATHER_COMMON, _COMMON, _VERY_COMMON = 3.75, 4.4, 4.85
"""Words so common (Zipf) are read as the word, in small letters and as a sentence of its own."""
_SHORTEST_SHOUT = 4
_REACH = 9
_OURS = {SELF, CHILD}
_GREETINGS = word_set("hei heisann hallo halla heia hey hi hello god kveld dag morgen")


def is_located(context: Context, names: PlaceNames, start: int, end: int, level: Level) -> bool:
    """ "Tune , ved ungdomsskolen": a message that begins with a name (a greeting may stand first) and where it is, or who is there."""
    if end >= len(context.words) or not _GREETINGS.issuperset(context.folded[:start]):
        return False
    if _is_called_out(context, start, end, level) or _is_described(context, names, start, end, level):
        return True
    if not alone(context, start, end):
        return False
    gap = context.words[end - 1].gap.strip()[:1]
    if _stands_first(context, start, end, level, gap) or _is_so_far_away(context, end):
        return True
    if gap in {",", "."} and _who_writes(context, end, level):
        return True
    if gap in _END and level is Level.WORD and _goes_on_about_home(context, names, start, end):
        return True
    beside = gap == "," and context.folded[end] in _BY | {"der"}
    return beside and (level < Level.WORD or context.folded[end] in _BY)


def _is_called_out(context: Context, start: int, end: int, level: Level) -> bool:
    """ "LINDERUD han er fem", "linderud vi har en gutt": the name first, and who it is about right after without a comma."""
    if context.words[end - 1].gap != " ":
        return False
    who, written = person_at(context, end), context.words[start].text
    if written.isupper() and len(written) >= _SHORTEST_SHOUT and not context.shouting:
        return level < Level.PERSON and who in _OURS | {PERHAPS_CHILD} and not is_common(context, start, end)
    return level <= Level.PLAIN and who in _OURS


def _is_described(context: Context, names: PlaceNames, start: int, end: int, level: Level) -> bool:
    """ "Hovden helt inne i Setesdal", "røyken stasjon": a word too."""
    after = context.after(end, 6)
    if level is not Level.WORD or not after or is_common(context, start, end):
        return False
    return after[0] in LANDMARK or (context.telling_capital(start) and is_near_a_place(names, after))


def _stands_first(context: Context, start: int, end: int, level: Level, gap: str) -> bool:
    """ "Sand, og legen her er på ferie", "Dale. Guten er fire": a name with a capital, by itself, that no person has."""
    named = level < Level.PERSON and context.words[start].capital and context.folded[start] not in _AGE
    if not named or gap not in {",", ".", "!"}:
        return False
    return not is_common(context, start, end) or (
        gap == "." and zipf_of(context.folded[start], "nb") < _VERY_COMMON and _somebody_follows(context, end)
    )


def _is_so_far_away(context: Context, end: int) -> bool:
    """ "Magnor, fem min fra Charlottenberg", "tretten, to mil fra Lillehammer": no person and no thing is said to be so far away."""
    said = context.folded[end : end + 6]
    while said and said[0] in _BY | {"bare", "berre", "ca", "omtrent", "kun", "cirka"}:
        said = said[1:]
    far = len(said) > 2 and _NUMBER.fullmatch(said[0]) and any(map(_DISTANCE.fullmatch, said[1:3]))
    return bool(far and _FROM & set(said[2:]))


def _goes_on_about_home(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """ "Dokka, huset er fullt av mugg og barna hoster": a rare word that nothing after it points back to, and somebody."""
    key, following = " ".join(context.folded[start:end]), context.folded[end : end + _REACH]
    if key in names.landscape | _AGE or "den" in following or following[0] in _POINTS_BACK:
        return False
    zipf = zipf_of(key, "nb")
    return (zipf < _RATHER_COMMON and _somebody_follows(context, end)) or (
        zipf < _COMMON and person_at(context, end) == CHILD
    )


def _somebody_follows(context: Context, end: int) -> bool:
    """ "... huset er fullt av mugg og barna hoster", "... barnevernet kommer": somebody whom a helpline is about."""
    last = min(end + _REACH, len(context.words))
    return any(
        person_at(context, at) or context.folded[at] in SPEAKERS or OFFICE.fullmatch(context.folded[at])
        for at in range(end, last)
    )


def _who_writes(context: Context, end: int, level: Level) -> bool:
    """ "Strømmen, vi bor trangt", "nes. gutt 9 år", "hå, jeg er alenemor": who writes so says where, and then who."""
    following = context.folded[end : end + 3]
    if len(following) < 2:
        return False
    lives = following[0] in SPEAKERS and following[1] in LIVE
    return lives or (level < Level.WORD and person_at(context, end) in {SELF, CHILD})
