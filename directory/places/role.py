"""Which of several places is the child's: where the child is, where the family lives, or somebody else's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from directory.places.context import AT, BETWEEN, FROM, IS, LIVE, NOW, TO, Context, alone
from directory.places.here import HOME, OFFICE
from directory.places.names import PlaceNames
from directory.places.people import (
    CHILD,
    GROWN_UP,
    PERHAPS_CHILD,
    SELF,
    child_is_here,
    company_after,
    people_with_child,
    person_at,
    subject,
)
from directory.places.relatives import VISITS
from directory.places.story import is_story
from directory.places.text import word_set
from directory.places.trip import BACK, GOING, PLANNED, sets_out

_EARLIER = word_set(
    "før tidligere tidlegare førr bodde budde født fødd oppvokst vokst opprinnelig opphavleg originally born grew gamle formerly "
    "oppvaksen vaksen eks föddes"
)
_PAST = word_set("var vært vore va was were stod")
_HAD = word_set("hadde gikk jobbet jobba")
_NEARER = word_set("nærmere nærmare nærmest nermere kortere lenger")
_LIVES_THERE = (["er", "der"], ["er", "hvor"], ["er", "dær"], ["e", "der"])
_AFTER_EARLIER = word_set("før førr tidligere tidlegare var va was before")
_PLANNED = PLANNED | {"tenkte", "going"}
_MOVE = word_set("flytte flytter flytta flyttet move moving")
_WORK = word_set(
    "jobb jobben jobber jobba arbeid arbeider arbeidet pendler pendle ukependler ukependlar kontor kontoret studerer studere kurs kurset møte works work working "
    "skole skolen skulen skule ungdomsskole ungdomsskolen vgs barnehage barnehagen barnehaga sfo school kindergarten sykehus sykehuset leverer rigg riggen plattform plattformen offshore oppdrag skift anlegg forsvaret sjøen jobbe arbeide handler handle handlar"
)
_SCHOOLS = ("skole", "skolen", "skule", "skulen", "barnehage", "barnehagen", "barnehaga")
_EARNS = word_set("jobbe arbeide jobber jobba jobbet arbeider arbeidar pendler ukependler ukependlar works")
_JOB = _EARNS | word_set(
    "jobb jobben studerer work working rigg riggen plattform plattformen offshore oppdrag skift anlegg forsvaret sjøen jobbe arbeide"
)
_FAR_WORK = word_set("forsvaret rigg riggen plattform plattformen offshore anlegg skift")
_HAVE_TO = word_set("må måtte lyt")
_MUST = word_set("må lyt måtte have langt lang lange way")
_COMMUTES = word_set("pendler pendla pendlet pendle")
_CALLED = word_set("ringte ringer ringde ringt called")
_TOWARDS = word_set("til te to")
_BE = word_set(
    "er e æ ær sitter sit sitt befinner oppholder are am m re is sover søv overnatter ligger ligg bor bur lives live living ferierer"
)
_HERE_NOW = VISITS | word_set(
    "evakuert innkvartert ferie hytta hytte hytto hyttetur hytteferie besøk hjemme heime hjæmme hime holiday visiting visit nå no nu now camping campingtur tur stoppa stoppet stopper stogga stansa stanset strandet stranda"
)
_LANDMARK = word_set("mellom between utenfor utafor utanfor nær ved mot nærmeste nærmaste outside near")
_NEAREST = word_set("nærmeste nærmaste nearest")
_DISTANCE = word_set(
    "halvtime kvarter mil timer time minutter min km unna nærheten langt grensa grensen bygrensa bygrensen kommunegrensa kommunegrensen fylkesgrensa fylkesgrensen"
)
_AND = word_set("og eller and or å i på")
_BUT = word_set("men mens medan og but while and så")
_TURN = word_set("men mens medan but")
"""After these another thought begins."""
_HOME = HOME | {"home"}
_HAVE, _LIVED = word_set("har hadde have"), word_set("bodd budd lived")
_LIES = word_set("er e æ ligger ligg står")
_GOES_HOME = word_set("skal ska vil må vei veg skulle kjem kommer kjører køyrer reiser")
_MEANT = word_set("trodde trudde egentlig eigentleg eigentlig opprinnelig")
_ENDED = word_set("endte enda havna havnet hamna landa landet")
_AT_MINE = (["hos", "meg"], ["hos", "mæ"], ["hjå", "meg"])
_AT_OURS = (*_AT_MINE, ["hos", "oss"], ["hjå", "oss"])
_ANYBODY = word_set("dei de dem di folk andre alle them those people")
_SELVES = word_set("jeg eg æ vi me we jag jæ e") | NOW
_US = word_set("jeg eg æ vi me we jag oss meg mæ us barna ungene barn")
_WRITERS = word_set(
    "mor far mamma pappa mother father mum mom dad forelder foreldre bestemor bestefar mormor farmor tante onkel"
)
"""Whoever writes may be called so; another is "faren", "his dad", "hu mor"."""
_OWNERS = word_set("min mi sin si vår hans hennes hennar hannes my his her their hu ho han hainn")
_REACH = 14
_BESIDE = 3
_SO = word_set("så derfor")
_THITHER = word_set("hit her dit ikke ikkje")
_MOVED = word_set("flytta flyttet flyttede moved")
_STAYED = NOW | LIVE | {"her"}
_NEAR = 4


class Role(IntEnum):
    """What a place is to the child, the most telling last."""

    STORY = 0
    """Told about: a relative's home, where somebody was born, the news. Never the child's, even alone."""
    EARLIER = 1
    ELSEWHERE = 2
    """Another grown-up's home, work, school, a landmark."""
    NAMED = 3
    LIVES = 4
    HERE_NOW = 5
    CHILD = 6
    CHILD_NOW = 7


