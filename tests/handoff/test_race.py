"""Late replies race against claims, thousands of times: never an assistant message after the claim."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fakes import FakeBot, FakeContent, FakeDescriber, says
from support import FakeClock

from handoff.assistant import TurnReply
from handoff.chat import claims, life
from handoff.chat.claims import Veileder
from handoff.chat.posting import Incoming, post_from_parent
from handoff.chat.rows import lock, messages_of
from handoff.chat.turns import take_turn
from handoff.errors import AlreadyClaimed
from handoff.metrics import Metrics
from handoff.opening import parse_opening
from handoff.parts import Parts
from handoff.settings import Settings
from handoff.store.engine import Store
from handoff.store.tables import MessageRow, VeilederRow

pytestmark = [pytest.mark.store, pytest.mark.slow]
ROUNDS = 1500  # on each database: together a few thousand
AT_ONCE = 20


class RacingBot(FakeBot):
    """Tells when it is asked about a conversation, and takes a moment of its own to answer."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance = chance
        self.reached: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    async def turn(self, request: dict[str, Any]) -> TurnReply:
        self.reached[request["turn"].split(":")[0]].set()
        await pause(self.chance)
        return says("for sent?")


async def pause(chance: random.Random) -> None:
    """Let others run, a few times or not at all."""
    for _ in range(chance.randrange(8)):
        await asyncio.sleep(0)


@pytest.fixture
async def parts(store_url: str, clock: FakeClock, real_words: Any) -> AsyncIterator[Parts]:
    store = Store(store_url)
    async with store.write() as tx:
        for id in (1, 2):
            tx.add(
                VeilederRow(id=id, name=f"v{id}", role="veileder", password_hash="x", created_at=clock.now())
            )
    yield Parts(
        settings=Settings.complete(),
        clock=clock,
        opening=parse_opening("always"),
        store=store,
        content=FakeContent(*real_words),  # type: ignore[arg-type]  # a fake
        bot=FakeBot(),
        describer=FakeDescriber(),
        metrics=Metrics(),
    )
    await store.close()


async def opened(parts: Parts, count: int) -> list[str]:
    """Conversations with one unanswered message each."""
    async with parts.store.write() as tx:
        ids = [(await life.start(parts, tx, "nb"))["id"] for _ in range(count)]
        for id in ids:
            await post_from_parent(parts, tx, await lock(tx, id), Incoming("a", "hei"))
    return ids


async def race(parts: Parts, bot: RacingBot, id: str) -> None:
    """The assistant's turn against two claims that come while the bot is thinking."""

    async def claim(who: int) -> bool:
        await bot.reached[id].wait()
        await pause(bot.chance)
        try:
            async with parts.store.write() as tx:
                await claims.claim(parts, tx, id, Veileder(who, f"v{who}", "veileder"))
        except AlreadyClaimed:
            return False
        return True

    _, first, second = await asyncio.gather(take_turn(parts, id), claim(1), claim(2))
    assert first != second, "exactly one claim wins"


def said_around_the_claim(messages: list[MessageRow]) -> tuple[int, int]:
    """How many of the bot's replies stand before the claim, and how many after."""
    joined = next(m.number for m in messages if "er her nå" in m.text)
    said = [m.number for m in messages if m.text == "for sent?"]
    return sum(n < joined for n in said), sum(n > joined for n in said)


@pytest.mark.timeout(400)
async def test_no_assistant_message_ever_follows_a_claim(parts: Parts) -> None:
    bot = RacingBot(random.Random(7))
    parts.bot = bot
    before = after = 0
    for _ in range(ROUNDS // AT_ONCE):
        ids = await opened(parts, AT_ONCE)
        await asyncio.gather(*[race(parts, bot, id) for id in ids])
        async with parts.store.read() as tx:
            for id in ids:
                early, late = said_around_the_claim(await messages_of(tx, id))
                before, after = before + early, after + late
    assert after == 0
    assert 0 < before < ROUNDS, "each side must win some of the time"


async def test_a_repeated_turn_cannot_answer_twice(parts: Parts) -> None:
    async with parts.store.write() as tx:
        id = (await life.start(parts, tx, "nb"))["id"]
    async with parts.store.write() as tx:
        await post_from_parent(parts, tx, await lock(tx, id), Incoming("a", "hei"))
    parts.bot.script = lambda _: says("svar")  # type: ignore[attr-defined]  # a fake
    await asyncio.gather(*[take_turn(parts, id) for _ in range(10)])
    async with parts.store.read() as tx:
        texts = [m.text for m in await messages_of(tx, id)]
    assert texts.count("svar") == 1
