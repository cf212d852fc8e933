"""What is meant when the words say it plainly, so that no likeness has to decide; and which likeness is too weak to act on.

All functions take a message in lower case as written, or its words in bokmål (`bot.components.normalised`).
"""

import re

from bot import names
from bot.flow.numbers import asked_for
from bot.flow.practical import practical_of
from bot.flow.said import asks_only_what_to_do, blames_oneself, is_denial, is_good_news, is_question
from bot.flow.topics import TOPICS, WELL, topic_of
from bot.flow.well import tells_child_well

SURE = 0.45
"""From here on more guesses are right than wrong on training sentences that the classifier has not seen (decision 0004)."""
SURE_OF_ILLNESS = 0.4
"""For topics that bring the library's questions about a child: rather a question too many than an ill child not asked about."""
VERY_SURE = 0.6
"""For what would be a poor answer to anybody else: without the plain words it must be as likely as this."""

NEVER = 1.1

ALWAYS_HEARD = frozenset(
    {
        names.AFFIRM,
        names.DENY,
        names.DONT_KNOW,
        names.INFORM_AGE,
        names.INFORM_KOMMUNE,
        names.STOP_STRATEGY,
        names.CORRECT_ANSWER,
        names.REQUEST_VEILEDER,
        "greet",
        "thank",
        "repeat_please",
    }
)
"""Answers, courtesies and ways to a human: they start nothing that is hard to take back."""

_LATER = (
    r"(?:i morgen|i morgon|i mårra|neste gang|senere|seinere|seinare|en annen dag|tomorrow|next time|later)"
)
_HELP = re.compile(r"^(?:hjelp|help)(?: (?:meg|oss|me|us))?\W*$")
_MEMORY = re.compile(
    rf"\b(?:du|dere|dokker|dykk|you)\b(?: \w+){{0,3}}? (?:husk\w*|hugs\w*|remember)\b.*\b{_LATER}\b"
    rf"|\b(?:husker|hugsar) (?:du|dere|dokker)\b.*\b{_LATER}\b"
    r"|\b(?:husker|hugsar) (?:du|dere) (?:meg|oss)\b|\b(?:kan|vil|kommer|will|do|can) (?:du|dere|you)(?: til å)? (?:huske|hugse|remember) (?:meg|oss|me|us)\b"
)
_APOLOGY = r"(?:beklager|unnskyld|orsak|sorry)"
_SORRY = re.compile(
    rf"\b{_APOLOGY}\b.*\b(?:bry\w*|forstyrr\w*|mas\w*|plag\w*|glem|gløym|oppta\w*|uleilig\w*|forget|bother\w*|disturb\w*|tar (?:plass|tid\w*))\b"
    rf"|\b(?:glem|gløym|forget)\b.*\b{_APOLOGY}\b|^(?:bare )?(?:glem|gløym) at (?:jeg|eg|æ)\b|\bnever mind\b|^{_APOLOGY}\W*$"
    r"|\b(?:jeg|eg|æ) (?:vil|skal) (?:ikke|ikkje) (?:være til bry|bry|forstyrre|mase|plage) (?:dere|dykk|dokker|deg|noen)\b"
)
_WRONG_PLACE = re.compile(
    r"^(?:nei|no|men|hei|oi|ops|\W)*(?:det (?:er|var|ble) |it'?s |that'?s )?(?:helt |heilt )?(?:feil|galt|gal|wrong) (?:sted|stad|plass|kommune|by|bygd|place|town|municipality)\b"
    r"|\b(?:jeg|eg|æ|vi|me) (?:bor|bur)(?: jo| da)? (?:ikke|ikkje|itj|ittj|itte|ikkj) (?:der|dér|(?:i|på) (?!lag|i lag|sammen|samme|norge|noreg|huset|landet)\w+)\W*$"
    r"|\b(?:i|we) (?:don'?t|do not) live (?:there|in (?!norway)\w+)\W*$"
)
_TONGUE = r"(?:nynorsk|dialekt\w*|bokmål|norsk|engelsk|english|svensk\w*|dansk\w*|norwegian|swedish|danish)"
_LANGUAGE = re.compile(
    rf"\b(?:kan|får|må|er det (?:lov|greit|greitt|ok) (?:at|å|om)|går det an å|can|may)(?: (?:jeg|eg|æ|jag|vi|du|dere|i|we|you))?(?: (?!ikke|ikkje|not)\w+){{0,2}}? (?:få svar|skriv\w*|snakk\w*|prat\w*|svar\w*|write|speak|talk)(?: \w+){{0,3}}? {_TONGUE}\b"
    rf"|^(?:og |and )?(?:på|in|kan du|snakker du|do you speak|skriver du|forstår du) {_TONGUE}\W*$"
)
_SCANDINAVIAN = re.compile(r"\b(?:svensk\w*|dansk\w*|swedish|danish)\b")
_ROBOT = re.compile(
    r"\b(?:ro?bo[td]\w*|bot|bott?en|chatbot\w*|maskin\w*|data(?:program|maskin)\w*|program\w*|ki|ai|chatgpt|gpt|machine|computer)\b"
)
_GOODBYE = re.compile(
    r"\b(?:ha det|hade|hadet|hadde bra|hadde på|snakkes|snakkast|skrives|skrivast|sees|ses|sjåast|farvel|adjø|hei så lenge|på gjensyn|god natt|go natt|"
    r"god kveld videre|ha en (?:fin|god)|ha ei (?:fin|god)|logger (?:av|ut|meg)|loggar (?:av|ut)|må (?:gå|stikke|slutte|løpe|legge på|leggje på)|stikker nå|avslutter|"
    r"lukker chatten|takk for (?:nå|praten|i kveld|i dag)|ferdig for i dag|bye|goodbye|good night|see you|gotta go|have to go|hej då)\b|^nat(?:ta|ti)\b"
    r"|\b(?:da|jeg|eg|æ|nå|no|må) (?:\w+ )?(?:logger av|logge av|går nå|går no|slutter nå|slutte nå|slutte|legge meg|legger meg nå)\b"
)
_CHILD = re.compile(
    r"\b(?:(?:jeg|eg|æ|e|i am|im|i'm)(?: er| e| bare| berre| am)*|er)(?: en| ei| a)? (?:gutt|jente|boy|girl)?(?: på )?"
    r"(?:[7-9]|1[0-7]|sju|syv|åtte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b"
    r"(?!\s*(?:uker|veker|måneder|månader|mnd|dager|dagar|timer|weeks|months|stykker|barn))"
    r"|\b(?:jente|gutt|girl|boy) (?:på )?1?\d\b|\b(?:jeg|eg|æ|i|im|i'm|i am)(?: er| e| am)?(?: bare| berre| just)?(?: et| eit| a)? (?:barn|kid|child|tenåring|teenager)\b"
    r"|\b(?:jeg|eg|æ) (?:er )?(?:går|gå) (?:på|i) (?:ungdomsskole\w*|barneskole\w*|(?:\w+ ){1}klasse\w*)|\bi'?m in \w+ grade\b"
    r"|\bkan (?:et )?barn (?:skrive|ringe|snakke)|\bbarn ringe til\b|\b(?:ikke|not) (?:voksen|an adult)\b"
    r"|\b(?:mamma|pappa|mor mi|far min|min (?:mor|far)|faren min|mora mi|stefar\w*|stemor\w*|my (?:dad|mom|mum)) (?:min |mi )?(?:slår|slo|slå|hits|hit) (?:meg|me)\b"
)
_PARENTS = re.compile(
    r"\b(?:mamma|pappa|(?:foreldrene|foreldra) (?:mine|min)|ste(?:far|faren|pappa|mor|mora) (?:min|mi)|(?:far|faren) min|(?:mor|mora) mi|moren min"
    r"|de voksne|hjemme hos meg|(?:dra|si det) hjem(?:me)?|my (?:dad|mom|mum|parents))\b"
)


