"""Answers whose words depend on what web knows or on what was asked last."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from bot import names
from bot.actions import calming, kommune
from bot.actions.alarm_reply import (
    answerable,
    call_again,
    may_be_taken_back,
    reply_in_alarm,
    says_well,
    thank_for_denial,
)
from bot.actions.base import (
    BotAction,
    button,
    leave_loop,
    say,
    set_slots,
    then_listen,
    view_of,
    with_slots,
    words,
)
from bot.actions.screening import ask
from bot.actions.steps import go_on
from bot.flow.next_step import Step
from bot.flow.place import is_placed
from bot.flow.plain_words import asks_about_robot, is_unwilling, names_scandinavian
from bot.flow.said import Said, asks_of_chat, is_good_news, refuses
from bot.flow.screening import MAX_TRIES, Question, last_asked, lets_go, next_question, put
from bot.flow.topics import WELL, crises, is_violent
from bot.flow.view import View
from bot.flow.waiting import human_text, wait_text
from directory.outside import ABROAD

CHILD_WRITES = "PC-23"


class ActionAlarm(BotAction):
    """Something urgent was found: any form ends, nothing is offered. The emergency message itself is web's."""

    def name(self) -> str:
        return "action_alarm"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if (
            view.slots.get(names.OUTSIDE) == ABROAD
        ):  # the number that web has shown may be answered in Norway alone
            kommune.tell_outside(dispatcher, view, ABROAD)
        aside = [button(view, "label_not_about_us", names.NOT_ABOUT_US)]
        if not view.findings.get("show") and answerable(view) is Said.NO_ANSWER:
            reply_in_alarm(dispatcher, view)
        else:
            say(dispatcher, words(view, alarm_text(view)), choices=aside)
        ended: list[EventType] = [ActiveLoop(None)] if view.loop else []
        cleared = {names.REQUESTED_SLOT: None, names.ASKING: None, names.STRATEGY: None, names.GIVEN: None}
        events = [*ended, *set_slots({**cleared, names.ALARM: True, names.CHECKING: None})]
        after = with_slots(view, {**cleared, names.ALARM: True, names.ROUND: 0})
        if next_question(after):  # legevakt was shown, and one answer could make it 113
            events.append(FollowupAction(names.SCREENING_FORM))
        return events


def alarm_text(view: View) -> str:
    """The id of the short line beside the emergency message; a child who writes is told who helps children."""
    if any(found.get("rule") == CHILD_WRITES for found in view.findings.get("crisis") or []):
        return "utter_child_writing"
    if view.slot(names.HELPED, False) and not view.findings.get("show"):
        return "utter_help_comes"
    return "utter_alarm"


class ActionNotAboutUs(BotAction):
    """The parent says that the alarm is about nothing: it stands, and the conversation goes on.

    In words, one about thoughts of death, violence or harm is not put aside: thanks are said, and the number stays.
    """

    def name(self) -> str:
        return "action_not_about_us"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.alarm and not view.choice and not may_be_taken_back(view):
            thank_for_denial(dispatcher, view)
            return []
        # without anything shown or asked there is nothing to set aside, and our own question is still to be put
        aside = bool(view.slot(names.ALARM, False) or view.slot(names.ASKED, {}))
        values = {names.ALARM_ASIDE: aside, names.CHECKING: None, names.ASKING: None}
        after = with_slots(view, values)
        say(dispatcher, words(view, "utter_not_about_us" if view.alarm else "utter_misunderstood"))
        going_on = go_on(dispatcher, after) if view.loop is None else []
        return then_listen([*set_slots(values), *going_on])


class ActionGreet(BotAction):
    def name(self) -> str:
        return "action_greet"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.alarm:
            return reply_in_alarm(dispatcher, view)
        again = view.topics or view.slot(names.TOLD, 0) or view.slot(names.QUIET, False)
        say(dispatcher, words(view, "utter_greet_again" if again else "utter_greet"))
        return let_rest(view)


def let_rest(view: View) -> list[EventType]:
    """Our own question is not put again at once to a parent who wrote something else."""
    return [*leave_loop(view), *set_slots({names.ASKING: None})] if lets_go(view) else []


