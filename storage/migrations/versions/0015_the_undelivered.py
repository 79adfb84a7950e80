"""which admins are told of messages that can never be sent.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; nobody has asked yet."""
    op.add_column(
        "people",
        sa.Column("wants_undelivered", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("people") as people:
        people.drop_column("wants_undelivered")
