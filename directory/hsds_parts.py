"""Opening hours and addresses in the form HSDS has for them."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from content.texts import Texts
from directory.model import Apningstid
from directory.opening_hours import OSLO, WEEKDAYS
from directory.wording import hours_in_words

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TIME = "Norsk tid (Europe/Oslo): samme klokkeslett hele året, +01:00 om vinteren og +02:00 om sommeren."
_MIDNIGHT = "23:59"
"""How 24:00 is written: HSDS has HH:MM, many readers know no 24:00, and 00:00 to 00:00 is read as closed."""
_ADDRESS = re.compile(r"(?P<street>[^/]*\d[^/]*?), (?P<postcode>\d{4}) (?P<town>[^\d,/()]+)")


def schedules(
    hours: Apningstid | None, service_id: str, new_id: Callable[..., str], texts: Texts, today: date
) -> list[dict[str, Any]]:
    """One weekly schedule for each stretch of time, with the days it holds on; only words when that is all there is.

    A time has the offset from UTC that holds in Norway at noon `today`: without one it would be read as UTC.
    """
    if hours is None:
        return []
    words = hours_in_words(hours, texts, "nb")
    weekly = [
        {
            "id": new_id("schedule", service_id, interval),
            "service_id": service_id,
            "freq": "WEEKLY",
            "wkst": "MO",
            "byday": ",".join(days),
            **_clock(interval, today),
            "description": words,
            "notes": _notes(interval, hours),
        }
        for interval, days in _by_interval(hours).items()
    ]
    only_words = {"id": new_id("schedule", service_id), "service_id": service_id, "description": words}
    return weekly or ([only_words] if words else [])


def address_in(address: str) -> dict[str, str] | None:
    """Street, postcode and town of "Kabelgata 2, 0581 Oslo"; None for an address written in any other way."""
    found = _ADDRESS.fullmatch(address.strip())
    if not found:
        return None
    return {"address_1": found["street"], "postal_code": found["postcode"], "city": found["town"].strip()}


def _by_interval(hours: Apningstid) -> dict[str, list[str]]:
    """The days of each interval; for each day its most exact line counts."""
    if hours.doegnaapent:
        return {"00:00-24:00": list(_DAYS)}
    found: dict[str, list[str]] = {}
    for number, code in enumerate(_DAYS):
        lines = (
            getattr(hours, WEEKDAYS[number]),
            hours.helg if number >= 5 else hours.hverdager,
            hours.alle_dager,
        )
        for interval in next((line for line in lines if line is not None), []):
            found.setdefault(interval, []).append(code)
    return found


def _clock(interval: str, today: date) -> dict[str, Any]:
    start, end = interval.split("-")
    noon = datetime.combine(today, time(12), OSLO)
    offset = noon.utcoffset() or timedelta()
    zone = noon.isoformat(timespec="minutes")[-6:]
    return {
        "opens_at": start + zone,
        "closes_at": (_MIDNIGHT if end == "24:00" else end) + zone,
        "timezone": offset // timedelta(hours=1),
    }


def _notes(interval: str, hours: Apningstid) -> str:
    start, end = interval.split("-")
    notes = [_TIME]
    if end == "24:00":
        notes.append("23:59 står for midnatt.")
    elif end <= start:
        notes.append("Stenger dagen etter.")
    if hours.helligdager is not None:
        notes.append(f"Helligdager: {', '.join(hours.helligdager) or 'stengt'}.")
    elif not hours.doegnaapent and hours.alle_dager is None:
        notes.append("Helligdager kan være annerledes.")
    return " ".join(notes)
