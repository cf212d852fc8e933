"""Goes on with the conversation, and comes back to it after something was answered in between."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from bot import names
from bot.actions.alarm_reply import reply_in_alarm
from bot.actions.base import BotAction, say, then_listen, view_of, words
from bot.actions.calming import step_of
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
    if keeps_quiet(view, step):
        say(dispatcher, words(view, "utter_here"))
        return []
    if step in FOLLOW_UP:
        return [FollowupAction(FOLLOW_UP[step])]
    if view.alarm:
        return reply_in_alarm(dispatcher, view)
    say(dispatcher, words(view, "utter_ask_what_happens" if step is Step.ASK_WHAT_HAPPENS else "utter_stay"))
    return []


def keeps_quiet(view: View, step: Step) -> bool:
    """Whether the parent wants silence and nothing that screening wants to know stands in its way."""
    asks = step is Step.ASK_SAFETY and bool(view.findings.get("ask"))
    return bool(view.slot(names.QUIET, False)) and not view.alarm and not asks


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
        if keeps_quiet(view, step):
            return []
        if step is Step.ASK_SAFETY:
            return [FollowupAction(names.SCREENING_FORM)]
        if step is Step.ASK_WHAT_HAPPENS:
            say(dispatcher, words(view, "utter_ask_what_happens"))
        return []
