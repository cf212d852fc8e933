"""What a name stands for, and how much the words around it must say before it is read as a place."""

from dataclasses import dataclass
from enum import IntEnum

from directory.places.files import VanligeOrd
from directory.places.text import key_of

_TOWN = 5
"""So many postnummer make a town that is meant when somebody says just its name."""
_RANK = (
    "kommune", "kallenavn", "tidligere_kommune", "kommunesenter", "bydel", "omrade", "poststed",
    "svalbard", "jan_mayen", "utlandet",
)  # fmt: skip


class Level(IntEnum):
    """How much the words around a name must say before it is read as a place."""

    FREE = 0
    """Only a place: "trondheim" anywhere."""
    PLAIN = 1
    """A place after "i", "på", "til" or "fra", or alone."""
    SURNAME = 2
    """A surname too: a place after "i", "på" or "fra", or alone."""
    WORD = 3
    """An ordinary word too: needs a capital letter after a preposition, "bor i", "kommune", or a question."""
    PERSON = 4
    """A person's name too: needs "bor på", "kommune", or a question."""
    ABROAD = 5
    """Outside Norway: needs somebody who says to be there."""


@dataclass(frozen=True)
class Target:
    """What a name stands for. `kommunenummer` is None outside the kommuner."""

    kommunenummer: str | None
    navn: str
    sted: str
    kind: str
    count: int = 0


@dataclass(frozen=True)
class NameLists:
    """Keys of place names that are also something else."""

    words: frozenset[str]
    persons: frozenset[str]
    surnames: frozenset[str]

    @classmethod
    def of(cls, file: VanligeOrd) -> "NameLists":
        """From resources/steder/vanlige_ord.yaml."""
        return cls(*(frozenset(map(key_of, words)) for words in (file.ord, file.personnavn, file.etternavn)))


def level_of(key: str, targets: list[Target], lists: NameLists) -> Level:
    """How doubtful a name is."""
    kinds = {target.kind for target in targets}
    if kinds == {"utlandet"}:
        return Level.ABROAD
    if key in lists.persons:
        return Level.PERSON
    if key in lists.words:
        return Level.WORD
    if " " in key or kinds & {"svalbard", "jan_mayen"}:
        return Level.FREE
    if key in lists.surnames or (len(key) <= 3 and "kallenavn" not in kinds):
        return Level.SURNAME
    if kinds & {"kommune", "kallenavn"}:
        return Level.FREE
    big = kinds & {"tidligere_kommune", "kommunesenter", "bydel"}
    return Level.FREE if big and len(key) >= 6 else Level.PLAIN


def worth_asking(targets: list[Target]) -> tuple[Target, ...]:
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
    """A poststed with far fewer postnummer than another; a village in the shadow of a town (Ås in Tydal)."""
    own, most = counts[target.kommunenummer], max(counts.values())
    if target.kind == "poststed":
        return own * 3 < most
    return target.kind == "kommunesenter" and own == 0 and most >= _TOWN
