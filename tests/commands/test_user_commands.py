"""`ventevakt user ...` from the outside: who there is, shut out and let in again, and how it refuses."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handoff.cli import main


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VENTEVAKT_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def run(*arguments: str, password: str = "langt-nok-passord") -> Result:
    return CliRunner().invoke(main, ["user", *arguments], input=password + "\n")


def add(name: str, role: str) -> Result:
    return run("add", name, "--role", role, "--password-stdin")


def listed() -> list[list[str]]:
    return [line.split("\t") for line in run("list").stdout.splitlines()]


def test_shut_out_and_let_in_again() -> None:
    assert add("lise", "leder").stdout == "lise kan logge inn som leder.\n"
    add("kari", "veileder")
    assert [(line[0], line[1], line[3], line[4]) for line in listed()] == [
        ("kari", "veileder", "ikke innom ennå", "åpen"),
        ("lise", "leder", "ikke innom ennå", "åpen"),
    ]
    assert run("shut", "kari").stdout == "kari er stengt ute.\n"
    assert [line[0] for line in listed() if line[4].startswith("stengt ")] == ["kari"]
    assert run("open", "kari").stdout == "kari kan logge inn igjen.\n"
    assert {line[4] for line in listed()} == {"åpen"}


def test_adding_a_shut_login_again_opens_it() -> None:
    add("lise", "leder")
    add("kari", "veileder")
    run("shut", "kari")
    assert add("kari", "fagansvarlig").exit_code == 0
    assert [line[1:2] + line[4:] for line in listed() if line[0] == "kari"] == [["fagansvarlig", "åpen"]]


def test_what_is_refused_is_said_in_a_sentence() -> None:
    add("lise", "leder")
    for arguments, sentence in (
        (("shut", "lise"), "Det må være minst én leder igjen."),
        (("shut", "finnes-ikke"), "Vi finner ikke dette."),
        (("open", "finnes-ikke"), "Vi finner ikke dette."),
    ):
        result = run(*arguments)
        assert result.exit_code == 1
        assert sentence in result.stderr
    short = run("add", "kari", "--role", "veileder", "--password-stdin", password="kort")
    assert (short.exit_code, "minst 10 tegn" in short.stderr) == (1, True)
    assert [line[4] for line in listed()] == ["åpen"]
