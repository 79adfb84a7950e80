"""what Slack allows: when a channel is free, which methods are closed, whose news it is.

Revision ID: 0013
Revises: 0012
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BY_THE_CLOCK = (
    *("reminder", "review", "nudge", "nudge_owner", "slip", "slip_over", "silent", "pulse"),
    *("commit_reminder", "uncommitted", "digest", "portfolio"),
)


def upgrade() -> None:
    """Forward; what is owed already is ranked, and its search begins anew."""
    op.add_column("notices", sa.Column("rank", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("notices", sa.Column("by", sa.String(), nullable=True))
    attempted_at = sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("notices", attempted_at)
    op.add_column("notices", sa.Column("search", _json(), nullable=True))
    notices = sa.table(
        "notices",
        sa.column("rank", sa.Integer),
        sa.column("kind", sa.String),
        sa.column("next_at", sa.DateTime),
    )
    owed = (notices.c.next_at.is_not(None), notices.c.kind.in_(BY_THE_CLOCK))
    op.execute(sa.update(notices).where(*owed).values(rank=1))
    op.create_index(
        op.f("ix_notices_workspace_id_rank_next_at_id"),
        "notices",
        ["workspace_id", "rank", "next_at", "id"],
    )
    op.create_index(
        op.f("ix_notices_workspace_id_to_next_at"), "notices", ["workspace_id", "to", "next_at"]
    )
    op.create_table(
        "channel_paces",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "channel_id", name=op.f("pk_channel_paces")),
    )
    op.create_index(
        op.f("ix_channel_paces_workspace_id_free_at"), "channel_paces", ["workspace_id", "free_at"]
    )
    op.create_table(
        "closed_methods",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "method", name=op.f("pk_closed_methods")),
    )


def _json() -> sa.types.TypeEngine[Any]:
    return sa.JSON().with_variant(JSONB(), "postgresql")


def downgrade() -> None:
    """Back."""
    op.drop_table("closed_methods")
    op.drop_table("channel_paces")
    op.drop_index(op.f("ix_notices_workspace_id_to_next_at"), table_name="notices")
    op.drop_index(op.f("ix_notices_workspace_id_rank_next_at_id"), table_name="notices")
    for column in ("search", "attempted_at", "by", "rank"):
        op.drop_column("notices", column)
