"""The state of one conversation's screening: plain JSON data, never text.

{"v", "level", "language", "spoken", "children": [{"age", "signs", "facts"}], "parent": {...}, "other": {...},
 "rules": {rule: level}, "crisis": {rule: [level, number]}, "answers", "open", "tries", "asked", "caused", "guessed", "shown", "short", "held", "muted", "spare",
 "doubted", "pointed", "closed", "instead", "aside", "baby", "well"}
"spoken": how much of each language the parent has written, from which "language" is guessed.
"held": [person, sign] of what waits for the statistical layer; persons are numbers of children, "parent", "other".
"doubted": crisis rules whose words the statistical layer did not bear out; they are asked about.
"pointed": how many messages pointed to what a question is about (`pointing` in general.yaml).
"helped": help was called, or is there, as the parent has said.
"muted": questions that something that looks harmless gave rise to, not put until something less harmless is told;
"spare": what becomes of them when the statistical layer finds the message harmless too.
"caused": the asked questions that something told gave rise to, in contrast to those asked of everybody.
"guessed": those of them that only a likeness gave rise to.
A sign's status is "yes", "no", "maybe" (only imagined or doubted so far) or "unread": nobody could read the answer to its question.
"closed": questions that thanks, help on its way or a denial put aside; "instead": questions put in place of an answered one.
"well": an unread answer to the open question told that the child is well.
"aside": how many plain questions of the parent's own came in place of an answer. "baby": whether words for a baby were used.
"""

from collections.abc import Callable
from typing import Any

from screening.reading import Mention, Reading

State = dict[str, Any]
VERSION = 1
_CORRECTS = frozenset(
    {
        "nei",
        "mente",
        "mener",
        "feil",
        "unnskyld",
        "sorry",
        "beklager",
        "retter",
        "rettelse",
        "egentlig",
        "glemte",
        "no",
        "meant",
    }
)


def new_state() -> State:
    """The state of a conversation in which nothing was said yet."""
    return {
        "v": VERSION,
        "level": "GREEN",
        "language": "nb",
        "spoken": {},
        "children": [_person()],
        "parent": _person(),
        "other": _person(),
        "rules": {},
        "crisis": {},
        "answers": {},
        "open": None,
        "tries": 0,
        "asked": [],
        "caused": [],
        "guessed": [],
        "shown": {},
        "short": 0,
        "held": [],
        "muted": [],
        "spare": [],
        "doubted": [],
        "pointed": {},
        "helped": False,
        "closed": [],
        "instead": [],
        "aside": 0,
        "baby": False,
        "well": False,
    }


def take_up(state: State | None) -> State:
    """A copy of `state` to work on; a fresh one when there is none or it is of another version."""
    if not isinstance(state, dict) or state.get("v") != VERSION:
        return new_state()
    return {**new_state(), **{key: _copied(value) for key, value in state.items()}}


def _copied(value: Any) -> Any:
    """JSON data once more (copy.deepcopy takes ten times as long, and this is done twice a message)."""
    if isinstance(value, dict):
        return {key: _copied(one) for key, one in value.items()}
    return [_copied(one) for one in value] if isinstance(value, list) else value


def _person() -> dict[str, Any]:
    return {"age": None, "signs": {}, "facts": {}}


def youngest(state: State) -> dict[str, Any]:
    """The child that unclear signs belong to: the youngest whose age is known, else the only one."""
    known = [child for child in state["children"] if child["age"] is not None]
    return min(known, key=lambda child: child["age"]) if known else state["children"][0]


def child_of(state: State, months: float | None) -> dict[str, Any]:
    """The child with this age, or the one that unclear signs belong to."""
    found = (
        next((child for child in state["children"] if child["age"] == months), None)
        if months is not None
        else None
    )
    return found if found is not None else youngest(state)


def take_ages(state: State, reading: Reading, *, asked: bool) -> None:
    """Note the ages a message tells: the first age, a correction of it, or another child."""
    told = _kept_ages(reading)
    if not told:
        return
    children = state["children"]
    denies_another = len(_kept_ages(reading)) < len({age.months for age in reading.ages})
    puts_right = denies_another or any(token.norm in _CORRECTS for token in reading.tokens[:4])
    corrects = asked or (len(told) == 1 and puts_right)
    if corrects and children[0]["age"] is not None and len(told) == 1:
        youngest(state)["age"] = told[0]
        return
    for months in told:
        if any(child["age"] == months for child in children):
            continue
        if children[0]["age"] is None:
            children[0]["age"] = months
        elif len(children) < 6:
            children.append({**_person(), "age": months})


def _kept_ages(reading: Reading) -> list[float]:
    """The ages of a message, without one that is said not to be ('ikke 6 uker, 6 måneder')."""
    kept = [age for age in reading.ages if not (age.first and reading.tokens[age.first - 1].norm == "ikke")]
    return list(dict.fromkeys(age.months for age in kept or reading.ages))


def age_near(reading: Reading, first: int) -> float | None:
    """The age of the child that tokens at `first` speak of, when the message names several; else None."""
    if len(reading.ages) < 2:
        return None
    sentence = reading.tokens[first].sentence
    before = [
        age for age in reading.ages if age.first <= first and reading.tokens[age.first].sentence == sentence
    ]
    return before[-1].months if before else None


def take_facts(state: State, reading: Reading, parent_spans: list[Mention], *, own_infection: bool) -> None:
    """Note temperatures, durations and so on, with the child or the parent they were told of.

    own_infection: the parent tells of an infection of their own, whose fever is meant where no child has it.
    """
    for fact in reading.facts:
        parents = any(mention.first - 6 <= fact.first <= mention.last + 4 for mention in parent_spans)
        own = own_infection and fact.name == "temperature" and fact.about != "child"
        person = (
            state["parent"]
            if parents or own or fact.name in {"sleepless_days", "weeks_since_birth"}
            else child_of(state, age_near(reading, fact.first))
        )
        person["facts"][fact.name] = fact.value
    birth = state["parent"]["facts"].get("weeks_since_birth")
    if birth is not None and state["children"][0]["age"] is None and birth < 52:
        state["children"][0]["age"] = round(birth * 7 / 30.4375, 2)


def people(state: State) -> dict[str, dict[str, Any]]:
    """Everybody by name: the children by number, "parent", "other"."""
    children = {str(number): child for number, child in enumerate(state["children"])}
    return {**children, "parent": state["parent"], "other": state["other"]}


def hold_back(state: State, before: State, told: set[str]) -> set[str]:
    """Make a maybe of the signs that this message told for the first time; gives their names."""
    earlier = people(before)
    held = [
        [name, sign]
        for name, person in people(state).items()
        for sign in sorted(told)
        if person["signs"].get(sign) == "yes" and earlier.get(name, _person())["signs"].get(sign) != "yes"
    ]
    for name, sign in held:
        people(state)[name]["signs"][sign] = "maybe"
    state["held"] += [one for one in held if one not in state["held"]]
    return {sign for _, sign in held}


def settle_held(state: State, counts: Callable[[str], bool]) -> set[str]:
    """Nothing is held any more: a sign counts, or stays a maybe. Gives the names of the signs that count now."""
    held, state["held"] = state["held"], []
    told = [(name, sign) for name, sign in held if counts(sign) and name in people(state)]
    for name, sign in told:
        people(state)[name]["signs"][sign] = "yes"
    return {sign for _, sign in told}
