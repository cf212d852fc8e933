"""Is a told sign denied, over, only imagined, doubted, or somebody else's? Window rules on normalised tokens.

On conflict a sign counts as present: a rule here must see a clear cue before it takes a sign away.
"""

from dataclasses import dataclass

from screening.clauses import clause_numbers, is_verb
from screening.language.tokens import Token
from screening.patterns import NEGATIONS
from screening.people import about

_NOT_REALLY = frozenset({"bare", "minst", "sant", "kun", "only", "just", "sikker", "alene", "engang"})
# 'ikke' after one of these belongs to that verb and not to a sign further on: «paracet hjelper ikke mot feberen».
_OTHER_PREDICATES = frozenset(
    {
        "hjelper",
        "hjalp",
        "går",
        "gikk",
        "slutter",
        "forsvinner",
        "virker",
        "virket",
        "gir",
        "ga",
        "sover",
        "sov",
        "spiser",
        "spiste",
        "drikker",
        "drakk",
        "vil",
        "klarer",
        "orker",
        "tør",
        "roer",
        "stopper",
        "bryr",
        "vet",
        "kommer",
        "leker",
        "smiler",
        "works",
        "helps",
        "sleeping",
        "eating",
        "drinking",
        "fått",
        "får",
        "skjønner",
        "forstår",
        "rekker",
    }
)
_DENIERS = frozenset(
    {
        "har",
        "hadde",
        "er",
        "var",
        "ser",
        "viser",
        "kjenner",
        "merker",
        "merket",
        "sett",
        "hatt",
        "være",
        "ha",
        "finner",
        "blir",
        "ble",
        "noe",
        "noen",
        "tegn",
        "has",
        "have",
        "had",
        "is",
        "was",
        "any",
        "got",
        "vært",
        "målt",
        "fått",
        "og",
        "eller",
        "lenger",
    }
)
_HYPOTHESIS = frozenset({"hvis", "dersom", "if", "ifall", "såfremt"})
_NOT_IF = frozenset(
    {
        "kvelden",
        "kveldene",
        "dagen",
        "dagene",
        "natten",
        "natta",
        "morgenen",
        "gangen",
        "ganger",
        "formiddagen",
        "ettermiddagen",
        "sommeren",
        "vinteren",
        "høsten",
        "våren",
        "ham",
        "henne",
        "at",
        "seg",
        "meg",
        "kroppen",
        "det",
    }
)
_DOUBT = frozenset({"kanskje", "muligens", "maybe", "possibly", "mistenker", "frykter", "usikker"})
_PAST_PHRASES = (
    "i fjor",
    "forrige uke",
    "i forrige uke",
    "forrige måned",
    "i sommer",
    "i vinter",
    "i fjor vinter",
    "i jula",
    "da han var",
    "da hun var",
    "da jeg var",
    "som baby",
    "som liten",
    "som barn",
    "for lenge siden",
    "en gang i tiden",
    "for flere år siden",
    "last year",
    "last month",
    "last week",
    "years ago",
    "months ago",
    "when i was",
    "when he was",
    "when she was",
    "forrige gang",
    "sist gang",
    "sist vinter",
    "tidligere i år",
    "i barndommen",
)
_FREE_OF = ("fri for", "kvitt", "ferdig med", "free of")
_OVER_AFTER = (
    "er borte",
    "gått over",
    "gikk over",
    "er over",
    "gitt seg",
    "ga seg",
    "forsvant",
    "forsvunnet",
    "er bedre nå",
    "ikke lenger",
    "går bra nå",
    "gikk bra",
    "er frisk",
    "ble frisk",
    "ble bra",
    "er bra igjen",
    "er bra nå",
    "er fin nå",
    "er fint nå",
    "fin igjen",
    "er fin igjen",
    "er seg selv igjen",
    "er helt fin",
    "er i fin form",
    "er gone",
    "is gone",
    "gone now",
    "fine now",
    "is better now",
    "all better",
    "er helt bra",
    "er helt frisk",
    "bra igjen",
    "frisk igjen",
    "i orden igjen",
)
_STILL = frozenset({"fortsatt", "ennå", "enda", "fremdeles", "still", "nå", "igjen"})
_FEAR = ("redd for", "bekymret for", "redd", "afraid", "scared", "worried")
_IMAGINED = frozenset(
    {
        "skal",
        "skulle",
        "kan",
        "kunne",
        "ville",
        "slutter",
        "får",
        "might",
        "could",
        "will",
        "would",
        "blir",
        "dør",
        "plutselig",
    }
)
_UNKNOWN = (
    "vet ikke om",
    "usikker på om",
    "ikke sikker på om",
    "lurer på om",
    "lurte på om",
    "hvordan vet jeg om",
    "hvordan vet man om",
    "hvordan ser jeg om",
    "hvordan ser man om",
    "not sure if",
    "wondering if",
    "dont know if",
    "how do i know if",
    "tror ikke det er",
    "tror ikke at",
    "tror ikke han har",
    "tror ikke hun har",
    "tror ikke det var",
    "sier det ikke er",
    "dont think",
)
_INFORMATION = (
    "hva gjør man",
    "hva gjør jeg hvis",
    "hva skal man",
    "hva skal jeg gjøre hvis",
    "hva om",
    "tenk om",
    "tenk hvis",
    "hvordan ser",
    "hva er tegn",
    "tegn på",
    "what if",
    "what do i do if",
    "signs of",
    "i tilfelle",
    "in case",
    "når skal man",
    "når bør man",
    "kurs i",
    "lese om",
    "leser om",
    "leste om",
    "lest om",
    "hørt om",
    "hørte om",
    "artikkel om",
    "google",
    "googlet",
    "googla",
    "googler",
)


