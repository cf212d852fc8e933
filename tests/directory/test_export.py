"""What leaves the service: valid HSDS, only what is verified, never the address of a krisesenter."""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from directory import Directory
from directory.emergency import FIXED
from directory.export_csv import services_csv
from directory.hsds import as_json, hsds_services
from directory.hsds_parts import address_in, schedules
from directory.model import KINDS, Apningstid, EnTjeneste, EtKrisesenter, Telefon
from directory.services import number_of, safe_number

TODAY = date(2026, 11, 27)
SCHEMA = Path(__file__).parents[1] / "data" / "hsds" / "service_with_definitions.json"
ALL_DAYS = "MO,TU,WE,TH,FR,SA,SU"


@pytest.fixture(scope="module")
def services(directory: Directory) -> list[dict[str, Any]]:
    return json.loads(as_json(hsds_services(directory, today=TODAY)))


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(
        json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=FormatChecker()
    )


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inner)


def with_service(directory: Directory, kind: str, entry: object) -> dict[str, Any]:
    """Herøy's service of a kind as HSDS, when the file says `entry` about it."""
    kommune = directory.kommune("1515").model_copy(update={kind: entry})
    alone = Directory({"1515": kommune}, directory.nasjonale, directory.texts, directory.names)
    [found] = [
        one
        for one in hsds_services(alone, today=TODAY)
        if one["name"] == entry.navn  # type: ignore[attr-defined]
    ]
    return found


def test_every_service_is_valid(services: list[dict[str, Any]], validator: Draft202012Validator) -> None:
    assert len(services) > 100
    problems = [
        f"{service['name']}: {error.json_path} {error.message}"
        for service in services
        for error in validator.iter_errors(service)
    ]
    assert problems == []


def test_the_schema_would_say_so(services: list[dict[str, Any]], validator: Draft202012Validator) -> None:
    broken = {**services[0], "id": "not-a-uuid", "status": "open"}
    assert len(list(validator.iter_errors(broken))) == 2


def test_identifiers_are_the_same_each_time_and_stand_for_one_thing(
    services: list[dict[str, Any]], directory: Directory
) -> None:
    assert hsds_services(directory, today=TODAY) == services
    by_id: dict[str, dict[str, Any]] = {}
    for node in nodes(services):
        if "id" in node:
            assert by_id.setdefault(node["id"], node) == node
    assert len({service["id"] for service in services}) == len(services)


def test_every_part_belongs_to_its_service(services: list[dict[str, Any]]) -> None:
    for service in services:
        parts = [
            part
            for key in ("phones", "schedules", "service_areas", "languages")
            for part in service.get(key, [])
        ]
        assert {part["service_id"] for part in parts} == {service["id"]}
        assert service["service_areas"] and service["organization"]["name"]


def test_only_verified_numbers_are_exported(services: list[dict[str, Any]], directory: Directory) -> None:
    local = {
        phone
        for kommune in directory.kommuner.values()
        for kind in KINDS
        for entry in (kommune.service(kind), *kommune.service(kind).i_tillegg)
        if (phone := safe_number(entry.telefon, entry, TODAY))
    }
    national = {
        number_of(one)
        for one in directory.nasjonale.tjenester
        if (one.status == "verified" and one.telefon) or one.id in FIXED
    }
    exported = {phone["number"] for service in services for phone in service.get("phones", [])}
    assert exported == local | national


def test_a_year_later_nothing_but_names_sources_and_the_fixed_numbers_is_left(directory: Directory) -> None:
    later = hsds_services(directory, today=TODAY + timedelta(days=400))
    for service in later:
        assert not {"schedules", "service_at_locations", "assured_date"} & set(service)
        assert "bekreftet" in service["alert"]
    numbers = [phone["number"] for service in later for phone in service.get("phones", [])]
    assert sorted(numbers) == sorted(FIXED.values())


def test_a_krisesenter_has_no_address(services: list[dict[str, Any]], directory: Directory) -> None:
    names = {
        entry.navn
        for kommune in directory.kommuner.values()
        for entry in (kommune.krisesenter, *kommune.krisesenter.i_tillegg)
    }
    centres = [service for service in services if service["name"] in names]
    assert len(centres) > 5
    for node in nodes(centres):
        assert not {"addresses", "address_1", "location", "service_at_locations"} & set(node)


