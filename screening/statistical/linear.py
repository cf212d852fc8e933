"""The linear half of the statistical layer: weights on pieces of the text and on what the rules found in it.

Under a millisecond and numpy alone, so it works in the rule layer too: whether «krampe» is happening, over or feared is often
told by the rest of the message, and what it is not sure of waits a moment for the network (screening.engine). It never lowers
a level; where a message scores lower than 99 in 100 dangerous ones, most of the rules' questions are left out. Fitted on the labelled training messages by training/linear.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from screening.language.asking import without_questions
from screening.protocol_models import RANK
from screening.statistical.facts import AGES, TEMPERATURES
from screening.statistical.grams import pieces

FILE = "linear.npz"
DANGER, CRISIS = "danger", "crisis"  # DANGER: urgent, or a crisis

Result = dict[str, Any]


@dataclass(frozen=True)
class Linear:
    """weights: a row of int8 for each piece, a column for each output; scale and bias for each output; idf of each piece.

    sure: from which log odds of DANGER what the rules found is told at once. plain: below which hardly any dangerous message scores.
    """

    outputs: tuple[str, ...]
    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]
    idf: NDArray[np.float32]
    sure: float
    plain: float

    @classmethod
    def load(cls, folder: Path) -> Linear:
        """What training/linear.py wrote; one copy in a process. Raises OSError, KeyError or ValueError when it cannot be read."""
        file = folder / FILE
        return _read(file, file.stat().st_mtime_ns)

    def scores(self, text: str, result: Result | None = None) -> dict[str, float]:
        """The log odds of each output for a text; result: what the rules said of it."""
        told = pieces(text, names(result, len(text)) if result else ())
        values = self.idf[told]
        values = values / (np.sqrt(values @ values) or 1.0)
        # einsum, since for so little work OpenBLAS wakes threads that then stand in each other's way
        sums = np.einsum("i,ij->j", values, self.weights[told].astype(np.float32))
        logits = sums * self.scale + self.bias
        return dict(zip(self.outputs, logits.tolist(), strict=True))

    def is_sure(self, text: str, result: Result) -> bool:
        """Whether what the rules found in this text may be told at once."""
        return self._highest(text, result, DANGER) >= self.sure

    def is_sure_of_crisis(self, text: str, result: Result) -> bool:
        """Whether the text is more likely than not about a crisis of parent or home."""
        return self._highest(text, result, CRISIS) >= 0.0

    def is_plain(self, text: str, result: Result) -> bool:
        """Whether hardly any dangerous message scores as low as this text with what the rules found in it."""
        return self.scores(text, result)[DANGER] < self.plain

    def _highest(self, text: str, result: Result, output: str) -> float:
        """The log odds of an output; a question about what is told takes nothing of it away."""
        told = without_questions(text)
        whole = self.scores(text, result)[output]
        return whole if told == text else max(whole, self.scores(told, result)[output])


@lru_cache(maxsize=1)
def _read(file: Path, _changed: int) -> Linear:
    with np.load(file, allow_pickle=False) as data:
        return Linear(
            tuple(data["outputs"].tolist()),
            data["weights"],
            data["scale"],
            data["bias"],
            data["idf"].astype(np.float32),
            float(data["sure"]),
            float(data["plain"]),
        )


def names(result: Result, length: int) -> list[str]:
    """What the rules found, as names. What is held counts as what it would be."""
    found = [*result["findings"], *result["held"]]
    counting = [f for f in found if f["counts"] and not f["rule"].startswith("PC-")]
    crises = [*result["crisis"], *(f for f in result["held"] if f["rule"].startswith("PC-"))]
    aside = {f["rule"] for f in found if not f["counts"]}
    return [
        *(f"{one['rule']}:{one['level']}" for one in [*counting, *crises]),
        *(f"aside {rule}" for rule in aside),
        *(f"sign {sign}" for sign in result["signs"]),
        f"highest {max((one['level'] for one in counting), key=RANK.__getitem__, default='GREEN')}",
        f"counting {min(4, len(counting))}",
        f"crises {min(2, len(crises))}",
        f"asides {min(3, len(aside))}",
        f"age {_range_of(result['age_months'], AGES)}",
        f"temperature {_range_of(result['temperature'], TEMPERATURES)}",
        f"length {min(8, length // 50)}",
    ]


def _range_of(value: float | None, ends: Iterable[float]) -> str:
    return "unknown" if value is None else str(sum(value >= end for end in ends))
