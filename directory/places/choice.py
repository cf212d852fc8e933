"""Which place is meant: of several with one name what else the text says of where it lies, and of several in a row not what the writer takes back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from math import dist

from directory.boundaries import Point
from directory.places.context import (
    BYDEL,
    FROM,
    IS,
    LIVE,
    NEARNESS,
    NOT,
    Context,
    alone,
    kommune_after,
    qualifier,
)
from directory.places.correction import AFTER_ALL, NO, RATHER
from directory.places.level import Target
from directory.places.names import PlaceNames
from directory.places.text import word_set

_DENIED = 5
"""Words from a "not" to the region it denies: "ikkje den inst i Sogn"."""
_WITHIN = (["i"], ["in"])
_INSTEAD = word_set("men det og but")
_KOMMUNEN = re.compile(r"(hjem|heim|bosteds|bustads)?kommun(e|en|a)")
_COMPASS = word_set("nord sør øst vest aust syd nordover sørover")
_DISTANCE = word_set("kjøretur kvarter kvarters minutter min halvtime halvtimes time timer times mil km")
_BESIDE = 3
"""A place so few words away tells which of several is meant: "Os utenfor Bergen"."""
_CLEARLY = 0.7
"""The nearest counts when it is so much nearer than the next."""
_MY_WORK = {"der", "jobber"}
""""Oppegård. Nei, det er der jeg jobber. Nesodden": the first is no home."""
_CLOSE, _FAR = 4, 10
"""Words between a place and the one that replaces it: "Hamar, unnskyld, det skulle stå Harstad"."""


@dataclass(frozen=True)
class Hit:
    """Words `start` to `end` (exclusive) that name a place, and the places of that name."""

    start: int
    end: int
    targets: tuple[Target, ...]

    @property
    def kommuner(self) -> frozenset[str]:
        return frozenset(t.kommunenummer for t in self.targets if t.kommunenummer)


def settled(names: PlaceNames, context: Context, hits: list[Hit]) -> list[Hit]:
    """The hits, of several places with one name only those that the rest of the text leaves."""
    hits = _without_denied(names, context, _without_wider(context, _without_regions(names, context, hits)))
    region = _regions_named(names, context)
    return [
        replace(hit, targets=_chosen(names, context, hit, region, [h for h in hits if h is not hit]))
        if len(hit.targets) > 1
        else hit
        for hit in hits
    ]


def _without_regions(names: PlaceNames, context: Context, hits: list[Hit]) -> list[Hit]:
    """ "Jevnaker i Oppland": what only says where the place before it lies is not the village of that name."""
    return [
        hit
        for before, hit in pairwise([None, *hits])
        if hit
        and not (
            before
            and context.folded[before.end : hit.start] in _WITHIN
            and before.kommuner
            & names.regions.get(" ".join(context.folded[hit.start : hit.end]), frozenset())
        )
    ]


def _without_wider(context: Context, hits: list[Hit]) -> list[Hit]:
    """ "Sandvika i Verdal": a village that lies elsewhere too gives way to the kommune named with it."""
    kept = []
    for hit, following in zip_longest(hits, hits[1:]):
        within = following is not None and context.folded[hit.end : following.start] in _WITHIN
        wider = within and any(t.kind == "kommune" for t in following.targets)
        if not wider or hit.kommuner & following.kommuner or any(t.kind == "kommune" for t in hit.targets):
            kept.append(hit)
    return kept


def _without_denied(names: PlaceNames, context: Context, hits: list[Hit]) -> list[Hit]:
    """ "Bø. Nei ikkje i Telemark": of several places with one name, not the one that it is said not to be."""
    denied = frozenset[str]().union(
        *(
            names.kommuner_of(word)
            for at, word in enumerate(context.folded)
            if word in names.regions and is_denied_region(context, at)
        )
    )
    return [
        replace(hit, targets=tuple(t for t in hit.targets if t.kommunenummer not in denied) or hit.targets)
        for hit in hits
    ]


def is_denied_region(context: Context, at: int) -> bool:
    """ "Ikkje den inst i Sogn", "ikkje i Telemark"; but not "ikkje i Telemark, men i Vesterålen"."""
    before = context.before(at, _DENIED)
    last = max((i for i, word in enumerate(before) if word in NOT), default=None)
    return last is not None and not _INSTEAD & set(before[last + 2 :])


def _chosen(
    names: PlaceNames, context: Context, hit: Hit, region: frozenset[str], others: list[Hit]
) -> tuple[Target, ...]:
    """Use what else the text says ("Årnes på Nes", "Herøy, Nordland", "Kvam herad") to choose among several."""
    targets = hit.targets
    if kommune_after(context, hit.end) or any(map(_KOMMUNEN.fullmatch, context.before(hit.start, 3)[:-1])):
        targets = tuple(t for t in targets if t.kind in {"kommune", "tidligere_kommune"}) or targets
    if BYDEL & {*context.before(hit.start, 1), *context.after(hit.end, 1)}:
        targets = tuple(t for t in targets if t.kind == "bydel") or targets
    near = [
        other
        for other in others
        if -_BESIDE <= other.start - hit.end <= _BESIDE
        or _is_bearing(context, other.start)
        or _is_so_far_from(context, hit.end, other.start)
    ]
    fylker = frozenset(number[:2] for other in near for number in other.kommuner)
    choices = [
        [t for t in targets if t.kommunenummer in region],
        [t for t in targets if t.kommunenummer in qualifier(context, names, hit.end)],
        *([t for t in targets if t.kommunenummer in other.kommuner] for other in others),
        [t for t in targets if t.kommunenummer == _nearest(names, context, hit, near)],
        [t for t in targets if t.kommunenummer and t.kommunenummer[:2] in fylker],
    ]
    return next((tuple(some) for some in choices if 0 < len(some) < len(targets)), targets)


def _is_bearing(context: Context, start: int) -> bool:
    """ "Like sør for Bergen": a place that another is told from."""
    before = context.before(start, 2)
    return before[1:] == ["for"] and before[0] in _COMPASS


def _is_so_far_from(context: Context, end: int, start: int) -> bool:
    """ "Våler, en kvarters kjøretur fra Flisa"."""
    return (
        0 < start - end <= 2 * _BESIDE
        and context.folded[start - 1] in FROM
        and bool(_DISTANCE.intersection(context.folded[end:start]))
    )


def _nearest(names: PlaceNames, context: Context, hit: Hit, near: list[Hit]) -> str | None:
    """ "Sande utenfor Drammen", "Nes, fire mil fra Gol": the one that lies nearest to what it is said to be near."""
    beside = [
        number
        for other in near
        if _is_bearing(context, other.start)
        or NEARNESS & set(context.folded[hit.end : other.start] or context.folded[other.end : hit.start])
        for number in other.kommuner
    ]
    return nearest_to(names.centres, hit.kommuner, beside)


def nearest_to(centres: dict[str, Point], numbers: Iterable[str], others: Iterable[str]) -> str | None:
    """Which of the kommuner `numbers` lies clearly nearest to one of `others`, or None."""
    there = [centres[number] for number in others if number in centres]
    known = [number for number in numbers if number in centres]
    if not there or len(known) < 2:
        return None
    (first, number), (second, _) = sorted((min(dist(centres[n], at) for at in there), n) for n in known)[:2]
    return number if first < second * _CLEARLY else None


def _regions_named(names: PlaceNames, context: Context) -> frozenset[str]:
    keys = (
        (i, " ".join(context.folded[i : i + n]))
        for n in (1, 2, 3)
        for i in range(len(context.folded) - n + 1)
    )
    named = [key for i, key in keys if key in names.regions and not is_denied_region(context, i)]
    return frozenset().union(*(names.regions[key] for key in named))


def without_corrected(context: Context, hits: list[Hit]) -> list[Hit]:
    """The hits, without those that a later one replaces, wherever their kommune is named, and those asked back and denied."""
    hits = [hit for hit in hits if not _is_asked_back(context, hit)]
    for number, (earlier, later) in enumerate(pairwise(hits), start=1):
        if not later.kommuner & earlier.kommuner and _replaces(context, earlier, later):
            rest = [hit for hit in hits[number + 1 :] if hit.kommuner != earlier.kommuner]
            return without_corrected(context, [later, *rest])
    return hits


def _is_asked_back(context: Context, hit: Hit) -> bool:
    """ "Nesodden? nei, ..."."""
    denied = context.folded[hit.end : hit.end + 1] in (["nei"], ["neida"], ["nope"])
    return denied and context.words[hit.end - 1].gap.startswith("?") and alone(context, hit.start, hit.end)


def _is_now(context: Context, at: int) -> bool:
    """ "No" within a clause is Nynorsk: "på Haukeland med guten no"."""
    return context.folded[at] == "no" and context.words[at - 1].gap == " "


def _replaces(context: Context, earlier: Hit, later: Hit) -> bool:
    between, after = context.folded[earlier.end : later.start], context.after(later.end, 2)
    is_now = len(after) == 2 and after[0] in IS and after[1] == "det"
    if between[:1] == ["eller"] and is_now and len(between) <= _FAR:
        return True  # "i Hamar. eller Stange da, rett over grensa, Ottestad heter det"
    no = [at for at, word in enumerate(between) if word in NO and not _is_now(context, earlier.end + at)]
    taken_back = max(no, default=None)
    if taken_back is not None and len(between) <= _FAR:
        said = set(between[taken_back + 1 :])
        return len(between) <= _CLOSE or is_now or bool(said & LIVE and not said & NOT) or said >= _MY_WORK
    if between == ["altså"]:
        return True  # "bor i Moss, altså Råde"
    if between and set(between) <= RATHER:
        return len(between) > 1 or bool(after and after[0] in AFTER_ALL)
    opens = later.start == context.clause(later.start)[0]
    return opens and after == ["altså"] and len(between) <= _CLOSE
