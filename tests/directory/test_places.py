"""Places in messages as parents write them, and messages that name none."""

import json
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from directory import Directory

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "places.jsonl").read_text(encoding="utf-8").splitlines()
]
MENTIONS = [row for row in ROWS if row["kommune_nr"] or row.get("kind")]
HARMLESS = [row for row in ROWS if not row["kommune_nr"] and not row.get("kind")]


def numbers(directory: Directory, text: str, *, asked: bool = False) -> list[str]:
    places = directory.find_places(text, asked=asked)
    return sorted({place.kommunenummer for place in places if place.kommunenummer})


def test_the_table_is_large_enough() -> None:
    assert len(MENTIONS) >= 250
    assert len(HARMLESS) >= 150


def read(directory: Directory, row: dict[str, Any]) -> dict[str, Any]:
    """A row of the table as the directory would have it."""
    places = directory.find_places(row["text"], asked=row["asked"])
    assert all(row["text"][place.start : place.end] == place.matched for place in places)
    kinds = {place.kind for place in places if place.kommunenummer is None}
    assert len(kinds) <= 1
    found = sorted({place.kommunenummer for place in places if place.kommunenummer})
    answer = {"text": row["text"], "asked": row["asked"], "kommune_nr": found}
    return {**answer, "kind": kinds.pop()} if kinds else answer


# a hundred rows a test: collecting and reporting thousands of tests took longer than running them
@pytest.mark.parametrize("first", range(0, len(ROWS), 100))
def test_place_table(directory: Directory, first: int) -> None:
    right = ROWS[first : first + 100]
    assert [read(directory, row) for row in right] == right


@pytest.mark.parametrize("template", ["jeg bor i {}", "Hei! Eg bur på {} og treng hjelp", "{} kommune"])
def test_every_kommune_is_found_by_name(directory: Directory, template: str) -> None:
    for number, kommune in directory.kommuner.items():
        for name in (kommune.navn, kommune.navn.lower(), *kommune.andre_navn):
            assert number in numbers(directory, template.format(name)), name


def test_every_kommune_is_found_by_a_bare_answer(directory: Directory) -> None:
    for number, kommune in directory.kommuner.items():
        for text in (kommune.navn, kommune.navn.lower(), kommune.navn.upper() + "!"):
            assert number in numbers(directory, text, asked=True), text


def test_every_postcode_is_read_when_asked(directory: Directory) -> None:
    for digits, target in directory.names.postnummer.items():
        [place] = directory.find_places(digits, asked=True)
        assert place.kommunenummer == target.kommunenummer


def test_spans_are_code_points_of_the_given_text(directory: Directory) -> None:
    text = "👶🏽 vi bor på Røros"
    for form in ("NFC", "NFD"):
        given = unicodedata.normalize(form, text)
        [place] = directory.find_places(given)
        assert place.kommunenummer == "5025"
        assert unicodedata.normalize("NFC", given[place.start : place.end]) == "Røros"


def test_ambiguous_places_share_a_span_and_have_distinct_names(directory: Directory) -> None:
    places = directory.find_places("bor i Våler")
    assert len({(place.start, place.end) for place in places}) == 1
    assert [place.navn for place in places] == ["Våler i Østfold", "Våler i Innlandet"]


def test_a_place_outside_says_so(directory: Directory) -> None:
    [place] = directory.find_places("vi bor på Svalbard")
    assert (place.kommunenummer, place.kind) == (None, "svalbard")


@pytest.mark.parametrize(
    ("small", "asked", "found"),
    [
        ("vi er på ski", False, []),
        ("vi er på Ski", False, ["3207"]),
        ("VI ER PÅ SKI", False, []),
        ("bor på ski", False, ["3207"]),
        ("ski", True, ["3207"]),
        ("klem til Frøya", False, []),
        ("bor på frøya", False, ["5014"]),
        ("det var i stad", False, []),
        ("Stad kommune", False, ["4649"]),
        ("en time til", False, []),
        ("Time kommune", False, ["1121"]),
    ],
)
def test_words_that_are_places_need_context(
    directory: Directory, small: str, asked: bool, found: list[str]
) -> None:
    assert numbers(directory, small, asked=asked) == found


