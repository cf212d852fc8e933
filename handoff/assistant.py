"""The assistant as seen from web: one call, `POST /turn`, that either answers in shape within 3 s or has failed."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal, Protocol

import aiohttp
from pydantic import BaseModel, ConfigDict, Field, ValidationError

SECRET_HEADER = "X-Ventevakt-Secret"  # noqa: S105  the header's name
LIMIT_S = 3.0
STATE_LIMIT = 20_000


class TurnFailed(Exception):  # noqa: N818  says what happened
    """No usable answer. `outcome` is timeout, unreachable, refused or nonsense."""

    def __init__(self, outcome: str) -> None:
        super().__init__(outcome)
        self.outcome = outcome


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Choice(_Strict):
    """A button."""

    label: Annotated[str, Field(min_length=1, max_length=120)]
    value: Annotated[str, Field(min_length=1, max_length=80)]


class Reply(_Strict):
    """One message of the assistant. It never makes an emergency message: only web does."""

    kind: Literal["text", "question", "strategy", "service", "notice"]
    text: Annotated[str, Field(min_length=1, max_length=4000)]
    choices: Annotated[list[Choice], Field(max_length=12)] = Field(default_factory=list)
    asks: str | None = None
    source: Any = None


class DialogueState(_Strict):
    """What the bot wants back next time: slots and the active form, no events, no text."""

    v: int
    slots: dict[str, Any]
    active_loop: str | dict[str, Any] | None


class TurnReply(_Strict):
    """The answer to one turn."""

    replies: Annotated[list[Reply], Field(max_length=8)]
    state: DialogueState


class Bot(Protocol):
    """Anything that takes turns."""

    async def turn(self, request: dict[str, Any]) -> TurnReply:
        """Answer one turn, or raise TurnFailed."""
        ...

    async def is_up(self) -> bool:
        """Whether it answers."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class HttpBot:
    """The bot process on loopback."""

    def __init__(self, url: str, secret: str) -> None:
        self._url = url
        self._secret = secret
        self._http: aiohttp.ClientSession | None = None

    def _session(self) -> aiohttp.ClientSession:
        if self._http is None:
            self._http = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=LIMIT_S), headers={SECRET_HEADER: self._secret}
            )
        return self._http

    async def turn(self, request: dict[str, Any]) -> TurnReply:
        try:
            return await asyncio.wait_for(self._ask(request), LIMIT_S)
        except TimeoutError:
            raise TurnFailed("timeout") from None
        except aiohttp.ClientError:
            raise TurnFailed("unreachable") from None

    async def _ask(self, request: dict[str, Any]) -> TurnReply:
        try:
            return await self._post(request)
        except aiohttp.ServerDisconnectedError:  # a connection left over from a bot that was started anew
            return await self._post(request)

    async def _post(self, request: dict[str, Any]) -> TurnReply:
        async with self._session().post(f"{self._url}/turn", json=request) as answer:
            if answer.status != 200:
                raise TurnFailed("refused")
            return read_reply(await answer.read())

    async def is_up(self) -> bool:
        try:
            async with self._session().get(f"{self._url}/healthz") as answer:
                return answer.status == 200
        except (TimeoutError, aiohttp.ClientError):
            return False

    async def close(self) -> None:
        if self._http:
            await self._http.close()


def read_reply(body: bytes) -> TurnReply:
    """The answer in its shape. Raises TurnFailed for anything else; the words stay out of the error."""
    try:
        reply = TurnReply.model_validate_json(body)
    except ValidationError:
        raise TurnFailed("nonsense") from None
    if len(reply.state.model_dump_json()) > STATE_LIMIT:
        raise TurnFailed("nonsense")
    return reply
