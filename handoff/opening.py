"""Opening hours as the operator writes them: "always", "closed", "15:00-07:00", "man-fre 09-15, lør 10-14".

Hours are Norwegian time. A stretch that ends before it begins runs into the next day.
"""

# ruff: noqa: N818  the names say what happened

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from handoff.clock import OSLO

DAYS = ("man", "tir", "ons", "tor", "fre", "lør", "søn")
ALWAYS = {"always", "alltid", "døgnåpent", "24/7"}
CLOSED = {"closed", "stengt"}
_STRETCH = re.compile(
    r"^(?:(?P<days>[a-zæøå]+(?:\s*-\s*[a-zæøå]+)?)\s+)?"
    r"(?P<from>\d{1,2}(?:[:.]\d{2})?)\s*-\s*(?P<to>\d{1,2}(?:[:.]\d{2})?)$"
)


class OpeningRefused(ValueError):
    """Opening hours that cannot be read; the text says why in Norwegian."""


@dataclass(frozen=True)
class Stretch:
    """Open from `begins` on these weekdays (0 is Monday) for `minutes` minutes."""

    days: frozenset[int]
    begins: time
    minutes: int


@dataclass(frozen=True)
class Opening:
    """When the service is open. `always` beats the list; neither means closed."""

    always: bool = False
    stretches: tuple[Stretch, ...] = ()

    def is_open(self, now: datetime) -> bool:
        """Whether the service is open at `now` (aware)."""
        return self.always or any(begin <= now < end for begin, end in self._around(now, before=1, after=0))

    def next_opening(self, now: datetime) -> datetime | None:
        """When it opens next, in Norwegian time; None when it is open now or never opens."""
        if self.is_open(now):
            return None
        coming = [begin for begin, _ in self._around(now, before=0, after=7) if begin > now]
        return min(coming, default=None)

    def hours_of_week(self) -> set[tuple[int, int]]:
        """Every (weekday, hour) in which it is open for some of the time; Monday is 0."""
        if self.always:
            return {(day, hour) for day in range(7) for hour in range(24)}
        found = set()
        for stretch in self.stretches:
            minute = stretch.begins.hour * 60 + stretch.begins.minute
            hours = range(minute // 60, -(-(minute + stretch.minutes) // 60))
            found |= {((day + hour // 24) % 7, hour % 24) for day in stretch.days for hour in hours}
        return found

    def _around(self, now: datetime, *, before: int, after: int) -> list[tuple[datetime, datetime]]:
        today = now.astimezone(OSLO).date()
        found = []
        for offset in range(-before, after + 1):
            day = today + timedelta(days=offset)
            for stretch in self.stretches:
                if day.weekday() in stretch.days:
                    begin = datetime.combine(day, stretch.begins, tzinfo=OSLO)
                    found.append((begin, begin + timedelta(minutes=stretch.minutes)))
        return found


def parse_opening(text: str) -> Opening:
    """Read opening hours. Raises OpeningRefused with a Norwegian sentence."""
    written = text.strip().lower()
    if written in ALWAYS:
        return Opening(always=True)
    if written in CLOSED:
        return Opening()
    parts = [part.strip() for part in written.split(",") if part.strip()]
    if not parts:
        raise OpeningRefused("åpningstiden er tom")
    return Opening(stretches=tuple(_stretch(part) for part in parts))


def _stretch(part: str) -> Stretch:
    match = _STRETCH.match(part)
    if not match:
        raise OpeningRefused(f"forstår ikke «{part}», skriv for eksempel «man-fre 09-15» eller «15:00-07:00»")
    begins, ends = _minutes(match["from"]), _minutes(match["to"])
    length = (ends - begins) % (24 * 60) or 24 * 60
    return Stretch(_days(match["days"]), time(begins // 60 % 24, begins % 60), length)


def _minutes(text: str) -> int:
    hours, _, minutes = text.replace(".", ":").partition(":")
    total = int(hours) * 60 + int(minutes or 0)
    if total > 24 * 60 or int(minutes or 0) > 59:
        raise OpeningRefused(f"«{text}» er ikke et klokkeslett")
    return total


def _days(text: str | None) -> frozenset[int]:
    if not text:
        return frozenset(range(7))
    first, _, last = (part.strip() for part in text.partition("-"))
    start, end = _day(first), _day(last or first)
    return frozenset((start + step) % 7 for step in range((end - start) % 7 + 1))


def _day(word: str) -> int:
    for number, day in enumerate(DAYS):
        if word.startswith(day) or word.startswith(day.replace("ø", "o")):
            return number
    raise OpeningRefused(f"«{word}» er ikke en ukedag; bruk {', '.join(DAYS)}")
