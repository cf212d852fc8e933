"""What the directory's files hold: kommuner with their services, and national services.

The field names are Norwegian because staff write them (resources/README.md explains each). Everything is
frozen; unknown keys are refused.
"""

import re
from typing import Annotated, Literal, get_args

import phonenumbers
from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from content.models import Date, Localised, Strict
from directory import emergency

Status = Literal["verified", "unverified", "missing"]
Kind = Literal[
    "legevakt", "barnevernvakt", "krisesenter", "familievernkontor", "helsestasjon", "psykisk_helse"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Theme = Literal[
    "smabarnsutfordringer", "barn_over_to", "psykiske_helseplager", "fysiske_helseplager", "sliten_trett",
    "uro_engstelse", "trist_lei", "eksistensielle_tanker", "livskrise", "ensomhet", "relasjonsproblemer",
    "samvar", "omsorgssvikt", "skade_eget_barn", "overgrep_vold_hjemmet", "okonomi", "avhengighet",
    "info_hjelpetilbud", "erfaringer_hjelpeapparat", "oppfolgingssamtale", "corona", "annet",
]  # fmt: skip
Spraak = Literal["bokmål", "nynorsk", "nordsamisk", "engelsk"]

_ALSO_IN_USE = {emergency.VO_LINJEN}
"""Short numbers in our files that phonenumbers lacks: 116 006 (volinjen.no, read 2026-08-13)."""
_DIALLED = re.compile(r"\+?[\d ]+")
_DOMAIN = re.compile(r"(?:[a-zæøå0-9](?:[a-zæøå0-9-]*[a-zæøå0-9])?\.)+[a-z]{2,}")
_INTERVAL = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)")


def _number(value: str) -> str:
    if not _is_short(value) and not _is_norwegian(value):
        raise ValueError(f"«{value}» er ikke et gyldig norsk telefonnummer (8 siffer, eller 116 xxx).")
    return value


def _is_short(value: str) -> bool:
    """Whether it is one of the short numbers of the Norwegian numbering plan: 113, 116 117; not 131."""
    digits = "".join(value.split())
    if digits in _ALSO_IN_USE:
        return True
    if not digits.isascii() or not digits.isdecimal() or len(digits) < 3:
        return False
    number = phonenumbers.PhoneNumber(country_code=47, national_number=int(digits))
    return not digits.startswith("0") and phonenumbers.is_valid_short_number_for_region(number, "NO")


def _is_norwegian(value: str) -> bool:
    if not _DIALLED.fullmatch(
        value
    ):  # phonenumbers would find the number in "ring 22 33 44 55"; a link cannot
        return False
    try:
        number = phonenumbers.parse(value, "NO")
    except phonenumbers.NumberParseException:
        return False
    return bool(number.country_code == 47 and phonenumbers.is_valid_number(number))


def _domain(value: str) -> str:
    if not _DOMAIN.fullmatch(value):
        raise ValueError(
            f"«{value}» er ikke et nettsted. Skriv bare domenet, for eksempel www.oslo.kommune.no"
        )
    return value


def _interval(value: str) -> str:
    if not _INTERVAL.fullmatch(value):
        raise ValueError(f'«{value}» skal skrives med fire sifre på hver side, for eksempel "08:00-15:30".')
    start, end = value.split("-")
    if start == end:
        raise ValueError(f'«{value}» begynner og slutter likt. Skriv "00:00-24:00" for hele døgnet.')
    return value


def _source(value: str) -> str:
    if not value.strip():
        raise ValueError("feltet er tomt. Skriv hvor opplysningen er lest.")
    return value


def _written(pattern: str) -> WithJsonSchema:
    """What an editor can say about the form while somebody writes; the validators above know more."""
    return WithJsonSchema({"type": "string", "pattern": f"^(?:{pattern})$"})


Telefonnummer = Annotated[str, AfterValidator(_number), _written(_DIALLED.pattern)]
Domene = Annotated[str, AfterValidator(_domain), _written(_DOMAIN.pattern)]
Tidsrom = Annotated[str, AfterValidator(_interval), _written(_INTERVAL.pattern)]
Kilde = Annotated[str, AfterValidator(_source), _written(r".*\S.*")]


class Apningstid(Strict):
    """Opening hours. Times are local; an end before the start runs into the next day.

    A day takes the most exact line that names it: helligdager, then the day's own name, then
    helg / hverdager, then alle_dager. With `tekst` alone nothing is known about open or closed.
    """

    tekst: str | None = None
    doegnaapent: bool = False
    alle_dager: list[Tidsrom] | None = None
    hverdager: list[Tidsrom] | None = None
    mandag: list[Tidsrom] | None = None
    tirsdag: list[Tidsrom] | None = None
    onsdag: list[Tidsrom] | None = None
    torsdag: list[Tidsrom] | None = None
    fredag: list[Tidsrom] | None = None
    helg: list[Tidsrom] | None = None
    lordag: list[Tidsrom] | None = None
    sondag: list[Tidsrom] | None = None
    helligdager: list[Tidsrom] | None = None