_AFRAID = re.compile(
    r"\b(?:redd\w*|slå\w*|slo|slem\w*|drikk\w*|full|krangl\w*|kranglar|skrik\w*|rop\w*|brøl\w*|sint|sinna|hjem|hjemme|dum|belte|min skyld|tør ikke|"
    r"scared|afraid|drunk|hits?|angry|hate)\b"
)
_ILLNESS = re.compile(
    r"\b(?:smitt\w*|feber\w*|utslett\w*|oppkast\w*|omgangssyk\w*|hoste\w*|går (?:det )?over|contagious|fever)\b"
)


def plain_intent(written: str, norm: str) -> str | None:
    """The intent that the words name plainly, or None."""
    if not re.search(r"\w", written):
        return names.WORDLESS
    if asked_for(written, norm):
        return names.ASK_NUMBER
    both = (written, norm)
    if any(_HELP.search(text) for text in both):
        return "greet"  # «jeg er her, fortell»
    if any(_MEMORY.search(text) for text in both):
        return names.ASK_MEMORY
    if any(_LANGUAGE.search(text) for text in both):
        return names.ASK_LANGUAGE
    if any(_SORRY.search(text) for text in both):
        return names.SAYS_SORRY
    if any(_WRONG_PLACE.search(text) for text in both):
        return names.WRONG_PLACE
    if any(_DELETE.search(text) for text in both):
        return names.ASK_DELETION
    if len(written.split()) <= QUIET_WORDS and _says(_QUIET, *both) and not _says(_NO_QUIET, *both):
        return names.WANTS_QUIET
    if _says(_CRY_OUT, *both):
        return names.UNCLEAR
    if _says(_ANYONE, *both):
        return "ask_if_human"
    if len(written.split()) <= FAREWELL_WORDS and _says(_FAREWELL, *both):
        return names.GOODBYE
    if _says(_PRIVACY, *both):
        return names.ASK_PRIVACY
    if _says(_WHO_ARE_YOU, *both):
        return names.ASK_WHO
    if asks_only_what_to_do(written, norm):
        return names.ASK_WHAT_TO_DO
    if any(_OTHER_CHILD.search(text) for text in both):
        return names.OTHER_CHILD
    if practical_of(written, norm):
        return names.ASK_PRACTICAL
    if is_question(written) and _says(_MINDING, *both):
        return names.FIND_SERVICE
    return None


