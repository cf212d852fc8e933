"""What staff do with the directory: reports that are seen to, and who changed what."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Reports from before are open."""
    op.add_column("resource_reports", sa.Column("seen_to_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("resource_reports", sa.Column("seen_to_role", sa.String(length=12), nullable=True))
    op.create_table(
        "directory_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("kommunenummer", sa.String(length=4), nullable=False),
        sa.Column("kommuner", sa.Text(), nullable=False),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("undoes"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("directory_changes")
    with op.batch_alter_table("resource_reports") as table:
        table.drop_column("seen_to_role")
        table.drop_column("seen_to_at")
