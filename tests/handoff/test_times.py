"""Everything that happens by itself: company, check-in, the unanswered question, parked, left, deleted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fakes import says
from house import House
from sqlalchemy import func, select

from handoff.store.tables import AlertRow, ConversationRow, DueRow, MessageRow
from handoff.web.keys import SWEEPER


async def test_a_possible_red_left_unanswered_for_60_seconds_becomes_the_careful_case(house: House) -> None:
    parent = await house.parent()
    await parent.say("han er slapp")
    await house.settle()
    await house.pass_time(seconds=59)
    assert not [m for m in await parent.messages() if m["kind"] == "emergency"]
    await house.pass_time(seconds=1)
    assert [m["emergency"] for m in await parent.messages() if m["kind"] == "emergency"] == ["113"]
    await house.pass_time(minutes=1)
    assert len([m for m in await parent.messages() if m["kind"] == "emergency"]) == 1


async def test_an_answer_stops_that_clock(house: House) -> None:
    parent = await house.parent()
    await parent.say("han er slapp")
    await house.settle()
    await parent.say("ja", choice="yes")
    await house.pass_time(minutes=2)
    assert not [m for m in await parent.messages() if m["kind"] == "emergency"]


async def test_a_question_that_is_not_possibly_red_has_no_clock(house: House) -> None:
    house.bot.script = lambda _: says("Hvor gammel?", asks="age")
    parent = await house.parent()
    await parent.say("hun er varm")
    await house.pass_time(minutes=2)
    assert not [m for m in await parent.messages() if m["kind"] == "emergency"]


async def test_the_unanswered_question_also_with_the_bot_dead(house: House) -> None:
    house.bot.down = "unreachable"
    parent = await house.parent()
    await parent.say("han er slapp")
    await house.settle()
    await house.pass_time(seconds=60)
    assert (await parent.messages())[-1]["emergency"] == "113"


async def check_in(house: House) -> Any:
    parent = await house.parent()
    await parent.say("han er blå")
    await house.settle()
    await house.pass_time(minutes=2)
    return parent


async def test_two_minutes_after_an_emergency_message_it_is_asked_whether_one_got_through(
    house: House,
) -> None:
    parent = await check_in(house)
    question = (await parent.messages())[-1]
    assert question["kind"] == "question"
    assert "113" in question["text"]
    assert [c["value"] for c in question["choices"]] == ["check_in_yes", "check_in_no"]
    await house.pass_time(minutes=2)
    assert (await parent.texts()).count(question["text"]) == 1


async def test_not_through_repeats_the_number_with_the_bot_dead(house: House) -> None:
    parent = await check_in(house)
    house.bot.down = "unreachable"
    [answer] = (await parent.say("Nei, ikke ennå", choice="check_in_no"))["messages"]
    assert (answer["kind"], answer["emergency"]) == ("emergency", "113")
    await house.settle()
    assert (await parent.messages())[-1]["number"] == answer["number"]


async def test_through_is_answered_kindly_and_not_sent_to_the_bot(house: House) -> None:
    parent = await check_in(house)
    asked = len(house.bot.requests)
    [answer] = (await parent.say("", choice="check_in_yes"))["messages"]
    assert (answer["kind"], answer["emergency"]) == ("notice", None)
    await house.settle()
    assert len(house.bot.requests) == asked


@pytest.mark.parametrize(
    ("written", "told"), [("Nei", ("emergency", "113")), ("ja vi ringte", ("notice", None))]
)
async def test_a_typed_answer_is_read_like_the_button_with_the_bot_dead(
    house: House, written: str, told: tuple[str, str | None]
) -> None:
    parent = await check_in(house)
    house.bot.down = "unreachable"
    asked = len(house.bot.requests)
    [answer] = (await parent.say(written))["messages"]
    assert (answer["kind"], answer["emergency"]) == told
    await house.settle()
    assert (await parent.messages())[-1]["number"] == answer["number"]
    assert len(house.bot.requests) == asked


async def test_a_typed_answer_is_screened_first(house: House) -> None:
    parent = await check_in(house)
    [answer] = (await parent.say("nei, nå har han feber"))["messages"]
    assert answer["text"] == "FE-02 nb full"


async def test_a_typed_answer_is_not_read_as_one_to_an_older_safety_question(house: House) -> None:
    house.bot.script = lambda _: says("Får du kontakt med barnet?", asks="contact")
    parent = await check_in(house)
    [answer] = (await parent.say("nei"))["messages"]
    assert "Ring 113 nå" in answer["text"]
    [answer] = (await parent.say("nei"))["messages"]
    assert answer["text"] == "CO-01 nb full"


async def test_what_is_long_is_answered_and_heard_by_the_assistant(house: House) -> None:
    parent = await check_in(house)
    words = "ja de kommer snart men hva skal jeg gjøre mens jeg venter på at de kommer"
    [answer] = (await parent.say(words))["messages"]
    assert "Så bra at du ringte 113" in answer["text"]
    await house.settle()
    assert house.bot.requests[-1]["text"] == words


@pytest.mark.parametrize("first", ["", "hva mener du"])
async def test_what_is_no_clear_answer_to_the_newest_question_is_the_assistants(
    house: House, first: str
) -> None:
    parent = await check_in(house)
    if first:  # then the next one answers what has been written since
        await parent.say(first)
        await house.settle()
    written = "nei" if first else "hva mener du"
    assert (await parent.say(written))["messages"] == []
    await house.settle()
    assert house.bot.requests[-1]["text"] == written


async def test_no_check_in_once_a_veileder_is_there(house: House) -> None:
    parent = await house.parent()
    await parent.say("han er blå")
    await house.claimed(parent)
    await house.pass_time(minutes=1)
    await house.pass_time(minutes=1)
    assert not [m for m in await parent.messages() if m["kind"] == "question"]


async def quiet(house: House, parent: Any, minutes: int) -> None:
    """Minutes in which the page polls and nobody writes."""
    for _ in range(minutes):
        await parent.poll()
        await house.pass_time(minutes=1)


async def test_company_is_kept_every_eight_minutes_and_never_in_the_same_words(house: House) -> None:
    house.bot.script = lambda _: says("Jeg er her.")
    parent = await house.parent()
    await quiet(house, parent, 7)
    assert len(await parent.messages()) == len(parent.greeting)
    await quiet(house, parent, 33)
    company = (await parent.texts("assistant"))[1:]
    assert company[0] == "Jeg er her."
    assert len(company) == len(set(company)) == 3
    assert [r["event"] for r in house.bot.requests] == ["keep_company"] * 3


async def test_company_is_kept_by_web_with_the_bot_dead(house: House) -> None:
    house.bot.down = "timeout"
    parent = await house.parent()
    await quiet(house, parent, 17)
    company = (await parent.texts("assistant"))[1:]
    assert len(company) == len(set(company)) == 2
    assert "svarer litt tregt" not in " ".join(await parent.texts("system"))


async def test_company_waits_while_something_happens(house: House) -> None:
    parent = await house.parent()
    await quiet(house, parent, 7)
    await parent.say("hei")
    await house.settle()
    await quiet(house, parent, 7)
    assert not [r for r in house.bot.requests if r["event"]]


async def test_an_event_nobody_asked_for_is_dropped_when_the_parent_writes_meanwhile(house: House) -> None:
    parent = await house.parent()
    await quiet(house, parent, 7)
    house.bot.gate.clear()
    house.bot.script = lambda r: says(r["event"] or r["text"])
    house.clock.advance(minutes=1)
    await house.app[SWEEPER].sweep()
    await house.bot.asked.wait()
    await parent.say("hei")
    house.bot.gate.set()
    await house.settle()
    assert (await parent.texts("assistant"))[1:] == ["hei"]


async def test_three_silent_minutes_park_and_coming_back_keeps_the_place(house: House) -> None:
    first = await house.parent()
    house.clock.advance(seconds=1)
    second = await house.parent()
    veileder = await house.as_veileder()
    await first.say("en")
    await second.say("to")
    for _ in range(3):
        await second.poll()
        await veileder.get("/api/queue")
        await house.pass_time(minutes=1)
    queue = (await veileder.get("/api/queue"))["conversations"]
    assert [(c["id"], c["state"], c["here"]) for c in queue] == [
        (first.id, "parked", False),
        (second.id, "waiting", True),
    ]
    assert (await second.poll())["queue"]["position"] == 1
    assert (await first.poll())["state"] == "waiting"
    assert (await first.poll())["queue"]["position"] == 1
    assert (await second.poll())["queue"]["position"] == 2


async def test_a_message_of_a_parked_parent_brings_it_back(house: House) -> None:
    parent = await house.parent()
    await house.pass_time(minutes=3)
    await parent.say("hei")
    assert (await house.as_veileder()) is not None
    assert (await parent.poll())["state"] == "waiting"


async def test_thirty_silent_minutes_mean_left(house: House) -> None:
    parent = await house.parent()
    for _ in range(10):
        await house.pass_time(minutes=3)
    assert (await parent.poll())["state"] == "left"


async def count(house: House, table: Any) -> int:
    async with house.parts.store.read() as tx:
        return int(await tx.scalar(select(func.count()).select_from(table)) or 0)


def readable(folder: Path, word: bytes) -> bool:
    """Whether a word stands in any of the database's files."""
    files = list(folder.glob("ventevakt.db*"))
    assert files
    return any(word in file.read_bytes() for file in files)


