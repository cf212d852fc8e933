"""What a person wrote, made fit to store: no control characters, not too long, not empty."""

from __future__ import annotations

import unicodedata

from handoff.errors import EmptyMessage, TooLong

LIMIT = 4000
KEPT_CONTROLS = "\n\t"


def clean(text: str) -> str:
    """`text` in composed form without control characters and half surrogates; line ends are newlines.

    Raises TooLong above 4,000 characters, EmptyMessage when nothing is left.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    composed = unicodedata.normalize("NFC", "".join(filter(_is_kept, lines))).strip()
    if len(composed) > LIMIT:
        raise TooLong
    if not composed:
        raise EmptyMessage
    return composed


def _is_kept(character: str) -> bool:
    return character in KEPT_CONTROLS or unicodedata.category(character) not in {"Cc", "Cs"}