_MINDING = re.compile(
    r"\b(?:noen|nokon|nån|hjelp|some(?:one|body)|any(?:one|body))\b(?: \w+){0,3}? (?:passe|passa|avlaste|ta|sitte barnevakt|babysit|watch|look after)(?: \w+){0,2}? (?:dem|dei|barna|ungene|ungane|han|henne|babyen|her|him|them|the (?:kids?|baby))\b"
    r"|\b(?:barnevakt|barnepass|avlastning|avlasting|støttekontakt|besøkshjem|babysitter|respite)\w*\b"
)
_CRY_OUT = re.compile(
    r"^(?:(?:å|åh|oh|herre ?gud|gud|gudd|jøss|fy|fy faen|faen|fan|helvete|huff|uff|æsj|oi|å nei|søren|hjelpe meg|omg|shit|oh my god|my god|oh no)\W*)+$"
)
_ANYONE = re.compile(
    r"^(?:(?:hei|hallo|halla|hello|er|e|is) )?(?:det |there )?(?:noen|nokon|nån|nåkka|noka|any(?:one|body)|some(?:one|body))(?: \w+)? (?:her|der|til stede|våken|vaken|here|there|awake)(?: nå| no| i natt| now)?\W*$"
)
FAREWELL_WORDS = 7
_FAREWELL = re.compile(
    r"^(?:(?:ok|okei|takk|tusen|da|så|men|ja|nei|fint|greit|for|alt|hjelpen|hjelpa|praten|thanks|thank|you)\W+)*"
    r"(?:ha det|hadet|ha ei|ha en|hade|god natt|go natt|natta|snakkes|snakkast|farvel|adjø|bye|goodbye|good night)\b(?! (?:ikke|ikkje|vondt|tungt|vanskelig|hun|han|de|ho|dårlig|så|som))"
)
_PRIVACY = re.compile(
    r"\b(?:hva|kva|ka) (?:skjer|blir|blir det|gjør|gjer|bruker|brukar|vert)\b.{0,40}\b(?:det |dette )?(?:jeg|eg|æ|vi|me) (?:skriver|skriv|har skrevet|har skrive|skrev|skreiv|sier|seier|forteller|fortel)\b"
    r"|\b(?:hva|kva|ka) (?:skjer|blir|gjør|gjer|vert)\b.{0,30}\b(?:chatten|samtalen|praten|teksten|meldinge\w*|svara|svarene)\b"
    r"|\b(?:kan|får|vil|skal)\b.{0,25}\b(?:barnevern\w*|nav|politiet|skolen|legen|fastlegen|mannen min|kona mi|eksen|faren|moren|helsestasjonen|barnehagen|andre|noen|nokon)\b.{0,20}\b(?:se|sjå|lese|få vite|få vete|få greie på)\b.{0,12}\b(?:dette|det (?:jeg|eg)|hva jeg|kva eg|chatten|samtalen|meldinge\w*|det her)\b"
    r"|\b(?:kan|får|vil|skal)\b.{0,25}\b(?:mannen min|kona mi|eksen(?: min)?|barnevern\w*|politiet|andre|noen|nokon)\b.{0,10}\b(?:se|sjå|lese|få vite)\b (?:det|alt)\W*$"
    r"|\b(?:hvor lenge|kor lenge|how long)\b.{0,20}\b(?:lagr\w*|oppbevar\w*|tar dere vare|stored?|kept?|ligger)\b"
    r"|\b(?:hvem|kven|kem|who)\b.{0,15}\b(?:lese|leser|les|se|ser|sjå|read|see)\b.{0,10}\b(?:dette|det jeg|det eg|det æ|hva jeg|kva eg|chatten|this|what i)\b"
    r"|\bwhat happens (?:to|with) (?:what|the things|everything)\b.{0,10}\bi (?:write|wrote|say)|\bcan (?:child (?:services|welfare)|cps|the police|others?|any(?:one|body))\b.{0,12}\b(?:see|read) (?:this|what i)\b"
)
_WHO_ARE_YOU = re.compile(
    r"^(?:men |og |ok |egentlig )?(?:hvem|kven|kem) (?:er|e) (?:dere|dykk|de|dokker|det som står bak|det som driver|dette)(?: egentlig| eigentleg| som (?:driver|svarer|står bak).*)?\W*$"
    r"|\b(?:hvem|kven|kem) (?:driver|driv|står bak|lager|eier|har laget) (?:dette|denne|chatten|dere|siden|tjenesten|tenesta|sida)\b|^who are you (?:people|all|guys)\W*$|\bwho runs this\b"
)
BESIDE_A_TROUBLE = frozenset(
    {names.ASK_LANGUAGE, names.SAYS_SORRY, names.ASK_MEMORY, names.ASK_PRACTICAL, names.WANTS_QUIET}
)
"""What the words say plainly, and what gives way to a trouble that is told in the same message."""
_WAITS = r"(?:vente\w*|ventar|sitte|sitje|være|vere|wait)"
QUIET_WORDS = 14
_NO_QUIET = re.compile(
    rf"\b(?:kan|klarer|klarar|greier|får|can|vil) (?:ikke|ikkje|ikk|itj|not|aldri)(?: \w+){{0,2}}? {_WAITS}\b"
    r"|\b(?:han|hun|ho|de|dei|barn\w*|ung\w*|sønn\w*|datter\w*|dotter\w*|gutt\w*|jent\w*|mann\w*|kona|\w+åring\w*)\b(?: \w+){0,3}? (?:vil|orker|orkar|gidder|kan|klarer) (?:ikke|ikkje|ikk)\b"
)
"""Restlessness, and somebody else who does not want to talk: no wish of the parent's to be left in peace."""
_DELETE = re.compile(
    r"\b(?:kan|vil|går|må|får|could|can|please)\b.{0,30}\b(?:slett\w*|fjern\w*|delete|erase|remove)\b.{0,40}\b(?:jeg|eg|æ|skrev|skreiv|skrevet|skrive|melding\w*|samtale\w*|chat\w*|alt|det|dette|i|wrote|message\w*|this|it|everything)\b"
    r"|\b(?:slett|fjern|stryk|delete|erase) (?:alt|det|dette|meldinga|meldingen|samtalen|chatten|everything|this|what|my)\b|\bblir (?:dette|det|alt|samtalen|chatten)\b.{0,25}\b(?:lagret|lagra|slettet|sletta)\b"
    r"|\b(?:hvordan|korleis|kossn|how) (?:kan jeg |får jeg |kan eg |får eg |do i |can i )?(?:slett\w*|delete|erase)\b"
)
_QUIET = re.compile(
    rf"\b{_WAITS}\b(?: \w+){{0,2}}? (?:i stillhet|i stille|stille|i fred|i ro|uten å|utan å|in silence|quietly|in peace)\b"
    r"|\b(?:ikke|ikkje|slutt\w* (?:med )?å) (?:spør|spørr|spørre|spørje|mas|mase)\b|\b(?:ikke|ikkje|ingen) fleire? spørsmål\b|\bikke flere spørsmål\b|\bno more questions\b|\bstop asking\b"
    r"|\b(?:vil|orker|orkar|gidder) (?:ikke|ikkje) (?:å )?(?:skrive|snakke|prate|svare)(?: noe| noko| om det| her)? (?:mer|meir|nå|no)\b"
    r"|\b(?:vil|orker|orkar|gidder|ønsker|klarer) (?:ikke|ikkje) (?:å )?(?:skrive|snakke|prate|si noe) om (?:det|dette)(?: nå| no)?\W*$"
    rf"|^(?:(?:ok|okei|takk|tusen|fint|greit|bra|da|så|no|nå|thanks?|you|fine|then)\W+)*(?:jeg|eg|æ|vi|i|i'll|we)? ?(?:bare |berre |kan |skal |will |just |ll )*(?:venter|ventar|vente|wait|waiting)(?: (?:jeg|eg|æ|vi|bare|berre|litt|her|nå|no|da|så|på tur|til da|til det|til det blir|min tur|lenge|gjerne|med|på|here|now|then|veileder\w*|en|noen))*\W*$"
)
_ADULT = r"(?:lærer\w*|lærar\w*|barnehagelærer\w*|barnehageansatt|pedagog\w*|helsesykepleier|miljøarbeider|nabo\w*|trener|fotballtrener|tante|onkel|fadder|teacher|neighbou?r|coach|aunt|uncle)"
_OTHER_CHILD = re.compile(
    rf"\b(?:jeg|eg|æ|i|am|e|er) (?:er |e |am |jobber som |arbeider som |work as )?(?:en |ei |ein |a |an )?{_ADULT} (?:til|for|på|i|åt|to|of|and|og)\b.*"
    r"\b(?:elev\w*|familie\w*|barn\w*|ungene|ungane|jente\w*|gutt\w*|gut|pupil\w*|child\w*|kids?|bekymr\w*|uroa|uroleg|urolig|nieces?|nephews?|niese\w*|nevø\w*|tantebarn\w*)"
    r"|\b(?:naboen|nabofamilien|naboene|nabojenta|nabogutten|naboungen\w*|eleven min|en elev|ein elev|a pupil|the neighbou?rs?)\b.{0,60}\b(?:barn\w*|unge\w*|skrik\w*|gråt\w*|græt\w*|slå\w*|blåmerk\w*|alene|åleine|mat|klær|bekymr\w*|uroa|worr\w*|bruis\w*|scream\w*|cry\w*|hit\w*)"
    r"|\b(?:melde|meld|sende|si) (?:ifra|i fra|fra|frå|bekymring\w*|bekymringsmelding)\b.{0,40}\b(?:nabo\w*|elev\w*|familien|barnevern\w*|et barn|eit barn)\b"
)


