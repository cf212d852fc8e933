"""A kommune that does not exist, in words: what was meant, or the nearest one there is."""

from collections.abc import Mapping
from difflib import get_close_matches

from directory.former_numbers import NOW


def meant_kommune(given: str, names: Mapping[str, str]) -> str:
    """The Norwegian tail ', mente du 1515 (Herøy)?' for a number or name close to `given`, or one it had before, else ''.

    `names`: the name of each kommune by its number, with " i <fylke>" where two share it.
    """
    short = {number: name.partition(" i ")[0].casefold() for number, name in names.items()}
    numbers = [
        number for number in names if short[number] == given.casefold() or number in NOW.get(given, ())
    ]
    if not numbers:
        close = get_close_matches(given.casefold(), sorted({*short, *short.values()}), n=3, cutoff=0.7)
        numbers = [number for word in close for number in names if word in {number, short[number]}][:3]
    said = " eller ".join(f"{number} ({names[number]})" for number in numbers)
    return f", mente du {said}?" if said else ""


def no_such_kommune(given: str, names: Mapping[str, str]) -> str:
    """The sentence for a kommune that was asked for and is not there."""
    return f"Det finnes ingen kommune med nummer «{given}» i 2026" + (meant_kommune(given, names) or ".")
