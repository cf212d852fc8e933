"""Which service a message asks the number of. The numbers themselves are the directory's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from directory.model import KINDS, Kind

LOCAL = frozenset({"legevakt", "barnevernvakt", "krisesenter", "familievernkontor", "helsestasjon"})
"""Kinds of service that each kommune has its own of."""
ONE_NUMBER = frozenset({"legevakt"})
"""Of those the ones whose national number finds the near one by itself: nobody is asked for a kommune."""

# How parents name them, in lower case, as written or in bokmål. The keys are kinds of the kommune or ids in
# nasjonale_tjenester.yaml; a second id is told beside the first.
WORDS: dict[tuple[str, ...], str] = {
    ("legevakt",): r"leg[ea]vakt\w*|emergency doctor",
    (
        "giftinformasjonen",
    ): r"giftinfo\w*|gift(?:linj|telefon|sentral)\w*|poison (?:information|line|control|centre|center)",
    ("helsestasjon",): r"helsestasjon\w*|helsesykeplei\w*|helses(?:ø|y)st\w*|health (?:clinic|visitor)",
    ("barnevernvakt",): r"barnevern\w*|child (?:welfare|protection)\w*",
    ("krisesenter",): r"krisesent\w*|shelter",
    ("familievernkontor",): r"familiev[eæ]rn\w*|familiekontor\w*|family counselling\w*",
    ("alarmtelefonen",): r"alarmtelefon\w*",
    ("vo_linjen",): r"vo[ -]?linj\w*",
    ("mental_helse",): r"mental helse\w*",
    ("kirkens_sos",): r"kirkens sos|kyrkja sin sos",
    ("foreldresupport",): r"foreldresupport\w*",
    ("nav_gjeld",): r"nav|navs|navkontor\w*|gjeldsrådgiv\w*|økonomirådgiv\w*",
    ("ambulanse",): r"ambulans\w*|ambulance|amk\w*",
    ("politi", "politi_uten_hast"): r"politi\w*|police",
    ("brann",): r"brannves\w*|brannvakt\w*|fire (?:brigade|service|department)",
    ("rustelefonen",): r"rustelefon\w*",
    ("ammehjelpen",): r"ammehjelp\w*",
    ("hjelpelinjen",): r"hjelpelinj\w*",
    ("kors_paa_halsen",): r"kors på halsen",
    ("arbeidslivstelefonen",): r"arbeidslivstelefon\w*",
}
_ANY = "(?:" + "|".join(WORDS.values()) + ")"
_NUMBER = r"(?:(?:telefon|tlf|mobil)?(?:nummer\w*|nr)|telefon(?:en)?|tlf\w*|(?:phone )?number)"
_TO = r"(?:til|på|for|hos|te|åt|to|of)"
_ASKED = re.compile(
    rf"\b{_NUMBER} (?:\w+ ){{0,2}}?{_TO} (?:\w+ ){{0,2}}?{_ANY}\b"  # nummeret til den nærmeste legevakta
    rf"|\b{_ANY} (?:sitt |sin |har |i \w+ )?{_NUMBER}\b"  # legevakta sitt nummer, mental helse tlf
    rf"|\b(?:hvilket|hva for(?: et)?|hvor|which|what|where) (?:\w+ )?(?:ringer|når|kontakter|ring|call|reach)\b.*?\b{_ANY}\b"
    rf"|\bhvordan (?:ringer|når|kontakter|får)\b.*?\b{_ANY}\b"
    rf"|\b(?:næ\w{{1,5}}ste|nearest) {_ANY}\b"
    rf"|\b(?:hvor|kor|where) (?:er|ligger|ligg|finner (?:jeg|vi)|finn (?:eg|vi)|is|do (?:i|we) find) (?:det |den |et |ei |a |the )?{_ANY}\b"
    rf"|\b(?:finnes det|finst det|har (?:dere|dokker|de|vi) (?:noe |et |eit )?|is there an?|do you have an?) ?(?:noe |et |eit |en |ei )?{_ANY}\b"
    rf"|\b(?:vil ha|vil snakke med|vil kontakte|trenger|treng|ønsker|ønskjer|leter etter|ser etter|need|want|looking for)(?: å snakke med| å kontakte| time på| time hos)?(?: et| eit| en| ei| a| the)? {_ANY}\b"
)
_ALONE = re.compile(
    rf"(?:og|også|hva med|kva med|and|what about)?\s*(?:til |for )?{_ANY}(?: også| au| òg)?(?: (?:i|på) \w+(?: \w+)?)?\s*\?*"
)
_AND = re.compile(rf"(?:og|også|hva med|kva med|and|what about) (?:til )?{_ANY}(?: også)?\s*[,?!.]")


@dataclass(frozen=True)
class Asked:
    """A service somebody wants the number of: ids in nasjonale_tjenester.yaml, or one kind of the kommune."""

    ids: tuple[str, ...]

    @property
    def kind(self) -> Kind | None:
        return kind_of(self.ids[0])

    @property
    def needs_kommune(self) -> bool:
        """Whether only the kommune tells which number it is."""
        return self.kind is not None and self.kind not in ONE_NUMBER


def kind_of(id: str) -> Kind | None:
    """The kind of service that each kommune has its own of, when `id` is one."""
    return next((kind for kind in KINDS if kind == id and kind in LOCAL), None)


def asked_for(written: str, norm: str) -> list[Asked]:
    """The services whose number is asked for, in the order in which they are known here; empty when none is.

    `written`: the message in lower case; `norm`: the same as words in bokmål. Only clear words count: a number asked for,
    or a service named alone or after an «og».
    """
    alone = _ALONE.fullmatch(written.strip(" .!")) or _AND.match(written)
    if not (alone or _ASKED.search(norm) or _ASKED.search(written)):
        return []
    return [Asked(ids) for ids, words in WORDS.items() if re.search(rf"\b(?:{words})\b", f"{written} {norm}")]


def known(ids: Iterable[str]) -> list[Asked]:
    """The services with these first ids, as they were remembered."""
    wanted = set(ids)
    return [Asked(entry) for entry in WORDS if entry[0] in wanted]
