"""Where somebody says to be, by a name that is a word or a person's too: "oss på dokka", "ute på leka", "vi er på Vega"."""

import re

from directory.places.context import BE, LIVE, NEARBY, NOW, Context
from directory.places.level import Level
from directory.places.names import PlaceNames
from directory.places.people import SELVES, person_at
from directory.places.said import LANDMARK, is_landmark
from directory.places.slips import zipf_of
from directory.places.text import word_set
from directory.places.trip import sets_out

_IN = word_set("i på pao in")
OFFICE = re.compile(
    r"(legevakt|barnevern|helsestasjon|krisesenter|legekontor|legesenter|familievern)\w*|bup|ppt|nav"
)
"""What people look for where they live."""
_ADVERBS = word_set(
    "ute oppe nede inne borte uti oppi nedi inni hjemme heime hjæmme hime igjen att her herute nå no bare berre nu alene"
)
HOME = word_set("hjemme heime hjæmme hime")
_HOMEWARDS, _TO = word_set("hjem heim hjæm home"), word_set("til te to")
_WITH = word_set("med mæ hos sammen og to tre fire fem små mange")
_POSSESSIVES = word_set("min mi mitt mine vår vårt våre sin si sitt sine")
_AND = word_set("og å med men")
_BESIDE = word_set("ved rett like nær bak bortmed vedsida")
_AT_HOME_OF = word_set("hos hjå")
_THESE_DAYS = word_set(
    "dag kveld natt helga helgen helgo påska påsken jula julen sommer vinter høst ferien juli juni august uka uken veka"
)
_OURS = word_set(
    "hus huset leilighet leiligheten leilegheit hybel gard gård alenemamma alenepappa mamma pappa mor far oss vår vårt våre her herute"
)
"""Before "i" or "på": "mamma på hole", "for oss på dokka", "huset vårt på leka", "her på sel"."""
_LATELY = word_set("stad")
""""I stad" is "a while ago" too: "legen sa i stad"."""
_RATHER_COMMON, _COMMON, _VERY_COMMON = 3.85, 4.4, 5.0
"""A name so common (Zipf) as a word is read as the word: "ute i sola", "på ski"."""
_REACH = 7


def says_to_be_here(context: Context, names: PlaceNames, start: int, end: int, level: Level) -> bool:
    """Whether the words before say that somebody is at the name from `start` to `end`, an ordinary word or a person's name."""
    before = context.before(start, _REACH)
    if _goes_home_to(context, start, end, before, level):
        return True
    if not before or before[-1] not in _IN:
        return _is_near(context, start, before) or sets_out(names, before, context.after(end, 3))
    if level is Level.WORD and _lives_with(context, start, before):
        return True
    key = " ".join(context.folded[start:end])
    zipf, nearest = zipf_of(key, "nb"), before[-2] if len(before) > 1 else ""
    if zipf < _VERY_COMMON and start == 1 and _beside_a_landmark(context, end):
        return True
    if key in names.landscape | _LATELY or zipf >= _VERY_COMMON:
        return False
    if OFFICE.fullmatch(nearest) or (level is Level.WORD and _now_or_home(context, end, before)):
        return True
    if (zipf < _RATHER_COMMON or context.telling_capital(start)) and _with_somebody(context, start, before):
        return True
    if zipf < _COMMON and (_at_landmark(context, end) or nearest in _OURS or names.is_trip(nearest)):
        return True
    if level is Level.PERSON:
        return (context.telling_capital(start) and _we_are(before)) or _opens(context, start, end, before)
    if zipf < _RATHER_COMMON and _nothing_follows(context, end) and _we_are(before):
        return True
    return zipf < _COMMON and (_we(before) or _opens(context, start, end, before))


def _goes_home_to(context: Context, start: int, end: int, before: list[str], level: Level) -> bool:
    """ "På vei hjem til Ski nå": home is a place; but not "hjem til jul"."""
    home = before[-2:-1] != [] and before[-2] in _HOMEWARDS and before[-1] in _TO
    rare = (
        level is Level.WORD
        and context.folded[start] not in SELVES
        and zipf_of(context.folded[start], "nb") < _VERY_COMMON
    )
    return home and rare and (not context.after(end, 1) or context.folded[end] in NOW)


