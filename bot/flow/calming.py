"""Whether something calming may be offered, and what chooses between the strategies."""

from typing import Any

from bot import names
from bot.flow.screening import asked_enough
from bot.flow.topics import TOPICS
from bot.flow.view import View

ANSWERS = frozenset({names.AFFIRM, names.DENY, names.DONT_KNOW, names.ASK_STRATEGY, names.INFORM_AGE})


def gate_facts(view: View, *, asked_for: bool = False) -> dict[str, Any]:
    """What `content.strategies.gate_open` wants to know. A parent who asks for one has taken back a no."""
    crisis = [{"rule": rule, "level": None} for rule in view.slot(names.CRISIS, [])]
    crisis += [found for found in view.findings.get("crisis") or [] if not found.get("possible")]
    level = (
        {"level": view.findings["level"]} if view.findings.get("level") else {}
    )  # unknown: the gate stays shut
    return {
        **level,
        "crisis": crisis,
        "urgent": view.alarm or bool(view.facts.get("urgent")),
        "screened": asked_enough(view),
        "declined": bool(view.slot(names.DECLINED, False)) and not asked_for,
        "veileder_here": bool(view.facts.get("claimed")),
    }


def wanted_text(view: View) -> str:
    """Words that choose between the strategies of a theme: the topics', and what was just written."""
    written = "" if view.intent in ANSWERS else view.text  # «nei» is one of the words of a card about limits
    return " ".join([*(TOPICS[topic].words for topic in view.topics), written])


def holding(view: View) -> list[str]:
    """Ids of the rules that hold in this turn or were a crisis earlier."""
    found = [*(view.findings.get("findings") or []), *(view.findings.get("crisis") or [])]
    return [*view.slot(names.CRISIS, []), *(f["rule"] for f in found if not f.get("negated"))]
