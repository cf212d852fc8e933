"""`ventevakt resources check`: every file in resources/ read by the loader that uses it, all problems at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from content.live import problems_of
from content.practice import Practice
from content.strategies import Strategies
from content.texts import Texts
from content.yaml_loader import Problem
from directory.check import check_resources
from directory.opening_hours import OSLO
from handoff.categories import THEMES_FILE, Categories, read_theme_names
from handoff.content_references import service_problems, strategy_problems
from handoff.replies import Replies
from handoff.staffing.figures import Staffing
from handoff.statistics.reports import check_reports
from screening.screener import Screener
from screening.telling import Telling
from screening.themes import Themes

LOADERS: tuple[Callable[[Path], Any], ...] = (
    Texts.load,
    Strategies.load,
    Themes.load,
    Telling.load,
    Replies.load,
    Categories.load,
    Staffing.load,
    check_reports,
    Practice.load,
)


def all_problems(resources: Path, *, today: date | None = None) -> list[Problem]:
    """What is wrong with the content files, in Norwegian, ordered by file and line; empty when all is in order.

    `today`: the day it is in Norway, now when left out.
    """
    screener, about_protocol = Screener.read(resources)
    found = [*check_resources(resources, today=today or datetime.now(OSLO).date()), *about_protocol]
    for load in LOADERS:
        found += _problems(load, resources)
    themes = read_theme_names(resources / THEMES_FILE)[0]
    if screener and themes:  # when those files are broken, that is the problem to mend first
        rules = [*screener.protocol.rules, *screener.protocol.signs]
        found += strategy_problems(resources, themes=[theme.slug for theme in themes], rules=rules)
    found += service_problems(resources, themes=[theme.slug for theme in themes if theme.active])
    return sorted(_unique(found), key=lambda problem: (problem.file, problem.line))


def _problems(load: Callable[[Path], Any], resources: Path) -> list[Problem]:
    try:
        load(resources)
    except (
        Exception
    ) as error:  # a loader raises its own kind with all problems; anything else is one problem too
        return problems_of(error)
    return []


def _unique(problems: Iterable[Problem]) -> list[Problem]:
    return list({str(problem): problem for problem in problems}.values())
