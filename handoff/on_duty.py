"""Whether a veileder who counsels is signed in and present, remembered for a moment: every message asks three times."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.queue.due import ON_DUTY
from handoff.store.tables import SessionRow, VeilederRow

COUNSELLING = ("veileder", "fagansvarlig")
REMEMBERED = timedelta(seconds=1)
SOMEBODY_HERE = (
    select(SessionRow.token_hash)
    .join(VeilederRow)
    .where(
        SessionRow.expires_at > bindparam("now"),
        SessionRow.last_seen_at > bindparam("seen_after"),
        VeilederRow.role.in_(COUNSELLING),
    )
    .limit(1)
)


class OnDuty:
    """What this process knows of it. Who signs in or out here is seen at once, elsewhere within a second."""

    def __init__(self) -> None:
        self._here = False
        self._asked: datetime | None = None
        self._forgotten = 0

    def forget(self) -> None:
        """A session has begun, ended, or given a sign of itself."""
        self._asked = None
        self._forgotten += 1

    async def ask(self, tx: AsyncSession, now: datetime) -> bool:
        """Whether somebody is here at `now`."""
        if self._asked is not None and timedelta(0) <= now - self._asked < REMEMBERED:
            return self._here
        before = self._forgotten
        here = await tx.scalar(SOMEBODY_HERE, {"now": now, "seen_after": now - ON_DUTY}) is not None
        if before == self._forgotten:  # else somebody came or went while the store was asked
            self._here, self._asked = here, now
        return here
