"""The real web process with one thing exchanged: its clock is ahead by as many seconds as a file says.

Usage: web_with_driven_clock.py FILE. Settings come from the environment, as always.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web

from content.memory import loading
from handoff.main import build_app
from handoff.settings import Settings


class DrivenClock:
    """The machine's clock, moved forward by the test."""

    def __init__(self, shift: Path) -> None:
        self.shift = shift

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(self.shift.read_text()))


def main() -> None:
    settings = Settings.from_env()
    with loading():
        app = build_app(settings, clock=DrivenClock(Path(sys.argv[1])))
    web.run_app(app, host=settings.host, port=settings.port, access_log=None, print=None, shutdown_timeout=1)


if __name__ == "__main__":
    main()
