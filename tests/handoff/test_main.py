"""Starting web: what is wrong is said in a sentence, not in a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from handoff.main import main


def start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, **env: str) -> str:
    monkeypatch.setenv("VENTEVAKT_DATA", str(tmp_path / "data"))
    for name, value in env.items():
        monkeypatch.setenv(f"VENTEVAKT_{name}", value)
    with pytest.raises(SystemExit) as ended:
        main()
    return str(ended.value)


def test_a_setting_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert start(monkeypatch, tmp_path, PORT="mange").startswith("VENTEVAKT_PORT kan ikke leses")


def test_content_that_is_broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    texts = tmp_path / "resources" / "texts"
    texts.mkdir(parents=True)
    (texts / "web.yaml").write_text("web_greeting: [hei\n", encoding="utf-8")
    told = start(monkeypatch, tmp_path, RESOURCES=str(tmp_path / "resources"))
    assert "web.yaml:" in told
