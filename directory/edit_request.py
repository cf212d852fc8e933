"""What staff ask to have changed, read and understood, or refused in a Norwegian sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple, cast

from content.yaml_loader import load_yaml_text, nearest
from directory.model import KINDS, Kind, Kommune, Krisesenter, Nettsted
from directory.reading import ADDRESS_REFUSED
from directory.unknown import meant_kommune, no_such_kommune

FIELDS = (
    "telefon", "status", "adresse", "apningstid", "navn", "nettside", "dekker", "samarbeid", "merknad",
)  # fmt: skip
MAY_BE_EMPTY = ("telefon", "adresse", "apningstid", "nettside", "dekker", "samarbeid", "merknad")
SITE: Literal["nettsted"] = "nettsted"
"""The kommune's own site, which is changed like a service with an address and nothing else."""
NOTE = "merknad"
"""What staff write to each other: no fact, so without a source and a date."""
PARTNERS = "samarbeid"
"""The kommuner that share a service: their numbers in the file, their names too when staff write them."""
_HOURS = '{hverdager: ["16:00-08:00"], helg: ["00:00-24:00"]}'


@dataclass(frozen=True)
class Edit:
    """One new fact. `what` is "legevakt.telefon", or "familievernkontor.2.telefon" for the second of several; the name of
    one more than there are ("legevakt.2.navn") adds it. "nettsted.adresse" is the kommune's own site.

    `value` is the text to write (for apningstid the YAML of the hours; nothing takes out what stands there), `source`
    where it was read, `checked` the ISO date of that day; for a merknad neither counts.
    """

    kommunenummer: str
    what: str
    value: str
    source: str
    checked: str


class EditRefused(Exception):  # noqa: N818  says what happened
    """Nothing was written; `reasons` are Norwegian sentences. `shared`: changing all that share it would do."""

    def __init__(self, *reasons: str, shared: bool = False) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = list(reasons)
        self.shared = shared


class Target(NamedTuple):
    """One service in the file: its kommune, its kind, and the way from there to one of several; or the kommune's site."""

    number: str
    kind: Kind | Literal["nettsted"]
    inside: tuple[str | int, ...]

    def entry(self, kommuner: dict[str, Kommune]) -> Krisesenter | Nettsted:
        """The service, or the site, as it was read."""
        return kommuner[self.number].nettsted if self.kind == SITE else self.service(kommuner)

    def service(self, kommuner: dict[str, Kommune]) -> Krisesenter:
        """The service as it was read; for a site there is none."""
        main = kommuner[self.number].service(cast(Kind, self.kind))
        return main.i_tillegg[cast(int, self.inside[1])] if self.inside else main

    def is_new(self, kommuner: dict[str, Kommune]) -> bool:
        """Whether it is one more than the file holds."""
        if not self.inside:
            return False
        others = kommuner[self.number].service(cast(Kind, self.kind)).i_tillegg
        return cast(int, self.inside[1]) == len(others)

    def raw(self, data: Any) -> dict[str, Any]:
        """The service as it stands in the plain data of the file."""
        for part in (self.number, self.kind, *self.inside):
            data = data[part]
        return cast(dict[str, Any], data)


class EntryChange(NamedTuple):
    """One service as it stood in the file and as it stands now, in plain data, without the others of its kind."""

    target: Target
    before: dict[str, Any]
    after: dict[str, Any]


class FileChanged(EditRefused):
    """Somebody else changed the same thing, or the file, in the meantime."""


def target_of(edit: Edit, kommuner: dict[str, Kommune]) -> tuple[Target, str]:
    """Which service, and which of FIELDS."""
    number = edit.kommunenummer
    if number not in kommuner:
        raise EditRefused(no_such_kommune(number, {key: one.entydig for key, one in kommuner.items()}))
    if "." not in edit.what:
        raise EditRefused(
            f"Skriv tjeneste og felt med punktum mellom, for eksempel legevakt.telefon, ikke «{edit.what}»."
        )
    kind, *middle, name = edit.what.split(".")
    if kind == SITE:
        if middle or name != "adresse":
            raise EditRefused("Av kommunens nettsted kan bare adressen settes: skriv nettsted.adresse.")
        return Target(number, SITE, ()), name
    if kind not in KINDS:
        raise EditRefused(f"Det finnes ingen tjeneste «{kind}»{_meant(kind, (*KINDS, SITE))}")
    if kind == "krisesenter" and name == "adresse":
        raise EditRefused(ADDRESS_REFUSED)
    if kind == "krisesenter" and name == "dekker":
        raise EditRefused("Et krisesenter gjelder for hele kommunen: feltet «dekker» finnes ikke der.")
    if name not in FIELDS:
        raise EditRefused(f"Feltet «{name}» kan ikke settes{_meant(name, FIELDS)}")
    return Target(number, kind, _which(middle, kommuner[number], kind, adds=name == "navn")), name


