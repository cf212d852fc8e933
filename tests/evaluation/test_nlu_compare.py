"""The comparison of intent classifiers counts what it says, and measures the component that is in use."""

import json

import numpy as np
import pytest

from bot import quiet  # isort: skip  # first: see there

from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.intents import LinearIntents
from bot.components.normalised import read
from evaluation import nlu_compare
from evaluation.near_copies import nlu_examples
from evaluation.nlu_variants import (
    PRESENT,
    VECTOR_LENGTH,
    Centred,
    Classifier,
    Data,
    column,
    guesses,
    held_out_margins,
    right,
    trade_off,
)

__all__ = ["quiet"]
INTENTS = ("report_sleep", "report_fever", "ask_wait_time", "thank")
MESSAGES = ("ho søv ikkje", "39,5 i feber", "kor lenge må eg vente", "tusen takk", "far er sliten")


@pytest.fixture(scope="module")
def few():
    """Four intents with 15 sentences each."""
    examples = nlu_examples()
    pairs = [(text, intent) for intent in INTENTS for text in examples[intent][:15]]
    return [text for text, _ in pairs], np.array([intent for _, intent in pairs], dtype=object)


@pytest.fixture
def component(few, tmp_path):
    texts, intents = few
    storage = LocalModelStorage.create(tmp_path)
    found = LinearIntents(LinearIntents.get_default_config(), storage, Resource("intents"))
    messages = [Message({TEXT: text, INTENT: intent}) for text, intent in zip(texts, intents, strict=True)]
    found.train(TrainingData(messages))
    return found


@pytest.fixture
def in_use(few):
    texts, intents = few
    readings = [read(text) for text in texts]
    c = LinearIntents.get_default_config()["c"]
    return Classifier(PRESENT, c).fit([column(view, readings, {}) for view in PRESENT], intents)


def margins_of(model, messages):
    readings = [read(message) for message in messages]
    return readings, model.margins([column(view, readings, {}) for view in PRESENT])


def test_the_variant_in_use_ranks_like_the_component(component, in_use):
    readings, margins = margins_of(in_use, MESSAGES)
    found = guesses(margins, in_use.svc.classes_)
    assert found == [[guess["name"] for guess in component.ranking(reading)] for reading in readings]


def test_the_variant_in_use_is_as_sure_as_the_component(component, in_use):
    readings, margins = margins_of(in_use, MESSAGES)
    sure, _, _ = nlu_compare.doubts(margins, in_use.svc.classes_, readings, ["thank"] * len(readings))
    theirs = [component.ranking(reading)[0]["confidence"] for reading in readings]
    assert sure.tolist() == pytest.approx(theirs, abs=1e-3)


def test_a_held_out_sentence_is_judged_by_a_model_that_has_not_seen_it():
    # nothing is shared between sentences: who has seen them all is always right, who has not can only guess
    texts = np.array([letter * 6 for letter in "abcdefghijklmnopqrstu"], dtype=object)
    intents = np.array(["one", "two", "three"] * 7, dtype=object)
    classes = np.unique(intents)
    seen = Classifier(("raw_words",), 10.0).fit([texts], intents).margins([texts])
    unseen = held_out_margins(("raw_words",), [texts], intents, 10.0)
    assert sum(right(guesses(seen, classes), intents)) == 21
    assert sum(right(guesses(unseen, classes), intents)) < 14


def test_first_three_counts_an_intent_among_the_first_three():
    found = [["a", "b", "c", "d"], ["d", "c", "b", "a"]]
    assert (right(found, ["a", "a"]), right(found, ["c", "a"], among=3)) == ([True, False], [True, False])


def test_what_is_not_sure_or_has_no_known_word_is_neither_right_nor_wrong():
    sure, correct = np.array([0.9, 0.9, 0.1, 0.9]), np.array([True, False, True, True])
    known = np.array([True, True, True, False])
    assert trade_off(sure, correct, known, 0.5) == (0.25, 0.5, 0.25)


def test_sentence_vectors_are_centred_on_the_training_data_and_of_one_length():
    view = Centred()
    view.fit_transform(np.array([[1.0, 0.0], [0.0, 1.0]]))
    assert view.transform(np.array([[3.5, 0.5]])).toarray().tolist() == [[VECTOR_LENGTH, 0.0]]


def test_a_text_without_its_vector_stops_the_comparison():
    with pytest.raises(SystemExit, match="1 texts have no vector"):
        column("vectors", [read("hei"), read("hallo")], {"hei": np.zeros(2)})


def test_vectors_are_read_as_they_were_written(tmp_path):
    file = tmp_path / "vectors.npz"
    np.savez(file, texts=np.array(["hei"]), vectors=np.array([[1.0, 2.0]], np.float32), ms=3.5)
    vectors, ms = nlu_compare.load_vectors(file)
    assert (vectors["hei"].tolist(), ms) == ([1.0, 2.0], 3.5)


def test_a_row_counts_all_cases_and_each_language():
    cases = [{"text": "x", "intent": "a", "lang": lang} for lang in ("nb", "nb", "nn")]
    row = nlu_compare.measured("v", [["a"], ["b", "a"], ["b"]], cases, ms=1.0)
    counts = {lang: [f["hits"] for f in row[lang]] for lang in ("all", "nb", "nn")}
    assert counts == {"all": [1, 2], "nb": [1, 2], "nn": [0, 0]}


def test_the_report_shows_each_variant_beside_the_one_in_use(few, capsys):
    texts, intents = few
    cases = [{"text": text, "intent": "thank", "lang": "nb"} for text in ("tusen takk", "hei")]
    data = Data([read(text) for text in texts], intents, cases)
    names = (nlu_compare.IN_USE, "words as written")
    rows = [nlu_compare.compare(name, nlu_compare.VARIANTS[name], data, {}) for name in names]
    rows[1]["hits"] = [not hit for hit in rows[0]["hits"]]
    nlu_compare.report(rows)
    printed = capsys.readouterr().out
    won = rows[0]["hits"].count(False)
    assert f"| {won}, {2 - won} (1.000) |" in printed
    assert all(f"| {name} |" in printed for name in names)


def test_the_texts_to_encode_are_all_sentences_and_all_cases(few, tmp_path, monkeypatch):
    texts, intents = few
    data = Data([read(text) for text in texts], intents, [{"text": "Heisann der"}])
    monkeypatch.setattr(nlu_compare, "load", lambda: data)
    monkeypatch.setattr("sys.argv", ["nlu_compare", "--texts", str(tmp_path / "texts")])
    nlu_compare.main()
    written = [json.loads(line) for line in (tmp_path / "texts").read_text(encoding="utf-8").splitlines()]
    assert set(written) == {reading.raw for reading in data.readings} | {"heisann der"}
