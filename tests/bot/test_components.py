"""The parts of the NLU pipeline by themselves."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.sparse import hstack

from bot.components import findings as module
from bot.components import intents
from bot.components.normalised import NOTHING, read
from bot.settings import ROOT


@pytest.mark.parametrize(
    ("text", "norm", "any_known"),
    [
        ("Babyen grin", None, True),
        ("eg er trøytt", "jeg er trøtt", True),
        ("xqzw", None, False),
        ("😭", NOTHING, False),
        ("", NOTHING, False),
        ("39,5", None, True),
    ],
)
def test_a_message_is_read_in_bokmaal_and_said_to_be_words_or_not(
    text: str, norm: str | None, any_known: bool
) -> None:
    reading = read(text)
    assert reading.any_known is any_known
    assert reading.norm
    assert norm is None or reading.norm == norm


class FakeMessage(dict[str, Any]):
    def set(self, key: str, value: Any, add_to_output: bool = False) -> None:
        assert add_to_output
        self[key] = value


class FakeScreener:
    def screen(self, text: str, state: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        level = "RED" if "puster ikke" in text else "GREEN"
        return {"level": level, "findings": [{"rule": "X", "level": level, "negated": False}]}, {}


RED = {"level": "RED", "show": {"rule": "BR-01", "full": True, "level": "RED"}, "findings": [], "crisis": []}


def test_webs_finding_overrules_the_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.library, "screener", lambda: pytest.fail("web has screened it already"))
    message = FakeMessage(text="hei", intent={"name": "greet"}, metadata={"findings": RED})
    module.FindingsIntent().process([message])
    assert message["intent"] == {"name": "screening_alarm", "confidence": 1.0}
    assert message["findings"] == RED


@pytest.mark.parametrize(("text", "intent"), [("hun puster ikke", "screening_alarm"), ("hei", "greet")])
def test_where_nobody_has_screened_the_library_is_asked(
    monkeypatch: pytest.MonkeyPatch, text: str, intent: str
) -> None:
    monkeypatch.setattr(module.library, "screener", FakeScreener)
    message = FakeMessage(text=text, intent={"name": "greet"}, metadata={})
    module.FindingsIntent().process([message])
    assert message["intent"]["name"] == intent


@pytest.mark.parametrize(
    ("ranked", "first"),
    [
        ([("inform_kommune", 0.43), ("report_crying", 0.42)], "report_crying"),
        ([("inform_age", 0.5), ("greet", 0.49), ("report_sleep", 0.4)], "report_sleep"),
        ([("inform_kommune", 0.9), ("report_crying", 0.4)], "inform_kommune"),
        ([("inform_kommune", 0.3), ("report_crying", 0.25)], "inform_kommune"),  # under the threshold: none
        ([("greet", 0.95), ("report_exhaustion", 0.86)], "report_exhaustion"),
        ([("greet", 0.95), ("report_exhaustion", 0.3)], "greet"),
        ([("thank", 0.43), ("report_crying", 0.42)], "thank"),
        ([], None),
    ],
)
def test_a_trouble_goes_before_the_greeting_place_or_age_told_beside_it(
    ranked: list[tuple[str, float]], first: str | None
) -> None:
    ranking = [{"name": name, "confidence": sure} for name, sure in ranked]
    ordered = intents.trouble_first(ranking, least=0.28)
    assert (ordered[0]["name"] if ordered else None) == first
    assert sorted(ordered, key=str) == sorted(ranking, key=str)


def test_one_message_weighs_what_scikit_learn_says() -> None:
    """The quick way of `View` and the vectorizers it was learned with give the same margins."""
    texts = [
        "hun puster ikke",
        "kan jeg snakke med et menneske",
        "babyen gråter og gråter",
        "hei hei hei på deg",
    ]
    readings = [read(text) for text in texts]
    vectorizers = {view: intents._vectorizer(view) for view in intents.VIEWS}
    matrix = hstack(
        [v.fit_transform([intents.text_of(view, r) for r in readings]) for view, v in vectorizers.items()]
    ).tocsr()
    weights = np.random.default_rng(7).normal(size=(3, matrix.shape[1])).astype(np.float32)
    for row, reading in enumerate(readings):
        quick = sum(view.margins(reading) for view in intents.views(vectorizers, weights))
        assert quick == pytest.approx(np.asarray(matrix[row] @ weights.T).ravel(), abs=1e-4)
    unknown = sum(view.margins(read("xqzw")) for view in intents.views(vectorizers, weights))
    assert unknown == pytest.approx([0, 0, 0])


@pytest.mark.needs_model
@pytest.mark.slow
async def test_two_trainings_give_the_same_answers(model: Path, tmp_path: Path) -> None:
    from rasa.core.agent import Agent

    from bot.train import train_into

    train_into(tmp_path / "again.tar.gz")
    first, second = Agent.load(str(model)), Agent.load(str(tmp_path / "again.tar.gz"))
    for text in ("babyen gråter", "eg er så sliten", "hvor lang er køen", "xqzw", "I need help"):
        one, other = await first.parse_message(text), await second.parse_message(text)
        assert one["intent_ranking"] == other["intent_ranking"]


@pytest.mark.needs_model
async def test_words_that_are_none_are_in_doubt(model: Path) -> None:
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    for text in ("xqzw", "blorf qwxz"):
        assert (await agent.parse_message(text))["intent"]["name"] == "nlu_fallback"
    for text in ("😭😭", "…", "?"):
        assert (await agent.parse_message(text))["intent"]["name"] == "wordless"


@pytest.mark.needs_model
async def test_a_word_of_the_training_sentences_is_one_though_no_lexicon_has_it(model: Path) -> None:
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    for text in ("foreldrepakken?", "pusteøvelse", "kollik"):
        assert (await agent.parse_message(text))["intent"]["name"] not in {"nlu_fallback", "report_unclear"}


@pytest.mark.needs_model
@pytest.mark.slow
def test_rasas_own_check_of_the_data_passes(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `rasa data validate` runs, without starting another interpreter."""
    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.validator import Validator

    monkeypatch.chdir(ROOT / "bot")
    validator = Validator.from_importer(
        TrainingDataImporter.load_from_dict({}, "config.yml", "domain", ["data"])
    )
    assert validator.verify_domain_validity()
    assert validator.verify_nlu(ignore_warnings=True)
    assert validator.verify_utterances_in_stories(ignore_warnings=False)
    assert validator.verify_forms_in_stories_rules()
    assert validator.verify_actions_in_stories_rules()
    assert validator.verify_form_slots()
    assert validator.verify_slot_mappings()
    assert validator.verify_story_structure(ignore_warnings=False)
