"""What one content file says about another: a strategy names themes, and the rules and signs it must not follow; services name themes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from content.yaml_loader import Problem, line_of, load_yaml, nearest
from directory.reading import NATIONAL, national_from


def strategy_problems(resources: Path, *, themes: Collection[str], rules: Collection[str]) -> list[Problem]:
    """Names in resources/strategies/ that exist nowhere. A misspelt rule would let a calming text through."""
    problems = []
    for path in sorted((resources / "strategies").glob("*.yaml")):
        data, lines, _ = load_yaml(path)
        for at, id, name in _names(data):
            choices, what = (rules, "Regelen eller tegnet") if "when_not" in at else (themes, "Temaet")
            if name not in choices:
                message = f"{id}: {what} «{name}» finnes ikke{nearest(name, sorted(choices)) or '.'}"
                problems.append(Problem(path.name, line_of(lines, at), message))
    return problems


def service_problems(resources: Path, *, themes: Collection[str]) -> list[Problem]:
    """Themes in use (slugs) that no service fits and that are not listed so, and those that are listed so and have one."""
    loaded = load_yaml(resources / NATIONAL)
    national, _ = national_from(loaded, NATIONAL)
    if national is None:  # what is wrong with the file itself is told elsewhere
        return []
    line = line_of(loaded[1], ("uten_tjeneste",))
    problems = []
    for theme in themes:
        has, listed = any(national.fitting(theme)), theme in national.uten_tjeneste
        if not has and not listed:
            told = f"Ingen tjeneste passer til temaet «{theme}». Gi en tjeneste temaet, eller skriv det under «uten_tjeneste»."
            problems.append(Problem(NATIONAL, line, told))
        if has and listed:
            told = (
                f"Temaet «{theme}» står under «uten_tjeneste», men en tjeneste har det. Ta det ut av listen."
            )
            problems.append(Problem(NATIONAL, line, told))
    return problems


def _names(data: Any) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Where it stands, in which strategy, and the name, for every theme and every rule or sign named."""
    cards = data.get("strategies") if isinstance(data, dict) else None
    for number, card in enumerate(cards if isinstance(cards, list) else []):
        if not isinstance(card, dict):
            continue
        never = card.get("when_not")
        for part, key in ((card, ("themes",)), (never, ("when_not", "ids"))):
            listed = part.get(key[-1]) if isinstance(part, dict) else None
            for name in listed if isinstance(listed, list) else []:
                if isinstance(name, str):
                    yield ("strategies", number, *key), str(card.get("id")), name
