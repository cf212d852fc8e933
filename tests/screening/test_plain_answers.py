"""Answers to safety questions that are neither yes nor no: what calms, what does not, and what closes a question."""

from typing import Any

import pytest

from screening import Screener
from screening.state import State
from screening.statistical.description import Description


def answer(screener: Screener, question: str, text: str, state: State | None = None) -> dict[str, Any]:
    return screener.screen(text, screener.ask(state, question))[0]


@pytest.mark.parametrize(
    ("text", "months"),
    [("ni", 108), ("17", 204), ("åtte trur eg", 96), ("rundt elleve", 132), ("ho er seks", 72), ("snart fem", 48), ("fyller seks i oktober", 60), ("turning nine soon", 96)],
)  # fmt: skip
def test_a_bare_number_that_can_only_be_years_is_an_age(screener: Screener, text: str, months: float) -> None:
    result = answer(screener, "age", text)
    assert (result["answered"], result["age_months"]) == ("age", months)


@pytest.mark.parametrize(
    "text", ["tre", "2", "en", "ett", "19", "30", "to ganger", "fire eller fem", "går i fjerde", "nitti"]
)
def test_what_may_be_weeks_or_months_or_no_age_is_asked_for_its_unit(screener: Screener, text: str) -> None:
    result = answer(screener, "age", text)
    assert (result["unread"], result["age_months"]) == ("age", None)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2 og 7", 24), ("dei er fire og seks og søv", 48), ("guttene er 3, 5 og 11 år", 36), ("jentene er 1 og 4 år", 12), ("they are 5 and 9", 60),
        ("1 og 2", None), ("2 eller 7", None), ("de sover fra 7 til 9", None), ("4 og 6 måneder", 6),
    ],
)  # fmt: skip
def test_of_several_ages_the_youngest_counts(screener: Screener, text: str, months: float | None) -> None:
    assert answer(screener, "age", text)["age_months"] == months


def test_after_a_word_for_a_baby_a_bare_number_is_no_age(screener: Screener) -> None:
    _, state = screener.screen("babyen er varm", None)
    assert answer(screener, "age", "seks", state)["unread"] == "age"
    assert answer(screener, "age", "seks uker", state)["answered"] == "age"


@pytest.mark.parametrize(
    "text",
    [
        "akkurat som vanlig", "heilt som ho plar", "jo, heilt normalt", "han er i fin form", "bra nå",
        "javisst", "såklart", "neida, alt er i orden", "nei alt er fint med ham", "everything is fine", "she's fine",
    ],
)  # fmt: skip
def test_a_child_that_is_as_usual_can_be_reached(screener: Screener, text: str) -> None:
    result = answer(screener, "contact", text)
    assert (result["answers"].get("contact"), result["level"]) == ("yes", "GREEN")


@pytest.mark.parametrize(
    "text",
    [
        "hun tegner og synger", "han hoppar i sofaen", "ho sit å pratar med bamsen", "jenta danser rundt", "han flirer av storm",
        "spiser middag nå", "han ser på tv", "han et godt og leikar", "ja han klatrer rundt", "she is laughing and talking",
    ],
)  # fmt: skip
def test_a_child_that_plays_laughs_eats_or_talks_can_be_reached(screener: Screener, text: str) -> None:
    result = answer(screener, "contact", text)
    assert (result["answers"].get("contact"), result["level"]) == ("yes", "GREEN")


