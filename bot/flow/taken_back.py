"""Whether a parent takes back what an alarm was about, denies it, or says that all is well by now.

All functions take a message in lower case as written, and its words in bokmål (`bot.components.normalised`).
"""

import re

from bot.flow.said import SHORT, is_question, says

_CHILD = r"(?:hun|han|ho|hu|barnet|babyen|jenta|gutten|guten|sønn\w*|datter\w*|dotter\w*|he|she)"
_YEARS = r"(?:mange år|(?:for |over )?(?:flere|fleire|noen|nokre|et par|to|tre|fire|fem|seks|sju|åtte|ni|ti|\d+|two|three|many|some) (?:år|års|years))"
_NO = r"\b(?:ikke|ikkje|ingen|inga|aldri|not|no)\b(?: \w+){0,2}?"
_JOKING = r"kødd\w*|tull\w*|fleip\w*|spøk\w*|vits\w*|jok\w+|kidding"
_NO_JOKE = re.compile(rf"{_NO} (?:{_JOKING}|film\w*|drøm\w*|test)\b|\b{_CHILD}\b")
_NOT_REAL = re.compile(
    r"^(?:nei |neida |ok |men |sorry |beklager |haha )*(?:(?:jeg|eg|æ|vi|det|dette|e|va|var|er|bare|berre|litt|en|ei|et|i'm|i am|im|it was|that was|just|only|a) )*(?:kødd\w*|tull\w*|fleip\w*|spøk\w*|vits|joking|kidding|joke|testing|testa|tester|testet|test)\b(?: (?!ikke|ikkje|not|aldri|never)\w+){0,3}\W*$"
    r"|\b(?:jeg|eg|æ|i) (?:bare |berre |just )(?:drømte|drømmer|drøymde|drøymer|dreamt|dreamed)(?: (?:det|dette|om det|om dette|it|this))?\W*$"
    r"|\b(?:jeg|eg|æ) (?:drømte|drøymde) (?:det|dette|om det) (?:bare|berre)\W*$"
    r"|\b(?:det|dette|it|this|that) (?:\w+ ){1,2}(?:bare |berre )?(?:i |fra |frå |in |from )?(?:en |ein |et |a )(?:film|tv-serie|serie|drøm|draum|mareritt|øvelse|dream|movie|nightmare)(?: (?:jeg|eg|æ|vi|i|we) (?:så|såg|ser|hadde|saw|had)(?: \w+){0,2})?\W*$"
    r"|\b(?:leste|las|såg|så) (?:om )?(?:det|dette) (?:på|i) (?:en |ei |et )?(?:film\w*|tv|nett\w*|facebook|avis\w*|bok\w*)\W*$|\b(?:hypotetisk|teoretisk|hypothetical\w*)\b"
)
_LONG_AGO = re.compile(
    rf"^(?:nei |neida |men )*(?:det|dette|d|it|that|this) (?:er|e|var|va|skjedde|hendte|was|is)(?: \w+)? (?:for )?{_YEARS} (?:siden|sidan|sia|ago)\b(?: (?:nå|no|altså|jo|da|alt|alle|now|og|and|det|gikk|gjekk|bra|fint|at|dette|skjedde|hendte|var|it|happened)){{0,5}}\W*$"
    r"|^(?:nei |neida |men )*(?:det|dette) (?:var|va|skjedde|hendte)(?: jo)? (?:i fjor|da (?:jeg|eg) var (?:liten|lita|barn)|den gang\w*)\b(?: \w+){0,2}\W*$"
)
_ALL_WELL = re.compile(
    r"^(?:nei |neida |men )*(?:mine|våre|begge|alle|barna|ungene|ungane|all|my kids|my children)(?: (?:mine|våre|barna|her|hjemme|heime|sammen|barn))? (?:er|e|are)(?: \w+)? (?:friske?|friske og raske|healthy|fine|well)(?: (?:nå|no|altså|alle|now))?\W*$"
)


def takes_back(written: str, norm: str) -> bool:
    """Whether a message says plainly that nothing of it is real now: it was a joke, a film or a dream, or it was years ago.
    One that tells of a child as well says it less plainly; that all are well takes nothing back (`tells_well`)."""
    if len(written.split()) > SHORT:
        return False
    if says(_LONG_AGO, written, norm):
        return True
    return says(_NOT_REAL, written, norm) and not says(_NO_JOKE, written, norm)


