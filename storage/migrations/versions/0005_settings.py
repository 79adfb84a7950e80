"""settings.

Revision ID: 0005
Revises: 0004
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Accounts that are there already get what a new one begins with.
DIGEST = """
    INSERT INTO routines (
        workspace_id, account_id, kind, is_on, hour, minute, weekday, before, only_when_needed,
        version
    )
    SELECT workspace_id, id, 'digest', TRUE, 9, 0, 0, 0, FALSE, 1 FROM accounts
"""


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "mutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_mutes_workspace_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mutes")),
        sa.UniqueConstraint(
            "workspace_id",
            "person_id",
            "scope",
            "topic",
            name=op.f("uq_mutes_workspace_id_person_id_scope_topic"),
        ),
    )
    _add("accounts", sa.Column("announcements", sa.String(), nullable=False, server_default="all"))
    _add("accounts", _no("is_confidential"))
    for column in ("quiet_from", "quiet_until"):
        op.add_column("people", sa.Column(column, sa.Integer(), nullable=True))
    _add("routines", _no("only_when_needed"))
    for column in ("snoozed_until", "pending_at"):
        op.add_column("routines", sa.Column(column, sa.DateTime(timezone=True), nullable=True))
    op.execute(DIGEST)


def _no(name: str) -> sa.Column[bool]:
    """A flag that nobody has set."""
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _add(table: str, column: sa.Column[Any]) -> None:
    """Add a column that the rows there are fill with its default, which is then forgotten."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.add_column(column)
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.alter_column(column.name, server_default=None)


def downgrade() -> None:
    """Back."""
    op.execute("DELETE FROM routines WHERE kind = 'digest'")
    added = {
        "routines": ("pending_at", "snoozed_until", "only_when_needed"),
        "people": ("quiet_until", "quiet_from"),
        "accounts": ("is_confidential", "announcements"),
    }
    for table, columns in added.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.drop_column(column)
    op.drop_table("mutes")
