"""A closed-loop load: n conversations at once, each sends its next message when the last was visibly answered."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Callable
from typing import TypedDict

# one conversation talks: yields once per message, when its answer is visible
Talk = Callable[[], AsyncIterator[None]]


class Figures(TypedDict):
    messages: int
    per_s: float
    p50_ms: float
    p95_ms: float
    errors: int


async def measure(talk: Talk, conversations: int, seconds: float, warm_up_s: float = 2.0) -> Figures:
    """Messages per second and time from sending to a visible answer, over `seconds` after a warm-up."""
    times: list[tuple[float, float]] = []
    errors = 0
    start = time.perf_counter()
    end = start + warm_up_s + seconds

    async def one() -> None:
        nonlocal errors
        while time.perf_counter() < end:
            sent = time.perf_counter()
            try:
                async for _ in talk():
                    now = time.perf_counter()
                    times.append((now, now - sent))
                    if now > end:
                        return
                    sent = now
            except Exception as problem:
                errors += 1
                print("error:", type(problem).__name__, problem)
                await asyncio.sleep(0.2)

    await asyncio.gather(*[one() for _ in range(conversations)])
    counted = [took for at, took in times if start + warm_up_s <= at <= end]
    return figures(counted, seconds, errors)


def figures(seconds_each: list[float], seconds: float, errors: int) -> Figures:
    cuts = statistics.quantiles(seconds_each, n=100, method="inclusive")
    return {
        "messages": len(seconds_each),
        "per_s": round(len(seconds_each) / seconds, 1),
        "p50_ms": round(cuts[49] * 1000, 1),
        "p95_ms": round(cuts[94] * 1000, 1),
        "errors": errors,
    }
