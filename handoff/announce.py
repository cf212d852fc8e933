"""Says in the terminal when the system is ready, and where. Run once by the supervisor at start."""

from __future__ import annotations

import sys
import time
import urllib.error
import urllib.request

from handoff.launch import first_login_file
from handoff.settings import Settings

PATIENCE_S = 120


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:  # noqa: S310  loopback only
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def wait_until(url: str, what: str, patience: float = PATIENCE_S) -> bool:
    """Poll until the address answers 200. False when it never did."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if answers(url):
            print(f"· {what} is ready", flush=True)
            return True
        time.sleep(0.2)
    print(f"· {what} did not become ready; see var/run/", flush=True)
    return False


def main() -> int:
    settings = Settings.from_env()
    ok = wait_until(f"{settings.web_address}/healthz", "web")
    ok = wait_until(f"{settings.bot_address}/healthz", "the assistant") and ok
    lines = [
        "",
        f"  Forelder:  http://localhost:{settings.port}/",
        f"  Veileder:  http://localhost:{settings.port}/konsoll",
    ]
    login = first_login_file(settings)
    if login.exists():
        name, password = login.read_text(encoding="utf-8").split()
        lines.append(f"  Innlogging (vises bare denne ene gangen):  {name}  {password}")
        login.unlink()
    print("\n".join([*lines, "", "  Ctrl-C stopper alt.", ""]), flush=True)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
