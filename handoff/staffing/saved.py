"""The last simulation that was saved, for the leader's page: one file in the data folder."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from pydantic import AwareDatetime, ValidationError

from content.atomic import write_atomically
from content.models import Strict
from handoff.staffing.figures import FILE
from handoff.staffing.results import Report

SAVED = "bemanning.json"


class SavedUnreadable(ValueError):  # noqa: N818  says what happened
    """The file is there but cannot be read, or is of another version."""


class Saved(Strict):
    """A report, when it was made, and of which text of bemanning.yaml (SHA-256)."""

    made_at: AwareDatetime
    figures: str
    report: Report


def save(report: Report, *, data: Path, resources: Path, now: datetime) -> Path:
    """Keep a report in the data folder in place of the last one; gives the file. Raises OSError."""
    data.mkdir(parents=True, exist_ok=True)
    saved = Saved(made_at=now, figures=figures_hash(resources), report=report)
    write_atomically(data / SAVED, saved.model_dump_json(indent=1))
    return data / SAVED


def read(data: Path) -> Saved | None:
    """What was saved last; None when nothing was. Raises SavedUnreadable."""
    try:
        return Saved.model_validate_json((data / SAVED).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise SavedUnreadable from error


def figures_hash(resources: Path) -> str:
    """What tells one text of bemanning.yaml from another; empty when there is none."""
    try:
        return hashlib.sha256((resources / FILE).read_bytes()).hexdigest()
    except OSError:
        return ""
