"""The questions that close what a parent tells: «..., er det noe?», «... bør jeg ringe?», «... what could it be?».

Nearly everybody ends so, with or without a question mark. The question is about what was told and takes nothing of it back:
it is read as a sentence of its own, so that its «jeg» does not become the one who is ill, and the statistical layer reads
the rest without it too. What may or may not happen («er det farlig hvis han ...», «hva er tegn på ...») is no such question.
Read from the words as written, since both layers need it.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?;:\n…]|,(?=\s)")
_LEAST_TOLD = 2  # words that must be left beside the questions
_LONGEST = 9  # words of an open question that only the mark shows


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_IS = _words("er e æ va var kan kunne blir vil is are could can might was")
_IT = _words("det de d dette ditta detta itte den dæ this it that these")
_MODAL = _words(
    "skal ska sku skulle bør burde bur må måtte kan kunne trenger treng trengs behøver tør vil should shall must can could do does would"
)
_SELF = _words("jeg eg e æ jæ je i vi me mi man en ein we")
_YOU = _words("dere du dokker dykk de de't you")
_WHAT = _words("hva kva ka ke kå va hvor kor kvar hvordan korleis hvem kven kem what where how who")
_THINK = _words("tror trur mener meiner synes synest tenker gjør gjer think reckon")
_CHILD = _words("han ham hun henne ho hu barnet babyen ungen gutten jenta her him he she")
# after these the same order tells: «nå er det bra»
_STATES = _words(
    "nå no nu da då igjen att dag natt kveld morges etterpå heldigvis her der ellers now then today"
)
_CALM = _words("bra greit greitt ok okei okay normalt vanlig vanleg trygt normal")
_OPENS = _words("og men så eller and but so or")
# words that such a question is made of, beside its opening
_ABOUT = _words(
    "noe noko nokka nokke nåkka nåke no nå nu farlig farleg farli farlege alvorlig alvorleg alvorli normalt normal vanlig vanleg vanli greit greitt ok okei"
    " okay bra trygt verdt galt gale gæli feil nødvendig normale være vere vara vær bety grunn til å og for at bekymre bekymra bekymret bekymring uroe"
    " uroa redd redde seg sæ meg mæ oss krise viktig lov best skummelt rart rar mistenkelig kritisk livstruende haster hast"
    " det de dette da igjen nå no så heller bare berre helt så veldig like ringe ring ringer ringa ringje kontakte kontakt oppsøke oppsøkje oppsøk bestille"
    " dra reise reis gå køyre kjøre kjør kome komme inn på te en ein et eit time legevakt legevakta legevakten lege legen doktor doktoren fastlegen fastlege"
    " sykehus sykehuset sjukehus sjukehuset 113 112 116117 116 117 ambulanse ambulansen noen nokon nåen nån hjelp vente vent se sjå sje an"
    " gjøre gjere gjer gjør gjær gjærra bry bryr med om ta han ham henne ho hun jeg eg æ vi me dere du dokker tror trur mener tru feile feiler feila"
    " i dag kveld natt morgen morgon først straks ellers eller ikke ikkje itj hva kva skal bør kan må nødt verre årsaken årsak skyldes komme av"
    " anything something serious dangerous normal bad wrong worry worried about be do the a an to of it this that now tonight today wait see call phone go"
    " take in doctor doctors gp hospital er ambulance emergency help need you think we i should him her or concerned concerning ring cause caused by common"
)
# at least one of these must be there, or the words are no question about what was told: «er det» alone is no end of a sentence
_ASKS = _words(
    "noe noko nokka nokke nåkka nåke farlig farleg farli alvorlig alvorleg alvorli normalt normal vanlig vanleg vanli greit ok okei okay bra trygt verdt"
    " galt gale gæli feil nødvendig være vere vara vær grunn bekymre bekymra bekymret uroe redd krise viktig best skummelt rart mistenkelig kritisk"
    " livstruende ringe ring ringer ringa ringje kontakte oppsøke oppsøkje bestille dra reise reis kjøre køyre legevakt legevakta legevakten lege legen"
    " doktor doktoren fastlegen fastlege sykehus sykehuset sjukehus sjukehuset 113 112 116117 ambulanse ambulansen hjelp vente vent gjøre gjere gjer gjør"
    " gjær bry bryr tror trur mener feile feiler haster anything something serious dangerous normal bad wrong worry worried be do wait call phone doctor gp"
    " hospital ambulance emergency help think concerned concerning common"
)
# an open question begins with one of these and ends with its mark: «har han diabetes?»
_ASKING = (
    _IS
    | _MODAL
    | _WHAT
    | _words("har tror trur hvorfor kvifor finnes finst fins haster betyr has have did why when")
)


def closing_questions(text: str) -> list[Span]:
    """(start, end) of each question about what was told: at the end of a sentence, or a sentence of its own."""
    return [
        (words[at].start(), words[-1].end())
        for words in _sentences(text)
        if (at := _where_it_asks([word.group().lower() for word in words], marked=_is_marked(text, words)))
        is not None
    ]


def without_questions(text: str) -> str:
    """What is told, without the questions about it and without short ones that end in their mark; all of it when little is left."""
    spans = sorted({*closing_questions(text), *_marked(text)})
    if not spans:
        return text
    kept = [text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *spans, (len(text), 0)])]
    told = ". ".join(part.strip(" ,.?") for part in kept if _WORD.search(part))
    return told if len(_WORD.findall(told)) >= _LEAST_TOLD else text


def _sentences(text: str) -> Iterable[list[re.Match[str]]]:
    """The words of each sentence of two words or more."""
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    for start, end in pairwise(cuts):
        words = list(_WORD.finditer(text, start, end))
        if len(words) > 1:
            yield words


def _where_it_asks(words: list[str], *, marked: bool) -> int | None:
    """Where the question begins that a sentence ends with. Unmarked, «nå er det bra» is none."""
    for at in range(len(words) - 1):
        if at and not marked and words[at - 1] in _STATES and not _CALM.isdisjoint(words[at:]):
            continue
        if (after := _opening(words, at)) and _only_asks(words[after:], opened=words[at:after]):
            return at - 1 if at and words[at - 1] in _OPENS else at
    return None


def _opening(words: list[str], at: int) -> int:
    """The word behind the opening of a question at `at`, or 0: «er det», «bør jeg», «hva kan», «tror dere»."""
    first, second = words[at], words[at + 1]
    if first in _WHAT and (second in _IS | _MODAL | _THINK or second in {"feiler", "feila", "haster"}):
        follows = words[at + 2] if at + 2 < len(words) else ""
        return at + 3 if follows in _IT | _SELF | _YOU | _CHILD else 0
    if (first in _IS and second in _IT) or (first in _MODAL and second in _SELF | _IT):
        return at + 2
    if (first in _THINK and second in _YOU) or (first in {"haster", "betyr", "gjør"} and second == "det"):
        return at + 2
    return 0


def _only_asks(rest: list[str], *, opened: list[str]) -> bool:
    """Whether all further words belong to such a question, and it asks something."""
    asks = (
        opened[0] in _WHAT or opened[0] in _THINK | {"haster", "betyr"} or any(word in _ASKS for word in rest)
    )
    return asks and all(word in _ABOUT for word in rest)


def _is_marked(text: str, words: list[re.Match[str]]) -> bool:
    return text[words[-1].end() : words[-1].end() + 2].lstrip(" ").startswith("?")


def _marked(text: str) -> Iterable[Span]:
    """Short sentences that begin as a question and end with its mark."""
    for words in _sentences(text):
        if _is_marked(text, words) and len(words) <= _LONGEST and words[0].group().lower() in _ASKING:
            yield words[0].start(), words[-1].end()