@pytest.mark.parametrize(
    "text",
    [
        "som vanlig når hun har anfall", "som vanlig? nei", "bra? nei", "hun sover og lar seg ikke vekke", "han smiler ikke",
        "hun snakker bare tull", "hun svarer på smerte", "han smiler skjevt", "hun svarer når jeg roper", "han ler og rykker i armen", "han ler rart", "hun leker ikke lenger", "storebror leker", "pappa leker med henne",
        "han svarer nesten ikke", "hun svarer hvis jeg rister henne", "han smiler i søvne", "hun spiste i går", "to ganger",
        "hun pleier å synge", "hun er rolig", "ok", "er det normalt?", "han var helt fin i går", "ikke bra", "hun er borte",
    ],
)  # fmt: skip
def test_danger_is_not_read_as_calm(screener: Screener, text: str) -> None:
    result = answer(screener, "contact", text)
    assert result["answers"].get("contact") in {None, "no", "unknown"}


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("contact", "nei hun reagerer ikke", "no"), ("contact", "absolutt ikke", "no"), ("contact", "nei, hun bare puster", "no"),
        ("contact", "ikke som hun pleier", "no"), ("contact", "hun våkner ikke", "no"), ("breathing", "ikkje som vanleg", "no"),
        ("wakes", "han sover bare videre", "no"), ("glass", "de forsvinner ikke", "no"), ("limp", "ikke seg selv", "yes"),
    ],
)  # fmt: skip
def test_what_says_that_all_is_not_well_is_taken_at_its_word(
    screener: Screener, question: str, text: str, value: str
) -> None:
    assert answer(screener, question, text)["answers"][question] == value


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("breathing", "heilt normalt", "yes"), ("breathing", "rolig og lett", "yes"), ("breathing", "pusten er som vanlig", "yes"), ("breathing", "no problems", "yes"), ("breathing", "no", "no"), ("neck", "no pain", "yes"),
        ("colour", "hun er fin i fargen", "yes"), ("lips", "røde og fine", "no"), ("fever", "feberfri nå", "no"),
        ("fluids", "drikker og tisser som vanlig", "yes"), ("fluids", "drikker som vanlig", None), ("wakes", "ho våkna", "yes"),
        ("belly_where", "nei, det har gått over", "no"), ("belly_where", "har ikke vondt lenger", "no"), ("belly_where", "vondt", None),
        ("seizure_now", "det gikk over", "no"), ("seizure_now", "hun er borte", None), ("seizure_now", "det går over", None),
        ("glass", "de forsvinner", "yes"), ("bleeding_pressure", "det har stoppet", "yes"), ("bleeding_pressure", "nei", "no"),
        ("worry", "ikke bekymret", "no"), ("worry", "ganske", "yes"),
    ],
)  # fmt: skip
def test_each_question_has_calm_answers_of_its_own(
    screener: Screener, question: str, text: str, value: str | None
) -> None:
    assert answer(screener, question, text)["answers"].get(question) == value


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("child_reach", "det tar meg et kvarter, 15 minutter unna", "no"), ("child_reach", "bestemor er framme om 3 minutter", "yes"), ("child_reach", "eg er to timar unna", "no"),
        ("child_reach", "we are 40 minutes away", "no"), ("child_reach", "hun har vært alene hjemme i 3 minutter", None), ("child_reach", "nei, det tar minst 4 minutter", "no"), ("child_reach", "8 minutter unna", None), ("child_reach", "er 30 minutter unna greit?", None),
        ("head_after", "hun er helt fin", "no"), ("water_now", "han verkar fin", "no"), ("poison_unwell", "ikke fin", None), ("poison_unwell", "fin, men slapp", None),
        ("teen_plan", "han sier at han vil leve", "no"), ("life_q", "ho vil ikkje døy", "no"), ("life_q", "hun vil ikke leve", "yes"), ("teen_plan", "hun vil ikke dø alene", None),
        ("teen_plan", "hun vil ikke dø, men har samlet tabletter", "yes"), ("suicidal_q", "han vil ikke dø", None),
        ("child_safe_now", "hun sover her hos meg", "yes"), ("child_safe_now", "he is here with me", "yes"), ("child_safe_now", "hun sover hos ham", None), ("child_safe_now", "ikke hos meg", None),
    ],
)  # fmt: skip
def test_free_answers_are_read_and_what_is_no_answer_is_not(
    screener: Screener, question: str, text: str, value: str | None
) -> None:
    assert answer(screener, question, text)["answers"].get(question) == value


@pytest.mark.parametrize(
    "question", ["contact", "child_safe_now", "safe_now", "suicidal_q", "child_reach", "home_q"]
)
@pytest.mark.parametrize(
    "text",
    [
        "hva kan jeg gjøre i kveld", "korleis skal eg seie det til ho i morgon?", "bør vi dra inn", "skal eg vente til i morgon?", "kan jeg ta ham med dit i morgen?", "what should i tell her tonight",
        "hvor lenge skal det vare?",
    ],
)  # fmt: skip
def test_a_question_of_the_parents_own_answers_nothing(screener: Screener, question: str, text: str) -> None:
    result, state = screener.screen(text, screener.ask(None, question))
    assert (result["unread"], question in result["answers"]) == (question, False)
    assert state["tries"] == 0


