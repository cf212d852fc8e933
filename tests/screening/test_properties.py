"""What must hold for any text at all."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening import Screener
from screening.masking import mask
from screening.protocol_models import RANK

calm = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
pieces = st.sampled_from(
    ["hun puster ikke", "han har feber", "39,5", "6 uker", "ja", "nei", "vet ikke", "kaster opp", "jeg vil ikke leve", "hvis", "i fjor", "ikke", "men", "og", "hunden", "han slår meg", "er fin nå", "2 år", ",", ".", "?", "\n", "😭", "xqzw", "no", "eg", "å", "e", "i", "d"]
)  # fmt: skip
messages = st.one_of(st.text(max_size=200), st.lists(pieces, max_size=12).map(" ".join))
RED = (
    "hun puster ikke",
    "guten er heilt livlaus og pustar ikkje",
    "babyen krampet nå",
    "she is not breathing",
    "jenta mi svelget et knappebatteri",
)


@calm
@given(messages)
def test_any_text_is_screened(screener: Screener, text: str) -> None:
    result, _ = screener.screen(text, None)
    for one in [*result["findings"], *result["crisis"]]:
        assert 0 <= one["start"] <= one["end"] <= len(text)


@calm
@given(st.lists(st.tuples(messages, st.sampled_from([None, "contact", "age", "fever"])), max_size=5))
def test_the_level_never_falls_over_a_conversation(
    screener: Screener, turns: list[tuple[str, str | None]]
) -> None:
    state: dict[str, Any] | None = None
    reached = 0
    for text, question in turns:
        if question:
            state = screener.ask(state, question)
        result, state = screener.screen(text, state)
        assert RANK[result["level"]] >= reached
        reached = RANK[result["level"]]


@calm
@given(
    st.sampled_from(RED),
    st.sampled_from(
        [
            "Hei!",
            "Hei, hjelp meg.",
            "Vi bor i Bergen.",
            "Takk for at dere er her!",
            "Jeg heter Kari.",
            "🙏🙏",
            "Klokka er tre om natta.",
        ]
    ),
    st.booleans(),
)
def test_harmless_words_beside_it_never_hide_an_emergency(
    screener: Screener, text: str, harmless: str, before: bool
) -> None:
    result, _ = screener.screen(f"{harmless} {text}" if before else f"{text}. {harmless}", None)
    assert result["level"] == "RED"


@calm
@given(
    st.sampled_from(RED),
    st.sampled_from(
        [
            str.upper,
            str.title,
            lambda t: t + "!!!!",
            lambda t: "..." + t + "...",
            lambda t: t.replace(" ", "  \n ") if "\n" in t else t.replace(" ", "   "),
            lambda t: "😭" + t + "😭",
        ]
    ),
)
def test_case_and_punctuation_never_hide_an_emergency(screener: Screener, text: str, change: Any) -> None:
    assert screener.screen(change(text), None)[0]["level"] == "RED"


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "\ud800",
        "a" * 10000,
        "puster ikke " * 800,
        "no " * 3000,
        "😭" * 5000,
        "æ" * 10000,
        "1" * 10000,
        ", " * 5000,
        "\u0301" * 500,
        "han han han " * 500,
    ],
)
def test_extreme_texts_are_screened(screener: Screener, text: str) -> None:
    assert screener.screen(text, None)[0]["level"] in RANK


@calm
@given(st.text(max_size=300))
def test_masking_never_fails_and_is_stable(text: str) -> None:
    masked, _ = mask(text, claimed=False)
    assert mask(masked, claimed=False)[0] == masked
