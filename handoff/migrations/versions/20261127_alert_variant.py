"""Which of a rule's texts an alert falls back on."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Alerts that are open count as the first text of their level."""
    op.add_column("alerts", sa.Column("variant", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("alerts") as table:
        table.alter_column("variant", server_default=None)


def downgrade() -> None:
    """Drop it."""
    with op.batch_alter_table("alerts") as table:
        table.drop_column("variant")
