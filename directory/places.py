"""Find the places a text names: official, Sámi and Kven names, former kommuner, districts, postal towns,
postcodes, nicknames and misspellings. Deterministic; no model."""

import re
from dataclasses import dataclass

from directory.place_context import Context, context_of, is_place, kommune_after
from directory.place_fuzzy import misspelt
from directory.place_names import Level, PlaceNames, Target
from directory.place_postcode import postcode_at
from directory.place_text import words_of

_TAIL = re.compile(
    r"s?(?:området|områda|områ|regionen|distriktet|traktene|legevakt|legevakta|legevakten|kommune|kommunen|sentrum)"
)
_MAX_WORDS = 5


@dataclass(frozen=True)
class Place:
    """One place in a text, `start` to `end` in code points. Several with one span: ambiguous.

    `navn` is the kommune's name (with its fylke where two share it), `matched` what was written, `sted` the
    name it was read as. `kind`: kommune, tidligere_kommune, bydel, omrade, kommunesenter, poststed, postnummer,
    kallenavn; or, with `kommunenummer` None, svalbard, jan_mayen, utlandet.
    """

    kommunenummer: str | None
    navn: str
    start: int
    end: int
    matched: str
    sted: str
    kind: str


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    targets: tuple[Target, ...]


def find_places(names: PlaceNames, text: str, *, asked: bool = False) -> list[Place]:
    """The places named in `text`, in order of the text, then of kommunenummer."""
    context = context_of(words_of(text), asked)
    hits: list[_Hit] = []
    at = 0
    while at < len(context.words):
        hit = _hit_at(names, context, at)
        if hit:
            hits.append(hit)
        at = hit.end if hit else at + 1
    return [place for hit in _settled(names, context, hits) for place in _places(context, text, hit)]


def _hit_at(names: PlaceNames, context: Context, at: int) -> _Hit | None:
    word = context.words[at]
    if word.folded.isdigit():
        found = postcode_at(names, context, at)
        return _Hit(at, found[1], (found[0],)) if found else None
    known = False
    for count in range(min(names.longest(word.folded), _MAX_WORDS), 0, -1):
        words = context.words[at : at + count]
        if len(words) < count or not all(w.joins_next for w in words[:-1]):
            continue
        key = " ".join(w.folded for w in words)
        if key in names.targets:
            known = True
            if is_place(context, names, at, at + count, names.levels[key]):
                return _Hit(at, at + count, names.targets[key])
    if known:
        return None
    for read in (_inflected, _split, misspelt):
        count, targets = read(names, context, at)
        if targets:
            return _Hit(at, at + count, targets)
    return None


def _inflected(names: PlaceNames, context: Context, at: int) -> tuple[int, tuple[Target, ...]]:
    """ "Oslos", "Bergensområdet", "Unjárggas"."""
    word = context.words[at].folded
    tail = _TAIL.search(word)
    stems = [word[: tail.start()]] if tail and tail.end() == len(word) else []
    stems += [word[:-1]] if word.endswith("s") else []
    for stem in stems:
        level = names.levels.get(stem, Level.ABROAD)
        if len(stem) >= 4 and level <= Level.PLAIN and is_place(context, names, at, at + 1, level):
            return 1, names.targets[stem]
    return 0, ()


def _split(names: PlaceNames, context: Context, at: int) -> tuple[int, tuple[Target, ...]]:
    """ "Lille hammer": two words that together are one long name."""
    words = context.words[at : at + 2]
    if len(words) < 2 or not words[0].joins_next:
        return 0, ()
    key = words[0].folded + words[1].folded
    if len(key) < 8 or min(len(w.folded) for w in words) < 3 or names.levels.get(key) is not Level.FREE:
        return 0, ()
    return (2, names.targets[key]) if is_place(context, names, at, at + 2, Level.FREE) else (0, ())


def _settled(names: PlaceNames, context: Context, hits: list[_Hit]) -> list[_Hit]:
    """Use what else the text says ("Årnes på Nes", "Herøy, Nordland", "Kvam herad") to choose among several."""
    region = _regions_named(names, context)
    return [
        _Hit(
            hit.start,
            hit.end,
            _chosen(hit, region, [h for h in hits if h is not hit], kommune_after(context, hit.end)),
        )
        if len(hit.targets) > 1
        else hit
        for hit in hits
    ]


def _chosen(hit: _Hit, region: frozenset[str], others: list[_Hit], official: bool) -> tuple[Target, ...]:
    if official and (kommuner := tuple(t for t in hit.targets if t.kind in {"kommune", "tidligere_kommune"})):
        hit = _Hit(hit.start, hit.end, kommuner)
    fitting = tuple(target for target in hit.targets if target.kommunenummer in region)
    if fitting:
        return fitting
    for other in others:
        also = {target.kommunenummer for target in other.targets}
        shared = tuple(target for target in hit.targets if target.kommunenummer in also)
        if shared and len(shared) < len(hit.targets):
            return shared
    return hit.targets


def _regions_named(names: PlaceNames, context: Context) -> frozenset[str]:
    folded = [word.folded for word in context.words]
    keys = [" ".join(folded[i : i + n]) for n in (1, 2, 3) for i in range(len(folded) - n + 1)]
    return frozenset().union(*(names.regions[key] for key in keys if key in names.regions))


def _places(context: Context, text: str, hit: _Hit) -> list[Place]:
    start, end = context.words[hit.start].start, context.words[hit.end - 1].end
    return [Place(t.kommunenummer, t.navn, start, end, text[start:end], t.sted, t.kind) for t in hit.targets]
