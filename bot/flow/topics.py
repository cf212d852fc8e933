"""What follows from what the parent wants to talk about."""

from dataclasses import dataclass
from typing import Any

from bot import names
from bot.flow.view import View

# Our own question, in plain words: is the child well and safe now? It opens nothing but the gate before something
# calming. The library's questions, whose unread answers count as danger, are for what may be an ill child.
WELL = "child_well"


@dataclass(frozen=True)
class Topic:
    """One thing parents come with.

    `ask`: the safety questions that matter most for it, at most three; `themes`: the service's theme slugs; `words`: what chooses
    between the strategies of a theme; `local`: a service near home can help; `calming`: a strategy may be given; `groups`: the
    groups of strategies that one may be offered from unasked, none where none is about this.
    """

    ask: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    words: str = ""
    local: bool = True
    calming: bool = True
    groups: tuple[str, ...] = ()


TOPICS: dict[str, Topic] = {
    "child_ill": Topic(("age", "contact", "breathing"), ("fysiske_helseplager",), calming=False),
    "fever": Topic(("age", "fever", "contact"), ("fysiske_helseplager",), calming=False),
    "crying": Topic(
        ("age", "contact", "worry"), ("smabarnsutfordringer",), "gråter", groups=("graat", "kolikk")
    ),
    "feeding": Topic(
        ("age", "fluids", "contact"), ("smabarnsutfordringer",), "amming flaske", groups=("mat",)
    ),
    "sleep": Topic(
        (WELL,), ("smabarnsutfordringer", "sliten_trett"), "sover våkner natt legger", groups=("soevn",)
    ),
    "tantrum": Topic(
        (WELL,),
        ("barn_over_to", "smabarnsutfordringer"),
        "trasser raserianfall",
        groups=("trass", "skolebarn_ungdom"),
    ),
    "school": Topic((WELL,), ("barn_over_to",), "skole"),
    "teen": Topic((WELL,), ("barn_over_to",), "tenåring ungdom", groups=("skolebarn_ungdom",)),
    "exhaustion": Topic((WELL,), ("sliten_trett",), "sliten utslitt", groups=("utslitt",)),
    "anxiety": Topic((WELL,), ("uro_engstelse",), "uro redd", groups=("uro",)),
    "low_mood": Topic((WELL,), ("trist_lei",), "trist", groups=("nedstemt",)),
    "anger": Topic(
        (WELL,), ("smabarnsutfordringer", "barn_over_to"), "sint sinne", groups=("graat", "sinne")
    ),
    "relationship": Topic((WELL,), ("relasjonsproblemer",), groups=("samliv",)),
    "samvaer": Topic((WELL,), ("samvar",), "samvær", groups=("samvaer",)),
    "violence": Topic((), ("overgrep_vold_hjemmet",), calming=False),
    "loneliness": Topic((WELL,), ("ensomhet",), "ensom alene", groups=("utslitt", "nedstemt")),
    "money": Topic((WELL,), ("okonomi",)),
    "addiction": Topic((WELL,), ("avhengighet",)),
    "services_experience": Topic((WELL,), ("erfaringer_hjelpeapparat",)),
    "father": Topic((WELL,), ("psykiske_helseplager", "sliten_trett"), "pappa far", groups=("far",)),
    "grief": Topic((), ("trist_lei", "eksistensielle_tanker"), calming=False),
    "family": Topic((WELL,), ("relasjonsproblemer", "barn_over_to")),
    "development": Topic((WELL,), ("info_hjelpetilbud", "barn_over_to")),
    "other_child": Topic((), ("omsorgssvikt",), calming=False),
}
PREFIX = "report_"


def topic_of(intent: str) -> str | None:
    """The topic an intent tells of, or None."""
    if intent == names.FATHER:
        return "father"
    name = intent.removeprefix(PREFIX)
    return name if intent.startswith(PREFIX) and name in TOPICS and name != "father" else None


SMALL, OLDER = "smabarnsutfordringer", "barn_over_to"
SMALL_UP_TO = 24
"""Months: the service counts small children up to two years."""


