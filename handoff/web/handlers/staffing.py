"""The leader's page about staffing: what the last saved simulation found."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import web

from handoff.clock import OSLO
from handoff.staffing.page import everything, grounds, pictures, summary
from handoff.staffing.saved import Saved, SavedUnreadable, figures_hash, read
from handoff.web.handlers.pages import staff_page, words_of
from handoff.web.keys import PARTS


async def staffing_page(request: web.Request) -> web.Response:
    """Pictures and tables of the last simulation; says so when there is none. Nothing is simulated here."""
    parts = request.app[PARTS]
    words = partial(_words, parts.texts)
    settings = parts.settings
    shown = await asyncio.to_thread(_shown, settings.data, settings.resources, words)
    return staff_page(request, "staffing.html", words=words, **shown)


def _words(texts: Any, id: str, **values: object) -> str:
    return words_of(texts, "nb", f"staffing_{id}", **values)


def _shown(data: Path, resources: Path, words: Any) -> dict[str, Any]:
    """What the template needs: `state` is none, unreadable or there; with `there` the rest."""
    try:
        saved = read(data)
    except SavedUnreadable:
        return {"state": "unreadable"}
    return {"state": "none"} if saved is None else _of(saved, resources, words)


def _of(saved: Saved, resources: Path, words: Any) -> dict[str, Any]:
    report = saved.report
    return {
        "state": "there",
        "made_at": f"{saved.made_at.astimezone(OSLO):%d.%m.%Y kl. %H.%M}",
        "changed": saved.figures != figures_hash(resources),
        "report": report,
        "summary": summary(report, words),
        "pictures": pictures(report, words),
        "everything": everything(report, words),
        "told": grounds(report.staffing, words, assumed=False),
        "assumed": grounds(report.staffing, words, assumed=True),
    }
