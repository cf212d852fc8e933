"""`ventevakt resources ...` from the outside: what it writes, what it says, and how it refuses."""

import csv
import json
import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import handoff.resource_commands as commands
from handoff.cli import main

RESOURCES = Path("resources")
SOURCE = ["--source", "https://www.heroy.kommune.no/legevakt"]
PHONE = ["set", "1515", "legevakt.telefon", "70 11 22 33", *SOURCE, "--date", "2026-11-20"]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Content that a test may change; the command finds it as the service does."""
    folder = tmp_path / "resources"
    shutil.copytree(RESOURCES, folder)
    monkeypatch.setenv("VENTEVAKT_RESOURCES", str(folder))
    return folder


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    monkeypatch.setattr(commands, "_today", lambda: date(2026, 11, 27))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["resources", *arguments])


def broken(copy: Path) -> None:
    path = copy / "legevakt_kommuner.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("telefon:", "telfon:", 1), encoding="utf-8")


def test_check_is_content_with_our_files_and_tells_what_is_in_doubt() -> None:
    result = run("check")
    assert result.exit_code == 0
    *told, last = result.stdout.splitlines()
    assert last == "Alle filer i resources/ er i orden."
    assert all("  Advarsel: " in line for line in told)
    doubt = r"legevakt_kommuner.yaml:\d{3}  Advarsel: Bokn \(1145\) deler «Haugesund legevakt \(interkommunal\)» med Haugesund"
    assert re.match(doubt, told[0])


def test_check_goes_by_the_day_in_norway(copy: Path) -> None:
    path = copy / "legevakt_kommuner.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('kontrollert: "2026-08-13"', 'kontrollert: "2026-11-28"', 1), encoding="utf-8"
    )
    result = run("check")
    assert result.exit_code == 1
    assert "Oslo (0301): kontrollert 2026-11-28 er fram i tid." in result.stdout


def test_check_tells_all_and_counts(copy: Path) -> None:
    broken(copy)
    result = run("check")
    assert result.exit_code == 1
    assert "Ukjent felt «telfon», mente du «telefon»?" in result.stdout
    assert result.stdout.endswith("1 feil i 1 fil. Feltene er forklart i resources/README.md\n")


def test_stale_is_a_table_with_totals() -> None:
    result = run("stale")
    assert result.exit_code == 0
    assert "Eigersund (1101)\n  mangler         Legevakt, Barnevernvakt" in result.stdout
    assert "Hele landet\n  mangler         språk: Medisinsk nødtelefon" in result.stdout
    assert "  mangler         åpningstid: Foreldresupport" in result.stdout
    assert "\n  ikke bekreftet  Foreldresupport" in result.stdout
    last = result.stdout.splitlines()[-1]
    assert last.startswith("Nasjonale tjenester") and len(last.split()) == 6


def test_stale_as_csv_keeps_the_totals_apart() -> None:
    result = run("stale", "--csv")
    rows = list(csv.DictReader(StringIO(result.stdout)))
    assert result.exit_code == 0 and len(rows) > 1000
    assert {"kommunenummer", "tjeneste", "tilstand", "kilde", "kontrollert", "dager"} <= set(rows[0])
    assert result.stderr.startswith("Til sammen")


def test_stale_of_one_kommune() -> None:
    result = run("stale", "--kommune", "1515")
    assert result.exit_code == 0
    assert result.stdout.startswith("Herøy (1515)\n") and "Hele landet" not in result.stdout


def test_stale_of_an_unknown_kommune_is_refused() -> None:
    result = run("stale", "--kommune", "1516x")
    assert result.exit_code == 1
    assert result.stderr == "Det finnes ingen kommune med nummer «1516x» i 2026, mente du 1516 (Ulstein)?\n"


@pytest.mark.parametrize("command", [["stale"], ["map", "x.html"], ["export", "--format", "csv", "x.csv"]])
def test_broken_files_are_told_before_anything_is_made_of_them(copy: Path, command: list[str]) -> None:
    broken(copy)
    result = run(*command)
    assert result.exit_code == 1 and result.stdout == ""
    assert "mente du «telefon»?" in result.stderr
    assert "Kjør «ventevakt resources check»" in result.stderr


def test_map_is_written(tmp_path: Path) -> None:
    result = run("map", str(tmp_path / "kart.html"))
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path}/kart.html er skrevet.\n")
    assert "<title>Hva vi vet" in (tmp_path / "kart.html").read_text(encoding="utf-8")


def test_map_without_boundaries_is_refused(copy: Path, tmp_path: Path) -> None:
    (copy / "kart" / "kommuner.topojson").write_text("{}", encoding="utf-8")
    result = run("map", str(tmp_path / "kart.html"))
    assert result.exit_code == 1
    assert (
        result.stderr == "Kartet kart/kommuner.topojson finnes ikke, eller er ikke et kart over kommunene.\n"
    )


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    result = run("map", str(tmp_path / "borte" / "kart.html"))
    assert (result.exit_code, result.stderr) == (1, f"{tmp_path}/borte/kart.html kan ikke skrives.\n")


def test_set_changes_one_line_and_says_who_shares_the_service(copy: Path) -> None:
    path = copy / "legevakt_kommuner.yaml"
    before = path.read_bytes().splitlines(keepends=True)
    result = run(*PHONE)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "legevakt.telefon er endret i Herøy (1515).",
        "Herøy (1515): bare nummeret er nå kontrollert, ikke adressen og åpningstiden.",
        "Tjenesten deles med Sande (1514), Ulstein (1516), Hareid (1517), Ørsta (1520) og Volda (1577), der det ikke står ennå. Gjelder det dem også, så kjør igjen med --shared.",
    ]
    after = path.read_bytes().splitlines(keepends=True)
    [new] = [number for number, line in enumerate(after) if b"70 11 22 33" in line]
    assert after[:new] + after[new + 1 :] == before
    assert run("check").exit_code == 0


def test_set_writes_a_note_without_a_source(copy: Path) -> None:
    result = run("set", "1515", "legevakt.merknad", "Ring i januar")
    assert (result.exit_code, result.stdout) == (0, "legevakt.merknad er endret i Herøy (1515).\n")
    assert 'merknad: "Ring i januar"' in (copy / "legevakt_kommuner.yaml").read_text(encoding="utf-8")


def test_set_changes_the_site_of_a_kommune(copy: Path) -> None:
    result = run("set", "1515", "nettsted.adresse", "heroy.kommune.no", *SOURCE, "--date", "2026-11-20")
    assert (result.exit_code, result.stdout) == (0, "nettsted.adresse er endret i Herøy (1515).\n")
    line = '  nettsted: {adresse: "heroy.kommune.no", status: verified, kontrollert: "2026-11-20"'
    assert line in (copy / "legevakt_kommuner.yaml").read_text(encoding="utf-8")


def test_set_for_all_that_share_it(copy: Path) -> None:
    result = run(*PHONE, "--shared")
    assert result.stdout.startswith(
        "legevakt.telefon er endret i Herøy (1515), Sande (1514), Ulstein (1516), Hareid (1517), Ørsta (1520) og Volda (1577).\n"
    )
    assert "--shared" not in result.stdout
    assert (copy / "legevakt_kommuner.yaml").read_text(encoding="utf-8").count("70 11 22 33") == 6


def test_set_is_refused_with_what_would_help(copy: Path) -> None:
    assert run(*PHONE).exit_code == 0
    before = (copy / "legevakt_kommuner.yaml").read_bytes()
    result = run("set", "1514", "legevakt.telefon", "70 11 22 34", *SOURCE)
    assert result.exit_code == 1 and result.stdout == ""
    assert "Herøy (1515) har 70 11 22 33" in result.stderr
    assert result.stderr.endswith("Skal alle ha det nye, så kjør igjen med --shared.\n")
    assert (copy / "legevakt_kommuner.yaml").read_bytes() == before


def test_set_without_a_source_is_refused(copy: Path) -> None:
    result = run("set", "1515", "legevakt.telefon", "70 11 22 33")
    assert (result.exit_code, result.stderr) == (1, "Kilden mangler: skriv hvor opplysningen er lest.\n")


def test_set_without_a_date_means_today(copy: Path) -> None:
    assert run("set", "1515", "legevakt.telefon", "70 11 22 33", *SOURCE).exit_code == 0
    text = (copy / "legevakt_kommuner.yaml").read_text(encoding="utf-8")
    assert '"70 11 22 33", status: verified, kontrollert: "2026-11-27"' in text


def test_schemas_are_written(tmp_path: Path) -> None:
    result = run("schema", str(tmp_path / "skjema"))
    assert result.exit_code == 0 and "skjemaer er skrevet til" in result.stdout
    assert (tmp_path / "skjema" / "legevakt_kommuner.schema.json").exists()


def test_schemas_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    result = run("schema", str(tmp_path / "fil" / "skjema"))
    assert (result.exit_code, result.stderr) == (1, f"{tmp_path}/fil/skjema kan ikke skrives til.\n")


def test_export_as_hsds_and_csv_with_the_terms(tmp_path: Path) -> None:
    assert run("export", "--format", "hsds", str(tmp_path / "a.json")).exit_code == 0
    assert run("export", "--format", "csv", str(tmp_path / "a.csv")).exit_code == 0
    assert len(json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))) > 100
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("kommunenummer,kommune,fylke,tjeneste")
    for terms in ("a.json.license", "a.csv.license"):
        assert "CC BY 4.0" in (tmp_path / terms).read_text(encoding="utf-8")


def test_export_without_terms_is_refused(copy: Path, tmp_path: Path) -> None:
    (copy / "LICENSES.md").unlink()
    result = run("export", "--format", "csv", str(tmp_path / "a.csv"))
    assert result.exit_code == 1 and "LICENSES.md mangler" in result.stderr
    assert not (tmp_path / "a.csv").exists()
