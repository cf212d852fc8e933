"""What somebody should look at again in the whole directory, kommune by kommune: `ventevakt resources stale` as a page shows it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import groupby
from typing import Any

from directory import Directory
from directory.staff_words import STATE_WORDS
from directory.stale import REPORTED, REPORTED_WORD, WHOLE, Item, Report, items, service_words, to_check
from handoff.directory_page import age_in_words
from handoff.ports import Texts


def to_look_at(
    directory: Directory, reports: Collection[Report], today: date, texts: Texts
) -> list[dict[str, Any]]:
    """One entry for each kommune with something reported, missing, unverified or too old, in the file's order.

    `missing` are the services of which nothing is known, and what is not known of one, in words; `items` the rest. The last entry, with the
    kommunenummer "", holds the national services.
    """
    found = to_check(items(directory.kommuner.values(), directory.nasjonale, today=today, reports=reports))
    shown = []
    for (number, name), group in groupby(found, key=lambda item: (item.kommunenummer, item.kommune)):
        rows = list(group)
        shown.append(
            {
                "kommunenummer": number,
                "navn": directory.kommune(number).entydig if number else name,
                "missing": [_missing(item) for item in rows if item.state == "missing"],
                "items": [_out(item, today, texts) for item in rows if item.state != "missing"],
            }
        )
    return shown


def _missing(item: Item) -> str:
    return service_words(item) if item.part == WHOLE else f"{service_words(item)} ({item.part})"


def _out(item: Item, today: date, texts: Texts) -> dict[str, Any]:
    reported = item.state == REPORTED
    said = [service_words(item), item.name if reported else "", item.part if item.part == "telefon" else ""]
    return {
        "state": item.state,
        "state_words": REPORTED_WORD if reported else STATE_WORDS[item.state],
        "what": ", ".join(dict.fromkeys(filter(None, said))),
        "age": item.checked.isoformat() if reported and item.checked else _age(item, today, texts),
        "source": item.source,
    }


def _age(item: Item, today: date, texts: Texts) -> str:
    return (
        age_in_words(item.checked, today, texts) if item.checked or not item.source_age else item.source_age
    )
