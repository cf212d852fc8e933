"""Registration with the service's own categories, once, and the table it makes."""

from __future__ import annotations

from typing import Any

import pytest
from house import House
from sqlalchemy import select

from handoff.store.tables import RegistrationRow

GIVEN = {"themes": ["Sliten og trett", "Uro/ engstelse"], "gender": "Kvinne", "outcomes": []}


async def closed(house: House) -> tuple[Any, Any]:
    parent = await house.parent()
    house.clock.advance(minutes=12)
    veileder = await house.claimed(parent)
    house.clock.advance(minutes=30)
    await veileder.post(f"/api/conversations/{parent.id}/close")
    return parent, veileder


async def test_a_conversation_is_registered_after_it_ended_and_nothing_leads_back_to_it(house: House) -> None:
    parent, veileder = await closed(house)
    path = f"/api/conversations/{parent.id}/registration"
    assert (await veileder.post(path, GIVEN)).status == 201
    async with house.parts.store.read() as tx:
        [row] = list(await tx.scalars(select(RegistrationRow)))
    assert (row.channel, row.gender, row.wait_minutes, row.length_minutes) == ("Chat", "Kvinne", 12, 30)
    assert row.themes == GIVEN["themes"]
    assert (row.hour.minute, row.hour.second) == (0, 0)
    assert parent.id not in str(vars(row))
    held = (await veileder.get("/api/queue"))["mine"]
    assert [(h["id"], h["registered"]) for h in held] == [(parent.id, True)]


async def test_it_is_registered_once(house: House) -> None:
    parent, veileder = await closed(house)
    path = f"/api/conversations/{parent.id}/registration"
    await veileder.post(path, GIVEN)
    again = await veileder.post(path, GIVEN)
    assert (again.status, (await again.json())["error"]) == (409, "already_registered")


@pytest.mark.parametrize(
    "wrong",
    [{"themes": ["Noe nytt"]}, {"gender": "Annet"}, {"channel": "Fax"}, {"outcomes": ["Noe"]}],
)
async def test_what_the_service_does_not_use_is_refused_and_nothing_stored(
    house: House, wrong: dict[str, Any]
) -> None:
    parent, veileder = await closed(house)
    path = f"/api/conversations/{parent.id}/registration"
    response = await veileder.post(path, {**GIVEN, **wrong})
    assert (response.status, (await response.json())["error"]) == (422, "not_listed")
    assert (await veileder.post(path, GIVEN)).status == 201


async def test_another_veileder_cannot_register_it(house: House) -> None:
    parent, _ = await closed(house)
    other = await house.as_veileder("ola")
    assert (await other.post(f"/api/conversations/{parent.id}/registration", GIVEN)).status == 404


async def test_a_call_is_registered(house: House) -> None:
    veileder = await house.as_veileder()
    body = {**GIVEN, "outcomes": ["Kontakt med politiet"], "length_minutes": 20}
    assert (await veileder.post("/api/registrations", body)).status == 201
    boss = await house.as_veileder("leder", "leder")
    table = await boss.get("/api/statistics")
    assert table["channels"] == {"Tlf": 1}
    assert table["outcomes"] == {"Kontakt med politiet": 1}


async def test_months_are_norwegian(house: House) -> None:
    veileder = await house.as_veileder()
    house.clock.advance(days=17, hours=4, minutes=30)  # 31 January 23:30 UTC: February in Norway
    await house.as_veileder()
    veileder = await house.as_veileder()
    await veileder.post("/api/registrations", {**GIVEN, "length_minutes": 5})
    boss = await house.as_veileder("leder", "leder")
    table = await boss.get("/api/statistics")
    assert [m["month"] for m in table["months"]] == ["2026-02"]
    assert table["total"] == table["months"][0]["total"] == 1
    assert (await boss.call("GET", "/api/statistics", params={"to": "2026-01-31"})).status == 200
    assert (await boss.get("/api/statistics", to="2026-01-31"))["total"] == 0
    assert (await boss.get("/api/statistics", **{"from": "2026-02-01"}))["total"] == 1


@pytest.mark.parametrize("query", [{"from": "i går"}, {"from": "2026-02-01", "to": "2026-01-01"}])
async def test_dates_that_make_no_sense_are_a_bad_request(house: House, query: dict[str, str]) -> None:
    boss = await house.as_veileder("leder", "leder")
    assert (await boss.call("GET", "/api/statistics", params=query)).status == 400


async def test_themes_are_kept_refused_added_and_taken_back(house: House) -> None:
    parent = await house.parent()
    await parent.say("er sliten")
    veileder = await house.claimed(parent)
    path = f"/api/conversations/{parent.id}/themes"

    async def decide(theme: str, accepted: bool | None) -> dict[str, Any]:
        assert (await veileder.post(path, {"theme": theme, "accepted": accepted})).status == 204
        view = await veileder.get(f"/api/conversations/{parent.id}")
        return {t["theme"]: t["accepted"] for t in view["themes"]}

    assert await decide("Sliten og trett", False) == {"Sliten og trett": False}
    assert await decide("Ensomhet", True) == {"Sliten og trett": False, "Ensomhet": True}
    assert await decide("Sliten og trett", None) == {"Sliten og trett": None, "Ensomhet": True}
    assert (await veileder.post(path, {"theme": "Noe nytt", "accepted": True})).status == 422


def test_there_are_22_themes_with_the_spelling_of_the_service(real_words: Any) -> None:
    categories = real_words[2]
    assert len(categories.themes) == 22
    assert "Uro/ engstelse" in categories.themes
    assert len(categories.outcomes) == 5
    assert len(set(categories.slugs.values())) == 22


async def test_a_report_about_the_directory_is_kept(house: House) -> None:
    veileder = await house.as_veileder()
    path = "/api/resources/4601/report"
    assert (await veileder.post(path, {"service": "legevakt", "note": "Nummeret er feil"})).status == 201
    assert (await veileder.post(path, {"note": ""})).status == 400
    assert (await veileder.post("/api/resources/9999/report", {"note": "x"})).status == 404
