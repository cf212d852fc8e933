"""The check: our own files are in order, and broken ones are explained in Norwegian."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from broken import problems_in

from content.errors import ContentError
from content.live import Live
from directory import Directory
from directory.check import check_resources, coverage, doubts
from directory.former_numbers import NOW
from directory.model import KINDS
from directory.rules import KOMMUNENUMMER
from directory.unknown import no_such_kommune

GALLERY = sorted((Path(__file__).parents[1] / "data" / "broken_yaml" / "directory").glob("*.yaml"))
TODAY = date(2026, 11, 22)


@pytest.fixture
def copy(resources: Path, tmp_path: Path) -> Path:
    """A copy of the directory's files that a test may break."""
    target = tmp_path / "resources"
    shutil.copytree(resources / "steder", target / "steder")
    (target / "texts").mkdir()
    shutil.copy(resources / "texts" / "services.yaml", target / "texts")
    for name in ("legevakt_kommuner.yaml", "nasjonale_tjenester.yaml"):
        shutil.copy(resources / name, target)
    return target


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_our_files_are_in_order(resources: Path) -> None:
    assert check_resources(resources, today=TODAY) == []


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_broken_file_is_explained(path: Path) -> None:
    expected = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert [str(problem) for problem in problems_in(path)] == expected
    assert expected


def test_former_numbers_lead_to_todays_and_are_none_of_them() -> None:
    assert {number for numbers in NOW.values() for number in numbers} <= KOMMUNENUMMER
    assert not KOMMUNENUMMER & NOW.keys()
    assert all(len(number) == 4 and number.isdecimal() for number in NOW)
    assert not {"0301", "1804", "5001"} & NOW.keys()
    known = {
        old: NOW[old] for old in ("0105", "3003", "1504", "1507", "1534", "1601", "5401", "0602", "1850")
    }
    assert known == {
        "0105": ("3105",),
        "3003": ("3105",),
        "1504": ("1508",),
        "1507": ("1508", "1580"),
        "1534": ("1580",),
        "1601": ("5001",),
        "5401": ("5501",),
        "0602": ("3301",),
        "1850": ("1806", "1875"),
    }


def test_who_asks_for_a_former_number_is_told_the_one_of_today() -> None:
    names = {"1508": "Ålesund", "1580": "Haram", "3105": "Sarpsborg"}
    for given, meant in (
        ("0105", "3105 (Sarpsborg)"),
        ("1504", "1508 (Ålesund)"),
        ("1507", "1508 (Ålesund) eller 1580 (Haram)"),
    ):
        said = f"Det finnes ingen kommune med nummer «{given}» i 2026, mente du {meant}?"
        assert no_such_kommune(given, names) == said


def test_the_gallery_is_large_enough() -> None:
    assert len(GALLERY) >= 40


def test_all_problems_are_told_at_once(copy: Path) -> None:
    edit(copy / "legevakt_kommuner.yaml", '"23 48 72 00"', '"23 48 72"')
    edit(copy / "nasjonale_tjenester.yaml", "nettside: volinjen.no", "nettside: volinjen")
    edit(copy / "steder" / "kallenavn.yaml", '"5001":', '"1601":')
    edit(copy / "texts" / "services.yaml", "telefon_doegnet:", "telefon_hele_tida:")
    files = {problem.file for problem in check_resources(copy, today=TODAY)}
    assert files == {"legevakt_kommuner.yaml", "nasjonale_tjenester.yaml", "kallenavn.yaml", "services.yaml"}


def test_a_missing_kommune_is_told(copy: Path) -> None:
    path = copy / "legevakt_kommuner.yaml"
    before, _, _ = path.read_text(encoding="utf-8").partition('\n"5636":')
    path.write_text(before + "\n", encoding="utf-8")
    [problem] = check_resources(copy, today=TODAY)
    assert problem.message == "Alle 357 kommuner skal stå i filen. Det mangler 1: 5636"


def test_the_wrong_number_of_the_one_kommune_that_is_missing_is_seen_through(copy: Path) -> None:
    edit(copy / "legevakt_kommuner.yaml", '"3301":', '"3391":')
    found = [problem.message for problem in check_resources(copy, today=TODAY)]
    assert "Det finnes ingen kommune med nummer 3391 i 2026, mente du «3301»?" in found


