"""Whose body a clause is about: the child, the parent, another person, or nobody real."""

from screening.clauses import SUBORDINATORS, is_verb
from screening.language.tokens import Token
from screening.people_words import (
    CHILD,
    CHILD_ENDINGS,
    FAMILY,
    OF_WHOM,
    OLD,
    OTHER,
    OWNERS,
    PARENT_SUBJECTS,
    PREPOSITIONS,
    SEES,
    STORIES,
    UNREAL,
    WATCHING,
)

_TOGETHER = frozenset({"vi", "we"})
_MEASURE = frozenset(
    {"målt", "målte", "måler", "tatt", "tok", "ga", "gir", "gitt", "klemmer", "measured", "gave"}
)
_OF_BABIES = ("dag", "uke", "måned", "mnd", "day", "week", "month")


def who(token: Token) -> str | None:
    """child, parent, other, unreal, or None for a word that names nobody."""
    word = token.norm
    if word in UNREAL or token.raw in UNREAL:
        return "unreal"
    if word in CHILD or (len(word) > 6 and word.endswith(CHILD_ENDINGS)):
        return "child"
    if word in OTHER:
        return "other"
    return "parent" if word in PARENT_SUBJECTS else None


def _likened(tokens: list[Token], i: int) -> bool:
    """'hoster som en hund', 'slapp som ei filledukke': a comparison, nobody is there."""
    before = [token.norm for token in tokens[max(0, i - 3) : i]]
    return any(word in {"som", "like", "lik"} for word in before)


def _owned(tokens: list[Token], i: int) -> str | None:
    """As `who`, but 'naboens barn' and 'barnet til naboen' are somebody else's, and 'som en hund' nobody."""
    person = who(tokens[i])
    if person == "unreal" and _likened(tokens, i):
        return None
    if person == "parent" and i and tokens[i - 1].norm in WATCHING:
        return None
    if tokens[i].raw == "far" and [token.norm for token in tokens[i + 1 : i + 2]] in (
        ["ikke"],
        ["nesten"],
        ["knapt"],
    ):
        return None  # «får» from a keyboard without å
    if person != "child":
        return person
    owner = tokens[i - 1].norm if i else ""
    after = [token.norm for token in tokens[i + 1 : i + 3]]
    theirs = owner in OWNERS or (after[:1] in (["til"], ["av"]) and after[1:] and after[1] in OTHER - FAMILY)
    return "other" if theirs else person


def _in_a_story(tokens: list[Token], first: int) -> bool:
    """'i filmen får han ...', 'jeg drømte at han ...', 'så en film der et barn ...': told of a story before the sign."""
    beside = True
    for i in range(first - 1, max(-1, first - 13), -1):
        word = tokens[i].norm
        if tokens[i].sentence != tokens[first].sentence:
            return False
        if word in STORIES and ((beside and first - i <= 6) or tokens[i + 1].norm in OF_WHOM):
            return True
        beside = beside and word not in {"men", "og", "nå", "våknet"}
    return False


def about(tokens: list[Token], clauses: list[int], first: int, last: int) -> str:
    """Who has what tokens first..last-1 tell: child, parent, other, unreal, or unclear."""
    inside = [person for i in range(first, last) if (person := _inside(tokens, i))]
    if _in_a_story(tokens, first):
        return "unreal"
    if "unreal" in inside or "child" in inside:
        return "unreal" if "unreal" in inside and not _done_to_child(tokens, first, last) else "child"
    if _child_follows(tokens, clauses, last):
        return "child"
    left = _left(tokens, clauses, first)
    if left:
        return left
    if inside:
        return inside[0]
    right = _right(tokens, clauses, last)
    return right or _earlier(tokens, clauses, first)


def _inside(tokens: list[Token], i: int) -> str | None:
    """As `_owned`, but 'falt av hesten' has the horse only as a place."""
    person = _owned(tokens, i)
    return None if person == "unreal" and _belongs_to_phrase(tokens, i, person) else person


