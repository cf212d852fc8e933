"""The service's own themes are suggested by their printed names."""

import shutil
from pathlib import Path

import pytest

from screening import Screener
from screening.protocol import ProtocolError
from screening.themes import Themes

PRINTED = [
    "Småbarnsutfordringer (gråt, søvn, spising m.m)", "Utfordringer knyttet til barn over to år", "Psykiske helseplager", "Fysiske helseplager",
    "Sliten og trett", "Uro/ engstelse", "Trist/ lei", "Eksistensielle tanker", "Livskrise", "Ensomhet", "Relasjonsproblemer", "Samvær", "Omsorgssvikt",
    "Tanker/ bekymringer for å skade eget barn", "Overgrep og vold i hjemmet", "Økonomiske problemer", "Avhengighet (medikamenter, alkohol, spill, teletorg)",
    "Ønsker informasjon om ulike hjelpetilbud m.m.", "Ulike erfaringer med hjelpeapparatet (Helsestasjon, jordmor, fastlege, sykehus)",
    "Ønsker oppfølgingsamtale (sluttet med dette i mai grunnet GDPR)", "Bekymring rundt Corona- viruset", "Annet",
]  # fmt: skip


@pytest.fixture(scope="module")
def themes() -> Themes:
    return Themes.load(Path(__file__).parents[2] / "resources")


def names(themes: Themes, text: str) -> list[str]:
    return [one["theme"] for one in themes.suggest(text)]


def test_the_22_names_are_exactly_as_printed(themes: Themes) -> None:
    assert [theme.name for theme in themes.themes] == PRINTED
    assert [theme.id for theme in themes.themes if not theme.active] == ["T20", "T21"]


def test_every_theme_says_what_it_means_and_names_its_categories_or_none(themes: Themes) -> None:
    assert all(theme.definition.endswith(".") for theme in themes.themes)
    assert {theme.id for theme in themes.themes if not theme.chi} == {"T05", "T09", "T10", "T20", "T22"}
    assert next(theme.chi for theme in themes.themes if theme.id == "T13") == ["Violence"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('chi: ["Physical Health"]  # «COVID', 'chi: ["Physical Helth"]  # «COVID', "T21: «Physical Helth» er ikke blant kategoriene under «chi», mente du «Physical Health»?"),
        ('chi: ["Violence", "Mental Health"]', 'chi: ["Violence", "Violence"]', "T14: «Violence» står to ganger."),
        ('    chi: ["Physical Health"]  # «COVID-19»\n', "", "mangler"),
        ('  checked: "2026-11-29"\n', "", "mangler"),
    ],
    ids=["unknown", "twice", "left out", "without its day"],
)  # fmt: skip
def test_a_category_that_is_not_there_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    resources = shutil.copytree(Path(__file__).parents[2] / "resources", tmp_path / "resources")
    file = resources / "temaer.yaml"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ProtocolError) as refused:
        Themes.load(resources)
    [problem] = refused.value.problems
    assert told in problem.message
    assert problem.line > 1


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("babyen gråter hele kvelden, kolikk?", PRINTED[0]), ("ho vil ikkje ta flaska", PRINTED[0]), ("treåringen slår og har raserianfall", PRINTED[1]),
        ("tenåringa svarar ikkje og vil ikkje på skulen", PRINTED[1]), ("jeg er deprimert og har angst", PRINTED[2]), ("hun har feber og utslett", PRINTED[3]),
        ("eg er heilt utslitt, har ikkje sove på tre år", PRINTED[4]), ("æ e så redd for alt, sjekke pusten heile natta", PRINTED[5]), ("eg er så lei meg og græt for ingenting", PRINTED[6]),
        ("hva er vitsen med alt", PRINTED[7]), ("mannen gikk fra meg i dag, alt raser", PRINTED[8]), ("er så ensom, har ingen å snakke med", PRINTED[9]),
        ("vi krangler hele tiden og svigermor blander seg", PRINTED[10]), ("mekling om samvær neste uke", PRINTED[11]), ("barnevernet har sendt bekymringsmelding", PRINTED[12]),
        ("jeg er redd for å riste henne", PRINTED[13]), ("mannen slår meg", PRINTED[14]), ("har ikke råd til bleier, inkasso", PRINTED[15]), ("mannen drikker for mye hver helg", PRINTED[16]),
        ("hvor kan jeg ringe for å få hjelp, finnes det noe tilbud", PRINTED[17]), ("legen hørte ikke på meg og sendte oss hjem", PRINTED[18]),
        ("my husband never helps and we argue", PRINTED[10]), ("I am so exhausted and lonely", PRINTED[9]),
    ],
)  # fmt: skip
def test_a_theme_is_found(themes: Themes, text: str, theme: str) -> None:
    assert theme in names(themes, text)


