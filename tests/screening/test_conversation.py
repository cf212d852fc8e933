"""Whole conversations on the real protocol: levels, answers, ages, numbers, and which text is shown."""

from typing import Any

import pytest

from screening import Screener
from screening.state import State
from screening.statistical.description import Description


def play(screener: Screener, *texts: str) -> tuple[dict[str, Any], State]:
    state: State | None = None
    result: dict[str, Any] = {}
    for text in texts:
        result, state = screener.screen(text, state)
    assert state is not None
    return result, state


def test_all_keys_are_always_there(screener: Screener) -> None:
    result, _ = screener.screen("", None)
    assert set(result) == {
        "level", "emergency", "findings", "crisis", "ask", "answers", "answered", "unread", "show", "age_months", "temperature", "possible_red", "language", "held", "signs",
    }  # fmt: skip
    assert (result["level"], result["emergency"], result["show"], result["ask"]) == ("GREEN", None, None, [])


def test_an_emergency_gives_113_and_its_text_in_full(screener: Screener) -> None:
    result, _ = play(screener, "hjelp hun puster ikke")
    assert (result["level"], result["emergency"]) == ("RED", "113")
    assert result["show"]["full"] is True
    assert "113" in screener.message(result["show"]["rule"], "nb", level=result["show"]["level"])


def test_spans_are_code_points_of_the_given_text(screener: Screener) -> None:
    text = "😭😭 hja\u0301lp, hun pu\u200bster ikke!!"
    result, _ = play(screener, text)
    finding = next(one for one in result["findings"] if one["level"] == "RED")
    assert (
        text[finding["start"] : finding["end"]] == "pu\u200bster ikke"
        or "pu\u200bster ikke" in text[finding["start"] : finding["end"]]
    )


def test_the_level_never_falls(screener: Screener) -> None:
    result, _ = play(screener, "hun puster ikke", "nå er alt fint, hun puster helt fint")
    assert result["level"] == "RED"


def test_the_same_again_is_short_and_varies(screener: Screener) -> None:
    state: State | None = None
    shows = []
    for text in ("hun puster ikke", "hun puster fortsatt ikke", "hun puster ikke, hva gjør jeg"):
        result, state = screener.screen(text, state)
        shows.append(result["show"])
    assert [show["full"] for show in shows] == [True, False, False]
    lines = [
        screener.message(show["rule"], "nb", show["full"], level=show["level"], variant=show["variant"])
        for show in shows
    ]
    assert len(set(lines)) == 3


def test_lower_advice_never_follows_higher(screener: Screener) -> None:
    result, _ = play(screener, "hun puster ikke", "storebror har øreverk")
    assert result["show"] is None or result["show"]["level"] == "RED"


def test_young_age_turns_fever_urgent(screener: Screener) -> None:
    assert play(screener, "han har 38,4")[0]["level"] in {"GREEN", "YELLOW"}
    assert play(screener, "han er 8 uker og har 38,4")[0]["level"] == "ORANGE"
    assert play(screener, "han er 8 dager gammel og har 38,4")[0]["level"] == "RED"


def test_an_unknown_age_asks_and_does_not_raise(screener: Screener) -> None:
    result, _ = play(screener, "han har 38,6 i feber")
    assert result["ask"][0] == "age"
    assert result["level"] in {"GREEN", "YELLOW"}


def test_the_age_answer_is_read_with_the_question_open(screener: Screener) -> None:
    _, state = play(screener, "babyen har 38,6")
    result, state = screener.screen("7 uker", screener.ask(state, "age"))
    assert (result["answered"], result["level"], result["emergency"]) == ("age", "ORANGE", "116117")


def test_a_corrected_age_replaces_the_first(screener: Screener) -> None:
    result, _ = play(screener, "hun er 6 uker", "nei, hun er 6 måneder, ikke uker")
    assert result["age_months"] == 6


def test_an_age_put_right_answers_no_other_question_and_the_rules_for_it_speak(screener: Screener) -> None:
    for text in (
        "nei, feil, han er 10 uker, ikke måneder",
        "no wait, he is 10 weeks old, not months",
        "nei vent, ho er 10 veker altså, ikkje månader",
    ):
        _, state = play(screener, "sønnen min på 10 måneder har 38,6")
        result, _ = screener.screen(text, screener.ask(state, "contact"))
        assert (result["answers"].get("contact"), result["show"]["rule"]) == (None, "FE-02"), text
        assert result["age_months"] == pytest.approx(2.3, abs=0.1)


