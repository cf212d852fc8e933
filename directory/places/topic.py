"""Names of places that are a team, a programme or a topic: "heier på Molde", "serien Borgen", "lærer om Bergen"."""

from directory.places.context import AT, HERE, LIVE, SPEAKERS, Context
from directory.places.level import Level
from directory.places.people import SELVES
from directory.places.text import word_set

_WATCHED = word_set("ser sett sjå sjer såg følger")
_SHOWN = word_set(
    "serien serie filmen film episode episoder episoden sesong sesongen boka boken spillet sangen låta programmet podkasten "
    "podcasten netflix series show"
)
_LIGHTLY = word_set("bare berre alltid mye mykje litt hele heile gamle nye siste hver kvar på av om")
_MATCH = word_set(
    "kamp kampen håndballkamp fotballkamp spille spiller spilte spela spelte tapte tapt vant vunnet vinne slo cup cupen fotball håndball match "
    "finale finalen bortekamp hjemmekamp serien eliteserien"
)
_RESULT = word_set(
    "vant vinner tapte taper rykket rykka rykker scora scoret scoret slo spilte spelte spelar spiller spille plays"
)
_NO_GAME = word_set("rolle rolla role")
""""Spiller ingen rolle": it does not matter."""
_CLUB = word_set("il fk bk sk if ik ff ifk tif cup-lag håndballklubb fotballklubb turnforening ishockey")
_HOLDS = word_set("holder holdt held heldt")
_CHEER = word_set("heier heie heia fan supporter drakta drakt trøya trøye")

_AFTER_MATCH = word_set("i og hver kvar på sammen saman med mot spille når da før")
_THEY = word_set("dere de dei du")
_ABOUT = word_set("om about")
_TOPICS = word_set(
    "hadde har hatt ha lære lærer lærte lært lese leser leste lest las skrive skriver skrev skreiv foredrag foredraget stil stilen oppgave oppgaver "
    "oppgaven prosjekt prosjektet lekse lekser leksa leksen prøve prøven prøva bok boka boken film filmen sang sangen song dokumentar "
    "dokumentaren tema temaet temauke undervisning undervist snakke snakka snakker snakket prata prater pratet synge synger sang pugger pugge handler "
    "handlar handla så såg hørte høyrde artikkel artikkelen sak saken reportasje presentasjon presentasjonen framføring fremføring "
    "learned learning essay project read book movie"
)
"""What is told, taught or shown about a place: "hadde om Bergen på skolen"."""
_FEELS = word_set("elsker elskar savner saknar digger diggar love loves miss misses")
_GLAD = (["glad"], ["forelska"], ["forelsket"])
_REACH = 6


def is_team(context: Context, start: int, end: int) -> bool:
    """ "Kampen mot Molde", "heier på Brann", "fan av Bodø/Glimt", "Molde vant"."""
    before = context.before(start, 3)
    if context.folded[end : end + 1] and context.folded[end] in _CLUB and context.words[end - 1].gap == " ":
        return True
    if (
        context.folded[end : end + 1]
        and context.folded[end] in _RESULT
        and not _NO_GAME & set(context.after(end, 4))
        and not set(before[-1:]) & (AT | LIVE)
    ):
        return True
    if not before:
        return False
    if before[-1] in {"mot", "slo", "over"}:
        first, last = context.clause(start)
        return bool(_MATCH & set(context.folded[max(first, start - 12) : min(last, start + 12)]))
    if before[-1] in AT and before[-2:-1] == ["er"] and set(before[-3:-2]) & _MATCH:
        return True  # "kampen er på Ullevaal"
    if before[-2:] in (["besatt", "av"], ["opptatt", "av"]):
        return True
    if before[-1] == "for" and before[-2:-1] != [] and before[-2] in _MATCH:
        return True  # "spiller for Molde"
    if set(before) & _HOLDS:
        return before[-1] == "med"  # "holder med Viking", but "holder hus på"
    return (
        bool(_CHEER & set(before))
        and "til" not in before
        and before[-1] in {"på", "med", "av", "heia", "for"}
    )


def is_programme(context: Context, start: int, end: int, level: Level) -> bool:
    """ "Ser bare på Borgen", "serien Skam", "sesong to av Exit"."""
    before = context.before(start, 5)
    on = bool(before) and before[-1] in {"på", "av"}
    while before and before[-1] in _LIGHTLY:
        before.pop()
    if not before:
        return False
    if before[-1] in _SHOWN:
        return True
    saw = before[-1] == "så" and bool(set(before[-2:-1]) & (SPEAKERS | _THEY))
    return on and (
        (before[-1] in _WATCHED and level is not Level.FREE)
        or ((saw or before[-1] in _WATCHED) and _goes_on(context, end))
    )


def _goes_on(context: Context, end: int) -> bool:
    """ "Vi så på Molde i går", "ser på Brann hver helg"; but not "så på Geilo at han hostet"."""
    after = context.after(end, 1)
    return not after or after[0] in _AFTER_MATCH


def _is_taught(before: list[str]) -> bool:
    """ "Hadde (de) om", "leste om", "prosjekt om"."""
    while before and before[-1] in SPEAKERS | _THEY:
        before = before[:-1]
    return before[-1:] != [] and before[-1] in _TOPICS


def is_topic(context: Context, start: int) -> bool:
    """ "De hadde om Bergen", "prosjekt om slaget ved Stiklestad", "savner Tromsø"; but not "lurer på om Bergen har krisesenter" nor who lives there."""
    before = context.before(start, _REACH)
    if before[-1:] != [] and (before[-1] in _FEELS or (before[-1] == "i" and before[-2:-1] in _GLAD)):
        return True
    about = [at for at, word in enumerate(before) if word in _ABOUT and _is_taught(before[:at])]
    if not about:
        return False
    told = before[about[-1] + 1 :]
    return not set(told) & (LIVE | SPEAKERS | SELVES | HERE)
