"""Which rules hold for the people of a conversation, lifted by the general rules, and what to ask."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from screening.conditions import Condition, Facts, Signs
from screening.protocol import Protocol
from screening.protocol_models import DEFAULT_NUMBER, LEVELS, RANK, LevelEntry, Rule
from screening.state import State, youngest

ADULT_MONTHS = 360.0
DESCRIBED = "described_"  # how the signs of the statistical layer begin


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one person. maybe: told signs and those only imagined or doubted. unread: held only because an answer
    could not be read."""

    who: str
    told: Signs
    maybe: Signs
    facts: Facts
    unread: Signs = frozenset()

    @property
    def signs(self) -> Signs:
        """All signs that hold."""
        return self.told | self.unread if self.unread else self.told


@dataclass(frozen=True, slots=True)
class Held:
    """A rule that holds: its level, the number to ring, and what its condition looked at.

    entry: which of the rule's levels it is, since two of one level may have texts of their own. assumed: it stands on nothing but an
    answer that could not be read, so its text would tell the parent what nobody has said.
    """

    rule: Rule
    level: str
    number: str | None
    signs: frozenset[str]
    facts: frozenset[str]
    who: str
    raised_by: str = ""
    entry: int = 0
    assumed: bool = False

    @property
    def quiet(self) -> bool:
        """Whether the parent is told nothing of it."""
        entry = self.rule.levels[self.entry]
        return entry.quiet and entry.level == self.level


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question that should be asked, and the level that could come of it."""

    question: str
    possible: str


def profiles(state: State) -> list[Profile]:
    """The children and the parent as profiles; empty ones left out."""
    result = [_profile("child", child, child["age"]) for child in state["children"]]
    result.append(_profile("parent", state["parent"], ADULT_MONTHS))
    return [one for one in result if one.maybe or one.unread or len(one.facts) > 1 or one.who == "child"]


def _profile(who: str, person: dict[str, Any], age: float | None) -> Profile:
    told = _with_status([person], "yes")
    maybe = told | _with_status([person], "maybe")
    return Profile(who, told, maybe, {**person["facts"], "age_months": age}, _with_status([person], "unread"))


def _with_status(people: list[dict[str, Any]], status: str) -> Signs:
    return frozenset(sign for person in people for sign, its in person["signs"].items() if its == status)


def everybody(state: State) -> Profile:
    """All signs of all people together: crises look at the whole home."""
    people = [*state["children"], state["parent"], state["other"]]
    told, unread = _with_status(people, "yes"), _with_status(people, "unread")
    facts = {**state["parent"]["facts"], **youngest(state)["facts"], "age_months": youngest(state)["age"]}
    return Profile("home", told, told, facts, unread - told)


class Outcomes:
    """Evaluates a protocol's rules on profiles."""

    def __init__(self, protocol: Protocol) -> None:
        self._protocol = protocol
        self._order = {rule: number for number, rule in enumerate(protocol.rules)}
        self._entries = {
            rule.id: [(entry, self._when(rule.id, "levels", n)) for n, entry in enumerate(rule.levels)]
            for rule in protocol.rules.values()
        }
        self._medical = [rule for rule in protocol.rules.values() if not rule.crisis]
        self._looking_at = self._index("levels")
        self._asking_about = self._index("ask")
        named = (
            sign
            for rule in self._medical
            for n in range(len(rule.levels))
            for sign in self._when(rule.id, "levels", n).signs
        )
        self._named = frozenset(named) - frozenset(protocol.general.not_named)
        self._everyday = frozenset(protocol.general.everyday)

    def _index(self, kind: str) -> dict[str, list[Rule]]:
        """Rules by the signs and facts that their conditions look at."""
        index: dict[str, list[Rule]] = {}
        for rule in self._protocol.rules.values():
            entries = rule.levels if kind == "levels" else rule.ask
            conditions = [self._when(rule.id, kind, number) for number in range(len(entries))]
            for name in sorted(
                {name for condition in conditions for name in condition.signs | condition.facts}
            ):
                index.setdefault(name, []).append(rule)
        return index

    def _touched(self, index: dict[str, list[Rule]], signs: Signs, facts: Facts) -> list[Rule]:
        """The rules that look at something told, in the order of the protocol; the others cannot hold."""
        names = [*signs, *(name for name, value in facts.items() if value is not None)]
        found = {rule.id: rule for name in names for rule in index.get(name, ())}
        return [found[rule] for rule in sorted(found, key=self._order.__getitem__)]

    def _when(self, rule: str, kind: str, number: int) -> Condition:
        return self._protocol.conditions[(rule, kind, number)]

    def medical(self, profile: Profile) -> list[Held]:
        """The medical rules that hold for one person, after the general rules G3, G4, G5 and G7.

        A sign that holds only because its answer could not be read makes no alarm by itself, nor does it lift one.
        """
        told = self._medical_told(profile)
        if not profile.unread:
            return told
        urgent = any(RANK[one.level] >= RANK["ORANGE"] for one in told if not _is_likeness(one, profile))
        if urgent:
            all_told = replace(profile, told=profile.signs, unread=frozenset())
            return self._with_assumed(self._medical_told(all_told), profile)
        reached = {one.rule.id: one for one in told}
        held = self._held(profile, crisis=False, urgent=())
        lifted = [self._raised(one, profile) for one in held] + self._raised_signs(held, profile)
        plain = {one.rule.id: one for one in held}
        kept = [plain.get(one.rule.id) if one.level == "RED" and one.raised_by else one for one in lifted]
        graver = [_graver(one, reached.get(one.rule.id)) for one in kept if one is not None]
        return self._with_assumed(graver, profile)

    def _with_assumed(self, held: list[Held], profile: Profile) -> list[Held]:
        return [replace(one, assumed=True) if self._is_assumed(one, profile) else one for one in held]

    def _is_assumed(self, held: Held, profile: Profile) -> bool:
        """Whether an unread answer alone makes this level."""
        _, condition = self._entries[held.rule.id][held.entry]
        return condition.holds(profile.unread, {}) and not condition.holds(profile.told, profile.facts)

    def _medical_told(self, profile: Profile) -> list[Held]:
        """The same by what was told alone."""
        told = replace(profile, unread=frozenset())
        held = self._held(told, crisis=False, urgent=())
        return [self._raised(one, told) for one in held] + self._raised_signs(held, told)

    def crises(self, profile: Profile) -> list[Held]:
        """The crisis rules that hold; one that is urgent by what was told counts an unread answer as told."""
        if not profile.unread:
            return self._held(profile, crisis=True, urgent=())
        told = self._held(replace(profile, unread=frozenset()), crisis=True, urgent=())
        urgent = {
            one.rule.id
            for one in told
            if RANK[one.level] >= RANK["ORANGE"] and not _is_likeness(one, profile)
        }
        return self._held(profile, crisis=True, urgent=urgent)

    def _held(self, profile: Profile, *, crisis: bool, urgent: Collection[str]) -> list[Held]:
        return [
            found
            for rule in self._of(profile, crisis=crisis)
            if (found := self._level(rule, profile, profile.signs, assumes=rule.id in urgent))
        ]

    def _of(self, profile: Profile, *, crisis: bool) -> list[Rule]:
        touched = self._touched(self._looking_at, profile.signs, profile.facts)
        return [rule for rule in touched if rule.crisis == crisis]

    def _level(self, rule: Rule, profile: Profile, signs: Signs, *, assumes: bool = True) -> Held | None:
        """The level a rule reaches. assumes: what could not be read counts for an alarm as if it had been told."""
        for number, (entry, condition) in enumerate(self._entries[rule.id]):
            if condition.holds(signs, profile.facts) and (
                assumes or not profile.unread or self._may_alarm(rule, entry, condition, profile)
            ):
                return Held(
                    rule,
                    entry.level,
                    _number(rule, entry),
                    condition.signs,
                    condition.facts,
                    profile.who,
                    entry=number,
                )
        return None

    def _may_alarm(self, rule: Rule, entry: LevelEntry, condition: Condition, profile: Profile) -> bool:
        """Whether a level stands on more than unread answers: for 113 and 112 a second sign or a measure must have been told.

        A word of everyday life («is» as what gives an allergy) and a mere likeness are no such sign.
        """
        if entry.level != "RED" and _number(rule, entry) not in {"112", "113"}:
            return True
        if condition.holds(profile.told, profile.facts):
            return True
        told = frozenset(sign for sign in profile.told - self._everyday if not sign.startswith(DESCRIBED))
        alone = condition.holds(profile.unread, {})
        return not alone and condition.holds(told | profile.unread, profile.facts)

    def _raised(self, held: Held, profile: Profile) -> Held:
        level, by, signs = held.level, "", held.signs
        for number, lift in enumerate(self._protocol.general.raises):
            condition = self._protocol.conditions[(lift.id, "raises", number)]
            seen_already = condition.signs & held.signs or condition.facts & held.facts
            never = profile.who != "child" or not held.rule.lift
            if never or seen_already or RANK[held.level] < RANK[lift.least]:
                continue
            reached = _reached(held.level, lift.to)
            if RANK[reached] > RANK[level] and condition.holds(profile.signs, profile.facts):
                level, by, signs = reached, lift.id, held.signs | condition.signs
        if not by:
            return held
        return Held(held.rule, level, DEFAULT_NUMBER[level], signs, held.facts, held.who, by)

    def _raised_signs(self, held: list[Held], profile: Profile) -> list[Held]:
        """Worry (G3) beside a named sign that no rule holds for yet: the rule of that sign, one level up from GREEN."""
        if held or profile.who != "child" or not profile.signs & self._named:
            return []
        for number, lift in enumerate(self._protocol.general.raises):
            condition = self._protocol.conditions[(lift.id, "raises", number)]
            if (
                lift.least != "GREEN"
                or not condition.signs
                or not condition.holds(profile.signs, profile.facts)
            ):
                continue
            rule = next(
                (
                    rule
                    for rule in self._medical
                    if self._when(rule.id, "levels", len(rule.levels) - 1).signs & profile.signs
                ),
                None,
            )
            if rule:
                level = _reached("GREEN", lift.to)
                return [
                    Held(
                        rule,
                        level,
                        DEFAULT_NUMBER[level],
                        profile.signs & self._named,
                        frozenset(),
                        profile.who,
                        lift.id,
                    )
                ]
        return []

    def wanted(self, state: State, level: str) -> list[Wanted]:
        """Unanswered questions that could lead above `level`, most important first."""
        best: dict[str, str] = {}
        for profile in profiles(state):
            if profile.who == "child":
                for one in [*self._rule_questions(profile), *self._doubts(profile)]:
                    if RANK[one.possible] > RANK[best.get(one.question, "GREEN")]:
                        best[one.question] = one.possible
        best |= {question: "RED" for question in state["instead"] if question not in state["answers"]}
        crisis = self._crisis_questions(state)
        if not best and not crisis:
            best = dict.fromkeys(self._core(state, level), "ORANGE")
        open_ones = [Wanted(q, p) for q, p in best.items() if RANK[p] > RANK[level]]
        aside = {*state["answers"], *state["muted"]}
        unanswered = [one for one in [*crisis, *open_ones] if one.question not in aside]
        return list(
            {one.question: one for one in sorted(unanswered, key=self._urgency, reverse=True)}.values()
        )[::-1]

    def _crisis_questions(self, state: State) -> list[Wanted]:
        """What the crisis rules want to know; nothing more once a crisis is RED, the message says what to do."""
        reached = {rule: RANK[level] for rule, (level, _) in state["crisis"].items()}
        if RANK["RED"] in reached.values():
            return []
        home = everybody(state)
        doubted = (self._protocol.rules[rule].doubted for rule in state["doubted"] if rule not in reached)
        return [Wanted(question, "ORANGE") for question in doubted if question] + [
            Wanted(entry.question, entry.possible)
            for rule in self._touched(self._asking_about, home.told, home.facts)
            if rule.crisis
            for number, entry in enumerate(rule.ask)
            if RANK[entry.possible] > reached.get(rule.id, 0)
            and self._when(rule.id, "ask", number).holds(home.told, home.facts)
        ]

    def _urgency(self, wanted: Wanted) -> tuple[bool, int, int]:
        """The age first (G6), then what could be most serious, then the protocol's own order."""
        question = self._protocol.questions[wanted.question]
        return question.kind != "age", -RANK[wanted.possible], question.order

    def _rule_questions(self, profile: Profile) -> list[Wanted]:
        return [
            Wanted(entry.question, entry.possible)
            for rule in self._touched(self._asking_about, profile.told, profile.facts)
            if not rule.crisis
            for number, entry in enumerate(rule.ask)
            if self._when(rule.id, "ask", number).holds(profile.told, profile.facts)
        ]

    def _doubts(self, profile: Profile) -> list[Wanted]:
        """Signs that were only imagined or doubted, and would matter: their own question."""
        result = []
        for sign in profile.maybe - profile.signs:
            question = self._protocol.signs[sign].question if sign in self._protocol.signs else None
            if question:
                signs = profile.told | {sign}
                levels = [
                    found.level
                    for rule in self._medical
                    if (found := self._level(rule, profile, signs)) and sign in found.signs
                ]
                result += [Wanted(question, max(levels, key=RANK.__getitem__))] if levels else []
        return result

    def _core(self, state: State, level: str) -> list[str]:
        """G3: worry about the child and nothing else known makes the core questions."""
        told = frozenset().union(*(profile.signs for profile in profiles(state)))
        if level != "GREEN" or not told & frozenset(self._protocol.general.alone):
            return []
        known = {"age"} if youngest(state)["age"] is not None else set()
        known |= {question for sign, question in self._protocol.general.shows.items() if sign in told}
        return [question for question in self._protocol.general.core if question not in known]


def _is_likeness(held: Held, profile: Profile) -> bool:
    """Whether nothing but the statistical layer says what a rule holds for."""
    behind = held.signs & profile.told
    return bool(behind) and all(sign.startswith(DESCRIBED) for sign in behind)


def _graver(one: Held, told: Held | None) -> Held:
    """A rule as it holds, never below what it holds by what was told alone."""
    return told if told is not None and RANK[told.level] > RANK[one.level] else one


def _number(rule: Rule, entry: LevelEntry) -> str | None:
    if RANK[entry.level] < RANK["ORANGE"]:
        return None
    return entry.number or rule.number or DEFAULT_NUMBER[entry.level]


def _reached(level: str, to: str) -> str:
    if to != "next":
        return to if RANK[to] > RANK[level] else level
    return LEVELS[min(RANK[level] + 1, 3)]
