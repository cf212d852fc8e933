"""Build resources/steder/stedsnavn.csv and postnummer.csv from collected CSV files.

    python scripts/build_steder.py --data FOLDER [--out resources/steder]

FOLDER holds tidligere_kommuner.csv, poststeder.csv and postnummer.csv. The other files in
resources/steder are written by hand and are not touched.
"""

import argparse
import csv
from pathlib import Path

_SMALL = {"i", "på", "og"}
_POST_SUFFIX = (" S", " N")  # KRISTIANSAND S, KRISTIANSUND N


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerows([header, *rows])


def written(poststed: str) -> str:
    """MO I RANA -> Mo i Rana, KRISTIANSAND S -> Kristiansand."""
    for suffix in _POST_SUFFIX:
        poststed = poststed.removesuffix(suffix)
    words = [word.lower() if word.lower() in _SMALL else word.title() for word in poststed.split(" ")]
    return " ".join(words)


def place_names(folder: Path) -> list[list[str]]:
    """navn, type, kommunenummer, antall: how many postnummer a poststed has in that kommune, else 0."""
    rows = [
        [row["tidligere_navn"], row["type"], row["kommunenummer"], "0"]
        for row in read(folder / "tidligere_kommuner.csv")
    ]
    rows += [
        [written(row["poststed"]), "poststed", row["kommunenummer"], row["antall_postnummer"]]
        for row in read(folder / "poststeder.csv")
    ]
    return sorted(rows, key=lambda row: (row[1], row[0], row[2]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("resources/steder"))
    arguments = parser.parse_args()
    write(
        arguments.out / "stedsnavn.csv",
        ["navn", "type", "kommunenummer", "antall"],
        place_names(arguments.data),
    )
    write(
        arguments.out / "postnummer.csv",
        ["postnummer", "poststed", "kommunenummer"],
        [
            [row["postnummer"], written(row["poststed"]), row["kommunenummer"]]
            for row in read(arguments.data / "postnummer.csv")
        ],
    )


if __name__ == "__main__":
    main()
