"""Shapes of requests and answers. Requests refuse unknown keys; the answers describe the interface for OpenAPI."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["nb", "nn", "en"]
# Longer text is let in here and refused kindly by handoff.chat.cleaning.
LongText = Annotated[str, Field(max_length=1_000_000)]


class Body(BaseModel):
    """A request's body."""

    model_config = ConfigDict(extra="forbid", strict=True)


class StartBody(Body):
    language: Language | None = None


class MessageBody(Body):
    client_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$", description="UUID made by the sender")]
    text: LongText = ""
    choice: Annotated[str, Field(max_length=80)] | None = None


class LeaveBody(Body):
    quick_exit: bool = False


Role = Literal["veileder", "fagansvarlig", "leder"]
Password = Annotated[str, Field(max_length=500)]


class LoginBody(Body):
    username: Annotated[str, Field(max_length=200)]
    password: Password
    new_password: Annotated[
        Password | None, Field(description="one's own from now on; needed when somebody else chose the other")
    ] = None


class NewUserBody(Body):
    name: Annotated[str, Field(max_length=200)]
    role: Role
    password: Annotated[Password | None, Field(description="without one a password is made")] = None


class RoleBody(Body):
    role: Role


class PasswordBody(Body):
    password: Annotated[Password | None, Field(description="without one a password is made")] = None


class ThemeBody(Body):
    theme: Annotated[str, Field(max_length=120)]
    accepted: bool | None


class RegistrationBody(Body):
    themes: Annotated[list[str], Field(max_length=40)]
    gender: str | None = None
    outcomes: Annotated[list[str], Field(max_length=20)] = Field(default_factory=list)
    violence: Annotated[list[str], Field(max_length=20)] = Field(default_factory=list)
    channel: str | None = None
    client_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")] | None = None


class PhoneBody(RegistrationBody):
    begun_at: Annotated[str, Field(max_length=40, description="Norwegian time")] | None = None
    length_minutes: Annotated[int, Field(ge=0, le=600)] | None = None
    corrects: Annotated[bool, Field(description="this is the call that was stored, mended")] = False


class ReportBody(Body):
    service: Annotated[str, Field(max_length=40)] = ""
    note: Annotated[str, Field(min_length=1, max_length=500)]


class PracticeBody(Body):
    script: Annotated[str, Field(max_length=40)]


class EditBody(Body):
    what: Annotated[
        str, Field(max_length=60, description="service and field: legevakt.telefon, nettsted.adresse")
    ]
    value: Annotated[str, Field(max_length=2000, description="for apningstid the YAML or JSON of the hours")]
    source: Annotated[str, Field(max_length=500, description="counts for everything but a merknad")]
    checked: Annotated[str, Field(max_length=10, description="the day it was read, 2026-01-31")]
    shared: bool = False
    seen: Annotated[str, Field(max_length=16, description="version of the service that was looked at")]


class NoteBody(Body):
    text: LongText


class EmptyBody(Body):
    """Nothing, or {}."""


class Answer(BaseModel):
    """An answer's body."""


class ChoiceOut(Answer):
    label: str
    value: str


class MessageOut(Answer):
    number: int
    sender: Literal["parent", "assistant", "veileder", "system"]
    kind: Literal["text", "emergency", "question", "strategy", "service", "notice"]
    emergency: str | None
    text: str
    choices: list[ChoiceOut]
    asks: str | None
    in_reply_to: int | None
    sent_at: str


State = Literal["waiting", "parked", "claimed", "closed", "left"]


class StartedOut(Answer):
    id: str
    token: str
    state: State
    messages: list[MessageOut]


class PostedOut(Answer):
    number: int
    messages: list[MessageOut]


class PlaceOut(Answer):
    listed: bool
    position: int | None
    wait_minutes: Annotated[list[int], Field(min_length=2, max_length=2)] | None


class ServiceOut(Answer):
    open: bool
    veileder_here: bool
    opens_at: str | None


class PollOut(Answer):
    messages: list[MessageOut]
    state: State
    version: int
    queue: PlaceOut
    typing: bool
    service: ServiceOut


class ClaimOut(Answer):
    id: str
    state: State


