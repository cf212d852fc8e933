"""Help near home: which kommune, and what it has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecutionRejected, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import library, names
from bot.actions.alarm_reply import near_help, reply_in_alarm, tell_place
from bot.actions.base import (
    BotAction,
    button,
    leave_loop,
    returns_to_form,
    say,
    set_slots,
    then_listen,
    view_of,
    with_slots,
    words,
)
from bot.actions.calming import step_of
from bot.actions.forms import leaves_form
from bot.components.normalised import read, share_known
from bot.flow.next_step import Step
from bot.flow.numbers import Asked, asked_for, known
from bot.flow.place import SAYS_WHERE, is_placed, open_choice, placed
from bot.flow.said import refuses
from bot.flow.screening import lets_go
from bot.flow.services import SHELTER, choose, describe, fits_what_was_told, near_enough, together
from bot.flow.topics import ILLNESS, crises, is_medical, is_small, is_violent, themes_of, with_crisis_first
from bot.flow.view import View
from bot.replies import Choice
from directory.outside import ABROAD, kind_outside
from directory.services import ServiceView

NUMBER = re.compile(r"\d{4}")
MAX_CHOICES = 6
HEARD_FIRST = frozenset({names.SCREENING_ALARM, names.REQUEST_VEILEDER, names.ASK_NUMBER})
COURTESIES = frozenset({names.AFFIRM, names.DONT_KNOW})
"""What is no place and no attempt at one: «ja takk», «vet ikke helt»."""
ELSEWHERE = frozenset(
    {
        names.OUT_OF_SCOPE,
        names.SAYS_SORRY,
        names.WORDLESS,
        names.ASK_DELETION,
        names.WANTS_QUIET,
    }
    | {"insult_assistant", "complain_wait", "thank", "greet"}
)
"""Who writes this is not with the question of where they live any more: it was answered, and the question rests."""
SHORT = 3  # words: perhaps a place spelt in a way nobody knows


@dataclass(frozen=True)
class Named:
    """The places one message names: kommunenummer it may mean, and the kind of a place that lies in no kommune."""

    numbers: Sequence[str] = ()
    outside: str | None = None

    def __bool__(self) -> bool:
        return bool(self.numbers or self.outside)

    @property
    def settled(self) -> bool:
        """Whether it says where the parent is, and does not leave a choice."""
        return len(self.numbers) == 1 or (self.outside is not None and not self.numbers)

    @property
    def slots(self) -> dict[str, Any]:
        """What is remembered of a settled place."""
        return placed(self.numbers[0] if self.numbers else None, self.outside)


def told_place(view: View) -> bool:
    """Whether this message says where the parent is: then a bare short name counts, as in an answer."""
    return view.intent == names.INFORM_KOMMUNE


def named(view: View, *, asked: bool) -> Named:
    """The places of this message: a button, or what the directory reads. `asked`: it answers where the parent lives."""
    if view.choice and NUMBER.fullmatch(view.choice):
        return Named([view.choice] if _exists(view.choice) else [])
    among = open_choice(view) if asked else []
    found = library.directory().find_places(view.text, asked=asked, among=among)
    numbers = dict.fromkeys(place.kommunenummer for place in found if place.kommunenummer)
    return Named([number for number in numbers if _exists(number)], kind_outside(found))


def read_by_web(view: View) -> Named:
    """Where the parent is by now: while the form asks, that is what web has read in this very message, and it knew the choice."""
    kommune = view.slots.get(names.KOMMUNE)
    return Named([kommune] if kommune else [], view.slots.get(names.OUTSIDE))


def _exists(kommunenummer: str) -> bool:
    try:
        library.directory().kommune(kommunenummer)
    except KeyError:
        return False
    return True


def ask_which(dispatcher: CollectingDispatcher, view: View, numbers: Sequence[str]) -> None:
    """Several kommuner fit: let the parent choose."""
    choices = [Choice(label=library.directory().kommune(n).entydig, value=n) for n in numbers[:MAX_CHOICES]]
    say(dispatcher, words(view, "utter_which_kommune"), "question", choices=[*choices, _skip(view)])


def ask_again(dispatcher: CollectingDispatcher, view: View) -> None:
    """The kommune question in other words."""
    say(dispatcher, words(view, "utter_ask_kommune_again"), "question", choices=[_skip(view)])


def tell_outside(dispatcher: CollectingDispatcher, view: View, outside: str) -> None:
    """Plainly what that place means for the help there is, and whom to ring when it cannot wait; in an alarm that alone."""
    alarm = view.alarm and outside == ABROAD
    say(dispatcher, words(view, "utter_outside_alarm" if alarm else f"utter_outside_{outside}"))


def take(dispatcher: CollectingDispatcher, view: View, place: Named) -> list[EventType]:
    """Remember a settled place; that it lies in no kommune is told unless it was."""
    if place.outside and place.outside != view.slots.get(names.OUTSIDE):
        tell_outside(dispatcher, view, place.outside)
    return set_slots(place.slots)


def _skip(view: View) -> Choice:
    return button(view, "label_skip", names.DENY)


def _elsewhere(view: View) -> Choice:
    """A place read out of a text may be another's: one press tells so, before a wrong number is rung."""
    return button(view, "label_elsewhere", names.WRONG_PLACE)


