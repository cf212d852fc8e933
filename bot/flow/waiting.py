"""What is said about the queue. Never a promise, and only what web knows."""

from typing import Any

from bot.flow.view import View


def wait_text(view: View) -> tuple[str, dict[str, Any]]:
    """The text about how long it takes, with its values."""
    if not view.facts.get("open", True):
        return "utter_wait_closed", {}
    if not view.facts.get("veileder_here", True):
        return "utter_wait_nobody", {}
    position = view.facts.get("position")
    return ("utter_wait_position", {"position": position}) if position else ("utter_wait_unknown", {})


def human_text(view: View) -> tuple[str, dict[str, Any]]:
    """The text for a parent who asks for a human, with its values."""
    if not view.facts.get("open", True):
        return "utter_human_closed", {}
    if not view.facts.get("veileder_here", True):
        return "utter_human_nobody", {}
    if view.alarm or view.facts.get("urgent"):
        return "utter_human_urgent", {}
    position = view.facts.get("position")
    return ("utter_human_position", {"position": position}) if position else ("utter_human", {})
