"""The words of a text around a name, and the small words that say something about places."""

from dataclasses import dataclass
from functools import cached_property

from directory.places.level import Target
from directory.places.names import PlaceNames
from directory.places.text import Word, is_shouting, word_set

LIVE = word_set(
    "bor bur bo bu bodd budd bodde budde boende buande bour bir bpr børi flytta flyttet flyttar flytter flytte flytt "
    "flyttade flyttede flytja leier leid leide leigd leiger live lives living moved relocated orut orrut orrun orun orodit ássat assat asun asumme asuma årroem årroeminie årroejibie årrojibie årrobe tilhører mieszkam mieszkamy mieszka "
    "اسكن نسكن اعيش نعيش ساكن ساكنه живу живемо живем живет мешкаю мешкаємо проживаю проживаємо noolahay noolnahay"
)
"""Also as fold() leaves it in Arabic, Ukrainian and Russian: parents write the name of the place in Latin letters."""
FROM = word_set("fra frå ifra ifrå from frå från")
IN = word_set(
    "في ب в у w i på pao in w near utenfor utafor utanfor nær innafor oppi nedi borti uti inni oppå ute"
)
AT = IN | FROM
TO = word_set("til till te ti mot ved to tel rundt omkring")
NEARNESS = word_set("ved utenfor utafor utanfor nær fra frå mellom mot near outside from between")
"""Words before the place that another is said to be near."""
HERE = word_set("her hjemme heime heima hime hjæm legevakt legevakta legevakten helsestasjon helsestasjonen")
KOMMUNE = word_set("kommune kommunes kommuna herad kommunen municipality suohkan gielda tjielte komuuni")
BYDEL = word_set("bydel bydelen")
NOT = word_set("ikke ikkje ikkj ikkje itj ittj ittje itte inte isje ikje kje not ikkje")
BETWEEN = word_set(
    "litt rett like midt nå no sør nord øst vest langt nede oppe ute inne borte innerst inst ytterst egentlig "
    "hjem heim tilbake faktisk nesten alene åleine aleine sammen bare berre her nere heilt helt just still now fortsatt framleis"
)
NOW = word_set("nå no nu now")
A = word_set("en ei ein noen nokon nokre andre annen et eit a some to tre")
OLD = word_set("gamle tidligere tidlegare nye")
WISH = word_set(
    "vurderer vurderte tenker tenkte drømmer drøymer ønsker ønskjer vil planlegger planla kanskje lyst might may considering hoping thinking maybe perhaps"
)
PLAN = word_set("skal ska skulle") | WISH
BE = word_set("er e æ ær sitter sit sitt sitte am are is re m står stå ligger ligg kosar sidder")
NEARBY = {
    "av": word_set("nærheten nærleiken utkanten kanten"),
    "for": word_set("nord sør øst vest aust utenfor sønna nordom sønnom"),
}
HAS = word_set("har hadde fikk fekk får vil sier seier")
IS = word_set("er e æ heter heiter heite blir vert va var kalles het hette heitte hetet")
SPEAKERS = word_set("vi eg jeg æ me barna ungene ungane ongan borna barn mora moren mor faren far han hun ho")
_FILLER = (
    LIVE | AT | TO | HERE | KOMMUNE | BETWEEN | NOT
    | word_set(
        "jeg eg æ e vi me vårs vi det er e den og heter heiter ligger ligg hei hallo heisann hello takk ja jo jau joda "
        "tror trur vel nok området sentrum by byen norge noreg kommer kjem kjæm kommunen kommuna bydel bydelen min mi "
        "mitt vår altså eh hm hmm ok okei please the a av my it is we postnummer postnr stedet heiter da då så men nei "
        "akkurat mener mente meinte meiner skrev skreiv feil sorry beklager heller im am meg jepp vet veit du jada dette sånn eller")
)  # fmt: skip
_ASIDE = word_set("her kommune hei altså gamle tidligere tidlegare")
_THAT_ONE = word_set("altså det den som ligger ligg egentlig da")
_MOST_CORE = 6


