"""A small made-up month for the statistics tests, and ways to read what comes out."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape

from house import House

from handoff.store.tables import EndedRow, RegistrationRow, TagDecisionRow

TIRED, UNREST, LONELY = "Sliten og trett", "Uro/ engstelse", "Ensomhet"
POLICE = "Kontakt med politiet"


def at(text: str) -> datetime:
    """A time in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def registration(
    hour: str, channel: str = "Chat", gender: str = "Kvinne", themes: tuple[str, ...] = (), **more: object
) -> RegistrationRow:
    values = {"outcomes": [], "violence": [], "wait_minutes": None, "length_minutes": 40, **more}
    return RegistrationRow(hour=at(hour), channel=channel, gender=gender, themes=list(themes), **values)


def ended(hour: str, minutes: int, *, taken: bool = True, urgency: int = 0) -> EndedRow:
    return EndedRow(
        hour=at(hour), ended_hour=at(hour), taken=taken, wait_minutes=minutes, urgency=urgency, rule=None
    )


def march() -> list[object]:
    """March 2026 and an hour on each side of it. The clocks go forward on Sunday 29 March at 02:00."""
    noon = "2026-03-10T12:00"
    return [
        registration("2026-02-28T22:00", themes=(LONELY,)),  # 28 February 23:00 in Norway
        registration("2026-02-28T23:00", themes=(TIRED, UNREST)),  # Sunday 1 March 00:00
        registration("2026-03-29T00:00", gender="Mann", themes=(TIRED,)),  # Sunday 01:00, winter time
        registration("2026-03-29T01:00", "Tlf", outcomes=[POLICE]),  # Sunday 03:00, summer time
        registration("2026-03-31T21:00", "Tlf", "Vet ikke", (TIRED,)),  # Tuesday 31 March 23:00
        registration("2026-03-31T22:00", "Tlf", themes=(LONELY,)),  # 1 April 00:00
        ended(noon, 2),
        ended(noon, 4, urgency=2),
        ended(noon, 5),
        ended(noon, 11, urgency=1),
        ended(noon, 30),
        ended(noon, 12, taken=False),
        ended("2026-03-31T22:00", 500),
        TagDecisionRow(day=date(2026, 3, 1), tag="T05", accepted=2, rejected=1, undecided=0),
        TagDecisionRow(day=date(2026, 3, 31), tag="T05", accepted=1, rejected=0, undecided=2),
        TagDecisionRow(day=date(2026, 4, 1), tag="T05", accepted=50, rejected=50, undecided=50),
    ]


async def store(house: House, rows: list[object]) -> None:
    async with house.parts.store.write() as tx:
        tx.add_all(rows)


def table_on(html: str, caption: str) -> list[list[str]]:
    """The rows of the table whose caption begins so, as texts."""
    body = next(t for t in re.findall(r"<table[^>]*>(.*?)</table>", html, re.S) if f"<caption>{caption}" in t)
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.S)
    return [[_text(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in rows]


def _text(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html)).strip()
