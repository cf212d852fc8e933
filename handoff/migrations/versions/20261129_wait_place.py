"""From which place in the queue somebody waited: a wait says nothing about places further back."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The place of the waits there are is unknown; five new ones make a range again."""
    op.add_column("waits", sa.Column("place", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("waits", "place")
