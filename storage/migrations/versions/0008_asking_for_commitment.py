"""asking for commitment.

Revision ID: 0008
Revises: 0007
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Accounts that are there already get what a new one begins with.
ROUTINE = """
    INSERT INTO routines (
        workspace_id, account_id, kind, is_on, hour, minute, weekday, before,
        only_when_needed, version
    )
    SELECT workspace_id, id, 'commitments', TRUE, 9, 0, 0, 0, FALSE, 1 FROM accounts
"""


def upgrade() -> None:
    """Forward."""
    op.execute(ROUTINE)


def downgrade() -> None:
    """Back."""
    op.execute("DELETE FROM routines WHERE kind = 'commitments'")