@pytest.mark.parametrize("text", ["hva? nei", "nei, hva gjør jeg?", "hun svarer ikke, hva skal jeg gjøre?"])
def test_a_no_or_a_sign_beside_a_question_still_counts(screener: Screener, text: str) -> None:
    _, state = screener.screen("gutten min er syk", None)
    assert answer(screener, "contact", text, state)["emergency"] == "113" or "svarer" in text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("alle er trygge her", "yes"), ("det er ingen fare nå", "yes"), ("me er trygge", "yes"), ("we are safe", "yes"), ("nei, det er ingen fare", "yes"), ("nei vi er ikke trygge", "no"), ("nei", "no"),
        ("trygge så lenge han sover", None), ("ingen er trygge", None), ("ikke trygge", None), ("er vi trygge?", None),
        ("ho er heilt frisk", None),
    ],
)  # fmt: skip
def test_a_denial_of_danger_says_that_all_are_safe(screener: Screener, text: str, value: str | None) -> None:
    assert answer(screener, "safe_now", text)["answers"].get("safe_now") == value


@pytest.mark.parametrize("question", ["life_q", "suicidal_q"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("nei herregud", "no"), ("herregud, nei", "no"), ("aldri i verden", "no"), ("absolutt ikke", "no"), ("sjølvsagt ikkje", "no"),
        ("of course not", "no"), ("av og til", None), ("ikke egentlig sikker", None), ("absolutt", "yes"),
    ],
)  # fmt: skip
def test_a_strong_denial_is_a_no(screener: Screener, question: str, text: str, value: str | None) -> None:
    said = answer(screener, question, text)["answers"].get(question)
    assert said == value or (value is None and said == "unknown")


@pytest.mark.parametrize(
    "text", ["hun sover", "ho søv no", "han har sovnet", "ja han sover godt", "she is asleep"]
)
def test_of_a_sleeping_child_it_is_asked_whether_it_wakes(screener: Screener, text: str) -> None:
    _, state = screener.screen("datteren min på to er syk", None)
    result, state = screener.screen(text, screener.ask(state, "contact"))
    assert (result["answered"], result["ask"][0], result["level"]) == ("contact", "wakes", "GREEN")
    assert answer(screener, "wakes", "nei", state)["emergency"] == "113"
    calm = answer(screener, "wakes", "ja", state)
    assert (calm["level"], "wakes" in calm["ask"]) == ("GREEN", False)


@pytest.mark.parametrize("question", ["fever", "contact", "retractions", "lips"])
def test_a_yes_that_goes_on_about_something_else_is_no_answer(screener: Screener, question: str) -> None:
    said = {"fever": "ja hun puster jo", "lips": "ja han drikker nå"}.get(question, "ja hun har feber")
    assert answer(screener, question, said)["unread"] == question


@pytest.mark.parametrize(
    "text",
    [
        "nei han spiser middag", "nei, ho et og drikk som ho plar", "nei jenta tegner ved bordet", "no she is playing", "nei hun puster helt normalt", "nei det er en fin gutt",
        "nei ingen utslett", "nei ikke feber", "nei, eg har ikkje ringt nokon", "nei har ikke fortalt det til moren min", "nei vi bor på Jessheim",
        "nei æ e bare så trøtt av alt", "nei jeg tenker bare på at jeg ikke vil våkne i morgen", "nei faren er på jobb", "nei ho er på skulen", "nei, bleia er våt", "nei jeg gråter bare hele dagen", "nei har ikke målt", "nei, feil, hun er sju uker", "no, he's 3 months old, not years",
    ],
)  # fmt: skip
def test_a_no_that_goes_on_about_something_else_is_asked_again_once_and_then_counts(
    screener: Screener, text: str
) -> None:
    _, state = screener.screen("datteren min er syk", None)
    result, state = screener.screen(text, screener.ask(state, "contact"))
    assert (result["unread"], result["answers"].get("contact"), state["open"]) == ("contact", None, "contact")
    assert "CO-02" not in {one["rule"] for one in result["findings"] if one["counts"]}
    assert answer(screener, "contact", "nei", state)["emergency"] == "113"