def settled(intent: str, confidence: float, written: str, norm: str) -> str:
    """The intent to act on: the guess, or `report_unclear` when it is too weak for what it would start."""
    if intent == names.CORRECT_ANSWER and blames_oneself(written, norm):
        return names.UNCLEAR  # «det var min feil» of who was hit puts nothing right
    if intent == names.REQUEST_VEILEDER and _says(_SILENT_ONE, written, norm):
        return names.UNCLEAR  # «han vil ikke snakke med meg» is no wish for a human
    if intent == "need_interpreter" and _says(_SILENT_ONE, written, norm):
        return names.UNCLEAR
    if intent == names.DONT_KNOW and not _says(_NOT_KNOWN, written, norm):
        return names.UNCLEAR
    if intent == names.STOP_STRATEGY and _says(_NO_QUIET, written, norm):
        return names.UNCLEAR
    if intent == names.NLU_FALLBACK or intent in ALWAYS_HEARD:
        return intent
    if (needed := _NEEDED.get(intent)) and not _says(needed, written, norm):
        return intent if confidence >= _LEAST_WITHOUT.get(intent, NEVER) else names.UNCLEAR
    if intent == "report_sleep" and is_good_news(written):
        return names.UNCLEAR
    if intent in DENIABLE and is_denial(written):
        return names.UNCLEAR
    if intent == "report_violence" and _says(_HURT_ITSELF, written, norm):
        return names.UNCLEAR  # «han slo hodet»
    if (
        intent == "report_anger"
        and _says(_ANOTHER_SHOUTS, written, norm)
        and not _says(_FIRST_PERSON, written, norm)
    ):
        return names.UNCLEAR  # nobody is told that it is brave to say so of themselves
    if intent == "report_relationship" and _says(_WITH_A_CHILD, written, norm):
        return names.UNCLEAR  # a quarrel with one's daughter is nothing between the adults
    if brings_questions(topic_of(intent)) and tells_child_well(written):
        return names.UNCLEAR
    if intent == names.GOODBYE:
        enough = VERY_SURE if not _says(_GOODBYE, written, norm) else 0.0
    elif intent == names.CHILD_IS_WRITING:
        enough = child_least(written, norm)
    elif intent == "report_grief" and not _says(_DEATH, _FIGURE.sub(" ", written), _FIGURE.sub(" ", norm)):
        enough = NEVER  # a lost telephone is no loss of that kind
    elif intent == "ask_wait_time" and _says(_ILLNESS, written, norm):
        enough = NEVER  # «hvor lenge smitter det?» is no question about the queue
    else:
        enough = SURE_OF_ILLNESS if brings_questions(topic_of(intent)) else SURE
    return intent if confidence >= enough else names.UNCLEAR


