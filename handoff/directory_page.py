"""What staff are shown of the directory: a kommune's services with their state and age, and where to find it.

Plain functions over the directory; nothing here writes. Words for people come from resources/texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, cast

from directory import Directory
from directory.differences import OF_KOMMUNE
from directory.edit import version_of
from directory.edit_request import MAY_BE_EMPTY, NOTE, PARTNERS, SITE, Target, empty_place
from directory.message import Service, describe, together
from directory.model import KINDS, Apningstid, Kind, Kommune, Krisesenter, Sourced, Tjeneste
from directory.opening_hours import OSLO
from directory.rules import sharing
from directory.services import state_of, what_of
from directory.staff_words import KIND_WORDS, STATE_WORDS
from directory.stale import items, totals
from directory.wording import hours_in_words
from handoff.ports import Texts

MOST_HITS = 20
STAFF_LANGUAGE = "nb"
SITE_WORDS = "Kommunens nettsted"
MANY = "fil"
"""What a change is of that is too big to be told field by field."""
_FIELD_WORDS = {
    "apningstid": "åpningstid",
    "status": "tilstand",
    "samarbeid": "deles med",
    "dekker": "gjelder",
    "kilde_alder": "kildens alder",
    "andre_navn": "andre navn",
    "malform": "målform",
}
_AGES = (  # from so many days: the words, and how many days one of what they count has
    (730, "age_years", 365), (60, "age_months", 30), (30, "age_month", 30), (2, "age_days", 1), (1, "age_day", 1),
    (0, "age_today", 1),
)  # fmt: skip


def day_of(now: datetime) -> date:
    """The day it is in Norway."""
    return now.astimezone(OSLO).date()


def search(directory: Directory, words: str) -> list[Kommune]:
    """The kommuner that staff may mean: by number, by the beginning of the name, by any place in them."""
    wanted = words.strip().casefold()
    if not wanted:
        return []
    named = [one for one in directory.kommuner.values() if _is_named(one, wanted)]
    places = (place.kommunenummer for place in directory.find_places(words, asked=True))
    meant = [directory.kommuner[number] for number in places if number in directory.kommuner]
    return list({one.kommunenummer: one for one in (*named, *meant)}.values())[:MOST_HITS]


def _is_named(kommune: Kommune, wanted: str) -> bool:
    names = (kommune.navn, *kommune.andre_navn)
    return kommune.kommunenummer == wanted or any(name.casefold().startswith(wanted) for name in names)


def age_in_words(checked: str | date | None, today: date, texts: Texts) -> str:
    """ "sjekket for 3 måneder siden". `checked`: the day, as a date or an ISO text."""
    if checked is None:
        return texts.get("age_never", STAFF_LANGUAGE)
    days = (today - (date.fromisoformat(checked) if isinstance(checked, str) else checked)).days
    id, length = next(((id, length) for least, id, length in _AGES if days >= least), ("age_ahead", 1))
    return texts.get(id, STAFF_LANGUAGE, count=days // length)


def counted(directory: Directory, today: date) -> list[dict[str, Any]]:
    """How much there is in each state, one entry for each kind of service, the numbers, the sites, the national ones."""
    found = totals(items(directory.kommuner.values(), directory.nasjonale, today=today))
    return [
        {"group": group, **{state: count[state] for state in STATE_WORDS}} for group, count in found.items()
    ]


def kommune_for_staff(directory: Directory, number: str, today: date, texts: Texts) -> dict[str, Any]:
    """Everything staff can see and change of one kommune. Raises KeyError for an unknown number."""
    kommune = directory.kommune(number)
    site = kommune.nettsted
    return {
        "kommunenummer": number,
        "navn": kommune.entydig,
        "fylke": kommune.fylke,
        "site": {
            "what": SITE,
            "kind_words": SITE_WORDS,
            "version": version_of(directory.kommuner, Target(number, SITE, ())),
            "shared_with": [],
            "fields": [{"field": "adresse", "value": site.adresse, "may_be_empty": False}],
            "source": site.kilde,
            **_state(site, today, texts),
        },
        "services": [
            _service(directory, target, entry, today, texts) for target, entry in _services_of(kommune)
        ],
        "more": list(_more(directory, kommune)),
    }


def _services_of(kommune: Kommune) -> Iterator[tuple[Target, Krisesenter]]:
    for kind in KINDS:
        main = kommune.service(kind)
        yield Target(kommune.kommunenummer, kind, ()), main
        for i, other in enumerate(main.i_tillegg):
            yield Target(kommune.kommunenummer, kind, ("i_tillegg", i)), other


def _more(directory: Directory, kommune: Kommune) -> Iterator[dict[str, Any]]:
    """One more of each kind that could be added, as a service without content; none where one stands empty."""
    for kind in KINDS:
        known = [kommune.service(kind), *kommune.service(kind).i_tillegg]
        if empty_place(known) is None:
            target = Target(kommune.kommunenummer, kind, ("i_tillegg", len(known) - 1))
            yield {
                "what": _what(target),
                "kind": kind,
                "kind_words": KIND_WORDS[kind],
                "version": version_of(directory.kommuner, target),
                "shared_with": [],
                "fields": [{"field": "navn", "value": None, "may_be_empty": False}],
                "adds": True,
            }


def _what(target: Target) -> str:
    return what_of(target.kind, int(target.inside[1]) + 2 if target.inside else 1)


def label_of(what: str) -> str:
    """ "familievernkontor.2.telefon" in words: "Familievernkontor 2, telefon"."""
    if what == MANY:
        return "Hele filen"
    kind, *middle, field = what.split(".")
    words = {OF_KOMMUNE: "Kommunen", SITE: SITE_WORDS, **{str(key): word for key, word in KIND_WORDS.items()}}
    service = " ".join([words.get(kind, kind), *middle])
    return f"{service}, {_FIELD_WORDS.get(field, field)}"


def _service(
    directory: Directory, target: Target, entry: Krisesenter, today: date, texts: Texts
) -> dict[str, Any]:
    kind = cast(Kind, target.kind)
    return {
        "what": _what(target),
        "kind": kind,
        "kind_words": KIND_WORDS[kind],
        "name": entry.navn,
        "source": entry.kilde,
        "source_age": entry.kilde_alder,
        "shared_with": _named(directory, _partners(directory, target, entry)),
        "also_shared_with": _named(
            directory, [one for one in _partners(directory, target, entry) if one not in entry.samarbeid]
        ),
        "version": version_of(directory.kommuner, target),
        "fields": _fields(entry, target, today, directory, texts),
        **_state(entry, today, texts),
    }


def _partners(directory: Directory, target: Target, entry: Krisesenter) -> list[str]:
    found = sharing(directory.kommuner, target.number, cast(Kind, target.kind), entry)
    return [number for number, _, _ in found]


def _named(directory: Directory, numbers: Iterable[str]) -> list[str]:
    return [directory.kommuner[number].entydig for number in numbers]


def _fields(
    entry: Krisesenter, target: Target, today: date, directory: Directory, texts: Texts
) -> list[dict[str, Any]]:
    """What can be changed, in the order it is shown; a krisesenter has no address."""
    phone, hours = entry.telefon, entry.apningstid
    of_phone = _state(phone, today, texts) if phone else {"state": "missing", "age": None}
    fields: list[dict[str, Any]] = [
        {"field": "navn", "value": entry.navn},
        {"field": "telefon", "value": phone.nummer if phone else None, "of_phone": of_phone},
    ]
    others = _named(directory, [one for one in entry.samarbeid if one != target.number])
    if isinstance(entry, Tjeneste):
        fields.append({"field": "adresse", "value": entry.adresse})
    fields += [
        {
            "field": "apningstid",
            "value": hours_in_words(hours, directory.texts, STAFF_LANGUAGE),
            "hours": hours.model_dump(exclude_unset=True) if hours else {},
        },
        {"field": "nettside", "value": entry.nettside},
        {"field": "status", "value": STATE_WORDS[entry.status], "status": entry.status},
    ]
    if isinstance(entry, Tjeneste):
        fields.append({"field": "dekker", "value": entry.dekker})
    if entry.status != "missing":
        fields.append({"field": PARTNERS, "value": ", ".join(others) or None})
    fields.append({"field": NOTE, "value": entry.merknad})
    return [{**one, "may_be_empty": one["field"] in MAY_BE_EMPTY} for one in fields]


def _state(entry: Sourced, today: date, texts: Texts) -> dict[str, Any]:
    state = state_of(entry, today)
    checked = entry.kontrollert.isoformat() if entry.kontrollert else None
    return {
        "state": state,
        "state_words": STATE_WORDS[state],
        "checked": checked,
        "age": age_in_words(checked, today, texts) if state != "missing" else None,
    }


def as_parents_read(views: Iterable[Service], texts: Texts, language: str) -> list[str]:
    """The services as the assistant writes them to a parent, word for word: one text for each kind."""

    def label(id: str, **values: object) -> str:
        return texts.get(id, language, **values)

    return [describe(of_kind, label) for of_kind in together(views)]


def with_age(
    views: Iterable[dict[str, Any]], reports: Iterable[dict[str, Any]], today: date, texts: Texts
) -> list[dict[str, Any]]:
    """The services as a parent sees them, each with its age in words and what has been reported about it."""
    told = list(reports)
    return [
        {
            **view,
            "age": _age_of_view(view, today, texts),
            "reported": [report["note"] for report in told if report["service"] == view.get("what")],
        }
        for view in views
    ]


def _age_of_view(view: dict[str, Any], today: date, texts: Texts) -> str:
    """The age of what a parent rings: that of the number where there is one, else of the service."""
    state = view.get("state")
    if state == "missing":
        return texts.get("age_missing", STAFF_LANGUAGE)
    checked = view.get("phone_checked") or view.get("checked")
    age = age_in_words(checked, today, texts)
    trusted = view.get("phone_checked") or state == "verified"
    return age if trusted else texts.get("age_not_verified", STAFF_LANGUAGE, age=age)


def described(raw: dict[str, Any], field: str, directory: Directory) -> str:
    """A value as it stands in the file, for the history: "23 48 72 00 (bekreftet 2026-08-13)"; "" for nothing.

    `directory`: for the words of the hours and the names of kommuner.
    """
    value, about = raw.get(field), raw
    if value is None:
        return ""
    if isinstance(value, list):  # numbers of kommuner, or other names of one
        known = directory.kommuner
        return ", ".join(known[one].entydig if one in known else one for one in value)
    if field == NOTE or "status" not in raw:
        return str(value)
    if field == "telefon":
        value, about = value["nummer"], value
    elif field == "apningstid":
        value = hours_in_words(Apningstid.model_validate(value), directory.texts, STAFF_LANGUAGE) or ""
    elif field == "status":
        return " ".join(filter(None, [STATE_WORDS[value], raw.get("kontrollert")]))
    seen = " ".join(filter(None, [STATE_WORDS[about["status"]], about.get("kontrollert")]))
    return f"{value} ({seen})"
