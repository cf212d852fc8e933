"""What comes out of screening a message: findings with their places, the number, and the text to show."""

from typing import Any, NamedTuple

from screening.outcome import DESCRIBED, Held
from screening.protocol import Protocol
from screening.protocol_models import NUMBER_ORDER, RANK
from screening.reading import Mention, Reading
from screening.state import State

CAREFUL = "careful"


class Placed(NamedTuple):
    """A rule that a message told something about: where, and whether only the statistical layer says so."""

    held: Held
    place: tuple[int, int]
    likeness: bool


def placed(
    reading: Reading, told: set[str], held: list[Held], otherwise: tuple[int, int], risen: set[str]
) -> list[Placed]:
    """The rules that this message told something about or lifted, each with where; in the order of the text.

    otherwise: the place of what no words of the protocol told (a button, the statistical layer).
    """
    result = []
    for one in held:
        # an age tells nothing of a crisis by itself; one that it lifts has risen
        names = (one.signs if one.rule.crisis else one.signs | one.facts) & told
        if names or one.rule.id in risen:
            likeness = bool(names) and all(name.startswith(DESCRIBED) for name in names)
            result.append(Placed(one, _place(reading, names, otherwise), likeness))
    return sorted(result, key=lambda item: (item.place[0], -item.held.rule.priority))


def _place(reading: Reading, names: frozenset[str], otherwise: tuple[int, int]) -> tuple[int, int]:
    """Where the longest of these signs stands, else the fact, else the age; else `otherwise`."""
    told = [
        (mention.start, mention.end)
        for mention in reading.mentions
        if mention.sign in names and not mention.told.negated
    ]
    if told:
        return max(told, key=lambda place: (place[1] - place[0], -place[0]))
    facts = [reading.offsets(fact.first, fact.last) for fact in reading.facts if fact.name in names]
    told_ages = (
        [reading.offsets(age.first, age.last) for age in reading.ages] if "age_months" in names else []
    )
    return min(facts or told_ages, default=otherwise)


def finding(one: Placed) -> dict[str, Any]:
    """One counted finding as it stands in the result."""
    held, (start, end), _ = one
    return {
        "rule": held.rule.id,
        "level": held.level,
        "start": start,
        "end": end,
        "negated": False,
        "about": held.who,
        "when": "now",
        "counts": True,
    }


def set_aside(mention: Mention, rule: str) -> dict[str, Any]:
    """A mention that does not count, under the first rule that looks at its sign."""
    told = mention.told
    return {
        "rule": rule,
        "level": "GREEN",
        "start": mention.start,
        "end": mention.end,
        "negated": told.negated,
        "about": "child" if told.about == "unclear" else told.about,
        "when": "hypothetical" if told.doubt else told.when,
        "counts": False,
    }


def crisis(one: Placed) -> dict[str, Any]:
    """One crisis as it stands in the result; a mere likeness to it is told as such. possible: the parent was told nothing of it."""
    held, place, likeness = one
    return {
        "rule": held.rule.id,
        "level": held.level,
        "number": held.number,
        "start": place[0],
        "end": place[1],
        "likeness": likeness,
        "possible": held.quiet,
    }


def emergency(state: State, protocol: Protocol) -> str | None:
    """The one number to ring first over level and crises: 113 before 112 before 116117 before 116111."""
    numbers = {number for level, number in state["crisis"].values() if RANK[level] >= RANK["ORANGE"]}
    if RANK[state["level"]] >= RANK["ORANGE"]:
        numbers.add("113" if state["level"] == "RED" else "116117")
        numbers |= {
            _own_number(protocol, rule, level)
            for rule, level in state["rules"].items()
            if level == state["level"]
        }
    return next((number for number in NUMBER_ORDER if number in numbers), None)


def _own_number(protocol: Protocol, rule_id: str, level: str) -> str | None:
    rule = protocol.rules[rule_id]
    entry = next((one for one in rule.levels if one.level == level), None)
    return entry.number or rule.number if entry else None


def show(
    state: State, found: list[Placed], careful: bool, protocol: Protocol, *, helped: bool = False
) -> dict[str, Any] | None:
    """The one fixed text for this message: highest level, then priority, then first in the text.

    In full once, then short; in full again for a new rule as high as what was shown of its sort, never a lower one: what an
    ill child is told does not get milder, but who writes of another danger reads what to do about that. helped: this message
    says that help was called or is there, so what was shown is not said again; nor is, from then on, what only looks like it.
    `variant` is the number of the rule's level entry, or of the short line.
    """
    fresh = [one for one in found if not one.held.quiet and not _is_old_news(state, one, helped=helped)]
    best = min(fresh, key=lambda one: _first(state, one), default=None)
    if careful and (best is None or RANK[best.held.level] < RANK["ORANGE"]):
        return _careful(state)
    if careful and best is not None and best.held.assumed and CAREFUL not in state["shown"]:
        return _tell_careful(state)
    if best is None:
        return None
    rule, level = best.held.rule.id, best.held.level
    alike = [shown for name, shown in state["shown"].items() if _is_alike(protocol, rule, name)]
    highest = max((RANK[one] for one in alike), default=0)
    before = state["shown"].get(rule)
    if RANK[level] >= highest and (before is None or RANK[level] > RANK[before]):
        state["shown"][rule] = level
        return {"rule": rule, "full": True, "level": level, "variant": best.held.entry}
    state["short"] += 1
    top = max(state["shown"], key=lambda one: RANK[state["shown"][one]])
    return {"rule": top, "full": False, "level": state["shown"][top], "variant": state["short"] - 1}


def _first(state: State, one: Placed) -> tuple[bool, int, int, int]:
    """An urgent danger that was not told yet before all that was, then the highest level, priority and place."""
    level = RANK[one.held.level]
    untold = level >= RANK["ORANGE"] and level > RANK[state["shown"].get(one.held.rule.id, "GREEN")]
    return not untold, -level, -one.held.rule.priority, one.place[0]


def _is_old_news(state: State, one: Placed, *, helped: bool) -> bool:
    """Once help is called: the same told again beside the word of it, and from then on what only looks like more of it."""
    level, shown = RANK[one.held.level], state["shown"]
    if one.likeness and state["helped"]:
        return level <= max(map(RANK.__getitem__, shown.values()), default=-1)
    return helped and one.held.rule.id in shown and level <= RANK[shown[one.held.rule.id]]


def _is_alike(protocol: Protocol, rule: str, shown: str) -> bool:
    """Whether two rules tell of one sort of danger: a crisis is like itself alone, all that ails a body is alike."""
    crisis = protocol.rules[rule].crisis
    return shown == rule if crisis else shown == CAREFUL or not protocol.rules[shown].crisis


def _careful(state: State) -> dict[str, Any] | None:
    """The shared careful text, once, and not below something more urgent that was shown."""
    if state["shown"] and max(RANK[one] for one in state["shown"].values()) >= RANK["ORANGE"]:
        return None
    return _tell_careful(state)


def _tell_careful(state: State) -> dict[str, Any]:
    state["shown"][CAREFUL] = "ORANGE"
    return {"rule": CAREFUL, "full": True, "level": "ORANGE", "variant": 0}
