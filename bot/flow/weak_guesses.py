"""Which guess of the classifier is too weak to act on, or cannot be what the words mean.

All functions take a message in lower case as written, or its words in bokmål (`bot.components.normalised`).
"""

import re

from bot import names
from bot.flow.plain_words import names_death, wants_no_quiet
from bot.flow.said import blames_oneself, is_denial, is_good_news, says
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
    r"|\b(?:han|hun|ho|barnet|ungen|babyen|de|dei|he|she|they)\b(?: \w+){0,3}? (?:hjemme|heime|inne|senga|home)\b"
)


def settled(intent: str, confidence: float, written: str, norm: str) -> str:
    """The intent to act on: the guess, or `report_unclear` when it is too weak for what it would start, or the words say otherwise."""
    if _says_otherwise(intent, written, norm):
        return names.UNCLEAR
    if intent == names.NLU_FALLBACK or intent in ALWAYS_HEARD:
        return intent
    return intent if confidence >= _enough(intent, written, norm) else names.UNCLEAR


def _says_otherwise(intent: str, written: str, norm: str) -> bool:
    """Whether the words of a message cannot mean what they are like."""
    if intent == names.CORRECT_ANSWER:
        # «det var min feil» of who was hit puts nothing right, nor does «noe er feil»
        return blames_oneself(written, norm) or says(_SOMETHING_WRONG, written, norm)
    if intent in {names.REQUEST_VEILEDER, "need_interpreter"}:
        return says(_SILENT_ONE, written, norm)  # «han vil ikke snakke med meg» is no wish for a human
    if intent == names.DONT_KNOW:
        return not says(_NOT_KNOWN, written, norm)
    if intent == names.STOP_STRATEGY:
        return wants_no_quiet(written, norm)
    return _tells_of_no_trouble(intent, written) or _is_about_another(intent, written, norm)


def _tells_of_no_trouble(intent: str, written: str) -> bool:
    """«Sover fint», «nei, hun slår ikke», «ja, han er frisk»: what is denied or well is no topic."""
    return (
        (intent == "report_sleep" and is_good_news(written))
        or (intent in DENIABLE and is_denial(written))
        or (brings_questions(topic_of(intent)) and tells_child_well(written))
    )


def _is_about_another(intent: str, written: str, norm: str) -> bool:
    """Whether it is somebody else who hits, shouts or quarrels than the topic is about."""
    if intent == "report_violence":
        return says(_HURT_ITSELF, written, norm)  # «han slo hodet»
    if intent == "report_anger":  # nobody is told that it is brave to say so of themselves
        return says(_ANOTHER_SHOUTS, written, norm) and not says(_FIRST_PERSON, written, norm)
    # a quarrel with one's daughter is nothing between the adults
    return intent == "report_relationship" and says(_WITH_A_CHILD, written, norm)


def _enough(intent: str, written: str, norm: str) -> float:
    """How likely a guess must be to be acted on."""
    if (needed := _NEEDED.get(intent)) and not says(needed, written, norm):
        return _LEAST_WITHOUT.get(intent, NEVER)
    if intent == names.GOODBYE:
        return 0.0 if says(_GOODBYE, written, norm) else VERY_SURE
    if intent == names.CHILD_IS_WRITING:
        return child_least(written, norm)
    if intent == "report_grief" and not names_death(written, norm):
        return NEVER  # a lost telephone is no loss of that kind
    if intent == "ask_wait_time" and says(_ILLNESS, written, norm):
        return NEVER  # «hvor lenge smitter det?» is no question about the queue
    return SURE_OF_ILLNESS if brings_questions(topic_of(intent)) else SURE


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
_SOMETHING_WRONG = re.compile(
    r"\b(?:noe|noko|nåkka|no|pust\w*|han|hun|ho|barnet|babyen|something|she|he)\b(?: \w+){0,2}? (?:er|e|is) (?:\w+ )?(?:feil|galt|gale|wrong)\b"
)
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
    if says(_CHILD, written, norm):
        return 0.0
    return VERY_SURE if says(_PARENTS, written, norm) and says(_AFRAID, written, norm) else NEVER


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
    unclear = guess in GIVES_WAY_TO_WORDS or (guess == names.FATHER and says(_STEP, written, norm))
    if (unclear or (guess in BODY_BEFORE and confidence < VERY_SURE)) and says(_GROWING, written, norm):
        return "report_development"
    return "report_family" if unclear and says(_FAMILY, written, norm) else None


def brings_questions(topic: str | None) -> bool:
    """Whether a topic brings the library's questions about a child, whose unread answers count as danger."""
    return topic is not None and any(question != WELL for question in TOPICS[topic].ask)


def says_goodbye(written: str) -> bool:
    """Whether so few words say goodbye."""
    return len(written.split()) <= FAREWELL and bool(_GOODBYE.search(written))


FAREWELL = 5  # words
