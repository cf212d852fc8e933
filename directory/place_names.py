"""The index of place names, built once when the files are read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from wordfreq import zipf_frequency

from content.errors import ContentError
from directory.model import Kommune
from directory.place_files import ABROAD_NUMBERS, PlaceFiles, Row, read_place_files
from directory.place_text import key_of, sound_of

_TOWN = 5
"""So many postnummer make a town that is meant when somebody says just its name."""
_COMMON_ZIPF = 3.0
_WORD_ZIPF = 1.3
_ENGLISH_ZIPF = 3.0


class Level(IntEnum):
    """How much the words around a name must say before it is read as a place."""

    FREE = 0
    """Only a place: "trondheim" anywhere."""
    PLAIN = 1
    """A place after "i", "på" or "fra", or alone."""
    WORD = 2
    """An ordinary word too: needs a capital letter after a preposition, "bor i", "kommune", or a question."""
    PERSON = 3
    """A person's name too: needs "bor på", "kommune", or a question."""
    ABROAD = 4
    """Outside Norway: needs somebody who says to be there."""


@dataclass(frozen=True)
class Target:
    """What a name stands for. `kommunenummer` is None outside the kommuner."""

    kommunenummer: str | None
    navn: str
    sted: str
    kind: str
    count: int = 0


@dataclass
class PlaceNames:
    """Names to targets, with what each needs around it."""

    targets: dict[str, tuple[Target, ...]] = field(default_factory=dict)
    levels: dict[str, Level] = field(default_factory=dict)
    first_words: dict[str, int] = field(default_factory=dict)
    sounds: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    postnummer: dict[str, Target] = field(default_factory=dict)
    regions: dict[str, frozenset[str]] = field(default_factory=dict)

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
        _add_bare_names(found)
        names = cls()
        sets = tuple(frozenset(map(key_of, words)) for words in _word_lists(files))
        for key, targets in found.items():
            names._add(key, _worth_asking(targets), _level(key, targets, *sets))
        names._add_spellings()
        names._index_sounds()
        names.postnummer = {row["postnummer"]: _postnummer_target(row, kommuner) for row in files.postnummer}
        names.regions = _regions(files, kommuner)
        return names

    def longest(self, first_word: str) -> int:
        """How many words the longest name has that begins with this word; 0 when none does."""
        return self.first_words.get(first_word, 0)

    def _add(self, key: str, targets: tuple[Target, ...], level: Level) -> None:
        self.targets[key] = targets
        self.levels[key] = level
        words = key.split(" ")
        self.first_words[words[0]] = max(self.first_words.get(words[0], 0), len(words))

    def _add_spellings(self) -> None:
        """Without å, æ, ø ("tromso", "aalesund") and without the space ("moirana")."""
        for key, targets in list(self.targets.items()):
            for spelling in _spellings(key):
                if spelling not in self.targets and len(spelling) >= 4:
                    level = self.levels[key]
                    doubtful = level is Level.PLAIN or (level is Level.FREE and _is_common(spelling))
                    self._add(spelling, targets, Level.WORD if doubtful else level)

    def _index_sounds(self) -> None:
        """Names that misspellings are compared with, by first letter of their sound."""
        buckets: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for key, level in self.levels.items():
            if level <= Level.WORD and len(key) >= 5 and self.targets[key][0].kommunenummer:
                sound = sound_of(key)
                buckets[sound[0]][sound].append(key)
        self.sounds = {letter: dict(sounds) for letter, sounds in buckets.items()}


@lru_cache(maxsize=20_000)
def is_word(word: str, *, strictly: bool = False) -> bool:
    """In use in Norwegian or English, so hardly a misspelt place. `strictly`: only words in common use count."""
    if strictly:
        return _is_common(word)
    return (
        zipf_frequency(word, "nb") >= _WORD_ZIPF
        or zipf_frequency(word, "en", wordlist="small") >= _ENGLISH_ZIPF
    )


def _is_common(word: str) -> bool:
    return (
        zipf_frequency(word, "nb") >= _COMMON_ZIPF
        or zipf_frequency(word, "en", wordlist="small") >= _COMMON_ZIPF + 0.5
    )


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
    parts = (("kallenavn", files.kallenavn.kallenavn), ("omrade", files.kallenavn.omraader))
    for kind, by_number in parts:
        for number, names in by_number.items():
            for name in names:
                yield key_of(name), _target(number, kommuner, name, kind)
    for kind in ("svalbard", "jan_mayen", "utlandet"):
        for name in getattr(files.utenfor, kind):
            yield key_of(name), Target(None, name, name, kind)


