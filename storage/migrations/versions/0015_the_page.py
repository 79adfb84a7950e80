"""the page: the canvas that shows an account, and what stands on it.

Revision ID: 0015
Revises: 0014
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; no account has a page yet."""
    has_page: sa.Column[bool] = sa.Column(
        "has_page", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("accounts", has_page)
    op.create_table(
        "pages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("canvas_id", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("sections", _json(), nullable=False),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_pages_workspace_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
        sa.UniqueConstraint(
            "workspace_id", "account_id", name=op.f("uq_pages_workspace_id_account_id")
        ),
    )


def _json() -> sa.types.TypeEngine[Any]:
    return sa.JSON().with_variant(JSONB(), "postgresql")


def downgrade() -> None:
    """Back."""
    op.drop_table("pages")
    op.drop_column("accounts", "has_page")
