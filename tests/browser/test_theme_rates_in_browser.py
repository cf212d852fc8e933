"""The page about suggested themes: a decision with one key becomes a rate, for the fagansvarlig and the leader, by keyboard and in print."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from accessibility import problems_in_each_look
from pages import ConsolePage, ParentPage
from playwright.sync_api import BrowserContext, Locator, Page, expect
from running import LOGIN_PASSWORD, Ventevakt, ventevakt

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Contexts = Callable[..., BrowserContext]
DESKTOP = {"width": 1280, "height": 800}
HALF_AN_HOUR = 31 * 60


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ventevakt]:
    """A Ventevakt of its own: nothing but what happens here is counted."""
    logins = ("kari", "fag:fagansvarlig", "lise:leder")
    with ventevakt(tmp_path_factory.mktemp("rates"), with_bot=False, logins=logins) as running:
        yield running


def signed_in(system: Ventevakt, contexts: Contexts, name: str) -> Page:
    page = contexts(DESKTOP).new_page()
    page.request.post(f"{system.url}/api/session", data={"username": name, "password": LOGIN_PASSWORD})
    page.goto(system.url + "/konsoll/temaforslag")
    expect(page.get_by_role("heading", name="Hvor gode er temaforslagene?")).to_be_visible()
    return page


def row(page: Page, theme: str) -> Locator:
    return page.get_by_role("table", name="Temaforslag, med antall").get_by_role("row", name=theme)


def figures(page: Page, theme: str) -> list[str]:
    return [cell.strip() for cell in row(page, theme).get_by_role("cell").all_inner_texts()]


def test_what_a_veileder_accepts_and_rejects_becomes_a_rate(decided: Ventevakt, contexts: Contexts) -> None:
    leader = signed_in(decided, contexts, "lise")
    expect(leader.get_by_text("Ingen forslag er telt i dette tidsrommet.")).to_be_visible()
    page = contexts(DESKTOP).new_page()
    page.goto(decided.url)
    parent = ParentPage(page).start()
    id = parent.conversation
    parent.write("er så ensom, har ingen å snakke med, og vi krangler hele tiden")
    work = contexts(DESKTOP).new_page()
    work.goto(decided.url + "/konsoll")
    console = ConsolePage(work)
    console.sign_in("kari", LOGIN_PASSWORD)
    console.open(id)
    console.claim()
    console.has_taken()
    for theme, key, told in (("Ensomhet", "j", "Godtatt"), ("Relasjonsproblemer", "n", "Avvist")):
        suggested = work.locator(f'#themes [data-theme="{theme}"]')
        suggested.focus()
        work.keyboard.press(key)
        expect(suggested).to_contain_text(told)
    work.keyboard.press("Alt+a")
    work.keyboard.press("Enter")
    expect(work.get_by_role("dialog", name="Registrer samtalen")).to_be_visible()
    decided.advance(HALF_AN_HOUR)
    expect(console.card(id)).to_contain_text("Teksten er slettet")
    leader.reload()
    assert figures(leader, "Ensomhet") == ["1", "1", "0", "0", "100 %", "100 %"]
    assert figures(leader, "Relasjonsproblemer") == ["1", "0", "1", "0", "0 %", "0 %"]
    assert figures(leader, "Alle temaer")[1:3] == ["1", "1"]
    assert "ingen å snakke med" not in leader.content()


def test_another_period_is_chosen_with_the_keyboard(decided: Ventevakt, contexts: Contexts) -> None:
    page = signed_in(decided, contexts, "fag")
    page.get_by_label("Fra", exact=True).fill("2025-01-01")
    page.get_by_label("Til", exact=True).fill("2025-01-31")
    page.get_by_label("Til", exact=True).press("Enter")
    expect(page.get_by_text("01.01.2025 til 31.01.2025")).to_be_visible()
    expect(page.get_by_text("Ingen forslag er telt i dette tidsrommet.")).to_be_visible()


def test_what_each_theme_is_stands_below(decided: Ventevakt, contexts: Contexts) -> None:
    page = signed_in(decided, contexts, "fag")
    themes = page.get_by_role("table", name="Hva temaene er")
    expect(themes.get_by_role("row")).to_have_count(1 + 22)
    lonely = themes.get_by_role("row", name="Ensomhet").get_by_role("cell").all_inner_texts()
    assert lonely[0] == "Ensomhet, lite nettverk, alene med barn."
    assert lonely[1].startswith("Helsestasjon, ")
    assert lonely[2] == "Ingen"
    expect(themes.get_by_role("row", name="Annet").get_by_role("cell").nth(1)).to_have_text("Ingen")


def test_the_page_has_no_accessibility_problem(decided: Ventevakt, contexts: Contexts) -> None:
    page = signed_in(decided, contexts, "lise")
    assert problems_in_each_look(page, [(1280, 640), (320, 640)]) == []


def test_on_paper_there_is_nothing_to_press(decided: Ventevakt, contexts: Contexts) -> None:
    page = signed_in(decided, contexts, "lise")
    page.emulate_media(media="print")
    expect(page.get_by_role("table", name="Hva temaene er")).to_be_visible()
    assert page.locator("button:visible, input:visible, nav:visible").count() == 0


def test_a_veileder_is_refused_in_words_with_a_way_on(decided: Ventevakt, contexts: Contexts) -> None:
    page = contexts(DESKTOP).new_page()
    page.request.post(f"{decided.url}/api/session", data={"username": "kari", "password": LOGIN_PASSWORD})
    page.goto(decided.url + "/konsoll/temaforslag")
    expect(page.get_by_text("Det har du ikke tilgang til.")).to_be_visible()
    expect(page.locator('a[href="/konsoll"]')).to_be_visible()
