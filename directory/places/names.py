"""The index of place names, built once when the files are read."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile
from pathlib import Path

from content.errors import ContentError
from directory.boundaries import Point
from directory.model import Kommune
from directory.places.files import ABROAD_NUMBERS, PlaceFiles, Row, read_place_files
from directory.places.level import Level, NameLists, Target, level_of, worth_asking
from directory.places.nearest import NearestNames
from directory.places.slips import is_inflected, is_swedish, is_word, zipf_of
from directory.places.text import key_of

_SIDES = {"nordre", "søndre", "østre", "vestre", "øvre", "nedre", "midtre"}
"""Written as a letter: "N. Follo", "Ø. Eiker"; but not "indre", whose letter is a preposition: "i Østfold"."""
_SHORTEST_NICKNAME = 7
_SHORT_AA = 3
"""The old spelling of a short name: "Aas", "Haa"."""
_IN_USE = 3.8
"""A spelling so common (Zipf) is a word; "Andøya" is written now and then because it is a place."""
_SHORTEST_TAIL = 3
"""A word so long counts as the end of a longer one too."""
_NO_TRIPS = ("temperatur", "kultur", "natur", "struktur", "litteratur", "retur", "armatur")
"""They end like a trip."""
_MOST_IN_REGION = 6
"""A region with more kommuner is no answer: nobody chooses among so many."""
# Endings that come and go in speech: "Stjørdalen", "Verdal'n", "Kvaløy", "Kråkerøya".
_ENDINGS = (("dal", ("dalen", "daln", "darn", "dærn")), ("dalen", ("dal", "daln", "darn", "dærn")), ("øy", ("øya",)), ("øya", ("øy",)),
            ("fjord", ("fjorden",)), ("vik", ("vika",)), ("vika", ("vik",)), ("nes", ("neset",)), ("øen", ("øn",)))  # fmt: skip


@dataclass
class PlaceNames:
    """Names to targets, with what each needs around it."""

    targets: dict[str, tuple[Target, ...]] = field(default_factory=dict)
    levels: dict[str, Level] = field(default_factory=dict)
    first_words: dict[str, int] = field(default_factory=dict)
    postnummer: dict[str, Target] = field(default_factory=dict)
    regions: dict[str, frozenset[str]] = field(default_factory=dict)
    region_targets: dict[str, tuple[Target, ...]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    things: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    trips: frozenset[str] = frozenset()
    long_trips: tuple[str, ...] = ()
    long_journeys: tuple[str, ...] = ()
    journeys: frozenset[str] = frozenset()
    hospitals: frozenset[str] = frozenset()
    landscape: frozenset[str] = frozenset()
    centres: dict[str, Point] = field(default_factory=dict)
    kommuner: dict[str, Target] = field(default_factory=dict)
    """Each kommune under its number."""
    first_names: frozenset[str] = frozenset()
    sami_or_kven: frozenset[str] = frozenset()
    """Names in those languages."""
    no_words: frozenset[str] = frozenset()
    """Names that are no ordinary words."""
    alphabetical: list[str] = field(default_factory=list)
    nearest: NearestNames = field(default_factory=lambda: NearestNames(()))
    nearest_long: NearestNames = field(default_factory=lambda: NearestNames(()))

    @classmethod
    def load(cls, resources: Path, kommuner: dict[str, Kommune]) -> "PlaceNames":
        """Read resources/steder. Raises ContentError with all problems."""
        files = read_place_files(resources)
        if files.problems:
            raise ContentError(files.problems)
        return cls.build(files, kommuner)

    @classmethod
    def build(cls, files: PlaceFiles, kommuner: dict[str, Kommune]) -> "PlaceNames":
        """Index the names of all kommuner and everything in `files`."""
        found: dict[str, list[Target]] = defaultdict(list)
        for key, target in _all_targets(files, kommuner):
            if target not in found[key]:
                found[key].append(target)
        _add_bare_names(found, frozenset(map(key_of, files.regioner.regioner)))
        names, lists = cls(), NameLists.of(files.vanlige)
        for key, targets in found.items():
            level = level_of(key, targets, lists)
            inflected = (
                level is Level.PLAIN and key.endswith("an") and is_inflected(key)
            )  # "steinan": the stones
            names._add(key, worth_asking(targets), Level.WORD if inflected else level)
        names.nearest = NearestNames(key for key in names.levels if names._may_be_misspelt(key))
        names.nearest_long = NearestNames(
            key for key, level in names.levels.items() if " " in key and level is Level.FREE
        )
        names._add_spellings()
        names.no_words = frozenset(key for key, level in names.levels.items() if level <= Level.SURNAME)
        is_swedish("")  # reads the last list of words now, not while a parent waits
        names.alphabetical = sorted(key for key in names.targets if " " not in key)
        names.postnummer = {row["postnummer"]: _postnummer_target(row, kommuner) for row in files.postnummer}
        names._add_regions(files, kommuner)
        names.things = frozenset(map(key_of, files.vanlige.ting))
        names.roles = frozenset(map(key_of, files.vanlige.roller))
        names.trips = frozenset(map(key_of, files.vanlige.turer))
        names.long_trips = tuple(sorted(trip for trip in names.trips if len(trip) >= _SHORTEST_TAIL))
        names.journeys = frozenset(map(key_of, files.vanlige.reiser))
        names.long_journeys = tuple(sorted(word for word in names.journeys if len(word) > _SHORTEST_TAIL))
        names.hospitals = frozenset(map(key_of, files.vanlige.sykehus))
        names.landscape = frozenset(map(key_of, files.vanlige.natur))
        names.centres = files.centres
        names.kommuner = {n: _target(n, kommuner, kommune.navn, "kommune") for n, kommune in kommuner.items()}
        others = [k.andre_navn for k in kommuner.values()]
        more = files.kallenavn.samisk_og_kvensk.values()
        names.sami_or_kven = frozenset(key_of(name) for some in (*others, *more) for name in some)
        names.first_names = frozenset(map(key_of, files.vanlige.fornavn))
        for phrase in map(key_of, files.vanlige.uttrykk):
            first, *rest = phrase.split(" ")
            names.phrases.setdefault(first, []).append(tuple(rest))
        return names

    def longest(self, first_word: str) -> int:
        """How many words the longest name has that begins with this word; 0 when none does."""
        return self.first_words.get(first_word, 0)

    def is_trip(self, word: str) -> bool:
        """Whether the word is a trip, an event or a holiday home, also as the end of another: "skiferien"."""
        return word in self.trips or (word.endswith(self.long_trips) and not word.startswith(_NO_TRIPS))

    def is_journey(self, word: str) -> bool:
        """Whether the word is what one travels with, also as the end of another: "danskebåten"."""
        return word in self.journeys or word.endswith(self.long_journeys)

    def fame(self, key: str) -> float:
        """How often the name is written, on the Zipf scale."""
        return zipf_of(key, "nb")

    def beginning_with(self, head: str) -> list[str]:
        """Names of one word that begin with these letters."""
        first = bisect_left(self.alphabetical, head)
        return list(takewhile(lambda key: key.startswith(head), islice(self.alphabetical, first, None)))

    def kommuner_of(self, key: str) -> frozenset[str]:
        """Kommunenummer that a name or a region stands for."""
        own = {t.kommunenummer for t in self.targets.get(key, ()) if t.kommunenummer}
        return self.regions.get(key, frozenset()) | own

    def _may_be_misspelt(self, key: str) -> bool:
        """Not a person's name, and no short form that is a slip itself ("frstad")."""
        short = len(key) < _SHORTEST_NICKNAME and all(t.kind == "kallenavn" for t in self.targets[key])
        return self.levels[key] != Level.PERSON and not short

    def _add(self, key: str, targets: tuple[Target, ...], level: Level) -> None:
        self.targets[key] = targets
        self.levels[key] = level
        words = key.split(" ")
        self.first_words[words[0]] = max(self.first_words.get(words[0], 0), len(words))

    def _add_spellings(self) -> None:
        """Without å, æ, ø ("tromso", "aalesund"), without the space ("moirana"), with other endings ("verdaln")."""
        for key, targets in list(self.targets.items()):
            level = self.levels[key]
            for spelling in _spellings(key):
                if spelling not in self.targets and len(spelling) >= (_SHORT_AA if "aa" in spelling else 4):
                    doubtful = level <= Level.SURNAME and (level > Level.FREE or is_word(spelling))
                    self._add(spelling, targets, Level.WORD if doubtful else level)
            for spelling in _other_endings(key):
                if spelling not in self.targets and level <= Level.PLAIN:
                    self._add(spelling, targets, Level.WORD if is_word(spelling, _IN_USE) else level)

    def _add_regions(self, files: PlaceFiles, kommuner: dict[str, Kommune]) -> None:
        by_fylke: dict[str, set[str]] = defaultdict(set)
        for number in kommuner:
            by_fylke[number[:2]].add(number)
        for name, numbers in files.regioner.regioner.items():
            key = key_of(name)
            region = frozenset().union(*({n} if len(n) == 4 else by_fylke[n] for n in numbers))
            self.regions[key] = region
            fylke = any(len(number) == 2 for number in numbers)
            if len(region) <= _MOST_IN_REGION and not fylke and key not in self.targets:
                self.region_targets[key] = tuple(_target(n, kommuner, name, "omrade") for n in sorted(region))


