"""Late replies race against claims, thousands of times: never an assistant message after the claim."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from fakes import FakeBot, FakeContent, FakeDescriber, says
from sqlalchemy import select
from support import FakeClock

from handoff.assistant import TurnReply
from handoff.chat import claims, life
from handoff.chat.claims import Veileder
from handoff.chat.rows import append
from handoff.chat.turns import KEEP_COMPANY, take_turn
from handoff.errors import AlreadyClaimed
from handoff.metrics import Metrics
from handoff.on_duty import OnDuty
from handoff.opening import parse_opening
from handoff.parts import Parts
from handoff.settings import Settings
from handoff.store import sqlite
from handoff.store.engine import Store
from handoff.store.tables import MessageRow, VeilederRow

pytestmark = [pytest.mark.store, pytest.mark.slow]
ROUNDS = {
    "sqlite": 1500,
    "postgresql": 1000,
}  # together a few thousand; on PostgreSQL each takes 40 ways to the server
AT_ONCE = 8  # within a store's pool: a connection beyond it is made anew each time
CLAIMED_TWICE = 4  # every so manieth is claimed by two veiledere, at two processes
REPLY = "for sent?"


class RacingBot(FakeBot):
    """Tells when it is asked about a conversation, and takes a moment of its own to answer."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance = chance
        self.reached: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    async def turn(self, request: dict[str, Any]) -> TurnReply:
        self.reached[request["turn"].split(":")[0]].set()
        await pause(self.chance)
        return says(REPLY)


async def pause(chance: random.Random) -> None:
    """Let others run, a few times or not at all."""
    for _ in range(chance.randrange(8)):
        await asyncio.sleep(0)


Processes = tuple[Parts, Parts]


@pytest.fixture
async def processes(
    store_url: str, clock: FakeClock, real_words: Any, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Processes]:
    """Two web processes on one database: each has a store of its own, so that only the database is between them."""
    monkeypatch.setattr(sqlite, "ASK_AGAIN_S", 0)  # who finds it busy lets the others run, and no more
    monkeypatch.setattr(
        sqlite, "PRAGMAS", (*sqlite.PRAGMAS, "synchronous=OFF")
    )  # nothing here outlives a crash
    one = Parts(
        settings=Settings.complete(),
        clock=clock,
        opening=parse_opening("always"),
        store=Store(store_url),
        content=FakeContent(*real_words),  # type: ignore[arg-type]  # a fake
        bot=FakeBot(),
        describer=FakeDescriber(),
        metrics=Metrics(),
    )
    other = replace(one, store=Store(store_url), on_duty=OnDuty(), busy=set(), metrics=Metrics())
    async with one.store.write() as tx:
        for id in (1, 2):
            tx.add(
                VeilederRow(id=id, name=f"v{id}", role="veileder", password_hash="x", created_at=clock.now())
            )
    yield one, other
    for parts in (one, other):
        await parts.store.close()


async def opened(parts: Parts, count: int, *, quiet: bool = False) -> list[str]:
    """Conversations with one unanswered message each; quiet: with nothing but a greeting. All in one transaction."""
    now = parts.clock.now()
    rows = [life.new_row("nb", now)[0] for _ in range(count)]
    async with parts.store.write() as tx:
        tx.add_all(rows)
        await tx.flush()
        for row in rows:
            if quiet:
                append(tx, row, now, sender="assistant", text="hei")
            else:
                append(tx, row, now, sender="parent", text="hei", screened="full")
    return [row.id for row in rows]


async def race(
    processes: Processes, bot: RacingBot, id: str, event: str | None, claimed: Sequence[int]
) -> None:
    """The assistant's turn against claims that come while the bot is thinking, each at a process of its own."""

    async def claim(parts: Parts, who: int) -> bool:
        await bot.reached[id].wait()
        await pause(bot.chance)
        try:
            async with parts.store.write() as tx:
                await claims.claim(parts, tx, id, Veileder(who, f"v{who}", "veileder"))
        except AlreadyClaimed:
            return False
        return True

    here, there = processes
    places = dict(zip((1, 2), (there, here), strict=True))
    _, *won = await asyncio.gather(take_turn(here, id, event), *(claim(places[who], who) for who in claimed))
    assert won.count(True) == 1, "exactly one claim wins"


async def said_around_the_claim(parts: Parts, ids: list[str]) -> tuple[int, int]:
    """How many of the bot's replies stand before their conversation's claim, and how many after."""
    messages = select(MessageRow.conversation_id, MessageRow.number, MessageRow.text)
    async with parts.store.read() as tx:
        found = (await tx.execute(messages.where(MessageRow.conversation_id.in_(ids)))).all()
    joined = {id: number for id, number, text in found if "er her nå" in text}
    assert joined.keys() == set(ids)
    after = [number > joined[id] for id, number, text in found if text == REPLY]
    return after.count(False), after.count(True)


@pytest.mark.timeout(400)
async def test_no_assistant_message_ever_follows_a_claim(processes: Processes) -> None:
    """Half of the turns answer a message, half are company that web's clock starts."""
    here, _ = processes
    here.bot = bot = RacingBot(random.Random(7))
    rounds = ROUNDS[here.store.engine.dialect.name]
    before = dict.fromkeys((None, KEEP_COMPANY), 0)
    for batch in range(rounds // AT_ONCE):
        event = KEEP_COMPANY if batch % 2 else None
        ids = await opened(here, AT_ONCE, quiet=bool(event))
        claimed = [(1, 2) if n % CLAIMED_TWICE == 0 else (1,) for n in range(AT_ONCE)]
        await asyncio.gather(
            *[race(processes, bot, id, event, who) for id, who in zip(ids, claimed, strict=True)]
        )
        early, late = await said_around_the_claim(here, ids)
        assert late == 0
        before[event] += early
    for event, early in before.items():
        assert 0 < early < rounds // 2, f"each side must win some of the time ({event})"


async def test_a_repeated_turn_cannot_answer_twice(processes: Processes) -> None:
    here, there = processes
    [id] = await opened(here, 1)
    here.bot.script = there.bot.script = lambda _: says("svar")  # type: ignore[attr-defined]  # a fake
    await asyncio.gather(*[take_turn(parts, id) for parts in (here, there) for _ in range(5)])
    async with here.store.read() as tx:
        texts = list(await tx.scalars(select(MessageRow.text).where(MessageRow.conversation_id == id)))
    assert texts.count("svar") == 1
