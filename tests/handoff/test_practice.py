"""Training mode: a scripted parent for one veileder alone, through the real functions, counted nowhere."""

from __future__ import annotations

import ast
import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from fakes import FakeBot
from house import Caller, House
from sqlalchemy import Connection, func, inspect, select, text
from support import FakeClock

from content.practice import Practice, Script, Source
from handoff.chat.life import open_row
from handoff.content import Content
from handoff.describer import NoDescriber
from handoff.shift_report import shift_report
from handoff.store.engine import Store
from handoff.store.migrate import alembic_config, upgrade
from handoff.store.tables import (
    AuditRow,
    Base,
    ConversationRow,
    DueRow,
    EndedRow,
    MessageRow,
    RegistrationRow,
    TagDecisionRow,
    UnregisteredRow,
    WaitRow,
)

GIVEN = {"themes": ["Sliten og trett"], "gender": "Kvinne", "outcomes": []}
HANDOFF = Path(__file__).resolve().parents[2] / "handoff"


def script(id: str = "ovelse", **more: Any) -> Script:
    """A small script: two lines while waiting; an answer about age when asked; a grave one; an end."""
    given = {
        "id": id,
        "title": "Varm baby",
        "about": "Øv på alder",
        "difficulty": "middels",
        "language": "nb",
        "before": [
            {"text": "hei, kan noen svare", "after": 3},
            {"text": "jeg er sliten", "after": 4},
        ],
        "answers": [
            {"text": "takk for at du svarer", "after": 5},
            {"text": "han er to måneder", "when": ["gammel"], "after": 6},
            {"text": "nå er han blå", "after": 2},
            {"text": "ok, ha det", "after": 2},
        ],
        "points": [
            {"text": "Spurte du om alder?", "words": ["gammel", "alder"], "sources": ["HN"]},
            {"text": "Sa du 113?", "words": ["113"]},
            {"text": "Tok du deg tid?"},
        ],
        "checked": "2026-11-28",
        "review_by": "2027-05-28",
        **more,
    }
    return Script.model_validate(given)


@pytest.fixture
def practised(house: House) -> House:
    scripts = {one.id: one for one in (script(), script("annen"))}
    house.content.practice = Practice(scripts, {"HN": Source("helsenorge.no", "https://www.helsenorge.no")})
    return house


async def begun(veileder: Caller, name: str = "ovelse") -> str:
    response = await veileder.post("/api/practice", {"script": name})
    assert response.status == 201, await response.text()
    return str((await response.json())["id"])


async def running(house: House, veileder: Caller) -> str:
    """A practice whose parent has written all it writes while waiting, taken by its veileder."""
    id = await begun(veileder)
    await house.pass_time(seconds=3)
    await house.pass_time(seconds=4)
    assert (await veileder.post(f"/api/conversations/{id}/claim")).status == 200
    return id


async def parent_says(veileder: Caller, id: str) -> list[str]:
    return [m["text"] for m in await veileder.messages(id) if m["sender"] == "parent"]


async def test_the_parent_writes_in_its_own_time_and_is_seen_writing(practised: House) -> None:
    kari = await practised.as_veileder()
    id = await begun(kari)
    assert await parent_says(kari, id) == []
    assert (await kari.poll(id=id))["typing"] is True
    await practised.pass_time(seconds=2)
    assert await parent_says(kari, id) == []
    await practised.pass_time(seconds=1)
    assert await parent_says(kari, id) == ["hei, kan noen svare"]
    await practised.pass_time(seconds=4)
    assert await parent_says(kari, id) == ["hei, kan noen svare", "jeg er sliten"]
    assert (await kari.poll(id=id))["typing"] is False
    await practised.pass_time(minutes=5)
    assert len(await parent_says(kari, id)) == 2


