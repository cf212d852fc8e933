"""The history of what was changed in the directory's file itself: in an editor, by git, with `ventevakt resources set`.

What the history has accounted for is kept in the database, once for all processes. A file that was taken in and says
something else was changed by hand, also while nothing of ours ran. This is bookkeeping: whatever goes wrong here is
logged and counted, and the new content is in use all the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from directory import Directory
from directory.differences import Difference, Plain, differences, plain, put_in
from directory.edit_request import NOTE, EntryChange
from handoff.chat.reading import log_failure
from handoff.directory_page import MANY, described
from handoff.parts import Parts
from handoff.store.tables import DirectoryChangeRow, DirectorySeenRow

BY_HAND = "fil"
"""Stands where else the role does. The file does not say who."""
MOST_ROWS = 200
"""So many fields at once are no correction but a new file, and become one row."""
_THE_ROW = 1


async def note_changes_by_hand(parts: Parts) -> bool:
    """Write what was changed in the file into the history. Never raises; False: it should be tried again."""
    try:
        directory = parts.content.directory_on_disk()
        if directory is not None:
            await _note(parts, directory)
    except Exception as problem:
        parts.metrics.directory_history_failed.inc()
        log_failure("changes by hand are not in the history", problem)
        return False
    return True


async def _note(parts: Parts, directory: Directory) -> None:
    now = await asyncio.to_thread(plain, directory.kommuner)
    async with parts.store.write() as tx:
        seen = await _seen(tx)
        if parts.content.directory_on_disk() is not directory:
            return  # another process may have taken in, and accounted for, what is newer; the next look goes on from that
        if seen is None:
            tx.add(DirectorySeenRow(id=_THE_ROW, kommuner=now))
        elif seen.kommuner != now:
            tx.add_all(_rows(parts, differences(seen.kommuner, now), directory))
            seen.kommuner = now


async def account_for(tx: AsyncSession, changes: Iterable[EntryChange]) -> None:
    """Note what the page changes, in the transaction that has its own row for it."""
    seen = await _seen(tx)
    if seen is not None:
        kommuner: Plain = deepcopy(seen.kommuner)
        for change in changes:
            put_in(kommuner, change)
        seen.kommuner = kommuner


async def _seen(tx: AsyncSession) -> DirectorySeenRow | None:
    """What is accounted for, locked: one process at a time looks at it and at the file."""
    row: DirectorySeenRow | None = await tx.scalar(select(DirectorySeenRow).with_for_update())
    return row


def _rows(parts: Parts, found: Sequence[Difference], directory: Directory) -> list[DirectoryChangeRow]:
    if len(found) > MOST_ROWS:
        return [_one_for_all(parts, found)]
    groups: dict[object, list[Difference]] = {}
    for one in found:
        groups.setdefault(_said(one, directory), []).append(one)
    return [_row(parts, group, directory) for group in groups.values()]


def _said(one: Difference, directory: Directory) -> object:
    """What is the same for those that belong in one row: the same words about a service that several kommuner share."""
    name = one.after.get("navn") if one.change and one.change.target.kind != "nettsted" else None
    kind = one.what.partition(".")[0]
    words = (described(one.before, one.field, directory), described(one.after, one.field, directory))
    return (kind, one.field, name, words) if name else (one.number, one.what)


def _row(parts: Parts, group: list[Difference], directory: Directory) -> DirectoryChangeRow:
    first = group[0]
    return DirectoryChangeRow(
        at=parts.clock.now(),
        role=BY_HAND,
        kommunenummer=first.number,
        kommuner=f",{','.join(one.number for one in group)},",
        what=first.what,
        old=described(first.before, first.field, directory),
        new=described(first.after, first.field, directory),
        source=_source(first),
        entries=[stored(one.change) for one in group if one.change],
    )


def _source(one: Difference) -> str:
    about = (one.after.get("telefon") or {}) if one.field == "telefon" else one.after
    source = about.get("kilde") or one.after.get("kilde")
    seen = [source, about.get("kontrollert")] if one.field != NOTE and one.change else []
    return ", ".join(filter(None, seen))


def _one_for_all(parts: Parts, found: Sequence[Difference]) -> DirectoryChangeRow:
    numbers = list(dict.fromkeys(one.number for one in found))
    return DirectoryChangeRow(
        at=parts.clock.now(),
        role=BY_HAND,
        kommunenummer=numbers[0],
        kommuner=f",{','.join(numbers)},",
        what=MANY,
        old=parts.texts.get("history_many_before", "nb"),
        new=parts.texts.get("history_many", "nb", count=len(found)),
        source="",
        entries=[],
    )


def stored(change: EntryChange) -> dict[str, Any]:
    """What it takes to undo a change, as plain data."""
    target = change.target
    return {
        "number": target.number,
        "kind": target.kind,
        "inside": list(target.inside),
        "before": change.before,
        "after": change.after,
    }
