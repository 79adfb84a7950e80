"""guard rails: a second number that must hold on the way to a goal.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("goals", sa.Column("guard_name", sa.Text(), nullable=True))
    op.add_column("goals", sa.Column("guard_value", sa.String(), nullable=True))
    op.add_column("goals", sa.Column("guard_unit", sa.Text(), nullable=True))
    op.add_column("goals", sa.Column("guard_is_ceiling", sa.Boolean(), nullable=True))
    op.create_table(
        "guard_readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_guard_readings_workspace_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "goal_id"],
            ["goals.workspace_id", "goals.id"],
            name=op.f("fk_guard_readings_workspace_id_goal_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guard_readings")),
    )
    op.create_index(
        op.f("ix_guard_readings_workspace_id_goal_id"),
        "guard_readings",
        ["workspace_id", "goal_id"],
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("guard_readings")
    for column in ("guard_is_ceiling", "guard_unit", "guard_value", "guard_name"):
        op.drop_column("goals", column)
