"""Printed reports: the first half year equals its printed table, what does not add up is told, nothing counts twice."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from house import House
from statistics_data import table_on

from content.errors import ContentError
from handoff.categories import Categories
from handoff.cli import main
from handoff.content_check import all_problems
from handoff.opening import Opening
from handoff.statistics.reports import import_report, odd_rows, odd_total, read_report
from handoff.statistics.sharing import SharedAlready, shareable

FILE = Path("resources/rapporter/2020_mars_august.yaml")
ID = "foreldresupport-2020-mars-august"

# Typed from the printed table: HELE ÅRET, then March to August.
PRINTED = {
    "Småbarnsutfordringer (gråt, søvn, spising m.m)": (262, 35, 43, 32, 38, 77, 37),
    "Utfordringer knyttet til barn over to år": (447, 72, 72, 48, 57, 138, 60),
    "Psykiske helseplager": (442, 52, 77, 50, 66, 127, 117),
    "Fysiske helseplager": (56, 11, 22, 4, 4, 8, 6),
    "Sliten og trett": (308, 48, 64, 36, 22, 88, 50),
    "Uro/ engstelse": (413, 66, 75, 56, 53, 114, 49),
    "Trist/ lei": (223, 28, 43, 39, 21, 58, 34),
    "Eksistensielle tanker": (30, 4, 9, 2, 6, 6, 3),
    "Livskrise": (65, 5, 17, 10, 10, 18, 5),
    "Ensomhet": (50, 6, 7, 9, 5, 17, 6),
    "Relasjonsproblemer": (326, 24, 56, 41, 33, 113, 81),
    "Samvær": (68, 0, 0, 0, 10, 34, 24),
    "Omsorgssvikt": (77, 7, 16, 15, 6, 30, 3),
    "Tanker/ bekymringer for å skade eget barn": (23, 7, 1, 1, 6, 4, 4),
    "Overgrep og vold i hjemmet": (84, 14, 20, 11, 7, 26, 6),
    "Økonomiske problemer": (17, 1, 3, 2, 5, 5, 1),
    "Avhengighet (medikamenter, alkohol, spill, teletorg)": (50, 5, 9, 6, 4, 18, 8),
    "Ønsker informasjon om ulike hjelpetilbud m.m.": (144, 20, 18, 13, 24, 55, 36),
    "Ulike erfaringer med hjelpeapparatet (Helsestasjon, jordmor, fastlege, sykehus)": (
        106, 16, 16, 13, 22, 31, 36,
    ),
    "Ønsker oppfølgingsamtale (sluttet med dette i mai grunnet GDPR)": (17, 8, 6, 3, 0, 0, 0),
    "Bekymring rundt Corona- viruset": (87, 34, 34, 10, 0, 4, 5),
    "Annet": (163, 30, 20, 23, 22, 40, 28),
}  # fmt: skip
PRINTED_OUTCOMES = {
    "Bekymringsmeldinger til barnevernet": 3,
    "Kontakt med politiet": 4,
    "Vurdering av sporing": 2,
    "Kontakt med andre instanser (Psykiatrisk legevakt, krisesenter og barnevernsvakt)": 6,
    "Kontakt med andre lavterskelinstanser/pårørende (Eks helsestasjon, pårørende, jordmor osv.)": 5,
}
DOES_NOT_ADD_UP = {
    "Psykiske helseplager": 47,
    "Fysiske helseplager": -1,
    "Relasjonsproblemer": 22,
    "Ønsker informasjon om ulike hjelpetilbud m.m.": 22,
    "Ulike erfaringer med hjelpeapparatet (Helsestasjon, jordmor, fastlege, sykehus)": 28,
}


@pytest.fixture(scope="module")
def categories() -> Categories:
    return Categories.load(Path("resources"))


@pytest.fixture
def data(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that the commands use."""
    folder = tmp_path / "var"
    folder.mkdir()
    shutil.copy(migrated_file, folder / "ventevakt.db")
    monkeypatch.setenv("VENTEVAKT_DATA", str(folder))
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["stats", *arguments])


async def imported(house: House, categories: Categories) -> None:
    async with house.parts.store.write() as tx:
        await import_report(tx, read_report(FILE, categories), house.clock.now())


async def test_the_page_shows_the_printed_table_cell_by_cell(house: House, categories: Categories) -> None:
    await imported(house, categories)
    leader = await house.as_veileder("lise", "leder")
    html = await (await leader.call("GET", "/konsoll/statistikk", params={"report": ID})).text()
    header, *rows = table_on(html, "Temaer per måned")
    assert header == [
        "Tema",
        "I alt (trykt)",
        "mars 2020",
        "april 2020",
        "mai 2020",
        "juni 2020",
        "juli 2020",
        "aug. 2020",
    ]
    names = [row[0].split(" (månedene gir")[0] for row in rows]
    shown = {name: tuple(map(int, row[1:])) for name, row in zip(names, rows, strict=True)}
    assert shown == PRINTED
    assert list(shown) == list(PRINTED)
    outcomes = table_on(html, "Henvendelser til eksterne")
    assert {name: int(total) for name, total in outcomes[1:-1]} == PRINTED_OUTCOMES
    assert outcomes[-1] == ["Totalt (trykt)", "20"]


