"""Builds the web application: used by the server and by every test."""

from __future__ import annotations

import logging
import sys
from collections.abc import AsyncIterator
from functools import cache
from typing import Any

from aiohttp import web

from content.errors import ContentError
from content.memory import loading
from handoff.assistant import Bot, HttpBot
from handoff.chat.reading import log_failure
from handoff.clock import Clock, SystemClock
from handoff.content import Content
from handoff.describer import ChildDescriber, Describer, NoDescriber
from handoff.describing import Describing
from handoff.metrics import Metrics
from handoff.opening import parse_opening
from handoff.parts import Parts
from handoff.settings import SettingRefused, Settings
from handoff.store.engine import Store
from handoff.store.migrate import upgrade
from handoff.sweeper import Sweeper
from handoff.turn_runner import TurnRunner
from handoff.web.access import Access
from handoff.web.handlers.pages import PAGES, make_pages
from handoff.web.keys import DESCRIBING, FLOOD, LOGINS, PARTS, SWEEPER, TURNS
from handoff.web.limits import Bucket, Logins
from handoff.web.middlewares import ACCESS, guarded, let_in, measured, shaped_errors
from handoff.web.openapi import openapi
from handoff.web.routes import ROUTES
from screening import ProtocolError

LARGEST_BODY = 256 * 1024
OPENAPI_PATH = "/api/openapi.json"


def build_app(
    settings: Settings,
    *,
    clock: Clock | None = None,
    bot: Bot | None = None,
    describer: Describer | None = None,
    content: Content | None = None,
    background: bool = True,
) -> web.Application:
    """The application on a migrated database. `background` False: nobody sweeps but who calls the sweeper."""
    parts = Parts(
        settings=settings,
        clock=clock or SystemClock(),
        opening=parse_opening(settings.open),
        store=Store(settings.database_url),
        content=content or Content(settings.resources, settings.data / "last_good" / "web"),
        bot=bot or HttpBot(f"http://127.0.0.1:{settings.bot_port}", settings.bot_secret),
        describer=describer or (ChildDescriber() if settings.statistical else NoDescriber()),
        metrics=Metrics(),
    )
    app = web.Application(
        middlewares=[guarded, measured, shaped_errors, let_in], client_max_size=LARGEST_BODY
    )
    logging.getLogger("aiohttp.server").addFilter(without_words)
    app[PARTS] = parts
    app[DESCRIBING] = Describing(parts)
    app[TURNS] = TurnRunner(parts, app[DESCRIBING])
    app[SWEEPER] = Sweeper(parts, app[TURNS], app[DESCRIBING])
    app[FLOOD] = Bucket(settings.flood_burst, settings.flood_per_minute)
    app[LOGINS] = Logins()
    app[PAGES] = make_pages()
    add_routes(app)
    app.on_shutdown.append(_release_pollers)
    app.cleanup_ctx.append(_running(background))
    return app


def add_routes(app: web.Application) -> None:
    """Put every route in the router, and who may call it in the table that lets in."""

    async def describe(_request: web.Request) -> web.Response:
        return web.json_response(_described())

    access: dict[tuple[str, str], Access] = {}
    calls = [(r.method, r.path, r.handler, r.access) for r in ROUTES]
    for method, path, handler, who in [*calls, ("GET", OPENAPI_PATH, describe, Access.PUBLIC)]:
        added = app.router.add_route(method, path, handler)
        assert added.resource is not None
        access[method, added.resource.canonical] = who
    app[ACCESS] = access


@cache
def _described() -> dict[str, Any]:
    """The table never changes, and making this of it takes a good part of the time that an application takes to start."""
    return openapi(ROUTES)


def _running(background: bool):  # type: ignore[no-untyped-def]  # aiohttp's own type for it is private
    async def running(app: web.Application) -> AsyncIterator[None]:
        parts = app[PARTS]
        await parts.store.listen()
        parts.describer.start()
        if background:
            app[SWEEPER].start()
        yield
        await app[SWEEPER].stop()
        await app[TURNS].close()
        await app[DESCRIBING].close()
        await parts.describer.close()
        await parts.bot.close()
        await parts.store.close()

    return running


async def _release_pollers(app: web.Application) -> None:
    app[PARTS].store.hub.close()


def without_words(record: logging.LogRecord) -> bool:
    """For aiohttp's own log, which tells the address a request came from, and the request itself, when it cannot read one."""
    problem = record.exc_info[1] if record.exc_info else None
    log_failure("request not served", problem or RuntimeError())
    return False


def main() -> None:
    """Serve until stopped. The access log is off: it would hold addresses."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        settings = Settings.from_env()
        settings.data.mkdir(parents=True, exist_ok=True)
        upgrade(settings.database_url)
        with loading():
            app = build_app(settings)
    except (SettingRefused, ContentError, ProtocolError) as problem:
        sys.exit(str(problem))  # sentences for the operator or the editor, with file and line
    web.run_app(app, host=settings.host, port=settings.port, access_log=None, print=None, shutdown_timeout=3)


if __name__ == "__main__":
    main()
