"""The content and libraries the assistant speaks from. A changed file is live at the next turn."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from bot import settings
from content.live import Live
from content.strategies import Strategies
from content.texts import Texts
from directory import Directory
from screening import Screener

T = TypeVar("T")
LOOK_EVERY_S = 1.0  # asking the disk for every file at every turn costs more than reading the message


def texts() -> Texts:
    """All words the assistant says."""
    return _texts().current


def strategies() -> Strategies:
    """The calming strategies."""
    return _strategies().current


def screener() -> Screener:
    """The rule layer: questions to ask, and screening where nobody else has done it (make shell)."""
    return _screener().current


def directory() -> Directory:
    """Kommuner and services."""
    return _directory().current


def load_all() -> None:
    """Load everything now, so that content broken beyond the kept copies stops the start and not a conversation."""
    for live in _ALL:
        live()


def refresh() -> None:
    """Load what was changed on disk since last time; what is broken keeps its last good version."""
    for live in _ALL:
        live().reload_if_changed()


@cache
def _texts() -> Live[Texts]:
    return _live(Texts.load, "texts", ["texts"])


@cache
def _strategies() -> Live[Strategies]:
    return _live(Strategies.load, "strategies", ["strategies"])


@cache
def _screener() -> Live[Screener]:
    return _live(Screener.load, "screener", ["protocol", "language"])


@cache
def _directory() -> Live[Directory]:
    return _live(
        Directory.load,
        "directory",
        ["legevakt_kommuner.yaml", "nasjonale_tjenester.yaml", "steder", "texts"],
    )


def _live(load: Callable[[Path], T], name: str, files: Sequence[str]) -> Live[T]:
    keep = settings.data() / "last_good" / "bot" / name
    return Live(load, settings.resources(), files, keep=keep, look_every_s=LOOK_EVERY_S)


_ALL: tuple[Callable[[], Live[Any]], ...] = (_texts, _strategies, _screener, _directory)
