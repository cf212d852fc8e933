"""Build resources/legevakt_kommuner.yaml from collected CSV files.

    python scripts/build_legevakt_kommuner.py --data FOLDER [--out resources/legevakt_kommuner.yaml]

FOLDER holds kommuner.csv and *_kilder.csv. Run it to start over from new collected data; afterwards the
YAML file is edited by hand (running again overwrites it). Nothing is invented: an empty cell becomes
`missing`, and a number counts as verified only when somebody read it on its own page on a known date
and no other source contradicts it. The address of a krisesenter is never written.
"""

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from yaml_writing import comment, entry, quoted

Row = dict[str, str]

KINDS = {
    "legevakt": "legevakt_kilder.csv",
    "barnevernvakt": "barnevernvakt_kilder.csv",
    "krisesenter": "krisesenter_kilder.csv",
    "familievernkontor": "familievern_kilder.csv",
}
PARTLY = {"legevakt", "familievernkontor"}
WITHOUT_DATA = ("helsestasjon", "psykisk_helse")
WEBSITE = {
    "status": "verified",
    "kontrollert": "2026-01-05",
    "kilde": "https://github.com/tobiasmcvey/kommunale-nettsider",
}
_SWAPPED = {
    "status": "unverified",
    "kilde": "https://github.com/tobiasmcvey/kommunale-nettsider (Midt-Telemark og Meråker er byttet om der, rettet her)",
    "kilde_alder": "2026-01-05",
}
OTHER_WEBSITE = {
    "1580": {
        "status": "unverified",
        "kilde": "https://github.com/aprestmo/norge-data",
        "kilde_alder": "2025-05-27",
    },
    "4020": _SWAPPED,
    "5034": _SWAPPED,
}
"""Where the dataset has no site (Haram), or another one than ours (README.md of the collected data)."""

HEADER = """\
yaml-language-server: $schema=schema/legevakt_kommuner.schema.json
Tjenestene i hver kommune. Nøkkelen er kommunenummeret (2024, uendret i 2026), alltid i hermetegn.
Feltene er forklart i resources/README.md. Kjør «ventevakt resources check» etter hver endring.
En forelder ser et lokalt nummer bare når det er «verified» og kontrollert det siste året.
Krisesentre skal ALDRI ha adresse her.

Navn: Kartverket, CC BY 4.0. Nettsteder: tobiasmcvey/kommunale-nettsider, CC BY 4.0. Se resources/LICENSES.md.
"""

_CLOCK = r"(\d{1,2})(?:[.:](\d{2}))?"
_WEEKDAYS = re.compile(rf"(?:hverdager|mandag-fredag|man-fre) {_CLOCK}-{_CLOCK}", re.I)
_REST = re.compile(
    r"(?P<days>helg|helg og helligdager|helg og høytid|helg/høytid|helg og helligdag|helge- og helligdager"
    r"|lørdag, søndag og helligdager|lørdag/søndag|lørdag/søndag/helg) (?:hele døgnet|døgnåpent)",
    re.I,
)

_OTHER_HOURS = re.compile(r"\bside sier fra kl\.")


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        return [{key: value.strip() for key, value in row.items()} for row in csv.DictReader(handle)]


def clock(hour: str, minute: str | None) -> str:
    return f"{int(hour):02}:{minute or '00'}"


def hours(text: str) -> dict[str, object]:
    """Structured hours where the text can be read in one way only; the text itself always."""
    if re.fullmatch(r"døgnåpent( alle dager)?", text, re.I):
        return {"doegnaapent": True}
    parts = [part.strip() for part in text.split(";")]
    if len(parts) == 2 and (a := _WEEKDAYS.fullmatch(parts[0])) and (b := _REST.fullmatch(parts[1])):
        found: dict[str, object] = {
            "tekst": text,
            "hverdager": [f"{clock(a[1], a[2])}-{clock(a[3], a[4])}"],
            "helg": ["00:00-24:00"],
        }
        if re.search("hellig|høytid", b["days"], re.I):
            found["helligdager"] = ["00:00-24:00"]
        return found
    return {"tekst": text}


def read_on(row: Row) -> str | None:
    """The date on which the row's own page was read, when that is known exactly."""
    exact = re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["kilde_dato"])
    return row["kilde_dato"] if exact else None


def in_conflict(row: Row) -> bool:
    """Whether another source says otherwise about the service; about its number only where that is called a conflict."""
    return "KONFLIKT" in row["merknad"] or bool(_OTHER_HOURS.search(row["merknad"]))