def test_a_former_number_in_the_real_file_is_told_with_todays(copy: Path) -> None:
    edit(copy / "legevakt_kommuner.yaml", '"1508":', '"1504":')
    found = [problem.message for problem in check_resources(copy, today=TODAY)]
    assert '«1504» er et gammelt kommunenummer. Nå er det "1508".' in found


def test_a_partner_by_name_is_answered_with_the_number(copy: Path) -> None:
    edit(copy / "legevakt_kommuner.yaml", 'samarbeid: ["1516",', 'samarbeid: ["Ulstein",')
    [problem] = check_resources(copy, today=TODAY)
    assert (
        problem.message
        == "Sande (1514): «Ulstein» under samarbeid er ikke et kommunenummer i 2026, mente du 1516 (Ulstein)?"
    )


def test_numbers_that_differ_are_told_whoever_of_the_two_names_the_other(copy: Path) -> None:
    path = copy / "legevakt_kommuner.yaml"
    phone = '    telefon: {nummer: "%s", status: unverified}\n'
    text = path.read_text(encoding="utf-8")
    for number, digits in (("1514", "70 11 22 33"), ("1515", "70 11 22 34")):
        before, after = text.split(f'"{number}":', 1)
        line = "    navn: Søre Sunnmøre legevakt\n"
        text = before + f'"{number}":' + after.replace(line, line + phone % digits, 1)
    path.write_text(text, encoding="utf-8")
    [problem] = check_resources(copy, today=TODAY)  # only 1514 names 1515, not the other way round
    assert "70 11 22 33 og 70 11 22 34. De skal være like." in problem.message


def test_another_number_for_a_fixed_line_is_told(copy: Path) -> None:
    edit(copy / "nasjonale_tjenester.yaml", 'telefon: "113"', 'telefon: "112"')
    [problem] = check_resources(copy, today=TODAY)
    assert "«ambulanse» har det faste nummeret 113, men her står «112»." in problem.message
    with pytest.raises(ContentError):
        Directory.load(copy)


def test_a_fixed_line_that_is_gone_is_told(copy: Path) -> None:
    edit(copy / "nasjonale_tjenester.yaml", "- id: brann", "- id: brannvesen")
    [problem] = check_resources(copy, today=TODAY)
    assert problem.message == "Tjenestene med fast nummer skal alltid stå i filen. Det mangler: brann (110)"


@pytest.mark.parametrize("day", ["2026-08-13", "2026-01-05"])  # of the first number, and of the first site
def test_a_date_in_the_future_is_told(copy: Path, day: str) -> None:
    future = day.replace("2026", "2062")
    edit(copy / "legevakt_kommuner.yaml", f'kontrollert: "{day}"', f'kontrollert: "{future}"')
    [problem] = check_resources(copy, today=TODAY)
    assert problem.message == f"Oslo (0301): kontrollert {future} er fram i tid."


def test_an_entry_that_cannot_be_read_hides_nothing_between_the_others(copy: Path) -> None:
    path = copy / "legevakt_kommuner.yaml"
    edit(path, 'samarbeid: ["1516",', 'samarbeid: ["Ulstein",')
    edit(path, '"23 48 72 00"', '"23 48 72"')
    edit(path, '"5636":', '"5635":')
    found = [problem.message for problem in check_resources(copy, today=TODAY)]
    assert found[0] == "Alle 357 kommuner skal stå i filen. Det mangler 1: 5636"
    assert any("«23 48 72» er ikke et gyldig norsk telefonnummer" in message for message in found)
    assert any("«Ulstein» under samarbeid er ikke et kommunenummer i 2026" in message for message in found)


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        (
            "stedsnavn.csv",
            "Tulleby,by,0301,0",
            "«by» er ikke en type sted. Bruk en av: bydel, kommune, kommunesenter, omrade, poststed",
        ),
        (
            "stedsnavn.csv",
            "Tulleby,poststed,1601,1",
            "«1601» er et gammelt kommunenummer. Nå er det 5001.",
        ),
        (
            "stedsnavn.csv",
            "Tulleby,poststed,0301,mange",
            "«mange» skal være antall postnummer (0 når det ikke er et poststed).",
        ),
        (
            "stedsnavn.csv",
            "Tulleby,poststed,0301",
            "Linjen har feil antall felter. Et navn med komma skal stå i hermetegn.",
        ),
        ("postnummer.csv", "77,Tulleby,0301", "«77» er ikke et postnummer (fire siffer)."),
    ],
)
def test_a_broken_csv_line_is_told(copy: Path, file: str, line: str, message: str) -> None:
    path = copy / "steder" / file
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    [problem] = check_resources(copy, today=TODAY)
    assert problem.message == message
    assert problem.line == len(path.read_text(encoding="utf-8").splitlines())


