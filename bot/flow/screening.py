"""Which safety question comes next.

The library says what it wants to know (`findings.ask`); when it wants nothing, the core questions that matter
for the topic are asked, at most three for one topic. Answers are read by the library alone, never from an intent;
a parent whose topic is no ill child gets one plain question of ours instead (see WELL).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot import names
from bot.flow.topics import TOPICS, WELL
from bot.flow.view import View

MAX_FOLLOW_UPS = 3
MAX_TRIES = 2
ABOUT_PEOPLE = frozenset(
    {"teen_plan", "safe_now", "child_hurt", "harm_done", "voices", "harm_unwanted", "slept"}
    | {"child_safe_now", "sober_adult", "child_reach"}
)
"""Questions of the protocol about safety, a home or the parent, beside those that end in `_q`: not about how ill a child is."""


@dataclass(frozen=True)
class Question:
    """A safety question to put now; `again` when it must be said in other words."""

    id: str
    again: bool


def next_question(view: View) -> Question | None:
    """The question to ask now, or None when nothing more is to be asked."""
    if view.alarm and not _may_become_red(view):
        return None
    wanted, core = _wanted(view), [] if view.alarm else _core(view)
    current = view.slots.get(names.ASKING)
    # what screening wants now comes before our own
    stays = current in wanted or (current in core and not wanted)
    if view.slot(names.ALARM_ASIDE, False):
        # «det gjelder ikke oss»: nothing that was asked already is asked again
        wanted, core, stays = [q for q in wanted if _tries(view, q) == 0], [], False
    if current and stays and _tries(view, current) < MAX_TRIES:
        return Question(current, again=_tries(view, current) % 2 == 1)
    if view.slot(names.ROUND, 0) >= MAX_FOLLOW_UPS:
        core = []
    fresh = next((q for q in [*wanted, *core] if q != current and _tries(view, q) < MAX_TRIES), None)
    return Question(fresh, again=_tries(view, fresh) > 0) if fresh else None


def _may_become_red(view: View) -> bool:
    """After legevakt was shown, one thing is still worth asking: what could make it 113."""
    urgent_enough = view.findings.get("level") == "RED" or view.findings.get("emergency") in {"113", "112"}
    return bool(view.findings.get("possible_red")) and not urgent_enough


def is_answered(view: View) -> bool:
    """Whether this very message answered the question that was open."""
    current = view.slots.get(names.ASKING)
    return bool(current) and (view.findings.get("answered") == current or current in _answered(view))


def asked_enough(view: View) -> bool:
    """Whether something calming may follow: nothing more is to be asked, every safety question that was put has
    an answer other than "unknown", and if we asked, the child is well."""
    asked_in_vain = WELL in view.slot(names.ASKED, {}) and view.slot(names.CHILD_WELL) is None
    answers = {**view.answers, **(view.findings.get("answers") or {})}
    return next_question(view) is None and not asked_in_vain and "unknown" not in answers.values()


def _wanted(view: View) -> list[str]:
    answered = _answered(view)
    return [q for q in view.findings.get("ask") or [] if q not in answered]


def _core(view: View) -> list[str]:
    """Core questions of the topics, unknown and not yet put."""
    relevant = dict.fromkeys(q for topic in view.topics if topic in TOPICS for q in TOPICS[topic].ask)
    current = view.slots.get(names.ASKING)
    known = _answered(view) | _known(view)
    unknown = [q for q in relevant if q not in known and (q == current or _tries(view, q) == 0)]
    return [q for q in unknown if q != WELL or not _asked_by_library(view)]


def lets_go(view: View) -> bool:
    """Whether the parent goes on about the matter where our own question stands open: then it is not put twice running."""
    open_now = view.loop == names.SCREENING_FORM and view.slots.get(names.ASKING) == WELL
    return open_now and not (view.choice or view.alarm or view.findings.get("ask"))


def _asked_by_library(view: View) -> bool:
    """Whether questions about an ill child were put already: they say more than ours."""
    return bool(set(view.slot(names.ASKED, {})) - {WELL})


def _known(view: View) -> set[str]:
    known = set()
    if view.findings.get("age_months") is not None:
        known.add("age")
    if view.findings.get("temperature") is not None:
        known.add("fever")
    return known


def _answered(view: View) -> set[str]:
    from_now: Iterable[str] = view.findings.get("answers") or {}
    ours = {WELL} if view.slot(names.CHILD_WELL) else set()
    return {*view.answers, *from_now, *ours}


def _tries(view: View, question: str) -> int:
    return int(view.slot(names.ASKED, {}).get(question, 0))


def put(view: View, question: Question) -> dict[str, object]:
    """The slots after the question was put."""
    asked = dict(view.slot(names.ASKED, {}))
    first = question.id not in asked
    asked[question.id] = asked.get(question.id, 0) + 1
    return {
        names.ASKED: asked,
        names.ASKING: question.id,
        names.ROUND: int(view.slot(names.ROUND, 0)) + (1 if first else 0),
    }


def last_asked(view: View) -> str | None:
    """The safety question that was put last, or None."""
    return view.slots.get(names.ASKING) or next(reversed(view.slot(names.ASKED, {})), None)


def reopen_well(view: View) -> dict[str, object]:
    """The slots for putting our own question once more, after it was put in vain; empty when it was not."""
    asked = dict(view.slot(names.ASKED, {}))
    if view.slot(names.CHILD_WELL) or not asked.pop(WELL, 0):
        return {}
    return {names.ASKED: asked, names.ASKING: None, names.ROUND: 0}
