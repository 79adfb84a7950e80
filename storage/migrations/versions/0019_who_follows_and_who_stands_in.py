"""who follows an owner who cannot decide, and who stands in for somebody who is away.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; nobody is away, and nothing is proposed."""
    op.add_column("accounts", sa.Column("next_owner_id", sa.String(), nullable=True))
    op.add_column("accounts", sa.Column("next_owner_by", sa.String(), nullable=True))
    op.add_column("people", sa.Column("away_until", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("substitute_id", sa.String(), nullable=True))
    op.add_column("people", sa.Column("handle", sa.Text(), nullable=True))


def downgrade() -> None:
    """Back."""
    for table, column in (
        ("people", "handle"),
        ("people", "substitute_id"),
        ("people", "away_until"),
        ("accounts", "next_owner_by"),
        ("accounts", "next_owner_id"),
    ):
        op.drop_column(table, column)
