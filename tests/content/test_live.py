"""Content that reloads: a good change is taken, a broken one leaves the last good version."""

from pathlib import Path

import pytest

from content.errors import ContentError
from content.live import Live, stamp_of
from content.texts import Texts

REVIEW = '  checked: "2026-11-22"\n  approved_by: null\n  review_by: "2027-05-22"\n'


def write(tmp_path: Path, text: str, name: str = "a") -> None:
    (tmp_path / "texts").mkdir(exist_ok=True)
    (tmp_path / "texts" / f"{name}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def live(tmp_path: Path) -> Live[Texts]:
    write(tmp_path, f"hei:\n  nb: Hei\n{REVIEW}")
    return Live(Texts.load, tmp_path, ["texts"])


def test_an_unchanged_file_is_not_loaded_again(live: Live[Texts]) -> None:
    before = live.current
    assert live.reload_if_changed() is False
    assert live.current is before


def test_a_change_is_taken(live: Live[Texts], tmp_path: Path) -> None:
    write(tmp_path, f"hei:\n  nb: Hallo der\n{REVIEW}")
    assert live.reload_if_changed() is True
    assert live.current.get("hei", "nb") == "Hallo der"
    assert live.problems == []


def test_a_broken_file_keeps_the_last_good_version_and_says_why(live: Live[Texts], tmp_path: Path) -> None:
    write(tmp_path, "hei:\n  nb: Borte\n")
    assert live.reload_if_changed() is False
    assert live.current.get("hei", "nb") == "Hei"
    assert "a.yaml" in str(live.problems[0])


def test_a_repaired_file_clears_the_problems(live: Live[Texts], tmp_path: Path) -> None:
    write(tmp_path, "hei: [\n")
    live.reload_if_changed()
    assert live.problems
    write(tmp_path, f"hei:\n  nb: Tilbake\n{REVIEW}")
    assert live.reload_if_changed() is True
    assert live.problems == []
    assert live.current.get("hei", "nb") == "Tilbake"


def test_new_and_removed_files_count_as_changes(live: Live[Texts], tmp_path: Path) -> None:
    write(tmp_path, f"hade:\n  nb: Ha det\n{REVIEW}", name="b")
    assert live.reload_if_changed() is True
    (tmp_path / "texts" / "b.yaml").unlink()
    assert live.reload_if_changed() is True
    assert "hade" not in live.current.entries


def test_reload_loads_even_when_nothing_changed(live: Live[Texts]) -> None:
    before = live.current
    assert live.reload() is True
    assert live.current is not before


def test_the_first_load_has_nothing_to_fall_back_on(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        Live(Texts.load, tmp_path, ["."])


def test_an_unforeseen_error_keeps_the_last_version_and_tells_nothing_private(tmp_path: Path) -> None:
    answers: list[str] = ["good"]

    def load(_root: Path) -> str:
        if not answers:
            raise RuntimeError("the parent wrote this")
        return answers.pop()

    live = Live(load, tmp_path, ["."])
    assert live.reload() is False
    assert live.current == "good"
    assert "RuntimeError" in live.problems[0].message
    assert "parent" not in live.problems[0].message


def test_single_files_can_be_watched_and_may_be_missing(tmp_path: Path) -> None:
    one = tmp_path / "one.yaml"
    assert stamp_of([one]) == ()
    one.write_text("a: 1\n", encoding="utf-8")
    assert len(stamp_of([one])) == 1


def test_the_disk_is_asked_no_oftener_than_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, f"hei:\n  nb: Hei\n{REVIEW}")
    clock = [100.0]
    monkeypatch.setattr("content.live.time.monotonic", lambda: clock[0])
    live = Live(Texts.load, tmp_path, ["texts"], look_every_s=1.0)
    write(tmp_path, f"hei:\n  nb: Hallo der\n{REVIEW}")
    assert live.reload_if_changed() is False
    clock[0] += 1.0
    assert live.reload_if_changed() is True


def test_broken_at_the_start_the_kept_copy_is_used_and_the_problems_are_told(tmp_path: Path) -> None:
    root, keep = tmp_path / "resources", tmp_path / "keep" / "texts"
    root.mkdir()
    write(root, f"hei:\n  nb: Hei\n{REVIEW}")
    Live(Texts.load, root, ["texts"], keep=keep)
    write(root, "hei: [\n")
    live = Live(Texts.load, root, ["texts"], keep=keep)
    assert live.current.get("hei", "nb") == "Hei"
    assert "a.yaml" in str(live.problems[0])
    write(root, f"hei:\n  nb: Hallo der\n{REVIEW}")
    assert live.reload_if_changed() is True
    assert live.problems == []
    write(root, "hei: [\n")  # the copy follows: what was taken in last is what the next start falls back on
    assert Live(Texts.load, root, ["texts"], keep=keep).current.get("hei", "nb") == "Hallo der"


def test_a_removed_file_is_gone_from_the_copy_too(tmp_path: Path) -> None:
    root, keep = tmp_path / "resources", tmp_path / "keep"
    root.mkdir()
    write(root, f"hei:\n  nb: Hei\n{REVIEW}")
    write(root, f"hade:\n  nb: Ha det\n{REVIEW}", name="b")
    live = Live(Texts.load, root, ["texts"], keep=keep)
    (root / "texts" / "b.yaml").unlink()
    live.reload_if_changed()
    assert [file.name for file in keep.rglob("*.yaml")] == ["a.yaml"]


def test_a_copy_that_cannot_be_used_either_gives_the_error_of_the_files(tmp_path: Path) -> None:
    root, keep = tmp_path / "resources", tmp_path / "keep"
    root.mkdir()
    write(root, f"hei:\n  nb: Hei\n{REVIEW}")
    Live(Texts.load, root, ["texts"], keep=keep)
    write(root, "hei: [\n")
    (keep / "texts" / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"a\.yaml"):
        Live(Texts.load, root, ["texts"], keep=keep)


def test_what_is_in_use_is_told_apart_from_what_lies_on_disk(tmp_path: Path) -> None:
    root, keep = tmp_path / "resources", tmp_path / "keep"
    root.mkdir()
    write(root, f"hei:\n  nb: Hei\n{REVIEW}")
    live = Live(Texts.load, root, ["texts"], keep=keep)
    assert live.on_disk is live.current
    write(root, f"hei:\n  nb: Hallo der\n{REVIEW}")
    assert live.on_disk is None  # newer than what is in use
    live.reload_if_changed()
    assert live.on_disk is live.current
    write(root, "hei: [\n")
    live.reload_if_changed()
    assert live.on_disk is None and live.current.get("hei", "nb") == "Hallo der"
    assert Live(Texts.load, root, ["texts"], keep=keep).on_disk is None
