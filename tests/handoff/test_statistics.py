"""The leader's statistics on a small made-up month, checked by numbers worked out by hand."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from house import Caller, House
from statistics_data import LONELY, POLICE, TIRED, UNREST, ended, march, registration, store, table_on

from handoff.statistics.charts import Picture, chart_of, nice_top, picture_chart
from handoff.statistics.figures import wait_line
from handoff.statistics.grid import HIDDEN, of_totals, summed
from handoff.statistics.period import half_year, half_year_before, period
from handoff.statistics.sections import more
from handoff.store.tables import TagDecisionRow
from handoff.web.keys import SWEEPER

MARCH = {"from": "2026-03-01", "to": "2026-03-31"}
PAGE = "/konsoll/statistikk"
HTML = {"Accept": "text/html"}
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def leader(house: House) -> Caller:
    await store(house, march())
    return await house.as_veileder("lise", "leder")


async def page(leader: Caller, **query: str) -> str:
    response = await leader.call("GET", PAGE, params=query)
    assert response.status == 200
    return await response.text()


async def test_contacts_by_month_and_channel(leader: Caller) -> None:
    html = await page(leader, **{"from": "2026-02-01", "to": "2026-04-30"})
    assert table_on(html, "Henvendelser per måned og kanal") == [
        ["Kanal", "I alt", "feb. 2026", "mars 2026", "april 2026"],
        ["Tlf", "3", "0", "2", "1"],
        ["Chat", "3", "1", "2", "0"],
        ["Alle henvendelser", "6", "1", "4", "1"],
    ]


async def test_themes_are_counted_as_ticks_in_the_order_of_the_report(leader: Caller) -> None:
    rows = table_on(await page(leader, **MARCH), "Temaer per måned")
    assert len(rows) == 1 + 22 + 1
    assert rows[1][0] == "Småbarnsutfordringer (gråt, søvn, spising m.m)"
    assert [row for row in rows if row[0] in (TIRED, UNREST, LONELY)] == [
        [TIRED, "3", "3"],
        [UNREST, "1", "1"],
        [LONELY, "0", "0"],
    ]
    assert rows[-1] == ["Alle kryss", "4", "4"]


async def test_themes_are_counted_by_the_categories_of_child_helpline_international(
    house: House, leader: Caller
) -> None:
    both = ("Relasjonsproblemer", "Bekymring rundt Corona- viruset")
    await store(house, [registration("2026-03-05T12:00", themes=both)])
    html = await page(leader, **MARCH)
    rows = table_on(html, "Temaer etter Child Helpline Internationals kategorier")
    assert rows[0] == ["Kategori hos Child Helpline International", "I alt", "Temaene som er talt"]
    counts = {row[0]: row[1] for row in rows[1:]}
    assert counts == {
        "Violence": "0",
        "Mental Health": "1",  # unrest
        "Physical Health": "1",
        "Accessibility": "0",
        "Family Relationships": "1",  # the relation counts here
        "Peer Relationships": "1",  # and here
        "Ingen kategori": "3",  # tired: not put where nobody has said it belongs
    }
    made = {row[0]: row[2].split(", ") for row in rows[1:]}
    assert "Bekymring rundt Corona- viruset" in made["Physical Health"]  # switched off, and used in March
    assert TIRED in made["Ingen kategori"]
    assert "Hvilke temaer som hører til hvilken kategori, er et forslag i Ventevakt" in html


async def test_gender_and_outcomes(leader: Caller) -> None:
    html = await page(leader, **MARCH)
    assert table_on(html, "Kjønn per måned")[1:] == [
        ["Mann", "1", "1"],
        ["Kvinne", "2", "2"],
        ["Vet ikke", "1", "1"],
        ["Alle henvendelser", "4", "4"],
    ]
    outcomes = table_on(html, "Henvendelser til eksterne")
    assert [POLICE, "1", "1"] in outcomes
    assert outcomes[-1][1:] == ["1", "1"]


async def test_hours_and_weekdays_are_norwegian_on_the_night_the_clocks_change(leader: Caller) -> None:
    html = await page(leader, **MARCH)
    hours = {row[0]: row[1] for row in table_on(html, "Tid på døgnet")[1:-1]}
    assert len(hours) == 24
    assert {name for name, count in hours.items() if count != "0"} == {
        "kl. 00–01",
        "kl. 01–02",
        "kl. 03–04",
        "kl. 23–00",
    }
    days = table_on(html, "Ukedag")
    assert [row for row in days[1:] if row[1] != "0"] == [
        ["tirsdag", "1"],
        ["søndag", "3"],
        ["Alle henvendelser", "4"],
    ]


async def test_waits_left_and_urgent(leader: Caller) -> None:
    html = await page(leader, **MARCH)
    assert table_on(html, "Ventetid i chatten")[1:] == [
        ["Veileder kom på under 5 minutter", "2", "2"],
        ["Veileder kom etter 5 minutter eller mer", "3", "3"],
        ["Forelderen gikk mens hen ventet", "1", "1"],
        ["Alle chatter", "6", "6"],
    ]
    assert table_on(html, "Ventetid for dem")[1:] == [
        ["mars 2026", "5", "5", "30", "40 %", "17 %"],
        ["I alt", "5", "5", "30", "40 %", "17 %"],
    ]
    assert table_on(html, "Hastegrad")[1:] == [
        ["Rød", "1", "1"],
        ["Oransje", "1", "1"],
        ["Hastet ikke", "4", "4"],
        ["Alle chatter", "6", "6"],
    ]
    keys = dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", html))
    assert keys["Samtaler som hastet"] == "33 %"
    assert keys["Henvendelser"] == "4"
    assert keys["Tatt, men ikke registrert"] == "5"  # no registration of March is of a chat that waited


async def test_suggestions_show_what_was_accepted_of_what_was_suggested_and_of_what_was_decided(
    leader: Caller,
) -> None:
    rows = table_on(await page(leader, **MARCH), "Temaforslag")
    assert rows[0][4:] == ["Vist, ikke valgt", "Godtatt av de foreslåtte", "Godtatt av godtatt og avvist"]
    assert rows[1] == [TIRED, "6", "3", "1", "2", "50 %", "75 %"]
    assert rows[-1] == ["Alle forslag", "6", "3", "1", "2", "50 %", "75 %"]


async def test_kinds_of_violence_are_counted(house: House, leader: Caller) -> None:
    await store(house, [registration("2026-03-05T10:00", violence=["Psykisk vold", "Vold mot barn"])])
    rows = table_on(await page(leader, **MARCH), "Overgrep og vold i hjemmet")
    assert [row[0] for row in rows if row[1] == "1"] == ["Vold mot barn", "Psykisk vold"]
    assert rows[-1] == ["Alle kryss", "2", "2"]


async def test_a_retired_category_is_still_counted(house: House, leader: Caller) -> None:
    await store(house, [registration("2026-03-05T10:00", "Brev")])
    rows = table_on(await page(leader, **MARCH), "Henvendelser per måned")
    assert ["Brev", "1", "1"] in rows
    assert rows[-1][1] == "5"


async def test_two_periods_beside_each_other(leader: Caller) -> None:
    query = {**MARCH, "compare": "dates", "compare_from": "2026-02-01", "compare_to": "2026-02-28"}
    html = await page(leader, **query)
    rows = table_on(html, "Henvendelser per måned og kanal, to perioder")
    assert rows == [
        ["Kanal", "01.03.2026–31.03.2026", "01.02.2026–28.02.2026", "Forskjell"],
        ["Tlf", "2", "0", "+2"],
        ["Chat", "2", "1", "+1 (+100 %)"],
    ]
    assert "Periodene er ikke like lange: 31 og 28 dager." in html
    assert "Filene har bare tallene for 01.03.2026–31.03.2026, ikke sammenligningen." in html
    assert (
        '<a href="/konsoll/statistikk?from=2026-02-01&amp;to=2026-02-28">Gå til 01.02.2026–28.02.2026' in html
    )
    assert "ikke sammenligningen" not in await page(leader, **MARCH)


async def test_two_periods_are_compared_by_waits_urgency_and_accepted_suggestions(
    house: House, leader: Caller
) -> None:
    noon = "2026-02-10T12:00"
    before = [ended(noon, minutes) for minutes in (1, 2, 3, 3)] + [ended(noon, 9, urgency=1)]
    decided = [
        TagDecisionRow(day=date(2026, 2, 3), tag="T05", accepted=1, rejected=1, undecided=2),
        TagDecisionRow(day=date(2026, 2, 3), tag="T12", accepted=1, rejected=0, undecided=0),
    ]
    await store(house, [*before, *decided])
    query = {**MARCH, "compare": "dates", "compare_from": "2026-02-01", "compare_to": "2026-02-28"}
    html = await page(leader, **query)
    head = ["01.03.2026–31.03.2026", "01.02.2026–28.02.2026", "Forskjell"]
    assert table_on(html, "Ventetid for dem en veileder kom til, to perioder") == [
        ["Hva", *head],
        ["Antall", "5", "5", "+0"],
        ["Median, minutter", "5", "3", "+2"],
        ["Ni av ti, høyst minutter", "30", "9", "+21"],
        ["Under 5 minutter", "40 %", "80 %", "−40 prosentpoeng"],
        ["Gikk av alle som ventet", "17 %", "0 %", "+17 prosentpoeng"],
    ]
    urgency = table_on(html, "Hastegrad, to perioder")
    assert urgency[-1] == ["Samtaler som hastet", "33 %", "20 %", "+13 prosentpoeng"]
    accepted = table_on(html, "Temaforslag, to perioder")
    assert accepted[0] == ["Foreslått tema", *head]
    assert accepted[1] == [TIRED, "50 %", "25 %", "+25 prosentpoeng"]
    assert accepted[2][1:] == ["–", "100 %", "–"]
    assert accepted[-1] == ["Alle forslag", "50 %", "40 %", "+10 prosentpoeng"]


async def test_a_period_without_anybody_has_no_waits_to_compare(leader: Caller) -> None:
    query = {**MARCH, "compare": "dates", "compare_from": "2019-02-01", "compare_to": "2019-02-28"}
    html = await page(leader, **query)
    waits = table_on(html, "Ventetid for dem en veileder kom til, to perioder")
    assert waits[2:4] == [["Median, minutter", "5", "–", "–"], ["Ni av ti, høyst minutter", "30", "–", "–"]]
    assert table_on(html, "Hastegrad, to perioder")[-1] == ["Samtaler som hastet", "33 %", "–", "–"]
    assert table_on(html, "Temaforslag, to perioder")[-1] == ["Alle forslag", "50 %", "–", "–"]


@pytest.mark.parametrize(
    ("new", "old", "told"), [(5, 1.5, "+3,5"), (1.5, 5, "−3,5"), (4, 4.0, "+0"), ("–", 4, "–")]
)
def test_how_many_minutes_more(new: Any, old: Any, told: str) -> None:
    assert more(new, old) == told


async def test_the_page_opens_on_this_half_year(leader: Caller) -> None:
    assert "Statistikk 01.01.2026–30.06.2026" in await page(leader)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"from": "i går"}, "Skriv datoene som dag, måned og år."),
        ({"from": "2026-03-02", "to": "2026-03-01"}, "Siste dag er før første dag."),
        ({"from": "2006-03-02", "to": "2026-03-01"}, "Perioden er for lang. Den kan være høyst ti år."),
        ({"from": "9999-12-01", "to": "9999-12-31"}, "Årstallene må være fra 1900 til 2100."),
        ({"from": "0001-01-01", "to": "0001-01-31"}, "Årstallene må være fra 1900 til 2100."),
        (
            {"compare": "dates", "compare_from": "0001-01-01", "compare_to": "0001-01-31"},
            "Årstallene må være fra 1900 til 2100.",
        ),
        ({"report": "finnes-ikke"}, "Rapporten er ikke importert."),
        ({"compare": "report:finnes-ikke"}, "Rapporten er ikke importert."),
        ({"compare": "dates", "compare_from": "2026-03-01"}, "Skriv både første og siste dag"),
    ],
)
async def test_what_makes_no_sense_is_said_in_norwegian(
    leader: Caller, query: dict[str, str], sentence: str
) -> None:
    response = await leader.call("GET", PAGE, params=query)
    html = await response.text()
    assert response.status == 400
    assert sentence in html
    assert "Statistikk 01.01.2026–30.06.2026" in html


@pytest.mark.parametrize("path", [PAGE, PAGE + ".csv", PAGE + ".pdf"])
@pytest.mark.parametrize(
    ("role", "status"), [("nobody", 401), ("veileder", 403), ("fagansvarlig", 403), ("leder", 200)]
)
async def test_only_the_leader_gets_in(house: House, path: str, role: str, status: int) -> None:
    caller = house.visitor() if role == "nobody" else await house.as_veileder("en", role)
    response = await caller.call("GET", path, headers=HTML)
    assert response.status == status
    if status != 200:
        assert "/konsoll" in await response.text()
        assert "<table" not in await response.text()


async def test_nothing_is_promised_of_an_empty_period(house: House) -> None:
    leader = await house.as_veileder("lise", "leder")
    html = await page(leader, **{"from": "2019-01-01", "to": "2019-01-31"})
    assert "Det er ikke registrert noe i denne perioden." in html
    assert '<figure class="chart">' not in html
    assert table_on(html, "Ventetid for dem")[-1] == ["I alt", "0", "–", "–", "–", "–"]


async def test_every_chart_has_a_name_and_its_numbers_in_a_table(leader: Caller) -> None:
    html = await page(leader, **MARCH)
    figures = re.findall(r'<figure class="chart">.*?</figure>', html, re.S)
    assert len(figures) >= 9
    marked = re.sub(r'<figure class="chart">.*?</figure>', "§", html, flags=re.S)
    title = r'\s*<p class="picture">[^<]*</p>\s*§'  # the table of the waits has two charts above it
    assert re.findall(rf'§(?!(?:{title})*\s*<div class="wide")', marked) == []
    for figure in figures:
        assert re.search(r'<svg [^>]*role="img" aria-labelledby="[\w-]+-title"', figure)
        assert re.search(r"<title [^>]*>Søylediagram: [^<]+</title>", figure)
    assert " style=" not in html


async def test_the_interface_tells_the_same(leader: Caller) -> None:
    told = await leader.get("/api/statistics", **MARCH)
    assert told["total"] == 4
    assert told["channels"] == {"Tlf": 2, "Chat": 2}
    assert told["themes"] == {TIRED: 3, UNREST: 1}
    assert [(m["month"], m["total"]) for m in told["months"]] == [("2026-03", 4)]
    assert told["hours"] == {"0": 1, "1": 1, "3": 1, "23": 1}
    assert told["weekdays"] == {"7": 3, "2": 1}
    assert told["waits"] == {
        "count": 5,
        "median": 5,
        "p90": 30,
        "short_share": 0.4,
        "left": 1,
        "left_share": pytest.approx(1 / 6),
    }
    assert told["urgent"] == {"chats": 6, "urgent": 2, "share": pytest.approx(1 / 3)}
    assert told["suggestions"] == {"T05": {"accepted": 3, "rejected": 1, "undecided": 2}}
    assert told["reports"] == []


async def test_chats_that_were_taken_and_never_registered_are_counted_also_when_nothing_else_is_left(
    house: House,
) -> None:
    parents = [await house.parent() for _ in range(3)]
    for number, parent in enumerate(parents):
        await parent.say("er sliten")
        veileder = await house.claimed(parent, f"kari{number}")
        await veileder.post(f"/api/conversations/{parent.id}/close")
    path = f"/api/conversations/{parents[2].id}/registration"
    assert (await veileder.post(path, {"themes": []})).status == 201
    await veileder.post("/api/registrations", {"themes": []})  # a call is nobody's chat
    left = await house.parent()
    await left.say("er sliten")
    await left.post(f"/api/conversations/{left.id}/leave")
    await house.pass_time(minutes=31)
    house.clock.advance(days=8)
    await house.app[SWEEPER].forget()
    leader = await house.as_veileder("lise", "leder")
    assert (await leader.get("/api/statistics"))["unregistered"] == 2


async def test_a_real_conversation_leaves_its_wait_and_no_words(house: House) -> None:
    """From opening to deletion through the interface: who left while waiting is counted when everything else is gone."""
    stayed, went = await house.parent(), await house.parent()
    await stayed.say("er sliten")
    await went.say("han er blå")
    house.clock.advance(minutes=7)
    veileder = await house.claimed(stayed)
    assert (await veileder.post(f"/api/conversations/{stayed.id}/close")).status == 204
    await went.post(f"/api/conversations/{went.id}/leave", {"quick_exit": False})
    await house.pass_time(minutes=31)
    leader = await house.as_veileder("lise", "leder")
    told = await leader.get("/api/statistics")
    assert told["waits"]["count"] == told["waits"]["left"] == 1
    assert told["waits"]["median"] == 7
    assert told["urgent"] == {"chats": 2, "urgent": 1, "share": 0.5}


def test_half_years_follow_each_other() -> None:
    assert half_year(date(2026, 6, 30)) == period(date(2026, 1, 1), date(2026, 6, 30))
    assert half_year(date(2026, 7, 1)) == period(date(2026, 7, 1), date(2026, 12, 31))
    assert half_year_before(date(2026, 2, 1)) == period(date(2025, 7, 1), date(2025, 12, 31))


def test_a_period_covers_whole_norwegian_days() -> None:
    march_days = period(date(2026, 3, 1), date(2026, 3, 31))
    assert march_days.begin.isoformat() == "2026-02-28T23:00:00+00:00"
    assert march_days.end.isoformat() == "2026-03-31T22:00:00+00:00"
    assert march_days.end - march_days.begin == timedelta(days=31, hours=-1)
    assert period(date(2025, 11, 30), date(2026, 1, 1)).months() == ["2025-11", "2025-12", "2026-01"]


@pytest.mark.parametrize(
    ("waits", "median", "p90"),
    [([7], 7, 7), ([1, 2], 1.5, 2), (list(range(1, 11)), 5.5, 9), (list(range(1, 12)), 6, 10)],
)
def test_median_and_nine_of_ten(waits: list[int], median: float, p90: int) -> None:
    line = wait_line("", [_wait(minutes) for minutes in waits])
    assert (line.median, line.p90) == (median, p90)


def _wait(minutes: int) -> Any:
    row = ended("2026-03-10T12:00", minutes)
    from handoff.statistics.facts import Ended

    return Ended(row.hour, row.taken, row.wait_minutes, row.urgency)


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 4), (4, 4), (5, 8), (9, 20), (41, 80), (100, 200), (1500, 2000)]
)
def test_the_scale_ends_on_a_round_number(highest: int, top: int) -> None:
    assert nice_top([highest, None]) == top


def test_bars_are_as_high_as_their_numbers() -> None:
    grid = summed("contacts", "contacts", ["Tlf", "Chat"], ["jan.", "feb."], [[10, 20], [0, 5]])
    chart = chart_of(grid)
    assert chart is not None
    heights = [bar.height for bar in chart.bars]
    assert heights[2] == pytest.approx(2 * heights[0])
    assert [bar.series for bar in chart.bars] == [0, 1, 0, 1]
    assert chart.series == ("Tlf", "Chat")
    assert {label.text for label in chart.labels} >= {"10", "20", "0", "5", "jan.", "feb."}


async def test_waits_and_shares_are_drawn_by_month(leader: Caller) -> None:
    html = await page(leader, **MARCH)
    for title, numbers in (
        ("Ventetid per måned i minutter, median og ni av ti", ["5", "30"]),
        ("Under 5 minutter og gikk mens de ventet, per måned i prosent", ["40", "17"]),
    ):
        [chart] = re.findall(
            rf"<svg [^>]*>\s*<title [^>]*>Søylediagram: {title}</title>.*?</svg>", html, re.S
        )
        assert re.findall(r'class="strong">([^<]+)<', chart) == numbers


def test_a_hidden_wait_has_no_bar_and_a_half_minute_is_written_as_in_the_table() -> None:
    chart = picture_chart(
        Picture("waits", "", ["jan.", "feb."], [("median", [7.5, HIDDEN]), ("p90", [None, 20])])
    )
    assert chart is not None
    assert len(chart.bars) == 2
    assert {label.text for label in chart.labels if label.strong} == {"7,5", "20"}
    assert picture_chart(Picture("waits", "", ["jan."], [("median", [HIDDEN]), ("p90", [None])])) is None


def test_lying_bars_are_as_long_as_their_numbers() -> None:
    chart = chart_of(of_totals("themes", "themes", ["A", "B"], [40, 10]))
    assert chart is not None
    assert chart.bars[0].width == pytest.approx(4 * chart.bars[1].width)
    assert chart_of(of_totals("themes", "themes", ["A"], [0])) is None


def test_every_word_of_the_statistics_is_used_and_there(real_words: Any) -> None:
    """Names in code and templates against resources/texts/statistics.yaml; `stat_<part>` put together while running."""
    written = {id for id in real_words[0].entries if id.startswith("stat_")}
    code = "".join(
        file.read_text("utf-8")
        for folder in ("handoff/statistics", "handoff/console/templates", "handoff/web/handlers")
        for file in sorted((ROOT / folder).iterdir())
        if file.suffix in {".py", ".html"}
    ) + (ROOT / "handoff" / "stats_commands.py").read_text("utf-8")
    named = set(re.findall(r"[\"'](stat_\w+)[\"']", code))
    starts = tuple(set(re.findall(r"f\"(stat_\w*)\{", code)))
    assert named - written == set()
    tables = (
        "contacts",
        "themes",
        "chi",
        "genders",
        "violence",
        "outcomes",
        "hours",
        "weekdays",
        "waiting",
        "urgency",
        "suggestions",
    )
    assert {f"stat_{id}" for id in tables} <= written
    assert {f"stat_{id}_rows" for id in tables} <= written
    known = (
        *(f"stat_{id}" for id in tables),
        "stat_key_",
        "stat_waits_",
        "stat_sum_",
        "stat_this_",
        "stat_last_",
    )
    assert {start for start in starts if start != "stat_"} <= {*known, *(f"stat_{id}_" for id in tables)}
    assert {id for id in written - named if not id.startswith(known)} == set()


def test_words_are_filled_in(real_words: Any) -> None:
    words = partial(real_words[0].get, language="nb")
    assert words("stat_month_names").count(", ") == 11
    assert words("stat_weekday_names").count(", ") == 6
