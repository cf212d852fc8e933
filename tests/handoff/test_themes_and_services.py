"""What each theme means, where it belongs and which services it has: told to those who keep the content right."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from house import House

from directory import Directory
from handoff.categories import Categories
from handoff.content_check import all_problems


@pytest.fixture(scope="module")
def directory(resources: Path) -> Directory:
    return Directory.load(resources)


def test_every_theme_in_use_has_a_service_or_is_listed_as_having_none(
    resources: Path, directory: Directory
) -> None:
    in_use = [theme.slug for theme in Categories.load(resources).listed if theme.active]
    without = [slug for slug in in_use if not directory.names_for_theme(slug)]
    assert without == directory.nasjonale.uten_tjeneste == ["annet"]


def test_the_names_are_those_of_what_a_parent_is_shown(directory: Directory) -> None:
    names = directory.names_for_theme("okonomi")
    shown = directory.services_for_themes(None, ["okonomi"], now=datetime.now(UTC), language="nb")
    assert names == [view.name for view in shown]
    assert directory.names_for_theme("ensomhet")[0] == "Helsestasjon"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("uten_tjeneste: [annet]", "uten_tjeneste: []", "Ingen tjeneste passer til temaet «annet»."),
        ("uten_tjeneste: [annet]", "uten_tjeneste: [annet, samvar]", "Temaet «samvar» står under «uten_tjeneste»"),
        ("uten_tjeneste: [annet]", "uten_tjeneste: [andre]", "andre"),
    ],
    ids=["not listed", "has one all the same", "no theme"],
)  # fmt: skip
def test_the_check_tells_of_a_theme_without_service(
    resources: Path, tmp_path: Path, old: str, new: str, told: str
) -> None:
    copied = shutil.copytree(resources, tmp_path / "resources")
    file = copied / "nasjonale_tjenester.yaml"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")
    [problem] = all_problems(copied)
    assert told in problem.message
    assert problem.line == text[: text.index(old)].count("\n") + 1


async def test_the_page_shows_meaning_services_and_categories_and_what_is_missing(house: House) -> None:
    leader = await house.as_veileder("sjef", "fagansvarlig")
    response = await leader.call("GET", "/konsoll/temaforslag", headers={"Accept": "text/html"})
    html = await response.text()
    assert "<td>Utmattelse og søvnmangel, ikke mer krefter.</td><td>Helsestasjon</td><td>Ingen</td>" in html
    assert "<td>Ingen</td><td>Family Relationships, Peer Relationships</td>" in html
    assert 'Corona- viruset <span class="soft">(slått av)</span>' in html
    assert "egen ordliste er ikke lest" in html
    assert "lest 29.11.2026" in html


async def test_the_interface_tells_what_each_theme_means(house: House) -> None:
    veileder = await house.as_veileder()
    answer = await veileder.get("/api/categories")
    assert list(answer["definitions"]) == answer["themes"]
    assert answer["definitions"]["Sliten og trett"] == "Utmattelse og søvnmangel, ikke mer krefter."
