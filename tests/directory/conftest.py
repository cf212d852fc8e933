"""The real directory, loaded once."""

from pathlib import Path

import pytest

from directory import Directory

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(scope="session")
def resources() -> Path:
    return RESOURCES


@pytest.fixture(scope="session")
def directory() -> Directory:
    return Directory.load(RESOURCES)
