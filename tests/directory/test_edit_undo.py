"""Taking a change back: what stood before stands again, in the one service and nowhere else, or nothing is changed."""

from datetime import date
from pathlib import Path

import pytest

from content.yaml_loader import load_yaml_text
from directory.edit import Edit, Edited, FileChanged, edit_text, good_file, read_file
from directory.edit_request import EditRefused
from directory.edit_undo import undo_text
from directory.model import Kommune
from directory.stale import items

TODAY = date(2026, 11, 27)
SECOND = Edit("0301", "familievernkontor.2.navn", "Homansbyen", "https://example.org/a", "2026-11-20")


@pytest.fixture(scope="module")
def text(resources: Path) -> str:
    return read_file(resources)


@pytest.fixture(scope="module")
def edited(text: str) -> Edited:
    return edit_text(text, SECOND, today=TODAY)


def test_the_data_is_what_it_was_for_one_of_several(text: str, edited: Edited) -> None:
    undone = undo_text(edited.text, edited.entries, today=TODAY)
    assert load_yaml_text(undone.text, "f").data == load_yaml_text(text, "f").data
    assert undone.changed == {"0301": "Oslo"}
    assert load_yaml_text(edited.text, "f").data != load_yaml_text(text, "f").data


def test_one_more_that_is_taken_back_is_an_empty_place_that_no_parent_and_no_list_sees(text: str) -> None:
    more = Edit("0301", "legevakt.2.navn", "Legevakta på Grorud", "https://example.org/a", "2026-11-20")
    added = edit_text(text, more, today=TODAY)
    undone = undo_text(added.text, added.entries, today=TODAY)
    assert [one.status for one in undone.kommuner["0301"].legevakt.i_tillegg] == ["missing"]
    assert list(items([undone.kommuner["0301"]], None, today=TODAY)) == list(
        items([oslo_in(text)], None, today=TODAY)
    )


def oslo_in(text: str) -> Kommune:
    """Oslo as it stands in the file."""
    _, kommuner = good_file(text, TODAY)
    return kommuner["0301"]


def test_an_undo_says_what_it_takes_to_undo_it(edited: Edited) -> None:
    undone = undo_text(edited.text, edited.entries, today=TODAY)
    [change], [back] = edited.entries, undone.entries
    assert (back.target, back.before, back.after) == (change.target, change.after, change.before)


def test_a_service_that_is_gone_since_is_not_put_back(edited: Edited) -> None:
    [change] = edited.entries
    gone = change._replace(target=change.target._replace(inside=("i_tillegg", 99)))
    with pytest.raises(FileChanged, match=r"Opplysningen er endret igjen siden, i Oslo \(0301\)"):
        undo_text(edited.text, [gone], today=TODAY)


def test_what_would_be_wrong_today_is_refused(edited: Edited) -> None:
    [change] = edited.entries
    secret = change._replace(before={**change.before, "telefon": {"nummer": "1234", "status": "verified"}})
    with pytest.raises(EditRefused, match="gyldig norsk telefonnummer"):
        undo_text(edited.text, [secret], today=TODAY)
