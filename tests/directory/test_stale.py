"""What staff must look at again: every state, how old it is, and totals that add up."""

import csv
from datetime import date
from io import StringIO

import pytest

from directory import Directory
from directory.model import KINDS, EnTjeneste, NasjonaleTjenester, Telefon
from directory.opening_hours import is_structured
from directory.services import LIMIT_DAYS, safe_number
from directory.stale import Item, as_csv, as_table, items, to_check, totals, totals_as_table

TODAY = date(2026, 11, 27)
FRESH = date(2026, 11, 20)
OLD = date(2025, 11, 1)


@pytest.fixture(scope="module")
def found(directory: Directory) -> list[Item]:
    return list(items(directory.kommuner.values(), directory.nasjonale, today=TODAY))


def of_heroey(directory: Directory, **legevakt: object) -> list[Item]:
    """The items of one kommune, with what the test says about its legevakt."""
    entry = EnTjeneste.model_validate({"navn": "Legevakta", "kilde": "https://example.org/a", **legevakt})
    kommune = directory.kommune("1515").model_copy(update={"legevakt": entry})
    return [item for item in items([kommune], None, today=TODAY) if item.service == "legevakt"]


@pytest.mark.parametrize(
    ("status", "checked", "state", "days"),
    [
        ("verified", FRESH, "verified", 7),
        ("verified", OLD, "stale", 391),
        ("unverified", FRESH, "unverified", 7),
        ("unverified", None, "unverified", None),
    ],
)
def test_state_and_age(
    directory: Directory, status: str, checked: date | None, state: str, days: int | None
) -> None:
    [item] = of_heroey(directory, status=status, kontrollert=checked)
    assert (item.state, item.days, item.source) == (state, days, "https://example.org/a")
    assert (item in to_check([item])) is (state != "verified")


def test_the_limit_is_the_one_that_parents_meet(directory: Directory) -> None:
    days = [date.fromordinal(TODAY.toordinal() - LIMIT_DAYS - more) for more in (0, 1)]
    states = [of_heroey(directory, status="verified", kontrollert=day)[0].state for day in days]
    assert states == ["verified", "stale"]


def test_a_number_is_told_apart_from_its_service_and_has_its_source(directory: Directory) -> None:
    phone = Telefon(nummer="23 48 72 00", status="unverified")
    service, number = of_heroey(directory, status="verified", kontrollert=FRESH, telefon=phone)
    assert (service.part, service.state) == ("tjenesten", "verified")
    assert (number.part, number.state, number.source) == ("telefon", "unverified", "https://example.org/a")


def test_all_kommuner_and_national_services_are_there(found: list[Item], directory: Directory) -> None:
    assert len({item.kommunenummer for item in found}) == 358
    national = [item for item in found if item.kommune == "Hele landet" and item.part == "tjenesten"]
    assert len(national) == len(directory.nasjonale.tjenester)


def test_hours_and_languages_that_nobody_knows_are_gaps(directory: Directory) -> None:
    [listener] = [one for one in directory.nasjonale.tjenester if one.id == "kors_paa_halsen"]
    [site] = [one for one in directory.nasjonale.tjenester if one.id == "ung_no"]
    unknown = listener.model_copy(update={"id": "ny", "apningstid": None, "spraak": []})
    file = directory.nasjonale.model_copy(update={"tjenester": [listener, unknown, site]})
    gaps = [item for item in items([], file, today=TODAY) if item.state == "missing"]
    told = [(item.service, item.part) for item in gaps]
    assert told == [
        ("kors_paa_halsen", "åpningstid dag for dag"),
        ("ny", "åpningstid"),
        ("ny", "språk"),
        ("ung_no", "språk"),  # a site has no hours
    ]
    assert to_check(gaps) == gaps
    assert totals(gaps)["Nasjonale tjenester"]["missing"] == 4
    assert as_table(gaps).splitlines()[1:] == [
        "  mangler         åpningstid dag for dag: Kors på halsen",
        "  mangler         åpningstid: Kors på halsen",
        "  mangler         språk: Kors på halsen, Ung.no",
    ]


SHOWN = Telefon(nummer="23 48 72 00", status="verified", kontrollert=FRESH)


