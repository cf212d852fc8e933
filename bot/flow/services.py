"""How services are told to a parent; the words are the directory's, so that staff can be shown the same."""

from directory.message import describe

__all__ = ["MAX_SERVICES", "describe"]

MAX_SERVICES = 3
