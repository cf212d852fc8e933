"""Places that a text only tells about: a relative's home, where somebody was born, a holiday, the news."""

import re
from itertools import pairwise

from directory.place_context import AT, FROM, LIVE, NEARNESS, TO, Context
from directory.place_names import PlaceNames
from directory.place_people import CHILD, SELF, person_at
from directory.place_text import word_set
from directory.place_trip import is_trip

_RELATIVES = word_set(
    "tante tanta tanten onkel onkelen bestemor bestemora bestemoren bestefar bestefaren mormor mormora farmor farmora morfar farfar besta "
    "besteforeldre besteforeldrene besteforeldra svigermor svigermora svigerfar svigers svigerforeldre svigerforeldrene foreldre foreldra "
    "foreldrene slekt slekta familie familien kusine kusina kusinen fetter fetteren søster søstera søsteren søstra syster systera bror broren "
    "broder broren niese niesa nevø nevøen venninne venninna venninnen veninne veninna venn vennen ven venner vennene kompis kompisen bestevenn bestevennen bestevenninne bestevenninna bestevenninnen kamerat "
    "kameraten kollega kollegaen bekjent kjenning aunt uncle sister brother friend friends cousin grandmother grandfather parents"
)
_RELATED = (
    "søster", "søstera", "søsteren", "søstra", "syster", "systera", "bror", "broren", "venn", "vennen", "venninne", "venninna", "venninnen",
    "menning", "menningen", "søskenbarn", "søskenbarna", "søskenbarnet", "oldemor", "oldemora", "oldefar", "kamerat", "kameraten", "foreldre", "foreldrene", "foreldra",
)  # fmt: skip
_MANY = word_set("familie familien slekt slekta venner vennene")
_AM = word_set("er e am som")
_US = word_set("familie familien")
_MINE = (["mi"], ["min"])
_WRITER = word_set("mamma pappa mor far mora")
"""Whoever writes may be called so: "pappa til tre i Moss"."""
_THEIRS = (["mi"], ["min"], ["hans"], ["hennes"], ["vår"], ["til"], ["sin"], ["hannes"])
_DOES = (["sitter"], ["fikk"], ["ble"], ["jobber"])
_STUDY = word_set(
    "studerer studere studerte studie studiet utdanning utdanna utdannelse universitetet høyskole høgskole folkehøgskole folkehøyskole ntnu uio uib uit "
    "nhh militæret førstegangstjeneste førstegangstjenesten førstegongsteneste rekrutten fengsel fengslet soner institusjon"
)
_OTHER_PARENT = word_set(
    "far faren farn pappa pappaen mor mora moren mamma mammaen eks eksen eksmannen ekskona x xen ex barnefar barnefaren"
)
_WITH = word_set("hos hjå med til te åt with to")
_BORN = word_set("født fødd fødde fødtes oppvokst oppvaksen oppvaksne vokst vokste vaks born grew raised")
_LIVED = word_set("bodde budde boende lived")
_LONG_AGO = word_set("før førr tidligere tidlegare before engang gang")
_NEWS = word_set(
    "tv tven nyhetene nyheitene nyheter nyheiter dokumentar dokumentaren film filmen serie serien podcast podkast avisa avisen avis vg dagbladet nrk nett foregår utspiller spillet boka boken "
    "leste las lest lese video videoen nettet tiktok youtube facebook instagram news"
)
_ATTENDED = word_set("gikk gjekk gjikk studerte jobbet jobba")
_WENT = word_set("var va vært vore vøre vori dro drog reiste was were went")
_TRIP = word_set(
    "ferie ferien tur turen klassetur skoletur cup cupen turnering konsert festival dyreparken tusenfryd bryllup begravelse konfirmasjon sommer "
    "sommeren fjor vinter vinteren høst høsten vår våren påska påsken jula julen helga helgen høstferien vinterferien sommerferien holiday trip"
)
_WISH = word_set(
    "vurderer vurderte tenker tenkte drømmer drøymer ønsker ønskjer vil planlegger planla kanskje"
)
_PLAN = word_set("skal ska skulle") | _WISH
_GO = word_set("ferie tur besøk besøke reise reiser dra kjøre fly cup konsert trip visit travel")
_MOVE = word_set("flytte flytta flytt move")
_MOVED = word_set("flytta flyttet flyttede flyttade moved")
_LEFT = word_set("stakk rømte dro drog drar reiste reist for flytta flyttet flyttede flytter left moved went")
_COMPANY = word_set("med mæ with")
_TAKEN_ALONG = word_set("henne ham han hun ho hu dem dei oss her him them")
_STAY = word_set("uke uker veke veker dager dagar juni juli august sommeren ferien helga")
_NEIGHBOUR = word_set("nabo naboen naboer naboene neighbour")
_FROM_WHERE = word_set("hit her")
_NEAR = 3
_ONCE = word_set(
    "møttes møtte møttest traff giftet gifta døde døydde gravlagt begravet studerte ferierte tjenestegjorde militæret"
)
_A = word_set("en ei ein noen nokon nokre andre annen et eit a some to tre")
_SOMEBODY = word_set(
    "gutt gut jente mann mannfolk fyr kar dame kvinne lege psykolog person type voksen vaksen kompis klinikk ungdommer gutter jenter menn folk"
)
_TO_STUDY = word_set("studere studera studier studiene")
_LOVER = word_set("kjæreste kjærest kjærast kjæresten kjærasten nettvenn date boyfriend girlfriend")
_PARTNER = word_set(
    "kjæreste kjæresten kjærasten mannen kona samboeren partneren typen han fyren gutten boyfriend husband"
)
_HOMES = word_set(
    "hus huset leilighet leiligheten leilegheit leilegheita rekkehus rekkehuset tomt tomta tomten bolig boligen hybel house flat apartment"
)
_DREAM = word_set("drømmer drøymer drømte drøymde")
_TAKEN = word_set("tok tatt tar teke tatte")
_ELSEWHERE_ALWAYS = word_set(
    "visning visninga visningen hovedkontor hovedkontoret hovudkontor ikea storsenter kjøpesenter"
)
_LOOK_FOR = word_set(
    "sett ser se så sjå såg kikket kikka kikker titta leter leite leita leitar leter lette let visning visninga visningen bud budrunde "
    "kjøpe bygge finne looked looking"
)
_SELVES = word_set("jeg eg æ vi me i")
_HAVE = word_set("har er e jeg eg æ vi me mamma pappa mor far have")
_COMPASS = re.compile(r"(rett|like|litt)?(nord|sør|syd|øst|aust|vest)(nord|sør|øst|aust|vest|over)?")
_PRISON = (["fengsel"], ["fengslet"], ["prison"])
_DISTANCES = word_set("mil km kilometer time timer timars times halvtime hours hour miles")
_NOW = word_set("nå no nu now her hjemme heime")
_SOUGHT = word_set(
    "finnes fins finns finst finn finner leter leiter lurer trenger treng søker søkjer skaffe looking"
)
_SOUGHT_HERE = word_set("i på in near")
_WHERE = (["hvor", "kan"], ["hvor", "får"], ["kor", "kan"], ["kor", "får"], ["åssen", "får"], ["is", "there"], ["are", "there"])  # fmt: skip
_OF_ONES_OWN = word_set("min mi mitt mine hans hennes hannes deres sin si bor bur bo")


