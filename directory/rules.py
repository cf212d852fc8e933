"""Rules that look across entries: every kommune once, what is shared agrees, references exist."""

from collections.abc import Collection, Iterator, Mapping

from content.yaml_loader import Lines, Problem, line_of
from directory.former_numbers import NOW
from directory.model import KINDS, Kind, KommuneEntry, Krisesenter
from directory.unknown import meant_kommune

_NUMBERS = """
    0301 1101 1103 1106 1108 1111 1112 1114 1119 1120 1121 1122 1124 1127 1130 1133 1134 1135 1144
    1145 1146 1149 1151 1160 1505 1506 1508 1511 1514 1515 1516 1517 1520 1525 1528 1531 1532 1535
    1539 1547 1554 1557 1560 1563 1566 1573 1576 1577 1578 1579 1580 1804 1806 1811 1812 1813 1815
    1816 1818 1820 1822 1824 1825 1826 1827 1828 1832 1833 1834 1835 1836 1837 1838 1839 1840 1841
    1845 1848 1851 1853 1856 1857 1859 1860 1865 1866 1867 1868 1870 1871 1874 1875 3101 3103 3105
    3107 3110 3112 3114 3116 3118 3120 3122 3124 3201 3203 3205 3207 3209 3212 3214 3216 3218 3220
    3222 3224 3226 3228 3230 3232 3234 3236 3238 3240 3242 3301 3303 3305 3310 3312 3314 3316 3318
    3320 3322 3324 3326 3328 3330 3332 3334 3336 3338 3401 3403 3405 3407 3411 3412 3413 3414 3415
    3416 3417 3418 3419 3420 3421 3422 3423 3424 3425 3426 3427 3428 3429 3430 3431 3432 3433 3434
    3435 3436 3437 3438 3439 3440 3441 3442 3443 3446 3447 3448 3449 3450 3451 3452 3453 3454 3901
    3903 3905 3907 3909 3911 4001 4003 4005 4010 4012 4014 4016 4018 4020 4022 4024 4026 4028 4030
    4032 4034 4036 4201 4202 4203 4204 4205 4206 4207 4211 4212 4213 4214 4215 4216 4217 4218 4219
    4220 4221 4222 4223 4224 4225 4226 4227 4228 4601 4602 4611 4612 4613 4614 4615 4616 4617 4618
    4619 4620 4621 4622 4623 4624 4625 4626 4627 4628 4629 4630 4631 4632 4633 4634 4635 4636 4637
    4638 4639 4640 4641 4642 4643 4644 4645 4646 4647 4648 4649 4650 4651 5001 5006 5007 5014 5020
    5021 5022 5025 5026 5027 5028 5029 5031 5032 5033 5034 5035 5036 5037 5038 5041 5042 5043 5044
    5045 5046 5047 5049 5052 5053 5054 5055 5056 5057 5058 5059 5060 5061 5501 5503 5510 5512 5514
    5516 5518 5520 5522 5524 5526 5528 5530 5532 5534 5536 5538 5540 5542 5544 5546 5601 5603 5605
    5607 5610 5612 5614 5616 5618 5620 5622 5624 5626 5628 5630 5632 5634 5636
"""
KOMMUNENUMMER = frozenset(_NUMBERS.split())
"""The 357 kommuner of 2024, unchanged in 2026 (Kartverket / SSB)."""


def cross_problems(
    entries: dict[str, KommuneEntry], numbers: Collection[str], lines: Lines, file: str
) -> list[Problem]:
    """What is wrong between entries that are each right by themselves. `numbers`: of all that stand in the file, these or not."""
    return [
        *_missing_kommuner(numbers, file),
        *_unknown_partners(entries, lines, file),
        *_disagreements(entries, lines, file),
    ]


def partners_without_it(
    entries: dict[str, KommuneEntry],
) -> Iterator[tuple[str, Kind, str, str, tuple[str | int, ...]]]:
    """(kommunenummer, kind, name, partner, path in the file) where a partner does not name the shared service itself."""
    for number, kind, entry, path in all_services(entries):
        for partner in entry.samarbeid:
            if entry.navn and partner in entries and not _same(entries[partner], kind, entry.navn)[0]:
                yield number, kind, entry.navn, partner, (*path, "samarbeid")


