"""What is taken away from Rasa's turn because it is done again and again gives what Rasa gave."""

import copy

import pytest
from rasa.shared.core.events import Event
from rasa.shared.core.slots import ListSlot, TextSlot
from rasa.shared.utils.common import all_subclasses

from bot.embedding import take_away_repeated_work


@pytest.fixture(autouse=True)
def _taken_away() -> None:
    take_away_repeated_work()


def test_every_event_is_found_by_its_name() -> None:
    kinds = all_subclasses(Event)
    assert len(kinds) > 20
    for kind in kinds:
        assert Event.resolve_by_type(kind.type_name).type_name == kind.type_name


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


def test_taking_away_twice_changes_nothing() -> None:
    before = Event.resolve_by_type, TextSlot.__copy__
    take_away_repeated_work()
    assert (Event.resolve_by_type, TextSlot.__copy__) == before
