"""«Jeg kommer»: somebody urgent in the queue is told, once, in their own language, and keeps their place."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from house import PASSWORD, Caller, House

from handoff.users import add_user


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


async def promise(veileder: Caller) -> str | None:
    """Who has said «jeg kommer» to the only one who waits, as the queue shows it."""
    [entry] = (await veileder.get("/api/queue"))["conversations"]
    coming: str | None = entry["coming"]
    return coming


@pytest.mark.parametrize(
    ("words", "urgency"), [("og nå er hun blå", 2), ("han slår oss", 2)], ids=["the child", "the home"]
)
async def test_told_as_orange_and_then_red_is_asked_about_again(
    house: House, words: str, urgency: int
) -> None:
    parent = await house.parent()
    await parent.say("hun har feber")
    veileder = await house.as_veileder()
    assert await coming(veileder, parent) == 204
    await parent.say("feber ennå")  # as grave as before
    assert await promise(veileder) == "kari"
    await parent.say(words)
    [entry] = (await veileder.get("/api/queue"))["conversations"]
    assert (entry["coming"], entry["urgency"]) == (None, urgency)
    assert await coming(veileder, parent) == 204
    assert len(await notices(parent)) == 2


async def signs_out(house: House, kari: Caller) -> None:
    assert (await kari.call("DELETE", "/api/session")).status == 204


async def is_shut(house: House, kari: Caller) -> None:
    await by_the_leader(house, "shut")


async def counsels_no_more(house: House, kari: Caller) -> None:
    await by_the_leader(house, "role", role="leder")


async def gets_another_password(house: House, kari: Caller) -> None:
    await add_user(house.parts.store, name="kari", role="veileder", password=PASSWORD)


async def by_the_leader(house: House, verb: str, **body: str) -> None:
    leader = await house.as_veileder("lise", "leder")
    users = (await leader.get("/api/users"))["users"]
    [number] = [user["id"] for user in users if user["name"] == "kari"]
    assert (await leader.post(f"/api/users/{number}/{verb}", body)).status == 204


@pytest.mark.parametrize("goes", [signs_out, is_shut, counsels_no_more, gets_another_password])
async def test_when_who_said_it_has_gone_somebody_else_is_asked(
    house: House, goes: Callable[[House, Caller], Awaitable[None]]
) -> None:
    parent = await house.parent()
    await parent.say("hun er blå")
    kari, ola = await house.as_veileder("kari"), await house.as_veileder("ola")
    assert await coming(kari, parent) == 204
    seen = (await ola.get("/api/queue"))["version"]
    await goes(house, kari)
    assert await promise(ola) is None
    assert (await ola.get("/api/queue"))["version"] != seen
    assert await coming(ola, parent) == 204
    assert await promise(ola) == "ola"


async def test_signed_out_in_one_browser_and_in_in_another_the_word_stands(house: House) -> None:
    parent = await house.parent()
    await parent.say("hun er blå")
    kari = await house.as_veileder("kari")
    other = house.visitor()
    await other.post("/api/session", {"username": "kari", "password": PASSWORD})
    assert await coming(kari, parent) == 204
    await signs_out(house, kari)
    assert await promise(other) == "kari"
