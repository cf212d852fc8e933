"""The leader's page about logins: who gets in, what is refused, and that whoever is shut out is out at once."""

from __future__ import annotations

import asyncio
import re
from datetime import date
from typing import Any

import pytest
from house import PASSWORD, Caller, House
from sqlalchemy import select
from support import FakeClock

from handoff import staff
from handoff.errors import HandoffError, LastLeader, NameTaken, NotAllowed
from handoff.store.engine import Store
from handoff.store.tables import AuditRow, VeilederRow
from handoff.users import add_user
from handoff.web.routes import ROUTES

USERS, PAGE = "/api/users", "/konsoll/brukere"
OWN = "mitt-eget-passord"


@pytest.fixture
async def leader(house: House) -> Caller:
    return await house.as_veileder("lise", "leder")


async def listed(leader: Caller) -> dict[str, dict[str, Any]]:
    return {user["name"]: user for user in (await leader.get(USERS))["users"]}


async def number_of(leader: Caller, name: str) -> int:
    return int((await listed(leader))[name]["id"])


async def change(leader: Caller, name: str, what: str, body: Any = None) -> Any:
    """The status of a change, and its answer when there is one."""
    response = await leader.post(f"{USERS}/{await number_of(leader, name)}/{what}", body)
    return response.status, (await response.json() if response.status != 204 else None)


async def sign_in(house: House, name: str, password: str, **more: str) -> tuple[Caller, int, dict[str, Any]]:
    caller = house.visitor()
    response = await caller.post("/api/session", {"username": name, "password": password, **more})
    return caller, response.status, (await response.json() if response.status != 204 else {})


async def audited(house: House) -> list[tuple[str, int | None]]:
    async with house.parts.store.read() as tx:
        rows = await tx.scalars(select(AuditRow).where(AuditRow.about_id.is_not(None)).order_by(AuditRow.id))
        return [(row.action, row.about_id) for row in rows]


CALLS = [(route.method, route.path) for route in ROUTES if route.path.startswith((USERS, PAGE))]


@pytest.mark.parametrize(
    ("role", "status"), [("nobody", 401), ("parent", 403), ("veileder", 403), ("fagansvarlig", 403)]
)
@pytest.mark.parametrize(("method", "path"), CALLS)
async def test_all_but_the_leader_stay_outside(
    house: House, leader: Caller, role: str, status: int, method: str, path: str
) -> None:
    callers = {"nobody": house.visitor, "parent": house.parent}
    caller = callers[role]() if role == "nobody" else None
    caller = caller or (await house.parent() if role == "parent" else await house.as_veileder("en", role))
    before = await listed(leader)
    response = await caller.call(method, path.replace("{n}", "1"), {} if method == "POST" else None)
    assert response.status == status
    assert "lise" not in await response.text()
    assert await listed(leader) == before


def test_there_is_a_page_and_five_things_to_do() -> None:
    assert len(CALLS) == 7


async def test_the_page_is_in_the_navigation_of_the_leader_alone(house: House, leader: Caller) -> None:
    html = await (await leader.call("GET", PAGE)).text()
    assert f'href="{PAGE}" aria-current="page">Brukere' in html
    other = await (
        await (await house.as_veileder("fag", "fagansvarlig")).call("GET", "/konsoll/temaforslag")
    ).text()
    assert PAGE not in other


async def test_the_list_says_name_role_since_and_the_last_day(house: House, leader: Caller) -> None:
    await house.as_veileder("kari")
    house.clock.advance(days=3)
    leader = await house.as_veileder("lise", "leder")
    today = house.clock.now().date()
    users = await listed(leader)
    assert set(users["kari"]) == {"id", "name", "role", "since", "last_seen", "shut", "once", "me"}
    assert users["lise"]["last_seen"] == today.isoformat()
    assert date.fromisoformat(users["kari"]["last_seen"]) == date.fromisoformat(
        users["lise"]["last_seen"]
    ).replace(day=today.day - 3)
    assert (users["lise"]["me"], users["kari"]["me"]) == (True, False)
    assert "argon2" not in str(users)


async def test_being_here_on_a_new_day_counts_without_a_new_login(house: House, leader: Caller) -> None:
    kari = await house.as_veileder("kari")
    house.clock.advance(hours=6)  # past midnight in Norway
    await kari.get("/api/queue")
    assert (await listed(leader))["kari"]["last_seen"] == "2026-01-15"


