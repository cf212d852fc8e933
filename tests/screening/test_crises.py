"""The crises: level and number of each wording, what the messages hold and never hold, what is asked."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from screening import Screener
from screening.protocol_models import LevelEntry, Rule

ROWS = Path(__file__).parents[1] / "data" / "rows" / "crises.jsonl"
IDS = [f"PC-{number:02d}" for number in range(1, 26)]
FIRST_ACT = re.compile(r"112|113|116 11[17]|Legg barnet|Lay your child|Få ein? edru|Get a sober|trygg|Ikke vær alene|Ikkje ver|Do not be alone|hos barnet|with the child|Ikke reis|Ikkje reis|Do not travel|Gå ut|Leave|rett av deg|right to say|mer enn fem|meir enn fem|more than five|Skjer det|something is happening|Legg babyen|Lay your baby|tungt å være redd|tungt å vere redd|hard to be afraid|Takk|Thank|Det er bra|It is good")  # fmt: skip
SPELLED = {"112": "112", "113": "113", "116117": "116 117", "116111": "116 111"}
FORBIDDEN = [
    "jeg forstår hvordan du har det", "hvorfor", "anonymt her", "blir ikke sagt videre", "ingen får vite", "lover", "tenk på barna dine",
    "vi melder", "melde deg", "bekymringsmelding", "du har ocd", "du er ikke farlig", "vent og se", "det går over", "fremst i køen",
]  # fmt: skip
BOKMAAL = {
    "jeg",
    "ikke",
    "hun",
    "hva",
    "hvem",
    "hvor",
    "hvordan",
    "noe",
    "noen",
    "mer",
    "fra",
    "nå",
    "barnet?",
}


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines() if line]


def entries(rule: Rule) -> list[tuple[LevelEntry, dict[str, str | None]]]:
    """Each level of a rule with the text a parent is shown at it."""
    found = []
    for entry in rule.levels:
        message = entry.message or rule.message
        assert message, rule.id
        found.append((entry, {"nb": message.nb, "nn": message.nn, "en": message.en}))
    return found


@pytest.mark.parametrize("row", [r for r in rows() if "crisis_level" in r], ids=lambda r: r["text"][:50])
def test_level_and_number_of_a_wording(screener: Screener, row: dict[str, Any]) -> None:
    result, _ = screener.screen(row["text"], None)
    fired = {one["rule"]: one for one in result["crisis"]}
    assert fired[row["rule"]]["level"] == row["crisis_level"]
    if "number" in row:
        assert fired[row["rule"]]["number"] == row["number"]
        assert result["emergency"] is not None


def test_every_crisis_has_wordings_on_both_sides() -> None:
    told = Counter((row["rule"], row["fires"]) for row in rows() if "rule" in row)
    for rule in IDS:
        assert told[(rule, True)] >= 5 and told[(rule, False)] >= 2, rule
        assert told[(rule, True)] + told[(rule, False)] >= 8, rule


def test_every_row_of_the_table_is_a_crisis_rule(screener: Screener) -> None:
    crises = {id for id, rule in screener.protocol.rules.items() if rule.crisis}
    assert crises == set(IDS)


@pytest.mark.parametrize("id", IDS)
def test_messages_name_their_number_first_act_and_nothing_forbidden(screener: Screener, id: str) -> None:
    rule = screener.protocol.rules[id]
    for entry, texts in entries(rule):
        for language, text in texts.items():
            assert text, (id, language)
            number = entry.number or rule.number
            if number and entry.level in {"RED", "ORANGE"}:
                assert SPELLED[number] in text, (id, entry.level, language)
            assert FIRST_ACT.search(text.splitlines()[0]), (id, language, text.splitlines()[0])
            assert not [word for word in FORBIDDEN if word in text.lower()], (id, language)
            assert len(text.split()) <= 100, (id, language)


@pytest.mark.parametrize("id", IDS)
def test_a_red_message_gives_the_number_within_three_short_sentences(screener: Screener, id: str) -> None:
    rule = screener.protocol.rules[id]
    for entry, texts in entries(rule):
        if entry.level == "RED":
            start = " ".join(re.split(r"(?<=[.!?])\s+", texts["nb"] or "")[:3])
            assert SPELLED[str(entry.number or rule.number)] in start, (id, start)


@pytest.mark.parametrize("id", IDS)
def test_nynorsk_messages_are_nynorsk(screener: Screener, id: str) -> None:
    for _, texts in entries(screener.protocol.rules[id]):
        words = {word.strip(".,:;?!«»()").lower() for word in (texts["nn"] or "").split()}
        assert not words & BOKMAAL, (id, words & BOKMAAL)


def test_violence_now_is_short_and_helps_somebody_who_cannot_speak(screener: Screener) -> None:
    rule = screener.protocol.rules["PC-06"]
    assert rule.message and len(rule.message.nb.split()) <= 50
    assert "Kan du ikke snakke" in rule.message.nb
    assert "sms" not in rule.message.nb.lower()
    assert "Skjul chatten" in rule.message.nb


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("jeg vil ikke leve mer", "suicide_plan_q"),
        ("jeg får bilder i hodet av at jeg skader babyen", "harm_done"),
        ("holder på å klikke på ungen", "child_hurt"),
        ("han pleier å slå når han drikker", "safe_now"),
        ("han sier at pappa slår", "child_safe_now"),
        ("jeg har drukket for mye", "sober_adult"),
        ("toåringen er helt alene i leiligheten", "child_reach"),
        ("hun er borte", "missing_q"),
        ("har panikkanfall nå", "chest_pain"),
    ],
)
def test_what_tells_crises_apart_is_asked(screener: Screener, text: str, question: str) -> None:
    result, _ = screener.screen(text, None)
    assert question in result["ask"], result["ask"]


@pytest.mark.parametrize(
    ("text", "question", "answer", "rule", "level"),
    [
        ("jeg vil ikke leve mer", "suicide_plan_q", "ja", "PC-04", "RED"),
        ("han pleier å slå når han drikker", "safe_now", "nei", "PC-06", "RED"),
        ("jeg får bilder i hodet av at jeg skader babyen", "voices", "ja", "PC-10", "RED"),
        ("holder på å klikke på ungen", "child_hurt", "ja", "PC-03", "RED"),
        ("han sier at pappa slår", "child_safe_now", "nei", "PC-09", "RED"),
        ("jeg har drukket for mye", "sober_adult", "nei", "PC-12", "ORANGE"),
        ("toåringen er helt alene i leiligheten", "child_reach", "nei", "PC-13", "RED"),
        ("hun er borte", "missing_q", "ja", "PC-16", "RED"),
        ("har panikkanfall nå", "chest_pain", "vet ikke", "PC-24", "RED"),
    ],
)
def test_the_answer_decides(
    screener: Screener, text: str, question: str, answer: str, rule: str, level: str
) -> None:
    _, state = screener.screen(text, None)
    result, _ = screener.screen(answer, screener.ask(state, question))
    assert result["answered"] == question
    assert {one["rule"]: one["level"] for one in result["crisis"]}.get(rule) == level


def test_a_reassuring_answer_raises_nothing(screener: Screener) -> None:
    _, state = screener.screen("han pleier å slå når han drikker", None)
    result, _ = screener.screen("ja, vi er trygge", screener.ask(state, "safe_now"))
    assert "PC-06" not in {one["rule"] for one in result["crisis"]}


def test_somebody_who_tells_of_a_suicidal_child_or_partner_gets_words_for_helpers(screener: Screener) -> None:
    for text in ("Mannen min sier han ikke vil leve lenger", "datteren min på 14 sier hun vil dø"):
        result, _ = screener.screen(text, None)
        assert result["show"]["level"] == "ORANGE"
        show = result["show"]
        shown = screener.message(show["rule"], "nb", level=show["level"], variant=show["variant"])
        assert "116 117" in shown and "den det gjelder" in shown, text


def number_and_rules(screener: Screener, *messages: str) -> tuple[str | None, set[str]]:
    state, rules = None, set[str]()
    for text in messages:
        result, state = screener.screen(text, state)
        rules |= {one["rule"] for one in result["crisis"]}
    return result["emergency"], rules


@pytest.mark.parametrize(
    "text",
    [
        "hun er halvannet år og er bare slapp", "eg har berre vore slapp sidan måndag", "helst slapp jeg å rydde i dag", "bare slapp av, sier svigermor",
        "jeg skriver til dere for å si at natta gikk bedre", "jeg savner mannen min siden han reiste offshore", "en gutt sier at maten er god",
    ],
)  # fmt: skip
def test_limp_and_missed_are_no_wish_to_die_and_nobody_lost(screener: Screener, text: str) -> None:
    assert number_and_rules(screener, text) == (None, set())


@pytest.mark.parametrize("text", ["eg vil berre dau", "æ vil bare dau", "babyen e heilt dau i kroppen"])
def test_the_dialect_word_for_dead_is_still_read(screener: Screener, text: str) -> None:
    assert number_and_rules(screener, text)[0] in {"113", "116117"}


@pytest.mark.parametrize(
    "text",
    [
        "morfar tok ho med på fjøset no i kveld", "eksen har tatt dem med på kino i dag", "jeg tok ham med i badekaret nå", "farmor tok begge med seg hjem i kveld så jeg får hvile",
        "pappa har dratt med ungene på skøytebanen nå", "dad took them to the playground just now", "no sit han heilt i ro og ser på oss", "vi tek henne med til besteforeldra i Danmark til sommaren",
    ],
)  # fmt: skip
def test_taken_along_is_not_taken_away(screener: Screener, text: str) -> None:
    assert "PC-17" not in number_and_rules(screener, text)[1]


@pytest.mark.parametrize(
    ("messages", "level"),
    [
        (["barnefaren har tatt med seg jenta til flyplassen nå"], "RED"),
        (["eksen sit på flytoget med ungane, han har fått pass til dei utan at eg visste det"], "RED"),
        (["he has the kids at the airport and their flight leaves tonight"], "RED"),
        (["redd faren skal ta guten ut av landet", "dei reiser til Egypt i kveld"], "RED"),
        (["mamma'n har tatt dem med seg over grensa i dag"], "RED"),
        (["eksen har tatt passene til barna"], "ORANGE"),
        (["mora leverte ho ikkje tilbake etter samvær i Danmark"], "ORANGE"),
        (["han nekter å sende dem hjem igjen fra Irak"], "ORANGE"),
        (["my ex refuses to bring my daughter back from Spain"], "ORANGE"),
        (["han tok ungene og forsvant"], "ORANGE"),
        (["faren har dratt med ungene og svarer ikke"], "ORANGE"),
        (["redd faren skal ta guten ut av landet", "bestemor kommer hit nå i kveld"], "ORANGE"),
    ],
)
def test_a_child_that_may_leave_the_country_is_urgent_and_on_the_way_is_112(
    screener: Screener, messages: list[str], level: str
) -> None:
    state = None
    for text in messages:
        _, state = screener.screen(text, state)
    assert state is not None and state["crisis"]["PC-17"] == [level, "112"]


@pytest.mark.parametrize(
    "messages",
    [
        ["jeg orker ikke leve mer", "jeg har samlet tabletter i nattbordet"],
        ["eg har skrive brev til barna og ordna forsikringa"],
        ["i want to die and i have the pills here"],
    ],
)
def test_a_plan_of_ones_own_begins_with_113_and_asks_for_company(
    screener: Screener, messages: list[str]
) -> None:
    state = None
    for text in messages:
        result, state = screener.screen(text, state)
    shown = result["show"]
    said = screener.message(shown["rule"], "nb", level=shown["level"], variant=shown["variant"])
    assert result["emergency"] == "113" and said.startswith("Ring 113 nå.") and "116 117" not in said
    assert "våkne hos deg" in said
    result, _ = screener.screen("takk for at dere finnes, jeg trenger ingenting mer", state)
    assert "113" in screener.message("PC-04", "nb", False, level="RED", variant=result["show"]["variant"])


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("jenta mi på 13 seier ho vil døy", "teen_plan"),
        ("sønnen min på seksten skriver at alt hadde vært bedre uten ham", "teen_plan"),
        ("samboeren min sier han ikke orker å leve", "plan_q"),
        ("kona mi vil ikke leve lenger", "plan_q"),
        ("jeg vil ikke leve", "suicide_plan_q"),
        ("i want to die", "suicide_plan_q"),
    ],
)
def test_the_question_is_about_whoever_wants_to_die(screener: Screener, text: str, question: str) -> None:
    result, _ = screener.screen(text, None)
    assert [one for one in result["ask"] if one in {"teen_plan", "plan_q", "suicide_plan_q"}] == [question]


@pytest.mark.parametrize(
    "answer",
    [
        "nei det gjelder datteren min", "det gjelder ikke meg, det gjelder sønnen min", "det handlar om guten min", "ikke meg, jenta mi", "nei det e itj mæ, det e jenta mi",
        "not me, my son", "it is about my daughter",
    ],
)  # fmt: skip
def test_an_answer_about_somebody_else_is_no_no(screener: Screener, answer: str) -> None:
    _, state = screener.screen("vil ikke leve mer", None)
    result, state = screener.screen(answer, screener.ask(state, "suicide_plan_q"))
    assert (result["answers"]["suicide_plan_q"], result["ask"]) == ("child", ["teen_plan"])
    result, _ = screener.screen("ja", screener.ask(state, "teen_plan"))
    assert result["emergency"] == "113"


def test_what_is_found_at_a_suicidal_child_is_told_about_the_child(screener: Screener) -> None:
    _, state = screener.screen("datteren min på 15 sier hun vil dø", None)
    result, _ = screener.screen("nå fant jeg et tau på rommet", state)
    shown = result["show"]
    said = screener.message(shown["rule"], "nb", level=shown["level"], variant=shown["variant"])
    assert result["emergency"] == "113" and "Ring 113 nå" in said and "du tenker å bruke" not in said


@pytest.mark.parametrize(
    ("messages", "warned"),
    [
        (
            [
                "litt i laget i kveld, kos med vin",
                "babyen på to måneder ligger her i sofaen ved siden av meg",
            ],
            True,
        ),
        (["eg har tatt nokre pils, vesla søv oppå meg i stolen"], True),
        (["i had some wine and the baby is asleep on my chest"], True),
        (["koser meg med et glass vin, ungene sover på rommet"], False),
        (["babyen ligger ved siden av meg i sofaen og drikker andre flaske melk"], False),
    ],
)
def test_a_little_to_drink_and_a_baby_on_the_sofa_is_said_and_asked(
    screener: Screener, messages: list[str], warned: bool
) -> None:
    state = None
    for text in messages:
        result, state = screener.screen(text, state)
    shown = result["show"]
    assert (shown is not None and shown["rule"] == "PC-12", "carer_q" in result["ask"]) == (warned, warned)
    if warned:
        said = screener.message("PC-12", "nb", level="YELLOW", variant=shown["variant"])
        assert said.startswith("Legg babyen på ryggen i egen seng nå")
        result, _ = screener.screen("ja", screener.ask(state, "carer_q"))
        assert result["emergency"] == "116111"


def test_who_is_abroad_is_told_that_the_numbers_there_are_not_norways(screener: Screener) -> None:
    for entry, texts in entries(screener.protocol.rules["PC-13"]):
        if not entry.quiet:
            assert "i et annet land" in (texts["nb"] or "") and "in another country" in (texts["en"] or "")


def test_the_short_line_of_violence_names_no_doctor(screener: Screener) -> None:
    for language in ("nb", "nn", "en"):
        for variant in range(4):
            line = screener.message("PC-07", language, full=False, level="YELLOW", variant=variant)
            assert "112" in line and "lege" not in line, line
    assert "lege" in screener.message("FE-08", "nb", full=False, level="YELLOW")


def test_a_temperature_is_the_childs_though_the_writer_is_at_work(screener: Screener) -> None:
    text = "hun på åtte gråter når hun tisser, 38,5. jeg sitter på jobb"
    assert screener.screen(text, None)[0]["level"] == "YELLOW"
