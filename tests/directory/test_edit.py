"""Changing one fact: what was asked for is there, every other byte is as before, and what cannot stand is refused."""

import shutil
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import pytest

import directory.edit as editing
from content.yaml_loader import load_yaml_text
from directory.edit import Edit, Edited, EditRefused, FileChanged, edit_file, edit_text, version_of
from directory.edit_request import Target

TODAY = date(2026, 11, 27)
SOURCE = "https://www.heroy.kommune.no/legevakt"
PHONE = Edit("1515", "legevakt.telefon", "70 11 22 33", SOURCE, "2026-11-20")
NEW_PHONE = (
    f'    telefon: {{nummer: "70 11 22 33", status: verified, kontrollert: "2026-11-20", kilde: {SOURCE}}}'
)


@pytest.fixture(scope="module")
def text(resources: Path) -> str:
    return (resources / "legevakt_kommuner.yaml").read_bytes().decode("utf-8")


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that are gone and the lines that are new; all others are the same byte for byte."""
    old, new = before.split("\n"), after.split("\n")
    gone: list[str] = []
    come: list[str] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += old[i:j]
            come += new[k:m]
    return gone, come


def change(text: str, edit: Edit, *, shared: bool = False) -> tuple[list[str], list[str], Edited]:
    edited = edit_text(text, edit, today=TODAY, shared=shared)
    return *changed(text, edited.text), edited


def refused(text: str, edit: Edit) -> list[str]:
    with pytest.raises(EditRefused) as caught:
        edit_text(text, edit, today=TODAY)
    return caught.value.reasons


def test_a_number_is_added_and_nothing_else_is_touched(text: str) -> None:
    gone, come, edited = change(text, PHONE)
    assert (gone, come) == ([], [NEW_PHONE])
    assert edited.changed == {"1515": "Herøy"}
    assert edited.said == ["Herøy (1515): bare nummeret er nå kontrollert, ikke adressen og åpningstiden."]


def test_a_number_is_replaced_in_its_own_line(text: str) -> None:
    edit = replace(PHONE, kommunenummer="0301", value="23 48 72 01")
    gone, come, edited = change(text, edit)
    assert gone == ['    telefon: {nummer: "23 48 72 00", status: verified, kontrollert: "2026-08-13"}']
    assert come == [NEW_PHONE.replace("70 11 22 33", "23 48 72 01")]
    assert edited.said == []


def test_a_service_that_was_missing_stands_with_its_number(text: str) -> None:
    gone, come, _ = change(text, replace(PHONE, what="helsestasjon.telefon"))
    assert gone == ["  helsestasjon: {status: missing}"]
    assert come == [
        "  helsestasjon:", NEW_PHONE, "    status: verified", '    kontrollert: "2026-11-20"', f"    kilde: {SOURCE}",
    ]  # fmt: skip


def test_a_number_that_is_wrong_is_taken_out_and_the_rest_stays(text: str) -> None:
    gone, come, edited = change(text, replace(PHONE, kommunenummer="0301", value=""))
    assert gone == ['    telefon: {nummer: "23 48 72 00", status: verified, kontrollert: "2026-08-13"}']
    assert (come, edited.said) == ([], [])
    assert edited.kommuner["0301"].legevakt.telefon is None
    assert edited.kommuner["0301"].legevakt.status == "verified"


@pytest.mark.parametrize("field", ["adresse", "apningstid"])
def test_what_no_longer_holds_is_taken_out(text: str, field: str) -> None:
    gone, come, edited = change(text, replace(PHONE, what=f"legevakt.{field}", value="  "))
    assert [line.split(":")[0].strip() for line in gone] == [field]
    assert (come, edited.said) == ([], [])


def test_what_takes_out_the_last_fact_leaves_a_missing_service(text: str) -> None:
    with_phone = edit_text(text, replace(PHONE, what="helsestasjon.telefon"), today=TODAY).text
    _, come, edited = change(with_phone, replace(PHONE, what="helsestasjon.telefon", value=""))
    assert come == ["    status: missing"]
    assert edited.kommuner["1515"].helsestasjon.status == "missing"


def test_a_number_that_others_share_is_taken_out_everywhere_or_nowhere(text: str) -> None:
    both = edit_text(text, PHONE, today=TODAY, shared=True)
    alone = edit_text(text, PHONE, today=TODAY)
    assert alone.elsewhere, "the example needs a shared service"
    edit = replace(PHONE, value="")
    assert "må ha samme nummer" in refused(both.text, edit)[0]
    emptied = edit_text(both.text, edit, today=TODAY, shared=True)
    assert [emptied.kommuner[number].legevakt.telefon for number in emptied.changed] == [None] * len(
        emptied.changed
    )


def test_a_service_that_is_no_more_is_set_to_missing_and_staff_are_told_what_goes(text: str) -> None:
    edit = replace(PHONE, kommunenummer="0301", what="krisesenter.status", value="missing")
    gone, come, edited = change(text, edit)
    assert edited.said == [
        "Oslo (0301): alt som står om tjenesten blir borte (navnet, nummeret og åpningstiden)."
    ]
    assert come == ["    status: missing"]
    assert [line.split(":")[0].strip() for line in gone] == [
        "navn", "telefon", "apningstid", "status", "kontrollert", "kilde",
    ]  # fmt: skip
    assert edited.kommuner["0301"].krisesenter.merknad


def test_hours_are_written_as_yaml_and_the_service_is_verified(text: str) -> None:
    hours = 'hverdager: ["16:00-08:00"]\nfredag: []\ntekst: etter avtale'
    gone, come, edited = change(text, replace(PHONE, what="legevakt.apningstid", value=hours))
    assert [line.split(":")[0].strip() for line in gone] == [
        "apningstid",
        "status",
        "kontrollert",
        "kilde",
        "kilde_alder",
    ]
    assert come == [
        '    apningstid: {hverdager: ["16:00-08:00"], fredag: [], tekst: "etter avtale"}',
        "    status: verified",
        '    kontrollert: "2026-11-20"',
        f"    kilde: {SOURCE}",
    ]
    assert "Nå regnes også adressen som lest der den dagen" in edited.said[0]


@pytest.mark.parametrize(
    ("what", "value", "line"),
    [
        ("legevakt.adresse", "Storgata 1, 6092 Fosnavåg", '    adresse: "Storgata 1, 6092 Fosnavåg"'),
        ("legevakt.nettside", "heroy.kommune.no", '    nettside: "heroy.kommune.no"'),
        ("legevakt.dekker", "Fosnavåg", '    dekker: "Fosnavåg"'),
        ("legevakt.status", "verified", "    status: verified"),
        ("legevakt.status", "unverified", f"    kilde: {SOURCE}"),
    ],
)
def test_every_field_can_be_set(text: str, what: str, value: str, line: str) -> None:
    _, come, edited = change(text, replace(PHONE, what=what, value=value))
    assert line in come
    assert load_yaml_text(edited.text, "").data["1515"]["legevakt"]["kontrollert"] == "2026-11-20"


GROUP = ["1514", "1515", "1516", "1517", "1520", "1577"]


def partners_in(edited: Edited) -> dict[str, list[str]]:
    data = load_yaml_text(edited.text, "").data
    mains = {number: data[number]["legevakt"] for number in GROUP}
    return {
        number: one.get("samarbeid", [])
        for number, main in mains.items()
        for one in (main, *main.get("i_tillegg", []))
        if one["navn"] == "Søre Sunnmøre legevakt"
    }


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("Ulstein, 1517", '["1515", "1516", "1517"]  # Herøy, Ulstein, Hareid'),
        ("1515,ulstein", '["1515", "1516"]  # Herøy, Ulstein'),
        ("Herøy i Møre og Romsdal, Ulstein, Ulstein", '["1515", "1516"]  # Herøy, Ulstein'),
    ],
)
def test_who_shares_a_service_is_written_by_name_or_number(text: str, value: str, line: str) -> None:
    edit = replace(PHONE, what="legevakt.samarbeid", value=value)
    gone, come, edited = change(text, edit)
    assert (gone, come) == ([], [f"    samarbeid: {line}"])
    assert edited.said == [
        "Herøy (1515): bare hvem som deler tjenesten, blir endret. Tilstand, dato og kilde er som før."
    ]


def test_who_shares_a_service_is_changed_for_all_and_the_names_behind_follow(text: str) -> None:
    edit = Edit("1514", "legevakt.samarbeid", "Ulstein, Hareid, Volda", SOURCE, "2026-11-20")
    _, come, edited = change(text, edit, shared=True)
    new = ["1514", "1516", "1517", "1577"]
    assert partners_in(edited) == {number: new if number in new else [] for number in GROUP}
    assert {row.strip() for row in come} == {
        'samarbeid: ["1514", "1516", "1517", "1577"]  # Sande, Ulstein, Hareid, Volda'
    }
    again = Edit("1514", "legevakt.samarbeid", "", SOURCE, "2026-11-20")
    alone = edit_text(edited.text, again, today=TODAY, shared=True)
    assert partners_in(alone) == {number: [] for number in GROUP}


def test_a_service_that_shares_with_itself_alone_shares_with_nobody(text: str) -> None:
    edit = Edit("1514", "legevakt.samarbeid", "Sande i Møre og Romsdal", SOURCE, "2026-11-20")
    gone, come, _ = change(text, edit)
    assert len(gone) == 1 and gone[0].startswith("    samarbeid: ") and come == []


@pytest.mark.parametrize(
    ("number", "what", "value", "said"),
    [
        ("1515", "legevakt.samarbeid", "Ulsten", "«Ulsten» er ikke en kommune i 2026, mente du 1516 (Ulstein) eller 3412 (Løten) eller 4635 (Gulen)?"),
        (
            "1515", "legevakt.samarbeid", "xyzzy",
            "«xyzzy» er ikke en kommune i 2026. Skriv navn eller kommunenummer, med komma mellom.",
        ),
        (
            "1515", "legevakt.samarbeid", "Våler",
            "Flere kommuner heter «Våler». Skriv Våler i Østfold (3114) eller Våler i Innlandet (3419).",
        ),
        ("1515", "helsestasjon.samarbeid", "Ulstein", "Den har ikke noe navn. Skriv navnet først."),
        (
            "1515", "krisesenter.dekker", "Fosnavåg",
            "Et krisesenter gjelder for hele kommunen: feltet «dekker» finnes ikke der.",
        ),
    ],
)  # fmt: skip
def test_who_shares_and_what_it_is_for_is_refused_in_a_sentence(
    text: str, number: str, what: str, value: str, said: str
) -> None:
    assert refused(text, Edit(number, what, value, SOURCE, "2026-11-20")) == [said]


def test_sharing_with_who_has_another_number_is_refused(text: str) -> None:
    other = Edit("1516", "barnevernvakt.navn", "Vakta", SOURCE, "2026-11-20")
    for edit in (
        other,
        replace(other, what="barnevernvakt.telefon", value="70 11 22 33"),
        replace(other, kommunenummer="1515"),
        replace(other, kommunenummer="1515", what="barnevernvakt.telefon", value="70 11 22 34"),
    ):
        text = edit_text(text, edit, today=TODAY).text
    [said] = refused(text, Edit("1515", "barnevernvakt.samarbeid", "Ulstein", SOURCE, "2026-11-20"))
    assert "deler «Vakta», men har ulike telefonnummer: 70 11 22 34 og 70 11 22 33" in said


def test_a_new_name_makes_nothing_else_verified(text: str) -> None:
    renamed = replace(PHONE, what="legevakt.navn", value="Legevakten: Herøy", checked="2025-11-20")
    gone, come, edited = change(text, renamed)
    assert (gone, come) == (["    navn: Søre Sunnmøre legevakt"], ['    navn: "Legevakten: Herøy"'])
    assert edited.kommuner["1515"].legevakt.status == "unverified"
    assert edited.said == ["Herøy (1515): bare navnet blir endret. Tilstand, dato og kilde er som før."]


def test_a_name_that_stands_alone_is_what_was_read(text: str) -> None:
    added = edit_text(text, MORE, today=TODAY).text
    again = replace(MORE, value="Legevakta i Fosnavåg", checked="2026-11-21", source="https://example.org")
    gone, _, edited = change(added, again)
    assert [line.split(":")[0].strip(" -") for line in gone] == ["navn", "kontrollert", "kilde"]
    assert edited.said == []


def test_the_source_of_a_number_stays_its_own_when_the_service_gets_another(text: str) -> None:
    edited = edit_text(
        text, replace(PHONE, kommunenummer="0301", what="legevakt.adresse", value="Aker"), today=TODAY
    )
    before, after = (load_yaml_text(one, "").data["0301"]["legevakt"] for one in (text, edited.text))
    assert after["telefon"] == {**before["telefon"], "kilde": before["kilde"]}
    assert after["kilde"] == SOURCE


def test_the_second_of_several_can_be_set(text: str) -> None:
    edit = replace(PHONE, kommunenummer="0301", what="familievernkontor.2.telefon")
    gone, come, _ = change(text, edit)
    assert gone == ['        telefon: {nummer: "466 16 660", status: verified, kontrollert: "2026-08-13"}']
    assert come == ["    " + NEW_PHONE]


MORE = Edit("1515", "legevakt.2.navn", "Legevakta på Fosnavåg", SOURCE, "2026-11-20")


def test_one_more_of_a_kind_is_added_with_its_name(text: str) -> None:
    gone, come, edited = change(text, MORE)
    assert (gone, come) == (
        [],
        [
            "    i_tillegg:",
            '      - navn: "Legevakta på Fosnavåg"',
            "        status: verified",
            '        kontrollert: "2026-11-20"',
            f"        kilde: {SOURCE}",
        ],
    )
    assert edited.entries[0].before == {"status": "missing"}
    number = replace(MORE, what="legevakt.2.telefon", value="70 11 22 33")
    with_number = edit_text(edited.text, number, today=TODAY).kommuner["1515"].legevakt.i_tillegg[0]
    assert with_number.telefon is not None
    assert with_number.telefon.nummer == "70 11 22 33"


def test_one_more_stands_last_among_the_others(text: str) -> None:
    edit = replace(MORE, kommunenummer="0301", what="familievernkontor.9.navn")
    with pytest.raises(EditRefused, match=r"har . under familievernkontor"):
        edit_text(text, edit, today=TODAY)
    count = 1 + len(load_yaml_text(text, "f").data["0301"]["familievernkontor"]["i_tillegg"])
    gone, come, _ = change(text, replace(edit, what=f"familievernkontor.{count + 1}.navn"))
    assert (gone, come[0].strip()) == ([], '- navn: "Legevakta på Fosnavåg"')


def test_no_other_is_added_beside_an_empty_one(text: str) -> None:
    edit = replace(MORE, what="barnevernvakt.2.navn")
    assert refused(text, edit) == ["Herøy (1515): barnevernvakt nummer 1 er tom. Fyll ut den først."]


def test_one_more_needs_a_name_of_its_own(text: str) -> None:
    assert refused(text, replace(MORE, value="Søre Sunnmøre legevakt")) == [
        "«Søre Sunnmøre legevakt» står alt under legevakt i Herøy (1515)."
    ]
    added = edit_text(text, MORE, today=TODAY).text
    emptied = edit_text(added, replace(MORE, what="legevakt.2.status", value="missing"), today=TODAY).text
    assert refused(emptied, replace(MORE, what="legevakt.2.telefon", value="70 11 22 33")) == [
        "Den har ikke noe navn. Skriv navnet først."
    ]


def test_two_who_add_the_same_place_do_not_overwrite_each_other(text: str) -> None:
    none = version_of(
        {"1515": edit_text(text, PHONE, today=TODAY).kommuner["1515"]},
        Target("1515", "legevakt", ("i_tillegg", 0)),
    )
    first = edit_text(text, MORE, today=TODAY, seen=none)
    with pytest.raises(FileChanged):
        edit_text(first.text, replace(MORE, value="En annen"), today=TODAY, seen=none)


def test_who_else_shares_the_service_is_said(text: str) -> None:
    assert edit_text(text, PHONE, today=TODAY).elsewhere == {
        "1514": "Sande",
        "1516": "Ulstein",
        "1517": "Hareid",
        "1520": "Ørsta",
        "1577": "Volda",
    }


def test_all_that_share_it_can_be_set_at_once(text: str) -> None:
    gone, come, edited = change(text, PHONE, shared=True)
    assert (gone, [line.strip() for line in come]) == ([], [NEW_PHONE.strip()] * 6)
    assert (set(edited.changed), edited.elsewhere) == ({"1514", "1515", "1516", "1517", "1520", "1577"}, {})
    again = edit_text(edited.text, replace(PHONE, value="70112233"), today=TODAY)
    assert again.elsewhere == {}


def test_another_number_where_the_service_is_shared_is_refused_until_all_get_it(text: str) -> None:
    with_one = edit_text(text, PHONE, today=TODAY).text
    other = replace(PHONE, kommunenummer="1514", value="70 11 22 34")
    with pytest.raises(EditRefused) as caught:
        edit_text(with_one, other, today=TODAY)
    assert caught.value.shared
    assert caught.value.reasons == [
        "«Søre Sunnmøre legevakt» deles med flere, og de må ha samme nummer: Herøy (1515) har 70 11 22 33. Ingenting er skrevet."
    ]
    assert set(edit_text(with_one, other, today=TODAY, shared=True).changed) == {
        "1514",
        "1515",
        "1516",
        "1517",
        "1520",
        "1577",
    }


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"kommunenummer": "1516x"},
            "Det finnes ingen kommune med nummer «1516x» i 2026, mente du 1516 (Ulstein)?",
        ),
        (
            {"kommunenummer": "herøy"},
            "Det finnes ingen kommune med nummer «herøy» i 2026, mente du 1515 (Herøy i Møre og Romsdal) eller 1818 (Herøy i Nordland)?",
        ),
        ({"kommunenummer": "xyz"}, "Det finnes ingen kommune med nummer «xyz» i 2026."),
        ({"what": "legevagt.telefon"}, "Det finnes ingen tjeneste «legevagt», mente du «legevakt»?"),
        ({"what": "legevakt.telfon"}, "Feltet «telfon» kan ikke settes, mente du «telefon»?"),
        (
            {"what": "legevakt.xyz"},
            "Feltet «xyz» kan ikke settes. Velg en av: telefon, status, adresse, apningstid, navn, nettside, dekker, samarbeid, merknad",
        ),
        (
            {"what": "legevakt"},
            "Skriv tjeneste og felt med punktum mellom, for eksempel legevakt.telefon, ikke «legevakt».",
        ),
        (
            {"what": "legevakt.2.telefon"},
            "Herøy (1515) har 1 under legevakt. Skriv legevakt.felt for den første, legevakt.2.felt for den andre. "
            "En til legges til med navnet: legevakt.2.navn.",
        ),
        (
            {"value": "70 11 22"},
            "Herøy (1515): «nummer»: «70 11 22» er ikke et gyldig norsk telefonnummer (8 siffer, eller 116 xxx).",
        ),
        (
            {"what": "legevakt.navn", "value": " "},
            "Skriv hva navn skal være. Finnes ikke tjenesten lenger, så sett status til «missing».",
        ),
        (
            {"what": "legevakt.status", "value": "verifisert"},
            "Herøy (1515): «status» er «verifisert», men må være en av: 'verified', 'unverified' eller 'missing', mente du «verified»?",
        ),
        (
            {"what": "legevakt.nettside", "value": "https://heroy.kommune.no"},
            "Herøy (1515): «nettside»: «https://heroy.kommune.no» er ikke et nettsted. Skriv bare domenet, for eksempel www.oslo.kommune.no",
        ),
        (
            {"what": "legevakt.apningstid", "value": "hverdager 16-08"},
            'Skriv åpningstiden slik: {hverdager: ["16:00-08:00"], helg: ["00:00-24:00"]}',
        ),
        (
            {"what": "legevakt.apningstid", "value": "{mandag: [15:30]}"},
            '«15:30» ville blitt lest som et tall. Sett klokkeslett i hermetegn: "15:30".',
        ),
        (
            {"what": "legevakt.apningstid", "value": '{lørdag: ["10:00-12:00"]}'},
            "Herøy (1515): Ukjent felt «lørdag», mente du «lordag»?",
        ),
        (
            {"what": "krisesenter.adresse", "value": "Storgata 1"},
            "Adressen til et krisesenter skal aldri stå her. Mange sentre har hemmelig adresse.",
        ),
        (
            {"what": "krisesenter.navn", "value": "Krisesenteret, Storgata 1"},
            "Adressen til et krisesenter skal aldri stå her. Mange sentre har hemmelig adresse.",
        ),
        (
            {"what": "krisesenter.apningstid", "value": '{tekst: "hele døgnet i Storgata 1"}'},
            "Adressen til et krisesenter skal aldri stå her. Mange sentre har hemmelig adresse.",
        ),
        (
            {"what": "krisesenter.telefon", "source": "Brev fra senteret, Storgata 12, 0155 Oslo"},
            "Adressen til et krisesenter skal aldri stå her. Mange sentre har hemmelig adresse.",
        ),
        ({"checked": "2026-11-28"}, "Datoen 2026-11-28 er fram i tid. I dag er det 2026-11-27."),
        ({"checked": "20.11.2026"}, "Datoen «20.11.2026» skal skrives som 2026-11-27."),
        ({"source": " "}, "Kilden mangler: skriv hvor opplysningen er lest."),
        (
            {"what": "nettsted.adresse", "value": "heroy"},
            "Herøy (1515): «adresse»: «heroy» er ikke et nettsted. Skriv bare domenet, for eksempel www.oslo.kommune.no",
        ),
        (
            {"what": "nettsted.adresse", "value": ""},
            "Kommunen må ha et nettsted. Skriv domenet, for eksempel www.oslo.kommune.no",
        ),
        (
            {"what": "nettsted.kilde", "value": "x"},
            "Av kommunens nettsted kan bare adressen settes: skriv nettsted.adresse.",
        ),
        (
            {"value": "131"},
            "Herøy (1515): «nummer»: «131» er ikke et gyldig norsk telefonnummer (8 siffer, eller 116 xxx).",
        ),
        (
            {"what": "krisesenter.merknad", "value": "Ligger ved Holmen brygge 4"},
            "Adressen til et krisesenter skal aldri stå her. Mange sentre har hemmelig adresse.",
        ),
    ],
)
def test_what_cannot_stand_is_refused_in_a_sentence(text: str, fields: dict[str, str], said: str) -> None:
    assert refused(text, replace(PHONE, **fields))[0] == said


def test_an_old_date_is_taken_but_the_parent_will_not_see_it(text: str) -> None:
    edited = edit_text(text, replace(PHONE, checked="2025-11-20"), today=TODAY)
    assert edited.said[0] == "2025-11-20 er for lenge siden: opplysningen vises ikke for en forelder."


def test_a_file_with_problems_is_left_alone(text: str) -> None:
    reasons = refused(text.replace("nummer:", "numer:", 1), PHONE)
    assert reasons[0] == "Filen har feil fra før. Rett dem først."
    assert "mente du «nummer»?" in " ".join(reasons)


COMMENTED = """
  helsestasjon:   # ring først
      # nummeret står på døra
      navn:   'Helsestasjonen i Herøy'  # som på skiltet
      adresse: Storgata   1
      status:  unverified
      kilde: "https://example.org"   # lest
      # slutt
  psykisk_helse: { status: missing }   # spør kommunen
