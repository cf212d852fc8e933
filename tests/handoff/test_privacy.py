"""No text in logs, no addresses anywhere, tokens and passwords only as hashes."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from house import PASSWORD, House

WORD = "helthemmeligord"


async def test_what_a_parent_writes_is_in_no_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    parent = await house.parent()
    house.content.screener.broken = 1
    await parent.say(f"{WORD} han er blå")
    house.bot.down = "nonsense"
    await parent.say(WORD)
    await parent.post(f"/api/conversations/{parent.id}/messages", {"client_id": WORD, "text": ""})
    await house.pass_time(minutes=3)
    assert WORD not in caplog.text
    assert "screening failed: RuntimeError" in caplog.text


async def test_the_database_holds_no_token_password_or_address(house: House, tmp_path: Path) -> None:
    parent = await house.parent()
    veileder = await house.as_veileder()
    cookie = next(c.value for c in veileder.http.cookie_jar)
    await house.parts.store.wipe_log()
    content = b"".join(file.read_bytes() for file in tmp_path.glob("ventevakt.db*"))  # noqa: ASYNC240
    assert parent.id.encode() in content
    for secret in (parent.token or "", cookie, PASSWORD, "127.0.0.1", "aiohttp"):
        assert secret.encode() not in content


async def test_metrics_name_nobody(house: House) -> None:
    parent = await house.parent()
    await parent.say(WORD)
    await house.settle()
    page = await (await parent.call("GET", "/metrics")).text()
    assert 'ventevakt_conversations_now{state="waiting"} 1.0' in page
    assert 'path="/api/conversations/{id}/messages"' in page
    for secret in (WORD, parent.id, "127.0.0.1"):
        assert secret not in page