def is_story(
    names: PlaceNames, context: Context, first: int, start: int, before: list[str], after: list[str]
) -> bool:
    """Whether the place after the words `before` (from `first` to `start`), and before `after`, is only told about."""
    if _is_sought(context, first, start, before):
        return False
    if is_trip(names, context, first, start, before, after):
        return True
    if after[:1] in _PRISON or (len(before) > 1 and _is_elsewhere(before)):
        return True
    words, around = set(before), set(before) | set(after)
    speaker = len(before) > 1 and before[-2] in _SELVES
    if (words & _NEWS or (set(after) & _NEWS and not speaker)) and not words & LIVE:
        return True
    if words & _BORN or (words & _LIVED and after[:1] != ["nå"]):
        return True
    if ((words & LIVE and "har" in words) or words & _ATTENDED) and around & _LONG_AGO:
        return True
    if before and before[-1] in TO and _TO_STUDY & set(after):
        return True
    if set(before[-_NEAR - 2 :]) & _ONCE or _of_a_stranger(before):
        return True
    if words & _WENT and around & _TRIP and not words & LIVE:
        return True
    if before and before[-1] in TO and words & _PLAN and (around & _GO or words & _MOVE):
        return True
    if before and before[-1] in TO and (_to_move(before) or _somebody_left(context, first, start, words)):
        return True
    if words & {"skal", "ska"} and words & _GO and not around & _NOW:
        return True
    if before and before[-1] in FROM and words & _MOVED and not words & (_PLAN | _FROM_WHERE):
        return True
    return _of_a_relative(context, first, start, before, after)


def _is_sought(context: Context, first: int, start: int, before: list[str]) -> bool:
    """ "Finst det parkurs på", "hvor får man hjelp for foreldre i": what somebody looks for, they look for at home; but not
    "leter etter hus i", "finn venninna mi i" nor "faren søker hjelp i"."""
    if not before or before[-1] not in _SOUGHT_HERE or set(before) & (_OF_ONES_OWN | _HOMES | _NEWS):
        return False
    people = [at for at in range(first, start) if not context.folded[at].endswith(("foreldre", "foreldra"))]
    if any(_is_other(context, at) for at in people):
        return False
    return bool(_SOUGHT & set(before)) or any(list(pair) in _WHERE for pair in pairwise(before))


