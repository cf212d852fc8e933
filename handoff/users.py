"""Logins of the staff: passwords as argon2id, sessions as the hash of a random token."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.claims import Veileder, audit
from handoff.chat.coming import forget_coming
from handoff.chat.life import hashed
from handoff.clock import OSLO, SystemClock
from handoff.errors import LoginNotPossible, WrongLogin
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


@dataclass(frozen=True)
class Known:
    """A login whose password was right. `once`: somebody else chose that password, so it lets in only to choose one's own."""

    who: Veileder
    password_hash: str
    shut: bool
    once: bool


class PasswordRefused(ValueError):  # noqa: N818  says what happened
    """A password, name or role that cannot be used; the text says why in Norwegian."""


async def add_user(store: Store | str, *, name: str, role: str, password: str) -> None:
    """Add a login, or give an existing one a new role and password, end its sessions, and open it if it was shut.

    `store`: a Store, or a database address. Raises PasswordRefused.
    """
    if isinstance(store, str):
        opened = Store(store)
        try:
            return await add_user(opened, name=name, role=role, password=password)
        finally:
            await opened.close()
    check_login(name, role, password)
    password_hash = await hash_of(password)
    async with store.write() as tx:
        user = await tx.scalar(select(VeilederRow).where(VeilederRow.name == name))
        if user is None:
            now = SystemClock().now()
            tx.add(VeilederRow(name=name, role=role, password_hash=password_hash, created_at=now))
        else:
            user.role, user.password_hash = role, password_hash
            user.password_once, user.shut_at = False, None
            await end_sessions(tx, user.id)
    return None


async def hash_of(password: str) -> str:
    """What is kept of a password. Slow on purpose, so never on the event loop."""
    return await asyncio.to_thread(_hasher.hash, password)


async def end_sessions(tx: AsyncSession, veileder_id: int, *, keep: str | None = None) -> None:
    """Sign a login out everywhere; `keep`: the hash of the token of a browser that stays signed in."""
    await tx.execute(
        delete(SessionRow).where(SessionRow.veileder_id == veileder_id, SessionRow.token_hash != (keep or ""))
    )
    if keep is None:
        await forget_promises(tx, veileder_id)


async def forget_promises(tx: AsyncSession, veileder_id: int) -> None:
    """Signed in nowhere any more: nobody in the queue waits for this veileder."""
    user = await tx.get_one(VeilederRow, veileder_id)
    await forget_coming(tx, user.name)


def check_login(name: str, role: str, password: str) -> None:
    """Raise PasswordRefused when a login cannot be made from these."""
    if not name.strip() or name != name.strip() or len(name) > 60:
        raise PasswordRefused("Navnet må ha 1-60 tegn uten mellomrom i endene.")
    if role not in ROLES:
        raise PasswordRefused(f"Rollen må være en av: {', '.join(ROLES)}.")
    check_password_text(password)


def check_password_text(password: str) -> None:
    """Raise PasswordRefused for a password that is too short."""
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


async def check_password(parts: Parts, name: str, password: str) -> Known | None:
    """Whose name and password these are, or None. Takes as long for a name that does not exist."""
    async with parts.store.read() as tx:
        user = await tx.scalar(select(VeilederRow).where(VeilederRow.name == name))
    right = await asyncio.to_thread(_verify, user.password_hash if user else None, password)
    if user is None or not right:
        return None
    who = Veileder(user.id, user.name, user.role)
    return Known(who, user.password_hash, user.shut_at is not None, user.password_once)


async def choose_password(parts: Parts, known: Known, password: str, old: str) -> None:
    """One's own new password instead of `old`, which was just found right; other browsers are signed out.

    Raises LoginNotPossible with the reason, and WrongLogin when the old one has been replaced meanwhile.
    """
    try:
        check_password_text(password)
        if password == old:
            raise PasswordRefused("Velg et annet passord enn det du fikk.")
    except PasswordRefused as refused:
        raise LoginNotPossible(reasons=str(refused)) from None
    fresh = await hash_of(password)
    async with parts.store.write() as tx:
        changed = await tx.execute(
            update(VeilederRow)
            .where(VeilederRow.id == known.who.id, VeilederRow.password_hash == known.password_hash)
            .values(password_hash=fresh, password_once=False)
            .returning(VeilederRow.id)
        )
        if changed.first() is None:
            raise WrongLogin
        await end_sessions(tx, known.who.id)
        audit(parts, tx, known.who, "own_password", None)


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
        await note_day(tx, who.id, now)
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
        session = await tx.get(SessionRow, hashed(token))
        if session is not None:
            await tx.delete(session)
            await tx.flush()
            if not await is_signed_in(tx, session.veileder_id, parts.clock.now()):
                await forget_promises(tx, session.veileder_id)
    parts.on_duty.forget()


async def is_signed_in(tx: AsyncSession, veileder_id: int, now: datetime) -> bool:
    """Whether this login is in, in any browser."""
    open_one = (SessionRow.veileder_id == veileder_id, SessionRow.expires_at > now)
    return await tx.scalar(select(SessionRow.token_hash).where(*open_one).limit(1)) is not None


async def who_is(parts: Parts, token: str) -> Veileder | None:
    """Who a session belongs to; being asked is a sign of the console's presence, noted now and then."""
    now = parts.clock.now()
    async with parts.store.read() as tx:
        session = await tx.get(SessionRow, hashed(token))
        user = await tx.get(VeilederRow, session.veileder_id) if session else None
    if session is None or user is None or user.shut_at is not None or session.expires_at <= now:
        return None
    if now - session.last_seen_at >= SEEN_EVERY:
        await note_seen(parts, user.id, session.token_hash)
    return Veileder(user.id, user.name, user.role)


async def note_seen(parts: Parts, veileder_id: int, token_hash: str) -> None:
    """The console gave a sign of itself."""
    async with parts.store.write() as tx:
        await note_day(tx, veileder_id, parts.clock.now())
        session = await tx.get(SessionRow, token_hash)
        if session:
            session.last_seen_at = parts.clock.now()
    parts.on_duty.forget()


async def note_day(tx: AsyncSession, veileder_id: int, now: datetime) -> None:
    """The Norwegian day on which this login was last used; written once a day."""
    today = now.astimezone(OSLO).date()
    await tx.execute(
        update(VeilederRow)
        .where(VeilederRow.id == veileder_id, VeilederRow.last_seen_on.is_distinct_from(today))
        .values(last_seen_on=today),
        execution_options={"synchronize_session": False},
    )