def test_notes_to_the_staff_stay_at_home(directory: Directory) -> None:
    entry = EtKrisesenter(
        navn="Senteret", status="verified", kontrollert=TODAY, kilde="https://example.org", merknad="bare for oss"
    )  # fmt: skip
    assert "bare for oss" not in json.dumps(with_service(directory, "krisesenter", entry))


def test_a_service_that_kommuner_share_stands_once_with_all_its_areas(services: list[dict[str, Any]]) -> None:
    [one] = [service for service in services if service["name"] == "Søre Sunnmøre legevakt"]
    assert {area["name"] for area in one["service_areas"]} == {
        "Sande",
        "Herøy",
        "Ulstein",
        "Hareid",
        "Ørsta",
        "Volda",
    }
    assert one["organization"]["description"].startswith("Samarbeid mellom kommunene Sande")
    assert {attribute["link_type"] for attribute in one["attributes"]} == {"source", "license"}


def test_the_number_alone_may_be_known_with_its_own_source(directory: Directory) -> None:
    phone = Telefon(
        nummer="23 48 72 00", status="verified", kontrollert=TODAY, kilde="https://example.org/nummer"
    )
    entry = EnTjeneste(navn="Vakta", status="unverified", kilde="https://example.org/vakt", telefon=phone, adresse="Storgata 1")  # fmt: skip
    service = with_service(directory, "legevakt", entry)
    assert service["phones"][0]["number"] == "23 48 72 00"
    assert "service_at_locations" not in service
    assert service["alert"].startswith("Bare telefonnummeret er bekreftet")
    sources = [one["value"] for one in service["attributes"] if one["link_type"] == "source"]
    assert sources == ["https://example.org/vakt", "https://example.org/nummer"]


def test_terms_and_attribution_are_in_every_service(services: list[dict[str, Any]]) -> None:
    for service in services:
        [terms] = [one["value"] for one in service["attributes"] if one["link_type"] == "license"]
        assert "Kartverket, CC BY 4.0" in terms and "MIT" in terms


def test_a_key_to_press_and_languages_are_told(services: list[dict[str, Any]], directory: Directory) -> None:
    with_key = [one for one in directory.nasjonale.tjenester if one.taster and one.status == "verified"]
    for entry in with_key:
        [service] = [one for one in services if one["name"] == entry.navn.nb]
        assert service["phones"][0]["extension"] == int(entry.taster or "0")
    codes = {one["code"] for service in services for one in service.get("languages", [])}
    assert codes <= {"nb", "nn", "se", "en"}


def test_addresses_on_the_web_are_plain_ascii(services: list[dict[str, Any]]) -> None:
    urls = [node[key] for node in nodes(services) for key in ("url", "website") if key in node]
    assert urls and all(re.fullmatch(r"https://[a-z0-9.-]+", url) for url in urls)


MIDNIGHT, NEXT_DAY = "23:59 står for midnatt.", "Stenger dagen etter."
MAYBE, SHUT = "Helligdager kan være annerledes.", "Helligdager: stengt."


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ({"doegnaapent": True}, [(ALL_DAYS, "00:00+01:00", "23:59+01:00", MIDNIGHT)]),
        (
            {"hverdager": ["16:00-08:00"], "helg": ["00:00-24:00"]},
            [
                ("MO,TU,WE,TH,FR", "16:00+01:00", "08:00+01:00", f"{NEXT_DAY} {MAYBE}"),
                ("SA,SU", "00:00+01:00", "23:59+01:00", f"{MIDNIGHT} {MAYBE}"),
            ],
        ),
        (
            {"alle_dager": ["08:00-20:00"], "fredag": [], "helligdager": []},
            [("MO,TU,WE,TH,SA,SU", "08:00+01:00", "20:00+01:00", SHUT)],
        ),
        ({"tekst": "etter avtale"}, [(None, None, None, "")]),
        ({}, []),
        (None, []),
    ],
)
def test_opening_hours_become_weekly_schedules(directory: Directory, hours: Any, expected: list[Any]) -> None:
    found = as_schedules(directory, hours, TODAY)
    assert [
        (*(one.get(key) for key in ("byday", "opens_at", "closes_at")), without_time(one.get("notes", "")))
        for one in found
    ] == expected
    assert all(one["description"] for one in found)


