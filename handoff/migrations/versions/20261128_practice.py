"""Conversations that are practice: the script that is played, null for a real parent's."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every conversation there is was a real parent's."""
    op.add_column("conversations", sa.Column("practice", sa.String(length=40), nullable=True))


def downgrade() -> None:
    """Drop what was practice, then the mark: without it a practice would look like a real parent."""
    op.execute("DELETE FROM conversations WHERE practice IS NOT NULL")
    op.drop_column(
        "conversations", "practice"
    )  # no rebuilt table: that would take the messages with it on SQLite
