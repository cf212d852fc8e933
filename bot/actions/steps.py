"""Goes on with the conversation, and comes back to it after something was answered in between."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from bot import names
from bot.actions.alarm_reply import reply_in_alarm
from bot.actions.base import BotAction, button, say, set_slots, then_listen, view_of, words
from bot.actions.calming import step_of
from bot.flow.next_step import Step
from bot.flow.view import View
from bot.replies import Choice

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
    if step is Step.LISTEN:
        say(dispatcher, listening(view, view.topic))
        return []
    if step is Step.ASK_WHAT_HAPPENS:
        return ask_what_happens(dispatcher, view)
    say(dispatcher, words(view, "utter_stay"))
    return []


def ask_what_happens(dispatcher: CollectingDispatcher, view: View) -> list[EventType]:
    """Twice at most; then the parent is shown what there is, and after that left in peace."""
    before = int(view.slot(names.PROMPTED, 0))
    if before < PROMPTS:
        say(dispatcher, words(view, "utter_ask_what_happens"))
    elif before == PROMPTS:
        say(dispatcher, words(view, "utter_not_understood_again"), "question", choices=ways_on(view))
    else:
        say(dispatcher, words(view, "utter_here"))
    return set_slots({names.PROMPTED: before + 1})


PROMPTS = 2


def ways_on(view: View) -> list[Choice]:
    """Buttons for what the assistant can do."""
    return [
        button(view, "label_something_calming", names.ASK_STRATEGY),
        button(view, "label_find_service", names.FIND_SERVICE),
        button(view, "label_veileder", names.REQUEST_VEILEDER),
    ]


def listening(view: View, topic: str | None) -> str:
    """A line for a parent who tells more of what they came with."""
    return words(view, f"utter_more_{topic}" if topic in LISTENED_TO else "utter_hear_more")


LISTENED_TO = frozenset(
    [
        "anger",
        "anxiety",
        "exhaustion",
        "family",
        "grief",
        "loneliness",
        "low_mood",
        "money",
        "relationship",
        "samvaer",
        "school",
        "sleep",
        "tantrum",
        "teen",
    ]
)
"""Topics with a line of their own for that."""


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
        if step is Step.ASK_WHAT_HAPPENS and not view.slot(names.PROMPTED, 0):
            return ask_what_happens(dispatcher, view)
        return []
