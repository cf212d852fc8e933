"""One result of one message, out of what the rules said first and what the statistical layer added."""

from __future__ import annotations

from typing import Any

Result = dict[str, Any]


def merged(first: Result, second: Result) -> Result:
    """The second result, with the findings and crises of the first before its own new ones."""
    known = {_key(one) for one in [*first["findings"], *first["crisis"]]}
    return {
        **second,
        "findings": first["findings"] + [one for one in second["findings"] if _key(one) not in known],
        "crisis": first["crisis"] + [one for one in second["crisis"] if _key(one) not in known],
        "answered": first["answered"],
        "unread": first["unread"],
        "show": second["show"] or first["show"],
    }


def _key(one: dict[str, Any]) -> tuple[Any, ...]:
    return one["rule"], one["level"], one["start"], one["end"], one.get("counts", True)
