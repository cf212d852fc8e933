"""What `make chaos` calls lost and doubled."""

from __future__ import annotations

from typing import Any

from evaluation.chaos import wrongs

SENT = {2: "hei", 5: "takk"}


def message(number: int, sender: str, text: str, to: int | None = None) -> dict[str, Any]:
    return {"number": number, "sender": sender, "text": text, "in_reply_to": to}


def conversation() -> list[dict[str, Any]]:
    return [
        message(1, "assistant", "Hei."),
        message(2, "parent", "hei"),
        message(3, "assistant", "Fortell.", 2),
        message(4, "system", "Kari er her.", 2),
        message(5, "parent", "takk"),
        message(6, "assistant", "Fortell.", 5),
    ]


def test_a_whole_conversation_is_right() -> None:
    assert wrongs(SENT, conversation()) == []


def test_what_was_stored_and_never_acknowledged_is_no_loss() -> None:
    assert wrongs({2: "hei"}, conversation()) == []


def test_an_acknowledged_message_that_is_not_there_is_lost() -> None:
    assert wrongs({**SENT, 7: "noe mer"}, conversation()) == ["lost: noe mer"]


def test_an_acknowledged_message_with_other_words_is_lost() -> None:
    assert wrongs({**SENT, 5: "noe annet"}, conversation()) == ["lost: noe annet"]


def test_a_message_twice_is_doubled() -> None:
    assert wrongs(SENT, [*conversation(), message(7, "parent", "takk")]) == ["doubled: takk"]


def test_the_same_answer_twice_is_told() -> None:
    again = message(7, "assistant", "Fortell.", 5)
    assert wrongs(SENT, [*conversation(), again]) == ["said twice to message 5: Fortell."]


def test_a_gap_in_the_numbers_is_told() -> None:
    assert wrongs({2: "hei"}, [m for m in conversation() if m["number"] != 4]) == [
        "the numbers are not 1, 2, 3 ..."
    ]
