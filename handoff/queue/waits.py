"""How long it may take: an honest range from the last waits, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

FEWEST = 5
LAST = 20


def wait_range(last_waits: Sequence[int], waited: int) -> tuple[int, int] | None:
    """The range of minutes still to wait for somebody who has waited `waited` minutes; None when nobody can know.

    `last_waits` are whole minutes from opening to the first claim. Eight of ten waits lie in the range; fewer
    than five waits say nothing, and neither do they for one who has waited longer than nearly all of them.
    """
    if len(last_waits) < FEWEST:
        return None
    ordered = sorted(last_waits)
    low, high = _part(ordered, 0.1), _part(ordered, 0.9)
    if waited > high:
        return None
    return max(0, low - waited), max(1, high - waited)


def _part(ordered: Sequence[int], share: float) -> int:
    return ordered[round(share * (len(ordered) - 1))]
