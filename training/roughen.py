"""Messages as phones and tired thumbs make them, so that both halves have read such ones. Imports nothing heavy."""

from __future__ import annotations

import random


def roughened(text: str, chance: random.Random) -> str:
    """Now and then without capitals, marks or Norwegian letters, or with slips of the thumb."""
    if chance.random() < 0.15:
        text = text.lower()
    if chance.random() < 0.1:
        text = "".join(c for c in text if c not in ".,!?;:")
    if chance.random() < 0.05:
        text = text.replace("æ", "ae").replace("ø", "o").replace("å", "a")
    if chance.random() < 0.12:
        text = slipped(text, chance)
    return text


def slipped(text: str, chance: random.Random) -> str:
    """A letter lost, doubled or changed with its neighbour, about once in 40. Numbers stay as they are."""
    letters = list(text)
    for _ in range(1 + len(letters) // 40):
        at = chance.randrange(len(letters))
        if not letters[at].isalpha():
            continue
        kind = chance.randrange(3)
        if kind == 0:
            letters[at] = ""
        elif kind == 1:
            letters[at] *= 2
        elif at + 1 < len(letters) and letters[at + 1].isalpha():
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)