def _meant(word: str, choices: Sequence[str]) -> str:
    return nearest(word, list(choices)) or f". Velg en av: {', '.join(choices)}"


def _which(middle: list[str], kommune: Kommune, kind: Kind, *, adds: bool) -> tuple[str | int, ...]:
    """() for the first of a kind; ["2"] is the second, which stands first under i_tillegg. adds: it may be one more."""
    known = [kommune.service(kind), *kommune.service(kind).i_tillegg]
    count = len(known)
    order = middle[0] if middle else "1"
    if len(middle) > 1 or not order.isdecimal() or not 1 <= int(order) <= count + adds:
        raise EditRefused(
            f"{kommune.navn} ({kommune.kommunenummer}) har {count} under {kind}. "
            f"Skriv {kind}.felt for den første, {kind}.2.felt for den andre. "
            f"En til legges til med navnet: {kind}.{count + 1}.navn."
        )
    if int(order) > count and (empty := empty_place(known)):
        raise EditRefused(
            f"{kommune.navn} ({kommune.kommunenummer}): {kind} nummer {empty} er tom. Fyll ut den først."
        )
    return ("i_tillegg", int(order) - 2) if int(order) > 1 else ()


def empty_place(services: Sequence[Krisesenter]) -> int | None:
    """The first of these (from 1) of which nothing is known, so that no other has to be added."""
    return next((n for n, one in enumerate(services, 1) if one.status == "missing"), None)


def date_of(edit: Edit, today: date) -> date:
    """The day it was read. Refuses a day that has not been, and a fact that nobody can be asked about."""
    if edit.what.endswith(f".{NOTE}"):
        return today
    if not edit.source.strip():
        raise EditRefused("Kilden mangler: skriv hvor opplysningen er lest.")
    try:
        checked = date.fromisoformat(edit.checked)
    except ValueError as error:
        raise EditRefused(f"Datoen «{edit.checked}» skal skrives som {today}.") from error
    if checked > today:
        raise EditRefused(f"Datoen {checked} er fram i tid. I dag er det {today}.")
    return checked


def partners_of(value: str, number: str, kommuner: dict[str, Kommune]) -> list[str] | None:
    """The kommunenummer that a list of names and numbers means, with the kommune's own; None when it shares with nobody."""
    found = [_kommune_of(word.strip(), kommuner) for word in value.split(",") if word.strip()]
    others = list(dict.fromkeys(found))
    if set(others) <= {number}:
        return None
    return others if number in others else [number, *others]


def _kommune_of(word: str, kommuner: dict[str, Kommune]) -> str:
    if word in kommuner:
        return word
    named = [
        number
        for number, one in kommuner.items()
        if word.casefold()
        in {name.casefold() for name in (one.navn, f"{one.navn} i {one.fylke}", *one.andre_navn)}
    ]
    if len(named) == 1:
        return named[0]
    names = {key: one.entydig for key, one in kommuner.items()}
    if named:
        listed = " eller ".join(f"{names[one]} ({one})" for one in named)
        raise EditRefused(f"Flere kommuner heter «{word}». Skriv {listed}.")
    raise EditRefused(
        f"«{word}» er ikke en kommune i 2026"
        + (meant_kommune(word, names) or ". Skriv navn eller kommunenummer, med komma mellom.")
    )


def value_of(name: str, value: str) -> Any:
    """The value as it stands in the file: text, or for the hours what their YAML says; None for nothing.

    Not for those who share a service: see partners_of.
    """
    value = value.strip()
    if not value and name in MAY_BE_EMPTY:
        return None
    if not value:
        raise EditRefused(
            f"Skriv hva {name} skal være. Finnes ikke tjenesten lenger, så sett status til «missing»."
        )
    if name != "apningstid":
        return value
    loaded = load_yaml_text(value, "åpningstid")
    if loaded.problems or not isinstance(loaded.data, dict):
        raise EditRefused(
            *(problem.message for problem in loaded.problems), f"Skriv åpningstiden slik: {_HOURS}"
        )
    return loaded.data
