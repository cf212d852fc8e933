"""Who may call what. Closed by default: a route whose access was not declared answers 403."""

from __future__ import annotations

from enum import Enum
from urllib.parse import urlsplit

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.life import hashed
from handoff.errors import NotAllowed, NotSignedIn
from handoff.store.tables import SessionRow
from handoff.users import who_is
from handoff.web.keys import CALLER, PARTS, Caller

COOKIE = "ventevakt_session"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
BEARER = "Bearer "


class Access(Enum):
    """Who a route is for. The value names the roles that may call it; a parent holds one conversation's token."""

    PUBLIC = frozenset[str]()  # an empty tuple would be no value at all to Enum before Python 3.11.4
    PARENT = frozenset({"parent"})
    EITHER = frozenset({"parent", "veileder", "fagansvarlig"})
    VEILEDER = frozenset({"veileder", "fagansvarlig"})
    STAFF = frozenset({"veileder", "fagansvarlig", "leder"})
    LEADER = frozenset({"fagansvarlig", "leder"})
    EDITOR = frozenset({"fagansvarlig"})
    LEADER_ALONE = frozenset({"leder"})


async def caller_of(request: web.Request, access: Access | None) -> Caller:
    """Who calls, when the route lets them. Raises NotSignedIn or NotAllowed."""
    if access is None:
        raise NotAllowed
    if access is Access.PUBLIC:
        return Caller()
    token = bearer_token(request)
    if token is not None:
        if "parent" not in access.value:
            raise NotAllowed
        return Caller(token_hash=hashed(token))
    if access is Access.PARENT:
        raise NotSignedIn
    return await veileder_of(request, access)


def bearer_token(request: web.Request) -> str | None:
    header = request.headers.get("Authorization", "")
    return header.removeprefix(BEARER).strip() if header.startswith(BEARER) else None


async def veileder_of(request: web.Request, access: Access) -> Caller:
    """The veileder whose cookie this is."""
    token = request.cookies.get(COOKIE)
    who = await who_is(request.app[PARTS], token) if token else None
    if who is None:
        raise NotSignedIn
    refuse_foreign_origin(request)
    if who.role not in access.value:
        raise NotAllowed
    return Caller(veileder=who, session=hashed(token or ""))


async def still_signed_in(request: web.Request, tx: AsyncSession) -> None:
    """A long poll outlives much: who was signed out or shut out meanwhile is told nothing more. Raises NotSignedIn."""
    session = request[CALLER].session
    if session is not None and await tx.get(SessionRow, session) is None:
        raise NotSignedIn


def refuse_foreign_origin(request: web.Request) -> None:
    """A browser says from which page a changing request comes; only our own pages may. Raises NotAllowed."""
    if request.method in SAFE_METHODS:
        return
    origin = request.headers.get("Origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.host
    if foreign or request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise NotAllowed
