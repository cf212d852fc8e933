"""The crises: level and number of each wording, what the messages hold and never hold, what is asked."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from screening import Screener
from screening.protocol_models import LevelEntry, Rule

ROWS = Path(__file__).parents[1] / "data" / "rows" / "crises.jsonl"
IDS = [f"PC-{number:02d}" for number in range(1, 25)]
FIRST_ACT = re.compile(r"112|113|116 11[17]|Legg barnet|Lay your child|Få ein? edru|Get a sober|trygg|Ikke vær alene|Ikkje ver|Do not be alone|hos barnet|with the child|Ikke reis|Ikkje reis|Do not travel|Gå ut|Leave|rett av deg|right to say|mer enn fem|meir enn fem|more than five|Skjer det|something is happening|Legg babyen|Lay your baby|tungt å være redd|tungt å vere redd|hard to be afraid|Takk|Thank|Det er bra|It is good")  # fmt: skip
SPELLED = {"112": "112", "113": "113", "116117": "116 117", "116111": "116 111"}
FORBIDDEN = [
    "jeg forstår hvordan du har det", "hvorfor", "anonymt her", "blir ikke sagt videre", "ingen får vite", "lover", "tenk på barna dine",
    "vi melder", "melde deg", "bekymringsmelding", "du har ocd", "du er ikke farlig", "vent og se", "det går over", "fremst i køen",
]  # fmt: skip
BOKMAAL = {
    "jeg",
    "ikke",
    "hun",
    "hva",
    "hvem",
    "hvor",
    "hvordan",
    "noe",
    "noen",
    "mer",
    "fra",
    "nå",
    "barnet?",
}


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines() if line]


def entries(rule: Rule) -> list[tuple[LevelEntry, dict[str, str | None]]]:
    """Each level of a rule with the text a parent is shown at it."""
    found = []
    for entry in rule.levels:
        message = entry.message or rule.message
        assert message, rule.id
        found.append((entry, {"nb": message.nb, "nn": message.nn, "en": message.en}))
    return found


@pytest.mark.parametrize("row", [r for r in rows() if "crisis_level" in r], ids=lambda r: r["text"][:50])
def test_level_and_number_of_a_wording(screener: Screener, row: dict[str, Any]) -> None:
    result, _ = screener.screen(row["text"], None)
    fired = {one["rule"]: one for one in result["crisis"]}
    assert fired[row["rule"]]["level"] == row["crisis_level"]
    if "number" in row:
        assert fired[row["rule"]]["number"] == row["number"]
        assert result["emergency"] is not None


def test_every_crisis_has_wordings_on_both_sides() -> None:
    told = Counter((row["rule"], row["fires"]) for row in rows() if "rule" in row)
    for rule in IDS:
        assert told[(rule, True)] >= 5 and told[(rule, False)] >= 2, rule
        assert told[(rule, True)] + told[(rule, False)] >= 8, rule


def test_every_row_of_the_table_is_a_crisis_rule(screener: Screener) -> None:
    crises = {id for id, rule in screener.protocol.rules.items() if rule.crisis}
    assert crises == set(IDS)


@pytest.mark.parametrize("id", IDS)
def test_messages_name_their_number_first_act_and_nothing_forbidden(screener: Screener, id: str) -> None:
    rule = screener.protocol.rules[id]
    for entry, texts in entries(rule):
        for language, text in texts.items():
            assert text, (id, language)
            number = entry.number or rule.number
            if number and entry.level in {"RED", "ORANGE"}:
                assert SPELLED[number] in text, (id, entry.level, language)
            assert FIRST_ACT.search(text.splitlines()[0]), (id, language, text.splitlines()[0])
            assert not [word for word in FORBIDDEN if word in text.lower()], (id, language)
            assert len(text.split()) <= 100, (id, language)


@pytest.mark.parametrize("id", IDS)
def test_a_red_message_gives_the_number_within_three_short_sentences(screener: Screener, id: str) -> None:
    rule = screener.protocol.rules[id]
    for entry, texts in entries(rule):
        if entry.level == "RED":
            start = " ".join(re.split(r"(?<=[.!?])\s+", texts["nb"] or "")[:3])
            assert SPELLED[str(entry.number or rule.number)] in start, (id, start)


@pytest.mark.parametrize("id", IDS)
def test_nynorsk_messages_are_nynorsk(screener: Screener, id: str) -> None:
    for _, texts in entries(screener.protocol.rules[id]):
        words = {word.strip(".,:;?!«»()").lower() for word in (texts["nn"] or "").split()}
        assert not words & BOKMAAL, (id, words & BOKMAAL)


def test_violence_now_is_short_and_helps_somebody_who_cannot_speak(screener: Screener) -> None:
    rule = screener.protocol.rules["PC-06"]
    assert rule.message and len(rule.message.nb.split()) <= 50
    assert "Kan du ikke snakke" in rule.message.nb
    assert "sms" not in rule.message.nb.lower()
    assert "Skjul chatten" in rule.message.nb


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("jeg vil ikke leve mer", "suicide_plan_q"),
        ("jeg får bilder i hodet av at jeg skader babyen", "harm_done"),
        ("holder på å klikke på ungen", "child_hurt"),
        ("han pleier å slå når han drikker", "safe_now"),
        ("han sier at pappa slår", "child_safe_now"),
        ("jeg har drukket for mye", "sober_adult"),
        ("toåringen er helt alene i leiligheten", "child_reach"),
        ("hun er borte", "missing_q"),
        ("har panikkanfall nå", "chest_pain"),
    ],
)
def test_what_tells_crises_apart_is_asked(screener: Screener, text: str, question: str) -> None:
    result, _ = screener.screen(text, None)
    assert question in result["ask"], result["ask"]


@pytest.mark.parametrize(
    ("text", "question", "answer", "rule", "level"),
    [
        ("jeg vil ikke leve mer", "suicide_plan_q", "ja", "PC-04", "RED"),
        ("han pleier å slå når han drikker", "safe_now", "nei", "PC-06", "RED"),
        ("jeg får bilder i hodet av at jeg skader babyen", "voices", "ja", "PC-10", "RED"),
        ("holder på å klikke på ungen", "child_hurt", "ja", "PC-03", "RED"),
        ("han sier at pappa slår", "child_safe_now", "nei", "PC-09", "RED"),
        ("jeg har drukket for mye", "sober_adult", "nei", "PC-12", "ORANGE"),
        ("toåringen er helt alene i leiligheten", "child_reach", "nei", "PC-13", "RED"),
        ("hun er borte", "missing_q", "ja", "PC-16", "RED"),
        ("har panikkanfall nå", "chest_pain", "vet ikke", "PC-24", "RED"),
    ],
)
def test_the_answer_decides(
    screener: Screener, text: str, question: str, answer: str, rule: str, level: str
) -> None:
    _, state = screener.screen(text, None)
    result, _ = screener.screen(answer, screener.ask(state, question))
    assert result["answered"] == question
    assert {one["rule"]: one["level"] for one in result["crisis"]}.get(rule) == level


def test_a_reassuring_answer_raises_nothing(screener: Screener) -> None:
    _, state = screener.screen("han pleier å slå når han drikker", None)
    result, _ = screener.screen("ja, vi er trygge", screener.ask(state, "safe_now"))
    assert "PC-06" not in {one["rule"] for one in result["crisis"]}


def test_somebody_who_tells_of_a_suicidal_child_or_partner_gets_words_for_helpers(screener: Screener) -> None:
    for text in ("Mannen min sier han ikke vil leve lenger", "datteren min på 14 sier hun vil dø"):
        result, _ = screener.screen(text, None)
        assert result["show"]["level"] == "ORANGE"
        shown = screener.message(result["show"]["rule"], "nb")
        assert "116 117" in shown, text
