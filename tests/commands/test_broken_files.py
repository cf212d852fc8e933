"""The gallery of broken files: each is explained in Norwegian, with its line, exactly as written beside it."""

from pathlib import Path

import pytest
from broken_content import problems_in

GALLERY = Path(__file__).parents[1] / "data" / "broken_yaml"
FILES = sorted(path for path in GALLERY.glob("*/*.yaml") if path.parent.name != "directory")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_broken_file_is_explained(path: Path, tmp_path: Path) -> None:
    expected = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert [str(problem) for problem in problems_in(path, tmp_path)] == expected
    assert expected


def test_every_kind_of_file_has_its_slips() -> None:
    assert {path.parent.name for path in FILES} == {"protocol", "strategies", "texts", "replies"}
    assert all((path.with_suffix(".yaml")).exists() for path in GALLERY.glob("*/*.expected"))
    assert len(list(GALLERY.glob("*/*.yaml"))) >= 40
