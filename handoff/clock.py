"""Time is passed in, so that tests can drive it. All times are aware and in UTC; shown in Europe/Oslo."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


class Clock(Protocol):
    """Anything that knows what time it is."""

    def now(self) -> datetime:
        """The time now, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def whole_minutes(start: datetime, end: datetime) -> int:
    """Whole minutes from `start` to `end`, never below 0."""
    return max(0, int((end - start).total_seconds() // 60))


def start_of_hour(moment: datetime) -> datetime:
    """`moment` rounded down to the hour: what statistics may keep of a time."""
    return moment.replace(minute=0, second=0, microsecond=0)