def all_services(
    entries: dict[str, KommuneEntry],
) -> Iterator[tuple[str, Kind, Krisesenter, tuple[str | int, ...]]]:
    """Every local service: kommunenummer, kind, entry and its path in the file."""
    for number, kommune in entries.items():
        for kind in KINDS:
            main = getattr(kommune, kind)
            yield number, kind, main, (number, kind)
            for i, other in enumerate(main.i_tillegg):
                yield number, kind, other, (number, kind, "i_tillegg", i)


def _missing_kommuner(numbers: Collection[str], file: str) -> list[Problem]:
    missing = sorted(KOMMUNENUMMER - set(numbers))
    if not missing:
        return []
    named = ", ".join(missing[:3]) + (" ..." if len(missing) > 3 else "")
    return [Problem(file, 1, f"Alle 357 kommuner skal stå i filen. Det mangler {len(missing)}: {named}")]


def _unknown_partners(entries: dict[str, KommuneEntry], lines: Lines, file: str) -> list[Problem]:
    names = {number: entry.navn for number, entry in entries.items()}
    return [
        Problem(
            file,
            line_of(lines, (*path, "samarbeid")),
            f"{entries[number].navn} ({number}): «{partner}» under samarbeid er {_no_number(partner, names)}",
        )
        for number, _, entry, path in all_services(entries)
        for partner in entry.samarbeid
        if partner not in KOMMUNENUMMER
    ]


def _no_number(partner: str, names: dict[str, str]) -> str:
    if partner in NOW:
        return (
            "et gammelt kommunenummer. Nå er det " + " eller ".join(f'"{now}"' for now in NOW[partner]) + "."
        )
    return "ikke et kommunenummer i 2026" + (meant_kommune(partner, names) or ".")


def _disagreements(entries: dict[str, KommuneEntry], lines: Lines, file: str) -> list[Problem]:
    """A service that kommuner share, under the same name, has the same number everywhere."""
    problems = []
    for number, kind, entry, path in all_services(entries):
        partners = sharing(entries, number, kind, entry) if entry.telefon else []
        for partner, other, _ in partners:
            if number < partner and digits_of(other) not in {"", digits_of(entry)}:
                message = (
                    f"{entries[number].navn} ({number}) og {entries[partner].navn} ({partner}) deler "
                    f"«{entry.navn}», men har ulike telefonnummer: {_said(entry)} og {_said(other)}. "
                    "De skal være like."
                )
                problems.append(Problem(file, line_of(lines, (*path, "telefon")), message))
    return problems


def sharing(
    entries: Mapping[str, KommuneEntry], number: str, kind: Kind, entry: Krisesenter
) -> list[tuple[str, Krisesenter, tuple[str | int, ...]]]:
    """The others that share a service: kommunenummer, their entry of the same name, and its path inside the kind.

    It is shared when either of the two names the other under `samarbeid`.
    """
    found = []
    for partner, kommune in entries.items() if entry.navn else ():
        other, path = _same(kommune, kind, entry.navn)
        if partner != number and other and (partner in entry.samarbeid or number in other.samarbeid):
            found.append((partner, other, path))
    return found


def _same(
    kommune: KommuneEntry, kind: Kind, name: str | None
) -> tuple[Krisesenter | None, tuple[str | int, ...]]:
    """The service of that name in a kommune, and its path inside the kind; a service without a name is none."""
    main = getattr(kommune, kind)
    if name and main.navn == name:
        return main, ()
    others = enumerate(main.i_tillegg)
    return next(((entry, ("i_tillegg", i)) for i, entry in others if name and entry.navn == name), (None, ()))


def digits_of(entry: Krisesenter) -> str:
    """The digits of the service's number; "" when it has none."""
    return "".join(entry.telefon.nummer.split()) if entry.telefon else ""


def _said(entry: Krisesenter) -> str:
    return entry.telefon.nummer if entry.telefon else ""
