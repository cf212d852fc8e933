"""Help for somebody who is in no Norwegian kommune: abroad, on Svalbard or on Jan Mayen.

Only what is known to be within reach from there is shown: a number that can be rung from abroad, or a chat.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Literal, Protocol, get_args

from content.texts import Texts
from directory import emergency
from directory.model import NasjonalTjeneste
from directory.services import ServiceView, national_view, number_of
from directory.wording import say

Outside = Literal["svalbard", "jan_mayen", "utlandet"]
OUTSIDE: tuple[Outside, ...] = get_args(Outside)
ABROAD: Outside = "utlandet"
NEAR_THE_CALLER = frozenset({"ambulanse", "politi", "brann", "legevakt"})
"""Numbers that lead to whoever is nearest in Norway: which one to ring elsewhere is said in words, not as a service."""


class Place(Protocol):
    """What is needed of a place in a text."""

    @property
    def kommunenummer(self) -> str | None: ...
    @property
    def kind(self) -> str: ...


def kind_outside(places: Iterable[Place]) -> str | None:
    """svalbard, jan_mayen or utlandet when one of these places lies in no kommune, the first that does; else None."""
    return next((place.kind for place in places if place.kommunenummer is None), None)


def outside_view(
    entry: NasjonalTjeneste, outside: str, *, now: datetime, language: str, texts: Texts
) -> ServiceView:
    """A national service as somebody there can reach it; no number and no chat: not at all, as far as is known."""
    view = national_view(entry, now=now, language=language, texts=texts)
    if outside != ABROAD:
        return replace(view, no_answer=say(texts, "nasjonal_svalbard_ingen_svar", language))
    # The poison line's own number is fixed; what is written for callers abroad is only known from the file.
    known = view.state == "verified" or (entry.id in emergency.FIXED and not entry.telefon_utland)
    number = _from_abroad(entry) if known else None
    view = replace(view, phone=number, no_answer=say(texts, "nasjonal_utlandet_ingen_svar", language))
    if entry.telefon and not number:  # the hours are those of the phone
        return replace(view, hours=None, open_now=None, opens_at=None)
    return view


def within_reach(view: ServiceView) -> bool:
    """Whether there is a number or a chat to turn to."""
    return bool(view.phone or view.chat)


def _from_abroad(entry: NasjonalTjeneste) -> str | None:
    """The number as it is rung from another country. Short numbers and those on 8 answer in Norway alone."""
    if entry.telefon_utland:
        return entry.telefon_utland
    digits = "".join((number_of(entry) or "").split())
    return f"+47 {emergency.spoken(digits)}" if len(digits) == 8 and digits[0] not in "08" else None
