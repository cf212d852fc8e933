"""The tables. What leaves with a conversation hangs on `conversations` and is deleted with it; the rest holds no text."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from handoff.store.types import UTCDateTime

Json = dict[str, Any] | list[Any]


class Base(DeclarativeBase):
    """All tables."""

    type_annotation_map = {datetime: UTCDateTime, dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012  SQLAlchemy's own way


def _conversation_id(**more: Any) -> Any:
    return mapped_column(String(32), ForeignKey("conversations.id", ondelete="CASCADE"), **more)


class ConversationRow(Base):
    """One parent's conversation: who owns it, where it stands, and the states of screening and dialogue."""

    __tablename__ = "conversations"
    __table_args__ = (Index("ix_conversations_state", "state"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(10))
    speaker: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]
    listed_at: Mapped[datetime | None]
    last_poll_at: Mapped[datetime]
    first_claimed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    veileder_id: Mapped[int | None] = mapped_column(ForeignKey("veiledere.id"))
    holder_seen_at: Mapped[datetime | None]
    lease_warned_at: Mapped[datetime | None]
    wants_human: Mapped[bool] = mapped_column(default=False)
    front: Mapped[bool] = mapped_column(default=False)
    urgency: Mapped[int] = mapped_column(default=0)
    level: Mapped[str] = mapped_column(String(6), default="GREEN")
    emergency: Mapped[str | None] = mapped_column(String(6))
    urgent_rule: Mapped[str | None] = mapped_column(String(20))
    possible_red: Mapped[bool] = mapped_column(default=False)
    last_number: Mapped[int] = mapped_column(default=0)
    answered_to: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    dialogue_state: Mapped[dict[str, Any] | None]
    screening_state: Mapped[dict[str, Any] | None]
    kommune: Mapped[list[Any]] = mapped_column(default=list)
    theme_decisions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    told_service: Mapped[str] = mapped_column(String(10), default="")
    told_bot_down: Mapped[bool] = mapped_column(default=False)
    kept_company: Mapped[int] = mapped_column(default=0)
    parent_typing_at: Mapped[datetime | None]
    veileder_typing_at: Mapped[datetime | None]
    quick_exit: Mapped[bool] = mapped_column(default=False)
    registered: Mapped[bool] = mapped_column(default=False)
    coming: Mapped[str | None] = mapped_column(String(60))  # who told this parent «jeg kommer»
    practice: Mapped[str | None] = mapped_column(String(40))  # the script played; null: a real parent