class QueueEntryOut(Answer):
    id: str
    position: int
    state: State
    here: bool
    urgent: bool
    urgency: int
    level: str
    emergency: str | None
    reason: str
    words: list[str]
    waiting_minutes: int
    opened_at: str
    language: Language
    wants_human: bool
    came_back: bool
    coming: str | None
    kommune: list[str]
    messages: int
    unscreened: bool


class HeldOut(Answer):
    id: str
    state: State
    urgent: bool
    urgency: int
    level: str
    reason: str
    registered: bool
    erased: bool
    waiting_minutes: int


class AlertOut(Answer):
    conversation: str
    number: int
    rule: str
    title: str
    level: str
    emergency: str | None
    message: int
    words: str
    age: int
    acknowledged: bool
    told: bool


class QueueAlertOut(AlertOut):
    mine: bool
    practice: bool


class MeOut(Answer):
    name: str
    role: Role


class QueueOut(Answer):
    version: int
    conversations: list[QueueEntryOut]
    mine: list[HeldOut]
    practice: list[HeldOut]
    alerts: list[QueueAlertOut]
    service: ServiceOut
    me: MeOut
    content_problems: list[str]


class ConsoleMessageOut(MessageOut):
    screened: Literal["rules", "full", "failed"] | None


class FindingOut(Answer):
    message: int
    rule: str
    title: str
    sources: list[str]
    level: str
    number: str | None
    start: int | None
    end: int | None
    negated: bool
    about: str
    when: str
    crisis: bool
    careful: Annotated[
        bool,
        Field(
            description="no words told it: a question was not understood twice, `message` is the question, the span null"
        ),
    ]
    likeness: bool
    possible: bool


class ThemeOut(Answer):
    theme: str
    score: float | None
    message: int | None
    start: int | None
    end: int | None
    accepted: bool | None


class KommuneOut(Answer):
    kommunenummer: Annotated[str | None, Field(description="null: the place lies in no kommune")]
    navn: str
    outside: Literal["svalbard", "jan_mayen", "utlandet"] | None = None
    message: int
    start: int
    end: int


class ShownOut(Answer):
    rule: str
    title: str
    number: str | None
    message: int


class AskedOut(Answer):
    question: str
    message: int
    text: str
    answer: str | None


class SummaryOut(Answer):
    what: str
    text: str
    message: int | None


class ConversationOut(Answer):
    id: str
    state: State
    level: str
    emergency: str | None
    urgent: bool
    holder: str | None
    waited_minutes: int
    parent_seen_seconds: int
    registered: bool
    messages: list[ConsoleMessageOut]
    findings: list[FindingOut]
    themes: list[ThemeOut]
    kommune: list[KommuneOut]
    language: Language
    summary: list[SummaryOut]
    shown: list[ShownOut]
    asked: list[AskedOut]
    alerts: list[AlertOut]
    practice: bool


class RegisteredOut(Answer):
    id: Annotated[int, Field(description="0: a practice, which is counted nowhere")]


class ScriptOut(Answer):
    id: str
    title: str
    about: str
    difficulty: Literal["lett", "middels", "vanskelig", "alvorlig"]


class OwnPracticeOut(Answer):
    id: str
    title: str
    running: bool
    started_at: str


class PracticeOut(Answer):
    scripts: list[ScriptOut]
    mine: list[OwnPracticeOut]


class PracticeStartedOut(Answer):
    id: str


class PointSourceOut(Answer):
    title: str
    url: str


class PointOut(Answer):
    text: str
    found: list[int] | None
    sources: list[PointSourceOut]


class PracticeAlertOut(Answer):
    title: str
    acknowledged_seconds: int | None


class PracticeDoneOut(Answer):
    first_word_seconds: int | None
    minutes: int | None
    messages: int
    alerts: list[PracticeAlertOut]
    themes: list[str]
    registered: bool


class PracticeReviewOut(Answer):
    id: str
    title: str
    about: str
    difficulty: Literal["lett", "middels", "vanskelig", "alvorlig"]
    messages: list[MessageOut]
    points: list[PointOut]
    done: PracticeDoneOut


class ReplyOut(Answer):
    id: str
    title: str
    text: str
    language: Language


