"""What is said while an alarm stands: the number and the first step again, and an answer to what the parent wrote."""

import re
from datetime import UTC, datetime
from typing import Any

from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot import library, names
from bot.actions.base import say, set_slots, words
from bot.components.normalised import read
from bot.flow.alarm import asks_to_wait, says_help_comes
from bot.flow.said import Said, is_question, said_in_alarm
from bot.flow.topics import crises, is_violent
from bot.flow.view import View
from directory.outside import ABROAD

WRITTEN = {"116117": "116 117", "116111": "116 111", "116123": "116 123"}
_CALL = re.compile(r"^(?:ring|call)\b", re.IGNORECASE)


def reply_in_alarm(dispatcher: CollectingDispatcher, view: View) -> list[EventType]:
    """Answer this message, while an alarm stands; gives what is to be remembered of it."""
    kind = answerable(view)
    if kind is Said.WHAT_TO_DO:
        return call_again(dispatcher, view)
    text_id = _quietly(view, _text_of(view, kind))
    say(dispatcher, words(view, text_id, **_values(view, text_id)))
    return []


def answerable(view: View) -> Said | None:
    """What in this message needs an answer of its own beside whatever else is asked or said."""
    reading = read(view.text)
    kind = None if view.choice else said_in_alarm(reading.raw, reading.norm)
    helped = view.slot(names.HELPED, False)
    if says_help_comes(view.findings) is False:
        return Said.AFRAID_TO_CALL
    return None if helped and kind in {Said.WHAT_TO_DO, Said.AFRAID_TO_CALL, Said.NO_PHONE} else kind


def call_again(dispatcher: CollectingDispatcher, view: View) -> list[EventType]:
    """The number once more, and, the first time, the fixed words of the rule that stands."""
    if view.slots.get(names.OUTSIDE) == ABROAD:
        say(dispatcher, words(view, "utter_outside_alarm"))
        return []
    call = words(view, _quietly(view, "utter_alarm_call"), number=number_of(view))
    told = fixed_text(view)
    rule = (view.slots.get(names.SHOWN) or [None])[0]
    if not told or view.slots.get(names.SHOWN_AGAIN) == rule:
        say(dispatcher, call)
        return []
    first, *rest = told.split("\n")
    text = "\n".join([call, *rest]) if _CALL.match(first) and len(first) < len(call) else f"{told}\n{call}"
    say(dispatcher, text)
    return set_slots({names.SHOWN_AGAIN: rule})


def fixed_text(view: View) -> str:
    """The reviewed words of the rule that was shown last, without first aid; empty when nobody knows which it was."""
    shown = view.slots.get(names.SHOWN)
    if not shown:
        return ""
    rule, level, variant = shown
    try:
        text = library.screener().message(rule, view.language, True, level=level, variant=variant)
    except KeyError:  # the protocol is newer than this conversation
        return ""
    return text.split("\n\n")[0].strip()


def number_of(view: View) -> str:
    """The number to ring, as it is written to a parent."""
    number = str(view.findings.get("emergency") or "113")
    return WRITTEN.get(number, number)


def _text_of(view: View, kind: Said | None) -> str:
    """The id of the words for what was said."""
    of_kind = {
        Said.NO_PHONE: "utter_alarm_no_phone",
        Said.NO_ANSWER: "utter_alarm_no_answer",
        Said.AFRAID_TO_CALL: "utter_alarm_dare",
        Said.WHERE: "utter_alarm_where",
        Said.BLAME: "utter_alarm_blame",
    }
    if asks_to_wait(view.text) and not view.slot(names.HELPED, False):
        return "utter_do_not_wait"
    if kind:
        return of_kind[kind]
    if view.slot(names.HELPED, False):
        return "utter_alarm_thank" if view.intent == "thank" else "utter_stay_helped"
    if view.intent == "thank":
        return "utter_alarm_thank"
    if view.intent == names.INFORM_AGE:
        return "utter_alarm_age"
    if is_question(view.text) and not view.choice:
        return "utter_alarm_question"
    told = len(view.text.split()) >= TOLD and not view.choice
    return "utter_alarm_told" if told else "utter_stay_alarm"


def _quietly(view: View, text_id: str) -> str:
    """The words for who must not be heard, where there are such: no loudspeaker and no shouting beside somebody dangerous."""
    return QUIET.get(text_id, text_id) if is_violent(crises(view)) else text_id


QUIET = {
    "utter_alarm_call": "utter_alarm_call_quiet",
    "utter_alarm_no_phone": "utter_alarm_no_phone_quiet",
}
TOLD = 3  # words: less is a yes, a no or a sigh


def _values(view: View, text_id: str) -> dict[str, Any]:
    return {"number": number_of(view)} if text_id.startswith("utter_alarm_") else {}


def tell_place(dispatcher: CollectingDispatcher, view: View, kommune: str | None) -> None:
    """The parent has said where they are: to be told to those one rings, and who helps near there."""
    if not kommune:
        reply_in_alarm(dispatcher, view)
        return
    name = library.directory().kommune(kommune).entydig
    say(dispatcher, words(view, "utter_alarm_place", number=number_of(view), kommune=name))


def near_help(view: View, kommune: str | None) -> list[Any]:
    """Who helps there beside the number that was shown: a shelter for who is afraid at home, the legevakt that is near."""
    now, directory, language = datetime.now(UTC), library.directory(), view.language
    if is_violent(crises(view)):
        shelter = directory.of_kind(kommune, "krisesenter", now=now, language=language)
        return [*shelter, *directory.national(now=now, language=language, ids=["vo_linjen"])]
    if kommune and str(view.findings.get("emergency")) == "116117":
        return list(directory.of_kind(kommune, "legevakt", now=now, language=language))
    return []
