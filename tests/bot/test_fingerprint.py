"""A model is trained again exactly when something it is made from has changed, and fits one pipeline only."""

from pathlib import Path
from typing import Any

import pytest

from bot import fingerprint as module
from bot.fingerprint import ModelError, fingerprint, is_current, require_same_pipeline, write_record
from bot.settings import DEFAULT_SPACY_MODEL, Settings, SettingsError, spacy_model


@pytest.fixture
def tree(tmp_path: Path) -> dict[str, Path]:
    """A small project: everything a model is made from."""
    files = {
        "config": "bot/config.yml",
        "domain": "bot/domain/base.yml",
        "examples": "bot/data/nlu/smalltalk.yml",
        "rules": "bot/data/rules/smalltalk.yml",
        "component": "bot/components/intents.py",
        "action": "bot/actions/topics.py",
        "words": "resources/language/words.yaml",
        "texts": "resources/texts/bot_main.yaml",
        "lock": "requirements.lock",
    }
    for name, path in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(
            "utter_greet:\n  nb: Hei\n" if name == "texts" else name, encoding="utf-8"
        )
    return {name: tmp_path / path for name, path in files.items()} | {"root": tmp_path}


def value(tree: dict[str, Path], model: str = "nb_ndt_chat_sm") -> str:
    root = tree["root"]
    return fingerprint(model, root / "resources", bot=root / "bot", root=root)


@pytest.mark.parametrize("changed", ["config", "domain", "examples", "rules", "component", "words", "lock"])
def test_what_the_model_is_made_from_changes_the_fingerprint(tree: dict[str, Path], changed: str) -> None:
    before = value(tree)
    tree[changed].write_text("other", encoding="utf-8")
    assert value(tree) != before


def test_a_new_text_id_changes_it_and_new_words_do_not(tree: dict[str, Path]) -> None:
    before = value(tree)
    tree["texts"].write_text("utter_greet:\n  nb: Heisann\n", encoding="utf-8")
    assert value(tree) == before
    tree["texts"].write_text("utter_other:\n  nb: Heisann\n", encoding="utf-8")
    assert value(tree) != before


def test_what_is_no_part_of_a_model_does_not_change_it(tree: dict[str, Path]) -> None:
    before = value(tree)
    tree["action"].write_text("other", encoding="utf-8")
    assert value(tree) == before


def test_another_spacy_model_changes_it(tree: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    before = value(tree)
    assert value(tree, "nb_core_news_sm") != before
    monkeypatch.setattr(module, "installed", lambda package: "9.9")
    assert value(tree) != before


def test_a_model_is_current_only_with_its_own_record(tmp_path: Path) -> None:
    model = tmp_path / "ventevakt.tar.gz"
    assert not is_current(model, "abc")
    model.touch()
    assert not is_current(model, "abc")
    write_record(model, "abc", DEFAULT_SPACY_MODEL)
    assert is_current(model, "abc")
    assert not is_current(model, "abd")


def test_a_missing_model_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"python -m bot\.train"):
        require_same_pipeline(tmp_path / "none.tar.gz", DEFAULT_SPACY_MODEL)


def test_another_pipeline_than_it_was_trained_with_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "ventevakt.tar.gz"
    model.touch()
    write_record(model, "abc", DEFAULT_SPACY_MODEL)
    require_same_pipeline(model, DEFAULT_SPACY_MODEL)
    with pytest.raises(ModelError, match="nb_core_news_sm"):
        require_same_pipeline(model, "nb_core_news_sm")
    monkeypatch.setattr(module, "installed", lambda package: "9.9")
    with pytest.raises(ModelError, match="byttet ut"):
        require_same_pipeline(model, DEFAULT_SPACY_MODEL)


@pytest.mark.parametrize("record", ["", "[]", "{"])
def test_a_broken_record_is_no_record(tmp_path: Path, record: str) -> None:
    model = tmp_path / "ventevakt.tar.gz"
    model.touch()
    module.record_path(model).write_text(record, encoding="utf-8")
    assert not is_current(model, "abc")
    with pytest.raises(ModelError):
        require_same_pipeline(model, DEFAULT_SPACY_MODEL)


SECRET = "0123456789abcdef"


@pytest.mark.parametrize(
    ("environment", "port"),
    [
        ({}, 8081),
        ({"VENTEVAKT_PORT": "9000"}, 9001),
        ({"VENTEVAKT_PORT": "9000", "VENTEVAKT_BOT_PORT": "7"}, 7),
    ],
)
def test_the_port_follows_webs_unless_it_is_set(environment: dict[str, str], port: int) -> None:
    assert Settings.from_environment({"VENTEVAKT_BOT_SECRET": SECRET, **environment}).port == port


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"VENTEVAKT_BOT_SECRET": "short"},
        {"VENTEVAKT_BOT_SECRET": SECRET, "VENTEVAKT_BOT_PORT": "x"},
        {"VENTEVAKT_BOT_SECRET": SECRET, "VENTEVAKT_PORT": "99999"},
    ],
)
def test_a_wrong_setting_is_named(environment: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match="VENTEVAKT_"):
        Settings.from_environment(environment)


def test_the_secret_is_not_in_the_repr() -> None:
    assert SECRET not in repr(Settings.from_environment({"VENTEVAKT_BOT_SECRET": SECRET}))


def test_the_pipeline_is_a_setting_with_a_default() -> None:
    assert spacy_model({}) == DEFAULT_SPACY_MODEL
    assert spacy_model({"VENTEVAKT_SPACY_MODEL": ""}) == DEFAULT_SPACY_MODEL
    assert spacy_model({"VENTEVAKT_SPACY_MODEL": "nb_core_news_sm"}) == "nb_core_news_sm"
