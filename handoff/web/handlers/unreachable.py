"""The page a parent's browser keeps for when web cannot be reached, and the worker that keeps it.

The browser keeps this page in three languages and its style sheets, and nothing else: no conversation, no answer of the
interface, not the chat itself. It is named by what it holds, so that a change of words or numbers is fetched at the next visit.
"""

from __future__ import annotations

import hashlib
import json

from aiohttp import web

from handoff.web.handlers.pages import CONSOLE, LANGUAGES, page

PATH = "/uten-nett"
SHEETS = ("base.css", "parent.css")


async def unreachable_page(request: web.Request) -> web.Response:
    """«Vi får ikke kontakt», with the numbers: what the worker keeps, one for each language (`?lang=`)."""
    language = request.query.get("lang", "nb")
    return kept_page(request, language if language in LANGUAGES else "nb")


async def worker(request: web.Request) -> web.Response:
    """The service worker of the parent's page, told what to keep. It lies at the root, since it may act only below itself."""
    texts = [kept_page(request, language).text or "" for language in LANGUAGES]
    sheets = [(CONSOLE / "static" / name).read_text("utf-8") for name in SHEETS]
    kept = {
        "name": "ventevakt-" + hashlib.sha256("".join([*texts, *sheets]).encode()).hexdigest()[:16],
        "pages": {language: f"{PATH}?lang={language}" for language in LANGUAGES},
        "sheets": [sheet_path(name) for name in SHEETS],
    }
    script = (CONSOLE / "static" / "worker.js").read_text("utf-8")
    return web.Response(
        text=f"const KEPT = {json.dumps(kept)};\n{script}", content_type="text/javascript", charset="utf-8"
    )


def kept_page(request: web.Request, language: str) -> web.Response:
    return page(request, "unreachable.html", language, sheets=[sheet_path(name) for name in SHEETS])


def sheet_path(name: str) -> str:
    """An address of its own, so that the worker never stands between the other pages and their style sheets."""
    return f"/static/{name}?uten-nett"
