"""When a message is an alarm, whatever the classifier thinks it means."""

import re
from collections.abc import Mapping
from typing import Any

URGENT = frozenset({"RED", "ORANGE"})


def is_urgent(findings: Mapping[str, Any] | None) -> bool:
    """Whether something RED or ORANGE was found or shown in this conversation, or there is a number to ring."""
    if not findings:
        return False
    shown = findings.get("show") or {}
    return findings.get("level") in URGENT or bool(findings.get("emergency")) or shown.get("level") in URGENT


HELP = "help_coming"
"""The sign of the protocol for it (resources/protocol/general.yaml)."""


def says_help_comes(findings: Mapping[str, Any]) -> bool | None:
    """Whether this message says that help was called, is on its way or is there (True), or denies it; None: not a word of it."""
    told = [sign for sign in findings.get("signs") or [] if sign.startswith(f"{HELP} ")]
    return any(sign.endswith(" counts") for sign in told) if told else None


def is_alarm(findings: Mapping[str, Any] | None) -> bool:
    """Whether this message is to be met as an alarm: something urgent is shown or was found in it.

    The level of a conversation never falls, so a level alone says nothing about this message. A
    result that says nothing about the message itself is taken as an alarm: the careful case.
    """
    if not findings or not is_urgent(findings):
        return False
    if not {"show", "findings", "crisis"} & set(findings):
        return True
    return bool(findings.get("show")) or any(_counts(found) for found in _found(findings))


_WAIT = re.compile(
    r"\b(?:skal|kan|bør|må|burde|should|can|could|får)(?: (?:jeg|eg|æ|jag|vi|me|mi|det|vi bare|jeg bare|i|we|it))? (?:\w+ ){0,2}?"
    r"(?:vente?|venta|vänta|drøye|drøya|wait)\b(?! (?:på|her|ute|inne|for (?:the|an)|outside|here))"
    r"|\b(?:holder|held|rekker|rekk)\b.*\b(?:i morgen|i morgon|i mårra|i morra|på mandag)\b"
    r"|\b(?:greit|greitt|lov|trygt|lurt|smart|klokt|best|ok|okei|okay|safe|går det an) (?:å |at (?:jeg|eg|vi) |to )?(?:vente?|venta|venter|vänta|drøye|wait)\b(?! (?:på|her|ute|inne|for (?:the|an)|outside|here))"
    r"|\b(?:skal|kan|bør|får|må|should|can) (?:jeg|eg|æ|jag|vi|me|i|we)(?: \w+){0,3}? (?:legge (?:meg|oss|ham|henne|han|barnet|babyen)|leggje (?:meg|oss|han|ho)|sove|sova|se det an|sjå det an|go to (?:bed|sleep))\b"
)
_HOW_LONG_WAIT = re.compile(r"\b(?:hvor|kor|how|hur) (?:lenge|leng|lengje|long|länge)\b")


def asks_to_wait(text: str) -> bool:
    """«Skal jeg vente til legekontoret åpner?», «can it wait until morning», «kan jeg bare legge meg»: after an alarm that has
    one answer. How long one must wait is another question."""
    lower = text.lower()
    return bool(_WAIT.search(lower)) and not _HOW_LONG_WAIT.search(lower)


def _found(findings: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*(findings.get("findings") or []), *(findings.get("crisis") or [])]


def _counts(found: Mapping[str, Any]) -> bool:
    return found.get("level") in URGENT and not found.get("negated", False)
