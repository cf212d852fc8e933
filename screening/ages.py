"""The child's age in every form, and telling an age from a duration ("i 6 uker", "siden 3 dager")."""

from dataclasses import dataclass, replace

from screening.language.tokens import Token
from screening.numbers import WORDS, Quantity
from screening.people import who
from screening.people_words import CHILD, OLD

_DASH = 3  # signs between the numbers of "2-3" and "2 – 3"
MONTHS = {"year": 12.0, "month": 1.0, "week": 7 / 30.4375, "day": 1 / 30.4375}
_DURATION_BEFORE = frozenset(
    {
        "i",
        "siden",
        "for",
        "om",
        "siste",
        "over",
        "gjennom",
        "hver",
        "hvert",
        "etter",
        "innen",
        "neste",
        "forrige",
        "første",
        "hele",
        "varte",
        "vart",
        "varer",
        "mellom",
        "annenhver",
        "enn",
        "in",
        "since",
        "last",
        "every",
        "within",
        "per",
        "til",
        "nesten",
        "de",
        "av",
    }
)
_DURATION_AFTER = frozenset(
    {
        "siden",
        "ago",
        "etter",
        "på",
        "før",
        "til",
        "now",
        "nå",
        "igjen",
        "permisjon",
        "ventetid",
        "straight",
        "overtid",
        "termin",
    }
)
_SOON = frozenset({"snart", "nesten", "straks", "almost", "nearly", "ikke", "under"})
_SKIP = frozenset(
    {
        "ca",
        "rundt",
        "cirka",
        "omtrent",
        "bare",
        "kun",
        "snart",
        "nesten",
        "straks",
        "almost",
        "nearly",
        "only",
        "about",
        "just",
        "nå",
        "snaue",
        "knapt",
        "drøyt",
        "godt",
        "under",
        "ikke",
        "fylt",
        "er",
        "nettopp",
    }
)
_HAVING = frozenset({
    "har", "hadde", "til", "med", "passer", "og", "mamma", "mor", "pappa", "far", "have", "has"
})  # fmt: skip
_ONE_OF_THEM = frozenset({"en", "ei", "ein", "et", "to", "tre"})
_MINE = frozenset(
    {
        "min",
        "mi",
        "mitt",
        "vår",
        "vårt",
        "lita",
        "liten",
        "lille",
        "vesle",
        "den",
        "denne",
        "eldste",
        "yngste",
        "minste",
    }
)
_NEVER = frozenset(
    {"ikke", "aldri", "ingen", "ingenting", "knapt", "verken", "hverken", "neppe", "not", "never"}
)
_GOES_ON = frozenset({
    "har", "hadde", "er", "som", "og", "men", "vil", "sover", "fikk", "ble", "blir", "våknet", "gråter", "spyr", "is", "has", "and"
})  # fmt: skip
"""After these an age stands: 'jente 7 har'; after a noun a count: 'sønn, 2 oppkast'."""
_ONE_CHILD = frozenset({
    "jente", "gutt", "datter", "sønn", "jenta", "gutten", "datteren", "sønnen", "guttunge", "jentunge", "girl", "boy", "son", "daughter"
})  # fmt: skip
_ADULT = 20 * 12
_APPOINTMENTS = ("vaksine", "vaksina", "vaksinen", "vaksinene", "vaksiner", "vaccinet", "vaccine", "kontroll", "kontrollen")  # fmt: skip
_TODDLER, _FIRST_YEAR = 24, 12  # months
_SIBLINGS = ("storesøst", "storesyst", "storebr", "eldste", "søster", "søsken", "bror", "tvilling")
# beside so many days these say how long somebody has been ill
_ILLNESS = ("etter", "siden", "fortsatt", "fremdeles", "bedre", "influensa", "barnehage", "skole", "av", "på")
_IS_SO_OLD = frozenset({"på", "er", "blir", "fylte", "fyller", "is", "am", "aged", "at", "ble", "mente", "meant", "shes", "hes"})  # fmt: skip
_OWN = frozenset({
    "baby", "gutt", "jente", "og", "en", "ei", "min", "mitt", "vår", "våran", "vores", "our"
})  # fmt: skip
_THE_CHILD = frozenset({"hun", "han", "barnet", "she", "he"})
_PRONOUNS = frozenset({"ham", "han", "he", "henne", "her", "him", "hun", "she"})
_BABY = frozenset({"baby", "babyen", "nyfødt", "nyfødte", "spedbarn", "newborn"})
_MORE_THAN_A_FEVER = 8  # days
_NOT_YEARS = frozenset(
    {
        "ganger",
        "år",
        "kg",
        "grader",
        "minutter",
        "timer",
        "dager",
        "uker",
        "mnd",
        "måneder",
        "i",
        "prosent",
        "cm",
        "meter",
        "og",
        "eller",
        "barn",
        "til",
        "stykker",
    }
)


