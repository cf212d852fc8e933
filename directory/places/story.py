"""Places that a text only tells about: a relative's home, where somebody was born, a holiday, the news."""

import re
from itertools import pairwise

from directory.places.context import AT, BE, FROM, HAS, HERE, LIVE, NEARNESS, NOT, NOW, PLAN, TO, A, Context
from directory.places.earlier import is_another_time
from directory.places.here import OFFICE
from directory.places.names import PlaceNames
from directory.places.people import CHILD, SELF, person_at
from directory.places.relatives import (
    child_moved_out,
    child_ran,
    is_habit,
    is_other,
    of_a_relative,
    somebody_left,
)
from directory.places.text import word_set
from directory.places.trip import BACK, WE, is_trip

_BORN = word_set(
    "utdannet utdanna født fødd fødde fødtes oppvokst oppvaksen oppvaksne vokst vokste vaks voks born grew raised"
)
_LIVED = word_set("bodde budde boende lived")
_USED = word_set("used to")
_LONG_AGO = word_set("før førr tidligere tidlegare before engang gang")
_NEWS = word_set(
    "tv tven nyhetene nyheitene nyheter nyheiter dokumentar dokumentaren film filmen serie serien podcast podkast avisa avisen avis vg dagbladet nrk foregår utspiller spillet boka boken "
    "leste las lest lese video videoen klipp klippet nettet tiktok youtube facebook instagram news "
    "forsker forskere forskar professor professoren helsedirektøren statsministeren ministeren ordføreren politikerne"
)
_ATTENDED = word_set("gikk gjekk gjikk studerte jobbet jobba")
_WENT = word_set("var va vært vore vøre vori dro drog reiste was were went")
_TRIP = word_set(
    "ferie ferien tur turen klassetur skoletur cup cupen turnering konsert festival dyreparken tusenfryd bryllup begravelse konfirmasjon begravelsen bisettelse bisettelsen gravferd gravferda gravferden minnestund minnestunden dåp dåpen bryllupet konfirmasjonen sommer "
    "besøk besøg kino kafe kafé kaffe restaurant museum nachspiel bryllupsreise sommeren fjor vinter vinteren høst høsten vår våren påska påsken jula julen helga helgen høstferien vinterferien sommerferien holiday trip weekend"
)
_GO = word_set(
    "ferie tur besøk besøke reise reiser dra drar kjøre fly cup konsert trip visit travel go going"
)
_MOVE = word_set("flytte flytta flytt flytter flyttar move moving")
_MOVED = word_set("flytta flyttet flyttede flyttade moved")
_FROM_WHERE = word_set("hit her")
_AS = word_set("som as like")
_LIKE = NOT | word_set("slik sånn sånt likt akkurat samme same")
_ORIGINALLY = word_set("opprinnelig opphavleg originally opprinneleg")
_VISIT = word_set("besøk besøket visit")
_COMES = word_set("er e æ kom kommer kjem kjæm kjæmme is comes came var")
_DEFINITE = ("en", "et", "ene", "ane", "inna")
_SIGHTS = word_set(
    "festning festningen festival festivalen museum slott dyrepark badeland lufthavn stadion tivoli"
)
_HEARD, _THAT = word_set("hørt høyrt hørde hørte lest leste høyrde"), word_set("at om")
_WAITED = word_set("satt sto stod var va landet landa mellomlandet strandet")
_AIRPORTS = word_set("gardermoen flesland")
_THEY = word_set("de dei they")
_DO = word_set("har gjør gjer får sier seier kaller have do")
_THAN = word_set("enn than")
_MORE = word_set(
    "bedre betre flere fleire mer meir mindre verre større lettere billigere dyrere annerledes annleis better worse more"
)
_NEAR = 3
_PRETERITES = word_set(
    "solgte hadde møtte hørte lærte feiret feira bestilte handlet handla kjente mistet mista sendte sov sa traff had met"
)
"""What is over when it is told of; an accident ("falt på", "fikk strøm i") may have been where somebody is still."""
_SETTLED = word_set(
    "kjøpte kjøpt kjøpe overtok overtatt havna havnet hamna jobb hus leilighet leiligheten gard gård plass oppvokst tilbake bought stopp stoppe stoppa stoppet"
)
"""What was done to live there: "tok over leiligheten på", "fikk jobb i"."""
_TODAY = {("i", "dag"), ("i", "natt"), ("i", "kveld")}
_JUST = word_set("today tonight fortsatt framleis nettopp nett akkurat")
_THREATENS = word_set("truer truar trua truet threatens")
_THE_PLAN = (["planen", "er"], ["planen", "var"])
_MODALS = word_set("vil skal ska kan might may would will")
_AND = word_set("og å and")
_SHOULD = word_set("skulle burde kunne")
_BEEN = word_set("bodd budd vært vore vøre")
_IF = word_set("om hvis dersom viss if når")
_REACH = 8
_WITH_A = word_set("i av med om for til med with of")
"""Before "en" and what a stranger is: "forelsket i en håndballspiller fra"."""
_OF = word_set("av om of")
_ALONE = word_set("alene åleine aleine aleina alone")
_GROWN_UPS = word_set("mann mannfolk fyr kar dame kvinne lege psykolog person venninne kompis kollega")
_WITH_SOMEBODY = (["med", "noen"], ["av", "noen"], ["til", "noen"], ["med", "nokon"], ["with", "someone"])
_HAPPENED = word_set(
    "skjedde hendte hende skjer skredet raset brannen ulykka ulykken drapet angrepet terroren flommen skytingen saken"
)
"""What was in the news: "etter skredet på Gjerdrum"."""
_NOT_HERE = {("ikke", "her"), ("ikkje", "her"), ("enn", "her"), ("not", "here"), ("men", "her")}
_ONCE = word_set(
    "møttes møtte møttest traff giftet gifta døde døydde gravlagt begravet studerte kjente kjende mellomlandet mellomlanda ferierte tjenestegjorde militæret"
)
_BURIED = re.compile(
    r"(be)?grav(des|es|lagt|lagde[s]?|legges|lagd|det|ferda)|bisatt\w*|bisettes|gravlegges|kremert|døptes?|viet|vigd|vies|gifte[ts]"
)
"""What is done once, and where somebody has roots."""
_CONSUMES = re.compile(
    r"spis(er|te|t)?|et|ete|åt|eter|drikk(er|e)?|drakk|drukket|drukke|bruker|brukar|brukte|bestil(ler|te|t)|kjøp(er|te|t)|lager|handler|handla|selger|leser|les|eats?|drinks?|uses|bought|ordered"
)
"""What is done with a thing that comes from somewhere: "spiser bare grøt fra"."""
_YOU = word_set("dere du dokker dokke dokk dykk dykkar døkk you dåkker dåkke")
_SIT = word_set("sitter sit holder held er")
_WHERE_WE_SIT = NOW | word_set(
    "vel nok sikkert på kontor kontoret her også egentlig vanligvis alle inne nede oppe hjemme eller sammen også kanskje"
)
"""Between "er du" and "i" in a question to us: "er du på kontor i"."""
_SOMEBODY = word_set(
    "gutt gut jente mann mannfolk fyr kar dame kvinne lege psykolog person type voksen vaksen kompis klinikk ungdommer gutter jenter menn folk butikk nettbutikk firma"
)
_PARENT = word_set("mor far mamma pappa familie forelder unge barn")
_TO_STUDY = word_set("studere studera studier studiene")
_PARTNER = word_set(
    "kjæreste kjæresten kjærasten mannen kona samboeren partneren typen han fyren gutten boyfriend husband"
)
_HOMES = word_set(
    "hus huset leilighet leiligheten leilegheit leilegheita rekkehus rekkehuset tomt tomta tomten bolig boligen hybel house flat apartment"
)
_DREAM = word_set("drømmer drøymer drømte drøymde")
_TAKEN = word_set("tok tatt tar teke tatte")
_ELSEWHERE_ALWAYS = word_set(
    "visning visninga visningen hovedkontor hovedkontoret hovudkontor ikea storsenter kjøpesenter nabokommune nabokommunen nabobyen nabobygda nabobygd "
    "retten tingretten lagmannsretten tomt tomta fødsel fødselen alarmtelefonen universitetet overlegen overlege spesialisten statsforvalteren fylkesmannen"
)
_WITH_US = {("med", "meg"), ("med", "oss"), ("med", "mæ"), ("med", "me")}
_SITS = word_set("sitter sit er e holder")
_LOOK_FOR = word_set(
    "sett ser se så sjå såg kikket kikka kikker titta leter leite leita leitar leter lette let visning visninga visningen bud budrunde "
    "kjøpe bygge finne looked looking find buy"
)
_SELVES = word_set("jeg eg æ vi me i")
_HAVE = word_set("har er e jeg eg æ vi me mamma pappa mor far have")
_TESTS = word_set(
    "svenneprøven svenneprøva fagbrev fagbrevet eksamen førerkort lappen utdanning utdanninga utdannelsen"
)
_BOUGHT = word_set("kjøpte kjøpt solgte solgt henta hentet bought")
_ROAD = re.compile(r"e\d{1,2}|rv\d+|fv\d+|riksvei\w*|europavei\w*|motorveien")
_WISHED = PLAN | word_set(
    "bestilt bestille bestiller booket booka trenger treng bare berre uke veke natt hotellnatt"
)
_HOTEL = re.compile(r"hotell(et|natt|opphold)?|spa|spahotell(et)?")
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


