"""The names that code, domain and rules share. A test compares them with bot/domain/."""

from typing import Final

# slots
TURN: Final = "turn"
LANGUAGE: Final = "language"
TOPIC: Final = "topic"
TOPICS: Final = "topics"
ANSWERS: Final = "answers"
ASKED: Final = "asked"
ROUND: Final = "round"
ASKING: Final = "asking"
CHILD_WELL: Final = "child_well"
ALARM: Final = "alarm"
ALARM_ASIDE: Final = "alarm_aside"
HELPED: Final = "helped"
SHOWN: Final = "shown"
SHOWN_AGAIN: Final = "shown_again"
TOLD: Final = "told"
CHILD_TOLD: Final = "child_told"
HEARD: Final = "heard"
POINTED: Final = "pointed"
PROMPTED: Final = "prompted"
FITTING: Final = "fitting"
SERVICES: Final = "services"
QUIET: Final = "quiet"
CRISIS: Final = "crisis"
CHECKING: Final = "checking"
MISSES: Final = "misses"
OFFERED: Final = "offered"
STRATEGY: Final = "strategy"
GIVEN: Final = "given"
DECLINED: Final = "declined"
KOMMUNE: Final = "kommune"
KOMMUNE_ASKED: Final = "kommune_asked"
KOMMUNE_TRIES: Final = "kommune_tries"
OUTSIDE: Final = "outside"
PLACE_TOLD: Final = "place_told"
SERVICES_SHOWN: Final = "services_shown"
WANTED: Final = "wanted"
SUMMARISED: Final = "summarised"
COMPANY: Final = "company"
COMPANY_ALARM: Final = "company_alarm"
SAFETY_ANSWER: Final = "safety_answer"
WANTS_VEILEDER: Final = "wants_veileder"
WANTS_STRATEGY: Final = "wants_strategy"
REQUESTED_SLOT: Final = "requested_slot"

# forms
SCREENING_FORM: Final = "screening_form"
CALMING_FORM: Final = "calming_form"
KOMMUNE_FORM: Final = "kommune_form"

# intents
SCREENING_ALARM: Final = "screening_alarm"
NLU_FALLBACK: Final = "nlu_fallback"
AFFIRM: Final = "affirm"
DENY: Final = "deny"
DONT_KNOW: Final = "dont_know"
INFORM_AGE: Final = "inform_age"
INFORM_KOMMUNE: Final = "inform_kommune"
STOP_STRATEGY: Final = "stop_strategy"
ASK_STRATEGY: Final = "ask_strategy"
CORRECT_ANSWER: Final = "correct_answer"
NOT_ABOUT_US: Final = "not_about_us"
FIND_SERVICE: Final = "find_service"
REQUEST_VEILEDER: Final = "request_veileder"
OUT_OF_SCOPE: Final = "out_of_scope"
FATHER: Final = "father_perspective"
GOODBYE: Final = "goodbye"
CHILD_IS_WRITING: Final = "child_is_writing"

# intents without examples: the words say them plainly, or the guess was too weak (bot/flow/plain_words.py)
ASK_NUMBER: Final = "ask_number"
ASK_MEMORY: Final = "ask_memory"
ASK_LANGUAGE: Final = "ask_language"
SAYS_SORRY: Final = "says_sorry"
WORDLESS: Final = "wordless"
ASK_WHAT_TO_DO: Final = "ask_what_to_do"
ASK_DELETION: Final = "ask_deletion"
WANTS_QUIET: Final = "wants_quiet"
ASK_PRACTICAL: Final = "ask_practical"
ASK_PRIVACY: Final = "ask_privacy"
ASK_WHO: Final = "ask_who"
OTHER_CHILD: Final = "report_other_child"
WRONG_PLACE: Final = "wrong_place"
UNCLEAR: Final = "report_unclear"
BY_PLAIN_WORDS: Final = frozenset(
    {ASK_NUMBER, ASK_MEMORY, ASK_LANGUAGE, SAYS_SORRY, WORDLESS, UNCLEAR}
    | {ASK_PRIVACY, ASK_WHO, WRONG_PLACE}
    | {ASK_WHAT_TO_DO, ASK_DELETION, WANTS_QUIET, ASK_PRACTICAL, OTHER_CHILD}
)

EVENT_INTENTS: Final = {"keep_company": "event_keep_company"}

# what a button of ours may stand for; anything else is a screening value or a kommunenummer
BUTTON_INTENTS: Final = frozenset(
    {AFFIRM, DENY, DONT_KNOW, STOP_STRATEGY, ASK_STRATEGY, CORRECT_ANSWER, FIND_SERVICE, REQUEST_VEILEDER}
    | {NOT_ABOUT_US, WRONG_PLACE}
)
