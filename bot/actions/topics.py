"""The parent tells what is going on; or writes something nobody understood."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from bot import names
from bot.actions.alarm_reply import reply_in_alarm
from bot.actions.base import BotAction, leave_loop, say, set_slots, view_of, with_slots, words
from bot.actions.calming import step_of
from bot.actions.kommune import say_services
from bot.actions.practical import pointed_to, services_of, tell_practical
from bot.actions.steps import go_on, listening, ways_on
from bot.components.normalised import read
from bot.flow.next_step import Step
from bot.flow.practical import Practical, practical_of
from bot.flow.said import is_denial, is_good_news, is_question
from bot.flow.screening import lets_go
from bot.flow.services import together
from bot.flow.topics import TOPICS, crises, is_violent, remember_topic, topic_from_themes, topic_of
from bot.flow.view import View
from bot.flow.weak_guesses import brings_questions

LONG = 6  # words; so long a message is a story, not a question that was missed


def hear(dispatcher: CollectingDispatcher, view: View, topic: str) -> list[EventType]:
    """Say that it was heard, remember the topic, and go on."""
    new = topic not in view.topics
    values = remember_topic(view, topic) | ({names.SUMMARISED: False} if new else {})
    reading = read(view.text)
    practical = practical_of(reading.raw, reading.norm) if not view.choice else None
    asked_more = bool(view.topics) and not brings_questions(topic) and is_question(reading.raw)
    after = View(with_slots(view, {**values, **RESTS}).slots, view.findings, view.facts)
    listens = (lets_go(view) and not brings_questions(topic)) or step_of(after) is Step.LISTEN
    if asked_more and not practical:
        say(dispatcher, words(view, "utter_question_more"))
    elif new:
        say(dispatcher, words(view, first_words(view, topic)))
    elif not practical:
        say(dispatcher, listening(view, topic) if listens else words(view, "utter_hear_more"))
    if practical:
        tell_practical(dispatcher, view, practical)
        values |= pointed_to(practical)
    elif asked_more:
        values |= point_to_mediation(dispatcher, after)
    if listens:
        return [*leave_loop(view), *set_slots({**values, **RESTS})]
    return [*leave_loop(view), *set_slots(values), *go_on(dispatcher, after)]


def first_words(view: View, topic: str) -> str:
    """The text that a new topic is met with. Who tells of somebody's anger beside violence at home is not the angry one."""
    theirs = topic == "anger" and is_violent(crises(view))
    return "utter_listen" if theirs else f"utter_hear_{topic}"


RESTS: dict[str, Any] = {names.REQUESTED_SLOT: None, names.ASKING: None}
"""The slots when an open question of ours is let go."""


def point_to_mediation(dispatcher: CollectingDispatcher, view: View) -> dict[str, Any]:
    """A question about where the children are to be, which we cannot answer: who can, told once."""
    if "samvaer" not in view.topics or view.slot(names.POINTED, False):
        return {}
    say(dispatcher, words(view, MEDIATION.text_id))
    say_services(dispatcher, view, together(services_of(view, MEDIATION)))
    return {names.POINTED: True}


MEDIATION = Practical("utter_ask_samvaer", ("familievern",))


def in_grief(view: View, topic: str | None) -> str | None:
    """Tears, sleep and tiredness of somebody who has lost somebody are grief; nobody asks them how old the child is."""
    return "grief" if topic in GRIEVES and "grief" in view.topics and not view.findings.get("ask") else topic


GRIEVES = frozenset({"crying", "feeding", "sleep", "exhaustion", "low_mood", "loneliness", "anxiety"})


class ActionHear(BotAction):
    def name(self) -> str:
        return "action_hear"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        topic = in_grief(view, topic_of(view.intent))
        if view.alarm:
            return reply_in_alarm(dispatcher, view)
        if topic is None:
            say(dispatcher, words(view, "utter_stay"))
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
            return reply_in_alarm(dispatcher, view)
        if topic := _borne_out(view, tracker.latest_message.get("intent_ranking") or []):
            return hear(dispatcher, view, topic)
        return listen_on(dispatcher, view)


