"""The statistical layer's process: asked and answered, slow, broken, hanging, ended and started again, never left behind."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from evaluation.bench.processes import children_of
from handoff.describer import ABSENT, COMMAND, LOADING, UP, ChildDescriber, LayerFailed
from screening import Screener
from screening.statistical.description import Description, Unavailable
from screening.statistical.layer import StatisticalLayer

# a process that tells `first`, then passes each line that comes in to `heard`
CHILD = """
import json, os, sys, time
def tell(said): print(json.dumps(said), flush=True)
seen = {"signs": ["described_ill"], "start": 0, "end": 3, "confirms": True, "scores": {"urgent": 0.5}, "themes": []}
def heard(asked): tell({"id": asked["id"], "description": {**seen, "end": len(asked["text"])}})
tell({"up": True})
"""
READING = "for line in sys.stdin: heard(json.loads(line))\n"

Start = Callable[..., ChildDescriber]


@pytest_asyncio.fixture
async def start(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Start]:
    """Starts a describer whose process runs `CHILD` with `more` after it."""
    monkeypatch.setattr("handoff.describer.PAUSES_S", (0.0,))
    made: list[ChildDescriber] = []

    def begin(more: str = READING, child: str = CHILD) -> ChildDescriber:
        made.append(ChildDescriber([sys.executable, "-c", child + more]))
        made[-1].start()
        return made[-1]

    yield begin
    for describer in made:
        await describer.close()


async def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition() and time.monotonic() < end:  # noqa: ASYNC110  a process makes it true
        await asyncio.sleep(0.005)
    assert condition()


async def test_each_message_gets_its_own_answer(start: Start) -> None:
    describer = start()
    assert describer.state == LOADING
    with pytest.raises(Unavailable):
        await describer.describe("hei", {}, [])
    await until(lambda: describer.state == UP)
    texts = ["a" * n for n in range(1, 40)]
    found = await asyncio.gather(*(describer.describe(text, {}, []) for text in texts))
    assert [one.end for one in found] == [len(text) for text in texts]
    assert found[0].signs == ("described_ill",)


async def test_a_missing_layer_is_no_harm_and_is_not_tried_again(start: Start, tmp_path: Path) -> None:
    tried = tmp_path / "tried"
    child = f"open({str(tried)!r}, 'a').write('x'); print('{{\"absent\": \"no file\"}}', flush=True)"
    describer = start("", child)
    await until(lambda: describer.state == ABSENT)
    with pytest.raises(Unavailable):
        await describer.describe("hei", {}, [])
    await describer.close()
    assert tried.read_text() == "x"
    assert describer.state == ABSENT


async def test_a_layer_that_breaks_on_a_message_goes_on_with_the_next(start: Start) -> None:
    breaks = "def heard(asked, well=heard): well(asked) if asked['text'] == 'hei' else tell({'id': asked['id'], 'failed': 'IndexError'})\n"
    describer = start(breaks + READING)
    await until(lambda: describer.state == UP)
    with pytest.raises(LayerFailed, match="IndexError"):
        await describer.describe("noe", {}, [])
    assert (await describer.describe("hei", {}, [])).end == 3


async def test_a_layer_that_is_too_slow_is_given_up_and_its_late_answer_is_nobodys(
    start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gate = tmp_path / "gate"
    waits = f"def heard(asked, well=heard):\n  while not os.path.exists({str(gate)!r}): time.sleep(0.01)\n  well(asked)\n"
    describer = start(waits + READING)
    await until(lambda: describer.state == UP)
    with monkeypatch.context() as short:
        short.setattr("handoff.describer.LIMIT_S", 0.05)
        with pytest.raises(TimeoutError):
            await describer.describe("først", {}, [])
    gate.touch()
    assert (await describer.describe("så", {}, [])).end == 2
    assert describer.state == UP


async def test_a_process_that_hangs_is_ended_and_another_answers(
    start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    once = tmp_path / "once"
    hangs = f"if not os.path.exists({str(once)!r}): open({str(once)!r}, 'w'); time.sleep(1000)\n"
    monkeypatch.setattr("handoff.describer.SILENT_S", 0.01)
    describer = start(hangs + READING)
    await until(lambda: describer.state == UP)
    with monkeypatch.context() as short:
        short.setattr("handoff.describer.LIMIT_S", 0.05)
        with pytest.raises(TimeoutError):
            await describer.describe("hei", {}, [])
    await until(lambda: describer.state == LOADING)
    await until(lambda: describer.state == UP)
    assert (await describer.describe("hei", {}, [])).end == 3


@pytest.mark.parametrize(
    "last", ["sys.exit(3)", "tell({'x': 1})", "print('not JSON', flush=True); time.sleep(1000)"]
)
async def test_who_waits_when_the_process_ends_learns_of_it_and_another_is_started(
    start: Start, tmp_path: Path, last: str
) -> None:
    once = tmp_path / "once"
    ends = (
        f"if not os.path.exists({str(once)!r}):\n"
        f"  sys.stdin.readline(); open({str(once)!r}, 'w'); {last}; time.sleep(1000)\n"
    )
    describer = start(ends + READING)
    await until(lambda: describer.state == UP)
    with pytest.raises(LayerFailed):
        await describer.describe("hei", {}, [])
    await until(lambda: describer.state == UP)
    assert (await describer.describe("hei", {}, [])).end == 3


async def test_a_command_that_cannot_be_started_leaves_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handoff.describer.PAUSES_S", (0.0,))
    describer = ChildDescriber(["/no/such/program"])
    describer.start()
    await asyncio.sleep(0)
    with pytest.raises(Unavailable):
        await describer.describe("hei", {}, [])
    await describer.close()
    assert describer.state == LOADING


async def test_closing_ends_the_process(start: Start) -> None:
    before = children_of(os.getpid())
    describer = start()
    await until(lambda: describer.state == UP)
    [child] = set(children_of(os.getpid())) - set(before)
    await describer.close()
    assert child not in children_of(os.getpid())


@pytest.fixture
def ask() -> Iterator[Callable[..., dict[str, Any]]]:
    """Asks the real process in its own words."""
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdin
        assert child.stdout
        assert json.loads(child.stdout.readline()) == {"up": True}
        told, heard = child.stdin, child.stdout

        def ask(**asked: Any) -> dict[str, Any]:
            told.write(json.dumps({"id": 7, **asked}).encode() + b"\n")
            told.flush()
            said: dict[str, Any] = json.loads(heard.readline())
            return said

        yield ask
        told.close()
        assert child.wait(20) == 0
        assert child.stderr
        assert "ribbeina" not in child.stderr.read().decode()


def test_the_real_process_says_what_the_layer_says(ask: Callable[..., dict[str, Any]]) -> None:
    before, text = ["han er to måneder"], "han drar inn huden mellom ribbeina"
    result, _ = Screener.load(Path("resources")).screen(text, None)
    broken = ask(text=text, result={}, before=before)
    assert broken == {"id": 7, "failed": "KeyError"}
    said = ask(text=text, result=result, before=before)
    assert Description.read(said["description"]) == StatisticalLayer.load()(text, result, before)


def test_the_real_process_ends_with_whoever_started_it() -> None:
    starter = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen({list(COMMAND)!r}, stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "child.stdout.readline(); print(child.pid, flush=True); time.sleep(1000)\n"
    )
    with subprocess.Popen([sys.executable, "-c", starter], stdout=subprocess.PIPE) as web:
        assert web.stdout
        layer = int(web.stdout.readline())
        os.kill(web.pid, signal.SIGKILL)
        end = time.monotonic() + 20
        while Path(f"/proc/{layer}").exists() and time.monotonic() < end:
            time.sleep(0.02)
        assert not Path(f"/proc/{layer}").exists()
