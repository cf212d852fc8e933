"""What content entries have in common, and pydantic's errors as Norwegian sentences."""

import re
from datetime import date
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from content.yaml_loader import Lines, Path_, Problem, line_of, nearest

Language = Literal["nb", "nn", "en"]
ModelT = TypeVar("ModelT", bound=BaseModel)


class Strict(BaseModel):
    """Base of all content: unknown keys and silent conversions are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Localised(Strict):
    """One text in bokmål and, where it exists, nynorsk and English."""

    nb: str
    nn: str | None = None
    en: str | None = None

    def get(self, language: str) -> str:
        """The text in `language`, falling back to bokmål."""
        text: str | None = getattr(self, language, None) if language in {"nb", "nn", "en"} else None
        return text or self.nb


def _read_date(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValueError(_NO_DATE) from error
    return value


Date = Annotated[date, BeforeValidator(_read_date)]


class Reviewed(Strict):
    """An entry somebody answers for: where it is from, when checked, by whom, and until when."""

    source: str | None = None
    sources: list[str] = Field(default_factory=list)
    checked: Date
    approved_by: str | None = None
    review_by: Date


def parse_model(
    model: type[ModelT], data: Any, lines: Lines, file: str, at: Path_ = ()
) -> tuple[ModelT | None, list[Problem]]:
    """Read `data` (found at `at` in the file) as `model`; None and Norwegian problems when it does not fit."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_problem(model, item, lines, file, at) for item in error.errors()]


def check_model(model: type[BaseModel], data: Any, lines: Lines, file: str) -> list[Problem]:
    """The problems of `data` as `model`, as Norwegian sentences."""
    return parse_model(model, data, lines, file)[1]


def _problem(model: type[BaseModel], error: ErrorDetails, lines: Lines, file: str, at: Path_) -> Problem:
    path = (*at, *(part for part in error["loc"]))
    return Problem(file, line_of(lines, path), _sentence(model, error))


def _sentence(model: type[BaseModel], error: ErrorDetails) -> str:
    """What is wrong, what was found, and what belongs there."""
    kind, name, value = error["type"], _name(error["loc"]), error.get("input")
    if kind == "extra_forbidden":
        fields = _fields_at(model, error["loc"][:-1])
        return f"Ukjent felt «{name}»{nearest(name, fields) or _listed(fields)}"
    if kind == "missing":
        return f"Feltet «{name}» mangler."
    if kind == "literal_error":
        expected = error["ctx"]["expected"].replace(" or ", " eller ")
        near = nearest(str(value), re.findall("'([^']*)'", expected))
        has = "har" if error["loc"][-1] == _KEY else "er"
        return f"«{name}» {has} «{value}», men må være en av: {expected}{near}"
    if kind == "value_error":
        said = str(error.get("ctx", {}).get("error", ""))
        return _but(name, _DATE, value) if said == _NO_DATE else f"«{name}»: {said}"
    if kind == "string_type" and isinstance(value, int | float) and not isinstance(value, bool):
        return f'«{name}» skal være tekst. Sett hermetegn rundt: "{value}"'
    if kind == "string_pattern_mismatch" and (example := _example(model, error["loc"])):
        return _but(name, f"skal ha samme form som «{example}»", value)
    return _but(name, _KINDS.get(kind, "skal ha et annet innhold").format(**error.get("ctx", {})), value)


_KEY = "[key]"  # how pydantic says that a key of a map is wrong, not its value
_NO_DATE = "dato"
_DATE = 'skal være en dato som "2026-11-22"'
_KINDS = {
    "string_type": "skal være tekst",
    "list_type": "skal være en liste",
    "dict_type": "skal ha felter under seg",
    "model_type": "skal ha felter under seg",
    "model_attributes_type": "skal ha felter under seg",
    "bool_type": "skal være true eller false",
    "int_type": "skal være et helt tall",
    "float_type": "skal være et tall",
    "date_type": _DATE,
    "date_from_datetime_parsing": _DATE,
    "string_too_short": "kan ikke være tom",
    "string_pattern_mismatch": "har feil form",
    "too_short": "skal ha minst {min_length}",
    "too_long": "skal ha høyst {max_length}",
    "greater_than_equal": "skal være minst {ge}",
    "less_than_equal": "skal være høyst {le}",
}


def _but(name: str, expected: str, value: Any) -> str:
    return f"«{name}» {expected}, men her står {_found(value)}."


def _found(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "ingenting"
    if isinstance(value, list):
        return f"en liste med {len(value)}"
    if isinstance(value, dict):
        return f"felter ({', '.join(map(str, value))})"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"«{value}»"


def _listed(fields: list[str]) -> str:
    return f". Disse feltene finnes: {', '.join(fields)}" if fields else "."


def _name(loc: tuple[int | str, ...]) -> str:
    words = [part for part in loc if isinstance(part, str)]
    if words[-1:] == [_KEY]:  # what is wrong is the key itself: named by what it stands under
        words = words[:-2]
    return words[-1] if words else "innholdet"


def _example(model: type[BaseModel], loc: tuple[int | str, ...]) -> str | None:
    """The first of the `examples` that the model gives for the field at `loc`."""
    models = _models_at(model, loc[:-1])
    fields = [one.model_fields[str(loc[-1])] for one in models if str(loc[-1]) in one.model_fields]
    return next((str(field.examples[0]) for field in fields if field.examples), None)


def _fields_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The field names that are valid at `loc` inside `model` (all models met on the way down)."""
    return [name for found in _models_at(model, loc) for name in found.model_fields]


def _models_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[type[BaseModel]]:
    current: Any = model
    for part in loc:
        if isinstance(part, str) and (found := _models_in(current)):
            field = next((m.model_fields[part] for m in found if part in m.model_fields), None)
            current = field.annotation if field else current
    return _models_in(current)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in {Union, list, dict, tuple, Annotated} or get_args(annotation):
        return [model for arg in get_args(annotation) for model in _models_in(arg)]
    return []
