"""What the long poll answers: new messages, and the status with a version that changes when it does."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.rows import CLAIMED, views_of
from handoff.chat.service import place_of, service_now, service_view
from handoff.parts import Parts
from handoff.queue.due import TYPING
from handoff.store.tables import ConversationRow


@dataclass(frozen=True)
class Snapshot:
    """One look at a conversation."""

    body: dict[str, Any]

    def is_news(self, seen: int | None) -> bool:
        """Whether somebody who has seen status version `seen` learns something."""
        return bool(self.body["messages"]) or (seen is not None and self.body["version"] != seen)


async def look(
    parts: Parts, tx: AsyncSession, row: ConversationRow, *, after: int, as_veileder: bool
) -> Snapshot:
    """Messages after `after` and the status, for the parent or for a veileder."""
    service = await service_now(parts, tx)
    messages = await views_of(tx, row.id, after) if row.last_number > after else []
    status = {
        "state": row.state,
        "queue": await place_of(parts, tx, row, service),
        "typing": is_typing(parts, row, to_veileder=as_veileder),
        "service": service_view(service),
    }
    version = zlib.crc32(json.dumps([row.version, status], sort_keys=True).encode())
    return Snapshot({"messages": messages, "version": version, **status})


def is_typing(parts: Parts, row: ConversationRow, *, to_veileder: bool) -> bool:
    """Whether the other side is writing: the parent, the veileder, or the assistant's turn is under way."""
    now = parts.clock.now()
    if to_veileder:
        return _recent(row.parent_typing_at, now)
    if row.state == CLAIMED:
        return _recent(row.veileder_typing_at, now)
    return row.id in parts.busy


def _recent(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and now - moment < TYPING
