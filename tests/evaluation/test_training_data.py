"""The assistant's training sentences are many, varied, and none is in the evaluation set."""

import json
from pathlib import Path

import pytest

from evaluation.near_copies import near_duplicates, nlu_examples, similar_pairs

EXAMPLES = nlu_examples()
WITHOUT_EXAMPLES = {"screening_alarm"}


@pytest.fixture
def cases():
    """Read only by the tests that need them: who writes training sentences may run the others."""
    lines = Path("evaluation/cases/intents.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_there_are_at_least_25_intents():
    assert len(set(EXAMPLES) - WITHOUT_EXAMPLES) >= 25


@pytest.mark.parametrize("intent", sorted(set(EXAMPLES) - WITHOUT_EXAMPLES))
def test_every_intent_has_at_least_40_varied_examples(intent):
    texts = EXAMPLES[intent]
    repeated = [texts[i] for i in sorted(near_duplicates(texts))]
    assert len(texts) >= 40
    assert len(repeated) <= 0.05 * len(texts), repeated


def test_every_intent_of_the_evaluation_set_can_be_learned(cases):
    assert {case["intent"] for case in cases} <= set(EXAMPLES)


def test_every_intent_that_is_learned_is_measured(cases):
    assert set(EXAMPLES) - WITHOUT_EXAMPLES - {case["intent"] for case in cases} == set()


# "ja" and "nei takk" cannot be said in another way: one or two words are no near-copy but the language itself
def test_no_evaluation_sentence_is_nearly_copied_in_the_training_data(cases):
    cases = [case["text"] for case in cases if len(case["text"].split()) > 3]
    training = [text for texts in EXAMPLES.values() for text in texts]
    assert [(cases[i], training[j]) for i, j in similar_pairs(cases, training, near=92)] == []


def test_near_copies_are_found():
    texts = ["Hun våkner hver time!", "hun våkner hver time", "han vil ikke spise"]
    assert near_duplicates(texts) == {1}
