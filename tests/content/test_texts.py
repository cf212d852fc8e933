"""Texts by id: languages, variants, filled-in values, and what the loader refuses."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from content.errors import ContentError
from content.texts import Texts
from content.yaml_loader import load_yaml

REVIEW = '  checked: "2026-11-22"\n  approved_by: null\n  review_by: "2027-05-22"\n'


def load(tmp_path: Path, **files: str) -> Texts:
    folder = tmp_path / "texts"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Texts.load(tmp_path)


def test_language_falls_back_to_bokmaal(tmp_path: Path) -> None:
    texts = load(tmp_path, a=f"hei:\n  nb: Hei, hvordan går det?\n  nn: Hei, korleis går det?\n{REVIEW}")
    assert texts.get("hei", "nn") == "Hei, korleis går det?"
    assert texts.get("hei", "en") == texts.get("hei", "nb") == "Hei, hvordan går det?"
    assert texts.entries["hei"].approved_by is None


def test_missing_nynorsk_falls_back_to_bokmaal(tmp_path: Path) -> None:
    assert load(tmp_path, a=f"hei:\n  nb: Hei\n{REVIEW}").get("hei", "nn") == "Hei"


def test_values_are_filled_in(tmp_path: Path) -> None:
    texts = load(tmp_path, a=f'plass:\n  nb: "Du er nummer {{position}}."\n{REVIEW}')
    assert texts.get("plass", "nb", position=3) == "Du er nummer 3."


def test_a_value_that_is_not_given_is_named(tmp_path: Path) -> None:
    texts = load(tmp_path, a=f'plass:\n  nb: "Du er nummer {{position}}."\n{REVIEW}')
    with pytest.raises(KeyError, match="plass: position"):
        texts.get("plass", "nb")


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    texts = load(tmp_path, a=f"hei:\n  nb: Hei\n{REVIEW}")
    for call in (texts.get, texts.variants):
        with pytest.raises(KeyError, match="utter_finnes_ikke"):
            call("utter_finnes_ikke", "nb")


def test_variants_begin_with_the_text_itself(tmp_path: Path) -> None:
    variants = "  variants:\n    - {nb: Fortsatt her, nn: Framleis her}\n"
    texts = load(tmp_path, a=f"her:\n  nb: Jeg er her\n  nn: Eg er her\n{variants}{REVIEW}")
    assert texts.variants("her", "nn") == ["Eg er her", "Framleis her"]
    assert texts.variants("her", "nb") == ["Jeg er her", "Fortsatt her"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"hei:\n  nb: Hei\n  variant: Hei\n{REVIEW}", "mente du «variants»"),
        (f"hei:\n  nn: Hei\n{REVIEW}", "«nb» mangler"),
        ("hei:\n  nb: Hei\n", "«checked» mangler"),
        (
            f'hei:\n  nb: "Du er nr {{position}}"\n  nn: "Du er nr {{plass}}"\n{REVIEW}',
            "ikke de samme feltene",
        ),
        (f'hei:\n  nb: "Du er nr {{position"\n{REVIEW}', "krøllparentes"),
        (f'hei:\n  nb: "Du er nr {{}}"\n{REVIEW}', "krøllparentes"),
        ("- hei\n", "tekst-id-er"),
        ("hei: [\n", ""),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ContentError) as caught:
        load(tmp_path, a=text)
    assert told in str(caught.value)
    assert all(str(problem).startswith("a.yaml:") for problem in caught.value.problems)


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load(tmp_path, a="hei:\n  nb: Hei\n", b="hallo:\n  nb: Hallo\n")
    assert {problem.file for problem in caught.value.problems} == {"a.yaml", "b.yaml"}


def test_the_same_id_in_two_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="også i en annen fil"):
        load(tmp_path, a=f"hei:\n  nb: Hei\n{REVIEW}", b=f"hei:\n  nb: Hallo\n{REVIEW}")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="ingen tekstfiler"):
        Texts.load(tmp_path)


READ_BY_PARENTS = (
    "texts/*.yaml",
    "protocol/*.yaml",
    "strategies/*.yaml",
    "replies.yaml",
    "nasjonale_tjenester.yaml",
)


def in_nynorsk(data: object) -> Iterator[str]:
    """Every text that stands under `nn`, wherever that is."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):  # type: ignore[arg-type]
        if key == "nn":
            yield from value if isinstance(value, list) else [value]
        elif isinstance(value, dict | list):
            yield from in_nynorsk(value)


def test_a_veileder_has_one_name_in_nynorsk(resources: Path) -> None:
    files = [file for pattern in READ_BY_PARENTS for file in resources.glob(pattern)]
    texts = [text for file in files for text in in_nynorsk(load_yaml(file).data) if isinstance(text, str)]
    assert sum("rettleiar" in text.lower() for text in texts) > 50
    assert [text for text in texts if "veileder" in text.lower()] == []
