"""The call to the bot: a right answer in time, or a failure with a name. A small server stands for the bot."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from house import House

from handoff import assistant
from handoff.assistant import HttpBot, TurnFailed

STATE = {"v": 1, "slots": {"tema": "graat"}, "active_loop": None}
GOOD = {"kind": "text", "text": "Hei", "choices": [], "asks": None, "source": None}
Serve = Callable[[Any], Awaitable[str]]


class Answers:
    """What the small server does: answer with `body` and `status`, after `hang` is set."""

    def __init__(self) -> None:
        self.body: Any = {"replies": [GOOD], "state": STATE}
        self.status = 200
        self.hang: asyncio.Event | None = None
        self.secrets: list[str | None] = []

    async def turn(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Ventevakt-Secret"))
        if self.hang:
            await self.hang.wait()
        text = self.body if isinstance(self.body, str) else json.dumps(self.body)
        return web.Response(text=text, status=self.status)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
async def bot(answers: Answers) -> AsyncIterator[HttpBot]:
    app = web.Application()
    app.router.add_post("/turn", answers.turn)
    app.router.add_get("/healthz", answers.turn)
    server = TestServer(app)
    await server.start_server()
    client = HttpBot(str(server.make_url("")).rstrip("/"), "hemmelig")
    yield client
    await client.close()
    await server.close()


async def failure(bot: HttpBot) -> str:
    with pytest.raises(TurnFailed) as raised:
        await bot.turn({"text": "hei"})
    return raised.value.outcome


async def test_a_right_answer(bot: HttpBot, answers: Answers) -> None:
    reply = await bot.turn({"text": "hei"})
    assert reply.replies[0].text == "Hei"
    assert reply.state.model_dump() == STATE
    assert answers.secrets == ["hemmelig"]
    assert await bot.is_up() is True


async def test_a_slow_one_is_given_up_after_its_limit(
    bot: HttpBot, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assistant, "LIMIT_S", 0.1)
    answers.hang = asyncio.Event()
    assert await failure(bot) == "timeout"
    answers.hang.set()


def test_the_limit_is_three_seconds() -> None:
    assert assistant.LIMIT_S == 3.0


@pytest.mark.parametrize("status", [500, 503, 403, 204])
async def test_any_other_status_is_a_failure(bot: HttpBot, answers: Answers, status: int) -> None:
    answers.status = status
    assert await failure(bot) == "refused"


async def test_nobody_there() -> None:
    bot = HttpBot(f"http://127.0.0.1:{unused_port()}", "x")
    assert await failure(bot) == "unreachable"
    assert await bot.is_up() is False
    await bot.close()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "ikke json",
        "[]",
        {"replies": [GOOD]},
        {"replies": "hei", "state": STATE},
        {"replies": [GOOD], "state": None},
        {"replies": [GOOD], "state": {**STATE, "events": []}},
        {"replies": [GOOD], "state": {**STATE, "slots": {"a": "x" * 30_000}}},
        {"replies": [GOOD], "state": STATE, "extra": 1},
        {"replies": [GOOD] * 9, "state": STATE},
        *[
            {"replies": [{**GOOD, **wrong}], "state": STATE}
            for wrong in (
                {"kind": "emergency"},
                {"kind": "tull"},
                {"text": ""},
                {"text": None},
                {"text": "x" * 4001},
                {"choices": [{"label": "Ja"}]},
                {"choices": [{"label": "Ja", "value": "x", "url": "https://x"}]},
                {"asks": 1},
                {"sender": "system"},
            )
        ],
    ],
)
async def test_a_wrong_shape_is_nonsense_and_its_words_stay_out_of_the_error(
    bot: HttpBot, answers: Answers, body: Any
) -> None:
    answers.body = body
    with pytest.raises(TurnFailed) as raised:
        await bot.turn({"text": "hei"})
    assert raised.value.outcome == "nonsense"
    assert raised.value.__cause__ is None


async def test_a_connection_left_over_from_a_bot_started_anew_is_tried_again(
    bot: HttpBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import aiohttp

    original, failures = bot._post, iter([aiohttp.ServerDisconnectedError()])

    async def once_broken(request: dict[str, Any]) -> Any:
        for problem in failures:
            raise problem
        return await original(request)

    monkeypatch.setattr(bot, "_post", once_broken)
    assert (await bot.turn({"text": "hei"})).replies[0].text == "Hei"


async def test_the_whole_way_over_http(create_client: Any, bot: HttpBot, answers: Answers) -> None:
    house: House = await create_client(bot=bot)
    parent = await house.parent()
    await parent.say("jeg er lei")
    await house.settle()
    assert (await parent.texts())[-1] == "Hei"
    answers.status = 500
    await parent.say("han er slapp")
    await house.settle()
    assert (await parent.messages())[-1]["asks"] == "contact"
    assert (await parent.say("nei"))["messages"][0]["emergency"] == "113"
