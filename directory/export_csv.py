"""The kommuner's services as one flat table, for a spreadsheet."""

from datetime import date

from directory.model import KINDS, Kommune
from directory.services import safe_number, state_of
from directory.staff_words import csv_text

COLUMNS = (
    "kommunenummer", "kommune", "fylke", "tjeneste", "navn", "telefon", "tilstand", "kontrollert", "kilde", "kilde_alder", "flere",
)  # fmt: skip


def services_csv(kommuner: dict[str, Kommune], *, today: date) -> str:
    """One line for each kommune and kind of service. `telefon` only when it is verified and new enough.

    `tilstand` is verified, stale, unverified or missing; `flere` how many others of the kind the kommune has.
    """
    rows = []
    for number, kommune in kommuner.items():
        for kind in KINDS:
            entry = kommune.service(kind)
            phone = safe_number(entry.telefon, entry, today)
            about = (
                entry.navn,
                phone,
                state_of(entry, today),
                entry.kontrollert,
                entry.kilde,
                entry.kilde_alder,
            )
            rows.append((number, kommune.navn, kommune.fylke, kind, *about, len(entry.i_tillegg)))
    return csv_text(COLUMNS, rows)
