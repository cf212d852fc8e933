"""Closed by default; who may call what; sessions, origins, throttling."""

from __future__ import annotations

import re
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from house import PASSWORD, House

from handoff.web.access import Access
from handoff.web.handlers.pages import STAFF_PAGES
from handoff.web.middlewares import ACCESS
from handoff.web.routes import ROUTES, Route

ROLES = ("nobody", "parent", "veileder", "fagansvarlig", "leder")


def test_every_route_of_the_router_has_a_declared_access(house: House) -> None:
    declared = house.app[ACCESS]
    for route in house.app.router.routes():
        assert route.resource is not None
        assert (route.method, route.resource.canonical) in declared


async def test_a_route_without_declared_access_is_closed(create_client: Any) -> None:
    house: House = await create_client()
    await house.server.close()

    async def forgotten(_request: web.Request) -> web.Response:
        return web.Response(text="hemmelig")

    app = web.Application(middlewares=list(house.app.middlewares))
    for key in list(house.app):
        app[key] = house.app[key]
    app.router.add_get("/forgotten", forgotten)
    server = TestServer(app)
    await server.start_server()
    house.server = server
    response = await house.visitor().call("GET", "/forgotten")
    assert response.status == 403
    assert "hemmelig" not in await response.text()


def allowed(access: Access, role: str) -> bool:
    return access is Access.PUBLIC or role in access.value


def path_of(route: Route, conversation: str) -> str:
    path = route.path.replace("{id}", conversation).replace("{n}", "1")
    return re.sub(r"{kommunenummer}", "4601", path)


@pytest.mark.parametrize("role", ROLES)
async def test_each_role_reaches_exactly_its_routes(house: House, role: str) -> None:
    parent = await house.parent()
    caller = house.visitor()
    if role == "parent":
        caller = parent
    elif role != "nobody":
        caller = await house.as_veileder("en", role)
    for route in ROUTES:
        if (route.method, route.path) == ("DELETE", "/api/session"):
            continue  # signing out would end the walk
        response = await caller.call(route.method, path_of(route, parent.id), {} if route.body else None)
        refused = response.status in (401, 403)
        assert refused is not allowed(route.access, role), (role, route.method, route.path)


async def test_what_the_public_pages_show_before_anybody_signs_in_holds_nothing_of_anybody(
    house: House,
) -> None:
    """The consoles' pages are shells: what fills them comes from the interface, which asks who one is."""
    shells = [r.path for r in ROUTES if r.access is Access.PUBLIC and r.path.startswith("/konsoll")]
    assert len(shells) >= 4

    async def shown() -> list[str]:
        paths = [path.replace("{id}", "noe") for path in shells]
        return [await (await house.visitor().call("GET", path)).text() for path in paths]

    before = await shown()
    parent = await house.parent()
    await parent.say("hun er blå")
    veileder = await house.claimed(parent)
    await veileder.post("/api/shift-notes", {"text": "det var en rolig kveld"})
    await veileder.post(f"/api/conversations/{parent.id}/close")
    assert await shown() == before


async def test_signing_out_ends_the_session(house: House) -> None:
    veileder = await house.as_veileder()
    cookie = {"Cookie": "ventevakt_session=" + cookie_of(veileder)}
    assert (await veileder.call("DELETE", "/api/session")).status == 204
    stolen = await house.visitor().call("GET", "/api/queue", headers=cookie)
    assert stolen.status == 401


def cookie_of(caller: Any) -> str:
    return next(c.value for c in caller.http.cookie_jar if c.key == "ventevakt_session")


async def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(house: House) -> None:
    await house.as_veileder()
    visitor = house.visitor()
    response = await visitor.post("/api/session", {"username": "kari", "password": PASSWORD})
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Secure" not in cookie


async def test_behind_a_proxy_with_tls_the_cookie_is_secure(create_client: Any) -> None:
    house: House = await create_client(trusted_proxy=True)
    await house.as_veileder()
    response = await house.visitor().post(
        "/api/session", {"username": "kari", "password": PASSWORD}, headers={"X-Forwarded-Proto": "https"}
    )
    assert "Secure" in response.headers["Set-Cookie"]