def themes_of(topics: list[str], suggested: list[str], age_months: float | None = None) -> list[str]:
    """Theme slugs for these topics, the latest topic first, then what web suggested. What troubles a small child is, for one
    that is known to be older, what troubles an older one."""
    wanted = [theme for topic in reversed(topics) for theme in TOPICS[topic].themes]
    older = age_months is not None and age_months > SMALL_UP_TO
    return list(
        dict.fromkeys(OLDER if older and theme == SMALL else theme for theme in [*wanted, *suggested])
    )


VIOLENT = frozenset({"PC-06", "PC-07"})
"""Rules of the protocol for violence, threats and control in a home."""
VIOLENCE_THEME = TOPICS["violence"].themes[0]


def crises(view: View) -> set[str]:
    """Ids of the crisis rules found in this message or earlier; what is only possible counts for nothing."""
    now = {found["rule"] for found in view.findings.get("crisis") or [] if not found.get("possible")}
    return {*view.slot(names.CRISIS, []), *now}


ILLNESS = "fysiske_helseplager"
MEDICAL = frozenset({"child_ill", "fever", "crying", "feeding"})
"""Topics with which a number for illness is no surprise."""


def is_medical(view: View) -> bool:
    """Whether anything medical was told: then services for illness may be shown, and else none of them."""
    level = view.findings.get("level")
    return bool(MEDICAL & set(view.topics)) or level not in {None, "GREEN"}


ABOUT_SMALL = frozenset({"crying", "feeding", "sleep", "father"})


def is_small(view: View) -> bool:
    """Whether a baby or a small child was told of, or may be."""
    age = view.findings.get("age_months")
    suggested = SMALL in (view.facts.get("themes") or [])
    return age <= SMALL_UP_TO if age is not None else suggested or bool(ABOUT_SMALL & set(view.topics))


def tells_of_child(view: View) -> bool:
    """Whether a child was told of, or the words of the themes that web found are about one."""
    themes = set(view.facts.get("themes") or [])
    told = view.findings.get("age_months") is not None or bool({"crying", "feeding"} & set(view.topics))
    return told or bool({SMALL, OLDER} & themes) or bool(view.slot(names.CHILD_TOLD, False))


def is_violent(rules: set[str]) -> bool:
    """Whether somebody in the home is dangerous to the parent."""
    return bool(VIOLENT & rules)


def with_crisis_first(themes: list[str], rules: set[str]) -> list[str]:
    """The themes, violence first when that is the crisis, whatever else was told."""
    return list(dict.fromkeys([VIOLENCE_THEME, *themes])) if is_violent(rules) else themes


def remember_topic(view: View, topic: str) -> dict[str, Any]:
    """The slots after the parent told of `topic`: it is the current one and comes last in the list."""
    topics = [known for known in view.topics if known != topic]
    heard = {} if topic in view.topics else {names.HEARD: int(view.slot(names.TURN, 0))}
    return {names.TOPIC: topic, names.TOPICS: [*topics, topic], names.ROUND: 0, **heard}


THEME_TOPICS = {
    "smabarnsutfordringer": "crying",
    "barn_over_to": "development",
    "psykiske_helseplager": "low_mood",
    "fysiske_helseplager": "child_ill",
    "sliten_trett": "exhaustion",
    "uro_engstelse": "anxiety",
    "trist_lei": "low_mood",
    "livskrise": "low_mood",
    "ensomhet": "loneliness",
    "relasjonsproblemer": "relationship",
    "samvar": "samvaer",
    "overgrep_vold_hjemmet": "violence",
    "okonomi": "money",
    "avhengighet": "addiction",
    "erfaringer_hjelpeapparat": "services_experience",
}


def topic_from_themes(suggested: list[str]) -> str | None:
    """The topic of the surest suggested theme that has one; for messages the classifier did not understand."""
    return next((THEME_TOPICS[theme] for theme in suggested if theme in THEME_TOPICS), None)
