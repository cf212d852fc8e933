"""Open or not, somebody there or not, the place and the honest range: what the parent is told."""

from __future__ import annotations

import re
from typing import Any

import pytest
from house import House
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.rows import lock
from handoff.on_duty import SOMEBODY_HERE
from handoff.store.tables import WaitRow


async def test_nobody_there_is_said_plainly_with_the_numbers(house: House) -> None:
    parent = await house.parent()
    [_, notice] = parent.greeting
    assert "ingen veileder logget på" in notice["text"]
    for number in ("116 117", "116 111", "116 123"):
        assert number in notice["text"]
    assert (await parent.poll())["queue"] == {"listed": False, "position": None, "wait_minutes": None}


async def test_with_somebody_there_the_parent_has_a_place_at_once(house: House) -> None:
    await house.as_veileder()
    parent = await house.parent()
    assert len(parent.greeting) == 1
    poll = await parent.poll()
    assert poll["queue"] == {"listed": False, "position": 1, "wait_minutes": None}
    assert poll["service"] == {"open": True, "veileder_here": True, "opens_at": None}


async def test_closed_says_when_it_opens(create_client: Any) -> None:
    house: House = await create_client(open="21:00-07:00")
    await house.as_veileder()
    parent = await house.parent()
    text = parent.greeting[1]["text"]
    assert "Den åpner klokka 21:00" in text
    for number in ("116 117", "116 111", "116 123"):
        assert number in text
    assert (await parent.poll())["queue"]["position"] is None
    assert (await parent.poll())["service"]["opens_at"] == "2026-01-14T21:00:00+01:00"


async def test_closed_for_good_promises_no_time(create_client: Any) -> None:
    house: House = await create_client(open="closed")
    text = (await house.parent()).greeting[1]["text"]
    assert "stengt" in text
    assert "åpner" not in text


async def test_screening_and_assistant_work_while_closed(create_client: Any) -> None:
    house: House = await create_client(open="closed")
    parent = await house.parent()
    assert (await parent.say("han er blå"))["messages"][0]["emergency"] == "113"
    await house.settle()
    assert house.bot.requests[0]["facts"]["open"] is False


async def test_opening_while_waiting_gives_a_place_counted_from_the_opening_of_the_conversation(
    create_client: Any,
) -> None:
    house: House = await create_client(open="21:00-07:00")
    early = await house.parent()
    await early.say("hei")
    house.clock.advance(seconds=30)
    late = await house.parent()
    await late.say("hei")
    for _ in range(60):
        await early.poll()
        await late.poll()
        await house.pass_time(minutes=1)
    await house.as_veileder()
    await house.pass_time(seconds=1)
    assert (await early.texts("system"))[-1] == "Nå er en veileder på plass. Du er nummer 1 i køen."
    assert (await late.texts("system"))[-1] == "Nå er en veileder på plass. Du er nummer 2 i køen."


async def test_the_last_veileder_leaving_is_said_once(house: House) -> None:
    veileder = await house.as_veileder()
    parent = await house.parent()
    assert (await veileder.call("DELETE", "/api/session")).status == 204
    await house.pass_time(seconds=1)
    await house.pass_time(seconds=1)
    told = [t for t in await parent.texts("system") if "ingen veileder logget på" in t]
    assert len(told) == 1


async def test_asking_for_a_human_keeps_the_place_and_is_answered_once(house: House) -> None:
    veileder = await house.as_veileder()
    parent = await house.parent()
    path = f"/api/conversations/{parent.id}/human"
    assert (await parent.post(path)).status == 204
    assert (await parent.post(path)).status == 204
    told = [t for t in await parent.texts("system") if "Du er nummer 1" in t]
    assert len(told) == 1
    [entry] = (await veileder.get("/api/queue"))["conversations"]
    assert entry["wants_human"] is True
    assert entry["reason"] == "Vil snakke med et menneske"


async def test_asking_for_a_human_with_nobody_there_gives_the_numbers(house: House) -> None:
    parent = await house.parent()
    await parent.post(f"/api/conversations/{parent.id}/human")
    text = (await parent.texts("system"))[-1]
    assert "116 123" in text
    assert text != parent.greeting[1]["text"]


