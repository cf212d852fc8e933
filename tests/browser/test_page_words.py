"""Every word the pages' scripts ask for is delivered with the page, and no word is delivered for nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from content.texts import Texts

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "handoff" / "console" / "static"
TEMPLATES = ROOT / "handoff" / "console" / "templates"
PAGES = {
    "page_": ("parent.html", ["chat.js", "render.js", "parent/*.js"]),
    "shift_": ("shift_report.html", ["reports/*.js"]),
    "console_": ("console.html", ["render.js", "console/*.js"]),
    "directory_": ("directory.html", ["console/login.js", "directory/*.js"]),
    "practice_": ("practice.html", ["render.js", "practice/*.js"]),
    "users_": ("users.html", ["users/*.js"]),
}


def delivered(template: str) -> set[str]:
    """The ids in the template's data block."""
    block = re.search(
        r"data_block\(texts, \"\w+\", \[(.*?)\]\)", (TEMPLATES / template).read_text("utf-8"), re.S
    )
    assert block
    return set(re.findall(r'"([\w]+)"', block[1]))


def asked_for(prefix: str) -> set[str]:
    """The ids the scripts name, a pattern like `sender_*` for those put together while running."""
    written = ids_of(prefix)
    found: set[str] = set()
    for path in (path for pattern in PAGES[prefix][1] for path in STATIC.glob(pattern)):
        code = path.read_text("utf-8")
        found |= set(re.findall(r'\bt\("(\w+)"', code))
        found |= {id for id in re.findall(r'"(\w+_\w+)"', code) if id in written}
        found |= {f"{start}*" for start in re.findall(r"\bt\(`(\w+?_)\$\{[^}]+\}`", code)}
    return found


def ids_of(prefix: str) -> set[str]:
    """The ids written for a page, without the prefix."""
    return {id.removeprefix(prefix) for id in Texts.load(ROOT / "resources").entries if id.startswith(prefix)}


@pytest.mark.parametrize("prefix", PAGES)
def test_every_text_a_script_asks_for_comes_with_the_page(prefix: str) -> None:
    given = delivered(PAGES[prefix][0])
    for id in asked_for(prefix):
        if id.endswith("*"):
            assert any(one.startswith(id[:-1]) for one in given), id
        else:
            assert id in given, id


@pytest.mark.parametrize("prefix", PAGES)
def test_no_text_comes_with_the_page_that_no_script_asks_for(prefix: str) -> None:
    asked = asked_for(prefix)
    starts = tuple(id[:-1] for id in asked if id.endswith("*"))
    unused = {id for id in delivered(PAGES[prefix][0]) if id not in asked and not id.startswith(starts)}
    assert unused == set()


@pytest.mark.parametrize("prefix", PAGES)
def test_every_text_of_a_page_exists_and_none_is_left_over(prefix: str) -> None:
    template = PAGES[prefix][0]
    html = "".join(
        (TEMPLATES / name).read_text("utf-8")
        for name in (template, "_login.html", "_numbers.html", "unreachable.html")
    )
    written = {id for id in Texts.load(ROOT / "resources").entries if id.startswith(prefix)}
    used = {prefix + id for id in delivered(template)} | set(re.findall(rf"{prefix}\w+", html))
    made = {
        id
        for start in re.findall(rf"[\"']({prefix}\w*_?)[\"'] ~", html)
        for id in written
        if id.startswith(start)
    }
    assert {id for id in used if not id.endswith("_")} - written == set()
    assert written - used - made == set()


def test_parent_texts_exist_in_all_three_languages() -> None:
    entries = Texts.load(ROOT / "resources").entries
    missing = [id for id, text in entries.items() if id.startswith("page_") and not (text.nn and text.en)]
    assert missing == []


def test_no_script_or_style_stands_inside_a_page() -> None:
    for path in TEMPLATES.glob("*.html"):
        html = path.read_text("utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=", html), path.name
        for tag in re.findall(r"<script[^>]*>", html):
            assert 'src="/static/' in tag or 'type="application/json"' in tag, tag


def test_nothing_is_fetched_from_elsewhere() -> None:
    for path in [
        *TEMPLATES.glob("*.html"),
        *STATIC.rglob("*.css"),
        *STATIC.rglob("*.js"),
        *STATIC.rglob("*.svg"),
    ]:
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(?:src|href|url\(|from|import)\s*=?\s*[\"'(]*(?:https?:)?//", text), path.name