class MessageRow(Base):
    """One message, numbered within its conversation."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "client_id", name="uq_messages_client_id"),
        Index("ix_messages_screened", "screened"),
    )

    conversation_id: Mapped[str] = _conversation_id(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sender: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(10))
    emergency: Mapped[str | None] = mapped_column(String(6))
    text: Mapped[str] = mapped_column(Text)
    choices: Mapped[list[Any]] = mapped_column(default=list)
    asks: Mapped[str | None] = mapped_column(String(40))
    in_reply_to: Mapped[int | None]
    sent_at: Mapped[datetime]
    client_id: Mapped[str | None] = mapped_column(String(64))
    choice: Mapped[str | None] = mapped_column(String(80))
    screened: Mapped[str | None] = mapped_column(String(8))
    screening: Mapped[dict[str, Any] | None]
    rule: Mapped[str | None] = mapped_column(String(20))
    veileder_id: Mapped[int | None] = mapped_column(ForeignKey("veiledere.id"))
    replies: Mapped[list[Any]] = mapped_column(default=list)


class DueRow(Base):
    """Something that happens later, whatever process is alive then. `key` keeps two of a kind apart."""

    __tablename__ = "due_times"
    __table_args__ = (
        UniqueConstraint("conversation_id", "kind", "key", name="uq_due_times_kind"),
        Index("ix_due_times_due_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = _conversation_id()
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(20), default="")
    due_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)


class AlertRow(Base):
    """An emergency seen after the handover, for the veileder to acknowledge."""

    __tablename__ = "alerts"

    conversation_id: Mapped[str] = _conversation_id(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rule: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(6))
    variant: Mapped[int] = mapped_column(default=0)
    emergency: Mapped[str | None] = mapped_column(String(6))
    message_number: Mapped[int]
    created_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[int | None] = mapped_column(ForeignKey("veiledere.id"))
    shown_at: Mapped[datetime | None]


class ClaimRow(Base):
    """Who held a conversation, and how it ended: released, lost, closed, left."""

    __tablename__ = "claims"
    __table_args__ = (Index("ix_claims_conversation_id", "conversation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = _conversation_id()
    veileder_id: Mapped[int] = mapped_column(ForeignKey("veiledere.id"))
    claimed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_how: Mapped[str | None] = mapped_column(String(10))


class VeilederRow(Base):
    """A login of the staff. `role` is veileder, fagansvarlig or leder. Never deleted: what it did keeps its name."""

    __tablename__ = "veiledere"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    role: Mapped[str] = mapped_column(String(12))
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    shut_at: Mapped[datetime | None]
    last_seen_on: Mapped[date | None]  # the Norwegian day, no more
    password_once: Mapped[bool] = mapped_column(default=False, server_default=false())  # a leader chose it


class SessionRow(Base):
    """A signed-in browser; only the hash of its cookie is kept."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    veileder_id: Mapped[int] = mapped_column(ForeignKey("veiledere.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class AuditRow(Base):
    """Which member of staff did what with which conversation or login, never what was said."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    veileder_id: Mapped[int]
    action: Mapped[str] = mapped_column(String(20))
    conversation_id: Mapped[str | None] = mapped_column(String(32))
    about_id: Mapped[int | None]  # the login that was changed


class WaitRow(Base):
    """How long somebody waited, for the range that is shown to those who wait now."""

    __tablename__ = "waits"

    id: Mapped[int] = mapped_column(primary_key=True)
    hour: Mapped[datetime]
    minutes: Mapped[int]
    place: Mapped[int | None]  # in the queue when it was opened; None: not noted then


class RegistrationRow(Base):
    """What remains of a conversation or a telephone call: categories and whole minutes."""

    __tablename__ = "registrations"
    __table_args__ = (
        Index("ix_registrations_hour", "hour"),
        Index("ix_registrations_client_id", "client_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hour: Mapped[datetime]
    channel: Mapped[str] = mapped_column(String(20))
    gender: Mapped[str] = mapped_column(String(20))
    themes: Mapped[list[Any]]
    outcomes: Mapped[list[Any]]
    wait_minutes: Mapped[int | None]
    length_minutes: Mapped[int | None]
    violence: Mapped[list[Any]] = mapped_column(default=list)  # kinds of «Overgrep og vold i hjemmet»
    client_id: Mapped[str | None] = mapped_column(String(64))  # of the form, hashed: sent again, counts once
    ended_hour: Mapped[datetime | None]  # for the shift report; None of what is older than this column


class UnregisteredRow(Base):
    """A conversation whose text is deleted before anybody registered it: what its registration will need, a week long."""

    __tablename__ = "unregistered"
    __table_args__ = (Index("ix_unregistered_veileder_id", "veileder_id"),)

    conversation_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    veileder_id: Mapped[int] = mapped_column(ForeignKey("veiledere.id"))
    hour: Mapped[datetime]
    wait_minutes: Mapped[int]
    length_minutes: Mapped[int]
    deleted_at: Mapped[datetime]
    ended_hour: Mapped[datetime | None]


class EndedRow(Base):
    """One conversation that ended, as a figure: how long the wait was, whether a veileder came, how urgent and by which rule."""

    __tablename__ = "ended_conversations"
    __table_args__ = (Index("ix_ended_conversations_ended_hour", "ended_hour"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    hour: Mapped[datetime]  # of the opening
    ended_hour: Mapped[datetime]
    taken: Mapped[bool]
    wait_minutes: Mapped[int]
    urgency: Mapped[int]  # 0, 1 (orange), 2 (red)
    rule: Mapped[str | None] = mapped_column(String(20))


class TagDecisionRow(Base):
    """How often a suggested theme was accepted, rejected, or shown and not chosen on one Norwegian day; outlives the conversations."""

    __tablename__ = "tag_decisions"

    day: Mapped[date] = mapped_column(primary_key=True)
    tag: Mapped[str] = mapped_column(String(20), primary_key=True)  # id in temaer.yaml, such as T05
    accepted: Mapped[int]
    rejected: Mapped[int]
    undecided: Mapped[int]  # shown to a veileder who registered the conversation without it


class ShiftNoteRow(Base):
    """A veileder's free note for the shift report, masked before it is stored, kept for 30 days."""

    __tablename__ = "shift_notes"
    __table_args__ = (Index("ix_shift_notes_at", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    veileder_id: Mapped[int] = mapped_column(ForeignKey("veiledere.id"))
    text: Mapped[str] = mapped_column(Text)


class ReportRow(Base):
    """A veileder's word that something in the directory is wrong. Open until somebody has seen to it."""

    __tablename__ = "resource_reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    kommunenummer: Mapped[str] = mapped_column(String(4))
    service: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(String(500))
    veileder_id: Mapped[int] = mapped_column(ForeignKey("veiledere.id"))
    created_at: Mapped[datetime]
    seen_to_at: Mapped[datetime | None]
    seen_to_role: Mapped[str | None] = mapped_column(String(12))


class DirectoryChangeRow(Base):
    """One change of the directory's file: by which role, from what, to what. The role of one made in the file itself is "fil".

    `kommuner` lists every kommune it touched, ",1514,1515,". `entries` is what it takes to undo it, one of
    `{number, kind, inside, before, after}` for each service, none when that cannot be done; `undoes` the change that
    this one took back.
    """

    __tablename__ = "directory_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    role: Mapped[str] = mapped_column(String(12))
    kommunenummer: Mapped[str] = mapped_column(String(4))
    kommuner: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(String(60))
    old: Mapped[str] = mapped_column(Text)
    new: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    entries: Mapped[list[Any]]
    undoes: Mapped[int | None] = mapped_column(unique=True)


class DirectorySeenRow(Base):
    """The one row with what the history of the directory has accounted for: every kommune as it stood in the file."""

    __tablename__ = "directory_seen"

    id: Mapped[int] = mapped_column(primary_key=True)
    kommuner: Mapped[dict[str, Any]]


class ImportedReportRow(Base):
    """A printed report of another period: its tables as they were printed, kept beside what is counted here."""

    __tablename__ = "imported_reports"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    first: Mapped[date]
    last: Mapped[date]
    imported_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]
