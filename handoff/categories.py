"""The service's own categories, exactly as printed: 22 themes (temaer.yaml), channels, genders, outcomes (registrering.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from content.errors import ContentError
from content.models import Reviewed, parse_model
from content.yaml_loader import Problem, load_yaml

FILE = "registrering.yaml"
THEMES_FILE = "temaer.yaml"


class Listed(Reviewed):
    """registrering.yaml."""

    channels: list[str]
    genders: list[str]
    outcomes: list[str]


@dataclass(frozen=True)
class Categories:
    """The values a registration may hold. `slugs`: short names of the themes, as other content uses them."""

    themes: tuple[str, ...]
    channels: tuple[str, ...]
    genders: tuple[str, ...]
    outcomes: tuple[str, ...]
    slugs: dict[str, str]

    def slug(self, theme: str) -> str | None:
        """The short name of a theme; None for one the service does not use."""
        return self.slugs.get(theme)

    @classmethod
    def load(cls, resources: Path) -> Categories:
        """Read both files. Raises ContentError with all problems."""
        data, lines, found = load_yaml(resources / FILE)
        listed, wrong = parse_model(Listed, data, lines, FILE)
        slugs, missing = read_themes(resources / THEMES_FILE)
        problems = [*found, *wrong, *missing]
        if problems or listed is None:
            raise ContentError(problems)
        return cls(
            themes=tuple(slugs),
            channels=tuple(listed.channels),
            genders=tuple(listed.genders),
            outcomes=tuple(listed.outcomes),
            slugs=slugs,
        )


def read_themes(path: Path) -> tuple[dict[str, str], list[Problem]]:
    """Printed name to short name, in the file's order; the rest of that file is screening's."""
    data = load_yaml(path).data
    listed = data.get("themes") if isinstance(data, dict) else None
    try:
        themes = {str(theme["name"]): str(theme["slug"]) for theme in listed or []}
    except (KeyError, TypeError):
        themes = {}
    text = "Filen skal ha en liste «themes» med «name» og «slug»."
    return themes, ([] if themes else [Problem(path.name, 1, text)])
