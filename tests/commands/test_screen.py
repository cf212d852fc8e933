import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from handoff.cli import main

SAMPLE = Path("docs/samples/messages.jsonl")
KEYS = [
    "id",
    "level",
    "emergency",
    "findings",
    "crisis",
    "ask",
    "age_months",
    "temperature",
    "themes",
    "kommune",
    "language",
]


@pytest.fixture(scope="module")
def screened():
    run = CliRunner().invoke(main, ["screen"], input=SAMPLE.read_text(encoding="utf-8"))
    assert run.exit_code == 0, run.output
    return {row["id"]: row for row in map(json.loads, run.stdout.splitlines())}


def test_every_line_has_exactly_the_promised_keys(screened):
    assert len(screened) == len(SAMPLE.read_text(encoding="utf-8").splitlines())
    assert all(list(row) == KEYS for row in screened.values())


def test_young_baby_with_fever_is_sent_to_legevakt(screened):
    assert (screened["m1"]["emergency"], screened["m1"]["temperature"]) == ("116117", 38.4)
    assert 1 < screened["m1"]["age_months"] < 2


def test_blue_lips_are_told_113(screened):
    assert (screened["m2"]["level"], screened["m2"]["emergency"]) == ("RED", "113")


def test_kommune_is_found_with_its_place_in_the_text(screened):
    place = screened["m3"]["kommune"][0]
    assert place["kommunenummer"] == "3105"
    text = json.loads(SAMPLE.read_text(encoding="utf-8").splitlines()[2])["text"]
    assert text[place["start"] : place["end"]] == "Sarpsborg"


def test_sign_told_in_three_messages_of_one_conversation_is_found(screened):
    assert [screened[m]["emergency"] for m in ("m4", "m5", "m6")][-1] == "116117"


def test_figure_of_speech_is_left_alone(screened):
    assert (screened["m7"]["level"], screened["m7"]["emergency"], screened["m7"]["crisis"]) == (
        "GREEN",
        None,
        [],
    )


NO_MESSAGE = "Linja er ikke JSON med «id» og «text»."
BAD_CONVERSATION = "«conversation» må være en tekst."
UNREADABLE = [
    (b"not json", None, NO_MESSAGE),
    (b"[]", None, NO_MESSAGE),
    (b'{"id": "a"}', "a", NO_MESSAGE),
    (b'{"id": "b", "text": 7}', "b", NO_MESSAGE),
    (b"7", None, NO_MESSAGE),
    (b"\xe6\xff", None, NO_MESSAGE),
    (b"[" * 100_000, None, NO_MESSAGE),
    (b'{"id": "c", "text": "hei", "conversation": []}', "c", BAD_CONVERSATION),
]


def test_unreadable_line_is_said_with_its_id_and_the_rest_goes_on():
    after = [f'{{"id": "after {n}", "text": "hei"}}'.encode() for n in range(len(UNREADABLE))]
    lines = [line for (bad, *_), good in zip(UNREADABLE, after, strict=True) for line in (bad, good)]
    run = CliRunner().invoke(main, ["screen"], input=b"\n".join(lines))
    rows = [json.loads(row) for row in run.stdout.splitlines()]
    assert rows[::2] == [{"id": id, "error": error} for _, id, error in UNREADABLE]
    assert [row["id"] for row in rows[1::2]] == [f"after {n}" for n in range(len(UNREADABLE))]


def test_bytes_that_are_no_characters_in_a_message_stop_nothing():
    lines = b'{"id": "x", "text": "hun er bl\xe5 p\xe5 leppene, blir bl\xc3\xa5"}\n{"id": "\\ud83d", "text": "\\ud83d hei"}'
    run = CliRunner().invoke(main, ["screen"], input=lines)
    assert run.exit_code == 0, run.output
    assert [json.loads(row)["id"] for row in run.stdout.splitlines()] == ["x", "?"]
