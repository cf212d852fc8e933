"""The hour a registered conversation ended in, so that the shift report counts it with the chat."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = ("registrations", "unregistered")


def upgrade() -> None:
    """What was registered before counts by the hour it began in, as it did."""
    for table in TABLES:
        op.add_column(table, sa.Column("ended_hour", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Drop them."""
    for table in TABLES:
        op.drop_column(table, "ended_hour")
