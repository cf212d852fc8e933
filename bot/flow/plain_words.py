"""What is meant when the words say it plainly, so that no likeness has to decide (which likeness is too weak: `weak_guesses`).

All functions take a message in lower case as written, or its words in bokmål (`bot.components.normalised`).
"""

import re

from bot import names
from bot.flow.numbers import asked_for
from bot.flow.practical import practical_of
from bot.flow.said import asks_only_what_to_do, is_question, says

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
    if len(written.split()) <= QUIET_WORDS and says(_QUIET, *both) and not wants_no_quiet(*both):
        return names.WANTS_QUIET
    if says(_CRY_OUT, *both):
        return names.UNCLEAR
    if says(_ANYONE, *both):
        return "ask_if_human"
    if len(written.split()) <= FAREWELL_WORDS and says(_FAREWELL, *both):
        return names.GOODBYE
    if says(_PRIVACY, *both):
        return names.ASK_PRIVACY
    if says(_WHO_ARE_YOU, *both):
        return names.ASK_WHO
    if asks_only_what_to_do(written, norm):
        return names.ASK_WHAT_TO_DO
    if any(_OTHER_CHILD.search(text) for text in both):
        return names.OTHER_CHILD
    if practical_of(written, norm):
        return names.ASK_PRACTICAL
    if is_question(written) and says(_MINDING, *both):
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


def names_death(written: str, norm: str) -> bool:
    """Whether a word of death or loss stands there, and is no figure of speech: «jeg dør av latter»."""
    return says(_DEATH, _FIGURE.sub(" ", written), _FIGURE.sub(" ", norm))


def wants_no_quiet(written: str, norm: str) -> bool:
    """Whether somebody else is quiet or asked to be: «han kan ikke sitte stille» is no wish to wait in peace."""
    return says(_NO_QUIET, written, norm)


def tells_of_loss(written: str, norm: str) -> bool:
    """Whether somebody has died: no likeness decides about that."""
    return says(_LOSS, written, norm)


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
