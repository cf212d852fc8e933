"""The content web works with, loaded once and again when a file changes. A broken file leaves the last good version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from content.live import Live
from content.texts import Texts
from content.yaml_loader import Problem
from directory import Directory
from handoff.categories import Categories
from handoff.replies import Replies
from screening import Screener
from screening.themes import Themes

NOT_PLACES = {"replies.yaml", "temaer.yaml", "registrering.yaml"}


class Content:
    """Screener, themes, directory, texts, replies and categories, each of its newest good version."""

    def __init__(self, resources: Path) -> None:
        texts = resources / "texts"
        protocol = [resources / "protocol", resources / "language"]
        self._texts = Live(lambda: Texts.load(resources), [texts])
        self._screener = Live(lambda: Screener.load(resources), protocol)
        self._themes = Live(
            lambda: Themes.load(resources), [resources / "temaer.yaml", resources / "language"]
        )
        places = [p for p in resources.glob("*.yaml") if p.name not in NOT_PLACES]
        self._directory = Live(lambda: Directory.load(resources), [*places, resources / "steder"])
        self._replies = Live(lambda: Replies.load(resources), [resources / "replies.yaml"])
        self._categories = Live(
            lambda: Categories.load(resources), [resources / "temaer.yaml", resources / "registrering.yaml"]
        )

    def reload(self) -> list[Problem]:
        """Take in what was changed; returns what is wrong with files that could not be used."""
        found: list[Problem] = []
        for live in self._all():
            live.reload_if_changed()
            found += live.problems
        return found

    def _all(self) -> list[Live[Any]]:
        return [
            self._texts,
            self._screener,
            self._themes,
            self._directory,
            self._replies,
            self._categories,
        ]

    @property
    def screener(self) -> Screener:
        return self._screener.current

    @property
    def themes(self) -> Themes:
        return self._themes.current

    @property
    def directory(self) -> Directory:
        return self._directory.current

    @property
    def texts(self) -> Texts:
        return self._texts.current

    @property
    def replies(self) -> Replies:
        return self._replies.current

    @property
    def categories(self) -> Categories:
        return self._categories.current
