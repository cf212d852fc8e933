"""What the app and its requests carry."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from handoff.chat.claims import Veileder
from handoff.describing import Describing
from handoff.parts import Parts
from handoff.sweeper import Sweeper
from handoff.turn_runner import TurnRunner
from handoff.web.limits import Bucket, Logins


@dataclass(frozen=True)
class Caller:
    """Who asks: a parent's token (hashed), a veileder with their session's (hashed), or nobody in particular."""

    token_hash: str | None = None
    veileder: Veileder | None = None
    session: str | None = None


PARTS = web.AppKey("parts", Parts)
DESCRIBING = web.AppKey("describing", Describing)
TURNS = web.AppKey("turns", TurnRunner)
SWEEPER = web.AppKey("sweeper", Sweeper)
FLOOD = web.AppKey("flood", Bucket)
LOGINS = web.AppKey("logins", Logins)
CALLER = web.RequestKey("caller", Caller)