async def test_a_made_password_is_told_once_and_lets_in_only_to_choose_ones_own(
    house: House, leader: Caller
) -> None:
    response = await leader.post(USERS, {"name": "kari", "role": "veileder"})
    told = await response.json()
    assert response.status == 201
    assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", told["password"])
    assert (await listed(leader))["kari"]["once"] is True
    _, status, refused = await sign_in(house, "kari", told["password"])
    assert (status, refused["error"]) == (403, "choose_password")
    assert "minst 10 tegn" in refused["message"]
    for new in ("kort", told["password"]):
        _, status, refused = await sign_in(house, "kari", told["password"], new_password=new)
        assert (status, refused["error"]) == (422, "login_not_possible")
    kari, status, _ = await sign_in(house, "kari", told["password"], new_password=OWN)
    assert status == 204
    assert (await kari.call("GET", "/api/queue")).status == 200
    assert (await sign_in(house, "kari", told["password"]))[1] == 401
    assert (await sign_in(house, "kari", OWN))[1] == 204
    assert (await listed(leader))["kari"]["once"] is False


async def test_a_chosen_password_is_not_told_back_and_is_for_one_time_as_well(
    house: House, leader: Caller
) -> None:
    body = {"name": "kari", "role": "fagansvarlig", "password": PASSWORD}
    response = await leader.post(USERS, body)
    assert (await response.json())["password"] is None
    assert (await sign_in(house, "kari", PASSWORD))[2]["error"] == "choose_password"
    assert (await sign_in(house, "kari", "feil-passord-her", new_password=OWN))[1] == 401


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"name": "", "role": "veileder"}, 422, "Navnet må ha 1-60 tegn"),
        ({"name": " kari", "role": "veileder"}, 422, "Navnet må ha 1-60 tegn"),
        ({"name": "k" * 61, "role": "veileder"}, 422, "Navnet må ha 1-60 tegn"),
        ({"name": "kari", "role": "veileder", "password": "kort"}, 422, "minst 10 tegn"),
        ({"name": "kari", "role": "veileder", "password": ""}, 422, "minst 10 tegn"),
        ({"name": "Lise", "role": "veileder"}, 409, "en innlogging som heter «lise»"),
        ({"name": "kari", "role": "sjef"}, 400, "Vi forstod ikke"),
        ({"name": "kari"}, 400, "Vi forstod ikke"),
    ],
)
async def test_what_cannot_be_a_login_is_refused_in_words(
    leader: Caller, body: dict[str, str], status: int, words: str
) -> None:
    response = await leader.post(USERS, body)
    assert response.status == status
    assert words in (await response.json())["message"]
    assert set(await listed(leader)) == {"lise"}


async def test_another_role_holds_at_once_and_signs_out(house: House, leader: Caller) -> None:
    kari = await house.as_veileder("kari")
    assert (await change(leader, "kari", "role", {"role": "fagansvarlig"}))[0] == 204
    assert (await kari.call("GET", "/api/queue")).status == 401
    kari, status, _ = await sign_in(house, "kari", PASSWORD)
    assert status == 204
    assert (await kari.get("/api/queue"))["me"]["role"] == "fagansvarlig"


async def test_the_same_role_again_changes_nothing(house: House, leader: Caller) -> None:
    kari = await house.as_veileder("kari")
    assert (await change(leader, "kari", "role", {"role": "veileder"}))[0] == 204
    assert (await kari.call("GET", "/api/queue")).status == 200
    assert await audited(house) == []


async def test_who_becomes_a_leader_holds_no_conversation(house: House, leader: Caller) -> None:
    parent = await house.parent()
    await parent.say("er sliten")
    await house.claimed(parent, "kari")
    assert (await change(leader, "kari", "role", {"role": "leder"}))[0] == 204
    await house.pass_time(seconds=1)
    assert (await parent.poll())["state"] == "waiting"


async def test_a_new_password_ends_the_sessions_and_is_for_one_time(house: House, leader: Caller) -> None:
    kari = await house.as_veileder("kari")
    status, told = await change(leader, "kari", "password")
    assert status == 200
    assert (await kari.call("GET", "/api/queue")).status == 401
    assert (await sign_in(house, "kari", PASSWORD))[1] == 401
    assert (await sign_in(house, "kari", told["password"], new_password=OWN))[1] == 204


@pytest.mark.parametrize("password", ["kort", ""])
async def test_a_password_that_is_too_short_changes_nothing(
    house: House, leader: Caller, password: str
) -> None:
    kari = await house.as_veileder("kari")
    status, told = await change(leader, "kari", "password", {"password": password})
    assert (status, told["error"]) == (422, "login_not_possible")
    assert (await kari.call("GET", "/api/queue")).status == 200


