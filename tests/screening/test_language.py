"""From what parents write to bokmål candidates, with places in the exact text."""

import pytest

from screening import Screener
from screening.language.tokens import tokenise


def norm(screener: Screener, text: str) -> str:
    return " ".join(token.norm for token in screener.reader.tokens(text))


@pytest.mark.parametrize(
    ("text", "bokmaal"),
    [
        ("eg er så sliten, guten min søv ikkje", "jeg er så sliten gutten min sover ikke"),
        ("ho e heilt slapp å vil ikkje drikke", "hun er helt slapp og vil ikke drikke"),
        ("bbyen min har 39 i feber", "babyen min har 39 i feber"),
        ("æ får itj kontakt me'n", "jeg får ikke kontakt med han"),
        ("fårikke puste", "får ikke puste"),
        ("hu puster'ke", "hun puster ikke"),
        ("hu pusterke å vil'ke våkne, e ska'kje", "hun puster ikke og vil ikke våkne jeg skal ikke"),
        ("hun puster 'ke og våknarkje", "hun puster ikke og våkner ikke"),
        ("et klistremerke og ei lommelerke", "et klistremerke og ei lommelerke"),
        ("ho har starke kramper", "hun har starke kramper"),
        ("vilikke drikke idag", "vil ikke drikke i dag"),
        ("hjeeelp", "hjelp"),
        ("dåkker må hjælp mæ", "dere må hjelp meg"),
        ("kor mykje feber e farlig", "hvor mye feber er farlig"),
        ("no e ho vaken", "nå er hun våken"),
        ("hun slapp å gråte", "hun slapp å gråte"),
        ("slapp å vil ikkje ete", "slapp og vil ikke spise"),
        ("me har prøvd alt", "vi har prøvd alt"),
        ("ring mæ", "ring meg"),
        ("va ska jag göra", "hva skal jeg gjøre"),
        ("hun er feberfri", "hun er uten feber"),
        ("hon är sjuk", "hun er syk"),
        ("kvar time", "hver time"),
    ],
)
def test_a_message_becomes_bokmaal(screener: Screener, text: str, bokmaal: str) -> None:
    assert norm(screener, text) == bokmaal


@pytest.mark.parametrize(
    ("text", "word", "form"),
    [
        ("far ikke puste", "far", "får"), ("bla leppe", "bla", "blå"), ("krammper", "krammper", "kramper"), ("feber krampe", "feber", "feberkrampe"),
        ("utsllett", "utsllett", "utslett"), ("pustar", "pustar", "puster"), ("leppan", "leppan", "leppene"), ("knappebateri", "knappebateri", "knappebatteri"),
        ("vaakner", "vaakner", "våkner"), ("hjernehinebetendelse", "hjernehinebetendelse", "hjernehinnebetennelse"),
    ],
)  # fmt: skip
def test_a_word_of_the_protocol_is_among_the_candidates(
    screener: Screener, text: str, word: str, form: str
) -> None:
    token = next(token for token in screener.reader.tokens(text) if token.raw == word)
    assert form in token.forms and word in token.forms


@pytest.mark.parametrize(
    "word", ["39.5", "10", "paracet", "pustepause", "nattevåk", "kjøleskap", "Tromsø", "fotballtrening"]
)
def test_what_is_right_is_left_alone(screener: Screener, word: str) -> None:
    assert norm(screener, word) == word.lower()


@pytest.mark.parametrize(
    "text",
    [
        "a\u0301r 😭 pu\u200bster",
        "hun\u00a0puster",
        "ＰＵＳＴＥＲ",
        "Нun puster",
        "e\u0301n",
        "can't breathe",
        "x" * 50,
        "12,5 mnd",
        "½ år",
    ],
)
def test_every_token_stands_where_it_says(text: str) -> None:
    for token in tokenise(text):
        assert 0 <= token.start < token.end <= len(text)
        assert text[token.start : token.end].strip()


def test_zero_width_and_lookalike_letters_are_read_through(screener: Screener) -> None:
    assert norm(screener, "hun pu\u200bste\u00adr ikke") == "hun puster ikke"
    assert norm(screener, "hun рustеr ikke") == "hun puster ikke"
    assert norm(screener, "hun pusteR\u0020i\u0301kke".replace("\u0301", "")) == "hun puster ikke"


def test_a_dot_after_a_number_or_an_abbreviation_ends_no_sentence() -> None:
    assert len({token.sentence for token in tokenise("ca. 3. dag med feber f.eks. kl. 8")}) == 1
    assert len({token.sentence for token in tokenise("Han sover. Hun spiser! Hva nå? Jo\nslik")}) == 5
