"""What screening found decides the intent when something is urgent.

Web screens every message and sends the result along. Only where nobody has (Rasa's own shell, `rasa test`)
the library is called here, for this message alone. Either way the result travels on to the actions.
"""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import library, names
from bot.components.normalised import read
from bot.flow.alarm import is_alarm, is_urgent
from bot.flow.said import said_in_alarm

# these say plainly what they want, and have answers of their own beside an alarm
KEPT = frozenset(
    {names.REQUEST_VEILEDER, names.ASK_NUMBER, names.NOT_ABOUT_US, names.CHILD_IS_WRITING}
    | {names.INFORM_KOMMUNE, names.WANTS_QUIET, names.ASK_DELETION}
)


def _needs_the_number(message: Message) -> bool:
    """Whether a message, while something urgent stands, asks what to do or tells of what is in the way of a call."""
    text = str(message.get(TEXT) or "")
    if (
        not text
        or (message.get("metadata") or {}).get("choice")
        or (message.get(INTENT) or {}).get("name") in KEPT
    ):
        return False
    reading = read(text)
    return said_in_alarm(reading.raw, reading.norm) is not None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class FindingsIntent(GraphComponent):  # type: ignore[misc]  # rasa is untyped
    """Last in the pipeline: overrules the classifier, never the other way round."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "FindingsIntent":
        """Nothing is configured and nothing is learned."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add `findings` to each message and set the alarm intent where it is due."""
        for message in messages:
            findings = (message.get("metadata") or {}).get("findings")
            if findings is None:
                findings, _ = library.screener().screen(str(message.get(TEXT) or ""), None)
            message.set("findings", findings, add_to_output=True)
            if is_alarm(findings):
                message.set(INTENT, {"name": names.SCREENING_ALARM, "confidence": 1.0}, add_to_output=True)
            elif is_urgent(findings) and _needs_the_number(message):
                message.set(INTENT, {"name": names.ASK_WHAT_TO_DO, "confidence": 1.0}, add_to_output=True)
        return messages
