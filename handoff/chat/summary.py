"""The handover summary: short Norwegian lines made of facts, each with the message it comes from; nothing generated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypedDict

from handoff.chat.lines import spoken, title_of
from handoff.chat.reading import last_result
from handoff.chat.rows import ASSISTANT
from handoff.clock import whole_minutes
from handoff.parts import Parts
from handoff.queue.ordering import URGENCY
from handoff.store.tables import ConversationRow, MessageRow

LANGUAGES = {"nb": "bokmål", "nn": "nynorsk", "en": "engelsk"}
SUREST = 3
LONGEST_OFFER = 80
UNKNOWN, UNREAD = "unknown", "unread"
TOLD_BEFORE = ("GREEN", "YELLOW", "ORANGE", "RED")


class Line(TypedDict):
    """One fact. `what` names its kind; `message` is the number of the message it comes from, null for none."""

    what: str
    text: str
    message: int | None


def summary_lines(
    parts: Parts, row: ConversationRow, messages: list[MessageRow], themes: list[dict[str, Any]]
) -> list[Line]:
    """Who, what, since when, what was found and asked, shown and offered, kommune, language, wait, wishes; in this order."""
    return [
        *who_lines(messages),
        *theme_line(themes),
        *since_lines(messages),
        *found_lines(parts, messages),
        *answer_lines(parts, messages),
        *shown_lines(parts, messages),
        *offered_lines(messages),
        *kommune_line(row),
        line("language", f"Språk: {LANGUAGES[row.language]}"),
        waiting_line(parts, row),
        *wish_lines(messages, row),
    ]


def line(what: str, text: str, message: int | None = None) -> Line:
    return Line(what=what, text=text, message=message)


def who_lines(messages: list[MessageRow]) -> Iterator[Line]:
    """Who writes, as they said it last, and the child's age as it counts now."""
    for message, told in told_of(messages, "role")[-1:]:
        yield line("who", f"Den som skriver: {told['label']}", message.number)
    if fact := first_with(messages, "age_months"):
        yield line("age", f"Barnets alder: {age_in_words(fact[1])}", fact[0])


def since_lines(messages: list[MessageRow]) -> Iterator[Line]:
    """For how long, in the parent's own words: those that say most surely what the time is of, the first of several such."""
    surest = sorted(told_of(messages, "since"), key=lambda one: -one[1].get("weight", 0))
    for message, told in surest[:1]:
        words = message.text[told["start"] : told["end"]]
        yield line("since", f"Hvor lenge: «{words}»", message.number)


def told_of(messages: list[MessageRow], what: str) -> list[tuple[MessageRow, dict[str, Any]]]:
    """Each message that tells this, with what it tells, in order."""
    told = ((message, (message.screening or {}).get("told", [])) for message in messages)
    return [(message, one) for message, all_told in told for one in all_told if one["what"] == what]


def found_lines(parts: Parts, messages: list[MessageRow]) -> Iterator[Line]:
    """Every rule that counted, each once, the gravest first, with the words; and the temperature.

    What only an answer that nobody could read has told was never said: it is told as open, with the way to the question.
    """
    found: dict[str, tuple[str, MessageRow, dict[str, Any]]] = {}
    for message in messages:
        for item in items_of(message):
            if counts(item) and (item["rule"] not in found or is_surer(item, found[item["rule"]][2])):
                found[item["rule"]] = item["level"], message, item
    for rule, (_, message, item) in sorted(found.items(), key=lambda one: -TOLD_BEFORE.index(one[1][0])):
        title = title_of(parts.screener, parts.texts, rule)
        if item["careful"]:
            text = f"Ikke avklart: {title} (svarte ikke på spørsmålet)"
            yield line("unclear", text, question_before(messages, message))
            continue
        words = message.text[item["start"] : item["end"]]
        said = f" («{words}»)" if words and words != message.text else ""
        how = "Kanskje" if item.get("likeness") else "Funnet"
        yield line("found", f"{how}: {title}{said}", message.number)
    if fact := first_with(messages, "temperature"):
        yield line("temperature", f"Temperatur: {fact[1]:.1f} °C".replace(".", ","), fact[0])


def counts(item: dict[str, Any]) -> bool:
    """Whether a finding is told as so, now, of somebody here. A crisis is never told otherwise."""
    urgent = item["level"] in URGENCY or item["level"] == "YELLOW"
    return urgent and not item.get("negated") and item.get("when", "now") == "now"


def is_surer(item: dict[str, Any], known: dict[str, Any]) -> bool:
    """Words of the protocol say more than a likeness that was found before them, and a likeness more than no words at all."""
    return _sureness(item) > _sureness(known)


def _sureness(item: dict[str, Any]) -> int:
    return 0 if item["careful"] else 1 if item.get("likeness") else 2


def items_of(message: MessageRow) -> list[dict[str, Any]]:
    """The findings and crises of a message. `careful`: no words told it, but an answer that could not be read twice."""
    result = (message.screening or {}).get("result") or {"findings": [], "crisis": []}
    findings = [
        {**item, "crisis": False, "careful": is_careful(item, message.text, result)}
        for item in result["findings"]
    ]
    return findings + [{**item, "crisis": True, "careful": False} for item in result["crisis"]]


