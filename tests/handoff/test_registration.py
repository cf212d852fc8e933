"""Registration with the service's own categories, once, and the table it makes."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from house import House
from sqlalchemy import select

from content.errors import ContentError
from handoff.categories import Categories
from handoff.clock import OSLO
from handoff.store.tables import RegistrationRow, UnregisteredRow
from handoff.web.keys import SWEEPER

VIOLENCE = "Overgrep og vold i hjemmet"
GIVEN = {"themes": ["Sliten og trett", "Uro/ engstelse"], "gender": "Kvinne", "outcomes": []}


async def registrations(house: House) -> list[RegistrationRow]:
    async with house.parts.store.read() as tx:
        return list(await tx.scalars(select(RegistrationRow).order_by(RegistrationRow.id)))


async def taken(house: House) -> tuple[Any, Any]:
    """A conversation after 12 minutes of waiting and 30 of talking."""
    parent = await house.parent()
    house.clock.advance(minutes=12)
    veileder = await house.claimed(parent)
    house.clock.advance(minutes=30)
    return parent, veileder


async def closed(house: House) -> tuple[Any, Any]:
    parent, veileder = await taken(house)
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
    [{"gender": "Annet"}, {"channel": "Fax"}, {"outcomes": ["Noe"]}],
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


@pytest.mark.parametrize(
    "query",
    [
        {"from": "i går"},
        {"from": "2026-02-01", "to": "2026-01-01"},
        {"from": "9999-12-31", "to": "9999-12-31"},
        {"from": "0001-01-01", "to": "0001-01-31"},
        {"to": "0001-01-01"},
        {"from": "2006-01-01", "to": "2026-01-01"},
    ],
)
async def test_dates_that_make_no_sense_are_a_bad_request(house: House, query: dict[str, str]) -> None:
    boss = await house.as_veileder("leder", "leder")
    assert (await boss.call("GET", "/api/statistics", params=query)).status == 400


async def test_themes_are_kept_refused_added_and_taken_back(house: House) -> None:
    house.describer.hears["sliten"] = {"theme": "Sliten og trett", "score": 0.8, "start": 3, "end": 9}
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
    refused = await veileder.post(path, {"theme": "Noe nytt", "accepted": True})
    assert (refused.status, (await refused.json())["error"]) == (422, "theme_switched_off")
    assert "«Noe nytt» brukes ikke lenger" in (await refused.json())["message"]


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


def test_old_themes_are_kept_but_not_offered_for_new_ones(real_words: Any) -> None:
    categories = real_words[2]
    old = [theme for theme in categories.themes if theme not in categories.offered]
    assert [categories.ids[theme] for theme in old] == ["T20", "T21"]


async def test_what_may_be_registered_is_told(house: House) -> None:
    veileder = await house.as_veileder()
    told = await veileder.get("/api/categories")
    assert (len(told["themes"]), len(told["offered"])) == (22, 20)
    assert told["genders"] == ["Mann", "Kvinne", "Vet ikke"]
    assert told["violence_theme"] == VIOLENCE
    assert told["violence_kinds"] == [
        "Vold mot omsorgsperson",
        "Vold mot barn",
        "Fysisk vold",
        "Psykisk vold",
        "Seksuell vold / overgrep",
        "Annet",
    ]


@pytest.mark.parametrize("theme", ["Bekymring rundt Corona- viruset", "Et tema som er borte"])
async def test_a_theme_that_is_switched_off_or_gone_is_named_and_nothing_is_lost(
    house: House, theme: str
) -> None:
    parent, veileder = await closed(house)
    path = f"/api/conversations/{parent.id}/registration"
    response = await veileder.post(path, {**GIVEN, "themes": ["Ensomhet", theme]})
    told = await response.json()
    assert (response.status, told["error"]) == (422, "theme_gone")
    assert f"«{theme}» brukes ikke for nye registreringer" in told["message"]
    assert await registrations(house) == []
    assert (await veileder.post(path, GIVEN)).status == 201


async def test_an_old_registration_with_a_theme_that_is_switched_off_counts_on(house: House) -> None:
    async with house.parts.store.write() as tx:
        old = {"themes": ["Bekymring rundt Corona- viruset"], "outcomes": [], "wait_minutes": 1}
        tx.add(
            RegistrationRow(
                hour=house.clock.now(), channel="Chat", gender="Mann", length_minutes=1, violence=[], **old
            )
        )
    boss = await house.as_veileder("leder", "leder")
    assert (await boss.get("/api/statistics"))["themes"] == {"Bekymring rundt Corona- viruset": 1}


async def test_nothing_is_required_that_the_parent_did_not_tell(house: House) -> None:
    parent, veileder = await closed(house)
    assert (await veileder.post(f"/api/conversations/{parent.id}/registration", {"themes": []})).status == 201
    [row] = await registrations(house)
    assert (row.gender, row.themes, row.violence, row.outcomes) == ("Vet ikke", [], [], [])


async def test_kinds_of_violence_go_with_their_theme(house: House) -> None:
    parent, veileder = await closed(house)
    path = f"/api/conversations/{parent.id}/registration"
    kinds = ["Psykisk vold", "Vold mot barn", "Psykisk vold"]
    alone = await veileder.post(path, {**GIVEN, "violence": kinds})
    assert (alone.status, (await alone.json())["error"]) == (422, "kind_without_theme")
    assert VIOLENCE in (await alone.json())["message"]
    unknown = await veileder.post(path, {**GIVEN, "themes": [VIOLENCE], "violence": ["Økonomisk vold"]})
    assert (await unknown.json())["error"] == "not_listed"
    assert (await veileder.post(path, {**GIVEN, "themes": [VIOLENCE], "violence": kinds})).status == 201
    assert [row.violence for row in await registrations(house)] == [["Psykisk vold", "Vold mot barn"]]


async def test_from_two_tabs_the_second_is_told_and_nothing_is_counted_twice(house: House) -> None:
    parent, veileder = await closed(house)
    path = f"/api/conversations/{parent.id}/registration"
    answers = await asyncio.gather(
        veileder.post(path, {**GIVEN, "client_id": "fane-1"}),
        veileder.post(path, {**GIVEN, "client_id": "fane-2"}),
    )
    assert sorted(answer.status for answer in answers) == [201, 409]
    refused = next(answer for answer in answers if answer.status == 409)
    assert (await refused.json())["message"] == "Samtalen er allerede registrert."
    assert len(await registrations(house)) == 1


async def test_sending_the_same_form_again_gives_the_same_answer(house: House) -> None:
    parent, veileder = await closed(house)
    path = f"/api/conversations/{parent.id}/registration"
    body = {**GIVEN, "client_id": "skjema-1"}
    first, again = await veileder.post(path, body), await veileder.post(path, body)
    assert (first.status, again.status) == (201, 201)
    assert await first.json() == await again.json()
    call = {**GIVEN, "client_id": "skjema-2"}
    both = await asyncio.gather(
        veileder.post("/api/registrations", call), veileder.post("/api/registrations", call)
    )
    assert len({(await one.json())["id"] for one in both}) == 1
    assert len(await registrations(house)) == 2


async def said(response: Any) -> tuple[int, str]:
    """The status of a refusal and its word; the sentence is there."""
    told = await response.json()
    assert told["message"].endswith((".", "?"))
    return response.status, told["error"]


async def test_a_tick_changed_after_the_answer_was_lost_is_changed_in_what_is_stored(house: House) -> None:
    parent, veileder = await closed(house)
    path = f"/api/conversations/{parent.id}/registration"
    body = {**GIVEN, "client_id": "skjema-1"}
    first = await veileder.post(path, body)
    other = {**body, "themes": ["Ensomhet"], "gender": "Mann", "outcomes": ["Kontakt med politiet"]}
    again = await veileder.post(path, other)
    assert (again.status, await again.json()) == (201, await first.json())
    [row] = await registrations(house)
    assert (row.themes, row.gender, row.outcomes) == (["Ensomhet"], "Mann", ["Kontakt med politiet"])
    assert (row.wait_minutes, row.length_minutes) == (12, 30)
    view = await veileder.get(f"/api/conversations/{parent.id}")
    assert [theme["theme"] for theme in view["themes"] if theme["accepted"]] == ["Ensomhet"]
    gone = await veileder.post(path, {**body, "themes": ["Et tema som er borte"]})
    assert await said(gone) == (422, "theme_gone")
    await house.pass_time(
        minutes=31
    )  # the text is deleted: the form that made the registration may still mend it
    veileder = await house.as_veileder()
    assert (await veileder.post(path, other)).status == 201
    assert (await veileder.post(path, body)).status == 201
    assert [row.themes for row in await registrations(house)] == [GIVEN["themes"]]
    assert await said(await veileder.post(path, {**body, "client_id": "skjema-2"})) == (
        404,
        "not_registrable",
    )


async def test_a_deleted_conversation_whose_answer_was_lost_counts_once(house: House) -> None:
    parent, _ = await closed(house)
    await house.pass_time(minutes=31)
    veileder = await house.as_veileder()
    path = f"/api/conversations/{parent.id}/registration"
    body = {**GIVEN, "client_id": "skjema-1"}
    answers = [await veileder.post(path, body) for _ in range(2)]
    assert [answer.status for answer in answers] == [201, 201]
    assert len(await registrations(house)) == 1


async def test_another_call_in_the_same_form_is_asked_about_and_nothing_is_swallowed(house: House) -> None:
    veileder = await house.as_veileder()
    path = "/api/registrations"
    body = {**GIVEN, "client_id": "skjema-1", "length_minutes": 20}
    first = await veileder.post(path, body)
    for other in ({"themes": ["Ensomhet"]}, {"length_minutes": 5}, {"begun_at": "2026-01-14T09:00"}):
        assert await said(await veileder.post(path, {**body, **other})) == (409, "saved_differently")
    [row] = await registrations(house)
    assert (row.themes, row.length_minutes) == (GIVEN["themes"], 20)
    new = {**body, "themes": ["Ensomhet"], "client_id": "skjema-2"}
    assert (await veileder.post(path, new)).status == 201
    mended = {"gender": "Mann", "length_minutes": 5, "corrects": True}
    again = await veileder.post(path, {**body, **mended})
    assert (again.status, await again.json()) == (201, await first.json())
    stored = {row.id: (row.themes, row.gender, row.length_minutes) for row in await registrations(house)}
    assert sorted(stored.values()) == [(["Ensomhet"], "Kvinne", 20), (GIVEN["themes"], "Mann", 5)]
    future = await veileder.post(path, {**body, **mended, "begun_at": "2027-01-14T09:00"})
    assert await said(future) == (422, "in_the_future")
    assert (await veileder.post(path, {**body, **mended, "begun_at": "2026-01-14T09:00"})).status == 201
    assert next(row.hour.astimezone(OSLO).hour for row in await registrations(house)) == 9


async def test_a_call_of_just_now_sent_again_in_the_next_hour_counts_once(house: House) -> None:
    veileder = await house.as_veileder()
    body = {**GIVEN, "client_id": "skjema-1", "length_minutes": 20}
    assert (await veileder.post("/api/registrations", body)).status == 201
    [row] = await registrations(house)
    house.clock.advance(hours=1)
    assert (await veileder.post("/api/registrations", body)).status == 201
    mended = {**body, "gender": "Mann", "corrects": True}
    assert (await veileder.post("/api/registrations", mended)).status == 201
    assert [(one.hour, one.gender) for one in await registrations(house)] == [(row.hour, "Mann")]


async def test_no_form_finds_what_another_conversation_or_veileder_made(house: House) -> None:
    """A draft that a copied tab carries along, or a client_id made up: each form is of one conversation, or one's own calls."""
    body = {**GIVEN, "client_id": "samme"}
    other = {**body, "themes": ["Ensomhet"]}
    parent, kari = await closed(house)
    assert (await kari.post(f"/api/conversations/{parent.id}/registration", body)).status == 201
    assert (await kari.post("/api/registrations", other)).status == 201
    ola = await house.as_veileder("ola")
    assert (await ola.post("/api/registrations", {**other, "corrects": True})).status == 201
    themes = [row.themes for row in await registrations(house)]
    assert themes == [GIVEN["themes"], ["Ensomhet"], ["Ensomhet"]]
    assert "samme" not in str([vars(row) for row in await registrations(house)])


