"""Ventevakt as it runs: web and bot, SQLite, every message stored and screened, answers read by the long poll."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from evaluation.bench.processes import children_of, free_port, process, rss_mb, wait_for

DATA = Path("var/bench/ventevakt").resolve()
SCRIPT = (
    "hei",
    "treåringen nekter å legge seg og vi krangler om det hver kveld",
    "nei, hun er helt frisk",
    "jeg er så sliten at jeg gråter",
    "er du et menneske?",
    "vi bor i Lillehammer",
)


@dataclass
class Server:
    url: str
    children: dict[str, subprocess.Popen[bytes]]

    async def talk(self) -> AsyncIterator[None]:
        """One conversation of six messages; an answer is visible when the long poll brings something from the other side."""
        async with aiohttp.ClientSession() as http:
            async with http.post(f"{self.url}/api/conversations", json={}) as reply:
                reply.raise_for_status()
                conversation = await reply.json()
            path = f"{self.url}/api/conversations/{conversation['id']}/messages"
            headers = {"Authorization": f"Bearer {conversation['token']}"}
            for text in SCRIPT:
                async with http.post(
                    path, json={"client_id": str(uuid.uuid4()), "text": text}, headers=headers
                ) as reply:
                    reply.raise_for_status()
                    sent = (await reply.json())["number"]
                await self.answered(http, path, headers, sent)
                yield None

    async def answered(
        self, http: aiohttp.ClientSession, path: str, headers: dict[str, str], sent: int
    ) -> None:
        """Poll until a message of the assistant that came after number `sent` can be seen."""
        while True:
            async with http.get(path, params={"after": str(sent), "wait": "10"}, headers=headers) as reply:
                reply.raise_for_status()
                messages = (await reply.json())["messages"]
            if any(message["sender"] == "assistant" for message in messages):
                return

    def memory_mb(self) -> dict[str, float]:
        own = {name: rss_mb(child.pid) for name, child in self.children.items()}
        return own | {"layer": sum(map(rss_mb, children_of(self.children["web"].pid)))}


def fully_screens(ready: bytes) -> bool:
    """Whether web's /readyz says that the statistical layer reads. Raises RuntimeError where it never will: less would be measured than is run."""
    state = json.loads(ready)["statistical"]
    if state == "absent":
        raise RuntimeError("web has no statistical layer (see the web.log of the bench)")
    return bool(state == "up")


@contextlib.contextmanager
def running() -> Iterator[Server]:
    shutil.rmtree(DATA, ignore_errors=True)
    port, bot_port = free_port(), free_port()
    env = {
        "VENTEVAKT_PORT": str(port),
        "VENTEVAKT_BOT_PORT": str(bot_port),
        "VENTEVAKT_BOT_SECRET": uuid.uuid4().hex,
        "VENTEVAKT_DATA": str(DATA),
        "VENTEVAKT_OPEN": "always",
        "VENTEVAKT_FLOOD_BURST": "1000000",
    }
    bot = process([sys.executable, "-m", "bot.serve"], log=DATA / "bot.log", env=env)
    web = process([sys.executable, "-m", "handoff.main"], log=DATA / "web.log", env=env)
    with bot as bot_child, web as web_child:
        wait_for(f"http://127.0.0.1:{port}/readyz", ready=fully_screens)
        wait_for(f"http://127.0.0.1:{bot_port}/healthz")
        yield Server(f"http://127.0.0.1:{port}", {"web": web_child, "bot": bot_child})
