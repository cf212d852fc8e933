"""The services as one flat table, for a spreadsheet: those of the kommuner, and the national ones last."""

from collections.abc import Iterator
from datetime import date

from directory.emergency import FIXED
from directory.load import Directory
from directory.model import Kind, Kommune, Krisesenter, NasjonalTjeneste, Tjeneste
from directory.rules import all_services, sharing
from directory.services import is_fresh, number_of, safe_number, state_of
from directory.staff_words import csv_text
from directory.stale import NATIONAL
from directory.wording import hours_in_words

COLUMNS = (
    "kommunenummer", "kommune", "fylke", "tjeneste", "plass", "navn", "telefon", "tast", "adresse", "apningstid", "nettside",
    "kommunens_nettsted", "dekker", "deles_med", "tilstand", "kontrollert", "kilde", "kilde_alder",
)  # fmt: skip


def services_csv(directory: Directory, *, today: date) -> str:
    """One line for each service of each kommune and one for each national service.

    `telefon`, `adresse`, `apningstid` and `nettside` only when they are verified and new enough; a krisesenter has no
    address. `tilstand` is verified, stale, unverified or missing; `plass` tells several of a kind apart, from 1;
    `deles_med` are the kommunenumre that share the service. National services have the kommunenummer "".
    """
    return csv_text(COLUMNS, [*_local_rows(directory, today), *_national_rows(directory, today)])


def _local_rows(directory: Directory, today: date) -> Iterator[list[object]]:
    for number, kind, entry, path in all_services(dict(directory.kommuner)):
        place = int(path[3]) + 2 if len(path) > 2 else 1
        if place == 1 or entry.status != "missing":  # one more that is gone says nothing
            yield _local(directory, directory.kommuner[number], kind, place, entry, today)


def _local(
    directory: Directory, kommune: Kommune, kind: Kind, place: int, entry: Krisesenter, today: date
) -> list[object]:
    fresh = is_fresh(entry, today)
    at = entry if isinstance(entry, Tjeneste) and kind != "krisesenter" else None
    partners = sharing(directory.kommuner, kommune.kommunenummer, kind, entry)
    return [
        kommune.kommunenummer,
        kommune.navn,
        kommune.fylke,
        kind,
        place,
        entry.navn,
        safe_number(entry.telefon, entry, today),
        None,
        at.adresse if at and fresh else None,
        hours_in_words(entry.apningstid, directory.texts, "nb") if fresh else None,
        entry.nettside if fresh else None,
        kommune.nettsted.adresse,
        at.dekker if at else None,
        " ".join(dict.fromkeys(partner for partner, _, _ in partners)),
        state_of(entry, today),
        entry.kontrollert,
        entry.kilde,
        entry.kilde_alder,
    ]


def _national_rows(directory: Directory, today: date) -> Iterator[list[object]]:
    for entry in directory.nasjonale.tjenester:
        yield _national(directory, entry, today)


def _national(directory: Directory, entry: NasjonalTjeneste, today: date) -> list[object]:
    fresh, fixed = is_fresh(entry, today), entry.id in FIXED
    return [
        "",
        NATIONAL,
        None,
        entry.id,
        1,
        entry.navn.nb,
        number_of(entry) if fresh or fixed else None,
        entry.taster if fresh and not fixed else None,
        None,
        hours_in_words(entry.apningstid, directory.texts, "nb") if fresh else None,
        entry.nettside,
        None,
        None,
        None,
        state_of(entry, today),
        entry.kontrollert,
        entry.kilde,
        entry.kilde_alder,
    ]
