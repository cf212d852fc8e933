"""One conversation in this process, with the part of web that the assistant needs: for `make shell` and the tests.

Web's own rules (queue, masking, timers, who may speak) are not here.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot import library, names
from bot.flow.alarm import URGENT
from bot.replies import Choice, Reply
from bot.state import State
from bot.turns import Message
from directory import Place
from directory.outside import kind_outside
from screening import Screener

Turn = Callable[[State | None, Message], Awaitable[tuple[list[Reply], State]]]
FACTS = {"open": True, "veileder_here": True, "position": 2, "urgent": False, "claimed": False}


@dataclass
class Shown:
    """Something the parent sees. Emergency messages come from `system`, all else from the assistant."""

    kind: str
    text: str
    choices: list[Choice] = field(default_factory=list)
    asks: str | None = None
    source: str | None = None
    rule: str | None = None


@dataclass
class Conversation:
    """Screens each message as web does, passes it on, and takes up which question stands open."""

    turn: Turn
    screener: Screener
    facts: dict[str, Any] = field(default_factory=lambda: dict(FACTS))
    language: str | None = None
    state: State | None = None
    screening: dict[str, Any] | None = None
    findings: dict[str, Any] | None = None
    places: list[Place] = field(default_factory=list)

    async def say(self, text: str, choice: str | None = None) -> list[Shown]:
        """A message of the parent; `choice` is the value of the button it came from."""
        self.findings, self.screening = self.screener.screen(text, self.screening, choice=choice)
        shown = self._emergency()
        self.places = self._told(text, choice) or self.places
        return shown + await self._answer(
            Message(text, choice, None, self.findings, self._speaks(), self._facts())
        )

    async def event(self, name: str) -> list[Shown]:
        """Something web's clock started."""
        return await self._answer(Message("", None, name, self.findings, self._speaks(), self._facts()))

    async def _answer(self, message: Message) -> list[Shown]:
        replies, self.state = await self.turn(self.state, message)
        for reply in replies:
            if reply["asks"]:
                self.screening = self.screener.ask(self.screening, reply["asks"])
        return [Shown(r["kind"], r["text"], list(r["choices"]), r["asks"], r["source"]) for r in replies]

    def _emergency(self) -> list[Shown]:
        show = self.findings and self.findings["show"]
        if not show:
            return []
        language, level = self._speaks() or "nb", show.get("level")
        text = self.screener.message(
            show["rule"], language, show["full"], level=level, variant=show.get("variant", 0)
        )
        return [Shown("emergency" if level in URGENT else "notice", text, rule=show["rule"])]

    def _speaks(self) -> str | None:
        return self.language or (self.findings or {}).get("language")

    def _facts(self) -> dict[str, Any]:
        numbers = [place.kommunenummer for place in self.places if place.kommunenummer]
        told = {"kommune": list(dict.fromkeys(numbers)), "outside": kind_outside(self.places)}
        return {**self.facts, **told, "urgent": bool(self.findings and self.findings["emergency"])}

    def _told(self, text: str, choice: str | None) -> list[Place]:
        """The places that a message names; a press on one of several settles which it is."""
        if chosen := [place for place in self.places if choice and place.kommunenummer == choice]:
            return chosen[:1]
        if choice:  # a button holds our own words
            return []
        slots = self.state["slots"] if self.state else {}
        asked = slots.get(names.REQUESTED_SLOT) == names.KOMMUNE
        among = [place.kommunenummer for place in self.places if asked and place.kommunenummer]
        return library.directory().find_places(text, asked=asked, among=among)
