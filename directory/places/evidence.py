"""Whether a name in a text is meant as a place: what the words around it say."""

import re
from enum import IntEnum

from directory.places.abroad import abroad_now
from directory.places.context import (
    AT,
    BETWEEN,
    FROM,
    HERE,
    IN,
    IS,
    KOMMUNE,
    LIVE,
    NEARBY,
    NOT,
    OLD,
    SPEAKERS,
    TO,
    A,
    Context,
    alone,
    answers,
    bydel_beside,
    kommune_beside,
    qualifier,
)  # fmt: skip
from directory.places.correction import is_the_other, puts_right
from directory.places.here import is_office, says_to_be_here
from directory.places.level import Level
from directory.places.names import PlaceNames
from directory.places.opening import is_located
from directory.places.other import is_something_else
from directory.places.said import (
    is_a_place_called,
    is_described,
    is_greeting,
    is_named_kommune,
    is_said_to_be,
    is_subject,
    is_where,
    signs_off,
)
from directory.places.slips import is_word
from directory.places.text import word_set

_PARENTS = word_set("mamma pappa mor far familie")
_COME = word_set("kommer kjem kjæm komme kjeme komt er e æ ær am come comes opprinnelig opphavleg")
_DOUBTING = word_set("vet veit vett husker hugsar")
_DO_NOT = (["gjør"], ["gjer"], ["gjorde"], ["stemmer"])
_NOT_LONGER = word_set("akkurat just exactly lenger lengre lenge any more anymore")
_LOVED = word_set("glad forelska forelsket kjær interessert sint skuffa skuffet tror trur")
_BE = word_set("er e æ ær ute oppe nede inne borte sitter sit sitt are am m re")
_STAYS = (
    ["holder", "til"],
    ["held", "til"],
    ["heldt", "til"],
    ["holdt", "til"],
    ["hold", "te"],
    ["oppholder", "oss"],
)
_OUTSIDE = word_set("utenfor utafor utanfor nær ved")
_BEFORE_PLACE = AT | TO | LIVE | KOMMUNE | NEARBY.keys() | {"at"}
_BEFORE_NAME = (
    _BEFORE_PLACE
    | BETWEEN
    | _BE
    | word_set("hei hallo hjelp bolig om vår vårt men eller og å mellom som ja det at hele heile gamle her")
)
_A_KOMMUNE = tuple([word] for word in KOMMUNE)
_CALLED, _ONE = word_set("heter heiter het heitte hete hette"), word_set("han hun ho hu hen")
_ALL_OF = (["hele"], ["heile"], ["halve"])
_VERY_COMMON = 5.0
"""A name that is written so often (Zipf) as a word answers nothing alone: "nå, hva skal jeg si"."""
_HOMEWARDS = word_set("hjem heim hjæm home")
_PARENT = re.compile(r"(mor|mamma|far|pappa|foreldre|barn|unger|oss)$")
_NAMELY = word_set("nærmere bestemt nemlig altså")
_MUCH_TOO_COMMON = 5.0
_SHORT = 3
"""Names this short are not read alone: "Bø!", "nes"."""
_MOST_ANSWER = 12
"""In an answer of so few words even a surname is a place."""
_LONG = 6
"""Names this long are places also after "til" and "ved"."""


class Evidence(IntEnum):
    """How sure it is that a place stands here, whatever the word."""

    NONE = 0
    LIKELY = 1
    """After "i", "på" or "fra", or alone in its clause."""
    SURE = 2
    """ "Bor i ...", "... kommune", or an answer to the question."""


