"""Is the service open, is a veileder there, how long is the queue: what a parent can be told now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from handoff.chat.lines import varied
from handoff.chat.rows import QUEUED, REAL, WAITING
from handoff.clock import OSLO, whole_minutes
from handoff.parts import Parts
from handoff.queue.ordering import Waiting, position
from handoff.queue.waits import LAST, wait_range
from handoff.store.tables import ConversationRow, WaitRow

HERE, CLOSED, NOBODY = "here", "closed", "nobody"
RECENT = timedelta(hours=24)
DAY_NAMES = {
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "nn": ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


@dataclass(frozen=True)
class Service:
    """Whether it is open, whether a veileder is signed in and present, and when it opens next."""

    open: bool
    veileder_here: bool
    opens_at: datetime | None

    @property
    def kind(self) -> str:
        if not self.open:
            return CLOSED
        return HERE if self.veileder_here else NOBODY


async def service_now(parts: Parts, tx: AsyncSession) -> Service:
    """The service at this moment."""
    now = parts.clock.now()
    here = await parts.on_duty.ask(tx, now)
    return Service(parts.opening.is_open(now), here, parts.opening.next_opening(now))


def service_view(service: Service) -> dict[str, object]:
    """The service as the pages see it."""
    return {
        "open": service.open,
        "veileder_here": service.veileder_here,
        "opens_at": service.opens_at.isoformat() if service.opens_at else None,
    }


def said_when(service: Service, text_id: str) -> str:
    """The id to say of a text that names the queue: `<id>_alone` while nobody is there to keep a place in it."""
    return text_id if service.kind == HERE else f"{text_id}_alone"


def service_line(parts: Parts, service: Service, language: str, turn: int = 0) -> str:
    """What is said when it is closed, nobody is there, or somebody has come."""
    if service.kind != CLOSED:
        return varied(parts.texts, f"web_{service.kind}", language, turn)
    if service.opens_at is None:
        return varied(parts.texts, "web_closed", language, turn)
    opens = opens_in_words(service.opens_at, parts.clock.now(), language)
    return varied(parts.texts, "web_closed_until", language, turn, opens=opens)


def opens_in_words(opens_at: datetime, now: datetime, language: str) -> str:
    """«klokka 15:00», «tysdag klokka 09:00», "Tuesday at 09:00"; the day is named when it is another one."""
    local = opens_at.astimezone(OSLO)
    at = "at" if language == "en" else "klokka"
    time = f"{at} {local:%H:%M}"
    if local.date() == now.astimezone(OSLO).date():
        return time
    return f"{DAY_NAMES[language][local.weekday()]} {time}"


async def waiting_list(tx: AsyncSession) -> list[Waiting]:
    """Everybody who is listed in the queue, in no order. Real parents only."""
    rows = await tx.execute(
        select(
            ConversationRow.id,
            ConversationRow.urgency,
            ConversationRow.front,
            ConversationRow.created_at,
            ConversationRow.state,
        ).where(ConversationRow.state.in_(QUEUED), ConversationRow.listed_at.is_not(None), REAL)
    )
    return [
        Waiting(id, urgency, front, opened, state == WAITING) for id, urgency, front, opened, state in rows
    ]


def as_waiting(row: ConversationRow) -> Waiting:
    return Waiting(row.id, row.urgency, row.front, row.created_at)


async def last_waits(parts: Parts, tx: AsyncSession, place: int) -> list[int]:
    """Minutes of the last waits, at most 20, of the last day, of those who came to this place or one further back.

    Who found an empty queue says nothing about a wait behind others.
    """
    recent = WaitRow.hour >= parts.clock.now() - RECENT, WaitRow.place >= place
    found = await tx.scalars(select(WaitRow.minutes).where(*recent).order_by(WaitRow.id.desc()).limit(LAST))
    return list(found)


async def place_at_opening(tx: AsyncSession, row: ConversationRow) -> int:
    """The place a conversation had when it was opened: behind all who waited then, as far as they are still known."""
    opened = row.created_at
    ahead = await tx.scalar(
        select(func.count()).where(
            REAL,
            ConversationRow.listed_at.is_not(None),
            ConversationRow.created_at < opened,
            or_(ConversationRow.first_claimed_at.is_(None), ConversationRow.first_claimed_at > opened),
            or_(ConversationRow.ended_at.is_(None), ConversationRow.ended_at > opened),
        )
    )
    return 1 + (ahead or 0)


async def place_of(
    parts: Parts, tx: AsyncSession, row: ConversationRow, service: Service
) -> dict[str, object]:
    """`{listed, position, wait_minutes}` of one conversation; no place is promised while nobody is there to keep it.

    One that is not listed, as nothing was written yet, is seen by no veileder: the place is the one it would get. A
    practice has no place: it stands in nobody's way.
    """
    listed = row.listed_at is not None
    if row.state not in QUEUED or service.kind != HERE or row.practice:
        return {"listed": listed, "position": None, "wait_minutes": None}
    place = position(as_waiting(row), await waiting_list(tx))
    waited = whole_minutes(row.created_at, parts.clock.now())
    minutes = wait_range(await last_waits(parts, tx, place), waited) if listed else None
    return {"listed": listed, "position": place, "wait_minutes": list(minutes) if minutes else None}
