import asyncio

from evaluation.bench.load import figures, measure


def test_figures_are_counts_per_second_and_milliseconds():
    assert figures([0.010] * 98 + [0.5] * 2, seconds=2.0, errors=0) == {
        "messages": 100,
        "per_s": 50.0,
        "p50_ms": 10.0,
        "p95_ms": 10.0,
        "errors": 0,
    }


async def test_errors_are_counted_and_do_not_stop_the_others():
    calls = 0

    async def talk():
        nonlocal calls
        calls += 1
        if calls == 1:
            raise ConnectionError
        await asyncio.sleep(0)
        yield None

    found = await measure(talk, conversations=2, seconds=0.3, warm_up_s=0.0)
    assert found["errors"] == 1
    assert found["messages"] > 0
