"""The long poll: at once when there is news, woken by a commit, reading again by itself."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from house import House

from handoff.store.hub import Hub
from handoff.web import long_poll
from handoff.web.long_poll import wait_for_news


async def test_no_news_waits_and_a_message_wakes(house: House) -> None:
    parent = await house.parent()
    first = await parent.poll()
    after = first["messages"][-1]["number"]
    waiting = asyncio.create_task(parent.poll(after=after, seen=first["version"], wait=20))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    begun = time.monotonic()
    await parent.say("hei")
    answer = await asyncio.wait_for(waiting, 5)
    assert time.monotonic() - begun < 2
    assert answer["messages"][0]["text"] == "hei"


async def test_another_status_version_is_news_without_a_message(house: House) -> None:
    parent = await house.parent()
    poll = await parent.poll()
    after = poll["messages"][-1]["number"]
    answer = await asyncio.wait_for(parent.poll(after=after, seen=poll["version"] + 1, wait=20), 5)
    assert answer["messages"] == []
    assert answer["version"] == poll["version"]


async def test_the_wait_ends_without_news(house: House) -> None:
    parent = await house.parent()
    poll = await parent.poll()
    after = poll["messages"][-1]["number"]
    answer = await parent.poll(after=after, seen=poll["version"], wait=1)
    assert answer["messages"] == []


async def test_stopping_the_server_answers_those_who_wait(house: House) -> None:
    parent = await house.parent()
    poll = await parent.poll()
    after = poll["messages"][-1]["number"]
    waiting = asyncio.create_task(parent.poll(after=after, seen=poll["version"], wait=25))
    await asyncio.sleep(0.05)
    house.parts.store.hub.close()
    assert (await asyncio.wait_for(waiting, 5))["messages"] == []


@pytest.mark.parametrize("query", [{"after": "-1"}, {"after": "x"}, {"wait": "1e9"}, {"seen": "²"}])
async def test_numbers_that_are_none_are_a_bad_request(house: House, query: dict[str, str]) -> None:
    parent = await house.parent()
    response = await parent.call("GET", f"/api/conversations/{parent.id}/messages", params=query)
    assert response.status == 400


async def test_it_subscribes_before_it_reads() -> None:
    """What is committed between the reading and the waiting is not missed."""
    hub = Hub()
    found = iter([0, 1])

    async def read() -> dict[str, Any]:
        body = {"n": next(found)}
        hub.publish(["c"])  # committed just after we read
        return body

    begun = time.monotonic()
    assert await wait_for_news(hub, "c", read, lambda b: b["n"] == 1, 20) == {"n": 1}
    assert time.monotonic() - begun < 1


async def test_it_reads_again_though_nobody_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_poll, "READ_AGAIN_S", 0.02)
    found = iter(range(9))

    async def read() -> dict[str, Any]:
        return {"n": next(found)}

    assert await wait_for_news(Hub(), "c", read, lambda b: b["n"] == 3, 20) == {"n": 3}


async def test_nobody_waits_longer_than_25_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_poll, "LONGEST_S", 0.05)

    async def read() -> dict[str, Any]:
        return {}

    await asyncio.wait_for(wait_for_news(Hub(), "c", read, lambda b: False, 10_000), 3)


async def test_a_subscription_leaves_nothing_behind() -> None:
    hub = Hub()
    with hub.subscribe("c"):
        assert hub._bells
    assert not hub._bells
