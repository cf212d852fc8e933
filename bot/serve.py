"""`python -m bot.serve`: the assistant's process, on loopback alone. It keeps nothing between turns."""

from bot import quiet  # isort: skip  # first: see there

import asyncio
import hmac
import json
import logging
import sys
import time
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.fingerprint import ModelError, require_same_pipeline
from bot.requests import RequestError, read
from bot.settings import Settings, SettingsError
from bot.turns import Message, StateError, TurnError
from content.errors import ContentError
from content.memory import loading
from screening import ProtocolError

if TYPE_CHECKING:
    from bot.assistant import Assistant

__all__ = ["build_app", "main", "quiet"]

ASSISTANT: web.AppKey["Assistant"] = web.AppKey("assistant")
SECRET: web.AppKey[str] = web.AppKey("secret", str)
HEALTH_LIMIT_S = 10.0
MAX_BODY = 256 * 1024
CANNED = Message(text="hei", findings={"level": "GREEN", "findings": [], "crisis": [], "show": None})

log = logging.getLogger("bot")


def build_app(assistant: "Assistant", secret: str) -> web.Application:
    """The two routes. Tests and the process use the same one."""
    app = web.Application(client_max_size=MAX_BODY, middlewares=[only_with_secret])
    app[ASSISTANT], app[SECRET] = assistant, secret
    app.router.add_post("/turn", turn)
    app.router.add_get("/healthz", healthz)
    return app


@web.middleware
async def only_with_secret(request: web.Request, handler: Any) -> web.StreamResponse:
    """Everything but /healthz needs the secret that web and bot were started with."""
    given = request.headers.get("X-Ventevakt-Secret", "")
    if request.path != "/healthz" and not hmac.compare_digest(given.encode(), request.app[SECRET].encode()):
        return error(403, "forbidden")
    response: web.StreamResponse = await handler(request)
    return response


async def turn(request: web.Request) -> web.Response:
    """Answer one turn. What broke is told in one word; the caller keeps the old state."""
    began = time.monotonic()
    try:
        asked = read(await request.json())
        replies, state = await request.app[ASSISTANT].turn(asked.state, asked.message())
    except (RequestError, StateError, ValueError) as refused:  # ValueError: not JSON, or not UTF-8
        return error(400, "bad_request", str(refused) if isinstance(refused, RequestError) else "body")
    except (TurnError, TimeoutError) as failed:
        log.error("turn failed: %s", str(failed) or type(failed).__name__)
        return error(503, "turn_failed")
    log.debug("turn took %.0f ms", (time.monotonic() - began) * 1000)
    return web.json_response({"replies": replies, "state": state}, dumps=dumps)


async def healthz(request: web.Request) -> web.Response:
    """Pass a canned turn through the worker thread: a bot that cannot answer is not well."""
    try:
        async with asyncio.timeout(HEALTH_LIMIT_S):
            replies, _ = await request.app[ASSISTANT].turn(None, CANNED)
    except (TurnError, TimeoutError) as failed:
        log.error("not healthy: %s", type(failed).__name__)
        return error(503, "turn_failed")
    return web.json_response({"status": "ok"}) if replies else error(503, "silent")


def error(status: int, word: str, field: str | None = None) -> web.Response:
    """An error as web reads it: one machine word, and the name of the field at most."""
    body = {"error": word} | ({"field": field} if field else {})
    return web.json_response(body, status=status)


def dumps(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False)


def main() -> None:
    """Start, or say in one line why not."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    try:
        settings = Settings.from_environment()
        require_same_pipeline(settings.model, settings.spacy_model)
        with loading():
            from bot.assistant import Assistant  # takes seconds: after what can be wrong at once

            assistant = Assistant(settings.model)
    except (SettingsError, ModelError, ContentError, ProtocolError) as reason:
        sys.stderr.write(f"{reason}\n")
        raise SystemExit(1) from None
    log.info("ready on port %d", settings.port)
    web.run_app(
        build_app(assistant, settings.secret),
        host="127.0.0.1",
        port=settings.port,
        access_log=None,
        print=None,
    )


if __name__ == "__main__":
    main()