def _all_targets(files: PlaceFiles, kommuner: dict[str, Kommune]) -> Iterator[tuple[str, Target]]:
    for number, kommune in kommuner.items():
        for name in (kommune.navn, *kommune.andre_navn):
            yield key_of(name), Target(number, kommune.entydig, name, "kommune")
    for row in files.names:
        kind = "tidligere_kommune" if row["type"] == "kommune" else row["type"]
        yield (
            key_of(row["navn"]),
            _target(row["kommunenummer"], kommuner, row["navn"], kind, int(row["antall"])),
        )
    parts = (
        ("kallenavn", files.kallenavn.kallenavn),
        ("kallenavn", files.kallenavn.samisk_og_kvensk),
        ("omrade", files.kallenavn.omraader),
    )
    for kind, by_number in parts:
        for number, names in by_number.items():
            for name in names:
                yield key_of(name), _target(number, kommuner, name, kind)
    for kind in ("svalbard", "jan_mayen", "utlandet"):
        for name in getattr(files.utenfor, kind):
            yield key_of(name), Target(None, name, name, kind)
    for row in files.land:
        yield key_of(row["navn"]), Target(None, row["navn"], row["navn"], "utlandet")


def _target(number: str, kommuner: dict[str, Kommune], name: str, kind: str, count: int = 0) -> Target:
    if number in ABROAD_NUMBERS:
        return Target(None, name, name, ABROAD_NUMBERS[number], count)
    return Target(number, kommuner[number].entydig if number in kommuner else name, name, kind, count)


