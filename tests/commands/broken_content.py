"""Reads one file of the broken-YAML gallery outside the directory, the way `resources check` reads the real file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from content.errors import ContentError
from content.strategies import Strategies
from content.texts import Texts
from content.yaml_loader import Problem
from handoff.content_references import strategy_problems
from handoff.replies import Replies
from screening import Screener

SMALL = Path(__file__).parents[1] / "data" / "small_protocol"
THEMES = ["smabarnsutfordringer", "barn_over_to", "sliten_trett"]
RULES = ["PC-01", "PC-03", "CO-06"]


def problems_in(path: Path, folder: Path) -> list[Problem]:
    """All problems of a gallery file; `folder` is empty and becomes the resources folder around it."""
    kind = path.parent.name
    if kind == "protocol":
        shutil.copytree(SMALL, folder, dirs_exist_ok=True)
        shutil.copy(path, folder / "protocol")
        return Screener.read(folder)[1]
    if kind == "replies":
        shutil.copy(path, folder / "replies.yaml")
        return refused(Replies.load, folder)
    (folder / kind).mkdir()
    shutil.copy(path, folder / kind)
    if kind == "texts":
        return refused(Texts.load, folder)
    return [*refused(Strategies.load, folder), *strategy_problems(folder, themes=THEMES, rules=RULES)]


def refused(load: Callable[[Path], object], folder: Path) -> list[Problem]:
    """What the loader says is wrong; nothing when it takes the files."""
    try:
        load(folder)
    except ContentError as error:
        return error.problems
    return []
