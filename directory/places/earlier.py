"""Places of another time of life, past or hoped for: "da jeg var au pair i X", "var på X med klassen", "vil studere i X"."""

import re
from itertools import pairwise

from directory.places.context import AT, BE, LIVE, NOT, PLAN, A
from directory.places.people import SELVES
from directory.places.text import word_set

_WAS = word_set("var va vart vore vøre was were")
_WHEN = word_set("da då når mens medan when while")
_AGE = re.compile(
    r"lit(en|a)|små|ung(dom)?|yngre|barn|jente(unge)?|gutt(unge)?|gut|tenåring|fjortis|nygift\w*|nyutdann\w*|singel|single|little|young|"
    r"child|kid|teenager|\d+|tjue|tretti|tyve|atten|nitten|seksten|sytten|ten|femten"
)
_OCCUPATION = re.compile(
    r"\w*(fisker|fiskar|bonde|sjømann|pleier|pleiar|lærer|lærar|arbeider|arbeidar|student|elev|vikar|assistent|sjåfør|lærling|praktikant|rekrutt|soldat|ansatt|tilsett|"
    r"terapeut|prest|servitør|kokk|frisør|servitrise|ingeniør|jordmor|lege|politi|vakt|hushjelp|selger|snekker|elektriker|turnus|trener|"
    r"nurse|teacher|pupil|pair|aupair)"
)
"""What people are at school or at work: "-pleier" covers "sykepleier" and "hjelpepleier"."""
_TIME_OF_LIFE = word_set(
    "barndom barndommen barndomen ungdom ungdommen ungdomen studietid studietida studietiden studietidi skoletida skoletiden russetida "
    "studiedagene førstegangstjenesten militærtida childhood"
)
_IN = word_set("i fra frå in from min mi my")
_AS = word_set("som as")
_YOUNG = word_set("barn liten lita ung ungdom tenåring student")
_THEN = word_set("da då when")
_LAST_CENTURY = re.compile(r"19\d\d|200\d|201\d|[89]\d")
_YEARS_AGO = re.compile(r"\b(år|years?) (siden|sidan|ago)\b")
_EARLIER = word_set("før førr tidligere tidlegare")
_LIVES = word_set("bo bor bur bodde budde live")
_MINE = word_set("min mi mitt vår hans hennes")
_OLD_DAYS = re.compile(
    r"\b(gamle da[gr]a?er|gamle dagar|den gangen?|den gongen|back then|før i (tid[ae]n?|verden))\b"
)
_COMPANY = word_set("med mæ me with")
_GROUP = re.compile(
    r"\w*(klassen?|klassa|speider\w*|lag|laget|korps|korpset|skolen|skulen|trinnet|klubben|jobben|koret|gjengen|russen|sfo|barnehagen|"
    r"barnehagan|team|class|school|vennegjeng\w*|turnlaget|konfirmantene)"
)
_ATTENDED = word_set("gikk gjekk gjikk attended")
_SCHOOL = re.compile(r"\w*(skole|skolen|skule|skulen|gymnas|vgs|school|linje|klasse)")
_SELF = word_set("selv sjøl sjølv jo også lenge engang au")
_REACH = 3
_STUDY_PLACES = word_set("ntnu nmbu uib uio uit oslomet praksisplass lærlingplass læreplass lærling")
_FROM_THEN = word_set("til fra frå neste")
_SEASONS = word_set("høsten hausten sommeren sommaren våren vinteren nyttår år august neste")
_PLANS = PLAN | word_set("wants want wish drøm drømmen håper")
_STUDIES = word_set("studere studera study utdanne utdanna")
_HOPES = _STUDIES | word_set(
    "bo bu jobbe jobba arbeide arbeida flytte flytta jobb hus leilighet live work move"
)
_BE = word_set("være vere vær be")
_BEEN = word_set("vært vore vøre gått reist budd bodd sett")
_SURELY = word_set("skal ska skulle")
_ADMITTED = word_set("plass inn opptatt opptak søkt søker søkte søkjer admitted")
_COURSE = re.compile(
    r"\w*(studie|studiet|internat|internatet|folkehøgskole|folkehøyskole|folkehøgskule|høyskole|høgskole|universitet|universitetet|linje|internatskole|internatskule|"
    r"college|university|folkehøgskolen|ntg|toppidrettsgymnas|\w*linj[ae]n?)"
)


