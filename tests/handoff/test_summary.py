"""The handover summary: facts alone, each with the message it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fakes import NO_STATE
from house import House

from handoff.assistant import Reply, TurnReply
from screening.telling import Telling


def offers(kind: str, text: str) -> TurnReply:
    return TurnReply(replies=[Reply(kind=kind, text=text)], state=NO_STATE)


async def summary(house: House, id: str) -> list[dict[str, Any]]:
    veileder = await house.as_veileder()
    return list((await veileder.get(f"/api/conversations/{id}"))["summary"])


async def test_who_what_since_when_found_offered_and_where_each_with_its_message(house: House) -> None:
    house.describer.hears["sliten"] = {"theme": "Sliten og trett", "score": 0.8, "start": 0, "end": 3}
    house.bot.script = lambda _: offers("strategy", "Legg hånda på magen og pust.\nKjenn etter.")
    parent = await house.parent()
    first = await parent.say("hei, mamma til en på to måneder her, er sliten")
    await house.settle()
    house.bot.script = lambda _: offers("service", "Helsestasjonen i Bergen: " + "tilbud og mer " * 12)
    second = await parent.say("to måneder, og feber i tre dager, 38,6, vi bor i Bergen")
    await house.settle()
    lines = await summary(house, parent.id)
    replies = {m["kind"]: m["number"] for m in await parent.messages() if m["sender"] == "assistant"}
    by_parent = [(line["what"], line["text"], line["message"]) for line in lines]
    assert by_parent[:6] == [
        ("who", "Den som skriver: mor", first["number"]),
        ("age", "Barnets alder: 9 uker", first["number"]),
        ("themes", "Mulige temaer: Sliten og trett", first["number"]),
        ("since", "Hvor lenge: «i tre dager»", second["number"]),
        ("found", "Funnet: Feber hos liten baby («feber»)", second["number"]),
        ("temperature", "Temperatur: 38,6 °C", second["number"]),
    ]
    offered = [line for line in lines if line["what"] == "offered"]
    assert offered[0]["text"] == "Tilbudt: Legg hånda på magen og pust."
    assert offered[0]["message"] == replies["strategy"]
    assert offered[1]["message"] == replies["service"]
    assert offered[1]["text"].endswith(" …")
    assert ("kommune", "Kommune: Bergen", second["number"]) in by_parent
    assert ("language", "Språk: bokmål", None) in by_parent


async def test_a_time_beside_what_is_wrong_goes_before_one_that_was_told_first(house: House) -> None:
    parent = await house.parent()
    await parent.say("sånn har det vært i tre år")
    second = await parent.say("nå har han feber, i tre dager")
    await parent.say("vondt i tre dager, ja")
    lines = [line for line in await summary(house, parent.id) if line["what"] == "since"]
    assert [(line["text"], line["message"]) for line in lines] == [
        ("Hvor lenge: «i tre dager»", second["number"])
    ]


async def test_nothing_is_told_that_nobody_said(house: House) -> None:
    parent = await house.parent(language="nn")
    await parent.say("hei")
    lines = await summary(house, parent.id)
    assert [line["what"] for line in lines] == ["language", "wait"]
    assert lines[0]["text"] == "Språk: nynorsk"


async def test_a_question_without_an_answer_is_said_to_be_open(house: House) -> None:
    parent = await house.parent()
    house.bot.down = "down"
    await parent.say("hun er slapp")
    await house.pass_time(seconds=4)
    [asked] = [line for line in await summary(house, parent.id) if line["what"] == "asked"]
    assert asked["text"] == "Spurt: Får du kontakt med barnet? (ikke besvart)"
    assert asked["message"] is not None


async def test_a_crisis_that_is_only_likely_is_told_as_a_maybe_until_words_say_it(house: House) -> None:
    house.describer.sees["smeller"] = "slår oss"
    parent = await house.parent()
    await parent.say("han smeller i dørene og vi gjemmer oss")
    await house.settle()
    found = [line["text"] for line in await summary(house, parent.id) if line["what"] == "found"]
    assert [text.split(" (")[0] for text in found] == ["Kanskje: Vold nå"]
    second = await parent.say("han slår oss")
    [line] = [line for line in await summary(house, parent.id) if line["what"] == "found"]
    assert (line["text"], line["message"]) == ("Funnet: Vold nå («slår oss»)", second["number"])


@pytest.fixture(scope="module")
def telling() -> Telling:
    return Telling.load(Path(__file__).resolve().parents[2] / "resources")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("hei, jeg er mamma til en gutt på 4 måneder", "mor"),
        ("eg er pappa til ei jente på to år", "far"),
        ("æ e mamma te en gutt", "mor"),
        ("jeg er bestemor og passer på ham", "besteforelder"),
        ("I'm a single mum", "mor"),
        ("jeg er fostermor", "fosterforelder"),
        ("jeg er gravid i uke 30", "gravid"),
        ("mannen min er far til barna", None),
        ("moren min er sint på meg", None),
        ("jeg er ikke mor til ham", None),
        ("jeg er redd for faren hans", None),
    ],
)
def test_who_writes_is_read_only_where_it_is_said(telling: Telling, text: str, role: str | None) -> None:
    found = [told for told in telling.read(text) if told["what"] == "role"]
    assert [told["label"] for told in found] == ([role] if role else [])


LASTED = [
    ("han har hatt feber i tre dager nå", "i tre dager"),
    ("ho har grine heile natta", "heile natta"),
    ("vondt siden mandag", "siden mandag"),
    ("sånn har det vært i flere uker", "i flere uker"),
    ("sidan i går", "sidan i går"),
    ("det begynte for tre dager siden", "for tre dager siden"),
    ("vi flyttet hit for tre år siden, og nå har han hatt feber i to dager", "i to dager"),
    ("hun har ikke sovet på tre dager", "på tre dager"),
    ("eg har ikkje sove på tre dagar", "på tre dagar"),
    ("han har itj sovve på tre daga", "på tre daga"),
    ("jente 2 år feber 3 dager", "3 dager"),
    ("han har 39 i feber, startet i natt", "startet i natt"),
    ("fikk feber i går", "i går"),
    ("han har kastet opp siden i går kveld", "siden i går kveld"),
    ("de siste to ukene har han ikke villet spise", "de siste to ukene"),
    ("han har vært slapp i et par dager", "i et par dager"),
    ("helt siden han ble født har han grått", "helt siden han ble født"),
    ("hun har vært syk siden hun begynte i barnehagen", "siden hun begynte i barnehagen"),
    ("ho har vore redd sidan i haust", "sidan i haust"),
    ("æ har vært sliten i lang tid", "i lang tid"),
    ("mannen min har drukket i mange år", "i mange år"),
    ("it started two days ago", "two days ago"),
    ("my baby has not slept for two nights", "for two nights"),
]
NO_TIME_OF_AN_ILLNESS = [
    "Hei, jeg trenger råd i dag.",
    "jeg gruer meg til i natt",
    "eg gruar meg til i natt",
    "kan dere ringe meg i kveld?",
    "jeg snakket med dere i går",
    "vi flyttet hit for tre år siden",
    "me flytta hit for fem år sidan",
    "jeg har vært gift i ti år",
    "jeg ble skilt for to år siden og er så ensom",
    "jeg har time hos legen om tre dager",
    "vi skal på ferie i to uker og jeg er redd for at hun blir syk",
    "han fikk paracet for to timer siden",
    "hun begynte i barnehagen for to uker siden",
    "hvor lenge kan han ha feber?",
    "we moved here three years ago",
    "I need help today",
    "babyen min er 6 uker gammel",
    "en baby på tre dager som ikke spiser",
    "gutten på 4 måneder sover ikke",
    "jeg er mamma til en på 4 måneder",
    "jeg er gravid i uke 30",
    "han er tre år",
]


@pytest.mark.parametrize(("text", "words"), [*LASTED, *((text, None) for text in NO_TIME_OF_AN_ILLNESS)])
def test_for_how_long_is_quoted_and_an_age_is_no_time(telling: Telling, text: str, words: str | None) -> None:
    found = [text[told["start"] : told["end"]] for told in telling.read(text) if told["what"] == "since"]
    assert found == ([words] if words else [])