DENIABLE = frozenset(
    {
        "report_violence",
        "report_addiction",
        "report_anger",
        "report_relationship",
        "report_crying",
        "report_tantrum",
    }
)
"""Topics that a short no takes away: «nei, hun slår ikke» tells of nothing that a veileder should read as told."""
_WITH_A_CHILD = re.compile(
    r"\bkrangl\w*(?: \w+){0,3}? med (?:\w+ )?(?:datter\w*|dotter\w*|sønn\w*|son|sonen|jenta|jentene|gutten|guten|barn\w*|ung\w*|tenåring\w*|\w+åring\w*)\b|\b(?:argu\w*|fight\w*) with my (?:daughter|son|kids?|teen\w*)\b"
)
_NOT_KNOWN = re.compile(
    r"\b(?:ve[ti]\w*|veit|ved|vett|aner?|anar|ant|usikker|sikker\w*|husker?|hugsar|kanskje|tja|know\w*|knows|sure|idea|ik+e?|ikkje|itj|itje|inte|isje|peiling|tru|tror|trur|maybe|dunno|idk|no|umulig|både|anelse|muligens|nja|usiker|haven'?t|spørsmål|hard to say|vanskelig å si|kommer an på|nesten spørre|sjå etter)\b"
)
_LEAST_WITHOUT = {"report_violence": VERY_SURE, "report_samvaer": 0.8}
"""What may be told in other words than ours: then it must be as likely as this."""
_HURT_ITSELF = re.compile(
    r"\b(?:slo|slår|slått|slog) (?:seg|hodet|hovudet|hode|kneet|foten|hånda|panna|pannen|nesa|tåa|ryggen|haka|munnen|seg selv)\b"
)
_ANOTHER_SHOUTS = re.compile(
    r"\b(?:han|hun|ho|kona|mannen|samboer\w*|sambuar\w*|eksen|faren|mora|moren|pappaen|mammaen|he|she)\b(?: \w+){0,3}? (?:kjeft\w*|skrik\w*|rop\w*|brøl\w*|ras(?:er|ar|te)|flipper|er (?:så )?(?:sint|sinna)|blir (?:så )?(?:sint|sinna)|hyl\w*|shout\w*|yell\w*|scream\w*)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:jeg|eg|æ|e|meg|mæ|vi|me|i|i'm|my)\b(?! (?:er redd|e redd|hater|liker))")
