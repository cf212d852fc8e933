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


def test_a_strategy_that_names_what_does_not_exist_is_told(tmp_path):
    copy = tmp_path / "resources"
    shutil.copytree(RESOURCES, copy)
    file = copy / "strategies" / "01_graat.yaml"
    text = file.read_text(encoding="utf-8").replace("ids: [PC-03,", "ids: [PC-03x,", 1)
    file.write_text(text.replace("themes: [smabarnsutfordringer,", "themes: [xyz,", 1), encoding="utf-8")
    said = [problem.message for problem in all_problems(copy)]
    assert said == [
        "CRY-STOP: Temaet «xyz» finnes ikke.",
        "CRY-STOP: Regelen eller tegnet «PC-03x» finnes ikke, mente du «PC-03»?",
    ]


def test_a_pattern_that_cannot_be_read_is_told(tmp_path):
    copy = tmp_path / "resources"
    shutil.copytree(RESOURCES, copy)
    file = copy / "protocol" / "breathing.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("patterns:\n", 'patterns:\n      - "[puster"\n', 1), encoding="utf-8")
    assert any("er ikke lukket eller er tom" in problem.message for problem in all_problems(copy))