async def test_ones_own_new_password_is_ones_own_and_keeps_this_browser(house: House, leader: Caller) -> None:
    elsewhere, _, _ = await sign_in(house, "lise", PASSWORD)
    assert await change(leader, "lise", "password", {"password": OWN}) == (200, {"password": None})
    assert (await leader.call("GET", USERS)).status == 200
    assert (await elsewhere.call("GET", USERS)).status == 401
    assert (await sign_in(house, "lise", OWN))[1] == 204


async def test_who_is_shut_out_is_out_at_once_and_what_was_held_waits_first_in_the_queue(
    house: House, leader: Caller
) -> None:
    parent, later = await house.parent(), await house.parent()
    await parent.say("er sliten")
    await later.say("er sliten")
    kari = await house.claimed(parent, "kari")
    await kari.say("Hei, jeg er her", id=parent.id)
    ola = await house.as_veileder("ola")
    assert (await change(leader, "kari", "shut"))[0] == 204
    for path in ("/api/queue", f"/api/conversations/{parent.id}"):
        assert (await kari.call("GET", path)).status == 401
    await house.pass_time(seconds=1)
    assert (await parent.poll())["state"] == "waiting"
    assert "orbindelsen" in (await parent.texts("system"))[-1]
    waiting = (await ola.get("/api/queue"))["conversations"]
    assert [(one["id"], one["came_back"]) for one in waiting] == [(parent.id, True), (later.id, False)]
    assert (await ola.post(f"/api/conversations/{parent.id}/claim")).status == 200


async def test_a_console_that_waits_for_news_is_told_at_once(house: House, leader: Caller) -> None:
    parent = await house.parent()
    kari = await house.claimed(parent, "kari")
    version = (await kari.get("/api/queue"))["version"]
    seen = (await kari.poll(id=parent.id))["version"]
    number = await number_of(leader, "kari")
    polls = [
        asyncio.create_task(kari.call("GET", f"/api/queue?seen={version}&wait=25")),
        asyncio.create_task(
            kari.call("GET", f"/api/conversations/{parent.id}/messages?after=9&seen={seen}&wait=25")
        ),
    ]
    while len(house.parts.store.hub._bells) < 2:  # noqa: ASYNC110  both wait; the hub has no event for that
        await asyncio.sleep(0)
    assert (await leader.post(f"{USERS}/{number}/shut")).status == 204
    answers = await asyncio.wait_for(asyncio.gather(*polls), 10)
    assert [answer.status for answer in answers] == [401, 401]


async def test_a_shut_login_is_told_so_only_with_the_right_password(house: House, leader: Caller) -> None:
    await house.as_veileder("kari")
    await change(leader, "kari", "shut")
    _, status, told = await sign_in(house, "kari", PASSWORD)
    assert (status, told["error"]) == (403, "login_shut")
    assert "stengt" in told["message"]
    assert (await sign_in(house, "kari", "feil-passord-her"))[2]["error"] == "wrong_login"


async def test_a_shut_login_keeps_its_name_and_can_be_opened_again(house: House, leader: Caller) -> None:
    kari = await house.as_veileder("kari")
    await kari.post("/api/shift-notes", {"text": "Rolig kveld"})
    await change(leader, "kari", "shut")
    assert (await listed(leader))["kari"]["shut"] == "2026-01-14"
    report = await (await leader.call("GET", "/konsoll/vaktrapport?fra=2026-01-14T18:00")).text()
    assert re.search(r"Rolig kveld.*kari", report, re.S)
    assert (await change(leader, "kari", "open"))[0] == 204
    assert (await listed(leader))["kari"]["shut"] is None
    assert (await kari.call("GET", "/api/queue")).status == 401  # the old session stays over
    assert (await sign_in(house, "kari", PASSWORD))[1] == 204


@pytest.mark.parametrize(
    ("what", "body"), [("shut", None), ("role", {"role": "veileder"}), ("role", {"role": "fagansvarlig"})]
)
async def test_nobody_shuts_or_demotes_the_last_leader_or_oneself(
    house: House, leader: Caller, what: str, body: Any
) -> None:
    status, told = await change(leader, "lise", what, body)
    assert (status, told["error"]) == (409, "last_leader")
    assert "minst én leder" in told["message"]
    other = await house.as_veileder("lars", "leder")
    status, told = await change(leader, "lise", what, body)
    assert (status, told["error"]) == (409, "not_oneself")
    assert "en annen leder" in told["message"]
    assert (await change(other, "lise", what, body))[0] == 204
    assert (await leader.call("GET", USERS)).status == 401
    assert (await change(other, "lars", what, body))[1]["error"] == "last_leader"


