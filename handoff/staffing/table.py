"""A report as a table for the terminal, in Norwegian."""

from __future__ import annotations

from collections.abc import Iterator

from handoff.staffing.figures import FILE, assumed
from handoff.staffing.results import Measures, Report, Scenario
from handoff.staffing.words import minutes, percent, with_interval

HEADS = ("Veiledere", "Rekkefølge", "Hvem", "Median", "Ni av ti under", "Innen 5 min", "Går uten svar")
GROUPS = (("hastesaker", "urgent"), ("andre", "others"), ("alle", "everyone"))


def as_table(report: Report) -> str:
    """Every scenario and group with its 95 % interval, and what lies behind."""
    rows = [HEADS, *(row for scenario in report.scenarios for row in _rows(scenario))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return "\n".join([*lines, "", *_behind(report)]) + "\n"


def _rows(scenario: Scenario) -> Iterator[tuple[str, ...]]:
    order = "haster først" if scenario.urgent_first else "etter ankomst"
    for name, group in GROUPS:
        measured: Measures = getattr(scenario, group)
        yield (
            str(scenario.veiledere),
            order,
            name,
            with_interval(measured.median, minutes),
            with_interval(measured.p90, minutes),
            with_interval(measured.soon, percent),
            with_interval(measured.left, percent),
        )


def _behind(report: Report) -> Iterator[str]:
    yield "Ventetid i minutter for dem som fikk svar, andeler av alle som kom."
    yield f"I parentes: 95 %-intervall over {report.runs} år som er spilt (seed {report.seed})."
    names = assumed(report.staffing)
    if names:
        yield f"Antakelser i {FILE}, ikke tall fra tjenesten: {', '.join(names)}."