async def test_a_conversation_is_listed_after_its_first_message(house: House) -> None:
    veileder = await house.as_veileder()
    parent = await house.parent()
    assert (await veileder.get("/api/queue"))["conversations"] == []
    await parent.say("hei")
    [entry] = (await veileder.get("/api/queue"))["conversations"]
    assert (entry["id"], entry["reason"], entry["urgent"]) == (parent.id, "Ny samtale", False)


async def test_the_urgent_come_first_then_strictly_by_arrival(house: House) -> None:
    veileder = await house.as_veileder()
    parents = []
    for text in ("er sliten", "hei", "han har feber", "han er blå", "jeg rister ham"):
        parents.append(await house.parent())
        await parents[-1].say(text)
        house.clock.advance(minutes=1)
    queue = (await veileder.get("/api/queue"))["conversations"]
    assert [c["id"] for c in queue] == [parents[n].id for n in (3, 2, 4, 0, 1)]
    assert [c["reason"] for c in queue] == [
        "Blå lepper",
        "Feber hos liten baby",
        "Redd for å miste kontrollen",
        "Sliten og trett",
        "Ny samtale",
    ]
    assert queue[0]["words"] == ["blå"]
    assert [c["waiting_minutes"] for c in queue] == [2, 3, 1, 5, 4]
    assert (await parents[0].poll())["queue"]["position"] == 4


async def words_in_queue(house: House) -> tuple[str, list[str]]:
    veileder = await house.as_veileder()
    [entry] = (await veileder.get("/api/queue"))["conversations"]
    return entry["reason"], entry["words"]


async def test_the_words_beside_the_reason_are_those_it_was_found_in(house: House) -> None:
    parent = await house.parent()
    await parent.say("feber siden i går")
    await parent.say("nå er hun blå")
    assert await words_in_queue(house) == ("Blå lepper", ["blå"])


@pytest.mark.parametrize(
    ("answer", "choice", "told"), [("nei", None, "Nei"), ("Nei", "no", "Nei"), ("vet ikke", None, "Vet ikke")]
)
async def test_a_reason_that_an_answer_gave_stands_with_the_question(
    house: House, answer: str, choice: str | None, told: str
) -> None:
    parent = await house.parent()
    await parent.say("hun har feber og er så slapp")
    await house.settle()
    await parent.say(answer, choice=choice)
    assert await words_in_queue(house) == ("Får ikke kontakt", [f"Får du kontakt med barnet? {told}"])


async def test_a_reason_without_words_stands_with_all_that_is_urgent(house: House) -> None:
    parent = await house.parent()
    await parent.say("hun har feber")
    async with house.parts.store.write() as tx:
        (
            await lock(tx, parent.id)
        ).urgent_rule = "careful"  # as after a question that was not answered in time
    assert (await words_in_queue(house))[1] == ["feber"]


async def waited(house: House, *minutes: int, place: int = 1) -> None:
    """So long others waited, who came to this place in the queue."""
    async with house.parts.store.write() as tx:
        tx.add_all([WaitRow(hour=house.clock.now(), minutes=m, place=place) for m in minutes])


async def test_who_has_not_written_is_told_apart_from_who_is_in_the_queue(house: House) -> None:
    await house.as_veileder()
    await waited(house, 10, 20, 30, 40, 50)
    first = await house.parent()
    house.clock.advance(seconds=1)
    second = await house.parent()
    told = [(await p.poll())["queue"] for p in (first, second)]
    assert told == [{"listed": False, "position": 1, "wait_minutes": None}] * 2
    await second.say("hei")
    assert (await second.poll())["queue"] == {"listed": True, "position": 1, "wait_minutes": [10, 50]}
    await first.post(f"/api/conversations/{first.id}/human")
    assert [(await p.poll())["queue"]["position"] for p in (first, second)] == [1, 2]


async def test_who_has_not_written_is_promised_no_turn_when_somebody_comes(house: House) -> None:
    silent, parent = await house.parent(), await house.parent()
    await parent.say("hei")
    await house.as_veileder()
    await house.pass_time(seconds=1)
    assert "Skriv noe, eller trykk" in (await silent.texts("system"))[-1]
    assert "Du er nummer 1 i køen" in (await parent.texts("system"))[-1]


