"""What stands otherwise in the file than before: each field once, and each so that it can be undone."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from content.yaml_loader import load_yaml
from directory import Directory
from directory.differences import Plain, differences, plain, put_in
from directory.edit_request import EntryChange, Target


@pytest.fixture(scope="module")
def file(directory: Directory) -> Plain:
    return plain(directory.kommuner)


def changed(file: Plain, number: str, kind: str, **more: Any) -> Plain:
    """The file with some fields of a service changed; None takes one out."""
    new = deepcopy(file)
    new[number][kind] |= more
    new[number][kind] = {key: value for key, value in new[number][kind].items() if value is not None}
    return new


def test_the_plain_data_is_the_files_own(file: Plain, resources: Path) -> None:
    assert file == load_yaml(resources / "legevakt_kommuner.yaml").data
    assert differences(file, file) == []


def test_state_date_and_source_go_with_the_field_they_speak_of(file: Plain) -> None:
    new = changed(file, "1515", "legevakt", adresse="Sjøgata 1", status="verified", kontrollert="2026-11-20")
    [one] = differences(file, new)
    assert (one.number, one.what, one.field) == ("1515", "legevakt.adresse", "adresse")
    assert one.change is not None and one.change.after == new["1515"]["legevakt"]


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"kontrollert": "2026-11-20"}, "legevakt.status"),
        ({"kilde": "https://example.org/b"}, "legevakt.kilde"),
        ({"kilde_alder": "2024"}, "legevakt.kilde"),
        ({"merknad": "Ny"}, "legevakt.merknad"),
        ({"samarbeid": ["1514"]}, "legevakt.samarbeid"),
        ({"dekker": "Indre"}, "legevakt.dekker"),
        ({"apningstid": {"doegnaapent": True}}, "legevakt.apningstid"),
    ],
)
def test_each_field_has_its_row(file: Plain, more: dict[str, Any], what: str) -> None:
    assert [one.what for one in differences(file, changed(file, "1515", "legevakt", **more))] == [what]


def test_each_change_of_a_service_begins_where_the_one_before_it_ended(file: Plain) -> None:
    new = changed(
        file, "0301", "legevakt",
        navn="Ny legevakt", adresse="Nygata 1", merknad="Se her", kontrollert="2026-11-20",
    )  # fmt: skip
    found = differences(file, new)
    assert [one.field for one in found] == ["navn", "adresse", "merknad"]
    changes = [one.change for one in found if one.change]
    assert changes[0].before == file["0301"]["legevakt"]
    assert [one.after for one in changes[:-1]] == [one.before for one in changes[1:]]
    assert changes[-1].after == new["0301"]["legevakt"]
    assert "kontrollert" in {key for key in changes[0].after if changes[0].after[key] == "2026-11-20"}


def test_what_is_gone_is_one_change_and_its_note_another(file: Plain) -> None:
    new = deepcopy(file)
    new["0301"]["legevakt"] = {"status": "missing", "merknad": "Flyttet"}
    assert [one.field for one in differences(file, new)] == ["status", "merknad"]


def test_one_more_of_a_kind_can_be_undone_and_one_less_cannot(file: Plain) -> None:
    new = deepcopy(file)
    more = {"navn": "Nattlegevakta", "status": "unverified", "kilde": "https://example.org"}
    new["1515"]["legevakt"]["i_tillegg"] = [more]
    [added] = differences(file, new)
    assert added.what == "legevakt.2.navn" and added.change is not None
    assert added.change.target == Target("1515", "legevakt", ("i_tillegg", 0))
    assert added.change.before == {"status": "missing"}
    [taken] = differences(new, file)
    assert (taken.what, taken.change) == ("legevakt.2.status", None)
    assert taken.before == more


def test_names_of_the_kommune_and_its_site(file: Plain) -> None:
    new = deepcopy(file)
    new["0301"]["andre_navn"] = ["Oslove"]
    new["0301"]["nettsted"]["adresse"] = "oslo.no"
    assert {(one.what, one.change is None) for one in differences(file, new)} == {
        ("kommune.andre_navn", True),
        ("nettsted.adresse", False),
    }


def test_a_change_is_put_in_without_touching_the_others_of_its_kind(file: Plain) -> None:
    kommuner = deepcopy(file)
    others = file["0301"]["familievernkontor"]["i_tillegg"]
    put_in(kommuner, EntryChange(Target("0301", "familievernkontor", ()), {}, {"status": "missing"}))
    assert kommuner["0301"]["familievernkontor"] == {"status": "missing", "i_tillegg": others}
    place = ("i_tillegg", len(others))
    put_in(kommuner, EntryChange(Target("0301", "familievernkontor", place), {}, {"navn": "En til"}))
    assert kommuner["0301"]["familievernkontor"]["i_tillegg"] == [*others, {"navn": "En til"}]
    put_in(kommuner, EntryChange(Target("1515", "helsestasjon", ("i_tillegg", 0)), {}, {"navn": "Ny"}))
    assert kommuner["1515"]["helsestasjon"]["i_tillegg"] == [{"navn": "Ny"}]
    put_in(kommuner, EntryChange(Target("1515", "nettsted", ()), {}, {"adresse": "x.no"}))
    assert kommuner["1515"]["nettsted"] == {"adresse": "x.no"}
