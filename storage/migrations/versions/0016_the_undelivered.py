"""which admins are told of messages that can never be sent.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
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
