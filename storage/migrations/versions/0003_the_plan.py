"""the plan.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Accounts that are there already get what a new one begins with.
REMINDERS = """
    INSERT INTO routines (
        workspace_id, account_id, kind, is_on, hour, minute, weekday, before, version
    )
    SELECT workspace_id, id, 'reminders', TRUE, 8, 30, 0, 0, 1 FROM accounts
"""


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("serves", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_actions_workspace_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint(
            "workspace_id",
            "account_id",
            "number",
            name=op.f("uq_actions_workspace_id_account_id_number"),
        ),
    )
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_actions_workspace_id_account_id_state_month"),
            ["workspace_id", "account_id", "state", "month"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_actions_workspace_id_owner_id_state"),
            ["workspace_id", "owner_id", "state"],
            unique=False,
        )

    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("wants_reminders", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.alter_column("wants_reminders", server_default=None)
    op.execute(REMINDERS)

    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=True),
        sa.Column("rolled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rolled_by", sa.String(), nullable=True),
        sa.Column("put_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("put_off_by", sa.String(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("snapshot", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True),
        sa.Column("nudges", sa.Integer(), nullable=False),
        sa.Column("next_nudge_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_reviews_workspace_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint(
            "workspace_id",
            "account_id",
            "month",
            name=op.f("uq_reviews_workspace_id_account_id_month"),
        ),
    )
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reviews_workspace_id_next_nudge_at"),
            ["workspace_id", "next_nudge_at"],
            unique=False,
        )

    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Back."""
    op.execute("DELETE FROM routines WHERE kind = 'reminders'")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("wants_reminders")

    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_actions_workspace_id_owner_id_state"))
        batch_op.drop_index(batch_op.f("ix_actions_workspace_id_account_id_state_month"))

    op.drop_table("actions")
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_column("sent_at")

    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reviews_workspace_id_next_nudge_at"))

    op.drop_table("reviews")
