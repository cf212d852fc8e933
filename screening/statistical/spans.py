"""Cuts a message into clauses, as places to point at."""

from __future__ import annotations

import itertools
import re

LEAST, MOST = 12, 12  # code points of a clause; how many are looked at
_ENDS = re.compile(r"[.!?\n…]+|,\s|\s(?=(?:men|og|så|but|and|men så|å nå|og nå|nå)\s)", re.IGNORECASE)


def clauses(text: str) -> list[tuple[int, int]]:
    """(start, end) of the clauses of a text in code points, without blanks around; at most MOST, the longest ones kept."""
    cuts = [0, *(match.end() for match in _ENDS.finditer(text)), len(text)]
    spans = [_trimmed(text, a, b) for a, b in itertools.pairwise(cuts)]
    long_enough = [span for span in spans if span[1] - span[0] >= LEAST]
    return sorted(sorted(long_enough, key=lambda span: span[0] - span[1])[:MOST])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
