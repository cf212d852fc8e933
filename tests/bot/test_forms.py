"""At every question of every form, an alarm and a wish for a human get through; other questions are answered too."""

from typing import Any

import pytest
import yaml

from bot import names
from bot.settings import BOT

pytestmark = pytest.mark.needs_model

# how to get to each question of each form: what the parent writes before it stands open
QUESTIONS: dict[str, list[str]] = {
    "screening_form, first question": ["datteren min er syk"],
    "screening_form, second question": ["datteren min er syk", "tre år"],
    "screening_form, third question": ["datteren min er syk", "tre år", "ja"],
    "screening_form, our own question": ["jeg er så sliten"],
    "calming_form": ["jeg er så sliten", "nei"],
    "kommune_form": ["jeg er så sliten", "nei", "nei takk"],
    "kommune_form, asked again": ["jeg er så sliten", "nei", "nei takk", "xqzw"],
}
ALARMS = ["hun puster ikke", "han er blå på leppene og puster ikke"]
HUMANS = ["jeg vil snakke med et menneske", "kan jeg få snakke med en veileder"]


async def reach(conversation: Any, question: str) -> Any:
    talk = conversation()
    for text in QUESTIONS[question]:
        shown = await talk.say(text)
    assert shown[-1].kind == "question"
    assert talk.state["active_loop"] == question.split(",")[0]
    return talk


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("alarm", ALARMS)
async def test_an_alarm_ends_the_form_at_every_question(conversation: Any, question: str, alarm: str) -> None:
    talk = await reach(conversation, question)
    shown = await talk.say(alarm)
    assert shown[0].kind == "emergency"
    assert [one.kind for one in shown[1:]] == ["text"]
    assert talk.state["active_loop"] is None
    assert talk.state["slots"]["alarm"] is True
    assert not talk.state["slots"].get("kommune")


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("human", HUMANS)
async def test_a_wish_for_a_human_is_answered_and_the_question_comes_back(
    conversation: Any, question: str, human: str
) -> None:
    talk = await reach(conversation, question)
    form = talk.state["active_loop"]
    shown = await talk.say(human)
    assert [one.kind for one in shown] == ["text", "question"]
    assert "veileder" in shown[0].text
    assert talk.state["active_loop"] == form


@pytest.mark.parametrize("question", QUESTIONS)
async def test_a_button_for_a_human_works_at_every_question(conversation: Any, question: str) -> None:
    talk = await reach(conversation, question)
    shown = await talk.say("Snakk med et menneske", names.REQUEST_VEILEDER)
    assert "veileder" in shown[0].text


@pytest.mark.parametrize("question", QUESTIONS)
async def test_nothing_is_asked_when_the_clock_speaks(conversation: Any, question: str) -> None:
    talk = await reach(conversation, question)
    form = talk.state["active_loop"]
    shown = await talk.event("keep_company")
    assert [one.kind for one in shown] == ["text"]
    assert talk.state["active_loop"] == form


@pytest.mark.parametrize("question", QUESTIONS)
async def test_a_question_that_comes_back_comes_in_other_words(conversation: Any, question: str) -> None:
    talk = await reach(conversation, question)
    first = await talk.say("er du et menneske?")
    second = await talk.say("er jeg anonym?")
    assert not {one.text for one in first} & {one.text for one in second}


async def test_two_answers_nobody_can_read_are_the_careful_case(conversation: Any) -> None:
    talk = await reach(conversation, "screening_form, second question")
    again = await talk.say("xqzw")
    assert again[-1].asks == "contact"
    careful = await talk.say("xqzw")
    assert careful[0].kind == "emergency"
    assert talk.state["active_loop"] is None
    assert talk.state["slots"]["answers"]["contact"] == "unknown"


def test_every_form_leaves_alarm_human_and_clock_to_the_rules() -> None:
    forms = {
        name: form
        for path in (BOT / "domain").glob("*.yml")
        for name, form in (yaml.safe_load(path.read_text(encoding="utf-8")).get("forms") or {}).items()
    }
    assert set(forms) == {names.SCREENING_FORM, names.CALMING_FORM, names.KOMMUNE_FORM}
    for form in forms.values():
        needed = {names.SCREENING_ALARM, names.REQUEST_VEILEDER, *names.EVENT_INTENTS.values()}
        assert needed <= set(form["ignored_intents"])
