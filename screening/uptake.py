"""Put what a message tells on the people it is told of: signs, ages, measures."""

from collections.abc import Sequence
from typing import Any

from screening.cues import LONG_AGO
from screening.protocol import Protocol
from screening.reading import Mention, Reading
from screening.state import State, age_near, child_of, take_ages, take_facts, youngest

_FEVER_SIGN, _FEVER_FROM = "fever", 38.0
_OF_AN_INFECTION = frozenset({_FEVER_SIGN, "fever_felt", "shaking_chills"})


class Uptake:
    """Knows from the protocol whose body each sign is about, and which signs count when they are past."""

    def __init__(self, protocol: Protocol) -> None:
        self._signs = protocol.signs
        self._own = protocol.general.own
        self._events = frozenset(protocol.general.events)
        self._around = frozenset(protocol.general.unlearned)

    def take(self, state: State, reading: Reading, *, age_asked: bool) -> set[str]:
        """Note everything the message tells; gives the names of the signs and facts it told as present."""
        take_ages(state, reading, asked=age_asked)
        told = self._take_signs(state, reading)
        # «jeg er på jobb» beside «38,5» does not make the fever the parent's
        parents = [
            mention
            for mention in reading.mentions
            if mention.told.about == "parent" and mention.sign not in self._around
        ]
        own = self._tells_own_infection(reading) or self._only_parent_has_fever(state)
        take_facts(state, reading, parents, own_infection=own)
        self.note_fever(state, [fact.name for fact in reading.facts])
        return told | {fact.name for fact in reading.facts} | ({"age_months"} if reading.ages else set())

    def take_described(self, state: State, signs: Sequence[str]) -> set[str]:
        """Note signs that the statistical layer saw; one the protocol does not know is left out. Gives those noted."""
        known = {sign for sign in signs if sign in self._signs}
        for sign in known:
            about = self._signs[sign].about[0]
            person = youngest(state) if about == "child" else state[about]
            person["signs"][sign] = "yes"
        return known

    def present(self, reading: Reading) -> set[str]:
        """The signs that the message tells as present."""
        return {mention.sign for mention in reading.mentions if self.counts(mention)}

    def counts(self, mention: Mention) -> bool:
        """Whether a mention makes its sign hold: now (or sticky), not denied, about somebody who counts."""
        told = mention.told
        unreal = told.unreal and not self._signs[mention.sign].of_thing
        if unreal or told.negated or told.doubt or told.when == "hypothetical":
            return False
        return self._is_about(mention) and (told.when == "now" or self._lasts(mention))

    def _lasts(self, mention: Mention) -> bool:
        """Whether a past sign counts: «sluttet å puste i natt», not «sluttet å puste i fjor»."""
        long_ago = mention.sign in self._events and LONG_AGO.find(mention.told.why)
        return self._signs[mention.sign].sticky and not long_ago

    def note_fever(self, state: State, measured: list[str]) -> None:
        """A temperature of 38.0 or more that was just told is fever, whatever it was called."""
        if _FEVER_SIGN not in self._signs or "temperature" not in measured:
            return
        for person in [*state["children"], state["parent"]]:
            if person["facts"].get("temperature", 0) >= _FEVER_FROM:
                person["signs"][_FEVER_SIGN] = "yes"

    def _take_signs(self, state: State, reading: Reading) -> set[str]:
        present = self.present(reading)
        for mention in reading.mentions:
            signs = self._person(state, reading, mention)["signs"]
            if self.counts(mention) or self._is_own_fever(mention, reading):
                signs[mention.sign] = "yes"
            elif mention.sign not in present and self._is_about(mention) and not mention.told.unreal:
                _note_absent(signs, mention)
        return present

    def _tells_own_infection(self, reading: Reading) -> bool:
        return any(mention.sign in self._own and self.counts(mention) for mention in reading.mentions)

    def _is_own_fever(self, mention: Mention, reading: Reading) -> bool:
        """A fever that the parent tells beside an infection of their own: it says whose temperature comes next."""
        told = mention.told
        real = told.when == "now" and not (told.negated or told.doubt or told.unreal)
        return (
            mention.sign == _FEVER_SIGN
            and told.about == "parent"
            and real
            and self._tells_own_infection(reading)
        )

    def _only_parent_has_fever(self, state: State) -> bool:
        """«39,2» after «jeg har fått feber, og det lukter av renselsen», when nobody asked about the child's fever."""
        signs = state["parent"]["signs"]
        ill = signs.get(_FEVER_SIGN) == "yes" and any(signs.get(own) == "yes" for own in self._own)
        well = all(child["signs"].get(_FEVER_SIGN) != "yes" for child in state["children"])
        return ill and well and state["open"] != _FEVER_SIGN

    def _is_about(self, mention: Mention) -> bool:
        sign = self._signs[mention.sign]
        return sign.done_to_child or mention.told.about == "unclear" or mention.told.about in sign.about

    def _person(self, state: State, reading: Reading, mention: Mention) -> dict[str, Any]:
        sign, about = self._signs[mention.sign], mention.told.about
        if about == "unclear" and mention.sign in _OF_AN_INFECTION and self._tells_own_infection(reading):
            about = "parent"
        if about == "unclear":
            about = "child" if "child" in sign.about else sign.about[0]
        if sign.done_to_child or about == "child":
            return child_of(state, age_near(reading, mention.first))
        person: dict[str, Any] = state[about]
        return person


def _note_absent(signs: dict[str, str], mention: Mention) -> None:
    """A clear denial ends a sign; what is only imagined or doubted leaves a maybe."""
    told = mention.told
    if told.negated and not told.doubt and told.when == "now":
        signs[mention.sign] = "no"
    elif signs.get(mention.sign) not in {"yes", "unread"} and (told.when == "hypothetical" or told.doubt):
        signs[mention.sign] = "maybe"
