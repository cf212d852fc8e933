"""Places of a trip: "klassetur til X", "hytta på X", "ferja fra X", "innlagt på X". The family lives elsewhere."""

from itertools import pairwise

from directory.places.context import AT, BE, FROM, LIVE, TO, Context
from directory.places.names import PlaceNames
from directory.places.people import CHILD, SELF, person_at, subject
from directory.places.text import word_set

_ON = word_set("på pa i on in")
_JUST_BEFORE = 2
_OURS = word_set("vår vårt våre min mi mitt mine sin si sitt hans hennes deres dems our my his")
WE = word_set("vi jeg eg æ me de dei han hun ho")
_BESIDE = _OURS | WE | word_set("er e ligg ligger står")
BACK = word_set("hjem heim hjæm hem hjemad tilbake attende home")
_NEAR, _FAR = 4, 8
_GOES = word_set("går gjeng kjører køyrer drar reiser leaves")
_IS_OR_HAS = word_set("er e æ har blir vert ble blei is was has")
_CANCELLED = word_set(
    "innstilt innstilte kansellert avlyst stengt full fulle forsinket forsinka gått cancelled"
)
_AND = word_set("og å and")
_STAY = word_set(
    "hytte hytta hytto ferie langhelg hytteferie sommerferie vinterferie påske påska påsken jul jula julen pinsa helg helga helgen"
)
_AND_SO = word_set("med nå no og nu with")
_TO_GO = word_set(
    "skal ska skulle reise reiser reiste dra drar dro drog kjøre kjører kjørte køyre køyrde køyrer fly flyr fløy gå går gikk "
    "vei veg vegen veien seile råd vil tog buss ferje oss billett billetter bilett billettar utflykt busstur pendle pendler pendla seiler ror"
)
_TOWARDS = word_set("til te ti tel to mot")
_BY_WAY = word_set("innom via gjennom forbi")
_WENT = word_set("var va vart vore dro drog reiste was were went")
_RUNS = word_set("driver driv drive drev dreiv run runs")
_THEN = (["i", "sommer"], ["i", "fjor"], ["i", "vinter"])
_SETTLED = word_set(
    "kjøpt kjøpte kjøpe overtok overtatt begynte begynt starta startet startade tok tatt fekk fikk fått bygde bygget åpna åpnet ny nye"
)
_CAME = word_set("kjørte køyrde kjørt dro drog reiste kom kommet komne tilbake hjem heim returnerte")
_LATELY = word_set("går gar dag natt kveld morges helga helgen stad")
GOING = word_set("reise reiser dra drar kjøre kjører køyre køyrer fly flyr travel go going take sende sender")
_DAYS = word_set("mandag måndag tirsdag tysdag onsdag torsdag fredag lørdag laurdag søndag sundag")
_STAYS = ("utredning", "avrusning", "familieavdeling", "innleggelse", "avrusing")
_AFTER_DAYS = word_set(
    "helg helga helgen helgo uka uken veka turen festen fødselen innleggelsen operasjonen oppholdet"
)
_OWN = word_set("har hadde eier eig leier fått")
_TIMES_AWAY = word_set(
    "sommeren sommarn vinteren våren høsten ferien sommerferien påska påsken vinterferien høstferien helga helgen oppholdet opphaldet dagene dagane været vêret veret føret turen festivalen konserten"
)
_CELEBRATE = word_set("feire feira feiret feirde celebrate celebrated")
_WEEKEND = word_set("helg langhelg uke veke uka weekend week døgn dag")
_A = word_set("en ei ein a hel heil fin lang")
PLANNED = word_set("skal ska skulle vil vurderer tenker planlegger må")
_PATIENT = word_set(
    "innlagt lagt innlegges operert opereres utredet utredes utreda behandlet behandles sendt overført fødte fødde fraktet undersøkt lå låg "
    "hospitalized admitted"
)
_TREATMENT = word_set(
    "innleggelse innlegging operasjon utredning utgreiing behandling undersøkelse kontroll time spesialist henta hentet"
)
"""Asked for near home too, so that only a hospital right after makes a patient elsewhere."""
_CARE = (
    "sykehus",
    "sykehuset",
    "sjukehus",
    "sjukehuset",
    "hospital",
    "klinikk",
    "klinikken",
    "avdeling",
    "avdelinga",
    "avdelingen",
)


def is_trip(
    names: PlaceNames, context: Context, first: int, start: int, before: list[str], after: list[str]
) -> bool:
    """Whether the place after the words `before` (from `first` to `start`) is only where a trip went or goes."""
    if "mellom" in before and any(map(names.is_journey, before)):
        return not _are_there(names, context, first, start, before, after)  # "kjører trailer mellom X og Y"
    if (
        _WENT & set(before)
        and after[:1] == ["på"]
        and any(map(names.is_trip, after[1:3]))
        and not LIVE & set(before)
    ):
        return True  # "vi var i Molde på fotballtur"
    if not before or before[-1] not in AT | TO | _BY_WAY or sets_out(names, before, after):
        return False
    if before[-1] in FROM and _just_left(before, after):
        return True
    if before[-2:-1] != [] and before[-2] in _TIMES_AWAY and after[:1] != [] and after[0] in _WENT:
        return True  # "sommeren på Kragerø var fin"
    if (
        after[:1] == ["i"]
        and any(map(names.is_trip, after[1:2]))
        and before[-1] in AT
        and not (BE | LIVE) & set(before)
    ):
        return True  # "brakk armen på Trysil i vinterferien"
    if (
        (after[:2] in _THEN or "forrige" in after)
        and before[-1] in AT
        and not (BE | LIVE | _SETTLED) & set(before)
    ):
        return True  # "bitt av flått på Hvaler i sommer", "lurt på Strømmen storsenter forrige helg"
    if _is_away(names, before) and not _are_there(names, context, first, start, before, after):
        return True
    return _as_patient(names, before)


