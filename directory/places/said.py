"""Names that the text itself says are a place, or the writer's: "et lite sted som heter Ås", "Os er der vi bor"."""

import re

from directory.places.context import BE, BETWEEN, IN, IS, LIVE, NOT, OLD, SPEAKERS, Context, alone
from directory.places.level import Level
from directory.places.names import PlaceNames
from directory.places.slips import zipf_of
from directory.places.text import word_set

_MEANT = word_set("mente meinte mener meiner mente meint meant skrive skrev")
_ASIDE = word_set("jo altså nok vel nå no egentlig da før førr tidligere tidlegare")
_HAS = word_set("har hadde mangler manglar fikk får fekk hører høyrer hørte ligger ligg e er æ")
LANDMARK = word_set(
    "stasjon torg sentrum skole skule ungdomsskole ungdomsskule barneskole barneskule kirke kyrkje kai brygge senter "
    "legevakt helsestasjon sykehus sjukehus sykehjem barnehage idrettslag legekontor legesenter fastlegekontor helsesenter krisesenter "
    "by familievernkontor barnevern barnevernvakt familiesenter rådhus bibliotek kulturskole helsehus"
)
_SORT_OF_PLACE = word_set(
    "sted stad plass bygd bygda by byen tettsted tettstad kommune kommunen øy øya del grend bydel bygdeby place town village"
)
_COMMON = 4.6
"""A name so common (Zipf) as a word is read as the word: "nå her"."""
_NAMELY = (["nærmere", "bestemt"], ["nærmare", "bestemt"], ["nemlig"])
_NOW_IT_IS = (["nå", "er", "det"], ["no", "er", "det"], ["nå", "e", "det"], ["no", "e", "det"])
_IF = word_set("hvis om dersom viss og men å")
_OURS = word_set("vår vårt min mi mitt våres mæ")
_OWN_PLACE = re.compile(
    r"(hjem|heim|bosteds?|bustads?)?kommun(e|en|a)|(hjem|heim|bo|bu)?st(edet|aden|ed|ad)|byen|bygd[ai]|øy[ao]|tettsted(et)?|plassen|bydel(en)?|bostedet"
)
_CALLS_IT = word_set("heitande hetende het heter heiter heitte heite hette kalles kallast kalt kalla called")
_BECOMES = word_set("blir vert")
_IT = word_set("det d her stedet staden plassen")
_WATERS = ("fjorden", "vassdraget", "skjærgården", "dalføret", "bukta", "sundet", "vannet", "vatnet", "havet")

_OVER_THE_BORDER = word_set("over grensa grensen bygrensa bygrensen kommunegrensa kommunegrensen")
_LANDS = ("landet", "halvøya", "kysten", "sida", "siden", "bygda", "dalen", "skogen")
_THE_LANDMARK = (
    "senteret",
    "stasjonen",
    "torget",
    "kirka",
    "kirken",
    "kyrkja",
    "rådhuset",
    "biblioteket",
    "skolen",
    "skulen",
    "sykehuset",
    "sjukehuset",
    "bedehuset",
)


def is_a_place_called(context: Context, start: int) -> bool:
    """ "Et lite sted som heter Ås", "ei grend kalt Bø": whatever else the name may be."""
    before = context.before(start, 4)
    if not before or before.pop() not in _CALLS_IT:
        return False
    if before[-1:] == ["som"]:
        before.pop()
    return bool(before) and before[-1] in _SORT_OF_PLACE


def is_said_to_be(context: Context, start: int, end: int) -> bool:
    """ "Det er jo Moss", "kommunen heter nå Moss", "det er Moss og ikke Voss", "mente Askim"."""
    after = context.after(end, 4)
    if after[:1] and after[0] in _MEANT | {"skulle"} and start == context.clause(start)[0]:
        return after[0] != "skulle" or "stå" in after  # "Råde skulle det stå", "Råde mente jeg"
    ends = all(word in _ASIDE for word in after) or bool(NOT & set(after[:2]))
    before = context.before(start, 4)
    while before and before[-1] in _ASIDE:
        before.pop()
    if not ends or not before:
        return False
    named = len(before) > 1 and (
        (before[-1] in IS and before[-2] in {"det", "kommunen", "stedet", "d", "staden"})
        or before[-3:] in _NOW_IT_IS
    )
    corrected = before == ["nei"] and alone(context, start - 1, end)
    return named or corrected or before[-1] in _MEANT


def is_described(context: Context, start: int, end: int) -> bool:
    """ "Velfjord e et lite sted", "kvikne nærmere bestemt"; any name where these words stand right after."""
    after = context.after(end, 6)
    if after[1:2] == ["bestemt"] or context.before(start, 2) in _NAMELY:
        return True
    first = start == context.clause(start)[0]
    if first and _is_the_place(context, end, after):
        return True
    return (
        first
        and len(after) > 2
        and after[0] in IS
        and after[1] in {"et", "en", "ei", "eit", "ein", "a"}
        and bool(_SORT_OF_PLACE & set(after[2:]))
    )