async def test_rows_that_do_not_add_up_are_marked_and_not_corrected(
    house: House, categories: Categories
) -> None:
    await imported(house, categories)
    leader = await house.as_veileder("lise", "leder")
    html = await (await leader.call("GET", "/konsoll/statistikk", params={"report": ID})).text()
    assert html.count('<tr class="odd">') == 5
    assert "I 5 rader blir månedene ikke til den trykte summen." in html
    for name, difference in DOES_NOT_ADD_UP.items():
        assert (
            f'{name} <span class="odd-note">(månedene gir et annet tall: {difference:+d})'.replace(
                "-1)", "−1)"
            )
            in html
        )
    assert dict(odd_rows(read_report(FILE, categories))) == DOES_NOT_ADD_UP


async def test_what_is_only_a_picture_stays_empty_and_it_is_marked_as_imported(
    house: House, categories: Categories
) -> None:
    await imported(house, categories)
    leader = await house.as_veileder("lise", "leder")
    html = await (await leader.call("GET", "/konsoll/statistikk", params={"report": ID})).text()
    assert (
        html.count("Ikke oppgitt: rapporten viser dette bare som bilde, uten tall. Ingenting er anslått.")
        == 3
    )
    assert "Importert rapport: tallene er skrevet av slik de er trykt, og er ikke telt her." in html
    assert "Erfaringsrapport Foreldresupport, første halvår, 01.03–30.08.2020 (Questback)" in html
    assert "Ventetid i chatten" not in html


async def test_a_page_with_numbers_of_our_own_is_marked_as_internal_on_paper_and_a_printed_report_is_not(
    house: House, categories: Categories
) -> None:
    await imported(house, categories)
    leader = await house.as_veileder("lise", "leder")
    beside = {"compare": "dates", "compare_from": "2026-01-01", "compare_to": "2026-01-31"}
    for query, marked in (({"report": ID}, 0), ({"report": ID, **beside}, 1), ({}, 1)):
        html = await (await leader.call("GET", "/konsoll/statistikk", params=query)).text()
        assert html.count('<p class="paper"><strong>Bare internt.') == marked


async def test_it_stands_beside_a_period_of_our_own_and_is_never_counted_in(
    house: House, categories: Categories
) -> None:
    await imported(house, categories)
    leader = await house.as_veileder("lise", "leder")
    query = {"from": "2020-03-01", "to": "2020-08-30", "compare": f"report:{ID}"}
    html = await (await leader.call("GET", "/konsoll/statistikk", params=query)).text()
    rows = {row[0]: row[1:] for row in table_on(html, "Temaer per måned, to perioder")}
    assert rows["Sliten og trett"] == ["0", "308", "−308 (−100 %)"]
    assert "Ikke oppgitt for Erfaringsrapport Foreldresupport, mars–august 2020." in html
    told = await leader.get("/api/statistics", **{"from": "2020-01-01", "to": "2020-12-31"})
    assert (told["total"], told["themes"]) == (0, {})
    assert [report["id"] for report in told["reports"]] == [ID]


async def test_a_printed_report_is_downloaded_for_inside_use_only(
    house: House, categories: Categories
) -> None:
    await imported(house, categories)
    leader = await house.as_veileder("lise", "leder")
    path = "/konsoll/statistikk.csv"
    assert (await leader.call("GET", path, params={"report": ID})).status == 404
    inside = await leader.call("GET", path, params={"report": ID, "deling": "nei"})
    text = await inside.text(encoding="utf-8-sig")
    assert "Psykiske helseplager;442;52;77;50;66;127;117;månedene gir et annet tall: +47" in text
    assert "Importert rapport" in text


def test_importing_twice_counts_nothing_twice(data: Path) -> None:
    first = run("import", str(FILE))
    assert first.exit_code == 0
    assert first.stdout.splitlines()[0] == (
        "«Erfaringsrapport Foreldresupport, mars–august 2020» er importert som egen periode, 01.03.2020–30.08.2020."
    )
    assert (
        "Fysiske helseplager: månedene gir −1 mot den trykte summen. Begge er tatt vare på." in first.stdout
    )
    assert "Ikke oppgitt i rapporten: Henvendelser per måned og kanal; Kjønn per måned" in first.stdout
    before = run("--report", ID).stdout
    again = run("import", str(FILE))
    assert again.exit_code == 1
    assert again.stderr == "Rapporten er importert før. Ingenting er endret, og ingenting telles to ganger.\n"
    assert run("--report", ID).stdout == before
    assert "Uro/ engstelse" in before and " 413 " in before


