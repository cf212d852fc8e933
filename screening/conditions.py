"""The `when` of rules: a sign, a comparison of a fact, or all/any/none of such, nested freely."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

FACTS = (
    "age_months", "temperature", "temperature_armpit", "fever_days", "dry_hours", "breaths", "fall_metres", "vomits",
    "seizure_minutes", "cry_hours", "bleed_minutes", "weeks_since_birth", "sleepless_days",
)  # fmt: skip
_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
_COMPARISON = re.compile(r"([a-z_]+)\s*(<=|>=|==|!=|<|>)\s*(-?\d+(?:\.\d+)?)")
_KNOWN = re.compile(r"([a-z_]+)\s+(known|unknown)")

Facts = Mapping[str, float | None]
Signs = frozenset[str]


class ConditionError(ValueError):
    """What is wrong with a `when`, as a Norwegian sentence."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A parsed `when`. `signs` and `facts` are all it looks at."""

    holds: Callable[[Signs, Facts], bool]
    signs: frozenset[str]
    facts: frozenset[str]


def parse_condition(data: Any) -> Condition:
    """Parse a `when` as it stands in YAML; raises ConditionError."""
    if isinstance(data, str):
        return _single(data.strip())
    if isinstance(data, dict) and len(data) == 1:
        ((word, items),) = data.items()
        if word not in _GROUPS:
            raise ConditionError(f"«{word}» er ukjent. Bruk all, any eller none.")
        if not isinstance(items, list) or not items:
            raise ConditionError(f"Under «{word}» skal det stå en liste.")
        return _group(word, [parse_condition(item) for item in items])
    raise ConditionError(
        "«when» skal være et tegn, en sammenlikning eller én av {all: [...]}, {any: [...]}, {none: [...]}."
    )


def _single(text: str) -> Condition:
    if match := _COMPARISON.fullmatch(text):
        name, op, number = match.groups()
        return _comparison(name, _OPERATORS[op], float(number))
    if match := _KNOWN.fullmatch(text):
        name, state = match.groups()
        _check_fact(name)
        known = state == "known"
        return Condition(
            lambda signs, facts: (facts.get(name) is not None) == known, frozenset(), frozenset({name})
        )
    if not re.fullmatch(r"[a-z][a-z0-9_]*", text):
        raise ConditionError(f"«{text}» er verken et tegn eller en sammenlikning som «age_months < 3».")
    return Condition(lambda signs, facts: text in signs, frozenset({text}), frozenset())


def _comparison(name: str, compare: Callable[[float, float], bool], number: float) -> Condition:
    _check_fact(name)

    def holds(signs: Signs, facts: Facts) -> bool:
        value = facts.get(name)
        return value is not None and compare(value, number)

    return Condition(holds, frozenset(), frozenset({name}))


def _check_fact(name: str) -> None:
    if name not in FACTS:
        raise ConditionError(f"Faktaet «{name}» finnes ikke. Disse finnes: {', '.join(FACTS)}.")


def _group(word: str, conditions: list[Condition]) -> Condition:
    combine = _GROUPS[word]
    return Condition(
        lambda signs, facts: combine(condition.holds(signs, facts) for condition in conditions),
        frozenset().union(*(condition.signs for condition in conditions)),
        frozenset().union(*(condition.facts for condition in conditions)),
    )


_GROUPS: dict[str, Callable[[Any], bool]] = {"all": all, "any": any, "none": lambda held: not any(held)}
