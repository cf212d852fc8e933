import shutil
from pathlib import Path

from handoff.content_check import all_problems

RESOURCES = Path("resources")


def test_our_own_content_is_in_order():
    assert all_problems(RESOURCES) == []


def test_slips_in_files_of_different_loaders_come_at_once(tmp_path):
    copy = tmp_path / "resources"
    shutil.copytree(RESOURCES, copy)
    for name, right, wrong in (
        ("legevakt_kommuner.yaml", "telefon:", "telfon:"),
        ("protocol/breathing.yaml", "level: RED", "level: ROD"),
        ("texts/web.yaml", "  nb:", "  nbb:"),
    ):
        file = copy / name
        file.write_text(file.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    files = {Path(problem.file).name for problem in all_problems(copy)}
    assert files == {"legevakt_kommuner.yaml", "breathing.yaml", "web.yaml"}
