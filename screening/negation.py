"""Is a told sign denied? Window rules on normalised words; each gives the word that denies, or ''."""

from screening.clauses import is_verb
from screening.cues import DENIERS, NOT_REALLY, OTHER_PREDICATES
from screening.message import Message
from screening.patterns import NEGATIONS

_REACH = 9
_PLAIN = frozenset({"ikke", "not", "aldri", "never"})
_SLIPPED = frozenset({"aldri", "ikke", "ikkje"})
_NOBODY = frozenset({"ingen", "nobody"})
_OF_US = frozenset({"her", "hos", "av", "oss", "dem", "hjemme", "i", "huset", "familien", "here"})
_SMALL_VERBS = frozenset({"skal", "vil", "kommer", "har", "er", "blir", "is", "wants", "will"})
_FILLERS = frozenset({"noe", "noen", "så", "mye", "særlig", "lenger", "helt", "veldig", "any", "much"})


def denied(message: Message, first: int, last: int) -> str:
    """The word that denies what tokens first..last-1 tell, or ''."""
    low, high = message.clause(first, last)
    return _before(message, first, low) or _inside(message, first, last) or _after(message, first, last, high)


def _is_no(message: Message, i: int) -> bool:
    token = message.tokens[i]
    if token.raw == "no" and token.norm != "no":
        return False
    slipped = not token.known and bool(token.forms & _SLIPPED)  # «akldri»
    return token.norm in NEGATIONS or token.raw in NEGATIONS or slipped


def _before(message: Message, first: int, low: int) -> str:
    """'ikke', 'ingen', 'uten', 'verken ... eller' before the sign, in its clause (or through 'eller')."""
    for i in range(first - 1, max(low, first - _REACH) - 1, -1):
        if _is_no(message, i):
            return message.norms[i] if _reaches(message, i, first) else ""
    if low > 0 and first - low <= 3 and message.norms[low] in {"eller", "or"}:
        return _before(message, low, message.clause(low - 1, low)[0])
    return _through_list(message, first, low)


def _through_list(message: Message, first: int, low: int) -> str:
    """'ingen feber, utslett eller oppkast': a bare list goes on with the denial across commas."""
    if low == 0 or first - low > 1 or message.tokens[low].before != ",":
        return ""
    start = message.clause(low - 1, low)[0]
    opens = [i for i in range(start, low) if message.norms[i] in {"ingen", "uten", "verken", "no", "without"}]
    if not opens or low - opens[0] > 3 or any(is_verb(message.tokens[i]) for i in range(opens[0], first)):
        return ""
    return message.norms[opens[0]]


def _reaches(message: Message, i: int, first: int) -> bool:
    """Whether the negation at `i` says something about the sign that begins at `first`."""
    norms = message.norms
    if norms[i + 1] in NOT_REALLY and i + 1 < first:
        return False
    if i > 0 and norms[i - 1] in {"hvorfor", "why"}:
        return False
    if norms[i] in _PLAIN and i > 0 and first - i > 1:
        verb = norms[i - 1] if norms[i - 1] in OTHER_PREDICATES or i < 2 else norms[i - 2]
        if verb in OTHER_PREDICATES and not all(word in _FILLERS for word in norms[i + 1 : first]):
            return False
    if norms[i] in _NOBODY and _is_what_nobody_does(norms[i + 1 : first]):
        return True
    return not any(is_verb(message.tokens[k]) and norms[k] not in DENIERS for k in range(i + 1, first))


def _is_what_nobody_does(between: list[str]) -> bool:
    """'Ingen her skal (ta livet sitt)': who, and one small verb; but not 'ingen her vet at jeg vil (dø)'."""
    return bool(between) and between[-1] in _SMALL_VERBS and all(word in _OF_US for word in between[:-1])


def _inside(message: Message, first: int, last: int) -> str:
    """'kaster ikke opp': a negation that fell into a gap of the pattern."""
    for i in range(first + 1, last - 1):
        if _is_no(message, i) and message.norms[i + 1] not in NOT_REALLY:
            return message.norms[i]
    return ""


def _after(message: Message, first: int, last: int, high: int) -> str:
    """'hoster ikke', 'feber har hun ikke': not when the negation begins something new ('ikke noe utslett')."""
    for i in range(last, min(last + 4, high)):
        if not _is_no(message, i) or message.norms[i] not in _PLAIN:
            continue
        follows = message.norms[i + 1] if i + 1 < high else ""
        if follows in NOT_REALLY or follows in {"noe", "noen", "så", "særlig"}:
            return ""
        if i == last and is_verb(message.tokens[last - 1]):
            return message.norms[i]
        at_end = follows in {"", "lenger", "nå", "da", "heller", "altså"} and i > last
        return message.norms[i] if at_end and any(is_verb(message.tokens[k]) for k in range(last, i)) else ""
    return ""