@pytest.mark.parametrize(
    "text",
    [
        "nei", "nei!", "nei det gjør jeg ikke", "nei, han bare ligger der", "nei hun puster", "nei men hun puster fint", "nei hun puster rolig", "nei han sier ingenting", "nei ho har ikkje sagt noko",
        "nei, helt slapp", "nei ikkje skikkeleg", "nei bare litt", "nei hun svarer", "nei hun svarer litt", "nei hun drikker dårlig", "nei han spiser ikke", "nei hun er blek og spiser middag",
        "nei hun ler rart", "nei han ser på tv men svarer ikke", "nei, jeg har ringt 113", "nei jeg får ikke ringt", "nei jeg er redd", "nei, hun er 3 uker og slapp", "nei han har 40 i feber",
        "nei hun sover fortsatt", "nei, sover tungt", "nei storebror leker", "nei, hva skal jeg gjøre?", "nei, eg er sliten og ho svarar ikkje", "no, she only breathes", "no she is limp",
    ],
)  # fmt: skip
def test_a_no_that_may_agree_or_has_anything_dark_beside_it_is_the_alarm(
    screener: Screener, text: str
) -> None:
    result = answer(screener, "contact", text)
    assert (result["answers"].get("contact"), result["emergency"]) == ("no", "113")


def test_who_is_awake_and_does_something_can_be_reached_whatever_was_said_first(screener: Screener) -> None:
    assert answer(screener, "contact", "nei han er våken og leker med bilene")["answers"]["contact"] == "yes"
    assert answer(screener, "contact", "nei han er våken og stirrer")["answers"]["contact"] == "no"


def test_of_a_child_said_to_sleep_after_a_no_it_is_asked_whether_it_wakes(screener: Screener) -> None:
    _, state = screener.screen("sønnen min på tre er syk", None)
    result, state = screener.screen("nei, han sover", screener.ask(state, "contact"))
    assert (result["ask"][0], result["level"]) == ("wakes", "GREEN")
    assert answer(screener, "wakes", "nei han sover", state)["emergency"] == "113"


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("fluids", "nei hun tisser og spiser fint", None), ("fluids", "nei hun drikker litt vann", None), ("fluids", "nei, nesten ingenting", "no"), ("fluids", "nei hun vil ikke ha noe", "no"), ("fluids", "nei bare litt vann", "no"),
        ("breathing", "nei hun sitter og ler", None), ("breathing", "nei hun puster fort", "no"), ("breathing", "nei hun strever", "no"), ("wakes", "nei hun er våken", None), ("wakes", "nei hun sover", "no"),
        ("safe_now", "nei, har ikke fortalt det", None), ("safe_now", "nei han drikker", "no"), ("safe_now", "nei han leker med kniven", "no"), ("safe_now", "nei, jeg tør ikke si det", "no"),
        ("safe_now", "nei han vil ikke at jeg går", "no"), ("safe_now", "nei jeg tenker på å rømme", "no"), ("safe_now", "nei jeg har ringt politiet", "no"),
        ("child_safe_now", "nei hun spiser hos ham", "no"), ("child_safe_now", "nei vi bor i samme hus", "no"), ("safe_now", "nei jeg bor i bilen", "no"), ("sober_adult", "nei de drikker", "no"), ("slept", "nei jeg er så sliten", "no"),
        ("voices", "nei, kona vil ikke at jeg sier det", None), ("voices", "nei jeg er bare sliten", "no"), ("home_q", "nei har aldri fortalt det", None), ("home_q", "nei, vi er bare slitne", "no"), ("home_q", "nei, vi bor i Molde", "no"),
        ("suicidal_q", "nei, men noen ganger tenker jeg på det", None), ("drooling", "nei hun leker", "no"), ("breathing_hard", "nei, det går ikke tungt nå, bare når hun springer", "no"), ("breathing_hard", "ja det er tungt", "yes"), ("lips", "ja helt svarte", "yes"), ("lips", "ja tunga er grå", "yes"),
    ],
)  # fmt: skip
def test_what_follows_a_no_is_read_for_what_was_asked(
    screener: Screener, question: str, text: str, value: str | None
) -> None:
    result = answer(screener, question, text)
    assert (result["answers"].get(question), result["unread"]) == (value, None if value else question)