@pytest.mark.parametrize(
    "text",
    [
        "leirskolen på Lom ble avlyst og hun gråt",
        "på hytta i Åseral sov han som en stein",
        "ferja til Lavik var full og han ble redd",
        "hunden min Gjøvik er borte",
        "stesøsteren hans studerer i Volda",
        "Ski kjøkken skal leveres i dag",
        "det er fall etter fall på isen",
        "i eng og lier leker de",
        "tante ble lagt inn på Haukeland",
        "vi flyttet fra Narvik til Boston i vår",
    ],
)
def test_where_the_family_does_not_live(directory: Directory, text: str) -> None:
    assert numbers(directory, text) == []


def test_who_is_on_a_trip_now_is_found_there(directory: Directory) -> None:
    assert numbers(directory, "vi er på hytta i Åseral og minsten har falt") == ["4224"]
    assert numbers(directory, "På hytta i Åseral.") == ["4224"]
    assert numbers(directory, "sønnen min er på leirskole i Åseral") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vi bor i le vanger", "5037"),
        ("bor i lar vik", "3909"),
        ("vi bor i kvite seid", "4028"),
        ("bor i nord fjord eid", "4649"),
        ("bor i hammer festt", "5603"),
    ],
)
def test_a_name_in_several_words_is_joined(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text) == [found]


@pytest.mark.parametrize("text", ["bor i to små hus", "we moved here and hate it", "bor øve gården"])
def test_words_that_only_stand_together_are_not_joined(directory: Directory, text: str) -> None:
    assert numbers(directory, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sande ved Drammen", "3903"),
        ("Herøy utenfor Sandnessjøen", "1818"),
        ("Nes, tre mil fra Gol", "3322"),
        ("mellom Otta og Dombås, på Dovre", "3431"),
        ("Lund. vi var Bergen før", "1112 4204 5007"),
        ("har hytte på Geilo og kommer fra Mandal opprinnelig, men bor på Hol", "3330"),
    ],
)
def test_what_stands_beside_tells_which(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text, asked=True) == found.split()


def test_a_postcode_after_its_word_needs_no_question(directory: Directory) -> None:
    for text in ("adressen vår er 2500, hva nå", "poststed 2500", "adressa er Storgata 4, 2500"):
        assert numbers(directory, text) == ["3427"], text
    assert numbers(directory, "han fikk 2500 av farmor") == []


def test_old_spelling_and_nicknames(directory: Directory) -> None:
    assert numbers(directory, "Aas", asked=True) == ["3218"]
    assert numbers(directory, "vi bor i Haa") == ["1119"]
    assert numbers(directory, "bor i bartebyen") == ["5001"]
    assert numbers(directory, "hovedstaden i Frankrike heter Paris") == []


def test_numbers_that_are_no_postcodes(directory: Directory) -> None:
    for text in ("hun veide 3500 gram", "født i 2010", "kl 1530", "har 1000 spørsmål", "0577"):
        assert numbers(directory, text) == ([] if text != "0577" else ["0301"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bor på et lite sted som heter Ås", "3218"),
        ("vi bor i en liten bygd som heter Bø", "1867 4020"),
        ("bur i ei grend kalla Eidfjord", "4619"),
        ("datteren vår heter Vik", ""),
    ],
)
def test_a_place_is_what_is_called_one(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text) == found.split()


def test_the_same_text_gives_the_same_answer(directory: Directory) -> None:
    for row in MENTIONS[:50]:
        first = directory.find_places(row["text"], asked=row["asked"])
        assert directory.find_places(row["text"], asked=row["asked"]) == first


def test_strange_texts_are_harmless(directory: Directory) -> None:
    for text in ("", " ", "…", "\x00", "🙂" * 50, "a" * 5000, "i på fra til " * 300, "́́́"):
        assert directory.find_places(text) == []
        assert directory.find_places(text, asked=True) == []


def test_a_lookup_takes_under_a_millisecond(directory: Directory) -> None:
    started = time.process_time()
    for row in ROWS:
        directory.find_places(row["text"], asked=row["asked"])
    assert (time.process_time() - started) / len(ROWS) < 0.001


@pytest.mark.parametrize("text", ["Jenta har høy temperatur i Bodø", "vi er nye i kulturen i Bodø"])
def test_words_that_end_like_a_trip_are_none(directory: Directory, text: str) -> None:
    assert numbers(directory, text) == ["1804"]