class ValidateKommuneForm(BotAction):
    def name(self) -> str:
        return "validate_kommune_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.slots.get(names.REQUESTED_SLOT) is None:  # the form begins
            return set_slots({names.KOMMUNE_TRIES: 0, names.REQUESTED_SLOT: names.KOMMUNE})
        kept = {names.KOMMUNE: view.slots.get(names.KOMMUNE)}  # Rasa goes by whether it was set in this turn
        if returns_to_form(tracker, names.KOMMUNE_FORM):
            over = is_placed(view) or view.intent in ELSEWHERE
            return set_slots({**kept, names.REQUESTED_SLOT: None if over else names.KOMMUNE})
        place = read_by_web(view) or named(view, asked=True)
        if place.settled and view.intent not in {names.DENY, *HEARD_FIRST}:
            return [*take(dispatcher, view, place), SlotSet(names.REQUESTED_SLOT, None)]
        if _declines(view) or _skips(view):
            return set_slots({**kept, names.REQUESTED_SLOT: None})
        leaves = leaves_form(view, domain, names.KOMMUNE_FORM) or view.intent not in COURTESIES
        if (not place and leaves and not _may_be_a_place(view)) or view.intent in HEARD_FIRST:
            return [ActionExecutionRejected(names.KOMMUNE_FORM)]
        if view.slot(names.KOMMUNE_TRIES, 0) >= 2:
            return set_slots({names.KOMMUNE: None, names.REQUESTED_SLOT: None})
        return set_slots({names.KOMMUNE: None, names.REQUESTED_SLOT: names.KOMMUNE})


def _skips(view: View) -> bool:
    """A «vet ikke» to the question itself, and not one about everything else: «jeg vet ikke lenger ut eller inn»."""
    return view.intent == names.DONT_KNOW and (bool(view.choice) or len(view.text.split()) <= SHORT + 1)


def _declines(view: View) -> bool:
    """Whether a no is about the place, and not an answer to something else: «nei, de sover nå»."""
    if view.intent == names.DENY:
        return bool(view.choice) or refuses(view.text.lower())
    return view.intent == names.STOP_STRATEGY


def _may_be_a_place(view: View) -> bool:
    """Whether words that are like nothing much may be the answer after all: a postcode, a name that no word list has, or words
    that say so. Ages, numbers and ordinary talk are no attempt at a place."""
    text = view.text.strip().lower()
    if view.choice or NUMBER.fullmatch(text) or SAYS_WHERE.search(text):
        return True
    if open_choice(view) and not re.search(r"\d", text):  # perhaps the region of one of them
        return len(text.split()) <= SHORT
    plain = view.intent in {names.UNCLEAR, names.NLU_FALLBACK, names.OUT_OF_SCOPE, names.INFORM_KOMMUNE}
    name = not re.search(r"[\d?]", text) and share_known(text) < 1
    return plain and name and len(text.split()) <= SHORT


class ActionAskKommune(BotAction):
    def name(self) -> str:
        return "action_ask_kommune"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.intent in names.EVENT_INTENTS.values():
            return []
        tries = int(view.slot(names.KOMMUNE_TRIES, 0))
        returns = returns_to_form(tracker, names.KOMMUNE_FORM)
        several: Sequence[str] = open_choice(view)
        if not returns:
            numbers = named(view, asked=bool(tries) or told_place(view)).numbers
            several = numbers if len(numbers) > 1 else several
        if several:
            ask_which(dispatcher, view, several)
        elif returns or (tries and view.intent in COURTESIES):
            say(dispatcher, words(view, "utter_ask_kommune_back"), "question", choices=[_skip(view)])
        elif tries:
            ask_again(dispatcher, view)
        else:
            say(dispatcher, words(view, "utter_ask_kommune"), "question", choices=[_skip(view)])
        if returns:
            return []
        return set_slots({names.KOMMUNE_ASKED: True, names.KOMMUNE_TRIES: tries + 1})


