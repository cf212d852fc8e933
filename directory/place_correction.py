"""Places that the writer takes back: "Bergen, nei vent, Askøy", "i Hamar. eller Stange da", "bor i X, nei, vi flytta til Y"."""

from itertools import pairwise

from directory.place_choice import Hit
from directory.place_context import IS, LIVE, NOT, Context
from directory.place_text import word_set

_NO = word_set(
    "nei neei neida nope sorry oi ops unnskyld beklager feil no autokorrektur autocorrect skrivefeil"
)
_RATHER = word_set("eller rettere sagt egentlig heller snarere or")
_AFTER_ALL = word_set("da då heller egentlig forresten altså")
_CLOSE, _FAR = 4, 10
"""Words between a place and the one that replaces it: "Hamar, unnskyld, det skulle stå Harstad"."""


def without_corrected(context: Context, hits: list[Hit]) -> list[Hit]:
    """The hits, without those that a later one replaces, wherever their kommune is named."""
    for number, (earlier, later) in enumerate(pairwise(hits), start=1):
        if not later.kommuner & earlier.kommuner and _replaces(context, earlier, later):
            rest = [hit for hit in hits[number + 1 :] if hit.kommuner != earlier.kommuner]
            return without_corrected(context, [later, *rest])
    return hits


def _replaces(context: Context, earlier: Hit, later: Hit) -> bool:
    between, after = context.folded[earlier.end : later.start], context.after(later.end, 2)
    is_now = len(after) == 2 and after[0] in IS and after[1] == "det"
    if between[:1] == ["eller"] and is_now and len(between) <= _FAR:
        return True  # "i Hamar. eller Stange da, rett over grensa, Ottestad heter det"
    taken_back = max((at for at, word in enumerate(between) if word in _NO), default=None)
    if taken_back is not None and len(between) <= _FAR:
        said = set(between[taken_back + 1 :])
        return len(between) <= _CLOSE or is_now or bool(said & LIVE and not said & NOT)
    if between and set(between) <= _RATHER:
        return len(between) > 1 or bool(after and after[0] in _AFTER_ALL)
    opens = later.start == context.clause(later.start)[0]
    return opens and after == ["altså"] and len(between) <= _CLOSE
