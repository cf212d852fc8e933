"""The words that tell how a sign was told (bokmål and English; dialects and nynorsk are normalised first)."""

import re


class Cues:
    """Phrases to look for in the normalised words of a message."""

    def __init__(self, *phrases: str) -> None:
        ordered = sorted(phrases, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, ordered))})(?!\S)")

    def find(self, text: str) -> str:
        """The first phrase in `text`, or ''."""
        match = self._pattern.search(text)
        return match.group() if match else ""

    def after(self, text: str) -> list[str] | None:
        """The words after the last phrase in `text`, or None when there is none."""
        matches = list(self._pattern.finditer(text))
        return text[matches[-1].end() :].split() if matches else None


# after these words of a negation nothing is denied: «ikke bare feber»
NOT_REALLY = frozenset({
    "alene", "bare", "engang", "just", "kun", "minst", "only", "sant", "sikker",
})  # fmt: skip
# 'ikke' after one of these belongs to that verb and not to a sign further on: «paracet hjelper ikke mot feberen»
OTHER_PREDICATES = frozenset({
    "bryr", "drakk", "drikker", "drinking", "eating", "forstår", "forsvinner", "får", "fått", "ga", "gikk", "gir", "går", "helps", "hjalp", "hjelper",
    "klarer", "kommer", "leker", "orker", "rekker", "roer", "skjønner", "sleeping", "slutter", "smiler", "sov", "sover", "spiser", "spiste",
    "stopper", "tør", "vet", "vil", "virker", "virket", "works",
})  # fmt: skip
# verbs and small words that a negation reaches through: «ikke har feber»
DENIERS = frozenset({
    "any", "ble", "blir", "eller", "er", "finner", "fått", "got", "ha", "had", "hadde", "har", "has", "hatt", "have", "is", "kjenner", "lenger",
    "merker", "merket", "målt", "noe", "noen", "og", "ser", "sett", "tegn", "var", "viser", "være", "vært", "was",
})  # fmt: skip
HYPOTHESIS = frozenset({
    "dersom", "hvis", "if", "ifall", "såfremt",
})  # fmt: skip
# after these «om» is no if: «om kvelden»
NOT_IF = frozenset({
    "at", "dagen", "dagene", "det", "ettermiddagen", "formiddagen", "gangen", "ganger", "ham", "henne", "høsten", "kroppen", "kvelden", "kveldene",
    "meg", "morgenen", "natta", "natten", "seg", "sommeren", "vinteren", "våren",
})  # fmt: skip
# earlier, and not now
PAST_PHRASES = Cues(
    "i fjor", "forrige uke", "i forrige uke", "forrige måned", "i sommer", "i vinter", "i fjor vinter", "i jula", "da han var", "da hun var",
    "da jeg var", "som baby", "som liten", "som barn", "for lenge siden", "en gang i tiden", "for flere år siden", "last year", "last month",
    "last week", "years ago", "months ago", "when i was", "when he was", "when she was", "forrige gang", "sist gang", "sist vinter", "tidligere i år",
    "i barndommen",
)  # fmt: skip
FREE_OF = Cues(
    "fri for", "kvitt", "ferdig med", "free of", "sluttet å", "sluttet med å", "ferdig med å", "stopped",
)  # fmt: skip
# told after the sign: it is over
OVER_AFTER = Cues(
    "er borte", "gått over", "gikk over", "er over", "gitt seg", "ga seg", "forsvant", "forsvunnet", "er bedre nå", "ikke lenger", "går bra nå",
    "gikk bra", "er frisk", "ble frisk", "ble bra", "er bra igjen", "er bra nå", "er fin nå", "er fint nå", "fin igjen", "er fin igjen",
    "er seg selv igjen", "er helt fin", "er i fin form", "er gone", "is gone", "gone now", "fine now", "is better now", "all better", "er helt bra",
    "er helt frisk", "bra igjen", "frisk igjen", "i orden igjen",
    "er alt fint", "er alt bra", "er alt i orden", "alt er fint", "alt er bra", "alt er i orden", "går alt bra", "er alt fint igjen",
    "er han frisk", "er hun frisk", "er han fin", "er hun fin", "er han helt fin", "er hun helt fin", "er han helt frisk", "er hun helt frisk",
    "er han seg selv", "er hun seg selv",
)  # fmt: skip
# so long ago that what happened then is no emergency any more
LONG_AGO = Cues(
    "i fjor", "for lenge siden", "en gang i tiden", "år siden", "sist vinter", "i barndommen", "last year", "years ago", "year ago", "long ago",
    "på syttitallet", "på åttitallet", "på nittitallet", "in the eighties", "in the nineties",
)  # fmt: skip
# days that are no long time ago, whatever stands before them: «jenta 1 år siden i går»
RECENTLY = Cues(
    "i går", "i dag", "i natt", "i kveld", "i morges", "nettopp", "akkurat nå", "yesterday", "today", "tonight", "just now",
)  # fmt: skip
# what was once has come back
AGAIN_NOW = Cues(
    "nå igjen", "igjen nå", "igjen i dag", "igjen i natt", "igjen i kveld", "now again", "again now", "again today",
)  # fmt: skip
# words that keep a sign in the present
STILL = frozenset({
    "enda", "ennå", "fortsatt", "fremdeles", "igjen", "nå", "still",
})  # fmt: skip
# fear of something that has not happened
FEAR = Cues(
    "redd for", "bekymret for", "redd", "afraid", "scared", "worried",
)  # fmt: skip
# what is feared lies ahead: «redd for at hun SKAL ...»
IMAGINED = frozenset({
    "blir", "could", "dør", "får", "kan", "kunne", "might", "plutselig", "skal", "skulle", "slutter", "ville", "will", "would",
})  # fmt: skip
# the parent does not know whether the sign is there
UNKNOWN = Cues(
    "vet ikke om", "usikker på om", "ikke sikker på om", "lurer på om", "lurte på om", "hvordan vet jeg om", "hvordan vet man om",
    "hvordan ser jeg om", "hvordan ser man om", "not sure if", "wondering if", "dont know if", "how do i know if", "tror ikke det er", "tror ikke at",
    "tror ikke han har", "tror ikke hun har", "tror ikke det var", "sier det ikke er", "dont think",
)  # fmt: skip
# asking or reading about it
INFORMATION = Cues(
    "hva gjør man", "hva gjør jeg hvis", "hva skal man", "hva skal jeg gjøre hvis", "hva om", "tenk om", "tenk hvis", "hvordan ser", "hva er tegn",
    "tegn på", "what if", "what do i do if", "signs of", "i tilfelle", "in case", "når skal man", "når bør man", "kurs i", "lese om", "leser om",
    "leste om", "lest om", "hørt om", "hørte om", "artikkel om", "google", "googlet", "googla", "googler",
)  # fmt: skip
