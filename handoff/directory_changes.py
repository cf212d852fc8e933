"""What staff do with the directory from the page: change, take back, look through the history, see to reports.

The file is the truth. The history holds which role changed what, never who; the row is written in the same step as
the file, so that neither is there without the other. What was changed in the file itself is in it too (directory_by_hand).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar, cast

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from directory.edit import Edit, Edited, EditRefused, FileChanged, edit_text, put_file, read_file
from directory.edit_request import NOTE, EntryChange, Target
from directory.edit_undo import undo_text
from directory.model import Kind
from directory.opening_hours import OSLO
from directory.stale import Report
from handoff.chat.claims import Veileder, audit
from handoff.directory_by_hand import account_for, note_changes_by_hand, stored
from handoff.directory_page import MANY, day_of, described, label_of
from handoff.errors import AlreadyUndone, ChangedMeanwhile, EditNotPossible, NotFound
from handoff.parts import Parts
from handoff.store.tables import DirectoryChangeRow, ReportRow

T = TypeVar("T")
MOST_SHOWN = 50


async def try_edit(parts: Parts, edit: Edit, *, shared: bool, seen: str) -> tuple[str, Edited]:
    """The file as it is and what the change would make of it; nothing is written.

    Raises EditNotPossible with every reason, ChangedMeanwhile when it is not what was seen.
    """
    today = day_of(parts.clock.now())

    def work() -> tuple[str, Edited]:  # reads and checks 357 kommuner: about a second
        text = read_file(parts.settings.resources)
        return text, edit_text(text, edit, today=today, shared=shared, seen=seen)

    return await _in_thread(parts, work)


async def save_edit(parts: Parts, who: Veileder, edit: Edit, *, shared: bool, seen: str) -> Edited:
    """Make a change. It is in use in this process when this returns, in others within seconds. Raises as try_edit."""
    text, edited = await try_edit(parts, edit, shared=shared, seen=seen)
    source = "" if edit.what.endswith(f".{NOTE}") else f"{edit.source.strip()}, {edit.checked}"
    await _put(parts, who, text, edited, number=edit.kommunenummer, what=edit.what, source=source)
    return edited


async def undo(parts: Parts, who: Veileder, id: int) -> Edited:
    """Take a change back, as a new change. Raises NotFound, AlreadyUndone, ChangedMeanwhile, EditNotPossible."""
    async with parts.store.read() as tx:
        row = await tx.get(DirectoryChangeRow, id)
        if row is None:
            raise NotFound
        if await tx.scalar(select(DirectoryChangeRow.id).where(DirectoryChangeRow.undoes == id)):
            raise AlreadyUndone
    if not row.entries:
        raise EditNotPossible(reasons=parts.texts.get("error_undo_not_possible", "nb"))
    today = day_of(parts.clock.now())

    def work() -> tuple[str, Edited]:
        text = read_file(parts.settings.resources)
        return text, undo_text(text, _entries(row), today=today)

    text, undone = await _in_thread(parts, work)
    await _put(parts, who, text, undone, number=row.kommunenummer, what=row.what, source="", undoes=id)
    return undone


async def _in_thread(parts: Parts, work: Callable[[], T]) -> T:
    """The work beside the event loop, its refusals as errors that a caller is told."""
    try:
        return await asyncio.to_thread(work)
    except FileChanged as refused:
        await asyncio.to_thread(parts.content.reload)  # what the page shows next is what stands there now
        raise ChangedMeanwhile(reasons="\n".join(refused.reasons)) from None
    except EditRefused as refused:
        more = [parts.texts.get("error_edit_not_possible_for_one", "nb")] if refused.shared else []
        raise EditNotPossible(reasons="\n".join([*refused.reasons, *more])) from None


async def _put(
    parts: Parts,
    who: Veileder,
    text: str,
    edited: Edited,
    *,
    number: str,
    what: str,
    source: str,
    undoes: int | None = None,
) -> None:
    """File and history in one step: a file that cannot be written leaves no row."""
    await asyncio.to_thread(parts.content.reload)
    await note_changes_by_hand(parts)  # what was changed in the file before comes before in the history
    field = what.rpartition(".")[2]
    first, directory = edited.entries[0], parts.content.directory
    async with parts.store.write() as tx:
        tx.add(
            DirectoryChangeRow(
                at=parts.clock.now(),
                role=who.role,
                kommunenummer=number,
                kommuner=f",{','.join(edited.changed)},",
                what=what,
                old=described(first.before, field, directory),
                new=described(first.after, field, directory),
                source=source,
                entries=[stored(one) for one in edited.entries],
                undoes=undoes,
            )
        )
        audit(parts, tx, who, "undo_directory" if undoes else "change_directory", None)
        await account_for(tx, edited.entries)
        await tx.flush()
        await _in_thread(parts, lambda: put_file(parts.settings.resources, text, edited.text))
    await asyncio.to_thread(parts.content.reload)


def _entries(row: DirectoryChangeRow) -> list[EntryChange]:
    return [
        EntryChange(
            Target(one["number"], cast(Kind, one["kind"]), tuple(one["inside"])), one["before"], one["after"]
        )
        for one in row.entries
    ]


async def history(parts: Parts, tx: AsyncSession, kommunenummer: str | None = None) -> list[dict[str, Any]]:
    """The newest changes first, all or those that touched a kommune."""
    wanted = select(DirectoryChangeRow).order_by(DirectoryChangeRow.id.desc()).limit(MOST_SHOWN)
    if kommunenummer:
        wanted = wanted.where(DirectoryChangeRow.kommuner.contains(f",{kommunenummer},"))
    rows = list(await tx.scalars(wanted))
    undone = set(
        await tx.scalars(
            select(DirectoryChangeRow.undoes).where(DirectoryChangeRow.undoes.in_([row.id for row in rows]))
        )
    )
    return [_change_out(parts, row, undone=row.id in undone) for row in rows]


def _change_out(parts: Parts, row: DirectoryChangeRow, *, undone: bool) -> dict[str, Any]:
    kommuner = parts.content.directory.kommuner
    touched = [number for number in row.kommuner.split(",") if number]
    names = [kommuner[number].entydig if number in kommuner else number for number in touched]
    if row.what == MANY:
        names = [parts.texts.get("history_kommuner", "nb", count=len(touched))]
    return {
        "id": row.id,
        "at": row.at.astimezone(OSLO).isoformat(timespec="minutes"),
        "role": row.role,
        "kommunenummer": row.kommunenummer,
        "kommuner": names,
        "what": row.what,
        "label": label_of(row.what),
        "old": row.old,
        "new": row.new,
        "source": row.source,
        "undoes": row.undoes,
        "undone": undone,
        "may_undo": bool(row.entries) and not undone,
    }


async def open_reports(tx: AsyncSession, kommunenummer: str | None = None) -> Sequence[ReportRow]:
    """What has been reported and not seen to, the oldest first."""
    wanted = select(ReportRow).where(ReportRow.seen_to_at.is_(None)).order_by(ReportRow.id)
    if kommunenummer:
        wanted = wanted.where(ReportRow.kommunenummer == kommunenummer)
    return list(await tx.scalars(wanted))


def report_out(parts: Parts, row: ReportRow) -> dict[str, Any]:
    """A report as staff see it; who made it is not told."""
    kommune = parts.content.directory.kommuner.get(row.kommunenummer)
    return {
        "id": row.id,
        "kommunenummer": row.kommunenummer,
        "kommune": kommune.entydig if kommune else row.kommunenummer,
        "service": row.service,
        "note": row.note,
        "at": row.created_at.astimezone(OSLO).isoformat(timespec="minutes"),
    }


async def see_to(parts: Parts, who: Veileder, id: int) -> None:
    """Mark a report as seen to; once more changes nothing. Raises NotFound."""
    async with parts.store.write() as tx:
        row = await tx.get(ReportRow, id)
        if row is None:
            raise NotFound
        if row.seen_to_at is None:
            row.seen_to_at, row.seen_to_role = parts.clock.now(), who.role
            audit(parts, tx, who, "report_seen_to", None)


async def listed_reports(tx: AsyncSession) -> list[Report]:
    """The open reports as the list of what is to be checked has them."""
    return [Report(row.kommunenummer, row.service, row.note, _day(row)) for row in await open_reports(tx)]


def _day(row: ReportRow) -> date:
    return day_of(row.created_at)