async def test_everything_of_a_closed_conversation_goes_after_the_retention_time(
    create_client: Any, tmp_path: Path
) -> None:
    house = await create_client(retention_minutes=10)
    parent = await house.parent()
    await parent.say("jeg heter ikkenoesomskallagres og han er blå")
    await house.settle()
    veileder = await house.claimed(parent)
    await parent.say("feber også")
    assert readable(tmp_path, b"ikkenoesomskallagres")
    await veileder.post(f"/api/conversations/{parent.id}/close")
    await house.pass_time(minutes=9)
    assert (await parent.poll())["state"] == "closed"
    await house.pass_time(minutes=1)
    assert (await parent.call("GET", f"/api/conversations/{parent.id}/messages")).status == 404
    for table in (ConversationRow, MessageRow, DueRow, AlertRow):
        assert await count(house, table) == 0
    assert not readable(tmp_path, b"ikkenoesomskallagres")


async def test_left_is_deleted_too_and_what_lives_is_not(create_client: Any) -> None:
    house = await create_client(retention_minutes=10)
    gone, here = await house.parent(), await house.parent()
    await gone.post(f"/api/conversations/{gone.id}/leave", {"quick_exit": True})
    for _ in range(10):
        await here.poll()
        await house.pass_time(minutes=1)
    assert await count(house, ConversationRow) == 1
    assert (await here.poll())["state"] == "waiting"


async def test_one_job_that_fails_does_not_stop_the_others_and_is_tried_later(house: House) -> None:
    broken, well = await house.parent(), await house.parent()
    original = house.content.screener.timed_out
    await broken.say("han er slapp")
    await well.say("han er slapp")
    await house.settle()
    failures = iter([RuntimeError("x")])

    def once(state: Any) -> Any:
        for failure in failures:
            raise failure
        return original(state)

    house.content.screener.timed_out = once  # type: ignore[method-assign]  # a fake
    await house.pass_time(seconds=60)
    told = [(await p.messages())[-1]["emergency"] for p in (broken, well)]
    assert sorted(told, key=str) == ["113", None]
    await house.pass_time(seconds=30)
    assert [(await p.messages())[-1]["emergency"] for p in (broken, well)] == ["113", "113"]
    assert "sweeper_failures_total" in await (await well.call("GET", "/metrics")).text()
