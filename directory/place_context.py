"""What the words around a name say: that somebody lives there, that it is a place, or nothing."""

from dataclasses import dataclass

from directory.place_names import Level, PlaceNames
from directory.place_text import Word, is_shouting, word_set

_LIVE = word_set(
    "bor bur bo bu bodd budd bodde budde boende buande bour børi flytta flyttet flyttar flytter flytte flytt "
    "flytja live lives living moved orut orrut orodit ássat assat"
)
_FROM = word_set("fra frå ifra ifrå from frå")
_COME = word_set("kommer kjem kjæm komme kjeme komt er e æ ær am come comes opprinnelig opphavleg")
_AT = word_set("i på in near utenfor utafor utanfor nær innafor oppi nedi borti uti inni oppå ute") | _FROM
_TO = word_set("til te ti mot ved to tel at rundt omkring")
_HERE = word_set("her hjemme heime heima hime hjæm legevakt legevakta legevakten helsestasjon helsestasjonen")
_KOMMUNE = word_set("kommune kommunes kommuna herad kommunen municipality suohkan gielda")
_NOT = word_set("ikke ikkje ikkj ikkje itj ittj ittje itte inte isje ikje kje not")
_BETWEEN = word_set(
    "litt rett like midt nå no sør nord øst vest langt nede oppe ute inne borte innerst inst ytterst egentlig "
    "faktisk nesten alene åleine aleine sammen bare berre her nere heilt helt just still now fortsatt framleis"
)
_TITLES = word_set(
    "dr doktor doktoren lege legen fastlege fastlegen tante onkel fru herr mr mrs frk prest psykolog lærer advokat"
)
_NEAR = {
    "av": word_set("nærheten nærleiken utkanten kanten"),
    "for": word_set("nord sør øst vest aust utenfor sønna"),
}
_FIRST_PERSON = word_set("jeg eg vi me æ i'm im we i e mi vår")
_BE_ABROAD = _LIVE | word_set("er befinner oppholder ferie ferier sitter sit reist are am")
_FILLER = (
    _LIVE | _AT | _TO | _HERE | _KOMMUNE | _BETWEEN
    | word_set(
        "jeg eg æ e vi me vårs vi det er e den og heter heiter ligger ligg hei hallo heisann hello takk ja jo jau joda "
        "tror trur vel nok området sentrum by byen norge noreg kommer kjem kjæm kommunen kommuna bydel bydelen min mi "
        "mitt vår altså eh hm ok okei please the a av på my it is we i postnummer postnr stedet heiter da då så men")
)  # fmt: skip


@dataclass(frozen=True)
class Context:
    """The words of a text, and what holds for all of it."""

    words: list[Word]
    asked: bool
    shouting: bool
    core: frozenset[int]
    """Words that are not mere filling in an answer ("jeg bor i ... kommune")."""


def context_of(text_words: list[Word], asked: bool) -> Context:
    """Look at the whole text once."""
    core = (
        frozenset(i for i, word in enumerate(text_words) if word.folded not in _FILLER)
        if asked
        else frozenset()
    )
    return Context(text_words, asked, is_shouting(text_words), core)


def is_place(context: Context, names: PlaceNames, start: int, end: int, level: Level) -> bool:
    """Whether the words from `start` to `end` (exclusive), a known name of `level`, are meant as a place."""
    if is_denied(context, start):
        return False
    if level is Level.FREE or answers(context, names, start, end):
        return True
    if start and context.words[start - 1].folded in _TITLES:
        return False
    if level is Level.ABROAD:
        return _is_abroad_now(context, start)
    if _kommune_beside(context, start, end) or _qualified(context, names, start, end):
        return True
    if _lives(context, start, level):
        return True
    if level is Level.PERSON:
        return False
    if level is Level.WORD:
        return _preposition(context, start) in _AT and _telling_capital(context, start)
    return place_around(context, start, end)


_SHORT = 3
"""Names this short are not read alone: "Bø!", "nes"."""


def place_around(context: Context, start: int, end: int) -> bool:
    """For a name that is hardly anything else: after a preposition, or all that is said in its clause."""
    preposition = _preposition(context, start)
    if preposition in _NEAR and set(_before(context, start, 2)) & _NEAR[preposition]:
        return True
    if preposition in _AT or (preposition in _TO and _telling_capital(context, start)):
        return True
    return alone(context, start, end) and context.words[start].end - context.words[start].start > _SHORT


