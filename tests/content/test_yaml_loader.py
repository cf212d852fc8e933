"""Every slip an editor can make is explained in Norwegian, with its line, and all at once."""

from pathlib import Path

import pytest

from content.models import Localised, Reviewed, Strict, check_model, parse_model
from content.yaml_loader import Problem, load_yaml, load_yaml_text


def messages(text: str) -> list[str]:
    return [str(problem) for problem in load_yaml_text(text, "fil.yaml").problems]


def test_plain_content_keeps_its_values_and_lines() -> None:
    data, lines, problems = load_yaml_text('a: "113"\nb:\n  - c: 2\n    d: null\n  - 1.5\n', "fil.yaml")
    assert data == {"a": "113", "b": [{"c": 2, "d": None}, 1.5]}
    assert (lines[("a",)], lines[("b", 0, "d")], lines[("b", 1)]) == (1, 4, 5)
    assert problems == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("svar: no", 'fil.yaml:1  YAML leser «no» som ja/nei. Skriv "no".'),
        ("nr: 0301", 'fil.yaml:1  Tallet «0301» begynner med 0 og ville blitt et annet tall. Skriv "0301".'),
        (
            "tid: 15:30",
            'fil.yaml:1  «15:30» ville blitt lest som et tall. Sett klokkeslett i hermetegn: "15:30".',
        ),
        ("dato: 2026-11-22", 'fil.yaml:1  Sett datoen i hermetegn: "2026-11-22".'),
        ("a: 1\nb: 2\na: 3", "fil.yaml:3  «a» står to ganger (også på linje 1). Behold én."),
        ("a: [1, 2", "fil.yaml:"),
        ("\ta: 1", "tabulator"),
        ("a: b: c", "Uventet kolon"),
        ('a: "b', "hermetegn"),
        ("a: .inf", "er ikke et tall"),
        ("a: 1_000", "ville blitt lest som et annet tall"),
        ("[a]: 1", "Nøkkelen må være et ord"),
        ("", "Filen er tom."),
        ("a: \x07", "fil.yaml:1"),
    ],
)
def test_a_slip_is_explained(text: str, said: str) -> None:
    found = messages(text)
    assert any(said in message for message in found), found


def test_an_alias_is_refused_where_it_stands() -> None:
    assert "Anker og alias" in messages("a: &x {b: 1}\nc: *x")[0]


def test_all_slips_come_at_once() -> None:
    assert len(messages("a: no\nb: 0301\nc: 15:30")) == 3


def test_quoted_traps_are_fine() -> None:
    assert load_yaml_text('a: "no"\nb: \'0301\'\nc: "15:30"', "fil.yaml") == (
        {"a": "no", "b": "0301", "c": "15:30"},
        {("a",): 1, ("b",): 2, ("c",): 3, (): 1},
        [],
    )


def test_a_missing_file_and_a_wrong_encoding_are_problems(tmp_path: Path) -> None:
    assert load_yaml(tmp_path / "borte.yaml").problems == [
        Problem("borte.yaml", 1, "Filen finnes ikke eller kan ikke leses.")
    ]
    (tmp_path / "latin.yaml").write_bytes("a: blå".encode("latin-1"))
    assert load_yaml(tmp_path / "latin.yaml").problems[0].message == "Filen er ikke lagret som UTF-8."


class Tjeneste(Strict):
    telefon: str
    tekst: Localised | None = None


class Liste(Strict):
    tjenester: list[Tjeneste]


def check(text: str) -> list[str]:
    data, lines, _ = load_yaml_text(text, "fil.yaml")
    return [str(problem) for problem in check_model(Liste, data, lines, "fil.yaml")]


def test_an_unknown_field_gets_the_nearest_one() -> None:
    said = check('tjenester:\n  - telefon: "113"\n    telfon: "112"')
    assert said == ["fil.yaml:3  Ukjent felt «telfon», mente du «telefon»?"]


def test_a_missing_field_is_named() -> None:
    assert check("tjenester:\n  - tekst: {nb: Hei}") == ["fil.yaml:2  Feltet «telefon» mangler."]


def test_a_number_where_text_belongs() -> None:
    assert check("tjenester:\n  - telefon: 113") == [
        'fil.yaml:2  «telefon» skal være tekst. Sett hermetegn rundt: "113"'
    ]


def test_a_text_where_a_list_belongs() -> None:
    assert check("tjenester: ja da") == ["fil.yaml:1  «tjenester» skal være en liste, men her står «ja da»."]


def test_dates_are_read_and_checked() -> None:
    good, problems = parse_model(
        Reviewed, {"checked": "2026-11-22", "review_by": "2027-05-22"}, {}, "fil.yaml"
    )
    assert good is not None and good.checked.year == 2026 and problems == []
    bad = check_model(Reviewed, {"checked": "22.11.2026", "review_by": "2027-05-22"}, {(): 1}, "fil.yaml")
    assert bad[0].message == '«checked» skal være en dato som "2026-11-22", men her står «22.11.2026».'


def test_a_text_falls_back_to_bokmaal() -> None:
    text = Localised(nb="Ring nå", en="Call now")
    assert [text.get(language) for language in ("nb", "nn", "en", "se")] == [
        "Ring nå",
        "Ring nå",
        "Call now",
        "Ring nå",
    ]