def _postnummer_target(row: Row, kommuner: dict[str, Kommune]) -> Target:
    return _target(row["kommunenummer"], kommuner, row["poststed"], "postnummer")


def _add_bare_names(found: dict[str, list[Target]], regions: frozenset[str]) -> None:
    """ "Hovin i Gauldal" also makes "hovin". A postal town does so even where the name is known elsewhere
    ("Nes i Ådal", "Sande i Sunnfjord"); a part of town that is called by a word ("Fossen i Ringsaker") does not."""
    bare: dict[str, list[Target]] = defaultdict(list)
    for key, targets in found.items():
        head, _, tail = key.partition(" i ") if " i " in key else key.partition(" på ")
        if not tail or " " in head or len(head) < 2 or head in regions:
            continue
        known = {target.kommunenummer for target in found.get(head, ())}
        just_a_word = not known and is_word(head)
        chief = {target.kommunenummer for target in worth_asking(targets)}
        bare[head] += [
            target
            for target in targets
            if target not in bare[head]
            and target.kommunenummer in chief
            and not (just_a_word and target.kind == "omrade")
            and (not known or (target.kind == "poststed" and target.kommunenummer not in known))
        ]
    for head, targets in bare.items():
        if targets:
            found[head] = [*found.get(head, []), *targets]


def _spellings(key: str) -> Iterable[str]:
    plain = key.replace("ø", "o").replace("å", "a").replace("æ", "a")
    long = key.replace("ø", "oe").replace("å", "aa").replace("æ", "ae")
    joined = key.replace(" ", "") if " " in key and len(key) >= 7 else key
    first, _, rest = key.partition(" ")
    short = f"{first[0]} {rest}" if first in _SIDES and rest else key
    return dict.fromkeys(
        spelling for spelling in (plain, long, key.replace("æ", "ae"), joined, short) if spelling != key
    )


def _other_endings(key: str) -> Iterator[str]:
    for ending, others in _ENDINGS:
        if key.endswith(ending) and len(key) > len(ending) + 2 and " " not in key:
            yield from (key.removesuffix(ending) + other for other in others)
