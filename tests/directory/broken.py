"""Reads one file of the broken-YAML gallery the way the real check reads the real file."""

from pathlib import Path

from content.yaml_loader import Problem, load_yaml
from directory.places.files import Kallenavn, read_model
from directory.reading import FIXED_MISSING, kommuner_from, national_from


def problems_in(path: Path) -> list[Problem]:
    """All problems of a gallery file; that a fragment lacks most kommuner, or fixed lines, is not one of them."""
    kind = path.name.partition("_")[0]
    if kind == "kallenavn":
        problems: list[Problem] = []
        read_model(path, Kallenavn, problems)
        return problems
    read = {"kommuner": kommuner_from, "nasjonale": national_from}[kind]
    found = read(load_yaml(path), path.name)[1]
    whole = ("Alle 357 kommuner", FIXED_MISSING)
    return [problem for problem in found if not problem.message.startswith(whole)]
