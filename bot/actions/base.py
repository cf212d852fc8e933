"""What every action needs: this turn as a View, a way to speak, and slots as events."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import library, names, replies
from bot.flow.view import View
from bot.wording import pick


class BotAction(Action, ABC):  # type: ignore[misc]  # rasa_sdk is untyped
    """Base of every action here; abstract, so that the executor does not register it."""

    @abstractmethod
    def name(self) -> str:
        """The action's name in the domain."""


def view_of(tracker: Tracker) -> View:
    """This turn. The NLU component leaves what screening found in the message, whoever did the screening."""
    message = tracker.latest_message
    metadata = message.get("metadata") or {}
    return View(
        slots=tracker.slots,
        findings=message.get("findings") or metadata.get("findings") or {},
        facts=metadata.get("facts") or {},
        intent=(message.get("intent") or {}).get("name") or "",
        text=message.get("text") or "",
        choice=metadata.get("choice"),
        loop=tracker.active_loop_name,
    )


def returns_to_form(tracker: Tracker, form: str) -> bool:
    """Whether the form runs once more in this turn, after a rule has answered what it did not take."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "action_execution_rejected" and event.get("name") == form:
            return True
    return False


def leave_loop(view: View) -> list[EventType]:
    """Ends an open form: the parent has turned to something else."""
    return [ActiveLoop(None), *set_slots({names.REQUESTED_SLOT: None})] if view.loop else []


def then_listen(events: list[EventType]) -> list[EventType]:
    """An action that another one may call for ends the turn itself, unless something follows: no rule does."""
    follows = any(event.get("event") == "followup" for event in events)
    return events if follows else [*events, FollowupAction("action_listen")]


def set_slots(values: Mapping[str, Any]) -> list[EventType]:
    return [SlotSet(name, value) for name, value in values.items()]


def with_slots(view: View, values: Mapping[str, Any]) -> View:
    """The same turn as it will be once `values` are remembered."""
    return View(
        {**view.slots, **values}, view.findings, view.facts, view.intent, view.text, view.choice, view.loop
    )


def words(view: View, text_id: str, **values: Any) -> str:
    """A text of ours in the parent's language, the variant of this turn."""
    turn = int(view.slot(names.TURN, 0))
    return pick(text_id, view.language, turn, values, reachable=view.can_reach_human)


def say(
    dispatcher: CollectingDispatcher,
    text: str,
    kind: replies.Kind = "text",
    *,
    choices: Sequence[replies.Choice] = (),
    asks: str | None = None,
    source: str | None = None,
) -> None:
    """Send one reply. Buttons are for Rasa's own shell; web reads `custom`."""
    extra = replies.custom(kind, choices=choices, asks=asks, source=source)
    buttons = [{"title": c["label"], "payload": _payload(c)} for c in choices]
    dispatcher.utter_message(text=text, json_message=extra, buttons=buttons)


def _payload(choice: replies.Choice) -> str:
    return f"/{choice['value']}" if choice["value"] in names.BUTTON_INTENTS else choice["label"]


def button(view: View, label_id: str, value: str) -> replies.Choice:
    """A choice whose label is a text of ours."""
    return replies.Choice(label=library.texts().get(label_id, view.language), value=value)
