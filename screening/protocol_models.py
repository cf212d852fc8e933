"""The shape of resources/protocol/*.yaml (what every field means: docs/interfaces.md)."""

from typing import Annotated, Any, Literal

from pydantic import Field

from content.models import Date, Localised, Strict

Level = Literal["RED", "ORANGE", "YELLOW", "GREEN"]
Number = Literal["113", "112", "116117", "116111"]
About = Literal["child", "parent", "other"]
RANK: dict[str, int] = {"GREEN": 0, "YELLOW": 1, "ORANGE": 2, "RED": 3}
LEVELS: tuple[Level, ...] = ("GREEN", "YELLOW", "ORANGE", "RED")
NUMBER_ORDER: tuple[Number, ...] = ("113", "112", "116117", "116111")
DEFAULT_NUMBER: dict[str, Number | None] = {"RED": "113", "ORANGE": "116117", "YELLOW": None, "GREEN": None}

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", examples=["not_breathing"])]
RuleId = Annotated[str, Field(pattern=r"^[A-Z]{1,4}-[0-9A-Za-z]{1,4}$", examples=["BR-01"])]


class Sign(Strict):
    """Something a parent can tell, and the patterns that recognise it. of_thing: what was done to a phone or a car, which is nobody's body."""

    id: Id
    label: str = Field(min_length=1)
    about: list[About] = Field(default=["child"], min_length=1)
    patterns: list[str] = Field(default_factory=list)
    not_in: list[str] = Field(default_factory=list)
    sticky: bool = False
    done_to_child: bool = False
    of_thing: bool = False
    question: str | None = None
    note: str | None = None


class LevelEntry(Strict):
    """One level of a rule and when it holds. quiet: the veileder sees it; the parent is only asked."""

    level: Level
    when: Any
    number: Number | None = None
    message: Localised | None = None
    quiet: bool = False


class AskEntry(Strict):
    """A question this rule needs answered, and the level that could come of it."""

    when: Any
    question: str
    possible: Level = "YELLOW"


class Rule(Strict):
    """Levels, questions, number, message and provenance of one row of the clinical table.

    judged: whether the statistical layer has learned what the rule is about, and may keep it back; if not, its words are
    told at once. doubted: what the parent is asked when that layer does not bear out a crisis that the words tell of. own_body: a
    crisis of the parent's own body, which is also borne out by what looks like an illness.
    """

    id: RuleId
    title: str = Field(min_length=1)
    crisis: bool = False
    priority: int = 50
    lift: bool = True
    judged: bool = True
    doubted: Id | None = None
    own_body: bool = False
    levels: list[LevelEntry] = Field(min_length=1)
    ask: list[AskEntry] = Field(default_factory=list)
    number: Number | None = None
    message: Localised | None = None
    first_aid: str | None = None
    sources: list[str] = Field(min_length=1)
    verification: Literal["V", "P", "U"]
    note: str | None = None
    checked: Date
    approved_by: str | None = None
    review_by: Date


class Choice(Strict):
    """A button under a question: its value, and what pressing it tells or denies.

    said: kinds of ordinary answers that mean the same (`answers` in general.yaml; `activity` is what a child does).
    minutes: from and up to how many minutes away mean it.
    """

    value: str = Field(min_length=1)
    label: Localised
    sign: Id | None = None
    denies: list[Id] = Field(default_factory=list)
    said: list[str] = Field(default_factory=list)
    minutes: list[float] = Field(default_factory=list, max_length=2)


class Question(Strict):
    """A safety question. careful: the sign that counts when nobody can read the answer; null: then nothing follows.

    topic: what it is about (`answers.topics` in general.yaml); a yes that goes on about another topic does not answer it.
    asleep: what is asked instead when all that is told is that the child sleeps.
    """

    id: Id
    order: int
    text: Localised
    again: Localised
    kind: Literal["yes_no", "age", "temperature", "choice"]
    choices: list[Choice] = Field(default_factory=list)
    careful: Id | None
    topic: list[str] = Field(default_factory=list)
    asleep: Id | None = None
    sources: list[str] = Field(min_length=1)
    note: str | None = None
    verification: Literal["V", "P", "U"] | None = None
    checked: Date | None = None
    approved_by: str | None = None
    review_by: Date | None = None


class FirstAid(Strict):
    """A block of first aid that rules share."""

    id: Id
    title: str | None = None
    text: Localised
    sources: list[str] = Field(min_length=1)
    verification: Literal["V", "P", "U"]
    note: str | None = None
    checked: Date
    approved_by: str | None = None
    review_by: Date


class Shared(Strict):
    """A sourced text that is no rule's own."""

    text: Localised
    sources: list[str] = Field(min_length=1)
    checked: Date
    approved_by: str | None = None
    review_by: Date


class ShortLines(Strict):
    """The short varying lines of one level."""

    nb: list[str] = Field(min_length=1)
    nn: list[str] = Field(min_length=1)
    en: list[str] = Field(min_length=1)


class Messages(Strict):
    """messages.yaml."""

    short: dict[Level, ShortLines]
    short_crisis: dict[Level, ShortLines] = Field(default_factory=dict)
    first_aid: list[FirstAid]
    careful: Shared
    fallback: Shared


class Source(Strict):
    """Where an instruction is from."""

    key: str
    title: str
    url: str | None = None
    date_shown: str | None = None
    note: str | None = None


class Sources(Strict):
    """sources.yaml."""

    sources: list[Source]


class Vocabulary(Strict):
    """vocabulary.yaml, and `vocabulary:` in a topic file: word lists for patterns."""

    vocabulary: dict[str, list[str]]


class Topic(Strict):
    """Any other file: signs, rules, and word lists that only it needs."""

    signs: list[Sign] = Field(default_factory=list)
    rules: list[Rule] = Field(default_factory=list)
    vocabulary: dict[str, list[str]] = Field(default_factory=dict)


class QuestionFile(Strict):
    """questions.yaml."""

    questions: list[Question]
    signs: list[Sign] = Field(default_factory=list)
