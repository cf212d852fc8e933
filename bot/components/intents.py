"""The intent classifier: a linear model over pieces of words, as written and as normalised to bokmål.

Rasa's own logistic regression over counts was less accurate (docs/decisions/), and a pickled model may not be
shipped: what is learned here is kept as plain numbers and words.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from bot import names
from bot.components.normalised import Reading, read
from bot.flow.topics import PREFIX
from bot.flow.weak_guesses import VERY_SURE

RANKING = 5
STEEP, SHIFT = (
    3.5,
    1.15,
)  # from a margin to the share that is right, fitted on held-out folds of the training data
# a greeting, and what is read out of every message whatever its intent
BESIDE = frozenset({names.INFORM_KOMMUNE, names.INFORM_AGE, "greet"})
NEARLY_AS_SURE = 0.7
SENTENCE = re.compile(r"[.!?\n]+(?:\s|$)")
VIEWS = ("norm_pieces", "norm_words", "raw_pieces")


GREETING = re.compile(
    r"^(?:(?:hei|heisann|hallo|heia|hey|hi|hello|hej|god (?:dag|kveld|morgen|morgon|natt)|good (?:morning|evening)|morn|halla)(?: (?:der|du|dere|igjen|there|sann))?[\s,.!:;-]+)+",
    re.IGNORECASE,
)
STORY = 6  # words: with so many after it, a greeting is no message of its own


def without_greeting(text: str) -> str | None:
    """What follows the greeting that a message begins with, when that is more than a few words."""
    rest = GREETING.sub("", text, count=1)
    return rest if rest != text and len(rest.split()) >= STORY else None


def trouble_first(ranking: list[dict[str, Any]], *, least: float) -> list[dict[str, Any]]:
    """The ranking with a trouble before the greeting, place or age that is told beside it, when it is nearly as sure.

    «Hun gråter hele kvelden. Vi bor i Bergen» is first about the crying. least: a trouble less sure is none.
    """
    if not ranking or ranking[0]["name"] not in BESIDE:
        return ranking
    enough = max(least, NEARLY_AS_SURE * ranking[0]["confidence"])
    troubles = (one for one in ranking if one["name"].startswith(PREFIX) and one["confidence"] >= enough)
    trouble = next(troubles, None)
    return [trouble, *(one for one in ranking if one is not trouble)] if trouble else ranking


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntents(GraphComponent):  # type: ignore[misc]  # rasa is untyped
    """Sets the intent, its confidence and a ranking; `nlu_fallback` when it is in doubt.

    In doubt is a message whose best intent stays under `threshold`, and one without a single known word.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`c`: how closely the training data are followed; `threshold`: least confidence."""
        return {"c": 0.6, "threshold": 0.28, "random_state": 42}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._vectorizers: dict[str, TfidfVectorizer] = {}
        self._classes: list[str] = []
        self._weights = np.zeros((0, 0), np.float32)
        self._bias = np.zeros(0, np.float32)
        self._views: list[View] = []

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "LinearIntents":
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all examples that have an intent."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT) and e.get(INTENT)]
        if not examples:
            return self._resource
        self._vectorizers = {view: _vectorizer(view) for view in VIEWS}
        features = self._learn_features([read(e.get(TEXT)) for e in examples])
        model = LinearSVC(
            C=self._config["c"],
            class_weight="balanced",
            random_state=self._config["random_state"],
            max_iter=3000,
        )
        model.fit(features, [e.get(INTENT) for e in examples])
        self._classes = [str(name) for name in model.classes_]
        self._weights, self._bias = model.coef_.astype(np.float32), model.intercept_.astype(np.float32)
        self._views = views(self._vectorizers, self._weights)
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking of each message."""
        for message in messages:
            text = str(message.get(TEXT) or "")
            reading = read(without_greeting(text) or text)
            ranking = trouble_first(self.ranking(reading), least=self._config["threshold"])
            best: dict[str, Any] = ranking[0] if ranking else {"name": None, "confidence": 0.0}
            if best["confidence"] < self._config["threshold"] or not self._knows_any(reading):
                best = {"name": names.NLU_FALLBACK, "confidence": 1.0 - best["confidence"]}
                ranking = [best, *ranking]
            elif best["confidence"] < VERY_SURE and (told := self._told_in_one_sentence(message)):
                best = told
            message.set(INTENT, best, add_to_output=True)
            message.set("intent_ranking", ranking[:RANKING], add_to_output=True)
        return messages

    def _knows_any(self, reading: Reading) -> bool:
        """Whether a word of it is one, or stands in the training sentences: «foreldrepakken» is in no lexicon."""
        learned = self._vectorizers["norm_words"].vocabulary_ if self._vectorizers else {}
        return reading.any_known or any(word in learned for word in reading.norm.split())

    def ranking(self, reading: Reading) -> list[dict[str, Any]]:
        """All intents, surest first."""
        if not self._classes:
            return []
        margins = self._bias + sum(view.margins(reading) for view in self._views)
        sure = 1.0 / (1.0 + np.exp(-STEEP * margins - SHIFT))
        return [
            {"name": self._classes[i], "confidence": float(sure[i])}
            for i in np.argsort(-margins, kind="stable")
        ]

    def _told_in_one_sentence(self, message: Message) -> dict[str, Any] | None:
        """The first trouble that one sentence of several tells beyond doubt: what else was said makes the whole less likely."""
        sentences = [part for part in SENTENCE.split(str(message.get(TEXT) or "")) if part.strip()]
        for sentence in sentences if len(sentences) > 1 else []:
            first = next(iter(self.ranking(read(sentence))), None)
            if first and first["name"].startswith(PREFIX) and first["confidence"] >= VERY_SURE:
                return first
        return None

    def _learn_features(self, readings: Sequence[Reading]) -> csr_matrix:
        texts = {view: [text_of(view, reading) for reading in readings] for view in VIEWS}
        return hstack([self._vectorizers[view].fit_transform(texts[view]) for view in VIEWS]).tocsr()

    def _persist(self) -> None:
        words = {
            view: sorted(v.vocabulary_, key=v.vocabulary_.__getitem__)
            for view, v in self._vectorizers.items()
        }
        idf = {view: v.idf_ for view, v in self._vectorizers.items()}
        with self._storage.write_to(self._resource) as folder:
            kept = {"classes": self._classes, "words": words}
            (folder / "words.json").write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            np.savez_compressed(folder / "numbers.npz", weights=self._weights, bias=self._bias, **idf)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "LinearIntents":
        """The classifier as it was trained; one that learned nothing is always in doubt."""
        loaded = cls(config, model_storage, resource)
        try:
            with model_storage.read_from(resource) as folder:
                kept = json.loads((folder / "words.json").read_text(encoding="utf-8"))
                with np.load(folder / "numbers.npz", allow_pickle=False) as numbers:
                    loaded._take(kept, numbers)
        except ValueError:  # Rasa's word for: nothing was stored
            return loaded
        return loaded

    def _take(self, kept: dict[str, Any], numbers: Any) -> None:
        self._classes = kept["classes"]
        self._weights, self._bias = numbers["weights"], numbers["bias"]
        for view in VIEWS:
            vectorizer = _vectorizer(view)
            vectorizer.vocabulary_ = {word: number for number, word in enumerate(kept["words"][view])}
            vectorizer.idf_ = numbers[view]
            self._vectorizers[view] = vectorizer
        self._views = views(self._vectorizers, self._weights)


