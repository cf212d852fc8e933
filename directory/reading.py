"""Read the directory's YAML files into models, and say in Norwegian what is wrong with them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from content.models import parse_model
from content.yaml_loader import Lines, Loaded, Problem, line_of, load_yaml
from directory.addresses import names_an_address
from directory.emergency import FIXED, ROUND_THE_CLOCK, spoken
from directory.former_numbers import NOW
from directory.model import Apningstid, Kommune, KommuneEntry, NasjonaleTjenester, NasjonalTjeneste
from directory.rules import KOMMUNENUMMER, cross_problems

KOMMUNER = "legevakt_kommuner.yaml"
NATIONAL = "nasjonale_tjenester.yaml"
_PAGE = re.compile(r"https?://\S+")
FIXED_MISSING = "Tjenestene med fast nummer skal alltid stå i filen."
ADDRESS_REFUSED = "Adressen til et krisesenter skal aldri stå her. Mange sentre har hemmelig adresse."


def kommuner_from(loaded: Loaded, file: str) -> tuple[dict[str, Kommune], list[Problem]]:
    """All kommuner by number, and every problem in the file that was read (an entry with one is left out)."""
    data, lines, problems = loaded
    found = list(problems)
    if not isinstance(data, dict):
        message = "Filen skal ha kommunenummer med innhold under seg, men her står en liste eller en tekst."
        return {}, found or [Problem(file, 1, message)]
    entries: dict[str, KommuneEntry] = {}
    for key, raw in data.items():
        found += _key_problems(key, data, lines, file) + _secret_problems(key, raw, lines, file)
        entry, wrong = parse_model(KommuneEntry, raw, lines, file, (key,))
        found += _with_kommune(wrong, key, raw)
        if entry:
            entries[str(key)] = entry
    found += cross_problems(entries, {_as_number(key) for key in data}, lines, file)
    return _named(entries), sorted(set(found))


def read_national(resources: Path) -> tuple[NasjonaleTjenester | None, list[Problem]]:
    """The national services, and every problem in their file."""
    return national_from(load_yaml(resources / NATIONAL), NATIONAL)


def national_from(loaded: Loaded, file: str) -> tuple[NasjonaleTjenester | None, list[Problem]]:
    """As read_national, from a file that is already read."""
    data, lines, problems = loaded
    if data is None:
        return None, list(problems)
    found, wrong = parse_model(NasjonaleTjenester, data, lines, file)
    about_fixed = _fixed_lines(found.tjenester, lines, file) if found else []
    return found, [*problems, *wrong, *about_fixed, *_repeated_ids(data, lines, file)]


def _named(entries: dict[str, KommuneEntry]) -> dict[str, Kommune]:
    """Kommuner with their number, and with the fylke in the name where two share it."""
    names = [entry.navn for entry in entries.values()]
    return {
        number: Kommune.model_construct(
            kommunenummer=number,
            entydig=entry.navn if names.count(entry.navn) == 1 else f"{entry.navn} i {entry.fylke}",
            **dict(entry),
        )
        for number, entry in entries.items()
    }


def _with_kommune(problems: list[Problem], key: Any, raw: Any) -> list[Problem]:
    """Say which kommune a problem is about: the line alone does not tell a reader of the message."""
    name = raw.get("navn") if isinstance(raw, dict) else None
    label = f"{name} ({key})" if isinstance(name, str) else str(key)
    return [problem._replace(message=f"{label}: {problem.message}") for problem in problems]


def _as_number(key: Any) -> str:
    """The kommunenummer that a key stands for: one without quotes is told of as such, and not as missing too."""
    return f"{key:04}" if isinstance(key, int) else str(key)


def _key_problems(key: Any, data: dict[Any, Any], lines: Lines, file: str) -> list[Problem]:
    line = line_of(lines, (key,))
    if isinstance(key, int):
        return [Problem(file, line, f'Kommunenummeret skal stå i hermetegn: "{_as_number(key)}".')]
    if not re.fullmatch(r"\d{4}", key):
        return [
            Problem(file, line, f'«{key}» er ikke et kommunenummer: fire siffer i hermetegn, som "0301".')
        ]
    if key in NOW:
        return [Problem(file, line, _former(key, data, lines))]
    if key not in KOMMUNENUMMER:
        left = KOMMUNENUMMER - set(data)  # the one kommune that has no entry is the one that was meant
        meant = f", mente du «{next(iter(left))}»?" if len(left) == 1 else "."
        return [Problem(file, line, f"Det finnes ingen kommune med nummer {key} i 2026{meant}")]
    return []


def _former(key: str, data: dict[Any, Any], lines: Lines) -> str:
    """What to do about a number that another list still has: write today's, or look where that already stands."""
    now = " eller ".join(
        f"{number} (står alt på linje {line_of(lines, (number,))})" if number in data else f'"{number}"'
        for number in NOW[key]
    )
    divided = "Kommunen er delt. " if len(NOW[key]) > 1 else ""
    return f"«{key}» er et gammelt kommunenummer. {divided}Nå er det {now}."