_POSSESSIVES = word_set("min mi mitt hans hennes vår vårt sin si")
_PROFESSION = re.compile(
    r"\w*(lærer(en|inn[ea]n?)|lærar(en)?|legen|pedagog(en)?|assistent(en)?|trener(en)?|trenar(en)?|rektor(en)?|vikar(en)?|psykolog(en)?|sykepleier(en)?|"
    r"sjukepleiar(en)?|helsesøster(a|en)?|behandler(en)?|saksbehandler(en)?|nabo(en)?|venninn[ea]n?|styrer(en)?|jordmor(a|en)?|tannlegen|teacher|doctor)"
)
_NO_SUBJECT = WE | {"er"}


def is_story(
    names: PlaceNames, context: Context, first: int, start: int, before: list[str], after: list[str]
) -> bool:
    """Whether the place after the words `before` (from `first` to `start`), and before `after`, is only told about."""
    if _is_sought(context, first, start, before):
        return False
    return (
        is_trip(names, context, first, start, before, after)
        or after[:1] in _PRISON
        or bool(_SIGHTS & set(after[:1]))
        or _is_heard_of(before)
        or _at_the_airport(context, start, before)
        or _comes_with_a_thing(before)
        or _is_guessed_of_us(context, first, start, after)
        or _never_there(before, after)
        or _is_supposed(before)
        or _of_others_there(context, start, before, after)
        or _in_the_news(before, after)
        or _is_past(before, after)
        or _is_planned(before, after)
        or _of_a_stranger(before)
        or _comes_from(context, start, before, after)
        or _is_compared(before, after)
        or _is_elsewhere(before)
        or is_another_time(before, after)
        or (before[-1:] != [] and before[-1] in TO and somebody_left(context, first, start, set(before)))
        or (before[-1:] != [] and before[-1] in TO and child_ran(context, first, start, before))
        or (before[-1:] != [] and child_moved_out(context, first, start, before))
        or _is_told_aside(context, start, before)
        or is_habit(context, first, start, before, after)
        or of_a_relative(context, first, start, before, after)
    )