def read_elsewhere(row: Row) -> str | None:
    """That the number was read on another page than the row's own: for the staff, since it is not sure to be meant here."""
    said = row.get("telefon_vurdering", "")
    return f"Nummeret: {said}" if said.startswith("avlest") and not read_on(row) else None


def phone(row: Row) -> dict[str, object] | None:
    if not row["telefon_direkte"]:
        return None
    checked = read_on(row)
    conflict = "KONFLIKT" in row["merknad"]
    return {
        "nummer": row["telefon_direkte"],
        "status": "verified" if checked and not conflict else "unverified",
        "kontrollert": checked,
    }


def partners(row: Row, by_name: dict[str, list[Row]]) -> list[Row]:
    """The kommuner that share the service; a name that two kommuner have is the one in most partners' fylke."""
    named = [by_name[name] for name in row["samarbeidskommuner"].split(";") if name]
    fylker = Counter(same[0]["fylke"] for same in named if len(same) == 1)
    found = []
    for same in named:
        near = max(same, key=lambda kommune: fylker[kommune["fylke"]])
        if len(same) > 1 and not fylker[near["fylke"]]:
            raise SystemExit(f"{row['kommune']}: «{near['navn']}» is more than one kommune")
        found.append(near)
    return found


def service(kind: str, row: Row, sharing: list[Row]) -> dict[str, object]:
    note = (
        row["apningstid"] if row["apningstid"].startswith("Listet blant") else ""
    )  # to the staff, not hours
    opening = hours(row["apningstid"]) if row["apningstid"] and not note else None
    if opening and in_conflict(row):
        opening = {"tekst": row["apningstid"]}
    checked = read_on(row)
    covered = (
        re.match(r"Dekker (?!også)(?:bydelene )?(.+?)(?:;|$)", row["merknad"]) if kind in PARTLY else None
    )
    return {
        "navn": row[f"{kind.removesuffix('kontor')}_navn"],
        "telefon": phone(row),
        "adresse": row["adresse"] or None if kind != "krisesenter" else None,
        "dekker": covered[1] if covered else None,
        "apningstid": opening,
        "samarbeid": comment(
            [kommune["kommunenummer"] for kommune in sharing], ", ".join(k["navn"] for k in sharing)
        ),
        "status": "verified" if checked and not in_conflict(row) else "unverified",
        "kontrollert": checked,
        "kilde": row["kilde"],
        "kilde_alder": None if checked else row["kilde_dato"],
        "merknad": "; ".join(filter(None, [note, row["merknad"], read_elsewhere(row)])) or None,
    }


def kommune_entry(kommune: Row, services: dict[str, list[dict[str, object]]]) -> str:
    data: dict[str, object] = {
        "navn": kommune["navn"],
        "andre_navn": [name for name in kommune["andre_navn"].split(";") if name],
        "fylke": kommune["fylke"],
        "malform": kommune["malform"],
        "nettsted": {
            "adresse": kommune["nettsted"],
            **OTHER_WEBSITE.get(kommune["kommunenummer"], WEBSITE),
        },
    }
    for kind in (*KINDS, *WITHOUT_DATA):
        rows = services.get(kind, [])
        first: dict[str, object] = dict(rows[0]) if rows else {"status": "missing"}
        if len(rows) > 1:
            first["i_tillegg"] = rows[1:]
        data[kind] = first
    return f"{quoted(kommune['kommunenummer'])}:\n{entry(data, indent=2)}"


def build(folder: Path) -> str:
    kommuner = read(folder / "kommuner.csv")
    by_name: dict[str, list[Row]] = defaultdict(list)
    for kommune in kommuner:
        by_name[kommune["navn"]].append(kommune)
    services: dict[str, dict[str, list[dict[str, object]]]] = defaultdict(lambda: defaultdict(list))
    for kind, name in KINDS.items():
        for row in read(folder / name):
            number = row["kommunenummer"]
            if number:  # offices whose kommuner the source does not name stay out
                services[number][kind].append(service(kind, row, partners(row, by_name)))
    head = "".join(f"# {line}".rstrip() + "\n" for line in HEADER.splitlines())
    return head + "".join(f"\n{kommune_entry(k, services[k['kommunenummer']])}" for k in kommuner)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("resources/legevakt_kommuner.yaml"))
    arguments = parser.parse_args()
    arguments.out.write_text(build(arguments.data), encoding="utf-8")


if __name__ == "__main__":
    main()