async def test_each_message_of_the_veileder_brings_the_next_line_and_a_question_brings_its_answer(
    practised: House,
) -> None:
    kari = await practised.as_veileder()
    id = await running(practised, kari)
    await kari.say("Hei, jeg er her. Hvor gammelt er barnet?", id=id)
    await practised.pass_time(seconds=5)
    assert len(await parent_says(kari, id)) == 2
    await practised.pass_time(seconds=1)
    assert (await parent_says(kari, id))[2:] == ["han er to måneder"]
    await kari.say("Fint at du skrev", id=id)
    await kari.say("Hvor gammel sa du?", id=id)  # two in a row, one answer; what was asked for is told once
    await practised.pass_time(seconds=10)
    assert (await parent_says(kari, id))[3:] == ["takk for at du svarer"]


async def test_a_question_asked_while_the_parent_still_writes_is_answered_afterwards(
    practised: House,
) -> None:
    kari = await practised.as_veileder()
    id = await begun(kari)
    await practised.pass_time(seconds=3)
    await kari.post(f"/api/conversations/{id}/claim")
    await kari.say("Hei, hvor gammelt er barnet?", id=id)
    await practised.pass_time(seconds=4)
    assert (await parent_says(kari, id))[1:] == ["jeg er sliten"]
    await practised.pass_time(seconds=6)
    assert (await parent_says(kari, id))[2:] == ["han er to måneder"]


async def test_it_is_said_once_that_the_script_is_over(practised: House) -> None:
    kari = await practised.as_veileder()
    id = await running(practised, kari)
    for _ in range(5):
        await kari.say("mm", id=id)
        await practised.pass_time(seconds=10)
    over = [m for m in await kari.messages(id) if "ikke flere svar" in m["text"]]
    assert len(over) == 1
    assert (await parent_says(kari, id))[-1] == "ok, ha det"


async def test_screening_and_alerts_are_the_real_ones_and_only_for_whoever_practises(
    practised: House,
) -> None:
    kari, ola = await practised.as_veileder(), await practised.as_veileder("ola")
    id = await running(practised, kari)
    for _ in range(2):
        await kari.say("mm", id=id)
        await practised.pass_time(seconds=5)
    assert (await parent_says(kari, id))[-1] == "nå er han blå"
    [alert] = (await kari.get("/api/queue"))["alerts"]
    assert (alert["rule"], alert["practice"], alert["mine"]) == ("BR-04", True, True)
    assert (await ola.get("/api/queue"))["alerts"] == []
    await practised.pass_time(seconds=20)
    told = [m["emergency"] for m in await kari.messages(id) if m["kind"] == "emergency"]
    assert told == ["113"]  # nobody acknowledged: the parent is told, as in earnest
    assert (await ola.get("/api/queue"))["alerts"] == []
    assert (await ola.post(f"/api/conversations/{id}/alerts/1/ack")).status == 404
    assert (await kari.post(f"/api/conversations/{id}/alerts/1/ack")).status == 204


@pytest.mark.parametrize("state", ["waiting", "claimed", "closed"])
@pytest.mark.parametrize("role", ["veileder", "fagansvarlig"])
async def test_a_practice_is_there_for_nobody_else(practised: House, state: str, role: str) -> None:
    kari, other = await practised.as_veileder(), await practised.as_veileder("eva", role)
    id = await begun(kari)
    if state == "closed":
        assert (await kari.post(f"/api/practice/{id}/stop")).status == 204
    elif state == "claimed":
        assert (await kari.post(f"/api/conversations/{id}/claim")).status == 200
    path = f"/api/conversations/{id}"
    message = {"client_id": "a", "text": "hei"}
    tried = [
        await other.call("GET", path),
        await other.call("GET", f"{path}/messages"),
        await other.post(f"{path}/messages", message),
        await other.call("GET", f"/api/practice/{id}"),
        await other.post(f"/api/practice/{id}/stop"),
    ]
    tried += [await other.post(f"{path}/{verb}") for verb in ("claim", "release", "close", "typing")]
    tried += [
        await other.post(f"{path}/alerts/1/ack"),
        await other.post(f"{path}/themes", {"theme": "Sliten og trett", "accepted": True}),
    ]
    assert [response.status for response in tried] == [404] * len(tried)
    assert (await other.post(f"{path}/registration", GIVEN)).status in (404, 409)  # not theirs, or not there
    for seen in (await other.get("/api/queue"), await other.get("/api/practice")):
        assert id not in str(seen)
    assert (await kari.call("GET", path)).status == 200


