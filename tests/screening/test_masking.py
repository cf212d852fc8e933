"""Identifying parts are masked first; numbers that matter for help never are."""

import pytest

from screening.masking import mask, only_contact_details


def _birth_number(nine: str) -> str:
    """A made-up number with right control digits."""
    digits = [int(digit) for digit in nine]
    for weights in ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)):
        rest = 11 - sum(d * w for d, w in zip(digits, weights, strict=True)) % 11
        digits.append(0 if rest == 11 else rest)
    return "".join(map(str, digits))


NUMBER = _birth_number("010190100")


@pytest.mark.parametrize(
    "written",
    [
        NUMBER,
        f"{NUMBER[:6]} {NUMBER[6:]}",
        f"{NUMBER[:6]}-{NUMBER[6:]}",
        f"{NUMBER[:2]}.{NUMBER[2:4]}.{NUMBER[4:6]} {NUMBER[6:]}",
        " ".join(NUMBER),
        "-".join(NUMBER),
        f"{NUMBER[:6]}  {NUMBER[6:]}",
        f"{NUMBER[:4]} {NUMBER[4:8]} {NUMBER[8:]}",
    ],
)
@pytest.mark.parametrize("claimed", [True, False])
def test_a_foedselsnummer_is_always_masked(written: str, claimed: bool) -> None:
    assert mask(f"det er {written} ja", claimed=claimed) == ("det er [fødselsnummer] ja", ["fødselsnummer"])


@pytest.mark.parametrize("written", ["010190 12345", "0 1 0 1 7 0 1 2 3 4 5", "4 1 0 1 7 0 1 2 3 4 5"])
def test_a_slip_in_a_foedselsnummer_is_as_private(written: str) -> None:
    assert mask(written, claimed=True) == ("[fødselsnummer]", ["fødselsnummer"])


@pytest.mark.parametrize(
    ("text", "masked", "kind"),
    [
        ("ring meg på 412 34 567", "ring meg på [telefonnummer]", "telefonnummer"),
        ("tlf 41234567", "tlf [telefonnummer]", "telefonnummer"),
        ("+47 91 23 45 67 er mitt", "[telefonnummer] er mitt", "telefonnummer"),
        ("+46 70 123 45 67", "[telefonnummer]", "telefonnummer"),
        ("kari.nordmann@example.no takk", "[e-post] takk", "e-post"),
        ("bor i Storgata 5, 0155 Oslo", "bor i [adresse], Oslo", "adresse"),
        ("Karl Johans gate 12B", "[adresse]", "adresse"),
        ("bor i Storgt 5", "bor i [adresse]", "adresse"),
        ("St. Olavs gate 3", "[adresse]", "adresse"),
        ("Vi bor i Nygt 3", "Vi bor i [adresse]", "adresse"),
        ("vi bor i storgt 12", "vi bor i [adresse]", "adresse"),
        ("bor i kirkevn 5", "bor i [adresse]", "adresse"),
        ("Solbakken veg 4", "[adresse]", "adresse"),
        ("Fjellveien 3, 8622 Mo i Rana", "[adresse], Mo i Rana", "adresse"),
        ("Myrvn 12, 2008 Fjerdingby", "[adresse], Fjerdingby", "adresse"),
    ],
)
def test_contact_details_are_masked_while_the_assistant_speaks(text: str, masked: str, kind: str) -> None:
    assert mask(text, claimed=False) == (masked, [kind])
    assert mask(text, claimed=True) == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        "ring 113", "116 117 svarer ikke", "22 59 13 00", "skal jeg ringe 116123 eller 22 40 00 40", "800 99 900",
        "38,9 og 39.5", "målt 38 39 40 41", "paracet 250 mg 4 ganger", "han veier 4500 g", "5 år og 3 måneder",
        "født 20.11.2026", "20112026", "klokka 22:30 og 23.10", "hun var på vei 2 ganger", "i lia 4 år",
        "jeg har ringt 113 nå", "Ringt 112", "sagt 3 ganger", "Ho veg 12 kilo", "1 2 3 4 5 6 7 8 9 1 0", "målt 38 39 40 38 39 1", "113 116117 116", "Guten veg 14", "Søvn 2x40 min",
        "til Gran Canaria. Alle. 14 000 pr stk", "har ringt 43 gang",
    ],
)  # fmt: skip
def test_numbers_that_matter_are_left_alone(text: str) -> None:
    assert mask(text, claimed=False) == (text, [])


def test_every_kind_is_named_once() -> None:
    masked, kinds = mask("41234567 eller 91234567, a@b.no", claimed=False)
    assert masked == "[telefonnummer] eller [telefonnummer], [e-post]"
    assert sorted(kinds) == ["e-post", "telefonnummer"]


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("412 34 567", True),
        ("41234567 og 91234567", True),
        ("a@b.no eller 41234567!", True),
        ("ring meg på 41234567", False),
        ("Storgata 5", False),  # tells where, as far as the assistant may ask
        ("og", False),
        ("...", False),
    ],
)
def test_a_message_of_contact_details_alone_is_known(text: str, only: bool) -> None:
    assert only_contact_details(mask(text, claimed=False)[0]) == only
