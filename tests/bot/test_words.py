"""Ids in domain, rules and code have words, and the words are fit to be said."""

import re
from typing import Any

import pytest
import yaml

from bot import names
from bot.actions.steps import LISTENED_TO
from bot.flow.topics import TOPICS, WELL
from bot.settings import BOT, ROOT
from bot.wording import ALONE
from content.strategies import Strategies
from content.texts import Text, Texts
from directory.outside import OUTSIDE

RESOURCES = ROOT / "resources"
OURS = [
    id
    for path in sorted((RESOURCES / "texts").glob("bot_*.yaml"))
    for id in yaml.safe_load(path.read_text(encoding="utf-8"))
]
TEXTS = Texts.load(RESOURCES)
# said again on purpose or only once a turn beside something that changes
NUMBERS = {"110", "112", "113", "116 117", "116 111", "116 123", "116 006"}


def entry(id: str) -> Text:
    return TEXTS.entries[id]


def every(id: str) -> list[Any]:
    return [entry(id), *entry(id).variants]


def domain(key: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for path in sorted((BOT / "domain").glob("*.yml")):
        part = yaml.safe_load(path.read_text(encoding="utf-8")).get(key) or {}
        part = part if isinstance(part, dict) else dict.fromkeys(part)
        assert not set(part) & set(merged), f"{path.name}: named twice: {set(part) & set(merged)}"
        merged |= part
    return merged


def code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(BOT.rglob("*.py")))


def rules() -> list[dict[str, Any]]:
    return [
        rule
        for path in sorted((BOT / "data" / "rules").glob("*.yml"))
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
    ]


def test_every_id_that_code_or_rules_say_has_words() -> None:
    said = set(re.findall(r'"((?:utter|label|summary|service)_[a-z0-9_]+)"', code()))
    said |= {f"utter_hear_{topic}" for topic in TOPICS} | {f"label_topic_{topic}" for topic in TOPICS}
    said |= {f"utter_more_{topic}" for topic in LISTENED_TO}
    said |= {f"{id}_outside_{place}" for id in ("utter", "summary") for place in OUTSIDE}
    said |= set(domain("responses"))
    said = {id for id in said if not id.endswith("_")} - {"service_view"}
    assert said <= set(OURS), sorted(said - set(OURS))


def test_every_text_is_used() -> None:
    elsewhere = [*(BOT / "domain").glob("*.yml"), BOT.parent / "directory" / "message.py"]
    everything = code() + "".join(p.read_text(encoding="utf-8") for p in elsewhere)
    built = {f"utter_hear_{topic}" for topic in TOPICS} | {f"label_topic_{topic}" for topic in TOPICS}
    built |= {f"utter_more_{topic}" for topic in LISTENED_TO}
    built |= {f"{id}_outside_{place}" for id in ("utter", "summary") for place in OUTSIDE}
    named = {id.removesuffix(ALONE) for id in OURS}
    assert [id for id in named if id not in built and id not in everything] == []
    assert [id for id in OURS if id.removesuffix(ALONE) not in OURS] == []


@pytest.mark.parametrize("id", OURS)
def test_every_text_is_in_bokmaal_nynorsk_and_english(id: str) -> None:
    for one in every(id):
        assert one.nb and one.nn and one.en


@pytest.mark.parametrize("id", [id for id in OURS if id.startswith("utter_")])
def test_what_is_said_has_variants_that_differ(id: str) -> None:
    for language in ("nb", "nn", "en"):
        said = [one.get(language) for one in every(id)]
        assert len(said) >= 2
        assert len(set(said)) == len(said)


NOT_NYNORSK = re.compile(
    r"\b(jeg|ikke|hun|hva|hvordan|hvor|noen|noe|fra|veileder\w*|være|mer|selv|også|uke|hjem)\b", re.IGNORECASE
)
NOT_BOKMAAL = re.compile(
    r"\b(eg|ikkje|ho|kva|korleis|nokon|noko|frå|rettleiar\w*|vere|meir|sjølv|òg|veke|heim)\b", re.IGNORECASE
)


