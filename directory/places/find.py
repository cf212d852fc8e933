"""Find the places a text names: official, Sámi and Kven names, former kommuner, districts, postal towns,
postcodes, nicknames and misspellings. Deterministic; no model."""

from collections.abc import Collection
from dataclasses import dataclass

from directory.places.among import chosen_of
from directory.places.choice import Hit, settled, without_corrected
from directory.places.context import Context, lies_elsewhere
from directory.places.evidence import is_place, is_region
from directory.places.fuzzy import clipped, misspelt, misspelt_words, with_town_nearby
from directory.places.inflected import in_sami_or_kven, inflected
from directory.places.joined import split_joined
from directory.places.level import Level
from directory.places.names import PlaceNames
from directory.places.postcode import postcode_at
from directory.places.role import Role, roles_of
from directory.places.split import split_name
from directory.places.text import Word, words_of

_MAX_WORDS = 5
_SAMI = frozenset("áčđŋšŧž")
"""Letters that no Norwegian word has."""
_MOST_HITS = 40
_MOST_READ_CLOSELY = 400
"""Names written wrong are looked for in so many words: a very long text is read as fast as it comes."""


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


def find_places(
    names: PlaceNames, text: str, *, asked: bool = False, among: Collection[str] = ()
) -> list[Place]:
    """The places of the child that `text` names, in order of the text, then of kommunenummer.

    Where several places are named, those of other people, of work and of earlier years are left out. `among`: the
    kommuner that somebody was asked to choose from, so that "i Østfold" tells which.
    """
    context = Context.of(split_joined(names, words_of(text)), asked=asked)
    hits = _hits(names, context)
    if chosen := chosen_of(names, context, among, hits):
        return _places(context, text, chosen)
    hits = hits or _regions(names, context)
    hits = settled(names, context, without_corrected(context, hits))
    hits = _of_the_child(names, context, hits)
    return [place for hit in hits for place in _places(context, text, hit)]


def _hits(names: PlaceNames, context: Context) -> list[Hit]:
    hits: list[Hit] = []
    at = 0
    while at < len(context.words) and len(hits) < _MOST_HITS:
        skipped = _phrase_at(names, context, at)
        hit = None if skipped else _hit_at(names, context, at)
        if hit:
            hits.append(hit)
        at = hit.end if hit else at + max(skipped, 1)
    return hits


def _phrase_at(names: PlaceNames, context: Context, at: int) -> int:
    """How many words from `at` are a known phrase with a place name in it that is no place ("Dale of Norway")."""
    rests = names.phrases.get(context.folded[at], ())
    return max(
        (1 + len(rest) for rest in rests if tuple(context.folded[at + 1 : at + 1 + len(rest)]) == rest),
        default=0,
    )


def _hit_at(names: PlaceNames, context: Context, at: int) -> Hit | None:
    word = context.words[at]
    if word.folded.isdigit():
        found = postcode_at(names, context, at)
        return Hit(at, found[1], (found[0],)) if found else None
    count, targets = split_name(names, context, at)
    if targets:
        return Hit(at, at + count, targets)
    known = False
    for count in range(min(names.longest(word.folded), _MAX_WORDS), 0, -1):
        words = context.words[at : at + count]
        if len(words) < count or not all(w.joins_next for w in words[:-1]):
            continue
        key = " ".join(w.folded for w in words)
        if key not in names.targets:
            continue
        known = True
        if lies_elsewhere(context, names, at + count, names.targets[key]):
            return None
        if is_place(context, names, at, at + count, _level(names, key, words)):
            small = context.words[at].text.islower()
            targets = with_town_nearby(names, key, names.targets[key]) if small else names.targets[key]
            return Hit(at, at + count, targets)
        if names.levels[key] is Level.ABROAD:
            break
    if at >= _MOST_READ_CLOSELY:
        return None
    readers = (
        (clipped, misspelt_words)
        if known
        else (inflected, in_sami_or_kven, clipped, misspelt_words, misspelt)
    )
    for read in readers:
        count, targets = read(names, context, at)
        if targets and not lies_elsewhere(context, names, at + count, targets):
            return Hit(at, at + count, targets)
    return None


def _of_the_child(names: PlaceNames, context: Context, hits: list[Hit]) -> list[Hit]:
    """Without places that are only told about; where several are left, the most telling."""
    if all(t.kind == "utlandet" for hit in hits for t in hit.targets):
        return hits  # whether somebody is there has been asked already
    roles = roles_of(names, context, [(hit.start, hit.end) for hit in hits])
    told = [(hit, role) for hit, role in zip(hits, roles, strict=True) if role > Role.STORY]
    best = max((role for _, role in told), default=Role.STORY)
    several = len({hit.kommuner for hit, _ in told}) > 1
    return [hit for hit, role in told if role == best or not several]


def _level(names: PlaceNames, key: str, words: list[Word]) -> Level:
    """How doubtful the name is as it is written: "Máze" is no word, "maze" is."""
    level = names.levels[key]
    in_sami = level is Level.WORD and any(not _SAMI.isdisjoint(word.text.casefold()) for word in words)
    return Level.PLAIN if in_sami else level


def _regions(names: PlaceNames, context: Context) -> list[Hit]:
    """A small region where no kommune is named: "på Toten" is one of two."""
    hits = []
    for at, word in enumerate(context.folded):
        targets = names.region_targets.get(word, ())
        if targets and is_region(context, names, at, at + 1):
            hits.append(Hit(at, at + 1, targets))
    return hits


def _places(context: Context, text: str, hit: Hit) -> list[Place]:
    start, end = context.words[hit.start].start, context.words[hit.end - 1].end
    return [Place(t.kommunenummer, t.navn, start, end, text[start:end], t.sted, t.kind) for t in hit.targets]