@pytest.mark.parametrize("what", ["role", "password", "shut", "open"])
@pytest.mark.parametrize("number", ["99", "abc"])
async def test_a_login_that_is_not_there_is_not_found(leader: Caller, what: str, number: str) -> None:
    body = {"role": "veileder"} if what == "role" else {}
    assert (await leader.post(f"{USERS}/{number}/{what}", body)).status == 404


async def test_twice_is_no_error_and_is_written_down_once(house: House, leader: Caller) -> None:
    await house.as_veileder("kari")
    for what in ("shut", "shut", "open", "open"):
        assert (await change(leader, "kari", what))[0] == 204
    number = await number_of(leader, "kari")
    assert await audited(house) == [("user_shut", number), ("user_open", number)]


async def test_everything_a_leader_does_is_in_the_audit(house: House, leader: Caller) -> None:
    told = await (await leader.post(USERS, {"name": "kari", "role": "veileder"})).json()
    await change(leader, "kari", "role", {"role": "fagansvarlig"})
    await change(leader, "kari", "password")
    assert await audited(house) == [
        ("user_add", told["id"]),
        ("user_role", told["id"]),
        ("user_password", told["id"]),
    ]


async def test_what_the_calls_answer_is_described(leader: Caller) -> None:
    described = (await leader.get("/api/openapi.json"))["components"]["schemas"]
    told = await (await leader.post(USERS, {"name": "kari", "role": "veileder"})).json()
    assert set(told) == set(described["NewUserOut"]["properties"])
    assert set(await leader.get(USERS)) == set(described["UsersOut"]["properties"])
    assert set((await listed(leader))["kari"]) == set(described["UserOut"]["properties"])
    status, told = await change(leader, "kari", "password")
    assert (status, set(told)) == (200, set(described["MadePasswordOut"]["properties"]))


@pytest.mark.store
async def test_two_leaders_who_shut_each_other_at_once_leave_one(store_url: str, clock: FakeClock) -> None:
    store = Store(store_url)
    for name in ("lars", "lise"):
        await add_user(store, name=name, role="leder", password=PASSWORD)

    async def shut(by: str, who: str) -> type[Exception] | None:
        try:
            async with store.write() as tx:
                leading, number = await staff.named(tx, by), await staff.named(tx, who)
                await staff.shut(tx, number, by=leading, now=clock.now())
        except HandoffError as refused:
            return type(refused)
        return None

    outcomes = await asyncio.gather(shut("lars", "lise"), shut("lise", "lars"))
    async with store.read() as tx:
        left = await staff.logins(tx)
    await store.close()
    assert set(outcomes) == {None, NotAllowed}
    assert [login.shut is None for login in left] == [True, False]


@pytest.mark.store
async def test_two_leaders_who_add_the_same_name_at_once_make_one_login(
    store_url: str, clock: FakeClock
) -> None:
    store = Store(store_url)
    for name in ("lars", "lise"):
        await add_user(store, name=name, role="leder", password=PASSWORD)

    async def add(by: str) -> type[Exception] | None:
        try:
            async with store.write() as tx:
                leading = await staff.named(tx, by)
                await staff.add(
                    tx, name="kari", role="veileder", password_hash="!", by=leading, now=clock.now()
                )
        except HandoffError as refused:
            return type(refused)
        return None

    outcomes = await asyncio.gather(add("lars"), add("lise"))
    async with store.read() as tx:
        names = [login.name for login in await staff.logins(tx)]
    await store.close()
    assert set(outcomes) == {None, NameTaken}
    assert names == ["kari", "lars", "lise"]


@pytest.mark.store
async def test_the_operator_cannot_leave_nobody_to_lead(store_url: str, clock: FakeClock) -> None:
    store = Store(store_url)
    await add_user(store, name="lise", role="leder", password=PASSWORD)
    with pytest.raises(LastLeader):
        async with store.write() as tx:
            await staff.shut(tx, await staff.named(tx, "lise"), by=None, now=clock.now())
    async with store.read() as tx:
        assert (await tx.scalar(select(VeilederRow.shut_at))) is None
    await store.close()


def test_made_passwords_differ_and_have_no_letters_that_look_alike() -> None:
    made = {staff.new_password() for _ in range(200)}
    assert len(made) == 200
    assert not set("".join(made)) & set("il1o0")