def _is_elsewhere(before: list[str]) -> bool:
    """ "En time nord for", "visning i", "har tatt ungene med til"; and, unless they live there, "to mil fra" (the best that
    is known of who says "bor to mil fra"), "drømmer om småbruk på", "har sett på hus i" (but not "kjøpte hus i")."""
    *_, nearest, lead = before
    words = set(before)
    if (lead == "for" and _COMPASS.fullmatch(nearest)) or nearest in _ELSEWHERE_ALWAYS:
        return True
    if lead in TO and words & _TAKEN and "med" in words:
        return True
    if words & LIVE:
        return False
    far = lead in NEARNESS and bool(_DISTANCES & set(before[-3:-1]))
    hunting = lead in AT and nearest in _HOMES and bool(_LOOK_FOR & words)
    return far or hunting or bool(words & _DREAM)


def _of_a_stranger(before: list[str]) -> bool:
    """ "En gutt i", "ei jente ho møtte frå", "kjæresten hennes er fra"; but not "har en gutt i"."""
    if not before or before[-1] not in AT:
        return False
    near = before[-_NEAR - 2 :]
    somebody = any(a in _A and b in _SOMEBODY for a, b in pairwise(near)) and not _HAVE & set(before)
    origin = before[-1] in FROM and bool(_PARTNER & set(before)) and not _SELVES & set(before)
    return somebody or origin or (before[-2:-1] != [] and before[-2] in _LOVER)


def _of_a_relative(context: Context, first: int, start: int, before: list[str], after: list[str]) -> bool:
    """ "Ei tante i", "søsteren min bor på", "faren hans bor i", "broren går på skole i"; but not "hos mormor i", nor
    with the child or the writer named after."""
    if not before or before[-1] not in AT | LIVE | TO or before[-2:-1] == ["her"]:
        return False
    others = _NEIGHBOUR if set(before) & LIVE else set[str]()
    who = [at for at in range(first, start) if _is_other(context, at) or context.folded[at] in others]
    if not who or _with_them(context, first, who[-1], before, after) or _ours(context, who[-1], start):
        return False
    relative = _is_relative(context, who[-1])
    if before[-1] in AT and relative and start - who[-1] <= _NEAR + 1:
        return True
    return bool(set(before) & (LIVE | _STUDY)) or (before[-1] in AT and _opens(context, first, who[-1]))


def _with_them(context: Context, first: int, at: int, before: list[str], after: list[str]) -> bool:
    """Whether one is with the person at `at`: "hos mormor", "skal til mormor"; but not "naboen til søsteren", nor a stay that
    is planned: "skal til mormor i Hamar to uker"."""
    near = context.folded[max(first, at - 2) : at]
    if near[-1:] and near[-1] in TO and near[:-1] and near[0] in _NEIGHBOUR:
        return False
    return bool(set(near) & _WITH) and not (_PLAN & set(before) and _STAY & set(after))


def _takes_along(context: Context, first: int, start: int) -> bool:
    """ "Faren dro med henne til Hamar", "... til Hamar med babyen"; but not "... med ny dame"."""
    return any(
        context.folded[at] in _COMPANY
        and (context.folded[at + 1] in _TAKEN_ALONG or person_at(context, at + 1) in {CHILD, SELF})
        for at in range(first, min(start + _NEAR, len(context.folded) - 1))
    )


def _to_move(before: list[str]) -> bool:
    """ "Kommer til å flytte til"."""
    return any(a == "å" and b in _MOVE for a, b in pairwise(before))


def _somebody_left(context: Context, first: int, start: int, words: set[str]) -> bool:
    """ "Eksen min stakk til", "naboen flyttet til": another than the child or the one who writes."""
    if not words & _LEFT or _takes_along(context, first, start):
        return False
    if any(person_at(context, at) in {CHILD, SELF} for at in range(first, start)):
        return False
    return any(_is_other(context, at) or context.folded[at] in _NEIGHBOUR for at in range(first, start))


def _is_other(context: Context, at: int) -> bool:
    return context.folded[at] in _OTHER_PARENT or _is_relative(context, at)


def _is_relative(context: Context, at: int) -> bool:
    """A relative of the child or of the writer, whose own mother ("mor mi") is a grandmother; not "jeg er onkel"."""
    word = context.folded[at]
    if at and context.folded[at - 1] in _AM:
        return False
    if word in _US and (context.folded[at + 1 : at + 2] == ["vår"] or context.folded[at - 1] in _A):
        return False  # "familien vår", "vi er en familie"
    if word in _RELATIVES or (word.endswith(_RELATED) and not word.startswith("helse")):
        return True
    return word in _OTHER_PARENT and context.folded[at + 1 : at + 2] in _MINE


def _opens(context: Context, first: int, at: int) -> bool:
    """Whether a single other person ("broren hans", "faren") is what the clause is about."""
    word, following = context.folded[at], context.folded[at + 1 : at + 2]
    if at > first + 1 or word in _MANY:
        return False
    if word in _WRITER:
        return following in _DOES + _THEIRS[2:4]
    return word.endswith(("en", "a", "n")) or following in _THEIRS + _DOES


def _ours(context: Context, at: int, start: int) -> bool:
    """Whether the child or the one who writes is spoken of between the other person and the place."""
    return any(
        person_at(context, i) in {CHILD, SELF} and context.folded[i - 1] not in _WITH
        for i in range(at + 1, start)
    )
