"""Fixtures for all tests."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from running import Bot

ROOT = Path(__file__).resolve().parent.parent
# pytest has put tests/ first, whose folders are named like our packages: the packages come before them.
sys.path.insert(0, str(ROOT))

from support import FakeClock  # noqa: E402  after the path is right

# content is loaded again and again here: looking through all of it at the usual rate is a third of the work
gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def trained() -> None:
    """The assistant's model is as new as what it is made from."""
    subprocess.run([sys.executable, "-m", "bot.train"], cwd=ROOT, check=True, capture_output=True)


@pytest.fixture(scope="session")
def assistant(trained: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """One assistant for all tests that need one beside web: it takes seconds to start and keeps nothing."""
    import running

    with running.assistant(tmp_path_factory.mktemp("assistant")) as bot:
        yield bot


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def resources() -> Path:
    """The real content."""
    return ROOT / "resources"
