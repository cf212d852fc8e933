"""Cut a message's tokens into clauses, also where nobody wrote a comma (voice-to-text)."""

from screening.language.tokens import Token

_LONGEST = 40  # words; so that a text without any clause costs no more than its length
SUBJECTS = frozenset(
    {
        "jeg",
        "du",
        "han",
        "hun",
        "vi",
        "den",
        "det",
        "de",
        "dere",
        "barnet",
        "babyen",
        "ungen",
        "gutten",
        "jenta",
        "sønnen",
        "datteren",
        "dattera",
        "she",
        "he",
        "it",
        "we",
        "they",
        "i",
    }
)
SUBORDINATORS = frozenset(
    {
        "at",
        "om",
        "hvis",
        "når",
        "da",
        "som",
        "før",
        "etter",
        "mens",
        "fordi",
        "siden",
        "dersom",
        "så",
        "enn",
        "if",
        "when",
        "because",
        "that",
        "who",
        "which",
        "hva",
        "hvor",
        "hvordan",
        "hvorfor",
        "til",
    }
)
BREAKS = frozenset(
    {
        "men",
        "fordi",
        "derimot",
        "but",
        "because",
        "likevel",
        "selv",
        "bortsett",
        "hvis",
        "dersom",
        "if",
        "mens",
        "while",
    }
)
_OPENERS = frozenset(
    {"når", "da", "mens", "etter", "før", "siden", "fordi", "when", "while", "because", "since"}
)
_VERBS = frozenset(
    {"er", "har", "får", "fikk", "vil", "ville", "kan", "kunne", "skal", "skulle", "må", "måtte", "bør", "burde", "var", "hadde", "ble", "blir", "gikk", "kom", "sa", "så", "ser", "lå", "satt", "sov", "drakk", "spiste", "falt", "slo", "tok", "ga", "gir", "tar", "står", "går", "sto", "gjør", "gjorde", "vet", "tør", "begynte", "sluttet", "klarte", "våknet", "is", "has", "was", "had", "does", "will", "can", "seems", "looks", "sier", "tror", "føler", "virker", "dør"}
)  # fmt: skip
_NOT_VERBS = frozenset(
    {
        "under",
        "over",
        "etter",
        "eller",
        "her",
        "der",
        "hver",
        "mer",
        "hverken",
        "feber",
        "mager",
        "timer",
        "uker",
        "måneder",
        "minutter",
        "ganger",
        "dager",
        "grader",
        "prikker",
        "flekker",
        "kramper",
        "heller",
        "ellers",
        "fingrer",
        "finger",
        "sommer",
        "vinter",
        "lepper",
        "leppene",
        "moster",
        "mister",
        "datter",
        "døgner",
        "bleier",
        "tabletter",
        "blemmer",
        "smerter",
        "fisler",
        "barselkvinner",
        "klær",
        "hender",
        "føtter",
        "armer",
        "tenner",
        "sekunder",
        "netter",
        "kvelder",
        "helger",
        "prikkene",
        "tær",
        "unger",
        "gutter",
        "jenter",
        "merker",
        "pauser",
        "mellomrommer",
        "nummer",
    }
)


def is_verb(token: Token) -> bool:
    """Whether a word is probably a finite verb (a guess from a list and the ending -er)."""
    word = token.norm
    return word in _VERBS or (
        len(word) > 4 and word.endswith("er") and word not in _NOT_VERBS and token.number is None
    )


def clause_numbers(tokens: list[Token]) -> list[int]:
    """The clause each token belongs to, counted from 0 through the message."""
    numbers: list[int] = []
    current = began = 0
    for i, token in enumerate(tokens):
        if i and (i - began >= _LONGEST or _begins(tokens, i, token)):
            current, began = current + 1, i
        numbers.append(current)
    return numbers


def _next_norm(tokens: list[Token], i: int) -> str:
    return tokens[i + 1].norm if i + 1 < len(tokens) else ""


def _begins(tokens: list[Token], i: int, token: Token) -> bool:
    before = tokens[i - 1]
    if token.part != before.part or token.sentence != before.sentence:
        return True
    if token.norm in BREAKS and not (token.norm == "selv" and _next_norm(tokens, i) != "om"):
        return True
    follows = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.norm in {"og", "and"} and follows is not None:
        return is_verb(follows) or (
            follows.norm in SUBJECTS and i + 2 < len(tokens) and is_verb(tokens[i + 2])
        )
    if (
        token.norm in {"nå", "now"}
        and follows is not None
        and (is_verb(follows) or follows.norm in {"bare", "litt"})
    ):
        return before.norm not in {"er", "og", "men", "også"} and not is_verb(before)
    new_subject = (
        token.norm in SUBJECTS and follows is not None and is_verb(follows) and follows.part == token.part
    )
    return (
        new_subject
        and before.norm not in SUBORDINATORS
        and before.norm not in {"og", "and", "men", "but"}
        and not is_verb(before)
    )
