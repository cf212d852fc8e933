"""Logins that can be shut, whose password may be for one time, and the day they were last used; whom an audit line is about."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every login there is stays open, with the password it has."""
    # No batch for veiledere: SQLite would copy the table, and dropping the old one deletes what hangs on it.
    op.add_column("veiledere", sa.Column("shut_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("veiledere", sa.Column("last_seen_on", sa.Date(), nullable=True))
    op.add_column(
        "veiledere", sa.Column("password_once", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("audit", sa.Column("about_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Drop them. Without the mark a shut login would be open: its password is taken away instead."""
    op.execute("UPDATE veiledere SET password_hash = '!' WHERE shut_at IS NOT NULL")
    op.drop_column("audit", "about_id")
    for column in ("password_once", "last_seen_on", "shut_at"):
        op.drop_column("veiledere", column)