@pytest.mark.parametrize(
    "text",
    [
        "jeg var lærer i Moss før jeg fikk barn",
        "da jeg var liten på Voss fikk vi juling",
        "i min barndom i Narvik var det kaldt",
        "på åttitallet i Kirkenes",
        "eg gjekk på skule i Sogndal",
        "var på Geilo med klassen",
        "hun skal studere i Bergen til høsten",
        "han har fått plass på internat i Volda",
        "i used to live in Bergen",
    ],
)
def test_another_time_of_life(directory: Directory, text: str) -> None:
    assert numbers(directory, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("jeg er sykepleier på Voss og har selv en sønn som sliter", "4621"),
        ("for tre år siden kjøpte vi hus i Lier", "3312"),
        ("han vil ikke gå på skole i Moss", "3103"),
        ("er på cup i Skien med laget og en gutt har besvimt", "4003"),
        ("da jeg var gravid gikk jeg til kontroll i Drammen", "3301"),
    ],
)
def test_this_time_of_life(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "my mother lives in Stavanger",
        "svigersønnen i Oslo drikker",
        "eksen min sin mor i Stavanger",
        "mannen kjører trailer til Tromsø",
        "mannen min er på rigg utenfor Kristiansund",
        "læreren kommer fra Bergen",
        "vi hadde besøk fra Gjøvik",
        "det er bedre i Oslo enn her",
        "de hadde om Bergen på skolen",
        "vi så på Molde i går",
        "forelsket i en Lillesand, Jonas Lillesand",
        "en lege i salen",
    ],
)
def test_places_of_others_and_of_talk(directory: Directory, text: str) -> None:
    assert numbers(directory, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("jeg er moren og bor på lørnskog", "3222"),
        ("faren er i Lier med barna", "3312"),
        ("svigermor fra Polen bor hos oss i Drammen", "3301"),
        ("lurer på om Bergen har krisesenter", "4601"),
    ],
)
def test_places_of_the_writer_beside_others(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("båten frå Kvitsøy går først om ein time", "1144"),
        ("ferga fra Halsnøy er innstilt", "4617"),
        ("må vi til Tromsø fra Finnsnes", "5530"),
        ("er det legevakt i Lom eller må vi til Otta", "3434"),
        ("er på hytta i Åseral, legevakta hjemme er i Mandal", "4224"),
        ("jeg og barna er på hytta i Hemsedal", "3326"),
        ("en halvtime fra Bergen, på Osterøy", "4630"),
    ],
)
def test_where_somebody_sets_out_from(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bor i Moss, nei vent, vi flytta jo til Råde i august", "3112"),
        ("i Hamar. eller Stange da, rett over grensa, Ottestad heter det", "3413"),
        ("Oslo. unnskyld, Bærum, trikken går hit så jeg sier alltid Oslo", "3201"),
        ("bor i Bergen, men nei, han vil ikke flytte til Oslo", "4601"),
    ],
)
def test_what_the_writer_takes_back(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("oss på dokka har ingen legevakt", "3448"),
        ("vi er ute på leka og hun hoster", "5052"),
        ("på hell, sønnen min er åtte", "5035"),
        ("vi er på Vega", "1815"),
        ("barnevernvakta på Lena svarer ikke", "3442"),
        ("Ås er stedet", "3218"),
        ("kommunen er Sel", "3437"),
        ("gravid i uke 30, Time", "1121"),
        ("vi er ute i sola og hun er rød", ""),
        ("på ski, han datt og slo seg", ""),
        ("han er sint på Vega", ""),
        ("kommunen er dum", ""),
    ],
)
def test_words_that_somebody_says_to_be_at(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text) == found.split()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mijjieh Snåasesne årroejibie", "5041"),
        ("mii orrut Loabágis", "5518"),
        ("asun Porsangissa", "5622"),
        ("asumme Raisissa", "5544"),
        ("er i máze hos meg selv", "5612"),
    ],
)
def test_sami_and_kven_names_with_endings(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vinstra, ungen min hoster", "3436"),
        ("hei, dokka. hvordan får jeg time hos helsesykepleier", "3448"),
        ("Tretten, ti minutter nord for Lillehammer", "3440"),
        ("Hovden helt inne i Setesdal, jenta har falt", "4222"),
        ("tofte nede på hurumlandet", "3203"),
        ("BØLER hun er borte", "0301"),
        ("kjelsås jeg har ei jente på ti", "0301"),
        ("Sogndal, rektor har ringt meg om sønnen min", "4640"),
        ("dokka, den er borte og hun gråter", ""),
        ("leksa, hver dag den samme krangelen", ""),
        ("Vega, to måneder, sover ikke", ""),
        ("Ski. Slalåm. Alt er for dyrt.", ""),
        ("HJELP HAN ER BORTE", ""),
    ],
)
def test_a_message_begins_with_where_somebody_is(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text) == found.split()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bydel Frogner, jeg har en gutt på to", "0301"),
        ("hører til sagene bydel", "0301"),
        ("BUP Moss har lagt på", "3103"),
        ("Larkollen i gamle Rygge", "3103"),
        ("på strømmen, rett ved stasjonen", "3205"),
        ("på stranda, ved kiosken, ble hun borte", ""),
        ("i vår bydel er det ikke helsestasjon", ""),
    ],
)
def test_what_a_place_is_part_of_or_near(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text) == found.split()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bor til vanlig i Oslo, er hos svigers i Arendal nå", "4203"),
        ("me stogga på Otta på veg heim til Bergen, ho spyr", "3437"),
        ("vi er på otta hos foreldrene mine", "3437"),
        ("hun er hos farmor på Lena, feber 40", "3442"),
        ("sitter på toget til Bergen, bor i Voss", "4621"),
        ("Vestfossen. Skolen ligger i Hokksund", "3314"),
        ("har bodd i Oslo i ti år men flyttet nå til Hamar", "3403"),
        ("Bjørkelangen. Eldste bor hos faren på Årnes men han er her hos meg", "3226"),
        ("jeg og kjæresten bor i Risør", "4201"),
        ("jeg driver skisenter i Oppdal, tre unger", "5021"),
    ],
)
def test_where_they_are_now(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "hver lørdag i Drøbak hos mormor",
        "ho skal til besteforeldra på Voss i påska",
        "mormor ønsker å ha dem i Bodø i ferien",
        "mor mi, som bur på Voss, er sjuk",
        "læreren hun fikk i år er fra Steinkjer",
        "feiret jul hos svigers i Skien og han gråt",
        "vi var i Bergen på cup og han skadet kneet",
        "naboen, Stavanger-fyren, drikker",
        "Trondheim er større, sier han, og vil flytte",
    ],
)
def test_visits_and_where_others_come_from(directory: Directory, text: str) -> None:
    assert numbers(directory, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("min mann Tolga mener jeg overreagerer", ""),
        ("gutten vår, Hamar, har ADHD", ""),
        ("Alta, my little girl, has a rash", ""),
        ("sønnen min, Halden, 4 år", "3101"),
        ("Alta, my girl has a rash", "5601"),
        ("kommunen vår Drammen har ingen plass", "3301"),
        ("jeg strikker i Sandnes ull", ""),
        ("vi bor i Sandnes", "1108"),
        ("mannen sier at Vålerenga spiller i kveld", ""),
        ("laget hans møter Tromsø på lørdag", ""),
        ("vi bor på Vålerenga", "0301"),
    ],
)
def test_what_a_person_a_thing_or_a_team_is_called(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text) == found.split()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we might move to Stavanger next year", ""),
        ("we moved to Stavanger last year", "1103"),
        ("hvis vi flytter til Larvik må han bytte skole", ""),
        ("hvis vi bor i Larvik, hvilken legevakt er det da", "3909"),
        ("hadde jeg bodd i Oslo hadde vi fått hjelp", ""),
        ("kan en femåring fly alene til faren sin i Kirkenes", ""),
        ("jeg har aldri vært i Tromsø", ""),
        ("har aldri vært på legevakta, bor i Tromsø", "5501"),
        ("ungene skal til faren i Vennesla i morgen", ""),
        ("legevakta sa vi måtte til Ålesund", ""),
        ("har tatt med meg ungene til Stavanger, han slo", "1103"),
        ("hun har tatt med seg ungene til Stavanger", ""),
    ],
)
def test_plans_and_where_somebody_never_was(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text) == found.split()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("det er svigermor som bor i Gjøvik", ""),
        ("mamma og pappa i Sogndal synes jeg overdriver", ""),
        ("søsteren min har en sønn som går i barnehage i Moss", ""),
        ("sønnen min går i barnehage i Moss", "3103"),
        ("overlegen i Bergen sier en ting", ""),
        ("legevakta i Bergen sier en ting", "4601"),
        ("de i Tromsø har egen barnevakt", ""),
        ("er det bare i Trondheim de har slikt", ""),
        ("det er ikke akkurat Oslo her", ""),
        ("jeg er ikke fra Trøndelag eller Bergen", ""),
        ("tror du vi bor i Oslo? det gjør vi ikke", ""),
        ("etter skredet på Gjerdrum sover hun ikke", ""),
        ("bitt av flått på Hvaler i sommer", ""),
        ("kjøpte hus på Hvaler i sommer", "3110"),
        ("vi lå på barneavdelingen i Tønsberg i vår", ""),
        ("vi ligg på Haukeland med guten no, bur på Osterøy", "4601"),
    ],
)
def test_others_and_what_is_over(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text) == found.split()


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("står 7600 på brevene", True, "5037"),
        ("8610 eller 8622, begge er samme by", True, "1833"),
        ("han veide 3500 ved fødsel", True, ""),
        ("finn helsestasjon til meg. 0975, nybakt mor", False, "0301"),
        ("han fikk det siste, 3500, av farmor", False, ""),
        ("bor p lillehamer", False, "3405"),
        ("Våler, en kvarters kjøretur fra Flisa", False, "3419"),
        ("har flytta heim til Arendal, i Oslo hadde vi alt", False, "4203"),
        ("Oppegård. Nei, det er der jeg jobber. Nesodden", True, "3212"),
        ("Oppegård er der jeg jobber, Nesodden er der vi bor", False, "3212"),
        ("bor i Moss, altså Råde", False, "3112"),
        ("hurum blir det fortsatt for meg", False, "3203"),
        ("me har nett kjøpt hus i Sveio", False, "4612"),
        ("vi bor i hell av alle steder", False, "5035"),
        ("på hytta i Kragerø til søndag, bor i Oslo ellers", False, "4014"),
        ("Asker er hjemme, barna er hos eksen i Bærum annenhver uke", False, "3203"),
        ("nå blir det verre", False, ""),
    ],
)
def test_more_ways_to_say_where_one_lives(directory: Directory, text: str, asked: bool, found: str) -> None:
    assert numbers(directory, text, asked=asked) == found.split()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vi mistet bamsen på Geilo og hun gråter", ""),
        ("vi mistet bamsen på Geilo i dag og hun gråter", "3330"),
        ("han falt på Geilo og klarer ikke å gå", "3330"),
        ("jeg hadde en dårlig fødsel på Lillehammer", ""),
        ("hun har lyme etter at vi var i Kragerø", ""),
        ("hun vil til Bergen alene", ""),
        ("vi vil hjem til Bergen", "4601"),
        ("skulle bodd hos faren i Trondheim", ""),
        ("barna bor hos faren i Trondheim", "5001"),
        ("er dere i Oslo eller", ""),
        ("er barna i Oslo", "0301"),
        ("forelsket i en håndballspiller fra Larvik", ""),
        ("jeg er en mor fra Larvik", "3909"),
        ("ikke Drammen, men Lier", "3312"),
    ],
)
def test_what_is_over_wished_for_or_asked_of_us(directory: Directory, text: str, found: str) -> None:
    assert numbers(directory, text) == found.split()


