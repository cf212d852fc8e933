"""Names of places that are meant as something else: a person, a thing, a team, a programme."""

import re

from directory.places.context import AT, BE, FROM, HAS, HERE, IN, KOMMUNE, LIVE, NOW, TO, A, Context
from directory.places.level import Level
from directory.places.names import PlaceNames
from directory.places.people import SELF, SELVES, noun_at, person_at
from directory.places.said import is_own_place
from directory.places.slips import is_inflected, is_word
from directory.places.text import word_set
from directory.places.topic import is_programme, is_team, is_topic

_CALLED = word_set(
    "heter heiter heite heitte hete het hette hett hedder kalt kalte kalla kalles kaller kallar navnet namnet døpt døpe named "
    "called name etternavn etternavnet etternamn etternamnet fornavnet omtalt"
)
_PLACE_CALLED = word_set(
    "det d stedet staden stan plassen kommunen kommuna bygda byen tettstedet her bydelen poststedet adressen sted stad bygd by tettsted kommune øy bydel grend"
)
_SAYS_HIS_NAME = word_set("heter heiter heite het hete heitte hette")
_PERSON = word_set("han hun ho hu hen jeg eg æ hainn dem de")
_NAMES = word_set("navnet navnene navna namnet namna names")
_SURNAME = re.compile(r"(etter|for|mellom|før)(navn|namn)(et)?")
_PLACE_TAIL = re.compile(
    r"(alene)?(mamma|pappa|mor|far|forelder|foreldre|beboer|barn|unge|ung|innbygger)(e|en|a|n|ene|ane|er|ar)?|"
    r"jente[rn]?|gutt(er)?|gut|dame|kvinne|mann|område\w*|region\w*|distrikt\w*|traktene|kant\w*|side\w*|legevakt\w*|kommune\w*|sentrum"
)
_DETERMINERS = word_set(
    "den det ei en et ein eit ene andre første min mi mitt sin si sitt hans hennes denne dette hver kvar samme same the a "
    "ditt din di noe nokon mange"
)
_SURE_DETERMINERS = word_set("ene andre første sin si hans hennes denne hver kvar begge")
_SUBJECTS = word_set("jeg eg æ jæ vi me han hainn hun ho hu de dei dem di dom den det som å")
_NO_NAME = (
    AT
    | TO
    | LIVE
    | KOMMUNE
    | HERE
    | word_set("bydel sentrum gamle indre ytre legevakt bup nav sykehus nordre søndre hei her")
)
_ROOM = (
    AT
    | TO
    | LIVE
    | KOMMUNE
    | word_set(
        "er e æ heter ja og eller men av for gamle nye at mellom rundt hele utenfor bydel mente sentrum"
    )
)
_SCHOOL_NAME = re.compile(
    r"(barne|ungdoms|grunn)?sk[ou]le(n|s)?|barnehag[ea](n|s)?|vgs|sfo|aks|vidaregåande|videregående"
)
_PARTS = {"omrade", "bydel", "kommunesenter", "poststed"}
_FAMOUS = 4.0
_FEW = 3
_TITLES = word_set("dr doktor hr fru frk prof")
_DIRECTIONS = word_set("inn ut opp ned bort")
_OUTDOORS = word_set("ute inne utendørs utenfor")
_OFFICES = word_set(
    "legevakt kommune helsestasjon barnevern barnevernvakt barnevernsvakt krisesenter bup nav sykehus familievernkontor skole"
)
_BETWEEN_TWO = word_set("på i etter for og til mot ved")
_AND = word_set("og å eller")
_OF_CHILDREN = word_set("eldste yngste minste største mellomste oldest youngest eldst yngst")
_KIN = word_set("svoger tante onkel fetter kusine")
_AGENT = re.compile(r"\w{2,}(er|ar)en")
"""Who does something, as a definite noun: "læreren", "treneren"."""
_SOMEBODY = re.compile(r"(gutten|jenta|mannen|dama|damen|kona)$")
_MODALS = word_set("kan vil skal må bør can won will is has keeps doesn does s")
_NO_VERBS = word_set("feber år måneder dager uker vinter sommer etter over under når før")
_MEETS = word_set("møter møtte møte etter først")
"""Right before a bare name it is a team, what came after a place, or an earlier one: "de møter Tromsø", "etter Utøya", "først Hamar"."""
_TREATED = word_set(
    "ligger ligg lå innlagt innleggelse lagt sendt sende henvist operert opereres operasjon født fødte fødde utredet utreda utredning behandling behandlet "
    "time timen kontroll legene legen overlegen lege avdeling avdelinga avdelingen poliklinikk poliklinikken akutten mottak mottaket sykepleierne besøk "
    "sa sier mente ringte skrev svarer utskrevet oppfølging undersøkt undersøkelse utskriven intensiven nyfødtintensiv sitter soner hjem besøke fikk fekk fått"
)
_AFTER_NOUN = word_set("vår vårt våre min mi mitt mine sin si sitt hans hennes deres")
_OWNERS = word_set("vår vårt våre min mi mitt hans hennes deres vores våres my our")