async def test_after_the_text_is_deleted_it_can_still_be_registered_once(house: House) -> None:
    parent, veileder = await closed(house)
    await house.pass_time(minutes=31)
    assert (await veileder.call("GET", f"/api/conversations/{parent.id}")).status == 404
    veileder = await house.as_veileder()
    [entry] = (await veileder.get("/api/queue"))["mine"]
    assert (entry["id"], entry["erased"], entry["registered"]) == (parent.id, True, False)
    assert "Teksten er slettet" in entry["reason"]
    path = f"/api/conversations/{parent.id}/registration"
    gone = await veileder.post(path, {**GIVEN, "themes": ["Et tema som er borte"]})
    assert (await gone.json())["error"] == "theme_gone"
    other = await house.as_veileder("ola")
    assert (await other.post(path, GIVEN)).status == 404
    assert (await veileder.post(path, GIVEN)).status == 201
    [row] = await registrations(house)
    assert (row.wait_minutes, row.length_minutes, row.channel) == (12, 30, "Chat")
    again = await veileder.post(path, GIVEN)
    assert (again.status, (await again.json())["error"]) == (404, "not_registrable")
    assert "Ingenting er talt to ganger" in (await again.json())["message"]
    assert (await veileder.get("/api/queue"))["mine"] == []
    assert len(await registrations(house)) == 1


