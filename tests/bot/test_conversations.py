"""Every script in tests/conversations is played through `/turn`, screened as web screens."""

from typing import Any

import pytest

from bot.player import Script, play, read_scripts
from bot.settings import ROOT

pytestmark = pytest.mark.needs_model

SCRIPTS = list(read_scripts(ROOT / "tests" / "conversations"))


def test_there_are_at_least_thirty_and_each_has_its_own_name() -> None:
    assert len(SCRIPTS) >= 30
    assert len({script.id for script in SCRIPTS}) == len(SCRIPTS)


@pytest.fixture
async def turn(assistant: Any, aiohttp_client: Any) -> Any:
    """`POST /turn` as web calls it."""
    from bot.assistant import Message
    from bot.serve import build_app

    secret = "a-secret-for-the-tests"
    client = await aiohttp_client(build_app(assistant, secret))

    async def post(state: Any, message: Message) -> Any:
        body = {"turn": 1, "state": state, **vars(message), "language": message.language or "nb"}
        response = await client.post("/turn", json=body, headers={"X-Ventevakt-Secret": secret})
        assert response.status == 200, await response.text()
        answer = await response.json()
        return answer["replies"], answer["state"]

    return post


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)
async def test_the_conversation_goes_as_written(script: Script, turn: Any) -> None:
    from bot import library
    from bot.conversation import FACTS, Conversation

    side = Conversation(turn, library.screener(), {**FACTS, **script.facts}, language=script.language)
    assert await play(script, side) == []
