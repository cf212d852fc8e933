"""Which language to answer in, nb, nn or en: from what a parent has written so far, so that one message does not turn it."""

import re

from screening.language.tokens import Token

Evidence = dict[str, int]
"""How much was written: `no` and `en` in words of one language alone, `nn` and `nb` in what tells the two Norwegian ones apart,
`dialect` in words as they are spoken, `neighbour` in Swedish and Danish ones; `turned`: how often it went between Norwegian and
English."""

# written nynorsk, and no more than that
_NN = frozenset({
    "eg", "ein", "eit", "eitt", "kva", "korleis", "kvifor", "kven", "noko", "nokon", "frå", "sjølv",
    "vere", "vore", "vert", "vart", "hjå", "òg", "sidan", "seier", "dykk",
    "åleine", "difor", "medan", "korkje", "høyrer", "fortalde", "framleis", "finst", "gonger", "gong", "veke", "veker", "månad",
    "månader", "månadar", "hovudet", "greitt", "fedrar", "mødrer", "skulen", "dotter",
    "dottera", "heime", "stengjer", "kvarandre", "nokre", "skilde", "rettleiar", "rettleiarar", "takkar",
})  # fmt: skip
# as sure in somebody who writes no dialect
_NN_UNLESS_SPOKEN = frozenset({
    "veit", "søv", "berre", "kjem", "fekk", "gjekk", "spør", "heile", "tek", "gjer", "meir", "mykje", "skriv", "kvar", "fleire",
})  # fmt: skip
# nynorsk, and how many speak: what is written as it is spoken says little of what somebody likes to read
_NN_OR_SPOKEN = frozenset({
    "ikkje", "ho", "dei", "no", "då", "guten", "jenta", "trur", "korhelst", "drikk", "held", "ligg", "gret", "raud", "laus",
    "ikring", "båe", "kor", "sonen",
})  # fmt: skip
_SPOKEN = frozenset({
    "æ", "e", "itj", "itje", "ikkj", "ittj", "je", "jæ", "jei", "jæi", "mæ", "dæ", "sæ", "ka", "kæ", "kem", "kæm", "koffer",
    "korsn", "korsen", "hu", "itte", "ittno", "ikje", "dokker", "dåkker", "dokke", "okke", "va", "ska", "vess", "ongen",
    "ungan", "hainn", "nåkka", "nokka", "nån", "nåen", "ner", "vett", "sjer", "vør",
})  # fmt: skip
_NB = frozenset({
    "jeg", "ikke", "hun", "hva", "hvordan", "hvorfor", "hvem", "hvor", "noe", "noen", "bare", "fra", "selv", "være", "vært",
    "mye", "siden", "nå", "vet", "gjør", "kommer", "sier", "dere", "hele", "mer", "alene", "uke", "uker", "måned",
    "måneder", "ganger", "gang", "hjemme", "sover", "skriver", "finnes", "datter", "datteren", "skolen", "gikk", "fikk",
    "jag", "inte", "hon", "och", "är", "ikk", "hvis", "også",
})  # fmt: skip
_NB_OR_SPOKEN = frozenset({"en", "et", "ble", "da", "gutten"})
# Swedish and Danish: there is no text of ours in either, and bokmål is nearest; «hostar» is no nynorsk there
_NEIGHBOURS = frozenset({
    "jag", "inte", "hon", "och", "är", "att", "till", "mig", "dig", "någon", "något", "några", "från", "också", "mycket", "vad", "vem",
    "varför", "när", "måste", "själv", "hvad", "meget", "nogen", "noget", "bliver", "af", "mit", "dreng", "pige",
})  # fmt: skip
_NORWEGIAN = frozenset({
    "og", "er", "det", "som", "til", "han", "har", "med", "av", "vi", "så", "om", "kan", "skal", "vil", "må", "barnet", "babyen",
    "hei", "ja", "nei", "feber", "puster", "hjelp", "mnd", "år", "takk", "meg", "mitt", "mine", "du", "deg", "oss", "seg", "eller",
    "etter", "når", "der", "dag", "natt", "barn", "mamma", "pappa", "jente", "gutt", "sønnen", "dattera", "vondt", "hvert", "bor",
    "gråter", "klarer", "orker", "norsk", "tolk", "snakke", "menneske", "blir", "tar", "dagen", "att", "ett",
    "litt", "feil", "skrev", "glemte", "bra", "veldig", "hatt", "mange", "alle", "alt", "igjen", "kanskje", "noen", "ute", "syk",
}) | _NN | _NN_UNLESS_SPOKEN | _NN_OR_SPOKEN - {"no", "held"} | _NB | _NB_OR_SPOKEN - {"en"} | _SPOKEN - {"e", "va", "ner"}  # fmt: skip
_EN = frozenset({
    "the", "my", "and", "not", "she", "have", "has", "with", "his", "of", "you", "your", "was", "were", "im", "ive", "what",
    "this", "that", "but", "help", "please", "yes", "been", "how", "we", "our", "fever", "child", "children", "kid", "kids", "old",
    "cant", "cannot", "can", "doesnt", "dont", "didnt", "wont", "isnt", "wasnt", "hes", "shes", "its", "it", "they", "them",
    "their", "him", "who", "where", "when", "why", "which", "there", "from", "because", "about", "just", "could", "would",
    "should", "will", "if", "or", "had", "did", "does", "doing", "up", "out", "any", "anything", "anyone", "someone", "something",
    "nothing", "very", "too", "again", "now", "today", "yesterday", "tonight", "night", "day", "days", "hour", "hours", "week",
    "weeks", "month", "months", "year", "years", "ago", "thanks", "thank", "sorry", "hello", "hi", "bye", "mum", "mom", "mother",
    "father", "dad", "boy", "girl", "daughter", "wife", "husband", "toddler", "newborn", "school", "sleep", "sleeping", "asleep",
    "crying", "cries", "eating", "drinking", "breathing", "breathe", "breath", "cough", "coughing", "vomiting", "threw", "throwing",
    "swallowed", "blood", "bleeding", "pain", "hurt", "hurts", "seizure", "unconscious", "fell", "wake", "sick", "feel", "feeling",
    "tired", "exhausted", "scared", "afraid", "worried", "english", "speak", "talk", "talking", "human", "need",
    "needs", "want", "wants", "know", "think", "get", "got", "going", "interpreter", "translator", "real", "right",
    "after", "before", "since", "still", "only", "more", "much", "than", "then", "into", "off", "down", "well",
    "good", "new", "first", "last", "two", "three", "five", "seven", "head", "skin", "rash", "stomach", "doctor",
    "hospital", "ambulance", "call", "emergency", "do", "are", "understand", "say", "says", "said", "saying", "tell", "give", "gave", "really", "red", "blue", "yellow", "cold", "hot", "other", "meant", "open", "fuck",
})  # fmt: skip
# how nynorsk bends what bokmål and English do not end so: «snakkar», «armane», «vanskeleg», «sjukdomar»
_BENT = re.compile(r"\w{3,}(?:[^aeiouyæøå]ar|ane|leg|heit)")
_NOT_BENT = re.compile(
    r".*(?:svar|far|klar|vikar|januar|februar|radar|seminar|kommentar|gitar|dollar|banane|membrane|sedvane)"
)
_CLEAR = 3  # words of one language, and hardly any of the other: whoever writes so has changed over
_SURE = 3  # what one word of written nynorsk weighs, and the lead that turns a conversation
_MOST = 30  # what is remembered: a long message must not stand in the way for ever


