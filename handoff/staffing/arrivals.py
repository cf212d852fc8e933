"""Who comes when, in one year: a random process with the shape of bemanning.yaml, the same for the same seed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from handoff.clock import OSLO
from handoff.opening import parse_opening
from handoff.staffing.figures import Media, Staffing

SLOT = 15
"""Minutes of the calendar's steps; opening hours are read at the beginning of each."""


@dataclass(frozen=True)
class Arrival:
    """One contact. `at`: minutes since the year began; `urgency`: 2 RED, 1 ORANGE, 0 others, as in the queue;
    `patience`: minutes until they leave unanswered, at the latest when the service closes (may be infinite)."""

    at: float
    urgency: int
    patience: float


@dataclass(frozen=True)
class Calendar:
    """Every slot of the year: month (0-11), weekday (0 is Monday), hour, day of the year, open or not, and the
    minutes from its beginning until the service closes (infinite when it does not)."""

    months: NDArray[np.int64]
    weekdays: NDArray[np.int64]
    hours: NDArray[np.int64]
    days: NDArray[np.int64]
    is_open: NDArray[np.bool_]
    closes: NDArray[np.float64]

    @classmethod
    def of(cls, staffing: Staffing) -> Calendar:
        """The calendar of `staffing.ar` in Norwegian time, summer time included. Kept: making it takes a moment."""
        return cls._made(staffing.ar, staffing.apningstid.tid)

    @classmethod
    @lru_cache(maxsize=4)
    def _made(cls, year: int, opening_hours: str) -> Calendar:
        begins = datetime(year, 1, 1, tzinfo=OSLO).astimezone(UTC)
        ends = datetime(year + 1, 1, 1, tzinfo=OSLO).astimezone(UTC)
        slots = int((ends - begins) / timedelta(minutes=SLOT))
        moments = [(begins + timedelta(minutes=SLOT * slot)).astimezone(OSLO) for slot in range(slots)]
        opening = parse_opening(opening_hours)
        is_open = np.array([opening.is_open(moment) for moment in moments])
        return cls(
            months=np.array([moment.month - 1 for moment in moments]),
            weekdays=np.array([moment.weekday() for moment in moments]),
            hours=np.array([moment.hour for moment in moments]),
            days=np.array([moment.timetuple().tm_yday - 1 for moment in moments]),
            is_open=is_open,
            closes=_until_closed(is_open),
        )


def _until_closed(is_open: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Minutes from each slot until the next closed one: 0 in a closed slot, infinite after the year's last closing."""
    left, found = math.inf, []
    for is_open_now in is_open[::-1]:
        left = left + SLOT if is_open_now else 0.0
        found.append(left)
    return np.array(found[::-1])


def arrivals(staffing: Staffing, calendar: Calendar, rng: np.random.Generator) -> list[Arrival]:
    """One year of contacts in the order they come."""
    expected = expected_per_slot(staffing, calendar, rng)
    slots = np.repeat(np.arange(len(expected)), rng.poisson(expected))
    into = rng.uniform(0, SLOT, len(slots))
    order = np.argsort(slots * SLOT + into)
    slots, into = slots[order], into[order]
    rod, oransje = staffing.hastesaker.rod, staffing.hastesaker.oransje
    urgency = rng.choice([2, 1, 0], size=len(slots), p=[rod, oransje, 1 - rod - oransje])
    patience = np.minimum(_patience(staffing, rng, len(slots)), calendar.closes[slots] - into)
    at = slots * SLOT + into
    return [Arrival(*one) for one in zip(at.tolist(), urgency.tolist(), patience.tolist(), strict=True)]


def expected_per_slot(
    staffing: Staffing, calendar: Calendar, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Expected contacts in each slot. Those of a month sum up to the month's number; weights only share them out."""
    weights = (
        np.array(staffing.ukedager.weights)[calendar.weekdays]
        * np.array(staffing.timer.vekter)[calendar.hours]
        * media_factor(staffing.medieomtale, int(calendar.days[-1]) + 1, rng)[calendar.days]
        * calendar.is_open
    )
    of_month = np.bincount(calendar.months, weights=weights, minlength=12)
    per_weight = np.array(staffing.maneder.numbers) / of_month
    expected: NDArray[np.float64] = weights * per_weight[calendar.months]
    return expected


def media_factor(media: Media, days: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """How many times the usual each day of the year has: days of coverage by chance, each wearing off evenly."""
    factor = np.ones(days)
    wearing_off = 1 + (media.forste_dag - 1) * (1 - np.arange(media.dager) / media.dager)
    for first in rng.choice(days, size=min(media.ganger_i_aret, days), replace=False):
        some = factor[first : first + media.dager]
        np.maximum(some, wearing_off[: len(some)], out=some)
    return factor


def _patience(staffing: Staffing, rng: np.random.Generator, people: int) -> NDArray[np.float64]:
    half = staffing.talmodighet.halvparten_etter_minutter
    if half is None:
        return np.full(people, math.inf)
    return rng.exponential(half / math.log(2), people)
