"""What parents write between the things that matter: greetings, thanks, ages, places, questions about the queue. Harmless.

The labelled messages all tell of something, so that a model fitted to them alone takes «han sover nå» or «vi bor i Bergen» for
what most of them are. These come from the assistant's own training sentences (bot/data/nlu), with the themes of their intents.
"""

from __future__ import annotations

from evaluation.labelled import HELD_OUT, Case, load
from evaluation.near_copies import nlu_examples, plain

THEMES = {
    "affirm": [], "ask_10_smarte_tips": ["T18"], "ask_anonymity": [], "ask_capabilities": [],
    "ask_foreldrepakken": ["T18"], "ask_if_human": [], "ask_strategy": [], "ask_wait_time": [], "complain_wait": [],
    "correct_answer": [], "deny": [], "dont_know": [], "father_perspective": [], "find_service": ["T18"],
    "goodbye": [], "greet": [], "inform_age": [], "inform_kommune": [], "insult_assistant": [],
    "need_interpreter": [], "out_of_scope": [], "repeat_please": [], "report_loneliness": ["T10"],
    "report_money": ["T16"], "report_relationship": ["T11"], "report_samvaer": ["T12"], "report_school": ["T02"],
    "report_sleep": ["T01"], "report_tantrum": ["T02"], "report_teen": ["T02"], "request_veileder": [],
    "stop_strategy": [], "thank": [],
}  # fmt: skip
"""Intents that never tell of danger. Those that may (fever, violence, anger ...) are left out."""


def chat_turns() -> list[Case]:
    """Messages as in training/messages, none of them also written for evaluation."""
    kept_apart = {plain(case["text"]) for case in load(HELD_OUT)}
    examples = nlu_examples()
    return [
        {
            "id": f"chat-{intent}-{number}",
            "hand": "chat",
            "text": text,
            "lang": "nb",
            "level": "GREEN",
            "levels": ["GREEN"],
            "crisis": None,
            "crises": [None],
            "themes": themes,
            "themes_also": [],
        }
        for intent, themes in THEMES.items()
        for number, text in enumerate(examples[intent])
        if plain(text) not in kept_apart
    ]