def alone(context: Context, start: int, end: int) -> bool:
    """The clause holds nothing but the name (and "her")."""
    clause = context.words[start].clause
    return all(
        start <= i < end or word.folded in {"her", "kommune", "hei"}
        for i, word in enumerate(context.words)
        if word.clause == clause
    )


def lives_or_asked(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """Strong evidence that a place stands here, whatever the word."""
    return (
        _lives(context, start, Level.PLAIN)
        or _kommune_beside(context, start, end)
        or answers(context, names, start, end)
    )


def answers(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """An answer to the question, with nothing else in it (a region or a number may stand beside)."""
    if not context.asked or not context.core:
        return False
    rest = [context.words[i].folded for i in context.core if not start <= i < end]
    return (
        all(word in names.regions or word in names.targets or word.isdigit() for word in rest)
        and len(rest) <= 3
    )


def is_denied(context: Context, start: int) -> bool:
    """ "Ikke i Oslo", "ikkje Oslo"."""
    before = _before(context, start, 2)
    if before and before[-1] in _AT | _TO:
        before = before[:-1]
    return bool(before) and before[-1] in _NOT and not _after_not_known(context, start)


def _after_not_known(context: Context, start: int) -> bool:
    """ "Vet ikke Oslo" is an answer with doubt, not a denial."""
    return any(word in {"vet", "veit", "vett", "husker"} for word in _before(context, start, 3))


def _before(context: Context, start: int, count: int) -> list[str]:
    """Up to `count` folded words before `start` in the same clause, in text order."""
    clause = context.words[start].clause
    return [word.folded for word in context.words[max(0, start - count) : start] if word.clause == clause]


def _preposition(context: Context, start: int) -> str:
    before = _before(context, start, 1)
    return before[0] if before else ""


def _telling_capital(context: Context, start: int) -> bool:
    return context.words[start].capital and not context.shouting


def _lives(context: Context, start: int, level: Level) -> bool:
    """ "Bor (like ved / alene i) X", "bur X", "kommer fra X"."""
    reach = 5 if level is Level.PLAIN else 3
    before = _before(context, start, reach + 1)
    if not before:
        return False
    if before[-1] in _LIVE:
        return True
    if before[-1] in _FROM and len(before) > 1 and before[-2] in _COME:
        return True
    if before[-1] not in _AT | _TO:
        return False
    if level is Level.PERSON and len(before) > 1 and before[-2] in _HERE:
        return True
    if level is Level.PLAIN:
        return bool(_LIVE & set(before))
    between = list(reversed(before[:-1]))
    steps = [word for word in between if word not in _BETWEEN and word not in _AT]
    return bool(steps) and steps[0] in _LIVE


def kommune_after(context: Context, end: int) -> bool:
    """ "... kommune", "... herad" stands right after."""
    words = context.words
    return end < len(words) and words[end].clause == words[end - 1].clause and words[end].folded in _KOMMUNE


def _kommune_beside(context: Context, start: int, end: int) -> bool:
    return kommune_after(context, end) or (start > 0 and context.words[start - 1].folded in _KOMMUNE)


def _qualified(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """ "Bø i Telemark", "Vik, Sogn", "Årnes på Nes": a region or place that agrees stands right after."""
    words = context.words
    at = end + 1 if end < len(words) and words[end].folded in _AT else end
    if at >= len(words):
        return False
    near: set[str | None] = set(names.regions.get(words[at].folded, ()))
    near |= {target.kommunenummer for target in names.targets.get(words[at].folded, ()) if at > end}
    key = " ".join(word.folded for word in words[start:end])
    return any(t.kommunenummer in near for t in names.targets.get(key, ()) if t.kommunenummer)


def _is_abroad_now(context: Context, start: int) -> bool:
    before = _before(context, start, 7)
    if not before or before[-1] not in {"i", "på", "in", "til"}:
        return False
    return (
        bool(_FIRST_PERSON & set(before[:-1])) and bool(_BE_ABROAD & set(before[:-1])) and before[-1] != "til"
    )
