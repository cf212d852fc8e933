"""Who is next: the urgent first (by level, then by wait), all others strictly by arrival."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

URGENCY = {"RED": 2, "ORANGE": 1}


@dataclass(frozen=True)
class Waiting:
    """One conversation in the queue. `front`: it had a veileder and came back. `here`: its page is still polling."""

    id: str
    urgency: int
    front: bool
    opened: datetime
    here: bool = True


def urgency_of(result: dict[str, Any]) -> int:
    """2 for RED, 1 for ORANGE, over the medical level, each crisis, and what is shown; else 0."""
    levels = [result["level"], *(crisis["level"] for crisis in result["crisis"])]
    levels += [result["show"]["level"]] if result["show"] else []
    return max(URGENCY.get(level, 0) for level in levels)


def order(waiting: Waiting) -> tuple[int, bool, datetime, str]:
    """Sort key. One who came back goes before all others of the same urgency, not before somebody more urgent."""
    return (-waiting.urgency, not waiting.front, waiting.opened, waiting.id)


def in_order(rows: Iterable[Waiting]) -> list[Waiting]:
    """The queue, next one first."""
    return sorted(rows, key=order)


def position(me: Waiting, others: Iterable[Waiting]) -> int:
    """My place, from 1. Those whose page has gone silent keep their place but are not counted ahead of me."""
    return 1 + sum(1 for other in others if other.id != me.id and other.here and order(other) < order(me))