def _is_heard_of(before: list[str]) -> bool:
    """ "Har hørt at helsestasjonen i X har"."""
    return any(a in _HEARD and b in _THAT for a, b in pairwise(before)) and not LIVE & set(before)


def _at_the_airport(context: Context, start: int, before: list[str]) -> bool:
    """ "Satt fast på Gardermoen"; but not "sitter på Gardermoen", "bor på Gardermoen"."""
    return context.folded[start] in _AIRPORTS and before[-1:] == ["på"] and bool(_WAITED & set(before))


def _in_the_news(before: list[str], after: list[str]) -> bool:
    """ "Leste om en mor i", "filmen fra", "i X på tv"; but not "vi bor i X og så på nyhetene"."""
    speaker = len(before) > 1 and before[-2] in _SELVES
    news = (
        bool(_NEWS & set(before))
        or ["på", "nett"] in map(list, pairwise(before))
        or (bool(_NEWS & set(after)) and not speaker)
    )
    return news and not LIVE & set(before)


def _comes_with_a_thing(before: list[str]) -> bool:
    """ "Spiser bare grøt fra", "kjøpte sko fra": a thing between the verb and "fra"; but not "kjøpte hus"."""
    if len(before) < 3 or before[-1] not in FROM or set(before) & (LIVE | _HOMES | BACK):
        return False
    verb = max((at for at, word in enumerate(before) if _CONSUMES.fullmatch(word)), default=None)
    return verb is not None and verb < len(before) - 2 and not _AND & set(before[verb:])


