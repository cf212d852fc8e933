"""All the times web keeps, in one place. The sweeper (handoff/sweeper.py) acts on them."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class Due(StrEnum):
    """What can fall due for a conversation."""

    RED_UNANSWERED = "red_unanswered"
    CHECK_IN = "check_in"
    KEEP_COMPANY = "keep_company"
    ALERT_FALLBACK = "alert_fallback"
    LEASE_WARN = "lease_warn"
    LEASE_END = "lease_end"
    PARKED = "parked"
    LEFT = "left"
    DELETE = "delete"
    RESCREEN = "rescreen"
    DESCRIBE = "describe"
    TURN = "turn"
    PRACTICE = "practice"


AFTER: dict[Due, timedelta] = {
    Due.RED_UNANSWERED: timedelta(seconds=60),
    Due.CHECK_IN: timedelta(minutes=2),
    Due.KEEP_COMPANY: timedelta(minutes=8),
    Due.ALERT_FALLBACK: timedelta(seconds=20),
    Due.LEASE_WARN: timedelta(minutes=2),
    Due.LEASE_END: timedelta(minutes=5),
    Due.PARKED: timedelta(minutes=3),
    Due.LEFT: timedelta(minutes=30),
    Due.RESCREEN: timedelta(seconds=2),
    Due.DESCRIBE: timedelta(seconds=3),
    Due.TURN: timedelta(seconds=15),
}
"""How long after its cause each falls due. `delete` comes after the setting VENTEVAKT_RETENTION_MINUTES, `practice` (the
next line of a scripted parent) after what the script says."""

CONSOLE_SILENT = timedelta(seconds=30)
"""A console that has not polled for so long does not see an alert: the parent is told at once."""

ON_DUTY = timedelta(minutes=5)
"""A signed-in veileder counts as here for so long after the last sign of the console."""

TYPING = timedelta(seconds=6)
"""How long a sign of typing is shown."""

COMPANY_IN_A_ROW = 3
"""How many times company is kept without a word from the parent: company, not nagging."""

TURN_TRIES = (timedelta(seconds=15), timedelta(seconds=45), timedelta(seconds=120))
"""When a failed turn of the assistant is tried again; afterwards its messages wait for the veileder alone."""

RESCREEN_TRIES = 3
DESCRIBE_TRIES = 5