class ActionGoodbye(BotAction):
    """A farewell: what was asked is let go, but for what screening wants to know of a child. While an alarm stands, nobody is let go
    without the number."""

    def name(self) -> str:
        return "action_goodbye"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.alarm:
            return reply_in_alarm(dispatcher, view)
        say(dispatcher, words(view, "utter_goodbye"))
        if view.loop == names.SCREENING_FORM and not lets_go(view):
            return []
        return [*leave_loop(view), *set_slots({names.ASKING: None, names.WANTED: None, names.CHECKING: None})]


class ActionThank(BotAction):
    def name(self) -> str:
        return "action_thank"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.alarm:
            return reply_in_alarm(dispatcher, view)
        say(dispatcher, words(view, "utter_thank"))
        if view.slot(names.QUIET, False) or lets_go(view):
            return let_rest(view)
        more = calming.step_of(view) not in {Step.STAY, Step.ASK_WHAT_HAPPENS} and view.loop is None
        return go_on(dispatcher, view) if more else []


class ActionTellWait(BotAction):
    def name(self) -> str:
        return "action_tell_wait"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.alarm and not asks_of_chat(view.text.lower()):
            # how long help takes, or what was rung about: not this queue
            return reply_in_alarm(dispatcher, view)
        if view.intent == "complain_wait":
            say(dispatcher, words(view, "utter_complain_wait"))
        text_id, values = wait_text(view)
        say(dispatcher, words(view, text_id, **values))
        return []


class ActionWhatToSay(BotAction):
    """What can be said to a child, a teenager or a partner: the same few words for everybody, others beside an alarm."""

    def name(self) -> str:
        return "action_what_to_say"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        # to somebody who is dangerous, opening up may be what is dangerous
        afraid = is_violent(crises(view)) or "violence" in view.topics
        calm = "utter_what_to_say_violence" if afraid else "utter_what_to_say"
        say(dispatcher, words(view, "utter_what_to_say_alarm" if view.alarm and not afraid else calm))
        return []


class ActionIfHuman(BotAction):
    """«Er du et menneske?» and «er du en robot?» are answered alike, beginning with the word that is true of the one asked."""

    def name(self) -> str:
        return "action_if_human"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        say(dispatcher, words(view, "utter_if_robot" if asks_about_robot(view.text) else "utter_if_human"))
        return []


class ActionLanguage(BotAction):
    """«Kan eg skrive nynorsk?» Swedish and Danish are read less well, and that is said."""

    def name(self) -> str:
        return "action_language"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        spoken = {names.LANGUAGE: "nn"} if "nynorsk" in view.text.lower() else {}
        text_id = "utter_language_scandinavian" if names_scandinavian(view.text) else "utter_language"
        say(dispatcher, words(with_slots(view, spoken), text_id))
        return set_slots(spoken)


class ActionWhatToDo(BotAction):
    """«Hva skal jeg gjøre?» While an alarm stands that has one answer: the number and the first step, once more."""

    def name(self) -> str:
        return "action_what_to_do"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.alarm:
            return reply_in_alarm(dispatcher, view)
        told = view.topics or view.slot(names.TOLD, 0)
        say(dispatcher, words(view, "utter_what_to_do_told" if told else "utter_what_to_do"))
        asks = view.findings.get("ask") and calming.step_of(view) is Step.ASK_SAFETY and view.loop is None
        return [FollowupAction(names.SCREENING_FORM)] if asks else []


class ActionWantsQuiet(BotAction):
    """The parent wants to wait without being asked: nothing is asked or offered until they write of something again."""

    def name(self) -> str:
        return "action_wants_quiet"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.alarm:
            return reply_in_alarm(dispatcher, view)
        say(dispatcher, words(view, "utter_quiet"))
        ended = [] if view.findings.get("ask") else leave_loop(view)
        asked = {**view.slot(names.ASKED, {}), WELL: MAX_TRIES}  # «slutt å spørre»: ours is not put again
        quiet = {names.QUIET: True, names.DECLINED: True, names.CHECKING: None, names.ASKED: asked}
        return [*ended, *set_slots(quiet)]