def sets_out(names: PlaceNames, before: list[str], after: list[str]) -> bool:
    """ "Ferja fra X går ikke før i morgen": who waits for it is there."""
    return (
        len(before) > 1
        and before[-1] in FROM
        and names.is_journey(before[-2])
        and bool(after)
        and (after[0] in _GOES or (after[0] in _IS_OR_HAS and bool(_CANCELLED & set(after[1:3]))))
    )


def _just_left(before: list[str], after: list[str]) -> bool:
    """ "Kom fra X i går", "kom fra X som 19-åring": X is left."""
    came = before[-2:-1] != [] and before[-2] in _CAME
    return came and (after[:1] == ["som"] or (after[:1] == ["i"] and bool(_LATELY & set(after[1:2]))))


def _is_away(names: PlaceNames, before: list[str]) -> bool:
    """ "Klassetur til", "hytta vår på", "ferja fra", "skal til", "en helg i"."""
    lead, rest = before[-1], before[:-1]
    while rest and rest[-1] in _BESIDE:
        rest = rest[:-1]
    if not rest:
        return False
    if _RUNS & set(rest[-3:-1]):
        return False  # "driver camping i"
    if names.is_trip(rest[-1]) or _to_celebrate(rest):
        return True
    if lead in FROM | _TOWARDS and (names.is_journey(rest[-1]) or (lead in FROM and rest[-1] in BACK)):
        return True
    if lead in _TOWARDS and not LIVE & set(rest) and any(map(names.is_trip, rest[-_NEAR:])):
        return True  # "på tur med speideren til"
    if lead in _TOWARDS and rest[-1] in _TO_GO and not (LIVE - {"flytter"}) & set(rest):
        return True
    if (
        lead in _TOWARDS
        and not (LIVE | BACK) & set(rest)
        and any(w in GOING or names.is_journey(w) for w in rest[-_NEAR:])
    ):
        return True  # "ta toget alene til"
    if rest[-2:-1] == ["etter"] and (rest[-1] in _AFTER_DAYS or rest[-1].endswith(("ingen", "inga"))):
        return True  # "etter helga i", "etter knivstikkingen på"
    if rest[-1].endswith(_STAYS) and (PLANNED | {"sende", "sender"}) & set(rest):
        return True  # "skal til utredning i"
    return rest[-1] in _WEEKEND and rest[-2:-1] != [] and rest[-2] in _A and not LIVE & set(rest)


def _to_celebrate(before: list[str]) -> bool:
    """ "Feire jul hos foreldrene hans i", "feira bursdag på"; but not "vi feirer jul på", which is now."""
    return bool(_CELEBRATE & set(before)) and not LIVE & set(before)


def _are_there(
    names: PlaceNames, context: Context, first: int, start: int, before: list[str], after: list[str]
) -> bool:
    """ "Vi er på ferie i", "sitter på ferga til", "På hytta i Trysil.": now, and not the child alone on a school trip."""
    trips = [at for at, word in enumerate(before) if names.is_trip(word) or names.is_journey(word)]
    if not trips or not (subject(context, first, start) in {SELF, None} or _i_and(context, first, start)):
        return False
    ahead = before[: trips[-1]]
    if ahead[-1:] != [] and ahead[-1] in _OWN:
        return False  # "har hytte i"
    been = {("er", "her"), ("vært", "her"), ("vore", "her")} & set(
        pairwise(context.folded[start : start + _FAR])
    )
    if trips[-1] == 0 and before[-1] in _ON and (after[:1] == ["hos"] or been):
        return True  # "ferie på Gjøvik hos bestefar, og nå har hun", "sommerhuset i Kragerø, har vært her siden juni"
    if first == 0 and before[-2] in _STAY and before[-1] in _ON and _it_goes_on(context, start):
        return True
    said = bool(BE & set(ahead)) and (bool(_ON & set(ahead[-_JUST_BEFORE:])) or ahead[-1] in BE)
    return said or (
        bool(ahead)
        and ahead[0] in _ON
        and (not after or after[0] in _AND_SO or (after[0] == "til" and bool(_DAYS & set(after[1:2]))))
    )


def _it_goes_on(context: Context, start: int) -> bool:
    """ "Hytte på Hvaler, ...", "påska på Rauland og treåringen har": what a message begins with, and then the child."""
    if context.words[start].gap.strip() == ",":
        return True
    following = context.folded[start + 1 : start + 3]
    return len(following) > 1 and following[0] in _AND and person_at(context, start + 2) == CHILD


def _i_and(context: Context, first: int, start: int) -> bool:
    """ "Jeg og barna er på hytta i": who writes is there too."""
    return any(
        person_at(context, at) == SELF and context.folded[at + 1] in {"og", "å", "and"}
        for at in range(first, start - 1)
    )


def _as_patient(names: PlaceNames, before: list[str]) -> bool:
    """ "Innlagt på", "operert på sykehuset i"; who lives there says so."""
    words = set(before)
    if LIVE & words or not before[:-1] or ({"nå", "er"} & words and {"vi", "jeg"} & words):
        return False
    at = before[-2]
    if at in names.hospitals or at.endswith("hospitalet"):
        return True
    return (bool((_PATIENT | _TREATMENT) & words) and at.endswith(_CARE)) or bool(
        _PATIENT & set(before[-3:-1])
    )
