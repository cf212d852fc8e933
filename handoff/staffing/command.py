"""`ventevakt simulate`: a thin edge over handoff.staffing."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from handoff.staffing.figures import Staffing
    from handoff.staffing.results import Report


@click.command()
@click.option(
    "--veiledere", metavar="N,N", help="numbers on duty to try: 1,2 or 1-4 (those of bemanning.yaml)"
)
@click.option(
    "--runs", default=10, show_default=True, help="years to play for each; more: narrower intervals"
)
@click.option("--seed", default=1, show_default=True, help="the same seed gives the same figures")
@click.option("--json", "as_json", is_flag=True, help="write JSON in place of the table")
@click.option(
    "--save", "to_page", is_flag=True, help="show the result on the leader's page /konsoll/bemanning"
)
def simulate(veiledere: str | None, runs: int, seed: int, as_json: bool, to_page: bool) -> None:
    """Play a year of arrivals against n veileder: waits with and without urgent first.

    What is played stands in resources/bemanning.yaml. About 3 s for each number on duty and 5 years.
    """
    from content.errors import ContentError
    from handoff.settings import Settings
    from handoff.staffing.figures import Staffing
    from handoff.staffing.table import as_table

    numbers = _numbers(veiledere) if veiledere else None
    _refuse_unless_bounded(runs, seed)
    settings = Settings.from_env()
    try:
        staffing = Staffing.load(settings.resources)
    except ContentError as error:
        _refuse(*map(str, error.problems), "Rett dette først. Kjør «ventevakt resources check».")
    report = _played(staffing, numbers, runs, seed)
    click.echo(report.model_dump_json(indent=1) + "\n" if as_json else as_table(report), nl=False)
    if to_page:
        _save(report, data=settings.data, resources=settings.resources)


def _numbers(text: str) -> list[int]:
    """«1,2» and «1-4» as numbers, without doubles."""
    from handoff.staffing.figures import MOST_VEILEDERE

    found: list[int] = []
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d{1,3})(?:\s*-\s*(\d{1,3}))?\s*", part)
        if not match:
            _refuse(f"--veiledere: forstår ikke «{part.strip()}». Skriv for eksempel 1,2,3 eller 1-4.")
        found += range(int(match[1]), int(match[2] or match[1]) + 1)
    numbers = list(dict.fromkeys(found))
    if not numbers or min(numbers) < 1 or max(numbers) > MOST_VEILEDERE:
        _refuse(f"--veiledere: antallet må være fra 1 til {MOST_VEILEDERE}.")
    return numbers


def _refuse_unless_bounded(runs: int, seed: int) -> None:
    from handoff.staffing.results import FEWEST_RUNS, MOST_RUNS

    if not FEWEST_RUNS <= runs <= MOST_RUNS:
        _refuse(f"--runs: antallet må være fra {FEWEST_RUNS} til {MOST_RUNS}.")
    if seed < 0:
        _refuse("--seed: tallet kan ikke være under 0.")


def _played(staffing: Staffing, numbers: list[int] | None, runs: int, seed: int) -> Report:
    """The report; on a terminal the progress is shown, on standard error."""
    from handoff.staffing.report import simulate as play

    def told(done: int, of: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{done} av {of}" + ("\n" if done == of else ""), nl=False, err=True)

    return play(staffing, veiledere=numbers, runs=runs, seed=seed, told=told)


def _save(report: Report, *, data: Path, resources: Path) -> None:
    from handoff.staffing.saved import save

    try:
        file = save(report, data=data, resources=resources, now=datetime.now(UTC))
    except OSError:
        _refuse(f"{data} kan ikke skrives til. Resultatet er ikke lagret.")
    click.echo(f"Lagret i {file}. Lederen ser det på /konsoll/bemanning.", err=True)


def _refuse(*sentences: str) -> NoReturn:
    for sentence in sentences:
        click.echo(sentence, err=True)
    sys.exit(1)
