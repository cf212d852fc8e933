"""Stand-ins for screening and the bot, small enough to see through. The real screening has tests of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from content.practice import Practice
from content.texts import Texts
from content.yaml_loader import Problem
from handoff.assistant import DialogueState, Reply, TurnFailed, TurnReply
from handoff.categories import Categories
from handoff.replies import Replies

State = dict[str, Any]

# word in the text: rule, level, number
SIGNS = {
    "blå": ("BR-04", "RED", "113"),
    "feber": ("FE-02", "ORANGE", "116117"),
    "utslett": ("RA-01", "YELLOW", None),
}
CRISES = {"slår oss": ("PC-06", "RED", "112"), "rister": ("PC-01", "ORANGE", "116111")}
TITLES = {
    "BR-04": "Blå lepper",
    "FE-02": "Feber hos liten baby",
    "RA-01": "Utslett",
    "PC-06": "Vold nå",
    "PC-01": "Redd for å miste kontrollen",
    "CO-01": "Får ikke kontakt",
}
RANK = ["GREEN", "YELLOW", "ORANGE", "RED"]
CHOICES = [
    {"label": "Ja", "value": "yes"},
    {"label": "Nei", "value": "no"},
    {"label": "Vet ikke", "value": "unknown"},
]
QUESTIONS = {
    "contact": ("Får du kontakt med barnet?", "Ser barnet på deg? Svar ja eller nei."),
    "age": ("Hvor gammelt er barnet?", "Skriv alderen med et tall."),
}


class FakeScreener:
    """Reads a handful of words. «slapp» wants the question `contact` (possibly RED), «varm» wants `age`."""

    def __init__(self) -> None:
        self.broken = 0

    def screen(
        self,
        text: str,
        state: State | None,
        *,
        choice: str | None = None,
        hold: bool = False,
        answers: bool = True,
    ) -> tuple[State, State]:
        if self.broken:
            self.broken -= 1
            raise RuntimeError(f"broken on: {text}")
        new = deepcopy(state) if state else fresh()
        found = [(w, *rule) for w, rule in SIGNS.items() if w in text]
        crises = [(w, *rule) for w, rule in CRISES.items() if w in text]
        answered, unread = self._answer(new, text, choice) if answers else (None, None)
        if answered == ("contact", "no") or answered == ("contact", "unknown"):
            found.append((text, "CO-01", "RED", "113"))
        for word, question in (("slapp", "contact"), ("varm", "age")):
            if word in text and question not in new["answers"]:
                new["wanted"] = question
        return self._finish(new, text, found, crises, answered[0] if answered else None, unread)

    def settle(self, text: str, state: State | None, description: Any) -> tuple[State, State]:
        """`description` is a word of SIGNS or CRISES that the layer saw, or None when it could not look."""
        new = deepcopy(state) if state else fresh()
        found = [(w, *rule) for w, rule in SIGNS.items() if w == description]
        crises = [(w, *rule) for w, rule in CRISES.items() if w == description]
        result, new = self._finish(new, text, found, crises, None, None)
        result["crisis"] = [{**one, "likeness": True} for one in result["crisis"]]
        return result, new

    def _answer(self, new: State, text: str, choice: str | None) -> tuple[tuple[str, str] | None, str | None]:
        question = new["open"]
        if question is None:
            return None, None
        words = {"ja": "yes", "nei": "no", "vet ikke": "unknown"}
        value = choice or words.get(text.lower().strip(" .!"))
        if value is None:
            return None, question
        new["open"] = new["wanted"] = None
        new["answers"][question] = value
        return (question, value), None

    def _finish(
        self, new: State, text: str, found: Any, crises: Any, answered: str | None, unread: str | None
    ) -> tuple[State, State]:
        for _, _, level, number in found:
            new["level"] = max(new["level"], level, key=RANK.index)
            new["numbers"] += [number] if number else []
        new["numbers"] += [number for *_, number in crises]
        order = ["113", "112", "116117", "116111"]
        result = {
            "level": new["level"],
            "emergency": next((n for n in order if n in new["numbers"]), None),
            "findings": [
                {"rule": r, "level": lv, "negated": False, "about": "child", "when": "now", **span(text, w)}
                for w, r, lv, _ in found
            ],
            "crisis": [
                {"rule": r, "level": lv, "number": n, **span(text, w), "likeness": False}
                for w, r, lv, n in crises
            ],
            "ask": [new["wanted"]] if new["wanted"] else [],
            "answers": dict(new["answers"]),
            "answered": answered,
            "unread": unread,
            "show": self._show(new, [*found, *crises]),
            "age_months": 2 if "to måneder" in text else None,
            "temperature": 38.6 if "38,6" in text else None,
            "possible_red": new["wanted"] == "contact",
            "language": "nn" if "ikkje" in text else new["language"],
            "held": [],
            "signs": [],
        }
        new["language"] = result["language"]
        return result, new

    def _show(self, new: State, held: list[Any]) -> State | None:
        if not held:
            return None
        _, rule, level, _ = max(held, key=lambda one: RANK.index(one[2]))
        full = rule not in new["shown"]
        new["shown"] = [*new["shown"], rule]
        return {"rule": rule, "full": full, "level": level, "variant": len(new["shown"]) - 1}

    def got_through(self, text: str) -> bool | None:
        return {"ja": True, "nei": False}.get(text.lower().split()[0].strip(" .,!"))

    def ask(self, state: State | None, question_id: str) -> State:
        new = deepcopy(state) if state else fresh()
        new["open"] = QUESTIONS[question_id] and question_id
        return new

    def timed_out(self, state: State | None) -> tuple[State, State]:
        new = deepcopy(state) if state else fresh()
        held = [("", "CO-01", "RED", "113")] if new["open"] else []
        new["open"] = new["wanted"] = None
        return self._finish(new, "", held, [], None, None)

    def message(
        self, rule_id: str, language: str, full: bool = True, *, level: str | None = None, variant: int = 0
    ) -> str:
        return f"{rule_id} {language} {'full' if full else f'kort {variant}'}"

    def question(self, question_id: str, language: str, again: bool = False) -> State:
        return {"id": question_id, "text": QUESTIONS[question_id][again], "choices": CHOICES}

    def rule(self, rule_id: str) -> Any:
        return SimpleNamespace(title=TITLES[rule_id], crisis=rule_id.startswith("PC-"))

    def sources(self, rule_id: str) -> list[str]:
        return [f"kilden til {rule_id}"]


def fresh() -> State:
    return {
        "level": "GREEN",
        "open": None,
        "wanted": None,
        "answers": {},
        "numbers": [],
        "shown": [],
        "language": "nb",
    }


def span(text: str, word: str) -> dict[str, int]:
    start = max(0, text.find(word))
    return {"start": start, "end": start + len(word)}


class FakeThemes:
    """Knows one theme by one word."""

    def suggest(self, text: str, result: Any = None) -> list[dict[str, Any]]:
        return (
            [{"theme": "Sliten og trett", "score": 0.8, **span(text, "sliten")}] if "sliten" in text else []
        )

    def described(self, text: str, worded: Any, found: Any) -> list[dict[str, Any]]:
        return list(found) or list(worded)


class FakeTelling:
    """Hears «mamma» and «i tre dager», and «i tre år», which may be of anything."""

    def read(self, text: str) -> list[dict[str, Any]]:
        words = [("role", "mor", "mamma", 3), ("since", "", "i tre dager", 3), ("since", "", "i tre år", 1)]
        return [
            {"what": what, "label": label, "weight": weight, **span(text, word)}
            for what, label, word, weight in words
            if word in text
        ]


KOMMUNER = {"4601": "Bergen", "3405": "Lillehammer", "1811": "Nes i Nordland", "3451": "Nes i Innlandet"}
ABROAD = "Spania"


def _span_of(text: str, navn: str) -> dict[str, int]:
    """Where `text` has the name, or the region that tells it from its namesake."""
    words = navn.split()
    return span(text, words[0] if words[0] in text else words[-1])


class FakeDirectory:
    """Three places and a country; two kommuner are called Nes, and only their `entydig` tells them apart. One theme has a service."""

    def names_for_theme(self, theme: str) -> list[str]:
        return ["Helsestasjon"] if theme == "sliten_trett" else []

    def find_places(self, text: str, *, asked: bool = False, among: Any = ()) -> list[Any]:
        found = [
            SimpleNamespace(kommunenummer=number, navn=navn, kind="kommune", **_span_of(text, navn))
            for number, navn in KOMMUNER.items()
            if navn.split()[0] in text or (number in among and navn.split()[-1] in text)
        ]
        abroad = SimpleNamespace(kommunenummer=None, navn=ABROAD, kind="utlandet", **span(text, ABROAD))
        return [*found, abroad] if ABROAD in text else found

    def kommune(self, kommunenummer: str) -> Any:
        entydig = KOMMUNER[kommunenummer]
        return SimpleNamespace(navn=entydig.split()[0], entydig=entydig)

    def services(self, kommunenummer: str, *, now: Any, language: str) -> list[Any]:
        return [SimpleNamespace(kind="legevakt", name="Legevakt", phone="116 117", open_now=True)]


@dataclass
class FakeContent:
    """Everything web reads; texts, replies and categories are the real ones."""

    texts: Texts
    replies: Replies
    categories: Categories
    screener: FakeScreener = field(default_factory=FakeScreener)
    themes: FakeThemes = field(default_factory=FakeThemes)
    telling: FakeTelling = field(default_factory=FakeTelling)
    directory: FakeDirectory = field(default_factory=FakeDirectory)
    practice: Practice = field(default_factory=lambda: Practice({}, {}))
    problems: list[Problem] = field(default_factory=list)

    def reload(self) -> list[Any]:
        return []

    def directory_on_disk(self) -> Any:
        return None


NO_STATE = DialogueState(v=1, slots={}, active_loop=None)
Script = Callable[[dict[str, Any]], TurnReply]


def says(*texts: str, **more: Any) -> TurnReply:
    """A well-formed answer of the bot."""
    return TurnReply(replies=[Reply(kind="text", text=text, **more) for text in texts], state=NO_STATE)


class Seen(str):
    """What was seen, as one word, and the themes that were heard."""

    themes: list[dict[str, Any]]
    plain = False

    @property
    def signs(self) -> tuple[str, ...]:
        return (str(self),) if self else ()


class FakeDescriber:
    """Sees what `sees` maps a word of the text to, hears what `hears` maps it to; `broken` times it fails; `gate` holds it back until set."""

    def __init__(self) -> None:
        self.state = "up"
        self.sees: dict[str, str] = {}
        self.hears: dict[str, dict[str, Any]] = {}
        self.broken = 0
        self.read: list[tuple[str, list[str]]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.asked = asyncio.Event()

    def start(self) -> None:
        pass

    async def close(self) -> None:
        pass

    async def describe(self, text: str, result: Any, before: Any) -> Any:
        self.asked.set()
        await self.gate.wait()
        self.read.append((text, list(before)))
        if self.broken:
            self.broken -= 1
            raise RuntimeError(f"broken on: {text}")
        seen = Seen(next((seen for word, seen in self.sees.items() if word in text), ""))
        seen.themes = [theme for word, theme in self.hears.items() if word in text]
        return seen


class FakeBot:
    """Answers as told: `script` gets the request; `down` fails every turn; `gate` holds answers back until set."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.script: Script = lambda request: says(f"svar på: {request['text']}")
        self.down: str | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.asked = asyncio.Event()

    async def turn(self, request: dict[str, Any]) -> TurnReply:
        self.requests.append(request)
        self.asked.set()
        if self.down:
            raise TurnFailed(self.down)
        await self.gate.wait()
        return self.script(request)

    async def is_up(self) -> bool:
        return self.down is None

    async def close(self) -> None:
        pass