class ActionShowServices(BotAction):
    """The services of the parent's kommune for what they came with; without a kommune the national ones that fit."""

    def name(self) -> str:
        return "action_show_services"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        return then_listen(show_services(dispatcher, view_of(tracker)))


def show_services(dispatcher: CollectingDispatcher, view: View) -> list[EventType]:
    """Say what help there is where the parent is, or wherever they are when nobody knows."""
    kommune, outside = view.slots.get(names.KOMMUNE), view.slots.get(names.OUTSIDE)
    medical = is_medical(view)
    suggested = [theme for theme in view.facts.get("themes") or [] if medical or theme != ILLNESS]
    told = themes_of(view.topics, suggested, view.findings.get("age_months"))
    themes = with_crisis_first(told, crises(view)) or ["info_hjelpetilbud"]
    afraid = is_violent(crises(view)) or "violence" in view.topics
    now, directory, language = datetime.now(UTC), library.directory(), view.language
    if outside and not kommune:
        found = directory.services_outside(outside, themes, now=now, language=language)
    else:
        found = directory.services_for_themes(kommune, themes, now=now, language=language)
    found = [one for one in found if fits_what_was_told(one.kind, medical=medical, small=is_small(view))]
    fitting = [directory.nasjonale.fitting(theme) for theme in themes]
    listener = directory.national(now=now, language=language, ids=["mental_helse"])
    chosen = choose(
        together(near_enough(found, view.text)),
        [{*kinds, *ids} for kinds, ids in fitting],
        first=SHELTER if afraid else None,
        listener=[] if outside and not kommune else listener,
    )
    cards = [kommune or outside or "", *sorted(one.name for of_a_kind in chosen for one in of_a_kind)]
    if cards == view.slots.get(names.SERVICES):
        say(dispatcher, words(view, "utter_services_above"))
        return set_slots({names.SERVICES_SHOWN: True})
    say(dispatcher, services_intro(view, kommune, outside), choices=[_elsewhere(view)] if kommune else [])
    say_services(dispatcher, view, chosen)
    return set_slots({names.SERVICES_SHOWN: True, names.SERVICES: cards})


def say_services(
    dispatcher: CollectingDispatcher, view: View, services: Sequence[Sequence[ServiceView]]
) -> None:
    """One message for each kind of service."""
    for of_a_kind in services:
        text = describe(of_a_kind, lambda id, **values: library.texts().get(id, view.language, **values))
        say(dispatcher, text, "service", source=of_a_kind[0].source)


def services_intro(view: View, kommune: str | None, outside: str | None) -> str:
    """The line above the services: for which kommune they are, or for whom else."""
    if kommune:
        return words(view, "utter_services_intro", kommune=library.directory().kommune(kommune).entydig)
    return words(view, "utter_services_outside" if outside else "utter_services_national")


class ActionAfterKommune(BotAction):
    """The kommune form has ended: the services there, or a word that it is fine to skip and those for the whole country."""

    def name(self) -> str:
        return "action_after_kommune"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        wanted, asked_no_more = known(view.slot(names.WANTED, [])), set_slots({names.WANTED: None})
        if is_placed(view) and wanted:
            say_numbers(dispatcher, view, wanted)
            return [*asked_no_more, FollowupAction("action_continue")] if view.topics else asked_no_more
        if is_placed(view):
            return [FollowupAction("action_show_services")]
        if returns_to_form(tracker, names.KOMMUNE_FORM):
            return asked_no_more
        say(dispatcher, words(view, "utter_no_is_fine" if view.intent == names.DENY else "utter_no_kommune"))
        if wanted:  # what can be rung from anywhere was told at once
            return [*asked_no_more, FollowupAction("action_continue")] if view.topics else asked_no_more
        return [*show_services(dispatcher, view), FollowupAction("action_continue")]


class ActionTakeKommune(BotAction):
    """A place told unasked, or an answer by button."""

    def name(self) -> str:
        return "action_take_kommune"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        place = named(view, asked=True)
        if view.alarm:
            near_in_alarm(dispatcher, view, place)
            return []
        if not place:
            say(dispatcher, words(view, "utter_noted"))
            return [FollowupAction("action_continue")]
        events = take(dispatcher, view, place) if place.settled else []
        # told where we asked if the child is well: help there, and no question
        if place.settled and lets_go(view):
            rests = set_slots({names.ASKING: None})
            return [*leave_loop(view), *rests, *events, FollowupAction("action_show_services")]
        return [*events, FollowupAction("action_find_service")]


