"""Stock Rasa: the `rasa init` project with its default pipeline, on SQLite, talked to over its REST channel."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from evaluation.bench.processes import free_port, process, rss_mb, wait_for

PROJECT = Path("var/bench/stock").resolve()
SCRIPT = ("hello", "i am sad", "yes", "are you a bot?", "fantastic", "bye")
RASA = str(Path(sys.executable).parent / "rasa")


@dataclass
class Server:
    url: str
    child: subprocess.Popen[bytes]

    async def talk(self) -> AsyncIterator[None]:
        """One conversation of six messages; an answer is visible when the POST returns it."""
        sender = uuid.uuid4().hex
        async with aiohttp.ClientSession() as http:
            for text in SCRIPT:
                async with http.post(
                    f"{self.url}/webhooks/rest/webhook", json={"sender": sender, "message": text}
                ) as reply:
                    reply.raise_for_status()
                    await reply.read()
                yield None

    def memory_mb(self) -> dict[str, float]:
        return {"rasa": rss_mb(self.child.pid)}


def prepare() -> None:
    """Make and train the stock project once; later runs use it again."""
    if not list(PROJECT.glob("models/*.tar.gz")):
        PROJECT.mkdir(parents=True, exist_ok=True)
        print("training the stock project (about a minute) ...", flush=True)
        subprocess.run(
            [RASA, "init", "--no-prompt", "--init-dir", str(PROJECT)],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    database = PROJECT / "tracker.db"
    database.unlink(missing_ok=True)
    (PROJECT / "endpoints.yml").write_text(
        f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  url: sqlite:///{database}\n", encoding="utf-8"
    )


@contextlib.contextmanager
def running() -> Iterator[Server]:
    prepare()
    port = free_port()
    command = [
        RASA,
        "run",
        "--enable-api",
        "-i",
        "127.0.0.1",
        "-p",
        str(port),
        "--endpoints",
        "endpoints.yml",
    ]
    with process(command, log=PROJECT / "server.log", cwd=PROJECT) as child:
        wait_for(f"http://127.0.0.1:{port}/status")
        yield Server(f"http://127.0.0.1:{port}", child)