def is_place(context: Context, names: PlaceNames, start: int, end: int, level: Level) -> bool:
    """Whether the words from `start` to `end` (exclusive), a known name of `level`, are meant as a place."""
    if is_denied(context, names, start, end) or _is_hardly_a_village(context, names, start, end):
        return False
    if level is Level.ABROAD:
        return answers(context, names, start, end) or abroad_now(context, start, end)
    if level <= Level.SURNAME and _with_a_parent(context, end):
        return True
    if kommune_beside(context, start, end) or answers(context, names, start, end):
        return True
    if bydel_beside(context, names, start, end) or puts_right(context, names, start, end, level):
        return True
    if is_a_place_called(context, start) or is_named_kommune(context, start, end):
        return True
    if level < Level.PERSON and is_office(context, start, level):
        return True
    if is_something_else(context, names, start, end, level):
        return False
    if context.asked and level <= Level.SURNAME and len(context.words) <= _MOST_ANSWER:
        return True
    if _is_whole_answer(context, start, end):
        return True
    if level is Level.FREE and not _is_bare(context, names, start, end):
        return True
    if _qualified(context, names, start, end) or is_where(context, start, end):
        return True
    if is_described(context, start, end) or is_located(context, names, start, end, level):
        return True
    if level <= Level.PLAIN and context.before(start, 1) in _ALL_OF:
        return True  # "uten at hele Eidsdal får vite det"
    if _lives(context, start, level) or _lives_after(context, end):
        return level < Level.WORD or _not_bare(context, start)
    if level in {Level.WORD, Level.SURNAME} and is_greeting(context, start, end):
        return True
    if (
        context.folded[start - 1 : start] == ["men"]
        and context.folded[0] in NOT
        and context.telling_capital(start)
    ):
        return True  # "ikke Drammen, men Lier"
    if level is Level.WORD and _word_is_told(context, start, end):
        return True
    if level in {Level.PERSON, Level.WORD} and says_to_be_here(context, names, start, end, level):
        return True
    if level is Level.PERSON:
        return _is_in(context, start, end)
    if level is Level.WORD:
        return _preposition(context, start) in AT and context.telling_capital(start)
    if is_said_to_be(context, start, end) or is_subject(context, names, start, end, level):
        return True
    return _place_around(context, start, end, level)


def _with_a_parent(context: Context, end: int) -> bool:
    """ "Konnerud-mamma her": whoever writes, by where she lives."""
    return context.words[end - 1].gap == "-" and bool(_PARENTS & set(context.folded[end : end + 1]))


