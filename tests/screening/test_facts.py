"""Ages, temperatures and durations as parents write them."""

import pytest

from screening import Screener
from screening.reading import Reading


def read(screener: Screener, text: str) -> Reading:
    return screener.reader(text)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("ungen på 4 måna skrik", 4),
        ("3 månan gammel", 3),
        ("8 månder", 8),
        ("4 mnds baby", 4),
        ("hu e 5 ukå", 1.15),
    ],
)
def test_units_in_dialect_and_with_slips_are_read_and_never_as_years(
    screener: Screener, text: str, months: float
) -> None:
    assert screener.screen(text, None)[0]["age_months"] == months


@pytest.mark.parametrize("text", ["møtet er kl 4 mandag", "vi venter til 4 mandager til"])
def test_a_day_of_the_week_is_no_month(screener: Screener, text: str) -> None:
    assert screener.screen(text, None)[0]["age_months"] is None


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("hun er 6 uker", 1.38), ("6uker gml baby", 1.38), ("snart tre mnd", 2.7), ("treåringen vår spyr", 36), ("født i går", 0.03),
        ("han er halvannet år", 18), ("1,5 år", 18), ("4 mnd og 2 uker", 4.46), ("fem år gammel", 60), ("she is 6 weeks old", 1.38),
        ("14-åringen vaper", 168), ("8åring som ikke sover", 96), ("Gutten på halvannet spyr", 18), ("poden på 13 har astma", 156),
        ("han på 15 har vondt", 180), ("Fosterbarnet vårt (5) har epilepsi", 60), ("Sønnen på 17 og et halvt", 210),
        ("ho er ti månader", 10), ("fire uker gammel", 0.92), ("Fire uker og øyet er gult", 0.92), ("han er fjorten dager", 0.46),
        ("ei jente på 3 mnd", 3), ("toåring med feber", 24), ("my son is 14 months old", 14), ("babyen er 8 veker gamal", 1.84),
        ("tremånedersen vår gråter", 3), ("jeg vet ikke hva jeg skal gjøre med gutten på to uker", 0.46), ("ikke bra med veslemor på 3 uker", 0.69),
        ("aldri hatt det verre med en på 3 uker", 0.69), ("det er ikke lett med lille på to uker", 0.46), ("hun er to og et halvt år", 30), ("gutt 4 mnd", 4), ("5 mnd gammel baby", 5), ("hun er 28 dager gammel", 0.92),
        ("jente, 2 år, feber", 24), ("3 year old with fever", 36), ("7 mo baby", 7), ("barnet er 5 uker gammelt", 1.15), ("guten er 10 år", 120),
        ("tenåringen min", 180), ("nyfødt baby", 0.5), ("hon är 3 månader", 3), ("drengen er 4 måneder gammel", 4), ("ettåringen", 12),
    ],
)  # fmt: skip
def test_an_age_is_read(screener: Screener, text: str, months: float) -> None:
    assert [age.months for age in read(screener, text).ages] == [pytest.approx(months, abs=0.05)]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("babyen er mellom 2 og 3 måneder", 2), ("6-7 mnd", 6), ("2 – 3 mnd", 2), ("to til tre måneder", 2), ("hun er 2 eller 3 måneder", 2),
        ("babyen er 2-3 uker gammel", 0.46), ("jenta er 3-4 år", 36), ("10-12 veker", 2.3), ("mellom to og tre mnd gammel", 2),
        ("between 5 and 6 weeks old", 1.15), ("2-3-åringen vår har feber", 24),
    ],
)  # fmt: skip
def test_of_an_age_between_two_the_lower_counts(screener: Screener, text: str, months: float) -> None:
    assert [age.months for age in read(screener, text).ages] == [pytest.approx(months, abs=0.05)]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("ungene er 2 og 3 år", [24, 36]), ("hun har hostet i 2-3 uker", []), ("har prøvd i to til tre måneder", []), ("mellom 2 og 3 dager siden", []),
        ("vi har 2 barn, 3 måneder og 4 år", [3, 48]),
    ],
)  # fmt: skip
def test_two_children_and_durations_are_no_age_between_two(
    screener: Screener, text: str, months: list[float]
) -> None:
    assert [age.months for age in read(screener, text).ages] == [pytest.approx(m, abs=0.05) for m in months]


@pytest.mark.parametrize(
    "text",
    [
        "feber i 3 dager", "har hatt det siden 3 uker", "for to uker siden", "de siste to ukene", "om tre måneder", "han har grått i 6 timer",
        "vi har prøvd i flere måneder", "jeg er 34 år", "Jeg (38, mor) har hodepine", "mannen min på 32", "hun veier 4 kg", "hver 3. uke",
        "han har ikke vært på skolen på to uker", "ho har knapt vore ute på tre veker", "ingen har ringt tilbake på to uker",
        "hun har ikke villet snakke med meg på to måneder", "hun har gått ned to kilo på to uker", "tre anfall på to måneder",
        "har ikke sovet på 2 år", "kaster opp 5 ganger", "hun har 39,5", "det tok 2 timer", "etter 3 uker med hoste", "uke 38",
    ],
)  # fmt: skip
def test_a_duration_or_a_grown_up_is_no_child_age(screener: Screener, text: str) -> None:
    assert read(screener, text).ages == []


