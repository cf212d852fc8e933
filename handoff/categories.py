"""The service's own categories: 22 themes, channels, genders, outcomes, exactly as printed in resources/temaer.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Categories:
    """The values a registration may hold."""

    themes: tuple[str, ...]
    channels: tuple[str, ...]
    genders: tuple[str, ...]
    outcomes: tuple[str, ...]

    @classmethod
    def load(cls, resources: Path) -> Categories:
        """Read resources/temaer.yaml. Raises ContentError with all problems."""
        raise NotImplementedError
