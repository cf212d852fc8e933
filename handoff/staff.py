"""The logins of the staff as a leader keeps them: who there is, and who may come in as what.

Nothing here deletes a login: what somebody did keeps their name. `by` is the leader who acts, None the operator, who
stands outside the audit. Each function works in the caller's writing transaction.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.claims import end_leases
from handoff.clock import OSLO
from handoff.errors import LastLeader, NameTaken, NotAllowed, NotFound, NotOneself
from handoff.on_duty import COUNSELLING
from handoff.store.engine import mark_changed
from handoff.store.hub import QUEUE
from handoff.store.tables import AuditRow, VeilederRow
from handoff.users import end_sessions

LEADER = "leder"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another when it is read aloud or copied by hand
GROUPS, GROUP = 4, 4


@dataclass(frozen=True)
class Login:
    """One login. Days are Norwegian; `shut` is the day it was shut, `once` that its password has not been used yet."""

    id: int
    name: str
    role: str
    since: date
    last_seen: date | None
    shut: date | None
    once: bool


def new_password() -> str:
    """A password to hand over: random, and easy to copy by hand."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


async def logins(tx: AsyncSession) -> list[Login]:
    """Everybody, those who are shut out last, by name."""
    rows = await tx.scalars(select(VeilederRow))
    found = [
        Login(
            row.id,
            row.name,
            row.role,
            day_of(row.created_at),
            row.last_seen_on,
            day_of(row.shut_at) if row.shut_at else None,
            row.password_once,
        )
        for row in rows
    ]
    return sorted(found, key=lambda login: (login.shut is not None, login.name.casefold()))


def day_of(moment: datetime) -> date:
    return moment.astimezone(OSLO).date()


async def add(
    tx: AsyncSession, *, name: str, role: str, password_hash: str, by: int | None, now: datetime
) -> int:
    """A new login whose password is for one time; its id. Raises NameTaken for a name that only differs in its capitals."""
    await leaders(tx, by)
    names = await tx.scalars(select(VeilederRow.name))
    if taken := next((one for one in names if one.casefold() == name.casefold()), None):
        raise NameTaken(name=taken)
    row = VeilederRow(name=name, role=role, password_hash=password_hash, created_at=now, password_once=True)
    tx.add(row)
    await tx.flush()
    note(tx, by, "user_add", row.id, now)
    return row.id


async def change_role(tx: AsyncSession, number: int, role: str, *, by: int | None, now: datetime) -> None:
    """Another role; the browsers of that login are signed out, since they show what the old one may see.

    Raises LastLeader, NotOneself. Who does not counsel any more holds no conversation.
    """
    row = await other(tx, number, by, keeps_leading=role == LEADER)
    if row.role == role:
        return
    row.role = role
    if role not in COUNSELLING:
        await end_leases(tx, row.id, now)
    await sign_out(tx, row.id)
    note(tx, by, "user_role", row.id, now)


async def set_password(
    tx: AsyncSession, number: int, password_hash: str, *, by: int, now: datetime, here: str
) -> None:
    """A new password, for one time when it is somebody else's; other browsers than the leader's own (`here`) are signed out."""
    await leaders(tx, by)
    row = await locked(tx, number)
    row.password_hash, row.password_once = password_hash, number != by
    await sign_out(tx, row.id, keep=here)
    note(tx, by, "user_password", row.id, now)


async def shut(tx: AsyncSession, number: int, *, by: int | None, now: datetime) -> None:
    """Nobody comes in with this login any more, those who are in are out, and what it holds goes back to the queue.

    Raises LastLeader, NotOneself. Shutting it twice is no error.
    """
    row = await other(tx, number, by, keeps_leading=False)
    if row.shut_at is not None:
        return
    row.shut_at = now
    await end_leases(tx, row.id, now)
    await sign_out(tx, row.id)
    note(tx, by, "user_shut", row.id, now)


async def reopen(tx: AsyncSession, number: int, *, by: int | None, now: datetime) -> None:
    """A shut login lets in again, with its role and password. Opening an open one is no error."""
    await leaders(tx, by)
    row = await locked(tx, number)
    if row.shut_at is None:
        return
    row.shut_at = None
    note(tx, by, "user_open", row.id, now)


async def named(tx: AsyncSession, name: str) -> int:
    """The id of a login. Raises NotFound."""
    number = await tx.scalar(select(VeilederRow.id).where(VeilederRow.name == name))
    if number is None:
        raise NotFound
    return number


async def leaders(tx: AsyncSession, by: int | None) -> set[int]:
    """The leaders who may come in, locked: two who act at once do so one after the other.

    Raises NotAllowed when the one who acts is no leader any more.
    """
    open_leader = (VeilederRow.role == LEADER, VeilederRow.shut_at.is_(None))
    rows = await tx.scalars(
        select(VeilederRow).where(*open_leader).order_by(VeilederRow.id).with_for_update(key_share=True)
    )
    found = {row.id for row in rows}
    if by is not None and by not in found:
        raise NotAllowed
    return found


async def other(tx: AsyncSession, number: int, by: int | None, *, keeps_leading: bool) -> VeilederRow:
    """Somebody else's login, locked. Raises LastLeader when nobody would be left to lead, NotOneself, NotFound."""
    leading = await leaders(tx, by)
    row = await locked(tx, number)
    if leading == {row.id} and not keeps_leading:
        raise LastLeader
    if row.id == by:
        raise NotOneself
    return row


async def locked(tx: AsyncSession, number: int) -> VeilederRow:
    """The login as it is now. Raises NotFound."""
    row = await tx.get(VeilederRow, number, with_for_update={"key_share": True}, populate_existing=True)
    if row is None:
        raise NotFound
    return row


async def sign_out(tx: AsyncSession, veileder_id: int, *, keep: str | None = None) -> None:
    """End the sessions, and wake the consoles that wait for news: they see at once that theirs is over."""
    await end_sessions(tx, veileder_id, keep=keep)
    mark_changed(tx, QUEUE)


def note(tx: AsyncSession, by: int | None, action: str, about: int, now: datetime) -> None:
    """Write down which leader did what with which login."""
    if by is not None:
        tx.add(AuditRow(at=now, veileder_id=by, action=action, about_id=about))