def test_another_version_or_an_overlapping_period_changes_nothing(data: Path, tmp_path: Path) -> None:
    run("import", str(FILE))
    text = FILE.read_text("utf-8")
    changed, overlapping = tmp_path / "changed.yaml", tmp_path / "overlapping.yaml"
    changed.write_text(text.replace("total: 308", "total: 309"), "utf-8")
    overlapping.write_text(text.replace(f'id: "{ID}"', 'id: "en-annen"'), "utf-8")
    assert run("import", str(changed)).stderr == (
        "En rapport med samme id er importert før, med andre tall. Ingenting er endret. "
        f"Fjern den gamle først: ventevakt stats remove {ID}\n"
    )
    assert run("import", str(overlapping)).stderr == (
        "Perioden overlapper med «Erfaringsrapport Foreldresupport, mars–august 2020», som er importert før. "
        "Ingenting er importert, så ingenting telles to ganger.\n"
    )
    assert " 308 " in run("--report", ID).stdout
    assert run("remove", ID).stdout == "Rapporten er fjernet fra statistikken.\n"
    assert run("remove", ID).stderr == f"Det er ikke importert noen rapport med id «{ID}».\n"
    assert run("--report", ID).stderr == "Rapporten er ikke importert.\n"
    assert run("import", str(changed)).exit_code == 0


BROKEN = [
    ("Livskrise", "Livskrisa", "«Livskrisa» finnes ikke i «themes», mente du «Livskrise»?"),
    ("total: 308", "total: -3", "«total» skal være minst 0, men her står «-3»."),
    ("total: 413", 'total: "413"', "«total» skal være et helt tall, men her står «413»."),
    ("114, 49]", "114]", "«Uro/ engstelse» har 5 tall, men perioden har 6 måneder. Skriv null der tallet ikke er oppgitt."),
    ('"Trist/ lei"', '"Uro/ engstelse"', "«Uro/ engstelse» står to ganger."),
    ("total: 65, months: [5, 17, 10, 10, 18, 5]", "total: 65", "«Livskrisa» mangler «months», ett tall for hver måned."),
    ('last: "2020-08-30"', 'last: "2020-09-30"', '«months» skal være alle månedene fra «first» til «last»: '
     '["2020-03", "2020-04", "2020-05", "2020-06", "2020-07", "2020-08", "2020-09"].'),
    ("outcomes_total: 20", "outcomes_totalt: 20", "Ukjent felt «outcomes_totalt», mente du «outcomes_total»?"),
]  # fmt: skip


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_stored(data: Path, tmp_path: Path) -> None:
    text = FILE.read_text("utf-8")
    for right, wrong, _ in BROKEN:
        assert right in text
        text = text.replace(right, wrong, 1)
    file = tmp_path / "rapport.yaml"
    file.write_text(text, "utf-8")
    refused = run("import", str(file))
    assert refused.exit_code == 1
    for _, _, sentence in BROKEN:
        assert sentence in refused.stderr
    assert all(line.startswith("rapport.yaml:") for line in refused.stderr.splitlines()[:-1])
    assert refused.stderr.splitlines()[-1] == "Ingenting er importert. Rett feilene og prøv igjen."
    assert run("--report", ID).stderr == "Rapporten er ikke importert.\n"


@pytest.mark.parametrize(
    ("right", "wrong", "line", "sentence"),
    [
        (
            'last: "2020-08-30"',
            'last: "2020-02-01"',
            13,
            "«last» er før «first».",
        ),
        ('last: "2020-08-30"', 'last: "2099-08-30"', 13, "Perioden er for lang"),
        ('first: "2020-03-01"', 'first: "0002-03-01"', 13, "skal være fra 1900 til 2100"),
        ("total: 308", f"total: {'9' * 40}", 25, "skal være høyst 1000000"),
        (
            '{name: "Vurdering av sporing", total: 2}',
            "",
            44,
            "«outcomes» mangler rader: «Vurdering av sporing».",
        ),
        ('last: "2020-08-30"', 'last: "2020-08-50"', 13, "«last» skal være en dato"),
        ("channels: null", "channels: 12", 16, "«channels» skal være en liste"),
    ],
)
def test_each_problem_has_its_line(
    categories: Categories, tmp_path: Path, right: str, wrong: str, line: int, sentence: str
) -> None:
    text = FILE.read_text("utf-8")
    assert right in text
    file = tmp_path / "rapport.yaml"
    file.write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(ContentError) as refused:
        read_report(file, categories)
    told = [(problem.line, problem.message) for problem in refused.value.problems]
    assert any(where == line and sentence in message for where, message in told), told


