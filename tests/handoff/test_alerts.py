"""After the handover an emergency goes to the veileder first, and to the parent when nobody sees it."""

from __future__ import annotations

from house import Caller, House


def emergencies(messages: list[dict[str, object]]) -> list[object]:
    return [m["emergency"] for m in messages if m["kind"] == "emergency"]


async def alarmed(house: House) -> tuple[Caller, Caller]:
    """A parent with a veileder whose console is awake, and a RED message just sent."""
    parent = await house.parent()
    veileder = await house.claimed(parent)
    assert (await parent.say("han er blå"))["messages"] == []
    return parent, veileder


async def test_the_alert_names_what_and_the_parents_own_words(house: House) -> None:
    parent, veileder = await alarmed(house)
    [alert] = (await veileder.get("/api/queue"))["alerts"]
    assert alert["conversation"] == parent.id
    assert (alert["title"], alert["level"], alert["emergency"]) == ("Blå lepper", "RED", "113")
    assert (alert["words"], alert["told"], alert["mine"]) == ("blå", False, True)


async def test_an_acknowledged_alert_is_left_to_the_veileder(house: House) -> None:
    parent, veileder = await alarmed(house)
    assert (await veileder.post(f"/api/conversations/{parent.id}/alerts/1/ack")).status == 204
    assert (await veileder.post(f"/api/conversations/{parent.id}/alerts/1/ack")).status == 204
    await house.pass_time(seconds=25)
    assert emergencies(await parent.messages()) == []
    assert (await veileder.get("/api/queue"))["alerts"] == []


async def test_not_acknowledged_in_20_seconds_the_parent_is_told(house: House) -> None:
    parent, veileder = await alarmed(house)
    house.clock.advance(seconds=10)
    await veileder.poll(id=parent.id)
    await house.pass_time(seconds=9)
    assert emergencies(await parent.messages()) == []
    await house.pass_time(seconds=1)
    assert emergencies(await parent.messages()) == ["113"]
    other = await house.as_veileder("ola")
    [alert] = (await other.get("/api/queue"))["alerts"]
    assert (alert["told"], alert["mine"]) == (True, False)
    assert (await other.post(f"/api/conversations/{parent.id}/alerts/1/ack")).status == 204


async def test_a_silent_console_means_the_parent_is_told_at_once(house: House) -> None:
    parent = await house.parent()
    veileder = await house.claimed(parent)
    house.clock.advance(seconds=30)
    assert emergencies((await parent.say("han er blå"))["messages"]) == ["113"]
    assert (await veileder.get("/api/queue"))["alerts"][0]["told"] is True
    await house.pass_time(seconds=30)
    assert emergencies(await parent.messages()) == ["113"]


async def test_a_console_that_falls_silent_is_not_waited_for_longer_than_30_seconds(house: House) -> None:
    parent = await house.parent()
    await house.claimed(parent)
    house.clock.advance(seconds=25)
    assert (await parent.say("han er blå"))["messages"] == []
    await house.pass_time(seconds=5)
    assert emergencies(await parent.messages()) == ["113"]


async def test_the_laptop_closes_after_the_claim(house: House) -> None:
    parent = await house.parent()
    await house.claimed(parent)
    await house.pass_time(minutes=1)
    assert emergencies((await parent.say("han er blå"))["messages"]) == ["113"]
    for _ in range(4):
        await parent.poll()
        await house.pass_time(minutes=1)
    assert (await parent.poll())["state"] == "waiting"


async def test_only_the_holder_acknowledges_before_the_fallback(house: House) -> None:
    parent, _ = await alarmed(house)
    other = await house.as_veileder("ola")
    assert (await other.get("/api/queue"))["alerts"] == []
    assert (await other.post(f"/api/conversations/{parent.id}/alerts/1/ack")).status == 404


async def test_an_unknown_alert_is_not_found(house: House) -> None:
    parent, veileder = await alarmed(house)
    for number in ("2", "x", "99999999999999999999"):
        response = await veileder.post(f"/api/conversations/{parent.id}/alerts/{number}/ack")
        assert response.status == 404


async def test_yellow_after_the_handover_is_no_alert(house: House) -> None:
    parent = await house.parent()
    veileder = await house.claimed(parent)
    assert (await parent.say("hun har utslett"))["messages"] == []
    assert (await veileder.get("/api/queue"))["alerts"] == []
    view = await veileder.get(f"/api/conversations/{parent.id}")
    assert view["findings"][0]["rule"] == "RA-01"


async def test_the_same_sign_again_is_no_second_alert(house: House) -> None:
    parent, veileder = await alarmed(house)
    await parent.say("fortsatt blå")
    assert len((await veileder.get("/api/queue"))["alerts"]) == 1


async def test_a_question_left_unanswered_before_the_claim_becomes_an_alert(house: House) -> None:
    parent = await house.parent()
    await parent.say("han er slapp")
    await house.settle()
    veileder = await house.claimed(parent)
    for _ in range(3):
        await veileder.poll(id=parent.id)
        await house.pass_time(seconds=20)
    [alert] = (await veileder.get("/api/queue"))["alerts"]
    assert alert["title"] == "Får ikke kontakt"