VAALER, HEROEY, SANDE = ("3114", "3419"), ("1515", "1818"), ("1514", "3903", "4647")


@pytest.mark.parametrize(
    ("text", "among", "found"),
    [
        ("Østfold", VAALER, "3114"),
        ("i østfoll", VAALER, "3114"),
        ("hedmark", VAALER, "3419"),
        ("ikke den i solør", VAALER, "3114"),
        ("den i Østfold, ikke Hedmark", VAALER, "3114"),
        ("den ved moss", VAALER, "3114"),
        ("den i Nordland", HEROEY, "1818"),
        ("Møre og Romsdal", HEROEY, "1515"),
        ("sunnmøre", HEROEY, "1515"),
        ("det er den i Vestfold", SANDE, "3903"),
        ("Telemark", ("1867", "4020"), "4020"),
    ],
)
def test_the_region_or_a_place_near_it_tells_which_of_those_asked_about(
    directory: Directory, text: str, among: tuple[str, ...], found: str
) -> None:
    [place] = directory.find_places(text, asked=True, among=among)
    assert (place.kommunenummer, place.navn) == (found, directory.kommune(found).entydig)
    assert text[place.start : place.end] == place.matched
    assert found not in numbers(directory, text, asked=True)  # without the choice it says too little


@pytest.mark.parametrize(
    ("text", "among", "found"),
    [
        ("Finnmark", VAALER, ""),
        ("vet ikke", VAALER, ""),
        ("ikke Finnmark", VAALER, ""),
        ("på vestlandet et sted", SANDE, ""),
        ("Moss", VAALER, "3103"),
        ("Våler", VAALER, "3114 3419"),
    ],
)
def test_what_leaves_none_or_several_of_those_asked_about_settles_nothing(
    directory: Directory, text: str, among: tuple[str, ...], found: str
) -> None:
    places = directory.find_places(text, asked=True, among=among)
    assert sorted({place.kommunenummer or "" for place in places}) == found.split()
