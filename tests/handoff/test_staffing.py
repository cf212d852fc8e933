"""The simulation against queueing theory, its own data and itself: arrivals, order of the queue, seeds, bad data."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from content.errors import ContentError
from handoff.staffing.arrivals import Arrival, Calendar, arrivals, expected_per_slot, media_factor
from handoff.staffing.charts import bar_chart
from handoff.staffing.figures import FILE, MONTHS, Staffing, assumed, figures_of
from handoff.staffing.replay import Stay, durations, replay
from handoff.staffing.report import interval, measures, simulate
from handoff.staffing.results import FEWEST_RUNS, Interval
from handoff.staffing.words import count, minutes, percent, with_interval

SHORT = {"maneder": dict.fromkeys(MONTHS, 90), "henvendelser": {"minst": 0, "hoyst": 1000}}
"""A tenth of the contacts: quick to play."""


@pytest.fixture
def staffing(resources: Path) -> Staffing:
    return Staffing.load(resources)


def changed(staffing: Staffing, **figures: dict[str, Any]) -> Staffing:
    """The same with other values in these figures."""
    return staffing.model_copy(
        update={name: getattr(staffing, name).model_copy(update=values) for name, values in figures.items()}
    )


def plain(staffing: Staffing, *, a_day: int, spread: float) -> Staffing:
    """As the theory has it: the same rate at every hour of the year, nobody leaves, always open."""
    days = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return changed(
        staffing,
        maneder={name: days_in * a_day for name, days_in in zip(MONTHS, days, strict=True)},
        timer={"vekter": [1.0] * 24},
        medieomtale={"ganger_i_aret": 0},
        apningstid={"tid": "always"},
        samtale={"minutter": 45.0, "spredning": spread},
        talmodighet={"halvparten_etter_minutter": None},
    )


def erlang_c_wait(*, per_minute: float, mean: float, servers: int) -> float:
    """Mean wait in M/M/c: the probability of waiting (Erlang C) times the mean wait of those who wait."""
    load = per_minute * mean
    all_busy = load**servers / math.factorial(servers) / (1 - load / servers)
    waits = all_busy / (sum(load**k / math.factorial(k) for k in range(servers)) + all_busy)
    return waits * mean / (servers - load)


@pytest.mark.slow
@pytest.mark.parametrize(("a_day", "veiledere"), [(18, 1), (40, 2), (60, 3)])
def test_exponential_conversations_wait_as_erlang_c_says(
    staffing: Staffing, a_day: int, veiledere: int
) -> None:
    report = simulate(plain(staffing, a_day=a_day, spread=1.0), veiledere=[veiledere], runs=5, seed=3)
    theory = erlang_c_wait(per_minute=a_day / 1440, mean=45, servers=veiledere)
    for scenario in report.scenarios:  # the order of the queue does not change the mean of all
        found = scenario.everyone.mean
        assert found is not None
        assert found.low < theory < found.high
        assert found.high - found.low < 0.3 * theory, "too wide to say anything"
        assert scenario.everyone.left == Interval(mean=0.0, low=0.0, high=0.0)


@pytest.mark.slow
def test_conversations_of_one_length_wait_half_as_long_as_exponential_ones(staffing: Staffing) -> None:
    """Pollaczek and Khinchin: with one server the mean wait goes with (1 + spread squared) / 2."""
    theory = erlang_c_wait(per_minute=20 / 1440, mean=45, servers=1) / 2
    report = simulate(plain(staffing, a_day=20, spread=0.0), veiledere=[1], runs=8, seed=3)
    found = report.scenarios[0].everyone.mean
    assert found is not None
    assert found.low < theory < found.high


def played(staffing: Staffing, *, veiledere: int, urgent_first: bool, seed: int = 5) -> list[Stay]:
    year = arrivals(staffing, Calendar.of(staffing), np.random.default_rng(seed))
    lengths = durations(staffing.samtale, np.random.default_rng(seed + 1))
    return replay(year, lengths, veiledere=veiledere, urgent_first=urgent_first)


def waited(stays: list[Stay], urgent: bool | None = None) -> float:
    return sum(s.waited for s in stays if urgent is None or (s.arrival.urgency > 0) is urgent)


def test_urgent_first_moves_waiting_from_the_urgent_to_the_others_and_makes_none(staffing: Staffing) -> None:
    busy = plain(staffing, a_day=28, spread=0.5)
    first = played(busy, veiledere=1, urgent_first=True)
    arrival = played(busy, veiledere=1, urgent_first=False)
    assert waited(first, urgent=True) < 0.5 * waited(arrival, urgent=True)
    assert waited(first, urgent=False) > waited(arrival, urgent=False)
    assert waited(first) == pytest.approx(waited(arrival))
    assert len(first) == len(arrival)


def test_with_people_who_leave_the_urgent_wait_less_and_as_many_leave(staffing: Staffing) -> None:
    report = simulate(staffing, veiledere=[1], runs=6)
    first, arrival = report.scenarios
    assert first.urgent.p90 and arrival.urgent.p90 and first.everyone.left and arrival.everyone.left
    assert first.urgent.p90.high < arrival.urgent.p90.low
    assert first.everyone.left.mean == pytest.approx(arrival.everyone.left.mean, abs=0.01)
    assert first.everyone.people == arrival.everyone.people


def test_the_queue_is_by_level_then_by_arrival_and_nobody_is_interrupted() -> None:
    came = [
        Arrival(0, 0, math.inf),
        Arrival(1, 0, math.inf),
        Arrival(2, 1, math.inf),
        Arrival(3, 2, math.inf),
        Arrival(4, 2, math.inf),
    ]
    stays = replay(came, iter([10.0] * 5), veiledere=1, urgent_first=True)
    assert [(s.arrival.at, s.waited) for s in stays] == [(0, 0), (3, 7), (4, 16), (2, 28), (1, 39)]
    stays = replay(came, iter([10.0] * 5), veiledere=1, urgent_first=False)
    assert [s.waited for s in stays] == [0, 9, 18, 27, 36]


def test_who_runs_out_of_patience_leaves_and_takes_no_conversation() -> None:
    came = [Arrival(0, 0, math.inf), Arrival(1, 0, 5), Arrival(2, 0, math.inf)]
    stays = replay(came, iter([10.0, 10.0]), veiledere=1, urgent_first=True)
    assert [(s.arrival.at, s.waited, s.answered) for s in stays] == [
        (0, 0, True),
        (1, 5, False),
        (2, 8, True),
    ]
    assert all(
        s.answered and s.waited == 0 for s in replay(came, iter([10.0] * 3), veiledere=3, urgent_first=True)
    )


def test_the_counts_of_each_month_are_those_of_the_data(staffing: Staffing) -> None:
    calendar = Calendar.of(staffing)
    expected = expected_per_slot(staffing, calendar, np.random.default_rng(1))
    of_month = np.bincount(calendar.months, weights=expected)
    assert of_month.tolist() == pytest.approx(staffing.maneder.numbers)
    counts = np.array(
        [
            np.bincount(calendar.months[[int(a.at // 15) for a in year]], minlength=12)
            for year in (arrivals(staffing, calendar, np.random.default_rng(seed)) for seed in range(40))
        ]
    )
    five_sigma = 5 * np.sqrt(np.array(staffing.maneder.numbers) / 40)
    assert (abs(counts.mean(axis=0) - staffing.maneder.numbers) < five_sigma).all()
    assert all(800 <= number <= 900 for number in staffing.maneder.numbers)


def test_the_hours_have_the_shape_of_the_data_and_nobody_comes_when_it_is_closed(staffing: Staffing) -> None:
    calendar = Calendar.of(staffing)
    expected = expected_per_slot(
        changed(staffing, medieomtale={"ganger_i_aret": 0}), calendar, np.random.default_rng(1)
    )
    by_hour = np.bincount(calendar.hours, weights=expected, minlength=24)
    assert by_hour[7:15].tolist() == [0] * 8
    evening, night = by_hour[20], by_hour[4]
    assert evening / night == pytest.approx(staffing.timer.vekter[20] / staffing.timer.vekter[4], rel=0.01)


def test_nobody_waits_past_closing_time(staffing: Staffing) -> None:
    short = changed(
        staffing, apningstid={"tid": "15:00-17:30"}, talmodighet={"halvparten_etter_minutter": None}
    )
    calendar = Calendar.of(short)
    for stay in played(short, veiledere=1, urgent_first=True):
        gone = stay.arrival.at + stay.waited - 1e-6
        assert calendar.is_open[int(gone // 15)]


def test_summer_time_moves_the_opening_hours_with_the_clock_on_the_wall(staffing: Staffing) -> None:
    calendar = Calendar.of(staffing)
    assert len(calendar.hours) == 365 * 96
    assert set(calendar.hours[calendar.is_open].tolist()) == {*range(15, 24), *range(7)}


def test_media_coverage_makes_the_days_after_it_full_and_wears_off(staffing: Staffing) -> None:
    media = staffing.medieomtale.model_copy(update={"ganger_i_aret": 1, "forste_dag": 3.0, "dager": 4})
    factor = media_factor(media, 365, np.random.default_rng(2))
    first = int(factor.argmax())
    assert factor[first : first + 5].tolist() == [3.0, 2.5, 2.0, 1.5, 1.0]
    assert factor.sum() == pytest.approx(365 + 2 + 1.5 + 1 + 0.5)


def test_a_seed_gives_the_same_report_and_another_seed_another(staffing: Staffing) -> None:
    few = changed(staffing, **SHORT)
    one, again, other = (simulate(few, veiledere=[1], runs=2, seed=seed) for seed in (7, 7, 8))
    assert one.model_dump_json() == again.model_dump_json()
    assert one.scenarios != other.scenarios


def test_more_years_narrow_the_interval(staffing: Staffing) -> None:
    few = changed(staffing, **SHORT)
    widths = []
    for runs in (4, 32):
        soon = simulate(few, veiledere=[1], runs=runs).scenarios[0].everyone.soon
        assert soon is not None
        widths.append(soon.high - soon.low)
    assert widths[1] < widths[0] / 2


def test_the_interval_is_students(staffing: Staffing) -> None:
    found = interval([1.0, 2.0, 3.0, 4.0])
    assert found.mean == 2.5
    assert found.high - 2.5 == pytest.approx(3.182446 * np.std([1, 2, 3, 4], ddof=1) / 2, rel=1e-6)
    assert FEWEST_RUNS == 2  # one year alone has no interval


def test_a_group_nobody_belongs_to_has_no_figures(staffing: Staffing) -> None:
    calm = changed(staffing, **SHORT, hastesaker={"rod": 0.0, "oransje": 0.0})
    urgent = simulate(calm, veiledere=[2], runs=2).scenarios[0].urgent
    assert urgent.people.mean == 0
    assert (urgent.mean, urgent.median, urgent.p90, urgent.soon, urgent.left) == (None,) * 5
    nobody_answered = measures([[Stay(Arrival(0, 0, 1), 1.0, False)]] * 2)
    assert nobody_answered.median is None
    assert nobody_answered.left == Interval(mean=1.0, low=1.0, high=1.0)


def test_every_figure_has_a_source_or_is_a_stated_assumption(staffing: Staffing) -> None:
    figures = figures_of(staffing)
    assert len(figures) == 10
    assert all(figure.grunn if figure.antakelse else figure.kilde for figure in figures.values())
    assert set(figures) - set(assumed(staffing)) == {"henvendelser", "veiledere"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  minst: 800", "  minst: mange", "«minst» skal være et helt tall, men her står «mange»."),
        ("  juli: 900", "  juli: 950", "«juli» har 950, men «henvendelser» sier 800-900 i måneden."),
        ("  juli: 900\n", "", "Feltet «juli» mangler."),
        ("  juli: 900", "  jully: 900", "Ukjent felt «jully», mente du «juli»?"),
        ("vekter: [4, ", "vekter: [", "«vekter» skal ha minst 24"),
        ("vekter: [4, ", "vekter: [-4, ", "«vekter» skal være minst 0"),
        ('tid: "15:00-07:00"', 'tid: "av og til"', "forstår ikke «av og til»"),
        ('tid: "15:00-07:00"', 'tid: "closed"', "Ingen kan komme"),
        ("oransje: 0.06", "oransje: 0.99", "kan ikke være mer enn 1 til sammen"),
        ("minutter: 45", "minutter: 0", "«minutter» skal være minst 1"),
        ("prov: [1, 2, 3, 4]", "prov: []", "«prov» skal ha minst 1"),
        ("prov: [1, 2, 3, 4]", "prov: [99]", "«prov» skal være høyst 50"),
        (
            '  grunn: "Tjenesten har ikke gitt ut tall',
            '  merk: "Tjenesten har ikke gitt ut tall',
            "Ukjent felt «merk»",
        ),
        (
            '  antakelse: false\n  kilde: "Mental',
            '  antakelse: true\n  kilde: "Mental',
            "en antakelse må ha en «grunn».",
        ),
        ('  kilde: "Mental Helse 2024', '  grunn: "Mental Helse 2024', "må ha en «kilde»."),
    ],
)
def test_a_slip_in_the_file_is_one_norwegian_sentence_with_its_line(
    resources: Path, tmp_path: Path, old: str, new: str, told: str
) -> None:
    text = (resources / FILE).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        Staffing.load(tmp_path)
    said = [str(problem) for problem in raised.value.problems]
    assert any(told in one for one in said), said
    assert all(one.startswith(f"{FILE}:") for one in said)


def test_a_missing_file_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="finnes ikke"):
        Staffing.load(tmp_path)


@pytest.mark.parametrize(
    ("written", "value", "text"),
    [
        (minutes, 0.04, "0,0"),
        (minutes, -0.3, "0,0"),
        (minutes, 9.94, "9,9"),
        (minutes, 9.96, "10"),
        (percent, 0.256, "26 %"),
        (percent, 1.2, "100 %"),
        (count, 849.6, "850"),
        (count, 10110.2, "10\N{NO-BREAK SPACE}110"),
    ],
)
def test_figures_are_written_as_in_norwegian(
    written: Callable[[float], str], value: float, text: str
) -> None:
    assert written(value) == text


def test_an_interval_is_written_behind_its_mean() -> None:
    assert with_interval(Interval(mean=0.26, low=0.2, high=0.31), percent) == "26 % (20–31 %)"
    assert with_interval(None, percent) == "–"


def test_bars_stand_on_the_axis_and_are_as_high_as_their_values() -> None:
    chart = bar_chart(["1", "2"], [("a", [one(40), one(20)]), ("b", [None, one(0)])], minutes)
    assert [mark.label for mark in chart.ticks] == ["0,0", "10", "20", "30", "40"]
    assert [bar.series for bar in chart.bars] == [0, 0, 1]
    high, low, flat = chart.bars
    assert high.height == pytest.approx(2 * low.height, abs=0.2)
    assert flat.height == 0
    assert all(bar.y + bar.height == pytest.approx(chart.base) for bar in chart.bars)
    assert all(chart.left <= bar.x and bar.x + bar.width <= chart.right for bar in chart.bars)


def test_a_chart_of_nothing_has_an_axis() -> None:
    chart = bar_chart(["1"], [("a", [None])], percent)
    assert [mark.label for mark in chart.ticks] == ["0 %", "100 %"]
    assert chart.bars == []


def one(value: float) -> Interval:
    return Interval(mean=value, low=value, high=value)
