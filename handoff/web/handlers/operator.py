"""For the operator: alive, ready, figures. No personal data."""

from __future__ import annotations

from aiohttp import web
from sqlalchemy import func, select

from handoff.chat.rows import REAL
from handoff.parts import Parts
from handoff.store.tables import ConversationRow
from handoff.web.keys import PARTS


async def healthz(request: web.Request) -> web.Response:
    """The process runs and its database answers."""
    up = await request.app[PARTS].store.is_up()
    return web.json_response({"database": up}, status=200 if up else 503)


async def readyz(request: web.Request) -> web.Response:
    """Which layers are up. Ready without the bot too: screening, queue and human chat do not need it."""
    parts = request.app[PARTS]
    database, bot = await parts.store.is_up(), await parts.bot.is_up()
    return web.json_response(
        {"database": database, "rules": True, "statistical": parts.describer.state, "bot": bot},
        status=200 if database else 503,
    )


async def metrics(request: web.Request) -> web.Response:
    """Figures in Prometheus' format."""
    parts = request.app[PARTS]
    await count_states(parts)
    return web.Response(
        body=parts.metrics.page(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
    )


async def count_states(parts: Parts) -> None:
    """How many conversations of real parents are in each state now."""
    stmt = select(ConversationRow.state, func.count()).where(REAL).group_by(ConversationRow.state)
    async with parts.store.read() as tx:
        found = {state: int(number) for state, number in (await tx.execute(stmt)).tuples()}
    for state in ("waiting", "parked", "claimed", "closed", "left"):
        parts.metrics.states.labels(state=state).set(found.get(state, 0))
