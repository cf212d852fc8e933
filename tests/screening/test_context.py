"""Denied, over, imagined, doubted, somebody else's: one short message for each phenomenon."""

import pytest

from screening import Screener
from screening.context import Context, Told


def told(screener: Screener, text: str, words: str, *, negates: bool = False) -> Told:
    tokens = screener.reader.tokens(text)
    wanted = [token.raw for token in screener.reader.tokens(words)]
    raws = [token.raw for token in tokens]
    first = next(i for i in range(len(raws)) if raws[i : i + len(wanted)] == wanted)
    return Context(tokens).told(first, first + len(wanted), negates=negates)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("han har ikke feber", "feber"), ("hun har ikke feber men hoster mye", "feber"), ("verken feber eller utslett", "utslett"),
        ("ingen feber, utslett eller oppkast", "utslett"), ("uten feber", "feber"), ("ikkje tegn til utslett", "utslett"), ("feber har hun ikke", "feber"),
        ("hoster ikke", "hoster"), ("kaster ikke opp", "kaster ikke opp"), ("guten har ikkje feber men er slapp", "feber"), ("hain har itj fever", "fever"),
        ("no fever but coughing", "fever"), ("han har ikke feber lenger", "feber"), ("ingen feber eller utslett", "utslett"),
    ],
)  # fmt: skip
def test_denied(screener: Screener, text: str, sign: str) -> None:
    assert told(screener, text, sign).negated


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("han har feber men ikke utslett", "feber"), ("hun har ikke feber men hoster mye", "hoster"), ("han har feber ikke noe utslett", "feber"),
        ("paracet hjelper ikke mot feberen", "feberen"), ("feberen går ikke ned", "feberen"), ("ikke bare feber", "feber"), ("ikke spist i dag og har feber", "feber"),
        ("drikker lite men kaster ikke opp", "drikker lite"), ("han sover ikke på grunn av hoste", "hoste"), ("hvorfor har han ikke sluttet med feber", "feber"),
        ("vil ikke spise, har feber", "feber"), ("ho vil ikkje drikke og har feber", "feber"), ("feber ikke utslett", "feber"),
    ],
)  # fmt: skip
def test_not_denied(screener: Screener, text: str, sign: str) -> None:
    found = told(screener, text, sign)
    assert (found.negated, found.when) == (False, "now")


def test_a_sign_that_is_a_negation_is_left_alone(screener: Screener) -> None:
    assert not told(screener, "hun puster ikke", "puster ikke", negates=True).negated


@pytest.mark.parametrize(
    ("text", "sign", "when"),
    [
        ("i fjor hadde han feberkrampe", "feberkrampe", "past"), ("feberen er borte nå", "feberen", "past"), ("hun har sluttet å kaste opp", "kaste opp", "past"),
        ("hadde feber forrige uke nå bare hoste", "feber", "past"), ("feberkrampe for to år siden", "feberkrampe", "past"), ("fri for feber siden i går", "feber", "past"),
        ("hadde utslett men det er helt borte, er helt bra nå", "utslett", "past"), ("da han var baby hadde han astma", "astma", "past"),
        ("har hatt feber siden i går", "feber", "now"), ("feber i tre dager", "feber", "now"), ("begynte med feber i natt", "feber", "now"), ("fortsatt feber", "feber", "now"),
        ("falt for to timer siden", "falt", "now"), ("feberen er ikke borte", "feberen", "now"),
        ("hvis han får feber", "feber", "hypothetical"), ("hva gjør jeg hvis hun kaster opp", "kaster opp", "hypothetical"), ("dersom det kommer utslett", "utslett", "hypothetical"),
        ("redd for at hun skal slutte å puste", "slutte å puste", "hypothetical"), ("leser om hjernehinnebetennelse", "hjernehinnebetennelse", "hypothetical"),
        ("har han feber?", "feber", "hypothetical"), ("hva er tegn på hjernerystelse", "hjernerystelse", "hypothetical"), ("what if she has a seizure", "seizure", "hypothetical"),
        ("er det farlig at hun har feber", "feber", "now"), ("jeg er redd for at han har hjernehinnebetennelse", "hjernehinnebetennelse", "now"),
        ("feber om kvelden", "feber", "now"), ("tror han har feber", "feber", "now"), ("han har feber, skal jeg ringe hvis det blir verre", "feber", "now"),
        ("våkner ikke selv om jeg roper", "roper", "now"),
    ],
)  # fmt: skip
def test_when(screener: Screener, text: str, sign: str, when: str) -> None:
    found = told(screener, text, sign)
    assert (found.when, found.negated) == (when, False)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("vet ikke om han har feber", "feber"),
        ("usikker på om det er utslett", "utslett"),
        ("jeg tror ikke det er krupp", "krupp"),
    ],
)
def test_doubted(screener: Screener, text: str, sign: str) -> None:
    assert told(screener, text, sign).doubt


@pytest.mark.parametrize(
    ("text", "sign", "about"),
    [
        ("jeg har feber og ammer", "feber", "parent"), ("jenta har feber", "feber", "child"), ("mannen min er slapp og jenta har feber", "feber", "child"),
        ("naboens barn har vannkopper", "vannkopper", "other"), ("bestemor har hjerneslag", "hjerneslag", "other"), ("mannen min har høy feber", "feber", "other"),
        ("jeg ser at han har utslett", "utslett", "child"), ("jeg får ikke kontakt med henne", "får ikke kontakt", "child"), ("feber har hun", "feber", "child"),
        ("storebror kaster opp", "kaster opp", "child"), ("ho er slapp", "slapp", "child"), ("feber og hoste", "feber", "unclear"),
        ("hodet bare henger når jeg løfter ham", "hodet bare henger", "unclear"), ("fireåringen spyr", "spyr", "child"), ("han e heilt slapp", "slapp", "child"),
    ],
)  # fmt: skip
def test_whose_body(screener: Screener, text: str, sign: str, about: str) -> None:
    assert told(screener, text, sign).about == about


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("hunden har feber", "feber"),
        ("dukka puster ikke", "puster ikke"),
        ("i filmen får han krampe", "krampe"),
        ("jeg drømte at han kastet opp", "kastet opp"),
        ("katten spyr", "spyr"),
    ],
)
def test_nobody_real(screener: Screener, text: str, sign: str) -> None:
    assert told(screener, text, sign).unreal


def test_hoster_som_en_hund_is_the_child(screener: Screener) -> None:
    assert not told(screener, "han hoster som en hund", "hoster").unreal
