"""The order of the conversation: safety, one thing that calms, help near home, summary, company."""

from enum import StrEnum

from bot import names
from bot.flow.place import is_placed
from bot.flow.screening import next_question
from bot.flow.topics import TOPICS
from bot.flow.view import View


class Step(StrEnum):
    ASK_SAFETY = "ask_safety"
    ASK_WHAT_HAPPENS = "ask_what_happens"
    OFFER_STRATEGY = "offer_strategy"
    ASK_KOMMUNE = "ask_kommune"
    SHOW_SERVICES = "show_services"
    SUMMARISE = "summarise"
    LISTEN = "listen"
    STAY = "stay"


def next_step(view: View, *, calming_open: bool) -> Step:
    """What to do now. `calming_open`: the gate is open and there is a strategy that was not offered yet."""
    if next_question(view):
        return Step.ASK_SAFETY
    if view.alarm:
        return Step.STAY
    if not view.topics and not view.slot(names.TOLD, 0):
        return Step.ASK_WHAT_HAPPENS
    if _is_only_listened_to(view):
        return Step.LISTEN
    if calming_open and may_offer(view):
        return Step.OFFER_STRATEGY
    if is_placed(view) and not view.slot(names.SERVICES_SHOWN, False):
        return Step.SHOW_SERVICES
    if _local_help(view) and not is_placed(view):
        if not view.slot(names.KOMMUNE_ASKED, False):
            return Step.ASK_KOMMUNE
        if view.topics and not view.slot(names.SERVICES_SHOWN, False):  # the question was left unanswered
            return Step.SHOW_SERVICES
    return Step.STAY if view.slot(names.SUMMARISED, False) or not view.topics else Step.SUMMARISE


def may_offer(view: View) -> bool:
    """One strategy unasked, and none after a no; the parent can always ask for another."""
    return (
        bool(view.topics)
        and not view.slot(names.DECLINED, False)
        and not view.slot(names.OFFERED, [])
        and all(TOPICS[topic].calming for topic in view.topics)
    )


def _is_only_listened_to(view: View) -> bool:
    """Who has lost somebody is heard before anybody asks where they live."""
    just_told = int(view.slot(names.TURN, 0)) - int(view.slot(names.HEARD, 0)) < LISTENED_TO
    return view.topic == "grief" and just_told


LISTENED_TO = 2  # turns


def _local_help(view: View) -> bool:
    return not view.topics or any(TOPICS[topic].local for topic in view.topics)
