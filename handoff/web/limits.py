"""Limits per place, in memory only: an address is never stored, and even here only its short-lived salted hash."""

from __future__ import annotations

import hashlib
import math
import secrets
from datetime import datetime, timedelta

from aiohttp import web

SALT_LASTS = timedelta(hours=1)
FREE_TRIES = 5
LONGEST_PAUSE_S = 300
FORGET_AFTER = timedelta(hours=1)
MOST_PLACES = 50_000


class Places:
    """Names a place by a hash whose salt is thrown away every hour."""

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(16)
        self._since: datetime | None = None

    def name(self, address: str, now: datetime) -> str:
        if self._since is None or now - self._since > SALT_LASTS:
            self._salt, self._since = secrets.token_bytes(16), now
        return hashlib.blake2b(address.encode(), key=self._salt, digest_size=12).hexdigest()


class Bucket:
    """So many at once, so many per minute after that, for each place."""

    def __init__(self, burst: int, per_minute: int) -> None:
        self._burst = burst
        self._per_second = per_minute / 60
        self._places = Places()
        self._level: dict[str, tuple[float, datetime]] = {}

    def take(self, address: str, now: datetime) -> int:
        """0 when one more is let in, else whole seconds until it would be."""
        place = self._places.name(address, now)
        if len(self._level) > MOST_PLACES:
            self._level.clear()
        left, since = self._level.get(place, (float(self._burst), now))
        left = min(self._burst, left + (now - since).total_seconds() * self._per_second)
        if left < 1:
            self._level[place] = (left, now)
            return max(1, math.ceil((1 - left) / self._per_second))
        self._level[place] = (left - 1, now)
        return 0


class Logins:
    """After five wrong passwords for a name from a place, each further one costs a doubling pause."""

    def __init__(self) -> None:
        self._places = Places()
        self._wrong: dict[tuple[str, str], tuple[int, datetime]] = {}

    def pause(self, name: str, address: str, now: datetime) -> int:
        """Whole seconds until this name may be tried again from this place; 0 is now."""
        count, since = self._wrong.get((name, self._places.name(address, now)), (0, now))
        if count < FREE_TRIES:
            return 0
        pause = min(LONGEST_PAUSE_S, 1 << min(count - FREE_TRIES + 1, 20))
        return max(0, math.ceil(pause - (now - since).total_seconds()))

    def wrong(self, name: str, address: str, now: datetime) -> None:
        """A wrong password."""
        self._wrong = {k: v for k, v in self._wrong.items() if now - v[1] < FORGET_AFTER}
        key = (name, self._places.name(address, now))
        self._wrong[key] = (self._wrong.get(key, (0, now))[0] + 1, now)

    def right(self, name: str, address: str, now: datetime) -> None:
        """A right one: the count begins anew."""
        self._wrong.pop((name, self._places.name(address, now)), None)


def address_of(request: web.Request, *, trusted_proxy: bool) -> str:
    """Where a request comes from; behind one's own proxy what that says, its last entry."""
    forwarded = request.headers.get("X-Forwarded-For", "") if trusted_proxy else ""
    return forwarded.rsplit(",", 1)[-1].strip() or request.remote or ""
