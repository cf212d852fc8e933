"""Training mode: choose a scripted parent, start, break off, and what to notice afterwards."""

from __future__ import annotations

from aiohttp import web

from handoff.chat import practising
from handoff.web.handlers.pages import page
from handoff.web.keys import PARTS
from handoff.web.reading import conversation_id, read_body, veileder
from handoff.web.schemas import EmptyBody, PracticeBody


async def choose_page(request: web.Request) -> web.Response:
    """The page to choose on. It holds nothing before somebody has signed in."""
    return page(request, "practice.html", "nb", view="choose")


async def points_page(request: web.Request) -> web.Response:
    """The page with the points to notice. The practice itself is fetched by its script, by its veileder only."""
    return page(request, "practice.html", "nb", view="points")


async def get_practice(request: web.Request) -> web.Response:
    """What can be practised on, and one's own practice."""
    parts = request.app[PARTS]
    async with parts.store.read() as tx:
        return web.json_response(await practising.choices_view(parts, tx, veileder(request)))


async def start(request: web.Request) -> web.Response:
    """Let a scripted parent come."""
    parts = request.app[PARTS]
    body = await read_body(request, PracticeBody)
    async with parts.store.write() as tx:
        row = await practising.start(parts, tx, veileder(request), body.script)
    return web.json_response({"id": row.id}, status=201)


async def get_review(request: web.Request) -> web.Response:
    """What to notice in a practice that is over, beside what was written."""
    parts = request.app[PARTS]
    async with parts.store.read() as tx:
        row = await practising.own(tx, conversation_id(request), veileder(request))
        return web.json_response(await practising.review(parts, tx, row))


async def stop(request: web.Request) -> web.Response:
    """Break a practice off."""
    parts = request.app[PARTS]
    await read_body(request, EmptyBody)
    async with parts.store.write() as tx:
        row = await practising.own(tx, conversation_id(request), veileder(request))
        await practising.stop(parts, tx, row)
    return web.Response(status=204)
