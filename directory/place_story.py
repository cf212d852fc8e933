"""Places that a text only tells about: a relative's home, where somebody was born, a holiday, the news."""

from itertools import pairwise

from directory.place_context import AT, FROM, LIVE, TO, Context
from directory.place_people import CHILD, SELF, person_at
from directory.place_text import word_set

_RELATIVES = word_set(
    "tante tanta tanten onkel onkelen bestemor bestemora bestemoren bestefar bestefaren mormor mormora farmor farmora morfar farfar besta "
    "besteforeldre besteforeldrene besteforeldra svigermor svigermora svigerfar svigers svigerforeldre svigerforeldrene foreldre foreldra "
    "foreldrene slekt slekta familie familien kusine kusina kusinen fetter fetteren søster søstera søsteren søstra syster systera bror broren "
    "broder broren niese niesa nevø nevøen venninne venninna venninnen veninne veninna venn vennen ven venner vennene kompis kompisen bestevenn bestevennen bestevenninne bestevenninna bestevenninnen kamerat "
    "kameraten kollega kollegaen nabo naboen bekjent kjenning aunt uncle sister brother friend friends cousin grandmother grandfather parents"
)
_OTHER_PARENT = word_set(
    "far faren farn pappa pappaen mor mora moren mamma mammaen eks eksen eksmannen ekskona x xen ex barnefar barnefaren"
)
_WITH = word_set("hos hjå med til te åt with to")
_BORN = word_set("født fødd fødde fødtes oppvokst oppvaksen oppvaksne vokst vokste vaks born grew raised")
_LIVED = word_set("bodde budde boende lived")
_LONG_AGO = word_set("før førr tidligere tidlegare before engang gang")
_NEWS = word_set(
    "tv tven nyhetene nyheitene nyheter nyheiter dokumentar dokumentaren film filmen serie serien podcast podkast avisa avisen avis vg dagbladet nrk "
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
_NEAR = 3
_ONCE = word_set(
    "møttes møtte møttest traff giftet gifta døde døydde gravlagt begravet studerte ferierte tjenestegjorde militæret"
)
_A = word_set("en ei ein noen nokon nokre andre annen et eit a some to tre")
_SOMEBODY = word_set(
    "gutt gut jente mann mannfolk fyr kar dame kvinne lege psykolog person type voksen vaksen kompis klinikk ungdommer gutter jenter menn folk"
)
_PARTNER = word_set(
    "kjæreste kjæresten kjærasten mannen kona samboeren partneren typen han fyren gutten boyfriend husband"
)
_HAVE = word_set("har er e jeg eg æ vi me mamma pappa mor far have")
_NOW = word_set("nå no nu now her hjemme heime")


def is_story(context: Context, first: int, start: int, before: list[str], after: list[str]) -> bool:
    """Whether the place after the words `before` (from `first` to `start`), and before `after`, is only told about."""
    words, around = set(before), set(before) | set(after)
    if words & _NEWS and not words & LIVE:
        return True
    if words & _BORN or (words & _LIVED and after[:1] != ["nå"]):
        return True
    if ((words & LIVE and "har" in words) or words & _ATTENDED) and around & _LONG_AGO:
        return True
    if words & _ONCE or _of_a_stranger(before):
        return True
    if words & _WENT and around & _TRIP and not words & LIVE:
        return True
    if before and before[-1] in TO and words & _PLAN and (around & _GO or words & _MOVE):
        return True
    if words & {"skal", "ska"} and words & _GO and not around & _NOW:
        return True
    return _of_a_relative(context, first, start, before)


def _of_a_stranger(before: list[str]) -> bool:
    """ "En gutt i", "ei jente ho møtte frå", "kjæresten hennes er fra"; but not "har en gutt i"."""
    if not before or before[-1] not in AT:
        return False
    near = before[-_NEAR - 2 :]
    somebody = any(a in _A and b in _SOMEBODY for a, b in pairwise(near)) and not _HAVE & set(before)
    origin = before[-1] in FROM and bool(_PARTNER & set(near))
    return somebody or origin


def _of_a_relative(context: Context, first: int, start: int, before: list[str]) -> bool:
    """ "Ei tante i", "søsteren min bor på", "faren hans bor i"; but not "hos mormor i", nor with the child named."""
    if (
        not before
        or before[-1] not in AT | LIVE | TO
        or set(before[:-1]) & _WITH
        or _ours(context, first, start)
    ):
        return False
    if before[-1] in AT and set(before[-_NEAR - 1 :]) & _RELATIVES:
        return True
    return bool(set(before) & LIVE and set(before) & (_RELATIVES | _OTHER_PARENT))


def _ours(context: Context, first: int, start: int) -> bool:
    """Whether the child or the one who writes is spoken of between the last relative and the place."""
    relatives = [at for at in range(first, start) if context.folded[at] in _RELATIVES | _OTHER_PARENT]
    if not relatives:
        return True
    return any(person_at(context, at) in {CHILD, SELF} for at in range(relatives[-1] + 1, start))
