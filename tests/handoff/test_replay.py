"""`ventevakt replay` against a running web: what it writes, and how it refuses."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from house import PASSWORD, House
from running import ROOT, free_port

from handoff.cli import main
from handoff.replay import read_scripts

SCRIPT = '{"id": "blå", "turns": ["hei", {"text": "han er blå"}]}\n'


async def replay(url: Any, file: Path, password: str = PASSWORD) -> Result:
    """In a thread: web runs in the test's own loop."""
    arguments = ["replay", str(file), "--url", str(url), "--user", "kari", "--password-stdin"]
    return await asyncio.to_thread(CliRunner().invoke, main, arguments, input=password + "\n")


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "manus.jsonl"
    file.write_text(SCRIPT, "utf-8")
    return file


async def test_a_script_is_played_and_everything_written_down(house: House, script: Path) -> None:
    await house.as_veileder()
    result = await replay(house.server.make_url("/"), script)
    assert result.exit_code == 0, result.stderr
    played = json.loads(result.stdout)
    assert [r["emergency"] for r in played["turns"][1]["replies"] if r["kind"] == "emergency"] == ["113"]
    assert played["veileder"]["queue"]["level"] == "RED"


async def test_a_wrong_password_is_told_in_a_sentence(house: House, script: Path) -> None:
    await house.as_veileder()
    result = await replay(house.server.make_url("/"), script, password="feil-passord-er-det")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: Navnet eller passordet stemmer ikke.\n"


async def test_no_ventevakt_at_the_address_is_told_in_a_sentence(script: Path) -> None:
    result = await replay(f"http://127.0.0.1:{free_port()}", script)
    assert result.exit_code == 1
    assert "Fant ingen Ventevakt" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("line", ["hei", "[]", '{"id": "x"}', '{"turns": "hei"}', '{"turns": [1]}'])
def test_a_line_that_is_no_script_is_named_before_anything_is_played(script: Path, line: str) -> None:
    script.write_text(SCRIPT + "\n" + line + "\n", "utf-8")
    result = asyncio.run(replay("http://127.0.0.1:1", script))
    assert result.exit_code == 1
    assert "Linje 3 er ikke et manus" in result.stderr


def test_a_file_in_another_encoding_is_told_in_a_sentence(script: Path) -> None:
    script.write_bytes(SCRIPT.encode("utf-8") + "blå".encode("latin-1"))
    result = asyncio.run(replay("http://127.0.0.1:1", script))
    assert (result.exit_code, result.exception.__class__) == (1, SystemExit)
    assert "Linje 2 er ikke et manus" in result.stderr


def test_the_samples_are_scripts() -> None:
    scripts = read_scripts((ROOT / "docs" / "samples" / "scripts.jsonl").read_text("utf-8").splitlines())
    assert len(scripts) >= 4
    assert len({script["id"] for script in scripts}) == len(scripts)
