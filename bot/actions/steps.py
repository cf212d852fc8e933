"""Goes on with the conversation, and comes back to it after something was answered in between."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from bot import names
from bot.actions.base import BotAction, say, then_listen, view_of, words
from bot.actions.calming import step_of
from bot.flow.alarm import asks_to_wait
from bot.flow.next_step import Step
from bot.flow.view import View

FOLLOW_UP = {
    Step.ASK_SAFETY: names.SCREENING_FORM,
    Step.OFFER_STRATEGY: names.CALMING_FORM,
    Step.ASK_KOMMUNE: names.KOMMUNE_FORM,
    Step.SHOW_SERVICES: "action_show_services",
    Step.SUMMARISE: "action_summarise",
}


def go_on(dispatcher: CollectingDispatcher, view: View) -> list[EventType]:
    """Say or start whatever comes next."""
    step = step_of(view)
    if step in FOLLOW_UP:
        return [FollowupAction(FOLLOW_UP[step])]
    if step is Step.ASK_WHAT_HAPPENS:
        say(dispatcher, words(view, "utter_ask_what_happens"))
    else:
        say(dispatcher, words(view, stay_text(view)))
    return []


def stay_text(view: View) -> str:
    """The id of the line for when there is nothing more to ask."""
    if view.alarm and view.slot(names.HELPED, False):
        return "utter_stay_helped"
    if view.alarm and asks_to_wait(view.text):
        return "utter_do_not_wait"
    return "utter_stay_alarm" if view.alarm else "utter_stay"


class ActionContinue(BotAction):
    """After a form has ended, and after a yes, no or thanks outside the forms."""

    def name(self) -> str:
        return "action_continue"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        return then_listen(go_on(dispatcher, view_of(tracker)))


class ActionResume(BotAction):
    """After an answer in between. A form comes back by itself; without one, the parent is asked what happens."""

    def name(self) -> str:
        return "action_resume"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.loop or view.alarm:
            return []
        step = step_of(view)
        if step is Step.ASK_SAFETY:
            return [FollowupAction(names.SCREENING_FORM)]
        if step is Step.ASK_WHAT_HAPPENS:
            say(dispatcher, words(view, "utter_ask_what_happens"))
        return []
