"""A made-up but steady half year of statistics, put straight into a database, for browser tests and pictures."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, timedelta
from pathlib import Path

FIRST = date(2026, 1, 1)
DAYS = 181
THEMES = (
    ["Sliten og trett", "Uro/ engstelse"],
    ["Utfordringer knyttet til barn over to år"],
    ["Småbarnsutfordringer (gråt, søvn, spising m.m)", "Sliten og trett"],
    ["Relasjonsproblemer", "Trist/ lei"],
    ["Samvær"],
    ["Psykiske helseplager", "Uro/ engstelse", "Ensomhet"],
    ["Fysiske helseplager"],
)
REGISTERED = (
    "INSERT INTO registrations (hour, channel, gender, themes, outcomes, violence, wait_minutes) "
    "VALUES (?, ?, ?, ?, ?, '[]', ?)"
)
ENDED = (
    "INSERT INTO ended_conversations (hour, ended_hour, taken, wait_minutes, urgency) VALUES (?, ?, ?, ?, ?)"
)
DECIDED = "INSERT INTO tag_decisions (day, tag, accepted, rejected, undecided) VALUES (?, ?, ?, ?, ?)"


def fill(database: Path, *, a_day: int = 1) -> None:
    """`a_day` registrations and as many chats on each day from 1 January to 30 June 2026."""
    with sqlite3.connect(database) as connection:
        for number in range(DAYS * a_day):
            day = FIRST + timedelta(days=number // a_day)
            hour = f"{day} {7 + number * 5 % 15:02}:00:00.000000"
            channel, gender = (
                "Tlf" if number % 3 == 0 else "Chat",
                ("Mann", "Kvinne", "Kvinne", "Kvinne", "Vet ikke")[number % 5],
            )
            outcomes = ["Kontakt med politiet"] if number % 60 == 7 else []
            themes = THEMES[number % len(THEMES)]
            registered = (
                number % 6 != 0 and number % 45 != 8
            )  # as many waits as chats taken below, but for a few
            wait = number * 7 % 31 if registered else None
            values = (hour, channel, gender, json.dumps(themes), json.dumps(outcomes), wait)
            connection.execute(REGISTERED, values)
            urgency = 2 if number % 29 == 0 else int(number % 11 == 0)
            connection.execute(ENDED, (hour, hour, number % 6 != 0, number * 7 % 31, urgency))
        for tag, counts in {"T05": (40, 9, 6), "T02": (31, 12, 4), "T06": (22, 16, 9)}.items():
            connection.execute(DECIDED, (str(FIRST), tag, *counts))
