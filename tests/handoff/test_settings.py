"""Settings: read once, refused in words, secrets masked, and every one of them in the docs."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from handoff.settings import SettingRefused, Settings

DOCS = Path(__file__).resolve().parents[2] / "docs" / "settings.md"


def test_defaults() -> None:
    settings = Settings.from_env({})
    assert (settings.port, settings.bot_port, settings.retention_minutes) == (8080, 8081, 30)
    assert settings.data.is_absolute()
    assert settings.database_url == f"sqlite:///{settings.data}/ventevakt.db"
    assert len(settings.bot_secret) > 20


def test_given_values_and_what_follows_from_them(tmp_path: Path) -> None:
    settings = Settings.from_env({"VENTEVAKT_PORT": "9000", "VENTEVAKT_DATA": str(tmp_path), "OTHER": "x"})
    assert (settings.port, settings.bot_port) == (9000, 9001)
    assert str(tmp_path) in settings.database_url


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "http"),
        ("RETENTION_MINUTES", "0"),
        ("OPEN", "i morgen"),
        ("TRUSTED_PROXY", "ja"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingRefused, match=f"VENTEVAKT_{name}"):
        Settings.from_env({f"VENTEVAKT_{name}": value})


def test_secrets_are_masked_when_printed() -> None:
    settings = Settings.from_env(
        {"VENTEVAKT_BOT_SECRET": "hemmelig1", "VENTEVAKT_DATABASE_URL": "postgresql://u:hemmelig2@h/d"}
    )
    assert "hemmelig" not in repr(settings)
    assert "8080" in repr(settings)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings.from_env({}).port = 1  # type: ignore[misc]  # that is the point


def test_the_docs_list_every_setting_with_its_meaning_and_default() -> None:
    documented = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    told = [
        f"| `VENTEVAKT_{f.name.upper()}` | {f.metadata['help']} | {f.metadata['shown']} |"
        for f in fields(Settings)
    ]
    assert documented == told


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:9000"),
        ("0.0.0.0", "http://127.0.0.1:9000"),
        ("::", "http://127.0.0.1:9000"),
        ("192.168.1.7", "http://192.168.1.7:9000"),
        ("fd00::7", "http://[fd00::7]:9000"),
    ],
)
def test_where_web_answers_on_this_machine(host: str, address: str) -> None:
    settings = Settings.from_env({"VENTEVAKT_HOST": host, "VENTEVAKT_PORT": "9000"})
    assert settings.web_address == address
    assert settings.bot_address == "http://127.0.0.1:9001"
