"""The dialogue state between turns: slots and the active form, nothing else.

A tracker is built anew for every turn and thrown away after it. So any process can take any turn, a
turn can be repeated after a crash, and nothing grows with the conversation.
"""

from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.turns import StateError

VERSION = 1
NOT_KEPT = frozenset({"session_started_metadata"})

State = dict[str, Any]


def check(state: State | None) -> State:
    """The state as given, or an empty one for None. Raises StateError, never naming a value."""
    if not state:
        return {"v": VERSION, "slots": {}, "active_loop": None}
    if set(state) != {"v", "slots", "active_loop"} or state["v"] != VERSION:
        raise StateError("keys")
    if not isinstance(state["slots"], dict) or not isinstance(state["active_loop"], str | None):
        raise StateError("types")
    return state


def rebuild(sender_id: str, state: State, domain: Domain | None) -> DialogueStateTracker:
    """The tracker as it would stand, waiting, in a conversation with this state."""
    tracker = DialogueStateTracker(sender_id, domain.slots if domain else [])
    tracker.update(ActionExecuted(ACTION_SESSION_START_NAME))
    tracker.update(SessionStarted())
    for name, value in state["slots"].items():
        if name in tracker.slots:  # a slot that a newer model no longer has is dropped
            tracker.update(SlotSet(name, value))
    form = state["active_loop"]
    if domain and form in domain.form_names:
        # The form must be the last action before the wait: without this a message nobody understood ends it.
        tracker.update(ActionExecuted(form))
        tracker.update(ActiveLoop(form))
    tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
    return tracker


def snapshot(tracker: DialogueStateTracker) -> State:
    """What is kept of a tracker: slots that were set, and the active form."""
    slots = {
        name: slot.value
        for name, slot in tracker.slots.items()
        if name not in NOT_KEPT and slot.value != slot.initial_value
    }
    return {"v": VERSION, "slots": slots, "active_loop": tracker.active_loop_name}
