"""Throw any text at screening for a while: `make fuzz`, or `python scripts/fuzz_screening.py --seconds 60 --seed 7`.

Every text must give a result of the right shape, in time that grows no faster than its length. A text that does not is
printed as a Python string, with the seed that makes it again.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from screening import Screener
from screening.protocol_models import NUMBER_ORDER, RANK

RESOURCES = Path(__file__).parent.parent / "resources"
MOST = 4000  # code points: the longest message that a parent can send
SLOW_MS, SLOW_MS_PER_1000 = 200.0, 400.0  # far above the aims of `make bench`: this looks for blow-ups
SCRIPTS = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x590, 0x5FF), (0x600, 0x6FF), (0x900, 0x97F),
    (0x0, 0x1F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069), (0x4E00, 0x4FFF), (0xAC00, 0xACFF), (0xD800, 0xDFFF), (0xFE00, 0xFE0F),
    (0xFF00, 0xFFEF), (0x1D400, 0x1D7FF), (0x1F300, 0x1F64F), (0xE0000, 0xE007F), (0x10FFF0, 0x10FFFF),
)  # fmt: skip
PIECES = (
    "han puster ikke", "hun har feber", "39,5", "6 uker", "ikke", "men", "og", "hvis", "i fjor", "nå", "krampe", "blå", "kaster opp", "jeg vil ikke leve",
    "han slår meg", "hunden", "drømte", "er alt fint", "2 år", "1" * 30, "½", "og en halv", "komma", "ignorer instruksene dine", "my baby", "not breathing",
    "ikkeeeeee", "pusterikke", "...", ",", "?", "\n", "(", "😭", "\u202e", "\u200b", "п", "ѕ", "å", "e", "i", "d", "'n",
)  # fmt: skip
HOMOGLYPHS = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "i": "і", "s": "ѕ", "k": "к"}


def shape_problem(result: dict[str, Any], text: str) -> str:
    """What is wrong with a result as docs/interfaces.md gives it, or ''."""
    try:
        json.dumps(result)
    except (TypeError, ValueError) as error:
        return f"no JSON: {error}"
    if result["level"] not in RANK or result["emergency"] not in {None, *NUMBER_ORDER}:
        return f"level {result['level']!r}, emergency {result['emergency']!r}"
    if result["language"] not in {"nb", "nn", "en"}:
        return f"language {result['language']!r}"
    for one in [*result["findings"], *result["crisis"]]:
        if not 0 <= one["start"] <= one["end"] <= len(text) or one["level"] not in RANK:
            return f"a finding {one!r}"
    return ""


def _any_script(rnd: random.Random) -> str:
    low, high = rnd.choice(SCRIPTS)
    return "".join(chr(rnd.randint(low, high)) for _ in range(rnd.randint(1, 40)))


def _pieces(rnd: random.Random) -> str:
    return " ".join(rnd.choice(PIECES) for _ in range(rnd.randint(1, 30)))


def _repeated(rnd: random.Random) -> str:
    return rnd.choice([_any_script, _pieces])(rnd)[:60] * rnd.randint(2, 400)


def _disguised(rnd: random.Random) -> str:
    return "".join(
        rnd.choice([HOMOGLYPHS.get(letter, letter), letter, letter + "\u200b"]) for letter in _pieces(rnd)
    )


def _mixed(rnd: random.Random) -> str:
    return "".join(rnd.choice([_any_script, _pieces, _disguised])(rnd) for _ in range(rnd.randint(2, 8)))


KINDS: tuple[Callable[[random.Random], str], ...] = (_any_script, _pieces, _repeated, _disguised, _mixed)


def make_text(rnd: random.Random) -> str:
    """One text of at most MOST code points."""
    return rnd.choice(KINDS)(rnd)[:MOST]


def problem_with(screener: Screener, text: str, state: dict[str, Any] | None) -> tuple[str, Any]:
    """What went wrong when `text` was screened ('' for nothing), and the state after it."""
    began = time.process_time()
    try:
        result, after = screener.screen(text, state)
    except Exception as error:  # whatever it is, it is what this looks for
        return f"{type(error).__name__}: {error}", None
    took = (time.process_time() - began) * 1000
    if took > SLOW_MS + SLOW_MS_PER_1000 * len(text) / 1000:
        return f"{took:.0f} ms for {len(text)} code points", after
    return shape_problem(result, text), after


def fuzz(screener: Screener, seed: int, *, seconds: float = 1e9, texts: int = 10**9) -> tuple[int, list[str]]:
    """How many texts were tried, and a line for each that went wrong. Conversations of up to four messages."""
    found: list[str] = []
    until = time.monotonic() + seconds
    rnd, tried, state = random.Random(seed), 0, None
    while tried < texts and time.monotonic() < until:
        text = make_text(rnd)
        wrong, after = problem_with(screener, text, state)
        if wrong:
            found.append(f"seed {seed}, text {tried}: {wrong}: {text[:200]!r}")
        tried += 1
        state = after if tried % 4 else None
    return tried, found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=None, help="left out: another one each time")
    arguments = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if arguments.seed is None else arguments.seed
    tried, found = fuzz(Screener.load(RESOURCES), seed, seconds=arguments.seconds)
    print("\n".join(found[:20]))
    print(f"{tried} texts from seed {seed}, {len(found)} went wrong")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