@dataclass(frozen=True)
class Context:
    """The words of a text, and what holds for all of it."""

    words: list[Word]
    asked: bool
    shouting: bool

    @classmethod
    def of(cls, words: list[Word], *, asked: bool) -> "Context":
        """Look at the whole text once."""
        return cls(words, asked, is_shouting(words))

    @cached_property
    def folded(self) -> list[str]:
        """The folded words."""
        return [word.folded for word in self.words]

    @cached_property
    def _clauses(self) -> list[tuple[int, int]]:
        bounds: dict[int, tuple[int, int]] = {}
        for at, word in enumerate(self.words):
            bounds[word.clause] = (bounds.get(word.clause, (at, at))[0], at + 1)
        return [bounds[word.clause] for word in self.words]

    @cached_property
    def core(self) -> tuple[int, ...]:
        """Words that are not mere filling in an answer ("jeg bor i ... kommune")."""
        return tuple(i for i, word in enumerate(self.folded) if word not in _FILLER) if self.asked else ()

    def clause(self, at: int) -> tuple[int, int]:
        """First and last (exclusive) word of the clause that word `at` stands in."""
        return self._clauses[at]

    def before(self, at: int, count: int) -> list[str]:
        """Up to `count` folded words before `at` in the same clause, in text order."""
        return self.folded[max(self.clause(at)[0], at - count) : at]

    def after(self, end: int, count: int) -> list[str]:
        """Up to `count` folded words from `end` on in the same clause as the word before it."""
        return self.folded[end : min(self.clause(end - 1)[1], end + count)]

    def telling_capital(self, at: int) -> bool:
        """A capital letter that the whole text does not have."""
        return self.words[at].capital and not self.shouting


def answers(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """An answer to the question, with nothing else in it (a region or a number may stand beside)."""
    named = any(start <= i < end for i in context.core)
    if not context.asked or not named or len(context.core) > _MOST_CORE:
        return False
    rest = [context.folded[i] for i in context.core if not start <= i < end]
    return (
        all(word in names.regions or word in names.targets or word.isdigit() for word in rest)
        and len(rest) <= 3
    )


def alone(context: Context, start: int, end: int) -> bool:
    """The clause holds nothing but the name: "Moss her", "gamle Fusa", "Tromøy altså"."""
    first, last = context.clause(start)
    return all(start <= i < end or context.folded[i] in _ASIDE for i in range(first, last))


def within_sentence(context: Context, at: int, reach: int) -> list[str]:
    """The folded words of the sentence of word `at`, at most `reach` to each side."""
    around = context.words[max(0, at - reach) : at + reach]
    return [word.folded for word in around if word.sentence == context.words[at].sentence]


def kommune_after(context: Context, end: int) -> bool:
    """ "... kommune", "... herad" stands right after."""
    return any(word in KOMMUNE for word in context.after(end, 1))


def kommune_beside(context: Context, start: int, end: int) -> bool:
    """ "... kommune", "kommune: ..."."""
    named = start > 0 and context.folded[start - 1] in KOMMUNE and context.words[start - 1].gap.strip() != "."
    return kommune_after(context, end) or named


def bydel_beside(context: Context, names: PlaceNames, start: int, end: int) -> bool:
    """ "Bydel Ullern", "sagene bydel": a part of a town is said to be one."""
    beside = {*context.before(start, 1), *context.after(end, 1)}
    parts = names.targets.get(" ".join(context.folded[start:end]), ())
    return bool(beside & BYDEL) and any(target.kind in {"bydel", "omrade"} for target in parts)


def qualifier(context: Context, names: PlaceNames, end: int) -> frozenset[str]:
    """Kommunenummer of what stands right after: "Bø i Telemark", "Vik, Sogn", "Våler altså det i Østfold"."""
    while end < len(context.words) and context.folded[end] in _THAT_ONE:
        end += 1
    at = end + 1 if end < len(context.words) and context.folded[end] in IN | {"under"} else end
    if at >= len(context.words) or (at == end and not _comma(context, end)):
        return frozenset()
    key = context.folded[at]
    if at == end and key not in names.regions:
        return frozenset()
    return names.kommuner_of(key)


def lies_elsewhere(context: Context, names: PlaceNames, end: int, targets: tuple[Target, ...]) -> bool:
    """ "Sandnes i Nordland": right after stands a region, and none of the `targets` is in a fylke that it is part of. A former kommune
    may have been in another fylke: "Hurum i Buskerud"."""
    if end + 1 >= len(context.words) or context.folded[end] not in IN:
        return False
    if any(target.kind == "tidligere_kommune" for target in targets):
        return False
    region = max(
        (names.regions.get(" ".join(context.folded[end + 1 : end + 1 + n]), frozenset()) for n in (1, 2, 3)),
        key=len,
    )
    fylker = {target.kommunenummer[:2] for target in targets if target.kommunenummer}
    return bool(region) and not fylker & {number[:2] for number in region}


def _comma(context: Context, end: int) -> bool:
    return context.words[end - 1].gap.strip() in {"", ",", "/", "-", "("}
