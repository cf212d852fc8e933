"""`ventevakt simulate` from the outside: table, JSON, what it saves, and how it refuses."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handoff.cli import main
from handoff.staffing.saved import SAVED, SavedUnreadable, read

SMALL = ["--veiledere", "1", "--runs", "2"]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VENTEVAKT_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["simulate", *arguments])


def test_it_prints_a_table_that_says_what_is_assumed(data: Path) -> None:
    result = run(*SMALL)
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    heads = ["Veiledere", "Rekkefølge", "Hvem", "Median", "Ni av ti under", "Innen 5 min", "Går uten svar"]
    assert re.split(" {2,}", lines[0]) == heads
    assert [line.split()[:4] for line in lines[1:7]] == [
        ["1", *order.split(), who]
        for order in ("haster først", "etter ankomst")
        for who in ("hastesaker", "andre", "alle")
    ]
    assert "Antakelser i bemanning.yaml, ikke tall fra tjenesten: maneder, ukedager" in result.stdout
    assert not data.exists()


def test_json_holds_the_same_for_the_same_seed() -> None:
    first, again, other = (run(*SMALL, "--json", "--seed", seed).stdout for seed in ("4", "4", "5"))
    assert first == again
    assert first != other
    told = json.loads(first)
    assert [(s["veiledere"], s["urgent_first"]) for s in told["scenarios"]] == [(1, True), (1, False)]
    assert (told["runs"], told["seed"], len(told["months"])) == (2, 4, 12)


def test_what_is_saved_is_read_again(data: Path) -> None:
    assert read(data) is None
    result = run(*SMALL, "--save", "--json")
    assert result.exit_code == 0
    assert result.stderr == f"Lagret i {data / SAVED}. Lederen ser det på /konsoll/bemanning.\n"
    saved = read(data)
    assert saved is not None
    assert json.loads(saved.report.model_dump_json()) == json.loads(result.stdout)


@pytest.mark.parametrize("content", ["", "{}", "[1", '{"made_at": "2026-11-28T12:00:00Z"}'])
def test_a_saved_file_that_makes_no_sense_is_refused(data: Path, content: str) -> None:
    data.mkdir()
    (data / SAVED).write_text(content, encoding="utf-8")
    with pytest.raises(SavedUnreadable):
        read(data)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--veiledere", "to"], "--veiledere: forstår ikke «to». Skriv for eksempel 1,2,3 eller 1-4."),
        (["--veiledere", "1,,2"], "--veiledere: forstår ikke «»."),
        (["--veiledere", "0"], "--veiledere: antallet må være fra 1 til 50."),
        (["--veiledere", "40-60"], "--veiledere: antallet må være fra 1 til 50."),
        (["--veiledere", "3-1"], "--veiledere: antallet må være fra 1 til 50."),
        (["--runs", "1"], "--runs: antallet må være fra 2 til 200."),
        (["--runs", "1000"], "--runs: antallet må være fra 2 til 200."),
        (["--seed", "-1"], "--seed: tallet kan ikke være under 0."),
    ],
)
def test_what_cannot_be_played_is_refused_in_norwegian(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith(told)
    assert result.stdout == ""


def test_several_numbers_and_a_range_are_taken_once_each() -> None:
    told = json.loads(run("--veiledere", "2, 1-2", "--runs", "2", "--json").stdout)
    assert [s["veiledere"] for s in told["scenarios"]] == [2, 2, 1, 1]


def test_a_broken_file_is_told_of_and_nothing_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = Path("resources/bemanning.yaml").read_text(encoding="utf-8")
    (tmp_path / "bemanning.yaml").write_text(text.replace("juli:", "jully:"), encoding="utf-8")
    monkeypatch.setenv("VENTEVAKT_RESOURCES", str(tmp_path))
    result = run(*SMALL)
    assert result.exit_code == 1
    assert "Ukjent felt «jully», mente du «juli»?" in result.stderr
    assert result.stderr.endswith("Rett dette først. Kjør «ventevakt resources check».\n")


def test_a_folder_that_cannot_be_written_to_is_told_of(tmp_path: Path, data: Path) -> None:
    data.write_text("a file where the folder should be", encoding="utf-8")
    result = run(*SMALL, "--save")
    assert result.exit_code == 1
    assert "kan ikke skrives til. Resultatet er ikke lagret." in result.stderr


def test_a_setting_that_cannot_be_read_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENTEVAKT_PORT", "mange")
    result = run(*SMALL)
    assert result.exit_code == 1
    assert "VENTEVAKT_PORT kan ikke leses" in result.stderr


def test_the_check_of_all_content_reads_the_file(tmp_path: Path) -> None:
    from handoff.content_check import LOADERS
    from handoff.staffing.figures import Staffing

    assert Staffing.load in LOADERS
