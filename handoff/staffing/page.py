"""What the leader's page shows of a report: pictures with the table under each, and what lies behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handoff.staffing.charts import Chart, bar_chart
from handoff.staffing.figures import MONTHS, WEEKDAYS, Figure, Staffing, figures_of
from handoff.staffing.results import Interval, Measures, Report, Scenario
from handoff.staffing.words import count, minutes, percent, with_interval

Words = Callable[..., str]
"""words(id, **values): a text of resources/texts/staffing.yaml, its id without `staffing_`."""


@dataclass(frozen=True)
class Row:
    """A row of a table: its head, and its cells."""

    head: str
    cells: list[str]


@dataclass(frozen=True)
class Picture:
    """One chart and the same as a table. Its words are `<id>_heading`, `<id>_text`."""

    id: str
    chart: Chart
    first_head: str
    rows: list[Row]


@dataclass(frozen=True)
class Ground:
    """A figure that was reckoned with, in words, and what it rests on."""

    text: str
    reason: str | None
    source: str | None


def pictures(report: Report, words: Words) -> list[Picture]:
    """The charts, the most important first."""
    return [
        _by_veiledere(report, words, "urgent_p90", lambda s: s.urgent.p90, minutes),
        _by_veiledere(report, words, "others_p90", lambda s: s.others.p90, minutes),
        _by_veiledere(report, words, "urgent_soon", lambda s: s.urgent.soon, percent, most=1.0),
        _by_veiledere(report, words, "others_soon", lambda s: s.others.soon, percent, most=1.0),
        _by_veiledere(report, words, "left", lambda s: s.everyone.left, percent, most=1.0),
        _counted(words, "months", [name[:3] for name in MONTHS], report.months),
        _counted(words, "hours", [f"{hour:02}" for hour in range(24)], report.hours),
    ]


def _by_veiledere(
    report: Report,
    words: Words,
    id: str,
    measure: Callable[[Scenario], Interval | None],
    written: Callable[[float], str],
    most: float | None = None,
) -> Picture:
    """A measure for each number of veileder, in both orders of the queue."""
    numbers = list(dict.fromkeys(scenario.veiledere for scenario in report.scenarios))
    series = [
        (words(name), [measure(scenario) for scenario in report.scenarios if scenario.urgent_first is first])
        for name, first in (("order_urgent", True), ("order_arrival", False))
    ]
    groups = [str(number) for number in numbers]
    return _picture(id, words("head_veiledere"), groups, series, written, most)


def _counted(words: Words, id: str, groups: Sequence[str], counts: Sequence[Interval]) -> Picture:
    """How many came in each month or hour."""
    return _picture(id, words(f"head_{id}"), groups, [(words("head_people"), counts)], count, None)


def _picture(
    id: str,
    first_head: str,
    groups: Sequence[str],
    series: Sequence[tuple[str, Sequence[Interval | None]]],
    written: Callable[[float], str],
    most: float | None,
) -> Picture:
    rows = [
        Row(group, [with_interval(values[number], written) for _, values in series])
        for number, group in enumerate(groups)
    ]
    return Picture(id, bar_chart(groups, series, written, most=most), first_head, rows)


def everything(report: Report, words: Words) -> list[Row]:
    """Every figure of every scenario and group: rows of one long table."""
    return [
        Row(str(scenario.veiledere), [words(_order(scenario)), words(f"group_{group}"), *_cells(measured)])
        for scenario in report.scenarios
        for group, measured in (
            ("urgent", scenario.urgent),
            ("others", scenario.others),
            ("everyone", scenario.everyone),
        )
    ]


def _order(scenario: Scenario) -> str:
    return "order_urgent" if scenario.urgent_first else "order_arrival"


def _cells(measured: Measures) -> list[str]:
    return [
        with_interval(measured.people, count),
        with_interval(measured.median, minutes),
        with_interval(measured.p90, minutes),
        with_interval(measured.soon, percent),
        with_interval(measured.left, percent),
    ]


def summary(report: Report, words: Words) -> str | None:
    """One sentence about the number on duty now; None when it was not played, or nobody urgent came."""
    now = report.staffing.veiledere.na
    p90 = {s.urgent_first: s.urgent.p90 for s in report.scenarios if s.veiledere == now}
    first, arrival = p90.get(True), p90.get(False)
    if first is None or arrival is None:
        return None
    return words("summary", number=now, first=minutes(first.mean), arrival=minutes(arrival.mean))


def grounds(staffing: Staffing, words: Words, *, assumed: bool) -> list[Ground]:
    """What was reckoned with: the service's own figures, or the assumptions."""
    return [
        Ground(_in_words(name, figure, words), figure.grunn, figure.kilde)
        for name, figure in figures_of(staffing).items()
        if figure.antakelse is assumed
    ]


def _in_words(name: str, figure: Figure, words: Words) -> str:
    values = figure.model_dump(exclude={"antakelse", "kilde", "grunn"})
    if name == "hastesaker":
        values = {key: percent(value) for key, value in values.items()}
    if name == "talmodighet" and values["halvparten_etter_minutter"] is None:
        return words("figure_talmodighet_ingen")
    if name == "maneder":
        return words("figure_maneder", listed=", ".join(f"{key} {values[key]}" for key in MONTHS))
    if name == "ukedager":
        listed = ", ".join(f"{key} {_number(values[key])}" for key in WEEKDAYS)
        return words("figure_ukedager", listed=listed.replace("lordag", "lørdag").replace("sondag", "søndag"))
    if name == "timer":
        return words("figure_timer", listed=", ".join(_number(weight) for weight in values["vekter"]))
    return words(f"figure_{name}", **{key: _shown(value) for key, value in values.items()})


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _number(value) if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