async def test_it_stands_apart_in_ones_own_queue_and_says_what_it_is(practised: House) -> None:
    kari = await practised.as_veileder()
    id = await begun(kari)
    await practised.pass_time(seconds=3)
    for state in ("waiting", "claimed"):
        queue = await kari.get("/api/queue")
        assert [(one["id"], one["state"]) for one in queue["practice"]] == [(id, state)]
        assert (queue["conversations"], queue["mine"]) == ([], [])
        view = await kari.get(f"/api/conversations/{id}")
        assert (view["practice"], view["parent_seen_seconds"]) == (True, 0)
        await kari.post(f"/api/conversations/{id}/claim")
    parent = await practised.parent()
    assert (await kari.get(f"/api/conversations/{parent.id}"))["practice"] is False


async def counted(house: House, other: Caller, leader: Caller, parent: Caller) -> dict[str, Any]:
    """Everything that counts or lists conversations, as others see it."""
    page = await (await other.call("GET", "/metrics")).text()
    figures = [
        line
        for line in page.splitlines()
        if line.startswith("ventevakt_") and "request_seconds" not in line and "_created" not in line
    ]
    rows: dict[str, int] = {}
    async with house.parts.store.read() as tx:
        for table in (WaitRow, RegistrationRow, EndedRow, TagDecisionRow, UnregisteredRow):
            rows[table.__tablename__] = int(await tx.scalar(select(func.count()).select_from(table)) or 0)
        day = house.clock.now().replace(hour=0, minute=0)
        report = await shift_report(house.parts, tx, day, day + timedelta(days=1))
    queue = await other.get("/api/queue")
    return {
        "queue": {key: queue[key] for key in ("conversations", "mine", "practice", "alerts", "service")},
        "place": (await parent.poll())["queue"],
        "parent": await parent.texts(),
        "metrics": figures,
        "rows": rows,
        "shift report": report,
        "statistics": await leader.get("/api/statistics"),
        "turns": len(house.bot.requests),
    }


async def test_a_practice_leaves_no_trace_in_any_count(practised: House) -> None:
    """Played through everything that can happen to a conversation, from the first line to the deletion."""
    house = practised
    kari, ola = await house.as_veileder(), await house.as_veileder("ola")
    leader = await house.as_veileder("eva", "leder")
    for _ in range(5):  # enough waits for an estimate
        earlier = await house.parent()
        await earlier.say("hei")
        await ola.post(f"/api/conversations/{earlier.id}/claim")
        await ola.post(f"/api/conversations/{earlier.id}/close")
        await ola.post(f"/api/conversations/{earlier.id}/registration", GIVEN)
    parent = await house.parent()
    await parent.say("jeg er sliten")
    await house.settle()
    before = await counted(house, ola, leader, parent)
    assert before["place"]["position"] == 1
    assert before["place"]["wait_minutes"] is not None

    async def same() -> None:
        assert await counted(house, ola, leader, parent) == before

    id = await begun(kari)
    path = f"/api/conversations/{id}"
    await house.pass_time(seconds=3)
    await house.pass_time(seconds=4)
    await same()
    await kari.post(f"{path}/claim")
    await same()
    await kari.post(f"{path}/release")
    await house.settle()
    await same()
    await kari.post(f"{path}/claim")
    for _ in range(2):
        await kari.say("mm", id=id)
        await house.pass_time(seconds=5)
    await house.pass_time(seconds=20)  # the alert falls back
    assert [m for m in await kari.messages(id) if m["kind"] == "emergency"]
    await same()
    await kari.post(f"{path}/themes", {"theme": "Sliten og trett", "accepted": True})
    await kari.post(f"{path}/alerts/1/ack")
    await kari.post(f"{path}/close")
    await same()
    answer = await kari.post(f"{path}/registration", GIVEN)
    assert (answer.status, await answer.json()) == (201, {"id": 0})
    await same()
    again = await kari.post(f"{path}/registration", GIVEN)
    assert (again.status, (await again.json())["error"]) == (409, "already_registered")
    async with house.parts.store.write() as tx:  # the deletion, brought forward: the real parent must not age
        await tx.execute(
            text("UPDATE due_times SET due_at = '2020-01-01 00:00:00' WHERE conversation_id = :id"),
            {"id": id},
        )
    await house.pass_time(seconds=0)
    assert (await kari.call("GET", path)).status == 404
    await same()


