"""JSON Schemas of the files in resources/, for editors that complete field names and underline what is wrong.

Made from the same models as the loaders read with. Each file names its schema in a line at its top:
`# yaml-language-server: $schema=schema/legevakt_kommuner.schema.json`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from content.practice import FOLDER as PRACTICE
from content.practice import Script
from content.strategies import Strategy
from content.texts import Text
from directory.check import json_schemas as directory_schemas
from directory.places.files import Kallenavn, Regioner, Utenfor, VanligeOrd
from handoff.categories import Listed
from handoff.replies import Reply
from handoff.staffing.figures import Staffing
from handoff.statistics.reports import FOLDER as REPORTS
from handoff.statistics.reports import Report
from screening.protocol import SPECIAL
from screening.protocol_models import Topic
from screening.telling import TellingFile
from screening.themes import ThemeFile

FOLDER = "schema"
MARK = "# yaml-language-server: $schema="
# The oldest that every editor knows; the models need nothing newer.
_DIALECT = "http://json-schema.org/draft-07/schema#"
_PLACES: dict[str, type[BaseModel]] = {
    "kallenavn": Kallenavn,
    "vanlige_ord": VanligeOrd,
    "utenfor": Utenfor,
    "regioner": Regioner,
}


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by the name of its file."""
    found = {Path(name).stem: schema for name, schema in directory_schemas().items()}
    found |= {f"steder_{name}": model.model_json_schema() for name, model in _PLACES.items()}
    found |= {f"protocol_{Path(name).stem}": model.model_json_schema() for name, model in SPECIAL.items()}
    found |= {
        "protocol_topic": Topic.model_json_schema(),
        "strategies": _listing("strategies", Strategy),
        "texts": _by_id(Text),
        "replies": _listing("replies", Reply),
        PRACTICE: Script.model_json_schema(),
        "temaer": ThemeFile.model_json_schema(),
        "oppsummering": TellingFile.model_json_schema(),
        "registrering": Listed.model_json_schema(),
        "bemanning": Staffing.model_json_schema(),
        REPORTS: Report.model_json_schema(),
    }
    return {
        f"{name}.schema.json": {"$schema": _DIALECT, **_without_code_words(schema)}
        for name, schema in found.items()
    }


def schema_of(file: Path) -> str | None:
    """The schema that belongs to a file, its path given from resources/; None for one that has none."""
    folder = file.parent.name
    if folder == "steder":
        return f"steder_{file.stem}.schema.json"
    if folder == "protocol":
        return f"protocol_{file.stem if file.name in SPECIAL else 'topic'}.schema.json"
    if folder in {"strategies", "texts", PRACTICE, REPORTS}:
        return f"{folder}.schema.json"
    return f"{file.stem}.schema.json" if folder == "" else None


def first_line(file: Path) -> str | None:
    """The line that names the schema of a file (its path given from resources/), or None."""
    schema = schema_of(file)
    return schema and MARK + Path(os.path.relpath(Path(FOLDER) / schema, file.parent)).as_posix()


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into `folder`, which is made when it is not there; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = folder / name
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written.append(path)
    return written


def _listing(key: str, model: type[BaseModel]) -> dict[str, Any]:
    """A file with nothing but a list of `model` under one key."""
    schema = model.model_json_schema()
    definitions = schema.pop("$defs", {})
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [key],
        "properties": {key: {"type": "array", "items": {"$ref": f"#/$defs/{model.__name__}"}}},
        "$defs": {**definitions, model.__name__: schema},
    }


def _by_id(model: type[BaseModel]) -> dict[str, Any]:
    """A file with a `model` under each id."""
    schema = model.model_json_schema()
    definitions = schema.pop("$defs", {})
    return {
        "type": "object",
        "additionalProperties": {"$ref": f"#/$defs/{model.__name__}"},
        "$defs": {**definitions, model.__name__: schema},
    }


def _without_code_words(schema: Any) -> Any:
    """Without the English docstrings and class names of the code, which an editor would show to staff."""
    if isinstance(schema, list):
        return [_without_code_words(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    words = {"title", "description"}
    return {
        key: _without_code_words(value)
        for key, value in schema.items()
        if not (key in words and isinstance(value, str))
    }
