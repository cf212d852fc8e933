"""How good the suggested themes are: how often each was accepted and rejected, as counts that outlive the conversations."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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

ACCEPTED, REJECTED, NOT_CHOSEN = COLUMNS = ("accepted", "rejected", "undecided")
"""What may become of a suggestion. NOT_CHOSEN: the veileder registered the conversation and let it be."""


@dataclass(frozen=True)
class Rate:
    """One theme in a period: how often it was accepted, rejected, or shown and not chosen."""

    tag: str
    accepted: int
    rejected: int
    undecided: int

    @property
    def decided(self) -> int:
        return self.accepted + self.rejected

    @property
    def share(self) -> float | None:
        """Accepted among decided, 0..1; None when nothing was decided. Who rejects little gets a high one for nothing."""
        return self.accepted / self.decided if self.decided else None

    @property
    def suggested(self) -> int:
        return self.decided + self.undecided

    @property
    def share_of_suggested(self) -> float | None:
        """Accepted among all that was suggested, 0..1."""
        return self.accepted / self.suggested if self.suggested else None


async def count_registered(
    parts: Parts, tx: AsyncSession, row: ConversationRow, ticked: Collection[str]
) -> None:
    """A conversation is being registered: count what became of each theme that was suggested, before anything is kept.

    What is ticked is the last word: it was accepted, whatever was said of it before, and what is not ticked was not.
    """
    became = {
        theme: ACCEPTED if theme in ticked else REJECTED if decision is False else NOT_CHOSEN
        for theme, decision in await suggestions_of(tx, row)
    }
    await count(parts, tx, row, became)


async def count_unregistered(parts: Parts, tx: AsyncSession, row: ConversationRow) -> None:
    """A conversation that nobody registered is about to be deleted: only what was said yes or no to counts."""
    if row.registered:  # counted then
        return
    suggested = await suggestions_of(tx, row)
    became = {theme: ACCEPTED if kept else REJECTED for theme, kept in suggested if kept is not None}
    await count(parts, tx, row, became)


async def suggestions_of(tx: AsyncSession, row: ConversationRow) -> list[tuple[str, bool | None]]:
    """The themes that were suggested to a veileder, with what was decided so far. What the veileder added is none."""
    told = suggested_themes(await messages_of(tx, row.id), row.theme_decisions)
    return [(item["theme"], item["accepted"]) for item in told if item["score"] is not None]


async def count(parts: Parts, tx: AsyncSession, row: ConversationRow, became: dict[str, str]) -> None:
    """One more for each of these themes. Practice, and what nobody took, is not counted."""
    if row.practice or row.first_claimed_at is None:
        return
    ids = parts.content.categories.ids
    day = (row.ended_at or parts.clock.now()).astimezone(OSLO).date()
    for theme, column in became.items():
        if theme in ids:
            await add_one(tx, day, ids[theme], column)


async def add_one(tx: AsyncSession, day: date, tag: str, column: str) -> None:
    """One more in one column; two processes may do it at once."""
    dialect: Any = {"sqlite": sqlite, "postgresql": postgresql}[tx.get_bind().dialect.name]
    first = {name: int(name == column) for name in COLUMNS}
    stmt = dialect.insert(TagDecisionRow).values(day=day, tag=tag, **first)
    more = {column: getattr(TagDecisionRow, column) + 1}
    await tx.execute(stmt.on_conflict_do_update(index_elements=["day", "tag"], set_=more))


async def accept_rates(tx: AsyncSession, first: date, last: date) -> list[Rate]:
    """The counts of each theme from `first` to `last`, both included; themes that were never suggested are left out."""
    total = [func.sum(getattr(TagDecisionRow, name)) for name in COLUMNS]
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
