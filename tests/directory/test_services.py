"""What a parent is shown: never a dead end, never an old or unverified number, never a secret address."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import get_args

import pytest

from bot.flow.services import MAX_MESSAGES
from content.texts import Texts
from directory import Directory, ServiceView
from directory.emergency import ALWAYS_SHOWN, FIXED, ROUND_THE_CLOCK, spoken
from directory.message import describe, together
from directory.model import KINDS, Apningstid, EnTjeneste, Kommune, Telefon, Theme
from directory.opening_hours import OSLO
from directory.outside import NEAR_THE_CALLER, OUTSIDE, within_reach
from directory.services import INSTEAD, LIMIT_DAYS, local_views, national_view

NOW = datetime(2026, 11, 22, 21, 30, tzinfo=OSLO)
LATER = NOW + timedelta(days=10 * 365)
THEMES = get_args(Theme)


def digits(phone: str | None) -> str:
    return "".join((phone or "").split())


def is_way_on(view: ServiceView) -> bool:
    """A number or a site, a name, and whom to ring when nobody answers: numbers in the code, and at least one."""
    reachable = bool(view.phone or view.website)
    instead = {digits(number) for number in re.findall(r"\d[\d ]*\d|\d", view.no_answer)}
    return reachable and bool(view.name.strip()) and bool(instead) and instead <= ALWAYS_SHOWN


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("now", [NOW, LATER])
def test_every_kommune_and_kind_has_a_way_on(directory: Directory, language: str, now: datetime) -> None:
    assert len(directory.kommuner) == 357
    for number in directory.kommuner:
        views = directory.services(number, now=now, language=language)
        assert [kind for kind in KINDS if not any(view.kind == kind for view in views)] == []
        assert [view for view in views if not is_way_on(view)] == []
        assert [view for view in views if "{" in view.name + view.no_answer + (view.hours or "")] == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("now", [NOW, LATER])
def test_every_national_service_has_a_way_on(directory: Directory, language: str, now: datetime) -> None:
    views = directory.national(now=now, language=language)
    assert len(views) == len(directory.nasjonale.tjenester)
    assert [view.kind for view in views if not is_way_on(view)] == []


@pytest.mark.parametrize(
    "no_answer", ["", "Ring oss igjen kl. 8.", "Ring 116 118.", "Ring 113, ellers 22 22 22 22."]
)
def test_a_dead_end_is_seen(directory: Directory, no_answer: str) -> None:
    [view] = directory.national(now=NOW, language="nb", ids=["kirkens_sos"])
    assert is_way_on(view) and not is_way_on(replace(view, no_answer=no_answer))


def test_old_data_leaves_only_the_fixed_numbers(directory: Directory) -> None:
    for number in directory.kommuner:
        for view in directory.services(number, now=LATER, language="nb"):
            assert not view.phone_is_local
            assert digits(view.phone) in ALWAYS_SHOWN | {""}
            assert view.address is None
    for view in directory.national(now=LATER, language="nb"):
        assert digits(view.phone) in ALWAYS_SHOWN | {""}


@pytest.mark.parametrize("id", FIXED)
@pytest.mark.parametrize("now", [NOW, LATER])
def test_a_fixed_number_is_shown_whatever_the_file_says(directory: Directory, id: str, now: datetime) -> None:
    entry = next(one for one in directory.nasjonale.tjenester if one.id == id)
    shut = Apningstid(hverdager=["08:00-09:00"])
    spoilt = entry.model_copy(update={"telefon": "131", "taster": "3", "apningstid": shut})
    for broken in (spoilt, spoilt.model_copy(update={"telefon": None})):
        view = national_view(broken, now=now, language="nb", texts=directory.texts)
        assert view.phone == spoken(FIXED[id])
        assert (view.open_now is True) is (id in ROUND_THE_CLOCK)


def test_krisesenter_never_shows_an_address(directory: Directory) -> None:
    for number in directory.kommuner:
        for view in directory.services(number, now=NOW, language="nb"):
            assert view.kind != "krisesenter" or view.address is None


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_gives_help_in_every_kommune(directory: Directory, theme: str) -> None:
    """Every kind that fits is among the messages a parent gets: the kommune's own, or the national way in."""
    kinds, _ = directory.nasjonale.fitting(theme)
    for number in (*directory.kommuner, None):
        views = directory.services_for_themes(number, [theme], now=NOW, language="nn")
        shown = together(views)[:MAX_MESSAGES]
        assert shown and all(is_way_on(view) for views in shown for view in views)
        told = {views[0].kind for views in shown}
        assert number is None or set(kinds) <= told, (number, theme)
        for kind in told & set(kinds):
            every = local_views(
                directory.kommuner.get(number or ""), kind, now=NOW, language="nn", texts=directory.texts
            )
            assert {view.name for view in every} == {view.name for view in views if view.kind == kind}