_NOT = r"(?:ikke|ikkje|itj|itte|ikkj|not|aldri|never)"
_DENIED = re.compile(
    rf"\bmisf?\w*st\w*|\bmisunderst\w*|\btolk\w*|\b(?:du|dere|dykk|dokker|you)\b(?: \w+){{0,3}}? (?:feil\w*|wrong)\b|^(?:nei |det |dette |d |oi |men |var |va |ble |blei |er |e )*feil\W*$"
    rf"|\b(?:gj?eld\w*|gjlder|handler|handlar|dreier|about) (?:det |seg )?(?:om )?{_NOT}|\b{_NOT} (?:om |about )?(?:oss|meg|mæ|us|me)\b"
    r"|\b(?:ingen|nobody|no one) (?:syke? |sjuke? )?(?:her |hos oss |here )?(?:er |e |is )(?:syke?|sjuke?|skada|skadet|i fare|ill|sick|hurt)\b|\b(?:ingen|no) (?:syke?|sjuke?|sick) (?:her|hos|here)\b"
    rf"|\b{_NOT} (?:en |ei |noe |noko |noen |no |nå )?(?:sånn|slik|sant|sånt|slikt|vold|farlig|farleg|fare|krise|ment|meint|alvor\w*|galt|så ille|true|dangerous|like that)\b(?!.*\b(?:pleier|plar|bruk\w*|vanlig\w*|vanleg\w*|før)\b)"
    rf"|\b{_NOT} (?:jeg |eg |æ )?(?:sagt|skrevet|skreve|skrive|ment|meint) (?:det|dette|at|sånn|slik)\b|\bdet (?:har |hadde )?(?:jeg|eg|æ) (?:har |hadde )?{_NOT} (?:sagt|skrevet|skrive|ment|meint)\b"
    rf"|\b(?:sa|skrev|skreiv|mente|meinte|meint) (?:jeg|eg|æ|i) (?:\w+ )?{_NOT}|\b(?:jeg|eg|æ|i) (?:meint|meinte|mente|meant|said) {_NOT}|\b{_NOT} (?:det )?(?:what i |som jeg |jeg |eg |æ )?(?:said|meant|mente|meinte|skrev|sa)\b|\b(?:menade|menar) inte\b|\b(?:sånn|slik|sånt) (?:er|e) (?:det )?{_NOT}\b"
    rf"|\b(?:trengs?t?|trenger|treng) {_NOT}\b|\b{_NOT} ta (?:det|dette) (?:så )?alvorlig\b|\b(?:alt (?:er|e)|e alt|er alt) (?:bra|i orden|fint)\b|\bnoko? (?:heilt |helt )?anna\b|\bnoe (?:helt )?annet\b"
)
_SERIOUS = re.compile(rf"{_NO} (?:{_JOKING})\b|\b(?:tror|trur|think) (?:du|dere|de|you)\b")
"""«Dette er ingen spøk», «jeg tuller ikke», «tror du jeg tuller»: the contrary of taking it back."""


def denies(written: str, norm: str) -> bool:
    """Whether a message says in words that it was misread or that nothing is wrong: no likeness alone puts an alarm aside."""
    if says(_SERIOUS, written, norm):
        return False
    return says(_DENIED, written, norm) or takes_back(written, norm)


_WELL = re.compile(
    rf"\b(?:{_CHILD}|nå|no|da|now)(?: \w+){{0,2}}? (?:er|e|is)(?: \w+){{0,3}}? (?:frisk|kvikk|fin|i orden|ok|okay|healthy|fine|well)\b"
    r"|^(?:nei |neida |no )*(?:(?:hun|han|ho|vi|jeg|det|de) )?(?:er |e )?(?:ikke|ikkje|ingen|ingen her er|not) (?:syk|sjuk|syke|sjuke|sick|ill)\W*$"
    r"|\bdet (?:gikk|gjekk) (?:\w+ )?(?:bra|fint|greit|godt|over)\b|\b(?:har det|alt er|alt|går det) (?:\w+ )?(?:bra|fint|i orden|helt fint) (?:nå|no|med)\b"
)
_NOT_WELL = re.compile(
    r"\b(?:men|ellers|elles|igjen|virker|verkar|ser|hvis|dersom|ikke (?:helt |så )?(?:frisk|bra|fin|kvikk|ok)|not (?:ok|fine|well)|but|if)\b"
)


def tells_well(written: str, norm: str) -> bool:
    """Whether a message says that a child is well, or that it went well: what was shown may have been a misunderstanding."""
    short = len(written.split()) <= SHORT and not is_question(written)
    well = says(_WELL, written, norm) or says(_ALL_WELL, written, norm)
    return short and well and not says(_NOT_WELL, written, norm)