def test_two_children_have_two_ages(screener: Screener) -> None:
    assert [age.months for age in read(screener, "treåringen har feber, babyen på 6 uker er frisk").ages] == [
        36,
        pytest.approx(1.38, abs=0.01),
    ]


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("39,5", 39.5), ("nesten førti i feber", 40), ("38 komma 4", 38.4), ("39 i feber", 39), ("40 blank", 40), ("feber på 39", 39),
        ("temp 38", 38), ("hun måler 38.6", 38.6), ("39 grader", 39), ("over 40 i feber", 40), ("38,1 hos en baby på 5 uker", 38.1),
        ("trettiåtte komma fem", 38.5), ("temperaturen er 35,5", 35.5), ("Ho er fem månader med 39", 39), ("han har 40 nå", 40), ("40,1. vi bor i fyllingsdalen", 40.1),
    ],
)  # fmt: skip
def test_a_temperature_is_read(screener: Screener, text: str, degrees: float) -> None:
    assert [fact.value for fact in read(screener, text).facts if fact.name == "temperature"] == [degrees]


@pytest.mark.parametrize(
    "text",
    [
        "badevannet er 38 grader",
        "str 39 i sko",
        "jeg er 39 år",
        "uke 39",
        "38 kaniner",
        "klokka 37",
        "han veier 38,5 kg",
        "kl 15:38",
    ],
)
def test_other_numbers_are_no_temperature(screener: Screener, text: str) -> None:
    assert not [fact for fact in read(screener, text).facts if fact.name == "temperature"]


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("hainn e 38,3 i rompa", 38.3), ("39,2 uten andre symptomer", 39.2), ("38,5 på skolen i dag", 38.5), ("39,1, drikker vann", 39.1),
        ("målte 39,4 på badet", 39.4), ("drikker melk men har 38,5", 38.5), ("har vannkopper og 40,2", 40.2), ("38,9 inne i øret", 38.9),
    ],
)  # fmt: skip
def test_a_temperature_beside_other_words_is_the_childs(
    screener: Screener, text: str, degrees: float
) -> None:
    assert [fact.value for fact in read(screener, text).facts if fact.name == "temperature"] == [degrees]


@pytest.mark.parametrize(
    "text",
    ["badevannet holder 37,5", "vannet er 38,2", "38 grader i badekaret", "flaska er 38,5", "39 i sko"],
)
def test_the_warmth_of_a_thing_is_no_fever(screener: Screener, text: str) -> None:
    assert [fact for fact in read(screener, text).facts if fact.name == "temperature"] == []


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("målt 37,6 under armen", "temperature_armpit", 37.6), ("feber i fire dager", "fever_days", 4), ("har hatt feber 5 døgn", "fever_days", 5),
        ("feber i en uke", "fever_days", 7), ("ikke tisset på 10 timer", "dry_hours", 10), ("tørr bleie siden i går kveld", "dry_hours", 12),
        ("har ikkje tissa på heile dagen", "dry_hours", 12), ("puster 70 ganger i minuttet", "breaths", 70), ("falt 2 meter ned", "fall_metres", 2),
        ("datt halvannen meter", "fall_metres", 1.5), ("falt fra andre etasje", "fall_metres", 3.5), ("kastet opp 4 ganger", "vomits", 4),
        ("krampet i 6 minutter", "seizure_minutes", 6), ("har grått i tre timer", "cry_hours", 3), ("neseblod i 25 minutter", "bleed_minutes", 25),
        ("jeg fødte for to uker siden", "weeks_since_birth", 2), ("ikke sovet på fire døgn", "sleepless_days", 4), ("spydd fem ganger", "vomits", 5),
        ("no wet nappy for 9 hours", "dry_hours", 9), ("seizure lasted 7 minutes", "seizure_minutes", 7),
    ],
)  # fmt: skip
def test_a_measure_is_read(screener: Screener, text: str, name: str, value: float) -> None:
    assert [fact.value for fact in read(screener, text).facts if fact.name == name] == [pytest.approx(value)]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("har ei på to", [24]), ("Lillemann på 3 har noe i nesa", [36]), ("Jente 7 har vondt i magen", [84]), ("datter, 11", [132]),
        ("39,3 på ein fem månaders gut", [5]), ("pappa til en på 4", [48]), ("38.1, seks uekr", [1.38]), ("tvillinger 10 mnd", [10]),
        ("sønnen, 3 oppkast siden i natt", []), ("datter, 2 anfall i dag", []), ("Gutt 3 kast, feber", []),
        ("jeg har ventet i to år hun er endelig født", []), ("babyen har hatt feber i tre uker hun er slapp", []),
    ],
)  # fmt: skip
def test_ages_right_after_who_it_is(screener: Screener, text: str, months: list[float]) -> None:
    assert [age.months for age in screener.reader(text).ages] == pytest.approx(months, abs=0.01)
