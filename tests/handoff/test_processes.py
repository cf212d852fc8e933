"""Two web processes on one database: the same conversation from both, each woken by the other."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from house import Caller, House

from handoff.web.keys import SWEEPER

pytestmark = pytest.mark.store


async def through(house: House, caller: Caller) -> Caller:
    """The same person, reaching another process."""
    visitor = house.visitor()
    for cookie in caller.http.cookie_jar:
        visitor.http.cookie_jar.update_cookies({cookie.key: cookie.value}, house.server.make_url("/"))
    return Caller(visitor.http, caller.token, caller.id)


async def test_the_main_path_over_two_processes(create_client: Any, store_url: str) -> None:
    one: House = await create_client(database_url=store_url)
    two: House = await create_client(database_url=store_url)
    parent = await one.parent()
    parent_at_two = await through(two, parent)
    first = await parent_at_two.poll()
    after = first["messages"][-1]["number"]
    waiting = asyncio.create_task(parent_at_two.poll(after=after, seen=first["version"], wait=20))
    await asyncio.sleep(0.05)
    await parent.say("han er blå")
    answer = await asyncio.wait_for(waiting, 10)
    assert answer["messages"][0]["text"] == "han er blå"
    await one.settle()

    kari, ola = await two.as_veileder("kari"), await one.as_veileder("ola")
    path = f"/api/conversations/{parent.id}"
    claims = await asyncio.gather(*[one_of.post(f"{path}/claim") for one_of in (kari, ola)])
    assert sorted(r.status for r in claims) == [200, 409]
    holder = kari if claims[0].status == 200 else ola
    await holder.say("hei fra veilederen", id=parent.id)
    assert "hei fra veilederen" in await parent.texts("veileder")
    assert "hei fra veilederen" in await parent_at_two.texts("veileder")


async def test_a_due_time_is_acted_on_once_by_two_sweepers(create_client: Any, store_url: str) -> None:
    one: House = await create_client(database_url=store_url)
    two: House = await create_client(database_url=store_url)
    parents = [await one.parent() for _ in range(5)]
    for parent in parents:
        await parent.say("han er slapp")
    await one.settle()
    one.clock.advance(seconds=60)
    done = await asyncio.gather(one.app[SWEEPER].sweep(), two.app[SWEEPER].sweep())
    assert sum(done) >= 5
    for parent in parents:
        shown = [m for m in await parent.messages() if m["kind"] == "emergency"]
        assert len(shown) == 1


async def test_the_sweeper_runs_by_itself(create_client: Any, store_url: str) -> None:
    house: House = await create_client(database_url=store_url, background=True)
    parent = await house.parent()
    await parent.say("han er slapp")
    await house.settle()
    poll = await parent.poll()
    house.clock.advance(seconds=60)
    answer = await parent.poll(after=poll["messages"][-1]["number"], seen=poll["version"], wait=20)
    while not answer["messages"]:
        answer = await parent.poll(after=poll["messages"][-1]["number"], seen=answer["version"], wait=20)
    assert answer["messages"][0]["emergency"] == "113"