def _never_there(before: list[str], after: list[str]) -> bool:
    """ "Oslo jeg aldri vært", "aldri gå Oslo", as who learns Norwegian says it."""
    bare = before[-1:] == [] or before[-1] not in AT | TO
    return bare and (("aldri" in after and bool(_WENT & set(after))) or "aldri" in before[-3:])


def _is_supposed(before: list[str]) -> bool:
    """ "Hvis vi flytter til", "om vi bodde i", "skulle bodd i", "skulle vært på", "hadde jeg bodd i"; but not "hvis vi bor i"."""
    words = set(before)
    if words & _SHOULD and words & _BEEN:
        return True
    if before[:1] == ["hadde"] and before[1:2] != [] and before[1] in _SELVES:
        return bool(words & LIVE)
    return before[:1] != [] and before[0] in _IF and bool(words & (_MOVE | _LIVED)) and not words & NOT


def _of_others_there(context: Context, start: int, before: list[str], after: list[str]) -> bool:
    """ "De i Tromsø har", "chatter med noen i", "i Bærum har de ..., ikke her", "det som skjedde på"."""
    if before[-2:-1] != [] and before[-2] in BE and before[-1] == "dere":
        return True  # "er dere Bergen kommune"
    if _is_asked_of_us(before):
        return True
    if not before or before[-1] not in AT:
        return False
    if before[-2:-1] != [] and before[-2] in _THEY and not set(before[-3:-2]) & (BE | LIVE | HAS):
        return True
    if before[-3:-1] in _WITH_SOMEBODY or _HAPPENED & set(before[-2:-1]):
        return True
    around = context.folded[start : start + 2 * _REACH]
    if len(after) > 1 and after[0] in _THEY and after[1] in _DO:
        return True  # "er det bare i Trondheim de har"
    return (
        len(after) > 1
        and after[0] in _DO
        and after[1] in _THEY
        and bool(_NOT_HERE & set(map(tuple, pairwise(around))))
    )


def _is_asked_of_us(before: list[str]) -> bool:
    """ "Er dere i", "e du fra", "er du på kontor i", "sitter dere i": whoever writes asks about us; but not "er dere tilgjengelige i"."""
    at = next((at for at, (a, b) in enumerate(pairwise(before)) if a in BE and b in _YOU), None)
    if at is None:
        at = next((at for at, (a, b) in enumerate(pairwise(before)) if a in _YOU and b in _SIT), None)
    if at is None or before[-1] not in AT:
        return False
    return set(before[at + 2 : -1]) <= _WHERE_WE_SIT


def _is_guessed_of_us(context: Context, first: int, start: int, after: list[str]) -> bool:
    """ "Hvilken by sitter dere i, Bergen?": a guess at where we are."""
    if first != start or after or not context.words[start].gap.startswith("?"):
        return False
    said = context.folded[max(0, start - _REACH) : start]
    return any(a in BE and b in _YOU for a, b in pairwise(said)) and not set(said) & WE


def _is_past(before: list[str], after: list[str]) -> bool:
    """ "Født i", "bodde i", "har bodd i X før", "vi møttes på", "var på ferie i", "i X da jeg bodde der"."""
    words, around = set(before), {*before, *after}
    if ("etter", "at") in pairwise(before) and words & _WENT:
        return True  # "har vært syk etter at vi var i"
    if (
        _is_told_of_the_past(before, after)
        or words & _BORN
        or words >= _USED
        or (_LIVED & set(after) and "der" in after)
    ):
        return True
    if words & _LIVED and after[:1] != ["nå"]:
        return True
    if ((words & LIVE and "har" in words) or words & _ATTENDED) and around & _LONG_AGO:
        return True
    near = before[-_NEAR - 2 :]
    if set(near) & _ONCE or any(map(_BURIED.fullmatch, near)):
        return True
    return bool(words & _WENT and around & _TRIP and not words & LIVE)


