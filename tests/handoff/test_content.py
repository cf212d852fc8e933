"""Content that web reads: a change is live without a restart, a broken file leaves the last good version."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from house import House

from content.errors import ContentError
from content.yaml_loader import Problem
from handoff.categories import Categories
from handoff.content import Content
from handoff.replies import Replies
from handoff.web.keys import SWEEPER


@pytest.fixture
def copied(resources: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(resources, tmp_path / "resources"))


def test_a_changed_file_is_live_and_a_broken_one_is_not_taken_in(copied: Path) -> None:
    content = Content(copied)
    file = copied / "replies.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("Jeg leser det du har skrevet", "Nå leser jeg det"), encoding="utf-8")
    assert content.reload() == []
    assert any("Nå leser jeg det" in reply["text"] for reply in content.replies.in_language("nb"))
    file.write_text("replies: [", encoding="utf-8")
    assert [p.file for p in content.reload()] == ["replies.yaml"]
    assert len(content.replies.entries) >= 20


def test_replies_are_enough_and_in_both_forms(resources: Path) -> None:
    replies = Replies.load(resources)
    assert len(replies.entries) >= 20
    assert all(reply.text.nn for reply in replies.entries)
    differ = [reply for reply in replies.entries if reply.text.nn != reply.text.nb]
    assert len(differ) >= len(replies.entries) - 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("replies: []\n", "liste «replies»"),
        ("replies:\n  - id: a\n", "mangler"),
        ("hei: 1\n", "liste «replies»"),
    ],
)
def test_broken_replies_are_told_of_in_norwegian(copied: Path, text: str, told: str) -> None:
    (copied / "replies.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=told):
        Replies.load(copied)


def test_the_same_reply_twice_is_told_of(copied: Path) -> None:
    file = copied / "replies.yaml"
    text = file.read_text(encoding="utf-8").replace('id: "leser"', 'id: "hei"')
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match="«hei» står to ganger"):
        Replies.load(copied)


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("temaer.yaml", "themes:\n  - navn: x\n", "temaer.yaml"),
        ("registrering.yaml", 'channels: ["Tlf"]\n', "mangler"),
    ],
)
def test_broken_categories_are_told_of(copied: Path, file: str, text: str, told: str) -> None:
    (copied / file).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=told):
        Categories.load(copied)


def test_broken_at_the_start_the_kept_copy_is_used_and_the_problems_are_told(
    copied: Path, tmp_path: Path
) -> None:
    keep = tmp_path / "keep"
    Content(copied, keep)
    for file in ("replies.yaml", "protocol/fever.yaml", "texts/web.yaml", "temaer.yaml"):
        (copied / file).write_text("a: [\n", encoding="utf-8")
    content = Content(copied, keep)
    assert {p.file for p in content.problems} >= {"replies.yaml", "web.yaml", "temaer.yaml"}
    result, _ = content.screener.screen("han puster ikke", None)
    assert result["emergency"] == "113"
    assert content.texts.get("web_greeting", "nb")


async def test_the_console_is_told_what_cannot_be_used(house: House) -> None:
    kari = await house.as_veileder()
    assert (await kari.get("/api/queue"))["content_problems"] == []
    house.content.problems = [Problem("replies.yaml", 3, "Feltet «id» mangler.")]
    assert (await kari.get("/api/queue"))["content_problems"] == ["replies.yaml:3  Feltet «id» mangler."]


async def test_content_is_looked_at_though_the_database_is_away(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise OSError("no database")

    sweeper: Any = house.app[SWEEPER]
    monkeypatch.setattr(sweeper, "sweep", away)
    house.content.reload = lambda: [Problem("replies.yaml", 3, "Feltet «id» mangler.")]  # type: ignore[method-assign]
    await sweeper.tick()
    assert sweeper._problems


async def test_a_clock_that_is_set_back_does_not_stop_the_looking(house: House) -> None:
    looked: list[int] = []
    house.content.reload = lambda: looked.append(1) or []  # type: ignore[method-assign,func-returns-value]
    sweeper: Any = house.app[SWEEPER]
    await sweeper.tick()
    house.clock.advance(hours=-1)
    await sweeper.tick()
    assert len(looked) == 2
    await sweeper.tick()
    assert len(looked) == 2


async def test_what_is_wrong_is_logged_once(house: House, caplog: pytest.LogCaptureFixture) -> None:
    house.content.reload = lambda: [Problem("replies.yaml", 3, "Feltet «id» mangler.")]  # type: ignore[method-assign]
    sweeper: Any = house.app[SWEEPER]
    for _ in range(20):
        await sweeper.tick()
        house.clock.advance(seconds=1)
    assert caplog.text.count("replies.yaml:3") == 1