async def test_waits_of_those_who_found_a_shorter_queue_say_nothing(house: House) -> None:
    await house.as_veileder()
    await waited(house, 0, 0, 1, 1, 2)
    first, second = await house.parent(), await house.parent()
    house.clock.advance(seconds=1)
    for parent in (first, second):
        await parent.say("hei")
    ranges = {tuple(q["wait_minutes"] or ()) for q in [(await p.poll())["queue"] for p in (first, second)]}
    assert ranges == {(0, 2), ()}
    await waited(house, 20, 20, 25, 25, 30, place=2)
    places = {q["position"]: q["wait_minutes"] for q in [(await p.poll())["queue"] for p in (first, second)]}
    assert places == {1: [0, 25], 2: [20, 30]}


async def test_a_wait_is_noted_with_the_place_it_began_at(house: House) -> None:
    veileder = await house.as_veileder()
    parents = []
    for text in ("hei", "hei", None, "hei"):  # the third is only looking
        parents.append(await house.parent())
        if text:
            await parents[-1].say(text)
        house.clock.advance(minutes=1)
    for parent in (parents[0], parents[1], parents[3]):
        assert (await veileder.post(f"/api/conversations/{parent.id}/claim")).status == 200
    parents.append(await house.parent())  # nobody waits any more
    await parents[-1].say("hei")
    assert (await veileder.post(f"/api/conversations/{parents[-1].id}/claim")).status == 200
    async with house.parts.store.read() as tx:
        assert list(await tx.scalars(select(WaitRow.place).order_by(WaitRow.id))) == [1, 2, 3, 1]


async def test_the_range_needs_five_waits_and_shrinks_while_waiting(house: House) -> None:
    await house.as_veileder()
    parent = await house.parent()
    await parent.say("hei")
    await waited(house, 10, 20, 30, 40)
    assert (await parent.poll())["queue"]["wait_minutes"] is None
    await waited(house, 50)
    assert (await parent.poll())["queue"]["wait_minutes"] == [10, 50]
    house.clock.advance(minutes=4)
    assert (await parent.poll())["queue"]["wait_minutes"] == [6, 46]


async def test_the_first_claim_leaves_a_wait_behind(house: House) -> None:
    parent = await house.parent()
    house.clock.advance(minutes=7)
    await house.claimed(parent)
    async with house.parts.store.read() as tx:
        [wait] = list(await tx.scalars(select(WaitRow)))
    assert wait.minutes == 7
    assert wait.hour.minute == 0


async def test_the_queue_poll_wakes_when_somebody_comes(house: House) -> None:
    import asyncio

    veileder = await house.as_veileder()
    seen = (await veileder.get("/api/queue"))["version"]
    waiting = asyncio.create_task(veileder.get("/api/queue", seen=seen, wait=20))
    await asyncio.sleep(0)
    parent = await house.parent()
    await parent.say("hei")
    answer = await asyncio.wait_for(waiting, 5)
    assert [c["id"] for c in answer["conversations"]] == [parent.id]


async def test_who_signs_in_at_another_process_is_seen_within_a_second(
    create_client: Any, sqlite_url: str
) -> None:
    one: House = await create_client(database_url=sqlite_url)
    two: House = await create_client(database_url=sqlite_url)
    parent = await one.parent()
    assert (await parent.poll())["service"]["veileder_here"] is False
    veileder = await two.as_veileder()
    one.clock.advance(seconds=1)
    assert (await parent.poll())["service"]["veileder_here"] is True
    assert (await veileder.call("DELETE", "/api/session")).status == 204
    one.clock.advance(seconds=1)
    assert (await parent.poll())["service"]["veileder_here"] is False


