"""What a message measures: temperature, how long, how high, how many times."""

from collections.abc import Callable
from dataclasses import dataclass

from screening.language.tokens import Token
from screening.numbers import Quantity

_HOURS = {"hour": 1.0, "day": 24.0, "minute": 1 / 60, "week": 168.0}
_FEVER = (
    "feber",
    "febril",
    "temp",
    "grader",
    "grad",
    "måler",
    "målt",
    "målte",
    "termometer",
    "rektal",
    "fever",
    "tempen",
    "brennhet",
    "glovarm",
)
_ARMPIT = ("armhul", "armhol", "under armen", "armpit", "axill")
# what may be as warm as a body, and what is numbered
_WATER = ("vann", "vatn", "badevann", "badevatn", "badekar", "badebalj")
_SHOES = frozenset({"sko", "skoene"})
_ROOMS = ("rommet", "soverom", "stua", "ovn", "stekeovn", "flask", "melk", "badet")
_NUMBERED = frozenset({"størrelse", "str", "nummer", "buss", "bussen", "kapittel", "skonummer"})
_HOLDS = frozenset({"er", "var", "holder", "holdt", "måler", "målte", "viser", "viste", "is", "was"})
_NOT_WATER = ("vannkopp", "vannblemm")
_OUTDOORS = "ute"
_OF_A_BODY = ("har", "hadde", "målt", "måler", "fikk", "viser", "feber", "temp", "fever", "has")
_SPOTS = ("øre", "rump", "romp", "rektal", "armhul", "panne", "ear", "bum")
_READS = ("har", "hadde", "med", "på", "over", "nesten", "viser", "viste", "nå", "fortsatt", "has", "at")
_AGO = frozenset({"siden", "ago"})
_WHEN_DRY: tuple[tuple[str, float], ...] = (
    ("siden i går morges", 24), ("siden i går formiddag", 22), ("siden i går kveld", 12), ("siden i går kveldsmat", 12), ("siden i går", 16), ("siden i forgårs", 40), ("siden i natt", 9), ("siden i morges", 8),
    ("siden frokost", 8), ("hele dagen", 12), ("hele dag", 12), ("hele natten", 9), ("hele natta", 9), ("hele døgnet", 24), ("et døgn", 24), ("i hele dag", 12), ("since yesterday", 16), ("since last night", 12), ("all day", 12), ("since this morning", 8), ("since breakfast", 8), ("siden middag i går", 18), ("fra i går kveld", 12), ("fra i går", 16), ("i dag", 0),
)  # fmt: skip
_RATE = frozenset(
    {"rf", "af", "rr", "resp", "respfrekvens", "respirasjonsfrekvens", "pustefrekvens", "pustefrekvensen"}
)
"""How those who work with the ill write it: 'RF 68'."""
_FLOORS = {
    "første": 3.0, "andre": 3.5, "2": 3.5, "to": 3.5, "tredje": 6.0, "3": 6.0, "tre": 6.0, "fjerde": 9.0, "4": 9.0, "fire": 9.0
}  # fmt: skip
_FELL = ("falt", "fall", "ramla", "ramlet", "datt", "dett", "stup", "hopp", "fell")
_OUT = frozenset({"ut", "ute", "out"})
_OPENINGS = ("vindu", "vindaug", "balkong", "window", "balcony")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of conditions.FACTS told by tokens first..last-1. about: child, parent, other, or unclear."""

    name: str
    value: float
    first: int
    last: int
    about: str = "unclear"


def measures(tokens: list[Token], found: list[Quantity], taken: set[int]) -> list[Fact]:
    """All facts but ages; `taken` are tokens that already say an age."""
    free = [quantity for quantity in found if quantity.first not in taken]
    facts = _temperatures(tokens, free)
    for quantity in free:
        facts += [fact for rule in _RULES if (fact := rule(tokens, quantity))]
    return facts + _dry_since(tokens) + _fever_since(tokens) + _from_floor(tokens)


def _near(tokens: list[Token], quantity: Quantity, reach: int, *stems: str) -> bool:
    """Whether a word beginning with one of the stems stands within `reach` words in the same sentence."""
    sentence = tokens[quantity.first].sentence
    low, high = max(0, quantity.first - reach), min(len(tokens), quantity.last + reach)
    return any(token.sentence == sentence and _begins(token, stems) for token in tokens[low:high])


def _begins(token: Token, stems: tuple[str, ...]) -> bool:
    return any(form.startswith(stems) for form in token.forms) or token.norm.startswith(stems)


def _temperatures(tokens: list[Token], found: list[Quantity]) -> list[Fact]:
    facts = []
    for quantity in found:
        if (
            quantity.unit in {"", "degree"}
            and 33 <= quantity.value < 43.5
            and _is_temperature(tokens, quantity)
        ):
            facts.append(Fact("temperature", quantity.value, quantity.first, quantity.last))
            sentence = " ".join(
                token.norm for token in tokens[max(0, quantity.first - 6) : quantity.last + 6]
            )
            if any(word in sentence for word in _ARMPIT):
                facts.append(Fact("temperature_armpit", quantity.value, quantity.first, quantity.last))
    return facts


def _is_temperature(tokens: list[Token], quantity: Quantity) -> bool:
    before = [token.norm for token in tokens[max(0, quantity.first - 3) : quantity.first]]
    if (
        before[-1:] in (["uke"], ["uka"], ["side"], ["skostørrelse"], ["kl"], ["klokka"], ["klokken"])
        or "ikke" in before[-2:]
        or _is_of_a_thing(tokens, quantity)
    ):
        return False
    if quantity.unit == "degree":
        return True
    after = [token.norm for token in tokens[quantity.last : quantity.last + 2]]
    if after[:2] == ["i", "feber"] or after[:1] in (["blank"], ["blanke"], ["feber"]):
        return True
    if quantity.value != int(quantity.value) or "." in tokens[quantity.first].raw:
        return True
    if quantity.value >= 34 and _near(tokens, quantity, 5, *_FEVER):
        return True
    return (
        38 <= quantity.value <= 42
        and before[-1:] in [[word] for word in _READS]
        and _ends_there(tokens, quantity)
    )


def _is_of_a_thing(tokens: list[Token], quantity: Quantity) -> bool:
    """'vannet holder 37,5', '38 grader i badevannet', 'str 39': not «39,2, drikker vann», «38,4 på soverommet» or «38,3 i rompa»."""
    stretch = tokens[quantity.first].part
    before = [token for token in tokens[max(0, quantity.first - 4) : quantity.first] if token.part == stretch]
    after = [token for token in tokens[quantity.last : quantity.last + 3] if token.part == stretch]
    if before and before[-1].norm in _NUMBERED:
        return True
    if len(before) > 1 and before[-1].norm in _HOLDS and before[-2].norm.startswith(_WATER + _ROOMS):
        return not before[-2].norm.startswith(_NOT_WATER)
    if any(_begins(token, _OF_A_BODY) for token in before) or any(_begins(token, _SPOTS) for token in after):
        return False
    inside = any(token.norm.startswith(_WATER) or token.norm in _SHOES for token in after[1:2])
    in_it = inside and after[0].norm in {"i", "på"}
    return in_it or (bool(after) and after[0].norm == _OUTDOORS)


def _ends_there(tokens: list[Token], quantity: Quantity) -> bool:
    """Nothing is counted by the number: 'har 39 og ...', 'med 39.'"""
    if quantity.last >= len(tokens) or tokens[quantity.last].before:
        return True
    return tokens[quantity.last].norm in {
        "og",
        "men",
        "nå",
        "i",
        "på",
        "fortsatt",
        "igjen",
        "ennå",
        "selv",
        "etter",
        "når",
        "and",
        "now",
    }


def _fever_days(tokens: list[Token], quantity: Quantity) -> Fact | None:
    if quantity.unit not in {"day", "week"} or not _near(
        tokens, quantity, 8, "feber", "febr", "fever", "temp"
    ):
        return None
    if (
        quantity.last < len(tokens)
        and tokens[quantity.last].norm in _AGO
        and _near(tokens, quantity, 6, "fjor", "forrige")
    ):
        return None
    if any(
        token.norm.startswith(("født", "fødd", "fødte"))
        for token in tokens[max(0, quantity.first - 2) : quantity.first]
    ):
        return None  # «fødte for ti dager siden og har feber»
    return Fact(
        "fever_days", quantity.value * (7 if quantity.unit == "week" else 1), quantity.first, quantity.last
    )


def _dry_hours(tokens: list[Token], quantity: Quantity) -> Fact | None:
    if quantity.unit not in {"hour", "day"} or not _near(
        tokens,
        quantity,
        8,
        "tiss",
        "tørr",
        "bleie",
        "våt",
        "wet",
        "pee",
        "urin",
        "diaper",
        "napp",
        "piss",
        "late vann",
    ):
        return None
    if not _near(
        tokens,
        quantity,
        8,
        "ikke",
        "ingen",
        "tørr",
        "sist",
        "siden",
        "uten",
        "no",
        "not",
        "hasnt",
        "dry",
        "last",
    ):
        return None
    return Fact("dry_hours", quantity.value * _HOURS[quantity.unit], quantity.first, quantity.last)


def _dry_since(tokens: list[Token]) -> list[Fact]:
    """'ikke tisset siden i går kveld', 'tørr bleie hele natta'."""
    facts = []
    for i, token in enumerate(tokens):
        if not _begins(
            token, ("tiss", "bleie", "urin", "piss", "wet", "peed", "pee", "diaper", "nappy", "nappies")
        ):
            continue
        low, high = max(0, i - 7), min(len(tokens), i + 9)
        window = [one for one in tokens[low:high] if one.sentence == token.sentence]
        said = " ".join(one.norm for one in window)
        if not any(
            f" {cue} " in f" {said} "
            for cue in (
                "ikke",
                "ingen",
                "tørr",
                "tørre",
                "sist",
                "not",
                "no",
                "dry",
                "hasnt",
                "siden",
                "last",
            )
        ):
            continue
        hours = next((value for phrase, value in _WHEN_DRY if phrase in said and value), 0)
        if hours:
            facts.append(Fact("dry_hours", float(hours), i, i + 1))
    return facts[:1]


def _fever_since(tokens: list[Token]) -> list[Fact]:
    said = [token.norm for token in tokens]
    for i, word in enumerate(said):
        if word.startswith(("feber", "fever")):
            after = " ".join(said[i + 1 : i + 7])
            for phrase, days in (
                ("siden i forgårs", 2.0),
                ("siden i går", 1.0),
                ("hele uka", 6.0),
                ("hele uken", 6.0),
                ("all week", 6.0),
            ):
                if phrase in after:
                    return [Fact("fever_days", days, i, i + 1)]
    return []


def _from_floor(tokens: list[Token]) -> list[Fact]:
    for i, token in enumerate(tokens[:-1]):
        floor = _FLOORS.get(token.norm)
        near = Quantity(i, i + 2, 0, "")
        if (
            floor
            and tokens[i + 1].norm in {"etasje", "etasjer", "etg"}
            and (_near(tokens, near, 8, *_FELL) or _is_out_of_a_window(tokens, near))
        ):
            return [Fact("fall_metres", floor, i, i + 2)]
    return []


def _is_out_of_a_window(tokens: list[Token], near: Quantity) -> bool:
    """'hun satte seg i vinduskarmen og så var hun ute, tre etasjer'."""
    around = tokens[max(0, near.first - 5) : near.last + 5]
    return any(token.norm in _OUT for token in around) and _near(tokens, near, 12, *_OPENINGS)


def _breaths(tokens: list[Token], quantity: Quantity) -> Fact | None:
    after = " ".join(token.norm for token in tokens[quantity.last : quantity.last + 5])
    before = tokens[quantity.first - 1].norm if quantity.first else ""
    counted = any(word in after for word in ("minutt", "min", "minute")) or (
        before not in {"til", "to"} and _near(tokens, quantity, 8, "telte", "talde", "tel", "counted")
    )
    if quantity.unit not in {"", "times"} or not 15 <= quantity.value <= 150:
        return None
    if before in _RATE or (counted and _near(tokens, quantity, 8, "pust", "ånde", "breath", "respir")):
        return Fact("breaths", quantity.value, quantity.first, quantity.last)
    return None


def _fall_metres(tokens: list[Token], quantity: Quantity) -> Fact | None:
    scale = {"metre": 1.0, "centimetre": 0.01}.get(quantity.unit)
    if scale is None or not _near(
        tokens,
        quantity,
        9,
        "falt",
        "fall",
        "ramla",
        "ramlet",
        "datt",
        "dett",
        "rulla",
        "rullet",
        "stup",
        "mist",
        "hopp",
        "fell",
        "slo",
        "føll",
        "høy",
        "ned",
    ):
        return None
    return Fact("fall_metres", quantity.value * scale, quantity.first, quantity.last)


def _vomits(tokens: list[Token], quantity: Quantity) -> Fact | None:
    if quantity.unit == "times" and _near(
        tokens, quantity, 6, "kast", "spy", "spydd", "oppkast", "vomit", "threw", "thrown", "sick"
    ):
        return Fact("vomits", quantity.value, quantity.first, quantity.last)
    return None


def _lasting(
    name: str, unit_hours: float, units: set[str], *stems: str
) -> Callable[[list[Token], Quantity], Fact | None]:
    """A rule for 'has gone on for so long': `unit_hours` is the length in hours of the fact's own unit."""

    def rule(tokens: list[Token], quantity: Quantity) -> Fact | None:
        hours = {**_HOURS, "second": 1 / 3600}.get(quantity.unit)
        if quantity.unit not in units or hours is None or not _near(tokens, quantity, 8, *stems):
            return None
        if (
            quantity.last < len(tokens)
            and tokens[quantity.last].norm in _AGO
            and not _near(tokens, quantity, 6, "begynte", "startet", "fortsatt", "started")
        ):
            return None
        return Fact(name, round(quantity.value * hours / unit_hours, 3), quantity.first, quantity.last)

    return rule


