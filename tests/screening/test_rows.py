"""Plays the wordings the protocol's authors wrote for each row of the clinical tables.

A line of tests/data/rows/*.jsonl: {"text", "rules": [must fire], "not": [must not], "level", "ask", "context": [earlier texts]},
or {"text", "rule", "fires": bool, "level"} for one rule.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from screening import Screener

ROWS = Path(__file__).parents[1] / "data" / "rows"


def _rows() -> list[Any]:
    found = []
    for path in sorted(ROWS.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                found.append(pytest.param(json.loads(line), id=f"{path.stem}:{number}"))
    return found


@pytest.mark.parametrize("row", _rows())
def test_row(screener: Screener, row: dict[str, Any]) -> None:
    state = None
    for earlier in row.get("context", []):
        _, state = screener.screen(earlier, state)
    result, _ = screener.screen(row["text"], state)
    fired = {one["rule"] for one in result["findings"] if one["counts"]} | {
        one["rule"] for one in result["crisis"]
    }
    wanted, unwanted = set(row.get("rules", [])), set(row.get("not", []))
    if "rule" in row:
        (wanted if row.get("fires", True) else unwanted).add(row["rule"])
    assert wanted <= fired, f"{row['text']!r} gave {sorted(fired)}"
    assert not unwanted & fired, f"{row['text']!r} gave {sorted(fired)}"
    if row.get("level"):
        assert result["level"] == row["level"], f"{row['text']!r} gave {result['level']} by {sorted(fired)}"
    assert set(row.get("ask", [])) <= set(result["ask"]), f"{row['text']!r} asked {result['ask']}"
