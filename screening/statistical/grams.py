"""A text as a bag of hashed pieces: parts of words, words and neighbours. What the linear half of the layer looks at."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

SIZE = 2**18
MOST = 3000  # code points that are read: what a parent can send at once
_WORDS = re.compile(r"\w+|[^\w\s]")


def pieces(text: str, names: Iterable[str] = ()) -> list[int]:
    """The numbers below SIZE of the pieces of a text, each once and in order; names: whatever else is known of it."""
    told = {zlib.crc32(piece.encode("utf-8", "replace")) % SIZE for piece in _pieces(text)}
    told.update(zlib.crc32(f"r{name}".encode()) % SIZE for name in names)
    return sorted(told)


def _pieces(text: str) -> set[str]:
    words = _WORDS.findall(text[:MOST].lower())
    found = {piece for word in set(words) for piece in _parts(f" {word} ")}
    for length in (1, 2, 3):
        found.update("w" + " ".join(words[i : i + length]) for i in range(len(words) - length + 1))
    return found


def _parts(padded: str) -> Iterator[str]:
    for length in (2, 3, 4, 5):
        for i in range(len(padded) - length + 1):
            yield "c" + padded[i : i + length]
