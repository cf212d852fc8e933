"""Both layers on the messages of one conversation, one after the other: for commands and evaluation. Web does the same over
its database, with the statistical layer in the background."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from screening.merging import merged
from screening.screener import Screener
from screening.statistical.description import BEFORE

if TYPE_CHECKING:
    from screening.statistical.layer import StatisticalLayer


@dataclass
class Conversation:
    """What is kept from message to message. Without a layer the rules work alone."""

    screener: Screener
    layer: StatisticalLayer | None = None
    state: dict[str, Any] | None = None
    texts: list[str] = field(default_factory=list)

    def read(self, text: str) -> dict[str, Any]:
        """The result of a message as it stands when both layers have seen it."""
        result, self.state = self.screener.screen(text, self.state, hold=self.layer is not None)
        if self.layer is not None:
            description = self.layer(text, result, self.texts[-BEFORE:])
            settled, self.state = self.screener.settle(text, self.state, description)
            result = {**merged(result, settled), "described": description}
        self.texts.append(text)
        return result
