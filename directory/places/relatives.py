"""Places of other people: "mormor bor i X", "svigerinna på X", "eksen stakk til X". The family lives elsewhere."""

import re
from itertools import pairwise

from directory.places.context import AT, LIVE, NOT, PLAN, SPEAKERS, TO, A, Context
from directory.places.people import CHILD, PERHAPS_CHILD, SELF, SELVES, person_at
from directory.places.text import word_set
from directory.places.trip import GOING

_RELATIVE = re.compile(
    r"tant[ea]n?|onkel(en)?|best(a|emor|efar)\w*|(mor|far|olde)(mor|far)(a|en)?|svig[ei]r\w+|svoger(en)?|svigers|faster|moster|"
    r"fadder(en|ne)?|gud(mor|far)(a|en)?|slekt(a|en)?|slektning\w*|famili(e|en)|kusin(e|a|en|er|ene)|fetter(en|e|ne)?|nies(e|a|en|er)|nevø(en|er)?|tanter|onkler|"
    r"(?!helse|foster)\w*(søster|søst[er]*ra|søsteren|syster|systera|bror|broren|broder|foreldre|foreldrene|foreldra|venn(en|er|ene)?|"
    r"ven+inn[ea]n?|kamerat(en|er|ene)?|menning(en)?|søskenbarn(a|et)?|søsken(e|a|ene)?|søskna|søsknene|kompis(en|er|ene)?|kollega(en|er|ene|ane)?|sjef(en)?)|chef(en)?|niece|nephew|ven|bekjent|kjenning|nettvenn|date|boyfriend|girlfriend|"
    r"aunt|uncle|sister|brother|friends?|cousin|grand(mother|father|parents|ma|pa)|parents|\w+inlaws?|ste(mor|far)(a|en)?|fosterforeldrene"
)
"""Relatives and friends, and their names in all forms: "svigerinna", "bestevenninnen"."""
_LOVER = re.compile(r"kjær[ae]st(e|en|a)?")
"""Whoever stays there is not at home."""
_MANY = word_set("familie familien slekt slekta venner vennene")
_IS = word_set("er e æ ær is var")
_AM = word_set("er e am som")
_US = word_set("familie familien")
_MINE = (["mi"], ["min"], ["sin"], ["si"], ["my"])
_WRITER = word_set("mamma pappa mor far mora")
"""Whoever writes may be called so: "pappa til tre i Moss"."""
_GRANDPARENTS = (
    ["mamma", "og", "pappa"],
    ["mor", "og", "far"],
    ["mom", "and", "dad"],
    ["mamma", "å", "pappa"],
)
_THEIRS = (["mi"], ["min"], ["hans"], ["hennes"], ["vår"], ["til"], ["sin"], ["hannes"])
_DOES = (["sitter"], ["fikk"], ["ble"], ["jobber"])
_OTHER_PARENT = word_set(
    "far faren farn pappa pappaen mor mora moren mamma mammaen eks eksen eksmannen ekskona x xen ex barnefar barnefaren mother mum mom dad father"
)
_WITH = word_set("hos hjå med til till te åt with to")
_NEIGHBOUR = word_set("nabo naboen naboer naboene neighbour")
_OF = word_set("til åt te of to av")
_COMPANY = word_set("med mæ with")
_TAKEN_ALONG = word_set("henne ham han hun ho hu dem dei oss her him them")
_LEFT = word_set(
    "stakk rømte kjørt kjørte kjøyrt køyrde drive drove dro drog drar reiste reist for flytta flyttet flyttede flytter left moved went"
)

_RAN = re.compile(
    r"røm(t|te|mer|me)|rymt?|rymde|stukk(et|e|i)|stakk|stikker|stikk|haik(et|a)|ran|sneket|sneik|dratt|dro|drog|reist|reiste"
)
_STUDY = word_set(
    "studerer studere studerte studie studiet utdanning utdanna utdannelse universitetet høyskole høgskole folkehøgskole folkehøyskole ntnu uio uib uit "
    "nhh militæret førstegangstjeneste førstegangstjenesten førstegongsteneste rekrutten fengsel fengslet soner institusjon"
)
_NEXT_DOOR = word_set("hus gate blokk oppgang bygg rekke gård tun nabolag")
_SCHOOL = ("skol", "skul", "barneha", "klass")
_THEY = word_set("de dei dem they")
_STAY = word_set(
    "uke uker veke veker dager dagar juni juli august sommeren ferien helga helgen helgo påska påsken jula julen høstferien vinterferien sommerferien pinsa"
)
_GO = GOING | {"flytte"}
_SOON = word_set("morgen mandag tirsdag onsdag torsdag fredag lørdag søndag")
_HYPOTHETICAL = word_set("skulle")
VISITS = word_set("besøker besøkjer")
_ABOUT = word_set("om about frå fra av enn")
"""Before somebody who is elsewhere: "snakker om eksen i", "gave fra farmor i"."""
_EVERY = word_set("hver kvar annenhver annakvar annenhvert annankvar every")
_DAYS = word_set(
    "mandag måndag tirsdag tysdag onsdag torsdag fredag lørdag laurdag søndag sundag helg helga uke veke week ferie sommer jul weekend"
)
_MOVES = word_set("flytta flyttet flyttar flytter flytte flytt moved moving")
_LODGINGS = word_set("hybel hybelen kollektiv internat studentbolig")
_YOUNGEST = word_set("yngste yngstemann minsten minste eldste eldstemann")
_ALL = word_set("barna barn borna ungene ungane ongan unga babyen baby")
"""Who moves together moves with a parent."""
_AND = word_set("og å and")
_NONE = word_set("ingen inga ikkje itj")
_NEAR, _CLOSE = 3, 5