async def test_a_broken_screening_of_a_practice_is_no_figure_either(practised: House) -> None:
    kari = await practised.as_veileder()
    id = await begun(kari)
    practised.content.screener.broken = 1
    await practised.pass_time(seconds=3)
    assert await parent_says(kari, id) == ["hei, kan noen svare"]
    page = await (await kari.call("GET", "/metrics")).text()
    assert "ventevakt_screening_failed_total 0.0" in page
    assert practised.parts.unread_metrics.screening_failed._value.get() == 1.0


def lists_of_conversations() -> set[tuple[str, str]]:
    """Each function of handoff/ that selects or counts conversations by anything but their id, without saying REAL."""
    found = set()
    for path in HANDOFF.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        lines = source.splitlines()
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            code = "\n".join(lines[node.lineno - 1 : node.end_lineno])
            asks = "select(ConversationRow" in code or ("select(" in code and "ConversationRow." in code)
            if asks and "REAL" not in code:
                found.add((path.stem, node.name))
    return found


def test_every_place_that_lists_conversations_asks_for_real_ones_or_is_known_here() -> None:
    """A new list or count must leave practice out. Those here look at one conversation, or at one's own."""
    known = {
        ("practising", "own_practice"),  # practice itself
        ("sweeper", "act"),  # one, by its id
        ("turns", "guarded"),  # one, by its id
        ("queue_view", "rows_by_id"),  # those of the waiting list
        ("presence", "note_holder"),  # those one holds, practice too: their lease is kept
        ("claims", "end_leases"),  # the same ones: their lease ends
        ("backup", "_as_if_time_had_passed"),  # all that would be gone by now, practice too
        ("backup", "delete_overdue"),  # the same
    }
    assert lists_of_conversations() - known == set()


async def test_while_a_parent_practises_the_assistant_is_silent_and_nothing_is_told_of_the_service(
    practised: House,
) -> None:
    kari = await practised.as_veileder()
    id = await begun(kari)
    for _ in range(3):
        await practised.pass_time(minutes=4)  # long enough for company, and for the console to be away
    said = [m for m in await kari.messages(id) if m["sender"] != "parent"]
    assert len(said) == 1  # the greeting
    assert practised.bot.requests == []


async def test_one_that_is_left_alone_ends_and_is_deleted_on_time(practised: House) -> None:
    kari = await practised.as_veileder()
    id = await begun(kari)
    await practised.pass_time(seconds=3)
    await practised.pass_time(seconds=4)
    await practised.pass_time(minutes=30)
    assert [one["state"] for one in (await kari.get("/api/queue"))["practice"]] == ["left"]
    await practised.pass_time(minutes=practised.parts.settings.retention_minutes)
    assert (await kari.get("/api/queue"))["practice"] == []
    async with practised.parts.store.read() as tx:
        for table in (ConversationRow, MessageRow, DueRow):
            assert await tx.scalar(select(func.count()).select_from(table)) == 0
    assert (await kari.call("GET", f"/api/practice/{id}")).status == 404


async def test_a_console_that_goes_silent_loses_the_practice_to_nobody(practised: House) -> None:
    kari, ola = await practised.as_veileder(), await practised.as_veileder("ola")
    id = await running(practised, kari)
    await practised.pass_time(minutes=5)
    late = await kari.post(f"/api/conversations/{id}/messages", {"client_id": "a", "text": "hei"})
    assert (late.status, (await late.json())["error"]) == (409, "lease_lost")
    assert (await ola.get("/api/queue"))["conversations"] == []
    assert (await kari.get("/api/queue"))["practice"][0]["state"] == "waiting"
    assert (await kari.post(f"/api/conversations/{id}/claim")).status == 200
    await kari.say("der er jeg igjen", id=id)
    await practised.pass_time(seconds=5)
    assert (await parent_says(kari, id))[2:] == ["takk for at du svarer"]