@dataclass(frozen=True, slots=True)
class Told:
    """How a sign was told. why: the cue that decided, for staff."""

    negated: bool = False
    when: str = "now"
    about: str = "child"
    unreal: bool = False
    doubt: bool = False
    why: str = ""


class Context:
    """The clauses of one message, made once and asked about each match."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._clauses = clause_numbers(tokens)
        self._norms = [token.norm for token in tokens]

    def told(self, first: int, last: int, *, negates: bool) -> Told:
        """How tokens first..last-1 were told; `negates`: the pattern itself holds the negation."""
        person = about(self._tokens, self._clauses, first, last)
        unreal = person == "unreal"
        low, high = self._clause(first, last)
        denied = "" if negates else self._denied(first, last, low, high)
        when, why = self._when(first, last, low, high)
        doubt = self._doubted(first, low)
        return Told(
            bool(denied),
            when,
            "other" if unreal else person,
            unreal,
            bool(doubt),
            denied or why or doubt or ("uvirkelig" if unreal else ""),
        )

    def _clause(self, first: int, last: int) -> tuple[int, int]:
        low, high = first, last
        while low > 0 and self._clauses[low - 1] == self._clauses[first]:
            low -= 1
        while high < len(self._tokens) and self._clauses[high] == self._clauses[last - 1]:
            high += 1
        return low, high

    def _denied(self, first: int, last: int, low: int, high: int) -> str:
        return (
            self._denied_before(first, low)
            or self._denied_inside(first, last)
            or self._denied_after(first, last, high)
        )

    def _is_no(self, i: int) -> bool:
        token = self._tokens[i]
        if token.raw == "no" and token.norm != "no":
            return False
        return token.norm in NEGATIONS or token.raw in NEGATIONS

    def _denied_before(self, first: int, low: int) -> str:
        """'ikke', 'ingen', 'uten', 'verken ... eller' before the sign, in its clause (or through 'eller')."""
        i = first - 1
        while i >= max(low, first - 9):
            if self._is_no(i):
                return self._norms[i] if self._reaches(i, first) else ""
            i -= 1
        if low > 0 and first - low <= 3 and self._norms[low] in {"eller", "or"}:
            return self._denied_before(low, self._clause(low - 1, low)[0])
        if self._list_denied(first, low):
            return "uten (liste)"
        return ""

    def _list_denied(self, first: int, low: int) -> bool:
        """'ingen feber, utslett eller oppkast': a bare list goes on with the denial across commas."""
        if low == 0 or first - low > 1 or self._tokens[low].before != ",":
            return False
        start = self._clause(low - 1, low)[0]
        denial = next(
            (i for i in range(start, low) if self._norms[i] in {"ingen", "uten", "verken", "no", "without"}),
            None,
        )
        return (
            denial is not None
            and low - denial <= 3
            and not any(is_verb(self._tokens[i]) for i in range(denial, first))
        )

    def _reaches(self, i: int, first: int) -> bool:
        """Whether the negation at `i` says something about the sign that begins at `first`."""
        after = self._norms[i + 1] if i + 1 < len(self._norms) else ""
        if after in _NOT_REALLY and i + 1 < first:
            return False
        if i > 0 and self._norms[i - 1] in {"hvorfor", "why"}:
            return False
        if self._norms[i] in {"ikke", "not", "aldri", "never"} and i > 0 and first - i > 1:
            verb = (
                self._norms[i - 1] if self._norms[i - 1] in _OTHER_PREDICATES or i < 2 else self._norms[i - 2]
            )
            if verb in _OTHER_PREDICATES and not self._only_fillers(i, first):
                return False
        return not any(
            is_verb(self._tokens[k]) and self._norms[k] not in _DENIERS for k in range(i + 1, first)
        )

    def _only_fillers(self, i: int, first: int) -> bool:
        return all(
            word in {"noe", "noen", "så", "mye", "særlig", "lenger", "helt", "veldig", "any", "much"}
            for word in self._norms[i + 1 : first]
        )

    def _denied_inside(self, first: int, last: int) -> str:
        """'kaster ikke opp': a negation that fell into a gap of the pattern."""
        for i in range(first + 1, last - 1):
            if self._is_no(i) and self._norms[i + 1] not in _NOT_REALLY:
                return self._norms[i]
        return ""

    def _denied_after(self, first: int, last: int, high: int) -> str:
        """'hoster ikke', 'feber har hun ikke': not when the negation begins something new ('ikke noe utslett')."""
        for i in range(last, min(last + 4, high)):
            if not self._is_no(i) or self._norms[i] not in {"ikke", "not", "aldri"}:
                continue
            follows = self._norms[i + 1] if i + 1 < high else ""
            if follows in _NOT_REALLY or follows in {"noe", "noen", "så", "særlig"}:
                return ""
            verb_sign = i == last and is_verb(self._tokens[last - 1])
            at_end = (
                follows in {"", "lenger", "nå", "da", "heller", "altså"}
                and i > last
                and any(is_verb(self._tokens[k]) for k in range(last, i))
            )
            return self._norms[i] if verb_sign or at_end else ""
        return ""

    def _when(self, first: int, last: int, low: int, high: int) -> tuple[str, str]:
        before, clause = " ".join(self._norms[low:first]), " ".join(self._norms[low:high])
        if cue := self._imagined(first, low, before):
            return "hypothetical", cue
        if cue := self._past(first, last, low, high, clause):
            return "past", cue
        return "now", ""

    def _imagined(self, first: int, low: int, before: str) -> str:
        words = self._norms[low : first + 1]
        for word in words:
            if word in _HYPOTHESIS:
                return word
        for i in range(low, first):
            if (
                self._norms[i] == "om"
                and self._norms[i + 1] not in _NOT_IF
                and self._tokens[i + 1].number is None
                and (
                    i == 0
                    or self._norms[i - 1] not in {"selv", "som", "bekymret", "spør", "snakker", "forteller"}
                )
                and not before.endswith(_UNKNOWN)
            ):
                return "om"
        sentence = self._before_in_sentence(first)
        for phrase in _INFORMATION:
            if (
                _has(sentence, phrase)
                and len(sentence.split()) - len(sentence[: sentence.rfind(phrase)].split()) <= 10
            ):
                return phrase
        for phrase in _FEAR:
            if _has(sentence, phrase):
                tail = sentence[sentence.rfind(phrase) + len(phrase) :].split()
                if len(tail) <= 7 and (
                    not tail
                    or _IMAGINED & set(tail)
                    or tail == ["å"]
                    or tail[-1:] == ["for"]
                    or self._norms[first] in _IMAGINED
                ):
                    return phrase
        return self._asked(first, low)

    def _asked(self, first: int, low: int) -> str:
        """'har han feber?': a verb before its subject, with a question mark."""
        if (
            first - low > 4
            or first == low
            or not is_verb(self._tokens[low])
            or self._norms[low] in {"er", "is"}
        ):
            return ""
        mark = next(
            (token.after for token in self._tokens[first:] if token.after and token.after[-1:] in "?.!"), ""
        )
        subject = self._norms[low + 1] if low + 1 < len(self._norms) else ""
        return (
            "spørsmål"
            if "?" in mark
            and subject in {"han", "hun", "barnet", "babyen", "he", "she", "man", "vi"}
            and (low == 0 or self._tokens[low].before in {".", "!", "?", "\n", ","})
            else ""
        )

    def _before_in_sentence(self, first: int) -> str:
        start = first
        while (
            start > 0
            and first - start < 14
            and self._tokens[start - 1].sentence == self._tokens[first].sentence
        ):
            if self._norms[start] in {"men", "but", "nå", "now"} and start < first:
                start += 1
                break
            start -= 1
        return " ".join(self._norms[start:first])

    def _past(self, first: int, last: int, low: int, high: int, clause: str) -> str:
        if over := self._over(first, last):
            return over
        if any(word in _STILL for word in self._norms[low:high]) and "ikke lenger" not in clause:
            return ""
        for phrase in _PAST_PHRASES:
            if _has(clause, phrase):
                return phrase
        before = " ".join(self._norms[max(low, first - 4) : first])
        if (
            _has(before, "sluttet å")
            or _has(before, "sluttet med å")
            or _has(before, "ferdig med å")
            or _has(before, "stopped")
            or any(_has(before, cue) for cue in _FREE_OF)
        ):
            return "sluttet"
        return self._long_ago(low, high)

    def _long_ago(self, low: int, high: int) -> str:
        for i in range(low, high - 1):
            if (
                self._norms[i] in {"siden", "ago"}
                and i >= 2
                and self._norms[i - 1]
                in {"år", "måneder", "måned", "mnd", "uker", "years", "months", "weeks"}
            ):
                return f"{self._norms[i - 1]} {self._norms[i]}"
        if (
            high - low >= 3
            and self._norms[high - 1] in {"siden", "ago"}
            and self._norms[high - 2] in {"år", "måneder", "måned", "mnd", "uker", "years", "months", "weeks"}
        ):
            return f"{self._norms[high - 2]} siden"
        return ""

    def _over(self, first: int, last: int) -> str:
        """'hadde feber, men den er borte nå': over, told right after the sign."""
        stop = min(len(self._tokens), last + 12)
        end = last
        while end < stop and self._tokens[end].sentence == self._tokens[first].sentence:
            end += 1
        after = " ".join(self._norms[last:end])
        cue = next((phrase for phrase in _OVER_AFTER if _has(after, phrase)), "")
        if not cue or _has(after, "ikke " + cue) or _has(after, cue + " ikke"):
            return ""
        return cue

    def _doubted(self, first: int, low: int) -> str:
        sentence = self._before_in_sentence(first)
        near = " ".join(sentence.split()[-7:])
        return next((phrase for phrase in _UNKNOWN if _has(near, phrase)), "")


def _has(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {text} "