class ActionTell(BotAction):
    """A fixed answer to a question or a word about the service; while an alarm stands, that comes first."""

    def name(self) -> str:
        return "action_tell"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.alarm:
            return reply_in_alarm(dispatcher, view)
        say(dispatcher, words(view, TOLD[view.intent]))
        return []


TOLD = {
    "insult_assistant": "utter_insult",
    "ask_capabilities": "utter_capabilities",
    "out_of_scope": "utter_out_of_scope",
    "ask_opening_hours": "utter_opening_hours",
    "ask_foreldrepakken": "utter_foreldrepakken",
    "ask_10_smarte_tips": "utter_10_smarte_tips",
}


class ActionRequestVeileder(BotAction):
    def name(self) -> str:
        return "action_request_veileder"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        text_id, values = human_text(view)
        say(dispatcher, words(view, text_id, **values))
        return set_slots({names.WANTS_VEILEDER: True})


class ActionShortAnswer(BotAction):
    """A yes, no, «vet ikke» or an age outside the forms: it answers what was asked last."""

    def name(self) -> str:
        return "action_short_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        checking, done = view.slots.get(names.CHECKING), set_slots({names.CHECKING: None})
        if checking == "summary" and view.intent == names.AFFIRM:
            say(dispatcher, words(view, "utter_summary_right"))
            return done
        if checking == "summary" and view.intent == names.DENY:
            say(dispatcher, words(view, "utter_no_is_fine" if is_unwilling(view.text) else "utter_correct"))
            return done
        rests = lets_go(view) or view.loop == names.KOMMUNE_FORM or _is_telling(view)
        if rests and not view.findings.get("ask"):
            return [*done, *_take_in(dispatcher, view)]
        if calming.step_of(view) is Step.SHOW_SERVICES and not is_placed(view):
            say(dispatcher, words(view, "utter_stay"))  # an «ok» alone asks for no cards
            return done
        return [*done, *go_on(dispatcher, view)]


def _is_telling(view: View) -> bool:
    """Whether it is no answer to anything that was asked: an age, or a no about something else."""
    told_no = view.intent == names.DENY and not view.choice and not refuses(view.text.lower())
    return not view.alarm and (view.intent == names.INFORM_AGE or (bool(view.topics) and told_no))


def _take_in(dispatcher: CollectingDispatcher, view: View) -> list[EventType]:
    """A short word on the matter: it is taken in, and what was asked is let go."""
    good = is_good_news(view.text.lower())
    say(dispatcher, words(view, "utter_good_news" if good else "utter_noted"))
    rests = {names.ASKING: None} if lets_go(view) else {}
    return [*leave_loop(view), *set_slots(rests)]


class ActionCorrectAnswer(BotAction):
    """The parent takes something back: the last safety question is put again, or they are asked to write it."""

    def name(self) -> str:
        return "action_correct_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if not view.alarm and kommune.named(view, asked=False):
            return [FollowupAction("action_take_kommune")]
        if view.alarm and not may_be_taken_back(view):
            thank_for_denial(dispatcher, view)
            return []
        say(dispatcher, words(view, "utter_correct"))
        question = last_asked(view)
        if view.loop or view.alarm or question is None or view.slots.get(names.CHECKING):
            return []  # an open form asks again by itself
        ask(dispatcher, view, Question(question, again=True))
        return set_slots(put(view, Question(question, again=True)))


class ActionRepeat(BotAction):
    """Says the steps again; an open form asks again by itself."""

    def name(self) -> str:
        return "action_repeat"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        given = view.slots.get(names.GIVEN)
        if view.loop:
            return []
        if view.alarm:
            return reply_in_alarm(dispatcher, view) if says_well(view) else call_again(dispatcher, view)
        if given:
            say(dispatcher, words(view, "utter_here_again"))
            calming.give(dispatcher, view, given)
        else:
            say(dispatcher, words(view, "utter_repeat"))
        return []