def _count(of: frozenset[str], words: list[str]) -> int:
    return sum(map(of.__contains__, words))


def _count_neighbours(words: list[str]) -> int:
    return sum(1 for word in words if word in _NEIGHBOURS or re.search("[äö]", word))


def _evidence(words: list[str], *, spoken: bool, neighbour: bool) -> Evidence:
    """What one message says. spoken: dialect was written, so that what is also spoken says nothing of nynorsk; neighbour: so
    was Swedish or Danish, in which nothing does."""
    bent = sum(1 for word in words if _BENT.fullmatch(word) and not _NOT_BENT.fullmatch(word))
    letters = sum(
        1 for word in words if len(word) > 1 and word not in _NORWEGIAN and re.search("[æøåäö]", word)
    )
    nn = (_SURE - spoken) * _count(_NN, words)
    if not spoken:
        nn += _SURE * _count(_NN_UNLESS_SPOKEN, words) + _count(_NN_OR_SPOKEN, words) + 2 * bent
    nb = _SURE * _count(_NB, words) + _count(_NB_OR_SPOKEN, words)
    no = _count(_NORWEGIAN, words) + letters + bent
    return {"no": no, "en": _count(_EN, words), "nn": 0 if neighbour else nn, "nb": nb}


def guess_language(tokens: list[Token], before: str, spoken: Evidence) -> tuple[str, Evidence]:
    """The language to answer in, and the evidence with this message in it. Unclear keeps `before`."""
    words = [token.raw for token in tokens]
    beside = {"dialect": _count(_SPOKEN, words), "neighbour": _count_neighbours(words)}
    was = {kind: spoken.get(kind, 0) + count for kind, count in beside.items()}
    now = {**_evidence(words, spoken=was["dialect"] > 0, neighbour=was["neighbour"] > 0), **beside}
    total = {kind: min(_MOST, spoken.get(kind, 0) + count) for kind, count in now.items()}
    total["turned"] = spoken.get("turned", 0)
    after = _between(before, now, total)
    if (after == "en") != (before == "en") and spoken.get("no", 0) + spoken.get("en", 0):
        total["turned"] = min(_MOST, total["turned"] + 1)
    return after if after == "en" else _nynorsk_or_bokmaal(after, spoken, total), total


def _between(before: str, now: Evidence, total: Evidence) -> str:
    """English, or else the Norwegian that was written before."""
    if _leads("en", "no", now, total, other=before != "en"):
        return "en"
    if before == "en":
        return "nb" if _leads("no", "en", now, total, other=True) else "en"
    return before


def _nynorsk_or_bokmaal(before: str, spoken: Evidence, total: Evidence) -> str:
    """Which of the two. Who has settled for one, or writes as they speak, must write twice as much of the other to turn it."""
    other = "nn" if before == "nb" else "nb"
    settled = before == "nn" or spoken.get("nb", 0) - spoken.get("nn", 0) >= _SURE
    lead = 2 * _SURE if settled or total["dialect"] else _SURE
    return other if total[other] - total[before] >= lead else before


def _leads(one: str, two: str, now: Evidence, total: Evidence, *, other: bool) -> bool:
    """Whether language `one` is written rather than `two`; `other`: it would be a change. Who has gone from one to the other
    and mixes them is not followed back at every word."""
    steady = 2 if other and total["turned"] else 1
    clear = now[one] >= steady * _CLEAR and now[one] > _CLEAR * now[two]
    lead = _CLEAR if steady > 1 else 1
    return clear or (other and now[one] > now[two] and total[one] - total[two] >= lead)