def near_in_alarm(dispatcher: CollectingDispatcher, view: View, place: Named) -> None:
    """A place told while an alarm stands: the number still comes first, and then who helps near there."""
    kommune = place.numbers[0] if len(place.numbers) == 1 else None
    tell_place(dispatcher, view, kommune)
    say_services(dispatcher, view, together(near_enough(near_help(view, kommune), view.text)))


class ActionFindService(BotAction):
    """The parent asks for help near home, perhaps naming a place, or has told where. Open safety questions come first."""

    def name(self) -> str:
        return "action_find_service"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.alarm and (named(view, asked=told_place(view)) or is_violent(crises(view))):
            near_in_alarm(dispatcher, view, named(view, asked=told_place(view)))
            return []
        if view.alarm or step_of(view) is Step.ASK_SAFETY:
            return [FollowupAction("action_continue")]
        place = named(view, asked=told_place(view))
        events = take(dispatcher, view, place) if place.settled else []
        after = with_slots(view, place.slots) if place.settled else view
        chosen = after.slots.get(names.KOMMUNE)
        if is_placed(after) and (len(place.numbers) < 2 or chosen in place.numbers):
            return [*events, FollowupAction("action_show_services")]
        return [*set_slots(placed(None)), FollowupAction(names.KOMMUNE_FORM)]


class ActionWrongPlace(BotAction):
    """The place that was taken for theirs is not: it is forgotten, and asked for. In an alarm the number comes first."""

    def name(self) -> str:
        return "action_wrong_place"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        if view.alarm:
            return [*reply_in_alarm(dispatcher, view), *set_slots(placed(None))]
        say(dispatcher, words(view, "utter_wrong_place"))
        if view.loop == names.KOMMUNE_FORM:
            return set_slots(placed(None))
        return [*leave_loop(view), *set_slots(placed(None)), FollowupAction(names.KOMMUNE_FORM)]


class ActionGiveNumber(BotAction):
    """The parent asks for the number of a service: it is given at once, whatever else is open.

    Only where each kommune has a number of its own, and nobody knows the kommune, is that asked for, after the national
    number there is.
    """

    def name(self) -> str:
        return "action_give_number"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        reading = read(view.text)
        asked = asked_for(reading.raw, reading.norm)
        place = named(view, asked=False)
        told = take(dispatcher, view, place) if place.settled and not view.alarm else []
        after = with_slots(view, place.slots) if told else view
        say_numbers(dispatcher, after, asked)
        if view.alarm or view.loop == names.SCREENING_FORM:
            return told
        if step_of(after) is Step.ASK_SAFETY and view.findings.get("ask"):
            return [*told, *leave_loop(view), FollowupAction(names.SCREENING_FORM)]
        if is_placed(after) or not any(one.needs_kommune for one in asked):
            return told
        wanted = set_slots({names.WANTED: [one.ids[0] for one in asked if one.needs_kommune]})
        return wanted if view.loop == names.KOMMUNE_FORM else [
            *leave_loop(view), *wanted, FollowupAction(names.KOMMUNE_FORM)
        ]  # fmt: skip


def say_numbers(dispatcher: CollectingDispatcher, view: View, asked: Sequence[Asked]) -> None:
    """The numbers of these services where the parent is; what each kommune has its own of is said to be so."""
    kommune, outside = view.slots.get(names.KOMMUNE), view.slots.get(names.OUTSIDE)
    now, directory, language = datetime.now(UTC), library.directory(), view.language
    found: list[ServiceView] = []
    for one in asked:
        if outside and not kommune:
            found += directory.national_outside(outside, one.ids, now=now, language=language)
        elif one.kind:
            found += directory.of_kind(kommune, one.kind, now=now, language=language)
        else:
            found += directory.national(now=now, language=language, ids=one.ids)
    if outside and not kommune:
        if len(found) < len(asked):  # 116 117 and 113 answer in Norway alone
            tell_outside(dispatcher, view, outside)
    elif not kommune and any(one.needs_kommune for one in asked):
        say(dispatcher, words(view, "utter_number_is_local"))
    if kommune and any(one.kind for one in asked):
        say(dispatcher, services_intro(view, kommune, outside))
    say_services(dispatcher, view, together(near_enough(found, view.text)))
