"""`make chaos`: web, assistant and statistical layer are killed and stopped at random under a small load; nothing acknowledged may be lost or doubled.

`python -m evaluation.chaos [--seconds 60] [--parents 4] [--seed N]`. It starts `ventevakt up` on free ports with a folder of its
own. Parents do what the page does: send with an id of their own, and send the same again until it is acknowledged.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import re
import secrets
import signal
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from evaluation.bench.processes import children_of, free_port, process, wait_for

LAYER = "layer"  # web starts it, not the supervisor
PROGRAMS = ("web", "bot", LAYER)
WORDS = (
    "babyen gråter hele kvelden",
    "vet ikke",
    "nei",
    "jeg er så sliten",
    "tre måneder",
    "takk",
    "vi bor i Bergen",
)
STOPPED_S = (1.0, 25.0)  # the supervisor replaces a bot that hangs for longer than 10 s
BETWEEN_S = (1.0, 6.0)
COMES_BACK_S = 240.0


@dataclass
class Parent:
    """One conversation, and what was acknowledged in it: number -> text."""

    id: str
    token: str
    acknowledged: dict[int, str] = field(default_factory=dict)


async def talk(http: aiohttp.ClientSession, until: float, name: int, parents: list[Parent]) -> None:
    """Open a conversation and write in it until the time is over."""
    opened = await persist(http, "/api/conversations", {}, {})
    parent = Parent(opened["id"], opened["token"])
    parents.append(parent)
    path, headers = f"/api/conversations/{parent.id}/messages", {"Authorization": f"Bearer {parent.token}"}
    count = 0
    while time.monotonic() < until:
        text = f"{WORDS[count % len(WORDS)]} ({name}.{count})"
        sent = await persist(http, path, {"client_id": str(uuid.uuid4()), "text": text}, headers)
        parent.acknowledged[sent["number"]] = text
        count += 1
        await asyncio.sleep(0.3)


async def persist(http: aiohttp.ClientSession, path: str, body: Any, headers: dict[str, str]) -> Any:
    """Send until it is acknowledged. Raises RuntimeError for an answer that is neither a success nor a passing failure."""
    while True:
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            async with http.post(path, json=body, headers=headers) as answer:
                if answer.status == 201:
                    return await answer.json()
                if answer.status < 500:
                    raise RuntimeError(f"{path}: {answer.status} {await answer.text()}")
        await asyncio.sleep(0.2)


async def harm(log: Path, until: float, chance: random.Random) -> Counter[str]:
    """Kill or stop one of them, again and again; what was done how often. What was stopped goes on before this ends."""
    done: Counter[str] = Counter()
    while time.monotonic() < until:
        await asyncio.sleep(chance.uniform(*BETWEEN_S))
        program, stop = chance.choice(PROGRAMS), chance.random() < 0.4
        pid = running(log, program)
        if pid is None:
            continue
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP if stop else signal.SIGKILL)
            done[f"{program} {'stopped' if stop else 'killed'}"] += 1
            if stop:
                await asyncio.sleep(chance.uniform(*STOPPED_S))
                os.kill(pid, signal.SIGCONT)
    return done


def running(log: Path, program: str) -> int | None:
    """The process of this program: what the supervisor started last, by what it said, or what that web has started."""
    if program == LAYER:
        web = running(log, "web")
        with contextlib.suppress(OSError):  # web is gone
            return next(iter(children_of(web or 0)), None)
        return None
    started = re.findall(rf"spawned: '{program}' with pid (\d+)", log.read_text(errors="replace"))
    return int(started[-1]) if started else None


def wrongs(acknowledged: dict[int, str], messages: list[dict[str, Any]]) -> list[str]:
    """What was lost or doubled in one conversation, in words.

    acknowledged: number -> text of every message whose sending was answered. messages: the conversation as it is now.
    """
    found = []
    if [m["number"] for m in messages] != list(range(1, len(messages) + 1)):
        found.append("the numbers are not 1, 2, 3 ...")
    stored = {m["number"]: m["text"] for m in messages if m["sender"] == "parent"}
    found += [f"lost: {text}" for number, text in acknowledged.items() if stored.get(number) != text]
    found += [f"doubled: {text}" for text, times in Counter(stored.values()).items() if times > 1]
    answers = [m for m in messages if m["sender"] != "parent" and m["in_reply_to"]]
    said = Counter((m["in_reply_to"], m["text"]) for m in answers)
    return found + [f"said twice to message {to}: {text}" for (to, text), times in said.items() if times > 1]


async def check(http: aiohttp.ClientSession, parent: Parent) -> list[str]:
    headers = {"Authorization": f"Bearer {parent.token}"}
    path = f"/api/conversations/{parent.id}/messages"
    async with http.get(path, params={"after": "0"}, headers=headers) as answer:
        answer.raise_for_status()
        return wrongs(parent.acknowledged, (await answer.json())["messages"])


@contextlib.contextmanager
def everything(data: Path) -> Iterator[tuple[str, Path]]:
    """`ventevakt up` in this folder: its address and its log. Ended with the block, gently."""
    port, bot_port = free_port(), free_port()
    env = {
        "VENTEVAKT_DATA": str(data),
        "VENTEVAKT_PORT": str(port),
        "VENTEVAKT_BOT_PORT": str(bot_port),
        "VENTEVAKT_BOT_SECRET": secrets.token_urlsafe(16),
    }
    log = data / "up.log"
    with process([sys.executable, "-m", "handoff.cli", "up"], log=log, env=env) as child:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        wait_for(f"http://127.0.0.1:{bot_port}/healthz")
        yield f"http://127.0.0.1:{port}", log
        child.send_signal(signal.SIGINT)
        child.wait(30)


async def run(url: str, log: Path, seconds: float, count: int, chance: random.Random) -> int:
    """Load and harm for so long, then look; how many things were wrong."""
    parents: list[Parent] = []
    until = time.monotonic() + seconds
    async with aiohttp.ClientSession(url, timeout=aiohttp.ClientTimeout(total=5)) as http:
        done, *_ = await asyncio.gather(
            harm(log, until, chance), *(talk(http, until, name, parents) for name in range(count))
        )
        await asyncio.to_thread(wait_for, f"{url}/healthz", COMES_BACK_S)
        found = [line for parent in parents for line in await check(http, parent)]
    print(", ".join(f"{what} {times} times" for what, times in sorted(done.items())))
    print(f"{sum(len(p.acknowledged) for p in parents)} messages of {count} parents were acknowledged")
    print("\n".join(found) if found else "nothing lost, nothing doubled")
    return len(found)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--parents", type=int, default=4)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder, everything(Path(folder)) as (url, log):
        return int(asyncio.run(run(url, log, arguments.seconds, arguments.parents, chance)) > 0)


if __name__ == "__main__":
    sys.exit(main())