@dataclass(frozen=True)
class View:
    """One way of cutting a message into pieces, with what each piece weighs for each intent (pieces x intents).

    scikit-learn's vectorizers are made for many texts at a time; for one, most of their time goes to building matrices.
    A test holds this to the same numbers.
    """

    name: str
    pieces_of: Callable[[str], list[str]]
    vocabulary: dict[str, int]
    idf: np.ndarray
    weights: np.ndarray

    def margins(self, reading: Reading) -> np.ndarray:
        """What this view adds to each intent's margin."""
        counts = Counter(p for p in self.pieces_of(text_of(self.name, reading)) if p in self.vocabulary)
        if not counts:
            return np.zeros(self.weights.shape[1], np.float32)
        rows = np.fromiter((self.vocabulary[piece] for piece in counts), np.int64, len(counts))
        values = (1.0 + np.log(np.fromiter(counts.values(), np.float64, len(counts)))) * self.idf[rows]
        return (values / np.sqrt(values @ values)).astype(np.float32) @ self.weights[rows]


def text_of(view: str, reading: Reading) -> str:
    """The side of a reading that a view looks at."""
    return reading.raw if view.startswith("raw") else reading.norm


def views(vectorizers: dict[str, TfidfVectorizer], weights: np.ndarray) -> list[View]:
    """The views of fitted vectorizers; `weights` is intents x pieces, the views side by side."""
    found, begin = [], 0
    for name, vectorizer in vectorizers.items():
        end = begin + len(vectorizer.vocabulary_)
        own = np.ascontiguousarray(weights[:, begin:end].T)
        found.append(View(name, vectorizer.build_analyzer(), vectorizer.vocabulary_, vectorizer.idf_, own))
        begin = end
    return found


def _vectorizer(view: str) -> TfidfVectorizer:
    if view.endswith("words"):
        return TfidfVectorizer(analyzer="word", ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+")  # noqa: S106  # no password
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
