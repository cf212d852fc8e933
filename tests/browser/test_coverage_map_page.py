"""The coverage map in a browser: the choice changes what is shown, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from accessibility import problems_of
from playwright.sync_api import BrowserContext, Page, expect
from running import ROOT

from directory import Directory
from directory.boundaries import FILE, read_boundaries
from directory.coverage_map import coverage_page

pytestmark = [pytest.mark.browser]
FILL = "element => getComputedStyle(element).fill"


@pytest.fixture(scope="module")
def html() -> str:
    resources = ROOT / "resources"
    kommuner = Directory.load(resources).kommuner
    return coverage_page(kommuner, read_boundaries(resources / FILE), today=date(2026, 11, 27))


@pytest.fixture
def page(contexts: Callable[..., BrowserContext], html: str) -> Page:
    opened = contexts({"width": 1000, "height": 900}).new_page()
    opened.set_content(html)
    return opened


def test_the_map_shows_the_kind_that_is_chosen(page: Page) -> None:
    oslo = page.locator("path", has=page.locator("title", has_text="Oslo (0301)"))
    expect(page.get_by_role("heading", name="Legevakt", exact=True)).to_be_visible()
    assert oslo.evaluate(FILL) == 'url("#verified")'
    page.get_by_label("Helsestasjon").check()
    expect(page.get_by_role("heading", name="Helsestasjon", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Legevakt", exact=True)).to_be_hidden()
    assert oslo.evaluate(FILL) == 'url("#missing")'


def test_it_can_be_used_by_everybody(page: Page) -> None:
    assert problems_of(page) == []
