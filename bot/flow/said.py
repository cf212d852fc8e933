"""What kind of thing a message says, whatever it is about: a question, thanks, no telephone, blame of oneself.

All functions take a message in lower case as written, and its words in bokmål (`bot.components.normalised`).
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from bot.flow.alarm import asks_to_wait, says_help_comes

SHORT = 10  # words: a message that is nothing but the question, and not a story that ends in one
QUESTION = 16  # words: a question, and what it is about


class Said(StrEnum):
    """What needs an answer of its own while an alarm stands; the first that fits is answered."""

    NO_PHONE = "no_phone"
    NO_ANSWER = "no_answer"
    AFRAID_TO_CALL = "afraid_to_call"
    FEARS_LOSS = "fears_loss"
    HOW_LONG = "how_long"
    WAIT = "wait"
    MUST_CALL = "must_call"
    WHAT_TO_DO = "what_to_do"
    WHERE = "where"
    BLAME = "blame"


_I = r"(?:jeg|eg|æ|jag|vi|me|mi|i|we|man|en)"
_WHAT_TO_DO = re.compile(
    rf"\b(?:hva|kva|ka) (?:i \w+(?: \w+)? |faen )?(?:skal|må|kan|bør|burde|skulle) {_I}(?: \w+)?(?: \w+)? (?:gjøre|gjere|gjør|finne på|ta meg til|foreta)\b"
    rf"|\b(?:hva|kva|ka) {_I} (?:skal|må|kan|bør|burde|skulle)(?: \w+)? (?:gjøre|gjere|gjør|ta meg til)\b"
    rf"|\b(?:hva|kva|ka) (?:i \w+(?: \w+)? |faen )?(?:gjør|gjer) {_I}\b|^(?:og |ja |men )?(?:hva|kva|ka) (?:nå|no|da|så)(?: da)?\W*$"
    r"|\bhvordan gjør jeg det\b|\bwhat (?:do|should|can|must|shall|am) (?:i|we)(?: \w+){0,2} do\b|\bwhat (?:i|we) (?:(?:must|should|shall|can|need to|have to) )?do\b|\bwhat now\b"
)
_WHO_TO_CALL = re.compile(
    rf"\b(?:hvem|kven|vem|hvor|vart|hvilket nummer|hva for et nummer|kva nummer|nummeret)\b(?: \w+){{0,3}}? (?:ringe|ringer|ringje|ringjer|ringa)\b(?: {_I})?"
    r"|\b(?:hva|kva|hvilket|hvor) (?:var|er|va|sto|står)(?: nå)?(?: det)? nummeret\b|\bhvilket nummer\b|\bkva nummer\b"
    r"|\b(?:who|where|which number|what number) (?:do|should|can|shall|must|was|is|did)\b.*\b(?:call|ring|phone|number)\b|\bwhat(?: is|'s| was) the number\b"
)
_MUST_CALL = re.compile(
    rf"\b(?:skal|må|bør|burde|måste|måtte|treng|trenger|behøver) {_I}(?: \w+){{0,3}}? (?:å )?(?:ringe|ringje|ringa)\b"
    rf"|\b(?:skal|må|bør|måste) {_I} (?:virkelig |verkeleg |absolutt |verkligen )?(?:det|de)\W*$"
    r"|\bnødvendig(?:vis)? (?:å |at (?:jeg|vi) )?ringer?\b|\b(?:do|should|must) (?:i|we)(?: \w+){0,2}? (?:have to |need to )?(?:call|ring|phone)\b"
    r"|\b(?:haster|hastar) (?:det|dette)\b"
)
_PHONE = r"(?:telefon\w*|mobil\w*|tlf\w*)"
_NO_PHONE = re.compile(
    rf"\b(?:har|finner|eier|fant) (?:ikke|ingen) (?:\w+ )?(?:{_PHONE}|dekning|batteri|strøm på)\b"
    rf"|\b(?:har|hev) (?:ikkje|inga|ingen) (?:\w+ )?{_PHONE}\b"
    rf"|\b{_PHONE} (?:min |mi )?(?:er |ble |har )?(?:\w+ )?(?:død|dau|tom|borte|knust|ødelagt|i stykker|virker ikke|fungerer ikke|gikk tom|ladet ut|tatt fra)\b"
    rf"|\b(?:tok|tatt|gjemt|knuste|knust) {_PHONE}\b|\buten {_PHONE}\b|\btom for strøm\b|\bingen dekning\b"
    r"|\b(?:kan|får) ikke ringt?e?\b|\bno phone\b|\b(?:don'?t|do not) have a phone\b|\bphone is (?:dead|broken|gone)\b|\bno signal\b|\bcan(?:'t|not) (?:call|ring)\b"
)
_THEM = r"(?:de|dei|dem|113|112|110|116 ?117|116 ?111|legevakt\w*|nødsentral\w*|nødnummeret|politiet|they)"
_NO_ANSWER = re.compile(
    rf"\b{_THEM} (?:svarer|svarar|tar) (?:ikke|ikkje)\b|\bingen (?:som )?(?:svarer|svarar|tar telefonen)\b|\bfår (?:ikke|ikkje|ingen) svar\b"
    r"|\bkommer (?:ikke|ikkje) (?:gjennom|frem|fram)\b|\btelefonkø\b|\b(?:settes?|satt) på vent\b|\b(?:linja|linjen|det) er opptatt\b"
    r"|\bkø(?:en)?\b.{0,15}\b(?:telefon\w*|legevakt\w*|116 ?117|113)\b|\b(?:telefon\w*|legevakt\w*|116 ?117|113)\b.{0,15}\bkø(?:en)?\b"
    r"|\b(?:vent(?:et|a|er|ar)|stått|waited|waiting)\b.{0,30}\b(?:telefonen|linja|linjen|legevakt\w*|116 ?117|113|on the (?:phone|line))\b"
    r"|\b(?:nobody|no one|they don'?t) answers?\b|\bcan'?t get through\b|\bon hold\b"
)
_AFRAID_TO_CALL = re.compile(
    r"\b(?:tør|torer|orker|orkar|vil|klarer|klarar|greier|våger) (?:ikke|ikkje) (?:å )?(?:ringe|ringje|snakke med dem)\b"
    r"|\b(?:er |så )?redd for å ringe\b|\b(?:har|jeg|vi) (?:ikke|ikkje) ringt\b|\b(?:too )?(?:afraid|scared) to call\b|\b(?:haven'?t|have not|not) called\b"
    r"|\b(?:teit|dumt|flaut) å ringe\b|\bhva skal jeg si (?:til dem|når jeg ringer|i telefonen)\b"
    r"|^(?:men |og |ja |ok )?(?:hva|kva|ka|what) (?:(?:skal|kan|må|ska|do|should) )?(?:jeg |eg |æ |i )?(?:si|sier|seie|seier|say)(?: jeg| eg| æ)?(?: da| nå| no)?\W*$"
)
# barnevernet takes the child, or somebody rings the police: what keeps parents from calling
_HELPERS = r"(?:de|dei|dem|dere|dykk|barnevern\w*|noen|nokon|they|cps|social services|someone)"
_FEARS_LOSS = re.compile(
    rf"\b{_HELPERS} (?:\w+ )?(?:tar|tek|ta|tok|henter|hentar|hente|take|takes|taking) (?:\w+ ){{1,2}}?(?:fra|ifra|frå|ifrå|from|away from) (?:meg|oss|me|us)\b"
    rf"|\b{_HELPERS} (?:\w+ )?(?:tar|tek|ta|take) (?:fra|frå) (?:meg|oss) \w+|\bblir (?:\w+ )?(?:tatt|teken|teke|hentet) (?:fra|frå|ifra) (?:meg|oss)\b"
    r"|\b(?:mister|mistar|miste|mista|lose) (?:jeg |eg |vi )?(?:barnet|barna|babyen|ungene|ungen|ungane|henne|ham|han|ho|omsorgen|omsorga|my (?:child|children|kids?|baby)|her|him)\b(?! kontakt)"
    r"|\bkommer barnevern\w*|\bbarnevern\w* (?:kommer|får vite|blir kobla|blir koblet|blandes|blander)\b"
)
_HOW_LONG = re.compile(
    r"\b(?:hvor|kor|how|hur) (?:lenge|leng|lengje|lang tid|long|länge)\b.{0,40}\b(?:tar|tek|ta|vente?|venter|ventar|venta|vänta|bruker|brukar|før|till?|kommer|kjem|er de|are they|take|takes|wait|until)\b"
    r"|\bkommer (?:ambulans\w*|sykebil\w*|hjelpen|hjelpa|politiet)\b"
    r"|\b(?:når|när|ka tid|katti|kor tid|when) (?:kommer|kjem|er|e|is|are|will|do|does)(?: \w+)? ?(?:ambulans\w*|sykebil\w*|hjelpen|hjelpa|de|dei|dem|politiet|legen|they|ambulance|help|police)\b(?: (?!hjemme)|\W|$)"
)
_CHAT = re.compile(
    r"\b(?:chat\w*|kø|køen|plass\w*|tur|turen|dere|dykk|dokker|veileder\w*|veiledar\w*|rettleiar\w*|menneske|queue|counsellor|human|you)\b"
)
_WHERE = re.compile(
    r"\bhvor (?:er|blir) (?:dere|du|de|hjelpen|ambulansen)\b|\bkor (?:er|e|blir) (?:de|dere|dokker|du)\b|\bkommer (?:dere|det noen|noen|du|det nokon)\b"
    r"|\b(?:er|e) (?:det )?(?:noen|nokon|noe menneske|dere|du) (?:her|der|hjemme)\b|\bsvar (?:meg|da|nå)\b|^(?:hallo+|hjelp)(?: (?:meg|oss|da))?\W*$"
    r"|\bwhere are you\b|\bis (?:anyone|anybody|someone|somebody) there\b|^help(?: (?:me|us))?\W*$|\bare you (?:coming|there)\b"
)
_PARENT = r"(?:mor|mamma|far|pappa|forelder|foreldre|menneske|omsorgsperson|mother|mum|mom|mam|dad|father|parent|person|kone|mann)"
_BLAME = re.compile(
    rf"\b(?:forferdelig\w*|dårlig\w*|elendig\w*|verste|håpløs\w*|ubrukelig\w*|udugelig\w*|fæl\w*|grusom\w*|mislykka?\w*|fryktelig\w*|dårleg\w*|terrible|bad|awful|horrible|worst|useless) (?:\w+ )?{_PARENT}\b"
    r"|\b(?:det er|alt er|det e|det var|det va|er det|bare) (?:bare |alt |helt |jo )?(?:min|mi) (?:egen |eiga )?(?:skyld|skuld|feil)\b|\bhva har jeg gjort\b|\bkva har eg gjort\b|\bskammer meg\b|\bskammar meg\b"
    r"|\bhvordan kunne jeg\b|\bkorleis kunne eg\b|\bfortjener (?:ikke|ikkje) (?:å ha |å være |barn|henne|ham)\w*|\bmy fault\b|\b(?:jeg|eg|æ) (?:er|e) (?:så |en |ein |bare |berre |helt |heilt )*(?:dum|teit|idiot|udugelig|ubrukelig|håpløs|elendig|forferdelig|ubrukeleg)\b|\bi(?:'m| am) (?:so |such )?(?:an? )?(?:stupid|idiot|useless)\b|\bwhat have i done\b|\bashamed\b|\bhater meg selv\b"
)
_QUESTION = re.compile(
    r"^(?:og |men |ja |nei |ok |hei |så |da )?(?:hva|hvem|hvor|hvordan|hvorfor|hvilke\w*|når|(?:kan|får|skal|må|bør)(?! ikke| ikkje)|er det|finnes|har dere|har du|vet du|hvis|koster|kostar"
    r"|kva|kven|kor|korleis|kvifor|kva for|finst|what|who|where|when|why|how|which|can|could|should|is there|is (?:it|this|that|he|she)|do you|does)\b"
)


def is_question(written: str) -> bool:
    """Whether a message asks something."""
    text = written.strip()
    return text.rstrip(" .!").endswith("?") or (bool(_QUESTION.match(text)) and "." not in text[:-1])


_GOOD_NEWS = re.compile(
    r"\b(?:sover?|søv|sov|spiser|et|drikker|går|gikk|gjekk|har det|leker|leikar|roet|roa|sovna|sovnet) (?:\w+ ){0,2}?(?:fint|bra|godt|greit|greitt|rolig|roleg|bedre|betre|som (?:han|hun|ho|de|dei) pleier|som vanlig)\b"
    r"|\b(?:er|blitt|vart|ble) (?:\w+ ){0,2}?(?:frisk|friske|bra|bedre|betre|rolig|roleg|glad|glade|blid|blide) (?:igjen|nå|no)\b|\b(?:is|are|feels?|sleeps?|eats?) (?:\w+ )?(?:fine|well|better)\b"
)
_ASLEEP = re.compile(
    r"^(?:(?:nei|ja|og|men|nå|no)\W+)*(?:barna|ungene|ungane|alle|begge|de|dei|han|hun|ho|babyen|barnet|they|the kids|the baby) (?:sover|søv|sov|har sovnet|har sovna|sovnet|sovna|are asleep|is asleep)(?: nå| no| endelig| alt| allerede| begge| alle)*\W*$"
)
"""«Barna sover» tells that it is quiet, and not of a trouble with sleep."""
_NOT_GOOD = re.compile(
    r"\b(?:ikke|ikkje|ikk|itj|aldri|not|men|but|never|uten|dårlig\w*|selv om|når jeg|om jeg|hvis|borte|død\w*|dø|klart|klar|kald\w*|alt er|dead|gone|cold|without)\b|\?"
)
_DENIES = re.compile(r"\b(?:ikke|ikkje|ikk|itj|ingen|inga|ingenting|aldri|not|no|never|nothing)\b")
_NO = re.compile(r"^(?:nei|nope|næ|nah|no|nope|niks)\b")
_STILL = re.compile(
    r"\b(?:tør|torer|tor|redd\w*|lar|lèt|lét|får|slutt\w*|slipp\w*|stopp\w*|gir seg|våger|afraid|stop|lets?)\b"
)
"""«Nei, jeg tør ikke gå hjem», «nei, han slutter ikke å slå»: a no that tells of it."""
DENIAL_LENGTH = 10  # words


_NO_BLOW = re.compile(
    r"^(?:(?:han|hun|ho|de|dei|vi|jeg|eg|mannen|kona|samboeren) )?(?:(?:slår|bruker|truer) (?:\w+ )?(?:ikke|ikkje|aldri)|har (?:ikke|ikkje|aldri) (?:slått|truet|gjort))(?: \w+){0,2}\W*$"
)


def is_good_news(written: str) -> bool:
    """Whether a message tells that something is well: no trouble to feel with."""
    return bool(_ASLEEP.match(written)) or (
        bool(_GOOD_NEWS.search(written)) and not _NOT_GOOD.search(written)
    )


def is_denial(written: str) -> bool:
    """«Nei, hun slår ikke», «ingen krangel»: what a short message denies is not what it tells of."""
    text = written.strip()
    if len(text.split()) > DENIAL_LENGTH or _STILL.search(text):
        return False
    if no := _NO.match(text):
        return bool(_DENIES.search(text[no.end() :]))
    if _NO_BLOW.match(text):
        return True
    return bool(
        re.match(r"^(?:ingen|inga|ikke noen|ikkje noko|ikke|ikkje|aldri) (?:\w+ ?){1,3}\W*$", text)
    ) and not re.search(
        r"\b(?:hjelper|hjelp\w*|orker|orkar|sov\w*|søvn|penger|pengar|råd|venner|vener|som|virker|klarer)\b",
        text,
    )


_NO_WORDS_TEXT = """
    nei nope nah næ na no takk ikke ikkje ikk nå helst vil orker orkar gidder trenger treng det jeg eg æ
    ellers enda ennå ferdig i kveld dag natt thanks thank you not now dont don't want to skip hopp over
    bare berre la være vere slipp egentlig den dette litt mer meir heller si oppgi fortelle hvor bor bur
    å deg dere please never mind går bra fint nødvendig trengs
