"""Runs first in every turn: what this message adds to what is remembered.

It is Rasa's check of all slot mappings, because that one runs whatever form is open and whatever the intent: a
slot's own mapping does not run for the intents a form ignores (tried: alarms and answers were lost).
"""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.base import BotAction, set_slots, view_of
from bot.flow.remember import remembered


class ActionValidateSlotMappings(BotAction):
    def name(self) -> str:
        return "action_validate_slot_mappings"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        if _already_read(tracker):  # Rasa fills slots once more when a form begins
            return []
        language = (tracker.latest_message.get("metadata") or {}).get("language")
        return set_slots(remembered(view_of(tracker), language))


def _already_read(tracker: Tracker) -> bool:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "slot" and event.get("name") == "turn":
            return True
    return False
