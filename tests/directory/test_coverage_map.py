"""The coverage map: every kommune has its outline, and map, legend and tables say the same."""

import json
import math
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from directory import Directory
from directory.boundaries import FILE, project, read_boundaries
from directory.check import coverage
from directory.coverage_map import WIDTH, coverage_page
from directory.model import KINDS
from directory.rules import KOMMUNENUMMER
from directory.services import state_of

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
from build_kart import reduced

TODAY = date(2026, 11, 27)
SQUARES = {
    "type": "Topology",
    "objects": {
        "kommuner": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"kommunenummer": "0301"}},
                {"type": "MultiPolygon", "arcs": [[[-1, 2]], [[3]]], "properties": {"kommunenummer": "3201"}},
            ],
        }
    },
    "arcs": [
        [[10, 60], [10, 61]],
        [[10, 61], [11, 61], [10, 60]],
        [[10, 60], [9, 60], [10, 61]],
        [[8, 60], [8, 61], [7, 61], [8, 60]],
    ],
}


class Page(HTMLParser):
    """What a test asks about: tags with their attributes, and the rows of the tables."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.rows: list[list[str]] = []
        self.in_row = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "tr":
            self.rows.append([])
            self.in_row = True

    def handle_endtag(self, tag: str) -> None:
        self.in_row = self.in_row and tag != "tr"

    def handle_data(self, data: str) -> None:
        if self.in_row and data.strip():
            self.rows[-1].append(data.strip())

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def text(directory: Directory, resources: Path) -> str:
    return coverage_page(directory.kommuner, read_boundaries(resources / FILE), today=TODAY)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def write(path: Path, topology: object) -> Path:
    path.write_text(json.dumps(topology), encoding="utf-8")
    return path


def test_arcs_are_joined_in_their_direction(tmp_path: Path) -> None:
    found = read_boundaries(write(tmp_path / "a.topojson", SQUARES))
    assert found["0301"] == [[(10, 60), (10, 61), (11, 61), (10, 60)]]
    assert found["3201"][0] == [(10, 61), (10, 60), (9, 60), (10, 61)]
    assert found["3201"][1][0] == found["3201"][1][-1] == (8, 60)


def test_a_grid_is_counted_in_steps(tmp_path: Path) -> None:
    grid = {
        **SQUARES,
        "transform": {"scale": [0.5, 0.25], "translate": [10, 60]},
        "arcs": [[[0, 0], [0, 4]], [[0, 4], [2, 0], [-2, -4]], [[0, 0], [-2, 0], [2, 4]], [[0, 0], [0, 1], [1, 0], [-1, -1]]],
    }  # fmt: skip
    found = read_boundaries(write(tmp_path / "a.topojson", grid))
    assert found["0301"] == [[(10, 60), (10, 61), (11, 61), (10, 60)]]


@pytest.mark.parametrize("wrong", [[], {}, {"arcs": [], "objects": {"a": {}}}, {"arcs": 1, "objects": {}}])
def test_another_file_is_refused(tmp_path: Path, wrong: object) -> None:
    with pytest.raises(ValueError, match=r"a\.topojson is not a TopoJSON map"):
        read_boundaries(write(tmp_path / "a.topojson", wrong))


def test_the_reduced_map_decodes_to_nearly_the_same_places(tmp_path: Path) -> None:
    small = reduced({**SQUARES, "bbox": [7, 60, 11, 61]})
    assert all(isinstance(step, int) for arc in small["arcs"] for point in arc for step in point)
    found = read_boundaries(write(tmp_path / "a.topojson", small))
    exact = read_boundaries(write(tmp_path / "b.topojson", SQUARES))
    for number, rings in exact.items():
        for ring, other in zip(rings, found[number], strict=True):
            assert all(math.dist(a, b) < 0.001 for a, b in zip(ring, other, strict=True))


def test_the_projection_is_true_to_shape() -> None:
    (x, y), (east, _), (_, north) = project(15, 65), project(15.01, 65), project(15, 65.01)
    assert x == 0 and math.isclose(y, math.radians(65))
    # A degree of longitude is cos(65°) of a degree of latitude there.
    assert math.isclose(east / (north - y), math.cos(math.radians(65)), rel_tol=1e-4)


def test_every_kommune_has_boundaries_that_close(resources: Path) -> None:
    boundaries = read_boundaries(resources / FILE)
    assert set(boundaries) == KOMMUNENUMMER
    for rings in boundaries.values():
        assert all(math.dist(ring[0], ring[-1]) < 1e-9 for ring in rings)
    assert all(4 < x < 32 and 57 < y < 72 for rings in boundaries.values() for ring in rings for x, y in ring)


def test_the_map_draws_every_kommune_inside_the_picture(page: Page) -> None:
    paths = [one for one in page.all("path") if "d" in one]
    assert len(paths) == 357 and all(one["d"].startswith("M") for one in paths)
    svg = next(one for one in page.all("svg") if one.get("role") == "img")
    width, height = map(int, svg["viewbox"].split()[2:])
    assert width == WIDTH and height > width
    starts = [move.split("l")[0].split() for one in paths for move in one["d"].split("M")[1:]]
    assert all(0 <= int(x) <= width and 0 <= int(y) <= height for x, y in starts)


def test_a_kommune_carries_its_state_for_every_kind(page: Page, directory: Directory) -> None:
    oslo = next(one["class"] for one in page.all("path") if "k0verified" in one.get("class", ""))
    states = [state_of(directory.kommune("0301").service(kind), TODAY) for kind in KINDS]
    assert oslo.split() == [f"k{number}{state}" for number, state in enumerate(states)]


def test_the_tables_say_what_the_map_says(page: Page, directory: Directory) -> None:
    counts = coverage(directory.kommuner, today=TODAY)
    rows = {row[0]: row[1:] for row in page.rows if row}
    for kind, name in zip(KINDS, ("Legevakt", "Barnevernvakt", "Krisesenter", "Familievernkontor", "Helsestasjon", "Psykisk helse"), strict=True):  # fmt: skip
        columns = ("verified", "stale", "unverified", "missing", "telefon")
        assert [int(cell) for cell in rows[name]] == [counts[kind][column] for column in columns]
    assert rows["1515"] == ["Herøy", "Møre og Romsdal", "ikke bekreftet", *["mangler"] * 5]
    assert len([row for row in page.rows if row and row[0].isdecimal()]) == 357


def test_the_page_needs_no_other_file(page: Page, text: str) -> None:
    assert not page.all("link") and not page.all("script") and not page.all("img")
    assert "@import" not in text
    assert {one["href"] for one in page.all("a")} == {
        "https://www.kartverket.no/", "https://creativecommons.org/licenses/by/4.0/deed.no",
    }  # fmt: skip
    assert "Kartverket</a>, <a" in text and "CC BY 4.0" in text


def test_the_page_can_be_used_without_seeing_colours(page: Page, text: str) -> None:
    assert page.all("html")[0]["lang"] == "nb" and "<title>Hva vi vet" in text
    choices = [one for one in page.all("input") if one["type"] == "radio"]
    assert len(choices) == 6 and sum("checked" in one for one in choices) == 1
    assert text.count("<label>") == 6 and text.count("<caption>") == 2
    patterns = {one["id"] for one in page.all("pattern")}
    assert patterns == {"verified", "stale", "unverified", "missing"}
    assert all(f"url(#{pattern})" in text for pattern in patterns)


def test_a_kommune_without_boundaries_is_in_the_tables(directory: Directory) -> None:
    page = Page(coverage_page(directory.kommuner, {}, today=TODAY))
    assert not [one for one in page.all("path") if "d" in one]
    assert any(row[:1] == ["1515"] for row in page.rows)