@pytest.mark.parametrize(
    ("more", "gaps"),
    [
        ({"telefon": SHOWN}, ["åpningstid"]),
        ({"telefon": SHOWN, "apningstid": {"tekst": "08.30-15.00"}}, ["åpningstid dag for dag"]),
        ({"telefon": SHOWN, "apningstid": {}}, ["åpningstid"]),
        ({"telefon": SHOWN, "apningstid": {"hverdager": ["08:00-15:00"]}}, []),
        ({"telefon": SHOWN, "apningstid": {"doegnaapent": True}}, []),
        ({"telefon": SHOWN.model_copy(update={"kontrollert": OLD})}, []),
        ({}, []),
    ],
)
def test_a_number_that_is_shown_without_its_hours_is_a_gap(
    directory: Directory, more: dict[str, object], gaps: list[str]
) -> None:
    found = of_heroey(directory, status="verified", kontrollert=FRESH, **more)
    missing = [item for item in found if item.state == "missing"]
    assert [item.part for item in missing] == gaps
    assert totals(missing).get("Åpningstid til numre som vises", {}).get("missing", 0) == len(gaps)
    assert as_table(missing).splitlines()[1:] == [f"  mangler         {gap}: Legevakt" for gap in gaps]


def test_every_number_that_is_shown_has_hours_or_is_counted(directory: Directory, found: list[Item]) -> None:
    """The whole file: what a parent may ring is open at known times, or stands in the list with what is lacking."""
    counted = {(item.kommunenummer, item.name) for item in found if item.part.startswith("åpningstid")}
    for kommune in directory.kommuner.values():
        for kind in KINDS:
            main = kommune.service(kind)
            for entry in (main, *main.i_tillegg):
                if safe_number(entry.telefon, entry, TODAY) and not is_structured(entry.apningstid):
                    assert (kommune.kommunenummer, entry.navn) in counted
    numbers = {name for number, name in counted if number}
    assert len(numbers) == 6, "a gap was filled, or there is a new one"


def test_totals_count_each_item_once(found: list[Item]) -> None:
    counts = totals(found)
    assert sum(sum(count.values()) for count in counts.values()) == len(found)
    assert counts["Helsestasjon"]["missing"] == 357
    assert list(counts)[-4:] == [
        "Telefonnumre", "Åpningstid til numre som vises", "Kommunenes nettsteder", "Nasjonale tjenester",
    ]  # fmt: skip


def test_totals_of_nothing_are_only_a_heading() -> None:
    assert totals_as_table(totals([])).split() == [
        "Til",
        "sammen",
        "bekreftet",
        "for",
        "gammel",
        "ikke",
        "bekreftet",
        "mangler",
    ]


def test_the_table_is_read_kommune_by_kommune(found: list[Item]) -> None:
    table = as_table(to_check(found))
    heroey = table.split("Herøy (1515)\n")[1].split("\nUlstein")[0].splitlines()
    assert (
        heroey[0]
        == "  mangler         Barnevernvakt, Krisesenter, Familievernkontor, Helsestasjon, Psykisk helse"
    )
    assert heroey[1].split("  ")[1:] and heroey[1].startswith("  ikke bekreftet  Legevakt")
    assert "udatert (etter 2021)" in heroey[1] and heroey[1].endswith("/legevakt/")


def test_the_table_says_how_old_and_what_of_the_service(directory: Directory) -> None:
    phone = Telefon(nummer="23 48 72 00", status="verified", kontrollert=OLD)
    table = as_table(to_check(of_heroey(directory, status="unverified", telefon=phone)))
    assert "for gammel      Legevakt – telefon" in table
    assert "2025-11-01, 391 dager" in table
    assert "ukjent alder" in table


def test_csv_has_one_line_for_each(found: list[Item]) -> None:
    rows = list(csv.DictReader(StringIO(as_csv(to_check(found)))))
    assert len(rows) == len(to_check(found))
    heroey = next(row for row in rows if row["kommunenummer"] == "1515" and row["tjeneste"] == "legevakt")
    assert (heroey["tilstand"], heroey["navn"], heroey["dager"]) == (
        "unverified",
        "Søre Sunnmøre legevakt",
        "",
    )


def test_nothing_to_check_is_an_empty_table() -> None:
    empty = NasjonaleTjenester(kommunale_temaer={}, tjenester=[])
    assert as_table(items([], empty, today=TODAY)) == ""
