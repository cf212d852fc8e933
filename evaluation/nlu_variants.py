"""The intent classifiers that are compared: a linear model over different views of a message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot import settings
from bot.components.normalised import Reading, read
from evaluation.near_copies import nlu_examples
from evaluation.nlu import load_cases

PRESENT = ("norm_pieces", "norm_words", "raw_pieces")  # bot/components/intents.py: a test holds them together
VECTOR_LENGTH = 2.0  # beside views of length 1: a vector says as much as two of them

Guesses = list[list[str]]  # of each message: intents, surest first
Vectors = dict[str, Any]  # text as written -> vector


@dataclass(frozen=True)
class Data:
    """Training sentences with their intents, and the cases."""

    readings: list[Reading]
    intents: Any
    cases: list[dict[str, Any]]


def load() -> Data:
    pairs = [(text, intent) for intent, texts in nlu_examples().items() for text in texts]
    return Data(
        [read(text) for text, _ in pairs],
        np.array([intent for _, intent in pairs], dtype=object),
        load_cases(),
    )


class Centred:
    """Sentence vectors as a view: they all point the same way, so the training mean is taken off first."""

    def fit_transform(self, rows: Any) -> csr_matrix:
        self._mean = np.mean(np.stack(rows), axis=0)
        return self.transform(rows)

    def transform(self, rows: Any) -> csr_matrix:
        away = np.stack(rows) - self._mean
        return csr_matrix(VECTOR_LENGTH * away / np.linalg.norm(away, axis=1, keepdims=True))


@dataclass
class Classifier:
    """A linear model over the views, as the component learns it."""

    views: tuple[str, ...]
    c: float

    def fit(self, columns: Sequence[Any], intents: Sequence[str]) -> Classifier:
        self._encoders = [_encoder(view) for view in self.views]
        encoded = [e.fit_transform(column) for e, column in zip(self._encoders, columns, strict=True)]
        self.svc = LinearSVC(C=self.c, class_weight="balanced", random_state=42, max_iter=3000)
        self.svc.fit(hstack(encoded).tocsr(), intents)
        return self

    def margins(self, columns: Sequence[Any]) -> Any:
        """One row a message, one column an intent, in the order of `svc.classes_`."""
        encoded = [e.transform(column) for e, column in zip(self._encoders, columns, strict=True)]
        return np.asarray(hstack(encoded).tocsr() @ self.svc.coef_.T) + self.svc.intercept_


def _encoder(view: str) -> Any:
    if view == "vectors":
        return Centred()
    if view.endswith("words"):
        return TfidfVectorizer(analyzer="word", ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+")
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)


def column(view: str, readings: Sequence[Reading], vectors: Vectors) -> Any:
    """What a view sees of each message: a text or a vector. Raises SystemExit when a vector is missing."""
    if view == "vectors":
        missing = sum(r.raw not in vectors for r in readings)
        if missing:
            raise SystemExit(
                f"{missing} texts have no vector: write them with --texts and encode them again."
            )
        return np.stack([vectors[r.raw] for r in readings])
    if view == "lemma_words":
        docs = _pipeline().pipe(r.norm for r in readings)
        return np.array([" ".join(token.lemma_.lower() for token in doc) for doc in docs], dtype=object)
    return np.array([r.raw if view.startswith("raw") else r.norm for r in readings], dtype=object)


@cache
def _pipeline() -> Any:
    import spacy

    return spacy.load(settings.spacy_model(), disable=["ner"])


def held_out_margins(views: tuple[str, ...], columns: Sequence[Any], intents: Any, c: float) -> Any:
    """Margins of each training sentence by a model that has not seen it (five folds)."""
    margins = np.zeros((len(intents), len(set(intents))))
    for seen, held in StratifiedKFold(5, shuffle=True, random_state=0).split(intents, intents):
        model = Classifier(views, c).fit([col[seen] for col in columns], intents[seen])
        margins[held] = model.margins([col[held] for col in columns])
    return margins


def guesses(margins: Any, classes: Any) -> Guesses:
    return [[str(name) for name in row] for row in classes[np.argsort(-margins, axis=1, kind="stable")]]


def right(found: Guesses, intents: Iterable[str], among: int = 1) -> list[bool]:
    return [intent in names[:among] for names, intent in zip(found, intents, strict=True)]


def trade_off(sure: Any, correct: Any, known: Any, threshold: float) -> tuple[float, float, float]:
    """Shares of messages answered rightly, left in doubt (fallback), and answered wrongly."""
    answered = known & (sure >= threshold)
    return float(np.mean(answered & correct)), float(np.mean(~answered)), float(np.mean(answered & ~correct))
