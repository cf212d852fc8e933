"""Every dialogue of the evaluation, played by `ventevakt replay` through the running service."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from running import LOGIN_PASSWORD, ROOT, Bot, Ventevakt, ventevakt

from content.texts import Texts
from evaluation.dialogues import faults, load_dialogues
from handoff.replay import replay_scripts

pytestmark = [pytest.mark.needs_model, pytest.mark.slow, pytest.mark.timeout(600)]

AT_ONCE = 8
NEVER = {"soothing", "order", "place", "again"}  # whatever was understood, these never happen
BASELINE = ROOT / "evaluation" / "baseline.json"


@pytest.fixture(scope="module")
def system(assistant: Bot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ventevakt]:
    with ventevakt(tmp_path_factory.mktemp("dialogues"), with_bot=assistant, flood_burst="1000") as running:
        yield running


@pytest.fixture(scope="module")
def found(system: Ventevakt) -> dict[str, list[str]]:
    """Faults by script."""
    scripts = load_dialogues()
    questions = place_questions()

    async def some(part: list[dict[str, Any]]) -> dict[str, list[str]]:
        lines = [json.dumps(script) for script in part]
        played = replay_scripts(lines, url=system.url, user="kari", password=LOGIN_PASSWORD)
        told = {script["id"]: script for script in part}
        return {one["id"]: faults(told[one["id"]], one, questions) async for one in played}

    async def all_of_them() -> dict[str, list[str]]:
        parts = await asyncio.gather(*[some(scripts[i::AT_ONCE]) for i in range(AT_ONCE)])
        return {id: told for part in parts for id, told in part.items()}

    return asyncio.run(all_of_them())


def place_questions() -> set[str]:
    texts = Texts.load(ROOT / "resources")
    ids = ("utter_ask_kommune", "utter_ask_kommune_again")
    return {text for id in ids for language in ("nb", "nn", "en") for text in texts.variants(id, language)}


def test_what_never_happens(found: dict[str, list[str]]) -> None:
    assert {id: told for id, told in found.items() if {fault.split()[0] for fault in told} & NEVER} == {}


def test_the_rest_stays_within_the_baseline(found: dict[str, list[str]]) -> None:
    counts = Counter(fault.split()[0] for told in found.values() for fault in told)
    bounds = json.loads(Path(BASELINE).read_text(encoding="utf-8"))["dialogues"]
    listed = "\n".join(f"{id}: {fault}" for id, told in sorted(found.items()) for fault in told)
    assert {kind: counts[kind] for kind in bounds if counts[kind] > bounds[kind]["max"]} == {}, listed
    assert set(counts) <= set(bounds) | NEVER, listed
