"""how sure we are: confidence, kept promises, strategies that are confirmed.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# Accounts that are there already get what a new one begins with, three working days before the day
# that they have set for their review.
ROUTINE = """
    INSERT INTO routines (
        workspace_id, account_id, kind, is_on, hour, minute, weekday, before,
        only_when_needed, version
    )
    SELECT accounts.workspace_id, accounts.id, 'confidence', TRUE, 8, 0, 0,
        COALESCE(review.before, 0) + 3, FALSE, 1
    FROM accounts LEFT JOIN routines AS review
        ON review.workspace_id = accounts.workspace_id AND review.account_id = accounts.id
        AND review.kind = 'review'
"""


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "confidences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "goal_id"],
            ["goals.workspace_id", "goals.id"],
            name=op.f("fk_confidences_workspace_id_goal_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confidences")),
        sa.UniqueConstraint(
            "workspace_id",
            "goal_id",
            "period",
            "person_id",
            name=op.f("uq_confidences_workspace_id_goal_id_period_person_id"),
        ),
    )
    op.create_table(
        "part_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("strategy_id", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("kept", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "strategy_id"],
            ["strategies.workspace_id", "strategies.id"],
            name=op.f("fk_part_reports_workspace_id_strategy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part_reports")),
        sa.UniqueConstraint(
            "workspace_id",
            "strategy_id",
            "period",
            "person_id",
            name=op.f("uq_part_reports_workspace_id_strategy_id_period_person_id"),
        ),
    )
    confirmed_at = sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("strategies", confirmed_at)
    # The code before this one adds people without it.
    wants: sa.Column[bool] = sa.Column(
        "wants_question", sa.Boolean(), nullable=False, server_default=sa.true()
    )
    op.add_column("people", wants)
    op.execute(ROUTINE)


def downgrade() -> None:
    """Back."""
    op.execute("DELETE FROM routines WHERE kind = 'confidence'")
    op.drop_column("people", "wants_question")
    op.drop_column("strategies", "confirmed_at")
    op.drop_table("part_reports")
    op.drop_table("confidences")