async def test_who_is_here_is_asked_of_the_store_once_a_second(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = await house.parent()
    asked = 0
    before = AsyncSession.scalar

    async def counting(self: AsyncSession, statement: Any, *more: Any, **named: Any) -> Any:
        nonlocal asked
        asked += statement is SOMEBODY_HERE
        return await before(self, statement, *more, **named)

    monkeypatch.setattr(AsyncSession, "scalar", counting)
    house.parts.on_duty.forget()
    for _ in range(3):
        await parent.poll()
    assert asked == 1
    house.clock.advance(seconds=1)
    await parent.poll()
    assert asked == 2


# --- no place and no veileder is promised while nobody is there

PLACE_OR_VEILEDER = re.compile(
    r"\bkø(en)?\b|plassen|veileder|rettleiar|queue|your place|counsellor", re.IGNORECASE
)
SAID_PLAINLY = re.compile(
    r"ingen veileder|ingen rettleiar|no counsellor|kan (veilederne|rettleiarane) ha plikt til å varsle|the counsellors may have a duty",
    re.IGNORECASE,
)


def promises(texts: list[str]) -> list[str]:
    return [text for text in texts if PLACE_OR_VEILEDER.search(SAID_PLAINLY.sub("", text))]


async def everything_web_says(house: House, parent: Any) -> list[str]:
    """What a parent reads whose assistant is away: quiet for long, then in an emergency, and through to the number."""
    house.bot.down = "timeout"
    await parent.say("hei")
    await parent.post(f"/api/conversations/{parent.id}/human")
    for _ in range(17):
        await parent.poll()
        await house.pass_time(minutes=1)
    await parent.say("han er blå")
    for _ in range(2):
        await parent.poll()
        await house.pass_time(minutes=1)
    [question] = [m for m in await parent.messages() if m["kind"] == "question"]
    await parent.say(question["choices"][0]["label"], choice=question["choices"][0]["value"])
    return await parent.texts()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("open", ["closed", "21:00-07:00", "always"])
async def test_while_nobody_is_there_no_place_is_promised(
    create_client: Any, open: str, language: str
) -> None:
    house: House = await create_client(open=open)
    texts = await everything_web_says(house, await house.parent(language=language))
    assert promises(texts) == []
    said = [house.parts.texts.get(f"web_{name}_alone", language, number="113") for name in
            ("greeting", "assistant_away", "check_in_yes", "keep_company")]  # fmt: skip
    assert set(said) <= set(texts)


async def test_with_somebody_there_the_place_is_said_to_be_kept(house: House) -> None:
    veileder = await house.as_veileder()
    parent = await house.parent()
    house.bot.down = "timeout"
    await parent.say("hei")
    await house.settle()
    assert "du har ikke mistet plassen i køen" in (await parent.texts("system"))[-1]
    for _ in range(17):
        await veileder.get("/api/queue")
        await parent.poll()
        await house.pass_time(minutes=1)
    assert any("Du har ikke mistet plassen din" in text for text in await parent.texts("assistant"))


@pytest.mark.parametrize(
    ("open", "told"), [("closed", "Chatten er stengt nå"), ("always", "ingen veileder logget på")]
)
async def test_back_from_a_veileder_who_was_the_last_one_no_place_is_promised(
    create_client: Any, open: str, told: str
) -> None:
    house: House = await create_client(open=open)
    parent = await house.parent()
    await house.claimed(parent)
    for _ in range(5):
        await parent.poll()
        await house.pass_time(minutes=1)
    lost, why = (await parent.texts("system"))[-2:]
    assert lost in house.parts.texts.variants("web_lease_lost_alone", "nb")
    assert told in why
    assert "116 123" in why
    assert "køen" not in lost + why


async def test_released_after_closing_time_no_place_is_promised(create_client: Any) -> None:
    house: House = await create_client(open="closed")
    parent = await house.parent()
    veileder = await house.claimed(parent)
    assert (await veileder.post(f"/api/conversations/{parent.id}/release")).status == 204
    released, why = (await parent.texts("system"))[-2:]
    assert released in house.parts.texts.variants("web_released_alone", "nb")
    assert "Chatten er stengt nå" in why


async def test_released_while_the_veileder_is_still_there_the_place_is_at_the_front(house: House) -> None:
    parent = await house.parent()
    veileder = await house.claimed(parent)
    assert (await veileder.post(f"/api/conversations/{parent.id}/release")).status == 204
    assert "først i køen" in (await parent.texts("system"))[-1]


@pytest.mark.parametrize("how", ["released", "lease_lost"])
async def test_back_behind_somebody_more_urgent_the_true_place_is_told(house: House, how: str) -> None:
    parent = await house.parent()
    veileder = await house.claimed(parent)
    worse = await house.parent()
    await worse.say("han er blå")
    if how == "released":
        await veileder.post(f"/api/conversations/{parent.id}/release")
    else:
        other = await house.as_veileder("per")
        for _ in range(5):
            await other.get("/api/queue")
            await worse.poll()
            await parent.poll()
            await house.pass_time(minutes=1)
    told = (await parent.texts("system"))[-1]
    assert told in house.parts.texts.variants(f"web_{how}_behind", "nb", position=2)
    assert "nummer 2 i køen" in told