async def test_one_practice_at_a_time_and_it_can_be_broken_off(practised: House) -> None:
    kari, ola = await practised.as_veileder(), await practised.as_veileder("ola")
    id = await begun(kari)
    refused = await kari.post("/api/practice", {"script": "annen"})
    assert (refused.status, (await refused.json())["error"]) == (409, "practice_running")
    assert "en øvelse i gang" in (await refused.json())["message"]
    await begun(ola)
    for _ in range(2):  # twice is no error
        assert (await kari.post(f"/api/practice/{id}/stop")).status == 204
    await begun(kari, "annen")
    mine = (await kari.get("/api/practice"))["mine"]
    assert sorted(one["running"] for one in mine) == [False, True]


async def test_two_starts_at_once_give_one_practice(practised: House) -> None:
    kari = await practised.as_veileder()
    tried = await asyncio.gather(*(kari.post("/api/practice", {"script": "ovelse"}) for _ in range(2)))
    assert sorted(response.status for response in tried) == [201, 409]


async def test_what_is_no_practice_or_no_script_is_not_there(practised: House) -> None:
    kari = await practised.as_veileder()
    parent = await practised.parent()
    await parent.say("hei")
    assert (await kari.post(f"/api/conversations/{parent.id}/claim")).status == 200
    assert (await kari.post("/api/practice", {"script": "finnes_ikke"})).status == 404
    assert (await kari.call("GET", f"/api/practice/{parent.id}")).status == 404
    assert (await kari.post(f"/api/practice/{parent.id}/stop")).status == 404
    assert (await parent.poll())["state"] == "claimed"


async def test_a_parents_token_opens_no_practice(practised: House) -> None:
    kari, parent = await practised.as_veileder(), await practised.parent()
    id = await begun(kari)
    for method, verb in (("GET", "messages"), ("POST", "human"), ("POST", "leave")):
        assert (await parent.call(method, f"/api/conversations/{id}/{verb}", {})).status == 404


async def test_afterwards_the_points_stand_beside_what_was_written_and_done(practised: House) -> None:
    kari = await practised.as_veileder()
    id = await running(practised, kari)
    practised.clock.advance(seconds=9)
    await kari.say("Hei, hvor gammelt er barnet?", id=id)
    await practised.pass_time(seconds=6)
    for words in ("mm", "ja"):
        await kari.say(words, id=id)
        await practised.pass_time(seconds=5)
    practised.clock.advance(seconds=3)
    await kari.post(f"/api/conversations/{id}/alerts/1/ack")
    early = await kari.call("GET", f"/api/practice/{id}")
    assert (early.status, (await early.json())["error"]) == (409, "practice_running")
    await kari.post(f"/api/conversations/{id}/themes", {"theme": "Sliten og trett", "accepted": True})
    await kari.post(f"/api/conversations/{id}/close")
    review = await kari.get(f"/api/practice/{id}")
    number = next(m["number"] for m in review["messages"] if m["sender"] == "veileder")
    assert [point["found"] for point in review["points"]] == [[number], [], None]
    assert review["points"][0]["sources"] == [{"title": "helsenorge.no", "url": "https://www.helsenorge.no"}]
    assert review["done"] == {
        "first_word_seconds": 9,
        "minutes": 0,
        "messages": 3,
        "alerts": [{"title": "Blå lepper", "acknowledged_seconds": 3}],
        "themes": ["Sliten og trett"],
        "registered": False,
    }


async def test_a_practice_broken_off_before_it_was_taken_has_points_too(practised: House) -> None:
    kari = await practised.as_veileder()
    id = await begun(kari)
    await kari.post(f"/api/practice/{id}/stop")
    done = (await kari.get(f"/api/practice/{id}"))["done"]
    assert (done["first_word_seconds"], done["minutes"], done["messages"]) == (None, None, 0)


