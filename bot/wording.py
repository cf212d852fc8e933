"""Which words of a text are said: its variant, and its own words for when nobody can be reached."""

from typing import Any

from bot import library

ALONE = "_alone"


def pick(text_id: str, language: str, number: int, values: dict[str, Any], *, reachable: bool = True) -> str:
    """Variant `number` (counted round) of a text, with its values filled in. Raises KeyError for an unknown id.

    `reachable`: whether a veileder can be expected. If not, a text that has words of its own for that is said in them.
    """
    variants = library.texts().variants(spoken_id(text_id, reachable=reachable), language, **values)
    return variants[number % len(variants)]


def spoken_id(text_id: str, *, reachable: bool) -> str:
    """The id of the words to say: `<id>_alone`, where there is one, while the chat is closed or no veileder is there.

    What names the queue or the veileder has such words, so that nobody is promised a place that nobody keeps.
    """
    alone = text_id + ALONE
    return alone if not reachable and alone in library.texts().entries else text_id
