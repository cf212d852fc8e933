"""Identifying parts are masked first; numbers that matter for help never are."""

import pytest

from screening.masking import mask


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
    ],
)
@pytest.mark.parametrize("claimed", [True, False])
def test_a_foedselsnummer_is_always_masked(written: str, claimed: bool) -> None:
    assert mask(f"det er {written} ja", claimed=claimed) == ("det er [fødselsnummer] ja", ["fødselsnummer"])


def test_a_slip_in_a_foedselsnummer_is_as_private() -> None:
    assert mask("010190 12345", claimed=True)[1] == ["fødselsnummer"]


@pytest.mark.parametrize(
    ("text", "masked", "kind"),
    [
        ("ring meg på 412 34 567", "ring meg på [telefonnummer]", "telefonnummer"),
        ("tlf 41234567", "tlf [telefonnummer]", "telefonnummer"),
        ("+47 91 23 45 67 er mitt", "[telefonnummer] er mitt", "telefonnummer"),
        ("+46 70 123 45 67", "[telefonnummer]", "telefonnummer"),
        ("kari.nordmann@example.no takk", "[e-post] takk", "e-post"),
        ("bor i Storgata 5, 0155 Oslo", "bor i [adresse]", "adresse"),
        ("Karl Johans gate 12B", "[adresse]", "adresse"),
        ("bor i Storgt 5", "bor i [adresse]", "adresse"),
        ("St. Olavs gate 3", "[adresse]", "adresse"),
        ("Vi bor i Nygt 3", "Vi bor i [adresse]", "adresse"),
        ("vi bor i storgt 12", "vi bor i [adresse]", "adresse"),
        ("bor i kirkevn 5", "bor i [adresse]", "adresse"),
        ("Solbakken veg 4", "[adresse]", "adresse"),
        ("Myrvn 12, 2008 Fjerdingby", "[adresse]", "adresse"),
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
        "jeg har ringt 113 nå", "Ringt 112", "sagt 3 ganger", "Ho veg 12 kilo", "Guten veg 14", "Søvn 2x40 min",
        "til Gran Canaria. Alle. 14 000 pr stk", "har ringt 43 gang",
    ],
)  # fmt: skip
def test_numbers_that_matter_are_left_alone(text: str) -> None:
    assert mask(text, claimed=False) == (text, [])


def test_every_kind_is_named_once() -> None:
    masked, kinds = mask("41234567 eller 91234567, a@b.no", claimed=False)
    assert masked == "[telefonnummer] eller [telefonnummer], [e-post]"
    assert sorted(kinds) == ["e-post", "telefonnummer"]
