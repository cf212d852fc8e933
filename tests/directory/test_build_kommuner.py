"""Collected rows become a file in order; free-text hours become fields only when they can be read in one way."""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from content.yaml_loader import load_yaml_text
from directory.model import Kommune
from directory.reading import kommuner_from

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
from build_legevakt_kommuner import KINDS, build, hours, service

ALL_DAY = ["00:00-24:00"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Døgnåpent", {"doegnaapent": True}),
        ("Hverdager 16-08; helg hele døgnet", {"hverdager": ["16:00-08:00"], "helg": ALL_DAY}),
        (
            "Hverdager 15.30-08.00; helg og høytid hele døgnet",
            {"hverdager": ["15:30-08:00"], "helg": ALL_DAY, "helligdager": ALL_DAY},
        ),
        ("Mandag-fredag 16-08; lørdag/søndag hele døgnet", {"hverdager": ["16:00-08:00"], "helg": ALL_DAY}),
        ("Kl. 16-08, helg og høytid", {}),
        ("Hverdager 15-22; helg og helligdager 8-22; natt bare akutt", {}),
        ("08.30-15.00", {}),
        ("Døgnåpent, unntatt hverdager 08-15.30 da legesentrene har legevakt", {}),
    ],
)
def test_hours(text: str, read: dict[str, object]) -> None:
    found = hours(text)
    if "doegnaapent" not in found:
        assert found.pop("tekst") == text
    assert found == read


ROW = {
    "krisesenter_navn": "Senteret", "legevakt_navn": "Vakta", "telefon_direkte": "62 56 18 30", "adresse": "Gata 1",
    "apningstid": "", "samarbeidskommuner": "", "kilde": "https://example.org", "kilde_dato": "2026-08-13",
    "merknad": "", "telefon_vurdering": "",
}  # fmt: skip


def test_the_address_of_a_krisesenter_is_never_written() -> None:
    assert service("legevakt", ROW, [])["adresse"] == "Gata 1"
    assert service("krisesenter", ROW, [])["adresse"] is None


def test_a_note_to_the_staff_is_no_opening_hours() -> None:
    found = service("legevakt", ROW | {"apningstid": "Listet blant kommunens døgnåpne tjenester"}, [])
    assert found["apningstid"] is None
    assert found["merknad"] == "Listet blant kommunens døgnåpne tjenester"


def test_hours_that_say_their_days_are_fields_unless_the_sources_are_in_conflict() -> None:
    said = {"apningstid": "Hverdager 15.30-08; helg hele døgnet"}
    opening = service("legevakt", ROW | said, [])["apningstid"]
    assert isinstance(opening, dict) and opening["hverdager"] == ["15:30-08:00"]
    for doubt in ("KONFLIKT: se over", "Elverums side sier fra kl. 15"):
        found = service("legevakt", ROW | said | {"merknad": doubt}, [])
        assert (found["apningstid"], found["status"]) == ({"tekst": said["apningstid"]}, "unverified")


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, "verified"),
        ({"kilde_dato": "udatert"}, "unverified"),
        ({"kilde_dato": "2020-03"}, "unverified"),
        ({"merknad": "KONFLIKT: en annen side oppgir 61 27 92 20"}, "unverified"),
        ({"merknad": "Elverums side sier fra kl. 15"}, "verified"),  # the hours are in doubt, not the number
        ({"kilde_dato": "udatert", "telefon_vurdering": "avlest 2026-08-13 av åpent datasett"}, "unverified"),
        ({"kilde_dato": "udatert", "telefon_vurdering": "ukjent alder"}, "unverified"),
    ],
)
def test_a_number_is_verified_only_when_it_was_read_on_a_known_day(
    change: dict[str, str], status: str
) -> None:
    phone = service("legevakt", ROW | change, [])["telefon"]
    assert isinstance(phone, dict) and phone["status"] == status


