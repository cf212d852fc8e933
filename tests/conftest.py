"""Fixtures for all tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# pytest has put tests/ first, whose folders are named like our packages: the packages come before them.
sys.path.insert(0, str(ROOT))

from support import FakeClock  # noqa: E402  after the path is right


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def resources() -> Path:
    """The real content."""
    return ROOT / "resources"
