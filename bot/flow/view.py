"""Everything a decision may look at, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot import names


def human_in_reach(facts: Mapping[str, Any]) -> bool:
    """Whether the service is open and a veileder is there; so it is where nobody has said (make shell)."""
    return bool(facts.get("open", True)) and bool(facts.get("veileder_here", True))


@dataclass(frozen=True)
class View:
    """One turn: what is remembered (slots), what screening found, what web knows, what the parent meant."""

    slots: Mapping[str, Any]
    findings: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    intent: str = ""
    text: str = ""
    choice: str | None = None
    loop: str | None = None

    def slot(self, name: str, default: Any = None) -> Any:
        """The slot's value, or `default` when it is unset."""
        value = self.slots.get(name)
        return default if value is None else value

    @property
    def language(self) -> str:
        return str(self.slot(names.LANGUAGE, "nb"))

    @property
    def alarm(self) -> bool:
        """Something urgent was found in this conversation, and the parent has not said that it is not about them.

        What was shown stands, web keeps the place in the queue, and nothing calming is offered; but the assistant talks on.
        """
        return bool(self.slot(names.ALARM, False)) and not self.slot(names.ALARM_ASIDE, False)

    @property
    def topic(self) -> str | None:
        topic = self.slots.get(names.TOPIC)
        return str(topic) if topic else None

    @property
    def topics(self) -> list[str]:
        """All topics of the conversation, oldest first."""
        return list(self.slot(names.TOPICS, []))

    @property
    def answers(self) -> Mapping[str, str]:
        """Safety answers so far, question id to value."""
        return dict(self.slot(names.ANSWERS, {}))

    @property
    def can_reach_human(self) -> bool:
        """Whether a veileder can be expected at all now."""
        return human_in_reach(self.facts)
