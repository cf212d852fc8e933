"""What web's clock starts: company while waiting."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot import library, names
from bot.actions.base import BotAction, say, set_slots, view_of
from bot.wording import spoken_id


class ActionKeepCompany(BotAction):
    """One line that was not said before in this conversation; when all are said, silence."""

    def name(self) -> str:
        return "action_keep_company"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        slot = names.COMPANY_ALARM if view.alarm else names.COMPANY
        if view.slot(names.QUIET, False) and not view.alarm:
            return []
        text_id = "utter_company_alarm" if view.alarm else "utter_company"
        spoken = spoken_id(text_id, reachable=view.can_reach_human)
        lines = library.texts().variants(spoken, view.language)
        said = int(view.slot(slot, 0))
        if said >= len(lines):
            return []
        say(dispatcher, lines[said])
        return set_slots({slot: said + 1})
