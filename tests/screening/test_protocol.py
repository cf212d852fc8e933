"""Every slip in the protocol is told with file and line, all at once, and nothing half-checked is used."""

import re
import runpy
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from screening import ProtocolError, Screener
from screening.conditions import ConditionError, parse_condition
from screening.language.lexicon import load_lexicon
from screening.protocol import read_protocol

RESOURCES = Path(__file__).parents[2] / "resources"
SMALL = Path(__file__).parents[1] / "data" / "small_protocol"
RULE = """
signs:
  - {id: prove, label: Prøve, patterns: ["prøveord her"]}
rules:
  - id: ZZ-01
    title: Prøve
    levels:
      - {level: YELLOW, when: prove}
    message: {nb: Ring legen i dag.}
    sources: [NIMN32]
    verification: U
    checked: "2026-11-22"
    review_by: "2027-05-22"
"""


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str], list[str]]:
    """Writes a topic file beside a small protocol and gives the problems of the whole."""
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)

    def load(text: str) -> list[str]:
        (tmp_path / "protocol" / "zz_prove.yaml").write_text(text, encoding="utf-8")
        try:
            Screener.load(tmp_path)
        except ProtocolError as error:
            return [str(problem) for problem in error.problems]
        return []

    return load


def test_the_real_protocol_has_no_problems() -> None:
    assert Screener.read(RESOURCES)[1] == []


def spoken(node: Any) -> Iterator[str]:
    """Everything under a protocol file's language keys: what a parent may be shown."""
    if isinstance(node, dict):
        for key, value in node.items():
            said = value if key in {"nb", "nn", "en"} else None
            yield from [said] if isinstance(said, str) else said if isinstance(said, list) else spoken(value)
    elif isinstance(node, list):
        for value in node:
            yield from spoken(value)


def test_no_fixed_text_promises_a_place_or_a_veileder() -> None:
    """They read the same with the chat closed and with nobody there, so none speaks of the queue or of who reads."""
    promise = re.compile(
        r"\bkø(en)?\b|plassen din|ve(il|gl)ei|rettleiar|menneske les|queue|your place|counsellor|will read",
        re.IGNORECASE,
    )
    files = [path.read_text(encoding="utf-8") for path in (RESOURCES / "protocol").glob("*.yaml")]
    said = [text for file in files for text in spoken(yaml.safe_load(file))]
    assert len(said) > 500
    assert [text for text in said if promise.search(text)] == []


def test_a_new_topic_file_is_used_at_once(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    (tmp_path / "protocol" / "zz_prove.yaml").write_text(RULE, encoding="utf-8")
    result, _ = Screener.load(tmp_path).screen("hun sa prøveord her", None)
    assert "ZZ-01" in {one["rule"] for one in result["findings"]}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("when: prove}", "when: proves}"),
            "zz_prove.yaml:8  Tegnet «proves» finnes ikke, mente du «prove»?",
        ),
        (("sources: [NIMN32]", "sources: [NIMN322]"), "Kilden «NIMN322» finnes ikke, mente du «NIMN32»?"),
        (("title: Prøve", "titel: Prøve"), "zz_prove.yaml:6  Ukjent felt «titel», mente du «title»?"),
        (("level: YELLOW", "level: GUL"), "zz_prove.yaml:8  «level» er «GUL», men må være en av"),
        (('"prøveord her"', '"prøveord [her"'), "zz_prove.yaml:3  Mønsteret «prøveord [her»"),
        (('"prøveord her"', '"@ordliste her"'), "Ordlisten @ordliste finnes ikke"),
        (("id: ZZ-01", "id: BR-01"), "Regelen «BR-01» finnes allerede i breathing.yaml"),
        (("id: prove,", "id: no_contact,"), "Tegnet «no_contact» finnes allerede i breathing.yaml"),
        (("message: {nb: Ring legen i dag.}", "first_aid: hlr"), "Førstehjelpen «hlr» finnes ikke"),
        (("    message: {nb: Ring legen i dag.}\n", ""), "ZZ-01 mangler «message»"),
        (("when: prove}", 'when: "alder < 3"}'), "Faktaet «alder» finnes ikke"),
        (("when: prove}", "when: {alle: [prove]}}"), "«alle» er ukjent. Bruk all, any eller none."),
        (('checked: "2026-11-22"', 'checked: "i går"'), "«checked» skal være en dato"),
        (("verification: U", "verification: no"), "YAML leser «no» som ja/nei"),
        (("label: Prøve,", "label: Prøve, question: finnesikke,"), "Spørsmålet «finnesikke» finnes ikke"),
    ],
)
def test_a_slip_is_explained(broken: Callable[[str], list[str]], change: tuple[str, str], said: str) -> None:
    found = broken(RULE.replace(*change))
    assert any(said in problem for problem in found), found


def test_all_slips_come_at_once(broken: Callable[[str], list[str]]) -> None:
    slips = (
        RULE.replace("when: prove}", "when: proves}")
        .replace("NIMN32", "NIMN99")
        .replace('"prøveord her"', '"[her"')
    )
    assert len(broken(slips)) == 3


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    (tmp_path / "protocol" / "questions.yaml").unlink()
    with pytest.raises(ProtocolError, match=r"questions\.yaml:1  Filen mangler"):
        Screener.load(tmp_path)


