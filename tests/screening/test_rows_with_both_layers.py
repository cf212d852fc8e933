"""The wordings of the clinical tables as a parent meets them: read by the rules and by the statistical layer together.

What the rules alone find urgent may be kept back by the layer, and told, shown or asked about after it. It must not end in silence.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from screening import Screener
from screening.conversation import Conversation
from screening.protocol_models import RANK
from screening.statistical.layer import StatisticalLayer

ROWS = Path(__file__).parents[1] / "data" / "rows"
SILENT = 3  # of some 1,300: what looks less like illness or a crisis than nearly all that is («jeg orker ikke gråten mer»)


def rows() -> Iterator[str]:
    """Wordings that tell it all by themselves."""
    for path in sorted(ROWS.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield from (row["text"] for line in lines if not (row := json.loads(line)).get("context"))


def level_by_rules(screener: Screener, text: str) -> str:
    result, _ = screener.screen(text, None)
    return max([result["level"], *(one["level"] for one in result["crisis"])], key=RANK.__getitem__)


def test_what_the_rules_find_urgent_never_ends_in_silence(screener: Screener) -> None:
    layer = StatisticalLayer.load()
    urgent = {"ORANGE": list[str](), "RED": list[str]()}
    for text in rows():
        level = level_by_rules(screener, text)
        if level in urgent:
            result = Conversation(screener, layer).read(text)
            if not (result["show"] or result["ask"] or result["crisis"]):
                urgent[level].append(text)
    assert urgent["RED"] == []
    assert len(urgent["ORANGE"]) <= SILENT, urgent["ORANGE"]