def _done_to_child(tokens: list[Token], first: int, last: int) -> bool:
    """'hunden bet henne', 'bilen kjørte på gutten': the child comes after, and is not the animal's owner."""
    people = [(i, who(tokens[i])) for i in range(first, min(last + 2, len(tokens)))]
    unreal = next((i for i, person in people if person == "unreal"), None)
    return unreal is not None and any(
        person == "child" and i > unreal and tokens[i - 1].norm not in {"til", "av", "hos", "og", "som"}
        for i, person in people
    )


def _left(tokens: list[Token], clauses: list[int], first: int) -> str | None:
    """The nearest person before the match in its own clause, who is not only looking on."""
    for i in range(first - 1, -1, -1):
        if clauses[i] != clauses[first]:
            return None
        person = _owned(tokens, i)
        if person is None or _belongs_to_phrase(tokens, i, person):
            continue
        return "unclear" if person == "parent" and _looks_on(tokens, i, first) else person
    return None


def _looks_on(tokens: list[Token], i: int, first: int) -> bool:
    """'jeg ser ...', 'jeg får ikke ...': the parent sees or tries; the sign may well be the child's."""
    return any(token.norm in SEES for token in tokens[i + 1 : min(i + 3, first + 1)])


def _belongs_to_phrase(tokens: list[Token], i: int, person: str) -> bool:
    """'hos bestemor', 'med hunden': mentioned, not the subject."""
    return (
        person in {"other", "unreal"}
        and i > 0
        and tokens[i - 1].norm in PREPOSITIONS
        and tokens[i].norm
        not in {"barnehagen", "klassen", "filmen", "film", "spillet", "drøm", "serien", "boka", "episoden"}
    )


def _child_follows(tokens: list[Token], clauses: list[int], last: int) -> bool:
    """'får ikke kontakt MED HENNE': the child stands right after the match, as its object."""
    for i in range(last, min(last + 3, len(tokens))):
        if clauses[i] != clauses[last - 1]:
            return False
        if who(tokens[i]) == "child":
            return tokens[i].norm in {"ham", "henne", "him", "her"} or tokens[i - 1].norm in PREPOSITIONS
    return False


def _right(tokens: list[Token], clauses: list[int], last: int) -> str | None:
    """'feber har hun': the subject after its verb."""
    for i in range(last, min(last + 4, len(tokens))):
        if clauses[i] != clauses[last - 1] or tokens[i].norm in SUBORDINATORS:
            return None
        person = _owned(tokens, i)
        if person == "parent" and not is_verb(tokens[i - 1]):
            continue
        if person and tokens[i - 1].norm not in PREPOSITIONS:
            return person
    return None


def _only_measure(tokens: list[Token], i: int) -> bool:
    """'vi har målt, 38,5', 'vi klemmer': what two do together is nobody's body."""
    return tokens[i].norm in _TOGETHER and any(token.norm in _MEASURE for token in tokens[i + 1 : i + 3])


def _is_so_young(tokens: list[Token], i: int) -> bool:
    """'17 dager gammel': nobody but a child."""
    return i > 0 and tokens[i].norm in OLD and tokens[i - 1].norm.startswith(_OF_BABIES)


def _earlier(tokens: list[Token], clauses: list[int], first: int) -> str:
    """Nobody named in the clause: the subject of the clause before in the same sentence, else unclear."""
    for i in range(first - 1, max(-1, first - 26), -1):
        if tokens[i].sentence != tokens[first].sentence:
            break
        person = "child" if _is_so_young(tokens, i) else who(tokens[i])
        sees = i + 1 < len(tokens) and tokens[i + 1].norm in SEES
        if person == "parent" and (sees or _only_measure(tokens, i)):
            return "unclear"
        if (
            person
            and not _belongs_to_phrase(tokens, i, person)
            and tokens[i - 1 if i else 0].norm not in SUBORDINATORS
        ):
            return person
    return "unclear"