def is_something_else(context: Context, names: PlaceNames, start: int, end: int, level: Level) -> bool:
    """Whether the words from `start` to `end`, a name of `level`, stand for something that is no place."""
    return (
        _is_called(context, start, end)
        or _is_repeated(context, start, end)
        or _is_landscape(context, names, start, end, level)
        or _is_hospital(context, names, start, end)
        or _is_a_school(context, names, start, end)
        or _is_apposed(context, names, start, end)
        or (not context.asked and bool(_MEETS & set(context.before(start, 1))))
        or _follows_first_name(context, names, start)
        or _in_compound(context, names, end)
        or _is_thing(context, names, start, end, level)
        or is_team(context, start, end)
        or is_programme(context, start, end, level)
        or is_topic(context, start)
        or _is_surname(context, names, start)
        or (
            level is Level.WORD
            and context.after(end, 2)[:1] == ["av"]
            and context.after(end, 2) != ["av", "alle"]
        )  # "vestsida av Oslo"
        or _is_ordinary(context, names, start, end, level)
        or (level is not Level.FREE and _is_person(context, names, start, end))
    )


def _is_called(context: Context, start: int, end: int) -> bool:
    """ "Heter Herøy", "Herøy til etternavn", "Mo heter hun"; but "det heter Indre Fosen nå"."""
    before, after = context.before(start, 5), context.after(end, 2)
    if _CALLED & set(before[-3:]) and before[-1] not in AT and not _PLACE_CALLED & set(before):
        return True
    if _NAMES & set(context.after(end, 6)):
        return True
    if before[-1:] == ["for"] and _CALLED & set(before):
        return True  # "kalte bamsen sin for"
    if len(after) > 1 and after[0] in {"til", "te", "som", "ti", "i"} and _SURNAME.fullmatch(after[1]):
        return True
    return len(after) > 1 and after[0] in _SAYS_HIS_NAME and after[1] in _PERSON


def _is_repeated(context: Context, start: int, end: int) -> bool:
    """ "Runde på runde", "time etter time": said twice with a small word between."""
    key = context.folded[start:end]
    after, before = (
        context.folded[end : end + 1 + len(key)],
        context.folded[max(0, start - 1 - len(key)) : start],
    )
    return (after[1:] == key and after[0] in _BETWEEN_TWO) or (
        before[:-1] == key and before[-1] in _BETWEEN_TWO
    )


def _is_landscape(context: Context, names: PlaceNames, start: int, end: int, level: Level) -> bool:
    """ "I lier og fjell", "skog og mark": a word in small letters beside a word for where one walks."""
    if level < Level.SURNAME or context.words[start].capital:
        return False
    before, after = context.before(start, 2), context.after(end, 2)
    beside = [pair for pair in (before, after[::-1]) if len(pair) == 2 and pair[1] in _AND]
    return any(pair[0] in names.landscape for pair in beside)


