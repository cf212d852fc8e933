"""The gate before the calming strategies, choosing one, and what the loader refuses."""

import copy
from pathlib import Path

import pytest
import yaml

from content.errors import ContentError
from content.strategies import MAX_STEPS, Strategies, gate_open

RESOURCES = Path(__file__).parents[2] / "resources"
CALM = {"level": "GREEN", "crisis": [], "screened": True, "declined": False, "veileder_here": False}
CARD = {
    "id": "CRY-X",
    "group": "graat",
    "themes": ["smabarnsutfordringer"],
    "title": {"nb": "Tittel", "nn": "Tittel"},
    "offer": {"nb": "Vil du?", "nn": "Vil du?"},
    "when_not": {"ids": ["PC-01"], "text": {"nb": "Ikke nå", "nn": "Ikkje no"}},
    "steps": [{"nb": "Ett", "nn": "Eitt"}],
    "stop": {"nb": "Skriv stopp", "nn": "Skriv stopp"},
    "evidence": "B",
    "sources": [{"url": "https://helsenorge.no", "date": None}],
    "checked": "2026-11-22",
    "approved_by": None,
    "review_by": "2027-05-22",
}


@pytest.fixture(scope="module")
def strategies() -> Strategies:
    return Strategies.load(RESOURCES)


def load(tmp_path: Path, *cards: dict[str, object]) -> Strategies:
    folder = tmp_path / "strategies"
    folder.mkdir(exist_ok=True)
    text = yaml.safe_dump({"strategies": list(cards)}, allow_unicode=True, default_style='"')
    (folder / "a.yaml").write_text(
        text.replace('!!null "null"', "null").replace('!!bool "true"', "true"), "utf-8"
    )
    return Strategies.load(tmp_path)


def test_gate_is_open_only_when_everything_is_calm() -> None:
    assert gate_open(CALM) == (True, "")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"level": "RED"}, "urgent"),
        ({"level": "ORANGE"}, "urgent"),
        ({"urgent": True}, "urgent"),
        ({"crisis": [{"rule": "PC-01", "level": "ORANGE"}]}, "crisis"),
        ({"crisis": [{"rule": "PC-04", "level": "RED"}]}, "crisis"),
        ({"crisis": [{"rule": "PC-07", "level": "YELLOW"}]}, "crisis"),
        ({"crisis": [{"rule": "PC-24", "level": "RED"}]}, "crisis"),
        ({"screened": False}, "not_screened"),
        ({"declined": True}, "declined"),
        ({"veileder_here": True}, "veileder_here"),
    ],
)
def test_gate_closes_for_each_single_reason(change: dict[str, object], reason: str) -> None:
    assert gate_open(CALM | change) == (False, reason)


def test_gate_opens_for_a_panic_attack_that_is_not_red() -> None:
    assert gate_open(CALM | {"crisis": [{"rule": "PC-24", "level": "YELLOW"}]}) == (True, "")


@pytest.mark.parametrize("missing", ["level", "screened"])
def test_gate_stays_closed_when_it_is_not_told_enough(missing: str) -> None:
    facts = {key: value for key, value in CALM.items() if key != missing}
    assert gate_open(facts) == (False, "not_screened")


def test_every_card_is_whole_in_both_written_norwegians(strategies: Strategies) -> None:
    assert len(strategies.cards) >= 22
    for card in strategies.cards:
        parts = [card.title, card.offer, card.stop, card.when_not.text, *card.steps]
        assert all(part.nb and part.nn for part in parts), card.id
        assert len(card.steps) <= MAX_STEPS
        assert card.when_not.ids, card.id


@pytest.mark.parametrize("id", ["CRY-STOP", "ANX-1", "EXH-1", "CRY-WALK"])
def test_the_most_used_cards_exist_in_english(strategies: Strategies, id: str) -> None:
    card = strategies.get(id)
    assert all(part.en for part in (card.title, card.offer, card.stop, *card.steps))


def test_a_card_is_in_english_wholly_or_not_at_all(strategies: Strategies) -> None:
    for card in strategies.cards:
        parts = (card.title, card.offer, card.stop, *card.steps)
        assert len({bool(part.en) for part in parts}) == 1, card.id


def test_every_theme_with_something_calming_has_it_in_english(strategies: Strategies) -> None:
    themes = {theme for card in strategies.cards for theme in card.themes}
    english = {
        theme
        for card in strategies.cards
        if card.offer.en and not card.words_required
        for theme in card.themes
    }
    assert themes == english


