"""Web with the real content and the bot dead: the safety path holds from the first message to the veileder's view."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import FakeBot
from house import House

from handoff.content import Content
from handoff.describer import NoDescriber


@pytest.fixture
async def house(create_client: Any, real_content: Content) -> House:
    bot = FakeBot()
    bot.down = "unreachable"
    return await create_client(content=real_content, bot=bot, describer=NoDescriber())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("hun puster ikke ordentlig og er blå på leppene", "113"),
        ("babyen er 6 uker og har 38,4 i feber", "116117"),
        ("han slår meg nå, jeg har låst meg inne på badet med ungene", "112"),
    ],
)
async def test_the_number_is_in_the_first_answer(house: House, text: str, number: str) -> None:
    parent = await house.parent()
    answer = await parent.say(text)
    assert [m["emergency"] for m in answer["messages"]] == [number]
    assert answer["messages"][0]["text"]


@pytest.mark.parametrize(("text", "choice"), [("Nei", "no"), ("nei", None), ("nei hun gjør ikke det", None)])
async def test_no_to_contact_gives_113(house: House, text: str, choice: str | None) -> None:
    parent = await house.parent()
    await parent.say("hun er 8 måneder, har feber og virker veldig slapp")
    await house.settle()
    for _ in range(4):
        newest = (await parent.messages())[-1]
        if newest["asks"] == "contact":
            break
        await parent.say("vet ikke")
        await house.settle()
    assert newest["asks"] == "contact"
    answer = await parent.say(text, choice=choice)
    assert "113" in [m["emergency"] for m in answer["messages"]]
    veileder = await house.as_veileder()
    [entry] = (await veileder.get("/api/queue"))["conversations"]
    assert entry["words"] == [f"{newest['text']} Nei"]


async def test_what_is_harmless_is_no_emergency(house: House) -> None:
    parent = await house.parent()
    answer = await parent.say("jeg er bare så sliten, han våkner hver time")
    assert answer["messages"] == []
    await house.settle()
    veileder = await house.as_veileder()
    [entry] = (await veileder.get("/api/queue"))["conversations"]
    assert entry["urgent"] is False


async def test_the_veileder_sees_findings_themes_kommune_and_summary(house: House) -> None:
    parent = await house.parent()
    await parent.say("Hei, vi bor i Bergen. Gutten på 2 måneder har 38,6 i feber og jeg er helt utslitt")
    veileder = await house.as_veileder()
    view = await veileder.get(f"/api/conversations/{parent.id}")
    text = next(m["text"] for m in view["messages"] if m["sender"] == "parent")
    assert view["findings"]
    for finding in view["findings"]:
        assert text[finding["start"] : finding["end"]]
        assert finding["title"] != finding["rule"]
    assert [k["navn"] for k in view["kommune"]] == ["Bergen"]
    assert "Sliten og trett" in [t["theme"] for t in view["themes"]]
    assert any(line["text"].startswith("Vist 116 117") for line in view["summary"])
    assert "Temperatur: 38,6 °C" in [line["text"] for line in view["summary"]]
    services = await veileder.get("/api/resources/4601")
    assert services["navn"] == "Bergen"
    assert services["services"][0]["name"]


async def test_what_is_only_said_of_somebody_else_is_no_finding(house: House) -> None:
    parent = await house.parent()
    await parent.say("mannen min er så sint for tiden, men gutten har ikke feber")
    veileder = await house.as_veileder()
    found = (await veileder.get(f"/api/conversations/{parent.id}"))["findings"]
    assert "CO-08" not in {one["rule"] for one in found}  # «så sint» of the partner
    assert any(one["negated"] for one in found)


async def test_an_unclear_answer_is_asked_again_in_other_words_then_counts_as_the_careful_case(
    house: House,
) -> None:
    parent = await house.parent()
    await parent.say("hun er 8 måneder, har feber og virker veldig slapp")
    await house.settle()
    first = (await parent.messages())[-1]
    assert first["asks"]
    for word in ("xqzw", "blorp", "grøkk"):
        answer = await parent.say(word)
        await house.settle()
        if answer["messages"]:
            break
    assert answer["messages"][0]["emergency"] in {"113", "116117"}
    again = [m for m in await parent.messages() if m["asks"] == first["asks"]]
    assert len({m["text"] for m in again}) == len(again) == 2


async def test_sixty_seconds_without_an_answer_count_as_the_careful_case(house: House) -> None:
    parent = await house.parent()
    await parent.say("hun er 8 måneder, har feber og virker veldig slapp")
    await house.settle()
    assert (await parent.messages())[-1]["asks"]
    before = [m["emergency"] for m in await parent.messages() if m["emergency"]]
    await house.pass_time(seconds=60)
    assert [m["emergency"] for m in await parent.messages() if m["emergency"]] == [*before, "113"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("nei", "emergency"),
        ("ja vi ringte", "notice"),
        ("fikk ikke svar", "emergency"),
        ("dei svarar ikkje", "emergency"),
        ("yes, we called", "notice"),
        ("no answer", "emergency"),
    ],
)
async def test_a_typed_answer_to_the_check_in_is_read(house: House, written: str, told: str) -> None:
    parent = await house.parent()
    await parent.say("hun puster ikke ordentlig og er blå på leppene")
    await house.settle()
    await house.pass_time(minutes=1)
    await house.pass_time(minutes=1)
    assert [c["value"] for c in (await parent.messages())[-1]["choices"]] == ["check_in_yes", "check_in_no"]
    [answer] = (await parent.say(written))["messages"]
    assert answer["kind"] == told
    assert answer["emergency"] == ("113" if told == "emergency" else None)
    assert "113" in answer["text"]


async def until_asked(house: House, parent: Any, question: str) -> int:
    """Answer «vet ikke» until this safety question stands; its number."""
    await house.settle()
    while (newest := (await parent.messages())[-1])["asks"] != question:
        assert newest["asks"], "no question stands"
        await parent.say("vet ikke")
        await house.settle()
    return int(newest["number"])


QUARREL = ("mannen min og jeg krangler om alt", "vi har kranglet i hele dag")


async def test_what_an_unread_answer_stands_for_is_told_as_open_and_with_no_words_of_the_parents(
    house: House,
) -> None:
    parent = await house.parent()
    await parent.say("hun er 8 måneder, har feber og virker veldig slapp")
    asked = await until_asked(house, parent, "contact")
    sent = []
    for text in QUARREL:
        sent.append((await parent.say(text))["number"])
        await house.settle()
    kari = await house.as_veileder()
    view = await kari.get(f"/api/conversations/{parent.id}")
    careful = [one for one in view["findings"] if one["careful"]]
    last_asked = max(m["number"] for m in view["messages"] if m["asks"] == "contact")
    assert careful
    assert {(one["start"], one["end"], one["message"]) for one in careful} == {(None, None, last_asked)}
    assert [one for one in view["findings"] if one["message"] in sent] == []
    told = [(line["what"], line["text"], line["message"]) for line in view["summary"]]
    unclear = [line for line in told if line[0] == "unclear"]
    assert [line[2] for line in unclear] == [last_asked] * len(unclear) != []
    assert all(text.startswith("Ikke avklart: ") for _, text, _ in unclear)
    assert all(text.endswith(" (svarte ikke på spørsmålet)") for _, text, _ in unclear)
    assert not any(number in sent for what, _, number in told if what == "found")
    [contact] = [text for what, text, number in told if what == "asked" and number == last_asked]
    assert contact.endswith("(ikke forstått)")
    assert {one["answer"] for one in view["asked"] if one["question"] == "contact"} == {"unread"}
    assert asked <= last_asked


async def test_an_answer_that_was_given_and_words_that_say_it_are_told_as_such(house: House) -> None:
    parent = await house.parent()
    await parent.say("hun er 8 måneder, har feber og virker veldig slapp")
    await until_asked(house, parent, "contact")
    await parent.say("vet ikke")
    await parent.say("hun puster ikke")
    kari = await house.as_veileder()
    view = await kari.get(f"/api/conversations/{parent.id}")
    assert not any(one["careful"] for one in view["findings"])
    told = [line["text"] for line in view["summary"]]
    assert not any(text.startswith("Ikke avklart") for text in told)
    assert any(text.startswith("Spurt: Får du kontakt") and text.endswith("Vet ikke") for text in told)


async def test_a_question_nobody_answered_in_time_is_told_as_open(house: House) -> None:
    parent = await house.parent()
    await parent.say("hun er 8 måneder, har feber og virker veldig slapp")
    await until_asked(house, parent, "contact")
    await house.pass_time(seconds=61)
    await parent.say("jeg er her igjen")
    kari = await house.as_veileder()
    view = await kari.get(f"/api/conversations/{parent.id}")
    told = [line["text"] for line in view["summary"]]
    assert any(text.startswith("Spurt: Får du kontakt") and text.endswith("(ikke besvart)") for text in told)