@dataclass(frozen=True, slots=True)
class Age:
    """An age in months told by tokens first..last-1."""

    first: int
    last: int
    months: float


def ages(tokens: list[Token], found: list[Quantity]) -> list[Age]:
    """The children's ages a message tells, in order; durations and the parent's own age left out."""
    result: list[Age] = []
    for quantity in _ranges(tokens, found):
        if result and quantity.first < result[-1].last:
            continue
        months = _months(tokens, quantity)
        if months is None or not 0 <= months < _ADULT or _is_parents(tokens, quantity):
            continue
        result.append(Age(quantity.first, quantity.last, round(months, 2)))
    result = _told_as_such(tokens, _summed(tokens, result))
    return result or _born(tokens)


def _told_as_such(tokens: list[Token], found: list[Age]) -> list[Age]:
    """Without what is only guessed to be an age where the child's own is told: 'tremånedersvaksinen' beside eleven weeks, '9 dager, 38,5'
    beside «hun er 4 år». An older brother's age takes neither away."""
    found = [age for age in found if not (_is_appointment(tokens, age) and _may_be_a_siblings(tokens, age))]
    own = [age for age in found if not _is_appointment(tokens, age)]
    if any(age.months < _TODDLER for age in own):
        found = own
    said = any(age.first > 1 and tokens[age.first - 2].norm in _THE_CHILD for age in found)
    return [age for age in found if not (said and _may_be_how_long(tokens, age))] or found


def _is_appointment(tokens: list[Token], age: Age) -> bool:
    return tokens[age.first].norm.endswith(_APPOINTMENTS)


def _may_be_a_siblings(tokens: list[Token], age: Age) -> bool:
    """'storesøster var på toårskontroll': only the first year's appointments tell the age of whom it is about."""
    sentence = tokens[age.first].sentence
    named = any(token.norm.startswith(_SIBLINGS) for token in tokens if token.sentence == sentence)
    return named or age.months >= _FIRST_YEAR


def _may_be_how_long(tokens: list[Token], age: Age) -> bool:
    """'9 dager, 38,5': a newborn, or how long the fever has lasted."""
    days = Quantity(age.first, age.last, age.months / MONTHS["day"], "day")
    return tokens[age.last - 1].norm not in OLD and _is_newborn(tokens, days) and age.last - age.first > 1


def _begins_sentence(tokens: list[Token], at: int) -> bool:
    return at == 0 or tokens[at - 1].sentence < tokens[at].sentence


def _ranges(tokens: list[Token], found: list[Quantity]) -> list[Quantity]:
    """'2-3 måneder', 'mellom to og tre uker', '6 til 7 mnd' are one quantity each: the lower, which is the more careful."""
    result: list[Quantity] = []
    for quantity in found:
        low = result[-1] if result else None
        if low and low.unit == "" and low.value < quantity.value and _is_range(tokens, low, quantity):
            result[-1] = replace(quantity, first=low.first - _is_opened(tokens, low), value=low.value)
        else:
            result.append(quantity)
    return result


def _is_range(tokens: list[Token], low: Quantity, high: Quantity) -> bool:
    if high.unit not in MONTHS or low.ordinal or high.ordinal:
        return False
    between = [token.norm for token in tokens[low.last : high.first]]
    if not between:
        return tokens[high.first].start - tokens[low.last - 1].end <= _DASH
    if between in (["og"], ["and"]):
        return _is_opened(tokens, low)
    return between in (["til"], ["eller"], ["to"], ["or"])


def _is_opened(tokens: list[Token], low: Quantity) -> bool:
    """'Mellom 2 og 3'."""
    return low.first > 0 and tokens[low.first - 1].norm in {"mellom", "between"}


def _summed(tokens: list[Token], found: list[Age]) -> list[Age]:
    """'4 mnd og 2 uker' is one age."""
    result: list[Age] = []
    for age in found:
        last = result[-1] if result else None
        between = [token.norm for token in tokens[last.last : age.first]] if last else []
        if (
            last
            and between in (["og"], [])
            and age.months < last.months
            and tokens[last.last - 1].norm != tokens[age.last - 1].norm
        ):
            result[-1] = Age(last.first, age.last, round(last.months + age.months, 2))
        else:
            result.append(age)
    return result


