"""What a parent's message says about danger: language, rules, themes, masking. Knows neither Rasa, aiohttp nor SQL."""

from screening.protocol import ProtocolError
from screening.screener import Screener

__all__ = ["ProtocolError", "Screener"]
