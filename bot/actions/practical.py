"""Direct questions about rights, costs, numbers and ways to help: what the content knows, and who can answer the rest."""

from datetime import UTC, datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from bot import library, names
from bot.actions.alarm_reply import reply_in_alarm
from bot.actions.base import BotAction, say, set_slots, view_of, words
from bot.actions.calming import step_of
from bot.actions.kommune import say_numbers, say_services
from bot.components.normalised import read
from bot.flow.next_step import Step
from bot.flow.numbers import kind_of, known
from bot.flow.place import is_placed
from bot.flow.practical import Practical, practical_of
from bot.flow.services import together
from bot.flow.topics import crises, is_medical, is_violent
from bot.flow.view import View
from directory.services import ServiceView


class ActionPractical(BotAction):
    """A direct question gets what the content holds, at once and without a question of ours before it."""

    def name(self) -> str:
        return "action_practical"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        reading = read(view.text)
        practical = practical_of(reading.raw, reading.norm)
        if practical is None or (view.alarm and view.text.lower().count(" ") < 2):
            return reply_in_alarm(dispatcher, view) if view.alarm else []
        tell_practical(dispatcher, view, practical)
        pointed = set_slots(pointed_to(practical))
        if view.alarm or view.loop is not None:
            return pointed
        if view.findings.get("ask") and step_of(view) is Step.ASK_SAFETY:
            return [*pointed, FollowupAction(names.SCREENING_FORM)]
        if is_placed(view) or not practical.local:
            return pointed
        return [*pointed, *set_slots({names.WANTED: practical.local}), FollowupAction(names.KOMMUNE_FORM)]


def tell_practical(dispatcher: CollectingDispatcher, view: View, practical: Practical) -> None:
    """The words, the services that go with them, and that the rest of the question is passed on."""
    # whoever asks whom to ring about an ill child means this
    if practical.text_id == PHONE and is_medical(view):
        say_numbers(dispatcher, view, known(["legevakt"]))
        return
    if practical.text_id == PHONE and (is_violent(crises(view)) or "violence" in view.topics):
        practical = Practical(PHONE, ("vo_linjen", *practical.services[:1]))
    say(dispatcher, words(view, practical.text_id))
    say_services(dispatcher, view, together(services_of(view, practical)))
    say(dispatcher, words(view, "utter_passed_on"))


def pointed_to(practical: Practical) -> dict[str, Any]:
    """Who helps parents agree about the children is told once."""
    return {names.POINTED: True} if "familievern" in practical.services else {}


PHONE = "utter_ask_phone"


def services_of(view: View, practical: Practical) -> list[ServiceView]:
    """The services in the parent's kommune where it is known, else those for the whole country."""
    now, directory, language = datetime.now(UTC), library.directory(), view.language
    kommune, outside = view.slots.get(names.KOMMUNE), view.slots.get(names.OUTSIDE)
    found: list[ServiceView] = []
    for id in practical.services:
        if outside and not kommune:
            found += directory.national_outside(outside, [id], now=now, language=language)
        elif kommune and (kind := "familievernkontor" if id == "familievern" else kind_of(id)):
            found += directory.of_kind(kommune, kind, now=now, language=language)
        else:
            found += directory.national(now=now, language=language, ids=[id])
    return found