def test_several_of_a_kind_are_one_message_with_what_each_covers(directory: Directory) -> None:
    views = directory.services_for_themes("0301", ["samvar"], now=NOW, language="nb")
    [offices, *_] = together(views)
    said = describe(offices, lambda id, **values: f"{id} {values}" if values else id)
    lead, *each, shared = said.split("\n\n")
    assert lead == "tjeneste_familievernkontor_flere {'antall': 4}"
    assert len(each) == 4
    for office, own in zip(directory.kommune("0301").familievernkontor.i_tillegg, each[1:], strict=True):
        assert own.startswith(f"{office.navn} ({office.dekker})\n")
        assert office.telefon is not None
        assert f"{{'phone': '{office.telefon.nummer}'}}" in own
    assert "Grünerløkka og Frogner" in each[3]
    assert shared.split("\n")[0] == "bufdir.no"
    assert said.count(shared) == 1


def test_the_kommunes_own_legevakt_is_not_followed_by_the_national_one(directory: Directory) -> None:
    views = directory.services_for_themes("0301", ["fysiske_helseplager"], now=NOW, language="nb")
    assert [view.kind for view in views] == ["legevakt", "ambulanse", "giftinformasjonen"]
    karmoy = directory.services_for_themes("1149", ["fysiske_helseplager"], now=NOW, language="nb")
    assert [view.name for view in karmoy if view.kind == "legevakt"] == [
        "Haugesund legevakt", "Karmøy legevakt (sør- og midt-Karmøy)",
    ]  # fmt: skip


def test_without_or_with_unknown_kommune_the_national_ways_in_are_shown(directory: Directory) -> None:
    for number in (None, "9999"):
        views = directory.services(number, now=NOW, language="nb")
        phones = {view.kind: digits(view.phone) for view in views}
        assert phones["legevakt"] == "116117"
        assert phones["barnevernvakt"] == "116111"
        assert phones["krisesenter"] == "116006"
        assert all(is_way_on(view) for view in views)


def test_without_a_kommune_there_is_somebody_to_ring_for_every_theme(directory: Directory) -> None:
    for theme in THEMES:
        views = directory.services_for_themes(None, [theme], now=NOW, language="nb")
        assert any(view.phone for view in views), theme
    [first, *_] = directory.services_for_themes(None, ["smabarnsutfordringer"], now=NOW, language="nb")
    assert first.kind == "mental_helse"  # what fits has no number
    [first, *_] = directory.services_for_themes(None, ["okonomi"], now=NOW, language="nb")
    assert first.kind == "nav_gjeld"


@pytest.mark.parametrize("outside", OUTSIDE)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_outside_every_theme_gives_somebody_within_reach(
    directory: Directory, outside: str, language: str
) -> None:
    for theme in THEMES:
        views = directory.services_outside(outside, [theme], now=NOW, language=language)
        assert views and all(within_reach(view) for view in views)
        assert [view for view in views if "116 117" in view.no_answer or view.kind in NEAR_THE_CALLER] == []


