"""Open, closed and when it opens, on the wall clock of Europe/Oslo."""

from datetime import UTC, datetime

import pytest

from directory.model import Apningstid
from directory.opening_hours import OSLO, state_at

LEGEVAKT = Apningstid(hverdager=["16:00-08:00"], helg=["00:00-24:00"], helligdager=["00:00-24:00"])
OFFICE = Apningstid(hverdager=["08:00-15:30"])
LUNCH = Apningstid(hverdager=["11:00-14:30", "15:00-18:00"], helg=[])
EVENINGS = Apningstid(
    mandag=["08:00-23:00"], fredag=["08:00-24:00"], lordag=["17:00-02:00"], sondag=["17:00-23:00"]
)
DAILY = Apningstid(alle_dager=["08:00-20:00"])
NO_HOLIDAY = Apningstid(hverdager=["16:00-08:00"], helg=["00:00-24:00"])
NIGHT = Apningstid(alle_dager=["22:00-06:00"])
CLOSED_FRIDAY = Apningstid(hverdager=["08:00-15:00"], fredag=[])
WORDS = Apningstid(tekst="Kveld og helg")


def wall(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO, fold=fold)


@pytest.mark.parametrize(
    ("hours", "now", "is_open", "opens"),
    [
        (Apningstid(doegnaapent=True), "2026-12-24T03:00", True, None),
        (LEGEVAKT, "2026-11-25T15:59", False, "2026-11-25T16:00"),
        (LEGEVAKT, "2026-11-25T16:00", True, None),
        (LEGEVAKT, "2026-11-26T03:00", True, None),
        (LEGEVAKT, "2026-11-26T08:00", False, "2026-11-26T16:00"),
        # over midnight into and out of the weekend
        (LEGEVAKT, "2026-11-28T00:30", True, None),
        (LEGEVAKT, "2026-11-29T23:59", True, None),
        (LEGEVAKT, "2026-11-30T07:59", True, None),
        (LEGEVAKT, "2026-11-30T08:00", False, "2026-11-30T16:00"),
        # 17 May on a Monday, the morning after it, and 1 May on a Saturday
        (LEGEVAKT, "2027-05-17T11:00", True, None),
        (LEGEVAKT, "2027-05-18T07:00", True, None),
        (LEGEVAKT, "2027-05-18T10:00", False, "2027-05-18T16:00"),
        (OFFICE, "2027-05-17T10:00", False, "2027-05-18T08:00"),
        (OFFICE, "2027-05-16T10:00", False, "2027-05-18T08:00"),
        (NO_HOLIDAY, "2027-05-17T10:00", None, None),
        # the small hours after a day that is not known may belong to that day
        (NO_HOLIDAY, "2027-05-17T03:00", None, None),
        (NO_HOLIDAY, "2027-05-18T03:00", None, None),
        (NO_HOLIDAY, "2027-05-18T07:59", None, None),
        (NO_HOLIDAY, "2027-05-18T08:00", False, "2027-05-18T16:00"),
        (NIGHT, "2026-12-25T03:00", None, None),
        (NIGHT, "2026-12-25T23:00", True, None),
        (NIGHT, "2027-01-01T03:00", None, None),
        (NIGHT, "2027-01-01T06:00", False, "2027-01-01T22:00"),
        (LEGEVAKT, "2026-12-25T03:00", True, None),
        (LEGEVAKT, "2027-01-01T03:00", True, None),
        (OFFICE, "2026-12-25T03:00", False, "2026-12-28T08:00"),
        # Easter 2027: Thursday 25 March to Monday 29 March
        (OFFICE, "2027-03-24T15:30", False, "2027-03-30T08:00"),
        (OFFICE, "2027-03-29T10:00", False, "2027-03-30T08:00"),
        (LEGEVAKT, "2027-03-25T12:00", True, None),
        # Christmas: the eve is not known, the days are holidays, 27 is a Sunday
        (OFFICE, "2026-12-24T10:00", None, None),
        (LEGEVAKT, "2026-12-24T12:00", None, None),
        (LEGEVAKT, "2026-12-24T05:00", True, None),
        (LEGEVAKT, "2026-12-25T12:00", True, None),
        (OFFICE, "2026-12-25T10:00", False, "2026-12-28T08:00"),
        (OFFICE, "2026-12-23T16:00", False, None),
        (OFFICE, "2026-12-31T10:00", None, None),
        (OFFICE, "2027-01-01T10:00", False, "2027-01-04T08:00"),
        (DAILY, "2026-12-25T10:00", True, None),
        # two intervals a day, closed weekend
        (LUNCH, "2026-11-25T14:45", False, "2026-11-25T15:00"),
        (LUNCH, "2026-11-25T12:00", True, None),
        (LUNCH, "2026-11-28T12:00", False, "2026-11-30T11:00"),
        # days by name; a day that is not named is closed
        (EVENINGS, "2026-11-28T23:30", True, None),
        (EVENINGS, "2026-11-29T01:59", True, None),
        (EVENINGS, "2026-11-29T02:00", False, "2026-11-29T17:00"),
        (EVENINGS, "2026-11-24T12:00", False, "2026-11-27T08:00"),
        (EVENINGS, "2026-11-28T00:00", False, "2026-11-28T17:00"),
        (CLOSED_FRIDAY, "2026-11-27T10:00", False, "2026-11-30T08:00"),
        (NIGHT, "2026-11-25T05:59", True, None),
        (NIGHT, "2026-11-25T06:00", False, "2026-11-25T22:00"),
        # what is only words stays unknown
        (WORDS, "2026-11-25T20:00", None, None),
    ],
)
def test_open_or_closed(hours: Apningstid, now: str, is_open: bool | None, opens: str | None) -> None:
    state = state_at(hours, wall(now))
    assert state.open is is_open
    assert state.opens_at == (wall(opens) if opens else None)


