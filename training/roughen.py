"""Messages as phones and tired thumbs make them, so that both halves have read such ones. Imports nothing heavy."""

from __future__ import annotations

import random
import re

NEIGHBOURS = {
    letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    for row in ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")
    for at, letter in enumerate(row)
}  # on a Norwegian keyboard
PLAIN_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A"})
MARKS = ".,!?;:"
_WORD = re.compile(r"[^\W\d_]{3,}")


def roughened(text: str, chance: random.Random) -> str:
    """Now and then without capitals, marks or Norwegian letters, or with a slip of the thumb."""
    text = _in_haste(text, chance, lower=0.15, unmarked=0.1, plain=0.05)
    if chance.random() < 0.12:
        text = slipped(text, chance, 0.06)
    return text


def rough(text: str, chance: random.Random) -> str:
    """The message as somebody in haste or with a child on the arm would have sent it: always clearly worse than it was."""
    text = slipped(text, chance, chance.uniform(0.12, 0.4))
    return _in_haste(text, chance, lower=0.6, unmarked=0.5, plain=0.2)


def slipped(text: str, chance: random.Random, share: float) -> str:
    """A slip in about this share of the words of three letters and more, at least in one. Numbers stay as they are."""
    words = list(_WORD.finditer(text))
    if not words:
        return text
    chosen = [word for word in words if chance.random() < share] or [chance.choice(words)]
    for word in reversed(chosen):
        text = text[: word.start()] + _slip(word[0], chance) + text[word.end() :]
        if chance.random() < 0.08 and text[word.start() - 1 : word.start()] == " ":
            text = text[: word.start() - 1] + text[word.start() :]
    return text


def _slip(word: str, chance: random.Random) -> str:
    """One letter lost, doubled, in the wrong place, or its neighbour on the keyboard."""
    at = chance.randrange(len(word))
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2 and at:
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    near = NEIGHBOURS.get(word[at].lower(), word[at])
    return word[:at] + chance.choice(near) + word[at + 1 :]


def _in_haste(text: str, chance: random.Random, *, lower: float, unmarked: float, plain: float) -> str:
    """How likely it loses its capitals, its marks and its Norwegian letters."""
    if chance.random() < lower:
        text = text.lower()
    if chance.random() < unmarked:
        text = "".join(character for character in text if character not in MARKS)
    if chance.random() < plain:
        text = text.translate(PLAIN_LETTERS)
    return text