@pytest.mark.parametrize(
    "text", ["nei det gjelder datteren min", "nei, jeg mener sønnen min", "nei, it's about my daughter"]
)
def test_a_no_that_corrects_who_is_meant_is_no_answer(screener: Screener, text: str) -> None:
    assert answer(screener, "teen_plan", text)["unread"] == "teen_plan"
    assert answer(screener, "teen_plan", text.replace("nei", "ja"))["emergency"] == "113"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("contact", "ja men han er varm"), ("contact", "ja og hun drikker"), ("fever", "ja hun er varm"), ("breathing", "ja hun puster fint"),
        ("lips", "ja leppene er blå"), ("retractions", "ja"),
    ],
)  # fmt: skip
def test_a_yes_with_more_beside_it_is_a_yes(screener: Screener, question: str, text: str) -> None:
    assert answer(screener, question, text)["answered"] == question


DONE = [
    "tusen takk for hjelpen", "ok, takk", "supert, takk skal du ha", "ok jeg har ringt legevakta, de sa vi skal komme", "ambulansen er på vei",
    "vi er på legevakta nå", "takk, me køyrer no", "thank you, we are on our way",
]  # fmt: skip


@pytest.mark.parametrize("text", DONE)
def test_thanks_and_help_on_its_way_close_the_question(screener: Screener, text: str) -> None:
    _, state = screener.screen("datteren min er syk", None)
    result, state = screener.screen(text, screener.ask(state, "contact"))
    assert (state["open"], result["unread"], result["emergency"], result["show"]) == (None, None, None, None)
    assert "contact" not in result["ask"]
    result, _ = screener.screen("hun bor hos meg", state)
    assert (result["emergency"], result["show"]) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "takk, men hun er slapp",
        "ok",
        "ambulansen er på vei, hun puster ikke",
        "har ringt 113 men ingen svarer",
        "takk?",
    ],
)
def test_thanks_beside_something_new_close_nothing(screener: Screener, text: str) -> None:
    _, state = screener.screen("datteren min er syk", None)
    result, state = screener.screen(text, screener.ask(state, "contact"))
    assert (state["open"], result["unread"]) == ("contact", "contact")


def test_a_question_of_the_parents_own_is_no_try_at_an_answer(screener: Screener) -> None:
    _, state = screener.screen("datteren min er syk", None)
    for text in ("hvor lenge smitter slikt?", "hva mener du med det?"):
        result, state = screener.screen(text, screener.ask(state, "contact"))
        assert (result["unread"], state["open"], result["show"]) == ("contact", "contact", None)
    _, state = screener.screen("xqzw", screener.ask(state, "contact"))
    result, _ = screener.screen("xqzw", screener.ask(state, "contact"))
    assert result["show"]["rule"] == "careful"


CALM = [
    "det er nok ingenting",
    "han gjør det greit på skolen, så det er ikke noe sånt",
    "hu trives å alt e bra",
    "nothing like that",
]
DARK = [
    "alt er bra når jeg er borte",
    "det er ingenting å leve for",
    "går bra for dem uten meg",
    "han sier han har det fint, men jeg er redd",
]


@pytest.mark.parametrize("text", CALM)
def test_what_only_the_layer_asked_is_not_asked_again_of_who_calms(screener: Screener, text: str) -> None:
    result, state = screener.screen(text, screener.ask(None, "life_q"))
    assert (state["open"], result["unread"]) == (None, None)


@pytest.mark.parametrize("text", DARK)
def test_a_dark_word_beside_it_calms_nobody(screener: Screener, text: str) -> None:
    result, _ = screener.screen(text, screener.ask(None, "life_q"))
    assert result["unread"] == "life_q" or result["answers"]["life_q"] == "yes"


@pytest.mark.parametrize(("texts", "asked"), [(CALM, False), (DARK, True)])
def test_a_calming_line_is_not_asked_about_a_wish_to_die(
    screener: Screener, texts: list[str], asked: bool
) -> None:
    likeness = Description(("described_possible_suicidal",), 0, 3, False, {"red": 0.1, "urgent": 0.1}, ())
    for text in texts:
        result, _ = screener.settle(text, screener.screen(text, None)[1], likeness)
        assert bool({"life_q", "suicide_plan_q"} & {*result["ask"]}) is asked or result["crisis"], text


