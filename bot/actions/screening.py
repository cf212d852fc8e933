"""The screening form: one safety question at a time. The library reads the answers, the form only goes on."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType
from rasa_sdk.executor import CollectingDispatcher

from bot import library, names
from bot.actions.alarm_reply import answerable, reply_in_alarm
from bot.actions.base import BotAction, button, returns_to_form, say, set_slots, view_of, with_slots, words
from bot.actions.forms import leaves_form
from bot.components.normalised import read
from bot.flow.said import Said, said_in_alarm
from bot.flow.screening import ABOUT_PEOPLE, Question, is_answered, lets_go, next_question, put
from bot.flow.topics import WELL, remember_topic, topic_of
from bot.flow.view import View
from bot.flow.well import child_well
from bot.replies import Choice
from screening.answers import yes_no


class ValidateScreeningForm(BotAction):
    """Decides whether the form goes on, ends, or lets a rule answer what was asked in between."""

    def name(self) -> str:
        return "validate_screening_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        begun = view.slots.get(names.REQUESTED_SLOT) is not None
        back = returns_to_form(tracker, names.SCREENING_FORM)
        if begun and not back and (_is_for_the_rules(view, domain) or _goes_on(view)):
            return [ActionExecutionRejected(names.SCREENING_FORM)]
        values = (_heard(view) if not back else {}) if begun else {names.ASKING: None}
        asking = next_question(with_slots(view, values))
        values |= {names.REQUESTED_SLOT: names.SAFETY_ANSWER if asking else None}
        return set_slots(values if asking else {**values, names.ASKING: None})


def _is_for_the_rules(view: View, domain: dict[str, Any]) -> bool:
    """An alarm and a wish for a human always; other questions unless the message also answered ours."""
    if view.intent in {names.SCREENING_ALARM, names.REQUEST_VEILEDER}:
        return True
    return leaves_form(view, domain, names.SCREENING_FORM) and not is_answered(view)


def _goes_on(view: View) -> bool:
    """Whether the parent talks on where we asked if the child is well: a rule answers that, and the question rests."""
    return lets_go(view) and not view.slot(names.CHILD_WELL) and _child_well(view) is None


def _heard(view: View) -> dict[str, Any]:
    """A new topic told in the middle of the form is remembered; the questions go on."""
    if view.slots.get(names.ASKING) == WELL and (well := _child_well(view)):
        troubled = {} if well == "yes" else remember_topic(view, "child_ill")
        return {names.SAFETY_ANSWER: None, names.CHILD_WELL: well, **troubled}
    topic = topic_of(view.intent)
    values = remember_topic(view, topic) if topic and not is_answered(view) else {}
    return {names.SAFETY_ANSWER: None, **values}


def _child_well(view: View) -> str | None:
    """The answer to our own question: a button, or what the words say plainly."""
    by_button = {names.DENY: "yes", names.AFFIRM: "no", names.DONT_KNOW: "no"}
    if view.choice in by_button:
        return by_button[view.choice]
    tokens = library.screener().reader(view.text).tokens
    return child_well([token.norm for token in tokens], yes_no(tokens))


class ActionAskSafetyAnswer(BotAction):
    """Puts the question. Web stores the message that `asks`, and reads the answer with the library."""

    def name(self) -> str:
        return "action_ask_safety_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        question = next_question(view)
        if question is None or view.intent in names.EVENT_INTENTS.values():  # the clock asks nothing twice
            return []
        back = returns_to_form(tracker, names.SCREENING_FORM)
        told: list[EventType] = []
        if view.alarm and not back and view.intent != names.SCREENING_ALARM and answerable(view):
            told = reply_in_alarm(dispatcher, view)
        elif lead := _lead(view, question, back):
            say(dispatcher, lead)
        ask(dispatcher, view, question)
        return [*told, *set_slots(put(view, question))]


def _lead(view: View, question: Question, back: bool) -> str | None:
    """A short word before the question: why it is asked, or that the last message was received."""
    if not view.slot(names.ASKED, {}) and not view.alarm and question.id != WELL:
        return words(view, lead_of(question.id))
    if not back and not view.choice and not view.alarm and _is_medical(question) and _asks_if_urgent(view):
        return words(view, "utter_in_doubt")
    repeated = question.id == view.slots.get(names.ASKING) and not is_answered(view)
    return words(view, "utter_noted") if repeated and not back else None


def _is_medical(question: Question) -> bool:
    return question.id != WELL and question.id not in ABOUT_PEOPLE and not question.id.endswith("_q")


def _asks_if_urgent(view: View) -> bool:
    """«Er det greit å vente til i morgen?» in place of an answer: nobody knows yet, and who is in doubt may ask legevakt."""
    reading = read(view.text)
    return said_in_alarm(reading.raw, reading.norm) in {Said.WAIT, Said.MUST_CALL}


def lead_of(question: str) -> str:
    """The id of the line before a first question: what is asked about a child's health is led in otherwise than what is
    asked about a home or about the parent."""
    people = question in ABOUT_PEOPLE or question.endswith("_q")
    return "utter_before_hard_question" if people else "utter_before_questions"


def ask(dispatcher: CollectingDispatcher, view: View, question: Question) -> None:
    """Send a safety question with its buttons. Only the library's own questions are read by web (`asks`)."""
    if question.id == WELL:
        later = view.intent == names.ASK_STRATEGY  # what they wish for comes after the answer
        ask_if_well(dispatcher, view, "utter_ask_child_well_later" if later else "utter_ask_child_well")
        return
    put_as = library.screener().question(question.id, view.language, again=question.again)
    choices = [Choice(label=c["label"], value=c["value"]) for c in put_as["choices"]]
    say(dispatcher, put_as["text"], "question", choices=choices, asks=question.id)


def ask_if_well(dispatcher: CollectingDispatcher, view: View, text_id: str) -> None:
    """Our own plain question."""
    choices = [
        button(view, "label_no", names.DENY),
        button(view, "label_yes", names.AFFIRM),
        button(view, "label_not_sure", names.DONT_KNOW),
    ]
    say(dispatcher, words(view, text_id), "question", choices=choices)
