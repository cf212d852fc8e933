"""What a simulation found, as data. Apart from the simulation itself, so that web needs none of its libraries."""

from __future__ import annotations

from pydantic import Field

from content.models import Strict
from handoff.staffing.figures import Staffing, Veiledere

FEWEST_RUNS, MOST_RUNS = 2, 200


class Interval(Strict):
    """Mean over the years played, and the 95 % interval of that mean (Student's t)."""

    mean: float
    low: float
    high: float


class Measures(Strict):
    """Waits of one group. Minutes are of those who got an answer, shares (0-1) of everybody who came.

    None where nobody is left to count, in at least one of the years.
    """

    people: Interval
    mean: Interval | None
    median: Interval | None
    p90: Interval | None
    soon: Interval | None
    left: Interval | None


class Scenario(Strict):
    """One number of veileder, and one order of the queue."""

    veiledere: Veiledere
    urgent_first: bool
    urgent: Measures
    others: Measures
    everyone: Measures


class Report(Strict):
    """All that was played, with what it was played with."""

    staffing: Staffing
    seed: int = Field(ge=0)
    runs: int = Field(ge=FEWEST_RUNS, le=MOST_RUNS)
    months: list[Interval] = Field(min_length=12, max_length=12)
    hours: list[Interval] = Field(min_length=24, max_length=24)
    scenarios: list[Scenario] = Field(min_length=1)
