"""Words that need no likeness, and guesses too weak to act on."""

from typing import Any

import pytest

from bot import names
from bot.components.normalised import read
from bot.components.plain_words import meant
from bot.flow.numbers import WORDS, asked_for, known
from bot.flow.plain_words import (
    asks_about_robot,
    is_unwilling,
    own_hunger,
    own_tears,
    plain_intent,
    tells_of_loss,
)
from bot.flow.practical import practical_of
from bot.flow.said import Said, names_emergency_help, said_in_alarm
from bot.flow.taken_back import denies, takes_back, tells_well
from bot.flow.weak_guesses import SURE, SURE_OF_ILLNESS, VERY_SURE, settled
from bot.settings import ROOT
from directory import Directory
from directory.model import KINDS


def plainly(text: str) -> str | None:
    reading = read(text)
    return plain_intent(reading.raw, reading.norm)


def services(text: str) -> list[str]:
    reading = read(text)
    return [one.ids[0] for one in asked_for(reading.raw, reading.norm)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hva er telefonnummeret til giftinformasjonen?", ["giftinformasjonen"]),
        ("har du nummeret til den nærmeste legevakta", ["legevakt"]),
        ("kva er nr til helsestasjonen", ["helsestasjon"]),
        ("æ treng nummeret te barnevernsvakta", ["barnevernvakt"]),
        ("legevakta sitt nummer?", ["legevakt"]),
        ("mental helse tlf", ["mental_helse"]),
        ("hvordan får jeg tak i familievernkontoret?", ["familievernkontor"]),
        ("og krisesenteret?", ["krisesenter"]),
        ("hva med alarmtelefonen, bare i tilfelle", ["alarmtelefonen"]),
        ("legevakta i Mandal", ["legevakt"]),
        ("nummeret til nav", ["nav_gjeld"]),
        ("what is the number for the poison line?", ["giftinformasjonen"]),
        ("nummeret til legevakta og barnevernvakta", ["legevakt", "barnevernvakt"]),
        ("vi har ringt politiet", []),
        ("legevakta sa vi skulle komme", []),
        ("skal jeg ringe legevakta?", []),
        ("nummer to fikk time på legevakta i går", []),
        ("og politiet kom hit i går", []),
        ("kor e næmmaste familievernkontoret te Harstad", ["familievernkontor"]),
        ("hvor ligger helsestasjonen i Bodø", ["helsestasjon"]),
        ("jeg vil ha familievernkontor", ["familievernkontor"]),
        ("finnes det et krisesenter på Hamar?", ["krisesenter"]),
        ("helsestasjonen sa vi måtte vente, hvor kan vi gå da", []),
        ("jeg vil ikke ha noe med krisesenteret å gjøre", []),
        ("jeg venter på svar fra nav om husleia", []),
        ("hun er så sint på barnevernet", []),
    ],
)
def test_which_service_somebody_wants_the_number_of(text: str, wanted: list[str]) -> None:
    assert services(text) == wanted


def test_every_service_that_can_be_asked_for_is_in_the_directory() -> None:
    directory = Directory.load(ROOT / "resources")
    ids = {entry.id for entry in directory.nasjonale.tjenester}
    for entry in WORDS:
        assert set(entry) <= ids or entry[0] in KINDS
    assert [one.ids[0] for one in known(["helsestasjon", "borte"])] == ["helsestasjon"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("?", names.WORDLESS),
        ("… …", names.WORDLESS),
        ("😢", names.WORDLESS),
        ("hjelp!", "greet"),
        ("help me", "greet"),
        ("hjelp med søvn", None),
        ("husker du meg neste gang?", names.ASK_MEMORY),
        ("kommer du til å huske dette i morgen", names.ASK_MEMORY),
        ("husk å ringe legen i morgen, sa han", None),
        ("unnskyld at jeg maser sånn", names.SAYS_SORRY),
        ("beklager, glem at jeg skrev", names.SAYS_SORRY),
        ("glem det", None),  # a no to what was offered
        ("er det greit at jeg skriver på dialekt?", names.ASK_LANGUAGE),
        ("må eg skrive bokmål", names.ASK_LANGUAGE),
        ("og på dansk?", names.ASK_LANGUAGE),
        ("han kan ikke snakke norsk", None),
        ("feil sted", names.WRONG_PLACE),
        ("nei, det er feil kommune", names.WRONG_PLACE),
        ("nei jeg bor ikke i Bergen", names.WRONG_PLACE),
        ("me bur ikkje der", names.WRONG_PLACE),
        ("vi bor ikke sammen", None),
        ("vi bor ikke i lag lenger", None),
        ("han er på feil sted i livet", None),
        ("han gråter hele kvelden", None),
    ],
)
def test_words_that_need_no_likeness(text: str, intent: str | None) -> None:
    assert plainly(text) == intent


