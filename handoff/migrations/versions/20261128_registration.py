"""More of what a veileder registers and writes at the end of a shift."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Registrations made before have no kind of violence."""
    # No batch for conversations: SQLite would copy the table, and dropping the old one deletes what hangs on it.
    op.add_column("conversations", sa.Column("coming", sa.String(length=60), nullable=True))
    op.add_column("registrations", sa.Column("client_id", sa.String(length=64), nullable=True))
    op.create_index("ix_registrations_client_id", "registrations", ["client_id"], unique=True)
    op.add_column("registrations", sa.Column("violence", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("registrations") as table:
        table.alter_column("violence", server_default=None)
    op.create_table(
        "unregistered",
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("veileder_id", sa.Integer(), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wait_minutes", sa.Integer(), nullable=False),
        sa.Column("length_minutes", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["veileder_id"], ["veiledere.id"]),
        sa.PrimaryKeyConstraint("conversation_id"),
    )
    op.create_index("ix_unregistered_veileder_id", "unregistered", ["veileder_id"], unique=False)
    op.create_table(
        "ended_conversations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.Column("wait_minutes", sa.Integer(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_ended_conversations_ended_hour", "ended_conversations", ["ended_hour"], unique=False)
    op.create_table(
        "tag_decisions",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("tag", sa.String(length=20), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("undecided", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "tag"),
    )
    op.create_table(
        "shift_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("veileder_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["veileder_id"], ["veiledere.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_shift_notes_at", "shift_notes", ["at"], unique=False)


def downgrade() -> None:
    """Drop it."""
    for table in ("shift_notes", "tag_decisions", "ended_conversations", "unregistered"):
        op.drop_table(table)
    op.drop_index("ix_registrations_client_id", table_name="registrations")
    op.drop_column("registrations", "client_id")
    op.drop_column("registrations", "violence")
    op.drop_column("conversations", "coming")