_SILENT_ONE = re.compile(
    r"\b(?:han|hun|ho|de|dei|mannen|kona|sønn\w*|datter\w*|dotter\w*|barn\w*|eksen|he|she|they)\b(?: \w+){0,2}? (?:vil|vel|orker|gidder|nekter|will|does|do)(?: å)? ?(?:ikke|ikkje|ikk|itj|aldri|not)? (?:\w+ )?(?:snakke|snakka|prate|talk|speak)\b"
)
_ADULTS = (
    r"(?:mann\w*|mainn\w*|kon[ae]\w*|samboer\w*|sambuar\w*|sambo|kjæreste\w*|kæreste\w*|kjærast\w*|dame\w*|partner\w*|ektefelle\w*|ekteskap\w*|eks\w*|barnefar\w*|barnemor\w*|far til|mor til|faren|mora|moren|foreldre\w*"
    r"|svig[ei]r\w*|søster\w*|søsk\w*|bror\w*|mamma|pappa|venninn\w*|utro\w*|forhold\w*|samliv\w*|parterapi|familievern\w*|skil\w*|brudd\w*|separ\w*|flytte?r? ut|gubb\w*|typen|husband|wife|boyfriend|girlfriend|ex|marriage|relationship"
    r"|divorce\w*|vi|me|oss|mellom oss|hverandre|kvarandre|we|us|our|han|hun|ho|ham|henne|he|she|him|her|vårt|vår)"
)
_NEEDED: dict[str, re.Pattern[str]] = {
    "need_interpreter": re.compile(
        r"\b(?:tolk\w*|tålk|språk\w*|morsmål\w*|oversett\w*|norsk\w*|engelsk\w*|arabisk|polsk|tysk|spansk|somali|urdu|dari|thai|samisk|russisk|litauisk|ukrainsk|tigrinja|dansk|svensk\w*|tegnspråk\w*"
        r"|english|norwegian|norska|polish|language\w*|interpret\w*|translat\w*|understand|norwesku|polsku|español|eng)\b|\b\w+språk\w*\b"
    ),
    "ask_if_human": re.compile(
        r"\b(?:mennesk\w*|menneskj?e\w*|ro?bot\w*|bot|bott?en|ekte|ekt|person\w*|maskin\w*|automat\w*|program\w*|data\w*|computer|ki|ai|chatgpt|gpt|kunstig|intelligen\w*|levande|levende|skjermen|andre enden|folk|veilederen|rettleiar\w*|psykolog"
        r"|(?:hvem|kven|kem|hva|kva) (?:er|e|heter|heiter) (?:det |dette )?(?:du|som)|(?:hvem|kven|kem) (?:er|e) det|hvem som skriver|hva heter du|har du|du svarer|leser du|skriver du|sitter du|er du|e du|er det deg|human|real|machine|chatting with|riktig)\b"
    ),
    "complain_wait": re.compile(
        r"\b(?:vent\w*|kø\w*|tid|tida|lenge\w*|leng|lang\w*|tre[ig]\w*|treigt|svar\w*|sein\w*|sent|snart|forever|wait\w*|queue|answer\w*|på jobb|på vakt|ledig|framover|automatisk\w*|kommer? (?:ikke|ikkje) gjennom|minutt\w*|time\w*|tima|evig\w*|kom igjen"
        r"|hele natta|heile natta|i hele natt|skjer det|service|poenget med|nokon les|slow\w*|langsomt|bryet|tolmod\w*|trengte noen)\b"
    ),
    "ask_10_smarte_tips": re.compile(
        r"smart\w*|smrte|\btips(?:a|an|ene)\b|\b(?:ti|10|tio|ten)\b.{0,12}\b(?:tips\w*|tipps|råd\w*|ting)|\btips\w*\b.{0,10}\b(?:nummer|ti|10)\b|\b(?:ti|10)tips"
    ),
    "report_violence": re.compile(
        r"\b(?:slår\w*|slo\w*|slått|slåår|slåss|slag|dengjer|bank\w*|spark\w*|dytt\w*|lugg\w*|klyp\w*|klor\w*|kvel\w*|trua\w*|true\w*|truga|trussel\w*|trusler|vold\w*|redd\w*|livredd\w*|er farlig|farli\w*|frykt\w*|kontroll\w*|tvang\w*|tving\w*|innelåst|låst|lås\w*"
        r"|drep\w*|kniv\w*|sjalu\w*|blåmerk\w*|overgrep\w*|krisesent\w*|knus\w*|kast\w*|rømme|flykt\w*|besøksforbud\w*|halsen|skad\w*|skald\w*|stygge ting|følg\w* etter|står utenfor|mobilen|telefonen|bankkort\w*|får ikke|får ikkje|hand på|hånd på|tok (?:meg|mæ) i"
        r"|hits?|hitting|beat\w*|threat\w*|afraid|scared|hurt\w*|violen\w*|abus\w*|chok\w*|slap\w*|kick\w*|push\w*|control\w*|slår?r?|dricker|smaller|eksploder\w*|gjemmer|gjømme|stalk\w*|sporer|spor\w*|voldtatt|incest|misbruk\w*|ydmyk\w*)\b"
    ),
    "report_samvaer": re.compile(
        r"\b(?:samv\w*|eks\w*|x\w*|far|faren|barnefar\w*|mor|moren|mora|barnemor\w*|mamma\w*|pappa\w*|helg\w*|annenhver (?:uke|helg)|annakvar\w*|uke|uka|veke\w*|avtal\w*|bosted\w*|bor (?:hos|fast)|hos (?:ham|henne|han|ho|meg)|flytt\w*|brudd\w*|skil\w*|foreldre\w*|omsorg\w*"
        r"|hent\w*|lever\w*|advokat\w*|rett\w*|mekl\w*|bidrag\w*|ferie\w*|jul\w*|dele|delt|se barna|sjå|ser (?:barna|ungene|dem)|får (?:ikke|ikkje) se|nekter|custody|visitation|ex|dad|mum|mom|mother|father|weekend\w*|lawyer|court|two homes|to hjem|umgänge\w*|overlever\w*|utlever\w*|dag\w*|fars|mors)\b"
    ),
    "ask_foreldrepakken": re.compile(
        r"pakk\w*|\bpaken\b|paken\b|stine ?sofie\w*|\bpackage\b|\bparent course\b|pakke"
    ),
    "ask_what_to_say": re.compile(
        r"\b(?:si|sier|seie|seier|sei|sa|säga|sige|svar\w*|svara|snakk\w*|prat\w*|forklar\w*|ord|orda|ordene|setning\w*|formuler\w*|melding\w*|skriv\w*|ta det opp|tar jeg det|tek eg det|bring|samtale\w*|begynner|begynne|byrj\w*|say|tell|talk|ta opp)\b"
    ),
    "ask_opening_hours": re.compile(
        r"\b(?:åpn\w*|åpen|åpent|åpne|åpningst\w*|opn\w*|opent?|ope|stengt?|stenger|steng\w*|tid|tider|tidene|tida|klokk\w*|når|nåp|lørdag|laurdag|søndag|helg\w*|kveld\w*|morg\w*|natta|dager|ringe|hours|when|öppn\w*|hvornår|lenge)\b"
    ),
    names.NOT_ABOUT_US: re.compile(
        r"\b(?:gj?eld\w*|gjlder|gjaldt|handl\w*|mis\w+|tolk\w*|m[ei]+nte?|meint|mente|ment|sa|sagt|sier|spøk\w*|tull\w*|alvorlig\w*|feil|fare|farlig\w*|farleg\w*|ingen|nobody|sånn ment|ikke (?:sånn|slik)|sånn er|ikke noe sånt|e ikkje|hvorfor|kvifor"
        r"|hvor tok|kem|krise\w*|orden|fint|bra|vold|trenger ikke|trengst|not about|meant?|mean|danger|les du|leser|no )\b"
    ),
    "report_relationship": re.compile(rf"\b{_ADULTS}\b"),
    "report_addiction": re.compile(
        r"\b(?:alko\w*|alkis\w*|rus\w*|ruser|berus\w*|full|fulle|fyll\w*|dop\w*|hasj\w*|cannabis|weed|kokain\w*|amfetamin\w*|heroin\w*|narko\w*|pille\w*|tablett\w*|beroligende|smertestill\w*|avheng\w*|avhengig\w*|lar|metadon|sprukket|sprekk\w*"
        r"|spille?r? (?:bort|vekk|penger)|spill|spel\w*|spille\w*|gambl\w*|casino\w*|nettcasino|odds|flask\w*|vin|vinen|øl|sprit|brennevin|høy|vape\w*|edru|avrus\w*|snubler|drunk|drinks?|drinking|alcohol\w*|drugs?|addict\w*|smoking|bottles)\b"
        r"|\b(?:drikk\w*|drakk|drukket|drekk\w*|driker|dricker)\b(?=.*\b(?:mye|mykje|meget|hver|kvar|kver|helg\w*|heile|hele|smug|skjul|lenger|igjen|slutte?\w*|kveld\w*|dag|daglig|for|formye|alene|gravid|voldelig|farlig)\b)"
        r"|\b(?:slutt\w*|mannen|kona|kone|pappa\w*|mamma\w*|far|faren|mor|moren|mora|samboer\w*|bestefar|partner\w*|eksen|jeg|eg|æ|gubben)\b.*\b(?:drikk\w*|drakk|drukket|drekk\w*|driker|dricker)\b"
    ),
}
"""Guesses whose answer would be strange to anybody else: they count only where a word of theirs is there."""