def after(intent: str, confidence: float, text: str) -> str:
    reading = read(text)
    return settled(intent, confidence, reading.raw, reading.norm)


@pytest.mark.parametrize(
    ("intent", "least"),
    [
        ("report_money", SURE),
        ("report_teen", SURE),
        ("find_service", SURE),
        ("ask_capabilities", SURE),
        ("report_child_ill", SURE_OF_ILLNESS),
        ("report_crying", SURE_OF_ILLNESS),
        ("goodbye", VERY_SURE),
    ],
)
def test_a_weak_guess_starts_nothing(intent: str, least: float) -> None:
    assert after(intent, least - 0.01, "det er noe med dagene her") == names.UNCLEAR
    assert after(intent, least, "det er noe med dagene her") == intent


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("ask_wait_time", "hvor lenge må han være hjemme"),
        ("correct_answer", "noe er feil"),
        ("correct_answer", "pusten er feil"),
    ],
)
def test_a_question_about_a_child_is_none_about_us(intent: str, text: str) -> None:
    assert after(intent, 0.95, text) == names.UNCLEAR


@pytest.mark.parametrize("intent", ["affirm", "deny", "inform_age", "request_veileder", "nlu_fallback"])
def test_answers_and_a_wish_for_a_human_are_heard_however_weak(intent: str) -> None:
    assert after(intent, 0.3, "tja") == intent


@pytest.mark.parametrize(
    ("text", "sure", "child"),
    [
        ("jeg er tretten år", 0.3, True),
        ("jeg er bare et barn", 0.3, True),
        ("pappa roper så jeg er redd", 0.65, True),
        ("mamma har fått slag og bor hos oss", 0.9, False),
        ("jeg er 13 uker på vei", 0.9, False),
    ],
)
def test_a_child_is_believed_to_write_only_when_the_words_say_so(text: str, sure: float, child: bool) -> None:
    assert (after(names.CHILD_IS_WRITING, sure, text) == names.CHILD_IS_WRITING) is child


def test_a_farewell_in_plain_words_is_one() -> None:
    assert after(names.GOODBYE, 0.3, "må stikke, ha det") == names.GOODBYE
    assert after(names.GOODBYE, 0.3, "vi kan snakke om noe annet") == names.UNCLEAR


def test_how_long_it_is_catching_is_no_question_about_the_queue() -> None:
    assert after("ask_wait_time", 0.8, "hvor lenge er det smittsomt?") == names.UNCLEAR
    assert after("ask_wait_time", 0.8, "hvor lenge er det igjen?") == "ask_wait_time"


@pytest.mark.parametrize(
    ("text", "robot"), [("er du en chatbot?", True), ("snakker jeg med en person?", False)]
)
def test_which_way_round_it_is_asked_who_answers(text: str, robot: bool) -> None:
    assert asks_about_robot(text) is robot


@pytest.mark.parametrize(
    ("text", "unwilling"),
    [
        ("vil ikke", True),
        ("orkar ikkje", True),
        ("nei takk", True),
        ("nei, det er feil", False),
        ("nei", False),
    ],
)
def test_a_no_that_means_i_do_not_want_to(text: str, unwilling: bool) -> None:
    assert is_unwilling(text) is unwilling


class Message(dict[str, Any]):
    def set(self, key: str, value: Any, add_to_output: bool = False) -> None:
        assert add_to_output
        self[key] = value


@pytest.mark.parametrize("text", ["Bergen", "i Sogndal", "Porsgrunn", "på Ås"])
@pytest.mark.parametrize(
    ("guess", "sure"), [(names.OUT_OF_SCOPE, 0.9), (names.NLU_FALLBACK, 0.9), ("report_school", 0.33)]
)
def test_a_place_in_few_words_is_one_whatever_it_is_like(text: str, guess: str, sure: float) -> None:
    assert meant(text, guess, sure) == names.INFORM_KOMMUNE


