"""Where the parent is, as far as this conversation knows: a kommune, or none of them (abroad, Svalbard, Jan Mayen)."""

import re
from typing import Any

from bot import names
from bot.flow.view import View

SAYS_WHERE = re.compile(
    r"\b(?:bor|budd|bur|bodd|holder til|held til|kommer fra|kommune\w*|postnummer\w*|postnr|(?:sted|stad|bygd|by|plass) som hete?r?|i nærheten av|live in)\b"
)
"""Words that say that a place is told."""


def is_placed(view: View) -> bool:
    """Whether it is known where the parent is, so that nobody asks."""
    return bool(view.slots.get(names.KOMMUNE) or view.slots.get(names.OUTSIDE))


def open_choice(view: View) -> list[str]:
    """The kommunenummer of one name that web has read and that nobody has chosen from yet; empty when there is no such choice."""
    told = [str(number) for number in view.facts.get("kommune") or []]
    return told if len(told) > 1 and not view.slots.get(names.KOMMUNE) else []


def placed(kommune: str | None, outside: str | None = None) -> dict[str, Any]:
    """The slots after the parent told where they are. What was shown was for another place."""
    return {names.KOMMUNE: kommune, names.OUTSIDE: outside, names.SERVICES_SHOWN: False}


def followed(view: View) -> dict[str, Any]:
    """The slots that follow what web has read of places, when it has read something new.

    During an alarm nothing is done with a kommune, and web keeps it until then; that no Norwegian number may be near is
    told at once.
    """
    outside, numbers = view.facts.get("outside"), [str(number) for number in view.facts.get("kommune") or []]
    if view.alarm:
        return {names.OUTSIDE: outside} if outside else {}
    told = [*numbers, *([outside] if outside else [])]
    if not told or told == view.slot(names.PLACE_TOLD, []):
        return {}
    before = view.slots.get(names.KOMMUNE)
    kommune = numbers[0] if len(numbers) == 1 else before if before in numbers else None
    values: dict[str, Any] = {names.PLACE_TOLD: told}
    if (kommune, outside) != (before, view.slots.get(names.OUTSIDE)):
        values |= placed(kommune, outside)
    if len(numbers) > 1 and kommune is None:
        values[names.KOMMUNE_ASKED] = False  # which of them, is a question of its own
    return values
