"""Whether somebody is in another country now: a name alone is a wish, a memory or a grandmother."""

from directory.places.context import LIVE, Context
from directory.places.people import CHILD, GROWN_UP, PERHAPS_CHILD, SELF, person_at, subject
from directory.places.text import word_set

_THERE = LIVE | word_set(
    "er e ær befinner befinn oppholder oppheld ferie ferier ferierer sitter sit sitt utstasjonert stasjonert studerer jobber "
    "besøk hotell are am re m is staying stuck holiday vacation innlagt strandet"
)
_IN = word_set("i på in at ved")
_ABROAD = word_set("abroad overseas utenlands utanlands")
_ARRIVED = word_set("flyttet flytta reist kommet komme ankommet dratt moved")
_NOT_NOW = word_set(
    "var va vært vore vøre vørri skal ska skulle vil vurderer drømmer drøymer planlegger etter bodde budde født fødd tenker før "
    "was were after planning skulle pleier kjøpt laget kommer been ble blei vart blitt fikk hadde"
)
_CALLS = word_set("ringe ringer ringt call calling")
_IF = word_set("hvordan korleis koss how if hvis dersom viss wish skulle drømmer planlegger")
_WORK = word_set("jobb jobbreise jobbtur arbeid seminar kurs")
_AGO = word_set("ago siden sidan")
_WITH = {"med", "with", "mæ"}
_THEM = (["de"], ["dei"], ["they"], ["dem"], ["dæm"])
_REACH = 12
_MOST_ANSWER = 6
"""In an answer of so few words nobody needs to say that they are there: "på en øy i Hellas"."""
_NEAR = 6
"""So many words may stand between "er" and the place: "er på et hotell i Spania"."""


def abroad_now(context: Context, start: int, end: int) -> bool:
    """Whether the parent or the child is said to be, or live, in the foreign place from `start` to `end`."""
    before, after = context.before(start, _REACH), context.after(end, 4)
    if not before or _IF & set(before) or (_WORK | _AGO) & set(after):
        return False
    if context.folded[end : end + 1] in (["her"], ["here"]):
        return False  # "my family is in Manila, here it's only me"
    lead = before[-1]
    if lead in {"fra", "frå", "from"}:
        return bool(_CALLS & set(before[-4:]))
    there = [at for at, word in enumerate(before) if word in _THERE and at >= len(before) - _NEAR]
    if lead in {"til", "to"}:
        return (
            bool(_ARRIVED & set(before[-4:]))
            and not _NOT_NOW & set(before)
            and _ours(context, start, {SELF, CHILD})
        )
    if context.asked and len(context.words) <= _MOST_ANSWER and lead in _IN and not there:
        return not _NOT_NOW & set(before)
    if there and before[there[-1] - 1 : there[-1]] in _THEM:
        return False  # "passer henne mens de er i"
    if not there or (lead not in _IN and " ".join(context.folded[start:end]) not in _ABROAD):
        return False
    return not _NOT_NOW & set(before[max(0, there[0] - 2) :]) and _ours(
        context, start, {SELF, CHILD, PERHAPS_CHILD, None}
    )


def _ours(context: Context, start: int, whose: set[str | None]) -> bool:
    """Whether the text speaks of the parent or the child here, or names the child with somebody there."""
    first, last = context.clause(start)
    who = subject(context, max(first, start - _REACH), start)
    if who in whose:
        return True
    if who in GROWN_UP and not _WITH & set(context.after(start + 1, 1)):
        return False  # "my sister lives in Germany and her baby"
    return any(person_at(context, at) == CHILD for at in range(start, min(last, start + _REACH)))