def test_where_one_lives_is_heard_in_a_sentence_too() -> None:
    assert meant("vi bor et lite sted som heter Løten", "ask_if_human", 0.9) == names.INFORM_KOMMUNE


@pytest.mark.parametrize(
    ("text", "guess", "sure"),
    [
        ("xqzw", names.NLU_FALLBACK, 0.9),
        ("hva blir været i Bergen i morgen", names.OUT_OF_SCOPE, 0.9),
        ("vi krangler i Bergen", "report_relationship", 0.8),
        ("vi bor i Bergen og krangler hver kveld", "report_relationship", 0.8),
        ("jeg bor i Bergen, hvem kan hjelpe meg?", names.FIND_SERVICE, 0.8),
    ],
)
def test_no_place_and_more_than_a_place_stay_what_they_are(text: str, guess: str, sure: float) -> None:
    assert meant(text, guess, sure) == guess


def test_the_ranking_stays_what_the_classifier_said() -> None:
    from bot.components.plain_words import PlainWords

    ranking = [{"name": "report_teen", "confidence": 0.35}]
    message = Message(text="det er noe med dagene her", intent=ranking[0], intent_ranking=ranking)
    PlainWords().process([message])
    assert message["intent"]["name"] == names.UNCLEAR
    assert message["intent_ranking"] == ranking


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hva i alle dager gjør vi nå", Said.WHAT_TO_DO),
        ("ka ska æ gjør", Said.WHAT_TO_DO),
        ("kven skal eg ringje", Said.WHAT_TO_DO),
        ("what do we do now", Said.WHAT_TO_DO),
        ("telefonen er knust", Said.NO_PHONE),
        ("vi har ikkje mobil på hytta", Said.NO_PHONE),
        ("my phone is dead", Said.NO_PHONE),
        ("113 svarer ikke", Said.NO_ANSWER),
        ("jeg kommer ikke gjennom", Said.NO_ANSWER),
        ("tør ikke ringe", Said.AFRAID_TO_CALL),
        ("hvor blir dere av", Said.WHERE),
        ("what i do", Said.WHAT_TO_DO),
        ("vart ringer jag", Said.WHAT_TO_DO),
        ("måste jag verkligen ringa", Said.MUST_CALL),
        ("må jeg ringe selv om hun er våken", Said.MUST_CALL),
        ("kan det vänta", Said.WAIT),
        ("er det greit å vente til i morgen", Said.WAIT),
        ("kan jeg bare la henne sove", Said.WAIT),
        ("skal jeg bare legge meg", Said.WAIT),
        ("hvor lenge skal jeg vente", Said.HOW_LONG),
        ("når kommer ambulansen", Said.HOW_LONG),
        ("kommer ambulansen snart", Said.HOW_LONG),
        ("hva sier jeg", Said.AFRAID_TO_CALL),
        ("hva skal jeg si til henne", None),
        ("hvor lenge til det er min tur i køen", None),
        ("hvor lenge må han være hjemme", None),
        ("hva hvis de tar henne fra meg", Said.FEARS_LOSS),
        ("kommer barnevernet nå", Said.FEARS_LOSS),
        ("han tar henne fra meg", None),
        (
            "jeg ser for meg at jeg mister henne ned trappa hver eneste gang jeg går forbi, og jeg vil det ikke",
            None,
        ),
        ("jeg har ventet førti minutter på legevakta", Said.NO_ANSWER),
        ("jeg er verdens verste mamma", Said.BLAME),
        ("det var min feil", Said.BLAME),
        ("eg er ein elendig far", Said.BLAME),
        ("hun svarer ikke når jeg roper", None),
        ("han tar ikke telefonen sin", None),
        ("barna sover", None),
        ("de slår ikke", None),
    ],
)
def test_what_needs_an_answer_of_its_own_beside_an_alarm(text: str, said: Said | None) -> None:
    reading = read(text)
    assert said_in_alarm(reading.raw, reading.norm) == said


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("nei bare kødder", True),
        ("det var for tre år siden", True),
        ("det er lenge siden, det gikk bra", False),  # hours may be long
        ("det er lenge siden nå", False),
        ("jeg leste det på nettet at det er farlig", False),
        ("dette er på film, krampene", False),
        ("jeg bare drømte ikke dette", False),
        ("jeg drømmer om natta at dette skjer", False),
        ("jeg drømte det bare", True),
        ("så det på film", True),
        ("it was a movie", True),
        ("mine er friske", False),  # a battery shows nothing at first
        ("det er lenge siden hun pustet", False),
        ("jeg kødder ikke", False),
        ("dette er ikke en spøk", False),
        ("hun kødder bare", False),
        ("han snakker bare tull", False),
        ("vi så på film da han fikk krampe", False),
        ("hun er frisk ellers", False),
        ("det begynte for to uker siden", False),
    ],
)
def test_what_takes_an_alarm_back_in_plain_words(text: str, back: bool) -> None:
    reading = read(text)
    assert takes_back(reading.raw, reading.norm) is back


