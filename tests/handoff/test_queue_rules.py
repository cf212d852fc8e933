"""The queue's plain rules: order, place, range, limits, cleaning, summary words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from support import FakeClock

from handoff.chat.cleaning import clean
from handoff.chat.service import opens_in_words
from handoff.chat.summary import age_in_words
from handoff.clock import OSLO
from handoff.errors import EmptyMessage, TooLong
from handoff.queue.ordering import Waiting, in_order, position, urgency_of
from handoff.queue.waits import wait_range
from handoff.web.limits import Bucket, Logins, Places

START = datetime(2026, 1, 14, 20, tzinfo=OSLO)


def waiting(id: str, minutes: int, urgency: int = 0, front: bool = False, here: bool = True) -> Waiting:
    return Waiting(id, urgency, front, START + timedelta(minutes=minutes), here)


def test_order() -> None:
    queue = [
        waiting("late", 5),
        waiting("early", 1),
        waiting("orange", 4, 1),
        waiting("red", 6, 2),
        waiting("back", 3, front=True),
        waiting("red early", 2, 2),
        waiting("orange back", 7, 1, front=True),
    ]
    names = [w.id for w in in_order(queue)]
    assert names == ["red early", "red", "orange back", "orange", "back", "early", "late"]


def test_the_place_counts_those_ahead_whose_page_is_there() -> None:
    me = waiting("me", 5)
    others = [waiting("a", 1), waiting("gone", 2, here=False), waiting("b", 9), waiting("urgent", 8, 1), me]
    assert position(me, others) == 3


@pytest.mark.parametrize(
    ("level", "crisis", "show", "urgency"),
    [
        ("GREEN", [], None, 0),
        ("YELLOW", [], None, 0),
        ("ORANGE", [], None, 1),
        ("RED", [], None, 2),
        ("GREEN", ["YELLOW"], None, 0),
        ("ORANGE", ["RED"], None, 2),
        ("GREEN", [], "ORANGE", 1),
    ],
)
def test_urgency_looks_at_level_crises_and_what_is_shown(
    level: str, crisis: list[str], show: str | None, urgency: int
) -> None:
    result = {"level": level, "crisis": [{"level": c} for c in crisis], "show": show and {"level": show}}
    assert urgency_of(result) == urgency


def test_the_range_is_honest() -> None:
    waits = [5, 10, 15, 20, 25, 30, 35, 40, 45, 90]
    assert wait_range(waits, 0) == (10, 45)
    assert wait_range(waits, 12) == (0, 33)
    assert wait_range(waits, 45) == (0, 1)
    assert wait_range(waits, 46) is None
    assert wait_range(waits[:4], 0) is None


def test_the_flood_limit_lets_a_burst_in_and_then_some_a_minute(clock: FakeClock) -> None:
    bucket = Bucket(burst=3, per_minute=6)
    assert [bucket.take("a", clock.now()) for _ in range(4)] == [0, 0, 0, 10]
    assert bucket.take("b", clock.now()) == 0
    clock.advance(seconds=9)
    assert bucket.take("a", clock.now()) == 1
    clock.advance(seconds=1)
    assert bucket.take("a", clock.now()) == 0


def test_places_are_hashes_that_change_every_hour(clock: FakeClock) -> None:
    places = Places()
    first = places.name("192.0.2.7", clock.now())
    assert "192.0.2.7" not in first and "19202" not in first  # "192" alone stands in one hash in two hundred
    assert places.name("192.0.2.7", clock.now()) == first
    clock.advance(minutes=61)
    assert places.name("192.0.2.7", clock.now()) != first


def test_wrong_passwords_cost_a_doubling_pause(clock: FakeClock) -> None:
    logins = Logins()
    for _ in range(5):
        assert logins.pause("kari", "a", clock.now()) == 0
        logins.wrong("kari", "a", clock.now())
    assert logins.pause("kari", "a", clock.now()) == 2
    assert logins.pause("ola", "a", clock.now()) == 0
    clock.advance(seconds=2)
    assert logins.pause("kari", "a", clock.now()) == 0
    logins.wrong("kari", "a", clock.now())
    assert logins.pause("kari", "a", clock.now()) == 4
    logins.right("kari", "a", clock.now())
    assert logins.pause("kari", "a", clock.now()) == 0


def test_cleaning() -> None:
    assert clean(" a\r\nb\x00\x1f\x7fc\td ") == "a\nbc\td"
    assert clean("a\u030a") == "å"
    assert clean("👩‍👧") == "👩‍👧"
    assert len(clean("x" * 4000)) == 4000
    with pytest.raises(TooLong):
        clean("x" * 4001)
    with pytest.raises(EmptyMessage):
        clean("\x00 \n")


@pytest.mark.parametrize(
    ("months", "words"),
    [(0.25, "1 uke"), (0, "0 uker"), (1.4, "6 uker"), (3, "3 måneder"), (23.9, "23 måneder"), (30, "2 år")],
)
def test_ages_in_words(months: float, words: str) -> None:
    assert age_in_words(months) == words


def test_opening_in_words_names_another_day() -> None:
    now = datetime(2026, 1, 14, 12, tzinfo=OSLO)
    same, other = now.replace(hour=15), datetime(2026, 1, 17, 9, tzinfo=OSLO)
    assert opens_in_words(same, now, "nb") == "klokka 15:00"
    assert opens_in_words(other, now, "nb") == "lørdag klokka 09:00"
    assert opens_in_words(other, now, "nn") == "laurdag klokka 09:00"
    assert opens_in_words(other, now, "en") == "Saturday at 09:00"
