"""The screener on the real protocol, loaded once for the whole run."""

from pathlib import Path

import pytest

from screening import Screener

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="session")
def screener() -> Screener:
    return Screener.load(RESOURCES)