@pytest.mark.parametrize(
    ("text", "well"),
    [
        ("det gikk bra etter operasjonen", True),
        ("nå er hun 3 og frisk", True),
        ("nei ikke syk", True),
        ("mine er friske", True),
        ("det er lenge siden, det gikk bra", True),
        ("he is ok now", True),
        ("hun er frisk, men puster rart", False),
        ("hun er ikke frisk", False),
        ("er hun frisk nå?", False),
        ("hun puster nå", False),
    ],
)
def test_who_says_that_a_child_is_well(text: str, well: bool) -> None:
    reading = read(text)
    assert tells_well(reading.raw, reading.norm) is well


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("nei du misforstår, ingen her er i fare", True),
        ("hvorfor skriver du 113, ingen syk her", True),
        ("du har lest feil", True),
        ("det var ikke det jeg mente", True),
        ("nei jeg bare tuller ikke", False),
        ("dette er ingen spøk", False),
        ("tror du jeg tuller", False),
        ("det er ikke sånn han pleier å være", False),
        ("noe er feil", False),
        ("pusten er feil", False),
        ("ingen her kan kjøre", False),
        ("jeg har ikke sagt alt", False),
        ("hvorfor sier du det", False),
        ("det er lenge siden hun pustet", False),
        ("han puster ikke", False),
    ],
)
def test_only_words_put_an_alarm_aside(text: str, denied: bool) -> None:
    reading = read(text)
    assert denies(reading.raw, reading.norm) is denied


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("jeg har ringt 113", True),
        ("ambulansen er på vei", True),
        ("politiet er her nå", True),
        ("vi ringte ambulanse i går", False),
        ("jeg har ringt legevakta", False),
        ("ring 113 sa naboen", False),
        ("fanget av drage, ringer 112 på lekemobil", False),
        ("de tok blodprøver og vi lå der hele natta og ambulansen kom og alt var kaos i huset", False),
    ],
)
def test_who_has_called_those_with_blue_lights(text: str, named: bool) -> None:
    assert names_emergency_help(text) is named


@pytest.mark.parametrize(
    ("guess", "text", "after"),
    [
        (names.CORRECT_ANSWER, "det var min feil", names.UNCLEAR),
        (names.CORRECT_ANSWER, "det var min feil, hun er 3 år", names.CORRECT_ANSWER),
        ("report_grief", "jeg dør av latter", names.UNCLEAR),
        ("report_grief", "bestefar døde av kreft", "report_grief"),
    ],
)
def test_a_figure_of_speech_is_no_loss_and_blame_no_correction(guess: str, text: str, after: str) -> None:
    assert meant(text, guess, 0.9) == after


@pytest.mark.parametrize(
    ("text", "loss"),
    [
        ("oldefar gikk bort i går", True),
        ("vi mista babyen i veke tolv", True),
        ("katten vår døde og hun gråter", True),
        ("my wife died last winter", True),
        ("skal barna i begravelsen", True),
        ("mobilen døde midt i samtalen", False),
        ("jeg har mistet tålmodigheten med sønnen min", False),
        ("han er redd for å dø", False),
        ("bestemor døde ikke, hun er på sykehuset", False),
        ("jeg mistet jobben", False),
    ],
)
def test_a_death_is_told_by_its_words(text: str, loss: bool) -> None:
    reading = read(text)
    assert tells_of_loss(reading.raw, reading.norm) is loss


