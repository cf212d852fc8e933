"""The leader's page about staffing in a browser: from «nothing run yet» to pictures, and axe finds nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from accessibility import SCHEMES, problems_in_each_look, problems_of
from playwright.sync_api import BrowserContext, Page, expect
from running import LOGIN_PASSWORD, ROOT, Ventevakt, add_logins

from handoff.settings import Settings
from handoff.staffing.figures import Staffing
from handoff.staffing.report import simulate
from handoff.staffing.results import Report
from handoff.staffing.saved import SAVED, save

pytestmark = [pytest.mark.browser]


def command(system: Ventevakt, *arguments: str) -> None:
    """Run `ventevakt ...` on the same data folder."""
    env = {**os.environ, "VENTEVAKT_DATA": str(system.data)}
    whole = [sys.executable, "-m", "handoff.cli", *arguments]
    subprocess.run(whole, cwd=ROOT, env=env, check=True, capture_output=True)


@pytest.fixture(scope="module")
def report() -> Report:
    return simulate(Staffing.load(ROOT / "resources"), veiledere=[1, 2], runs=2)


@pytest.fixture(scope="module")
def leader_exists(without_bot: Ventevakt) -> None:
    add_logins(["lise:leder"], Settings.from_env({**os.environ, "VENTEVAKT_DATA": str(without_bot.data)}))


@pytest.fixture
def leader(contexts: Callable[..., BrowserContext], without_bot: Ventevakt, leader_exists: None) -> Page:
    """A browser in which somebody with the leader's role is signed in."""
    page = contexts({"width": 1280, "height": 900}).new_page()
    answer = page.request.post(
        f"{without_bot.url}/api/session", data={"username": "lise", "password": LOGIN_PASSWORD}
    )
    assert answer.status == 204
    return page


def test_the_leader_sees_the_simulation_as_pictures_and_tables(leader: Page, without_bot: Ventevakt) -> None:
    (without_bot.data / SAVED).unlink(missing_ok=True)
    leader.goto(f"{without_bot.url}/konsoll/bemanning")
    expect(leader.get_by_text("Ingen simulering er kjørt ennå.")).to_be_visible()
    assert problems_of(leader) == []
    command(without_bot, "simulate", "--save", "--runs", "2", "--veiledere", "1-3")
    leader.reload()
    expect(leader.get_by_role("img", name="Diagram: Hastesaker: ventetid")).to_be_visible()
    expect(leader.get_by_role("heading", name="Antakelser")).to_be_visible()
    table = leader.get_by_role("region", name="Tabell: Hastesaker: ventetid").get_by_role("row")
    expect(table).to_have_count(4)
    assert problems_of(leader) == []


def test_at_400_percent_nothing_but_tables_scrolls_sideways(
    leader: Page, without_bot: Ventevakt, report: Report
) -> None:
    save(report, data=without_bot.data, resources=ROOT / "resources", now=datetime.now(UTC))
    leader.set_viewport_size({"width": 320, "height": 256})
    leader.goto(f"{without_bot.url}/konsoll/bemanning")
    expect(leader.get_by_role("heading", name="Alle tallene")).to_be_visible()
    assert leader.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert problems_of(leader) == []


def test_bars_of_both_series_can_be_seen_in_light_and_dark(
    leader: Page, without_bot: Ventevakt, report: Report
) -> None:
    save(report, data=without_bot.data, resources=ROOT / "resources", now=datetime.now(UTC))
    leader.goto(f"{without_bot.url}/konsoll/bemanning")
    for scheme in SCHEMES:
        leader.emulate_media(color_scheme=scheme)
        looks = {
            leader.locator(f".chart .series-{number}").first.evaluate("e => getComputedStyle(e).fill")
            for number in (0, 1)
        }
        assert (len(looks), "none" in looks) == (2, False), scheme
    assert problems_in_each_look(leader, [(1280, 900)]) == []
