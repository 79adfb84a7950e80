"""contacts, key information, and what came of actions.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "contacts",
        *_numbered(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("attitude", sa.String(), nullable=False),
        sa.Column("influence", sa.String(), nullable=True),
        sa.Column("goals", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("held_by", sa.String(), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_constraints("contacts"),
    )
    op.create_table(
        "key_information",
        *_numbered(),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("learned_on", sa.Date(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_constraints("key_information"),
    )
    op.add_column("actions", sa.Column("outcome", sa.Text(), nullable=True))
    op.add_column("actions", sa.Column("contact", sa.Integer(), nullable=True))
    op.add_column("lights", sa.Column("contact", sa.Integer(), nullable=True))


def _numbered() -> tuple[sa.Column[int] | sa.Column[str], ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
    )


def _constraints(table: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f(f"fk_{table}_workspace_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "workspace_id",
            "account_id",
            "number",
            name=op.f(f"uq_{table}_workspace_id_account_id_number"),
        ),
    )


def downgrade() -> None:
    """Back."""
    op.drop_column("lights", "contact")
    op.drop_column("actions", "contact")
    op.drop_column("actions", "outcome")
    op.drop_table("key_information")
    op.drop_table("contacts")