def test_abroad_a_number_is_one_that_can_be_rung_from_there(directory: Directory) -> None:
    shown = {
        view.kind: view
        for theme in THEMES
        for view in directory.services_outside("utlandet", [theme], now=NOW, language="nb")
    }
    assert all(view.phone is None or view.phone.startswith("+47 ") for view in shown.values())
    assert shown["kirkens_sos"].phone == "+47 22 40 00 40"
    assert shown["mental_helse"].phone == "+47 911 16 123"
    assert (
        shown["vo_linjen"].phone is None
    )  # only its chat is known to be within reach, and the hours are the phone's
    assert (shown["vo_linjen"].chat, shown["vo_linjen"].open_now) == ("volinjen.no", None)
    assert "arbeidslivstelefonen" not in shown  # a short number, no chat
    assert "112" in shown["kirkens_sos"].no_answer


def test_outside_nothing_old_is_shown(directory: Directory) -> None:
    for outside in OUTSIDE:
        views = directory.services_outside(outside, ["trist_lei"], now=LATER, language="nb")
        assert views and all(digits(view.phone) in ALWAYS_SHOWN | {""} for view in views)
        assert all(view.chat is None for view in views)
        assert all(is_way_on(view) for view in views)


def test_languages_are_told_where_they_are_known(directory: Directory) -> None:
    [listener, other] = directory.national(
        now=NOW, language="en", ids=["kors_paa_halsen", "kirkens_sos"][::-1]
    )
    assert (listener.languages, other.languages) == (None, "Languages: Norwegian, Northern Sámi")
    text = describe([other], lambda id, **values: f"{id} {values}")
    assert "Languages: Norwegian, Northern Sámi" in text
    assert "service_chat_own_hours {'chat': 'korspahalsen.no'}" in text


def test_a_shared_name_is_never_shown_alone(directory: Directory) -> None:
    names = {view.name for view in directory.services("1515", now=NOW, language="nb")}
    assert "Helsestasjonen i Herøy i Møre og Romsdal" in names


def test_unknown_kommune_is_a_key_error(directory: Directory) -> None:
    with pytest.raises(KeyError):
        directory.kommune("9999")


def view_of(
    directory: Directory, phone: Telefon | None, *, now: datetime = NOW, kilde: str | None = "side"
) -> ServiceView:
    """The barnevernvakt of a made-up kommune with this phone."""
    entry = EnTjeneste(navn="Vakta", status="unverified", kilde=kilde, telefon=phone)
    kommune: Kommune = directory.kommune("0301").model_copy(update={"barnevernvakt": entry})
    return local_views(kommune, "barnevernvakt", now=now, language="nb", texts=directory.texts)[0]


@pytest.mark.parametrize(
    ("status", "age_days", "shown"),
    [
        ("verified", 0, True),
        ("verified", LIMIT_DAYS, True),
        ("verified", LIMIT_DAYS + 1, False),
        ("verified", -1, False),
        ("unverified", 0, False),
    ],
)
def test_local_number_is_shown_only_when_verified_and_fresh(
    directory: Directory, status: str, age_days: int, shown: bool
) -> None:
    checked = NOW.date() - timedelta(days=age_days)
    phone = Telefon(nummer="32 25 41 70", status=status, kontrollert=checked)  # type: ignore[arg-type]
    view = view_of(directory, phone)
    assert view.phone_is_local is shown
    assert digits(view.phone) == ("32254170" if shown else "116111")
    assert ("Alarmtelefonen" in view.name) is not shown
    assert ("116 111" in view.no_answer) is shown


def test_number_from_an_unknown_source_is_not_shown(directory: Directory) -> None:
    phone = Telefon(nummer="32 25 41 70", status="verified", kontrollert=NOW.date())
    entry = EnTjeneste.model_construct(
        navn="Vakta", status="verified", kontrollert=NOW.date(), kilde=None, telefon=phone, apningstid=None,
        nettside=None, adresse=None, dekker=None, i_tillegg=[],
    )  # fmt: skip
    kommune = directory.kommune("0301").model_copy(update={"barnevernvakt": entry})
    view = local_views(kommune, "barnevernvakt", now=NOW, language="nb", texts=directory.texts)[0]
    assert digits(view.phone) == "116111"


