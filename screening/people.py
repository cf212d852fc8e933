"""Whose body a clause is about: the child, the parent, another person, or nobody real."""

from screening.clauses import SUBORDINATORS, is_verb
from screening.language.tokens import Token

CHILD = frozenset(
    {"han", "hun", "ham", "henne", "barnet", "barn", "babyen", "baby", "spedbarnet", "ungen", "unge", "ungene", "barna", "gutten", "gutt", "jenta", "jente", "sønnen", "sønn", "datteren", "dattera", "datter", "minsten", "minstemann", "lillegutt", "lillejenta", "vesla", "veslegutten", "veslejenta", "lillebror", "lillesøster", "storebror", "storesøster", "eldste", "eldstemann", "yngste", "yngstemann", "mellomste", "nyfødte", "tvillingen", "tvillingene", "tenåringen", "ungdommen", "snuppa", "poden", "guttungen", "jentungen", "pjokken", "knerten", "tulla", "krabaten", "toddler", "kid", "child", "son", "daughter", "boy", "girl", "she", "he", "her", "him", "newborn", "infant", "barnebarnet", "fosterbarnet", "nurket"}
)  # fmt: skip
_CHILD_ENDINGS = (
    "åringen",
    "åring",
    "månedersen",
    "månedersbaby",
    "ukersen",
    "månedgamle",
    "årsgamle",
    "ungen",
    "gutten",
    "jenta",
    "babyen",
    "barnet",
)
PARENT = frozenset({"jeg", "meg", "vi", "oss", "me", "my", "myself", "min", "mi", "mitt"})
_PARENT_SUBJECTS = frozenset({"jeg", "vi", "meg", "im", "ive"})
OTHER = frozenset(
    {"naboen", "nabo", "naboens", "nabogutten", "nabojenta", "venninne", "venninna", "venninnen", "kompis", "kompisen", "kollega", "kollegaen", "søskenbarnet", "fetteren", "kusinen", "kusina", "tanten", "tante", "tanta", "onkel", "onkelen", "nevøen", "niesen", "niesa", "mannen", "mann", "kona", "kone", "samboeren", "samboer", "partneren", "kjæresten", "kjærest", "eksen", "faren", "far", "pappa", "mora", "moren", "mor", "mamma", "bestemor", "bestefar", "bestemoren", "bestefaren", "besta", "farmor", "farfar", "mormor", "morfar", "svigermor", "svigerfar", "svigers", "barnehagen", "klassen", "klassekamerat", "klassekameraten", "dagmamma", "husband", "wife", "partner", "neighbour", "neighbor", "mother", "father", "grandmother", "grandma", "dad", "mum", "mom", "sister", "brother", "søsteren", "broren", "svoger", "svigersøster", "svigerinne", "besteforeldrene", "foreldrene", "lærer", "læreren"}
)  # fmt: skip
UNREAL = frozenset(
    {"hunden", "hund", "valpen", "valp", "katten", "katt", "kattungen", "pus", "kaninen", "kanin", "hamsteren", "hamster", "marsvinet", "marsvin", "fuglen", "undulaten", "gullfisken", "fisken", "hesten", "ponnien", "kua", "kalven", "lammet", "høna", "bikkja", "tispa", "dyret", "dyrlegen", "veterinær", "veterinæren", "dukka", "dukken", "dukke", "dukkebabyen", "bamsen", "bamse", "kosedyret", "kosebamsen", "teddybjørnen", "figuren", "avataren", "tamagotchi", "filmen", "film", "serien", "episoden", "tegnefilmen", "spillet", "dataspill", "dataspillet", "minecraft", "roblox", "boka", "boken", "eventyret", "drømte", "drømmer", "drøm", "drømmen", "mareritt", "marerittet", "dramaet", "teaterstykket", "dog", "puppy", "cat", "kitten", "rabbit", "horse", "doll", "teddy", "movie", "dream", "dreamt", "dreamed", "game", "robotstøvsugeren", "bilen", "mobilen", "telefonen", "ipaden"}
)  # fmt: skip
_FAMILY = frozenset(
    {"mannen", "kona", "samboeren", "eksen", "partneren", "kjæresten", "husband", "wife", "partner"}
)
_OWNERS = frozenset(
    {
        "naboens",
        "venninnas",
        "venninnens",
        "vennens",
        "søsterens",
        "brorens",
        "søsters",
        "brors",
        "kollegaens",
        "andres",
    }
)
STORIES = frozenset({"filmen", "film", "serien", "episoden", "tegnefilmen", "eventyret", "drømte", "drømmer", "drøm", "drømmen", "mareritt", "marerittet", "dreamt", "dreamed", "dream", "movie", "spillet", "dataspillet", "boka", "boken"})  # fmt: skip
# 'blir ikke borte NÅR JEG trykker': the parent only tests or watches; the sign is somebody else's.
_WATCHING = frozenset({"når", "mens", "medan", "om", "hvis", "at", "før", "da", "when", "while", "as", "if"})
_STORIES = frozenset(
    {"film", "filmen", "serie", "serien", "episode", "episoden", "bok", "boka", "movie", "series"}
)
_OF_WHOM = frozenset({"der", "hvor", "som", "om", "where", "about"})
_SEES = frozenset(
    {
        "mistenker",
        "frykter",
        "presser",
        "trykker",
        "trykket",
        "trykte",
        "løfter",
        "løftet",
        "roper",
        "ropte",
        "vekker",
        "vekket",
        "teller",
        "telte",
        "ser",
        "så",
        "tror",
        "synes",
        "merker",
        "merket",
        "hører",
        "hørte",
        "kjenner",
        "føler",
        "lurer",
        "målte",
        "måler",
        "oppdaget",
        "fant",
        "la",
        "måtte",
        "vet",
        "får",
        "fikk",
        "klarer",
        "greier",
        "kan",
        "prøver",
        "prøvde",
        "husker",
        "syns",
        "må",
        "tok",
        "think",
        "see",
        "saw",
        "noticed",
        "hear",
        "found",
        "measured",
        "get",
        "cant",
        "cannot",
    }
)
_PREPOSITIONS = frozenset(
    {
        "til",
        "med",
        "fra",
        "av",
        "hos",
        "for",
        "på",
        "i",
        "to",
        "with",
        "from",
        "by",
        "at",
        "of",
        "sin",
        "sitt",
        "sine",
        "mot",
        "ved",
    }
)


