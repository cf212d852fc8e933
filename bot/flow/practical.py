"""Direct questions that the content answers a part of: costs, rights, the way to PPT and BUP, a number to ring, food, help without barnevernet,
groups, respite."""

import re
from dataclasses import dataclass

from bot.flow.numbers import LOCAL
from bot.flow.said import is_question


@dataclass(frozen=True)
class Practical:
    """What is asked: the id of the words that answer it, and the services that go with it (national ids or kinds of the kommune)."""

    text_id: str
    services: tuple[str, ...] = ()

    @property
    def local(self) -> list[str]:
        """The kinds of these services that each kommune has its own of."""
        return [id for id in self.services if id in LOCAL]


_BARNEVERN = r"(?:barnevern\w*|child (?:welfare|protection)\w*|cps)"
_WORDS: tuple[tuple[re.Pattern[str], Practical], ...] = (
    (
        re.compile(
            rf"\b(?:uten|utan|unngå|slipper|slippe|without|slepp\w*)\b.{{0,30}}\b{_BARNEVERN}"
            rf"|\b{_BARNEVERN}\b.{{0,30}}\b(?:ikke|ikkje|not)\b(?: \w+)? (?:blande\w*|får vite|involver\w*|kobl\w*)"
        ),
        Practical("utter_ask_no_barnevern", ("familievern", "mental_helse")),
    ),
    (
        re.compile(
            r"\b(?:hvem|hvor|hvordan|kven|kor|korleis|who|where|how)\b.{0,25}\b(?:melder|melde|sier|si|seier|seie|report)\b.{0,15}\b(?:fra|ifra|frå|bekymring\w*|to|it|this)\b"
            r"|\b(?:skal|bør|må) (?:jeg|eg|vi|man|en) (?:melde|si ifra|si fra|sende bekymringsmelding)\b|\bhvordan sender\b.{0,15}\bbekymringsmelding\b"
        ),
        Practical("utter_hear_other_child", ("alarmtelefonen",)),
    ),
    (
        re.compile(
            r"\b(?:loven|lova|lovverket|barneloven|barnelova|lovlig|ulovlig|krav på|the law|entitled)\b|\b(?:advokat\w*|rettshjelp\w*|rettshjelp|juridisk\w*|rettighet\w*|rettar|rettigheita?r?|rettigheitene|lawyer\w*|legal (?:aid|help|advice)|my rights|our rights|legal rights)\b"
            r"|\bhva rett har\b|\bhar (?:jeg|eg|vi|han|hun) rett (?:på|til)\b"
        ),
        Practical("utter_ask_rights", ("familievern",)),
    ),
    (
        re.compile(
            r"\b(?:få|får|finne|finn|hente|finnes|dele\w*|get|find)\b.{0,25}\b(?:mat|middag|matkasse\w*|matpose\w*|matutdeling|matsentral\w*|bleier|food|dinner|nappies|diapers)\b"
            r"|\bnødhjelp\b|\bnaudhjelp\b|\bemergency (?:money|cash)\b"
        ),
        Practical("utter_ask_food", ("nav_gjeld", "alarmtelefonen")),
    ),
    (
        re.compile(
            r"\b(?:sorg|barsel|foreldre|mamma|pappa|mødre|fedre|samtale|selvhjelps?|støtte|trille)(?:gruppe\w*|kurs\w*|kafe\w*|kafé\w*|treff\w*)\b|\bkurs for (?:foreldre|nye|mødre|fedre|mammaer|pappaer)\b"
            r"|\b(?:åpen|åpne|open|opne) barneha\w*|\b(?:parent\w*|support|grief|bereavement|baby|mothers?|fathers?) (?:group|class|course)\w*\b"
        ),
        Practical("utter_ask_group", ("helsestasjon",)),
    ),
    (
        re.compile(
            r"\b(?:avlast\w*|støttekontakt\w*|barnevakt\w*|barnepass|barnepasser\w*|besøkshjem\w*|respite|babysitter\w*)\b"
            r"|\b(?:noen|nokon|nån|somebody|someone)\b(?: som)? (?:kan |kunne |can |could |to )?(?:passe|ta|sitte|watch|look after|mind)(?: på)? (?:dem|dei|de|ungene|ungane|barna|barnet|henne|ham|han|ho|babyen|them|the kids?|her|him)\b"
        ),
        Practical("utter_ask_relief", ("helsestasjon",)),
    ),
    (
        re.compile(
            r"\b(?:koster|kostar|koste|gratis|betale|betaling|pris\w*|egenandel\w*|cost\w*|free of charge|for free|pay)\b"
        ),
        Practical("utter_ask_cost"),
    ),
    (
        re.compile(
            r"\b(?:ppt|pp-tjenesten|bup|dps|abup|utredning\w*|utreia|utredet|habilitering\w*|henvis\w*|tilvis\w*|spesialpedagog\w*|referral|referred|assessment)\b"
        ),
        Practical("utter_ask_pathway", ("veiledning_helsenorge",)),
    ),
    (
        re.compile(
            r"^(?:(?:kan jeg |kan eg )?(?:få )?(?:et |eit )?(?:telefon)?nummer(?:et)?|tlf|telefon|phone number)(?:,? (?:takk|please|er du snill))?\W*$|\b(?:hvem|kven|kem|hvor|kor) (?:kan|skal|bør) (?:jeg|eg|æ|vi|man|ein|en) (?:ringe|ringje|ring|snakke med|prate med)\b(?!.*\b(?:lokalt|nær\w*|her i|der (?:vi|jeg|eg|me) (?:bor|bur))\b)"
            r"|\b(?:bytte|gå over|heller|skifte)\b.{0,15}\btelefon\w*\b|\b(?:telefonnummer\w*|telefonnr|nummer)\b.{0,20}\b(?:ringe|ringje)\b|\b(?:noen|nokon|noko?n|et sted|en) (?:\w+ )?(?:jeg |eg |vi )?(?:å|kan|og) (?:få )?(?:ringe|ringje)\b"
            r"|\b(?:ringe|ringje) (?:\w+ )?(?:istedenfor|i stedet|i staden|heller|til dere|dere|dykk|noen|nokon)\b|\b(?:snakke|prate) (?:\w+ ){0,2}?(?:på|i|over) telefon\w*"
            r"|\b(?:some(?:one|body)|any(?:one|body)|number)\b.{0,40}\b(?:call|phone|ring)\b|\b(?:call|phone|ring) (?:you|some(?:one|body))\b|\btalk on the phone\b"
        ),
        Practical("utter_ask_phone", ("mental_helse", "foreldresupport")),
    ),
)
_UNWILLING = re.compile(
    r"\b(?:ikke|ikkje|ikk|not|don'?t|never|aldri)\b(?: \w+){0,2}? (?:ringe|ringje|snakke|prate|snakka|call|phone|talk|ring)\b"
)
_NUMBER_ALONE = re.compile(
    r"^(?:et |eit )?(?:(?:telefon)?nummer(?:et)?|tlf|telefon|phone number)(?:,? (?:takk|please|er du snill))?\W*$"
)
_WISH = re.compile(r"\b(?:vil|ønsker|ønskjer|trenger|treng|lurer|lurar|vet|veit|want|need|wonder)\b")


def practical_of(written: str, norm: str) -> Practical | None:
    """What a message asks of these, or None. Only a question or a wish counts, not a mention of the word."""
    parts = [part.strip() for part in re.split(r"(?<=[.!?\n])\s+|\b\d\)\s*", written) if part.strip()]
    if not (any(is_question(part) or _NUMBER_ALONE.search(part) for part in parts) or _WISH.search(norm)):
        return None
    asking = [part for part in parts if is_question(part) or _WISH.search(part)] or [written]
    asking = [part for part in asking if not _UNWILLING.search(part)]
    for pattern, practical in _WORDS:
        if any(pattern.search(part) for part in asking):
            return practical
    return None
