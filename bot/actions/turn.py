"""Runs first in every turn: what this message adds to what is remembered.

It is Rasa's check of all slot mappings, because that one runs whatever form is open and whatever the intent: a
slot's own mapping does not run for the intents a form ignores (tried: alarms and answers were lost).
"""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot import library, names
from bot.actions.base import BotAction, set_slots, view_of, with_slots
from bot.actions.kommune import tell_outside
from bot.flow.calming import ANSWERS
from bot.flow.remember import remembered
from bot.flow.view import View
from directory.outside import ABROAD


class ActionValidateSlotMappings(BotAction):
    def name(self) -> str:
        return "action_validate_slot_mappings"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        if _already_read(tracker):  # Rasa fills slots once more when a form begins
            return []
        language = (tracker.latest_message.get("metadata") or {}).get("language")
        view = view_of(tracker)
        values = remembered(view, language) | _fitting(view)
        outside = values.get(names.OUTSIDE)
        told = outside == view.slots.get(names.OUTSIDE)
        told_beside_the_alarm = outside == ABROAD and view.intent == names.SCREENING_ALARM
        if outside and not told and not told_beside_the_alarm:
            tell_outside(dispatcher, with_slots(view, values), outside)
        return set_slots(values)


def _fitting(view: View) -> dict[str, Any]:
    """Which strategies fit what was just told. Words are not kept, and an answer is none: «nei» is a word of a card about limits."""
    if view.choice or view.intent in ANSWERS or view.intent in names.EVENT_INTENTS.values():
        return {}
    before = view.slot(names.FITTING, [])
    found = [id for id in library.strategies().that_fit(view.text) if id not in before]
    return {names.FITTING: [*before, *found][-MOST_FITTING:]} if found else {}


MOST_FITTING = 8


def _already_read(tracker: Tracker) -> bool:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "slot" and event.get("name") == "turn":
            return True
    return False
