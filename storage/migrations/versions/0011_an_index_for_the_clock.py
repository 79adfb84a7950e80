"""an index for the clock.

The one there was began with `is_on`, which keeps the clock's query from reading a range of it.
And what was pending when an account moved keeps the name that it had.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INDEX = "ix_routines_workspace_id_next_at_kind"
OLD = "ix_routines_workspace_id_is_on_next_at"


def upgrade() -> None:
    """Forward."""
    op.create_index(INDEX, "routines", ["workspace_id", "next_at", "kind"])
    op.drop_index(OLD, "routines")
    op.add_column("routines", sa.Column("pending_period", sa.String(), nullable=True))


def downgrade() -> None:
    """Back."""
    op.drop_column("routines", "pending_period")
    op.create_index(OLD, "routines", ["workspace_id", "is_on", "next_at"])
    op.drop_index(INDEX, "routines")