def test_another_childs_age_does_not_hide_the_youngest(screener: Screener) -> None:
    result, _ = play(screener, "babyen er 6 uker", "treåringen har feber og 38,5", "babyen har 38,2")
    assert result["age_months"] == pytest.approx(1.38, abs=0.01)
    assert result["level"] == "ORANGE"


def test_a_sign_stays_with_the_child_it_is_told_of(screener: Screener) -> None:
    assert play(screener, "treåringen har 38,5, babyen på 6 uker er frisk")[0]["level"] in {"GREEN", "YELLOW"}


@pytest.mark.parametrize(
    "text", ["ja", "jepp", "ja det gjør jeg", "jau", "yes", "ja men han er veldig trøtt", "JA!!"]
)
def test_yes_is_read(screener: Screener, text: str) -> None:
    result, _ = screener.screen(text, screener.ask(None, "contact"))
    assert (result["answered"], result["answers"]["contact"], result["unread"]) == ("contact", "yes", None)


@pytest.mark.parametrize("text", ["nei", "neida", "niks", "næi", "nei ikke i det hele tatt", "no", "nei!!"])
def test_no_is_read(screener: Screener, text: str) -> None:
    result, _ = screener.screen(text, screener.ask(None, "contact"))
    assert (result["answered"], result["answers"]["contact"], result["level"]) == ("contact", "no", "RED")


@pytest.fixture
def asked(screener: Screener) -> State:
    """A parent told of a baby with fever and was asked whether there is contact, which the fever gave rise to."""
    _, state = play(screener, "babyen har feber")
    return screener.ask(state, "contact")


@pytest.mark.parametrize(
    "text", ["vet ikke", "veit ikkje", "usikker", "æ veit itj", "ikke sikker", "not sure", "aner ikke"]
)
def test_not_knowing_is_read_as_the_careful_case(screener: Screener, asked: State, text: str) -> None:
    result, _ = screener.screen(text, asked)
    assert (result["answered"], result["answers"]["contact"], result["level"]) == (
        "contact",
        "unknown",
        "RED",
    )


@pytest.mark.parametrize("text", ["vet ikke", "usikker", "aner ikkje"])
@pytest.mark.parametrize("question", ["contact", "breathing"])
def test_not_knowing_what_no_words_gave_rise_to_is_asked_once_more_and_no_alarm(
    screener: Screener, question: str, text: str
) -> None:
    likeness = Description(("described_maybe",), 0, 3, False, {"red": 0.1, "urgent": 0.1}, ())
    _, state = screener.screen("jeg er så trist i dag", None, hold=True)
    _, liked = screener.settle("jeg er så trist i dag", state, likeness)
    for before in (state, liked):
        result, after = screener.screen(text, screener.ask(before, question))
        assert (result["unread"], result["level"], result["show"]) == (question, "GREEN", None)
        result, _ = screener.screen(text, screener.ask(after, question))
        assert (result["answers"][question], result["emergency"]) == ("unknown", None)
        assert result["show"]["rule"] == "careful"
        assert screener.screen("nei", screener.ask(before, question))[0]["answered"] == question


def test_an_age_asked_for_a_likeness_and_not_told_gives_no_careful_text(screener: Screener) -> None:
    likeness = Description(("described_maybe",), 0, 3, False, {"red": 0.1, "urgent": 0.1}, ())
    for told, shown in (("det er mye nå", False), ("babyen har feber", True)):
        _, state = screener.screen(told, None, hold=True)
        result, state = screener.settle(told, state, likeness)
        for _ in range(2):
            result, state = screener.screen("nei", screener.ask(state, "age"))
        assert bool(result["show"]) is shown