def _secret_problems(key: Any, raw: Any, lines: Lines, file: str) -> list[Problem]:
    """An address may not hide in any field of a krisesenter."""
    if not isinstance(raw, dict) or not isinstance(raw.get("krisesenter"), dict):
        return []
    centres = [((key, "krisesenter"), raw["krisesenter"])]
    others = raw["krisesenter"].get("i_tillegg")
    for i, other in enumerate(others if isinstance(others, list) else []):
        centres.append(((key, "krisesenter", "i_tillegg", i), other))  # type: ignore[arg-type]
    return [
        Problem(file, line_of(lines, (*path, field)), ADDRESS_REFUSED)
        for path, centre in centres
        if isinstance(centre, dict)
        for field, value in centre.items()
        if field != "i_tillegg" and (field == "adresse" or _holds_an_address(value))
    ]


def _holds_an_address(value: Any) -> bool:
    """Whether a text, or any text inside a map or list, holds an address; a page on the web is the place of no house."""
    if isinstance(value, dict):
        return any(map(_holds_an_address, value.values()))
    if isinstance(value, list):
        return any(map(_holds_an_address, value))
    return isinstance(value, str) and not _PAGE.fullmatch(value.strip()) and names_an_address(value)


def _fixed_lines(services: list[NasjonalTjeneste], lines: Lines, file: str) -> list[Problem]:
    """The lines whose number is in the code stand in the file with that number and nothing that contradicts it."""
    problems = []
    for i, service in enumerate(services):
        for field, message in _against_the_code(service):
            problems.append(Problem(file, line_of(lines, ("tjenester", i, field)), message))
    missing = [id for id in FIXED if id not in {service.id for service in services}]
    if missing:
        named = ", ".join(f"{id} ({spoken(FIXED[id])})" for id in missing)
        problems.append(
            Problem(file, line_of(lines, ("tjenester",)), f"{FIXED_MISSING} Det mangler: {named}")
        )
    return problems


def _against_the_code(service: NasjonalTjeneste) -> Iterator[tuple[str, str]]:
    """(field, message) for what the file says otherwise than directory.emergency."""
    number = FIXED.get(service.id)
    if number is None:
        return
    if "".join((service.telefon or "").split()) != number:
        yield (
            "telefon",
            (
                f"«{service.id}» har det faste nummeret {spoken(number)}, men her står "
                f"{f'«{service.telefon}»' if service.telefon else 'ingenting'}. Det faste nummeret vises uansett. "
                f'Skriv "{number}".'
            ),
        )
    if service.taster:
        yield "taster", f"«{service.id}» har et fast nummer uten tast. Ta bort «taster»."
    if service.id in ROUND_THE_CLOCK and service.apningstid != Apningstid(doegnaapent=True):
        yield "apningstid", f"«{service.id}» svarer alltid. Skriv apningstid: {{doegnaapent: true}}"


def _repeated_ids(data: Any, lines: Lines, file: str) -> list[Problem]:
    entries = data.get("tjenester") if isinstance(data, dict) else None
    seen: dict[str, int] = {}
    problems = []
    for i, entry in enumerate(entries if isinstance(entries, list) else []):
        id = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(id, str):
            continue
        line = line_of(lines, ("tjenester", i, "id"))
        if id in seen:
            message = f"Tjenesten «{id}» står to ganger (også på linje {seen[id]}). Behold én."
            problems.append(Problem(file, line, message))
        seen.setdefault(id, line)
    return problems