@pytest.mark.parametrize(
    ("text", "text_id"),
    [
        ("Hva koster det hos dere?", "utter_ask_cost"),
        ("finnes det noe hjelp utan at barnevernet får vite det?", "utter_ask_no_barnevern"),
        ("har eg rett på advokat?", "utter_ask_rights"),
        ("hvor kan vi få mat i kveld", "utter_ask_food"),
        ("hvordan søker man om utredning hos ppt?", "utter_ask_pathway"),
        ("er det noen jeg kan ringe?", "utter_ask_phone"),
        ("can i call someone?", "utter_ask_phone"),
        ("hvem melder jeg dette til, skal jeg melde fra?", "utter_hear_other_child"),
        ("er det sorggruppe i Tønsberg?", "utter_ask_group"),
        ("har dere kurs for foreldre på Nesodden", "utter_ask_group"),
        ("går det an å få avlastning?", "utter_ask_relief"),
        ("er det noen som kan passe dem litt", "utter_ask_relief"),
        ("eg treng barnevakt ikkje lege", "utter_ask_relief"),
        ("barnevakta gikk hjem klokka ni", None),
        ("vi møttes på barselgruppa", None),
        ("vi spiste middag hos mormor", None),
        ("hvem kan jeg ringe lokalt", None),
        ("jeg vil ikke ringe noen", None),
        ("han er ferdig med utredningen", None),
        ("barnevernet var her i går", None),
    ],
)
def test_a_direct_question_is_known_and_a_mention_is_none(text: str, text_id: str | None) -> None:
    reading = read(text)
    found = practical_of(reading.raw, reading.norm)
    assert (found.text_id if found else None) == text_id


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("jeg vil helst sitte i ro til noen kommer", names.WANTS_QUIET),
        ("ikke spør meg om mer nå", names.WANTS_QUIET),
        ("ok, da venter jeg litt", names.WANTS_QUIET),
        ("thanks, i'll wait", names.WANTS_QUIET),
        ("kan dere slette denne samtalen", names.ASK_DELETION),
        ("hva skal jeg gjøre", names.ASK_WHAT_TO_DO),
        ("naboen slår ungene sine", names.OTHER_CHILD),
        ("jeg er trener for ei jente som jeg er bekymret for", names.OTHER_CHILD),
        ("hvor lenge må jeg vente", None),
        ("jeg venter barn til våren", None),
        ("hun venter på time hos legen", None),
    ],
)
def test_silence_deletion_and_other_children_are_said_plainly(text: str, intent: str | None) -> None:
    reading = read(text)
    assert plain_intent(reading.raw, reading.norm) == intent


def test_the_parents_own_tears_are_no_crying_child() -> None:
    assert own_tears("jeg gråter hele dagen")
    assert not own_tears("jeg gråter når babyen gråter")
    assert not own_tears("hun gråter hele dagen")


@pytest.mark.parametrize(
    "text", ["jeg har mistet telefonen min på bussen", "morfar mistet tålmodigheten", "i lost the keys again"]
)
def test_not_every_loss_is_grief(text: str) -> None:
    reading = read(text)
    assert settled("report_grief", 0.9, reading.raw, reading.norm) == names.UNCLEAR
    assert settled("report_grief", SURE, "savnet etter mormor", "savnet etter mormor") == "report_grief"