@pytest.mark.parametrize("text", ["xqzw", "??", "", "😭", "jeg bor i Bergen", "vent litt"])
def test_anything_else_is_unread_and_the_second_time_careful(
    screener: Screener, asked: State, text: str
) -> None:
    result, state = screener.screen(text, asked)
    assert (result["answered"], result["unread"]) == (None, "contact")
    assert result["level"] != "RED"
    result, state = screener.screen("xqzw", screener.ask(state, "contact"))
    assert (result["unread"], result["show"]["rule"], result["show"]["level"]) == (
        "contact",
        "careful",
        "ORANGE",
    )
    assert (result["answers"]["contact"], result["emergency"], state["open"]) == ("unknown", None, None)


def test_nothing_follows_for_who_writes_past_a_question_asked_of_everybody(screener: Screener) -> None:
    _, state = screener.screen("jeg er bare så sliten", screener.ask(None, "contact"))
    result, state = screener.screen("og mannen er på jobb", screener.ask(state, "contact"))
    assert (result["unread"], result["answers"]["contact"]) == ("contact", "unknown")
    assert (result["level"], result["emergency"], result["show"]) == ("GREEN", None, None)


def test_who_does_not_know_twice_reads_the_careful_text(screener: Screener) -> None:
    _, state = screener.screen("vet ikke", screener.ask(None, "contact"))
    result, _ = screener.screen("jeg vet ikke", screener.ask(state, "contact"))
    assert (result["level"], result["emergency"], result["show"]["rule"]) == ("GREEN", None, "careful")


@pytest.mark.parametrize(
    ("told", "question", "number"),
    [
        ("datteren min er syk", "contact", None),
        ("sønnen min på tre har 38,2 og er snørrete", "breathing", None),
        ("mannen min er full og roper", "safe_now", None),
        ("vi har låst oss inne på soverommet", "safe_now", "112"),
        ("jeg vil ikke leve mer", "suicide_plan_q", "113"),
        ("han på tre puster veldig tungt", "breathing_hard", "113"),
    ],
)
def test_two_unread_answers_make_an_alarm_only_beside_a_danger_that_was_told(
    screener: Screener, told: str, question: str, number: str | None
) -> None:
    _, state = play(screener, told)
    _, state = screener.screen("xqzw", screener.ask(state, question))
    result, _ = screener.screen("blorp", screener.ask(state, question))
    assert result["unread"] == question
    assert result["emergency"] in ({number} if number else {None, "116117"})


def test_what_could_not_be_read_is_no_sign_beside_a_word_of_everyday_life(screener: Screener) -> None:
    _, state = play(screener, "sønnen min på tre er syk")
    for question in ("contact", "breathing"):
        _, state = screener.screen("xqzw", screener.ask(state, question))
        _, state = screener.screen("blorp", screener.ask(state, question))
    result, state = screener.screen("han spiste akkurat et egg og litt yoghurt", state)
    assert result["emergency"] in {None, "116117"}
    result, _ = screener.screen("han har fått elveblest og hovne lepper av egget", state)
    assert (result["level"], result["emergency"]) == ("RED", "113")


def test_what_a_message_says_in_passing_answers_no_question_nobody_put(screener: Screener) -> None:
    result, _ = play(screener, "babyen gråter hele tiden")
    assert set(result["answers"]) <= {"contact", "breathing", "age"}


def test_a_button_answers(screener: Screener) -> None:
    result, _ = screener.screen("Nei", screener.ask(None, "contact"), choice="no")
    assert (result["answered"], result["level"]) == ("contact", "RED")


def test_an_answer_is_only_for_the_open_question(screener: Screener) -> None:
    result, _ = screener.screen("nei", None)
    assert (result["answered"], result["answers"], result["level"]) == (None, {}, "GREEN")


def test_nobody_answering_in_time_is_the_careful_case(screener: Screener) -> None:
    _, state = play(screener, "babyen har feber")
    result, state = screener.timed_out(screener.ask(state, "contact"))
    assert (result["level"], result["emergency"], state["open"]) == ("RED", "113", None)


def test_timing_out_with_nothing_open_changes_nothing(screener: Screener) -> None:
    result, _ = screener.timed_out(None)
    assert (result["level"], result["show"]) == ("GREEN", None)


def test_an_emergency_inside_an_answer_is_seen(screener: Screener) -> None:
    result, _ = screener.screen(
        "ja men nå har hun krampe og rister i hele kroppen", screener.ask(None, "contact")
    )
    assert (result["answered"], result["level"]) == ("contact", "RED")