def _weeks_since_birth(tokens: list[Token], quantity: Quantity) -> Fact | None:
    weeks = {"day": 1 / 7, "week": 1.0, "month": 4.35}.get(quantity.unit)
    if weeks is None or not _near(
        tokens, quantity, 4, "fødte", "født", "fødsel", "birth", "barsel", "keisersnitt", "nedkom"
    ):
        return None
    after = [token.norm for token in tokens[quantity.last : quantity.last + 2]]
    if not ({"siden", "etter", "ago", "after", "postpartum"} & set(after)):
        return None
    return Fact("weeks_since_birth", round(quantity.value * weeks, 2), quantity.first, quantity.last)


def _sleepless(tokens: list[Token], quantity: Quantity) -> Fact | None:
    if quantity.unit not in {"day", "week"} or not _near(
        tokens, quantity, 6, "sov", "sovet", "søvn", "slept", "sleep"
    ):
        return None
    if not _near(
        tokens,
        quantity,
        7,
        "ikke",
        "ingen",
        "uten",
        "knapt",
        "not",
        "no",
        "havent",
        "hasnt",
        "without",
        "nesten",
    ):
        return None
    return Fact(
        "sleepless_days",
        quantity.value * (7 if quantity.unit == "week" else 1),
        quantity.first,
        quantity.last,
    )


_RULES: tuple[Callable[[list[Token], Quantity], Fact | None], ...] = (
    _fever_days,
    _dry_hours,
    _breaths,
    _fall_metres,
    _vomits,
    _weeks_since_birth,
    _sleepless,
    _lasting(
        "seizure_minutes",
        1 / 60,
        {"minute", "hour", "second"},
        "kramp",
        "anfall",
        "rist",
        "rykn",
        "seiz",
        "shak",
        "buccolam",
        "stesolid",
    ),
    _lasting("cry_hours", 1.0, {"minute", "hour", "day"}, "gråt", "skrik", "hyl", "skrek", "cry", "scream"),
    _lasting("bleed_minutes", 1 / 60, {"minute", "hour"}, "blø", "blod", "neseblod", "bleed", "nosebleed"),
)