def test_an_empty_table_and_a_period_that_is_not_over_are_refused(
    categories: Categories, tmp_path: Path
) -> None:
    text = FILE.read_text("utf-8")
    begin, end = text.index("themes:\n"), text.index("# «Henvendelser fra")
    file = tmp_path / "rapport.yaml"
    file.write_text(text[:begin] + "themes: []\n" + text[end:], "utf-8")
    with pytest.raises(ContentError) as refused:
        read_report(file, categories, date(2020, 8, 29))
    assert [problem.message for problem in refused.value.problems] == [
        "«last» er etter i dag, 29.08.2020: en trykt rapport er om noe som har vært.",
        "«themes» er en tom liste. Skriv null når rapporten ikke har tallene.",
    ]
    read_report(FILE, categories, date(2020, 8, 30))


@pytest.fixture
def too_many_calls_to_the_police(tmp_path: Path) -> Path:
    """The report with outcomes that are not their printed total."""
    file = tmp_path / "rapport.yaml"
    right, wrong = '"Kontakt med politiet", total: 4', '"Kontakt med politiet", total: 40'
    file.write_text(FILE.read_text("utf-8").replace(right, wrong), "utf-8")
    return file


def test_outcomes_that_are_not_their_printed_total_are_told_at_the_import(
    categories: Categories, data: Path, too_many_calls_to_the_police: Path
) -> None:
    assert odd_total(read_report(FILE, categories)) is None
    assert odd_total(read_report(too_many_calls_to_the_police, categories)) == 36
    told = run("import", str(too_many_calls_to_the_police)).stdout
    assert "Henvendelser til eksterne: radene gir +36 mot den trykte summen." in told


async def test_outcomes_that_are_not_their_printed_total_are_marked_and_not_corrected(
    house: House, categories: Categories, too_many_calls_to_the_police: Path
) -> None:
    report = read_report(too_many_calls_to_the_police, categories)
    async with house.parts.store.write() as tx:
        await import_report(tx, report, house.clock.now())
    leader = await house.as_veileder("lise", "leder")
    html = await (await leader.call("GET", "/konsoll/statistikk", params={"report": ID})).text()
    assert "Radene gir et annet tall enn den trykte summen: +36." in html


@pytest.mark.parametrize(
    ("content", "sentence"), [(None, "Filen finnes ikke"), ("", "Filen er tom."), ("- 1", "skal ha felter")]
)
def test_a_file_that_is_no_report_is_refused(
    data: Path, tmp_path: Path, content: str | None, sentence: str
) -> None:
    file = tmp_path / "rapport.yaml"
    if content is not None:
        file.write_text(content, "utf-8")
    refused = run("import", str(file))
    assert refused.exit_code == 1
    assert sentence in refused.stderr
    assert refused.exception is None or isinstance(refused.exception, SystemExit)


def test_the_content_check_reads_the_reports(tmp_path: Path) -> None:
    copy = tmp_path / "resources"
    shutil.copytree("resources", copy)
    file = copy / "rapporter" / FILE.name
    file.write_text(FILE.read_text("utf-8").replace("Livskrise", "Livskrisa"), "utf-8")
    found = [problem for problem in all_problems(copy) if problem.file == FILE.name]
    assert [problem.message for problem in found] == [
        "«Livskrisa» finnes ikke i «themes», mente du «Livskrise»?"
    ]


def test_the_terminal_shows_a_period_and_says_when_there_is_none(data: Path) -> None:
    shown = run("--from", "2026-01-01", "--to", "2026-02-28")
    assert shown.exit_code == 0
    assert shown.stdout.startswith(
        "Statistikk 01.01.2026–28.02.2026\n"
        "Bare internt. Inneholder små tall og skal ikke ut av tjenesten.\nHenvendelser: 0\n"
    )
    assert "Kanal              I alt  jan. 2026  feb. 2026\n" in shown.stdout
    assert run("--from", "2026-02-01", "--to", "2026-01-01").stderr == "Siste dag er før første dag.\n"


def test_settings_that_cannot_be_read_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENTEVAKT_PORT", "mange")
    refused = run("import", str(FILE))
    assert refused.exit_code == 1
    assert "VENTEVAKT_PORT kan ikke leses" in refused.stderr


def test_an_imported_report_is_not_made_over_to_be_shared(categories: Categories, real_words: Any) -> None:
    from handoff.statistics.reports import figures_of_report

    def words(id: str, **values: object) -> str:
        return str(real_words[0].get(id, "nb", **values))

    figures = figures_of_report(read_report(FILE, categories), words)
    with pytest.raises(SharedAlready):
        shareable(figures, categories, Opening(always=True), datetime.now(UTC))
