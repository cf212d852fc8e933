"""«Kom du gjennom?»: what is a clear yes, what a no, what neither."""

from __future__ import annotations

import pytest

from screening import Screener

YES = ("Ja", "ja, eg ringde", "jeg har ringt 113", "eg snakkar med dei no", "yes, we called", "i got through")
NO = (
    "Nei, ikke ennå", "nei", "Fikk ikke svar", "dei svarar ikkje", "ja, men de svarer ikke", "det er opptatt",
    "jeg tør ikke ringe", "no", "no answer", "I can't get through",
)  # fmt: skip
NEITHER = ("vet ikke", "xqzw", "hun er fortsatt varm", "jeg har ringt mamma", "hva skal jeg si", "🙏")


@pytest.mark.parametrize(
    ("text", "through"), [*((t, True) for t in YES), *((t, False) for t in NO), *((t, None) for t in NEITHER)]
)
def test_getting_through(screener: Screener, text: str, through: bool | None) -> None:
    assert screener.got_through(text) is through


def test_an_answer_to_something_else_leaves_the_open_question_open(screener: Screener) -> None:
    state = screener.ask(None, "contact")
    result, state = screener.screen("nei", state, answers=False)
    assert (result["answered"], result["unread"], result["level"]) == (None, None, "GREEN")
    result, _ = screener.screen("nei", state)
    assert (result["answered"], result["level"]) == ("contact", "RED")
