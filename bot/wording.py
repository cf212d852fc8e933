"""Which of a text's variants is said."""

from typing import Any

from bot import library


def pick(text_id: str, language: str, number: int, values: dict[str, Any]) -> str:
    """Variant `number` (counted round) of a text, with its values filled in. Raises KeyError for an unknown id."""
    variants = library.texts().variants(text_id, language, **values)
    return variants[number % len(variants)]