def as_schedules(directory: Directory, hours: Any, today: date) -> list[dict[str, Any]]:
    read = None if hours is None else Apningstid.model_validate(hours)
    return schedules(read, "s", lambda *words: "/".join(words), directory.texts, today)


def without_time(notes: str) -> str:
    """What a note says besides whose time it is, which every schedule with times says."""
    time, _, rest = notes.partition(" om sommeren. ")
    assert not notes or time.startswith("Norsk tid (Europe/Oslo)")
    return rest


@pytest.mark.parametrize(
    ("day", "opens", "offset"),
    [
        ("2026-10-24", "09:00+02:00", 2),
        ("2026-10-25", "09:00+01:00", 1),
        ("2027-03-27", "09:00+01:00", 1),
        ("2027-03-28", "09:00+02:00", 2),
    ],
)
def test_a_time_has_the_offset_of_the_day_it_is_exported(
    directory: Directory, day: str, opens: str, offset: int
) -> None:
    [found] = as_schedules(directory, {"hverdager": ["09:00-15:00"]}, date.fromisoformat(day))
    assert (found["opens_at"], found["timezone"]) == (opens, offset)


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("Kabelgata 2, 0581 Oslo", "Kabelgata 2"),
        ("Torvmyrane 11 B, 6160 Hovdebygda", "Torvmyrane 11 B"),
        ("Trondheimsveien 233, Oslo (Aker sykehus)", None),
        ("Sjøgata 1, 6065 Ulsteinvik / Hjellebakken 10, 6060 Hareid", None),
        ("Sykehuset, 1714 Grålum", None),
    ],
)
def test_an_address_is_split_only_when_it_can_be_read_in_one_way(address: str, street: str | None) -> None:
    assert (address_in(address) or {}).get("address_1") == street


def csv_rows(directory: Directory, today: date = TODAY) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(services_csv(directory, today=today))))


def test_csv_has_one_line_for_each_service_and_the_national_ones_last(directory: Directory) -> None:
    rows = csv_rows(directory)
    local = [row for row in rows if row["kommunenummer"]]
    assert len([row for row in local if row["plass"] == "1"]) == 357 * 6
    national = [entry.id for entry in directory.nasjonale.tjenester]
    assert [row["tjeneste"] for row in rows[len(local) :]] == national
    offices = [
        row["navn"] for row in rows if (row["kommune"], row["tjeneste"]) == ("Oslo", "familievernkontor")
    ]
    assert len(offices) == 4
    oslo = rows[0]
    assert (oslo["kommunenummer"], oslo["tjeneste"], oslo["tilstand"]) == ("0301", "legevakt", "verified")
    assert (oslo["telefon"], oslo["kontrollert"]) == ("23 48 72 00", "2026-08-13")
    assert oslo["kilde"].startswith("https://www.oslo.kommune.no/")
    unverified = [row for row in rows if row["kommunenummer"] == "1515" and row["tjeneste"] == "legevakt"]
    assert (unverified[0]["tilstand"], unverified[0]["telefon"]) == ("unverified", "")
    assert oslo["adresse"] == "Trondheimsveien 233, Oslo (Aker sykehus)"
    assert (oslo["apningstid"], oslo["kommunens_nettsted"]) == ("Åpent hele døgnet", "www.oslo.kommune.no")
    assert (unverified[0]["adresse"], unverified[0]["apningstid"]) == ("", "")
    assert unverified[0]["deles_med"] == "1514 1516 1517 1520 1577"
    by_id = {row["tjeneste"]: row for row in rows if not row["kommunenummer"]}
    assert (by_id["ambulanse"]["telefon"], by_id["ambulanse"]["kommune"]) == ("113", "Hele landet")
    assert (by_id["foreldresupport"]["telefon"], by_id["foreldresupport"]["tast"]) == ("", "")


def test_csv_never_gives_the_address_of_a_krisesenter_nor_notes(directory: Directory) -> None:
    rows = [row for row in csv_rows(directory) if row["tjeneste"] == "krisesenter"]
    assert rows and not any(row["adresse"] for row in rows)
    assert "hemmelig adresse" not in services_csv(directory, today=TODAY)


def test_a_year_later_the_csv_has_only_the_fixed_numbers(directory: Directory) -> None:
    rows = csv_rows(directory, TODAY.replace(year=2036))
    assert {row["telefon"] for row in rows} == {"", *FIXED.values()}
    assert not any(row["adresse"] or row["apningstid"] for row in rows)