def test_an_alarm_beside_the_question_is_seen_though_nothing_is_answered(screener: Screener) -> None:
    result, _ = screener.screen("han puster ikke", screener.ask(None, "fever"))
    assert result["level"] == "RED"


def test_at_most_three_questions_come_of_what_was_told(screener: Screener) -> None:
    result, state = play(screener, "babyen har feber og hoster og er slapp")
    put = []
    while result["ask"]:
        put.append(result["ask"][0])
        result, state = screener.screen("vet ikke", screener.ask(state, put[-1]))
    assert 1 <= len(put) <= 3


def test_calm_answers_are_no_alarm_when_the_questions_are_spent(screener: Screener) -> None:
    result, state = play(screener, "jeg er så sliten, babyen gråter hele tiden og ingenting hjelper")
    for _ in range(5):
        if not result["ask"]:
            break
        question = screener.protocol.questions[result["ask"][0]]
        calm = next((one.value for one in question.choices if one.denies), None)
        said = "fem måneder" if question.kind == "age" else "nei"
        choice = None if question.kind == "age" else calm
        result, state = screener.screen(said, screener.ask(state, question.id), choice=choice)
    assert (result["emergency"], result["show"]) == (None, None)


def test_fear_is_asked_about_and_does_not_alarm(screener: Screener) -> None:
    result, _ = play(screener, "jeg er redd for at hun skal slutte å puste i natt")
    assert result["level"] == "GREEN"


def test_past_trouble_of_others_and_dolls_do_not_alarm(screener: Screener) -> None:
    for text in (
        "i fjor hadde naboens gutt krampe",
        "dukka puster ikke sier treåringen",
        "hunden vår har svelget noe",
        "jeg så en film der et barn sluttet å puste",
    ):
        assert play(screener, text)[0]["level"] == "GREEN", text


@pytest.mark.parametrize(
    "text",
    [
        "hun puster, ikke noe galt",
        "ikkje feber, ikkje utslett, et og drikk godt, berre sutrete",
        "kan babyer slutte å puste av å sove på magen?",
    ],
)
def test_a_comma_ends_a_negation_and_a_general_question_is_no_event(screener: Screener, text: str) -> None:
    assert play(screener, text)[0]["level"] == "GREEN"


def test_fine_now_does_not_clear_a_battery(screener: Screener) -> None:
    result, _ = play(screener, "hun svelget et knappebatteri i går men er helt fin nå")
    assert (result["level"], result["emergency"]) == ("RED", "113")


def test_worry_alone_is_a_question(screener: Screener) -> None:
    result, _ = play(screener, "jeg er veldig bekymret for babyen, noe er alvorlig galt med henne")
    assert result["ask"]


def test_suicide_with_means_is_113(screener: Screener) -> None:
    result, _ = play(screener, "jeg vil ikke leve mer, har pillene foran meg")
    assert (result["crisis"][0]["number"], result["emergency"]) == ("113", "113")


def test_violence_now_is_112_and_no_medical_level(screener: Screener) -> None:
    result, _ = play(screener, "han slår meg nå, vi har låst oss inne på badet")
    assert (result["emergency"], result["level"]) == ("112", "GREEN")


def test_113_comes_before_112(screener: Screener) -> None:
    result, _ = play(screener, "han slår meg nå, vi har låst oss inne på badet", "babyen puster ikke")
    assert result["emergency"] == "113"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("jeg er sliten og vet ikke hva jeg skal gjøre", "nb"),
        ("eg er så sliten, guten min søv ikkje", "nn"),
        ("my baby is not breathing please help", "en"),
        ("æ e så sliten å ongen søv itj", "nb"),
        ("hon är sjuk och har feber", "nb"),
        ("", "nb"),
        ("Hello!", "en"),
        ("help me", "en"),
        ("could somebody find me an interpreter", "en"),
        ("our boy has a rash since Friday, we live in Tromsø", "en"),
        ("baby", "nb"),
        ("sorry, skrev litt feil", "nb"),
        ("passar det at mødrer spør om slikt?", "nn"),
        ("finst det vanlege råd om nattevekking", "nn"),
        ("forsvar og kommentar i januar", "nb"),
        ("Anna har ligget lenge, klokka er kvart over ti", "nb"),
        ("ho e lei sæ no", "nb"),
        ("ho har feber no", "nb"),
        ("han e tørst, og drikk ikkje", "nb"),
    ],
)
def test_the_language_to_answer_in(screener: Screener, text: str, language: str) -> None:
    assert play(screener, text)[0]["language"] == language


