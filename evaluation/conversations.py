"""Whole conversations, as both layers read them turn by turn: how many harmless ones get an alarm, how many grave ones are met.

`cases/conversations/harmless.jsonl`: ordinary worries, nothing in them calls for a number. `grave.jsonl`: a danger comes up late or
in passing; `dangers` says from which turn (from 0) a careful nurse would know, and of what kind. Written by hands of their own.
The first question that is wanted is put after each turn, as the assistant does. In a harmless conversation the parent presses the
button that calms (an older child, contact, nobody in danger), and goes on; in a grave one it goes unanswered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from evaluation.dialogues import load_dialogues
from evaluation.intervals import share
from evaluation.labelled import CASES
from evaluation.screening import HELP_NUMBERS, found_kinds
from screening.conversation import Conversation

FOLDER = CASES / "conversations"
SOON = 1
"""A danger is met in the turn that tells it, or so many turns later."""

Script = dict[str, Any]
Begin = Callable[[], Conversation]
Result = dict[str, Any]


def load_conversations(name: str) -> list[Script]:
    return load_dialogues(FOLDER / f"{name}.jsonl")


def play(conversation: Conversation, turns: list[str], *, answers: bool) -> Iterator[Result]:
    """The result of each turn, and of each answer."""
    for turn in turns:
        result = conversation.read(turn)
        yield result
        if not result["ask"]:
            continue
        question = result["ask"][0]
        conversation.state = conversation.screener.ask(conversation.state, question)
        if answers:
            calm = _calm_answer(conversation, question)
            result, conversation.state = conversation.screener.screen("", conversation.state, choice=calm)
            yield result


def _calm_answer(conversation: Conversation, question: str) -> str:
    """The value of the last button that tells no sign: of ages the oldest."""
    choices = conversation.screener.protocol.questions[question].choices
    return [choice.value for choice in choices if choice.sign is None][-1]


def is_alarm(result: Result) -> bool:
    """Whether the parent reads a message with a number to ring."""
    return bool(result["show"]) and result["show"]["level"] in {"RED", "ORANGE"}


def evaluate(begin: Begin, harmless: list[Script], grave: list[Script]) -> tuple[dict[str, Any], list[str]]:
    """Shares with 95 % intervals, and a line for each alarm over nothing and each danger that was not met."""
    played = [list(play(begin(), script["turns"], answers=True)) for script in harmless]
    turns = [result for results in played for result in results]
    alarms = [any(map(is_alarm, results)) for results in played]
    lines = [
        f"alarm over nothing, {result['show']['rule']}: {' / '.join(script['turns'])[:160]}"
        for script, results in zip(harmless, played, strict=True)
        for result in list(filter(is_alarm, results))[:1]
    ]
    met, asked, missed = _met(begin, grave)
    return {
        "harmless conversations with an alarm": share(sum(alarms), len(alarms)),
        "harmless turns with an alarm": share(sum(map(is_alarm, turns)), len(turns)),
        "harmless turns taken for a crisis": share(
            sum(bool(result["crisis"]) for result in turns), len(turns)
        ),
        "harmless conversations with a question": share(
            sum(any(r["ask"] for r in results) for results in played), len(played)
        ),
        "dangers met": share(sum(met), len(met)),
        "dangers met or asked about": share(sum(asked), len(asked)),
    }, lines + missed


def _met(begin: Begin, grave: list[Script]) -> tuple[list[bool], list[bool], list[str]]:
    met, asked, lines = [], [], []
    for script in grave:
        results = list(play(begin(), script["turns"], answers=False))
        for danger in script["dangers"]:
            near = results[danger["turn"] : danger["turn"] + SOON + 1]
            met.append(any(_answers(danger["kind"], result) for result in near))
            asked.append(met[-1] or any(result["ask"] for result in near))
            if not met[-1]:
                lines.append(
                    f"{'only asked' if asked[-1] else 'missed'} {danger['kind']}: {script['turns'][danger['turn']][:120]}"
                )
    return met, asked, lines


def _answers(kind: str, result: Result) -> bool:
    """RED wants 113, ORANGE a number, a crisis its own kind."""
    if kind == "RED":
        return bool(result["emergency"] == "113")
    if kind == "ORANGE":
        return result["emergency"] in HELP_NUMBERS
    return kind in found_kinds(result)
