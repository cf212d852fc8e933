"""Canned replies and the directory of local services."""

from __future__ import annotations

import dataclasses
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.claims import Veileder, audit
from handoff.directory_changes import open_reports
from handoff.errors import BadRequest, NotFound
from handoff.parts import Parts
from handoff.store.tables import ReportRow
from handoff.web.keys import PARTS
from handoff.web.reading import read_body, veileder
from handoff.web.schemas import ReportBody

LANGUAGES = ("nb", "nn", "en")
LONGEST_SEARCH = 100


async def get_replies(request: web.Request) -> web.Response:
    """Canned replies in the parent's language."""
    replies = request.app[PARTS].content.replies
    return web.json_response({"replies": replies.in_language(language_in_query(request))})


def language_in_query(request: web.Request) -> str:
    language = request.query.get("language", "nb")
    if language not in LANGUAGES:
        raise BadRequest
    return language


async def find_kommuner(request: web.Request) -> web.Response:
    """The kommuner that a place name means; several: ambiguous."""
    places = request.app[PARTS].directory.find_places(request.query.get("q", "")[:LONGEST_SEARCH], asked=True)
    found = {place.kommunenummer: place.navn for place in places if place.kommunenummer}
    return web.json_response(
        {"kommuner": [{"kommunenummer": number, "navn": navn} for number, navn in found.items()]}
    )


async def get_kommune(request: web.Request) -> web.Response:
    """The services of a kommune, ready to show."""
    parts = request.app[PARTS]
    number = request.match_info["kommunenummer"]
    kommune = known_kommune(parts, number)
    views = parts.directory.services(number, now=parts.clock.now(), language=language_in_query(request))
    return web.json_response(
        {"kommunenummer": number, "navn": kommune.entydig, "services": [plain(view) for view in views]}
    )


def known_kommune(parts: Parts, number: str) -> Any:
    """The kommune with this number. Raises NotFound."""
    try:
        return parts.directory.kommune(number)
    except KeyError:
        raise NotFound from None


def plain(view: Any) -> dict[str, Any]:
    """A service as JSON: dates and times as text."""
    values = dataclasses.asdict(view) if dataclasses.is_dataclass(view) else dict(vars(view))  # type: ignore[arg-type]  # an instance
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in values.items()}


async def report(request: web.Request) -> web.Response:
    """A veileder says that something about a kommune's services is wrong. Said again while it is open: the same report."""
    parts = request.app[PARTS]
    number = request.match_info["kommunenummer"]
    known_kommune(parts, number)
    body = await read_body(request, ReportBody)
    who = veileder(request)
    async with parts.store.write() as tx:
        same = [
            row
            for row in await open_reports(tx, number)
            if (row.service, row.note) == (body.service, body.note)
        ]
        row = same[0] if same else await add_report(parts, tx, who, number, body)
    return web.json_response({"id": row.id}, status=201)


async def add_report(
    parts: Parts, tx: AsyncSession, who: Veileder, number: str, body: ReportBody
) -> ReportRow:
    """A new report, open until somebody has seen to it."""
    row = ReportRow(
        kommunenummer=number,
        service=body.service,
        note=body.note,
        veileder_id=who.id,
        created_at=parts.clock.now(),
    )
    tx.add(row)
    audit(parts, tx, who, "report", None)
    await tx.flush()
    return row