class Sourced(Strict):
    """A value somebody can be asked about: how sure it is, where it was read and when."""

    status: Status
    kontrollert: Date | None = None
    kilde: Kilde | None = None
    kilde_alder: str | None = None

    @model_validator(mode="after")
    def _verified_is_traceable(self) -> "Sourced":
        if self.status == "verified" and not self.kontrollert:
            raise ValueError("status er «verified», men «kontrollert» (datoen) mangler.")
        return self


class Telefon(Sourced):
    """A direct number. Without its own `kilde` it has that of the service around it."""

    nummer: Telefonnummer


class Nettsted(Sourced):
    """A kommune's own site, as a bare domain."""

    adresse: Domene


class Krisesenter(Sourced):
    """A service without an address: many centres are secret, so the field does not exist."""

    navn: str | None = None
    telefon: Telefon | None = None
    nettside: Domene | None = None
    apningstid: Apningstid | None = None
    samarbeid: list[str] = Field(default_factory=list)
    merknad: str | None = None

    @model_validator(mode="after")
    def _missing_is_empty(self) -> "Krisesenter":
        if self.status == "missing" and (self.telefon or self.navn):
            raise ValueError("status er «missing», men det står opplysninger her. Bruk «unverified».")
        if self.status != "missing" and not self.kilde:
            raise ValueError("«kilde» mangler: skriv hvor opplysningene er lest.")
        return self


class EtKrisesenter(Krisesenter):
    """A krisesenter with the others that serve the same kommune."""

    i_tillegg: list[Krisesenter] = Field(default_factory=list)


class Tjeneste(Krisesenter):
    """A local service with a public address."""

    adresse: str | None = None
    dekker: str | None = None


class EnTjeneste(Tjeneste):
    """A local service with the others of its kind in the same kommune."""

    i_tillegg: list[Tjeneste] = Field(default_factory=list)


class KommuneEntry(Strict):
    """One kommune as it stands in the file, under its kommunenummer."""

    navn: str
    andre_navn: list[str] = Field(default_factory=list)
    fylke: str
    malform: Literal["bokmål", "nynorsk", "nøytral"]
    nettsted: Nettsted
    legevakt: EnTjeneste
    barnevernvakt: EnTjeneste
    krisesenter: EtKrisesenter
    familievernkontor: EnTjeneste
    helsestasjon: EnTjeneste
    psykisk_helse: EnTjeneste


class Kommune(KommuneEntry):
    """A kommune and its number; `entydig` is the name with the fylke where two kommuner share the name."""

    kommunenummer: str
    entydig: str

    def service(self, kind: Kind) -> EnTjeneste | EtKrisesenter:
        """The kommune's entry for one kind of service (its status may be missing)."""
        found: EnTjeneste | EtKrisesenter = getattr(self, kind)
        return found


class NasjonalTjeneste(Sourced):
    """A national service. `taster` is the key to press after the number answers; `telefon_utland` is for callers abroad,
    where a short number of ours leads nowhere."""

    id: str
    navn: Localised
    malgruppe: Localised
    telefon: Telefonnummer | None = None
    telefon_utland: Telefonnummer | None = None
    taster: str | None = None
    nettside: Domene | None = None
    chat: Domene | None = None
    apningstid: Apningstid | None = None
    temaer: list[Theme] = Field(default_factory=list)
    spraak: list[Spraak] = Field(default_factory=list)
    merknad: str | None = None

    @model_validator(mode="after")
    def _can_be_reached(self) -> "NasjonalTjeneste":
        if not (self.telefon or self.nettside):
            raise ValueError("tjenesten må ha telefon eller nettside.")
        if not self.kilde:
            raise ValueError("«kilde» mangler: skriv hvor opplysningene er lest.")
        return self


class NasjonaleTjenester(Strict):
    """The file of national services, which themes the kommune's own kinds of service fit, and which themes none fits."""

    kommunale_temaer: dict[Kind, list[Theme]]
    uten_tjeneste: list[Theme] = Field(default_factory=list)
    tjenester: list[NasjonalTjeneste]

    def fitting(self, theme: str) -> tuple[list[Kind], list[str]]:
        """The kommune's kinds of service, and the ids of the national services, that fit a theme (slug)."""
        kinds = [kind for kind, themes in self.kommunale_temaer.items() if theme in themes]
        return kinds, [entry.id for entry in self.tjenester if theme in entry.temaer]
