"""What one message adds to the slots, before anything is answered."""

from typing import Any

from bot import names
from bot.flow.alarm import URGENT, is_alarm, is_urgent
from bot.flow.place import followed
from bot.flow.said import help_comes, is_question
from bot.flow.view import View
from bot.flow.well import names_child, tells_child_well

LANGUAGES = ("nb", "nn", "en")
NOT_UNDERSTOOD = frozenset({names.NLU_FALLBACK, names.OUT_OF_SCOPE, names.WORDLESS})

TELLS_SOMETHING = frozenset({names.UNCLEAR, names.NLU_FALLBACK, "need_interpreter", names.ASK_LANGUAGE})
LONG_ENOUGH = 5  # words
ENDS_QUIET = frozenset({names.FIND_SERVICE, names.ASK_STRATEGY, names.INFORM_KOMMUNE, names.ASK_PRACTICAL})


def remembered(view: View, language: str | None) -> dict[str, Any]:
    """The slots this turn sets. Safety answers come from the library alone."""
    values: dict[str, Any] = {names.TURN: int(view.slot(names.TURN, 0)) + 1}
    spoken = language or view.findings.get("language")
    if spoken in LANGUAGES:
        values[names.LANGUAGE] = spoken
    if answers := view.findings.get("answers"):
        values[names.ANSWERS] = {**view.answers, **answers}
    if is_urgent(view.findings):
        values[names.ALARM] = True
    if is_alarm(view.findings):  # another danger, or the same told again
        values[names.ALARM_ASIDE] = False
    shown = view.findings.get("show") or {}
    if shown.get("level") in URGENT and not (shown["level"] == "ORANGE" and _is_red(view)):
        values[names.SHOWN] = [shown["rule"], shown["level"], int(shown.get("variant") or 0)]
    # before anything urgent was told here, the word of an ambulance or of 113 is met as an alarm (bot/components/findings.py)
    met = is_urgent(view.findings) or view.intent == names.SCREENING_ALARM
    told = help_comes(view.findings, view.text) if met else None
    if told is not None:
        values[names.HELPED] = told
    if crisis := sorted(
        {found["rule"] for found in view.findings.get("crisis") or [] if not found.get("possible")}
    ):
        values[names.CRISIS] = sorted({*view.slot(names.CRISIS, []), *crisis})
    if view.intent not in NOT_UNDERSTOOD and view.intent not in names.EVENT_INTENTS.values():
        values[names.MISSES] = 0
    words = len(view.text.split())
    if view.intent in TELLS_SOMETHING and words >= LONG_ENOUGH and not is_question(view.text.lower()):
        values[names.TOLD] = int(view.slot(names.TOLD, 0)) + 1
    if view.slot(names.QUIET) and (view.intent in ENDS_QUIET or view.intent.startswith("report_")):
        values[names.QUIET] = False
    values |= _child_well(view)
    if names_child(view.text.lower()):
        values[names.CHILD_TOLD] = True
    after = View({**view.slots, **values}, view.findings, view.facts)
    return {**values, **followed(after)}


def _child_well(view: View) -> dict[str, Any]:
    """«Barna er friske», told unasked, answers our own question before it is put, and takes back a yes to it that was meant
    otherwise. Never where screening has found or wants to know something."""
    calm = view.findings.get("level") in {None, "GREEN"} and not view.findings.get("ask") and not view.alarm
    if view.choice or not calm or not tells_child_well(view.text.lower()):
        return {}
    if view.slot(names.CHILD_WELL) == "no":
        return {
            names.CHILD_WELL: "yes",
            names.TOPICS: [one for one in view.topics if one != ILL_AFTER_ALL],
            names.ASKING: None,
        }
    return {names.CHILD_WELL: "yes"}


ILL_AFTER_ALL = "child_ill"
"""The topic that a yes to our own question begins."""


def _is_red(view: View) -> bool:
    """Whether the fixed text that stands is about danger to life: a lesser one does not take its place."""
    return bool(view.slot(names.SHOWN, ["", ""])[1] == "RED")
