"""Messages with another beginning and end: what parents put around what they tell, and what says nothing of it.

Calm parents ask «er det noe?» more often than frightened ones, and a network learns that the question calms. So each message is
learned from with words around it that its label has nothing to do with, or without the questions that it ended with.
"""

from __future__ import annotations

import random

from evaluation.labelled import Case
from screening.language.asking import without_questions

ENDED, BEGUN, BARE = (
    0.8,
    0.35,
    0.6,
)  # how often an end or a beginning is put there, or the message's own questions taken away
BETWEEN = (". ", ", ", " ", "\n", "... ", "! ")

BEGINNINGS = {
    "nb": (
        "hei", "hei igjen", "heisann", "god kveld", "beklager at jeg maser", "unnskyld hvis dette er feil sted", "vet ikke om dere kan svare på dette",
        "hei, første gang jeg skriver hit", "et lite spørsmål", "jeg er litt usikker", "kanskje dumt å spørre", "hallo, er det noen der",
        "jeg får ikke sove så jeg skriver", "lang historie kort", "kjapt spørsmål", "ok så", "dette er sikkert ingenting",
    ),
    "nn": ("hei", "hei att", "god kveld", "orsak at eg mas", "eg veit ikkje om dette er rett stad", "eit lite spørsmål", "eg er litt usikker", "det er sikkert ingenting"),
    "dialect": ("hei", "heisann", "hallo", "sorry at e mase", "æ vet ikkje om det hær e rætt plass", "bare lurte på en ting", "kjapt spørsmål"),
    "en": ("hi", "hello", "sorry to bother you", "not sure if this is the right place", "quick question", "probably nothing"),
    "sv": ("hej", "hejsan", "ursäkta att jag stör", "en snabb fråga", "det är säkert ingenting"),
    "da": ("hej", "undskyld jeg forstyrrer", "et hurtigt spørgsmål", "det er sikkert ingenting"),
}  # fmt: skip
ENDS = {
    "nb": (
        "er det noe?", "er det farlig?", "er det normalt?", "er det vanlig?", "hva tror dere?", "hva skal jeg gjøre", "hva bør jeg gjøre?", "skal jeg ringe noen?",
        "bør jeg ringe legevakta?", "bør vi dra inn?", "kan det vente?", "kan vi vente til i morgen?", "er det noe å bry seg om", "trenger jeg å bekymre meg?",
        "overreagerer jeg?", "er jeg hysterisk nå", "sikkert ingenting", "går vel over", "ville bare spørre", "lurte bare på det", "takk for svar", "takk på forhånd",
        "hva kan det være?", "har dere noen råd?", "hilsen en trøtt mamma", "hilsen pappa", "vet ikke hva jeg skal tro", "jeg er usikker", "noen som vet?", "??",
        "mannen min sier jeg maser", "svigermor sier det er helt vanlig", "det er sikkert bare meg", "beklager langt innlegg", "er det rart?", "hva ville dere gjort",
    ),
    "nn": (
        "er det noko?", "er det farleg?", "er det normalt?", "kva trur de?", "kva skal eg gjere", "bør eg ringje nokon?", "kan det vente?", "sikkert ingenting",
        "takk for svar", "lurte berre på det", "kva kan det vere?", "treng eg å uroe meg?", "er det vanleg?", "mannen min seier eg mas",
    ),
    "dialect": (
        "e det nåkka?", "e det farlig?", "ka trur dokker?", "ka ska æ gjør", "er det no å bry seg om?", "ka ska eg gjera", "burde vi ringt nån?", "går vel over",
        "bare lurte", "sikkert ingenting", "er'e normalt?", "e det vanli?", "takk før svar", "æ veit itj",
    ),
    "en": ("is it anything?", "is that normal?", "should I call someone?", "what do you think?", "what should I do", "probably nothing", "can it wait until tomorrow?", "thanks", "am I overreacting?"),
    "sv": ("är det något?", "är det farligt?", "vad tror ni?", "vad ska jag göra", "ska jag ringa någon?", "säkert ingenting", "är det normalt?", "tack för svar"),
    "da": ("er det noget?", "er det farligt?", "hvad tror I?", "hvad skal jeg gøre", "skal jeg ringe til nogen?", "sikkert ingenting", "er det normalt?", "tak for svar"),
}  # fmt: skip
GROUPS = {"nord": "dialect", "trønder": "dialect", "vest": "dialect", "øst": "dialect", "sør": "dialect"}


def wrapped(case: Case) -> str:
    """The message with other words around it, or without its own questions; the same ones every time."""
    chance = random.Random(f"wrapped {case['id']}")
    text: str = case["text"]
    if (bare := without_questions(text)) != text and chance.random() < BARE:
        return bare
    group = GROUPS.get(case["lang"], case["lang"])
    group = group if group in ENDS else "nb"
    if chance.random() < BEGUN:
        text = chance.choice(BEGINNINGS[group]) + chance.choice(BETWEEN) + text
    if chance.random() < ENDED:
        text = text.rstrip(" .,") + chance.choice(BETWEEN) + chance.choice(ENDS[group])
    return text