def test_nynorsk_is_nynorsk(strategies: Strategies) -> None:
    bokmaal = {
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
        "etterpå?",
    }
    for card in strategies.cards:
        for part in [card.title, card.offer, card.stop, card.when_not.text, *card.steps]:
            words = {w.strip(".,:;?!«»()").lower() for w in (part.nn or "").split()}
            assert not words & bokmaal, (card.id, part.nn)


def test_offers_are_not_all_the_same_words(strategies: Strategies) -> None:
    offers = [card.offer.nb for card in strategies.cards]
    assert len(set(offers)) == len(offers)


def test_what_the_parent_wrote_chooses_within_a_theme(strategies: Strategies) -> None:
    def chosen(text: str) -> str:
        card = strategies.for_themes(["smabarnsutfordringer"], text=text)
        assert card
        return card.group

    assert chosen("han gråter og gråter") == "graat"
    assert chosen("hun våkner ti ganger hver natt og sover ikke") == "soevn"
    assert chosen("han vil ikke ta flaska") == "mat"


def test_cards_about_anger_come_only_when_anger_is_mentioned(strategies: Strategies) -> None:
    def ids(text: str) -> list[str]:
        seen: list[str] = []
        while card := strategies.for_themes(["barn_over_to"], seen, text=text):
            seen.append(card.id)
        return seen

    assert "ANG-1" not in ids("leggingen tar tre timer")
    assert ids("jeg blir så sint på treåringen")[0] in {"CRY-STOP", "ANG-1"}


def test_the_surest_theme_goes_first_and_nothing_is_offered_twice(strategies: Strategies) -> None:
    first = strategies.for_themes(["uro_engstelse", "trist_lei"])
    assert first and first.group == "uro"
    second = strategies.for_themes(["uro_engstelse"], {first.id})
    assert second and second.id != first.id
    everything = {card.id for card in strategies.cards}
    assert strategies.for_themes(["uro_engstelse"], everything) is None


@pytest.mark.parametrize("theme", ["skade_eget_barn", "overgrep_vold_hjemmet", "fysiske_helseplager"])
def test_some_themes_have_nothing_calming(strategies: Strategies, theme: str) -> None:
    assert strategies.for_themes([theme], text="sint redd gråter") is None


def test_a_card_that_is_wrong_now_is_passed_over(tmp_path: Path) -> None:
    strategies = load(tmp_path, CARD)
    assert strategies.for_themes(["smabarnsutfordringer"], holding=["BR-01"]) is not None
    assert strategies.for_themes(["smabarnsutfordringer"], holding=["PC-01"]) is None


def test_unknown_strategy_names_its_id(strategies: Strategies) -> None:
    with pytest.raises(KeyError, match="NOPE-1"):
        strategies.get("NOPE-1")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"stepps": []}, "mente du «steps»"),
        ({"steps": [{"nb": "Steg", "nn": "Steg"}] * (MAX_STEPS + 1)}, "steps"),
        ({"evidence": "Z"}, "evidence"),
        ({"review_by": "snart"}, "dato"),
        ({"sources": []}, "sources"),
    ],
)
def test_a_card_that_breaks_a_rule_is_refused_with_its_line(
    tmp_path: Path, change: dict[str, object], told: str
) -> None:
    with pytest.raises(ContentError) as caught:
        load(tmp_path, CARD | change)
    assert told in str(caught.value)
    assert all(problem.line > 0 and problem.file == "a.yaml" for problem in caught.value.problems)


def test_the_same_id_twice_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="to ganger"):
        load(tmp_path, CARD, copy.deepcopy(CARD))
    with pytest.raises(ContentError, match="ingen filer"):
        Strategies.load(tmp_path / "nothing")


def test_an_older_child_is_not_laid_on_the_back(strategies: Strategies) -> None:
    text = "jeg blir så sint at jeg brøler"
    young, older = (strategies.for_themes(["barn_over_to"], text=text, age_months=age) for age in (20, 84))
    assert (young and young.id, older and older.id != "CRY-STOP") == ("CRY-STOP", True)
    unknown = strategies.for_themes(["barn_over_to"], text=text)
    assert unknown is not None
    assert unknown.id == "CRY-STOP"


def test_talks_with_teenagers_are_for_teenagers(strategies: Strategies) -> None:
    seen: list[str] = []
    while card := strategies.for_themes(["barn_over_to"], seen, text="tenåring ungdom skole", age_months=48):
        seen.append(card.id)
    assert not {"TEEN-1", "TEEN-2", "TEEN-4", "SCH-1"} & set(seen)