def _target(number: str, kommuner: dict[str, Kommune], name: str, kind: str, count: int = 0) -> Target:
    if number in ABROAD_NUMBERS:
        return Target(None, name, name, ABROAD_NUMBERS[number], count)
    return Target(number, kommuner[number].entydig if number in kommuner else name, name, kind, count)


def _postnummer_target(row: Row, kommuner: dict[str, Kommune]) -> Target:
    return _target(row["kommunenummer"], kommuner, row["poststed"], "postnummer")


def _add_bare_names(found: dict[str, list[Target]]) -> None:
    """ "Hovin i Gauldal" also makes "hovin", unless that is known as something else."""
    bare: dict[str, list[Target]] = defaultdict(list)
    for key, targets in found.items():
        head, _, tail = key.partition(" i ") if " i " in key else key.partition(" på ")
        if tail and head not in found and " " not in head and len(head) > 1:
            bare[head] += [target for target in targets if target not in bare[head]]
    found.update(bare)


def _worth_asking(targets: list[Target]) -> tuple[Target, ...]:
    """One target per kommune, the most important first; a tiny poststed does not make a name ambiguous."""
    ranked = sorted(targets, key=lambda t: (_RANK.index(t.kind), -t.count, t.kommunenummer or ""))
    best: dict[str | None, Target] = {}
    for target in ranked:
        best.setdefault(target.kommunenummer, target)
    kept = [t for t in best.values() if t.kommunenummer] or list(best.values())
    if len(kept) > 1:
        counts = {n: max(t.count for t in targets if t.kommunenummer == n) for n in best}
        kept = [t for t in kept if not _is_tiny(t, counts)] or kept
    return tuple(sorted(kept, key=lambda t: t.kommunenummer or ""))


def _is_tiny(target: Target, counts: dict[str | None, int]) -> bool:
    """A poststed with one postnummer or far fewer than another; a village in the shadow of a town (Ås in Tydal)."""
    own, most = counts[target.kommunenummer], max(counts.values())
    if target.kind == "poststed":
        return own <= 1 or own * 3 < most
    return target.kind == "kommunesenter" and own == 0 and most >= _TOWN


_RANK = (
    "kommune", "kallenavn", "tidligere_kommune", "kommunesenter", "bydel", "omrade", "poststed",
    "svalbard", "jan_mayen", "utlandet",
)  # fmt: skip


def _word_lists(files: PlaceFiles) -> tuple[list[str], list[str], list[str]]:
    return files.vanlige.ord, files.vanlige.personnavn, files.vanlige.etternavn


def _level(
    key: str, targets: list[Target], words: frozenset[str], persons: frozenset[str], surnames: frozenset[str]
) -> Level:
    kinds = {target.kind for target in targets}
    if kinds == {"utlandet"}:
        return Level.ABROAD
    if key in persons:
        return Level.PERSON
    if key in words:
        return Level.WORD
    if " " in key or kinds & {"svalbard", "jan_mayen"}:
        return Level.FREE
    if key in surnames or (len(key) <= 3 and "kallenavn" not in kinds):
        return Level.PLAIN
    if kinds & {"kommune", "kallenavn"}:
        return Level.FREE
    big = kinds & {"tidligere_kommune", "kommunesenter", "bydel"}
    return Level.FREE if big and len(key) >= 6 else Level.PLAIN


def _spellings(key: str) -> Iterable[str]:
    plain = key.replace("ø", "o").replace("å", "a").replace("æ", "a")
    long = key.replace("ø", "oe").replace("å", "aa").replace("æ", "ae")
    joined = key.replace(" ", "") if " " in key and len(key) >= 7 else key
    return dict.fromkeys(
        spelling for spelling in (plain, long, key.replace("æ", "ae"), joined) if spelling != key
    )


def _regions(files: PlaceFiles, kommuner: dict[str, Kommune]) -> dict[str, frozenset[str]]:
    by_fylke: dict[str, set[str]] = defaultdict(set)
    for number in kommuner:
        by_fylke[number[:2]].add(number)
    return {
        key_of(name): frozenset().union(*({n} if len(n) == 4 else by_fylke[n] for n in numbers))
        for name, numbers in files.regioner.regioner.items()
    }