@dataclass(frozen=True)
class Seen:
    """A place's role, and the person it belongs to ("mother", "self", ...) where one is named."""

    role: Role
    holder: str | None


def roles_of(names: PlaceNames, context: Context, spans: Sequence[tuple[int, int]]) -> list[Role]:
    """For each span of words that names a place, in order: what it is to the child."""
    seen: list[Seen] = []
    for number in range(len(spans)):
        until = spans[number + 1][0] if number + 1 < len(spans) else len(context.words)
        seen.append(_seen(names, context, spans, number, until, seen[-1] if seen else None))
    with_child, here = people_with_child(context), child_is_here(context)
    if not {Role.HERE_NOW, Role.CHILD_NOW} & {one.role for one in seen}:
        seen = [
            replace(one, role=Role.CHILD_NOW) if _is_home(context, *span) else one
            for one, span in zip(seen, spans, strict=True)
        ]
    return [
        Role.CHILD_NOW
        if here and _opens_alone(context, span)
        else Role.CHILD
        if one.holder in with_child and Role.EARLIER < one.role < Role.CHILD
        else one.role
        for one, span in zip(seen, spans, strict=True)
    ]


def _is_home(context: Context, start: int, end: int) -> bool:
    """ "Hjemme i X", "heime hos oss på X", "hjemme er X", "X er hjemme", "skal hjem til X", "i X, der vi bor"."""
    before, after = context.before(start, _NEAR), context.after(end, _NEAR)
    if before[-1:] != [] and before[-1] in AT - FROM and (_HOME & set(before[-2:-1]) or _at_our_home(before)):
        return True
    named = before[-2:-1] != [] and before[-2] in _HOME and before[-1] in IS
    called = after[:1] != [] and after[0] in IS and after[1:2] != [] and after[1] in _HOME
    goes = len(before) == 2 or (len(before) > 2 and before[-3] in _GOES_HOME)
    homewards = goes and before[-2] in BACK and before[-1] in _TOWARDS
    return named or called or homewards or _lives_there(context.folded[end : end + _REACH // 2])


def _at_our_home(before: list[str]) -> bool:
    """ "Bur heime hos oss på"."""
    return len(before) > 3 and before[-4] in _HOME and before[-3:-1] in _AT_OURS


def _lives_there(following: list[str]) -> bool:
    """ "..., der vi bor", "der me bur"."""
    return any(
        where == "der" and who in _US and verb in LIVE
        for where, who, verb in zip(following, following[1:], following[2:], strict=False)
    )


def _opens_alone(context: Context, span: tuple[int, int]) -> bool:
    """ "Bjørkelangen. ...": where the one who writes is."""
    return span[0] == 0 and alone(context, *span)


def _seen(
    names: PlaceNames,
    context: Context,
    spans: Sequence[tuple[int, int]],
    number: int,
    until: int,
    last: Seen | None,
) -> Seen:
    start, end = spans[number]
    first = max(context.clause(start)[0], start - _REACH, spans[number - 1][1] if number else 0)
    first = next((at + 1 for at in range(start - 1, first - 1, -1) if context.folded[at] in _TURN), first)
    before = context.folded[first:start]
    after = _until_next_thought(context.folded[end : min(until, context.clause(start)[1], end + _NEAR)])
    if _set_out_from(names, context, spans, number):
        return Seen(Role.NAMED, None)
    if sets_out(names, before, after):
        return Seen(Role.HERE_NOW, None)
    if not FROM & set(before[-1:]) and _settled_here(context.folded[end : end + _REACH]):
        return Seen(Role.LIVES, None)
    if _gone_to(names, context, spans, number) or is_story(names, context, first, start, before, after):
        return Seen(Role.STORY, None)
    if _moved_away(context.folded[end : end + _NEAR]) or _was_left(before, context.folded[end : end + _NEAR]):
        return Seen(Role.STORY, None)
    if len(after) > 1 and after[0] in _HAD and after[1] in _SELVES and number:
        return Seen(Role.EARLIER, None)  # "flytta til X, i Y hadde vi alt"
    if set(after[:2]) & _AFTER_EARLIER and not _HOME & set(before):
        return Seen(Role.EARLIER, None)
    if _NEAREST & set(after) or (before[-2:-1] and before[-2] in _NEARER and before[-1] in AT | TO):
        return Seen(Role.ELSEWHERE, None)
    company = company_after(context, end, until)
    now = after[:1] != [] and after[0] in NOW and number and not _same_clause(context, spans, number)
    if (
        last
        and set(context.folded[spans[number - 1][1] : start]) <= _AND
        and not (company or now)
        and not _after_landmark(context, spans, number)
    ):
        return last
    who = subject(context, first, start)
    holders = [person for at in range(first, start) if (person := person_at(context, at)) in GROWN_UP]
    holder = holders[-1] if holders else who if who == SELF else None
    alone_there = who in GROWN_UP and company not in {CHILD, SELF} and "her" not in after
    if alone_there and _is_where_another_is(context, first, start):
        return Seen(Role.STORY, holder)
    return Seen(_role(before, after, who, company), holder or company)


def _settled_here(following: list[str]) -> bool:
    """ "(Fikk jobb på sykehuset i Kirkenes) og vi har flytta hit", "... det er jo her vi bor"."""
    moved = any(word in _MOVED and after == "hit" for word, after in pairwise(following))
    here = any(
        word == "her" and who in _US and verb in LIVE and IS & set(following[max(0, at - 2) : at])
        for at, (word, who, verb) in enumerate(zip(following, following[1:], following[2:], strict=False))
    )
    return moved or here


def _moved_away(following: list[str]) -> bool:
    """ "(Mobbet på skolen i Drammen) så vi flyttet"."""
    return (
        len(following) > 2
        and following[0] in _SO
        and following[1] in _US
        and following[2] in _MOVED
        and not _THITHER & set(following[3:4])
    )


def _was_left(before: list[str], following: list[str]) -> bool:
    """ "Det er X vi flyttet fra"; but not "X, vi flyttet fra Y"."""
    said = before[-1:] != [] and before[-1] in IS and len(following) > 2
    return said and following[0] in _US and following[1] in _MOVED and following[2] in FROM


def _is_where_another_is(context: Context, first: int, start: int) -> bool:
    """ "Mannen min er i", "hu mor ligger på", "han bor i" of a brother; but not "er sliten mor i" nor "jeg og mannen er i"."""
    words = context.folded
    at = max(at for at in range(first, start) if person_at(context, at) in GROWN_UP)
    if (_US | {"her"}) & set(words[max(first, at - _BESIDE) : start]):
        return False
    beside = {*words[max(first, at - 1) : at], *words[at + 1 : at + 2]}
    if "samme" in words[at:start]:
        return False  # "naboen bor i samme blokk på"
    if words[at] in _WRITERS and not beside & _OWNERS:
        return False
    return bool(set(words[at + 1 : start]) & (_BE | LIVE | {"ligge"}))


def _set_out_from(names: PlaceNames, context: Context, spans: Sequence[tuple[int, int]], number: int) -> bool:
    """ "Tok bussen fra X til Y": X is home, unless the way goes home."""
    return number + 1 < len(spans) and _gone_to(names, context, spans, number + 1)


def _on_the_way(before: list[str]) -> bool:
    """ "Eller må vi helt til", "lang vei til": the place lies elsewhere."""
    words = set(before)
    return before[-1:] != [] and before[-1] in _TOWARDS and bool(words & _MUST) and not words & (LIVE | BACK)


def _gone_to(names: PlaceNames, context: Context, spans: Sequence[tuple[int, int]], number: int) -> bool:
    """ "Tok bussen fra X til Y": Y is where somebody went; but not "... hjem fra X til Y", nor "... til Y og bor her nå"."""
    if not number:
        return False
    (start, end), (to, last) = spans[number - 1], spans[number]
    ahead, rest = context.before(start, _NEAR), context.folded[last : last + 2 * _NEAR]
    if BACK & set(ahead) or _STAYED & set(rest):
        return False
    way = (
        len(ahead) > 1
        and ahead[-1] in FROM
        and (names.is_journey(ahead[-2]) or ahead[-2] in _COMMUTES | GOING)
    )
    return way and context.folded[end:to] in (["til"], ["te"], ["to"])


def _same_clause(context: Context, spans: Sequence[tuple[int, int]], number: int) -> bool:
    return context.words[spans[number][0]].clause == context.words[spans[number - 1][0]].clause


def _after_landmark(context: Context, spans: Sequence[tuple[int, int]], number: int) -> bool:
    """ "Mellom Hamar og Elverum, i Løten", "litt sør for Bodø, Gildeskål": what a new clause names is a new place."""
    last = context.before(spans[number - 1][0], _NEAR)
    beside = bool((_LANDMARK | _DISTANCE) & set(last)) or last[-1:] == ["for"]
    return not _same_clause(context, spans, number) and beside


def _until_next_thought(after: list[str]) -> list[str]:
    return after[: next((at for at, word in enumerate(after) if word in _BUT), len(after))]


def _role(before: list[str], after: list[str], who: str | None, company: str | None) -> Role:
    words = set(before)
    there = bool(words & (_BE | LIVE))
    if before and before[-1] in FROM:
        return Role.CHILD if who == CHILD and words & _CALLED else _role_of_origin(before)
    if before[-2:-1] == ["her"] or (before[:1] != [] and before[0] in VISITS):
        return Role.HERE_NOW
    if before[-1:] != [] and before[-1] in _TOWARDS and set(before[-2:-1]) & {"grensa", "grensen"}:
        return Role.ELSEWHERE
    if _on_the_way(before):
        return Role.STORY if words & _HAVE_TO else Role.ELSEWHERE
    if any(a in _HOME and b in IS for a, b in pairwise(before)):
        return Role.LIVES
    if _is_of_an_office(before):
        return Role.ELSEWHERE
    if words & _EARLIER or (words & _PAST and not words & NOW) or _so_many_years(before):
        return Role.EARLIER
    if "skulle" in words and words & _MEANT:
        return Role.EARLIER  # "trodde vi skulle bli i X, men"
    if before[-2:-1] != [] and before[-2] in _ENDED and before[-1] in AT:
        return Role.LIVES  # "men endte på X"
    if before[-2:-1] and before[-2] in _ANYBODY and before[-1] in AT:
        return Role.ELSEWHERE
    about = words if words & LIVE else words | set(after)  # "bor på Melhus jobber i Trondheim"
    if _at_work(about) and not words & _HOME:
        at_work = bool(about & _JOB)
        return Role.STORY if at_work and (who in GROWN_UP or _works(who, words)) else Role.ELSEWHERE
    if (who == CHILD and there) or (who == PERHAPS_CHILD and words & _BE and not words & LIVE):
        return Role.CHILD_NOW if words & NOW and not words & LIVE else Role.CHILD
    if who in GROWN_UP and "her" not in after:
        return Role.ELSEWHERE
    if company == SELF:
        return Role.CHILD
    if "mellom" in words:
        return Role.ELSEWHERE
    if (
        before[-1:] != [] and before[-1] in AT and (before[-2:-1] == ["oss"] or before[-3:-1] in _AT_MINE)
    ) or (after[:2] in _LIVES_THERE and LIVE & set(after[2:])):
        return Role.LIVES
    if words & LIVE or set(after[:2]) & LIVE:
        # "har bodd i X i ti år, men flytta nå til Y"
        so_far = any(a in _HAVE and b in _LIVED for a, b in pairwise(before))
        return Role.NAMED if so_far or (words & _PLANNED and not words & NOW) else Role.LIVES
    if words & _PLANNED:
        return Role.NAMED
    if (words & _HERE_NOW or _are_there(before)) and before[-1] not in _TOWARDS:
        return Role.HERE_NOW
    if before and (before[-1] in _LANDMARK or words & _DISTANCE):
        return Role.ELSEWHERE
    return Role.HERE_NOW if set(after[:2]) & NOW else Role.NAMED


def _so_many_years(before: list[str]) -> bool:
    """ "Etter ti år i"; but not "har bodd ti år i"."""
    return (
        before[-2:-1] in (["år"], ["years"])
        and before[-1] in AT
        and bool({"etter", "after"} & set(before[-5:-2]))
    )


def _is_of_an_office(before: list[str]) -> bool:
    """ "Legevakta er i X", "vi kjører til legevakta i X": for those who do not live there."""
    if len(before) < 3 or before[-1] not in AT:
        return False
    *_, first, second, _ = before
    return (second in _LIES and _is_office(first)) or (first in _TOWARDS and _is_office(second))


def _is_office(word: str) -> bool:
    return OFFICE.fullmatch(word) is not None or word.startswith(("sykehus", "sjukehus"))


def _works(who: str | None, words: set[str]) -> bool:
    """ "Han jobber på": somebody who is not said to be a child has work, and studies nothing."""
    return who == PERHAPS_CHILD and bool(words & (_EARNS | _FAR_WORK))


def _at_work(words: set[str]) -> bool:
    """Whether a workplace, school or kindergarten is named, also as the end of a word: "friskole"."""
    return bool(words & _WORK) or any(word.endswith(_SCHOOLS) for word in words)


def _are_there(before: list[str]) -> bool:
    """ "Vi er alene i", "sitter i bilen ved", "er nå på"; but not "er helsestasjonen i", "den er i"."""
    for at, word in enumerate(before):
        if word not in _BE:
            continue
        around = {*before[at - 1 : at], *before[at + 1 : at + 2]} if at else {*before[1:2]}
        if (
            around & _SELVES
            or before[at - 1 : at] == ["i"]  # "I am"; after the verb it is the preposition
            or (at == 0 and around & (AT | BETWEEN | {"ved", "hos", "hjå"}))
        ):
            return True
    return False


def _role_of_origin(before: list[str]) -> Role:
    """ "Fra X": where they live still when the move is planned, else where they come from."""
    if set(before) & _PLANNED and set(before) & _MOVE:
        return Role.LIVES
    return Role.ELSEWHERE if set(before[-4:]) & _DISTANCE else Role.EARLIER
