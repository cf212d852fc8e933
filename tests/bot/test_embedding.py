"""The check of action results gives Rasa's own answer, and an action gets a copy without the whole domain."""

from typing import Any

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction

from bot.embedding import check_result

SCHEMA = RemoteAction.action_response_format_spec()
RESULTS: list[tuple[Any, bool]] = [
    ({"events": [], "responses": []}, True),
    ({"events": [{"event": "slot", "name": "topic", "value": None}], "responses": [{"text": "hei"}]}, True),
    ({"events": [{"event": "followup", "name": "action_listen", "timestamp": None}]}, True),
    ({"events": [{"event": "slot", "name": "topic"}]}, False),  # no value
    ({"events": [{"event": "slot", "name": 7, "value": 1}]}, False),
    ({"events": [{"event": "no_such_event"}]}, False),
    ({"events": [{"name": "topic"}]}, False),
    ({"events": [{"event": "action", "confidence": "high"}]}, False),
    ({"events": [{"event": "bot", "timestamp": "now"}]}, False),
    ({"events": ["slot"]}, False),
    ({"events": {}}, False),
    ({"responses": ["hei"]}, False),
    ([], False),
    (None, False),
]


@pytest.mark.parametrize(("result", "good"), RESULTS)
def test_results_are_judged_as_rasa_judges_them(result: Any, good: bool) -> None:
    def accepted(check: Any) -> bool:
        try:
            check(result)
        except jsonschema.ValidationError:
            return False
        return True

    assert accepted(check_result) is good
    assert accepted(lambda r: jsonschema.validate(r, SCHEMA)) is good