def _months(tokens: list[Token], quantity: Quantity) -> float | None:
    before = _before(tokens, quantity.first)
    if quantity.ordinal:
        return None
    if quantity.unit == "":
        return _bare_years(tokens, quantity, before) or _named_years(tokens, quantity)
    if quantity.unit not in MONTHS or not _is_age(tokens, quantity, before):
        return None
    months = quantity.value * MONTHS[quantity.unit]
    if (
        any(token.norm in _SOON for token in tokens[max(0, quantity.first - 2) : quantity.first])
        and not quantity.joined
    ):
        months -= min(1.0, 0.1 * months)
    return months


def _before(tokens: list[Token], i: int) -> str:
    """The word before a number, past 'snart', 'ca' and the like; '' at the start of a stretch."""
    while i > 0 and tokens[i].before == "" and tokens[i - 1].norm in _SKIP - {"er", "nå"}:
        i -= 1
    return tokens[i - 1].norm if i > 0 and tokens[i].before == "" else ""


def _is_age(tokens: list[Token], quantity: Quantity, before: str) -> bool:
    after = tokens[quantity.last] if quantity.last < len(tokens) else None
    following = after.norm if after is not None and after.before == "" else ""
    if quantity.joined or following in OLD or before in OLD:
        return True
    if following in _ONE_CHILD | {"baby", "barn"} and tokens[quantity.last - 1].raw.endswith("s"):
        return before not in _DURATION_BEFORE  # "ein fem månaders gut"
    if before in _BABY and quantity.unit in {"week", "month"}:
        return True  # "baby 2 uker feber 38,5"
    if _is_of_one_child(tokens, quantity):
        return True
    if _is_sized(tokens, quantity, following):
        return False
    if before == "på" and _is_time_taken(tokens, quantity):
        return False
    if following in {"siden", "ago"}:
        return False
    if before in _IS_SO_OLD:
        return quantity.unit in {"year", "month"} or not (quantity.unit == "day" and before == "på")
    if before in _DURATION_BEFORE or following in _DURATION_AFTER:
        return False
    named = quantity.first > 0 and who(tokens[quantity.first - 1]) == "child"
    alone = before == "" and (quantity.unit != "day" or _is_newborn(tokens, quantity))
    return (
        quantity.unit == "year" or named or alone or (quantity.unit in {"month", "week"} and before in _OWN)
    )


def _is_newborn(tokens: list[Token], quantity: Quantity) -> bool:
    """'17 dager, 38,1': days that open a sentence, a temperature right after. Fewer may be how long a fever has lasted."""
    opens = _begins_sentence(tokens, quantity.first)
    after = tokens[quantity.last : quantity.last + 1]
    degrees = after[0].number if after else None
    if not (opens and quantity.value >= _MORE_THAN_A_FEVER and degrees is not None and 35 <= degrees < 43):
        return False
    sentence = tokens[quantity.first].sentence
    rest = [token for token in tokens[quantity.last + 1 :] if token.sentence == sentence]
    return not any(token.norm.startswith(_ILLNESS) for token in rest)


def _is_time_taken(tokens: list[Token], quantity: Quantity) -> bool:
    """'har ikke vært på skolen på to uker', 'to kilo på en uke': how long, unless it stands with whose age it is."""
    at = quantity.first - 1
    while tokens[at].norm != "på":
        at -= 1
    if any(token.norm in _NEVER for token in tokens[max(0, at - 3) : at]):
        return True
    if at == 0 or _is_somebody(tokens, at - 1):
        return False
    begin = at
    while begin > 0 and tokens[begin].before == "":
        begin -= 1
    return any(token.norm in _NEVER for token in tokens[begin:at]) or (at > 1 and _is_number(tokens[at - 2]))


def _is_of_one_child(tokens: list[Token], quantity: Quantity) -> bool:
    """'gutten på 36 dager', 'vi har en på ni dager': who it is stands before 'på', and nobody has done anything yet."""
    at = quantity.first - 2
    named = at >= 0 and tokens[at].norm in CHILD - _PRONOUNS | _ONE_OF_THEM | _MINE
    return named and tokens[quantity.first - 1].norm == "på" and (at == 0 or not _is_number(tokens[at - 1]))


def _is_somebody(tokens: list[Token], at: int) -> bool:
    """Whether a word before 'på' is whom an age is told of: a child, 'en', 'min', or a word that we do not know."""
    token = tokens[at]
    if who(token) is not None:
        return who(token) == "child"
    return token.norm in _ONE_OF_THEM | _MINE or not token.known  # most likely a name


def _is_number(token: Token) -> bool:
    return token.number is not None or token.norm in WORDS


