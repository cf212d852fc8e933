"""The files of the statistics: CSV as Excel in Norwegian wants it, and a PDF that can be printed."""

from __future__ import annotations

import csv
import re
import zlib
from io import StringIO
from pathlib import Path

import pytest
from house import Caller, House
from statistics_data import TIRED, march, registration, store

MARCH = {"from": "2026-03-01", "to": "2026-03-31"}
CSV, PDF = "/konsoll/statistikk.csv", "/konsoll/statistikk.pdf"
MENTAL = (
    "Psykiske helseplager, Uro/ engstelse, Trist/ lei, Eksistensielle tanker, "
    "Tanker/ bekymringer for å skade eget barn, Avhengighet (medikamenter, alkohol, spill, teletorg)"
)


@pytest.fixture
async def leader(house: House) -> Caller:
    await store(house, march())
    await store(house, [registration(f"2026-03-{day:02}T10:00", themes=(TIRED,)) for day in range(1, 21)])
    return await house.as_veileder("lise", "leder")


def text_of(pdf: bytes) -> str:
    """The words in a PDF of this kind: compressed streams with texts in brackets."""
    streams = [
        zlib.decompress(part)
        for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S)
        if part[:1] == b"x"
    ]
    return b"\n".join(streams).decode("cp1252", "replace").replace("\\(", "(").replace("\\)", ")")


async def test_csv_for_inside_use_has_every_number(leader: Caller) -> None:
    response = await leader.call("GET", CSV, params={**MARCH, "deling": "nei"})
    body = await response.read()
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="statistikk_2026-03-01_2026-03-31_internt.csv"'
    )
    assert body.startswith("\ufeff".encode())
    assert b"\r\n" in body
    rows = list(csv.reader(StringIO(body.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Statistikk 01.03.2026–31.03.2026"]
    assert rows[1] == ["Bare internt. Inneholder små tall og skal ikke ut av tjenesten."]
    assert ["Tlf", "2", "2"] in rows
    assert [TIRED, "23", "23"] in rows
    assert ["Mental Health", "1", MENTAL] in rows
    assert ["mars 2026", "5", "5", "30", "40,0", "16,7"] in rows


async def test_csv_is_made_to_be_shared_unless_asked_otherwise(leader: Caller) -> None:
    response = await leader.call("GET", CSV, params=MARCH)
    text = await response.text(encoding="utf-8-sig")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="statistikk_2026-03-01_2026-03-31_til-deling.csv"'
    )
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert ["Tlf", "skjult", "skjult"] in rows
    assert [TIRED, "23", "23"] in rows
    assert ["Mental Health", "skjult", MENTAL] in rows
    small = {"0", "1", "2", "3", "4"}
    assert [row for row in rows if small & set(row[1:])] == []


async def test_the_pdf_holds_the_tables_and_its_mark_on_each_page(leader: Caller) -> None:
    response = await leader.call("GET", PDF, params=MARCH)
    body = await response.read()
    assert response.content_type == "application/pdf"
    assert response.headers["Content-Disposition"].endswith('_til-deling.pdf"')
    text = text_of(body)
    pages = len(re.findall(rb"/Type /Page\b", body))
    assert pages >= 3
    assert text.count("Til deling. Tall under 5 er skjult") >= pages
    assert "Småbarnsutfordringer (gråt, søvn, spising m.m)" in text
    assert "(skjult)" in text
    assert "Ventetid per måned i minutter, median og ni av ti" in text
    inside = text_of(await (await leader.call("GET", PDF, params={**MARCH, "deling": "nei"})).read())
    assert "Bare internt" in inside
    assert "(skjult)" not in inside
    assert "Tatt, men ikke registrert: 5" in inside
    assert (
        "Tatt, men ikke registrert" not in text
    )  # with the waits it would tell how many chats were registered


async def test_the_pdf_says_its_language_and_the_docs_say_what_it_lacks(
    leader: Caller, resources: Path
) -> None:
    body = await (await leader.call("GET", PDF, params=MARCH)).read()
    assert b"/Lang (nb-NO)" in body
    tagged = b"/StructTreeRoot" in body
    told = "uten merker for skjermleser" in (resources.parent / "docs" / "for_leder.md").read_text("utf-8")
    assert tagged is not told, "fpdf2 has learnt to write tagged PDF, or the docs forget that it has not"


async def test_a_long_period_goes_on_below_in_the_pdf(leader: Caller) -> None:
    query = {"from": "2025-01-01", "to": "2026-12-31", "deling": "nei"}
    text = text_of(await (await leader.call("GET", PDF, params=query)).read())
    assert "(jan. 2025)" in text
    assert "(des. 2026)" in text


@pytest.mark.parametrize("path", [CSV, PDF])
async def test_a_period_that_makes_no_sense_gives_no_file(leader: Caller, path: str) -> None:
    response = await leader.call("GET", path, params={"from": "i går"})
    assert response.status == 400
