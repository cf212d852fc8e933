"""The directory as Open Referral HSDS 3.0: a list of services, each with all that belongs to it inside.

Only what a parent would be shown goes out: numbers, addresses and hours that were verified within their limit. A
krisesenter has no address here either, and notes to the staff stay at home. Identifiers are made from names
and numbers, so that the same service has the same identifier in every export.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import NAMESPACE_DNS, uuid5

from content.texts import Texts
from directory.emergency import FIXED
from directory.hsds_parts import address_in, schedules
from directory.load import Directory
from directory.model import Apningstid, Kind, Kommune, Krisesenter, NasjonalTjeneste, Tjeneste
from directory.rules import all_services, sharing
from directory.services import FAMILIEVERN_SITE, is_fresh, number_of, safe_number
from directory.staff_words import KIND_WORDS

CREDIT = (
    "Kommunenavn: © Kartverket, CC BY 4.0. Kommunenes nettsteder: tobiasmcvey/kommunale-nettsider, CC BY 4.0. "
    "Numre og åpningstider avlest 2026-08-13: malinfossum/varde, MIT. Andre opplysninger er fakta fra kilden som er oppgitt."
)
_NAMESPACE = uuid5(NAMESPACE_DNS, "ventevakt")
_LANGUAGES = {"bokmål": "nb", "nynorsk": "nn", "nordsamisk": "se", "engelsk": "en"}
Record = dict[str, Any]


class _Facts(NamedTuple):
    """What may be told about one service today."""

    phone: str | None
    website: str | None
    address: str | None
    covers: str | None
    hours: Apningstid | None
    checked: date | None


class _Member(NamedTuple):
    """One kommune's entry for a service that several may share."""

    kommune: Kommune
    entry: Krisesenter


def hsds_services(directory: Directory, *, today: date) -> list[Record]:
    """Every service something is known about, local ones by kommune first; ready to be written as JSON."""
    local = [
        _local(kind, members, directory.texts, today) for kind, members in _groups(directory.kommuner, today)
    ]
    national = [_national(entry, directory.texts, today) for entry in directory.nasjonale.tjenester]
    return [*local, *national]


def as_json(services: list[Record]) -> str:
    """The JSON array, one service after the other."""
    return json.dumps(services, ensure_ascii=False, indent=1) + "\n"


def _groups(kommuner: dict[str, Kommune], today: date) -> Iterator[tuple[Kind, list[_Member]]]:
    """Each service once: kommuner that share it, and say the same about it, together."""
    done: set[tuple[str | int, ...]] = set()
    for number, kind, entry, path in all_services(dict(kommuner)):
        if entry.status == "missing" or path in done:
            continue
        members = [_Member(kommuner[number], entry)]
        for partner, other, inside in sharing(kommuner, number, kind, entry):
            place = (partner, kind, *inside)
            if place not in done and _facts(other, today) == _facts(entry, today):
                done.add(place)
                members.append(_Member(kommuner[partner], other))
        yield kind, members


def _facts(entry: Krisesenter, today: date) -> _Facts:
    phone = safe_number(entry.telefon, entry, today)
    if not is_fresh(entry, today):
        return _Facts(phone, None, None, None, None, None)
    place = entry if isinstance(entry, Tjeneste) else None
    return _Facts(
        phone,
        entry.nettside,
        place.adresse if place else None,
        place.dekker if place else None,
        entry.apningstid,
        entry.kontrollert,
    )


def _local(kind: Kind, members: list[_Member], texts: Texts, today: date) -> Record:
    first = members[0]
    numbers = "+".join(member.kommune.kommunenummer for member in members)
    name = first.entry.navn or f"{KIND_WORDS[kind]} i {first.kommune.navn}"
    id = _id("service", kind, numbers, name)
    facts = _facts(first.entry, today)
    sources = dict.fromkeys(source for member in members for source in _sources(member.entry))
    return _filled(
        id=id,
        name=name,
        description=texts.get(f"tjeneste_{kind}_om", "nb"),
        url=_url(facts.website),
        status="active",
        assured_date=facts.checked and facts.checked.isoformat(),
        alert=_doubt(facts),
        organization=_organization(kind, members, name),
        phones=_phones(id, facts.phone),
        schedules=schedules(facts.hours, id, _id, texts, today),
        service_areas=[_area(id, member.kommune, facts.covers) for member in members],
        service_at_locations=_locations(id, name, facts.address, first.kommune.fylke),
        attributes=_attributes(id, [*sources]),
    )


def _sources(entry: Krisesenter) -> list[str]:
    phone = entry.telefon.kilde if entry.telefon else None
    return [source for source in (entry.kilde, phone) if source]


