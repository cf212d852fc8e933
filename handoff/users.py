"""Logins of the staff: passwords as argon2id, sessions as the hash of a random token."""

from __future__ import annotations

import asyncio
import secrets
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select

from handoff.chat.claims import Veileder
from handoff.chat.life import hashed
from handoff.clock import SystemClock
from handoff.parts import Parts
from handoff.store.engine import Store
from handoff.store.tables import SessionRow, VeilederRow

ROLES = ("veileder", "fagansvarlig", "leder")
SHORTEST_PASSWORD = 10
SESSION_LASTS = timedelta(hours=12)
SEEN_EVERY = timedelta(seconds=5)
_hasher = PasswordHasher()  # argon2id with the library's current recommendation


@cache
def _nobodys_hash() -> str:
    """What a password is compared with when nobody has that name: the answer takes as long."""
    return _hasher.hash(secrets.token_urlsafe(16))


class PasswordRefused(ValueError):  # noqa: N818  says what happened
    """A password, name or role that cannot be used; the text says why in Norwegian."""


async def add_user(store: Store | str, *, name: str, role: str, password: str) -> None:
    """Add a login, or give an existing one a new role and password and end its sessions.

    `store`: a Store, or a database address. Raises PasswordRefused.
    """
    if isinstance(store, str):
        opened = Store(store)
        try:
            return await add_user(opened, name=name, role=role, password=password)
        finally:
            await opened.close()
    check_login(name, role, password)
    password_hash = await asyncio.to_thread(_hasher.hash, password)
    async with store.write() as tx:
        user = await tx.scalar(select(VeilederRow).where(VeilederRow.name == name))
        if user is None:
            now = SystemClock().now()
            tx.add(VeilederRow(name=name, role=role, password_hash=password_hash, created_at=now))
        else:
            user.role, user.password_hash = role, password_hash
            await tx.execute(delete(SessionRow).where(SessionRow.veileder_id == user.id))
    return None


def check_login(name: str, role: str, password: str) -> None:
    """Raise PasswordRefused when a login cannot be made from these."""
    if not name.strip() or name != name.strip() or len(name) > 60:
        raise PasswordRefused("Navnet må ha 1-60 tegn uten mellomrom i endene.")
    if role not in ROLES:
        raise PasswordRefused(f"Rollen må være en av: {', '.join(ROLES)}.")
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordRefused(f"Passordet må ha minst {SHORTEST_PASSWORD} tegn.")


async def any_user(store: Store | str) -> bool:
    """Whether there is any login yet."""
    if isinstance(store, str):
        opened = Store(store)
        try:
            return await any_user(opened)
        finally:
            await opened.close()
    async with store.read() as tx:
        return await tx.scalar(select(VeilederRow.id).limit(1)) is not None


async def check_password(parts: Parts, name: str, password: str) -> Veileder | None:
    """Who signs in with this name and password, or None. Takes as long for a name that does not exist."""
    async with parts.store.read() as tx:
        user = await tx.scalar(select(VeilederRow).where(VeilederRow.name == name))
    right = await asyncio.to_thread(_verify, user.password_hash if user else None, password)
    return Veileder(user.id, user.name, user.role) if user and right else None


def _verify(password_hash: str | None, password: str) -> bool:
    try:
        return _hasher.verify(password_hash or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False


async def open_session(parts: Parts, who: Veileder) -> str:
    """A new session; returns the token for the cookie."""
    token = secrets.token_urlsafe(32)
    now = parts.clock.now()
    async with parts.store.write() as tx:
        await tx.execute(delete(SessionRow).where(SessionRow.expires_at <= now))
        tx.add(
            SessionRow(
                token_hash=hashed(token),
                veileder_id=who.id,
                created_at=now,
                last_seen_at=now,
                expires_at=now + SESSION_LASTS,
            )
        )
    parts.on_duty.forget()
    return token


async def close_session(parts: Parts, token: str) -> None:
    """Sign out. An unknown token is no error."""
    async with parts.store.write() as tx:
        await tx.execute(delete(SessionRow).where(SessionRow.token_hash == hashed(token)))
    parts.on_duty.forget()


async def who_is(parts: Parts, token: str) -> Veileder | None:
    """Who a session belongs to; being asked is a sign of the console's presence, noted now and then."""
    now = parts.clock.now()
    async with parts.store.read() as tx:
        session = await tx.get(SessionRow, hashed(token))
        user = await tx.get(VeilederRow, session.veileder_id) if session else None
    if session is None or user is None or session.expires_at <= now:
        return None
    if now - session.last_seen_at >= SEEN_EVERY:
        await note_seen(parts, session.token_hash)
    return Veileder(user.id, user.name, user.role)


async def note_seen(parts: Parts, token_hash: str) -> None:
    """The console gave a sign of itself."""
    async with parts.store.write() as tx:
        session = await tx.get(SessionRow, token_hash)
        if session:
            session.last_seen_at = parts.clock.now()
    parts.on_duty.forget()
