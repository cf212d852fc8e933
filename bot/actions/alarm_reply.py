"""What is said while an alarm stands: the number and the first step again, and an answer to what the parent wrote."""

import re
from datetime import UTC, datetime
from typing import Any

from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot import library, names
from bot.actions.base import button, say, set_slots, words
from bot.components.normalised import read
from bot.flow.alarm import says_help_comes
from bot.flow.said import Said, help_comes, is_question, said_in_alarm
from bot.flow.screening import ABOUT_PEOPLE
from bot.flow.taken_back import tells_well
from bot.flow.topics import crises, is_violent
from bot.flow.view import View
from bot.flow.weak_guesses import says_goodbye
from directory.outside import ABROAD

WRITTEN = {"116117": "116 117", "116111": "116 111", "116123": "116 123"}
_CALL = re.compile(r"^(?:ring|call)\b", re.IGNORECASE)


def reply_in_alarm(dispatcher: CollectingDispatcher, view: View) -> list[EventType]:
    """Answer this message, while an alarm stands; gives what is to be remembered of it."""
    kind = answerable(view)
    if kind is Said.WHAT_TO_DO:
        return call_again(dispatcher, view)
    text_id = _quietly(view, _text_of(view, kind))
    aside = [button(view, "label_not_about_us", names.NOT_ABOUT_US)] if text_id in WITH_BUTTON else []
    say(dispatcher, words(view, text_id, **_values(view, text_id)), choices=aside)
    return []


def answerable(view: View) -> Said | None:
    """What in this message needs an answer of its own beside whatever else is asked or said."""
    reading = read(view.text)
    kind = None if view.choice else said_in_alarm(reading.raw, reading.norm)
    helped = view.slot(names.HELPED, False)
    if says_help_comes(view.findings) is False:
        return Said.AFRAID_TO_CALL
    return None if helped and kind in NOT_ONCE_HELPED else kind


NOT_ONCE_HELPED = frozenset(
    {Said.WHAT_TO_DO, Said.AFRAID_TO_CALL, Said.NO_PHONE, Said.MUST_CALL, Said.WAIT, Said.FEARS_LOSS}
)
"""What is no longer in question when help was called."""


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
        Said.NO_ANSWER: _no_answer(view),
        Said.AFRAID_TO_CALL: "utter_alarm_dare",
        Said.FEARS_LOSS: "utter_alarm_fear",
        Said.HOW_LONG: "utter_alarm_how_long",
        Said.WAIT: "utter_alarm_do_not_wait",
        Said.MUST_CALL: "utter_alarm_yes_call",
        Said.WHERE: "utter_alarm_where",
        Said.BLAME: "utter_alarm_blame",
    }
    helped = view.slot(names.HELPED, False)
    asks = is_question(view.text) and not view.choice
    if helped and (kind is Said.HOW_LONG or (asks and not kind)):
        return "utter_helped_question"
    if kind:
        return of_kind[kind]
    if help_comes(view.findings, view.text):
        return "utter_help_comes"
    if helped:
        return "utter_alarm_thank" if view.intent == "thank" else "utter_stay_helped"
    if view.intent == names.GOODBYE or says_goodbye(view.text.lower()):
        return "utter_alarm_goodbye"
    if view.intent == "thank":
        return "utter_alarm_thank"
    if may_be_taken_back(view) and says_well(view):
        return "utter_alarm_well"
    if view.intent == names.INFORM_AGE and view.findings.get("age_months") is not None:
        return "utter_alarm_age"
    if asks:
        return "utter_alarm_question"
    told = len(view.text.split()) >= TOLD and not view.choice
    return "utter_alarm_told" if told else "utter_stay_alarm"


def says_well(view: View) -> bool:
    """Whether this message says that a child is well, or that it went well."""
    reading = read(view.text)
    return not view.choice and tells_well(reading.raw, reading.norm)


def may_be_taken_back(view: View) -> bool:
    """Whether a parent's words may put what was shown aside: illness and injury, never thoughts of death, violence or harm.

    Who has written of those may deny it and mean it still; the button stays for what was truly misread.
    """
    shown = str((view.slots.get(names.SHOWN) or [""])[0])
    asked = view.findings.get("ask") or []
    hard = any(question in ABOUT_PEOPLE or question.endswith("_q") for question in asked)
    return crises(view) <= BODILY and not shown.startswith(MAY_BE_MEANT) and not hard


def thank_for_denial(dispatcher: CollectingDispatcher, view: View) -> None:
    """Thanks for a denial that puts nothing aside: the number, and the button for what was truly misread."""
    aside = [button(view, "label_not_about_us", names.NOT_ABOUT_US)]
    say(dispatcher, words(view, "utter_alarm_denied", number=number_of(view)), choices=aside)


BODILY = frozenset({"PC-20", "PC-24"})
"""Crisis rules about a parent's own body: acute illness and panic."""
MAY_BE_MEANT = ("TE-", "AB-", "PC-21", "PO-08")
"""Rules for what may have been done on purpose: thoughts of death, drink, tablets, and marks that somebody made on a child."""


def _no_answer(view: View) -> str:
    """The id of the words for a number that nobody answers: the one that stands, or another beside it."""
    number = number_of(view)
    other = bool(_ELSEWHERE.search(view.text.lower()))
    if number in DIRECT:
        return "utter_alarm_instead" if other or _LEGEVAKT.search(view.text.lower()) else "utter_alarm_hold"
    if number == "116 117":
        return "utter_alarm_instead_legevakt" if other else "utter_alarm_no_legevakt"
    return "utter_alarm_no_answer"


DIRECT = frozenset({"113", "112", "110"})
_LEGEVAKT = re.compile(r"\blege?vakt\w*|\b116 ?117\b")
_ELSEWHERE = re.compile(
    r"\bgift\w*|\bfastleg\w*|\bfast legen?\b|\blegekontor\w*|\blegesenter\w*|\bhelsestasjon\w*|\bpoison\w*|\bgp\b"
)


def _quietly(view: View, text_id: str) -> str:
    """The words for who must not be heard, where there are such: no loudspeaker and no shouting beside somebody dangerous."""
    return QUIET.get(text_id, text_id) if is_violent(crises(view)) else text_id


QUIET = {
    "utter_alarm_call": "utter_alarm_call_quiet",
    "utter_alarm_no_phone": "utter_alarm_no_phone_quiet",
    "utter_alarm_do_not_wait": "utter_alarm_call_quiet",
    "utter_alarm_yes_call": "utter_alarm_call_quiet",
    "utter_alarm_goodbye": "utter_alarm_call_quiet",
    "utter_alarm_hold": "utter_alarm_call_quiet",
    "utter_alarm_instead": "utter_alarm_call_quiet",
    "utter_alarm_fear": "utter_alarm_call_quiet",
    "utter_helped_question": "utter_alarm_call_quiet",
    "utter_alarm_how_long": "utter_alarm_how_long_quiet",
}
WITH_BUTTON = frozenset({"utter_alarm_well"})
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