def _is_told_of_the_past(before: list[str], after: list[str]) -> bool:
    """ "Vi mistet bamsen på", "jeg hadde en dårlig fødsel på"; but not "mistet bamsen på X i dag", "falt på"."""
    last = max((at for at, word in enumerate(before) if word in _AND), default=-1)
    told = set(before[last + 1 :])
    saw = any(a in WE and b == "så" for a, b in pairwise(before)) or (
        before[:1] == ["så"] and bool(A & set(before[1:2]))
    )
    if (
        before[-1:] == []
        or before[-1] not in AT
        or not (told & _PRETERITES or saw)
        or _is_care(before[-2:-1])
    ):
        return False
    today = {*pairwise(before), *pairwise(after)} & _TODAY or {*before, *after} & (HERE | NOW | _JUST)
    return not (today or {*before} & (LIVE | _SETTLED))


def _is_care(nearest: list[str]) -> bool:
    """ "Gikk til kontroll i", "var på helsestasjonen i": near home, then as now."""
    return nearest != [] and (nearest[0] == "kontroll" or OFFICE.fullmatch(nearest[0]) is not None)


def _is_planned(before: list[str], after: list[str]) -> bool:
    """ "Skal på tur til", "kommer til å flytte til", "til X for å studere"; and "flytta fra", which is left already."""
    words, around = set(before), {*before, *after}
    lead = before[-1] if before else ""
    if lead in TO and ((words & PLAN and (around & _GO or words & _MOVE)) or _TO_STUDY & set(after)):
        return True
    if (lead in TO and _to_move(before)) or (
        words & {"skal", "ska"} and words & _GO and not around & _NOW and lead not in FROM
    ):
        return True
    if before[:2] in _THE_PLAN or (lead in TO and words & _THREATENS):
        return True  # "planen er dyreparken i", "eksen truer med å ta ungene med seg til"
    if lead in TO and words & _MODALS and not words & (LIVE | BACK):
        return True  # "vil til", "might fly to"
    return bool(lead in FROM and words & _MOVED and not words & (PLAN | _FROM_WHERE))


def _is_sought(context: Context, first: int, start: int, before: list[str]) -> bool:
    """ "Finst det parkurs på", "hvor får man hjelp for foreldre i": what somebody looks for, they look for at home; but not
    "leter etter hus i", "finn venninna mi i" nor "faren søker hjelp i"."""
    if not before or before[-1] not in _SOUGHT_HERE or set(before) & (_OF_ONES_OWN | _HOMES | _NEWS):
        return False
    people = [at for at in range(first, start) if not context.folded[at].endswith(("foreldre", "foreldra"))]
    if any(is_other(context, at) for at in people):
        return False
    return bool(_SOUGHT & set(before)) or any(list(pair) in _WHERE for pair in pairwise(before))


def _is_elsewhere(before: list[str]) -> bool:
    """ "En time nord for", "visning i", "har tatt ungene med til", "langt fra"; and, unless they live there, "to mil fra" (the best that
    is known of who says "bor to mil fra"), "drømmer om småbruk på", "har sett på hus i" (but not "kjøpte hus i")."""
    if len(before) < 2:
        return False
    *_, nearest, lead = before
    words = set(before)
    if (lead == "for" and _COMPASS.fullmatch(nearest)) or nearest in _ELSEWHERE_ALWAYS:
        return True
    if lead in AT and nearest in _SITS and before[-3:-2] != [] and before[-3] in _ELSEWHERE_ALWAYS:
        return True  # "spesialisten sitter i"
    if lead in TO and words & _TAKEN and "med" in words and not _WITH_US & set(pairwise(before)):
        return True
    if lead in FROM and nearest == "langt" and not words & NOT:
        return True
    if words & LIVE:
        return False
    if lead in AT and (nearest in _TESTS or _is_bought(before)):
        return True
    if lead in AT | NEARNESS and _is_on_the_road(before):
        return True
    if lead in AT and _HOTEL.fullmatch(nearest) and words & _WISHED and not words & BE:
        return True  # "treng bare en natt på hotell i"
    far = lead in NEARNESS | TO and bool(_DISTANCES & set(before[-3:-1]))
    far = far or (lead in TO and nearest in {"langt", "lang"})
    hunting = lead in AT and nearest in _HOMES and bool(_LOOK_FOR & words)
    return far or hunting or bool(words & _DREAM)


def _is_bought(before: list[str]) -> bool:
    """ "Kjøpte bil i"; but not "kjøpte hus i"."""
    return before[-3:-2] != [] and before[-3] in _BOUGHT and before[-2] not in _HOMES | _SETTLED | A


