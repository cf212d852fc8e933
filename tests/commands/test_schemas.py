"""The JSON Schemas: made from the models, up to date on disk, named in every file they belong to, and they bite."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from content.yaml_loader import load_yaml
from handoff.content_schemas import FOLDER, first_line, schema_of, schemas, write_schemas

RESOURCES = Path("resources")
FILES = sorted(path for path in RESOURCES.rglob("*.yaml") if schema_of(path.relative_to(RESOURCES)))


def errors(file: Path, data: object) -> list[str]:
    schema = schemas()[schema_of(file.relative_to(RESOURCES)) or ""]
    return [error.message for error in Draft7Validator(schema).iter_errors(data)]


def test_the_files_on_disk_are_up_to_date(tmp_path: Path) -> None:
    for fresh in write_schemas(tmp_path / "schema"):
        kept = RESOURCES / FOLDER / fresh.name
        assert kept.read_text(encoding="utf-8") == fresh.read_text(encoding="utf-8"), (
            f"{fresh.name} is out of date: run `ventevakt resources schema resources/schema`"
        )
    assert {path.name for path in (RESOURCES / FOLDER).iterdir()} == set(schemas())


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(RESOURCES)))
def test_every_file_names_its_schema_and_fits_it(file: Path) -> None:
    line = first_line(file.relative_to(RESOURCES))
    assert file.read_text(encoding="utf-8").splitlines()[0] == line, f"{file} should begin with: {line}"
    assert (file.parent / (line or "").partition("=")[2]).resolve().exists()
    assert errors(file, load_yaml(file).data) == []


def test_all_files_but_the_word_lists_have_one() -> None:
    without = {path.parent.name for path in RESOURCES.rglob("*.yaml")} - {file.parent.name for file in FILES}
    assert without == {"language"}
    assert len(FILES) > 40


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("legevakt_kommuner.yaml", "telefon:", "telfon:"),
        ("legevakt_kommuner.yaml", "status: unverified", "status: ukjent"),
        ("legevakt_kommuner.yaml", '"32 25 41 70"', '"ring oss"'),
        ("legevakt_kommuner.yaml", '"16:00-08:00"', '"16-08"'),
        ("nasjonale_tjenester.yaml", "nettside: helsenorge.no", "nettside: https://helsenorge.no"),
        ("protocol/breathing.yaml", "level: RED", "level: ROD"),
        ("strategies/01_graat.yaml", "steps:", "steg:"),
        ("texts/web.yaml", "  nb:", "  nbb:"),
        ("replies.yaml", "    title:", "    tittel:"),
        ("steder/kallenavn.yaml", "omraader:", "områder:"),
    ],
)
def test_a_slip_is_underlined(name: str, old: str, new: str, tmp_path: Path) -> None:
    text = (RESOURCES / name).read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "broken.yaml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert errors(RESOURCES / name, load_yaml(broken).data)


def test_editors_show_no_words_of_the_code() -> None:
    text = json.dumps(schemas(), ensure_ascii=False)
    assert '"description": "' not in text and '"title": "' not in text
    assert '"draft-07' not in text and "draft-07" in text
    properties = schemas()["strategies.schema.json"]["$defs"]["Strategy"]["properties"]
    assert "title" in properties  # a field of that name stays
