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


class AnswerWords(Strict):
    """Words of ordinary answers. A phrase is words as written or as bokmål; `hopp*` begins so, `*bror` ends so.

    small: what may stand beside any of them. kinds: phrases by what they mean; a choice of a question names the kinds that make
    it (`said`). whole: kinds that say that all is well, so that «neida» may stand before them. of_things: kinds that mean
    something else when a person is named («hun er borte»); persons: words for one.
    activities: what a child does who can be reached; not_beside, harmless_denied: what may not stand beside, and what may be
    denied beside it; calm_signs: signs that may be told there.
    topics: words by what a question is about. thanks, reassuring, dark: what closes a question or calms, and what does neither. received:
    what may stand before thanks.
    corrects: what tells, after a no, that something or somebody else is meant; corrects_age: words beside an age that is put right.
    good_things: kinds that no danger is read from; how_it_is: kinds that only say how the child is.
    after a no: well (kinds) and otherwise (phrases): that the child is well, or does something else; untold: that nobody was rung
    or told; thoughts, feelings: what the parent thinks and feels; not_the_child: that it is about them, where grown-ups are; unable:
    what nobody dares or can do.
    asking: how a question of the parent's own begins. away: words beside the minutes that it takes somebody to be there.
    baby: words after which a bare number may be weeks; beside_age, turns: words beside a number that is an age in years.
    """

    small: list[str] = Field(default_factory=list)
    kinds: dict[str, list[str]] = Field(default_factory=dict)
    whole: list[str] = Field(default_factory=list)
    of_things: list[str] = Field(default_factory=list)
    persons: list[str] = Field(default_factory=list)
    activities: list[str] = Field(default_factory=list)
    not_beside: list[str] = Field(default_factory=list)
    harmless_denied: list[str] = Field(default_factory=list)
    calm_signs: list[Id] = Field(default_factory=list)
    topics: dict[str, list[str]] = Field(default_factory=dict)
    received: list[str] = Field(default_factory=list)
    thanks: list[str] = Field(default_factory=list)
    reassuring: list[str] = Field(default_factory=list)
    dark: list[str] = Field(default_factory=list)
    corrects: list[str] = Field(default_factory=list)
    corrects_age: list[str] = Field(default_factory=list)
    well: list[str] = Field(default_factory=list)
    good_things: list[str] = Field(default_factory=list)
    how_it_is: list[str] = Field(default_factory=list)
    untold: list[str] = Field(default_factory=list)
    otherwise: list[str] = Field(default_factory=list)
    thoughts: list[str] = Field(default_factory=list)
    not_the_child: list[str] = Field(default_factory=list)
    feelings: list[str] = Field(default_factory=list)
    unable: list[str] = Field(default_factory=list)
    asking: list[str] = Field(default_factory=list)
    away: list[str] = Field(default_factory=list)
    baby: list[str] = Field(default_factory=list)
    beside_age: list[str] = Field(default_factory=list)
    turns: list[str] = Field(default_factory=list)


class Pointing(Strict):
    """`sign` counts when `question` stayed unread twice while several messages told one of `seen`, in words or by likeness.

    times: so many messages. A likeness to a wish to die is seen in much that is said of a teenager, so that one needs more.
    unless_calmed: not when a calm word closed the question («det er ikke noe sånt»).
    """

    question: Id
    sign: Id
    seen: list[Id] = Field(min_length=1)
    times: Annotated[int, Field(ge=2)] = 2
    unless_calmed: bool = False


class General(Strict):
    """Data of the general rules, and the signs only they need.

    alone: signs that make the core questions wanted when nothing else is known (G3 worry, 'is ill').
    ill: signs that say the child is ill: from then on every safety question has a cause.
    mild: what a line with nothing else in it is asked about for: a mere likeness is not told.
    unlearned: signs that the statistical layer has learned nothing about, in a rule that it judges: they do not wait for it.
    pointing: questions that are not thrown away unread when several messages point to what they ask about.
    help: signs that help was called or is there: what was shown is not said again.
    own: signs of an infection of the parent, whose fever is told without saying who has it.
    answers: ordinary answers to safety questions that are neither yes nor no.
    calmed: likenesses that a line which reassures or denies is not asked about.
    everyday: signs whose words stand in everyday talk too; beside an answer nobody could read they make no alarm.
    events: what happens to a body at one moment: told of years ago it is over, also where a sign counts when it is past.
    shows: a sign and the core question that it answers: who builds a tower can be reached.
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
    answers: AnswerWords = Field(default_factory=AnswerWords)
    calmed: list[Id] = Field(default_factory=list)
    everyday: list[Id] = Field(default_factory=list)
    events: list[Id] = Field(default_factory=list)
    shows: dict[Id, Id] = Field(default_factory=dict)
    not_named: list[Id]
    core: list[Id]
    most_questions: Annotated[int, Field(ge=1, le=9)] = 3
    texts: dict[Literal["YELLOW", "ORANGE", "RED"], Localised]
    sources: list[str]
    checked: Date
    approved_by: str | None = None
    review_by: Date