async def test_what_was_registered_leaves_nothing_to_register_when_the_text_goes(house: House) -> None:
    parent, veileder = await closed(house)
    path = f"/api/conversations/{parent.id}/registration"
    assert (await veileder.post(path, GIVEN)).status == 201
    await house.pass_time(minutes=31)
    async with house.parts.store.read() as tx:
        assert list(await tx.scalars(select(UnregisteredRow))) == []
    again = await (await house.as_veileder()).post(path, GIVEN)
    assert (again.status, (await again.json())["error"]) == (404, "not_registrable")
    assert len(await registrations(house)) == 1


@pytest.mark.parametrize("how", ["release", "lost"])
async def test_a_conversation_given_back_that_the_parent_then_leaves_is_its_last_veileders_to_register(
    house: House, how: str
) -> None:
    parent, veileder = await taken(house)
    if how == "release":
        await veileder.post(f"/api/conversations/{parent.id}/release")
    else:
        await house.pass_time(minutes=5)  # the console went silent
    house.clock.advance(minutes=9)
    await parent.post(f"/api/conversations/{parent.id}/leave")
    [entry] = (await veileder.get("/api/queue"))["mine"]
    assert (entry["id"], entry["registered"]) == (parent.id, False)
    other = await house.as_veileder("ola")
    path = f"/api/conversations/{parent.id}/registration"
    assert (await other.post(path, GIVEN)).status == 404
    assert (await veileder.post(path, GIVEN)).status == 201
    [row] = await registrations(house)
    assert (row.wait_minutes, row.length_minutes) == (12, 30 if how == "release" else 35)


