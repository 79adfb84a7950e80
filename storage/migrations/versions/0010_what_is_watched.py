"""what is watched: an index for the few notices that are not done with, and what code runs on this.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

WATCHED = sa.text("state NOT IN ('sent', 'skipped')")


def upgrade() -> None:
    """Forward; the release before reads neither."""
    op.create_index(
        "ix_notices_workspace_id_state_due_at",
        "notices",
        ["workspace_id", "state", "due_at"],
        sqlite_where=WATCHED,
        postgresql_where=WATCHED,
    )
    op.create_table("schema_compatibility", sa.Column("oldest", sa.String(), nullable=False))


def downgrade() -> None:
    """Back."""
    op.drop_table("schema_compatibility")
    op.drop_index("ix_notices_workspace_id_state_due_at", "notices")
