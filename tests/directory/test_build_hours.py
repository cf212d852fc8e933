"""Free-text hours become fields only when they can be read in one way."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
from build_legevakt_kommuner import hours, service

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
    doubt = {"merknad": "Elverums side sier fra kl. 15"}
    opening = service("legevakt", ROW | said | doubt, [])["apningstid"]
    assert isinstance(opening, dict) and opening["hverdager"] == ["15:30-08:00"]
    assert service("legevakt", ROW | said | {"merknad": "KONFLIKT: se over"}, [])["apningstid"] == {
        "tekst": said["apningstid"]
    }


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, "verified"),
        ({"kilde_dato": "udatert"}, "unverified"),
        ({"kilde_dato": "2020-03"}, "unverified"),
        ({"merknad": "KONFLIKT: en annen side oppgir 61 27 92 20"}, "unverified"),
        ({"kilde_dato": "udatert", "telefon_vurdering": "avlest 2026-08-13 av åpent datasett"}, "verified"),
        ({"kilde_dato": "udatert", "telefon_vurdering": "ukjent alder"}, "unverified"),
    ],
)
def test_a_number_is_verified_only_when_it_was_read_on_a_known_day(
    change: dict[str, str], status: str
) -> None:
    phone = service("legevakt", ROW | change, [])["telefon"]
    assert isinstance(phone, dict) and phone["status"] == status
