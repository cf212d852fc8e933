"""Says in the terminal when the system is ready, and where. Started by `ventevakt up`, and gone with it."""

from __future__ import annotations

import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from handoff.launch import first_login_file
from handoff.settings import Settings

PATIENCE_S = 120
STARTER = os.getppid()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:  # noqa: S310  loopback only
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def wait_until(url: str, what: str, patience: float = PATIENCE_S) -> bool:
    """Poll until the address answers 200. False when it never did, or who started us is gone."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if answers(url):
            print(f"· {what} is ready", flush=True)
            return True
        if os.getppid() != STARTER:
            return False
        time.sleep(0.2)
    print(f"· {what} did not become ready; see var/run/", flush=True)
    return False


def announcement(settings: Settings) -> list[str]:
    """The addresses, and the first login as long as nobody was told it."""
    lines = [
        "",
        f"  Forelder:  http://localhost:{settings.port}/",
        f"  Veileder:  http://localhost:{settings.port}/konsoll",
    ]
    login = first_login_file(settings)
    if login.exists():
        name, password = login.read_text(encoding="utf-8").split()
        lines.append(f"  Innlogging (vises bare denne ene gangen):  {name}  {password}")
    return [*lines, "", "  Ctrl-C stopper alt.", ""]


def is_thrown_away(stream: int) -> bool:
    """Whether what is written there is kept and seen by nobody: /dev/null."""
    return os.path.samestat(os.fstat(stream), Path(os.devnull).stat())


def main() -> int:
    settings = Settings.from_env()
    ok = wait_until(f"{settings.web_address}/healthz", "web")
    ok = wait_until(f"{settings.bot_address}/healthz", "the assistant") and ok
    if os.getppid() != STARTER:
        return 1
    print("\n".join(announcement(settings)), flush=True)
    # only now, that it is out: a pipe that broke or a full disk has ended this before
    if not is_thrown_away(sys.stdout.fileno()):
        first_login_file(settings).unlink(missing_ok=True)
    return 0 if ok else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (KeyboardInterrupt, OSError):  # Ctrl-C, or nobody is left to tell
        sys.exit(1)
