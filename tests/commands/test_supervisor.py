"""`ventevakt up` as an operator meets it: what is killed or hangs is started again, and Ctrl-C stops everything."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from running import ROOT, answers, free_port, process

pytestmark = [pytest.mark.needs_model, pytest.mark.slow]

PATIENCE_S = 150.0


@dataclass
class Up:
    """A running `ventevakt up`. `said`: what it has printed so far."""

    child: subprocess.Popen[bytes]
    data: Path
    log: Path
    ports: dict[str, int]

    @property
    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def well(self, program: str) -> bool:
        return answers(f"http://127.0.0.1:{self.ports[program]}/healthz")

    def pid(self, program: str) -> int:
        """The process that runs it now, 0 when there is none."""
        started = re.findall(rf"spawned: '{program}' with pid (\d+)", self.said)
        return int(started[-1]) if started else 0

    def until(self, what: str, true: Callable[[], bool]) -> float:
        """Wait until it is true; how many seconds that took."""
        began = time.monotonic()
        while not true():
            assert self.child.poll() is None, f"it ended before {what}:\n{self.said[-3000:]}"
            assert time.monotonic() - began < PATIENCE_S, f"waited in vain: {what}\n{self.said[-3000:]}"
            time.sleep(0.1)
        return time.monotonic() - began

    def until_replaced(self, program: str, pid: int) -> None:
        self.until(f"{program} is back", lambda: self.pid(program) not in (0, pid) and self.well(program))


@contextmanager
def started(data: Path) -> Iterator[Up]:
    data.mkdir(exist_ok=True)
    ports = {"web": free_port(), "bot": free_port()}
    env = {
        **os.environ,
        "VENTEVAKT_DATA": str(data),
        "VENTEVAKT_PORT": str(ports["web"]),
        "VENTEVAKT_BOT_PORT": str(ports["bot"]),
    }
    log = data / "up.log"
    with process([sys.executable, "-m", "handoff.cli", "up"], env, log) as child:
        up = Up(child, data, log, ports)
        try:
            yield up
        finally:
            for program in ports:  # a hanging one cannot be stopped gently
                if child.poll() is None and (pid := up.pid(program)):
                    os.kill(pid, signal.SIGCONT)


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Says a figure to whoever runs the tests; nothing is asserted about it, since machines differ."""

    def say(line: str) -> None:
        with capsys.disabled():
            print(f"\n{line}", file=sys.__stderr__, flush=True)

    return say


@pytest.mark.timeout(900)
def test_what_dies_or_hangs_is_started_again_and_ctrl_c_stops_everything(
    tmp_path: Path, tell: Callable[[str], None]
) -> None:
    subprocess.run([sys.executable, "-m", "bot.train"], cwd=ROOT, check=True, capture_output=True)
    with started(tmp_path / "data") as up:
        up.until("everything is ready", lambda: "Ctrl-C stopper alt." in up.said)
        assert up.well("web")
        assert up.well("bot")
        assert re.search(r"vises bare denne ene gangen\):  veileder  \S+", up.said)

        killed = {program: up.pid(program) for program in up.ports}
        for pid in killed.values():
            os.kill(pid, signal.SIGKILL)
        for program, pid in killed.items():
            up.until_replaced(program, pid)
            assert f"exited: {program} (terminated by SIGKILL" in up.said

        hanging = {program: up.pid(program) for program in up.ports}
        for pid in hanging.values():
            os.kill(pid, signal.SIGSTOP)
        for program, pid in hanging.items():
            up.until_replaced(program, pid)
            said = (up.data / "run" / f"{program}_answers.log").read_text()
            assert f"{program} is in RUNNING state, restarting" in said

        pids = [up.pid(program) for program in up.ports]
        up.child.send_signal(signal.SIGINT)
        assert up.child.wait(timeout=30) == 0
        for program in up.ports:
            assert not up.well(program)
        for pid in pids:
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)

    with started(tmp_path / "data") as again:
        took = again.until("everything is ready again", lambda: "Ctrl-C stopper alt." in again.said)
        assert "vises bare denne ene gangen" not in again.said
        again.child.send_signal(signal.SIGINT)
        assert again.child.wait(timeout=30) == 0
    tell(f"second start of `ventevakt up`: {took:.1f} s (aim: under 20 s)")
