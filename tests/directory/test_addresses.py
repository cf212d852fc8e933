"""No address of a krisesenter slips through, whatever the street is called; hours and numbers are no addresses."""

import pytest

from directory.addresses import names_an_address
from directory.reading import _holds_an_address

ADDRESSES = [
    "Strandpromenaden 3, 0252 Oslo", "Strandpromenaden 3", "Holmen brygge 4", "Solli terrasse 4", "Prestegårdslia 7",
    "Fjellstua 2", "Ligger i Fjellstua 2", "Senteret, Holmen brygge 4 B", "Fjellstua 12B", "Fjellstua 2-4",
    "Fjellstua nr. 2", "Nedre Solli Terrasse 4, inngang bak", "Fjellstua 2 bak kirka", "Fjellstua 2.",
    "Døgnåpent i Fjellstua 2", "St. Olavs hage 3", "Krisesenteret (Fjellstua 2)", "Åpent 08.30-15.00 i Fjellstua 2",
    "C.J. Hambros plass 5", "Mandag 8-16. Holmen 4", "Postboks 12, 2301 Hamar", "0252 Oslo", "0252, Oslo",
    "holder til på strandpromenaden 3", "STORGATA 5", "Skolegt. 12", "Storgata, 12", "Storgata12", "storgata  12", "storgata,12",
    "Storgata\u00a012", "Storgata\n12", "Fjellstua2", "Fjellstua, 2", "Skolegt.12", "0155Oslo", "Brev fra senteret, Storgata 12, 0155 Oslo",
]  # fmt: skip
NO_ADDRESSES = [
    "08.30-15.00", "kl. 8", "Kl. 8", "Åpent 08.30-15.00", "Åpner kl. 8", "Åpent 8–16", "Åpent 8 til 16", "Lørdag 10",
    "Hverdager 16-08; helg og helligdager hele døgnet", "Mandag 8-16", "Mandag-fredag 16-08", "Telefontid 9-15",
    "Man-tor 08-23, fre 08-24, lør 17-02, søn 17-23; ellers Alarmtelefonen 116 111", "Natt 22-08 alle dager",
    "Telefon 62 56 18 30", "Ring 116 117", "Tlf. 62 56 18 30", "+47 62 56 18 30", "Døgnåpent, 365 dager", "Uke 28-31",
    "Krisesenteret dekker 11 kommuner", "Krisesenteret tar imot 8 familier", "Senteret har plass til 12.",
    "Fra Bufdirs statistikkliste for 2021 (44 sentre; 43 i 2024). Bare navnet", "Avlest 2026-08-13 av Bufdir",
    "Vi har plass, 12 rom", "Hamar, 13. august 2026", "Oslo, 3 sentre", "https://www.bufdir.no/familie/12", "Brev fra senteret, 2026",
    "udatert (2020 eller nyere, utledet av teksten)", "Oppdatert 13. august 2026", "Hamar interkommunale krisesenter",
]  # fmt: skip


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_is_seen(text: str) -> None:
    assert names_an_address(text)
    assert _holds_an_address({"apningstid": {"tekst": [text]}})


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_hours_and_numbers_are_no_address(text: str) -> None:
    assert not names_an_address(text)


@pytest.mark.parametrize(
    ("source", "held"),
    [
        ("https://www.eksempel.no/kontakt/Storgata_12", False),
        ("Telefonsamtale med senteret", False),
        ("Sentermøte i Fjellstua 2", True),
        ("https://www.eksempel.no og brev fra Fjellstua 2", True),
    ],
)
def test_a_source_holds_no_address_unless_it_is_a_page_on_the_web(source: str, held: bool) -> None:
    assert _holds_an_address({"telefon": {"kilde": source}}) is held
    assert _holds_an_address(source) is held
