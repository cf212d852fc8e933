"""The leader's page about staffing: who may see it, what it says when there is nothing, and that it shows all."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from house import House

from handoff.staffing.figures import FILE, Staffing
from handoff.staffing.report import simulate
from handoff.staffing.results import Report
from handoff.staffing.saved import SAVED, save

PAGE = "/konsoll/bemanning"
MADE = datetime(2026, 11, 28, 13, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def report(resources: Path) -> Report:
    return simulate(Staffing.load(resources), veiledere=[1, 2], runs=2)


async def shown(house: House) -> str:
    leader = await house.as_veileder("leder", "leder")
    response = await leader.call("GET", PAGE)
    assert response.status == 200
    assert response.content_type == "text/html"
    return await response.text()


@pytest.mark.parametrize(("role", "status"), [("veileder", 403), ("fagansvarlig", 403), ("leder", 200)])
async def test_the_page_is_for_the_leader_alone(house: House, role: str, status: int) -> None:
    caller = await house.as_veileder("en", role)
    assert (await caller.call("GET", PAGE)).status == status


async def test_nobody_and_a_parent_do_not_see_the_page(house: House) -> None:
    assert (await house.visitor().call("GET", PAGE)).status == 401
    assert (await (await house.parent()).call("GET", PAGE)).status == 403


def test_web_takes_in_none_of_the_libraries_of_the_simulation() -> None:
    code = "import sys, handoff.web.handlers.staffing; print({'simpy', 'scipy'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


async def test_without_a_simulation_the_page_says_how_to_run_one(house: House) -> None:
    html = await shown(house)
    assert "Ingen simulering er kjørt ennå." in html
    assert "ventevakt simulate --save" in html
    assert "<svg" not in html


async def test_a_saved_file_that_cannot_be_read_is_told_of(house: House) -> None:
    (house.parts.settings.data / SAVED).write_text("{", encoding="utf-8")
    html = await shown(house)
    assert "Den siste simuleringen kan ikke leses." in html
    assert "<svg" not in html


async def test_the_page_shows_every_picture_with_its_table(
    house: House, report: Report, resources: Path
) -> None:
    save(report, data=house.parts.settings.data, resources=resources, now=MADE)
    html = await shown(house)
    pictures = len(re.findall(r'<svg class="chart"', html))
    assert pictures == 7
    assert len(re.findall("<table>", html)) == pictures + 1
    assert "Kjørt 28.11.2026 kl. 14.05." in html
    assert "er endret etter at denne simuleringen ble kjørt" not in html
    for scenario in report.scenarios:
        assert scenario.urgent.p90
        assert f"<td>{scenario.urgent.p90.mean:.0f} (" in html
    assert "Med 1 på vakt, som nå: Ni av ti hastesaker" in html


async def test_the_page_tells_figures_of_the_service_from_assumptions(
    house: House, report: Report, resources: Path
) -> None:
    save(report, data=house.parts.settings.data, resources=resources, now=MADE)
    html = await shown(house)
    told, assumed = html.split("Opplyst av tjenesten")[1].split("<h3>Antakelser</h3>")
    assert "Mellom 800 og 900 henvendelser i måneden." in told
    assert "liv-kan-ga-tapt-foreldresupport" in told
    assert "En samtale tar i gjennomsnitt 45 minutter." in assumed
    assert "Halvparten er gått etter 40 minutter uten svar." in assumed
    assert "Hastesaker: 2 % røde og 6 % oransje." in assumed
    assert "lørdag 1, søndag 1" in assumed
    figures = [figure for figure in vars(report.staffing).values() if getattr(figure, "antakelse", False)]
    assert assumed.count("Hvorfor: ") == len(figures) == 8


async def test_a_change_of_the_figures_after_the_simulation_is_told_of(
    create_client: Any, report: Report, resources: Path, tmp_path: Path
) -> None:
    copied = Path(shutil.copytree(resources, tmp_path / "resources"))
    house: House = await create_client(resources=copied)
    save(report, data=house.parts.settings.data, resources=copied, now=MADE)
    with (copied / FILE).open("a", encoding="utf-8") as file:
        file.write("# endret\n")
    assert "er endret etter at denne simuleringen ble kjørt" in await shown(house)


async def test_endless_patience_and_no_urgent_contacts_are_put_in_words(
    house: House, resources: Path
) -> None:
    staffing = Staffing.load(resources)
    calm = staffing.model_copy(
        update={
            "talmodighet": staffing.talmodighet.model_copy(update={"halvparten_etter_minutter": None}),
            "hastesaker": staffing.hastesaker.model_copy(update={"rod": 0.0, "oransje": 0.0}),
        }
    )
    save(
        simulate(calm, veiledere=[2], runs=2),
        data=house.parts.settings.data,
        resources=resources,
        now=MADE,
    )
    html = await shown(house)
    assert "Ingen går mens de venter." in html
    assert "<td>–</td>" in html
    assert "på vakt, som nå" not in html


async def test_the_page_needs_nothing_the_policy_forbids(
    house: House, report: Report, resources: Path
) -> None:
    save(report, data=house.parts.settings.data, resources=resources, now=MADE)
    html = await shown(house)
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", html)
    assert set(re.findall(r'(?:src|href)="(/static/[^"]+|[^/#][^"]*)"', html)) == {
        "/static/favicon.svg",
        "/static/base.css",
        "/static/staffing.css",
    }
