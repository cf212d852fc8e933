"""Ventevakt as its own processes on free ports with a folder of its own, for tests and pictures."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from handoff.settings import Settings
from handoff.store.engine import Store
from handoff.store.migrate import upgrade
from handoff.users import add_user

ROOT = Path(__file__).resolve().parents[1]
LOGIN_PASSWORD = "lang-og-god-nok-7"
START_LIMIT = 90.0
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass(frozen=True)
class Ventevakt:
    """A running Ventevakt. `shift`: file that holds how many seconds its clock is ahead of the machine's."""

    url: str
    data: Path
    shift: Path
    logins: tuple[str, ...]

    def advance(self, seconds: float) -> None:
        """Let time pass for the server, at once."""
        ahead = float(self.shift.read_text()) + seconds
        fresh = self.shift.with_suffix(".new")
        fresh.write_text(str(ahead))
        fresh.replace(self.shift)


@dataclass(frozen=True)
class Bot:
    """A running assistant: its port on loopback, and the secret it shares with web."""

    port: int
    secret: str


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    """Whether `url` answers 200 within two seconds."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def wait_until_answers(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when `url` answers 200. Raises RuntimeError with the log's end when it never does."""
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end and process.poll() is None:
        if answers(url):
            return
        time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer:\n{log.read_text(errors='replace')[-3000:]}")


@contextmanager
def process(command: list[str], env: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A child process that is ended with the block."""
    with log.open("wb") as out:
        child = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
        try:
            yield child
        finally:
            child.terminate()
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


@contextmanager
def assistant(data: Path) -> Iterator[Bot]:
    """The assistant alone, ready to answer. It keeps nothing of a conversation: any number of webs may ask it."""
    data.mkdir(parents=True, exist_ok=True)
    bot = Bot(free_port(), secrets.token_urlsafe(16))
    with process([sys.executable, "-m", "bot.serve"], environment(data, bot), data / "bot.log") as child:
        wait_until_answers(f"http://127.0.0.1:{bot.port}/healthz", child, data / "bot.log")
        yield bot


@contextmanager
def ventevakt(
    data: Path,
    *,
    with_bot: bool | Bot,
    logins: tuple[str, ...] = ("kari", "ola"),
    port: int | None = None,
    **settings: str,
) -> Iterator[Ventevakt]:
    """Web with these settings, ready to answer; with an assistant of its own, or one that runs already.

    logins: each a veileder, or "name:role". port: where an earlier one was, to start it again; a free one when not told.
    """
    if with_bot is True:
        with (
            assistant(data) as bot,
            ventevakt(data, with_bot=bot, logins=logins, port=port, **settings) as one,
        ):
            yield one
        return
    data.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    shift = data / "clock_shift"
    shift.write_text("0")
    env = {
        **environment(data, with_bot or Bot(free_port(), secrets.token_urlsafe(16))),
        "VENTEVAKT_PORT": str(port),
        **{f"VENTEVAKT_{name.upper()}": value for name, value in settings.items()},
    }
    add_logins(logins, Settings.from_env(env))
    # -P: folders beside that script are named like our packages
    web = [sys.executable, "-P", str(Path(__file__).with_name("web_with_driven_clock.py")), str(shift)]
    with process(web, env, data / "web.log") as child:
        wait_until_answers(f"http://127.0.0.1:{port}/healthz", child, data / "web.log")
        yield Ventevakt(f"http://127.0.0.1:{port}", data, shift, logins)


def environment(data: Path, bot: Bot) -> dict[str, str]:
    """What both programs are told."""
    return {
        **os.environ,
        "VENTEVAKT_BOT_PORT": str(bot.port),
        "VENTEVAKT_BOT_SECRET": bot.secret,
        "VENTEVAKT_DATA": str(data),
        "RASA_TELEMETRY_ENABLED": "false",
        "OMP_NUM_THREADS": "1",
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
    }


def add_logins(logins: Iterable[str], settings: Settings) -> None:
    """People who can sign in with LOGIN_PASSWORD: "kari", a veileder, or "fag:fagansvarlig"."""

    async def work() -> None:
        store = Store(settings.database_url)
        for login in logins:
            name, _, role = login.partition(":")
            await add_user(store, name=name, role=role or "veileder", password=LOGIN_PASSWORD)
        await store.close()

    upgrade(settings.database_url)
    with ThreadPoolExecutor(1) as apart:  # Playwright has a loop running in this thread
        apart.submit(asyncio.run, work()).result()
