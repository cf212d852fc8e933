"""How services are told to a parent; the words are the directory's, so that staff can be shown the same."""

from directory.message import describe, together

__all__ = ["MAX_MESSAGES", "describe", "together"]

MAX_MESSAGES = 3
"""Several of one kind are one message, so that the four offices of a city do not leave out one another, nor other help."""
