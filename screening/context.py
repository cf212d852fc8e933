"""How a sign was told: denied, over, only imagined, doubted, or somebody else's.

On conflict a sign counts as present: a rule must see a clear cue before it takes a sign away.
"""

from dataclasses import dataclass

from screening.language.tokens import Token
from screening.message import Message
from screening.negation import denied
from screening.people import about
from screening.tense import doubted, imagined, over


@dataclass(frozen=True, slots=True)
class Told:
    """How a sign was told. when: now, past or hypothetical. why: the cue that decided, for staff."""

    negated: bool = False
    when: str = "now"
    about: str = "child"
    unreal: bool = False
    doubt: bool = False
    why: str = ""


class Context:
    """One message, asked about each match."""

    def __init__(self, tokens: list[Token]) -> None:
        self._message = Message(tokens)
        self._known: dict[tuple[int, int, bool], Told] = {}

    def told(self, first: int, last: int, *, negates: bool) -> Told:
        """How tokens first..last-1 were told; `negates`: the pattern itself holds the negation."""
        key = (first, last, negates)
        if key not in self._known:
            self._known[key] = self._work_out(first, last, negates)
        return self._known[key]

    def _work_out(self, first: int, last: int, negates: bool) -> Told:
        person = about(self._message.tokens, self._message.clauses, first, last)
        no = "" if negates else denied(self._message, first, last)
        guess = imagined(self._message, first, last)
        past = "" if guess else over(self._message, first, last)
        doubt = doubted(self._message, first)
        when = "hypothetical" if guess else "past" if past else "now"
        unreal = person == "unreal"
        why = no or guess or past or doubt or ("uvirkelig" if unreal else "")
        return Told(bool(no), when, "other" if unreal else person, unreal, bool(doubt), why)
