"""Logins: argon2id, made and changed by the operator."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from handoff.store.engine import Store
from handoff.store.tables import VeilederRow
from handoff.users import PasswordRefused, add_user, any_user


async def stored(url: str) -> list[VeilederRow]:
    store = Store(url)
    async with store.read() as tx:
        rows = list(await tx.scalars(select(VeilederRow)))
    await store.close()
    return rows


async def test_the_first_user(sqlite_url: str) -> None:
    assert await any_user(sqlite_url) is False
    await add_user(sqlite_url, name="kari", role="veileder", password="langt nok her")
    assert await any_user(sqlite_url) is True
    [row] = await stored(sqlite_url)
    assert row.password_hash.startswith("$argon2id$")
    assert (row.name, row.role) == ("kari", "veileder")


async def test_adding_again_changes_role_and_password(sqlite_url: str) -> None:
    await add_user(sqlite_url, name="kari", role="veileder", password="langt nok her")
    [before] = await stored(sqlite_url)
    await add_user(sqlite_url, name="kari", role="leder", password="langt nok her")
    [after] = await stored(sqlite_url)
    assert after.role == "leder"
    assert after.password_hash != before.password_hash


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [
        ("", "veileder", "langt nok her"),
        (" kari", "veileder", "langt nok her"),
        ("k" * 61, "veileder", "langt nok her"),
        ("kari", "sjef", "langt nok her"),
        ("kari", "veileder", "kort"),
    ],
)
async def test_what_cannot_be_a_login_is_refused(
    sqlite_url: str, name: str, role: str, password: str
) -> None:
    with pytest.raises(PasswordRefused):
        await add_user(sqlite_url, name=name, role=role, password=password)
    assert await stored(sqlite_url) == []
