"""The shift report: counts, waits and urgent cases without text; free notes without personal data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from house import Caller, House
from sqlalchemy import select

from handoff.shift_report import ShiftReport, Urgent, Waits, includes_now, shift_report
from handoff.store.tables import EndedRow, RegistrationRow, ShiftNoteRow
from handoff.web.keys import SWEEPER

NOTES = "/api/shift-notes"


async def report_of(house: House, hours: int = 1) -> ShiftReport:
    """The report of the last hours."""
    now = house.clock.now()
    async with house.parts.store.read() as tx:
        return await shift_report(house.parts, tx, now - timedelta(hours=hours), now + timedelta(minutes=1))


async def page(caller: Caller, **query: str) -> str:
    response = await caller.call("GET", "/konsoll/vaktrapport", params=query, headers={"Accept": "text/html"})
    assert response.status == 200, await response.text()
    return await response.text()


async def served(house: House, text: str, *, wait: int) -> None:
    """A parent who waited so many minutes, was taken, and ended."""
    parent = await house.parent()
    await parent.say(text)
    house.clock.advance(minutes=wait)
    veileder = await house.claimed(parent)
    await veileder.post(f"/api/conversations/{parent.id}/close")


async def test_an_empty_shift_is_said_to_be_empty(house: House) -> None:
    report = await report_of(house)
    assert report == ShiftReport(
        0, 0, 0, 0, 0, 0, 0, Waits(0, None, None, 0), [], [], [], [], includes_now=True
    )
    html = await page(await house.as_veileder())
    assert "Ingen hastesaker." in html
    assert "Ingen chat ble både tatt og avsluttet" in html


async def test_counts_waits_and_urgent_cases_outlive_the_text(house: House) -> None:
    await served(house, "hun er blå", wait=2)
    await served(house, "han har feber", wait=4)
    await served(house, "er sliten", wait=30)
    gone = await house.parent()
    await gone.say("han har feber")
    await gone.post(f"/api/conversations/{gone.id}/leave")
    await house.parent()  # opened the page and never wrote: nobody who waited
    await house.pass_time(minutes=31)
    waiting = await house.parent()
    await waiting.say("hun er blå")
    veileder = await house.as_veileder()
    body = {"themes": ["Ensomhet"], "outcomes": ["Kontakt med politiet"], "length_minutes": 0}
    await veileder.post("/api/registrations", body)
    report = await report_of(house, hours=3)
    assert (report.ended, report.taken, report.gave_up) == (4, 3, 1)
    assert (report.going_on, report.waiting, report.calls, report.registered) == (0, 1, 1, 1)
    assert report.waits == Waits(count=3, median=4, longest=30, soon=2)
    assert report.urgent == [Urgent("Blå lepper", "RED", 2), Urgent("Feber hos liten baby", "ORANGE", 2)]
    assert (report.themes, report.outcomes) == ([("Ensomhet", 1)], [("Kontakt med politiet", 1)])
    html = await page(veileder, fra="2026-01-14T18:00")
    for words in ("Feber hos liten baby", "30 min", "2 av 3", "Ensomhet", "Kontakt med politiet"):
        assert words in html


async def test_what_began_before_the_shift_and_ended_in_it_is_in_it_ended_and_registered(
    house: House,
) -> None:
    """Also when the text is deleted before it is registered; and a call by when it was over."""
    before = house.clock.now()
    parent = await house.parent()
    await house.claimed(parent)
    house.clock.advance(hours=2)
    veileder = await house.as_veileder()
    await veileder.post(f"/api/conversations/{parent.id}/close")
    await house.pass_time(minutes=31)
    path = f"/api/conversations/{parent.id}/registration"
    assert (await veileder.post(path, {"themes": ["Ensomhet"]})).status == 201
    await veileder.post("/api/registrations", {"themes": ["Samvær"], "length_minutes": 110})
    report = await report_of(house)
    assert (report.taken, report.registered, report.calls) == (1, 2, 1)
    assert report.themes == [("Ensomhet", 1), ("Samvær", 1)]
    async with house.parts.store.read() as tx:
        earlier = await shift_report(house.parts, tx, before, before + timedelta(minutes=1))
    assert (earlier.ended, earlier.registered) == (0, 0)


async def test_what_was_registered_before_the_end_was_kept_counts_by_its_beginning(house: House) -> None:
    now = house.clock.now()
    async with house.parts.store.write() as tx:
        tx.add(
            RegistrationRow(
                hour=now.replace(minute=0),
                channel="Chat",
                gender="Mann",
                themes=["Samvær"],
                outcomes=[],
                violence=[],
            )
        )
    assert (await report_of(house, hours=0)).registered == 1


async def test_a_note_has_its_date_so_that_a_night_can_be_read(house: House) -> None:
    veileder = await house.as_veileder()
    first = await (await veileder.post(NOTES, {"text": "før midnatt"})).json()
    house.clock.advance(hours=6)
    veileder = await house.as_veileder()
    await veileder.post(NOTES, {"text": "etter midnatt"})
    html = await page(veileder, fra="2026-01-14T18:00")
    assert first["at"] == "14.01. kl. 20:00"
    assert "14.01. kl. 20:00 kari" in html
    assert "15.01. kl. 02:00 kari" in html


async def test_what_remains_of_an_ended_conversation_is_hours_and_figures(house: House) -> None:
    await served(house, "hun er blå", wait=2)
    async with house.parts.store.read() as tx:
        [row] = list(await tx.scalars(select(EndedRow)))
    assert (row.hour.minute, row.ended_hour.minute) == (0, 0)
    assert (row.taken, row.wait_minutes, row.urgency, row.rule) == (True, 2, 2, "BR-04")


async def test_another_shift_is_not_in_it(house: House) -> None:
    await served(house, "hun er blå", wait=2)
    house.clock.advance(hours=5)
    assert (await report_of(house)).ended == 0
    veileder = await house.as_veileder()
    assert "Ingen hastesaker." in await page(veileder)  # from when one signed in
    assert "Blå lepper" in await page(veileder, fra="2026-01-14T20:00", til="2026-01-14T20:30")


async def test_what_is_urgent_now_is_in_no_report_of_another_time(house: House) -> None:
    await served(house, "han har feber", wait=2)
    house.clock.advance(hours=5)
    waiting = await house.parent()
    await waiting.say("hun er blå")
    veileder = await house.as_veileder()
    earlier = await page(veileder, fra="2026-01-14T20:00", til="2026-01-14T20:30")
    assert "Feber hos liten baby" in earlier
    assert "Blå lepper" not in earlier
    assert "Også de som pågår nå er med." not in earlier
    both = await page(veileder, fra="2026-01-14T20:00")
    assert "Feber hos liten baby" in both
    assert "Blå lepper" in both
    assert "Også de som pågår nå er med." in both


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (-60, 0, True),
        (-60, 30, True),
        (-60, -5, True),  # opened a little earlier in this hour
        (0, 0, True),
        (-300, -20, False),  # until the hour struck
        (-300, -80, False),
        (5, 60, False),  # has not begun
    ],
)
def test_a_period_holds_this_moment_or_not(first: int, last: int, holds: bool) -> None:
    now = datetime(2026, 1, 14, 19, 20, tzinfo=UTC)
    assert includes_now(now + timedelta(minutes=first), now + timedelta(minutes=last), now) is holds


async def test_a_note_is_masked_before_it_is_stored_and_that_is_told(house: House) -> None:
    veileder = await house.as_veileder()
    body = {"text": "Ring tilbake til 412 34 567 eller mor@example.no. Mye uro i kveld."}
    answer = await veileder.post(NOTES, body)
    told = await answer.json()
    assert answer.status == 201
    assert told["masked"] == ["e-post", "telefonnummer"]
    assert "412" not in told["text"]
    assert "Mye uro i kveld" in told["text"]
    async with house.parts.store.read() as tx:
        [row] = list(await tx.scalars(select(ShiftNoteRow)))
    assert row.text == told["text"]
    ola = await house.as_veileder("ola", "leder")
    html = await page(ola)
    assert "Mye uro i kveld" in html
    assert "data-remove" not in html.split("<main")[1]


@pytest.mark.parametrize(
    ("text", "error"), [("  \n ", "note_empty"), ("x" * 1001, "note_too_long"), ("x" * 5000, "note_too_long")]
)
async def test_a_note_that_cannot_be_kept_is_refused_in_words(house: House, text: str, error: str) -> None:
    response = await (await house.as_veileder()).post(NOTES, {"text": text})
    told: dict[str, Any] = await response.json()
    assert (response.status, told["error"]) == (422, error)
    assert "otatet er" in told["message"]


async def test_a_note_sent_again_is_one_note(house: House) -> None:
    veileder = await house.as_veileder()
    ids = [(await (await veileder.post(NOTES, {"text": "rolig kveld"})).json())["id"] for _ in range(2)]
    assert len(set(ids)) == 1
    house.clock.advance(minutes=11)
    assert (await (await veileder.post(NOTES, {"text": "rolig kveld"})).json())["id"] not in ids


async def test_one_takes_back_ones_own_notes_only(house: House) -> None:
    kari, ola = await house.as_veileder("kari"), await house.as_veileder("ola")
    number = (await (await kari.post(NOTES, {"text": "rolig kveld"})).json())["id"]
    assert (await ola.call("DELETE", f"{NOTES}/{number}")).status == 404
    assert (await kari.call("DELETE", f"{NOTES}/{number}")).status == 204
    assert (await kari.call("DELETE", f"{NOTES}/{number}")).status == 404
    assert (await kari.call("DELETE", f"{NOTES}/abc")).status == 404


async def test_notes_are_deleted_after_thirty_days(house: House) -> None:
    await (await house.as_veileder()).post(NOTES, {"text": "rolig kveld"})
    house.clock.advance(days=29)
    await house.app[SWEEPER].forget()
    kari = await house.as_veileder()
    assert "rolig kveld" in await page(kari, fra="2026-01-14T00:00")
    house.clock.advance(days=1, minutes=1)
    kari = await house.as_veileder()
    assert "rolig kveld" not in await page(kari, fra="2026-01-14T00:00")
    await house.app[SWEEPER].forget()
    async with house.parts.store.read() as tx:
        assert list(await tx.scalars(select(ShiftNoteRow))) == []


@pytest.mark.parametrize("query", [{"fra": "i går"}, {"fra": "2026-01-15T10:00", "til": "2026-01-15T09:00"}])
async def test_times_that_make_no_sense_are_told(house: House, query: dict[str, str]) -> None:
    veileder = await house.as_veileder()
    headers = {"Accept": "text/html"}
    response = await veileder.call("GET", "/konsoll/vaktrapport", params=query, headers=headers)
    assert response.status == 422
    assert "forstod ikke dato og klokkeslett" in await response.text()
