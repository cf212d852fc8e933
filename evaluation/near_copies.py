"""Which sentences are near-copies of each other: for training data that must be varied, and evaluation data that must stay apart."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from rapidfuzz import fuzz, process

NEAR = 88.0  # rapidfuzz ratio of the plain forms, 0..100
CHUNK = 500  # texts compared at a time
NLU = Path("bot/data/nlu")


def plain(text: str) -> str:
    """Lower case, letters and digits only, single spaces: what two writings of one sentence share."""
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def similar_pairs(texts: Sequence[str], others: Sequence[str], near: float = NEAR) -> list[tuple[int, int]]:
    """Index pairs whose plain forms are at least `near` alike. Only texts of like length are compared: no others can be."""
    one, two = _by_length(texts), _by_length(others)
    least = _least(near)
    lengths = [len(plain_form) for plain_form, _ in two]
    found: list[tuple[int, int]] = []
    for at in range(0, len(one), CHUNK):
        chunk = one[at : at + CHUNK]
        begin = bisect_left(lengths, math.floor(least * len(chunk[0][0])))
        end = bisect_right(lengths, math.ceil(len(chunk[-1][0]) / least))
        found += _alike(chunk, two[begin:end], near)
    return sorted(found)


def near_duplicates(texts: Sequence[str]) -> set[int]:
    """Indexes of sentences that nearly repeat an earlier one."""
    ordered = _by_length(texts)
    lengths = [len(plain_form) for plain_form, _ in ordered]
    found: set[int] = set()
    for at in range(0, len(ordered), CHUNK):
        chunk = ordered[at : at + CHUNK]
        end = bisect_right(lengths, math.ceil(len(chunk[-1][0]) / _least(NEAR)))
        # what is shorter was compared with these when its turn came
        found |= {max(i, j) for i, j in _alike(chunk, ordered[at:end], NEAR) if i != j}
    return found


def _least(near: float) -> float:
    """How short one text may be beside another: the ratio is at most 2 * shorter / (shorter + longer)."""
    return near / (200 - near)


def _alike(
    some: Sequence[tuple[str, int]], others: Sequence[tuple[str, int]], near: float
) -> list[tuple[int, int]]:
    """The indexes of the pairs that are at least `near` alike."""
    scores = process.cdist(
        [plain_form for plain_form, _ in some],
        [plain_form for plain_form, _ in others],
        scorer=fuzz.ratio,
        score_cutoff=near,
        dtype=np.uint8,
        workers=-1,
    )
    return [(some[i][1], others[j][1]) for i, j in zip(*np.nonzero(scores), strict=True)]


def _by_length(texts: Sequence[str]) -> list[tuple[str, int]]:
    """Plain forms with their indexes, the shortest first."""
    return sorted(((plain(text), i) for i, text in enumerate(texts)), key=lambda pair: len(pair[0]))


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