@pytest.mark.parametrize("id", OURS)
def test_nynorsk_is_nynorsk_and_bokmaal_is_bokmaal(id: str) -> None:
    for one in every(id):
        assert not NOT_NYNORSK.search(one.nn or ""), one.nn
        assert not NOT_BOKMAAL.search(one.nb), one.nb


FORBIDDEN = re.compile(
    r"kan vente\b|ikke farlig|ikkje farleg|slapp av|ta det med ro|forstår hvordan du har det|diagnose|paracet|ibux|\bmg\b"
    r"|can wait|calm down|i understand how you feel",
    re.IGNORECASE,
)


@pytest.mark.parametrize("id", OURS)
def test_nothing_soothes_promises_or_diagnoses(id: str) -> None:
    for one in every(id):
        for text in (one.nb, one.nn, one.en):
            assert not FORBIDDEN.search(text or ""), text


@pytest.mark.parametrize("id", OURS)
def test_only_known_numbers_are_named(id: str) -> None:
    for one in every(id):
        for text in (one.nb, one.nn or "", one.en or ""):
            without = text.replace("10smartetips", "").replace("10 smart", "")
            assert set(re.findall(r"\d[\d ]*\d", without)) <= NUMBERS, text


# chosen by bot/flow/waiting.py only while a veileder is there
ONLY_WITH_A_VEILEDER = {
    "utter_wait_position",
    "utter_wait_unknown",
    "utter_human",
    "utter_human_position",
    "utter_human_urgent",
}
PLACE_OR_VEILEDER = re.compile(
    r"\bkø(en)?\b|veileder|rettleiar|queue|counsellor|vente på (en|ein) v(oks|aks)en|wait for a grown-up",
    re.IGNORECASE,
)
SAID_PLAINLY = re.compile(
    r"ingen (veileder|rettleiar)|no counsellor|ikk[j]?e (vent på|love deg) (en|ein) (veileder|rettleiar)"
    r"|not (wait for|promise you) a counsellor|kan (veilederne|rettleiarane) ha plikt til å varsle|the counsellors may have a duty",
    re.IGNORECASE,
)


@pytest.mark.parametrize("id", [id for id in OURS if id.startswith("utter_")])
def test_while_nobody_is_there_no_place_and_no_veileder_is_promised(id: str) -> None:
    if id in ONLY_WITH_A_VEILEDER or id + ALONE in OURS:
        return  # has words of its own for then
    for one in every(id):
        for text in (one.nb, one.nn, one.en):
            assert not PLACE_OR_VEILEDER.search(SAID_PLAINLY.sub("", text)), text


def test_lines_of_company_stand_in_the_same_places_with_and_without_a_veileder() -> None:
    there, alone = every("utter_company"), every("utter_company" + ALONE)
    assert len(there) == len(alone)
    for language in ("nb", "nn", "en"):
        moved = {one.get(language): at for at, one in enumerate(there)}
        assert all(moved.get(one.get(language), at) == at for at, one in enumerate(alone))


def test_the_anonymity_sentence_is_always_the_same() -> None:
    fixed = (
        "Du er anonym så lenge du ikke forteller hvem du er. "
        "Ved fare for liv og helse kan veilederne ha plikt til å varsle."
    )
    assert all(fixed in one.nb for one in every("utter_anonymity"))


def test_an_assistant_never_claims_to_be_human() -> None:
    asked = ("utter_if_human", "utter_if_human_alone", "utter_if_robot", "utter_if_robot_alone")
    assert all("program" in one.nb for id in asked for one in every(id))
    for id in ("utter_if_robot", "utter_if_robot_alone"):
        assert all(
            one.nb.startswith("Ja") and one.nn.startswith("Ja") and one.en.startswith("Yes")
            for one in every(id)
        )


# --- domain, rules and code agree


def test_actions_in_the_domain_are_those_in_code() -> None:
    from rasa_sdk.executor import ActionExecutor

    executor = ActionExecutor()
    executor.register_package("bot.actions")
    assert set(domain("actions")) == set(executor.actions)