async def test_one_given_back_can_also_be_registered_when_its_text_is_deleted(house: House) -> None:
    parent, veileder = await taken(house)
    await veileder.post(f"/api/conversations/{parent.id}/release")
    await parent.post(f"/api/conversations/{parent.id}/leave")
    await house.pass_time(minutes=31)
    veileder = await house.as_veileder()
    assert (await veileder.post(f"/api/conversations/{parent.id}/registration", GIVEN)).status == 201
    [row] = await registrations(house)
    assert (row.wait_minutes, row.length_minutes) == (12, 30)


async def test_one_given_back_and_taken_by_another_is_the_others_to_register(house: House) -> None:
    parent, veileder = await taken(house)
    await veileder.post(f"/api/conversations/{parent.id}/release")
    ola = await house.claimed(parent, "ola")
    await ola.post(f"/api/conversations/{parent.id}/close")
    path = f"/api/conversations/{parent.id}/registration"
    assert (await veileder.post(path, GIVEN)).status == 404
    assert (await ola.post(path, GIVEN)).status == 201


async def test_a_week_after_the_deletion_it_is_let_go(house: House) -> None:
    parent, _ = await closed(house)
    await house.pass_time(minutes=31)
    house.clock.advance(days=7, minutes=1)
    await house.app[SWEEPER].forget()
    veileder = await house.as_veileder()
    assert (await veileder.get("/api/queue"))["mine"] == []
    response = await veileder.post(f"/api/conversations/{parent.id}/registration", GIVEN)
    assert (await response.json())["error"] == "not_registrable"


