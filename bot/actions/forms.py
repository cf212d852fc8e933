"""What the three forms have in common."""

from collections.abc import Mapping
from typing import Any

from bot.flow.view import View


def ignored_intents(domain: Mapping[str, Any], form: str) -> list[str]:
    """The intents a form never takes as an answer, as listed in the domain."""
    return list((domain.get("forms", {}).get(form) or {}).get("ignored_intents") or [])


def leaves_form(view: View, domain: Mapping[str, Any], form: str) -> bool:
    """Whether this message is for the rules and not an answer to the form."""
    return view.intent in ignored_intents(domain, form)
