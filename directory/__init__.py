"""Where help is: kommuner, their services, opening hours and finding the place in a text."""

from directory.load import Directory
from directory.places import Place
from directory.services import ServiceView

__all__ = ["Directory", "Place", "ServiceView"]