KOMMUNER = (
    {"kommunenummer": "0301", "navn": "Oslo", "fylke": "Oslo", "malform": "nøytral", "nettsted": "www.oslo.kommune.no"},
    {"kommunenummer": "1580", "navn": "Haram", "fylke": "Møre og Romsdal", "malform": "nøytral", "nettsted": "www.haram.kommune.no"},
    {"kommunenummer": "3411", "navn": "Ringsaker", "fylke": "Innlandet", "malform": "bokmål", "nettsted": "www.ringsaker.kommune.no"},
    {"kommunenummer": "5501", "navn": "Tromsø", "andre_navn": "Romsa;Tromssa", "fylke": "Troms", "malform": "nøytral", "nettsted": "www.tromso.kommune.no"},
)  # fmt: skip
COLLECTED: dict[str, Sequence[dict[str, str]]] = {
    "legevakt": [
        {"kommunenummer": "3411", "samarbeidskommuner": "Ringsaker;Oslo", "apningstid": "Hverdager 16-08; helg hele døgnet"},
        {"kommunenummer": "5501", "telefon_direkte": "", "kilde_dato": "no: 2020", "apningstid": "Åpent: kveld"},
    ],
    "barnevernvakt": [
        {"kommunenummer": "3411", "apningstid": "Hverdager 15.30-08; helg hele døgnet", "merknad": "Elverums side sier fra kl. 15"}
    ],
    "krisesenter": [{"kommunenummer": "5501", "adresse": "Storgata 12, 9008 Tromsø"}],
    "familievernkontor": [
        {"kommunenummer": "0301", "familievern_navn": "Nord", "merknad": "Dekker bydelene Bjerke og Grorud"},
        {"kommunenummer": "0301", "familievern_navn": "Sør", "merknad": "Dekker Frogner; lest av andre"},
        {"kommunenummer": "", "familievern_navn": "Ukjent kommune"},
    ],
}  # fmt: skip


def written(path: Path, rows: Sequence[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        out = csv.DictWriter(handle, list(dict.fromkeys(key for row in rows for key in row)), restval="")
        out.writeheader()
        out.writerows(rows)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Kommune]:
    """The kommuner that the script makes of collected rows; the file has nothing wrong but that it is short."""
    folder = tmp_path_factory.mktemp("collected")
    written(folder / "kommuner.csv", [{"andre_navn": "", **row} for row in KOMMUNER])
    for kind, name in KINDS.items():
        columns = ROW | {f"{kind.removesuffix('kontor')}_navn": "Navnet"}
        written(folder / name, [columns | row for row in COLLECTED[kind]])
    kommuner, problems = kommuner_from(load_yaml_text(build(folder), "bygd.yaml"), "bygd.yaml")
    assert [problem.message.partition(":")[0] for problem in problems] == [
        "Alle 357 kommuner skal stå i filen. Det mangler 353"
    ]
    return kommuner


def test_the_script_makes_a_file_in_order(built: dict[str, Kommune]) -> None:
    assert list(built) == ["0301", "1580", "3411", "5501"]
    assert built["5501"].andre_navn == ["Romsa", "Tromssa"]
    legevakt = built["3411"].legevakt
    assert (legevakt.samarbeid, legevakt.status) == (["3411", "0301"], "verified")
    assert legevakt.apningstid and legevakt.apningstid.hverdager == ["16:00-08:00"]
    assert (built["5501"].legevakt.status, built["5501"].legevakt.kilde_alder) == ("unverified", "no: 2020")
    assert (built["5501"].krisesenter.navn, built["0301"].helsestasjon.status) == ("Navnet", "missing")
    offices = built["0301"].familievernkontor
    assert [(one.navn, one.dekker) for one in (offices, *offices.i_tillegg)] == [
        ("Nord", "Bjerke og Grorud"), ("Sør", "Frogner"),
    ]  # fmt: skip


def test_a_site_names_the_source_it_has(built: dict[str, Kommune]) -> None:
    assert (built["0301"].nettsted.status, built["1580"].nettsted.status) == ("verified", "unverified")
    assert "aprestmo" in (built["1580"].nettsted.kilde or "")


def test_a_number_stays_verified_where_only_the_hours_are_in_doubt(built: dict[str, Kommune]) -> None:
    vakt = built["3411"].barnevernvakt
    assert vakt.telefon is not None and vakt.apningstid is not None
    assert (vakt.status, vakt.telefon.status, vakt.apningstid.hverdager) == ("unverified", "verified", None)
