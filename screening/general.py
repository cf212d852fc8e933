"""The general rules of the protocol that are plain data: resources/protocol/general.yaml."""

from typing import Annotated, Any, Literal

from pydantic import Field

from content.models import Date, Localised, Strict
from screening.protocol_models import Id, Level, Sign


class Raise(Strict):
    """A general rule that lifts the level a child already has (G3, G4, G5, G7).

    when: what must hold. to: 'next' for one level up, or the level that is reached at least.
    least: the lowest level it works on; GREEN means that any named sign is enough.
    """

    id: str
    title: str
    when: Any
    to: Literal["next", "YELLOW", "ORANGE", "RED"]
    least: Level = "GREEN"
    sources: list[str] = Field(min_length=1)


class Mild(Strict):
    """A line that holds nothing but one of `signs` (`beside` come with the same words), small `words` and who it is about.

    up_to: facts that say nothing more until they pass this number.
    """

    signs: list[Id]
    beside: list[Id] = Field(default_factory=list)
    words: list[str] = Field(default_factory=list)
    up_to: dict[str, float] = Field(default_factory=dict)


class Pointing(Strict):
    """`sign` counts when `question` stayed unread twice while several messages told one of `seen`, in words or by likeness."""

    question: Id
    sign: Id
    seen: list[Id] = Field(min_length=1)


class General(Strict):
    """Data of the general rules, and the signs only they need.

    alone: signs that make the core questions wanted when nothing else is known (G3 worry, 'is ill').
    ill: signs that say the child is ill: from then on every safety question has a cause.
    mild: what a line with nothing else in it is asked about for: a mere likeness is not told.
    unlearned: signs that the statistical layer has learned nothing about, in a rule that it judges: they do not wait for it.
    pointing: questions that are not thrown away unread when several messages point to what they ask about.
    help: signs that help was called or is there: what was shown is not said again.
    own: signs of an infection of the parent, whose fever is told without saying who has it.
    not_named: signs too vague to be a named sign. core: the questions asked then, in order.
    texts: what a parent sees when a general rule lifted a rule to a level it has no text for.
    """

    signs: list[Sign] = Field(default_factory=list)
    raises: list[Raise]
    alone: list[Id]
    ill: list[Id] = Field(default_factory=list)
    own: list[Id] = Field(default_factory=list)
    help: list[Id] = Field(default_factory=list)
    unlearned: list[Id] = Field(default_factory=list)
    pointing: list[Pointing] = Field(default_factory=list)
    mild: Mild = Field(default_factory=lambda: Mild(signs=[]))
    not_named: list[Id]
    core: list[Id]
    most_questions: Annotated[int, Field(ge=1, le=9)] = 3
    texts: dict[Literal["YELLOW", "ORANGE", "RED"], Localised]
    sources: list[str]
    checked: Date
    approved_by: str | None = None
    review_by: Date
