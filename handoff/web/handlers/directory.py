"""The page where staff keep the directory right, and what they see and do there. Reading is for all staff."""

from __future__ import annotations

import asyncio
import re
from base64 import b64encode
from datetime import datetime
from hashlib import sha256
from typing import Any

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from directory.boundaries import FILE as BOUNDARIES
from directory.boundaries import Ring, read_boundaries
from directory.coverage_map import coverage_page
from directory.edit import Edit, Edited
from directory.edit_request import SITE
from directory.model import KINDS
from directory.services import local_views
from handoff.directory_changes import (
    history,
    listed_reports,
    open_reports,
    report_out,
    save_edit,
    see_to,
    try_edit,
    undo,
)
from handoff.directory_page import (
    STAFF_LANGUAGE,
    as_parents_read,
    counted,
    day_of,
    kommune_for_staff,
    search,
    with_age,
)
from handoff.directory_stale import to_look_at
from handoff.parts import Parts
from handoff.web.access import Access
from handoff.web.handlers.content import LONGEST_SEARCH, known_kommune, plain
from handoff.web.handlers.pages import page, pages_for
from handoff.web.keys import PARTS
from handoff.web.reading import number_in_path, read_body, veileder
from handoff.web.schemas import EditBody, EmptyBody

LANGUAGES = ("nb", "nn")
PATH = "/konsoll/tjenester"
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


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
            "pages": [
                {"path": path, "name": parts.texts.get(id, STAFF_LANGUAGE)}
                for path, id in pages_for(who.role)
                if path != PATH
            ],
            "content_problems": [str(problem) for problem in parts.content.problems],
            "doubts": [str(doubt) for doubt in parts.content.directory.doubts],
            "counts": counted(parts.content.directory, day_of(parts.clock.now())),
            "reports": reports,
            "changes": changes,
        }
    )


async def get_stale(request: web.Request) -> web.Response:
    """What is reported, missing, unverified or too old, over all kommuner."""
    parts = request.app[PARTS]
    async with parts.store.read() as tx:
        reports = await listed_reports(tx)
    today = day_of(parts.clock.now())
    return web.json_response({"kommuner": to_look_at(parts.content.directory, reports, today, parts.texts)})


async def coverage_map(request: web.Request) -> web.Response:
    """What is known of each kommune, as a map and in tables. Its one style sheet stands in the page and is let in by its hash."""
    parts = request.app[PARTS]
    kommuner, today = parts.content.directory.kommuner, day_of(parts.clock.now())

    def work() -> str:
        return coverage_page(kommuner, _boundaries(parts), today=today, home=PATH)

    html = await asyncio.to_thread(work)
    style = b64encode(sha256(_STYLE.findall(html)[0].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; frame-ancestors 'none'"
    return web.Response(text=html, content_type="text/html", headers={"Content-Security-Policy": policy})


def _boundaries(parts: Parts) -> dict[str, list[Ring]]:
    """The outlines of the kommuner; none when their file is gone or broken: the tables say the same."""
    try:
        return read_boundaries(parts.settings.resources / BOUNDARIES)
    except (OSError, ValueError):
        return {}


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
    views = [
        view
        for one in KINDS
        if kind in {one, SITE}
        for view in local_views(edited.kommuner[number], one, now=now, language=language, texts=texts)
    ]
    return as_parents_read(views, parts.texts, language)


async def _reports(parts: Parts, tx: AsyncSession, number: str | None = None) -> list[dict[str, Any]]:
    return [report_out(parts, row) for row in await open_reports(tx, number)]
