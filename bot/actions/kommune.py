"""Help near home: which kommune, and what it has."""

import re
from datetime import UTC, datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import library, names
from bot.actions.base import BotAction, button, returns_to_form, say, set_slots, then_listen, view_of, words
from bot.actions.calming import step_of
from bot.actions.forms import leaves_form
from bot.flow.next_step import Step
from bot.flow.services import MAX_SERVICES, describe
from bot.flow.topics import themes_of
from bot.flow.view import View
from bot.replies import Choice

NUMBER = re.compile(r"\d{4}")
MAX_CHOICES = 6


def places(view: View, *, asked: bool) -> list[str]:
    """Kommunenummer this message may mean: a button, what web has read, or what the directory reads."""
    if view.choice and NUMBER.fullmatch(view.choice):
        return [view.choice]
    told = [str(number) for number in view.facts.get("kommune") or []]
    if not told:
        found = library.directory().find_places(view.text, asked=asked)
        told = [place.kommunenummer for place in found if place.kommunenummer]
    return [number for number in dict.fromkeys(told) if _exists(number)]


def _exists(kommunenummer: str) -> bool:
    try:
        library.directory().kommune(kommunenummer)
    except KeyError:
        return False
    return True


def ask_which(dispatcher: CollectingDispatcher, view: View, numbers: list[str]) -> None:
    """Several kommuner fit: let the parent choose."""
    choices = [Choice(label=library.directory().kommune(n).navn, value=n) for n in numbers[:MAX_CHOICES]]
    say(dispatcher, words(view, "utter_which_kommune"), "question", choices=[*choices, _skip(view)])


def ask_again(dispatcher: CollectingDispatcher, view: View) -> None:
    """The kommune question in other words."""
    say(dispatcher, words(view, "utter_ask_kommune_again"), "question", choices=[_skip(view)])


def _skip(view: View) -> Choice:
    return button(view, "label_skip", names.DENY)


class ValidateKommuneForm(BotAction):
    def name(self) -> str:
        return "validate_kommune_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.slots.get(names.REQUESTED_SLOT) is None:  # the form begins
            return set_slots({names.KOMMUNE_TRIES: 0, names.REQUESTED_SLOT: names.KOMMUNE})
        if returns_to_form(tracker, names.KOMMUNE_FORM):
            return set_slots({names.KOMMUNE: None, names.REQUESTED_SLOT: names.KOMMUNE})
        found = places(view, asked=True)
        if len(found) == 1 and view.intent not in {names.DENY, names.SCREENING_ALARM, names.REQUEST_VEILEDER}:
            return set_slots({names.KOMMUNE: found[0], names.REQUESTED_SLOT: None})
        if view.intent in {names.DENY, names.DONT_KNOW, names.STOP_STRATEGY}:
            return set_slots({names.KOMMUNE: None, names.REQUESTED_SLOT: None})
        if not found and leaves_form(view, domain, names.KOMMUNE_FORM):
            return [ActionExecutionRejected(names.KOMMUNE_FORM)]
        if view.slot(names.KOMMUNE_TRIES, 0) >= 2:
            return set_slots({names.KOMMUNE: None, names.REQUESTED_SLOT: None})
        return set_slots({names.KOMMUNE: None, names.REQUESTED_SLOT: names.KOMMUNE})


class ActionAskKommune(BotAction):
    def name(self) -> str:
        return "action_ask_kommune"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.intent in names.EVENT_INTENTS.values():
            return []
        tries = int(view.slot(names.KOMMUNE_TRIES, 0))
        if returns_to_form(tracker, names.KOMMUNE_FORM):
            ask_again(dispatcher, view)
            return []
        found = places(view, asked=True) if tries else []
        if len(found) > 1:
            ask_which(dispatcher, view, found)
        elif tries:
            ask_again(dispatcher, view)
        else:
            say(dispatcher, words(view, "utter_ask_kommune"), "question", choices=[_skip(view)])
        return set_slots({names.KOMMUNE_ASKED: True, names.KOMMUNE_TRIES: tries + 1})


class ActionShowServices(BotAction):
    """The services of the parent's kommune for what they came with; without a kommune the national ones."""

    def name(self) -> str:
        return "action_show_services"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        kommune = view.slots.get(names.KOMMUNE)
        told = themes_of(view.topics, view.facts.get("themes") or [], view.findings.get("age_months"))
        themes = told or ["info_hjelpetilbud"]
        now = datetime.now(UTC)
        if kommune:
            navn = library.directory().kommune(kommune).navn
            found = library.directory().services_for_themes(kommune, themes, now=now, language=view.language)
            say(dispatcher, words(view, "utter_services_intro", kommune=navn))
        else:
            found = library.directory().national(now=now, language=view.language)
            say(dispatcher, words(view, "utter_services_national"))
        for service in found[:MAX_SERVICES]:
            text = describe(service, lambda id, **values: library.texts().get(id, view.language, **values))
            say(dispatcher, text, "service", source=service.source)
        return then_listen(set_slots({names.SERVICES_SHOWN: True}))


class ActionAfterKommune(BotAction):
    """The kommune form has ended: services, or a word that it is fine to skip."""

    def name(self) -> str:
        return "action_after_kommune"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.slots.get(names.KOMMUNE):
            return [FollowupAction("action_show_services")]
        text = "utter_no_is_fine" if view.intent == names.DENY else "utter_no_kommune"
        say(dispatcher, words(view, text))
        return [FollowupAction("action_continue")]


class ActionTakeKommune(BotAction):
    """A place told unasked, or an answer by button."""

    def name(self) -> str:
        return "action_take_kommune"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        found = places(view, asked=True)
        if view.alarm or len(found) != 1:
            say(dispatcher, words(view, "utter_noted"))
            return [] if view.alarm else [FollowupAction("action_continue")]
        events: list[EventType] = [SlotSet(names.KOMMUNE, found[0]), SlotSet(names.SERVICES_SHOWN, False)]
        return [*events, FollowupAction("action_find_service")]


class ActionFindService(BotAction):
    """The parent asks for help near home. Open safety questions come first."""

    def name(self) -> str:
        return "action_find_service"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.alarm or step_of(view) is Step.ASK_SAFETY:
            return [FollowupAction("action_continue")]
        if view.slots.get(names.KOMMUNE):
            return [FollowupAction("action_show_services")]
        found = places(view, asked=False)
        if len(found) == 1:
            return [SlotSet(names.KOMMUNE, found[0]), FollowupAction("action_show_services")]
        return [FollowupAction(names.KOMMUNE_FORM)]
