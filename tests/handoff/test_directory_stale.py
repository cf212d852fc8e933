"""The list on the page of what must be looked at: what is missing of a service that is there is told apart from one that is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from directory import Directory
from directory.stale import Report
from handoff.content import Content
from handoff.directory_stale import to_look_at

TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def directory(real_content: Content) -> Directory:
    return real_content.directory


def look(directory: Directory, texts: Any, *reports: Report) -> dict[str, Any]:
    return {one["kommunenummer"]: one for one in to_look_at(directory, reports, TODAY, texts)}


def test_hours_that_are_missing_are_not_a_missing_service(directory: Directory, real_words: Any) -> None:
    oslo = look(directory, real_words[0])["0301"]
    assert oslo["missing"] == [
        "Barnevernvakt (åpningstid)",
        *["Familievernkontor (åpningstid dag for dag)"] * 4,
        "Helsestasjon",
        "Psykisk helse",
    ]


def test_national_services_come_last_and_say_what_is_missing(directory: Directory, real_words: Any) -> None:
    *_, last = look(directory, real_words[0]).values()
    assert (last["kommunenummer"], last["navn"]) == ("", "Hele landet")
    assert "Arbeidslivstelefonen (åpningstid)" in last["missing"]
    assert "Kors på halsen (åpningstid dag for dag)" in last["missing"]
    assert any(one.endswith("(språk)") for one in last["missing"])


def test_a_report_says_what_was_reported_and_when(directory: Directory, real_words: Any) -> None:
    told = Report("0301", "familievernkontor.2", "Feil nummer: 466 16 660", date(2026, 11, 20))
    first, *_ = look(directory, real_words[0], told)["0301"]["items"]
    assert (first["state"], first["state_words"], first["age"]) == ("reported", "meldt feil", "2026-11-20")
    assert first["what"] == "Familievernkontor 2, Feil nummer: 466 16 660"