def test_age_is_counted_in_norwegian_days(directory: Directory) -> None:
    phone = Telefon(nummer="32 25 41 70", status="verified", kontrollert=date(2026, 11, 23))
    just_after_midnight = datetime(2026, 11, 22, 23, 30, tzinfo=OSLO) + timedelta(hours=1)
    assert view_of(directory, phone, now=just_after_midnight).phone_is_local


def test_oslo_as_it_is_in_the_file(directory: Directory) -> None:
    views = {view.kind: view for view in directory.services("0301", now=NOW, language="nb")}
    assert views["legevakt"].phone == "23 48 72 00"
    assert views["legevakt"].open_now is True
    assert "116 117" in views["legevakt"].no_answer
    assert views["krisesenter"].phone == "22 48 03 80"
    assert views["helsestasjon"].website == "www.oslo.kommune.no"


def test_number_of_unknown_age_is_not_shown(directory: Directory) -> None:
    bergen = {view.kind: view for view in directory.services("4601", now=NOW, language="nb")}
    assert directory.kommune("4601").legevakt.telefon is not None
    assert bergen["legevakt"].phone == "116 117"
    assert bergen["legevakt"].state == "unverified"


def test_opening_in_words(directory: Directory) -> None:
    [nb] = directory.national(now=NOW, language="nb", ids=["nav_gjeld"])
    [nn] = directory.national(now=NOW, language="nn", ids=["nav_gjeld"])
    assert (nb.open_now, nb.opens_at, nb.hours) == (False, "i morgen kl. 09", "Hverdager kl. 09–15")
    assert nn.opens_at == "i morgon kl. 09" and nn.hours == "Kvardagar kl. 09–15"
    friday = datetime(2026, 11, 27, 18, 0, tzinfo=OSLO)
    [view] = directory.national(now=friday, language="nb", ids=["rustelefonen"])
    assert view.opens_at == "mandag kl. 11"


def test_the_poison_line_is_shown_at_home_and_abroad_though_its_source_has_no_date(
    directory: Directory,
) -> None:
    [view] = directory.national(now=NOW, language="nb", ids=["giftinformasjonen"])
    assert (view.state, view.phone, view.open_now) == ("unverified", "22 59 13 00", True)
    abroad = directory.services_outside("utlandet", ["fysiske_helseplager"], now=NOW, language="nb")
    assert [(view.kind, view.phone) for view in abroad] == [("giftinformasjonen", "+47 22 59 13 00")]


@pytest.mark.parametrize(
    "id", ["politi_uten_hast", "det_finnes_hjelp", "roede_kors_sosial_kontroll", "kompetanseteamet"]
)
def test_a_number_nobody_has_read_on_a_known_day_is_not_shown(directory: Directory, id: str) -> None:
    [view] = directory.national(now=NOW, language="nb", ids=[id])
    assert (view.state, view.phone, view.chat) == ("unverified", None, None)
    assert view.website and "116 123" in view.no_answer


def test_foreldresupport_never_promises_hours(directory: Directory) -> None:
    [view] = directory.national(now=NOW, language="nb", ids=["foreldresupport"])
    assert view.phone is None and view.hours is None and "116 123" in view.no_answer


def test_a_view_is_plain_data(directory: Directory) -> None:
    view = directory.services("5001", now=NOW, language="nb")[0]
    assert view.as_dict()["kind"] == "legevakt"
    with pytest.raises(AttributeError):
        view.phone = "1"  # type: ignore[misc]


