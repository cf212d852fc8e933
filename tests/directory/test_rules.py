"""Which kommuner share a service: by what either writes, and by the name."""

from typing import Any

import pytest

from directory import Directory
from directory.model import EnTjeneste, Kommune
from directory.rules import digits_of, partners_without_it, sharing
from directory.unknown import meant_kommune


def kommuner(directory: Directory, **legevakter: dict[str, Any]) -> dict[str, Kommune]:
    """Kommuner with only a legevakt: its name, its number, who it says shares it."""
    return {
        number.removeprefix("k"): directory.kommune(number.removeprefix("k")).model_copy(
            update={"legevakt": EnTjeneste.model_validate({"status": "unverified", "kilde": "x", **legevakt})}
        )
        for number, legevakt in legevakter.items()
    }


def shared(found: dict[str, Kommune], number: str) -> list[tuple[str, tuple[str | int, ...]]]:
    partners = sharing(found, number, "legevakt", found[number].legevakt)
    return [(partner, path) for partner, _, path in partners]


@pytest.mark.parametrize(
    ("first", "second", "is_shared"),
    [
        ({"navn": "A", "samarbeid": ["1515"]}, {"navn": "A"}, True),
        ({"navn": "A"}, {"navn": "A", "samarbeid": ["1514"]}, True),
        ({"navn": "A", "samarbeid": ["1515"]}, {"navn": "B"}, False),
        ({"navn": "A"}, {"navn": "A"}, False),
        ({"samarbeid": ["1515"]}, {"samarbeid": ["1514"]}, False),
    ],
)
def test_it_takes_one_name_and_one_who_names_the_other(
    directory: Directory, first: dict[str, Any], second: dict[str, Any], is_shared: bool
) -> None:
    found = kommuner(directory, k1514=first, k1515=second)
    for number, partner in (("1514", "1515"), ("1515", "1514")):
        assert shared(found, number) == ([(partner, ())] if is_shared else [])


def test_it_may_be_one_of_several_in_the_other_kommune(directory: Directory) -> None:
    second = {"navn": "B", "i_tillegg": [{"navn": "A", "status": "unverified", "kilde": "x"}]}
    found = kommuner(directory, k1514={"navn": "A", "samarbeid": ["1514", "1515"]}, k1515=second)
    assert shared(found, "1514") == [("1515", ("i_tillegg", 0))]


def test_who_is_named_and_does_not_have_it_is_a_doubt(directory: Directory) -> None:
    found = kommuner(directory, k1514={"navn": "A", "samarbeid": ["1515"]}, k1515={"navn": "B"})
    doubts = [one for one in partners_without_it(dict(found)) if one[1] == "legevakt"]
    assert doubts == [("1514", "legevakt", "A", "1515", ("1514", "legevakt", "samarbeid"))]


def test_spaces_are_no_part_of_a_number(directory: Directory) -> None:
    phone = {"nummer": "70 11 22 33", "status": "unverified"}
    found = kommuner(directory, k1514={"navn": "A", "telefon": phone}, k1515={"navn": "A"})
    assert [digits_of(one.legevakt) for one in found.values()] == ["70112233", ""]


@pytest.mark.parametrize(
    ("given", "tail"),
    [
        ("ulstein", ", mente du 1516 (Ulstein)?"),
        ("herøy", ", mente du 1515 (Herøy i Møre og Romsdal) eller 1818 (Herøy i Nordland)?"),
        ("1519", ", mente du 1577 (Volda)?"),
        ("xyzzy", ""),
    ],
)
def test_the_kommune_that_was_meant(directory: Directory, given: str, tail: str) -> None:
    names = {number: one.entydig for number, one in directory.kommuner.items()}
    assert meant_kommune(given, names) == tail
