"""Small things that several tests use."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest


class FakeClock:
    """A clock that stands still until a test moves it. Starts on a Wednesday at 20:00 Norwegian winter time."""

    def __init__(self) -> None:
        self.time = datetime(2026, 1, 14, 19, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def advance(self, **delta: float) -> None:
        """Let time pass: advance(minutes=3)."""
        self.time += timedelta(**delta)


class NeverSure:
    """A linear half of the statistical layer that is sure of nothing, neither of danger nor of none."""

    def is_sure(self, text: str, result: Any) -> bool:
        return False

    def is_sure_of_crisis(self, text: str, result: Any) -> bool:
        return False

    def is_plain(self, text: str, result: Any) -> bool:
        return False


def skip_or_fail(reason: str) -> None:
    """Skip with a reason; where nothing may be skipped (VENTEVAKT_NO_SKIPS=1), fail instead."""
    if os.environ.get("VENTEVAKT_NO_SKIPS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