@pytest.mark.parametrize(
    ("intent", "text", "counts"),
    [
        ("report_addiction", "han drikker som vanlig og leker", False),
        ("report_addiction", "jenta på fire drikker godt", False),
        ("report_addiction", "faren drikker i helgene", True),
        ("report_addiction", "jeg drikker hver kveld", True),
        ("report_relationship", "ikke noe virker", False),
        ("report_relationship", "vi krangler om alt", True),
        ("report_relationship", "krangler bare med sønnen min", False),
        ("report_relationship", "krangler med mannen min", True),
        ("report_violence", "nei, jeg har ikke slått ham", False),
        ("report_violence", "nei, hun slår ikke", False),
        ("report_violence", "nei, jeg tør ikke dra hjem", True),
        ("report_violence", "nei han slutter aldri å slå", True),
        ("report_violence", "han slår meg", True),
        ("report_violence", "hun slår ikke", False),
        ("report_violence", "han slo kneet", False),
        ("report_anger", "han kjefter på ungene", False),
        ("report_anger", "jeg kjefter på ungene", True),
        ("dont_know", "det er leit med eksmannen", False),
        ("dont_know", "aner ikke", True),
        ("report_sleep", "nå sover hun godt", False),
        ("report_sleep", "hun sover ikke godt", True),
        ("need_interpreter", "kan noen se etter dem en time", False),
        ("need_interpreter", "kan jeg få tolk", True),
        ("need_interpreter", "datteren min vil ikke snakke polsk lenger", False),
        ("ask_if_human", "en liten bygd langt inne i skogen", False),
        ("ask_if_human", "er du ekte", True),
        ("complain_wait", "er det noe å være redd for", False),
        ("complain_wait", "hvorfor svarer ingen", True),
        ("ask_10_smarte_tips", "tips mot hodelus", False),
        ("ask_10_smarte_tips", "hvor er de ti tipsene", True),
        ("ask_opening_hours", "noen som leser", False),
        ("ask_what_to_say", "hva er lov i slike saker", False),
        ("ask_what_to_say", "hva sier jeg til ham", True),
        ("not_about_us", "slik er det hver eneste dag", False),
        ("not_about_us", "det gjelder ikke oss", True),
        ("request_veileder", "hun vil ikke snakke med meg lenger", False),
        ("request_veileder", "kan jeg få snakke med noen", True),
        ("report_fever", "han er ikke syk", False),
        ("report_fever", "han er ikke frisk", True),
    ],
)
def test_a_guess_with_an_answer_that_would_be_strange_needs_words_of_its_own(
    intent: str, text: str, counts: bool
) -> None:
    assert (after(intent, 0.9, text) == intent) is counts


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hva skjer med det jeg har skrevet her", names.ASK_PRIVACY),
        ("kva blir det eg fortel brukt til", names.ASK_PRIVACY),
        ("kan nav lese dette", names.ASK_PRIVACY),
        ("hvor lenge lagres det", names.ASK_PRIVACY),
        ("hvem får lese det jeg skriver", names.ASK_PRIVACY),
        ("hvor lenge varer feberen", None),
        ("hva skal jeg gjøre", names.ASK_WHAT_TO_DO),
        ("hvem er dere", names.ASK_WHO),
        ("hvem driver denne chatten", names.ASK_WHO),
        ("hvem er det hun er redd for", None),
        ("hvordan sletter jeg dette", names.ASK_DELETION),
        ("ha en fin kveld", names.GOODBYE),
        ("god natt", names.GOODBYE),
        ("ha det vondt har hun ofte", None),
        ("er det noen her", "ask_if_human"),
        ("er det noen som kan hjelpe", None),
        ("herregud", names.UNCLEAR),
        ("kan dere slutte å spørre om det", names.WANTS_QUIET),
        ("jeg klarer ikke å sitte stille", None),
        ("han vil ikke snakke mer", None),
        ("jeg vil ikke snakke mer", names.WANTS_QUIET),
        ("nummer takk", names.ASK_PRACTICAL),
        ("hva har vi krav på", names.ASK_PRACTICAL),
        ("kan noen passe barna i kveld", names.ASK_PRACTICAL),
        ("hvem kan jeg snakke med", names.ASK_PRACTICAL),
    ],
)
def test_questions_about_the_service_and_farewells_are_plain(text: str, intent: str | None) -> None:
    assert plainly(text) == intent


def test_violence_told_in_other_words_than_ours_must_be_likely() -> None:
    told = "ingen kommer til å tro meg, sier han"
    assert after("report_violence", VERY_SURE, told) == "report_violence"
    assert after("report_violence", VERY_SURE - 0.01, told) == names.UNCLEAR


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("jeg klarer ikke å spise noe", True),
        ("eg har ikkje matlyst", True),
        ("jeg får ikke babyen til å spise", False),
        ("jeg har ikke nok melk", False),
        ("han vil ikke spise", False),
    ],
)
def test_a_parent_who_cannot_eat_is_no_child_who_cannot(text: str, own: bool) -> None:
    assert own_hunger(text) is own
