"""The seams between Rasa's Agent and this process: where trackers come from, where replies and actions go.

EndpointConfig.request and what `take_away_repeated_work` replaces are not documented API: rasa is pinned. tests/bot/test_contract.py
compares every reply with a stock Agent's, tests/bot/test_embedding.py each replacement with what Rasa itself does.
"""

import copy
import pickle
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rasa.core.actions.action import ActionExecutionRejection as CoreRejection
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.tracker_store import TrackerStore
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot import action_results
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
        super().__init__(url="inprocess://actions")
        self.executor = ActionExecutor()
        self.executor.register_package(package)
        self.turns = turns
        self._domain: tuple[Any, Any] = (None, None)

    async def request(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        try:
            result: dict[str, Any] = await self.executor.run(self._copied(kwargs["json"]))
            action_results.check(result)
        except ActionExecutionRejection as rejection:  # the SDK's; Rasa knows only its own
            raise CoreRejection(rejection.action_name, rejection.message) from rejection
        except Exception as error:  # Rasa would log it, lose the events and say nothing
            if turn := self.turns.get(kwargs["json"]["sender_id"]):
                turn.errors.append(error)
            raise
        return result

    def _copied(self, call: dict[str, Any]) -> dict[str, Any]:
        """A copy, as over HTTP: an action cannot reach into Rasa's objects. The domain is the same all along: one copy is enough."""
        if self._domain[0] is not call["domain"]:
            self._domain = (call["domain"], _copy(call["domain"]))
        return {**_copy({**call, "domain": None}), "domain": self._domain[1]}


def _copy(whole: dict[str, Any]) -> dict[str, Any]:
    """pickle takes a third of json's time."""
    copied: dict[str, Any] = pickle.loads(pickle.dumps(whole))  # noqa: S301  our own bytes, from the same line
    return copied


@cache
def take_away_repeated_work() -> None:
    """Once in a process. Four things that Rasa does dozens of times a turn and that come out the same each time; a fifth of a turn.

    - Action results are checked with a JSON schema that is compiled for each. InProcessActions has checked them already (action_results),
      and there a bad one fails the turn; Rasa would lose the events and go on.
    - An event's class is looked for by name among all subclasses, by walking them.
    - A tracker copies every slot through the general copy protocol.
    - For every prediction a scheduler sorts the graph's nodes anew, to run them one after the other.
    """
    RemoteAction._validate_action_result = lambda self, result: True
    Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))
    Slot.__copy__ = _copy_of_slot
    DaskGraphRunner.run = _run_in_order


def _run_in_order(
    runner: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    """What each target gives. Every node that it needs runs once, and gives its name and output."""
    given: dict[str, tuple[str, Any]] = {name: (name, value) for name, value in (inputs or {}).items()}
    schema = runner._graph_schema

    def result(name: str) -> tuple[str, Any]:
        if name not in given:
            needs = [result(need) for need in schema.nodes[name].needs.values()]
            given[name] = runner._instantiated_nodes[name](*needs)
        return given[name]

    return dict(map(result, targets or schema.target_names))


def _copy_of_slot(slot: Slot) -> Slot:
    same = slot.__class__.__new__(slot.__class__)
    same.__dict__.update(slot.__dict__)
    return same
