"""The summary for the veileder: short Norwegian lines made of facts, nothing generated."""

from __future__ import annotations

from typing import Any

from handoff.chat.lines import spoken, title_of
from handoff.chat.reading import last_result
from handoff.clock import whole_minutes
from handoff.parts import Parts
from handoff.store.tables import ConversationRow, MessageRow

LANGUAGES = {"nn": "nynorsk", "en": "engelsk"}
SUREST = 3


def summary_lines(
    parts: Parts, row: ConversationRow, messages: list[MessageRow], themes: list[dict[str, Any]]
) -> list[str]:
    """One fact a line: how long, what was shown, the child's age, answers, themes, kommune, language, wishes."""
    result = last_result(messages)
    lines = [waiting_line(parts, row), *shown_lines(parts, messages), *fact_lines(result)]
    lines += [
        line for line in (answer_line(parts, messages, result), theme_line(themes), kommune_line(row)) if line
    ]
    if row.language in LANGUAGES:
        lines.append(f"Språk: {LANGUAGES[row.language]}")
    if row.wants_human:
        lines.append("Har bedt om å snakke med et menneske")
    if any(m.screened == "failed" for m in messages):
        lines.append("Minst én melding er ikke screenet")
    return lines


def waiting_line(parts: Parts, row: ConversationRow) -> str:
    minutes = whole_minutes(row.created_at, row.first_claimed_at or parts.clock.now())
    return f"Ventet {minutes} min" if row.first_claimed_at else f"Har ventet {minutes} min"


def shown_lines(parts: Parts, messages: list[MessageRow]) -> list[str]:
    """What the parent was told to ring, each rule once."""
    shown = {m.rule: m.emergency for m in messages if m.rule}
    return [
        f"Vist {spoken(number)}: {title_of(parts.screener, parts.texts, rule)}"
        if number
        else f"Vist råd: {title_of(parts.screener, parts.texts, rule)}"
        for rule, number in shown.items()
    ]


def fact_lines(result: dict[str, Any] | None) -> list[str]:
    """Age and temperature as they were told."""
    if result is None:
        return []
    lines = []
    if result["age_months"] is not None:
        lines.append(f"Barnets alder: {age_in_words(result['age_months'])}")
    if result["temperature"] is not None:
        lines.append(f"Temperatur: {result['temperature']:.1f} °C".replace(".", ","))
    return lines


def age_in_words(months: float) -> str:
    """«3 uker», «5 måneder», «2 år»."""
    if months < 3:
        weeks = max(0, round(months * 52 / 12))
        return "1 uke" if weeks == 1 else f"{weeks} uker"
    if months < 24:
        return f"{int(months)} måneder"
    return f"{int(months // 12)} år"


def answer_line(parts: Parts, messages: list[MessageRow], result: dict[str, Any] | None) -> str | None:
    """The safety questions that were put, each once, with the answer as its button says it."""
    told = []
    for question in dict.fromkeys(m.asks for m in messages if m.asks):
        answer = str(result["answers"].get(question)) if result else ""
        words = answer_words(parts, question, answer)
        if words:
            told.append(words)
    return "Svar: " + " · ".join(told) if told else None


def answer_words(parts: Parts, question: str, answer: str) -> str | None:
    """«Får du kontakt med barnet? Nei»; None when it was not answered, or by a number that has its own line."""
    try:
        put = parts.screener.question(question, "nb")
    except KeyError:  # it has left the content since
        return None
    label = next((c["label"] for c in put["choices"] if c["value"] == answer), None)
    return f"{put['text']} {label}" if label else None


def theme_line(themes: list[dict[str, Any]]) -> str | None:
    kept = [item["theme"] for item in themes if item["accepted"] is not False][:SUREST]
    return f"Mulige temaer: {', '.join(kept)}" if kept else None


def kommune_line(row: ConversationRow) -> str | None:
    names = sorted({place["navn"] for place in row.kommune})
    if not names:
        return None
    return f"Kommune: {names[0]}" if len(names) == 1 else f"Kommune uklar: {' eller '.join(names)}"