def _is_hospital(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """ "Ligger på Haukeland", "kona er på Modum Bad", "Ullevål sa nei"; but "alene på Ullevål" and "bor på Haukeland"."""
    if context.asked or " ".join(context.folded[start:end]) not in names.hospitals:
        return False
    before, after = context.before(start, 6), context.after(end, 7)
    if LIVE & set(before) or (before and before[-1] in IN - {"på"}):
        return False
    if (SELVES & set(before) and NOW & {*before, *after}) or before in (
        ["sitter", "på"],
        ["er", "på"],
        ["sit", "på"],
    ):
        return False  # "vi ligg på Haukeland med guten no"
    somebody = any(person_at(context, at) == "other" for at in range(max(0, start - 4), start))
    return somebody or bool(_TREATED & {*before, *after})


def _is_a_school(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """ "Går på Ila skole", "læreren på Lund skole": named after a part of a town or a village, of which there are several or which is a
    word; but not "Hakadal skole", nor an answer."""
    if context.asked or not any(map(_SCHOOL_NAME.fullmatch, context.after(end, 1))):
        return False
    key = " ".join(context.folded[start:end])
    targets = names.targets.get(key, ())
    several = len({target.kommunenummer for target in targets}) > 1
    part = all(target.kind in _PARTS for target in targets)
    return several or (part and names.levels.get(key, Level.FREE) >= Level.WORD)


def _follows_first_name(context: Context, names: PlaceNames, start: int) -> bool:
    """ "Nora Lindås", "ingrid vik", "vilde og stord", and "Lindås" alone where "Nora Lindås" is named too."""
    if _after_first_name(context, names, start):
        return True
    before = context.before(start, 2)
    if len(before) > 1 and before[1] in {"og", "å", "&"} and before[0] in names.first_names:
        return True
    if (before and before[-1] in AT | LIVE) or context.folded.count(context.folded[start]) == 1:
        return False
    name = context.folded[start]
    return any(
        word == name and _after_first_name(context, names, at) for at, word in enumerate(context.folded)
    )


def _after_first_name(context: Context, names: PlaceNames, at: int) -> bool:
    return at > 0 and context.folded[at - 1] in names.first_names and context.words[at - 1].gap == " "


def _is_surname(context: Context, names: PlaceNames, start: int) -> bool:
    """ "Szymon Stord", "onkel Hemne": a capital letter right before that belongs to no place, or what people are called."""
    if not start:
        return False
    if _owned(context, names, start):
        return True
    before = context.words[start - 1]
    if before.folded in _TITLES and context.words[start].capital:
        return True
    if before.gap != " ":
        return False
    if before.folded in names.roles:
        return True
    if context.shouting or not (before.capital and context.words[start].capital) or before.text.isupper():
        return False
    opens = start == 1 or context.words[start - 2].clause != before.clause
    known = before.folded in names.first_words or before.folded in names.regions or before.folded in _NO_NAME
    return not known and not (is_word(before.folded) and opens)


def _is_apposed(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """ "Min mann Tolga", "mannen Ringerike", "gutten vår, Hamar, har", "Alta, my little girl, has": what a person is called; but not
    "sønnen min, Halden, 4 år" nor "Halden, min sønn har feber"."""
    gap, following = context.words[end - 1].gap, context.folded[end : end + 1]
    first = context.clause(start)[0]
    if start and context.words[start - 1].gap in {" ", ", "} and context.words[start].capital:
        called, before = _person_before(context, start), context.folded[start - 1]
        owner = context.folded[start - 2 : start - 1] if start > 1 else []
        owned = owner and owner[0] in _OWNERS
        if called is None and gap == ", " and (owned or _SOMEBODY.search(before)) and _does(following[0]):
            called = (
                start - 2 if owned else start - 1
            )  # "my boss, Larvik, won't", "nabogutten, Seljord, slår"
        if called is None or context.words[start - 1].gap == " ":
            return called is not None
        return called == context.clause(start - 1)[0] and gap == ", " and not following[0].isdigit()
    if start != first or gap != ", ":
        return False
    last = context.clause(end)[1]
    beside = noun_at(context, last - 1) not in {None, SELF} or context.folded[last - 1] in _OF_CHILDREN
    if following[0] not in _DETERMINERS | _OWNERS:  # "Farsund, legen vår, vil"
        beside = last - end == 2 and context.folded[last - 1] in _OWNERS and following[0] in names.roles
    goes_on = context.folded[last : last + 1]
    return (
        beside
        and bool(goes_on)
        and last - end <= _FEW
        and context.words[last - 1].gap == ", "
        and _does(goes_on[0])
    )


def _person_before(context: Context, start: int) -> int | None:
    """Where "min mann", "sønnen min", "mannen" begin right before, or None."""
    word, before = context.folded[start - 1], context.folded[start - 2 : start - 1] if start > 1 else []
    if word in _OWNERS and before and noun_at(context, start - 2) not in {None, SELF}:
        return start - 2
    if noun_at(context, start - 1) in {None, SELF} and word not in _KIN and not _AGENT.fullmatch(word):
        return None
    if before and before[0] in _OWNERS:
        return start - 2
    opens = start - 1 == context.clause(start - 1)[0]
    return start - 1 if opens and (word.endswith(("en", "a")) or word in _KIN) else None


def _does(word: str) -> bool:
    """Whether the word, after a comma, is what somebody does: "slår", "has", "won"."""
    return word in BE | HAS | _MODALS or (
        word.endswith(("er", "år")) and word not in SELVES and word not in _NO_VERBS
    )


def _owned(context: Context, names: PlaceNames, start: int) -> bool:
    """ "Hunden vår Voss", "kaninen til ungene": whose stands between what it is and what it is called."""
    before = context.folded[max(0, start - 2) : start]
    if (
        len(before) == 2
        and before[1] in _AFTER_NOUN
        and context.words[start - 1].gap == " "
        and context.words[start].capital
    ):
        return not context.shouting and not is_own_place(before[0])  # "vesla vår Karlsøy"
    near = context.words[start - 1].gap in {" ", ", "}
    return near and len(before) == 2 and before[1] in _OWNERS and before[0] in names.roles


def _is_ordinary(context: Context, names: PlaceNames, start: int, end: int, level: Level) -> bool:
    """A name in small letters in the middle of things ("ho snåsa i veg"), and a rare one: more likely a slip."""
    if level is not Level.FREE or context.asked or end - start > 1 or context.words[start].capital:
        return False
    first, last = context.clause(start)
    before, after = context.before(start, 1), context.after(end, 1)
    if names.fame(context.folded[start]) >= _FAMOUS or last - first <= _FEW:
        return False
    if before:
        if before[0] in A and context.folded[start] not in names.targets:
            return False  # "en stavangermamma"
        room = before[0] in _ROOM or (before[0] == "det" and _is_predicate(context, start))
        return not room and after[:1] != ["her"]
    following = context.after(end, 2)
    if start == 0 and len(following) > 1 and following[0] in SELVES and following[1] in BE | HAS | LIVE:
        return False  # "grorud vi har en gutt på to"
    if bool(after) and (after[0] in _SUBJECTS or (after[0] in _DIRECTIONS and len(following) > 1)):
        return True
    return is_inflected(context.folded[start]) and _lies_somewhere(names, following)


def _lies_somewhere(names: PlaceNames, following: list[str]) -> bool:
    """ "Steigen på loftet", "frosta ute": a word with an ending, and where the thing is; but not "... i Nordland"."""
    if following[:1] != [] and following[0] in _OUTDOORS:
        return True
    return len(following) > 1 and following[0] in AT and not names.kommuner_of(following[1])


def _in_compound(context: Context, names: PlaceNames, end: int) -> bool:
    """ "Trysil-Knut", "Figgjo-servise", "Bodø-mannen"; but "Jessheim-mamma", "Moss-Horten"."""
    if context.words[end - 1].gap not in {"-", "\u2011", "/"} or end >= len(context.words):
        return False
    tail = context.folded[end]
    if context.words[end - 1].gap == "/":
        return False
    return not (tail in names.first_words or tail in names.regions or _PLACE_TAIL.fullmatch(tail))


def _is_thing(context: Context, names: PlaceNames, start: int, end: int, level: Level) -> bool:
    """ "En Dovre peis", "den ene skien"."""
    lead = (context.before(start, 1) or [""])[0]
    after = context.after(end, 1)
    if (
        after
        and after[0] in names.things
        and not (lead in IN and (LIVE | BE) & set(context.before(start, 6)))
    ):
        return True
    if lead in FROM and set(context.before(start, 2)[:1]) & names.things:
        return True
    if level is Level.FREE:
        return lead in _SURE_DETERMINERS and not context.telling_capital(start)
    return lead in _DETERMINERS and not (lead in {"det", "dette"} and _is_predicate(context, start))


def _is_predicate(context: Context, start: int) -> bool:
    """ "Er det Moss dere mener?" """
    before = context.before(start, 2)
    return len(before) > 1 and before[0] in {"er", "e", "blir", "var", "heter"}


def _is_person(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """ "Lærer Berg", "Moen sin lillebror", "Lier, rektor på skolen", "Torp, som er vikaren"."""
    before = context.before(start, 1)
    if start and context.folded[start - 1] in names.roles and context.words[start - 1].joins_next:
        return True
    after = context.after(end, 2)
    if after and after[0] in {"sin", "si", "sitt", "sine"} and not _OFFICES & set(after):
        return True
    if (
        (before and before[0] in AT)
        or end >= len(context.words)
        or context.words[end - 1].gap.strip() not in {",", "("}
    ):
        return False
    following = context.folded[end : end + 3]
    if following[:2] in (["som", "er"], ["som", "e"]):
        following = following[2:]
    if start == 0 and len(following) > 1 and following[1] in BE | HAS:
        return False  # "Knapstad, mormor er død"
    return bool(following) and following[0] in names.roles
