"""Which sentences are near-copies of each other: for training data that must be varied, and evaluation data that must stay apart."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from rapidfuzz import fuzz
from scipy.spatial.distance import cdist

NEAR = 88.0  # rapidfuzz ratio of the plain forms, 0..100
CHUNK = 500  # texts compared at a time
LETTERS = 32
NLU = Path("bot/data/nlu")


def plain(text: str) -> str:
    """Lower case, letters and digits only, single spaces: what two writings of one sentence share."""
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def similar_pairs(texts: Sequence[str], others: Sequence[str], near: float = NEAR) -> list[tuple[int, int]]:
    """Index pairs whose plain forms are at least `near` alike. Only texts of like length are compared: no others can be."""
    one, two = Plain.of(texts), Plain.of(others)
    least = _least(near)
    found: list[tuple[int, int]] = []
    for at in range(0, len(one.forms), CHUNK):
        some = one.part(at, at + CHUNK)
        begin = bisect_left(two.lengths, math.floor(least * some.lengths[0]))
        end = bisect_right(two.lengths, math.ceil(some.lengths[-1] / least))
        found += _alike(some, two.part(begin, end), near)
    return sorted(found)


def near_duplicates(texts: Sequence[str]) -> set[int]:
    """Indexes of sentences that nearly repeat an earlier one."""
    ordered = Plain.of(texts)
    found: set[int] = set()
    for at in range(0, len(ordered.forms), CHUNK):
        some = ordered.part(at, at + CHUNK)
        end = bisect_right(ordered.lengths, math.ceil(some.lengths[-1] / _least(NEAR)))
        # what is shorter was compared with these when its turn came
        found |= {max(i, j) for i, j in _alike(some, ordered.part(at, end), NEAR) if i != j}
    return found


def _least(near: float) -> float:
    """How short one text may be beside another: the ratio is at most 2 * shorter / (shorter + longer)."""
    return near / (200 - near)


@dataclass(frozen=True)
class Plain:
    """Texts by length, the shortest first. forms: their plain forms; indexes: where each stood; letters: how often each
    holds each letter (rows of counts)."""

    forms: list[str]
    lengths: list[int]
    indexes: list[int]
    letters: NDArray[np.float64]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Plain:
        ordered = sorted(((plain(text), i) for i, text in enumerate(texts)), key=lambda pair: len(pair[0]))
        forms = [form for form, _ in ordered]
        letters = np.array([np.bincount(_codes(form), minlength=LETTERS) for form in forms], np.float64)
        return cls(forms, [len(form) for form in forms], [i for _, i in ordered], letters)

    def part(self, begin: int, end: int) -> Plain:
        some = slice(begin, end)
        return Plain(self.forms[some], self.lengths[some], self.indexes[some], self.letters[some])


def _codes(form: str) -> NDArray[np.int64]:
    """Each letter as a number below LETTERS; rare ones share theirs, which only makes texts look more alike."""
    return np.frombuffer(form.encode("utf-32-le"), np.uint32).astype(np.int64) % LETTERS


def _alike(some: Plain, others: Plain, near: float) -> list[tuple[int, int]]:
    """The indexes of the pairs that are at least `near` alike.

    Two texts are at least as many letters apart as their counts of letters are: most pairs need no closer look.
    """
    if not some.forms or not others.forms:
        return []
    room = (1 - near / 100) * np.add.outer(some.lengths, others.lengths) + 1e-9
    rows, columns = np.nonzero(cdist(some.letters, others.letters, "cityblock") <= room)
    return [
        (some.indexes[i], others.indexes[j])
        for i, j in zip(rows.tolist(), columns.tolist(), strict=True)
        if fuzz.ratio(some.forms[i], others.forms[j], score_cutoff=near)
    ]


def nlu_examples(folder: Path = NLU) -> dict[str, list[str]]:
    """Intent -> its training sentences, without entity marks."""
    found: dict[str, list[str]] = {}
    for file in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            if "intent" in block:
                lines = [line.lstrip("- ").strip() for line in block["examples"].splitlines()]
                found.setdefault(block["intent"], []).extend(
                    re.sub(r"\[([^\]]+)\][({][^)}]+[)}]", r"\1", line) for line in lines if line
                )
    return found
