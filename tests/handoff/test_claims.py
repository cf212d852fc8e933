"""Claim, lease, release, close: one owner, and the parent is told."""

from __future__ import annotations

import asyncio

from house import House


async def test_the_veileder_is_announced_and_both_write(house: House) -> None:
    parent = await house.parent()
    await parent.say("hei")
    await house.settle()
    veileder = await house.claimed(parent)
    assert (await parent.texts())[-1] == "kari (veileder) er her nå og leser det du har skrevet."
    await veileder.say("hei, jeg heter Kari", id=parent.id)
    await parent.say("hei Kari")
    assert (await parent.texts())[-2:] == ["hei, jeg heter Kari", "hei Kari"]
    assert (await parent.poll())["state"] == "claimed"


async def test_the_bot_is_silent_from_the_claim_on(house: House) -> None:
    parent = await house.parent()
    await house.claimed(parent)
    await parent.say("er du der")
    await house.pass_time(seconds=60)
    assert house.bot.requests == []


async def test_a_late_reply_is_dropped_after_a_claim(house: House) -> None:
    parent = await house.parent()
    house.bot.gate.clear()
    await parent.say("hei")
    await house.bot.asked.wait()
    await house.claimed(parent)
    house.bot.gate.set()
    await house.settle()
    assert "svar på: hei" not in await parent.texts()
    assert 'outcome="dropped"' in await (await parent.call("GET", "/metrics")).text()


async def test_the_second_is_told_who_has_it(house: House) -> None:
    parent = await house.parent()
    await house.claimed(parent, "kari")
    other = await house.as_veileder("ola")
    response = await other.post(f"/api/conversations/{parent.id}/claim")
    assert response.status == 409
    told = await response.json()
    assert told["error"] == "already_claimed"
    assert told["message"] == "kari har allerede tatt denne samtalen."


async def test_when_many_claim_at_once_one_wins(house: House) -> None:
    parent = await house.parent()
    them = [await house.as_veileder(f"v{n}") for n in range(6)]
    path = f"/api/conversations/{parent.id}/claim"
    statuses = [r.status for r in await asyncio.gather(*[one.post(path) for one in them])]
    assert sorted(statuses) == [200, 409, 409, 409, 409, 409]


async def test_claiming_ones_own_again_is_no_error(house: House) -> None:
    parent = await house.parent()
    veileder = await house.claimed(parent)
    assert (await veileder.post(f"/api/conversations/{parent.id}/claim")).status == 200
    assert len([t for t in await parent.texts() if "er her nå" in t]) == 1


async def test_writing_needs_a_claim(house: House) -> None:
    parent = await house.parent()
    veileder = await house.as_veileder()
    body = {"client_id": "a", "text": "hei"}
    response = await veileder.post(f"/api/conversations/{parent.id}/messages", body)
    assert (response.status, (await response.json())["error"]) == (409, "not_claimed")


async def test_a_claimed_conversation_is_not_there_for_others(house: House) -> None:
    parent = await house.parent()
    await house.claimed(parent, "kari")
    other = await house.as_veileder("ola")
    for method, path in [("GET", ""), ("GET", "/messages"), ("POST", "/messages"), ("POST", "/close")]:
        body = {"client_id": "a", "text": "hei"} if path == "/messages" and method == "POST" else None
        response = await other.call(method, f"/api/conversations/{parent.id}{path}", body)
        assert response.status == 404, path
    boss = await house.as_veileder("fag", "fagansvarlig")
    assert (await boss.get(f"/api/conversations/{parent.id}"))["holder"] == "kari"


async def test_two_silent_minutes_are_told_once(house: House) -> None:
    parent = await house.parent()
    await house.claimed(parent)
    for _ in range(3):
        await house.pass_time(minutes=1)
    told = [t for t in await parent.texts() if "mistet forbindelsen" in t]
    assert len(told) == 1
    assert (await parent.poll())["state"] == "claimed"


async def test_a_console_that_comes_back_and_goes_again_is_told_of_again(house: House) -> None:
    parent = await house.parent()
    veileder = await house.claimed(parent)
    await house.pass_time(minutes=2)
    await veileder.poll(id=parent.id)
    await house.pass_time(minutes=2)
    await house.pass_time(minutes=2)
    assert len([t for t in await parent.texts() if "mistet forbindelsen" in t]) == 2


