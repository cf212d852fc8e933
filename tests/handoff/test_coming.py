"""«Jeg kommer»: somebody urgent in the queue is told, once, in their own language, and keeps their place."""

from __future__ import annotations

import asyncio

import pytest
from house import Caller, House


async def coming(veileder: Caller, parent: Caller) -> int:
    return (await veileder.post(f"/api/conversations/{parent.id}/coming")).status


async def notices(parent: Caller) -> list[str]:
    return [text for text in await parent.texts("system") if "kommer til deg" in text]


async def test_the_parent_is_told_once_and_keeps_the_place(house: House) -> None:
    parent = await house.parent()
    await parent.say("hun er blå")
    veileder = await house.as_veileder()
    [before] = (await veileder.get("/api/queue"))["conversations"]
    assert before["coming"] is None
    assert [await coming(veileder, parent) for _ in range(2)] == [204, 204]
    [told] = await notices(parent)
    assert "ring det nå" in told
    [after] = (await veileder.get("/api/queue"))["conversations"]
    assert (after["coming"], after["position"], after["state"]) == ("kari", 1, "waiting")


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "Ikke vent på oss"), ("nn", "Ikkje vent på oss"), ("en", "Do not wait")]
)
async def test_in_the_parents_language(house: House, language: str, words: str) -> None:
    parent = await house.parent(language=language)
    await parent.post(f"/api/conversations/{parent.id}/human")
    assert await coming(await house.as_veileder(), parent) == 204
    last = (await parent.messages())[-1]
    assert (last["sender"], last["kind"]) == ("system", "notice")
    assert words in last["text"]


async def test_two_veileder_at_once_say_it_once(house: House) -> None:
    parent = await house.parent()
    await parent.say("hun er blå")
    kari, ola = await house.as_veileder("kari"), await house.as_veileder("ola")
    assert await asyncio.gather(coming(kari, parent), coming(ola, parent)) == [204, 204]
    assert len(await notices(parent)) == 1


async def test_a_parent_who_comes_back_to_the_queue_can_be_told_again(house: House) -> None:
    parent = await house.parent()
    await parent.say("hun er blå")
    veileder = await house.as_veileder()
    await coming(veileder, parent)
    await veileder.post(f"/api/conversations/{parent.id}/claim")
    await veileder.post(f"/api/conversations/{parent.id}/release")
    assert await coming(veileder, parent) == 204
    assert len(await notices(parent)) == 2


async def test_what_somebody_has_taken_or_has_ended_is_refused_in_words(house: House) -> None:
    parent = await house.parent()
    await parent.say("hun er blå")
    await house.claimed(parent, "kari")
    ola = await house.as_veileder("ola")
    taken = await ola.post(f"/api/conversations/{parent.id}/coming")
    assert (taken.status, (await taken.json())["message"]) == (409, "kari har allerede tatt denne samtalen.")
    await parent.post(f"/api/conversations/{parent.id}/leave")
    over = await ola.post(f"/api/conversations/{parent.id}/coming")
    assert (over.status, (await over.json())["error"]) == (409, "conversation_closed")
    assert await notices(parent) == []
