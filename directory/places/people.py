"""Who a text speaks of: the child, the parent who writes, or another grown-up."""

import re

from directory.places.context import BE, NOT, A, Context
from directory.places.text import word_set

CHILD, SELF = "child", "self"
PERHAPS_CHILD = "perhaps child"
""""Han" or "hun" where nobody has been named before."""
SELVES = word_set("jeg eg vi meg oss jag mæ æ vårs os")
_MOTHER = word_set(
    "mor mora moren mori mamma mamman mammaen mammaa mammas barnemor barnemoren mother mum mom moder"
)
_FATHER = word_set("far faren fari farn pappa pappaen pappas barnefar barnefaren father dad pappan fader")
_FEMALE = word_set(
    "kona hustru hustruen fruen kåna kåno kåno konå kone konen kjerringa bestemor mormor farmor svigermor tante tanta søster søstera søstra ekskona venninne venninna wife dama besta søsteren systera syster sister svigerinna svigerinnen venninnen tanten kusina niese niesa"
)
_MALE = word_set(
    "mannen mann mand manden kallen kaill kall maken fyren typen gubben bestefar morfar farfar svigerfar onkel bror broren brodern husband kjæresten eksmannen stefaren stefar mainnj brother svoger svogeren fetter fetteren nevø nevøen kompisen onkelen"
)
_OTHERS = word_set(
    "eks eksen x xen ex samboer samboeren sambo besteforeldre besteforeldrene besteforeldra svigers svigerforeldre svigerforeldrene foreldre "
    "foreldrene foreldra slekta slektningen naboen venner venn parents grandparents partner partneren begge"
)
_CHILD = re.compile(
    r"barn|barna|barnet|borna|bornet|barnebarn\w*|unge[nr]?|ungene|ungan[e]?|ungar|onga[n]?|onge\w*|ungan|kids?|child(ren)?|"
    r"(guds|tvilling|jente|gutte|små|fosterbarn|spedbarn)?barn(a|et)?|(min|mi)?s[øo]nn?(en|in|s)?|sonen|son|guten|gutt(en|n|ene|ane)?|guttung\w*|"
    r"datte?r(a|en)?|dattra|dotter(a)?|jent[ae](ne|n)?|jænt[ae]|baby(en|er)?|bebis\w*|minsten?|minste(mann|jenta)\w*|eldste\w*|tvilling\w*|"
    r"toddler|daughters?|boys?|girls?|teen(ager)?|tenåring\w*|poden|\w*åring(en|n|er|ene|ane)?|småen"
)  # fmt: skip
_PRONOUNS = {
    "han": "male", "hainn": "male", "he": "male", "hun": "female", "ho": "female", "hu": "female", "she": "female",
    "hen": "any", "dei": "any", "dem": "any", "they": "any", "hon": "female",
}  # fmt: skip
_AM = word_set("er e æ am")
_OF = word_set("til av åt te of")
_COMPANY = word_set("hos hjå med mæ me with for fra frå")
GROWN_UP = {"mother", "father", "other"}
_TOGETHER = word_set("hos hjå with med mæ me")
_AT_HOME = word_set("her hjemme heime nå no")
_ME = word_set("meg oss mæ me")


def subject(context: Context, first: int, last: int) -> str | None:
    """Who is spoken of in the words from `first` to `last`: the last person there who is not just company.

    "Barna bor hos far i" is about the child, "far bor med barna i" too: the child goes first.
    """
    found: str | None = None
    for at in range(first, last):
        person = person_at(context, at)
        company = at > 0 and (
            context.folded[at - 1] in _COMPANY or context.folded[at - 2 : at - 1] in (["hos"], ["hjå"])
        )
        if person == CHILD and context.folded[at - 1 : at] in (["med"], ["with"], ["mæ"], ["me"]):
            return CHILD
        if person and not company:
            found = person
    return found


def person_at(context: Context, at: int) -> str | None:
    """Who the word at `at` names: "child", "self", "mother", "father", "other", or None for another word.

    "Han" and "hun" are the nearest person before who may be meant, else "perhaps child".
    """
    word = context.folded[at]
    if word in _PRONOUNS:
        if at + 1 < len(context.words) and noun_at(context, at + 1):  # "ho mor", "han far"
            return None
        return _meant(context, at, _PRONOUNS[word])
    return noun_at(context, at)


def noun_at(context: Context, at: int) -> str | None:
    """Who the word at `at` names, if it is no pronoun."""
    word = context.folded[at]
    if word in SELVES or _is_the_writer(context, at, word):
        return SELF
    if word in _MOTHER:
        return "mother"
    if word in _FATHER:
        return "father"
    if word in _FEMALE | _MALE | _OTHERS:
        return "other"
    if _CHILD.fullmatch(word) and not (at and context.folded[at - 1] in _OF):
        return CHILD
    return None


def _is_the_writer(context: Context, at: int, word: str) -> bool:
    """ "Jeg er moren", "eg er ein far": the writer says who it is."""
    if word not in _MOTHER | _FATHER | _FEMALE | _MALE:
        return False
    before = [other for other in context.before(at, 4) if other not in A]
    return len(before) > 1 and before[-1] in _AM and before[-2] in SELVES | {"i"}


_REACH = 40
"""So many words back a pronoun may point."""


def _meant(context: Context, at: int, gender: str) -> str:
    for before in range(at - 1, max(-1, at - _REACH), -1):
        person = noun_at(context, before)
        if person in {CHILD, SELF}:
            if person == CHILD:
                return CHILD
            continue
        word = context.folded[before]
        if (gender != "male" and word in _MOTHER | _FEMALE) or (
            gender != "female" and word in _FATHER | _MALE
        ):
            return person or "other"
    return PERHAPS_CHILD


def company_after(context: Context, end: int, until: int) -> str | None:
    """ "... i Vinstra med meg": who stands right after."""
    last = min(until, context.clause(end - 1)[1])
    if end + 1 < last and context.folded[end] in _TOGETHER:
        return person_at(context, end + 1)
    return None


def people_with_child(context: Context) -> set[str]:
    """Whom the child is with: "hun er hos meg mest", "det er hos mor barnet har sovet"."""
    found: set[str] = set()
    for at, word in enumerate(context.folded[:-1]):
        if word not in {"hos", "hjå", "with"} or (at and context.folded[at - 1] in NOT):
            continue
        person = person_at(context, at + 1)
        if person in GROWN_UP | {SELF} and _child_around(context, at):
            found.add(person)
    return found


def _child_around(context: Context, at: int) -> bool:
    first, last = context.clause(at)
    around = range(max(first, at - 6), min(last, at + 6))
    return any(person_at(context, i) in {CHILD, PERHAPS_CHILD} for i in around if i != at + 1)


def child_is_here(context: Context) -> bool:
    """ "Men lille er her hos meg": the child is where the one who writes is."""
    words = context.folded
    return any(
        words[at - 1] in _AT_HOME and words[at] in _TOGETHER and words[at + 1] in _ME and words[at - 2] in BE
        for at in range(2, len(words) - 1)
    )
