"""The running application under test, and the people who call it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp.test_utils import TestServer
from fakes import FakeBot, FakeContent, FakeDescriber
from support import FakeClock

from handoff.parts import Parts
from handoff.users import add_user
from handoff.web.keys import DESCRIBING, PARTS, SWEEPER, TURNS

PASSWORD = "langt-nok-passord"


@dataclass
class Caller:
    """Somebody with a browser: a parent (token) or a veileder (cookie)."""

    http: aiohttp.ClientSession
    token: str | None = None
    id: str = ""
    greeting: list[dict[str, Any]] = field(default_factory=list)

    async def call(self, method: str, path: str, body: Any = None, **more: Any) -> aiohttp.ClientResponse:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= more.pop("headers", {})
        if body is not None:
            more["json"] = body
        response = await self.http.request(method, path, headers=headers, **more)
        await response.read()
        return response

    async def post(self, path: str, body: Any = None, **more: Any) -> aiohttp.ClientResponse:
        return await self.call("POST", path, {} if body is None else body, **more)

    async def get(self, path: str, **params: Any) -> Any:
        response = await self.call("GET", path, params={k: str(v) for k, v in params.items()})
        assert response.status == 200, await response.text()
        return await response.json()

    async def say(self, words: str, choice: str | None = None, id: str | None = None) -> Any:
        """Send a message; the answer to the POST."""
        body: dict[str, Any] = {"client_id": str(uuid.uuid4()), "text": words}
        if choice:
            body["choice"] = choice
        response = await self.post(f"/api/conversations/{id or self.id}/messages", body)
        assert response.status == 201, await response.text()
        return await response.json()

    async def poll(self, after: int = 0, id: str | None = None, **params: Any) -> Any:
        return await self.get(f"/api/conversations/{id or self.id}/messages", after=after, **params)

    async def messages(self, id: str | None = None) -> list[dict[str, Any]]:
        return list((await self.poll(id=id))["messages"])

    async def texts(self, sender: str | None = None) -> list[str]:
        return [m["text"] for m in await self.messages() if sender in (None, m["sender"])]


@dataclass
class House:
    """The running application and everything a test may turn."""

    server: TestServer
    app: Any
    clock: FakeClock
    bot: FakeBot
    content: FakeContent
    describer: FakeDescriber
    sessions: list[aiohttp.ClientSession] = field(default_factory=list)

    @property
    def parts(self) -> Parts:
        return self.app[PARTS]

    def visitor(self) -> Caller:
        """A browser of its own, with its own cookies."""
        jar = aiohttp.CookieJar(unsafe=True)
        session = aiohttp.ClientSession(base_url=self.server.make_url("/"), cookie_jar=jar)
        self.sessions.append(session)
        return Caller(session)

    async def parent(self, **body: Any) -> Caller:
        """A parent who has just opened the chat."""
        caller = self.visitor()
        response = await caller.post("/api/conversations", body)
        assert response.status == 201, await response.text()
        opened = await response.json()
        caller.token, caller.id, caller.greeting = opened["token"], opened["id"], opened["messages"]
        return caller

    async def as_veileder(self, name: str = "kari", role: str = "veileder") -> Caller:
        """A signed-in member of staff."""
        await add_user(self.parts.store, name=name, role=role, password=PASSWORD)
        caller = self.visitor()
        response = await caller.post("/api/session", {"username": name, "password": PASSWORD})
        assert response.status == 204, await response.text()
        return caller

    async def claimed(self, parent: Caller, name: str = "kari") -> Caller:
        """A veileder who has taken this parent's conversation."""
        veileder = await self.as_veileder(name)
        response = await veileder.post(f"/api/conversations/{parent.id}/claim")
        assert response.status == 200, await response.text()
        return veileder

    async def settle(self) -> None:
        """Wait until nothing is being described and no turn of the assistant is running."""
        await self.app[DESCRIBING].idle()
        await self.app[TURNS].idle()

    async def pass_time(self, **delta: float) -> None:
        """Let time pass, then everything happen that falls due."""
        self.clock.advance(**delta)
        await self.app[SWEEPER].sweep()
        await self.settle()

    async def close(self) -> None:
        for session in self.sessions:
            await session.close()
        await self.server.close()