@pytest.mark.parametrize(
    ("texts", "languages"),
    [
        (["ungen hennar gret mykje", "ja", "takk for det", "ok, hun er hos meg"], ["nn", "nn", "nn", "nn"]),
        (["jeg er redd for henne", "ho er heit", "kva no", "eg veit ikkje, eg er åleine"], ["nb", "nb", "nb", "nn"]),
        (["æ trur ho e sjuk", "ho vil ikkje drikk no", "ho berre søv, veit ikkje meir"], ["nb", "nb", "nb"]),
        (["jeg lurer på noe om søvn", "ok thanks", "sorry"], ["nb", "nb", "nb"]),
        (["Hello", "han på to er så slapp"], ["en", "nb"]),
        (["she has a cough", "nei", "Bergen", "two years old"], ["en", "en", "en", "en"]),
        (["hun har feber", "my husband wrote that, I am English"], ["nb", "en"]),
        (["hej min son hostar hela tiden", "han ramlar och kastar upp, vart ska jag ringa", "takk"], ["nb", "nb", "nb"]),
        (["min datter kaster op, hvad gør jeg", "hun græder meget"], ["nb", "nb"]),
        (["jenta mi e 4 år", "eg e så redd", "hun sover dårlig og vil ikke i barnehagen", "eg veit ikkje ka eg ska gjer"], ["nb", "nb", "nb", "nb"]),
        (["eg er sliten, guten min søv ikkje", "hun er 2 år", "eg veit ikkje"], ["nn", "nn", "nn"]),
        (["my son have bark cough", "han puster rart når han sover", "he is ok now", "what can I do"], ["en", "nb", "nb", "nb"]),
        (["my son have bark cough", "han puster rart når han sover", "I do not understand what you are saying to me"], ["en", "nb", "en"]),
    ],
)  # fmt: skip
def test_one_message_does_not_turn_the_language_of_a_conversation(
    screener: Screener, texts: list[str], languages: list[str]
) -> None:
    state, told = None, []
    for text in texts:
        result, state = screener.screen(text, state)
        told.append(result["language"])
    assert told == languages


def test_every_question_has_both_wordings_and_choices(screener: Screener) -> None:
    for question_id in screener.protocol.questions:
        for language in ("nb", "nn", "en"):
            first, again = (screener.question(question_id, language, again) for again in (False, True))
            assert first["text"] and again["text"] and first["text"] != again["text"]
            assert first["choices"] == again["choices"] and first["id"] == question_id


def test_an_unknown_question_is_refused(screener: Screener) -> None:
    with pytest.raises(KeyError):
        screener.ask(None, "finnes_ikke")
    with pytest.raises(KeyError):
        screener.question("finnes_ikke", "nb")


def test_every_level_of_every_rule_has_a_text_to_show(screener: Screener) -> None:
    for rule in screener.protocol.rules.values():
        for entry in rule.levels:
            for language in ("nb", "nn", "en"):
                for full in (True, False):
                    if entry.level != "GREEN":
                        assert screener.message(rule.id, language, full, level=entry.level).strip(), (
                            rule.id,
                            entry.level,
                        )


def test_the_state_is_json_and_holds_no_text(screener: Screener) -> None:
    import json

    _, state = play(screener, "Kari Nordmann i Storgata har feber", "hun heter Kari")
    assert "kari" not in json.dumps(state).lower() and "storgata" not in json.dumps(state).lower()
    assert json.loads(json.dumps(state)) == state


def test_screening_is_pure(screener: Screener) -> None:
    _, state = play(screener, "hun har feber")
    before = repr(state)
    assert screener.screen("hun er 5 uker", state) == screener.screen("hun er 5 uker", state)
    assert repr(state) == before