"""


def with_hand_made_lines(text: str) -> str:
    before, after = text.split('"1515":')
    old = "\n  helsestasjon: {status: missing}\n  psykisk_helse: {status: missing}\n"
    assert old in after
    return before + '"1515":' + after.replace(old, COMMENTED, 1)


def test_comments_quotes_and_odd_spacing_stay(text: str) -> None:
    by_hand = with_hand_made_lines(text)
    gone, come, _ = change(by_hand, replace(PHONE, what="helsestasjon.telefon"))
    assert (gone, come) == ([], ["  " + NEW_PHONE])
    gone, come, _ = change(by_hand, replace(PHONE, what="psykisk_helse.telefon"))
    assert gone == ["  psykisk_helse: { status: missing }   # spør kommunen"]
    assert come[0].startswith("  psykisk_helse:") and come[0].endswith("# spør kommunen")
    assert come[1] == NEW_PHONE


def test_windows_line_ends_stay(text: str) -> None:
    dos = text.replace("\n", "\r\n")
    edited = edit_text(dos, PHONE, today=TODAY)
    assert edited.text == edit_text(text, PHONE, today=TODAY).text.replace("\n", "\r\n")


def test_text_that_would_be_read_otherwise_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        editing, "rewrite_service", lambda new, *_, **__: new.replace("navn: Oslo\n", "navn: Osló\n")
    )
    assert refused(text, PHONE) == [
        "Filen er skrevet på en måte som ikke kan endres trygt her. Rett den for hånd."
    ]


@pytest.fixture
def copy(resources: Path, tmp_path: Path) -> Path:
    shutil.copy(resources / "legevakt_kommuner.yaml", tmp_path)
    return tmp_path


def test_the_file_is_written(copy: Path, text: str) -> None:
    edited = edit_file(copy, PHONE, today=TODAY)
    written = (copy / "legevakt_kommuner.yaml").read_bytes().decode("utf-8")
    assert written == edited.text != text


def test_a_refused_change_writes_nothing(copy: Path, text: str) -> None:
    with pytest.raises(EditRefused):
        edit_file(copy, replace(PHONE, value="12"), today=TODAY)
    assert (copy / "legevakt_kommuner.yaml").read_bytes().decode("utf-8") == text
    assert [path.name for path in copy.iterdir()] == ["legevakt_kommuner.yaml"]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(EditRefused, match="finnes ikke"):
        edit_file(tmp_path, PHONE, today=TODAY)


def test_a_file_that_cannot_be_written_is_told(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, text: str) -> None:
        raise OSError

    monkeypatch.setattr(editing, "write_atomically", full)
    with pytest.raises(EditRefused, match="kan ikke skrives her"):
        edit_file(copy, PHONE, today=TODAY)


def test_what_somebody_else_wrote_meanwhile_is_kept(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copy / "legevakt_kommuner.yaml"

    def meanwhile(text: str, *args: object, **options: object) -> Edited:
        path.write_bytes(path.read_bytes() + b"# ny linje\n")
        return Edited(text="", changed={}, elsewhere={}, said=[], entries=[], kommuner={})

    monkeypatch.setattr(editing, "edit_text", meanwhile)
    with pytest.raises(EditRefused, match="Noen andre endret filen samtidig"):
        edit_file(copy, PHONE, today=TODAY)
    assert path.read_bytes().endswith(b"# ny linje\n")
