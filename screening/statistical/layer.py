"""The network at work: scores of a message, and which signs they stand for.

The file (screening/model/network.onnx, int8), its word pieces and its card come from training/ (model card:
training/MODEL_CARD.md). Needs onnxruntime and tokenizers; without them or the file `load` says why, and screening goes on
with the rules alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from screening.statistical.facts import vector
from screening.statistical.spans import clauses

MODEL = Path(__file__).parent.parent / "model"
PREFIX = "query: "
WINDOW, STEP = 250, 200  # pieces of a long message that are read at once
MOST_WINDOWS = 8
SHORT = 80  # code points: a message so short is also read together with those before it


class Unavailable(Exception):  # noqa: N818  says what happened
    """The layer cannot be used here; the text says why, for the operator."""


@dataclass(frozen=True)
class Description:
    """What the network sees in one message.

    signs: the protocol's signs that the scores stand for (`described_...`); start, end: where it shows most, in code points;
    confirms: the danger that the rules were unsure of is real; themes: label -> score.
    """

    signs: tuple[str, ...]
    start: int
    end: int
    confirms: bool
    scores: dict[str, float]
    themes: dict[str, float]


class StatisticalLayer:
    """Read-only and safe to share between threads; one call takes some 10 ms of one core."""

    def __init__(self, session: Any, tokenizer: Any, card: dict[str, Any]) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._outputs: list[str] = card["outputs"]
        self._signs: list[dict[str, Any]] = card["signs"]
        self._confirm: float = card["confirm"]
        self._pad: int = tokenizer.token_to_id("<pad>")

    @classmethod
    def load(cls, folder: Path = MODEL) -> StatisticalLayer:
        """Load the network. Raises Unavailable."""
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as missing:
            raise Unavailable(f"{missing.name} is not installed") from missing
        try:
            card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            session = onnxruntime.InferenceSession(
                str(folder / "network.onnx"), options, providers=["CPUExecutionProvider"]
            )
            return cls(session, Tokenizer.from_file(str(folder / "tokenizer.json")), card)
        except Exception as problem:  # a missing or broken file, whatever the libraries call it
            raise Unavailable(f"the network cannot be read ({type(problem).__name__})") from problem

    def __call__(self, text: str, result: dict[str, Any], before: Sequence[str] = ()) -> Description:
        """Describe a message. result: what the rules said of it; before: the parent's messages before it, oldest first."""
        facts = vector(result)
        scores = self._scores(text, facts)
        if before and len(text) <= SHORT:  # «og nå er den blå» says little without what it goes on from
            together = self._scores("\n".join([*before[-2:], text]), facts)
            scores = {name: max(scores[name], together[name]) for name in scores}
        signs = tuple(one["sign"] for one in self._signs if self._holds(one, scores))
        start, end = self._place(text, facts, scores) if signs else (0, len(text))
        themes = {name: score for name, score in scores.items() if name.startswith("T")}
        confirms = max(scores["urgent"], scores["crisis"]) >= self._confirm
        return Description(signs, start, end, confirms, scores, themes)

    def _holds(self, one: dict[str, Any], scores: dict[str, float]) -> bool:
        score = scores[one["output"]]
        return bool(one["from"] <= score < one.get("below", 2.0))

    def _place(self, text: str, facts: list[float], scores: dict[str, float]) -> tuple[int, int]:
        """The clause that alone is nearest to what was found: the words a veileder is shown."""
        pieces = clauses(text)
        if len(pieces) < 2:
            return 0, len(text)
        names = [one["output"] for one in self._signs if self._holds(one, scores)]
        return max(pieces, key=lambda span: max(self._scores(text[slice(*span)], facts)[n] for n in names))

    def _scores(self, text: str, facts: list[float]) -> dict[str, float]:
        """One number from 0 to 1 for each output; of a long message the highest of its windows."""
        ids = self._tokenizer.encode(PREFIX + " ".join(text.split())).ids
        logits = np.max([self._logits(window, facts) for window in _windows(ids)], axis=0)
        return dict(zip(self._outputs, (1.0 / (1.0 + np.exp(-logits))).tolist(), strict=True))

    def _logits(self, ids: list[int], facts: list[float]) -> np.ndarray[Any, Any]:
        given = {
            "ids": np.array([ids], np.int64),
            "mask": np.ones((1, len(ids)), np.int64),
            "facts": np.array([facts], np.float32),
        }
        logits: np.ndarray[Any, Any] = self._session.run(None, given)[0][0]
        return logits


def _windows(ids: list[int]) -> list[list[int]]:
    """The pieces in overlapping windows, each with the begin and end marks of the whole; at most so many, evenly spread."""
    if len(ids) <= WINDOW:
        return [ids]
    begins = list(range(1, len(ids) - 1, STEP))
    if len(begins) > MOST_WINDOWS:
        begins = [begins[round(i * (len(begins) - 1) / (MOST_WINDOWS - 1))] for i in range(MOST_WINDOWS)]
    return [[ids[0], *ids[begin : begin + WINDOW - 2], ids[-1]] for begin in begins]