@pytest.mark.parametrize(
    ("begun_at", "error"),
    [
        ("2026-01-14T20:01", "in_the_future"),
        ("2027-01-14T12:00", "in_the_future"),
        ("2024-12-24T12:00", "too_long_ago"),
        ("0026-01-14T12:00", "too_long_ago"),
        ("0001-01-01T00:00", "bad_time"),
        ("9999-12-31T23:59-12:00", "bad_time"),
        ("i går", "bad_time"),
        ("2026-02-30T12:00", "bad_time"),
    ],
)
async def test_a_call_at_a_time_that_cannot_be_is_refused_in_words(
    house: House, begun_at: str, error: str
) -> None:
    veileder = await house.as_veileder()
    response = await veileder.post("/api/registrations", {**GIVEN, "begun_at": begun_at})
    told = await response.json()
    assert (response.status, told["error"]) == (422, error)
    assert told["message"].endswith(".")
    assert await registrations(house) == []


async def test_a_call_may_have_been_earlier_today(house: House) -> None:
    veileder = await house.as_veileder()
    earlier = (house.clock.now() - timedelta(hours=3)).astimezone(OSLO)
    body = {**GIVEN, "begun_at": f"{earlier:%Y-%m-%dT%H:%M}", "length_minutes": 180}
    assert (await veileder.post("/api/registrations", body)).status == 201
    [row] = await registrations(house)
    assert row.hour == house.clock.now().replace(minute=0) - timedelta(hours=3)
    assert (row.channel, row.wait_minutes, row.length_minutes) == ("Tlf", None, 180)


@pytest.mark.parametrize(("hours", "minutes"), [(3, 600), (3, 182), (0, 2)])
async def test_a_call_that_would_not_be_over_yet_is_refused_in_words(
    house: House, hours: int, minutes: int
) -> None:
    veileder = await house.as_veileder()
    begun = (house.clock.now() - timedelta(hours=hours)).astimezone(OSLO)
    body = {**GIVEN, "begun_at": f"{begun:%Y-%m-%dT%H:%M}", "length_minutes": minutes}
    response = await veileder.post("/api/registrations", body)
    told = await response.json()
    assert (response.status, told["error"]) == (422, "ends_in_the_future")
    assert "Rett klokkeslettet eller minuttene" in told["message"]
    assert await registrations(house) == []


async def test_minutes_that_were_rounded_up_are_no_call_in_the_future(house: House) -> None:
    veileder = await house.as_veileder()
    begun = (house.clock.now() - timedelta(minutes=10)).astimezone(OSLO)
    body = {**GIVEN, "begun_at": f"{begun:%Y-%m-%dT%H:%M}", "length_minutes": 11}
    assert (await veileder.post("/api/registrations", body)).status == 201


def test_names_that_are_not_there_are_told_with_line(tmp_path: Path, resources: Path) -> None:
    for name in ("temaer.yaml", "registrering.yaml"):
        text = (resources / name).read_text("utf-8")
        changed = text.replace("violence_theme: overgrep", "violence_theme: ovegrep")
        changed = changed.replace('unknown_gender: "Vet ikke"', 'unknown_gender: "Ukjent"')
        (tmp_path / name).write_text(changed, "utf-8")
    with pytest.raises(ContentError) as refused:
        Categories.load(tmp_path)
    told = [str(problem) for problem in refused.value.problems]
    assert any("«violence_theme» er «ovegrep_vold_hjemmet»" in one for one in told)
    assert any("«unknown_gender» er «Ukjent»" in one for one in told)
    assert all(problem.line > 1 for problem in refused.value.problems)
