"""Plays conversation scripts (`tests/conversations/*.yml`) against anything that can take a parent's message.

    id: crying_baby
    turns:
      - say: babyen gråter hele tiden        # or `choose: "yes"` (a button by its value), or `event: keep_company`
        expect: {kinds: [text, question], asks: age, form: screening_form, slots: {topic: crying}}

`answers: {age: "9", fever: "no"}` presses these buttons for as long as one of these questions is open: what the library
wants to know about a well child may change without the script.

What a script may expect of a turn, all optional: `kinds` (of all that is shown, in order), `has` / `never` (kinds),
`asks` (question id or null), `choices` (values that must be offered), `labels` (words on buttons), `rule` (of the emergency message, or null),
`says` / `says_not` (part of a text), `silent`; and where the state can be seen: `form`, `slots`, `no_slots`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import yaml

from bot.conversation import Shown
from bot.replies import Choice
from bot.state import State

FACTS_AGAIN = frozenset({"emergency", "notice", "service"})  # may be shown twice in a row
EXPECTATIONS = frozenset(
    {
        "kinds",
        "has",
        "never",
        "asks",
        "choices",
        "labels",
        "rule",
        "says",
        "says_not",
        "silent",
        "form",
        "slots",
        "no_slots",
    }
)


class Side(Protocol):
    """Who takes the messages: this process, or web over HTTP (where `state` is None: it cannot be seen)."""

    @property
    def state(self) -> State | None: ...

    async def say(self, text: str, choice: str | None = None) -> list[Shown]: ...

    async def event(self, name: str) -> list[Shown]: ...


@dataclass(frozen=True)
class Script:
    """One conversation as written."""

    id: str
    turns: list[dict[str, Any]]
    facts: dict[str, Any]
    language: str | None


def read_scripts(folder: Path) -> Iterator[Script]:
    """All scripts of a folder; a file may hold several YAML documents. Raises ValueError for an unknown key."""
    for path in sorted(folder.glob("*.yml")):
        for data in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            if unknown := [
                k for turn in data["turns"] for k in turn.get("expect", {}) if k not in EXPECTATIONS
            ]:
                raise ValueError(f"{path.name}: {data['id']}: {unknown}")
            yield Script(data["id"], data["turns"], data.get("facts", {}), data.get("language"))


async def play(script: Script, side: Side) -> list[str]:
    """Play a script; gives what went wrong, one line each, with the number of the turn."""
    wrong: list[str] = []
    offered: list[Choice] = []
    before: list[str] = []
    shown: list[Shown] = []
    for number, turn in enumerate(script.turns, 1):
        shown = await _take(side, turn, offered, shown)
        offered = [choice for one in shown for choice in one.choices]
        texts = [one.text for one in shown if one.kind not in FACTS_AGAIN]
        found = [*_differences(turn.get("expect", {}), shown, side.state), *_said_twice(before, texts)]
        wrong += [f"{script.id} turn {number}: {problem}" for problem in found]
        before = texts or before
    return wrong


async def _take(
    side: Side, turn: dict[str, Any], offered: Sequence[Choice], shown: list[Shown]
) -> list[Shown]:
    if "answers" in turn:
        while (asks := next((one.asks for one in shown if one.asks), None)) in turn["answers"]:
            shown = await side.say(turn["answers"][asks], turn["answers"][asks])
        return shown
    if "event" in turn:
        return await side.event(turn["event"])
    if "choose" in turn:
        label = next((one["label"] for one in offered if one["value"] == turn["choose"]), None)
        if label is None:
            return [Shown("missing", f"no button {turn['choose']!r} was offered")]
        return await side.say(label, turn["choose"])
    return await side.say(turn["say"])


def _said_twice(before: Sequence[str], now: Sequence[str]) -> list[str]:
    return [f"said again: {text!r}" for text in now if text in before]


def _differences(expect: dict[str, Any], shown: Sequence[Shown], state: State | None) -> list[str]:
    return [*_of_replies(expect, shown), *(_of_state(expect, state) if state is not None else [])]


def _of_replies(expect: dict[str, Any], shown: Sequence[Shown]) -> list[str]:
    kinds, text = [one.kind for one in shown], "\n".join(one.text for one in shown)
    asked = next((one.asks for one in shown if one.asks), None)
    rule = next((one.rule for one in shown if one.kind == "emergency"), None)
    values = [choice["value"] for one in shown for choice in one.choices]
    wrong = []
    if "missing" in kinds:
        wrong.append(text)
    if "kinds" in expect and kinds != expect["kinds"]:
        wrong.append(f"kinds {kinds}, expected {expect['kinds']}")
    wrong += [f"no {kind} in {kinds}" for kind in expect.get("has", []) if kind not in kinds]
    wrong += [f"{kind} in {kinds}" for kind in expect.get("never", []) if kind in kinds]
    if "asks" in expect and asked != expect["asks"]:
        wrong.append(f"asks {asked}, expected {expect['asks']}")
    if "rule" in expect and rule != expect["rule"]:
        wrong.append(f"rule {rule}, expected {expect['rule']}")
    wrong += [f"no button {value}" for value in expect.get("choices", []) if value not in values]
    wrong += [
        f"does not say {part!r}: {text!r}"
        for part in expect.get("says", [])
        if part.lower() not in text.lower()
    ]
    wrong += [f"says {part!r}" for part in expect.get("says_not", []) if part.lower() in text.lower()]
    written = [choice["label"] for one in shown for choice in one.choices]
    wrong += [f"no button {label!r}: {written}" for label in expect.get("labels", []) if label not in written]
    if expect.get("silent") and shown:
        wrong.append(f"not silent: {kinds}")
    return wrong


def _of_state(expect: dict[str, Any], state: State) -> list[str]:
    slots = state["slots"]
    wrong = []
    if "form" in expect and state["active_loop"] != expect["form"]:
        wrong.append(f"form {state['active_loop']}, expected {expect['form']}")
    for name, value in expect.get("slots", {}).items():
        have = slots.get(name)
        if isinstance(value, dict) and isinstance(have, dict):
            have = {key: have.get(key) for key in value}
        if have != value:
            wrong.append(f"slot {name} is {have!r}, expected {value!r}")
    wrong += [f"slot {name} is set" for name in expect.get("no_slots", []) if slots.get(name)]
    return wrong
