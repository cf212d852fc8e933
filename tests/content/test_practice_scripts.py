"""The scripted parents of the training mode: a strict loader, which line comes next, and the scripts themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from content.errors import ContentError
from content.practice import DIFFICULTIES, Practice, Script, says
from handoff.content_check import all_problems
from screening import Screener

FILE = "graat_om_kvelden.yaml"


@pytest.fixture(scope="session")
def practice(resources: Path) -> Practice:
    return Practice.load(resources)


@pytest.fixture
def copied(resources: Path, tmp_path: Path) -> Path:
    (tmp_path / "protocol").mkdir()
    shutil.copy(resources / "protocol" / "sources.yaml", tmp_path / "protocol")
    shutil.copytree(resources / "opplaering", tmp_path / "opplaering")
    return tmp_path


def problems(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as told:
        Practice.load(folder)
    return [str(problem) for problem in told.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("difficulty: lett", "difficulty: lettt", "mente du «lett»?"),
        ("difficulty: lett", "vanskelighet: lett", "Ukjent felt «vanskelighet»"),
        ("after: 3", "after: 0", "«after» skal være minst 1"),
        ("after: 3", "after: 61", "«after» skal være høyst 60"),
        ("language: nb", "language: no", "nb"),
        (
            "HB-KOLIKK",
            "HB-KOLIK",
            "Kilden «HB-KOLIK» finnes ikke i protocol/sources.yaml, mente du «HB-KOLIKK»?",
        ),
        ('words: ["legge"', 'words: [" ! "', "«words» har et tomt ord"),
        ('when: ["alene"', 'when: [""', "«when» har et tomt ord"),
        ("points:", "punkter:", "«points» mangler"),
        ("id: graat_om_kvelden", "id: Gråt", "samme form som «graat_om_kvelden»"),
    ],
)
def test_a_slip_is_told_in_norwegian_with_file_and_line(copied: Path, old: str, new: str, told: str) -> None:
    file = copied / "opplaering" / FILE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [line for line in problems(copied) if told in line]
    assert found
    assert found[0].startswith(f"{FILE}:")


def test_a_file_that_is_no_yaml_is_told(copied: Path) -> None:
    (copied / "opplaering" / "ny.yaml").write_text("id: [", encoding="utf-8")
    assert [line for line in problems(copied) if line.startswith("ny.yaml:")]


def test_the_same_script_in_two_files_is_told(copied: Path) -> None:
    shutil.copy(copied / "opplaering" / FILE, copied / "opplaering" / "z_kopi.yaml")
    assert problems(copied) == ["z_kopi.yaml:2  Manuset «graat_om_kvelden» står også i en annen fil."]


def test_a_parent_that_could_fall_silent_is_told(copied: Path) -> None:
    file = copied / "opplaering" / FILE
    head, rest = file.read_text(encoding="utf-8").split("answers:\n")
    answers, points = rest.split("points:\n")
    only = "".join(line for line in answers.splitlines(keepends=True) if "when:" in line)
    file.write_text(f"{head}answers:\n{only}points:\n{points}", encoding="utf-8")
    assert "kan forelderen bli stum" in problems(copied)[0]


def test_the_check_of_all_content_reads_the_scripts(resources: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(resources, tmp_path / "resources"))
    assert all_problems(folder) == []
    file = folder / "opplaering" / FILE
    file.write_text(file.read_text(encoding="utf-8").replace("title:", "tittel:"), encoding="utf-8")
    assert {problem.file for problem in all_problems(folder)} == {FILE}


@pytest.mark.parametrize(
    ("text", "words", "holds"),
    [
        ("Hvor gammelt er barnet?", ["gammel"], True),
        ("HVOR  GAMMEL, sa du?", ["hvor gammel"], True),
        ("Ring 116 117 nå", ["116 117"], True),
        ("Er han ugammel?", ["gammel"], False),
        ("Hva heter du?", ["gammel", "alder"], False),
        ("Hva som helst", [], False),
    ],
)
def test_words_are_found_at_the_beginning_of_words(text: str, words: list[str], holds: bool) -> None:
    assert says(text, words) is holds


def played(script: Script, heard: str) -> list[str]:
    """Everything the parent writes to a veileder who writes `heard` again and again."""
    sent: list[str] = []
    texts = []
    while found := script.next_before(sent) or script.next_answer(sent, heard):
        sent.append(found[0])
        texts.append(found[1].text)
    return texts


def test_a_line_that_was_asked_for_comes_first_and_only_once(practice: Practice) -> None:
    script = practice.scripts["graat_om_kvelden"]
    before = {f"before-{number}" for number in range(len(script.before))}
    name, line = script.next_answer(before, "Har han feber?") or ("", None)
    assert line is not None
    assert line.text.startswith("Nei, ingen feber")
    again = script.next_answer({*before, name}, "Har han feber?")
    assert again is not None
    assert again[1].text.startswith("Så godt at noen svarer")


def test_there_are_enough_and_of_every_difficulty(practice: Practice) -> None:
    found = [script.difficulty for script in practice.scripts.values()]
    assert len(found) >= 12
    assert {level: found.count(level) >= 3 for level in DIFFICULTIES} == dict.fromkeys(DIFFICULTIES, True)
    assert found == sorted(found, key=DIFFICULTIES.index)
    assert [script.language for script in practice.scripts.values()].count("nn") >= 3


def test_every_script_gets_to_its_end_whatever_is_written(practice: Practice) -> None:
    for script in practice.scripts.values():
        silent = played(script, "mm")
        assert len(silent) >= len(script.before) + 3, script.id
        assert silent[-1] == script.answers[-1].text, script.id
        asked = " ".join(word for answer in script.answers for word in answer.when)
        assert len(played(script, asked)) == len(script.before) + len(script.answers), script.id


def test_every_script_has_points_and_what_is_clinical_names_its_source(practice: Practice) -> None:
    for script in practice.scripts.values():
        assert len(script.points) >= 4, script.id
        if script.difficulty != "lett":
            assert any(point.sources for point in script.points), script.id
        for point in script.points:
            if any(number in point.text for number in ("113", "112", "116")):
                assert point.sources, (script.id, point.text)


def levels(screener: Screener, script: Script) -> tuple[bool, bool]:
    """Whether something urgent is found while waiting, and by the end, when all is written in the script's order."""
    state, seen = None, []
    for line in (*script.before, *script.answers):
        result, state = screener.screen(line.text, state)
        urgent = result["level"] in {"RED", "ORANGE"} or any(
            crisis["level"] in {"RED", "ORANGE"} for crisis in result["crisis"]
        )
        seen.append(urgent)
    return any(seen[: len(script.before)]), any(seen)


def test_screening_finds_the_grave_ones_and_leaves_the_easy_ones_alone(
    practice: Practice, resources: Path
) -> None:
    screener = Screener.load(resources)
    for script in practice.scripts.values():
        _, ever = levels(screener, script)
        if script.difficulty == "lett":
            assert not ever, script.id
        if script.difficulty == "alvorlig":
            assert ever, script.id
    # it turns grave in the middle
    assert levels(screener, practice.scripts["pusten_i_natt"]) == (False, True)
    assert levels(screener, practice.scripts["baby_seks_uker_med_feber"]) == (True, True)