async def test_five_silent_minutes_end_the_lease(house: House) -> None:
    parent = await house.parent()
    await parent.say("hei")
    await house.settle()
    veileder = await house.claimed(parent)
    await parent.say("er du der")
    for _ in range(5):
        await parent.poll()
        await house.pass_time(minutes=1)
    assert (await parent.poll())["state"] == "waiting"
    assert (await parent.texts())[-1] == "svar på: er du der"
    response = await veileder.post(
        f"/api/conversations/{parent.id}/messages", {"client_id": "a", "text": "hei"}
    )
    assert (response.status, (await response.json())["error"]) == (409, "lease_lost")
    entry = (await veileder.get("/api/queue"))["conversations"][0]
    assert entry["waiting_minutes"] == 5
    assert entry["came_back"] is True


async def test_a_polling_console_keeps_the_lease(house: House) -> None:
    parent = await house.parent()
    veileder = await house.claimed(parent)
    for _ in range(8):
        await house.pass_time(minutes=1)
        await veileder.get("/api/queue")
        await parent.poll()
    assert (await parent.poll())["state"] == "claimed"
    assert not [t for t in await parent.texts() if "mistet forbindelsen" in t]


async def test_lease_lost_also_when_another_has_taken_it(house: House) -> None:
    parent = await house.parent()
    late = await house.claimed(parent, "kari")
    await house.pass_time(minutes=5)
    await house.claimed(parent, "ola")
    response = await late.call("GET", f"/api/conversations/{parent.id}/messages")
    assert (response.status, (await response.json())["error"]) == (409, "lease_lost")


async def test_released_goes_to_the_front_and_the_assistant_speaks_again(house: House) -> None:
    first, second = await house.parent(), await house.parent()
    await first.say("en")
    await second.say("to")
    await house.settle()
    veileder = await house.claimed(second)
    assert (await veileder.post(f"/api/conversations/{second.id}/release")).status == 204
    queue = await veileder.get("/api/queue")
    assert [c["id"] for c in queue["conversations"]] == [second.id, first.id]
    await second.say("er noen der")
    await house.settle()
    assert (await second.texts())[-1] == "svar på: er noen der"


async def test_closing_ends_it_for_the_parent(house: House) -> None:
    parent = await house.parent()
    veileder = await house.claimed(parent)
    assert (await veileder.post(f"/api/conversations/{parent.id}/close")).status == 204
    poll = await parent.poll()
    assert poll["state"] == "closed"
    assert "113" in poll["messages"][-1]["text"]
    again = await veileder.post(f"/api/conversations/{parent.id}/close")
    assert (again.status, (await again.json())["error"]) == (409, "conversation_closed")


async def test_the_parent_leaving_ends_it_for_the_veileder(house: House) -> None:
    parent = await house.parent()
    veileder = await house.claimed(parent)
    assert (await parent.post(f"/api/conversations/{parent.id}/leave", {})).status == 204
    view = await veileder.get(f"/api/conversations/{parent.id}")
    assert view["state"] == "left"
    assert view["messages"][-1]["text"] == "Forelderen har forlatt samtalen."


async def test_typing_is_seen_by_the_other_side_for_a_moment(house: House) -> None:
    parent = await house.parent()
    veileder = await house.claimed(parent)
    path = f"/api/conversations/{parent.id}/typing"
    assert (await parent.post(path)).status == 204
    assert (await veileder.poll(id=parent.id))["typing"] is True
    assert (await parent.poll())["typing"] is False
    assert (await veileder.post(path)).status == 204
    assert (await parent.poll())["typing"] is True
    house.clock.advance(seconds=7)
    assert (await parent.poll())["typing"] is False


async def test_each_opening_is_in_the_audit_log(house: House) -> None:
    from sqlalchemy import select

    from handoff.store.tables import AuditRow

    parent = await house.parent()
    veileder = await house.as_veileder()
    for _ in range(3):  # the console reads what is open again and again
        await veileder.get(f"/api/conversations/{parent.id}")
    await house.pass_time(minutes=16)
    await veileder.get(f"/api/conversations/{parent.id}")
    await veileder.post(f"/api/conversations/{parent.id}/claim")
    async with house.parts.store.read() as tx:
        rows = list(await tx.scalars(select(AuditRow).order_by(AuditRow.id)))
    assert [(r.action, r.conversation_id) for r in rows] == [
        ("sign_in", None),
        ("open", parent.id),
        ("open", parent.id),
        ("claim", parent.id),
    ]


async def test_a_claimed_conversation_keeps_its_reason(house: House) -> None:
    parent = await house.parent()
    await parent.say("jeg er så sliten")
    await house.settle()
    veileder = await house.as_veileder("kari")
    [waiting] = (await veileder.get("/api/queue"))["conversations"]
    await veileder.post(f"/api/conversations/{parent.id}/claim")
    [held] = (await veileder.get("/api/queue"))["mine"]
    assert waiting["reason"] == held["reason"] == "Sliten og trett"
