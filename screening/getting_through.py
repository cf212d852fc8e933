"""«Kom du gjennom til 113?»: only a clear yes or no is an answer, and whoever is in doubt has not got through."""

from screening.answers import yes_no
from screening.language.tokens import Token

_NOT_YET = (
    "ikke svar",
    "ikke noe svar",
    "ikke noen svar",
    "svarer ikke",
    "svarte ikke",
    "ingen svarer",
    "ingen svarte",
    "tar ikke telefonen",
    "ingen tar den",
    "ikke gjennom",
    "ikke igjennom",
    "ikke frem",
    "ikke fram",
    "ikke kontakt",
    "ikke tak i",
    "opptatt",
    "ikke ringt",
    "ikke ennå",
    "ikke enda",
    "ikke rukket",
    "tør ikke",
    "får ikke ringt",
    "no answer",
    "no reply",
    "not yet",
    "nobody answers",
    "no one answers",
    "did not answer",
    "didnt answer",
    "not get through",
    "get through",  # «can't get through»: who did get through says «got»
    "have not called",
    "havent called",
    "busy",
)
_RANG = frozenset(
    {"ringt", "ringte", "snakket", "snakker", "called", "rang", "spoke", "talked", "talking", "got"}
)
_AND_NO_MORE = frozenset({
    "jeg", "vi", "har", "nå", "akkurat", "nettopp", "dit", "dem", "de", "med", "og", "er", "på", "kom", "gjennom", "til",
    "113", "112", "116", "117", "116117", "111", "116111", "legevakten", "legevakta", "legevakt", "politiet", "ambulansen",
    "i", "we", "have", "just", "them", "to", "with", "am", "are", "now", "through",
})  # fmt: skip
_FEW = 12  # words; what is longer tells of more than a call that was not answered


def got_through(tokens: list[Token]) -> bool | None:
    """Whether the number was reached; None when the message is no clear answer to that.

    «Ja, men de svarer ikke» is a no, for the number once more does no harm. «Jeg har ringt søsteren min» is no yes:
    only a call to those who help is, told in so many words.
    """
    words = [token.norm for token in tokens]
    written = [token.raw for token in tokens]
    if len(words) <= _FEW and (_says_not(words) or _says_not(written)):
        return False
    answer = yes_no(tokens)
    if answer in {"yes", "no"}:
        return answer == "yes"
    return True if _RANG & set(words) and set(words) <= _RANG | _AND_NO_MORE else None


def _says_not(words: list[str]) -> bool:
    said = f" {' '.join(words)} "
    return any(f" {phrase} " in said for phrase in _NOT_YET)