def child_least(written: str, norm: str) -> float:
    """How likely it must be that a child writes: with plain words any guess, with fear of a parent a good one, else none is."""
    if _says(_CHILD, written, norm):
        return 0.0
    return VERY_SURE if _says(_PARENTS, written, norm) and _says(_AFRAID, written, norm) else NEVER


_GROWING = re.compile(
    r"\b(?:mensen|mens(?:truasjon\w*)|menstruer\w*|første blødning|pubertet\w*|sengevæt\w*|(?:tisser|tissa|pisser) (?:på seg|i senga|i sengen|seg ut)|hodelus|har (?:fått )?lus|lus i|forstopp\w*"
    r"|(?:ikke|ikkje) (?:bæsjet|bæsja|hatt avføring)|adhd|autis\w*|asperger\w*|tourette\w*|ikke-?binær\w*|ikkje-?binær\w*|trans(?:person|kjønn\w*)?|kjønnsidentitet|stammer|stamming|pottetren\w*"
    r"|first period|her period|puberty|wets? the bed|bedwetting|head lice|constipat\w*|autism|non-?binary|potty train\w*)\b"
)
_FAMILY = re.compile(
    r"\b(?:ste(?:mor|mamma|far|pappa|sønn\w*|datter\w*|barn\w*)|bonus(?:mor|mamma|far|pappa|barn\w*|sønn\w*|datter\w*|jente\w*|gutt\w*)|foster\w+|adopt\w+|svigermor\w*|svigerfar\w*|svigers|svigerforeldre\w*"
    r"|søsken(?:krang\w*|sjalus\w*)|(?:jeg|eg|æ|i) (?:er|am|e) (?:ei |en |a )?(?:mormor|farmor|morfar|farfar|bestemor|bestefar|besteforelder|grandmother|grandfather)|barnebarn\w*"
    r"|step(?:mum|mom|mother|dad|father|son|daughter|kids?|children)|foster (?:parents?|child\w*|mum|mom|dad)|grandchild\w*|in-?laws?)\b"
)
_STEP = re.compile(
    r"\b(?:ste|bonus)(?:mor|mora|mamma|datter\w*|sønn\w*|barn\w*|dotter\w*|jente\w*)\b|\bstep(?:mum|mom|mother|daughter|son|kids?|children)\b"
)
GIVES_WAY_TO_WORDS = frozenset({names.UNCLEAR, names.NLU_FALLBACK})
BODY_BEFORE = frozenset(
    {"report_tantrum", "report_school", "report_teen", "report_anger", "report_services_experience"}
)


def named_topic(guess: str, confidence: float, written: str, norm: str) -> str | None:
    """The intent that a word of bodies, growing up or family names, where likeness is in doubt; None where none does."""
    unclear = guess in GIVES_WAY_TO_WORDS or (guess == names.FATHER and _says(_STEP, written, norm))
    if (unclear or (guess in BODY_BEFORE and confidence < VERY_SURE)) and _says(_GROWING, written, norm):
        return "report_development"
    return "report_family" if unclear and _says(_FAMILY, written, norm) else None


_OWN_TEARS = re.compile(
    r"^(?:(?:bare|berre|nå|no|og) )*(?:sitter|sit|sitt|ligger|ligg|står) (?:\w+ ){0,4}?og (?:gråter|græt|griner|grin|hulker)\b|\b(?:jeg|eg|æ|ej|i|me) (?:\w+ ){0,3}?(?:gråter|græt|griner|grin|gråte|grine|grin|tutar|cry|crying)\b|\b(?:gråter|græt|griner|grine) (?:jeg|eg|æ)\b"
)
_A_CHILD = re.compile(
    r"\b(?:baby\w*|barn\w*|hun|han|ho|unge\w*|ongen|jenta|gutten|guten|datter\w*|dotter\w*|sønn\w*|minsten|tvilling\w*|\w+åring\w*|she|he|son|daughter|toddler|child\w*)\b"
)