def who(token: Token) -> str | None:
    """child, parent, other, unreal, or None for a word that names nobody."""
    word = token.norm
    if word in UNREAL or token.raw in UNREAL:
        return "unreal"
    if word in CHILD or (len(word) > 6 and word.endswith(_CHILD_ENDINGS)):
        return "child"
    if word in OTHER:
        return "other"
    return "parent" if word in _PARENT_SUBJECTS else None


def _likened(tokens: list[Token], i: int) -> bool:
    """'hoster som en hund', 'slapp som ei filledukke': a comparison, nobody is there."""
    before = [token.norm for token in tokens[max(0, i - 3) : i]]
    return any(word in {"som", "like", "lik"} for word in before)


def _owned(tokens: list[Token], i: int) -> str | None:
    """As `who`, but 'naboens barn' and 'barnet til naboen' are somebody else's, and 'som en hund' nobody."""
    person = who(tokens[i])
    if person == "unreal" and _likened(tokens, i):
        return None
    if person == "parent" and i and tokens[i - 1].norm in _WATCHING:
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
    theirs = owner in _OWNERS or (
        after[:1] in (["til"], ["av"]) and after[1:] and after[1] in OTHER - _FAMILY
    )
    return "other" if theirs else person


def _in_a_story(tokens: list[Token], first: int) -> bool:
    """'i filmen får han ...', 'jeg drømte at han ...': told of a story, just before the sign."""
    for i in range(first - 1, max(-1, first - 7), -1):
        if tokens[i].sentence != tokens[first].sentence or tokens[i].norm in {"men", "og", "nå", "våknet"}:
            return False
        if tokens[i].norm in STORIES:
            return True
    return False


def about(tokens: list[Token], clauses: list[int], first: int, last: int) -> str:
    """Who has what tokens first..last-1 tell: child, parent, other, unreal, or unclear."""
    if _in_a_story(tokens, first):
        return "unreal"
    inside = [person for i in range(first, last) if (person := _owned(tokens, i))]
    if _in_a_story(tokens, first):
        return "unreal"
    if "unreal" in inside or "child" in inside:
        return "unreal" if "unreal" in inside else "child"
    if _child_follows(tokens, clauses, last):
        return "child"
    left = _left(tokens, clauses, first)
    if left:
        return left
    if inside:
        return inside[0]
    right = _right(tokens, clauses, last)
    return right or _earlier(tokens, clauses, first)


def _in_a_story(tokens: list[Token], first: int) -> bool:
    """'så en film der et barn ...': told of in a film, a series or a book, earlier in the sentence."""
    return any(
        tokens[i].norm in _STORIES and tokens[i + 1].norm in _OF_WHOM
        for i in range(max(0, first - 12), first)
        if tokens[i].sentence == tokens[first].sentence and i + 1 < len(tokens)
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
    return any(token.norm in _SEES for token in tokens[i + 1 : min(i + 3, first + 1)])


def _belongs_to_phrase(tokens: list[Token], i: int, person: str) -> bool:
    """'hos bestemor', 'med hunden': mentioned, not the subject."""
    return (
        person in {"other", "unreal"}
        and i > 0
        and tokens[i - 1].norm in _PREPOSITIONS
        and tokens[i].norm
        not in {"barnehagen", "klassen", "filmen", "film", "spillet", "drøm", "serien", "boka", "episoden"}
    )


def _child_follows(tokens: list[Token], clauses: list[int], last: int) -> bool:
    """'får ikke kontakt MED HENNE': the child stands right after the match, as its object."""
    for i in range(last, min(last + 3, len(tokens))):
        if clauses[i] != clauses[last - 1]:
            return False
        if who(tokens[i]) == "child":
            return tokens[i].norm in {"ham", "henne", "him", "her"} or tokens[i - 1].norm in _PREPOSITIONS
    return False


def _right(tokens: list[Token], clauses: list[int], last: int) -> str | None:
    """'feber har hun': the subject after its verb."""
    for i in range(last, min(last + 4, len(tokens))):
        if clauses[i] != clauses[last - 1] or tokens[i].norm in SUBORDINATORS:
            return None
        person = _owned(tokens, i)
        if person == "parent" and not is_verb(tokens[i - 1]):
            continue
        if person and tokens[i - 1].norm not in _PREPOSITIONS:
            return person
    return None


def _earlier(tokens: list[Token], clauses: list[int], first: int) -> str:
    """Nobody named in the clause: the subject of the clause before in the same sentence, else unclear."""
    for i in range(first - 1, max(-1, first - 26), -1):
        if tokens[i].sentence != tokens[first].sentence:
            break
        person = who(tokens[i])
        if person == "parent" and i + 1 < len(tokens) and tokens[i + 1].norm in _SEES:
            return "unclear"
        if (
            person
            and not _belongs_to_phrase(tokens, i, person)
            and tokens[i - 1 if i else 0].norm not in SUBORDINATORS
        ):
            return person
    return "unclear"
