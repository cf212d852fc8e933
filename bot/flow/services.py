"""Which services are told to a parent, and in which order; the words are the directory's, so that staff can be shown the same."""

import re
from collections.abc import Sequence, Set

from directory.message import describe, together
from directory.services import ServiceView

__all__ = ["MAX_MESSAGES", "SHELTER", "choose", "describe", "near_enough", "together"]

MAX_MESSAGES = 3
"""Several of one kind are one message, so that the four offices of a city do not leave out one another, nor other help."""
SHELTER = "krisesenter"
ONE_SERVICE = {"familievern": "familievernkontor"}
"""National services that are the way in to a kind that the kommune has of its own."""


EMERGENCY = frozenset({"ambulanse", "politi", "brann"})
FOR_ILLNESS = frozenset({"legevakt", "giftinformasjonen"})
OF_ONE_LOSS = frozenset({"leve"})
"""For who has lost somebody in one way: nobody is told of it who has not said so."""


AFTER_BIRTH = frozenset({"landsforeningen_1001_dager", "ammehjelpen"})


def fits_what_was_told(kind: str, *, medical: bool, small: bool = False) -> bool:
    """Whether a service may stand among the help near home: an emergency number is no help of that kind, and one for
    illness is so only where something medical was told, one about birth where a small child is."""
    if kind in AFTER_BIRTH:
        return small
    return kind not in EMERGENCY | OF_ONE_LOSS and (medical or kind not in FOR_ILLNESS)


def choose(
    found: Sequence[Sequence[ServiceView]],
    themes: Sequence[Set[str]],
    *,
    first: str | None = None,
    listener: Sequence[ServiceView] = (),
) -> list[Sequence[ServiceView]]:
    """At most MAX_MESSAGES kinds of service: the best of each theme before the second of any, and somebody to ring among them.

    `themes`: for each theme, surest first, the kinds and ids that fit it; `first`: the kind that comes first whatever else
    fits; `listener`: who answers the phone round the clock, told when none of the others has a number.
    """
    left = _once(found)
    chosen = [one for one in left if one[0].kind == first]
    while len(chosen) < MAX_MESSAGES and len(chosen) < len(left):
        before = len(chosen)
        for fits in themes:
            best = next((one for one in left if one not in chosen and one[0].kind in fits), None)
            if best:
                chosen.append(best)
        if len(chosen) == before:  # what fits no theme by name, as it comes
            chosen += [one for one in left if one not in chosen]
    chosen = chosen[:MAX_MESSAGES]
    if listener and not any(service.phone for one in chosen for service in one):
        chosen = [*chosen[: MAX_MESSAGES - 1], listener]
    return chosen


def _once(found: Sequence[Sequence[ServiceView]]) -> list[Sequence[ServiceView]]:
    kinds = {one[0].kind for one in found}
    return [one for one in found if ONE_SERVICE.get(one[0].kind) not in kinds]


def near_enough(services: Sequence[ServiceView], text: str) -> list[ServiceView]:
    """The services without those of a kind that cover another part of town than the one the parent has just named."""
    written = text.lower()
    named = {
        service.kind for service in services if any(part.lower() in written for part in parts_of(service))
    }
    return [
        service
        for service in services
        if service.kind not in named or any(part.lower() in written for part in parts_of(service))
    ]


def parts_of(service: ServiceView) -> list[str]:
    """The parts of town in its name: «Familiekontoret Oslo Nord (Bjerke, Grorud og Stovner)»."""
    inside = re.search(r"\(([^()]*)\)\s*$", service.name)
    return [part for part in re.split(r",\s*|\s+og\s+", inside[1]) if part] if inside else []