def _is_on_the_road(before: list[str]) -> bool:
    """ "E6 var stengt ved"; but not "vi står på E39 ved"."""
    road = any(map(_ROAD.fullmatch, before))
    return road and not set(before) & (WE | {"står", "stod", "sitter", "køa", "kø"})


def _is_compared(before: list[str], after: list[str]) -> bool:
    """ "Bedre tilbud i X enn her", "verre enn i X", "ikke som i X", "X er bedre", "det de har i X"; but not "bedre her i X enn"."""
    if not before and len(after) > 1 and after[0] in _COMES and after[1] in _MORE:
        return True
    if after[:1] != [] and after[0] in _MORE and before and before[-1] not in AT | LIVE:
        return True  # "my friend say Oslo better"
    if len(before) < 2 or before[-1] not in AT or before[-2] == "her":
        return False
    nearest, further = before[-2], before[-3] if len(before) > 2 else ""
    return (
        nearest in _THAN
        or "motsetning" in before
        or (further in _LIKE and nearest in _AS)
        or (further in _THEY and nearest in _DO)
        or bool(_THAN & set(after) and _MORE & set(before))
    )


def _of_a_stranger(before: list[str]) -> bool:
    """ "En gutt i", "ei jente ho møtte frå", "leser om en mor i", "kjæresten hennes er fra"; but not "har en gutt i"."""
    if not before or before[-1] not in AT:
        return False
    near = before[-_NEAR - 2 :]
    somebody = any(a in A and b in _SOMEBODY for a, b in pairwise(near)) and not (_HAVE | _ALONE) & set(
        before
    )
    told = "lurer" not in before and any(
        a == "om" and b in A and c in _PARENT for a, b, c in zip(near, near[1:], near[2:], strict=False)
    )
    if before[-1] in FROM and before[-2:-1] in (["nabo"], ["naboen"], ["naboar"], ["naboer"]):
        return True
    origin = before[-1] in FROM and bool(_PARTNER & set(before)) and not _SELVES & set(before)
    met = (
        before[-1] in FROM
        and before[-3:-2] != []
        and before[-3] in A
        and before[-4:-3] != []
        and before[-4] in _WITH_A
    )
    return somebody or told or origin or met or _heard_of(before)


def _heard_of(before: list[str]) -> bool:
    """ "Fikk nummeret av en dame i"; but not "alene med en gutt i"."""
    return len(before) > 3 and before[-4] in _OF and before[-3] in A and before[-2] in _GROWN_UPS


def _comes_from(context: Context, start: int, before: list[str], after: list[str]) -> bool:
    """ "Pakken kom fra", "læreren er fra": another or a thing; "jeg er fra X opprinnelig". But not "babyen er fra"."""
    if len(before) < 2 or before[-1] not in FROM:
        return False
    if _ORIGINALLY & {*before, *after[:1]} or before[-2] in _VISIT:
        return True
    if before[-2] not in _COMES or len(before) < 3:
        return False
    noun = before[-3]
    first = start - len(before)
    if before[0].endswith("eren") and before[0] not in _SELVES:
        return True  # "selgeren på Finn er fra"
    if noun not in _NO_SUBJECT and person_at(context, start - 3) is None and _is_of_another(context, first):
        return True  # "lærerinna han fikk i høst er fra"
    return (
        noun.endswith(_DEFINITE) and noun != "familien" and person_at(context, start - 3) not in {CHILD, SELF}
    )


def _is_told_aside(context: Context, start: int, before: list[str]) -> bool:
    """ "Far min, som er frå", "læreren, som bor i": said of another grown-up; but not "mora mi, som eg bur hos i"."""
    if before[:1] != ["som"] or before[-1] not in AT or any(word in _SELVES for word in before):
        return False
    return _is_of_another(context, start - len(before) - 1)


def _is_of_another(context: Context, at: int) -> bool:
    """Whether the word at `at`, or the one before "min", "hans" there, is another grown-up: "læreren", "far min"."""
    if at > 0 and context.folded[at] in _POSSESSIVES:
        at -= 1
    word = context.folded[at] if at >= 0 else ""
    return bool(word) and (
        is_other(context, at) or _PROFESSION.fullmatch(word) is not None or person_at(context, at) == "other"
    )


def _to_move(before: list[str]) -> bool:
    """ "Kommer til å flytte til"."""
    return any(a == "å" and b in _MOVE for a, b in pairwise(before))
