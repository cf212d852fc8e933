"""Build resources/steder/land.csv: the names of countries in bokmål, nynorsk and English, from Unicode CLDR.

    python scripts/build_land.py [--out resources/steder]

The names come with the library Babel, which is needed here only, not when the service runs.
"""

import argparse
import csv
import re
from pathlib import Path

from babel import Locale

_LANGUAGES = ("nb", "nn", "en")
_NO_COUNTRY = {"NO", "SJ", "EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}
_TAIL = re.compile(r" (S\.A\.R\.|SAR).*| \(.*\)")
_ORDINARY_WORDS = {"Man"}


def countries() -> list[str]:
    """Every name once, "Hongkong S.A.R. Kina" and "Myanmar (Burma)" by their first part."""
    names = set()
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code not in _NO_COUNTRY:
                names.add(_TAIL.sub("", name))
    return sorted(names - _ORDINARY_WORDS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("resources/steder"))
    with (parser.parse_args().out / "land.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerows([["navn"], *([name] for name in countries())])


if __name__ == "__main__":
    main()