def test_a_night_when_the_clock_goes_forward() -> None:
    sunday = Apningstid(sondag=["02:30-10:00"], mandag=["08:00-09:00"])
    state = state_at(sunday, wall("2027-03-28T01:59"))
    assert state.open is None  # Palm Sunday's following Easter Sunday is a holiday without hours of its own
    ordinary = Apningstid(alle_dager=["02:30-10:00"])
    state = state_at(ordinary, wall("2027-03-28T01:59"))
    assert state.opens_at is not None and state.opens_at.astimezone(UTC) == datetime(
        2027, 3, 28, 1, 30, tzinfo=UTC
    )
    assert (state.opens_at.hour, state.opens_at.minute) == (3, 30)
    assert state_at(ordinary, datetime(2027, 3, 28, 1, 0, tzinfo=UTC)).open is True  # 03:00 on the wall


def test_a_night_when_the_clock_goes_back() -> None:
    night = Apningstid(alle_dager=["22:00-02:30"])
    assert state_at(night, wall("2026-10-25T02:15")).open is True
    assert state_at(night, wall("2026-10-25T02:15", fold=1)).open is True
    closed = state_at(night, wall("2026-10-25T02:45", fold=1))
    assert closed.open is False and closed.opens_at == wall("2026-10-25T22:00")


def test_closing_time_runs_through_the_weekend() -> None:
    assert state_at(LEGEVAKT, wall("2026-11-27T20:00")).closes_at == wall("2026-11-30T08:00")


def test_no_hours_and_naive_times() -> None:
    assert state_at(None, wall("2026-11-25T12:00")).open is None
    with pytest.raises(ValueError, match="aware"):
        state_at(OFFICE, datetime(2026, 11, 25, 12))  # noqa: DTZ001


def test_another_time_zone_is_read_as_oslo() -> None:
    assert state_at(OFFICE, datetime(2026, 7, 1, 13, 29, tzinfo=UTC)).open is True
    assert state_at(OFFICE, datetime(2026, 7, 1, 13, 30, tzinfo=UTC)).open is False