def _is_the_place(context: Context, end: int, after: list[str]) -> bool:
    """ "Ås er stedet", "Os er kommunen vår", "vega, øya altså"."""
    said = after[1:] if after[:1] and after[0] in IS else context.folded[end : end + 3] if not after else []
    rest = said[1:] if not after else [word for word in said[1:] if word not in _OURS | _ASIDE]
    own = bool(said) and _OWN_PLACE.fullmatch(said[0]) is not None
    return own and (not rest or (not after and rest[0] in _ASIDE))


def is_named_kommune(context: Context, start: int, end: int) -> bool:
    """ "Kommunen er Sel", "hjemkommunen min heter Hol", "bosted: Lom": whatever else the name may be, if that is all."""
    after = context.after(end, 3)
    if not all(word in _ASIDE for word in after) and after[0] not in _IF:
        return False
    if start and context.words[start - 1].gap.strip() in {":", "-", "="}:
        return _OWN_PLACE.fullmatch(context.folded[start - 1]) is not None
    before = [word for word in context.before(start, 5) if word not in _ASIDE | _OURS]
    if before[-2:] in (["er", "det"], ["e", "det"], ["æ", "det"]):  # "kommune, så er det Hol"
        return any(_OWN_PLACE.fullmatch(word) for word in before)
    return len(before) > 1 and before[-1] in IS and _OWN_PLACE.fullmatch(before[-2]) is not None


def signs_off(context: Context, start: int, end: int) -> bool:
    """ "Gravid i uke 30, Time", "mvh far, Hole": a name with a capital letter that is the last thing said, after a comma."""
    last = (
        end == len(context.words)
        and context.words[start - 1].gap.strip() in {",", "-", "–"}
        and (start > 1 or not context.words[0].capital)
    )
    return last and alone(context, start, end) and context.telling_capital(start)


def is_own_place(word: str) -> bool:
    """ "Kommunen", "bygda": what people call the place where they live."""
    return _OWN_PLACE.fullmatch(word) is not None


def is_landmark(word: str) -> bool:
    """ "Stasjon", "stasjonen", "storsenteret", "jernbanestasjonen": what a built-up place has."""
    return word in LANDMARK or word.endswith(_THE_LANDMARK)


def is_greeting(context: Context, start: int, end: int) -> bool:
    """ "Fjord her.", "hei, sel her": what a message begins with, if it is no common word."""
    own = context.folded[:start] in ([], ["hei"], ["hallo"]) and context.after(end, 2) == ["her"]
    return own and not is_common(context, start, end)


def is_common(context: Context, start: int, end: int) -> bool:
    return zipf_of(" ".join(context.folded[start:end]), "nb") >= _COMMON


def is_subject(context: Context, names: PlaceNames, start: int, end: int, level: Level) -> bool:
    """ "Bjugn hadde egen helsesykepleier", "Hakadal stasjon", "Larkollen i gamle Rygge", "Tautra i Trondheimsfjorden"."""
    after = context.after(end, 6)
    if level > Level.SURNAME or not after:
        return False
    if after[0] in LANDMARK:
        return True
    first = start == context.clause(start)[0]
    if first and is_near_a_place(names, after):
        return True
    within = (
        len(after) > 1
        and after[0] in IN
        and (after[1] in OLD or after[1].endswith(_WATERS) or bool(names.kommuner_of(after[1])))
    )
    old = within and after[1] in OLD
    return first and (old or (level is Level.PLAIN and (after[0] in _HAS or within)))


def is_near_a_place(names: PlaceNames, after: list[str]) -> bool:
    """ "(Tofte) ute på hurumlandet", "(brandval) litt nord for kongsvinger": small words, and a place or the sort of land it is."""
    after = [word for word in after if word not in _OVER_THE_BORDER]
    where = next((at for at, word in enumerate(after) if word not in BETWEEN), len(after))
    if not 0 < where < len(after) - 1 or after[where] not in IN | {"for", "ved", "fra", "frå"}:
        return False
    place = after[where + 1]
    return place.endswith((*_WATERS, *_LANDS)) or bool(names.kommuner_of(place))


def is_where(context: Context, start: int, end: int) -> bool:
    """ "Fjell er der barna bor", "leirvik er der vi bur", "Os, der vi bor"."""
    if start != context.clause(start)[0]:
        return False
    following = context.folded[end : end + 5]
    if len(following) > 1 and is_common(context, start, end):
        following = []  # "nå heter det", "nå blir det"
    if len(following) > 1 and following[0] in _CALLS_IT and following[1] in _IT:
        return True
    if (
        len(following) > 1
        and following[0] in _BECOMES
        and following[:3][1] in _IT | _ASIDE
        and not NOT & set(following)
    ):
        return True  # "Hurum blir det", "Hurum blir vel det her"
    after = context.after(end, 4)
    if len(after) == 3 and after[0] in BE and after[1] in SPEAKERS and after[2] in {"i", "på"}:
        return not is_common(context, start, end)  # "Senja er vi på", but not "nå er jeg på"
    while following and following[0] in {"er", "e", "det"}:
        following = following[1:]
    return (
        len(following) > 2
        and following[0] in {"der", "hvor", "dær", "kor", "where"}
        and following[1] in SPEAKERS
        and following[2] in LIVE
    )
