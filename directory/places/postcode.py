"""Four digits that are a postcode, and not a weight, a year or a clock."""

from directory.places.context import BE, LIVE, Context, alone, answers, within_sentence
from directory.places.evidence import lives_or_asked
from directory.places.here import OFFICE
from directory.places.level import Target
from directory.places.names import PlaceNames
from directory.places.text import key_of, word_set

_SAYS_SO = word_set(
    "postnummer postnummeret postnr postkode postkoden postcode postal zip pnr poststed poststedet postadresse postadressen postadressa"
)
_ADDRESS = word_set("adresse adressen adressa adress address")
_NEAR_ADDRESS = 6
"""So many words after "adressen" the number may stand: "adressen er Storgata 5, 8300"."""
_UNITS = word_set(
    "gram g kg ml mg kr kroner kcal kalorier kcal år meter m km timer minutter min gangar ganger mikrogram ie"
)
_YEARS = range(1900, 2041)
_REACH = 10
_MOST_ANSWER = 12
_MEASURED = _UNITS | word_set(
    "veide veier vekt født fødd fødselsvekt betalte betaler kroner kl klokka klokken kode koden pin tlf telefon mobil telefonnummer "
    "feber feberen temp temperatur temperaturen grader måler målt målte måltes drakk drikker spiste nyfødt puls skritt steg"
)
_CALL = word_set("ringer ringe call")
_AND = word_set("og å med nå no men and")


def postcode_at(names: PlaceNames, context: Context, at: int) -> tuple[Target, int] | None:
    """The place of the postcode at word `at` and the word after it (its postal town included), or None."""
    digits = context.words[at].folded
    target = names.postnummer.get(digits)
    if len(digits) != 4 or target is None or _has_unit(context, at):
        return None
    if _is_answer(context, at):
        return target, at + 1
    town = _town_after(context, at, target)
    if town:
        return target, town
    if _said_so(context, at) or answers(context, names, at, at + 1):
        return target, at + 1
    if int(digits) in _YEARS and not context.asked:
        return None
    if _is_there(context, at):
        return target, at + 1
    by_itself = alone(context, at, at + 1)
    told = (
        at == 0
        or context.asked
        or LIVE & set(within_sentence(context, at, _REACH))
        or _looks_for_help(context)
    )
    if lives_or_asked(context, names, at, at + 1) or (by_itself and told):
        return target, at + 1
    return None


def _is_answer(context: Context, at: int) -> bool:
    """ "7600 står det på posten", "tja, 4017 tror jeg": a short answer in which nothing is measured."""
    short = context.asked and len(context.words) <= _MOST_ANSWER and int(context.folded[at]) not in _YEARS
    return short and not _MEASURED & set(context.folded)


def _is_there(context: Context, at: int) -> bool:
    """ "Er i 2380", "vi sitter i 9700": nothing else is said of what there are so many of."""
    before, after = context.before(at, 2), context.after(at + 1, 1)
    return len(before) == 2 and before[0] in BE and before[1] == "i" and (not after or after[0] in _AND)


def _looks_for_help(context: Context) -> bool:
    """ "Kan dere finne helsestasjon til meg? 0975, nybakt mor": by itself, where somebody asks for an office or whom to call."""
    return any(OFFICE.fullmatch(word) or word in _CALL for word in context.folded)


def _has_unit(context: Context, at: int) -> bool:
    after = context.words[at + 1 : at + 2]
    before = context.words[max(0, at - 1) : at]
    return any(w.folded in _UNITS for w in after) or any(
        w.folded in {"kl", "klokka", "klokken"} for w in before
    )


def _town_after(context: Context, at: int, target: Target) -> int:
    """The word after the postal town when it stands right behind the number, else 0."""
    town = key_of(target.sted).split(" ")
    words = [word.folded for word in context.words[at + 1 : at + 1 + len(town)]]
    if words == town:
        return at + 1 + len(town)
    return at + 2 if words[:1] == [key_of(target.navn)] else 0


def _said_so(context: Context, at: int) -> bool:
    before = context.words[max(0, at - _NEAR_ADDRESS) : at]
    address = any(w.folded in _ADDRESS and w.sentence == context.words[at].sentence for w in before)
    reach = _REACH if context.asked and not at else 3  # "4347 om det er postnr du meiner"
    after = context.words[at + 1 : at + reach]
    return address or any(word.folded in _SAYS_SO for word in [*before[-3:], *after])
