"""The page where staff keep the directory right, and what they see and do there. Reading is for all staff."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from directory.edit import Edit, Edited
from directory.services import local_views
from handoff.directory_changes import history, open_reports, report_out, save_edit, see_to, try_edit, undo
from handoff.directory_page import (
    STAFF_LANGUAGE,
    as_parents_read,
    counted,
    day_of,
    kommune_for_staff,
    search,
    with_age,
)
from handoff.parts import Parts
from handoff.web.access import Access
from handoff.web.handlers.content import LONGEST_SEARCH, known_kommune, plain
from handoff.web.handlers.pages import page
from handoff.web.keys import PARTS
from handoff.web.reading import number_in_path, read_body, veileder
from handoff.web.schemas import EditBody, EmptyBody

LANGUAGES = ("nb", "nn")


async def directory_page(request: web.Request) -> web.Response:
    """The page. It holds nothing before somebody has signed in."""
    return page(request, "directory.html", STAFF_LANGUAGE)


async def get_overview(request: web.Request) -> web.Response:
    """What is reported, what was changed last, and how much is in which state."""
    parts, who = request.app[PARTS], veileder(request)
    async with parts.store.read() as tx:
        reports, changes = await _reports(parts, tx), await history(parts, tx)
    return web.json_response(
        {
            "me": {"name": who.name, "role": who.role},
            "may_edit": who.role in Access.EDITOR.value,
            "content_problems": [str(problem) for problem in parts.content.problems],
            "counts": counted(parts.content.directory, day_of(parts.clock.now())),
            "reports": reports,
            "changes": changes,
        }
    )


async def find(request: web.Request) -> web.Response:
    """The kommuner that a number, a name or a place means."""
    found = search(request.app[PARTS].content.directory, request.query.get("q", "")[:LONGEST_SEARCH])
    hits = [{"kommunenummer": one.kommunenummer, "navn": one.entydig} for one in found]
    return web.json_response({"kommuner": hits})


async def get_kommune(request: web.Request) -> web.Response:
    """Everything about one kommune: its services with state and age, its reports and its changes."""
    parts, number = request.app[PARTS], known_number(request)
    now = parts.clock.now()
    async with parts.store.read() as tx:
        reports, changes = await _reports(parts, tx, number), await history(parts, tx, number)
    shown = kommune_for_staff(parts.content.directory, number, day_of(now), parts.texts)
    parents = {
        language: as_parents_read(
            parts.directory.services(number, now=now, language=language), parts.texts, language
        )
        for language in LANGUAGES
    }
    return web.json_response({**shown, "parents": parents, "reports": reports, "changes": changes})


async def get_services(request: web.Request) -> web.Response:
    """The services as a parent sees them, with their age and what is reported about them."""
    parts, number = request.app[PARTS], known_number(request)
    now = parts.clock.now()
    async with parts.store.read() as tx:
        reports = await _reports(parts, tx, number)
    views = [plain(view) for view in parts.directory.services(number, now=now, language=STAFF_LANGUAGE)]
    services = with_age(views, reports, day_of(now), parts.texts)
    navn = known_kommune(parts, number).entydig
    return web.json_response({"kommunenummer": number, "navn": navn, "services": services})


async def check_change(request: web.Request) -> web.Response:
    """What a change would do, and what a parent would then see. Nothing is written."""
    parts, number = request.app[PARTS], known_number(request)
    body = await read_body(request, EditBody)
    _, edited = await try_edit(parts, _edit(number, body), shared=body.shared, seen=body.seen)
    kind, now = body.what.partition(".")[0], parts.clock.now()
    preview = {language: _preview(parts, edited, number, kind, now, language) for language in LANGUAGES}
    return web.json_response({**_told(edited), **preview})


async def change(request: web.Request) -> web.Response:
    """Change one fact about a service."""
    parts, number = request.app[PARTS], known_number(request)
    body = await read_body(request, EditBody)
    edited = await save_edit(
        parts, veileder(request), _edit(number, body), shared=body.shared, seen=body.seen
    )
    return web.json_response(_told(edited), status=201)


async def undo_change(request: web.Request) -> web.Response:
    """Take a change back, as a new change."""
    await read_body(request, EmptyBody)
    undone = await undo(request.app[PARTS], veileder(request), number_in_path(request, "n"))
    return web.json_response(_told(undone), status=201)


async def see_to_report(request: web.Request) -> web.Response:
    """Mark a report as seen to."""
    await read_body(request, EmptyBody)
    await see_to(request.app[PARTS], veileder(request), number_in_path(request, "n"))
    return web.Response(status=204)


def known_number(request: web.Request) -> str:
    """The kommunenummer in the path, of a kommune that exists. Raises NotFound."""
    number = request.match_info["kommunenummer"]
    known_kommune(request.app[PARTS], number)
    return number


def _edit(number: str, body: EditBody) -> Edit:
    return Edit(number, body.what, body.value, body.source, body.checked)


def _told(edited: Edited) -> dict[str, Any]:
    return {
        "changed": list(edited.changed.values()),
        "elsewhere": list(edited.elsewhere.values()),
        "said": edited.said,
    }


def _preview(parts: Parts, edited: Edited, number: str, kind: str, now: datetime, language: str) -> list[str]:
    texts = parts.content.directory.texts
    views = local_views(edited.kommuner[number], kind, now=now, language=language, texts=texts)  # type: ignore[arg-type]  # the change was possible, so it is a kind
    return as_parents_read(views, parts.texts, language)


async def _reports(parts: Parts, tx: AsyncSession, number: str | None = None) -> list[dict[str, Any]]:
    return [report_out(parts, row) for row in await open_reports(tx, number)]