"""
_NO_WORDS = set(_NO_WORDS_TEXT.split())
_OTHERS = re.compile(r"\b(?:han|hun|ho|de|dei|barn\w*|ung\w*|he|she|they|mann\w*|kona)\b")
_DECLINES = re.compile(
    r"\b(?:vil|ønsker|ønskjer|orker|orkar|gidder|trenger|treng|vel|gidd) (?:ikke|ikkje|ikk)\b|\bnei,? takk\b|\b(?:ikke|ikkje) (?:nå|no|i kveld)\b|\bno thanks?\b|\b(?:don'?t|do not) (?:want|need)\b|\bnot now\b"
)


def refuses(written: str) -> bool:
    """Whether a no says no to what was offered or asked, and is not an answer about something else."""
    words = re.findall(r"[\w']+", written.lower())
    return set(words) <= _NO_WORDS or bool(_DECLINES.search(written) and not _OTHERS.search(written))


def asks_what_to_do(written: str, norm: str) -> bool:
    """«Hva skal jeg gjøre?», «hvem ringer jeg?»: what to do now, and the number, are one question."""
    return says(_WHAT_TO_DO, written, norm) or says(_WHO_TO_CALL, written, norm)


def asks_only_what_to_do(written: str, norm: str) -> bool:
    """The same, and nothing else is told."""
    return len(written.split()) <= SHORT and says(_WHAT_TO_DO, written, norm)


def asks_of_chat(written: str) -> bool:
    """Whether a question of how long is about the queue of this chat."""
    return bool(_CHAT.search(written)) and not re.search(r"\btelefonkø", written)


def blames_oneself(written: str, norm: str) -> bool:
    """Whether the parent takes the blame, and puts nothing right: no age, no «jeg mente»."""
    puts_right = re.search(r"\d|\b(?:mente|mener|skrev|skreiv|skulle|ment|meant|wrote)\b", written)
    return says(_BLAME, written, norm) and not puts_right


def said_in_alarm(written: str, norm: str) -> Said | None:
    """What of a message needs an answer of its own while an alarm stands."""
    few = len(written.split()) <= QUESTION  # in a story «hvor lenge» and «mister henne» mean much else
    left_out = set() if few else set(_IN_FEW_WORDS)
    if asks_of_chat(written):
        left_out.add(Said.HOW_LONG)
    return next(
        (
            kind
            for kind, tells in _IN_ORDER
            if kind not in left_out and any(tells(text) for text in (written, norm))
        ),
        None,
    )


_EMERGENCY_HELP = re.compile(
    r"\b(?:113|112|110|911|ambulans\w*|sykebil\w*|sjukebil\w*|luftambulans\w*|helikopter\w*|ambulance|blålys)\b"
    r"|\b(?:politi\w*|police)\b.*\b(?:på vei|på veg|kommer|kjem|her|nå|no|coming|on the way|here|now)\b"
)
_BEFORE = re.compile(
    r"\b(?:i går|igår|forrige|sist|tidligere|i fjor|i sommer|siden|sidan|ganger|gonger|natta|i natt|yesterday|last|ago)\b"
)


_PLAY = re.compile(
    r"\b(?:lek|lek(?:er|ar|te|e|en)\w*|leke\w*|dukk\w*|bamse\w*|later som|lat som|toys?|dolls?|play\w*)\b"
)
_CALLED = re.compile(
    r"\b(?:ring(?:t|te|er|a)|på (?:vei|veg)|kommer|kjem|her|kommet|vent(?:er|ar)|sendt?|sender|snakk(?:er|ar)|linja|linjen|telefonen|call(?:ed|ing)|coming|here|on the way|waiting)\b"
)


def names_emergency_help(written: str) -> bool:
    """Whether a short message says that those who come with blue lights were called, and not on an earlier day."""
    called = bool(_EMERGENCY_HELP.search(written)) and bool(_CALLED.search(written))
    return is_short(written) and called and not _BEFORE.search(written) and not _PLAY.search(written)


def is_short(written: str) -> bool:
    """Whether a message is nothing but the one thing it says."""
    return len(written.split()) <= SHORT


def help_comes(findings: Mapping[str, Any], written: str) -> bool | None:
    """As `says_help_comes`; «jeg har ringt, men de svarer ikke» says neither."""
    told = says_help_comes(findings)
    return None if told and _NO_ANSWER.search(written.lower()) else told


_IN_FEW_WORDS = {Said.FEARS_LOSS, Said.HOW_LONG, Said.MUST_CALL}
_IN_ORDER: tuple[tuple[Said, Callable[[str], object]], ...] = (
    (Said.NO_PHONE, _NO_PHONE.search),
    (Said.NO_ANSWER, _NO_ANSWER.search),
    (Said.AFRAID_TO_CALL, _AFRAID_TO_CALL.search),
    (Said.FEARS_LOSS, _FEARS_LOSS.search),
    (Said.HOW_LONG, _HOW_LONG.search),
    (Said.WAIT, asks_to_wait),
    (Said.WHAT_TO_DO, _WHAT_TO_DO.search),
    (Said.WHERE, _WHERE.search),
    (Said.BLAME, _BLAME.search),
    (Said.WHAT_TO_DO, _WHO_TO_CALL.search),
    (Said.MUST_CALL, _MUST_CALL.search),
)


def says(pattern: re.Pattern[str], *texts: str) -> bool:
    """Whether a pattern stands in any of these texts."""
    return any(pattern.search(text) for text in texts)
