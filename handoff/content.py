"""The content web works with, loaded once and again when a file changes. A broken file leaves the last good version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from content.live import Live
from content.practice import FOLDER, SOURCES, Practice
from content.texts import Texts
from content.yaml_loader import Problem
from directory import Directory
from handoff.categories import Categories
from handoff.replies import Replies
from screening import Screener
from screening.telling import Telling
from screening.themes import Themes

T = TypeVar("T")
DIRECTORY = ("legevakt_kommuner.yaml", "nasjonale_tjenester.yaml", "steder", "texts")


class Content:
    """Screener, themes, directory, texts, replies, categories and practice, each of its newest good version.

    `keep` is a folder for copies of the newest good files, used when the files are broken at the start. Raises
    ContentError or ProtocolError when they are and there is no copy yet.
    """

    def __init__(self, resources: Path, keep: Path | None = None) -> None:
        def live(name: str, load: Callable[[Path], T], *files: str) -> Live[T]:
            return Live(load, resources, files, keep=keep and keep / name)

        self._texts = live("texts", Texts.load, "texts")
        self._screener = live("screener", Screener.load, "protocol", "language")
        self._themes = live("themes", Themes.load, "temaer.yaml", "language")
        self._telling = live("telling", Telling.load, "oppsummering.yaml", "language")
        self._directory = live("directory", Directory.load, *DIRECTORY)
        self._replies = live("replies", Replies.load, "replies.yaml")
        self._practice = live("practice", Practice.load, FOLDER, SOURCES)
        self._categories = live("categories", Categories.load, "temaer.yaml", "registrering.yaml")

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with files that could not be used: older good versions are in use instead."""
        return [problem for live in self._all() for problem in live.problems]

    def reload(self) -> list[Problem]:
        """Take in what was changed; returns what is wrong with files that could not be used."""
        for live in self._all():
            live.reload_if_changed()
        return self.problems

    def _all(self) -> list[Live[Any]]:
        return [
            self._texts,
            self._screener,
            self._themes,
            self._telling,
            self._directory,
            self._replies,
            self._categories,
            self._practice,
        ]

    @property
    def screener(self) -> Screener:
        return self._screener.current

    @property
    def themes(self) -> Themes:
        return self._themes.current

    @property
    def telling(self) -> Telling:
        return self._telling.current

    @property
    def directory(self) -> Directory:
        return self._directory.current

    def directory_on_disk(self) -> Directory | None:
        """The directory when it is what the files say now; None while they are broken, or newer."""
        return self._directory.on_disk

    @property
    def texts(self) -> Texts:
        return self._texts.current

    @property
    def replies(self) -> Replies:
        return self._replies.current

    @property
    def categories(self) -> Categories:
        return self._categories.current

    @property
    def practice(self) -> Practice:
        return self._practice.current
