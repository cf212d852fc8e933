"""The leader's page about logins, and what it calls."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from handoff import staff
from handoff.chat.life import hashed
from handoff.errors import LoginNotPossible
from handoff.users import PasswordRefused, check_login, check_password_text, hash_of
from handoff.web.access import COOKIE
from handoff.web.handlers.pages import staff_page
from handoff.web.keys import PARTS
from handoff.web.reading import number_in_path, read_body, veileder
from handoff.web.schemas import EmptyBody, NewUserBody, PasswordBody, RoleBody


async def users_page(request: web.Request) -> web.Response:
    """The page; what it shows comes from the calls below."""
    return staff_page(request, "users.html")


async def get_users(request: web.Request) -> web.Response:
    """Every login, without anything of its password."""
    me = veileder(request).id
    async with request.app[PARTS].store.read() as tx:
        found = await staff.logins(tx)
    return web.json_response({"users": [view(login, me) for login in found]})


def view(login: staff.Login, me: int) -> dict[str, Any]:
    return {
        "id": login.id,
        "name": login.name,
        "role": login.role,
        "since": login.since.isoformat(),
        "last_seen": login.last_seen.isoformat() if login.last_seen else None,
        "shut": login.shut.isoformat() if login.shut else None,
        "once": login.once,
        "me": login.id == me,
    }


async def add_user(request: web.Request) -> web.Response:
    """Add a login; a password that was made here is told this once."""
    parts = request.app[PARTS]
    body = await read_body(request, NewUserBody)
    made = staff.new_password() if body.password is None else None
    password = made or body.password or ""
    try:
        check_login(body.name, body.role, password)
    except PasswordRefused as refused:
        raise LoginNotPossible(reasons=str(refused)) from None
    password_hash = await hash_of(password)
    async with parts.store.write() as tx:
        number = await staff.add(
            tx,
            name=body.name,
            role=body.role,
            password_hash=password_hash,
            by=veileder(request).id,
            now=parts.clock.now(),
        )
    return web.json_response({"id": number, "password": made}, status=201)


async def change_role(request: web.Request) -> web.Response:
    """Give somebody else another role."""
    parts = request.app[PARTS]
    body = await read_body(request, RoleBody)
    async with parts.store.write() as tx:
        await staff.change_role(
            tx, number_in_path(request, "n"), body.role, by=veileder(request).id, now=parts.clock.now()
        )
    parts.on_duty.forget()
    return web.Response(status=204)


async def set_password(request: web.Request) -> web.Response:
    """Give a login a new password; one that was made here is told this once."""
    parts = request.app[PARTS]
    body = await read_body(request, PasswordBody)
    made = staff.new_password() if body.password is None else None
    password = made or body.password or ""
    try:
        check_password_text(password)
    except PasswordRefused as refused:
        raise LoginNotPossible(reasons=str(refused)) from None
    password_hash = await hash_of(password)
    async with parts.store.write() as tx:
        await staff.set_password(
            tx,
            number_in_path(request, "n"),
            password_hash,
            by=veileder(request).id,
            now=parts.clock.now(),
            here=hashed(request.cookies.get(COOKIE, "")),
        )
    parts.on_duty.forget()
    return web.json_response({"password": made})


async def shut_user(request: web.Request) -> web.Response:
    """Shut somebody else's login: signed out at once, what it holds goes back to the queue."""
    parts = request.app[PARTS]
    await read_body(request, EmptyBody)
    async with parts.store.write() as tx:
        await staff.shut(tx, number_in_path(request, "n"), by=veileder(request).id, now=parts.clock.now())
    parts.on_duty.forget()
    return web.Response(status=204)


async def open_user(request: web.Request) -> web.Response:
    """Open a shut login again."""
    parts = request.app[PARTS]
    await read_body(request, EmptyBody)
    async with parts.store.write() as tx:
        await staff.reopen(tx, number_in_path(request, "n"), by=veileder(request).id, now=parts.clock.now())
    return web.Response(status=204)
