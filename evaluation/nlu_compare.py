"""Intent classifiers beside each other: `python -m evaluation.nlu_compare [--diet] [--vectors FILE]`.

All learn from bot/data/nlu. How closely each follows the data (C) is chosen by five-fold cross-validation on those
sentences; evaluation/cases/intents.jsonl is only counted. The choice: docs/decisions/0004-intent-classifier.md.

`--vectors FILE` adds a sentence encoder whose runtime is no part of this project. FILE is an npz with `texts`
(each once), `vectors` (float32, one row a text) and `ms` (CPU time a text). Write the texts with `--texts FILE` (one
JSON string a line) and encode them one at a time on one thread, where onnxruntime and tokenizers are installed:

    tok = Tokenizer.from_file("tokenizer.json"); tok.enable_truncation(96)
    ids = np.array([tok.encode("query: " + text).ids])
    vector = InferenceSession("encoder.onnx", options).run(None, {"ids": ids, "mask": np.ones_like(ids)})[0][0]
"""

from __future__ import annotations

from bot import quiet  # isort: skip  # first: see there

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.stats import binomtest

from bot import names, settings
from bot.components.intents import SHIFT, STEEP
from bot.components.normalised import Reading, read
from bot.flow.plain_words import plain_intent
from bot.flow.topics import topic_of
from bot.flow.weak_guesses import ALWAYS_HEARD, brings_questions, settled
from evaluation.intervals import share
from evaluation.near_copies import NLU
from evaluation.nlu_variants import (
    PRESENT,
    Classifier,
    Data,
    Guesses,
    Vectors,
    column,
    guesses,
    held_out_margins,
    load,
    right,
    trade_off,
)

__all__ = ["quiet"]
VARIANTS = {
    "words as written": ("raw_words",),
    "words, normalised": ("norm_words",),
    "pieces as written": ("raw_pieces",),
    "pieces, normalised": ("norm_pieces",),
    "pieces and words, normalised": ("norm_pieces", "norm_words"),
    "the same and pieces as written (in use)": PRESENT,
    "in use + lemmas": (*PRESENT, "lemma_words"),
}
WITH_VECTORS = "in use + sentence vectors"
IN_USE = "the same and pieces as written (in use)"
COSTS = (0.1, 0.3, 1.0)
THRESHOLDS = (0.0, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)
TIMED = 100  # messages


def cpu_ms(answer: Callable[[str], Any], texts: Sequence[str]) -> float:
    """CPU time a message, one at a time: all threads together, so a busy machine does not show."""
    answer(texts[0])
    began = time.process_time()
    for text in texts:
        answer(text)
    return 1000 * (time.process_time() - began) / len(texts)