def of_a_relative(context: Context, first: int, start: int, before: list[str], after: list[str]) -> bool:
    """ "Ei tante i", "søsteren min bor på", "faren hans bor i", "broren går på skole i"; but not "hos mormor i", "faren er i X med barna", nor
    with the child or the writer named after."""
    if (
        not before
        or before[-1] not in AT | LIVE | TO | _IS
        or "her" in (*before[-2:-1], *after[:1])
        or ("samme" in before and _NEXT_DOOR & set(before))
        or _takes_along(context, start, start)
    ):
        return False
    if any(a in SELVES | {"me"} and b in _AND for a, b in pairwise(before)):
        return False  # "jeg og kjæresten bor i"
    is_there = before[-2:-1] != [] and before[-2] in _IS  # "mannen er i": not at home
    others = _NEIGHBOUR if set(before) & LIVE else set[str]()
    who = [
        at
        for at in range(first, start)
        if is_other(context, at)
        or context.folded[at] in others
        or (is_there and at >= start - _CLOSE and person_at(context, at) == "other")
    ]
    if before[0] in VISITS:
        return False  # "besøker mormor i": there now
    if who and _is_a_visit(context, first, who[-1], before, after):
        return True
    if who and who[-1] and context.folded[who[-1] - 1] in NOT | _NONE:
        return False  # "har ikke venner i"
    if not who or _with_them(context, first, who[-1], before, after) or _ours(context, who[-1], start):
        return False
    if who[-1] == start - 2 and context.folded[who[-1] - 1] in _ABOUT:
        return True
    relative = _is_relative(context, who[-1])
    if before[-1] in AT | _IS and relative and _is_said_of(context, who[-1], start):
        return True
    return bool(set(before) & (LIVE | _STUDY)) or (before[-1] in AT and _opens(context, first, who[-1]))


def _is_a_visit(context: Context, first: int, at: int, before: list[str], after: list[str]) -> bool:
    """ "Skulle til faren i", "skal til mormor i X i helga": no home, and not now."""
    to = set(context.folded[max(first, at - 2) : at])
    if not (to & TO and (PLAN | _GO) & set(before)):
        return False
    soon = bool(_SOON & set(after)) and not SELVES & set(before)
    return soon or bool((_HYPOTHETICAL | _GO) & set(before) or _STAY & set(after))


def is_habit(context: Context, first: int, start: int, before: list[str], after: list[str]) -> bool:
    """ "Hver lørdag i X hos mormor", "er hver helg hos farmor i X": who goes there so often lives elsewhere."""
    if not any(a in _EVERY and b in _DAYS for pair in (before, after) for a, b in pairwise(pair)):
        return False
    if any(is_other(context, at) for at in range(first, start)):
        return True
    last = min(context.clause(start)[1], start + _CLOSE)
    return any(is_other(context, at) for at in range(first, last))


def _is_said_of(context: Context, at: int, start: int) -> bool:
    """ "Svigerfar ligger på sykehus i": the person at `at` is near the place, and nobody else is between."""
    between = context.folded[at + 1 : start]
    if between[:1] != [] and between[0] in SPEAKERS:
        between = between[1:]  # "min bror han er"
    return len(between) < _CLOSE and not any(
        word in SPEAKERS | _THEY or word.startswith(_SCHOOL) for word in between
    )


