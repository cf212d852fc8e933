"""Start server processes, wait until they answer, read their memory, stop them."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

# for whatever is measured: the libraries' own threads only get in each other's way
ONE_THREAD = {"OMP_NUM_THREADS": "1"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def process(
    command: list[str], *, log: Path, env: dict[str, str] | None = None, cwd: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command for the length of the block, with ONE_THREAD and `env`; its output goes to `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with (
        log.open("wb") as out,
        subprocess.Popen(
            command, stdout=out, stderr=out, cwd=cwd, env={**os.environ, **ONE_THREAD, **(env or {})}
        ) as child,
    ):
        try:
            yield child
        finally:
            child.terminate()
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()


def wait_for(url: str, patience_s: float = 180, ready: Callable[[bytes], bool] = lambda body: True) -> None:
    """Poll until 200 with a body that is `ready`. Raises TimeoutError."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        with (
            contextlib.suppress(urllib.error.URLError, OSError),
            urllib.request.urlopen(url, timeout=5) as reply,
        ):
            if reply.status == 200 and ready(reply.read()):
                return
        time.sleep(0.3)
    raise TimeoutError(url)


def rss_mb(pid: int) -> float:
    """Resident memory of the process itself, in MiB (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return round(int(line.split()[1]) / 1024, 1)
    raise ProcessLookupError(pid)


def children_of(pid: int) -> list[int]:
    """The processes it has started itself (Linux)."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
