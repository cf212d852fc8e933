"""Accepting and rejecting suggested themes: only counts remain, and they outlive the conversation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from house import Caller, House
from sqlalchemy import select

from handoff.deciding import Rate, accept_rates, add_one, whole
from handoff.store.engine import Store
from handoff.store.tables import TagDecisionRow

TIRED = "Sliten og trett"
SUGGESTED = {"theme": TIRED, "score": 0.8, "start": 3, "end": 9}
DAY = date(2026, 1, 14)


async def rates(house: House) -> list[Rate]:
    async with house.parts.store.read() as tx:
        return await accept_rates(tx, DAY - timedelta(days=1), DAY + timedelta(days=1))


async def ended(house: House, text: str, decide: bool | None, body: dict[str, Any] | None = None) -> Caller:
    """A conversation with this decision about «Sliten og trett», registered as `body`, and deleted since."""
    house.describer.hears["sliten"] = SUGGESTED
    parent = await house.parent()
    await parent.say(text)
    veileder = await house.claimed(parent)
    path = f"/api/conversations/{parent.id}"
    if decide is not None:
        await veileder.post(f"{path}/themes", {"theme": TIRED, "accepted": decide})
    await veileder.post(f"{path}/close")
    if body:
        assert (await veileder.post(f"{path}/registration", body)).status == 201
    await house.pass_time(minutes=31)
    assert (await veileder.call("GET", path)).status in (401, 404)
    return veileder


@pytest.mark.parametrize(
    ("decide", "expected"),
    [(True, [Rate("T05", 1, 0, 0)]), (False, [Rate("T05", 0, 1, 0)]), (None, [])],
)
async def test_of_what_nobody_registers_the_decisions_are_counted_when_the_text_is_deleted(
    house: House, decide: bool | None, expected: list[Rate]
) -> None:
    await ended(house, "er sliten", decide)
    assert await rates(house) == expected


async def test_what_remains_is_the_theme_and_three_counts(house: House) -> None:
    await ended(house, "er sliten", True)
    async with house.parts.store.read() as tx:
        [row] = list(await tx.scalars(select(TagDecisionRow)))
    assert set(vars(row)) - {"_sa_instance_state"} == {"day", "tag", "accepted", "rejected", "undecided"}


async def test_before_that_a_decision_can_be_changed(house: House) -> None:
    house.describer.hears["sliten"] = SUGGESTED
    parent = await house.parent()
    await parent.say("er sliten")
    veileder = await house.claimed(parent)
    path = f"/api/conversations/{parent.id}/themes"
    for accepted in (True, None, False):
        await veileder.post(path, {"theme": TIRED, "accepted": accepted})
    assert await rates(house) == []
    await veileder.post(f"/api/conversations/{parent.id}/close")
    await house.pass_time(minutes=31)
    assert await rates(house) == [Rate("T05", 0, 1, 0)]


@pytest.mark.parametrize(
    ("decide", "ticked", "expected"),
    [
        (None, True, Rate("T05", 1, 0, 0)),
        (False, True, Rate("T05", 1, 0, 0)),
        (None, False, Rate("T05", 0, 0, 1)),
        (True, False, Rate("T05", 0, 0, 1)),
        (False, False, Rate("T05", 0, 1, 0)),
    ],
)
async def test_the_registration_is_the_last_word_and_what_it_leaves_unticked_is_counted_apart(
    house: House, decide: bool | None, ticked: bool, expected: Rate
) -> None:
    await ended(house, "er sliten", decide, {"themes": [TIRED, "Ensomhet"] if ticked else ["Ensomhet"]})
    assert await rates(house) == [expected]


async def test_what_is_suggested_after_the_registration_was_not_left_unticked(house: House) -> None:
    house.describer.hears["sliten"] = SUGGESTED
    parent = await house.parent()
    await parent.say("hei")
    veileder = await house.claimed(parent)
    await veileder.post(f"/api/conversations/{parent.id}/registration", {"themes": []})
    await parent.say("er sliten")
    await veileder.post(f"/api/conversations/{parent.id}/close")
    await house.pass_time(minutes=31)
    assert await rates(house) == []


async def test_a_registration_sent_again_counts_its_suggestions_once(house: House) -> None:
    body = {"themes": [TIRED], "client_id": "f1b2c3d4-0000-4000-8000-000000000001"}
    house.describer.hears["sliten"] = SUGGESTED
    parent = await house.parent()
    await parent.say("er sliten")
    veileder = await house.claimed(parent)
    for _ in range(2):
        assert (await veileder.post(f"/api/conversations/{parent.id}/registration", body)).status == 201
    assert await rates(house) == [Rate("T05", 1, 0, 0)]


async def test_what_was_accepted_and_then_left_unticked_is_shown_as_undecided(house: House) -> None:
    house.describer.hears["sliten"] = SUGGESTED
    parent = await house.parent()
    await parent.say("er sliten")
    veileder = await house.claimed(parent)
    await veileder.post(f"/api/conversations/{parent.id}/themes", {"theme": TIRED, "accepted": True})
    await veileder.post(f"/api/conversations/{parent.id}/registration", {"themes": ["Ensomhet"]})
    view = await veileder.get(f"/api/conversations/{parent.id}")
    assert {t["theme"]: t["accepted"] for t in view["themes"]} == {TIRED: None, "Ensomhet": True}


async def test_what_nobody_suggested_is_not_counted(house: House) -> None:
    await ended(house, "hei", True)
    assert await rates(house) == []


async def test_a_conversation_nobody_took_says_nothing_about_suggestions(house: House) -> None:
    parent = await house.parent()
    await parent.say("er sliten")
    await parent.post(f"/api/conversations/{parent.id}/leave")
    await house.pass_time(minutes=31)
    assert await rates(house) == []


@pytest.mark.store
async def test_counts_add_up_over_days_on_each_database(store_url: str) -> None:
    store = Store(store_url)
    async with store.write() as tx:
        for day in (DAY, DAY, DAY + timedelta(days=1), DAY + timedelta(days=9)):
            await add_one(tx, day, "T05", "accepted")
        await add_one(tx, DAY, "T05", "rejected")
        await add_one(tx, DAY, "T10", "undecided")
    async with store.read() as tx:
        found = await accept_rates(tx, DAY, DAY + timedelta(days=1))
    assert found == [Rate("T05", 3, 1, 0), Rate("T10", 0, 0, 1)]
    assert found[0].share == found[0].share_of_suggested == 0.75
    assert (found[1].share, found[1].share_of_suggested) == (None, 0.0)
    assert whole(found) == Rate("", 3, 1, 1)
    await store.close()


async def page(caller: Caller, **query: str) -> tuple[int, str]:
    headers = {"Accept": "text/html"}
    response = await caller.call("GET", "/konsoll/temaforslag", params=query, headers=headers)
    return response.status, await response.text()


@pytest.mark.parametrize("role", ["fagansvarlig", "leder"])
async def test_the_page_shows_the_rate_of_each_theme(house: House, role: str) -> None:
    await ended(house, "er sliten", None, {"themes": [TIRED]})
    await ended(house, "er sliten", False)
    for _ in range(2):
        await ended(house, "er sliten", None, {"themes": []})
    status, html = await page(await house.as_veileder("sjef", role))
    assert status == 200
    assert TIRED in html
    assert "Vist, ikke valgt" in html
    assert "25 %" in html  # of the four that were suggested
    assert "50 %" in html  # of the two that were decided on
    assert "Alle temaer" in html
    status, html = await page(await house.as_veileder("sjef", role), fra="2025-01-01", til="2025-02-01")
    assert "Ingen forslag er telt" in html


async def test_the_page_is_closed_for_others_in_words_and_with_a_way_on(house: House) -> None:
    status, html = await page(await house.as_veileder())
    assert (status, "Det har du ikke tilgang til." in html) == (403, True)
    status, html = await page(house.visitor())
    assert (status, "Du må logge inn først." in html) == (401, True)
    assert 'href="/konsoll"' in html


@pytest.mark.parametrize("query", [{"fra": "i går"}, {"fra": "2026-02-01", "til": "2026-01-01"}])
async def test_dates_that_make_no_sense_are_told(house: House, query: dict[str, str]) -> None:
    status, html = await page(await house.as_veileder("sjef", "leder"), **query)
    assert status in (400, 422)
    assert "forstod ikke" in html
