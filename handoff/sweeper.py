"""The one sweeper: acts on what has fallen due, each in its own transaction, whatever process planned it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from content.yaml_loader import Problem
from directory import Directory
from handoff.chat.life import tell_service
from handoff.chat.reading import log_failure
from handoff.chat.rows import QUEUED, REAL, lock
from handoff.chat.service import service_now
from handoff.describing import Describing
from handoff.directory_by_hand import note_changes_by_hand
from handoff.errors import NotFound
from handoff.jobs import JOBS, After
from handoff.parts import Parts
from handoff.registering import forget_unregistered
from handoff.shift_notes import forget_notes
from handoff.store.tables import ConversationRow, DueRow
from handoff.turn_runner import TurnRunner

TICK_S = 1.0
POSTPONED = timedelta(seconds=30)
LOOK_EVERY = timedelta(seconds=2)  # at files that were changed by hand; 2 ms when none was
LISTEN_EVERY = 5
FORGET_EVERY = 600
AT_ONCE = 50
log = logging.getLogger(__name__)


@dataclass
class Sweeper:
    """One per process. Tests call `sweep` themselves; in service it runs every second."""

    parts: Parts
    turns: TurnRunner
    describing: Describing
    _task: asyncio.Task[None] | None = None
    _ticks: int = 0
    _looked_at: datetime | None = None
    _problems: list[Problem] = field(default_factory=list)
    _noted: Directory | None = None
    _not_noted_at: datetime | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._forever())

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _forever(self) -> None:
        while True:
            await self.tick()
            await asyncio.sleep(TICK_S)

    async def tick(self) -> None:
        """What is done every second. Content is looked at also when the database is away."""
        for work in (self._look_at_content, self.sweep, self._tend):
            try:
                await work()
            except Exception as problem:  # the next tick tries again
                log_failure("sweeper failed", problem)

    async def _look_at_content(self) -> None:
        """Take in content that was changed, as often as LOOK_EVERY says; a clock that was set back waits for nothing."""
        now = self.parts.clock.now()
        if self._looked_at and timedelta() <= now - self._looked_at < LOOK_EVERY:
            return
        self._looked_at = now
        self._tell_editors(await asyncio.to_thread(self.parts.content.reload))
        await self._note_changes_by_hand(now)

    async def _note_changes_by_hand(self, now: datetime) -> None:
        """Once for each version of the directory, after it is in use; what failed is not tried again at once."""
        failed = self._not_noted_at
        if self.parts.content.directory is self._noted or (
            failed and timedelta() <= now - failed < POSTPONED
        ):
            return
        directory = self.parts.content.directory_on_disk()
        if directory and await note_changes_by_hand(self.parts):
            self._noted, self._not_noted_at = directory, None
        elif directory:
            self._not_noted_at = now

    async def _tend(self) -> None:
        """What needs no due time: the ear for other processes, what is kept for some days."""
        self._ticks += 1
        if self._ticks % LISTEN_EVERY == 0:
            await self.parts.store.listen()
        if self._ticks % FORGET_EVERY == 1:
            await self.forget()

    async def forget(self) -> None:
        """Delete what is kept for some days only and hangs on no conversation."""
        async with self.parts.store.write() as tx:
            await forget_notes(self.parts, tx)
            await forget_unregistered(self.parts, tx)

    def _tell_editors(self, problems: list[Problem]) -> None:
        """Say once in the log what is wrong with a changed file; the last good version goes on."""
        for problem in problems if problems != self._problems else []:
            log.warning("content not taken in: %s", problem)
        self._problems = problems

    async def sweep(self) -> int:
        """Act on everything that is due now; returns how many."""
        done = 0
        await self._tell_service()
        while due := await self._due_now():
            acted = [await self._one(*each) for each in due]
            done += sum(acted)
            if not any(acted):  # what is left is being worked on by somebody else
                break
        if self.parts.store.log_to_wipe:
            await self.parts.store.wipe_log()
        return done

    async def _due_now(self) -> list[tuple[int, str, str]]:
        async with self.parts.store.read() as tx:
            found = await tx.execute(
                select(DueRow.id, DueRow.conversation_id, DueRow.kind)
                .where(DueRow.due_at <= self.parts.clock.now())
                .order_by(DueRow.due_at, DueRow.id)
                .limit(AT_ONCE)
            )
            return [(id, conversation_id, kind) for id, conversation_id, kind in found]

    async def _one(self, due_id: int, conversation_id: str, kind: str) -> bool:
        """Act on one due time unless another process is on it; one that fails does not stop the others."""
        try:
            async with self.parts.store.write() as tx:
                after = await act(self.parts, tx, due_id, conversation_id)
        except Exception as problem:
            log_failure("due time failed", problem, kind=kind, conversation=conversation_id)
            self.parts.metrics.sweeper_failed.labels(kind=kind).inc()
            await self._postpone(due_id)
            return True
        if after:
            await self._afterwards(after)
        return after is not None

    async def _postpone(self, due_id: int) -> None:
        async with self.parts.store.write() as tx:
            due = await tx.get(DueRow, due_id)
            if due:
                due.due_at = self.parts.clock.now() + POSTPONED

    async def _afterwards(self, after: After) -> None:
        """What must wait for the commit: a description, a turn of the assistant, the wiping of deleted words."""
        if after.describe:
            self.describing.wake_late(*after.describe)
        if after.turn_of:
            self.turns.wake(after.turn_of, after.event)
        if after.wipe:
            await self.parts.store.wipe_log()

    async def _tell_service(self) -> None:
        """Tell those who wait that the service opened, closed, or that a veileder came or went."""
        async with self.parts.store.read() as tx:
            kind = (await service_now(self.parts, tx)).kind
            ids = await tx.scalars(
                select(ConversationRow.id).where(
                    ConversationRow.state.in_(QUEUED), ConversationRow.told_service != kind, REAL
                )
            )
            untold = list(ids)
        for conversation_id in untold:
            with contextlib.suppress(NotFound):
                async with self.parts.store.write() as tx:
                    row = await lock(tx, conversation_id)
                    await tell_service(self.parts, tx, row)


async def act(parts: Parts, tx: AsyncSession, due_id: int, conversation_id: str) -> After | None:
    """Delete the due time and do what it stands for, in one transaction. None when somebody else has it.

    The conversation is locked first, as everywhere: two locks taken in two orders would wait for each other.
    """
    stmt = select(ConversationRow).where(ConversationRow.id == conversation_id)
    row = await tx.scalar(stmt.with_for_update(skip_locked=True))
    due = await tx.get(DueRow, due_id) if row else None
    if row is None or due is None or due.due_at > parts.clock.now():
        return None
    await tx.delete(due)
    await tx.flush()
    return await JOBS[due.kind](parts, tx, row, due)
