"""guard rails: a reading keeps the name and the unit of the number that was measured.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NAMED = """
UPDATE guard_readings SET
    name = (SELECT COALESCE(goals.guard_name, '') FROM goals
        WHERE goals.workspace_id = guard_readings.workspace_id
        AND goals.id = guard_readings.goal_id),
    unit = (SELECT COALESCE(goals.guard_unit, '') FROM goals
        WHERE goals.workspace_id = guard_readings.workspace_id
        AND goals.id = guard_readings.goal_id)
"""
"""What was measured is what the goal keeps now; of a goal that keeps nothing it is nothing's."""


def upgrade() -> None:
    """Forward."""
    op.add_column("guard_readings", sa.Column("name", sa.Text(), nullable=True))
    op.add_column("guard_readings", sa.Column("unit", sa.Text(), nullable=True))
    op.execute(NAMED)


def downgrade() -> None:
    """Back."""
    op.drop_column("guard_readings", "unit")
    op.drop_column("guard_readings", "name")
