"""Free notes for the shift report: masked before they are stored, kept for 30 days, taken back by who wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.claims import Veileder
from handoff.chat.cleaning import clean
from handoff.errors import EmptyMessage, NoteEmpty, NoteTooLong, NotFound, TooLong
from handoff.parts import Parts
from handoff.store.tables import ShiftNoteRow, VeilederRow
from screening.masking import mask

LONGEST = 1000
KEPT = timedelta(days=30)
SENT_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Note:
    """A note as the report shows it. `at` is in UTC."""

    id: int
    at: datetime
    name: str
    text: str
    mine: bool


async def add_note(
    parts: Parts, tx: AsyncSession, who: Veileder, text: str
) -> tuple[ShiftNoteRow, list[str]]:
    """Store a note; returns it and what kinds of personal data were taken out (Norwegian). Raises NoteEmpty, NoteTooLong.

    The same words from the same veileder within ten minutes are the same note, sent again.
    """
    masked, kinds = mask(cleaned(text), claimed=False)
    now = parts.clock.now()
    earlier = await tx.scalar(
        select(ShiftNoteRow).where(
            ShiftNoteRow.veileder_id == who.id,
            ShiftNoteRow.text == masked,
            ShiftNoteRow.at >= now - SENT_AGAIN,
        )
    )
    if earlier:
        return earlier, kinds
    note = ShiftNoteRow(at=now, veileder_id=who.id, text=masked)
    tx.add(note)
    await tx.flush()
    return note, kinds


def cleaned(text: str) -> str:
    """The text fit to store. Raises NoteEmpty, NoteTooLong."""
    try:
        whole = clean(text)
    except EmptyMessage:
        raise NoteEmpty from None
    except TooLong:
        raise NoteTooLong(name=LONGEST) from None
    if len(whole) > LONGEST:
        raise NoteTooLong(name=LONGEST)
    return whole


async def remove_note(tx: AsyncSession, who: Veileder, number: int) -> None:
    """Take back one's own note. Raises NotFound for anybody else's."""
    note = await tx.get(ShiftNoteRow, number)
    if note is None or note.veileder_id != who.id:
        raise NotFound
    await tx.delete(note)


async def notes_between(
    parts: Parts, tx: AsyncSession, who: Veileder, first: datetime, last: datetime
) -> list[Note]:
    """The notes written from `first` (in it) to `last` (not in it), oldest first."""
    rows = await tx.execute(
        select(ShiftNoteRow, VeilederRow.name)
        .join(VeilederRow, VeilederRow.id == ShiftNoteRow.veileder_id)
        .where(ShiftNoteRow.at >= max(first, parts.clock.now() - KEPT), ShiftNoteRow.at < last)
        .order_by(ShiftNoteRow.at)
    )
    return [Note(row.id, row.at, name, row.text, row.veileder_id == who.id) for row, name in rows]


async def forget_notes(parts: Parts, tx: AsyncSession) -> None:
    """Delete the notes that are older than 30 days."""
    await tx.execute(delete(ShiftNoteRow).where(ShiftNoteRow.at < parts.clock.now() - KEPT))
