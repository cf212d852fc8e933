"""The leader's statistics in a browser: signing in leads there, keys are enough, axe finds nothing, 400 % zoom, print."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from accessibility import problems_in_each_look, problems_of
from half_year import fill
from playwright.sync_api import BrowserContext, Page, expect
from running import LOGIN_PASSWORD, ROOT, Ventevakt, ventevakt

pytestmark = [pytest.mark.browser]
REPORT = ROOT / "resources" / "rapporter" / "2020_mars_august.yaml"
PERIOD = "from=2026-01-01&to=2026-06-30"


def command(data: Path, *arguments: str) -> None:
    """Run `ventevakt ...` on the same data folder."""
    env = {**os.environ, "VENTEVAKT_DATA": str(data)}
    whole = [sys.executable, "-m", "handoff.cli", *arguments]
    subprocess.run(whole, cwd=ROOT, env=env, check=True, capture_output=True)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ventevakt]:
    """A Ventevakt of its own with half a year of statistics and the printed report."""
    folder, logins = tmp_path_factory.mktemp("statistics"), ("lise:leder",)
    with ventevakt(folder, with_bot=False, logins=logins, statistical="0") as running:
        command(running.data, "stats", "import", str(REPORT))
        fill(running.data / "ventevakt.db")
        yield running


@pytest.fixture
def leader(contexts: Callable[..., BrowserContext], filled: Ventevakt) -> Page:
    """A browser in which the leader is signed in."""
    page = contexts({"width": 1280, "height": 900}).new_page()
    login = {"username": "lise", "password": LOGIN_PASSWORD}
    assert page.request.post(f"{filled.url}/api/session", data=login).status == 204
    return page


def test_signing_in_leads_the_leader_to_the_statistics_and_out_again(
    contexts: Callable[..., BrowserContext], filled: Ventevakt
) -> None:
    page = contexts({"width": 1280, "height": 900}).new_page()
    page.goto(f"{filled.url}/konsoll/statistikk")
    page.get_by_role("link", name="Gå til innloggingen").click()
    expect(page.get_by_label("Brukernavn")).to_be_focused()
    page.get_by_label("Brukernavn").fill("lise")
    page.get_by_label("Passord").fill(LOGIN_PASSWORD)
    page.get_by_role("button", name="Logg inn").click()
    expect(page.get_by_role("heading", name="Henvendelser per måned og kanal")).to_be_visible()
    page.get_by_role("button", name="Logg ut").click()
    expect(page.get_by_label("Brukernavn")).to_be_visible()


def test_a_period_is_compared_with_the_printed_report_by_keyboard(leader: Page, filled: Ventevakt) -> None:
    leader.goto(f"{filled.url}/konsoll/statistikk?{PERIOD}")
    leader.keyboard.press("Tab")
    expect(leader.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    leader.get_by_label("Sammenlign med en annen periode").focus()
    leader.keyboard.press("End")
    leader.keyboard.press("Enter")
    for _ in range(12):
        if leader.evaluate("document.activeElement.type") == "submit":
            break
        leader.keyboard.press("Tab")
    expect(leader.get_by_role("button", name="Vis tallene")).to_be_focused()
    leader.keyboard.press("Enter")
    expect(leader.get_by_role("heading", name="Sammenligning")).to_be_visible()
    row = (
        leader.get_by_role("region", name="Temaer per måned, to perioder")
        .get_by_role("row")
        .filter(has_text="Samvær")
    )
    expect(row).to_contain_text("26")
    expect(row).to_contain_text("68")
    expect(leader.get_by_text("Periodene er ikke like lange")).to_be_visible()
    assert problems_of(leader) == []


def test_the_page_can_be_used_by_everybody(leader: Page, filled: Ventevakt) -> None:
    leader.goto(f"{filled.url}/konsoll/statistikk?{PERIOD}")
    chart = leader.get_by_role("img", name="Søylediagram: Henvendelser per måned og kanal")
    expect(chart).to_be_visible()
    fills = chart.locator("rect.bar").evaluate_all("bars => bars.map((bar) => bar.getAttribute('fill'))")
    assert set(fills) == {"url(#series-0)", "url(#series-1)"}
    assert problems_in_each_look(leader, [(1280, 900)]) == []


def test_the_imported_report_is_marked_and_can_be_used_by_everybody(leader: Page, filled: Ventevakt) -> None:
    leader.goto(f"{filled.url}/konsoll/statistikk?{PERIOD}")
    leader.get_by_role("link", name="Erfaringsrapport Foreldresupport, mars–august 2020").click()
    expect(leader.get_by_text("Importert rapport: tallene er skrevet av slik de er trykt")).to_be_visible()
    expect(leader.locator("tr.odd")).to_have_count(5)
    assert problems_of(leader) == []


def test_at_400_percent_nothing_but_tables_scrolls_sideways(leader: Page, filled: Ventevakt) -> None:
    leader.set_viewport_size({"width": 320, "height": 256})
    for query in (PERIOD, f"{PERIOD}&compare=report:foreldresupport-2020-mars-august"):
        leader.goto(f"{filled.url}/konsoll/statistikk?{query}")
        expect(leader.get_by_role("heading", name="Hastegrad").last).to_be_attached()
        assert leader.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert problems_of(leader) == []


def test_on_paper_only_what_is_to_be_read_is_left(leader: Page, filled: Ventevakt) -> None:
    leader.goto(f"{filled.url}/konsoll/statistikk?{PERIOD}")
    mark = leader.get_by_text("Bare internt. Inneholder små tall og skal ikke ut av tjenesten.", exact=True)
    expect(mark).to_be_hidden()
    leader.emulate_media(media="print")
    expect(mark).to_be_visible()
    expect(leader.get_by_role("button", name="Vis tallene")).to_be_hidden()
    expect(leader.get_by_role("button", name="Logg ut")).to_be_hidden()
    expect(leader.get_by_role("heading", name="Statistikk 01.01.2026–30.06.2026")).to_be_visible()
    expect(leader.get_by_role("img", name="Søylediagram: Temaer per måned")).to_be_visible()


def test_the_report_is_downloaded_as_pdf(leader: Page, filled: Ventevakt) -> None:
    # a month: what must be hidden in half a year takes 11 s to find, and tests/handoff looks into that
    leader.goto(f"{filled.url}/konsoll/statistikk?from=2026-01-01&to=2026-01-31")
    with leader.expect_download() as waiting:
        leader.get_by_role("link", name="Rapport til deling (PDF)").click()
    assert waiting.value.suggested_filename == "statistikk_2026-01-01_2026-01-31_til-deling.pdf"
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-")
