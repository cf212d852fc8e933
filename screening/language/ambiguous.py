"""The few short words whose meaning hangs on their neighbours: e, å, me, i, no, de, va, d, an, n, a."""

from collections.abc import Callable

from screening.language.tokens import Token

_AUX = {
    "har",
    "er",
    "vil",
    "kan",
    "må",
    "skal",
    "tror",
    "lurer",
    "orker",
    "tør",
    "får",
    "fikk",
    "hadde",
    "var",
    "vet",
    "klarer",
    "føler",
    "trenger",
    "prøver",
    "gir",
    "ga",
    "ble",
}
_SUBJECTS = {
    "jeg",
    "du",
    "han",
    "hun",
    "det",
    "vi",
    "barnet",
    "babyen",
    "gutten",
    "jenta",
    "den",
    "som",
    "hva",
    "hvor",
    "hvem",
    "dette",
    "magen",
    "huden",
    "ungen",
    "de",
    "detta",
}
_THIRD = {
    "han",
    "hun",
    "ho",
    "barnet",
    "babyen",
    "gutten",
    "jenta",
    "ungen",
    "den",
    "panna",
    "huden",
    "magen",
}
_NOT_INFINITIVE = {
    "ikke",
    "alle",
    "hele",
    "noe",
    "bare",
    "lille",
    "mange",
    "begge",
    "denne",
    "disse",
    "veldige",
    "samme",
    "hverandre",
}
_SHORT_INFINITIVES = {
    "få",
    "gå",
    "se",
    "si",
    "ta",
    "gi",
    "ha",
    "bli",
    "dra",
    "stå",
    "le",
    "be",
    "dø",
    "snu",
    "tro",
    "bo",
    "la",
    "gjøre",
    "være",
    "slå",
    "ri",
    "sy",
    "klø",
    "spy",
    "flå",
}
_ENGLISH = {
    "the", "is", "my", "and", "not", "she", "his", "has", "with", "breathing", "fever", "wet", "response", "pulse", "idea", "one", "he", "have",
    "are", "of", "to", "it", "was", "im", "ive", "shes", "hes", "dont", "cant", "doesnt", "this", "that", "been", "from", "when", "what", "our",
    "we", "you", "they", "had", "were", "just", "about", "after", "every", "days", "ago", "out", "breathe", "breath", "wake", "waking", "respond"
}  # fmt: skip
_NORWEGIAN = {
    "ikke", "jeg", "og", "er", "det", "hun", "han", "har", "med", "som", "på", "til", "av", "men", "fra", "etter", "siden"
}  # fmt: skip
_BEFORE_NO = {"have", "has", "had", "is", "are", "was", "there", "theres", "got", "with"}
_NOW = "no"  # nynorsk for «nå»
_QUESTION_START = {"hva", "det", "gjør", "skal", "kan", "bør", "er"}


def settle(tokens: list[Token]) -> None:
    """Choose `norm` for short ambiguous words and widen their `forms`; changes the tokens in place."""
    english = _is_english(tokens)
    norwegian = any(token.norm in _NORWEGIAN for token in tokens)
    for i, token in enumerate(tokens):
        rule = _RULES.get(token.raw)
        if rule is None:
            continue
        before = tokens[i - 1].norm if i and not token.before else ""
        after = tokens[i + 1].norm if i + 1 < len(tokens) and not tokens[i + 1].before else ""
        token.norm, more = rule(before, after, english)
        token.known = True
        token.forms |= {token.norm, *more}
        if norwegian and token.raw == _NOW and token.norm != _NOW:
            token.forms -= {_NOW}  # «no drikk ho» tells that she drinks


def _e(before: str, after: str, english: bool) -> tuple[str, tuple[str, ...]]:
    first = before == "" or before in {"og", "men", "at", "når", "om", "som", "hvis", "så", "for"}
    return ("jeg" if first and after in _AUX and before not in _SUBJECTS else "er"), ("er",)


def _ae(before: str, after: str, english: bool) -> tuple[str, tuple[str, ...]]:
    return ("er" if before in _THIRD else "jeg"), ("er",)


def _aa(before: str, after: str, english: bool) -> tuple[str, tuple[str, ...]]:
    infinitive = after in _SHORT_INFINITIVES or (after.endswith("e") and after not in _NOT_INFINITIVE)
    return ("å" if infinitive and before else "og"), ("å", "og")


def _me(before: str, after: str, english: bool) -> tuple[str, tuple[str, ...]]:
    if english:
        return "me", ()
    if after in _AUX or before in {
        "når",
        "at",
        "om",
        "kan",
        "skal",
        "har",
        "hvor",
        "må",
        "hvis",
        "får",
        "før",
    }:
        return "vi", ("meg", "med")
    if before in {"", "og"} and after:
        return "vi", ("meg", "med")
    if after in {
        "ham",
        "hun",
        "han",
        "henne",
        "n",
        "na",
        "barnet",
        "babyen",
        "feber",
        "litt",
        "en",
        "ei",
        "et",
        "den",
        "de",
    }:
        return "med", ("meg", "vi")
    return "meg", ("vi", "med")


def _i(before: str, after: str, english: bool) -> tuple[str, tuple[str, ...]]:
    if english:
        return "jeg", ()
    return ("jeg" if before in {"", "og", "men"} and after in {"har", "er", "vil", "kan", "må"} else "i"), ()


def _no(before: str, after: str, english: bool) -> tuple[str, tuple[str, ...]]:
    said_in_english = english or after in _ENGLISH or before in _BEFORE_NO
    return ("no", ()) if said_in_english else ("nå", ("nå",))


def _de(before: str, after: str, english: bool) -> tuple[str, tuple[str, ...]]:
    return (
        "det"
        if after in {"er", "går", "var", "blir", "gikk", "ble", "kommer", "kom", "e", "ser", "har"}
        else "de"
    ), ("det", "de")


def _d(before: str, after: str, english: bool) -> tuple[str, tuple[str, ...]]:
    return "det", ("det",)


def _va(before: str, after: str, english: bool) -> tuple[str, tuple[str, ...]]:
    return ("hva" if not before and after in _QUESTION_START else "var"), ("var", "hva")


def _n(before: str, after: str, english: bool) -> tuple[str, tuple[str, ...]]:
    return ("an", ()) if before in {"ikke", "går", "kommer", "det"} else ("han", ("han", "ham"))


def _a(before: str, after: str, english: bool) -> tuple[str, tuple[str, ...]]:
    return ("a", ()) if english else ("hun", ("hun", "henne"))


def _kvar(before: str, after: str, english: bool) -> tuple[str, tuple[str, ...]]:
    counted = after in {
        "time",
        "dag",
        "natt",
        "gang",
        "kveld",
        "morgen",
        "uke",
        "eneste",
        "gong",
        "tredje",
        "andre",
        "fjerde",
    }
    return ("hver" if counted else "hvor"), ("hver", "hvor")


def _is_english(tokens: list[Token]) -> bool:
    """Mostly so: «I'm soaking a pad every half hour, er det noe?» is."""
    norwegian = sum(token.norm in {"ikke", "jeg", "og", "er", "det", "hun"} for token in tokens)
    said = sum(token.raw in _ENGLISH for token in tokens)
    return said > 2 * norwegian and said * 5 >= len(tokens)


_RULES: dict[str, Callable[[str, str, bool], tuple[str, tuple[str, ...]]]] = {
    "e": _e, "æ": _ae, "å": _aa, "åg": _aa, "me": _me, "i": _i, "no": _no, "de": _de, "d": _d, "va": _va, "n": _n, "an": _n, "a": _a, "kvar": _kvar,
}  # fmt: skip
