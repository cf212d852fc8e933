"""Fit the linear half on the training messages and choose on the development ones when it is sure of danger, and of none: `python -m training.linear`.

Runs in the project's own environment; a few minutes, most of it screening.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import SGDClassifier

from evaluation.labelled import TRAINING, Case, load, to_tune_on
from screening import Screener
from screening.statistical.grams import SIZE, pieces
from screening.statistical.linear import DANGER, FILE, Linear, names
from training.chat_turns import chat_turns
from training.conversations import conversation_turns
from training.outputs import OUTPUTS
from training.prepare import labels, rough_copy
from training.wrapped import wrapped

MODEL = Path("screening/model")
HELP = {"113", "112", "116117", "116111"}
PRECISION = 0.995  # of what is told at once on the development messages
PLAIN = 0.01  # of dangerous development messages may look so harmless that the rules' questions are left out
COPY = 0.3  # how much a message with slips, or with other words around it, counts beside the one as written
SMALLEST = 1.5  # weights below so many steps of the int8 scale are left out: the file is half the size
Result = dict[str, Any]
Floats = NDArray[np.float32]


def screened(screener: Screener, cases: Iterable[Case]) -> list[tuple[Case, Result]]:
    """Each message with what the rules say of it."""
    return [(case, screener.screen(case["text"], None)[0]) for case in cases]


def copies(case: Case) -> list[Case]:
    """The message with many slips of the thumb, and with another beginning and end."""
    return [{**case, "text": text} for text in (rough_copy(case), wrapped(case))]


def is_danger(case: Case) -> bool:
    return case["crisis"] is not None or case["level"] in {"RED", "ORANGE"}


def is_clear(case: Case) -> bool:
    """Whether the labels leave no doubt on which side a message is."""
    if case["crisis"]:
        return None not in case["crises"]
    return is_danger(case) or not set(case["levels"]) & {"RED", "ORANGE"}


def bags(read: list[tuple[Case, Result]]) -> csr_matrix:
    """One row a message, 1 for every piece it has."""
    found = [pieces(case["text"], names(result, len(case["text"]))) for case, result in read]
    ends = np.cumsum([0, *map(len, found)])
    flat = np.concatenate([np.asarray(one) for one in found])
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(found), SIZE))


def weighed(matrix: csr_matrix, idf: Floats) -> csr_matrix:
    """Times idf, each row of length 1: what Linear.scores does."""
    by_idf = matrix.multiply(idf).tocsr()
    length = np.sqrt(np.asarray(by_idf.multiply(by_idf).sum(1)).ravel())
    return (diags(1 / np.maximum(length, 1e-9)) @ by_idf).tocsr()


def targets(case: Case) -> tuple[list[float], list[float]]:
    """Targets and weights of DANGER and of all OUTPUTS."""
    values, weights = labels(case)
    return [float(is_danger(case)), *values], [1.0 if is_clear(case) else 0.0, *weights]


def fit(read: list[tuple[Case, Result]], copied: list[tuple[Case, Result]]) -> dict[str, Any]:
    """The weights as they are stored. copied: the same messages told otherwise; they count less."""
    matrix = bags([*read, *copied])
    seen = np.bincount(matrix[: len(read)].indices, minlength=SIZE)
    idf = (np.log((1 + len(read)) / (1 + seen)) + 1).astype(np.float16)
    rows = weighed(matrix, idf.astype(np.float32))
    wanted, counted = (
        np.array(part) for part in zip(*(targets(case) for case, _ in [*read, *copied]), strict=True)
    )
    counted[len(read) :] *= COPY
    columns = [
        _one(rows, wanted[:, i], counted[:, i]) if len(set(wanted[:, i] > 0.5)) == 2 else _never(SIZE)
        for i in range(wanted.shape[1])
    ]
    weights = np.stack([column for column, _ in columns], 1)
    scale = np.maximum(np.abs(weights).max(0), 1e-9) / 127
    steps = weights / scale
    steps[np.abs(steps) < SMALLEST] = 0
    return {
        "outputs": np.array([DANGER, *OUTPUTS]),
        "weights": np.round(steps).astype(np.int8),
        "scale": scale.astype(np.float32),
        "bias": np.array([bias for _, bias in columns], np.float32),
        "idf": idf,
        "sure": np.float32(0),
        "plain": np.float32(0),
    }


def _one(rows: csr_matrix, wanted: Floats, counted: Floats) -> tuple[Floats, float]:
    """Weights and bias of one output. Messages whose label is open do not count."""
    some = counted > 0
    model = SGDClassifier(
        loss="log_loss", alpha=3e-6, max_iter=15, tol=None, average=True, random_state=1
    ).fit(rows[some], wanted[some] > 0.5, sample_weight=counted[some])
    return model.coef_[0], float(model.intercept_[0])


def _never(size: int) -> tuple[Floats, float]:
    """An output that no message has."""
    return np.zeros(size, np.float32), -9.0


def threshold(linear: Linear, read: list[tuple[Case, Result]]) -> float:
    """The least score from which at least PRECISION of the emergencies that the rules found were real."""
    scored = [
        (linear.scores(case["text"], result)[DANGER], is_danger(case))
        for case, result in read
        if result["emergency"] in HELP and is_clear(case)
    ]
    scored.sort(reverse=True)
    right = np.cumsum([real for _, real in scored])
    good = [i for i in range(len(scored)) if right[i] / (i + 1) >= PRECISION]
    print(
        f"{len(scored)} emergencies of the rules, {right[-1]} real; told at once {good[-1] + 1}, of them {right[good[-1]]} real"
    )
    return scored[good[-1]][0]


def harmless(linear: Linear, read: list[tuple[Case, Result]]) -> float:
    """The score that all but PLAIN of the dangerous messages reach."""
    scored = [linear.scores(case["text"], result)[DANGER] for case, result in read if is_danger(case)]
    return float(np.quantile(scored, PLAIN))


def main() -> None:
    screener = Screener.load(Path("resources"))
    messages = load(TRAINING) + chat_turns() + conversation_turns()
    copied = [copy for case in messages for copy in copies(case)]
    stored = fit(screened(screener, messages), screened(screener, copied))
    np.savez_compressed(MODEL / FILE, **stored)
    linear, development = Linear.load(MODEL), screened(screener, to_tune_on())
    stored["sure"] = np.float32(threshold(linear, development))
    stored["plain"] = np.float32(harmless(linear, development))
    np.savez_compressed(MODEL / FILE, **stored)
    print(f"{(MODEL / FILE).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
