"""Staff break a content file: the parent notices nothing, the veileder is told which line, a restart changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pages import ConsolePage, ParentPage
from playwright.sync_api import expect
from running import ROOT, ventevakt

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_broken_file_never_takes_the_service_down(
    tmp_path: Path, parent: Callable[..., ParentPage], veileder: Callable[..., ConsolePage]
) -> None:
    resources = Path(shutil.copytree(ROOT / "resources", tmp_path / "resources"))
    broken, directory = resources / "protocol" / "breathing.yaml", resources / "legevakt_kommuner.yaml"
    good, numbers = (file.read_text(encoding="utf-8") for file in (broken, directory))
    settings = {"with_bot": False, "logins": ("kari",), "resources": str(resources), "statistical": "0"}
    with ventevakt(tmp_path / "data", **settings) as system:  # type: ignore[arg-type]
        console = veileder(system)
        told = console.page.locator("#content-problems")
        expect(told).to_be_hidden()
        broken.write_text(good.replace("rules:", "rulez:"), encoding="utf-8")
        directory.write_text(numbers.replace('"23 48 72 00"', '"23 48 72"'), encoding="utf-8")
        expect(told).to_be_visible(timeout=30_000)
        told.locator("summary").click()
        expect(told).to_contain_text("breathing.yaml:")
        expect(told).to_contain_text("legevakt_kommuner.yaml:")
    with ventevakt(tmp_path / "data", **settings) as system:  # type: ignore[arg-type]
        page = parent(system).start()
        page.write("hun puster ikke")
        expect(page.page.get_by_text("Ring 113").first).to_be_visible()
        console = veileder(system)
        told = console.page.locator("#content-problems")
        expect(told).to_be_visible()
        shown = page.page.request.get(f"{system.url}/api/resources/0301").text()
        assert "23 48 72 00" in shown
        broken.write_text(good, encoding="utf-8")
        directory.write_text(numbers, encoding="utf-8")
        expect(told).to_be_hidden(timeout=30_000)