def listen_on(dispatcher: CollectingDispatcher, view: View) -> list[EventType]:
    """Say that it was read. Who has told more than once is not asked again what is hard: help near home comes next."""
    question = is_question(view.text.lower())
    say(dispatcher, words(view, "utter_unsure") if question else listened_line(view))
    pointed = set_slots(point_to_mediation(dispatcher, view)) if question else []
    if lets_go(view):
        return [*leave_loop(view), *pointed, *set_slots(RESTS)]
    step = step_of(with_slots(view, {names.REQUESTED_SLOT: None}))
    if view.findings.get("ask") and step is Step.ASK_SAFETY:
        return [*leave_loop(view), FollowupAction(names.SCREENING_FORM)]
    if view.slot(names.TOLD, 0) >= OFTEN and not question and step in {Step.ASK_KOMMUNE, Step.SHOW_SERVICES}:
        return [*leave_loop(view), *pointed, *go_on(dispatcher, view)]
    return [*leave_loop(view), *pointed]


def listened_line(view: View) -> str:
    """What is said to something told: glad of good news, near to what it is about where we know, else plain."""
    if is_good_news(view.text.lower()):
        return words(view, "utter_good_news")
    if is_denial(view.text.lower()):
        return words(view, "utter_noted")
    return listening(view, view.topic) if lets_go(view) and view.topic else words(view, "utter_listen")


OFTEN = 2  # messages that told of something


def _borne_out(view: View, ranking: list[dict[str, Any]]) -> str | None:
    """The topic of the classifier's first guess when the surest theme of web is one of its own; none that brings questions."""
    topic = topic_of(str(ranking[0]["name"])) if ranking else None
    surest = (view.facts.get("themes") or [])[:1]
    if (
        topic is None
        or is_denial(view.text.lower())
        or brings_questions(topic)
        or not set(surest) & set(TOPICS[topic].themes)
    ):
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
            return reply_in_alarm(dispatcher, view)
        topic = topic_from_themes(view.facts.get("themes") or [])
        if topic and not brings_questions(topic) and not is_denial(view.text.lower()):
            return hear(dispatcher, view, topic)
        story = len(view.text.split()) >= LONG or is_question(view.text.lower())
        if view.findings.get("ask") or story or lets_go(view) or view.loop == names.KOMMUNE_FORM:
            return listen_on(dispatcher, view)
        if (
            view.slot(names.TOLD, 0) or view.topics
        ):  # a few words more of what was told: no need to say it again
            say(dispatcher, words(view, "utter_noted"))
            going_on = view.loop is None and step_of(view) in {
                Step.ASK_SAFETY,
                Step.ASK_KOMMUNE,
                Step.SHOW_SERVICES,
            }
            return go_on(dispatcher, view) if going_on else []
        misses = int(view.slot(names.MISSES, 0)) + 1
        _say_missed(dispatcher, view, misses)
        return set_slots({names.MISSES: misses})


def _say_missed(dispatcher: CollectingDispatcher, view: View, misses: int) -> None:
    if misses == 1:
        say(dispatcher, words(view, "utter_not_understood"))
    elif misses == 2:
        say(dispatcher, words(view, "utter_not_understood_again"), "question", choices=ways_on(view))
    elif misses == 3:
        say(dispatcher, words(view, "utter_write_freely"), choices=ways_on(view))
    else:
        say(dispatcher, words(view, "utter_noted"))


class ActionDefaultFallback(BotAction):
    """When no rule fits. Rasa's own would take back what was remembered in this turn."""

    def name(self) -> str:
        return "action_default_fallback"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        say(dispatcher, words(view_of(tracker), "utter_noted"))
        return [FollowupAction("action_listen")]
