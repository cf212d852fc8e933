"""Plain words decide over likeness, and a weak likeness starts nothing (docs/decisions/0004-intent-classifier.md)."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.normalised import read
from bot.flow.plain_words import plain_intent, settled


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PlainWords(GraphComponent):  # type: ignore[misc]  # rasa is untyped
    """After the classifier, before what screening found. The ranking stays what the classifier said."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "PlainWords":
        """Nothing is configured and nothing is learned."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent that the words name plainly, or take a guess back that is too weak for what it would start."""
        for message in messages:
            text = str(message.get(TEXT) or "")
            reading, guess = read(text), message.get(INTENT) or {}
            name, sure = str(guess.get("name") or ""), float(guess.get("confidence") or 0.0)
            if plain := plain_intent(reading.raw if text.strip() else "x", reading.norm):
                message.set(INTENT, {"name": plain, "confidence": 1.0}, add_to_output=True)
            elif name and (after := settled(name, sure, reading.raw, reading.norm)) != name:
                message.set(INTENT, {"name": after, "confidence": 1.0 - sure}, add_to_output=True)
        return messages