async def test_a_script_that_leaves_the_content_ends_quietly(practised: House) -> None:
    kari = await practised.as_veileder()
    id = await running(practised, kari)
    practised.content.practice = Practice({}, {})
    await kari.say("hei", id=id)
    await practised.pass_time(seconds=1)
    assert "ikke flere svar" in (await kari.messages(id))[-1]["text"]
    assert (await kari.get("/api/practice"))["mine"][0]["title"] == "ovelse"
    await kari.post(f"/api/conversations/{id}/close")
    assert (await kari.call("GET", f"/api/practice/{id}")).status == 404


async def test_the_log_of_who_did_what_says_which_ids_were_practice(practised: House) -> None:
    kari = await practised.as_veileder()
    id = await running(practised, kari)
    async with practised.parts.store.read() as tx:
        rows = list(await tx.scalars(select(AuditRow.action).where(AuditRow.conversation_id == id)))
    assert rows == ["practice", "claim"]


async def test_answers_have_the_described_shape(practised: House) -> None:
    from test_interface import check

    described = await practised.visitor().get("/api/openapi.json")
    kari = await practised.as_veileder()
    id = await running(practised, kari)
    check(described, "PracticeOut", choices := await kari.get("/api/practice"))
    check(described, "ScriptOut", choices["scripts"][0])
    check(described, "OwnPracticeOut", choices["mine"][0])
    check(described, "HeldOut", (await kari.get("/api/queue"))["practice"][0])
    await kari.post(f"/api/conversations/{id}/close")
    check(described, "PracticeReviewOut", review := await kari.get(f"/api/practice/{id}"))
    check(described, "PointOut", review["points"][0])
    check(described, "PracticeDoneOut", review["done"])


async def test_the_pages_hold_nothing_of_anybody(practised: House) -> None:
    kari = await practised.as_veileder()
    id = await begun(kari)
    for path in ("/konsoll/opplaering", f"/konsoll/opplaering/{id}"):
        response = await practised.visitor().call("GET", path)
        html = await response.text()
        assert response.status == 200
        assert id not in html
        assert "Varm baby" not in html
    assert (await practised.visitor().call("GET", "/api/practice")).status == 401


async def test_a_real_script_is_screened_by_the_real_rules(create_client: Any, resources: Path) -> None:
    bot = FakeBot()
    house: House = await create_client(content=Content(resources), bot=bot, describer=NoDescriber())
    kari = await house.as_veileder()
    id = await begun(kari, "baby_seks_uker_med_feber")
    await house.pass_time(seconds=10)
    [entry] = (await kari.get("/api/queue"))["practice"]
    assert (entry["urgent"], entry["level"]) == (True, "ORANGE")
    assert [m["emergency"] for m in await kari.messages(id) if m["kind"] == "emergency"] == ["116117"]
    await kari.post(f"/api/conversations/{id}/claim")
    await kari.say("Hei. Våkner hun når du tar på henne?", id=id)
    await house.pass_time(seconds=10)
    [alert] = (await kari.get("/api/queue"))["alerts"]
    assert (alert["level"], alert["emergency"]) == ("RED", "113")


@pytest.mark.store
async def test_going_back_a_version_takes_practice_away_before_its_mark(
    store_url: str, clock: FakeClock
) -> None:
    store = Store(store_url)

    def step(connection: Connection) -> None:
        command.downgrade(alembic_config(connection), "0005")

    try:
        async with store.write() as tx:
            real, _ = await open_row(tx, "nb", clock.now())
            await open_row(tx, "nb", clock.now(), practice="ovelse")
        async with store.engine.execution_options(writes=True).begin() as connection:
            await connection.run_sync(step)
            left = list(await connection.scalars(text("SELECT id FROM conversations")))
            names = await connection.run_sync(
                lambda c: [col["name"] for col in inspect(c).get_columns("conversations")]
            )
    finally:
        upgrade(store_url)
        async with store.engine.execution_options(writes=True).begin() as connection:
            await connection.execute(text("DELETE FROM conversations"))
        await store.close()
    assert left == [real.id]
    assert "practice" not in names
    assert "practice" in Base.metadata.tables["conversations"].columns