def _is_sized(tokens: list[Token], quantity: Quantity, following: str) -> bool:
    """'3 dager med feber', 'to uker feber', '6 weeks of crying': how long, not how old."""
    return (
        following in {"med", "uten", "of", "with", "feber", "sammenhengende", "i", "strekk", "rad"}
        and quantity.unit != "year"
    )


def _bare_years(tokens: list[Token], quantity: Quantity, before: str) -> float | None:
    """'han på 7', 'hun er 7', 'sønnen (5)': years, when nothing else is counted."""
    following = tokens[quantity.last] if quantity.last < len(tokens) else None
    if (
        quantity.value > 17.5
        or quantity.value < 1
        or (
            following is not None
            and following.norm in _NOT_YEARS - {"og", "i", "til"}
            and following.before == ""
        )
    ):
        return None
    first = quantity.first
    bracket = "(" in tokens[first].before and (
        following is None or ")" in tokens[quantity.last - 1].after or "," in tokens[quantity.last - 1].after
    )
    if bracket and any(who(token) == "child" for token in tokens[max(0, first - 3) : first]):
        return quantity.value * 12
    if before not in {"på", "er", "blir", "fylte", "is", "ble"} or first < 2:
        return None
    at = first - 1
    while at > 0 and tokens[at].norm != before:
        at -= 1
    named = who(tokens[at - 1]) == "child" if at > 0 else False
    if following is not None and following.norm in {"i", "til"} and following.before == "" and before == "er":
        return None
    return (
        quantity.value * 12 if named or (before == "på" and who(tokens[max(0, at - 2)]) == "child") else None
    )


def _named_years(tokens: list[Token], quantity: Quantity) -> float | None:
    """'jente 7 har', 'datter, 11', 'har ei på to': years, right after who it is, where nothing else is counted."""
    first, following = quantity.first, tokens[quantity.last : quantity.last + 1]
    if not 1 <= quantity.value <= 17.5 or first == 0 or quantity.last != first + 1:
        return None
    if following and following[0].before == "" and following[0].norm not in _GOES_ON:
        return None  # 'sønn, 2 oppkast': a count
    if tokens[first - 1].norm == "på":
        one = [token.norm for token in tokens[max(0, first - 3) : first - 1]]
        has = len(one) == 2 and one[0] in _HAVING and one[1] in _ONE_OF_THEM
        return quantity.value * 12 if has else None
    noun = tokens[first - 1]
    alone = noun.norm in _ONE_CHILD and (tokens[first].number is not None or tokens[first].before != "")
    return quantity.value * 12 if alone else None


def _is_parents(tokens: list[Token], quantity: Quantity) -> bool:
    """'jeg er 19 år', 'mannen på 32'; but not 'pappa til en på 4'."""
    before = [token.norm for token in tokens[max(0, quantity.first - 2) : quantity.first]]
    if len(before) == 2 and before[0] in _ONE_OF_THEM and before[1] == "på":
        return False
    sentence = tokens[quantity.first].sentence
    for token in reversed(tokens[max(0, quantity.first - 4) : quantity.first]):
        if token.sentence != sentence:
            break
        person = who(token)
        if person == "child":
            return False
        if person in {"other", "unreal"} or (
            person == "parent" and tokens[quantity.first - 1].norm in {"er", "am", "blir"}
        ):
            return True
    return False


def _born(tokens: list[Token]) -> list[Age]:
    """'født i går', 'født på mandag', 'nyfødt', 'tenåring': only when no age was told."""
    norms = [token.norm for token in tokens]
    for i, word in enumerate(norms):
        after = " ".join(norms[i + 1 : i + 3])
        if word in {"født", "fødd", "born"} and (
            after.startswith(
                ("i går", "i dag", "i natt", "yesterday", "today", "i morges", "i forgårs", "last night")
            )
        ):
            return [Age(i, min(i + 3, len(tokens)), 0.03)]
        if word in {"født", "fødd", "born"} and any(
            day in after
            for day in (
                "mandag",
                "tirsdag",
                "onsdag",
                "torsdag",
                "fredag",
                "lørdag",
                "søndag",
                "helga",
                "helgen",
            )
        ):
            return [Age(i, min(i + 3, len(tokens)), 0.16)]
        if word in {"nyfødt", "nyfødte", "newborn"} and not (
            i + 1 < len(norms) and norms[i + 1] in {"søster", "bror"}
        ):
            return [Age(i, i + 1, 0.5)]
    return [
        Age(i, i + 1, 180.0)
        for i, word in enumerate(norms)
        if word in {"tenåringen", "tenåring", "tenåringa", "teenager"}
    ][:1]
