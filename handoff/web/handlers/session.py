"""Signing in and out."""

from __future__ import annotations

from aiohttp import web

from handoff.chat.claims import audit
from handoff.errors import ChoosePassword, LoginShut, TooMany, WrongLogin
from handoff.users import (
    SESSION_LASTS,
    SHORTEST_PASSWORD,
    check_password,
    choose_password,
    close_session,
    open_session,
)
from handoff.web.access import COOKIE, refuse_foreign_origin
from handoff.web.keys import LOGINS, PARTS
from handoff.web.limits import address_of
from handoff.web.reading import read_body
from handoff.web.schemas import LoginBody


async def sign_in(request: web.Request) -> web.Response:
    """Check name and password, set the cookie; a password that somebody else chose is replaced by one's own first."""
    parts, logins = request.app[PARTS], request.app[LOGINS]
    refuse_foreign_origin(request)
    body = await read_body(request, LoginBody)
    address = address_of(request, trusted_proxy=parts.settings.trusted_proxy)
    now = parts.clock.now()
    if seconds := logins.pause(body.username, address, now):
        raise TooMany(retry_after=seconds)
    known = await check_password(parts, body.username, body.password)
    if known is None:
        logins.wrong(body.username, address, now)
        raise WrongLogin
    logins.right(body.username, address, now)
    if known.shut:
        raise LoginShut
    if body.new_password is not None:
        await choose_password(parts, known, body.new_password, body.password)
    elif known.once:
        raise ChoosePassword(name=SHORTEST_PASSWORD)
    who = known.who
    token = await open_session(parts, who)
    async with parts.store.write() as tx:
        audit(parts, tx, who, "sign_in", None)
    response = web.Response(status=204)
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(SESSION_LASTS.total_seconds()),
        httponly=True,
        samesite="Strict",
        secure=is_https(request),
        path="/",
    )
    return response


def is_https(request: web.Request) -> bool:
    """Whether the browser came over TLS, perhaps to a proxy of one's own."""
    trusted = request.app[PARTS].settings.trusted_proxy
    forwarded = request.headers.get("X-Forwarded-Proto", "") if trusted else ""
    return (forwarded or request.scheme) == "https"


async def sign_out(request: web.Request) -> web.Response:
    """End the session. Without one nothing happens."""
    refuse_foreign_origin(request)
    if token := request.cookies.get(COOKIE):
        await close_session(request.app[PARTS], token)
    response = web.Response(status=204)
    response.del_cookie(COOKIE, path="/")
    return response
