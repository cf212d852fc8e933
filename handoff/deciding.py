"""How good the suggested themes are: how often each was accepted and rejected, as counts that outlive the conversations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.console_view import suggested_themes
from handoff.chat.rows import messages_of
from handoff.clock import OSLO
from handoff.parts import Parts
from handoff.store.tables import ConversationRow, TagDecisionRow

COLUMNS = {True: "accepted", False: "rejected", None: "undecided"}


@dataclass(frozen=True)
class Rate:
    """One theme in a period: how often it was suggested and accepted, rejected, or left alone."""

    tag: str
    accepted: int
    rejected: int
    undecided: int

    @property
    def decided(self) -> int:
        return self.accepted + self.rejected

    @property
    def share(self) -> float | None:
        """Accepted among decided, 0..1; None when nothing was decided."""
        return self.accepted / self.decided if self.decided else None


async def count_decisions(parts: Parts, tx: AsyncSession, row: ConversationRow) -> None:
    """A conversation is about to be deleted: count what became of each theme that was suggested in it.

    Themes that the veileder added without a suggestion, practice, and conversations nobody took are not counted.
    """
    if row.practice or row.first_claimed_at is None:
        return
    ids = parts.content.categories.ids
    day = (row.ended_at or parts.clock.now()).astimezone(OSLO).date()
    for theme in suggested_themes(await messages_of(tx, row.id), row.theme_decisions):
        if theme["score"] is not None and theme["theme"] in ids:
            await add_one(tx, day, ids[theme["theme"]], COLUMNS[theme["accepted"]])


async def add_one(tx: AsyncSession, day: date, tag: str, column: str) -> None:
    """One more in one column; two processes may do it at once."""
    dialect: Any = {"sqlite": sqlite, "postgresql": postgresql}[tx.get_bind().dialect.name]
    first = {name: int(name == column) for name in COLUMNS.values()}
    stmt = dialect.insert(TagDecisionRow).values(day=day, tag=tag, **first)
    more = {column: getattr(TagDecisionRow, column) + 1}
    await tx.execute(stmt.on_conflict_do_update(index_elements=["day", "tag"], set_=more))


async def accept_rates(tx: AsyncSession, first: date, last: date) -> list[Rate]:
    """The counts of each theme from `first` to `last`, both included; themes that were never suggested are left out."""
    total = [func.sum(getattr(TagDecisionRow, name)) for name in COLUMNS.values()]
    rows = await tx.execute(
        select(TagDecisionRow.tag, *total)
        .where(TagDecisionRow.day >= first, TagDecisionRow.day <= last)
        .group_by(TagDecisionRow.tag)
        .order_by(TagDecisionRow.tag)
    )
    return [
        Rate(tag, int(accepted), int(rejected), int(undecided)) for tag, accepted, rejected, undecided in rows
    ]


def whole(rates: Iterable[Rate]) -> Rate:
    """All themes together."""
    listed = list(rates)
    return Rate(
        "",
        sum(rate.accepted for rate in listed),
        sum(rate.rejected for rate in listed),
        sum(rate.undecided for rate in listed),
    )