def test_slots_in_the_domain_are_those_in_code() -> None:
    in_code = {value for name, value in vars(names).items() if name.isupper() and isinstance(value, str)}
    slots = set(domain("slots"))
    assert slots <= in_code
    assert all(slot["influence_conversation"] is False for slot in domain("slots").values())


def test_every_intent_has_one_rule() -> None:
    started = [rule["steps"][0]["intent"] for rule in rules() if "intent" in rule["steps"][0]]
    assert sorted(started) == sorted(domain("intents"))


def test_every_button_is_an_intent() -> None:
    assert set(domain("intents")) >= names.BUTTON_INTENTS


INTENTS = {
    "greet",
    "goodbye",
    "thank",
    "affirm",
    "deny",
    "dont_know",
    "request_veileder",
    "ask_if_human",
    "ask_wait_time",
    "ask_anonymity",
    "ask_capabilities",
    "complain_wait",
    "repeat_please",
    "correct_answer",
    "stop_strategy",
    "ask_strategy",
    "find_service",
    "inform_kommune",
    "inform_age",
    "child_is_writing",
    "need_interpreter",
    "father_perspective",
    "ask_foreldrepakken",
    "ask_10_smarte_tips",
    "insult_assistant",
    "out_of_scope",
    "report_child_ill",
    "report_fever",
    "report_crying",
    "report_sleep",
    "report_feeding",
    "report_tantrum",
    "report_school",
    "report_teen",
    "report_exhaustion",
    "report_anxiety",
    "report_low_mood",
    "report_anger",
    "report_relationship",
    "report_samvaer",
    "report_violence",
    "report_loneliness",
    "report_money",
    "report_addiction",
    "report_services_experience",
    "report_grief",
    "report_family",
    "report_development",
    "not_about_us",
    "ask_opening_hours",
    "ask_what_to_say",
}


def examples() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted((BOT / "data" / "nlu").glob("*.yml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = [line[2:].strip() for line in group["examples"].splitlines() if line.startswith("- ")]
            found.setdefault(group["intent"], []).extend((path.name, line) for line in lines)
    return found


def test_the_data_teach_exactly_the_intents_that_parents_can_mean() -> None:
    assert set(examples()) == INTENTS
    technical = {"screening_alarm", "nlu_fallback", *names.EVENT_INTENTS.values(), *names.BY_PLAIN_WORDS}
    assert set(domain("intents")) == INTENTS | technical


def test_each_intent_lives_in_the_file_that_the_readme_names() -> None:
    readme = (BOT / "data" / "README.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| `nlu/(\w+\.yml)` \| (.+) \|$", readme, re.MULTILINE))
    for intent, lines in examples().items():
        assert {file for file, _ in lines} == {
            f for f, intents in table.items() if intent in intents.split(", ")
        }


def test_no_sentence_teaches_two_intents() -> None:
    seen: dict[str, str] = {}
    for intent, lines in examples().items():
        for _, line in lines:
            assert seen.setdefault(line.lower(), intent) == intent, line


# --- questions and strategies that the flow names exist


def test_the_core_questions_exist() -> None:
    questions = yaml.safe_load((RESOURCES / "protocol" / "questions.yaml").read_text(encoding="utf-8"))
    assert {q for topic in TOPICS.values() for q in topic.ask} - {WELL} <= {
        q["id"] for q in questions["questions"]
    }


@pytest.mark.parametrize("topic", [name for name, topic in TOPICS.items() if topic.calming])
def test_every_topic_that_may_be_calmed_has_a_strategy(topic: str) -> None:
    card = Strategies.load(RESOURCES).for_themes(TOPICS[topic].themes, text=TOPICS[topic].words)
    assert card is not None


def test_anger_is_met_with_putting_the_child_down_first() -> None:
    card = Strategies.load(RESOURCES).for_themes(TOPICS["anger"].themes, text=TOPICS["anger"].words)
    assert card is not None
    assert card.id == "CRY-STOP"