def _with_them(context: Context, first: int, at: int, before: list[str], after: list[str]) -> bool:
    """Whether one is with the person at `at`: "hos mormor", "skal til mormor"; but not "hos kjæresten", "naboen til søsteren", "barnehagen til fetteren", nor a stay that
    is planned: "skal til mormor i Hamar to uker"."""
    if _LOVER.fullmatch(context.folded[at]):
        return False
    near = context.folded[max(first, at - 2) : at]
    belongs = near[:-1] != [] and (near[0] in _NEIGHBOUR or near[0].endswith(("en", "et")))
    if near[-1:] and near[-1] in TO and belongs and person_at(context, at - 2) != CHILD:
        return False
    return bool(set(near) & _WITH) and not (PLAN & set(before) and _STAY & set(after))


def _takes_along(context: Context, first: int, start: int) -> bool:
    """ "Faren dro med henne til Hamar", "... til Hamar med babyen"; but not "... med ny dame"."""
    return any(
        context.folded[at] in _COMPANY
        and (context.folded[at + 1] in _TAKEN_ALONG or person_at(context, at + 1) in {CHILD, SELF})
        for at in range(first, min(start + _NEAR, len(context.folded) - 1))
    )


def somebody_left(context: Context, first: int, start: int, words: set[str]) -> bool:
    """ "Eksen min stakk til", "naboen flyttet til": another than the child or the one who writes."""
    if words & LIVE - _LEFT or _takes_along(context, first, start):
        return False
    if any(person_at(context, at) in {CHILD, SELF} for at in range(first, start)):
        return False
    return any(
        is_other(context, at) or person_at(context, at) == "other" or context.folded[at] in _NEIGHBOUR
        for at in range(first, start)
    )


def child_ran(context: Context, first: int, start: int, before: list[str]) -> bool:
    """ "Sønnen min på 15 har rømt til", "hun har stukket av til": the family lives where the child left; but not "barna og jeg har rømt til"."""
    if not any(map(_RAN.fullmatch, before)) or SELVES & set(before) or _takes_along(context, first, start):
        return False
    return any(person_at(context, at) in {CHILD, PERHAPS_CHILD} for at in range(first, start))


def child_moved_out(context: Context, first: int, start: int, before: list[str]) -> bool:
    """ "Datteren min har flyttet til", "yngste flytter på hybel i": who writes lives where the child left; but not "barna flyttet til faren i"."""
    moved = any(word in _MOVES for word in before) and (before[-1] in TO or _LODGINGS & set(before))
    if not moved or SELVES & set(before) or any(is_other(context, at) for at in range(first, start)):
        return False
    return any(
        context.folded[at] in _YOUNGEST
        or (person_at(context, at) == CHILD and context.folded[at] not in _ALL)
        for at in range(first, start)
    )


def is_other(context: Context, at: int) -> bool:
    """Whether the word at `at` is a grown-up other than the one who writes: not "jeg er moren"."""
    other = context.folded[at] in _OTHER_PARENT and person_at(context, at) != SELF
    return other or _is_relative(context, at)


def _is_relative(context: Context, at: int) -> bool:
    """A relative of the child or of the writer, whose own mother ("mor mi") is a grandmother; not "jeg er onkel"."""
    word = context.folded[at]
    if at and context.folded[at - 1] in _AM and context.folded[at - 2 : at - 1] not in (["det"], ["d"]):
        return False  # "det er svigermor som bor i"
    if word in _US and (
        context.folded[at + 1 : at + 2] in (["vår"], ["har"], ["bor"], ["bur"])
        or A & set(context.folded[max(0, at - 2) : at])
    ):
        return False  # "familien vår", "vi er en familie", "familien har bodd"
    if _RELATIVE.fullmatch(word) or _LOVER.fullmatch(word):
        return True
    if word in _OTHER_PARENT and context.folded[at - 1 : at] == ["biologisk"]:
        return True
    return word in _OTHER_PARENT and (
        context.folded[at + 1 : at + 2] in _MINE or context.folded[at - 1 : at] in _MINE
    )


def _opens(context: Context, first: int, at: int) -> bool:
    """Whether a single other person ("broren hans", "faren") is what the clause is about."""
    word, following = context.folded[at], context.folded[at + 1 : at + 2]
    if context.folded[at - 2 : at + 1] in _GRANDPARENTS and at == first + 2:
        return True  # "mamma og pappa i Sogndal synes"
    if at > first + 1 or word in _MANY:
        return False
    if word in _WRITER:
        return following in _DOES + _THEIRS[2:4]
    has = following == ["har"] and context.folded[at + 2] in A  # "søsteren min har en sønn som"
    return has or word.endswith(("en", "a", "n")) or following in _THEIRS + _DOES


def _ours(context: Context, at: int, start: int) -> bool:
    """Whether the child or the one who writes is spoken of between the other person and the place."""
    return any(
        person_at(context, i) in {CHILD, SELF} and context.folded[i - 1] not in _OF | A
        for i in range(at + 1, start)
    )
