"""The seams between Rasa's Agent and this process: where trackers come from, where replies and actions go.

EndpointConfig.request and RemoteAction._validate_action_result are not documented API: rasa is pinned, and
tests/bot/test_contract.py compares every reply with a stock Agent's.
"""

import copy
import pickle
from dataclasses import dataclass, field
from typing import Any

from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import ActionExecutionRejection as CoreRejection
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.state import State, rebuild, snapshot


@dataclass
class Turn:
    """One turn under way. `errors`: what Rasa swallowed; the kinds alone are ever told."""

    state: State
    new_state: State | None = None
    errors: list[Exception] = field(default_factory=list)


class TurnStore(TrackerStore):  # type: ignore[misc]  # rasa is untyped
    """retrieve() rebuilds a tracker from the request, save() hands the state back. Nothing outlives the turn."""

    def __init__(self, domain: Domain | None = None, event_broker: Any = None, **kwargs: Any) -> None:
        super().__init__(domain, event_broker)
        self.turns: dict[str, Turn] = {}
        self._domain_now = domain

    @property
    def domain(self) -> Domain | None:
        return self._domain_now

    @domain.setter
    def domain(self, value: Domain | None) -> None:
        self._domain_now = value

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """Rasa wraps every store in one that hides errors and starts an empty conversation: remember them."""
        turn = self.turns[sender_id]
        try:
            return rebuild(sender_id, turn.state, self.domain)
        except Exception as error:
            turn.errors.append(error)
            raise

    async def save(self, tracker: DialogueStateTracker) -> None:
        turn = self.turns[tracker.sender_id]
        try:
            turn.new_state = snapshot(tracker)
        except Exception as error:
            turn.errors.append(error)
            raise


class CollectedReplies(OutputChannel):  # type: ignore[misc]  # rasa is untyped
    """Keeps whole messages: Rasa's own collecting channel drops `custom` and splits text at blank lines."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "ventevakt"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(copy.deepcopy(message))


class InProcessActions(EndpointConfig):  # type: ignore[misc]  # rasa is untyped
    """What Rasa would post to an action server is given to rasa_sdk's executor in this process."""

    def __init__(self, package: str, turns: dict[str, Turn]) -> None:
        # selective: the whole domain is not sent along; an action that wants it says so in the domain
        super().__init__(url="inprocess://actions", selective_domain=True)
        self.executor = ActionExecutor()
        self.executor.register_package(package)
        self.turns = turns

    async def request(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        try:
            # a copy, as over HTTP: an action cannot reach into Rasa's objects. pickle takes a third of json's time
            call = pickle.loads(pickle.dumps(kwargs["json"]))  # noqa: S301  our own bytes, from the same line
            result: dict[str, Any] | None = await self.executor.run(call)
        except ActionExecutionRejection as rejection:  # the SDK's; Rasa knows only its own
            raise CoreRejection(rejection.action_name, rejection.message) from rejection
        except Exception as error:  # Rasa would log it, lose the events and say nothing
            if turn := self.turns.get(kwargs["json"]["sender_id"]):
                turn.errors.append(error)
            raise
        return result


_SCHEMA = RemoteAction.action_response_format_spec()
_ANY_EVENT = _SCHEMA["properties"]["events"]["items"]
_validator = validator_for(_SCHEMA)
_RESULT = _validator({**_SCHEMA, "properties": {**_SCHEMA["properties"], "events": {"type": "array"}}})
_EVENT = _validator({key: rule for key, rule in _ANY_EVENT.items() if key != "oneOf"})
_EVENT_OF_KIND = {one["properties"]["event"]["const"]: _validator(one) for one in _ANY_EVENT["oneOf"]}


def check_result(result: Any) -> None:
    """Raise jsonschema's ValidationError for what Rasa's schema of action results refuses.

    The schema lets an event be exactly one of 23 kinds, told apart by a constant; looking only at its own kind
    gives the same answer without trying all.
    """
    _RESULT.validate(result)
    for event in result.get("events", []):
        _EVENT.validate(event)
        if event["event"] not in _EVENT_OF_KIND:
            raise ValidationError(f"no event is called {event['event']!r}")
        _EVENT_OF_KIND[event["event"]].validate(event)


def validate_with_compiled_schema() -> None:
    """Check action results with validators built once: Rasa checks its own schema again at every action call."""

    def validate(self: RemoteAction, result: dict[str, Any] | None) -> bool:
        del self
        check_result(result)
        return True

    RemoteAction._validate_action_result = validate
