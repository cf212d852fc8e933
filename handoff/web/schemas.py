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


class LoginBody(Body):
    username: Annotated[str, Field(max_length=200)]
    password: Annotated[str, Field(max_length=500)]


class ThemeBody(Body):
    theme: Annotated[str, Field(max_length=120)]
    accepted: bool | None


class RegistrationBody(Body):
    themes: Annotated[list[str], Field(max_length=22)]
    gender: str
    outcomes: Annotated[list[str], Field(max_length=10)] = Field(default_factory=list)
    channel: str | None = None


class PhoneBody(RegistrationBody):
    length_minutes: Annotated[int, Field(ge=0, le=600)] | None = None


class ReportBody(Body):
    service: Annotated[str, Field(max_length=40)] = ""
    note: Annotated[str, Field(min_length=1, max_length=500)]


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
    level: str
    emergency: str | None
    reason: str
    words: list[str]
    waiting_minutes: int
    opened_at: str
    language: Language
    wants_human: bool
    came_back: bool
    kommune: list[str]
    messages: int
    unscreened: bool


class HeldOut(Answer):
    id: str
    state: State
    urgent: bool
    level: str
    reason: str
    registered: bool
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


class MeOut(Answer):
    name: str
    role: Literal["veileder", "fagansvarlig", "leder"]


class QueueOut(Answer):
    version: int
    conversations: list[QueueEntryOut]
    mine: list[HeldOut]
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
    start: int
    end: int
    negated: bool
    about: str
    when: str
    crisis: bool


class ThemeOut(Answer):
    theme: str
    score: float | None
    message: int | None
    start: int | None
    end: int | None
    accepted: bool | None


class KommuneOut(Answer):
    kommunenummer: str
    navn: str
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
    summary: list[str]
    shown: list[ShownOut]
    asked: list[AskedOut]
    alerts: list[AlertOut]


class RegisteredOut(Answer):
    id: int


class ReplyOut(Answer):
    id: str
    title: str
    text: str
    language: Language


class RepliesOut(Answer):
    replies: list[ReplyOut]


class CategoriesOut(Answer):
    themes: list[str]
    channels: list[str]
    genders: list[str]
    outcomes: list[str]


class StatisticsOut(Answer):
    total: int
    months: list[dict[str, Any]]
    channels: dict[str, int]
    genders: dict[str, int]
    themes: dict[str, int]
    outcomes: dict[str, int]


class KommuneHitOut(Answer):
    kommunenummer: str
    navn: str


class ResourcesOut(Answer):
    kommuner: list[KommuneHitOut]


class KommuneServicesOut(Answer):
    kommunenummer: str
    navn: str
    services: list[dict[str, Any]]


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
