"""Web with the real content and the bot dead: the safety path holds from the first message to the veileder's view."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fakes import FakeBot, FakeDescriber
from house import House

from handoff.chat.reading import ToRead, is_quiet, take_description
from handoff.chat.rows import lock, messages_of
from handoff.content import Content
from handoff.describer import NoDescriber
from screening.statistical.description import Description


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


HARMLESS = Description((), 0, 1, False, {}, (), like_a_crisis=0.0, plain=True)


class FindsHarmless(FakeDescriber):
    """Finds nothing in anything, and it harmless while `plain`."""

    plain = True

    async def describe(self, text: str, result: Any, before: Any) -> Description:
        return replace(HARMLESS, plain=self.plain)


@pytest.fixture
async def calm(create_client: Any, real_content: Content) -> House:
    return await create_client(content=real_content, bot=FakeBot(), describer=FindsHarmless())


@pytest.mark.parametrize("plain", [True, False])
async def test_the_assistant_is_not_told_to_ask_about_what_the_layer_finds_harmless(
    calm: House, plain: bool
) -> None:
    calm.describer.plain = plain
    parent = await calm.parent()
    await parent.say("han kaster opp")
    await calm.settle()
    assert (calm.bot.requests[-1]["findings"]["ask"] == []) is plain


async def test_a_late_description_leaves_out_no_question_of_a_newer_message(calm: House) -> None:
    calm.describer.plain = False
    parent = await calm.parent()
    for text in ("vi er på hytta", "han kaster opp"):
        await parent.say(text)
        await calm.settle()
    async with calm.parts.store.write() as tx:
        row = await lock(tx, parent.id)
        first = next(one for one in await messages_of(tx, parent.id) if one.sender == "parent")
        first.screened = "rules"
        _, row.screening_state = calm.parts.screener.screen("han kaster opp", None, hold=True)
        assert row.screening_state["spare"]
        await take_description(calm.parts, tx, row, first, HARMLESS)
        assert row.screening_state["muted"] == []


@pytest.mark.parametrize(("asks", "plain"), [([], True), (["age"], True), (["age"], False)])
def test_a_description_that_leaves_out_a_question_is_not_only_stored(asks: list[str], plain: bool) -> None:
    read = ToRead(1, "", {"result": {"ask": asks, "held": []}}, [])
    assert is_quiet(read, replace(HARMLESS, plain=plain)) is not (bool(asks) and plain)
