"""Rasa's words come from `resources/texts/`: an `utter_*` name is an id there."""

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot import names, replies
from bot.flow.view import human_in_reach
from bot.wording import pick


class ContentTexts(NaturalLanguageGenerator):  # type: ignore[misc]  # rasa is untyped
    """Named in endpoints.yml. The turn's number picks the variant, so two turns in a row never say the same."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        del endpoint_config, domain  # Rasa hands them to every generator; the words need neither

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """The message for an id, in the parent's language. Raises KeyError for an id nobody has written."""
        language = tracker.get_slot(names.LANGUAGE) or "nb"
        turn = int(tracker.get_slot(names.TURN) or 0)
        values = kwargs.get("values") or {}
        text = pick(utter_action, language, turn, values, reachable=human_in_reach(_facts(tracker)))
        return {"text": text, "custom": kwargs.get("custom") or replies.custom()}


def _facts(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What web knew when it sent this turn."""
    message = tracker.latest_message
    return dict(((message and message.metadata) or {}).get("facts") or {})
