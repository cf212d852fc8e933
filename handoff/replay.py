"""`ventevakt replay`: play parents' scripts against a running Ventevakt, through its public HTTP interface alone."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator, Iterable
from typing import Any

import aiohttp

NO_SCRIPT = 'Linje {number} er ikke et manus. Skriv {{"id": "...", "turns": ["...", {{"text": "...", "choice": "..."}}]}}.'
NOBODY = "Fant ingen Ventevakt på {url}. Er adressen riktig, og kjører den?"
ANSWER_WITHIN_S = 8.0
QUIET_S = 0.4  # nothing new and nobody typing for so long: the answer is complete


class NotReplayed(Exception):  # noqa: N818  the name says what happened
    """What was given cannot be played; the text says why in Norwegian."""


def read_scripts(lines: Iterable[str]) -> list[dict[str, Any]]:
    """The scripts of JSON lines {"id", "turns": [text or {"text", "choice"}]}. Raises NotReplayed with the first bad line."""
    scripts = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                script = json.loads(line)
            except ValueError:
                script = None
            if not is_script(script):
                raise NotReplayed(NO_SCRIPT.format(number=number))
            scripts.append(script)
    return scripts


def is_script(script: Any) -> bool:
    turns = script.get("turns") if isinstance(script, dict) else None
    return isinstance(turns, list) and all(isinstance(turn, str | dict) for turn in turns)


async def replay_scripts(
    lines: Iterable[str], *, url: str, user: str, password: str
) -> AsyncIterator[dict[str, Any]]:
    """For each script yield what the parent was told and the veileder sees. Raises NotReplayed."""
    scripts = read_scripts(lines)
    base = url.rstrip("/")
    jar = aiohttp.CookieJar(unsafe=True)  # else the cookies of a bare address like 127.0.0.1 are dropped
    try:
        async with aiohttp.ClientSession(
            base_url=base + "/", headers={"Origin": base}, cookie_jar=jar
        ) as http:
            await sign_in(http, user, password)
            for script in scripts:
                yield await play(http, script)
    except (aiohttp.ClientError, ValueError) as problem:  # nobody answers, or somebody else does
        raise NotReplayed(NOBODY.format(url=url)) from problem


async def sign_in(http: aiohttp.ClientSession, user: str, password: str) -> None:
    """Raises NotReplayed with the service's own sentence when the login is refused."""
    async with http.post("api/session", json={"username": user, "password": password}) as reply:
        if reply.status != 204:
            raise NotReplayed((await reply.json())["message"])


async def play(http: aiohttp.ClientSession, script: dict[str, Any]) -> dict[str, Any]:
    """Play one script from greeting to what the veileder sees. Choices are played as {"text", "choice"}."""
    conversation = await begin(http)
    seen = last_number(conversation["messages"])
    turns = []
    for turn in script["turns"]:
        body = {"text": turn} if isinstance(turn, str) else dict(turn)
        replies = await say(http, conversation, body, seen)
        seen = max(seen, last_number(replies))
        turns.append(
            {"text": body.get("text", ""), "replies": [shown(m) for m in replies if m["sender"] != "parent"]}
        )
    greeting = [shown(m) for m in conversation["messages"]]
    return {
        "id": script.get("id"),
        "greeting": greeting,
        "turns": turns,
        "veileder": await veileder_view(http, conversation["id"]),
    }


async def begin(http: aiohttp.ClientSession) -> dict[str, Any]:
    """Open a conversation; when too many come from one place, wait as long as the answer says."""
    while True:
        async with http.post("api/conversations", json={}) as reply:
            if reply.status == 429:
                await asyncio.sleep(float(reply.headers.get("Retry-After", "1")))
                continue
            reply.raise_for_status()
            return dict(await reply.json())


async def say(
    http: aiohttp.ClientSession, conversation: dict[str, Any], body: dict[str, Any], seen: int
) -> list[dict[str, Any]]:
    """Send one message and collect everything that is answered to it, in order."""
    headers = {"Authorization": f"Bearer {conversation['token']}"}
    path = f"api/conversations/{conversation['id']}/messages"
    async with http.post(
        path, json={"client_id": str(uuid.uuid4()), "text": "", **body}, headers=headers
    ) as reply:
        answer = await reply.json()
        if reply.status != 201:
            return [
                {
                    "number": seen,
                    "sender": "system",
                    "kind": "error",
                    "emergency": None,
                    "text": answer["message"],
                }
            ]
    own = answer["number"]
    end = time.monotonic() + ANSWER_WITHIN_S
    answered_since: float | None = None
    while time.monotonic() < end:
        async with http.get(path, params={"after": str(seen), "wait": "0"}, headers=headers) as reply:
            state = await reply.json()
        new = [m for m in state["messages"] if m["number"] > own]
        if any(m["sender"] == "assistant" for m in new) and not state.get("typing"):
            answered_since = answered_since or time.monotonic()
            if time.monotonic() - answered_since > QUIET_S:
                return list(state["messages"])
        await asyncio.sleep(0.05)
    return list(state["messages"])


async def veileder_view(http: aiohttp.ClientSession, conversation_id: str) -> dict[str, Any]:
    """What the console shows of this conversation: the place in the queue with its reason, and the whole view."""
    async with http.get("api/queue", params={"wait": "0"}) as reply:
        queue = await reply.json()
    waiting = queue.get("conversations", [])
    async with http.get(f"api/conversations/{conversation_id}") as reply:
        detail = await reply.json()
    return {
        "queue": next((row for row in waiting if row["id"] == conversation_id), None),
        "conversation": detail,
    }


def shown(message: dict[str, Any]) -> dict[str, Any]:
    keys = ("number", "sender", "kind", "emergency", "text", "choices", "asks")
    return {key: message.get(key) for key in keys}


def last_number(messages: list[dict[str, Any]]) -> int:
    return max((m["number"] for m in messages), default=0)