class NoteOut(Answer):
    id: int
    at: str
    name: str
    text: str
    masked: list[str]


class RepliesOut(Answer):
    replies: list[ReplyOut]


class CategoriesOut(Answer):
    themes: list[str]
    offered: list[str]
    definitions: Annotated[dict[str, str], Field(description="what each theme means")]
    channels: list[str]
    genders: list[str]
    unknown_gender: str
    outcomes: list[str]
    violence_theme: str
    violence_kinds: list[str]


class StatisticsOut(Answer):
    total: int
    months: list[dict[str, Any]]
    channels: dict[str, int]
    genders: dict[str, int]
    themes: dict[str, int]
    violence: dict[str, int]
    outcomes: dict[str, int]
    hours: dict[str, int]
    weekdays: dict[str, int]
    waits: dict[str, Any]
    urgent: dict[str, Any]
    unregistered: int
    suggestions: dict[str, Any]
    reports: list[dict[str, str]]


class KommuneHitOut(Answer):
    kommunenummer: str
    navn: str


class ResourcesOut(Answer):
    kommuner: list[KommuneHitOut]


class KommuneServicesOut(Answer):
    kommunenummer: str
    navn: str
    services: list[dict[str, Any]]


class ReportOut(Answer):
    id: int
    kommunenummer: str
    kommune: str
    service: str
    note: str
    at: str


class DirectoryChangeOut(Answer):
    id: int
    at: Annotated[str, Field(description="of a change in the file itself: when it was found")]
    role: Annotated[
        Literal[Role, "fil"], Field(description="fil: changed in the file itself, by nobody knows whom")
    ]
    kommunenummer: str
    kommuner: list[str]
    what: str
    label: str
    old: str
    new: str
    source: str
    undoes: int | None
    undone: bool
    may_undo: bool


class CountsOut(Answer):
    group: str
    verified: int
    stale: int
    unverified: int
    missing: int


class StaffPageOut(Answer):
    path: str
    name: str


class StaleItemOut(Answer):
    state: Literal["reported", "stale", "unverified"]
    state_words: str
    what: str
    age: str
    source: str


class StaleKommuneOut(Answer):
    kommunenummer: Annotated[str, Field(description='"" for the national services')]
    navn: str
    missing: list[str]
    items: list[StaleItemOut]


class StaleOut(Answer):
    kommuner: list[StaleKommuneOut]


class DirectoryOut(Answer):
    me: MeOut
    may_edit: bool
    pages: Annotated[list[StaffPageOut], Field(description="the other pages this role may open")]
    content_problems: list[str]
    doubts: Annotated[list[str], Field(description="not wrong, but staff should look at it")]
    counts: list[CountsOut]
    reports: list[ReportOut]
    changes: list[DirectoryChangeOut]


class DirectoryKommuneOut(Answer):
    kommunenummer: str
    navn: str
    fylke: str
    site: dict[str, Any]
    services: list[dict[str, Any]]
    more: Annotated[list[dict[str, Any]], Field(description="one more of each kind, that could be added")]
    parents: Annotated[
        dict[str, list[str]], Field(description="nb and nn: what the assistant writes to a parent")
    ]
    reports: list[ReportOut]
    changes: list[DirectoryChangeOut]


class EditedOut(Answer):
    changed: list[str]
    elsewhere: list[str]
    said: list[str]


class CheckedOut(EditedOut):
    nb: list[str]
    nn: list[str]


class UserOut(Answer):
    id: int
    name: str
    role: Role
    since: Annotated[str, Field(description="a Norwegian day, 2026-01-31")]
    last_seen: str | None
    shut: str | None
    once: Annotated[bool, Field(description="its password was chosen by somebody else and not used yet")]
    me: bool


class UsersOut(Answer):
    users: list[UserOut]


class MadePasswordOut(Answer):
    password: Annotated[str | None, Field(description="told this once; null for one that was chosen")]


class NewUserOut(MadePasswordOut):
    id: int


class HealthOut(Answer):
    database: bool


class ReadyOut(Answer):
    database: bool
    rules: bool
    statistical: Literal["loading", "up", "absent"]
    bot: bool


class ErrorOut(Answer):
    error: str
    message: str
