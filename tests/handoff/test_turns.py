"""The assistant's turn: what it is asked, how its replies are stored, and what happens when it fails."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from fakes import NO_STATE, says
from house import House

from handoff.assistant import Choice, DialogueState, Reply, TurnReply
from handoff.chat.posting import WRONG_PLACE


async def test_the_reply_follows_the_message(house: House) -> None:
    parent = await house.parent()
    answer = await parent.say("jeg er lei")
    await house.settle()
    last = (await parent.messages())[-1]
    assert last["sender"] == "assistant"
    assert last["text"] == "svar på: jeg er lei"
    assert last["in_reply_to"] == answer["number"]


async def test_the_bot_gets_findings_language_and_facts(house: House) -> None:
    parent = await house.parent()
    await parent.say("er så sliten, han har feber, vi bor i Bergen")
    await house.settle()
    [request] = house.bot.requests
    assert request["findings"]["findings"][0]["rule"] == "FE-02"
    assert request["findings"]["show"]["rule"] == "FE-02"
    assert request["language"] == "nb"
    assert request["event"] is None
    assert request["facts"] == {
        "open": True,
        "veileder_here": False,
        "position": None,
        "kommune": ["4601"],
        "outside": None,
        "themes": ["sliten_trett"],
        "urgent": True,
        "claimed": False,
    }


async def test_the_dialogue_state_comes_back_next_time(house: House) -> None:
    state = DialogueState(v=1, slots={"tema": "graat"}, active_loop="kommune_form")
    house.bot.script = lambda _: TurnReply(replies=[], state=state)
    parent = await house.parent()
    await parent.say("hei")
    await house.settle()
    await parent.say("hei igjen")
    await house.settle()
    assert house.bot.requests[0]["state"] is None
    assert house.bot.requests[1]["state"] == state.model_dump()


async def test_messages_that_come_during_a_turn_form_the_next_one_together(house: House) -> None:
    parent = await house.parent()
    house.bot.gate.clear()
    await parent.say("en")
    await house.bot.asked.wait()
    assert (await parent.poll())["typing"] is True
    await parent.say("to")
    await parent.say("tre har utslett")
    house.bot.gate.set()
    await house.settle()
    assert [r["text"] for r in house.bot.requests] == ["en", "to\ntre har utslett"]
    finding = house.bot.requests[1]["findings"]["findings"][0]
    assert house.bot.requests[1]["text"][finding["start"] : finding["end"]] == "utslett"
    assert (await parent.poll())["typing"] is False


async def test_a_reply_is_dropped_when_something_more_urgent_came_up_meanwhile(house: House) -> None:
    parent = await house.parent()
    house.bot.gate.clear()
    await parent.say("en")
    await house.bot.asked.wait()
    await parent.say("han er blå")
    house.bot.gate.set()
    await house.settle()
    assert await parent.texts("assistant") == [parent.greeting[0]["text"], "svar på: en\nhan er blå"]


async def test_nothing_soothing_after_an_emergency(house: House) -> None:
    calm = Reply(kind="strategy", text="Pust rolig.")
    house.bot.script = lambda _: TurnReply(
        replies=[calm, Reply(kind="text", text="Jeg er her.")], state=NO_STATE
    )
    parent = await house.parent()
    await parent.say("blå")
    await house.settle()
    assert "Pust rolig." not in await parent.texts()
    assert "Jeg er her." in await parent.texts()


async def test_a_safety_question_of_the_bot_gets_buttons_and_is_read_by_web(house: House) -> None:
    house.bot.script = lambda _: says("Får du kontakt?", asks="contact")
    parent = await house.parent()
    await parent.say("han er slapp")
    await house.settle()
    question = (await parent.messages())[-1]
    assert question["asks"] == "contact"
    assert [c["value"] for c in question["choices"]] == ["yes", "no", "unknown"]
    assert (await parent.say("nei"))["messages"][0]["emergency"] == "113"


@pytest.mark.parametrize(("text", "choice"), [("Nei", "no"), ("nei", None)])
async def test_no_to_contact_gives_113_with_the_bot_dead(house: House, text: str, choice: str | None) -> None:
    house.bot.down = "unreachable"
    parent = await house.parent()
    await parent.say("han er slapp")
    await house.settle()
    question = (await parent.messages())[-1]
    assert question["asks"] == "contact"
    assert question["text"] == "Får du kontakt med barnet?"
    assert (await parent.say(text, choice))["messages"][0]["emergency"] == "113"


async def test_a_question_is_put_again_in_other_words(house: House) -> None:
    house.bot.down = "timeout"
    parent = await house.parent()
    await parent.say("han er slapp")
    await house.settle()
    await parent.say("xqzw")
    await house.settle()
    assert (await parent.texts())[-1] == "Ser barnet på deg? Svar ja eller nei."


async def test_a_possible_red_is_asked_about_even_when_the_bot_forgets(house: House) -> None:
    parent = await house.parent()
    await parent.say("han er slapp")
    await house.settle()
    assert [m["asks"] for m in await parent.messages()][-2:] == [None, "contact"]


async def test_what_is_not_possibly_red_is_left_to_the_bot(house: House) -> None:
    parent = await house.parent()
    await parent.say("hun er varm")
    await house.settle()
    assert not any(m["asks"] for m in await parent.messages())


@pytest.mark.parametrize("outcome", ["timeout", "unreachable", "refused", "nonsense"])
async def test_a_bot_that_is_away_is_told_of_once(house: House, outcome: str) -> None:
    house.bot.down = outcome
    parent = await house.parent()
    await parent.say("hei")
    await house.settle()
    await parent.say("er du der")
    await house.settle()
    notices = [t for t in await parent.texts("system") if "svarer litt tregt" in t]
    assert len(notices) == 1
    metrics = await (await parent.call("GET", "/metrics")).text()
    assert f'ventevakt_turns_total{{outcome="{outcome}"}} 2.0' in metrics


async def test_no_such_notice_under_an_emergency_message(house: House) -> None:
    house.bot.down = "timeout"
    parent = await house.parent()
    await parent.say("blå")
    await house.settle()
    assert (await parent.messages())[-1]["kind"] == "emergency"


async def test_a_failed_turn_is_tried_again_and_then_given_up(house: House) -> None:
    house.bot.down = "timeout"
    parent = await house.parent()
    await parent.say("hei")
    await house.settle()
    for seconds in (15, 45, 120, 600):
        await house.pass_time(seconds=seconds)
    own = [r for r in house.bot.requests if r["event"] is None]
    assert [r["text"] for r in own] == ["hei"] * 4
    house.bot.down = None
    await parent.poll()
    await parent.say("er du der")
    await house.settle()
    assert house.bot.requests[-1]["text"] == "er du der"


async def test_a_bot_that_comes_back_answers_what_was_missed(house: House) -> None:
    house.bot.down = "unreachable"
    parent = await house.parent()
    await parent.say("hei")
    await house.settle()
    house.bot.down = None
    await house.pass_time(seconds=15)
    assert (await parent.texts())[-1] == "svar på: hei"
    await house.pass_time(seconds=200)
    assert (await parent.texts("assistant")).count("svar på: hei") == 1


async def test_a_question_screening_does_not_know_is_nonsense(house: House) -> None:
    house.bot.script = lambda _: says("Hva heter du?", asks="name")
    parent = await house.parent()
    await parent.say("hei")
    await house.settle()
    assert "Hva heter du?" not in await parent.texts()


async def test_after_a_restart_unanswered_messages_get_their_turn(create_client: Any) -> None:
    first = await create_client()
    parent = await first.parent()
    first.bot.gate.clear()
    await parent.say("hei")
    await first.bot.asked.wait()
    await first.close()
    second: House = await create_client()
    await second.pass_time(seconds=15)
    parent.http = second.visitor().http
    assert (await parent.texts())[-1] == "svar på: hei"


async def test_a_late_press_on_an_older_button_answers_no_other_question(house: House) -> None:
    offer = [Choice(label="Ja", value="yes"), Choice(label="Prøv", value="try_it")]
    house.bot.script = lambda _: says("Vil du prøve noe?", choices=offer)
    parent = await house.parent()
    await parent.say("hei")
    await house.settle()
    house.bot.script = lambda _: says("Får du kontakt?", asks="contact")
    await parent.say("han er slapp")
    await house.settle()
    await parent.say("Prøv", choice="try_it")
    await house.settle()
    assert (await parent.say("nei"))["messages"][0]["emergency"] == "113"


def texts(view: dict[str, Any]) -> list[str]:
    """The lines of the handover summary."""
    return [line["text"] for line in view["summary"]]


async def test_a_press_on_a_kommune_settles_which(house: House) -> None:
    offer = [Choice(label="Nes i Nordland", value="1811"), Choice(label="Nes i Innlandet", value="3451")]
    house.bot.script = lambda _: says("Hvilket Nes?", choices=offer)
    parent = await house.parent()
    await parent.say("vi bor på Nes")
    await house.settle()
    veileder = await house.as_veileder()
    path = f"/api/conversations/{parent.id}"
    assert "Kommune uklar: Nes i Innlandet eller Nes i Nordland" in texts(await veileder.get(path))
    await parent.say("Nes i Nordland", choice="1811")
    assert "Kommune: Nes i Nordland" in texts(await veileder.get(path))
    assert [place["navn"] for place in (await veileder.get(path))["kommune"]] == ["Nes i Nordland"]
    await parent.say("vi bor på Nes")  # said again, it is still the one that was chosen
    assert "Kommune: Nes i Nordland" in texts(await veileder.get(path))
    await parent.say("nei, vi bor i Bergen")
    assert "Kommune: Bergen" in texts(await veileder.get(path))


async def test_a_press_that_they_live_elsewhere_takes_the_place_back(house: House) -> None:
    offer = [Choice(label="Vi bor et annet sted", value=WRONG_PLACE)]
    house.bot.script = lambda _: says("Dette finnes for deg i Bergen:", choices=offer)
    parent = await house.parent()
    await parent.say("vi bor i Bergen")
    await house.settle()
    veileder = await house.as_veileder()
    path = f"/api/conversations/{parent.id}"
    assert "Kommune: Bergen" in texts(await veileder.get(path))
    await parent.say("Vi bor et annet sted", choice=WRONG_PLACE)
    await house.settle()
    view = await veileder.get(path)
    assert view["kommune"] == []
    assert "Kommune: Bergen" not in texts(view)
    assert house.bot.requests[-1]["facts"]["kommune"] == []


async def test_the_region_typed_instead_of_a_press_settles_which(house: House) -> None:
    asks = DialogueState(v=1, slots={"requested_slot": "kommune"}, active_loop="kommune_form")
    house.bot.script = lambda _: TurnReply(replies=[Reply(kind="question", text="Hvilket Nes?")], state=asks)
    parent = await house.parent()
    await parent.say("det i Innlandet")  # nothing to choose from yet
    await parent.say("vi bor på Nes")
    await house.settle()
    path = f"/api/conversations/{parent.id}"
    veileder = await house.as_veileder()
    assert "Kommune uklar: Nes i Innlandet eller Nes i Nordland" in texts(await veileder.get(path))
    await parent.say("det i Innlandet")
    assert "Kommune: Nes i Innlandet" in texts(await veileder.get(path))


async def test_a_place_in_no_kommune_replaces_the_one_told_before(house: House) -> None:
    parent = await house.parent()
    await parent.say("vi bor i Bergen")
    await house.settle()
    await parent.say("nei, vi er flyttet til Spania")
    await house.settle()
    facts = house.bot.requests[-1]["facts"]
    assert (facts["kommune"], facts["outside"]) == ([], "utlandet")
    veileder = await house.as_veileder()
    view = await veileder.get(f"/api/conversations/{parent.id}")
    assert [(place["navn"], place["kommunenummer"]) for place in view["kommune"]] == [("Spania", None)]
    assert "Ikke i en norsk kommune: Spania" in texts(view)
    assert not [line for line in texts(view) if line.startswith("Kommune")]
    [entry] = (await veileder.get("/api/queue"))["conversations"]
    assert entry["kommune"] == ["Spania"]
    await parent.say("vi er tilbake i Bergen")
    await house.settle()
    facts = house.bot.requests[-1]["facts"]
    assert (facts["kommune"], facts["outside"]) == (["4601"], None)


async def test_two_turns_of_one_conversation_never_run_at_once(house: House) -> None:
    running = most = 0
    original = house.bot.turn

    async def counted(request: dict[str, Any]) -> TurnReply:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        try:
            return await original(request)
        finally:
            running -= 1

    house.bot.turn = counted  # type: ignore[method-assign]  # a fake
    parent = await house.parent()
    await asyncio.gather(*[parent.say(f"melding {n}") for n in range(8)])
    await house.settle()
    assert most == 1
    heard = "\n".join(r["text"] for r in house.bot.requests).split("\n")
    assert sorted(heard) == sorted(f"melding {n}" for n in range(8))


async def test_asking_for_a_human_in_words_is_marked_in_the_queue(house: House) -> None:
    state = DialogueState(v=1, slots={"wants_veileder": True}, active_loop=None)
    house.bot.script = lambda _: TurnReply(replies=[Reply(kind="text", text="Du står i køen.")], state=state)
    parent = await house.parent()
    kari = await house.as_veileder()
    await parent.say("kan jeg få snakke med et menneske")
    await house.settle()
    [entry] = (await kari.get("/api/queue"))["conversations"]
    assert entry["wants_human"] is True
