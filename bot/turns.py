"""What a turn is made of and how it can fail. Imports nothing heavy: the process checks its settings first."""

from dataclasses import dataclass, field
from typing import Any


class TurnError(Exception):
    """Something broke in this turn, perhaps unseen by Rasa: the caller keeps the old state. Never holds text."""


class StateError(Exception):
    """The dialogue state is not one that the assistant made."""


@dataclass(frozen=True)
class Message:
    """What the parent did: text, a button (`choice`), or nothing but web's clock (`event`)."""

    text: str = ""
    choice: str | None = None
    event: str | None = None
    findings: dict[str, Any] | None = None
    language: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
