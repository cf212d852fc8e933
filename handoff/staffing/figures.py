"""What the simulation reckons with: `resources/bemanning.yaml`. Each figure has a source or is a stated assumption."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from content.errors import ContentError
from content.models import Reviewed, Strict, parse_model
from content.yaml_loader import Lines, Problem, line_of, load_yaml
from handoff.clock import OSLO
from handoff.opening import OpeningRefused, parse_opening

FILE = "bemanning.yaml"
MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lordag", "sondag")
MOST_VEILEDERE = 50

Count = Annotated[int, Field(ge=0, le=100_000)]
Weight = Annotated[float, Field(ge=0, le=1000)]
Share = Annotated[float, Field(ge=0, le=1)]
Veiledere = Annotated[int, Field(ge=1, le=MOST_VEILEDERE)]


class Figure(Strict):
    """Read in a source, or assumed for a reason."""

    antakelse: bool
    kilde: str | None = None
    grunn: str | None = None

    @model_validator(mode="after")
    def _answered_for(self) -> Self:
        if self.antakelse and not self.grunn:
            raise ValueError("en antakelse må ha en «grunn».")
        if not self.antakelse and not self.kilde:
            raise ValueError("et tall som ikke er en antakelse, må ha en «kilde».")
        return self


class PerMonth(Figure):
    """The range of contacts a month that the service has told."""

    minst: Count
    hoyst: Count


class Months(Figure):
    """Expected contacts of each month, those after media coverage among them."""

    januar: Count
    februar: Count
    mars: Count
    april: Count
    mai: Count
    juni: Count
    juli: Count
    august: Count
    september: Count
    oktober: Count
    november: Count
    desember: Count

    @property
    def numbers(self) -> list[int]:
        """January first."""
        return [getattr(self, name) for name in MONTHS]


class Weekdays(Figure):
    """How much a weekday weighs against the others."""

    mandag: Weight
    tirsdag: Weight
    onsdag: Weight
    torsdag: Weight
    fredag: Weight
    lordag: Weight
    sondag: Weight

    @property
    def weights(self) -> list[float]:
        """Monday first."""
        return [getattr(self, name) for name in WEEKDAYS]


class Hours(Figure):
    """How much each hour of the day weighs against the others, midnight first; closed hours count as 0."""

    vekter: list[Weight] = Field(min_length=24, max_length=24)


class Media(Figure):
    """Days of media coverage: the first day has `forste_dag` times the usual, back to the usual after `dager` days."""

    ganger_i_aret: int = Field(ge=0, le=100)
    forste_dag: float = Field(ge=1, le=100)
    dager: int = Field(ge=1, le=60)


class OpenHours(Figure):
    """When the service is open, written as the setting VENTEVAKT_OPEN."""

    tid: str

    @model_validator(mode="after")
    def _readable(self) -> Self:
        try:
            parse_opening(self.tid)
        except OpeningRefused as refused:
            raise ValueError(f"{refused}.") from refused
        return self


class Urgency(Figure):
    """Shares of all contacts that are urgent: RED and ORANGE as in the queue."""

    rod: Share
    oransje: Share

    @model_validator(mode="after")
    def _at_most_all(self) -> Self:
        if self.rod + self.oransje > 1:
            raise ValueError("«rod» og «oransje» kan ikke være mer enn 1 til sammen.")
        return self


class Conversation(Figure):
    """Mean minutes a veileder is busy, and standard deviation over mean: 0 is all alike, 1 is exponential."""

    minutter: float = Field(ge=1, le=1440)
    spredning: float = Field(ge=0, le=3)


class Patience(Figure):
    """Minutes after which half of those without an answer have left (exponential); null: nobody leaves."""

    halvparten_etter_minutter: Annotated[float, Field(ge=1, le=100_000)] | None


class OnDuty(Figure):
    """How many are on duty now, and the numbers to try."""

    na: Veiledere
    prov: list[Veiledere] = Field(min_length=1, max_length=10)


class Staffing(Reviewed):
    """bemanning.yaml."""

    ar: int = Field(ge=2000, le=2100)
    henvendelser: PerMonth
    maneder: Months
    ukedager: Weekdays
    timer: Hours
    medieomtale: Media
    apningstid: OpenHours
    hastesaker: Urgency
    samtale: Conversation
    talmodighet: Patience
    veiledere: OnDuty

    @classmethod
    def load(cls, resources: Path) -> Staffing:
        """Read the file. Raises ContentError with all problems."""
        data, lines, found = load_yaml(resources / FILE)
        staffing, wrong = parse_model(cls, data, lines, FILE)
        problems = [*found, *wrong]
        if staffing is not None:
            problems += _problems_across(staffing, lines)
        if problems or staffing is None:
            raise ContentError(problems)
        return staffing


def _problems_across(staffing: Staffing, lines: Lines) -> list[Problem]:
    """What no field can tell alone."""
    told, found = staffing.henvendelser, []
    for name, number in zip(MONTHS, staffing.maneder.numbers, strict=True):
        if not told.minst <= number <= told.hoyst:
            said = f"«{name}» har {number}, men «henvendelser» sier {told.minst}-{told.hoyst} i måneden."
            found.append(Problem(FILE, line_of(lines, ("maneder", name)), said))
    if not _anybody_can_come(staffing):
        said = "Ingen kan komme: alle timer med vekt er stengt, eller alle vekter er 0."
        found.append(Problem(FILE, line_of(lines, ("timer",)), said))
    return found


def _anybody_can_come(staffing: Staffing) -> bool:
    """Whether some quarter of an hour of the week is open and has weight; every month holds each of them."""
    opening = parse_opening(staffing.apningstid.tid)
    monday = datetime(2026, 1, 5, tzinfo=OSLO)  # any Monday far from a change to summer time
    return any(
        staffing.ukedager.weights[moment.weekday()] * staffing.timer.vekter[moment.hour] > 0
        and opening.is_open(moment)
        for moment in (monday + timedelta(minutes=15 * quarter) for quarter in range(7 * 24 * 4))
    )


def figures_of(staffing: Staffing) -> dict[str, Figure]:
    """Every figure by its name in the file, in the file's order."""
    values = {name: getattr(staffing, name) for name in Staffing.model_fields}
    return {name: value for name, value in values.items() if isinstance(value, Figure)}


def assumed(staffing: Staffing) -> list[str]:
    """The names of those that are assumptions."""
    return [name for name, figure in figures_of(staffing).items() if figure.antakelse]
