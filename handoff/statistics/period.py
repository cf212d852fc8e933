"""Periods: from a day to a day, both included, in Norwegian time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from handoff.clock import OSLO

MOST_MONTHS = 120
"""The longest period that is shown: ten years."""
YEARS = range(1900, 2101)
"""A date of another year is a slip of the keyboard."""


class PeriodRefused(ValueError):  # noqa: N818  says what happened
    """Not a period. The text is the id of the sentence that says why."""


@dataclass(frozen=True)
class Period:
    """From `first` to `last`, both included. Make it with `period`, which refuses what makes no sense."""

    first: date
    last: date

    @property
    def begin(self) -> datetime:
        """The first moment, in UTC."""
        return datetime.combine(self.first, time(), tzinfo=OSLO).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """The first moment after it, in UTC."""
        return datetime.combine(self.last + timedelta(days=1), time(), tzinfo=OSLO).astimezone(UTC)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def months(self) -> list[str]:
        """Every month it touches, as "2026-01"."""
        numbers = range(_month_number(self.first), _month_number(self.last) + 1)
        return [f"{n // 12:04}-{n % 12 + 1:02}" for n in numbers]


def period(first: date, last: date) -> Period:
    """Raises PeriodRefused for an end before the beginning, years out of YEARS, and for more than MOST_MONTHS months."""
    if first > last:
        raise PeriodRefused("stat_error_order")
    if first.year not in YEARS or last.year not in YEARS:
        raise PeriodRefused("stat_error_years")
    if _month_number(last) - _month_number(first) >= MOST_MONTHS:
        raise PeriodRefused("stat_error_long")
    return Period(first, last)


def half_year(day: date) -> Period:
    """The half year that holds `day`: January to June, or July to December."""
    if day.month <= 6:
        return Period(date(day.year, 1, 1), date(day.year, 6, 30))
    return Period(date(day.year, 7, 1), date(day.year, 12, 31))


def half_year_before(day: date) -> Period:
    """The half year before the one that holds `day`."""
    return half_year(half_year(day).first - timedelta(days=1))


def month_of(moment: datetime) -> str:
    """The Norwegian month of a moment, as "2026-01"."""
    return f"{moment.astimezone(OSLO):%Y-%m}"


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1
