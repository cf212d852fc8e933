"""Reading requests: JSON bodies in their shape, numbers in the query, the conversation a caller may reach."""

from __future__ import annotations

import json
from typing import TypeVar

from aiohttp import web
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.claims import Veileder, held_by, may_read
from handoff.chat.rows import lock
from handoff.errors import BadRequest, NotFound, TooLong
from handoff.store.tables import ConversationRow
from handoff.web.keys import CALLER
from handoff.web.schemas import Body

BodyT = TypeVar("BodyT", bound=Body)


async def read_body(request: web.Request, shape: type[BodyT]) -> BodyT:
    """The JSON body in its shape; an absent body is {}. Raises BadRequest, TooLong."""
    try:
        raw = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise TooLong from None
    except (web.RequestPayloadError, web.PayloadAccessError):  # not packed as it says, or cut off
        raise BadRequest from None
    if not raw:
        raw = b"{}"
    elif request.content_type != "application/json":
        raise BadRequest
    try:
        return shape.model_validate(without_half_characters(json.loads(raw)))
    except (ValidationError, ValueError, RecursionError):
        raise BadRequest from None


def without_half_characters(body: object) -> object:
    """The body without halves of characters in its texts: a page that cuts an emoji in two may send them."""
    if not isinstance(body, dict):
        return body
    return {k: v.encode("utf-8", "ignore").decode() if isinstance(v, str) else v for k, v in body.items()}


def number_in_query(request: web.Request, name: str, default: int, highest: int = 2**53) -> int:
    """A whole number from 0 in the query. Raises BadRequest."""
    text = request.query.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 17):
        raise BadRequest
    return min(int(text), highest)


def number_in_path(request: web.Request, name: str) -> int:
    """A row's number in the path. Raises NotFound for anything else."""
    text = request.match_info[name]
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NotFound
    return int(text)


def conversation_id(request: web.Request) -> str:
    return request.match_info["id"]


def veileder(request: web.Request) -> Veileder:
    """The signed-in veileder of a route that needs one."""
    who = request[CALLER].veileder
    assert who is not None, "the route's access sees to it"
    return who


async def reachable(request: web.Request, tx: AsyncSession) -> ConversationRow:
    """The conversation for reading: the parent's own by token, or one this veileder may open."""
    caller = request[CALLER]
    if caller.veileder:
        return await may_read(tx, conversation_id(request), caller.veileder)
    return await own(request, tx)


async def writable(request: web.Request, tx: AsyncSession) -> ConversationRow:
    """The conversation for writing: the parent's own by token, or one this veileder holds."""
    caller = request[CALLER]
    if caller.veileder:
        return await held_by(tx, conversation_id(request), caller.veileder)
    return await own(request, tx)


async def own(request: web.Request, tx: AsyncSession) -> ConversationRow:
    """The conversation whose token this is. An unknown one and a wrong token give the same answer: NotFound."""
    row = await lock(tx, conversation_id(request))
    if row.token_hash != request[CALLER].token_hash:
        raise NotFound
    return row