def _national(entry: NasjonalTjeneste, texts: Texts, today: date) -> Record:
    id = _id("service", "nasjonal", entry.id)
    fresh, fixed = is_fresh(entry, today), entry.id in FIXED
    name = entry.navn.nb
    return _filled(
        id=id,
        name=name,
        description=entry.malgruppe.nb,
        url=_url(entry.nettside),
        status="active",
        assured_date=entry.kontrollert.isoformat() if fresh and entry.kontrollert else None,
        alert=None
        if fresh
        else f"Ikke bekreftet det siste året. {'Tider' if fixed else 'Nummer og tider'} er utelatt.",
        organization=_filled(
            id=_id("organization", "nasjonal", entry.id),
            name=name,
            description=entry.malgruppe.nb,
            website=_url(entry.nettside),
        ),
        phones=_phones(id, number_of(entry) if fresh or fixed else None, None if fixed else entry.taster),
        schedules=schedules(entry.apningstid if fresh else None, id, _id, texts, today),
        service_areas=[_filled(id=_id("area", id), service_id=id, name="Norge")],
        languages=[
            {"id": _id("language", id, word), "service_id": id, "name": word, "code": _LANGUAGES[word]}
            for word in entry.spraak
        ],
        attributes=_attributes(id, [entry.kilde] if entry.kilde else []),
    )


def _doubt(facts: _Facts) -> str | None:
    if facts.checked:
        return None
    known = "Bare telefonnummeret er bekreftet" if facts.phone else "Ikke bekreftet"
    return f"{known} det siste året. Det som ikke er bekreftet, er utelatt."


def _organization(kind: Kind, members: list[_Member], name: str) -> Record:
    """Who answers for the service, as far as the directory knows."""
    kommune = members[0].kommune
    if kind == "familievernkontor":  # run by the state, not by the kommune
        return _filled(
            id=_id("organization", "familievern"),
            name="Familieverntjenesten",
            description="Statens tilbud til familier. Ikke en kommunal tjeneste.",
            website=_url(FAMILIEVERN_SITE),
        )
    if len(members) > 1:
        names = ", ".join(member.kommune.navn for member in members)
        numbers = "+".join(member.kommune.kommunenummer for member in members)
        return _filled(
            id=_id("organization", kind, numbers, name),
            name=name,
            description=f"Samarbeid mellom kommunene {names}.",
        )
    return _filled(
        id=_id("organization", "kommune", kommune.kommunenummer),
        name=f"{kommune.navn} kommune",
        description=f"Kommune {kommune.kommunenummer} i {kommune.fylke}. Tjenesten kan være drevet av andre for kommunen.",
        website=_url(kommune.nettsted.adresse),
    )


def _area(service_id: str, kommune: Kommune, covers: str | None) -> Record:
    return _filled(
        id=_id("area", service_id, kommune.kommunenummer),
        service_id=service_id,
        name=kommune.navn,
        description=f"Kommune {kommune.kommunenummer}, {kommune.fylke}"
        + (f". Gjelder {covers}" if covers else ""),
    )


def _phones(service_id: str, number: str | None, key: str | None = None) -> list[Record]:
    if not number:
        return []
    return [
        _filled(
            id=_id("phone", service_id, number),
            service_id=service_id,
            number=number,
            extension=int(key) if key and key.isdecimal() else None,
            type="voice",
        )
    ]


def _locations(service_id: str, name: str, address: str | None, fylke: str) -> list[Record]:
    """The place; split into street, postcode and town only where the address is written so."""
    if not address:
        return []
    id = _id("location", service_id)
    parts = address_in(address)
    full = parts and {
        "id": _id("address", id),
        "location_id": id,
        **parts,
        "state_province": fylke,
        "country": "NO",
        "address_type": "physical",
    }
    location = _filled(
        id=id,
        location_type="physical",
        name=name,
        description=address,
        addresses=[full] if full else [],
    )
    at = {"id": _id("service_at_location", id), "service_id": service_id, "location_id": id}
    return [{**at, "location": location}]


def _attributes(service_id: str, sources: list[str]) -> list[Record]:
    """Where it was read, and on which terms it may be used."""
    values = [("source", source) for source in sources] + [("license", CREDIT)]
    return [
        {
            "id": _id("attribute", service_id, kind, value),
            "link_id": service_id,
            "link_type": kind,
            "link_entity": "service",
            "value": value,
        }
        for kind, value in values
    ]


def _url(domain: str | None) -> str | None:
    return f"https://{domain.encode('idna').decode('ascii')}" if domain else None


def _id(*words: str) -> str:
    return str(uuid5(_NAMESPACE, "/".join(words)))


def _filled(**fields: Any) -> Record:
    """Only the fields that say something: the schema has no null."""
    return {key: value for key, value in fields.items() if value not in (None, [], "")}
