"""Which sentences are near-copies of each other: for training data that must be varied, and evaluation data that must stay apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from rapidfuzz import fuzz, process

NEAR = 88.0  # rapidfuzz ratio of the plain forms, 0..100
NLU = Path("bot/data/nlu")


def plain(text: str) -> str:
    """Lower case, letters and digits only, single spaces: what two writings of one sentence share."""
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def similar_pairs(texts: Sequence[str], others: Sequence[str], near: float = NEAR) -> list[tuple[int, int]]:
    """Index pairs whose plain forms are at least `near` alike."""
    scores = process.cdist(
        [plain(t) for t in texts],
        [plain(t) for t in others],
        scorer=fuzz.ratio,
        score_cutoff=near,
        dtype=np.uint8,
    )
    return [(int(i), int(j)) for i, j in zip(*np.nonzero(scores), strict=True)]


def near_duplicates(texts: Sequence[str]) -> set[int]:
    """Indexes of sentences that nearly repeat an earlier one."""
    return {i for i, j in similar_pairs(texts, texts) if j < i}


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
