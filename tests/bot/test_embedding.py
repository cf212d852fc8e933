"""What is taken away from Rasa's turn because it is done again and again gives what Rasa gave."""

import copy
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import dask
import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import Event
from rasa.shared.core.slots import ListSlot, TextSlot
from rasa.shared.utils.common import all_subclasses
from rasa_sdk.events import ActionExecutionRejected, ActiveLoop, FollowupAction, Restarted, SlotSet

from bot import action_results
from bot.embedding import take_away_repeated_work


@pytest.fixture(autouse=True)
def _taken_away() -> None:
    take_away_repeated_work()


def test_every_event_is_found_by_its_name() -> None:
    kinds = all_subclasses(Event)
    assert len(kinds) > 20
    for kind in kinds:
        assert Event.resolve_by_type(kind.type_name).type_name == kind.type_name


SLOT = {"event": "slot", "timestamp": None, "name": "topic", "value": "sleep"}
GOOD: list[Any] = [
    [],
    [SlotSet("topic", "sleep"), SlotSet("topic", None), SlotSet("kommune", ["4601"])],
    [ActiveLoop(None), ActiveLoop("screening_form"), FollowupAction("action_listen")],
    [ActionExecutionRejected("screening_form")],
]
BAD: list[Any] = [
    [{"event": "nonsense", "timestamp": None}],
    [{"timestamp": None, "name": "topic", "value": 1}],
    [{**SLOT, "name": 7}],
    [{**SLOT, "name": None}],
    [{name: value for name, value in SLOT.items() if name != "value"}],
    [{**SLOT, "timestamp": "now"}],
    [{**SLOT, "metadata": "mine"}],
    [SLOT, {**SLOT, "event": "slots"}],
]


def accepted(check: Callable[[Any], Any], events: Any, responses: Any = ()) -> bool:
    try:
        check({"events": events, "responses": list(responses)})
    except (jsonschema.ValidationError, action_results.ResultError):
        return False
    return True


def by_schema(result: Any) -> None:
    jsonschema.validate(result, RemoteAction.action_response_format_spec())


@pytest.mark.parametrize(("events", "good"), [(e, True) for e in GOOD] + [(e, False) for e in BAD])
def test_an_action_may_answer_only_what_rasas_own_schema_lets_through(events: Any, good: bool) -> None:
    assert accepted(by_schema, events) == accepted(action_results.check, events) == good


def test_an_action_may_not_answer_what_none_of_ours_does() -> None:
    assert accepted(by_schema, [Restarted()])
    assert not accepted(action_results.check, [Restarted()])


def test_what_an_action_says_must_be_messages() -> None:
    assert not accepted(by_schema, [], ["hei"])
    assert not accepted(action_results.check, [], ["hei"])


def test_an_event_nobody_knows_is_refused_every_time() -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="no_such_event"):
            Event.resolve_by_type("no_such_event")


def test_a_copied_slot_is_a_slot_of_its_own() -> None:
    slot = ListSlot("kommune", mappings=[], initial_value=None)
    slot.value = ["4601"]
    same = copy.copy(slot)
    assert (type(same), same.value, same.has_been_set) == (ListSlot, ["4601"], True)
    same.reset()
    assert slot.value == ["4601"]
    assert slot.has_been_set


class Node:
    """A node of a graph: counts its runs, and gives its name with what it was given."""

    def __init__(self, name: str) -> None:
        self.name, self.runs = name, 0

    def __call__(self, *given: tuple[str, Any]) -> tuple[str, Any]:
        self.runs += 1
        return self.name, [f"{name}={value}" for name, value in given]


@pytest.mark.parametrize("targets", [None, ["left"], ["right", "left"]])
def test_a_graph_gives_what_the_scheduler_gives_and_runs_each_node_once(targets: list[str] | None) -> None:
    needs = {"first": ["message"], "left": ["first"], "right": ["first", "message"], "aside": ["first"]}
    nodes = {name: Node(name) for name in needs}
    schema = SimpleNamespace(
        nodes={name: SimpleNamespace(needs={need: need for need in needs[name]}) for name in needs},
        target_names=["left", "right"],
    )
    runner = SimpleNamespace(_graph_schema=schema, _instantiated_nodes=nodes)
    found = DaskGraphRunner.run(runner, {"message": "hei"}, targets)
    asked = targets or schema.target_names
    assert {name: node.runs for name, node in nodes.items() if name in ("first", "aside")} == {
        "first": 1,
        "aside": 0,
    }
    graph = {name: (Node(name), *needs[name]) for name in needs} | {"message": ("message", "hei")}
    assert found == dict(dask.get(graph, asked))


def test_taking_away_twice_changes_nothing() -> None:
    before = Event.resolve_by_type, TextSlot.__copy__, DaskGraphRunner.run
    take_away_repeated_work()
    assert (Event.resolve_by_type, TextSlot.__copy__, DaskGraphRunner.run) == before