def is_careful(item: dict[str, Any], text: str, result: dict[str, Any]) -> bool:
    """Whether a finding follows from an unread answer alone: it has the whole message for its place, and no words.

    Where a sign was told in words and nothing else marks it, those words may be the whole message: then it was said.
    """
    if not result.get("unread") or result["answers"].get(result["unread"]) != UNKNOWN or item.get("likeness"):
        return False
    whole = (0, len(text))
    said = any(sign.endswith(" said counts") for sign in result.get("signs", []))
    elsewhere = any(
        (one["start"], one["end"]) != whole for one in [*result["findings"], *result["crisis"]] if counts(one)
    )
    return (item["start"], item["end"]) == whole and (elsewhere or not said)


def question_before(messages: list[MessageRow], message: MessageRow) -> int:
    """The number of the question that a message did not answer."""
    asked = message.screening["result"]["unread"] if message.screening else None
    earlier = [one.number for one in messages if one.asks == asked and one.number < message.number]
    return max(earlier, default=message.number)


def first_with(messages: list[MessageRow], fact: str) -> tuple[int, Any] | None:
    """The number of the message that first told this fact as it stands now, and the fact."""
    result = last_result(messages)
    if result is None or result[fact] is None:
        return None
    number = next(m.number for m in messages if m.screening and m.screening["result"][fact] == result[fact])
    return number, result[fact]


def age_in_words(months: float) -> str:
    """«3 uker», «5 måneder», «2 år»."""
    if months < 3:
        weeks = max(0, round(months * 52 / 12))
        return "1 uke" if weeks == 1 else f"{weeks} uker"
    if months < 24:
        return f"{int(months)} måneder"
    return f"{int(months // 12)} år"


def answer_lines(parts: Parts, messages: list[MessageRow]) -> Iterator[Line]:
    """The safety questions that were put, each once where it was last put, with the answer as its button says it."""
    for question, number in {m.asks: m.number for m in messages if m.asks}.items():
        if words := question_words(parts, question, answer_to(messages, question)):
            yield line("asked", f"Spurt: {words}", number)


def answer_to(messages: list[MessageRow], question: str) -> str | None:
    """The answer as far as it is known: UNREAD when nobody could read it, None when there was none.

    Screening goes on as if both had been «vet ikke», which nobody has said.
    """
    result = last_result(messages)
    answer = result["answers"].get(question) if result else None
    if answer != UNKNOWN:
        return None if answer is None else str(answer)
    told = [one for m in messages if m.screening and (one := m.screening["result"])]
    last = next((one for one in reversed(told) if question in (one.get("answered"), one.get("unread"))), None)
    if last is None:
        return None
    return UNKNOWN if last.get("answered") == question else UNREAD


def question_words(parts: Parts, question: str, answer: str | None) -> str | None:
    """«Får du kontakt med barnet? Nei», or that it was not answered; None when a number answered it: that has its own line."""
    try:
        put = parts.screener.question(question, "nb")
    except KeyError:  # it has left the content since
        return None
    label = "(ikke forstått)" if answer == UNREAD else None
    label = next((c["label"] for c in put["choices"] if c["value"] == answer), label)
    if answer and label is None:
        return None
    return f"{put['text']} {label or '(ikke besvart)'}"


def shown_lines(parts: Parts, messages: list[MessageRow]) -> Iterator[Line]:
    """What the parent was told to ring, each rule once, where it was last shown."""
    for rule, message in {m.rule: m for m in messages if m.rule}.items():
        what = f"Vist {spoken(message.emergency)}" if message.emergency else "Vist råd"
        yield line("shown", f"{what}: {title_of(parts.screener, parts.texts, rule)}", message.number)


def offered_lines(messages: list[MessageRow]) -> Iterator[Line]:
    """What the assistant offered that calms, and the services it named: the first words of each."""
    kinds = {"strategy": "Tilbudt", "service": "Vist tjeneste"}
    for message in messages:
        if message.sender == ASSISTANT and message.kind in kinds:
            yield line("offered", f"{kinds[message.kind]}: {beginning(message.text)}", message.number)


def beginning(text: str) -> str:
    """The first line, cut between words when it is long."""
    first = text.strip().split("\n")[0]
    if len(first) <= LONGEST_OFFER:
        return first
    return first[:LONGEST_OFFER].rsplit(" ", 1)[0] + " …"


def theme_line(themes: list[dict[str, Any]]) -> Iterator[Line]:
    kept = [item for item in themes if item["accepted"] is not False][:SUREST]
    if kept:
        names = ", ".join(item["theme"] for item in kept)
        yield line("themes", f"Mulige temaer: {names}", kept[0]["message"])


def kommune_line(row: ConversationRow) -> Iterator[Line]:
    if outside := [place for place in row.kommune if place.get("outside")]:
        yield line("kommune", f"Ikke i en norsk kommune: {outside[0]['navn']}", outside[0]["message"])
    names = sorted({place["navn"] for place in row.kommune if place["kommunenummer"]})
    if names:
        said = f"Kommune: {names[0]}" if len(names) == 1 else f"Kommune uklar: {' eller '.join(names)}"
        yield line("kommune", said, row.kommune[0]["message"])


def waiting_line(parts: Parts, row: ConversationRow) -> Line:
    minutes = whole_minutes(row.created_at, row.first_claimed_at or parts.clock.now())
    return line("wait", f"Ventet {minutes} min" if row.first_claimed_at else f"Har ventet {minutes} min")


def wish_lines(messages: list[MessageRow], row: ConversationRow) -> Iterator[Line]:
    if row.wants_human:
        yield line("wish", "Har bedt om å snakke med et menneske")
    if failed := next((m.number for m in messages if m.screened == "failed"), None):
        yield line("unscreened", "Minst én melding er ikke screenet", failed)
