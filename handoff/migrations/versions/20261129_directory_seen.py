"""What the history of the directory has accounted for, so that a change made in the file itself is found."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty: the first file that is taken in is what later ones are compared with."""
    op.create_table(
        "directory_seen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kommuner", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("directory_seen")