def measured(name: str, found: Guesses, cases: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A row of the table: shares with intervals over all cases and by language, and the hits themselves."""
    first = right(found, [case["intent"] for case in cases])
    three = right(found, [case["intent"] for case in cases], among=3)
    row: dict[str, Any] = {"name": name, "hits": first, **more}
    for lang in ["all", *dict.fromkeys(case["lang"] for case in cases)]:
        among = [i for i, case in enumerate(cases) if lang in ("all", case["lang"])]
        row[lang] = [share(sum(hits[i] for i in among), len(among)) for hits in (first, three)]
    return row


def compare(
    name: str, views: tuple[str, ...], data: Data, vectors: Vectors, encoder_ms: float = 0.0
) -> dict[str, Any]:
    """Choose C on the training sentences, learn from all of them, count on the cases."""
    columns = [column(view, data.readings, vectors) for view in views]
    classes = np.unique(data.intents)
    by_cost = {
        c: sum(right(guesses(held_out_margins(views, columns, data.intents, c), classes), data.intents))
        for c in COSTS
    }
    c = max(by_cost, key=lambda cost: by_cost[cost])
    model = Classifier(views, c).fit(columns, data.intents)

    def answer(texts: Sequence[str]) -> Any:
        readings = [read(text) for text in texts]
        return model.margins([column(view, readings, vectors) for view in views])

    texts = [case["text"] for case in data.cases]
    return measured(
        name,
        guesses(answer(texts), classes),
        data.cases,
        c=c,
        held_out=share(by_cost[c], len(data.intents)),
        ms=encoder_ms + cpu_ms(lambda text: answer([text]), texts[:TIMED]),
    )


def diet(cases: list[dict[str, Any]], epochs: int = 60) -> dict[str, Any]:
    """Rasa's own classifier over stock counts of words and of pieces: minutes of training on two threads."""
    import tensorflow as tf
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    tf.config.threading.set_intra_op_parallelism_threads(2)
    tf.config.threading.set_inter_op_parallelism_threads(2)
    counts = {"name": "CountVectorsFeaturizer"}
    stock = {"epochs": epochs, "constrain_similarities": True, "entity_recognition": False, "random_seed": 42}
    pipeline = [
        {"name": "WhitespaceTokenizer"},
        counts,
        {**counts, "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", **stock},
    ]
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yml"
        config.write_text(yaml.safe_dump({"recipe": "default.v1", "language": "nb", "pipeline": pipeline}))
        agent = Agent.load(train_nlu(str(config), str(NLU), folder))

    def answer(text: str) -> list[str]:
        parsed = asyncio.run(agent.parse_message(text))
        return [guess["name"] for guess in parsed["intent_ranking"]]

    texts = [case["text"] for case in cases]
    return measured("DIET", [answer(text) for text in texts], cases, ms=cpu_ms(answer, texts[:TIMED]))


def cell(f: dict[str, Any] | None) -> str:
    return f"{f['value']:.3f} ({f['low']:.3f}-{f['high']:.3f})" if f else "-"


def report(rows: list[dict[str, Any]]) -> None:
    """Markdown: a row a variant. Won and lost: cases the variant gets right and the one in use does not, and back."""
    base = next(row["hits"] for row in rows if row["name"] == IN_USE)
    langs = [key for key in rows[0] if isinstance(rows[0][key], list) and key not in ("hits", "all")]
    print("| variant | C | held-out folds | cases, first | first three | won, lost (p) | CPU ms |")
    print("| --- " * 7 + "|")
    for row in rows:
        won = sum(a and not b for a, b in zip(row["hits"], base, strict=True))
        lost = sum(b and not a for a, b in zip(row["hits"], base, strict=True))
        p = f"{won}, {lost} ({binomtest(won, won + lost).pvalue:.3f})" if won + lost else "-"
        first, three = row["all"]
        shares = f"{cell(row.get('held_out'))} | {cell(first)} | {cell(three)}"
        print(f"| {row['name']} | {row.get('c', '-')} | {shares} | {p} | {row['ms']:.1f} |")
    print("\n| first guess | " + " | ".join(f"{lang} ({rows[0][lang][0]['of']})" for lang in langs) + " |")
    print("| --- " * (len(langs) + 1) + "|")
    for place, label in ((0, ""), (1, ", first three")):
        for row in rows:
            print(f"| {row['name']}{label} | " + " | ".join(cell(row[lang][place]) for lang in langs) + " |")


def doubts(
    margins: Any, classes: Any, readings: Sequence[Reading], intents: Sequence[str]
) -> tuple[Any, Any, Any]:
    """Of each message: the component's confidence, whether its first guess is right, whether any word is known."""
    sure = 1 / (1 + np.exp(-STEEP * margins.max(axis=1) - SHIFT))
    correct = np.array(right(guesses(margins, classes), intents))
    return sure, correct, np.array([reading.any_known for reading in readings])


def report_thresholds(data: Data) -> None:
    """What each threshold would do with the classifier in use: on sentences its model has not seen, and on the cases."""
    config = yaml.safe_load((settings.BOT / "config.yml").read_text(encoding="utf-8"))["pipeline"][0]
    columns = [column(view, data.readings, {}) for view in PRESENT]
    classes = np.unique(data.intents)
    margins = held_out_margins(PRESENT, columns, data.intents, config["c"])
    held_out = doubts(margins, classes, data.readings, data.intents)
    readings = [read(case["text"]) for case in data.cases]
    model = Classifier(PRESENT, config["c"]).fit(columns, data.intents)
    margins = model.margins([column(view, readings, {}) for view in PRESENT])
    cases = doubts(margins, classes, readings, [case["intent"] for case in data.cases])
    now = config["threshold"]
    print(
        f"\n| threshold (now {now}) | held-out: right | fallback | wrong | cases: right | fallback | wrong |"
    )
    print("| --- " * 7 + "|")
    for threshold in sorted({*THRESHOLDS, now}):
        shares = [*trade_off(*held_out, threshold), *trade_off(*cases, threshold)]
        print(f"| {threshold} | " + " | ".join(f"{value:.3f}" for value in shares) + " |")


GROUPS: dict[str, Callable[[str], bool]] = {
    "all": lambda intent: True,
    "topics": lambda intent: topic_of(intent) is not None and not brings_questions(topic_of(intent)),
    "topics that bring questions about a child": lambda intent: brings_questions(topic_of(intent)),
    "child_is_writing": lambda intent: intent == names.CHILD_IS_WRITING,
    "goodbye": lambda intent: intent == names.GOODBYE,
    "always heard": lambda intent: intent in ALWAYS_HEARD,
}


def report_settled(data: Data) -> None:
    """What is done with a guess by how sure it is (bot/flow/plain_words.py), on training sentences the model has not seen.

    Sentences that plain words decide are left out: no likeness is asked there.
    """
    config = yaml.safe_load((settings.BOT / "config.yml").read_text(encoding="utf-8"))["pipeline"][0]
    columns = [column(view, data.readings, {}) for view in PRESENT]
    classes = np.unique(data.intents)
    margins = held_out_margins(PRESENT, columns, data.intents, config["c"])
    sure, correct, words = doubts(margins, classes, data.readings, data.intents)
    first = [row[0] for row in guesses(margins, classes)]
    heard = words & (sure >= config["threshold"])
    acted = heard & np.array(
        [
            settled(intent, float(s), r.raw, r.norm) == intent
            for intent, s, r in zip(first, sure, data.readings, strict=True)
        ]
    )
    plain = np.array([plain_intent(r.raw, r.norm) is not None for r in data.readings])
    print(
        "\n| guess | sentences | answered before | of these right | answered | of these right | neutral | fallback |"
    )
    print("| --- " * 8 + "|")
    for name, belongs in GROUPS.items():
        group = np.array([belongs(intent) for intent in first]) & ~plain
        shares = [np.mean(heard[group]), np.mean(correct[group & heard]), np.mean(acted[group])]
        shares += [np.mean(correct[group & acted]), np.mean((heard & ~acted)[group]), np.mean(~heard[group])]
        print(f"| {name} | {group.sum()} | " + " | ".join(f"{value:.3f}" for value in shares) + " |")


def load_vectors(file: Path) -> tuple[Vectors, float]:
    with np.load(file, allow_pickle=False) as kept:
        return dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True)), float(kept["ms"])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--diet", action="store_true", help="also Rasa's DIETClassifier: minutes")
    parser.add_argument("--vectors", type=Path, help="npz of sentence vectors, see above")
    parser.add_argument("--texts", type=Path, help="only write the texts to be encoded")
    arguments = parser.parse_args()
    data = load()
    if arguments.texts:
        texts = dict.fromkeys(r.raw for r in [*data.readings, *(read(case["text"]) for case in data.cases)])
        lines = [json.dumps(text, ensure_ascii=False) + "\n" for text in texts]
        arguments.texts.write_text("".join(lines), encoding="utf-8")
        return
    rows = [compare(name, views, data, {}) for name, views in VARIANTS.items()]
    if arguments.vectors:
        vectors, ms = load_vectors(arguments.vectors)
        rows.append(compare(WITH_VECTORS, (*PRESENT, "vectors"), data, vectors, ms))
    if arguments.diet:
        rows.append(diet(data.cases))
    report(rows)
    report_thresholds(data)
    report_settled(data)


if __name__ == "__main__":
    main()
