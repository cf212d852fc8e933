"""What must hold for any text at all."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening import Screener
from screening.masking import mask
from screening.protocol_models import RANK
from scripts.fuzz_screening import fuzz, shape_problem


def _inside_long_word(text: str, i: int) -> bool:
    """Whether letters i and i + 1 stand inside a word of five letters or more, past its first letter."""
    start, end = text.rfind(" ", 0, i) + 1, (text + " ").find(" ", i)
    return end - start >= 5 and start < i and i + 1 < end


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
    "han er helt livløs og våkner ikke",
    "leppene hans er blå og han får ikke puste",
    "hun kveles på en drue",
)
TYPED = [(text, i) for text in RED for i in range(1, len(text) - 1) if _inside_long_word(text, i)]


@calm
@given(messages)
def test_any_text_is_screened(screener: Screener, text: str) -> None:
    assert shape_problem(screener.screen(text, None)[0], text) == ""


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


@calm
@given(st.sampled_from(TYPED), st.sampled_from(["double", "swap"]))
def test_a_slip_of_the_finger_never_hides_an_emergency(
    screener: Screener, place: tuple[str, int], slip: str
) -> None:
    text, i = place
    change = text[i] * 2 if slip == "double" else text[i + 1] + text[i]
    typed = text[:i] + change + text[i + (1 if slip == "double" else 2) :]
    assert screener.screen(typed, None)[0]["level"] == "RED"


@pytest.mark.parametrize("text", RED)
@pytest.mark.parametrize("plain", ["aoa", "ae oe aa"])
def test_a_keyboard_without_our_letters_never_hides_an_emergency(
    screener: Screener, text: str, plain: str
) -> None:
    for letter, other in zip("æøå", plain.split() if " " in plain else plain, strict=True):
        text = text.replace(letter, other)
    assert screener.screen(text, None)[0]["level"] == "RED"


@pytest.mark.parametrize("text", RED)
def test_disguised_letters_never_hide_an_emergency(screener: Screener, text: str) -> None:
    for disguised in (
        text.replace("e", "е"),
        text.replace("k", "k\u200b"),
        "\u202e" + text,
        "\ud800 " + text,
    ):
        assert screener.screen(disguised, None)[0]["level"] == "RED"


@pytest.mark.parametrize("seed", range(3))
def test_the_fuzzer_finds_nothing(screener: Screener, seed: int) -> None:
    tried, found = fuzz(screener, seed, texts=60)
    assert (tried, found) == (60, [])


def test_the_fuzzer_reports_what_goes_wrong() -> None:
    class Broken:
        def screen(self, text: str, state: Any) -> Any:
            raise ValueError("so")

    tried, found = fuzz(Broken(), 1, texts=2)  # type: ignore[arg-type]
    assert tried == 2 and all("ValueError: so" in line for line in found) and len(found) == 2


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