def _is_hardly_a_village(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """ "Hennes", "oppland" as an answer: a very common word or a whole region, that some village is called too."""
    key = " ".join(context.folded[start:end])
    if not context.asked or any(target.kind != "poststed" for target in names.targets.get(key, ())):
        return False
    if kommune_beside(context, start, end) or bool(LIVE & set(context.before(start, _SHORT))):
        return False
    return key in names.regions or (not context.words[start].capital and is_word(key, _MUCH_TOO_COMMON))


def evidence(context: Context, names: PlaceNames, start: int, end: int) -> Evidence:
    """How plainly a place stands at the words from `start` to `end`, for a word that is no known name."""
    if not may_stand_here(context, start, end) or is_denied(context, names, start, end):
        return Evidence.NONE
    if (
        kommune_beside(context, start, end)
        or answers(context, names, start, end)
        or (context.asked and alone(context, start, end))
        or len(context.words) == end - start
    ):
        return Evidence.SURE
    if is_something_else(context, names, start, end, Level.WORD):
        return Evidence.NONE
    if _lives(context, start, Level.WORD) or is_where(context, start, end):
        return Evidence.SURE
    return Evidence.LIKELY if _place_around(context, start, end, Level.SURNAME) else Evidence.NONE


def _word_is_told(context: Context, start: int, end: int) -> bool:
    """ "..., Time" at the end, "det er Lom": a word with a capital letter."""
    said = context.telling_capital(start) and is_said_to_be(context, start, end)
    return said or signs_off(context, start, end)


def may_stand_here(context: Context, start: int, end: int) -> bool:
    """Whether the words right beside leave room for a place at all: quick, for most words it is no."""
    if context.asked and len(context.words) <= _MOST_ANSWER:
        return True
    if start == context.clause(start)[0] or context.folded[end : end + 1] in _A_KOMMUNE:
        return True
    return context.folded[start - 1] in _BEFORE_PLACE


def lives_or_asked(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """Strong evidence that a place stands here, whatever the word."""
    return evidence(context, names, start, end) is Evidence.SURE


def is_region(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """Whether a region is where somebody is: "bor på Toten", "er i Lofoten", "på Toten, barnet er to"."""
    sure = evidence(context, names, start, end)
    before = context.before(start, 5)
    be = bool(before) and before[-1] in IN and (len(before) == 1 or bool(_BE & set(before)))
    return sure is Evidence.SURE or (be and sure is Evidence.LIKELY)


def is_denied(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """ "Ikke i Oslo", "ikke lenger i Oslo", "Oslo er det ikke", "ikke Mo i Modalen"."""
    before = context.before(start, 5)
    if _is_a_name(context, start, end):
        return True
    if is_the_other(context, names, start, end):
        return False
    if (
        context.folded[end : end + 1] == ["det"]
        and NOT & set(context.folded[end + 1 : end + 4])
        and context.folded[end + 1 : end + 2] in _DO_NOT
    ):
        return True  # "tror du vi bor i Oslo? det gjør vi ikke"
    if before[-1:] == ["eller"] and NOT & set(before) and not _DOUBTING & set(before):
        return True  # "er ikke fra Trøndelag eller Bergen"
    if before and before[-1] in AT | TO:
        before.pop()
        if before[-2:-1] != [] and before[-2] in NOT and before[-1] == "den":
            return True  # "Dale, men ikke den i Sunnfjord"
        if before[-1:] != [] and before[-1] in names.targets and before[-2:-1] != [] and before[-2] in NOT:
            before.pop()
    while before and before[-1] in _NOT_LONGER:
        before.pop()
    if before[-1:] == ["her"]:  # "hun er ikke her i Knarvik" denies her, not the place
        return False
    if before and before[-1] in NOT and not _DOUBTING & set(before[-3:]):
        return True
    after = context.after(end, 4)
    return len(after) == 3 and after[0] in IS and after[1] in {"det", "d"} and after[2] in NOT


def _is_a_name(context: Context, start: int, end: int) -> bool:
    """ "Ask. Han heter Ask og er seks": how a child is called."""
    name, words = context.folded[start:end], context.folded
    return any(
        words[at] in _CALLED and words[at - 1] in _ONE and words[at + 1 : at + 1 + len(name)] == name
        for at in range(1, len(words) - 1)
    )


def _place_around(context: Context, start: int, end: int, level: Level) -> bool:
    """For a name that is hardly anything else: after a preposition, or all that is said in its clause."""
    preposition = _preposition(context, start)
    if preposition in NEARBY and set(context.before(start, 2)) & NEARBY[preposition]:
        return True
    length = context.words[end - 1].end - context.words[start].start
    if preposition in AT:
        return True
    if preposition in TO and level < Level.SURNAME and context.before(start, 2)[0] in _HOMEWARDS:
        return True  # "på vei hjem til askim"
    if preposition in TO or preposition == "at":
        return context.telling_capital(start) or (
            preposition in TO and level < Level.SURNAME and length >= _LONG
        )
    return alone(context, start, end) and length > _SHORT


def _is_whole_answer(context: Context, start: int, end: int) -> bool:
    """ "Sola. Før var vi i Bodø", "Os, en halvtime fra Bergen": what stands first and alone answers the question."""
    return (
        context.asked
        and start == 0
        and alone(context, start, end)
        and not is_word(" ".join(context.folded[start:end]), _VERY_COMMON)
    )


def _preposition(context: Context, start: int) -> str:
    """The word before the name, or before "gamle" and the name: "i gamle Sørum"."""
    before = context.before(start, 2)
    if before and before[-1] in OLD:
        before.pop()
    return before[-1] if before else ""


def _lives(context: Context, start: int, level: Level) -> bool:
    """ "Bor (like ved / alene i) X", "bur X", "kommer fra X"."""
    reach = 5 if level <= Level.SURNAME else 3
    before = context.before(start, reach + 1)
    if not before:
        return False
    if before[-1] in LIVE:
        return True
    if before[-3:-1] in _STAYS:
        return True
    if before[-1] in FROM and len(before) > 1 and before[-2] in _COME:
        return True
    if before[-1] not in AT | TO | {"on"}:
        return False
    if before[-2:] in (["hører", "til"], ["høyrer", "til"], ["hørte", "til"], ["hør", "te"]):
        return True
    if level is Level.PERSON and len(before) > 1 and before[-2] in HERE:
        return True
    if level <= Level.SURNAME:
        return bool(LIVE & set(before))
    if len(before) > 3 and before[-1] in TO and before[-3] in FROM and before[-4] in LIVE:
        return True  # "flyttet fra Oslo til Lom"
    between = list(reversed(before[:-1]))
    steps = [word for word in between if word not in BETWEEN and word not in AT]
    return bool(steps) and steps[0] in LIVE


def _lives_after(context: Context, end: int) -> bool:
    """ "Moss bor vi", "moss jeg bor"."""
    after = context.after(end, 2)
    return len(after) == 2 and bool(set(after) & LIVE) and bool(set(after) & SPEAKERS)


def _not_bare(context: Context, start: int) -> bool:
    """An ordinary word needs a preposition or a capital too: "bor nå i Skien", "Nå bor vi"."""
    first = start == context.clause(start)[0]
    return _preposition(context, start) in AT | TO | {"on"} or (context.telling_capital(start) and not first)


def _is_in(context: Context, start: int, end: int) -> bool:
    """ "Her ute i Arna", "er i Arna", "rett over grensa, i Maura", but not "glad i Lena"."""
    before = context.before(start, 3)
    if before in (["i"], ["in"]) and start > 1 and not context.after(end, 1):
        return context.telling_capital(start)
    return (
        len(before) > 1
        and before[-1] in {"i", "in"}
        and before[-2] in _BE | HERE
        and not _LOVED & set(before)
    )


def _qualified(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """A region or place that agrees stands right after: "Bø i Telemark", "Os utenfor Bergen"."""
    near = qualifier(context, names, end)
    own = names.kommuner_of(" ".join(context.folded[start:end]))
    if near & own:
        return True
    if _within_region(context, names, start) & own:
        return True
    outside = bool(near) and context.folded[end] in _OUTSIDE
    return outside and bool({number[:2] for number in near} & {number[:2] for number in own})


def _within_region(context: Context, names: PlaceNames, start: int) -> frozenset[str]:
    """Kommunenummer of a region named right before: "i Gudbrandsdalen, i Otta", "på Sunnmøre, nærmere bestemt Moa"."""
    before = context.folded[max(0, start - 4) : start]
    while before and before[-1] in IN | _NAMELY:
        before.pop()
    return names.regions.get(before[-1], frozenset()) if before else frozenset()


def _is_bare(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """ "Han liker Bergen", "det er noe med Bergen": nothing before it says where; but not "vi har bolig Drammen" at the end."""
    first, last = context.clause(start)
    if context.asked or start == first or context.folded[start - 1] in _BEFORE_NAME:
        return False
    if context.folded[start] not in names.first_words:
        return False  # "en sliten stavangermamma"
    if any(word in HERE or _PARENT.search(word) for word in context.after(end, 1)):
        return False  # "Molde mamma her"
    if context.telling_capital(start) and _PARENT.search(context.folded[start - 1]):
        return False  # "mor Harstad trenger hjelp"
    before = context.before(start, _SHORT)
    if len(before) == _SHORT and before[0] in AT and before[1] in A:
        return False  # "fra et snøtungt Rjukan"
    if end == last and context.telling_capital(start):
        return False
    return not LIVE & set(context.before(start, _LONG))
