"""asking for agreement: who was reminded of which numbers.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("goals", sa.Column("numbers_on", sa.Date(), nullable=True))
    op.create_table(
        "asked_to_agree",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("version_of_numbers", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "goal_id"],
            ["goals.workspace_id", "goals.id"],
            name=op.f("fk_asked_to_agree_workspace_id_goal_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id",
            "goal_id",
            "version_of_numbers",
            "person_id",
            name=op.f("pk_asked_to_agree"),
        ),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("asked_to_agree")
    op.drop_column("goals", "numbers_on")
