"""the page's title: the name of the account as it stands on the canvas.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("pages", sa.Column("title", sa.Text(), nullable=True))


def downgrade() -> None:
    """Back."""
    op.drop_column("pages", "title")
