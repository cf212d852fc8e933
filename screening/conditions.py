"""The `when` of rules: a sign, a comparison of a fact, or all/any/none of such, nested freely."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from content.yaml_loader import nearest

FACTS = (
    "age_months", "temperature", "temperature_armpit", "fever_days", "dry_hours", "breaths", "fall_metres", "vomits",
    "seizure_minutes", "cry_hours", "bleed_minutes", "weeks_since_birth", "sleepless_days",
)  # fmt: skip
_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
_COMPARISON = re.compile(r"([a-z_]+)\s*(<=|>=|==|!=|<|>)\s*(-?\d+(?:\.\d+)?)")
_KNOWN = re.compile(r"([a-z_]+)\s+(known|unknown)")

_SIGN = re.compile(r"[a-z][a-z0-9_]*")

Facts = Mapping[str, float | None]
Signs = frozenset[str]
Test = Callable[[Signs, Facts], bool]


class ConditionError(ValueError):
    """What is wrong with a `when`, as a Norwegian sentence."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A parsed `when`. `signs` and `facts` are all it looks at."""

    holds: Test
    signs: frozenset[str]
    facts: frozenset[str]


NEVER = Condition(lambda signs, facts: False, frozenset(), frozenset())
"""In place of a `when` that could not be parsed, so that the rest of a half-written protocol can be tried."""


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
        return _group(word, items)
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
    if not _SIGN.fullmatch(text):
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
        near = nearest(name, list(FACTS))
        raise ConditionError(f"Faktaet «{name}» finnes ikke. Disse finnes: {', '.join(FACTS)}{near or '.'}")


def _group(word: str, items: list[Any]) -> Condition:
    """all/any/none. Plain signs are compared as one set: rules are tried some hundred times a message."""
    plain = frozenset(item for item in items if isinstance(item, str) and _SIGN.fullmatch(item.strip()))
    others = [
        parse_condition(item) for item in items if not (isinstance(item, str) and item.strip() in plain)
    ]
    return Condition(
        _GROUPS[word](plain, [other.holds for other in others]),
        plain.union(*(other.signs for other in others)),
        frozenset().union(*(other.facts for other in others)),
    )


def _all(plain: Signs, others: list[Test]) -> Test:
    if not others:
        return lambda signs, facts: plain <= signs
    if len(others) == 1:
        (other,) = others
        return lambda signs, facts: plain <= signs and other(signs, facts)
    return lambda signs, facts: plain <= signs and all(holds(signs, facts) for holds in others)


def _any(plain: Signs, others: list[Test]) -> Test:
    if not others:
        return lambda signs, facts: not plain.isdisjoint(signs)
    if len(others) == 1:
        (other,) = others
        return lambda signs, facts: not plain.isdisjoint(signs) or other(signs, facts)
    return lambda signs, facts: not plain.isdisjoint(signs) or any(holds(signs, facts) for holds in others)


def _none(plain: Signs, others: list[Test]) -> Test:
    holds_any = _any(plain, others)
    return lambda signs, facts: not holds_any(signs, facts)


_GROUPS: dict[str, Callable[[Signs, list[Test]], Test]] = {"all": _all, "any": _any, "none": _none}