def test_missing_files_are_told(copy: Path) -> None:
    (copy / "steder" / "postnummer.csv").unlink()
    (copy / "nasjonale_tjenester.yaml").unlink()
    assert [problem.message for problem in check_resources(copy, today=TODAY)] == [
        "Filen finnes ikke eller kan ikke leses.",
        "Filen finnes ikke, eller er ikke lagret som UTF-8.",
    ]


def test_a_wrong_csv_header_is_told(copy: Path) -> None:
    edit(copy / "steder" / "stedsnavn.csv", "navn,type", "name,type")
    [problem] = check_resources(copy, today=TODAY)
    assert problem.message == "Første linje skal være: navn,type,kommunenummer,antall"


def test_loading_broken_files_raises_and_the_last_good_version_stays(copy: Path) -> None:
    live = Live(Directory.load, copy, ["."])
    good = live.current
    edit(copy / "legevakt_kommuner.yaml", '"23 48 72 00"', '"23 48 72"')
    with pytest.raises(ContentError):
        Directory.load(copy)
    assert live.reload_if_changed() is False
    assert live.current is good and live.problems
    edit(copy / "legevakt_kommuner.yaml", '"23 48 72"', '"23 48 72 01"')
    assert live.reload_if_changed() is True
    assert live.current.kommune("0301").legevakt.telefon is not None
    assert live.current.kommune("0301").legevakt.telefon.nummer == "23 48 72 01"


def test_coverage_counts_every_kommune_once(directory: Directory) -> None:
    counts = coverage(directory.kommuner, today=TODAY)
    for kind in KINDS:
        states = [counts[kind][state] for state in ("verified", "stale", "unverified", "missing")]
        assert sum(states) == 357
    assert counts["krisesenter"]["telefon"] == 11
    assert counts["helsestasjon"]["missing"] == 357


def test_doubts_are_told_on_their_line_without_stopping_anything(copy: Path) -> None:
    edit(copy / "legevakt_kommuner.yaml", "- navn: Søre Sunnmøre legevakt", "- navn: Nattlegevakta")
    found = [problem for problem in doubts(copy) if "Ulstein (1516), men" in problem.message]
    assert [problem.message for problem in found] == [
        f"{name} deler «Søre Sunnmøre legevakt» med Ulstein (1516), men den står ikke under legevakt der."
        for name in ("Sande (1514)", "Hareid (1517)", "Ørsta (1520)", "Volda (1577)")
    ]
    lines = (copy / "legevakt_kommuner.yaml").read_text(encoding="utf-8").splitlines()
    for problem in found:
        assert lines[problem.line - 1].lstrip().startswith('samarbeid: ["1516", "1517"')
    assert set(found) <= set(Directory.load(copy).doubts)


def test_a_file_with_errors_has_no_doubts_to_tell(copy: Path) -> None:
    edit(copy / "legevakt_kommuner.yaml", '"23 48 72 00"', '"23 48 72"')
    assert doubts(copy) == []


def test_the_doubts_that_are_left_are_about_one_service(directory: Directory) -> None:
    """The sources name it in two ways and are years apart: somebody must ask."""
    assert len(directory.doubts) == 4
    assert all("«Haugesund legevakt (interkommunal)»" in problem.message for problem in directory.doubts)


def test_the_357_numbers(directory: Directory) -> None:
    assert len(KOMMUNENUMMER) == 357
    assert set(directory.kommuner) == KOMMUNENUMMER