def test_after_a_wish_to_die_was_told_a_calming_line_is_asked_about_all_the_same(screener: Screener) -> None:
    _, state = screener.screen("jeg vil ikke leve mer", None)
    likeness = Description(("described_possible_suicidal",), 0, 3, False, {"red": 0.1, "urgent": 0.1}, ())
    _, state = screener.screen("alt er bra", state)
    _, after = screener.settle("alt er bra", state, likeness)
    assert after["parent"]["signs"]["described_possible_suicidal"] == "yes"


@pytest.mark.parametrize(
    "text",
    ["nei han er i fin form, bare klør", "nei, ho er blid, berre trassig", "nei hun leker, men er sur på meg", "no he is happy, just bored"],
)  # fmt: skip
def test_a_no_that_goes_on_with_good_news_is_asked_again(screener: Screener, text: str) -> None:
    _, state = screener.screen("gutten min er syk", None)
    result = answer(screener, "contact", text, state)
    assert (result["unread"], result["emergency"]) == ("contact", None)


@pytest.mark.parametrize(
    "text",
    [
        "nei, bare klør", "nei men han er fin", "nei hun er fin, men svarer ikke", "nei hun er i fin form, bare slapp", "nei han smiler, men ligger bare der",
        "nei hun leker litt, men blir fort fjern", "nei han er blid, men vanskelig å få svar fra",
    ],
)  # fmt: skip
def test_a_no_with_anything_dark_after_the_good_news_is_the_alarm(screener: Screener, text: str) -> None:
    assert answer(screener, "contact", text)["emergency"] == "113"


@pytest.mark.parametrize("text", ["tja", "nja", "kanskje", "litt", "kanskje litt", "maybe"])
def test_half_an_answer_to_how_the_child_is_is_asked_again_and_then_the_general_text(
    screener: Screener, text: str
) -> None:
    _, state = screener.screen("gutten min på to har 38,7 i feber", None)
    result, state = screener.screen(text, screener.ask(state, "contact"))
    assert (result["unread"], result["emergency"]) == ("contact", None)
    result, _ = screener.screen(text, screener.ask(state, "contact"))
    assert result["show"]["rule"] == "careful"


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [("worry", "litt", "yes"), ("suicidal_q", "kanskje", "unknown"), ("safe_now", "tja", "unknown"), ("contact", "vet ikke", "unknown"), ("contact", "ikke", "no")],
)  # fmt: skip
def test_elsewhere_half_an_answer_counts_as_before(
    screener: Screener, question: str, text: str, value: str
) -> None:
    _, state = screener.screen("gutten min er syk", None)
    assert answer(screener, question, text, state)["answers"][question] == value


@pytest.mark.parametrize("text", ["vet ikke hvor mange", "veit ikkje kor mykje", "husker ikke når", "dont know how many"])  # fmt: skip
def test_who_does_not_know_something_else_has_not_answered(screener: Screener, text: str) -> None:
    _, state = screener.screen("sønnen på tre har spist tabletter", None)
    assert answer(screener, "poison_unwell", text, state)["unread"] == "poison_unwell"
    assert answer(screener, "poison_unwell", "vet ikke", state)["emergency"] == "113"


@pytest.mark.parametrize(
    "text", ["nei, mente 39,8 ikke 38,8", "nei feil, 39,8", "nei jeg mente 3 måneder, ikke 3 år"]
)
def test_a_number_put_right_is_used_and_is_no_no(screener: Screener, text: str) -> None:
    _, state = screener.screen("gutten på 3 år har 38,8 i feber", None)
    result, state = screener.screen(text, screener.ask(state, "contact"))
    assert (result["unread"], result["emergency"]) == ("contact", None)
    assert (result["temperature"], result["age_months"]) in {(39.8, 36.0), (38.8, 3.0)}
    assert len(state["children"]) == 1


def test_an_age_told_in_between_is_no_try_at_an_answer(screener: Screener) -> None:
    _, state = screener.screen("sønnen har spist tabletter", None)
    for text in ("vet ikke hvor mange", "3 år"):
        result, state = screener.screen(text, screener.ask(state, "poison_unwell"))
    assert (result["unread"], result["emergency"]) == ("poison_unwell", "116117")


