"""What an action may answer. Imports nothing of Rasa."""

from typing import Any


class ResultError(Exception):
    """An action's answer is none that Rasa could take. Never holds values."""


_NAMED = {"slot": str, "followup": str, "active_loop": str | None, "action_execution_rejected": str}


def check(result: dict[str, Any]) -> None:
    """Refuse what Rasa's own JSON schema refuses, and every kind of event that our actions have no use for.

    Raises ResultError. A message takes a microsecond an event here, and more than two milliseconds in the schema.
    """
    for event in result["events"]:
        kind = event.get("event")
        if kind not in _NAMED or not isinstance(event.get("name"), _NAMED[kind]):
            raise ResultError(f"event {kind}" if kind in _NAMED else "event of an unknown kind")
        if event.get("timestamp") is not None or "metadata" in event:
            raise ResultError("event with a time or metadata of its own")
        if kind == "slot" and "value" not in event:
            raise ResultError("slot without value")
    if not all(isinstance(response, dict) for response in result["responses"]):
        raise ResultError("response")
