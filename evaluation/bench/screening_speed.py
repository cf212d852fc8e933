"""How long screening takes: start-up, messages of 200 characters, growth with length, and the statistical layer.

`python -m evaluation.bench.screening_speed`, or `make bench`. The messages are the labelled training messages, run together
and cut; each is read once, as in the chat, so that words nobody wrote before cost what they cost.
"""

from __future__ import annotations

import itertools
import json
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from evaluation.labelled import TRAINING, load
from screening import Screener
from screening.statistical.description import Unavailable
from screening.statistical.layer import StatisticalLayer

LENGTH, MESSAGES, WARM_UP, WEIGHED = 200, 1000, 300, 200
LENGTHS = (1000, 2500, 5000, 10000, 20000)
AIMS = {
    "load_s": 3.0,
    "median_ms": 2.0,
    "p99_ms": 8.0,
    "chars_10000_ms": 100.0,
    "growth": 1.5,
    "statistical_p95_ms": 40.0,
}

Speed = dict[str, float]


def measure(resources: Path) -> Speed:
    """Figures by name; milliseconds where it says so. growth: time per character at the greatest length over the least."""
    began = time.process_time()
    screener = Screener.load(resources)
    load_s = time.process_time() - began
    running = _running_text()
    messages = [running[at : at + LENGTH] for at in range(0, (WARM_UP + MESSAGES) * LENGTH, LENGTH)]
    for text in messages[:WARM_UP]:
        screener.screen(text, None)
    times = [_ms(partial(screener.screen, text, None)) for text in messages[WARM_UP:]]
    long = {n: min(_ms(partial(screener.screen, running[-n:], None)) for _ in range(5)) for n in LENGTHS}
    return {
        "load_s": round(load_s, 2),
        "median_ms": round(statistics.median(times), 2),
        "p99_ms": round(_at(times, 0.99), 2),
        **{f"chars_{n}_ms": round(ms, 1) for n, ms in long.items()},
        "growth": round(long[LENGTHS[-1]] / LENGTHS[-1] / (long[LENGTHS[0]] / LENGTHS[0]), 2),
        **_of_statistical_layer(screener, messages[:WEIGHED]),
        "max_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def report(figures: Speed) -> None:
    """Print the figures beside what is aimed at."""
    for name, value in figures.items():
        aim = f"   aim: at most {AIMS[name]:g}" if name in AIMS else ""
        print(f"screening  {name:20} {value:9.2f}{aim}")
    if "statistical_p95_ms" not in figures:
        print("screening  no statistical layer here: its speed was not measured")


def _running_text() -> str:
    texts = [str(case["text"]) for case in load(TRAINING)]
    random.Random(5).shuffle(texts)
    enough = (WARM_UP + MESSAGES) * LENGTH + LENGTHS[-1]
    return "".join(itertools.islice(itertools.chain.from_iterable(f"{text} " for text in texts), enough))


def _of_statistical_layer(screener: Screener, messages: Iterable[str]) -> Speed:
    try:
        layer = StatisticalLayer.load()
    except Unavailable:
        return {}
    results = [(text, screener.screen(text, None)[0]) for text in messages]
    times = [_ms(partial(layer, text, result)) for text, result in results]
    return {"statistical_p95_ms": round(_at(times, 0.95), 2)}


def _at(times: list[float], share: float) -> float:
    return sorted(times)[int(len(times) * share)]


def _ms(do: Callable[[], object]) -> float:
    """Milliseconds of one core."""
    began = time.process_time()
    do()
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    figures = measure(Path("resources"))
    report(figures)
    print(json.dumps(figures))
