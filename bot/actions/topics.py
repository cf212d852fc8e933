"""The parent tells what is going on; or writes something nobody understood."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from bot import names
from bot.actions.base import BotAction, button, leave_loop, say, set_slots, view_of, with_slots, words
from bot.actions.calming import step_of
from bot.actions.steps import go_on, stay_text
from bot.flow.next_step import Step
from bot.flow.plain_words import brings_questions
from bot.flow.topics import TOPICS, remember_topic, topic_from_themes, topic_of
from bot.flow.view import View

LONG = 12  # words; so long a message is a story, not a question that was missed


def hear(dispatcher: CollectingDispatcher, view: View, topic: str) -> list[EventType]:
    """Say that it was heard, remember the topic, and go on."""
    new = topic not in view.topics
    values = remember_topic(view, topic) | ({names.SUMMARISED: False} if new else {})
    say(dispatcher, words(view, f"utter_hear_{topic}" if new else "utter_hear_more"))
    after = with_slots(view, {**values, names.REQUESTED_SLOT: None})
    return [
        *leave_loop(view),
        *set_slots(values),
        *go_on(dispatcher, View(after.slots, view.findings, view.facts)),
    ]


class ActionHear(BotAction):
    def name(self) -> str:
        return "action_hear"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        topic = topic_of(view.intent)
        if view.alarm or topic is None:
            say(dispatcher, words(view, stay_text(view)))
            return []
        return hear(dispatcher, view, topic)


class ActionListenOn(BotAction):
    """A guess too weak to act on: the parent is heard, without a word about what it may have been, and nothing is begun.

    Where the themes that web found by its own words point the same way, two have said it, and it counts. What screening
    wants to know is asked all the same.
    """

    def name(self) -> str:
        return "action_listen_on"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.alarm:
            say(dispatcher, words(view, stay_text(view)))
            return []
        if topic := _borne_out(view, tracker.latest_message.get("intent_ranking") or []):
            return hear(dispatcher, view, topic)
        question = view.text.rstrip(" .!").endswith("?")
        say(dispatcher, words(view, "utter_unsure" if question else "utter_listen"))
        asks = view.findings.get("ask") and step_of(view) is Step.ASK_SAFETY
        going_on = [FollowupAction(names.SCREENING_FORM)] if asks else []
        return [*leave_loop(view), *going_on]


def _borne_out(view: View, ranking: list[dict[str, Any]]) -> str | None:
    """The topic of the classifier's first guess when the surest theme of web is one of its own; none that brings questions."""
    topic = topic_of(str(ranking[0]["name"])) if ranking else None
    surest = (view.facts.get("themes") or [])[:1]
    if topic is None or brings_questions(topic) or not set(surest) & set(TOPICS[topic].themes):
        return None
    return topic


class ActionMisunderstood(BotAction):
    """At most two misunderstandings in a row; then the parent may write freely and is not corrected again."""

    def name(self) -> str:
        return "action_misunderstood"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.alarm:
            say(dispatcher, words(view, stay_text(view)))
            return []
        topic = topic_from_themes(view.facts.get("themes") or [])
        if topic and not brings_questions(topic):
            return hear(dispatcher, view, topic)
        if view.findings.get("ask") or len(view.text.split()) >= LONG:
            say(dispatcher, words(view, "utter_heard_something"))
            return go_on(dispatcher, view) if view.findings.get("ask") else []
        misses = int(view.slot(names.MISSES, 0)) + 1
        _say_missed(dispatcher, view, misses)
        return set_slots({names.MISSES: misses})


def _say_missed(dispatcher: CollectingDispatcher, view: View, misses: int) -> None:
    if misses == 1:
        say(dispatcher, words(view, "utter_not_understood"))
    elif misses == 2:
        say(dispatcher, words(view, "utter_not_understood_again"), "question", choices=_choices(view))
    elif misses == 3:
        say(dispatcher, words(view, "utter_write_freely"), choices=_choices(view))
    else:
        say(dispatcher, words(view, "utter_noted"))


def _choices(view: View) -> list[Any]:
    return [
        button(view, "label_something_calming", names.ASK_STRATEGY),
        button(view, "label_find_service", names.FIND_SERVICE),
        button(view, "label_veileder", names.REQUEST_VEILEDER),
    ]


class ActionDefaultFallback(BotAction):
    """When no rule fits. Rasa's own would take back what was remembered in this turn."""

    def name(self) -> str:
        return "action_default_fallback"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        say(dispatcher, words(view_of(tracker), "utter_noted"))
        return [FollowupAction("action_listen")]
