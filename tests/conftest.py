"""Fixtures for all tests."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# pytest has put tests/ first, whose folders are named like our packages: the packages come before them.
sys.path.insert(0, str(ROOT))

from support import FakeClock  # noqa: E402  after the path is right

# Content is read again and again here, and is many small objects that live on: as often as Python looks for garbage
# of its own accord, four tenths of the time went to that.
gc.set_threshold(20_000, 10, 10)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def resources() -> Path:
    """The real content."""
    return ROOT / "resources"
