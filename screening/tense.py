"""Is a told sign there now, over, or only imagined? Each rule gives the cue that says so, or ''."""

from screening.clauses import is_verb
from screening.cues import (
    AGAIN_NOW,
    FEAR,
    FREE_OF,
    HYPOTHESIS,
    IMAGINED,
    INFORMATION,
    NOT_IF,
    OVER_AFTER,
    PAST_PHRASES,
    RECENTLY,
    STILL,
    UNKNOWN,
)
from screening.message import Message
from screening.people import who

_LONG = frozenset({"år", "måneder", "måned", "mnd", "uker", "years", "months", "weeks"})
_SAID_OF = frozenset({"selv", "som", "bekymret", "spør", "snakker", "forteller"})
_ASKED_ABOUT = frozenset(
    {
        "han",
        "hun",
        "barnet",
        "babyen",
        "he",
        "she",
        "man",
        "vi",
        "en",
        "barn",
        "babyer",
        "spedbarn",
        "småbarn",
        "unger",
        "babies",
        "children",
        "kids",
        "you",
    }
)


def imagined(message: Message, first: int, last: int) -> str:
    """The cue that makes tokens first..last-1 a mere possibility."""
    low, _ = message.clause(first, last)
    return (
        _if(message, first, low)
        or _wanting_to_know(message, first)
        or _feared(message, first)
        or _asked(message, first, low)
    )


def over(message: Message, first: int, last: int) -> str:
    """The cue that puts tokens first..last-1 in the past."""
    low, high = message.clause(first, last)
    if cue := _told_over(message, last):
        return cue
    clause = message.words(low, high)
    if any(word in STILL for word in message.norms[low:high]) and "ikke lenger" not in clause:
        return ""
    cue = (
        PAST_PHRASES.find(clause)
        or FREE_OF.find(message.words(max(low, first - 4), first))
        or _long_ago(message, low, high)
    )
    # the whole message is read for each sign that is over, not for each sign: this runs for every one that is told
    return "" if cue and AGAIN_NOW.find(message.words(0, len(message.norms))) else cue


def doubted(message: Message, first: int) -> str:
    """'vet ikke om', 'tror ikke det er': the cue that leaves the sign open."""
    return UNKNOWN.find(" ".join(message.ahead_of(first).split()[-7:]))


def _if(message: Message, first: int, low: int) -> str:
    norms = message.norms
    for i in range(low, first + 1):
        if norms[i] in HYPOTHESIS:
            return norms[i]
        if (
            norms[i] != "om"
            or i == first
            or norms[i + 1] in NOT_IF
            or message.tokens[i + 1].number is not None
        ):
            continue
        if (i == 0 or norms[i - 1] not in _SAID_OF) and not UNKNOWN.find(message.words(max(0, i - 4), i + 1)):
            return "om"
    return ""


def _wanting_to_know(message: Message, first: int) -> str:
    """'hva er tegn på ...', 'leser om ...', close before the sign."""
    ahead = message.ahead_of(first)
    tail = INFORMATION.after(ahead)
    return INFORMATION.find(ahead) if tail is not None and len(tail) <= 8 else ""


def _feared(message: Message, first: int) -> str:
    """'redd for at hun skal ...': what is feared has not happened. 'Redd for at han HAR ...' is told as present."""
    ahead = message.ahead_of(first)
    tail = FEAR.after(ahead)
    if tail is None or len(tail) > 7:
        return ""
    lies_ahead = not tail or tail == ["å"] or tail[-1] == "for" or IMAGINED & {*tail, message.norms[first]}
    return FEAR.find(ahead) if lies_ahead else ""


def _asked(message: Message, first: int, low: int) -> str:
    """'har han feber?': a verb before its subject, with a question mark."""
    if (
        first - low > 4
        or first == low
        or not is_verb(message.tokens[low])
        or message.norms[low] in {"er", "is"}
    ):
        return ""
    opens = low == 0 or message.tokens[low].before[-1:] in {".", "!", "?", "\n", ","}
    mark = next(
        (token.after for token in message.tokens[first:] if token.after and token.after[-1] in "?.!"), ""
    )
    return "?" if opens and "?" in mark and message.norms[low + 1] in _ASKED_ABOUT else ""


def _told_over(message: Message, last: int) -> str:
    """'hadde feber, men den er borte nå': over, told right after the sign and of nobody else."""
    after = message.following(last, 12)
    cue = OVER_AFTER.find(after)
    if not cue or f"ikke {cue}" in after or f"{cue} ikke" in after:
        return ""
    words = after[: after.find(cue)].split()
    named = [
        token
        for token in message.tokens[last : last + len(words)]
        if who(token) and token.norm not in {"han", "hun", "he", "she"}
    ]
    return "" if named else cue


def _long_ago(message: Message, low: int, high: int) -> str:
    """'for to år siden': days and hours ago are still now."""
    for i in range(max(low + 2, 2), high):
        is_long = message.norms[i] in {"siden", "ago"} and message.norms[i - 1] in _LONG
        if is_long and not RECENTLY.find(message.words(i + 1, i + 3)):
            return message.words(i - 1, i + 1)
    return ""