_SOMEBODY = (
    r"(?:mamma|pappa|mor|moren|mora|far|faren|bestemor\w*|bestefar\w*|mormor\w*|morfar\w*|farmor\w*|farfar\w*|oldemor\w*|oldefar\w*|mann\w*|kona|kone\w*|samboer\w*|"
    r"sambuar\w*|bror\w*|broren|søster\w*|syster\w*|barn\w*|baby\w*|sønn\w*|son|sonen|datter\w*|dotter\w*|tvilling\w*|venn\w*|onkel\w*|tante\w*|svigermor|svigerfar|lillebror|lillesøster|"
    r"hund\w*|katt\w*|kanin\w*|hamster\w*|marsvin\w*|hest\w*|dad|mum|mom|mother|father|husband|wife|partner|grandma|grandmother|grandpa|grandfather|brother|sister|son|daughter|dog|cat|baby|friend)"
)
_LOSS = re.compile(
    rf"\b{_SOMEBODY}\b(?: (?!ikke|ikkje|not|nesten|almost)\w+){{0,4}}? (?:døde|døydde|dog|gikk bort|gjekk bort|er død|er dødt|er daud|ble avlivet|måtte avlives|died|passed away|is dead)\b(?! (?:ikke|ikkje|nesten|av latter)\b)"
    rf"|\b(?:mistet|mista|miste|lost)\b(?: (?!ikke|ikkje|not|nesten|almost|tålmodighet\w*|jobb\w*)\w+){{0,2}}? {_SOMEBODY}\b(?! på)"
    r"|\b(?:begravelse\w*|begravde|gravferd\w*|gravlagt|bisettelse\w*|bisetjing\w*|dødfødt\w*|daudfødd\w*|spontanabort\w*|stillbirth|stillborn|miscarriage|miscarried|funeral)\b"
    r"|\bdøde i (?:magen|mors liv|fødselen)\b|\bdødsfall\w*\b|\b(?:enke|enkemann|etterlatte)\b"
)
_DEATH = re.compile(
    r"\b(?:dø|dør|døde|død|dødt|døydde|døyr|daud\w*|døden|dødsfall\w*|dødfødt\w*|dog|avlive\w*|sorg\w*|sørg\w*|savn\w*|sakn\w*|begrav\w*|gravferd\w*|gravlagt|bisett\w*|gikk bort|gjekk bort|borte for alltid|omkom"
    r"|drukn\w*|livet sitt|livet av seg|himmel\w*|enke\w*|spontanabort\w*|overlevde|farvel|adjø|hjertet hans|kreft\w*|die|died|dies|dead|death|grief|griev\w*|grave|funeral|killed|passed away|miscarr\w*|stillb\w*|heaven)\b"
    r"|\b(?:mistet|mista|miste|lost)\b.{0,20}\b(?:barn\w*|baby\w*|ham|henne|han|ho|mamma|pappa|mor\w*|far\w*|mann\w*|kona|ektemann\w*|svangerskap\w*|our|my|him|her)\b"
)
_FIGURE = re.compile(
    r"\b(?:dø|dør|døde|døydde|døyr|daua|die|dying|died|dead)(?: \w+)? (?:av|of|from|i) (?:\w+ )?(?:latter|lått|skam|flauhet|kjedsomhet|nysgjerrighet|varme|sult|spenning|"
    r"laughter|laughing|boredom|shame|embarrassment|curiosity)\b"
)
_TOPICS_BEFORE_WHICH = "anger anxiety crying development exhaustion family loneliness low_mood relationship samvaer school sleep tantrum teen unclear"
GIVES_WAY_TO_LOSS = frozenset(f"report_{topic}" for topic in _TOPICS_BEFORE_WHICH.split()) | {
    names.NLU_FALLBACK,
    names.FATHER,
    names.OUT_OF_SCOPE,
    "ask_what_to_say",
    "inform_age",
}
"""What a death in the family comes before, when both are told."""


def tells_of_loss(written: str, norm: str) -> bool:
    """Whether somebody has died: no likeness decides about that."""
    return _says(_LOSS, written, norm)


def own_tears(written: str) -> bool:
    """Whether it is the parent who cries, and no child is named."""
    return bool(_OWN_TEARS.search(written)) and not _A_CHILD.search(written)


_HOME = re.compile(
    r"^(?:hei|hallo|og|men|så|altså|hi|\W)*(?:jeg|eg|æ|vi|me|i|we) (?:bor|bur|holder til|held til|live)\b[^?]*$"
)


def tells_home(norm: str) -> bool:
    """Whether a message begins with where somebody lives, and asks nothing: «vi bor et lite sted som heter Løten»."""
    return bool(_HOME.search(norm))


_OWN_HUNGER = re.compile(
    r"\b(?:jeg|eg|æ|i|me) (?:\w+ ){0,4}?(?:spise|spiser|spist|ete|et|åt|mat|matlyst\w*|kvalm|eat|eating|eaten|appetite)\b"
)
_NURSING = re.compile(
    r"\b(?:amm\w*|pump\w*|bryst\w*|pupp\w*|melk\w*|mjølk\w*|flask\w*|breast\w*|nurs\w*|gravid\w*|pregnant)\b"
)


def own_hunger(written: str) -> bool:
    """Whether it is the parent who does not eat, and no child is named."""
    return bool(_OWN_HUNGER.search(written)) and not _A_CHILD.search(written) and not _NURSING.search(written)


def brings_questions(topic: str | None) -> bool:
    """Whether a topic brings the library's questions about a child, whose unread answers count as danger."""
    return topic is not None and any(question != WELL for question in TOPICS[topic].ask)


def asks_about_robot(text: str) -> bool:
    """Whether «are you a human?» was put the other way round."""
    return bool(_ROBOT.search(text.lower()))


def names_scandinavian(text: str) -> bool:
    """Whether the language asked about is Swedish or Danish."""
    return bool(_SCANDINAVIAN.search(text.lower()))


_UNWILLING = re.compile(
    r"\b(?:vil|orker|gidder|klarer|vel|orkar|gidd) (?:ikke|ikkje)\b|\bnei takk\b|\bno thanks?\b|\b(?:don'?t|do not) want\b"
)


def is_unwilling(text: str) -> bool:
    """Whether a no says that the parent does not want to, rather than that something is wrong."""
    return bool(_UNWILLING.search(text.lower()))


def says_goodbye(written: str) -> bool:
    """Whether so few words say goodbye."""
    return len(written.split()) <= FAREWELL and bool(_GOODBYE.search(written))


FAREWELL = 5  # words


def _says(pattern: re.Pattern[str], *texts: str) -> bool:
    return any(pattern.search(text) for text in texts)
