"""`ventevakt content preview`: everything a parent can be shown, word for word, with who answers for it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from content.strategies import Strategies
from content.texts import Texts
from content.yaml_loader import load_yaml
from handoff import content_preview
from handoff.cli import main

RESOURCES = Path("resources")
# texts for staff alone; a file that is neither here nor on the page is one that somebody forgot
STAFFS_FILES = {"console", "directory", "practice", "reports", "staffing", "statistics", "users"}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["content", "preview", *arguments])


def test_every_text_and_strategy_a_parent_can_read_is_there() -> None:
    result = run()
    assert result.exit_code == 0, result.output
    texts = Texts.load(RESOURCES)
    for file in content_preview.PARENTS_FILES:
        for id in load_yaml(RESOURCES / "texts" / f"{file}.yaml")[0]:
            assert f"### {id}\n" in result.output
            for text in [texts.entries[id], *texts.entries[id].variants]:
                for written in filter(None, (text.nb, text.nn, text.en)):
                    assert written.strip().splitlines()[0] in result.output
    for card in Strategies.load(RESOURCES).cards:
        assert f"### {card.id} {card.title.nb}\n" in result.output
        assert all((step.nn or step.nb) in result.output for step in card.steps)


def test_no_file_of_texts_is_forgotten() -> None:
    files = {path.stem for path in (RESOURCES / "texts").glob("*.yaml")}
    assert files == STAFFS_FILES | set(content_preview.PARENTS_FILES)


def test_what_nobody_has_approved_and_what_is_late_stands_out() -> None:
    page = content_preview.whole_page(RESOURCES, datetime(2031, 1, 1, tzinfo=UTC))
    assert " 0 skulle vært sett på igjen" not in page
    assert "**Ikke godkjent av noen ennå**" in page
    assert "**skulle vært sett på igjen 2027-" in page
    today = content_preview.whole_page(RESOURCES, datetime(2026, 11, 29, tzinfo=UTC))
    assert " 0 skulle vært sett på igjen" in today


def test_the_services_of_a_kommune_as_the_parent_reads_them_in_three_languages() -> None:
    result = run("--kommune", "1515")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("# Herøy i Møre og Romsdal (1515)")
    for words in (
        "## nb",
        "> Telefonen svarer hele døgnet",
        "## nn",
        "> Telefonen svarar heile døgnet",
        "## en",
    ):
        assert words in result.output
    assert "116 117" in result.output


def test_a_kommune_that_is_not_there_is_told_with_what_may_be_meant() -> None:
    result = run("--kommune", "Molde")
    assert result.exit_code == 1
    assert "Det finnes ingen kommune med nummer «Molde» i 2026, mente du 1506 (Molde)?" in result.output


@pytest.mark.parametrize("arguments", [(), ("--kommune", "1515")])
def test_broken_files_are_told(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "resources"
    shutil.copytree(RESOURCES, folder)
    path = folder / "texts" / "bot_main.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  nb:", "  nbb:", 1), encoding="utf-8")
    monkeypatch.setenv("VENTEVAKT_RESOURCES", str(folder))
    result = run(*arguments)
    assert result.exit_code == 1
    assert "bot_main.yaml:" in result.output
    assert "Rett dette først." in result.output