def is_another_time(before: list[str], after: list[str]) -> bool:
    """Whether the place between the words `before` and `after` of one clause belongs to somebody's earlier or hoped-for life."""
    if len(before) > 1 and before[0] in _EARLIER and before[-1] in _LIVES:
        return True  # "før jeg bo Kristiansand"
    if len(before) < 2 or before[-1] not in AT or before[-2] == "her":
        return False
    return (
        (before[-2] in _AS and before[-1] == "i")  # "det regnet som i Bergen"
        or _next_year(before, after)
        or _never_there(before)
        or _was_something(before)
        or _long_ago(before, after)
        or _with_a_group(before, after)
        or _hopes(before)
    )


def _next_year(before: list[str], after: list[str]) -> bool:
    """ "Skal begynne på NTNU i X til høsten", "folkehøgskole i X til neste år"; but not "skal begynne på skolen i X til høsten"."""
    then = any(a in _FROM_THEN and b in _SEASONS for a, b in pairwise(after[:4]))
    return then and any(_COURSE.fullmatch(word) or word in _STUDY_PLACES for word in before)


def _never_there(before: list[str]) -> bool:
    """ "Har aldri vært i"; but not "har aldri vært på legevakta i"."""
    return "aldri" in before and before[-2] in _BEEN


def _was_something(before: list[str]) -> bool:
    """ "Jeg var sykepleier på", "da jeg var liten i", "when I was a nurse in", "eg gjekk på skule i"; but not "jeg er sykepleier på"."""
    if SELVES & set(before) and _ATTENDED & set(before) and any(map(_SCHOOL.fullmatch, before)):
        return True
    at = max((i for i, word in enumerate(before) if word in _WAS), default=None)
    if at is None:
        return False
    said = [word for word in before[at + 1 : -1] if word not in A | _SELF][:_REACH]
    if said and _OCCUPATION.fullmatch(said[0]):
        return True
    young = any(_AGE.fullmatch(word) for word in said)
    return young and bool(_WHEN & set(before[:at]))


def _long_ago(before: list[str], after: list[str]) -> bool:
    """ "I barndommen i", "som barn på", "for ti år siden i X var"; but not "for ti år siden flyttet vi til X"."""
    words, said = set(before), " ".join(before)
    if before[-2:-1] != [] and before[-2] in _TIME_OF_LIFE:
        return True  # "min egen barndom i"
    if (
        after[:1] != []
        and after[0] in _THEN
        and bool(SELVES & set(after[1:2]))
        and bool(_WAS & set(after[2:3]))
    ):
        return not words & LIVE  # "jobba på X da jeg var ung"
    if after[:1] == ["i"] and after[1:2] != [] and _LAST_CENTURY.fullmatch(after[1]):
        return True  # "drukna på Senja i 1974"
    if before[0] in _EARLIER and words & _LIVES:
        return True  # "før jeg bo i", as who learns Norwegian says it
    if words & LIVE:
        return False
    if any(
        (a in _AS and (b in _YOUNG or b.endswith("åring")))
        or (a in _IN and b in _TIME_OF_LIFE)
        or (a in _TIME_OF_LIFE and b in _MINE)
        for a, b in pairwise(before)
    ):
        return True
    if _OLD_DAYS.search(said) or any(word == "tallet" or word.endswith("titallet") for word in before):
        return True
    ago = _YEARS_AGO.search(said) or _YEARS_AGO.search(" ".join(after))
    return bool(ago) and bool(_WAS & {*before, *after})


def _with_a_group(before: list[str], after: list[str]) -> bool:
    """ "Var på X med klassen": a trip that the class, the club or the work makes; but not "vi er på X med laget"."""
    there = before[0] in BE or (bool(SELVES & set(before)) and bool(BE & set(before)))
    return bool(
        len(after) > 1
        and not there
        and after[0] in _COMPANY
        and any(_GROUP.fullmatch(word) for word in after[1:3])
        and not LIVE & set(before)
    )


def _hopes(before: list[str]) -> bool:
    """ "Vil studere i", "drømmer om å jobbe på", "har fått plass på internat i"; but not "skal bo i" nor "vil ikke gå på skole i"."""
    words = set(before)
    if words & NOT:
        return False
    course = any(_COURSE.fullmatch(word) for word in before)
    if words & _ADMITTED and course:
        return True
    at = next((i for i, word in enumerate(before) if word in _PLANS), None)
    if at is None:
        return False
    wanted = set(before[at + 1 : -1])
    if wanted & _STUDIES or course:
        return True
    hopes = _HOPES if SELVES & words else _HOPES | _BE
    return before[at] not in _SURELY and bool(wanted & hopes)