def test_a_spelling_with_two_meanings_is_a_problem(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    (tmp_path / "language" / "zz.yaml").write_text("words:\n  hund: [ikkje]\n  katt: nei\n", encoding="utf-8")
    with pytest.raises(ProtocolError, match="«ikkje» leder både til «ikke» og «hund»"):
        Screener.load(tmp_path)


@pytest.mark.parametrize(
    ("when", "signs", "facts", "holds"),
    [
        ("feber", {"feber"}, {}, True),
        ("age_months < 3", set(), {"age_months": 2.9}, True),
        ("age_months < 3", set(), {"age_months": 3.0}, False),
        ("age_months < 3", set(), {"age_months": None}, False),
        ("age_months unknown", set(), {"age_months": None}, True),
        ("temperature known", set(), {"temperature": 38.0}, True),
        ({"all": ["feber", "temperature >= 39.5"]}, {"feber"}, {"temperature": 39.5}, True),
        ({"any": ["hoste", {"none": ["feber"]}]}, set(), {}, True),
        ({"any": ["hoste", {"none": ["feber"]}]}, {"feber"}, {}, False),
    ],
)
def test_conditions(when: object, signs: set[str], facts: dict[str, float | None], holds: bool) -> None:
    assert parse_condition(when).holds(frozenset(signs), facts) is holds


@pytest.mark.parametrize(
    "when", [None, [], {}, {"all": []}, {"all": "x"}, "Feber < x", {"a": ["b"], "c": ["d"]}, 3]
)
def test_wrong_conditions_are_refused(when: object) -> None:
    with pytest.raises(ConditionError):
        parse_condition(when)


def test_the_commands_for_staff_speak(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(RESOURCES.parent)
    monkeypatch.setattr(sys, "argv", ["try", "hun puster ikke", "i fjor hadde han krampe"])
    with pytest.raises(SystemExit) as stopped:
        runpy.run_module("screening.try", run_name="__main__")
    said = capsys.readouterr().out
    assert stopped.value.code == 0
    assert "TELLER: not_breathing" in said and '"level": "RED"' in said and "past" in said
    with pytest.raises(SystemExit) as stopped:
        runpy.run_module("screening.check", run_name="__main__")
    assert stopped.value.code == 0 and "0 problemer" in capsys.readouterr().out


def test_one_slip_in_a_file_that_others_lean_on_is_one_sentence(tmp_path: Path) -> None:
    shutil.copytree(Path("resources") / "protocol", tmp_path / "protocol")
    file = tmp_path / "protocol" / "breathing.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("level: RED", "level: ROD", 1), encoding="utf-8")
    _, [problem] = read_protocol(tmp_path)
    assert "«level» er «ROD»" in str(problem)


# Looked at one by one: the protocol writes both, never side by side, and they mean the same there or stand where they do no harm.
SAME = {
    "amme", "arg", "aua", "bhg", "born", "brekk", "bæsja", "daue", "di", "dokke", "drege", "etet", "feb", "glaset", "grauten", "gråta",
    "grøten", "hade", "hengje", "hennar", "høgare", "høgere", "høgre", "ibuprofen", "illsint", "kontakten", "langt", "leik",
    "mamman", "mjølka", "morgon", "morran", "nase", "pappan", "pillan", "piss", "ramlat", "raude", "røde", "sitte", "skjønar", "skreik",
    "sleppe", "smerten", "snakk", "springe", "straumen", "strømmen", "svelga", "svelgt", "svevnen", "svima", "svime",
    "temperaturen", "trekkje", "trudd", "trækker", "vakn", "vara", "vett", "voldtekt", "våkn", "værra",
}  # fmt: skip


def places_in_patterns(screener: Screener) -> list[set[str]]:
    """The words that may stand in one place: of each word list, and of each place of each pattern with the lists it names."""
    lists = {
        name: {word for word in words if " " not in word}
        for name, words in screener.protocol.vocabulary.items()
    }
    found = [*lists.values()]
    for sign in screener.protocol.signs.values():
        for pattern in [*sign.patterns, *sign.not_in]:
            for piece in re.sub(r"[\[\]{}~]", " ", pattern).split():
                words = {*piece.split("|")}
                found.append(words.union(*(lists[word[1:]] for word in words if word[:1] == "@")))
    return found


def test_no_word_of_the_protocol_is_led_to_another_meaning(screener: Screener) -> None:
    """A word of the spelling list also stands for its bokmål in a pattern: «dau» once made «slapp» a wish to die."""
    lexicon, _ = load_lexicon(RESOURCES)
    places = places_in_patterns(screener)
    written = set().union(*places)
    led = {word: to[0] for word, to in lexicon.words.items() if len(to) == 1 and to[0] != word}
    strange = set()
    for word, to in led.items():
        if word in written and to in written:
            beside = [words for words in places if word in words]
            alone = any(not stands_for(to, words) for words in beside)
            strange |= {word} if alone and not any(to in words for words in beside) else set()
    assert strange == SAME


def stands_for(word: str, words: set[str]) -> bool:
    """Whether one of these words of a pattern is this word, or begins it."""
    return any(word == one or (one.endswith("*") and word.startswith(one[:-1])) for one in words)
