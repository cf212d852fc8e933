"""Opening hours as an operator writes them."""

from __future__ import annotations

from datetime import datetime

import pytest

from handoff.clock import OSLO
from handoff.opening import OpeningRefused, parse_opening


def at(text: str) -> datetime:
    """A Norwegian time, such as "2026-01-14 15:00" (a Wednesday)."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


@pytest.mark.parametrize(
    ("hours", "moment", "is_open"),
    [
        ("always", "2026-01-14 03:00", True),
        ("døgnåpent", "2026-01-14 03:00", True),
        ("closed", "2026-01-14 12:00", False),
        ("15:00-07:00", "2026-01-14 14:59", False),
        ("15:00-07:00", "2026-01-14 15:00", True),
        ("15:00-07:00", "2026-01-14 03:00", True),
        ("15:00-07:00", "2026-01-14 07:00", False),
        ("15-07", "2026-01-14 23:30", True),
        ("15.30-22.15", "2026-01-14 15:29", False),
        ("15.30-22.15", "2026-01-14 22:14", True),
        ("00-24", "2026-01-14 23:59", True),
        ("man-fre 09-15", "2026-01-16 14:00", True),
        ("man-fre 09-15", "2026-01-17 14:00", False),
        ("fre 22-02", "2026-01-17 01:00", True),
        ("fre 22-02", "2026-01-16 01:00", False),
        ("lør-man 10-12", "2026-01-18 11:00", True),
        ("lør-man 10-12", "2026-01-20 11:00", False),
        ("man-fre 09-15, lørdag 10-14", "2026-01-17 13:00", True),
        ("Mandag - Fredag 9-15", "2026-01-14 10:00", True),
        ("15:00-07:00", "2026-03-29 05:00", True),  # the night the clock goes forward
        ("15:00-07:00", "2026-10-25 06:59", True),  # and back
        ("15:00-07:00", "2026-10-25 07:01", False),
    ],
)
def test_open_or_not(hours: str, moment: str, is_open: bool) -> None:
    assert parse_opening(hours).is_open(at(moment)) is is_open


@pytest.mark.parametrize(
    ("hours", "moment", "opens"),
    [
        ("15:00-07:00", "2026-01-14 12:00", "2026-01-14 15:00"),
        ("man-fre 09-15", "2026-01-16 16:00", "2026-01-19 09:00"),
        ("ons 09-15", "2026-01-14 16:00", "2026-01-21 09:00"),
        ("man 09-10, ons 08-09", "2026-01-13 16:00", "2026-01-14 08:00"),
    ],
)
def test_when_it_opens_next(hours: str, moment: str, opens: str) -> None:
    assert parse_opening(hours).next_opening(at(moment)) == at(opens)


@pytest.mark.parametrize("hours", ["always", "closed"])
def test_some_never_open_anew(hours: str) -> None:
    assert parse_opening(hours).next_opening(at("2026-01-14 12:00")) is None


@pytest.mark.parametrize(
    "hours", ["", "  ", "25-07", "9-15:75", "mandag", "xyz 09-15", "09:00", "9-15;10-16", "man-xyz 9-15"]
)
def test_what_cannot_be_read_is_refused(hours: str) -> None:
    with pytest.raises(OpeningRefused):
        parse_opening(hours)
