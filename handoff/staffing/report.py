"""Several years for each number of veileder, with and without urgent first: the figures, with how sure they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from handoff.staffing.arrivals import SLOT, Arrival, Calendar, arrivals
from handoff.staffing.figures import MONTHS, Staffing
from handoff.staffing.replay import Stay, durations, replay
from handoff.staffing.results import Interval, Measures, Report, Scenario

SOON = 5.0
"""Minutes: an answer within them is a quick one."""


@dataclass(frozen=True)
class Year:
    """One year of contacts, and the stream its conversations are drawn from."""

    arrivals: list[Arrival]
    seed: Sequence[int]

    def played(self, staffing: Staffing, *, veiledere: int, urgent_first: bool) -> list[Stay]:
        """The same conversations in the same order, whatever the staffing: only the staffing makes a difference."""
        minutes = durations(staffing.samtale, np.random.default_rng(self.seed))
        return replay(self.arrivals, minutes, veiledere=veiledere, urgent_first=urgent_first)


def simulate(
    staffing: Staffing,
    *,
    veiledere: Sequence[int] | None = None,
    runs: int = 10,
    seed: int = 1,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> Report:
    """Play `runs` years for each of `veiledere` (None: those of the file), in both orders of the queue.

    The same arguments give the same report. `told(done, of)` hears how far it has come. About 0.3 s a year.
    """
    calendar = Calendar.of(staffing)
    years = [
        Year(arrivals(staffing, calendar, np.random.default_rng((seed, run, 0))), (seed, run, 1))
        for run in range(runs)
    ]
    wanted = [(n, first) for n in veiledere or staffing.veiledere.prov for first in (True, False)]
    scenarios = []
    for done, (number, first) in enumerate(wanted, start=1):
        played = [year.played(staffing, veiledere=number, urgent_first=first) for year in years]
        scenarios.append(_scenario(played, number, first))
        told(done, len(wanted))
    return Report(
        staffing=staffing,
        seed=seed,
        runs=runs,
        months=_counts(years, calendar.months, len(MONTHS)),
        hours=_counts(years, calendar.hours, 24),
        scenarios=scenarios,
    )


def interval(values: Sequence[float]) -> Interval:
    """Mean of independent values, with its 95 % interval. At least two values."""
    from scipy.special import stdtrit  # only who simulates needs it; the page that shows reports does not

    mean, spread = float(np.mean(values)), float(np.std(values, ddof=1))
    margin = float(stdtrit(len(values) - 1, 0.975)) * spread / len(values) ** 0.5
    return Interval(mean=mean, low=mean - margin, high=mean + margin)


def measures(years: Iterable[Sequence[Stay]]) -> Measures:
    """The figures of one group over several years."""
    each = [_of_year(stays) for stays in years]
    return Measures(
        people=interval([one["people"] or 0 for one in each]),
        **{name: _known([one[name] for one in each]) for name in ("mean", "median", "p90", "soon", "left")},
    )


def _known(values: Sequence[float | None]) -> Interval | None:
    known = [value for value in values if value is not None]
    return interval(known) if len(known) == len(values) else None


def _of_year(stays: Sequence[Stay]) -> dict[str, float | None]:
    waits = np.array([stay.waited for stay in stays if stay.answered])
    people, answered = len(stays), len(waits)
    return {
        "people": people,
        "mean": float(waits.mean()) if answered else None,
        "median": float(np.median(waits)) if answered else None,
        "p90": float(np.quantile(waits, 0.9)) if answered else None,
        "soon": float((waits < SOON).sum()) / people if people else None,
        "left": (people - answered) / people if people else None,
    }


def _scenario(played: Sequence[Sequence[Stay]], veiledere: int, urgent_first: bool) -> Scenario:
    def group(belongs: Callable[[Stay], bool]) -> Measures:
        return measures([[stay for stay in stays if belongs(stay)] for stays in played])

    return Scenario(
        veiledere=veiledere,
        urgent_first=urgent_first,
        urgent=group(lambda stay: stay.arrival.urgency > 0),
        others=group(lambda stay: stay.arrival.urgency == 0),
        everyone=group(lambda _stay: True),
    )


def _counts(years: Iterable[Year], of_slot: NDArray[np.int64], kinds: int) -> list[Interval]:
    """Contacts a year of each kind of slot: of each month, or each hour of the day."""
    slot = [np.array([arrival.at for arrival in year.arrivals]) // SLOT for year in years]
    counted = [np.bincount(of_slot[some.astype(int)], minlength=kinds) for some in slot]
    return [interval([float(count[kind]) for count in counted]) for kind in range(kinds)]
