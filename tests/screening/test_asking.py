"""Nearly every parent ends with a question. It is about what was told, and takes nothing of it back."""

import json
from pathlib import Path

import pytest

from screening import Screener
from screening.conversation import Conversation
from screening.language.asking import closing_questions, without_questions
from screening.protocol_models import RANK
from screening.statistical.layer import StatisticalLayer

ROWS = Path(__file__).parents[1] / "data" / "rows"
TAILS = [
    " er det noe?",
    " er det farlig?",
    " hva tror dere?",
    " burde jeg ringe?",
    " bør eg ringje legevakta",
    ", ka kan det vær",
    ". Hva skal vi gjøre?",
]


def levels(screener: Screener, text: str, earlier: list[str]) -> tuple[int, int]:
    """The ranks of the child's level and of the highest crisis."""
    state = None
    for one in earlier:
        _, state = screener.screen(one, state)
    result, _ = screener.screen(text, state)
    crisis = max((RANK[one["level"]] for one in result["crisis"]), default=0)
    return RANK[result["level"]], crisis


@pytest.fixture(scope="module")
def urgent_rows(screener: Screener) -> list[tuple[str, list[str], tuple[int, int]]]:
    """Every wording of the clinical tables that the rules find urgent."""
    rows = [
        json.loads(line)
        for path in sorted(ROWS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    read = [(row["text"], row.get("context", [])) for row in rows]
    told = [(text, earlier, levels(screener, text, earlier)) for text, earlier in read]
    return [one for one in told if max(one[2]) >= RANK["ORANGE"]]


@pytest.mark.parametrize("tail", TAILS)
def test_a_closing_question_lowers_nothing(
    screener: Screener, urgent_rows: list[tuple[str, list[str], tuple[int, int]]], tail: str
) -> None:
    lower = []
    for text, earlier, (child, crisis) in urgent_rows:
        asked = levels(screener, text + tail, earlier)
        if asked[0] < child or asked[1] < crisis:
            lower.append(text + tail)
    assert lower == []


@pytest.mark.parametrize(
    "text",
    [
        "hun er 7 og har tissa på seg hver natt i det siste og er tørst hele tida, blitt tynn også. er det noe?",
        "er det diabetes? guten drikk og tissar heile tida",
        "hun på 4 har ikke tisset siden i går kveld og kaster opp, er dette farlig?",
        "he's working really hard to breathe, his belly sucks in under the ribs. is that normal?",
    ],
)
def test_a_closing_question_keeps_neither_layer_from_telling(screener: Screener, text: str) -> None:
    result = Conversation(screener, StatisticalLayer.load()).read(text)
    assert RANK[result["level"]] >= RANK["ORANGE"]
    assert result["show"]


@pytest.mark.parametrize(
    "text",
    [
        "hva er tegn på diabetes?",
        "kan man få hjernehinnebetennelse av å bade?",
        "er det farlig hvis en baby slutter å puste et øyeblikk?",
        "hva gjør jeg hvis hun får krampe",
        "når skal man ringe 113?",
    ],
)
def test_what_one_only_wants_to_know_sends_nobody(screener: Screener, text: str) -> None:
    result = screener.screen(text, None)[0]
    assert (result["level"], result["emergency"], result["show"]) == ("GREEN", None, None)


@pytest.mark.parametrize(
    ("text", "told", "asked"),
    [
        ("leppene er blå skal jeg ringe", "leppene er blå", ["skal jeg ringe"]),
        ("han er rar i blikket, e det nokka, han er 2", "han er rar i blikket. han er 2", ["e det nokka"]),
        ("hun falt hva gjør vi?", "hun falt", ["hva gjør vi"]),
        ("han hadde feber men nå er det bra", "han hadde feber men nå er det bra", []),
        ("jeg vet ikke hva jeg skal gjøre", "jeg vet ikke hva jeg skal gjøre", []),
        ("er det farlig?", "er det farlig?", ["er det farlig"]),
        ("har han kreft? han har blåmerker overalt", "han har blåmerker overalt", []),
    ],
)
def test_the_question_and_what_is_told(text: str, told: str, asked: list[str]) -> None:
    assert [text[start:end] for start, end in closing_questions(text)] == asked
    assert without_questions(text) == told