@pytest.mark.parametrize(
    "text", ["nei ikke feber, han drikker bra", "nei itj feber", "nei, ingen utslett", "no, no fever"]
)
def test_no_to_something_else_is_no_answer_and_is_asked_again(screener: Screener, text: str) -> None:
    _, state = screener.screen("hun er veldig slapp", None)
    result, state = screener.screen(text, screener.ask(state, "contact"))
    assert (result["unread"], result["emergency"]) == ("contact", None)
    assert state["open"] == "contact"
    result, _ = screener.screen("nei", screener.ask(state, "contact"))
    assert result["emergency"] == "113"


@pytest.mark.parametrize(
    "text", ["nei hun svarer ikke", "nei, ikke kontakt", "nei og han har feber", "nei ikke ordentlig"]
)
def test_no_with_more_words_about_it_is_a_no(screener: Screener, text: str) -> None:
    _, state = screener.screen("hun er veldig slapp", None)
    result, _ = screener.screen(text, screener.ask(state, "contact"))
    assert (result["answered"], result["emergency"]) == ("contact", "113")


def test_another_danger_is_told_in_full_though_a_graver_one_was_shown(screener: Screener) -> None:
    result, state = screener.screen("mannen min slår meg nå, han er her", None)
    assert result["emergency"] == "112"
    result, state = screener.screen("jeg vil ikke leve mer", state)
    assert (result["show"]["rule"], result["show"]["full"]) == ("PC-04", True)
    result, _ = screener.screen("babyen på 5 uker har 38,4", state)
    assert (result["show"]["rule"][:2], result["show"]["full"]) == ("FE", True)


def test_an_ill_child_is_told_nothing_milder_after_113(screener: Screener) -> None:
    _, state = screener.screen("hun puster ikke", None)
    result, _ = screener.screen("og hun har 40 i feber og vil ikke drikke", state)
    assert result["show"] is None or result["show"]["level"] == "RED"


LIKENESS = Description(("described_red",), 0, 3, True, {"red": 0.9, "urgent": 0.9}, ())
HELP = [
    "har ringt 113 nå, de kommer",
    "ambulansen er på vei",
    "mannen min ringer 113 nå",
    "vi er på legevakta nå",
]


@pytest.mark.parametrize("said", HELP)
def test_what_was_shown_is_not_said_again_when_help_comes(screener: Screener, said: str) -> None:
    _, state = screener.screen("hun puster ikke", None)
    result, state = screener.screen(f"{said}. hun puster fortsatt ikke", state)
    assert (result["show"], result["level"]) == (None, "RED")
    likeness, _ = screener.settle("hun er så rar", screener.screen("hun er så rar", state)[1], LIKENESS)
    assert likeness["show"] is None
    result, _ = screener.screen("hun puster ikke", state)
    assert result["show"] is not None


@pytest.mark.parametrize("said", HELP)
def test_what_is_new_is_told_though_help_comes(screener: Screener, said: str) -> None:
    _, state = screener.screen("han spiste en knapp", None)
    result, _ = screener.screen(f"{said}. nå puster han ikke", state)
    assert (result["show"]["level"], result["show"]["full"]) == ("RED", True)


@pytest.mark.parametrize(
    "said", ["skal jeg ringe 113", "har ikke ringt ennå", "hun ringte legevakta i går", "hvis jeg ringer 113"]
)
def test_help_is_not_there_because_it_is_spoken_of(screener: Screener, said: str) -> None:
    _, state = screener.screen("hun puster ikke", None)
    result, _ = screener.screen(f"{said}. hun puster ikke", state)
    assert result["show"] is not None


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("ingen her skal ta livet sitt", True),
        ("ingen hos oss vil dø", True),
        ("ingen her vet at jeg vil dø", False),
    ],
)
def test_what_nobody_does_is_denied(screener: Screener, said: str, denied: bool) -> None:
    result, _ = screener.screen(said, None)
    assert bool(result["crisis"]) is not denied


BATTERY = "Sønnen min på 3 har slukt et knappebatteri"


