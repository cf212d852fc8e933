"""What screening found decides the intent when something is urgent.

Web screens every message and sends the result along. Only where nobody has (Rasa's own shell, `rasa test`)
the library is called here, for this message alone. Either way the result travels on to the actions.
"""

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import library, names
from bot.components.normalised import read
from bot.flow.alarm import is_alarm, is_urgent, says_help_comes
from bot.flow.said import help_comes, is_question, is_short, names_emergency_help, said_in_alarm
from bot.flow.taken_back import denies, takes_back

# these say plainly what they want, and have answers of their own beside an alarm
KEPT = frozenset(
    {names.REQUEST_VEILEDER, names.ASK_NUMBER, names.NOT_ABOUT_US, names.CHILD_IS_WRITING}
    | {names.INFORM_KOMMUNE, names.WANTS_QUIET, names.ASK_DELETION}
)


_YOU = re.compile(r"\b(?:du|dere|dykk|de|dokker|you)\b")


def _beside_an_alarm(message: Message, findings: dict[str, Any]) -> str | None:
    """The intent of what is plainly said while something urgent stands: what to do, what is in the way of a call, that help is
    called, or that nobody here was meant."""
    text, guess = _written(message), (message.get(INTENT) or {}).get("name")
    if not text:
        return None
    if help_comes(findings, text) and guess in {names.ASK_NUMBER, names.INFORM_KOMMUNE}:
        return names.ASK_WHAT_TO_DO
    reading = read(text)
    if guess == names.NOT_ABOUT_US:
        # «er det farlig?» takes nothing back
        asks = is_question(reading.raw) and not _YOU.search(reading.raw)
        return None if denies(reading.raw, reading.norm) and not asks else names.ASK_WHAT_TO_DO
    if takes_back(reading.raw, reading.norm):
        return names.NOT_ABOUT_US
    if guess in KEPT:
        return None
    if said_in_alarm(reading.raw, reading.norm) is not None:
        return names.ASK_WHAT_TO_DO
    return None


def _help_is_called(message: Message, findings: dict[str, Any]) -> bool:
    """Whether a message says that those who come in an emergency were rung, before anything urgent was told here."""
    text = _written(message)
    return bool(says_help_comes(findings)) and names_emergency_help(text.lower())


def _before_an_alarm(message: Message, findings: dict[str, Any]) -> str | None:
    """The intent of the word that help was called, where nothing urgent was told here: met as an alarm when it is an ambulance
    or 113, also when nobody answers there; legevakt is no word of how one was met."""
    text, guess = _written(message), (message.get(INTENT) or {}).get("name")
    if _help_is_called(message, findings):
        return names.SCREENING_ALARM
    experience = guess == "report_services_experience" and is_short(text)
    return names.UNCLEAR if experience and says_help_comes(findings) else None


def _written(message: Message) -> str:
    """What the parent has written; empty for a press."""
    pressed = (message.get("metadata") or {}).get("choice")
    return "" if pressed else str(message.get(TEXT) or "")


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
                intent: str | None = names.SCREENING_ALARM
            elif is_urgent(findings):
                intent = _beside_an_alarm(message, findings)
            else:
                intent = _before_an_alarm(message, findings)
            if intent:
                message.set(INTENT, {"name": intent, "confidence": 1.0}, add_to_output=True)
        return messages
