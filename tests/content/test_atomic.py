"""A file is put in place as a whole, or stays as it was."""

from pathlib import Path

import pytest

from content.atomic import write_atomically


def test_the_new_content_is_there_with_the_old_permissions_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "fil.yaml"
    path.write_text("gammel", encoding="utf-8")
    path.chmod(0o640)
    write_atomically(path, "ny: æøå\r\n")
    assert path.read_bytes() == "ny: æøå\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_can_be_read_by_others(tmp_path: Path) -> None:
    write_atomically(tmp_path / "fil.yaml", "a: 1\n")
    assert (tmp_path / "fil.yaml").stat().st_mode & 0o777 == 0o644


def test_when_it_fails_the_old_file_stays_and_nothing_is_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "fil.yaml"
    path.write_text("gammel", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "\ud800")
    assert path.read_text(encoding="utf-8") == "gammel"
    assert list(tmp_path.iterdir()) == [path]