def test_a_shown_danger_that_grows_is_told_though_help_is_called(screener: Screener) -> None:
    _, state = screener.screen("Jeg orker ikke å leve lenger", None)
    _, state = screener.screen(BATTERY, state)
    said = "har ringt 113 om batteriet. jeg har bestemt meg for å ta livet mitt i kveld og har tauet klart"
    result, _ = screener.screen(said, state)
    assert (result["show"]["rule"], result["show"]["level"], result["show"]["full"]) == ("PC-04", "RED", True)


@pytest.mark.parametrize(
    ("first", "then", "rule"),
    [
        ("Mannen min slår meg nå", f"mannen min slår meg fortsatt, har ringt 112. {BATTERY}", "PO-03"),
        ("Babyen puster ikke", "Vi har ringt 113. babyen puster ikke. mannen min slår meg", "PC-06"),
        ("Babyen puster ikke", f"babyen puster ikke. {BATTERY}", "PO-03"),
    ],
)
def test_what_was_told_does_not_hide_what_stands_beside_it(
    screener: Screener, first: str, then: str, rule: str
) -> None:
    _, state = screener.screen(first, None)
    result, _ = screener.screen(then, state)
    assert (result["show"]["rule"], result["show"]["full"]) == (rule, True)


@pytest.mark.parametrize(
    "said",
    [
        "Mamma ringer hele tiden og er sur", "Jeg har ringt fastlegen om eksem", "vi har nettopp ringt svigermor",
        "har ringt 113 men ingen tar telefonen", "legen kommer fra Polen", "faren jobber på sykehus, er på sykehus hver måned",
        "jeg kjører til legevakta kanskje i morgen", "Eksen har tatt henne imot min vilje, de er på flyplassen nå",
    ],
)  # fmt: skip
def test_no_help_is_read_into_other_words(screener: Screener, said: str) -> None:
    _, state = screener.screen("hun puster ikke", None)
    _, state = screener.screen(said, state)
    assert state["helped"] is False


def test_help_that_does_not_come_after_all_is_no_help(screener: Screener) -> None:
    _, state = screener.screen("hun puster ikke", None)
    _, state = screener.screen("ambulansen er på vei", state)
    assert state["helped"] is True
    _, state = screener.screen("ambulansen kommer ikke", state)
    assert state["helped"] is False


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("nei, alle er friske", "GREEN"),
        ("nei da friske som fisker", "GREEN"),
        ("nei! hun var helt frisk for en time siden", "RED"),
        ("nei hun er ikke frisk", "RED"),
    ],
)
def test_only_a_plain_word_that_all_are_well_is_no_answer_to_contact(
    screener: Screener, said: str, level: str
) -> None:
    result, _ = screener.screen(said, screener.ask(None, "contact"))
    assert result["level"] == level


@pytest.mark.parametrize("question", ["limp", "drooling", "fever", "spreading"])
def test_all_are_well_answers_a_question_whose_no_is_harmless(screener: Screener, question: str) -> None:
    result, _ = screener.screen("nei, hun er frisk", screener.ask(None, question))
    assert (result["answered"], result["level"]) == (question, "GREEN")


@pytest.mark.parametrize(
    ("text", "seen", "number"),
    [
        ("han slipper oss ikkje inn", ("described_red", "described_maybe"), "112"),
        ("det renner blod fra hodet hans", ("described_red", "described_urgent"), "113"),
        ("han er slapp og svarer ikke", ("described_red", "described_maybe"), "113"),
    ],
)
def test_a_likeness_the_layer_doubts_does_not_take_the_place_of_an_acute_crisis(
    screener: Screener, text: str, seen: tuple[str, ...], number: str
) -> None:
    _, state = play(screener, "samboeren slår meg akkurat nå")
    _, state = screener.screen(text, state, hold=True)
    likeness = Description(seen, 0, 3, True, {"red": 0.5, "not_green": 0.5, "urgent": 0.3}, (), True)
    assert screener.settle(text, state, likeness)[0]["emergency"] == number


def test_what_to_say_tomorrow_does_not_send_the_child_there(screener: Screener) -> None:
    told = "datteren min på 5 fortalte i dag at morfar har tatt på tissen hennes"
    for text, number in (("kva skal eg seie til ho i morgon?", "116117"), ("hun skal dit i morgen", "112")):
        _, state = play(screener, told)
        assert screener.screen(text, screener.ask(state, "child_safe_now"))[0]["emergency"] == number
