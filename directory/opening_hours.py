"""Is it open now, and when does it open: wall-clock hours in Europe/Oslo.

Everything is worked out on local wall-clock times, so that "åpner kl. 08" is 08 on the wall also in the
nights when the clock changes. What is not known stays unknown (None); it never becomes "closed".
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from directory.model import Apningstid

OSLO = ZoneInfo("Europe/Oslo")
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lordag", "sondag")
_LINES = (*WEEKDAYS, "hverdager", "helg", "alle_dager", "helligdager")
_LOOK_AHEAD_DAYS = 14
_FULL_DAY = (0, 24 * 60)

Span = tuple[int, int]  # minutes from midnight; an end above 1440 is on the next day


@dataclass(frozen=True)
class OpenState:
    """`open` None: not known. `opens_at` and `closes_at` are aware times in Europe/Oslo, None: not known or never."""

    open: bool | None
    opens_at: datetime | None = None
    closes_at: datetime | None = None


UNKNOWN = OpenState(None)


def state_at(hours: Apningstid | None, now: datetime) -> OpenState:
    """Whether a service is open at `now` (must be aware; ValueError otherwise)."""
    if now.tzinfo is None:
        raise ValueError("now must be an aware datetime")
    if hours is None:
        return UNKNOWN
    if hours.doegnaapent:
        return OpenState(True)
    wall = now.astimezone(OSLO).replace(tzinfo=None)
    current = next((span for span in _around(hours, wall.date()) if span[0] <= wall < span[1]), None)
    if current:
        return OpenState(True, closes_at=_closing(hours, current[1]))
    if _spans_of(hours, wall.date()) is None or _may_run_from_yesterday(hours, wall):
        return UNKNOWN
    return OpenState(False, opens_at=_opening(hours, wall))


def is_structured(hours: Apningstid | None) -> bool:
    """Whether it is known day by day, so that open and closed can be told; the source's own words alone do not do."""
    return hours is not None and (
        hours.doegnaapent or any(getattr(hours, name) is not None for name in _LINES)
    )


def is_holiday(day: date) -> bool:
    """Public holidays in Norway (1 and 17 May, Easter, Christmas ...), ordinary Sundays not counted."""
    return day in _calendar()


def is_short_day(day: date) -> bool:
    """Christmas Eve and New Year's Eve: no holidays by law, but hardly anybody keeps ordinary hours."""
    return (day.month, day.day) in {(12, 24), (12, 31)}


@cache
def _calendar() -> holidays.HolidayBase:
    return holidays.country_holidays("NO")


def _closing(hours: Apningstid, end: datetime) -> datetime | None:
    """When the open stretch that `end` belongs to ends; None when it goes on for weeks."""
    limit = end + timedelta(days=_LOOK_AHEAD_DAYS)
    while end < limit:
        following = [b for a, b in _around(hours, end.date()) if a <= end < b]
        if not following:
            return _aware(end)
        end = max(following)
    return None


def _opening(hours: Apningstid, wall: datetime) -> datetime | None:
    for offset in range(_LOOK_AHEAD_DAYS):
        day = wall.date() + timedelta(days=offset)
        if _spans_of(hours, day) is None:
            return None
        later = [start for start, _ in _on(hours, day) if start > wall]
        if later:
            return _aware(min(later))
    return None


def _may_run_from_yesterday(hours: Apningstid, wall: datetime) -> bool:
    """Whether yesterday's hours are not known, and such hours as the service keeps on other days would not be over yet."""
    if _spans_of(hours, wall.date() - timedelta(days=1)) is not None:
        return False
    ends = [end for name in _LINES for _, end in _read(getattr(hours, name)) or []]
    return wall < datetime.combine(wall.date(), time()) + timedelta(minutes=max(ends, default=0) - 24 * 60)


def _aware(wall: datetime) -> datetime:
    """A wall-clock time as an aware one; a time that the clock skips in spring moves on with the clock."""
    return wall.replace(tzinfo=OSLO).astimezone(UTC).astimezone(OSLO)


def _around(hours: Apningstid, day: date) -> list[tuple[datetime, datetime]]:
    """The open stretches that begin on the day before or on the day itself."""
    return [*_on(hours, day - timedelta(days=1)), *_on(hours, day)]


def _on(hours: Apningstid, day: date) -> list[tuple[datetime, datetime]]:
    midnight = datetime.combine(day, time())
    spans = list(_spans_of(hours, day) or [])
    if _FULL_DAY in (_spans_of(hours, day - timedelta(days=1)) or []):
        # "Hverdager 16-08, helg hele døgnet" means open until 08 on Monday too.
        spans += [(0, end - 24 * 60) for _, end in spans if end > 24 * 60]
    return [(midnight + timedelta(minutes=a), midnight + timedelta(minutes=b)) for a, b in sorted(spans)]


def _spans_of(hours: Apningstid, day: date) -> list[Span] | None:
    """The hours that begin on `day`: [] is closed, None is not known."""
    if is_holiday(day):
        return _on_holiday(hours)
    named = _read(getattr(hours, WEEKDAYS[day.weekday()]))
    group = _read(hours.helg if day.weekday() >= 5 else hours.hverdager)
    found = next((spans for spans in (named, group, _read(hours.alle_dager)) if spans is not None), None)
    if is_short_day(day) and found != [_FULL_DAY]:
        return None
    if found is None and _says_anything(hours):
        return []
    return found


def _on_holiday(hours: Apningstid) -> list[Span] | None:
    own = _read(hours.helligdager if hours.helligdager is not None else hours.alle_dager)
    if own is not None:
        return own
    only_weekdays = hours.hverdager is not None and all(
        part is None for part in (hours.helg, hours.lordag, hours.sondag)
    )
    return [] if only_weekdays else None


def _says_anything(hours: Apningstid) -> bool:
    return any(
        getattr(hours, name) is not None for name in _LINES if name not in {"alle_dager", "helligdager"}
    )


def _read(intervals: list[str] | None) -> list[Span] | None:
    return None if intervals is None else [_minutes(interval) for interval in intervals]


def _minutes(interval: str) -> Span:
    start, end = (int(part[:2]) * 60 + int(part[3:]) for part in interval.split("-"))
    return start, end if end > start else end + 24 * 60