@pytest.mark.parametrize("text", ["ja hun er frisk", "ja han er fornøyd", "ja hun leker"])
@pytest.mark.parametrize("question", ["home_q", "life_q", "harm_q", "told_q", "mind_q", "safe_now"])
def test_a_yes_that_only_says_how_the_child_is_answers_no_question_about_the_people_around_it(
    screener: Screener, question: str, text: str
) -> None:
    assert answer(screener, question, text)["unread"] == question


@pytest.mark.parametrize(
    "text", ["ja", "ja hun er redd", "ja han drikker", "ja det er vanlig", "ja hun er redd, men leker"]
)
def test_a_yes_about_what_was_asked_still_is_one(screener: Screener, text: str) -> None:
    assert answer(screener, "home_q", text)["answers"].get("home_q") == "yes"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("fluids", "nei nei hun drikker masse"), ("fluids", "nei, ho drikk godt og tissar"), ("contact", "hun er ikke syk, bare kresen"), ("contact", "hon ammar bra"), ("breathing", "han leker og drikker"),
        ("fluids", "nei hun er frisk og legger på seg"), ("perks_up", "she is gaining weight"),
    ],
)  # fmt: skip
def test_of_a_child_said_to_be_well_no_alarm_comes_by_not_answering(
    screener: Screener, question: str, text: str
) -> None:
    _, state = screener.screen("babyen på 8 måneder er syk og har feber", None)
    for said in (text, "mannen min sier det haster ikke"):
        result, state = screener.screen(said, screener.ask(state, question))
    assert (state["open"], result["show"]) == (None, None)


@pytest.mark.parametrize(
    "text",
    ["hun drikker masse og er slapp", "han leker ikke", "hun leker før hun blir fjern", "han er ikke frisk"],
)
def test_danger_is_not_well(screener: Screener, text: str) -> None:
    _, state = screener.screen("babyen på 8 måneder er syk", None)
    for said in (text, "blorp"):
        result, state = screener.screen(said, screener.ask(state, "breathing"))
    assert result["show"]


@pytest.mark.parametrize(("text", "tries"), [("krupp?", 1), ("hun puster ikke?", 0)])
def test_a_guess_with_a_question_mark_is_no_answer(screener: Screener, text: str, tries: int) -> None:
    result = answer(screener, "stridor_rest", text)
    assert "stridor_rest" not in result["answers"] or tries == 0


def test_what_stands_on_an_unread_answer_alone_is_told_in_the_general_words(screener: Screener) -> None:
    _, state = screener.screen("hun på fem har 40 i feber og er slapp", None)
    for said in ("mannen min ringer meg", "mormor kommer i morgen"):
        result, state = screener.screen(said, screener.ask(state, "contact"))
    assert (result["show"]["rule"], result["show"]["full"], result["level"]) == ("careful", True, "RED")
    result, _ = screener.screen("nå får jeg ikke kontakt med henne", state)
    assert result["show"]["rule"] == "CO-02"


def test_a_question_put_because_the_child_sleeps_has_the_cause_of_the_one_before(screener: Screener) -> None:
    state: State | None = None
    for said in ("han er seks og bygger lego", "han sover med det", "blorp", "mormor kommer"):
        asked = "wakes" if state and "wakes" in state["instead"] else "contact"
        result, state = screener.screen(said, screener.ask(state, asked))
    assert (result["show"], result["emergency"]) == (None, None)


@pytest.mark.parametrize(
    "text", ["svarer litt", "hun svarer innimellom", "ho svarar litt", "han svarer iblant"]
)
def test_who_answers_a_little_is_asked_about_again(screener: Screener, text: str) -> None:
    assert answer(screener, "contact", text)["answers"].get("contact") is None
    assert answer(screener, "contact", "hun leker litt")["answers"]["contact"] == "yes"
    assert answer(screener, "contact", "han svarer meg")["answers"]["contact"] == "yes"


def test_who_sleeps_after_a_seizure_has_none_now_and_is_asked_about_further(screener: Screener) -> None:
    _, state = screener.screen("han på 9 har kjent epilepsi og hadde et kort anfall", None)
    result, _ = screener.screen("sover nå", screener.ask(state, "seizure_now"))
    assert (result["answers"]["seizure_now"], result["emergency"]) == ("no", "116117")
    assert result["ask"]
    assert answer(screener, "seizure_now", "sover ikke, rister", state)["answers"].get("seizure_now") != "no"
