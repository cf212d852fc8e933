"""The conversation scripts again, this time as a parent meets them: web and bot as their own processes, over HTTP.

What a parent cannot see (slots, form, the rule behind a message) is read from the database of the running service.
Scripts with facts or events of their own need another house or web's clock: tests/bot plays those.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from running import LOGIN_PASSWORD, ROOT, Bot, Ventevakt, ventevakt

from bot.conversation import Shown
from bot.player import Script, play, read_scripts
from bot.state import State, check
from handoff.replay import replay_scripts

pytestmark = [pytest.mark.needs_model, pytest.mark.slow]

ANSWER_WITHIN_S = 10.0
SCRIPTS = [
    script
    for script in read_scripts(ROOT / "tests" / "conversations")
    if not script.facts and not any("event" in turn for turn in script.turns)
]


def test_at_least_thirty_are_played() -> None:
    assert len(SCRIPTS) >= 30


@pytest.fixture(scope="module")
def system(assistant: Bot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ventevakt]:
    # the scripts say how a conversation goes on after given findings: the rules alone give the same ones each time;
    # both layers are played in test_dialogues_over_http.py
    with ventevakt(
        tmp_path_factory.mktemp("http"), with_bot=assistant, flood_burst="1000", statistical="0"
    ) as running:
        yield running


@pytest.fixture
async def http(system: Ventevakt) -> AsyncIterator[aiohttp.ClientSession]:
    """A browser in which a veileder is signed in: somebody is there."""
    jar = aiohttp.CookieJar(unsafe=True)
    headers = {"Origin": system.url}
    async with aiohttp.ClientSession(system.url, headers=headers, cookie_jar=jar) as session:
        login = {"username": "kari", "password": LOGIN_PASSWORD}
        async with session.post("/api/session", json=login) as answer:
            assert answer.status == 204, await answer.text()
        yield session


async def test_the_samples_end_with_the_numbers_they_are_there_to_show(system: Ventevakt) -> None:
    lines = (ROOT / "docs" / "samples" / "scripts.jsonl").read_text("utf-8").splitlines()
    ends = {}
    async for played in replay_scripts(lines, url=system.url, user="kari", password=LOGIN_PASSWORD):
        told = [reply for reply in played["turns"][-1]["replies"] if reply["kind"] == "emergency"]
        ends[played["id"]] = told[0]["emergency"] if told else None
    assert ends == {
        "sliten-mor": None,
        "feber-6-uker": "116117",
        "blaa-lepper": "113",
        "ingen-kontakt": "113",
    }


@dataclass
class ParentOverHttp:
    """The player's other side (`bot.player.Side`)."""

    http: aiohttp.ClientSession
    database: str
    id: str
    token: str

    @classmethod
    async def open(
        cls, http: aiohttp.ClientSession, system: Ventevakt, language: str | None
    ) -> ParentOverHttp:
        body = {"language": language} if language else {}
        async with http.post("/api/conversations", json=body) as answer:
            opened = await answer.json()
        return cls(http, f"file:{system.data / 'ventevakt.db'}?mode=ro", opened["id"], opened["token"])

    @property
    def state(self) -> State | None:
        [[state]] = self._rows("SELECT dialogue_state FROM conversations WHERE id = ?")
        return check(json.loads(state) if state else None)

    async def say(self, text: str, choice: str | None = None) -> list[Shown]:
        path = f"/api/conversations/{self.id}/messages"
        headers = {"Authorization": f"Bearer {self.token}"}
        body = {"client_id": str(uuid.uuid4()), "text": text} | ({"choice": choice} if choice else {})
        async with self.http.post(path, json=body, headers=headers) as answer:
            assert answer.status == 201, await answer.text()
            sent = (await answer.json())["number"]
        await self._answered(sent)
        async with self.http.get(path, params={"after": sent}, headers=headers) as answer:
            messages = (await answer.json())["messages"]
        rules = dict(self._rows("SELECT number, rule FROM messages WHERE conversation_id = ?"))
        return [
            Shown(m["kind"], m["text"], m["choices"], m["asks"], rule=rules[m["number"]]) for m in messages
        ]

    async def event(self, name: str) -> list[Shown]:
        raise AssertionError(f"{name} is web's own clock's")

    async def _answered(self, number: int) -> None:
        end = time.monotonic() + ANSWER_WITHIN_S
        while time.monotonic() < end:
            [[answered_to]] = self._rows("SELECT answered_to FROM conversations WHERE id = ?")
            if answered_to >= number:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"no answer to message {number} in {ANSWER_WITHIN_S} s")

    def _rows(self, query: str) -> list[Any]:
        connection = sqlite3.connect(self.database, uri=True, timeout=5)
        try:
            return connection.execute(query, (self.id,)).fetchall()
        finally:
            connection.close()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)
async def test_the_conversation_goes_as_written(
    script: Script, http: aiohttp.ClientSession, system: Ventevakt
) -> None:
    assert await play(script, await ParentOverHttp.open(http, system, script.language)) == []