def test_fallback_numbers_are_always_shown_ones() -> None:
    assert set(INSTEAD.values()) <= ALWAYS_SHOWN


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("116117", "116 117"),
        ("113", "113"),
        ("23487200", "23 48 72 00"),
        ("40404015", "404 04 015"),
        ("40 42 77 77", "40 42 77 77"),
    ],
)
def test_numbers_as_people_say_them(number: str, words: str) -> None:
    assert spoken(number) == words


def test_texts_are_in_three_languages(directory: Directory) -> None:
    texts: Texts = directory.texts
    assert [id for id, text in texts.entries.items() if not (text.nn and text.en)] == []


def test_no_note_to_the_staff_stands_for_hours(directory: Directory) -> None:
    shown = {
        view.hours
        for number in directory.kommuner
        for view in directory.services(number, now=NOW, language="nb")
        if view.hours
    }
    assert not [hours for hours in shown if "Listet" in hours or "http" in hours or "avlest" in hours.lower()]


@pytest.mark.parametrize("number", ["3403", "3411", "3412", "3413", "3420"])
def test_a_service_whose_sources_disagree_on_its_hours_tells_its_number_and_that_they_are_not_known(
    directory: Directory, number: str
) -> None:
    """Ringsaker's barnevernvakt begins at 15.30 on Hamar's page, at 15 on Elverum's."""
    views = directory.services(number, now=NOW, language="nb")
    vakt = next(view for view in views if view.kind == "barnevernvakt")
    assert (vakt.state, vakt.phone, vakt.open_now) == ("unverified", "404 04 015", None)
    assert vakt.hours == "Åpningstiden er ikke kjent"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Åpningstiden er ikke kjent"),
        ("nn", "Opningstida er ikkje kjend"),
        ("en", "The opening hours are not known"),
    ],
)
def test_a_number_whose_hours_nobody_knows_is_told_with_that_and_the_national_number(
    directory: Directory, language: str, words: str
) -> None:
    views = directory.services("0301", now=NOW, language=language)
    vakt = next(view for view in views if view.kind == "barnevernvakt")
    assert (vakt.phone, vakt.hours, vakt.open_now) == ("40 42 77 77", words, None)
    assert "116 111" in vakt.no_answer
    [line] = directory.national(now=NOW, language=language, ids=["arbeidslivstelefonen"])
    assert line.phone and line.hours == words and "116 117" in line.no_answer
    [hidden] = directory.national(now=NOW, language=language, ids=["foreldresupport"])
    assert hidden.phone is None and hidden.hours is None


def test_hours_that_are_known_only_in_words_are_told_as_they_stand(directory: Directory) -> None:
    """Which days "08.30-15.00" is about, or when the summer is, the source does not say: nothing is made of it."""
    views = directory.services("0301", now=NOW, language="nb")
    offices = [view for view in views if view.kind == "familievernkontor"]
    assert [view.hours for view in offices][1] == "08.30-15.00"
    assert {view.open_now for view in offices} == {None}


def test_a_number_that_is_only_known_from_another_kommunes_page_is_not_shown(directory: Directory) -> None:
    views = directory.services("3439", now=NOW, language="nb")
    assert next(view.phone for view in views if view.kind == "barnevernvakt") == "116 111"


@pytest.mark.parametrize("number", ["1580", "4020", "5034"])
def test_a_site_that_is_not_in_the_dataset_does_not_claim_it(directory: Directory, number: str) -> None:
    site = directory.kommune(number).nettsted
    assert (site.status, site.kontrollert) == ("unverified", None)
    assert directory.services(number, now=NOW, language="nb")[0].website == site.adresse


def test_what_matters_most_comes_first_also_when_a_later_theme_needs_it_too(directory: Directory) -> None:
    views = directory.services_for_themes(
        "4601", ["smabarnsutfordringer", "info_hjelpetilbud"], now=datetime(2026, 11, 25, 12, tzinfo=OSLO), language="nb"
    )  # fmt: skip
    assert views[0].name == "Helsestasjonen i Bergen"
    assert len({view.name for view in views}) == len(views)
