"""What staff read for kinds of service and for how sure something is, and CSV as their spreadsheets want it."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from directory.model import Kind

KIND_WORDS: dict[Kind, str] = {
    "legevakt": "Legevakt",
    "barnevernvakt": "Barnevernvakt",
    "krisesenter": "Krisesenter",
    "familievernkontor": "Familievernkontor",
    "helsestasjon": "Helsestasjon",
    "psykisk_helse": "Psykisk helse",
}
STATE_WORDS = {
    "verified": "bekreftet",
    "stale": "for gammel",
    "unverified": "ikke bekreftet",
    "missing": "mangler",
}


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV with a header line; None becomes an empty cell."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
