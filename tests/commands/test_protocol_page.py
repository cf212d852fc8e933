from pathlib import Path

import pytest
from click.testing import CliRunner

from handoff import cli
from screening.conditions import FACTS
from screening.protocol import load_protocol
from screening.protocol_page import FACT_WORDS, single


def test_every_rule_is_on_the_page_with_what_it_rests_on() -> None:
    run = CliRunner().invoke(cli.main, ["protocol"])
    assert run.exit_code == 0, run.output
    protocol = load_protocol(Path("resources"))
    for rule in protocol.rules.values():
        assert f"## {rule.id} {rule.title}" in run.output
    for words in (
        "Ring 113",
        "alder under 3 måneder",
        "minst én av disse",
        "Kilder: [",
        "Godkjent av: ingen ennå",
    ):
        assert words in run.output
    assert "{" not in run.output


def test_every_fact_has_words() -> None:
    assert set(FACT_WORDS) == set(FACTS)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("temperature >= 38.0", "temperatur minst 38,0 grader"),
        ("age_months unknown", "alder er ukjent"),
        ("breaths > 60", "pust i minuttet over 60"),
    ],
)
def test_comparisons_in_words(text: str, words: str) -> None:
    assert single(load_protocol(Path("resources")), text) == words


def test_a_broken_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "RESOURCES", tmp_path)
    run = CliRunner().invoke(cli.main, ["protocol"])
    assert run.exit_code == 1
    assert "Filen mangler i resources/protocol/" in run.output