def is_office(context: Context, start: int, level: Level) -> bool:
    """ "BUP Moss", "jordmor åfjord": an office and where it is; a name that is a word too with a capital letter."""
    before = context.before(start, 1)
    if level <= Level.PLAIN and before == ["jordmor"]:  # "jordmor Moen" is a person
        return True
    named = level <= Level.PLAIN or context.telling_capital(start)
    return bool(before) and OFFICE.fullmatch(before[0]) is not None and named


def _nothing_follows(context: Context, end: int) -> bool:
    """ "Vi er på flisa", "... hos faren hans", "... i helga": nothing that says what else one is at."""
    after = context.after(end, 2)
    return not after or after[0] in _AND | _AT_HOME_OF or (after[0] == "i" and after[-1] in _THESE_DAYS)


def _with_somebody(context: Context, start: int, before: list[str]) -> bool:
    """ "Hos mormor på Magnor", "hos mora mi på flisa": where somebody lives."""
    who = start - 3 if before[-2:-1] != [] and before[-2] in _POSSESSIVES else start - 2
    return who > 0 and context.folded[who - 1] in _AT_HOME_OF and bool(person_at(context, who))


def _beside_a_landmark(context: Context, end: int) -> bool:
    """ "På strømmen, ved storsenteret": what follows says where in town; but not "på stranda, ved kiosken"."""
    said = context.folded[end : end + 4]
    beside = context.words[end - 1].gap.strip() == "," and said[:1] != [] and said[0] in _BESIDE
    return beside and any(map(is_landmark, said[1:]))


def _at_landmark(context: Context, end: int) -> bool:
    """ "På frøya skole", "ved hol kirke"."""
    return bool(LANDMARK & set(context.after(end, 1)))


def _now_or_home(context: Context, end: int, before: list[str]) -> bool:
    """ "Sitter på sola hjemme", "er på loppa nå"."""
    after = set(context.after(end, 1))
    return bool(HOME & after and before[-1] != "i") or bool(NOW & after and BE & set(before[-2:-1]))


def _is_near(context: Context, start: int, before: list[str]) -> bool:
    """ "I nærheten av Ski", "langt nord for Os": with a capital letter."""
    near = NEARBY.get(before[-1], frozenset[str]()) if before else frozenset[str]()
    return context.telling_capital(start) and bool(near & set(before[-2:-1]))


def _we_are(before: list[str]) -> bool:
    """ "Vi er på", "er nå på", "sitter på"; but not "hun er på", "lei på"."""
    rest = [word for word in before[:-1] if word not in _ADVERBS]
    return rest[-1:] != [] and rest[-1] in BE and (len(rest) == 1 or rest[-2] in SELVES | {"me"})


def _we(before: list[str]) -> bool:
    """ "Oss på", "vi er hjemme på", "sitter ute på"."""
    rest = [word for word in before[:-1] if word not in _ADVERBS]
    if len(rest) == len(before) - 1:
        return rest[-1:] != [] and rest[-1] in SELVES | {"me"}
    return not rest or (rest[-1] in BE | SELVES and (len(rest) == 1 or bool(SELVES & set(rest))))


def _opens(context: Context, start: int, end: int, before: list[str]) -> bool:
    """ "På hell, sønnen min er ...", "på roa med to små", "er på sel med to": what a message begins with."""
    after = context.after(end, 3)
    company = after[:1] == ["med"] and (
        bool(_WITH & set(after[1:])) or any(person_at(context, at) for at in range(end + 1, end + len(after)))
    )
    has = len(after) > 1 and after[0] in BE | {"har"} and _is_ours(after[1])  # "i frøya har vi"
    first = (start == 1 and len(before) == 1) or (start == 2 and before[0] in BE and company)
    return first and (not after or company or has or after[0] == "her")


def _is_ours(word: str) -> bool:
    return word in SELVES or OFFICE.fullmatch(word) is not None


def _lives_with(context: Context, start: int, before: list[str]) -> bool:
    """ "Bor sammen med min mann i": with whom stands between."""
    lives = max((i for i, word in enumerate(before) if word in LIVE), default=None)
    if lives is None:
        return False
    first = start - len(before)
    return all(
        word in _WITH | _POSSESSIVES or person_at(context, first + lives + 1 + i)
        for i, word in enumerate(before[lives + 1 : -1])
    )
