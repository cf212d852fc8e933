"""How sure a rule's emergency is, before any network is asked: a linear look at the words and at what the rules found.

Rules match wordings; whether «krampe» is happening, over or feared is often told by the rest of the message. The weigher was
fitted on the labelled training messages (training/weigh.py). It never clears anything: what it is not sure of waits a moment
for the network (screening.engine), and counts when there is none.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = "weigher.json"


@dataclass(frozen=True)
class Weigher:
    """Weights of words and word pairs in bokmål (times their idf), of rules, and the least score that is sure."""

    bias: float
    idf: dict[str, float]
    words: dict[str, float]
    rules: dict[str, float]
    sure: float

    @classmethod
    def load(cls, folder: Path) -> Weigher:
        """What training/weigh.py wrote. Raises OSError or ValueError when it cannot be read."""
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
        idf = {word: one[0] for word, one in data["words"].items()}
        words = {word: one[1] for word, one in data["words"].items()}
        return cls(data["bias"], idf, words, data["rules"], data["sure"])

    def is_sure(self, norms: Sequence[str], result: dict[str, Any]) -> bool:
        """Whether what the rules found in these words may be told at once."""
        return self.score(norms, result) >= self.sure

    def score(self, norms: Sequence[str], result: dict[str, Any]) -> float:
        """The log odds that the message is urgent or tells of a crisis."""
        values = {
            word: (1.0 + math.log(count)) * self.idf[word]
            for word, count in Counter(word_features(norms)).items()
            if word in self.idf
        }
        length = math.sqrt(sum(value * value for value in values.values())) or 1.0
        told = sum(value * self.words[word] for word, value in values.items()) / length
        return self.bias + told + sum(self.rules.get(name, 0.0) for name in rule_features(norms, result))


def word_features(norms: Sequence[str]) -> list[str]:
    """Words and pairs of neighbours."""
    return [*norms, *(f"{one} {two}" for one, two in itertools.pairwise(norms))]


def rule_features(norms: Sequence[str], result: dict[str, Any]) -> list[str]:
    """What the rules found, as names."""
    counting = [f for f in result["findings"] if f["counts"]]
    aside = len(result["findings"]) - len(counting)
    return [
        *{f"{f['rule']}:{f['level']}" for f in counting},
        *{f"{hit['rule']}:{hit['level']}" for hit in result["crisis"]},
        f"level {result['level']}",
        f"number {result['emergency']}",
        f"counting {min(4, len(counting))}",
        f"aside {min(3, aside)}",
        f"ask {min(3, len(result['ask']))}",
        f"length {min(6, len(norms) // 12)}",
    ]
