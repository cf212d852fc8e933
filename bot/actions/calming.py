"""One calming strategy: offered first, given as short steps, stopped at any time."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import library, names
from bot.actions.base import (
    BotAction,
    button,
    leave_loop,
    returns_to_form,
    say,
    set_slots,
    view_of,
    with_slots,
    words,
)
from bot.actions.forms import leaves_form
from bot.flow.calming import gate_facts, holding, wanted_text
from bot.flow.next_step import Step, next_step
from bot.flow.said import refuses
from bot.flow.screening import reopen_well
from bot.flow.topics import TOPICS, tells_of_child, themes_of
from bot.flow.view import View
from content.strategies import Strategy, gate_open


def next_strategy(view: View, *, asked_for: bool = False) -> Strategy | None:
    """The strategy to offer now; None when the gate is closed or none is left that fits."""
    if not gate_open(gate_facts(view, asked_for=asked_for))[0]:
        return None
    if not all(TOPICS[topic].calming for topic in view.topics):
        return None
    age = view.findings.get("age_months")
    themes = themes_of(view.topics, view.facts.get("themes") or [], age)
    passed = list(view.slot(names.OFFERED, []))
    groups = None if asked_for else {group for topic in view.topics for group in TOPICS[topic].groups}
    if groups and not tells_of_child(view):
        groups -= ABOUT_A_CHILD
        if not groups:
            return None
    while card := library.strategies().for_themes(
        themes or ["annet"],
        passed,
        text=wanted_text(view),
        holding=holding(view),
        age_months=age,
        groups=groups,
        fitting=view.slot(names.FITTING, []),
    ):
        if view.language != "en" or card.offer.en:
            return card
        passed.append(card.id)  # an English parent is not given Norwegian steps
    return None


ABOUT_A_CHILD = {"soevn"}
"""Groups that are about a child's nights alone: who cannot sleep themselves is not offered to read about babies."""


def step_of(view: View) -> Step:
    """The next step of this conversation."""
    fresh = with_slots(view, {names.ASKING: None}) if view.loop is None else view
    return next_step(fresh, calming_open=next_strategy(view) is not None)


class ValidateCalmingForm(BotAction):
    def name(self) -> str:
        return "validate_calming_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.slots.get(names.REQUESTED_SLOT) is None:  # the form begins
            return set_slots({names.WANTS_STRATEGY: None, names.REQUESTED_SLOT: names.WANTS_STRATEGY})
        if view.intent == names.AFFIRM:
            return set_slots({names.WANTS_STRATEGY: True, names.REQUESTED_SLOT: None})
        about_this = view.intent == names.STOP_STRATEGY or bool(view.choice) or refuses(view.text.lower())
        if view.intent in {names.DENY, names.STOP_STRATEGY} and about_this:
            said_no = {names.WANTS_STRATEGY: False, names.DECLINED: True, names.STRATEGY: None}
            return set_slots({**said_no, names.REQUESTED_SLOT: None})
        if returns_to_form(tracker, names.CALMING_FORM):
            return set_slots({names.WANTS_STRATEGY: None, names.REQUESTED_SLOT: names.WANTS_STRATEGY})
        if leaves_form(view, domain, names.CALMING_FORM):
            return [ActionExecutionRejected(names.CALMING_FORM)]
        # neither yes nor no: the offer is left alone rather than repeated
        return set_slots({names.WANTS_STRATEGY: None, names.STRATEGY: None, names.REQUESTED_SLOT: None})


class ActionAskWantsStrategy(BotAction):
    def name(self) -> str:
        return "action_ask_wants_strategy"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        choices = [
            button(view, "label_yes_please", names.AFFIRM),
            button(view, "label_no_thanks", names.DENY),
        ]
        if view.intent in names.EVENT_INTENTS.values():
            return []
        if view.slots.get(names.STRATEGY) and returns_to_form(tracker, names.CALMING_FORM):
            say(dispatcher, words(view, "utter_offer_again"), "question", choices=choices)
            return []
        card = next_strategy(view, asked_for=view.intent == names.ASK_STRATEGY)
        if card is None:
            return []
        say(dispatcher, card.offer.get(view.language), "question", choices=choices)
        return set_slots({names.STRATEGY: card.id, names.OFFERED: [*view.slot(names.OFFERED, []), card.id]})


class ActionAfterOffer(BotAction):
    """Gives the steps after a yes, accepts a no, and hears what was said instead."""

    def name(self) -> str:
        return "action_after_offer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        wants = view.slots.get(names.WANTS_STRATEGY)
        if wants is True and gate_open(gate_facts(view))[0] and view.slots.get(names.STRATEGY):
            give(dispatcher, view, view.slots[names.STRATEGY])
            return set_slots({names.WANTS_STRATEGY: None, names.GIVEN: view.slots[names.STRATEGY]})
        if wants is False:
            say(dispatcher, words(view, "utter_no_is_fine"))
            return [SlotSet(names.WANTS_STRATEGY, None), FollowupAction("action_continue")]
        say(dispatcher, words(view, "utter_noted"))
        return set_slots({names.WANTS_STRATEGY: None})


def give(dispatcher: CollectingDispatcher, view: View, strategy_id: str) -> None:
    """Send the steps of a strategy, with a way to stop and to try another."""
    card = library.strategies().get(strategy_id)
    steps = [f"{number}. {step.get(view.language)}" for number, step in enumerate(card.steps, 1)]
    text = "\n".join([card.title.get(view.language), *steps, "", card.stop.get(view.language)])
    choices = [
        button(view, "label_stop", names.STOP_STRATEGY),
        button(view, "label_something_else", names.ASK_STRATEGY),
    ]
    say(dispatcher, text, "strategy", choices=choices, source=card.sources[0].url)


class ActionOfferStrategy(BotAction):
    """The parent asked for something that helps now. It comes after the safety questions, never before."""

    def name(self) -> str:
        return "action_offer_strategy"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.alarm or not view.topics:
            return [FollowupAction("action_continue")]
        if next_strategy(view, asked_for=True):
            return [*leave_loop(view), SlotSet(names.DECLINED, False), FollowupAction(names.CALMING_FORM)]
        reopened = reopen_well(view)
        if step_of(with_slots(view, reopened)) is Step.ASK_SAFETY:
            return [*leave_loop(view), *set_slots(reopened), FollowupAction(names.SCREENING_FORM)]
        say(dispatcher, words(view, "utter_no_more_strategies"))
        return []


class ActionStopStrategy(BotAction):
    def name(self) -> str:
        return "action_stop_strategy"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.alarm:
            return [FollowupAction("action_continue")]
        begun = view.slots.get(names.GIVEN) or view.slots.get(names.STRATEGY)
        if view.slot(names.ALARM, False) and not begun:
            # «jeg er ferdig» is no wish to stop what was not begun
            say(dispatcher, words(view, "utter_listen"))
            return []
        say(dispatcher, words(view, "utter_stopped"))
        return set_slots({names.STRATEGY: None, names.GIVEN: None, names.DECLINED: True})
