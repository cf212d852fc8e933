"""The statistical layer in web: after the rules, in the background, and never silently missing."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeDescriber
from house import House
from sqlalchemy import select
from support import NeverSure

from handoff.content import Content
from handoff.describer import NoDescriber
from handoff.store.tables import DueRow, MessageRow


async def screened(house: House) -> list[str | None]:
    async with house.parts.store.read() as tx:
        rows = await tx.scalars(
            select(MessageRow).where(MessageRow.sender == "parent").order_by(MessageRow.number)
        )
        return [row.screened for row in rows]


async def test_what_only_the_layer_sees_reaches_the_parent_before_the_assistant_speaks(house: House) -> None:
    house.describer.sees["henger"] = "feber"
    parent = await house.parent()
    answer = await parent.say("han henger over skulderen min")
    assert answer["messages"] == []  # the rules saw nothing, and nobody waits for the layer
    await house.settle()
    told = (await parent.messages())[-2:]
    assert [(m["sender"], m["emergency"]) for m in told] == [("system", "116117"), ("assistant", None)]
    [request] = house.bot.requests
    assert request["facts"]["urgent"] is True
    assert await screened(house) == ["full"]


async def test_what_the_rules_found_is_in_the_answer_and_not_said_twice(house: House) -> None:
    house.describer.sees["blå"] = "blå"
    parent = await house.parent()
    answer = await parent.say("hun er blå")
    assert [m["emergency"] for m in answer["messages"]] == ["113"]
    await house.settle()
    emergencies = [m["text"] for m in await parent.messages() if m["emergency"]]
    assert len(emergencies) == len(set(emergencies))
    assert sum("full" in text for text in emergencies) == 1


async def test_legevakt_is_not_told_a_moment_before_113(house: House) -> None:
    house.describer.sees["tungt"] = "blå"
    parent = await house.parent()
    answer = await parent.say("hun har feber og puster tungt")
    assert [m["emergency"] for m in answer["messages"]] == ["113"]
    await house.settle()
    assert [m["emergency"] for m in await parent.messages() if m["emergency"]] == ["113"]


@pytest.mark.parametrize("broken", [0, 1])
async def test_legevakt_is_in_the_answer_when_the_layer_says_no_more(house: House, broken: int) -> None:
    house.describer.broken = broken
    parent = await house.parent()
    path, body = f"/api/conversations/{parent.id}/messages", {"client_id": "en", "text": "hun har feber"}
    answer = await (await parent.post(path, body)).json()
    assert [m["emergency"] for m in answer["messages"]] == ["116117"]
    assert await (await parent.post(path, body)).json() == answer


async def test_a_crisis_beside_an_illness_takes_nothing_of_its_place(house: House) -> None:
    house.describer.sees["alt"] = "slår oss"
    parent = await house.parent()
    answer = await parent.say("hun har feber, og det er ikke alt")
    assert [m["emergency"] for m in answer["messages"]] == ["116117", "112"]


async def test_danger_to_life_does_not_wait_for_the_layer(house: House) -> None:
    house.describer.gate.clear()
    parent = await house.parent()
    answer = await parent.say("hun er blå")
    assert [m["emergency"] for m in answer["messages"]] == ["113"]
    house.describer.gate.set()


async def test_the_queue_names_what_made_it_urgent_also_when_its_text_was_put_off(house: House) -> None:
    veileder = await house.as_veileder()
    parent = await house.parent()
    await parent.say("hun har utslett")
    await house.settle()
    await parent.say("og nå feber")
    await house.settle()
    [entry] = (await veileder.get("/api/queue"))["conversations"]
    assert (entry["level"], entry["reason"]) == ("ORANGE", "Feber hos liten baby")


async def test_what_was_put_off_is_told_when_the_layer_is_gone_after_a_restart(create_client: Any) -> None:
    waits = FakeDescriber()
    waits.gate.clear()
    first = await create_client(describer=waits)
    parent = await first.parent()
    saying = asyncio.create_task(parent.say("hun har feber"))
    await waits.asked.wait()
    saying.cancel()
    await first.close()
    second = await create_client(describer=NoDescriber())
    await second.pass_time(seconds=4)
    async with second.parts.store.read() as tx:
        assert "116117" in list(await tx.scalars(select(MessageRow.emergency)))


async def test_themes_are_those_that_the_layer_heard_and_the_worded_ones_without_it(house: House) -> None:
    heard = {"theme": "Ensomhet", "score": 0.7, "start": 0, "end": 3}
    house.describer.hears["stille"] = heard
    kari = await house.as_veileder()
    parent = await house.parent()
    house.describer.broken = 1
    await parent.say("det er så stille, og jeg er sliten")
    await house.settle()
    assert await suggested(kari) == ["Sliten og trett"]
    await house.pass_time(seconds=4)
    assert await suggested(kari) == ["Ensomhet"]


async def suggested(veileder: Any) -> list[str]:
    [entry] = (await veileder.get("/api/queue"))["conversations"]
    view = await veileder.get(f"/api/conversations/{entry['id']}")
    return [theme["theme"] for theme in view["themes"]]


async def test_a_message_is_read_with_those_before_it(house: House) -> None:
    parent = await house.parent()
    for text in ("en", "to", "tre", "fire"):
        await parent.say(text)
        await house.settle()
    assert house.describer.read[-1] == ("fire", ["to", "tre"])


async def test_a_layer_that_breaks_is_marked_counted_and_tried_again(house: House) -> None:
    house.describer.broken = 1
    house.describer.sees["henger"] = "feber"
    parent = await house.parent()
    kari = await house.as_veileder()
    await parent.say("han henger over skulderen min")
    await house.settle()
    assert await screened(house) == ["failed"]
    [entry] = (await kari.get("/api/queue"))["conversations"]
    assert entry["unscreened"] is True
    metrics = await (await kari.call("GET", "/metrics")).text()
    assert "ventevakt_describing_failed_total 1.0" in metrics
    await house.pass_time(seconds=4)
    assert await screened(house) == ["full"]
    assert "116117" in [m["emergency"] for m in await parent.messages()]


async def test_what_was_left_undone_is_finished_after_a_restart(create_client: Any) -> None:
    first = await create_client()
    first.describer.gate.clear()
    parent = await first.parent()
    await parent.say("han henger over skulderen min")
    await first.close()
    describer = FakeDescriber()
    describer.sees["henger"] = "feber"
    second = await create_client(describer=describer)
    await second.pass_time(seconds=4)
    assert await screened(second) == ["full"]
    async with second.parts.store.read() as tx:
        assert list(await tx.scalars(select(DueRow.kind).where(DueRow.kind == "describe"))) == []


async def test_after_the_handover_it_becomes_an_alert(house: House) -> None:
    house.describer.sees["henger"] = "blå"
    parent = await house.parent()
    await parent.say("hei")
    kari = await house.claimed(parent)
    await kari.get("/api/queue")
    await parent.say("han henger over skulderen min")
    await house.settle()
    [alert] = (await kari.get("/api/queue"))["alerts"]
    assert alert["level"] == "RED"


async def test_what_the_layer_heard_is_shown_without_a_turn_of_the_assistant(house: House) -> None:
    house.describer.hears["stille"] = {"theme": "Ensomhet", "score": 0.7, "start": 0, "end": 3}
    parent = await house.parent()
    await parent.say("hei")
    kari = await house.claimed(parent)
    await parent.say("det er så stille her")
    await house.settle()
    view = await kari.get(f"/api/conversations/{parent.id}")
    assert [theme["theme"] for theme in view["themes"]] == ["Ensomhet"]
    assert await screened(house) == ["full", "full"]


async def test_the_assistant_hears_the_themes_in_the_turn_they_belong_to(house: House) -> None:
    house.describer.hears["stille"] = {"theme": "Ensomhet", "score": 0.7, "start": 0, "end": 3}
    parent = await house.parent()
    await parent.say("det er så stille her")
    await house.settle()
    [request] = house.bot.requests
    assert request["facts"]["themes"] == [house.parts.content.categories.slug("Ensomhet")]


async def test_a_claim_during_the_turn_loses_no_themes(house: House) -> None:
    house.describer.hears["stille"] = {"theme": "Ensomhet", "score": 0.7, "start": 0, "end": 3}
    house.bot.gate.clear()
    parent = await house.parent()
    await parent.say("det er så stille her")
    await house.bot.asked.wait()
    kari = await house.claimed(parent)
    house.bot.gate.set()
    await house.settle()
    view = await kari.get(f"/api/conversations/{parent.id}")
    assert [theme["theme"] for theme in view["themes"]] == ["Ensomhet"]
    assert await screened(house) == ["full"]


async def test_what_was_held_counts_when_there_is_no_layer_after_a_restart(
    create_client: Any, resources: Path
) -> None:
    content = Content(resources)
    content.screener.linear = NeverSure()
    waits = FakeDescriber()
    waits.gate.clear()
    first = await create_client(content=content, describer=waits)
    parent = await first.parent()
    saying = asyncio.create_task(parent.say("vi har lest mye om det, og nå kramper han"))
    await waits.asked.wait()
    assert not any(m["emergency"] for m in await parent.messages())  # stored, and not told yet
    saying.cancel()
    await first.close()
    second = await create_client(content=content, describer=NoDescriber())
    await second.pass_time(seconds=4)
    async with second.parts.store.read() as tx:
        assert "113" in list(await tx.scalars(select(MessageRow.emergency)))


async def test_a_description_that_is_lost_with_the_turn_is_made_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(*_: object) -> None:
        raise RuntimeError

    parent = await house.parent()
    with monkeypatch.context() as broken:
        broken.setattr("handoff.turn_runner.take_turn", breaks)
        await parent.say("det er så stille her")
        await house.settle()
    assert await screened(house) == ["rules"]
    await house.pass_time(seconds=4)
    assert await screened(house) == ["full"]


async def test_without_a_layer_the_rules_work_alone(create_client: Any) -> None:
    house = await create_client(describer=NoDescriber())
    parent = await house.parent()
    answer = await parent.say("hun er blå")
    assert [m["emergency"] for m in answer["messages"]] == ["113"]
    await house.settle()
    assert await screened(house) == ["rules"]
    kari = await house.as_veileder()
    assert (await kari.get("/readyz"))["statistical"] == "absent"


async def test_a_button_of_ours_is_not_described(house: House) -> None:
    parent = await house.parent()
    await parent.say("hun er slapp")
    await house.settle()
    house.describer.read.clear()
    await parent.say("Ja", choice="yes")
    await house.settle()
    assert house.describer.read == []
    assert await screened(house) == ["full", "full"]
