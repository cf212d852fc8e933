"""Rewriting one service in the text: what was wanted is read back, whatever the words and the lines around it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.yaml_loader import load_yaml_text
from directory.edit_block import add_one_more, rewrite_service

FILE = """# topp
"1515":
  navn: Herøy
  legevakt:
    navn: Legevakta  # kort navn
    status: unverified
    kilde: https://example.org
    i_tillegg:
      - navn: Den andre
        status: unverified

  # helsestasjonen er stengt om sommeren
  helsestasjon: {status: missing}

"1516":
  navn: Ulstein
"""
ENTRY: dict[str, Any] = {"navn": "Legevakta", "status": "unverified", "kilde": "https://example.org"}
OTHERS = [{"navn": "Den andre", "status": "unverified"}]


def read(text: str, *path: str | int) -> Any:
    data, _, problems = load_yaml_text(text, "fil.yaml")
    assert problems == []
    for part in path:
        data = data[part]
    return data


def test_a_removed_field_takes_only_its_own_line() -> None:
    new = rewrite_service(FILE, 4, (), {**ENTRY, "i_tillegg": OTHERS} | {"status": "verified"})
    assert new == FILE.replace("unverified", "verified", 1)
    without = {key: value for key, value in ENTRY.items() if key != "kilde"}
    assert rewrite_service(FILE, 4, (), {**without, "i_tillegg": OTHERS}) == FILE.replace(
        "    kilde: https://example.org\n", ""
    )


def test_one_of_the_others_is_changed_in_its_place() -> None:
    new = rewrite_service(FILE, 4, ("i_tillegg", 0), {**OTHERS[0], "adresse": "Storgata 1"})
    assert new == FILE.replace("Den andre\n", 'Den andre\n        adresse: "Storgata 1"\n')


@pytest.mark.parametrize(
    ("line", "new"),
    [
        (
            '    samarbeid: ["1514", "1515"]     # Sande, Herøy\n    # ring om morgenen\n',
            '    samarbeid: ["1515"]  # Herøy\n    # ring om morgenen\n',
        ),
        (
            '    samarbeid: ["1514"]\n    # ring om morgenen\n',
            '    samarbeid: ["1515"]  # Herøy\n    # ring om morgenen\n',
        ),
        ('    samarbeid: ["1514"]\n', '    samarbeid: ["1515"]  # Herøy\n'),
        ("", '    samarbeid: ["1515"]  # Herøy\n'),
    ],
)
def test_the_names_behind_those_who_share_follow_the_numbers(line: str, new: str) -> None:
    before = FILE.replace("    status: unverified\n", f"{line}    status: unverified\n", 1)
    wanted = {**ENTRY, "samarbeid": ["1515"], "i_tillegg": OTHERS}
    after = FILE.replace("    status: unverified\n", f"{new}    status: unverified\n", 1)
    assert rewrite_service(before, 4, (), wanted, partners="Herøy") == after


def test_a_site_stays_on_its_line() -> None:
    file = FILE.replace("  legevakt:\n", "  nettsted: {adresse: www.a.no, status: verified}\n  legevakt:\n")
    new = rewrite_service(file, 4, (), {"adresse": "b.no", "status": "verified", "kilde": "https://b.no"})
    assert new == file.replace(
        "{adresse: www.a.no, status: verified}", '{adresse: "b.no", status: verified, kilde: https://b.no}'
    )


def test_what_stands_after_the_service_stays_after_it() -> None:
    new = rewrite_service(FILE, 13, (), {"navn": "Ny", "status": "unverified"})
    assert new == FILE.replace(
        "  helsestasjon: {status: missing}\n", '  helsestasjon:\n    navn: "Ny"\n    status: unverified\n'
    )


@pytest.mark.parametrize("dashes", ["", " ", "    "])
def test_a_list_that_stands_no_further_in_than_its_key_or_further_stays_so(dashes: str) -> None:
    old = "      - navn: Den andre\n        status: unverified\n"
    there = f"    {dashes}- navn: Den andre\n    {dashes}  status: unverified\n"
    file = FILE.replace(old, there).replace("i_tillegg:", "i_tillegg:  # flere")
    assert add_one_more(file, 4) == file.replace(there, f"{there}    {dashes}- status: missing\n")
    new = rewrite_service(file, 4, ("i_tillegg", 0), {**OTHERS[0], "kilde": "ringt"})
    assert read(new, "1515", "legevakt", "i_tillegg") == [{**OTHERS[0], "kilde": "ringt"}]


@pytest.mark.parametrize(
    "field", ['    dekker:\n    - "1515"\n', "    merknad: |\n      se her:\n      - dette\n"]
)
def test_another_list_in_the_service_says_nothing_of_where_the_others_stand(field: str) -> None:
    file = FILE.replace("    i_tillegg:", f"{field}    i_tillegg:")
    new = add_one_more(file, 4)
    assert read(new, "1515", "legevakt", "i_tillegg") == [*OTHERS, {"status": "missing"}]


@pytest.mark.parametrize("step", [3, 4])
def test_another_depth_of_indentation_is_kept(step: int) -> None:
    margin = " " * step
    file = f'"1515":\n  legevakt:\n  {margin}navn: A\n  {margin}status: unverified\n'
    new = rewrite_service(file, 2, (), {"navn": "A", "status": "unverified", "kilde": "ringt"})
    assert new == file + f'  {margin}kilde: "ringt"\n'


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1
)


@given(name=TEXT, source=TEXT | st.from_regex(r"https?://[ -~]+", fullmatch=True))
def test_any_words_are_read_back_as_they_were(name: str, source: str) -> None:
    wanted = {"navn": name, "status": "verified", "kilde": source, "i_tillegg": OTHERS}
    new = rewrite_service(FILE, 4, (), wanted)
    assert read(new, "1515", "legevakt") == wanted
    assert read(new, "1516") == {"navn": "Ulstein"}


@given(hours=st.dictionaries(st.sampled_from(["hverdager", "helg"]), st.lists(st.just("08:00-15:30"))))
def test_any_hours_are_read_back_as_they_were(hours: dict[str, list[str]]) -> None:
    wanted = {"apningstid": {**hours, "doegnaapent": False}, "status": "verified"}
    assert read(rewrite_service(FILE, 13, (), wanted), "1515", "helsestasjon") == wanted
