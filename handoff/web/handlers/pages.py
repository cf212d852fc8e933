"""What every page is made with, and the parent's page and the console. Words come from resources/texts, looks from handoff/console."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy.exc import SQLAlchemyError

from handoff.chat.service import opens_in_words, service_now
from handoff.errors import NotFound
from handoff.parts import Parts
from handoff.web.access import Access
from handoff.web.keys import PARTS
from handoff.web.reading import veileder

CONSOLE = Path(__file__).resolve().parents[2] / "console"
LANGUAGES = ("nb", "nn", "en")
DATABASE_S = 1.0
PAGES = web.AppKey("pages", Environment)
STAFF_PAGES = (
    ("/konsoll", "reports_page_console", Access.VEILEDER),
    ("/konsoll/statistikk", "reports_page_statistics", Access.LEADER_ALONE),
    ("/konsoll/bemanning", "reports_page_staffing", Access.LEADER_ALONE),
    ("/konsoll/brukere", "reports_page_users", Access.LEADER_ALONE),
    ("/konsoll/temaforslag", "reports_page_rates", Access.LEADER),
    ("/konsoll/vaktrapport", "reports_page_shift", Access.STAFF),
    ("/konsoll/tjenester", "reports_page_directory", Access.STAFF),
)


def make_pages() -> Environment:
    """The templates; a name a template asks for and does not get is an error."""
    return Environment(
        loader=FileSystemLoader(CONSOLE / "templates"), autoescape=True, undefined=StrictUndefined
    )


async def parent_page(request: web.Request) -> web.Response:
    """The parent's page, in bokmål, nynorsk or English (`?lang=`)."""
    parts = request.app[PARTS]
    language = request.query.get("lang", "nb")
    language = language if language in LANGUAGES else "nb"
    return page(request, "parent.html", language, service=await told(parts, language))


async def console_page(request: web.Request) -> web.Response:
    """The veileder's page. It holds nothing before somebody has signed in."""
    categories = request.app[PARTS].content.categories
    return page(request, "console.html", "nb", choices=categories.choices())


async def static_file(request: web.Request) -> web.StreamResponse:
    """A file of the pages' looks and scripts."""
    root = CONSOLE / "static"
    try:
        file = (root / request.match_info["path"]).resolve()
        found = file.is_relative_to(root) and file.is_file()
    except (ValueError, OSError):  # no file can be named so: a NUL, or longer than a name may be
        found = False
    if not found:
        raise NotFound
    return web.FileResponse(file)


async def told(parts: Parts, language: str) -> dict[str, Any]:
    """`{answers, opens}`: whether a veileder answers now, and in words when it opens, if it is closed."""
    now = parts.clock.now()
    opens_at = parts.opening.next_opening(now)
    return {
        "answers": parts.opening.is_open(now) and await somebody_is_here(parts),
        "opens": opens_in_words(opens_at, now, language) if opens_at else None,
    }


async def somebody_is_here(parts: Parts) -> bool:
    """Whether a veileder is here. The page has the numbers to ring, so it comes without the database too: nothing is said then."""
    try:
        async with asyncio.timeout(DATABASE_S), parts.store.read() as tx:
            return (await service_now(parts, tx)).veileder_here
    except (SQLAlchemyError, OSError, TimeoutError):
        return True


def page(request: web.Request, template: str, language: str, **more: Any) -> web.Response:
    """A page with its words."""
    texts = request.app[PARTS].texts
    words = partial(words_of, texts, language)
    html = request.app[PAGES].get_template(template).render(language=language, texts=words, **more)
    return web.Response(text=html, content_type="text/html")


def staff_page(request: web.Request, template: str, **more: Any) -> web.Response:
    """A page for those signed in, with links to the other pages this one's role may open."""
    links = pages_for(veileder(request).role)
    return page(request, template, "nb", links=links, here=request.path, **more)


def pages_for(role: str) -> list[tuple[str, str]]:
    """The path and the text id of each page for staff that a role may open."""
    return [(path, id) for path, id, access in STAFF_PAGES if role in access.value]


def words_of(texts: Any, language: str, id: str, **values: object) -> str:
    """The text of an id in the page's language."""
    return str(texts.get(id, language, **values))