def test_suggestions_are_surest_first_at_most_five_and_never_retired(themes: Themes) -> None:
    text = "korona, kan dere ringe meg, utslitt, feber, krangler med mannen, ensom, redd for alt, angst, ingen råd, inkasso, barnevernet, mekling"
    found = themes.suggest(text)
    assert len(found) == 5
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
    assert not {PRINTED[19], PRINTED[20]} & {one["theme"] for one in found}


def test_spans_show_the_parents_own_words(themes: Themes) -> None:
    text = "Vi bor i Bergen og mekling er neste uke"
    found = next(one for one in themes.suggest(text) if one["theme"] == "Samvær")
    assert text[found["start"] : found["end"]] == "mekling"
    assert 0 < found["score"] <= 1


def test_nothing_is_suggested_for_nothing(themes: Themes) -> None:
    assert themes.suggest("") == [] and themes.suggest("xqzw") == []


def test_what_the_rules_found_speaks_for_its_theme(themes: Themes, screener: Screener) -> None:
    text = "hun er helt livløs og henger i armene mine"
    result, _ = screener.screen(text, None)
    assert PRINTED[3] in [one["theme"] for one in themes.suggest(text, result)]


def test_the_age_tells_the_two_child_themes_apart(themes: Themes) -> None:
    assert PRINTED[0] in names(themes, "hun på 8 måneder vil ikke sove og nekter flaske")
    assert PRINTED[0] not in names(themes, "hun på 8 år vil ikke sove")


def test_what_the_layer_hears_stands_before_the_wordings_and_is_shown_by_them(themes: Themes) -> None:
    worded = themes.suggest("jeg er så sliten og sover ikke")
    [first] = [theme for theme in themes.themes if theme.name == worded[0]["theme"]]
    lonely = next(theme for theme in themes.themes if theme.active and theme.id != first.id)
    heard = [
        {"id": first.id, "score": 0.9, "start": 0, "end": 30},
        {"id": lonely.id, "score": 0.6, "start": 4, "end": 30},
        {"id": "T99", "score": 0.6, "start": 0, "end": 30},
    ]
    told = themes.described("jeg er så sliten og sover ikke", worded, heard)
    assert [one["theme"] for one in told] == [first.name, lonely.name]
    assert (told[0]["start"], told[0]["end"]) == (worded[0]["start"], worded[0]["end"])
    assert (told[1]["start"], told[1]["end"]) == (4, 30)


def test_when_the_layer_hears_nothing_the_wordings_stand(themes: Themes) -> None:
    worded = themes.suggest("jeg er så sliten")
    assert themes.described("jeg er så sliten", worded, []) == worded


@pytest.mark.parametrize("text", ["nei, ho er frisk", "Nei de er friske.", "no, she is not ill"])
def test_a_short_no_is_no_talk_of_illness(themes: Themes, text: str) -> None:
    heard = [{"id": id, "score": 0.7, "start": 0, "end": len(text)} for id in ("T04", "T10")]
    assert [one["theme"] for one in themes.described(text, themes.suggest(text), heard)] == [PRINTED[9]]
    longer = text + " men jeg er redd for at hun blir det igjen når hun begynner i barnehagen"
    assert PRINTED[3] in [one["theme"] for one in themes.described(longer, themes.suggest(longer), heard)]


def test_an_illness_told_after_a_no_is_one(themes: Themes, screener: Screener) -> None:
    text = "nei hun er helt livløs"
    result, _ = screener.screen(text, None)
    assert PRINTED[3] in [one["theme"] for one in themes.suggest(text, result)]


@pytest.mark.parametrize("text", ["5", "de er 3 og 6", "4 måneder"])
def test_an_age_alone_is_no_theme(themes: Themes, text: str) -> None:
    assert themes.suggest(text) == []


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("nei, jeg har ikke slått ham, bare kjefta", False),
        ("nei hun slår meg ikke", False),
        ("nei, jeg tør ikke gå hjem, han slår meg", True),
        ("nei, han stopper ikke, han slår meg", True),
        ("han slår meg", True),
    ],
)
def test_what_a_no_denies_is_no_theme(themes: Themes, text: str, tells: bool) -> None:
    assert ("Overgrep og vold i hjemmet" in names(themes, text)) is tells
