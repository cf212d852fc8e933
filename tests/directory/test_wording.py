"""Hours, times and languages in words, in the language asked for."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from directory import Directory
from directory.model import Apningstid
from directory.opening_hours import OSLO, is_structured
from directory.wording import hours_in_words, languages_in_words, load_texts, moment_in_words

NOW = datetime(2026, 11, 23, 12, tzinfo=OSLO)  # a Monday


@pytest.mark.parametrize(
    ("hours", "nb", "nn"),
    [
        ({"doegnaapent": True}, "Åpent hele døgnet", "Ope heile døgnet"),
        (
            {"hverdager": ["16:00-08:00"], "helg": ["00:00-24:00"]},
            "Hverdager kl. 16–08, helg hele døgnet",
            "Kvardagar kl. 16–08, helg heile døgnet",
        ),
        ({"fredag": [], "mandag": ["08:30-11:00", "12:00-15:00"]},
         "Mandag kl. 08.30–11, kl. 12–15, fredag stengt", None),
        ({"tekst": "08.30-15.00"}, "08.30-15.00", "08.30-15.00"),
        ({"tekst": "etter avtale", "mandag": ["08:00-15:00"]}, "Mandag kl. 08–15", None),
        ({}, None, None),
    ],
)  # fmt: skip
def test_hours_are_one_line(
    directory: Directory, hours: dict[str, Any], nb: str | None, nn: str | None
) -> None:
    read = Apningstid.model_validate(hours)
    assert hours_in_words(read, directory.texts, "nb") == nb
    assert nn is None or hours_in_words(read, directory.texts, "nn") == nn
    assert hours_in_words(None, directory.texts, "nb") is None


@pytest.mark.parametrize(
    ("hours", "structured"),
    [
        ({"doegnaapent": True}, True),
        ({"fredag": []}, True),
        ({"helligdager": ["10:00-12:00"]}, True),
        ({"alle_dager": ["10:00-12:00"], "tekst": "x"}, True),
        ({"tekst": "08.30-15.00"}, False),
        ({}, False),
    ],
)
def test_hours_are_known_day_by_day_or_not(hours: dict[str, Any], structured: bool) -> None:
    assert is_structured(Apningstid.model_validate(hours)) is structured
    assert is_structured(None) is False


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 23, 16, tzinfo=OSLO), "kl. 16"),
        (datetime(2026, 11, 24, 8, 30, tzinfo=OSLO), "i morgen kl. 08.30"),
        (datetime(2026, 11, 27, 8, tzinfo=OSLO), "fredag kl. 08"),
        (datetime(2026, 11, 30, 8, tzinfo=OSLO), "mandag 30.11. kl. 08"),
    ],
)
def test_a_moment_is_said_as_seen_from_now(directory: Directory, moment: datetime, words: str) -> None:
    assert moment_in_words(moment, NOW, directory.texts, "nb") == words


def test_languages_are_one_line_or_nothing(directory: Directory) -> None:
    line = languages_in_words(["bokmål", "nordsamisk"], directory.texts, "nb")
    assert line is not None and "bokmål, nordsamisk" in line
    assert languages_in_words([], directory.texts, "nb") is None


def test_a_text_that_is_gone_is_missed_by_its_name(tmp_path: Path, resources: Path) -> None:
    (tmp_path / "texts").mkdir()
    text = (resources / "texts" / "services.yaml").read_text(encoding="utf-8")
    (tmp_path / "texts" / "services.yaml").write_text(text.replace("tid_ukjent:", "tid_ukjend:"), "utf-8")
    assert [problem.message for problem in load_texts(tmp_path)[1]] == ["Teksten «tid_ukjent» mangler."]