async def test_a_session_ends_after_twelve_hours(house: House) -> None:
    veileder = await house.as_veileder()
    house.clock.advance(hours=12)
    assert (await veileder.call("GET", "/api/queue")).status == 401


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://ond.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
async def test_another_sites_page_cannot_act_for_a_veileder(house: House, headers: dict[str, str]) -> None:
    parent = await house.parent()
    veileder = await house.as_veileder()
    path = f"/api/conversations/{parent.id}/claim"
    assert (await veileder.post(path, headers=headers)).status == 403
    own = {"Origin": str(house.server.make_url("")).rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    assert (await veileder.post(path, headers=own)).status == 200


@pytest.mark.parametrize(("name", "password"), [("kari", "feil-passord-her"), ("finnes-ikke", PASSWORD)])
async def test_a_wrong_name_and_a_wrong_password_sound_the_same(
    house: House, name: str, password: str
) -> None:
    await house.as_veileder()
    response = await house.visitor().post("/api/session", {"username": name, "password": password})
    assert response.status == 401
    assert (await response.json())["error"] == "wrong_login"


async def test_guessing_is_slowed_down_and_waiting_helps(house: House) -> None:
    await house.as_veileder()
    visitor = house.visitor()
    wrong = {"username": "kari", "password": "feil-passord-her"}
    statuses = [(await visitor.post("/api/session", wrong)).status for _ in range(6)]
    assert statuses == [401] * 5 + [429]
    right = {"username": "kari", "password": PASSWORD}
    refused = await visitor.post("/api/session", right)
    assert refused.status == 429
    house.clock.advance(seconds=int(refused.headers["Retry-After"]))
    assert (await visitor.post("/api/session", right)).status == 204


async def test_a_new_password_ends_old_sessions(house: House) -> None:
    veileder = await house.as_veileder("kari")
    await house.as_veileder("kari")
    assert (await veileder.call("GET", "/api/queue")).status == 401


async def test_a_parents_token_opens_no_other_conversation(house: House) -> None:
    parent, other = await house.parent(), await house.parent()
    for method, path in [("GET", "messages"), ("POST", "human"), ("POST", "leave"), ("POST", "typing")]:
        response = await parent.call(method, f"/api/conversations/{other.id}/{path}")
        assert response.status == 404
    assert (await other.poll())["state"] == "waiting"


async def test_a_flood_of_new_conversations_from_one_place_is_slowed_down(create_client: Any) -> None:
    house: House = await create_client(flood_burst=5, flood_per_minute=30)
    visitor = house.visitor()
    for _ in range(5):
        assert (await visitor.post("/api/conversations")).status == 201
    refused = await visitor.post("/api/conversations")
    assert refused.status == 429
    assert (await refused.json())["error"] == "too_many"
    assert "113" in (await refused.json())["message"]
    house.clock.advance(seconds=int(refused.headers["Retry-After"]))
    assert (await visitor.post("/api/conversations")).status == 201


async def test_behind_a_proxy_places_are_told_apart(create_client: Any) -> None:
    house: House = await create_client(flood_burst=1, trusted_proxy=True)
    visitor = house.visitor()
    for address, status in [("192.0.2.1", 201), ("192.0.2.2", 201), ("192.0.2.1", 429)]:
        headers = {"X-Forwarded-For": f"10.0.0.1, {address}"}
        assert (await visitor.post("/api/conversations", headers=headers)).status == status


@pytest.mark.parametrize("role", ["veileder", "fagansvarlig", "leder"])
async def test_pages_for_staff_link_to_those_the_role_may_open_and_no_others(house: House, role: str) -> None:
    caller = await house.as_veileder("en", role)
    linked = {path for path, _, access in STAFF_PAGES if allowed(access, role)}
    shown = await (await caller.call("GET", "/konsoll/vaktrapport")).text()
    nav = shown[shown.index("<nav") : shown.index("</nav>")]
    assert set(re.findall(r'href="([^"]+)"', nav)) == linked
    assert re.findall(r'href="([^"]+)" aria-current="page"', nav) == ["/konsoll/vaktrapport"]
    for path in linked:
        assert (await caller.call("GET", path)).status == 200
