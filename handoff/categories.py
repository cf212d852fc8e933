"""The service's own categories, exactly as printed: 22 themes (temaer.yaml), channels, genders, outcomes (registrering.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from content.errors import ContentError
from content.models import Reviewed, parse_model
from content.yaml_loader import Lines, Problem, load_yaml
from screening.themes import Framework

FILE = "registrering.yaml"
THEMES_FILE = "temaer.yaml"


class Listed(Reviewed):
    """registrering.yaml."""

    channels: list[str]
    genders: list[str]
    unknown_gender: str
    outcomes: list[str]
    violence_theme: str
    violence_kinds: list[str]


class ThemeName(NamedTuple):
    """A theme without its wordings: fixed id, short name, printed name, whether new registrations may hold it, what it
    means, and its categories in `Categories.chi`."""

    id: str
    slug: str
    name: str
    active: bool
    definition: str
    chi: tuple[str, ...]


@dataclass(frozen=True)
class Categories:
    """The values a registration may hold, in the order they are shown.

    `themes` are all that were ever used, for old data; `offered` those a new registration may hold. `slugs` and `ids`
    lead from a theme's printed name to its short name and its fixed id; `listed` has all that is known of each.
    `violence_theme` (a printed name) opens `violence_kinds`. `unknown_gender` is what counts when none was told.
    """

    themes: tuple[str, ...]
    offered: tuple[str, ...]
    channels: tuple[str, ...]
    genders: tuple[str, ...]
    unknown_gender: str
    outcomes: tuple[str, ...]
    violence_theme: str
    violence_kinds: tuple[str, ...]
    slugs: dict[str, str]
    ids: dict[str, str]
    listed: tuple[ThemeName, ...]
    chi: Framework

    def slug(self, theme: str) -> str | None:
        """The short name of a theme; None for one the service does not use."""
        return self.slugs.get(theme)

    def choices(self) -> dict[str, Any]:
        """What a registration may hold, with what each theme means, as JSON."""
        return {
            "themes": list(self.themes),
            "offered": list(self.offered),
            "definitions": {theme.name: theme.definition for theme in self.listed},
            "channels": list(self.channels),
            "genders": list(self.genders),
            "unknown_gender": self.unknown_gender,
            "outcomes": list(self.outcomes),
            "violence_theme": self.violence_theme,
            "violence_kinds": list(self.violence_kinds),
        }

    @classmethod
    def load(cls, resources: Path) -> Categories:
        """Read both files. Raises ContentError with all problems."""
        data, lines, found = load_yaml(resources / FILE)
        listed, wrong = parse_model(Listed, data, lines, FILE)
        themes, missing = read_theme_names(resources / THEMES_FILE)
        chi, unread = read_framework(resources / THEMES_FILE)
        problems = [*found, *wrong, *missing, *unread]
        if listed and themes:
            problems += unknown_values(listed, {theme.slug for theme in themes}, lines)
        if problems or listed is None or chi is None:
            raise ContentError(problems)
        return cls(
            themes=tuple(theme.name for theme in themes),
            offered=tuple(theme.name for theme in themes if theme.active),
            channels=tuple(listed.channels),
            genders=tuple(listed.genders),
            unknown_gender=listed.unknown_gender,
            outcomes=tuple(listed.outcomes),
            violence_theme=next(theme.name for theme in themes if theme.slug == listed.violence_theme),
            violence_kinds=tuple(listed.violence_kinds),
            slugs={theme.name: theme.slug for theme in themes},
            ids={theme.name: theme.id for theme in themes},
            listed=tuple(themes),
            chi=chi,
        )


def unknown_values(listed: Listed, slugs: set[str], lines: Lines) -> list[Problem]:
    """Values that name something which is not there."""
    problems = []
    if listed.violence_theme not in slugs:
        text = f"«violence_theme» er «{listed.violence_theme}», men det er ikke kortnavnet på noe tema i {THEMES_FILE}."
        problems.append(Problem(FILE, lines.get(("violence_theme",), 1), text))
    if listed.unknown_gender not in listed.genders:
        text = f"«unknown_gender» er «{listed.unknown_gender}», men det står ikke i «genders»."
        problems.append(Problem(FILE, lines.get(("unknown_gender",), 1), text))
    return problems


def read_theme_names(path: Path) -> tuple[list[ThemeName], list[Problem]]:
    """The themes in the file's order; the rest of that file is screening's."""
    data = load_yaml(path).data
    listed = data.get("themes") if isinstance(data, dict) else None
    try:
        themes = [
            ThemeName(
                id=str(theme["id"]),
                slug=str(theme["slug"]),
                name=str(theme["name"]),
                active=bool(theme["active"]),
                definition=str(theme["definition"]),
                chi=tuple(map(str, theme["chi"])),
            )
            for theme in listed or []
        ]
    except (KeyError, TypeError):
        themes = []
    text = "Filen skal ha en liste «themes» med «id», «slug», «name», «active», «definition» og «chi»."
    return themes, ([] if themes else [Problem(path.name, 1, text)])


def read_framework(path: Path) -> tuple[Framework | None, list[Problem]]:
    """Child Helpline International's categories."""
    data, lines, _ = load_yaml(path)
    told = data.get("chi") if isinstance(data, dict) else None
    return parse_model(Framework, told, lines, path.name, at=("chi",))
